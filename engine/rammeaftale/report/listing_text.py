"""The rule sets as text: one block a set, with when it applies and what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from rammeaftale.core.danish import show_date
from rammeaftale.services.describing.listing import SetSummary

WIDEST = 100
GLUE = "\u00a0"  # keeps a number and its noun on one line
# One of each, then several.
NOUNS = {
    "parametre": ("parameter", "parametre"),
    "oplysninger": ("oplysning", "oplysninger"),
    "størrelser": ("størrelse", "størrelser"),
    "frister": ("frist", "frister"),
    "pligter": ("pligt", "pligter"),
    "procedurer": ("procedure", "procedurer"),
    "tiltag": ("tiltag", "tiltag"),
    "kataloger": ("katalog", "kataloger"),
    "mål": ("mål", "mål"),
    "fortolkninger": ("fortolkning", "fortolkninger"),
    "kontroller": ("kontrol", "kontroller"),
    "udeladt": ("udeladt klausul", "udeladte klausuler"),
    "eksempler": ("eksempel", "eksempler"),
    "tier": ("begreb, aftalen er tavs om", "begreber, aftalen er tavs om"),
    "kilde_mangler": ("begreb, hvis kilde mangler", "begreber, hvis kilde mangler"),
}


def listing_text(found: Iterable[SetSummary]) -> str:
    """Every rule set, or a line that says there is none."""
    return "\n\n".join(_block(s) for s in found) or "Biblioteket har ingen regelsæt."


def _block(s: SetSummary) -> str:
    base = [f"bygger på {s.base}"] if s.base else []
    state = ["ikke færdig: det arvede er ved at blive gennemgået"] if s.under_way else []
    where = " · ".join([f"region {s.region}", f"spor {s.track}", period(s), *base, *state])
    counts = {**s.counts, **{name: len(concepts) for name, concepts in s.lacking.items()}}
    held = ", ".join(_counted(name, number) for name, number in counts.items() if number)
    lines = [line.replace(GLUE, " ") for line in wrap(held or "ingen regler", WIDEST)]
    return "\n".join([f"{s.id}  {s.title}", *(f"  {line}" for line in (where, *lines))])


def period(s: SetSummary) -> str:
    """When a set applies, in words."""
    return f"{show_date(s.starts)} til {show_date(s.ends)}" if s.ends else f"fra {show_date(s.starts)}"


def _counted(name: str, number: int) -> str:
    return f"{number} {NOUNS[name][number != 1]}".replace(" ", GLUE)
