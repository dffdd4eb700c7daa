"""What the stamps on a result mean, in words a reader outside the project understands."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.backends.provenance import (
    EXTERNAL,
    OUTSIDE,
    PRESUMED,
    REJECTED,
    STAMPS,
    STATED,
    WHAT_IF,
)
from rammeaftale.core.records import record
from rammeaftale.rulefiles.head_model import ASSUMED


@record
class Stamp:
    """A stamp: its short words and what it means."""

    short: str
    meaning: str


WORDS: dict[str, Stamp] = {
    ASSUMED: Stamp(
        "antaget videreført",
        "Bygger på en regel fra en tidligere aftale, som den nye ikke nævner, og som antages stadig at gælde.",
    ),
    OUTSIDE: Stamp("uden for perioden", "Gælder et år uden for aftalens periode."),
    EXTERNAL: Stamp(
        "tal udefra", "Bygger på et tal, der ikke står i aftalen, for eksempel en sats eller en rente."
    ),
    STATED: Stamp(
        "oplyst i sagen",
        "Bygger på et tal, sagen selv oplyser, og som reglerne ellers ville regne ud, eller som kilden mangler.",
    ),
    WHAT_IF: Stamp("hvad hvis", "Bygger på et tal, der er prøvet i stedet for reglernes eget."),
    PRESUMED: Stamp(
        "forudsat tiltag", "Bygger på et tiltag, hvis betingelser ikke er opfyldt eller kendt i sagen."
    ),
    REJECTED: Stamp("forkastet tiltag", "Bygger på et tiltag, der blev forkastet."),
}


def stamps_of(names: Iterable[str]) -> tuple[Stamp, ...]:
    """Stamps in the order of the contract."""
    found = set(names)
    return tuple(WORDS[name] for name in STAMPS if name in found)
