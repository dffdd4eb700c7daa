"""The same case with another reading of a passage: which cells then come out otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.records import record
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.sensitivity import differs


@record
class Difference:
    """A cell that comes out otherwise: as in the case, and the other way."""

    cell: Cell
    own: Outcome
    other: Outcome


def with_reading(result: Calculation, cells: Iterable[Cell], name: str, choice: str) -> list[Difference]:
    """The cells that another reading of one passage changes, all else as in the case."""
    facts = replace(result.run.facts, readings={**result.run.facts.readings, name: choice})
    run = Run(result.run.definitions, facts)
    pairs = ((cell, result.outcome(cell), run.value(*cell)) for cell in cells)
    return [Difference(cell, before, after) for cell, before, after in pairs if differs(before, after)]
