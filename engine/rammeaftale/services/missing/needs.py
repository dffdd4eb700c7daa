"""What an unknown needs: the missing things it cannot do without, and those only some of its branches ask for.

A missing thing is an atom: one address, or several of which any one will do (inputs of which exactly one is stated).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rammeaftale.core.records import record

Atom: TypeAlias = frozenset[str]


CONDITION, OTHERS, OTHER_ROWS, MEMBERS = "betingelse", "øvrige_led", "øvrige_medlemmer", "medlemmer"


@record
class Gate:
    """Why something may not be needed, in a rule of `owner`.

    `kind`: CONDITION (`text` is still open), OTHERS (`text` may settle it alone), OTHER_ROWS (another member or year
    in `text` may) or MEMBERS (needed once for each member of the dimension `text`, which the case has yet to name).
    """

    kind: str
    owner: str
    text: str


@record
class Need:
    """`certain`: needed in every branch; `possible`: all that may be needed, with the innermost gate before it."""

    certain: frozenset[Atom]
    possible: Mapping[Atom, Gate | None]

    def __bool__(self) -> bool:
        return bool(self.possible)


NOTHING = Need(frozenset(), {})


def leaf(missing: Iterable[str]) -> Need:
    """The need of what is itself missing: any one of the addresses."""
    atom = frozenset(missing)
    return Need(frozenset([atom]), {atom: None})


def each(missing: Iterable[str]) -> Need:
    """The need of every address by itself."""
    return every(leaf([address]) for address in missing)


def every(needs: Iterable[Need]) -> Need:
    """The need of what takes all of them."""
    parts = [need for need in needs if need]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return parts[0] if parts else NOTHING
    certain = frozenset[Atom]().union(*(need.certain for need in parts))
    return Need(certain, _joined(parts, certain))


def any_of(needs: Iterable[Need]) -> Need:
    """The need of what one of them may settle alone (`og`, `eller`) or what only one of them will apply to."""
    parts = list(needs)
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return parts[0] if parts else NOTHING
    certain = frozenset.intersection(*(need.certain for need in parts))
    return Need(certain, _joined(parts, certain))


def behind(gate: Gate, need: Need) -> Need:
    """The need as seen from outside a gate: everything in it becomes only possible."""
    return Need(frozenset(), {atom: inner or gate for atom, inner in need.possible.items()})


def branched(condition: Need, branches: Iterable[Need], gate: Gate) -> Need:
    """The need of an open condition and the branches it chooses between."""
    chosen = list(branches)
    common = any_of(chosen)
    inside = Need(common.certain, {atom: None for atom in common.possible if atom in common.certain})
    return every([condition, inside, *(behind(gate, need) for need in chosen)])


def _joined(parts: Iterable[Need], certain: frozenset[Atom]) -> dict[Atom, Gate | None]:
    found: dict[Atom, Gate | None] = {}
    for need in parts:
        for atom, gate in need.possible.items():
            if atom in certain:
                found[atom] = None
            else:
                found.setdefault(atom, gate)
    return found


def differing(branches: Iterable[Need]) -> set[Atom]:
    """What the branches do not need alike: what the answer to a condition decides about."""
    parts = list(branches)
    atoms = {atom for need in parts for atom in need.possible}
    return {atom for atom in atoms if len({(atom in n.certain, atom in n.possible) for n in parts}) > 1}
