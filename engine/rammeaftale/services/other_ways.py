"""The same case calculated otherwise: with another reading of a passage, or without a measure it chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    return _compared(result, cells, readings={**result.run.facts.readings, name: choice})


def without_measures(
    result: Calculation, cells: Iterable[Cell], left_out: Iterable[str]
) -> list[Difference]:
    """The cells that come out otherwise without some of the measures the case chose."""
    out = set(left_out)
    return _compared(result, cells, measures=tuple(m for m in result.run.facts.measures if m not in out))


def _compared(
    result: Calculation,
    cells: Iterable[Cell],
    readings: Mapping[str, str] | None = None,
    measures: tuple[str, ...] | None = None,
) -> list[Difference]:
    own = result.run.facts
    facts = replace(
        own,
        readings=own.readings if readings is None else readings,
        measures=own.measures if measures is None else measures,
    )
    run = Run(result.run.definitions, facts)
    pairs = ((cell, result.outcome(cell), run.value(*cell)) for cell in cells)
    return [Difference(cell, before, after) for cell, before, after in pairs if differs(before, after)]
