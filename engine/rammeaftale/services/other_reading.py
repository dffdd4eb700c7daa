"""The same case with another reading of a passage: which readings counted, and which cells another one changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.records import record
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.sensitivity import Consulted, differs


@record
class Difference:
    """A cell that comes out otherwise: as in the case, and the other way."""

    cell: Cell
    own: Outcome
    other: Outcome


def consulted(result: Calculation, cells: Iterable[Cell]) -> dict[str, str]:
    """The readings that some cells rest on, each with the choice that was used."""
    asked = Consulted(result.run.facts.readings)
    _run(result, asked, cells)
    return asked.used


def with_reading(result: Calculation, cells: Iterable[Cell], name: str, choice: str) -> list[Difference]:
    """The cells that another reading of one passage changes, all else as in the case."""
    cells = list(cells)
    run = _run(result, {**result.run.facts.readings, name: choice}, cells)
    pairs = ((cell, result.outcome(cell), run.value(*cell)) for cell in cells)
    return [Difference(cell, before, after) for cell, before, after in pairs if differs(before, after)]


def _run(result: Calculation, readings: Mapping[str, str], cells: Iterable[Cell]) -> Run:
    run = Run(result.run.definitions, replace(result.run.facts, readings=readings))
    for cell in cells:
        run.value(*cell)
    return run
