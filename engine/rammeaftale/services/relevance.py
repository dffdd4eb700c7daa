"""What of a whole result is about the case: it rests on something the case states, not on the agreement alone.

A rule set covers far more than one case asks about. What came out for every case alike is counted, not listed.
"""

from __future__ import annotations

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import reach
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.duties import DutyResult


@record
class Relevance:
    """`cells` that rest on the case; `topics` in which such a cell has a value (every topic when there is none)."""

    cells: frozenset[Cell]
    topics: frozenset[str]

    def shows(self, target: Target) -> bool:
        """Whether a quantity's topic is about the case."""
        return target.quantity.head.topic in self.topics

    def concerns(self, duty: DutyResult) -> bool:
        """Whether a duty's conditions or deadline rest on the case."""
        return not self.cells.isdisjoint(duty.reads)


def relevance(result: Calculation) -> Relevance:
    """What of a result is about its case."""
    asked = [cell for target in result.targets for cell in target.cells()]
    behind_duties = [cell for _, duty in result.duties for cell in duty.reads]
    cells: set[Cell] = set()
    for cell in reach(result.run, [*asked, *behind_duties]):
        if _is_stated(result, cell) or not cells.isdisjoint(result.run.reads.get(cell, ())):
            cells.add(cell)
    found = [target for target in result.targets if _came_out(result, target, cells)]
    shown = found or result.targets
    return Relevance(frozenset(cells), frozenset(target.quantity.head.topic for target in shown))


def _is_stated(result: Calculation, cell: Cell) -> bool:
    name, year, members = cell
    facts = result.run.facts
    if name in facts.events or facts.find(name, members, year) is not None:
        return True
    return facts.replaced(name, members, year) is not None


def _came_out(result: Calculation, target: Target, cells: set[Cell]) -> bool:
    return any(cell in cells and not isinstance(result.outcome(cell), NoValue) for cell in target.cells())
