"""Parameters carried on: where a set has no figure for a year, the last one before it (else the first after)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rammeaftale.language.program import Figure, Figures, Program, Quantity


def carried_on(program: Program, years: Iterable[int]) -> tuple[Program, dict[str, tuple[int, ...]]]:
    """The program with its parameters carried on to some years, and which were, with the years filled."""
    wanted = sorted(years)
    quantities: dict[str, Quantity] = dict(program.quantities)
    filled: dict[str, tuple[int, ...]] = {}
    for name, quantity in program.quantities.items():
        if quantity.figures is not None:
            figures = {member: _carried(one, wanted) for member, one in quantity.figures.items()}
            gaps = {
                year
                for one, _ in zip(quantity.figures.values(), figures, strict=True)
                for year in _gaps(one, wanted)
            }
            if gaps:
                quantities[name] = replace(quantity, figures=figures)
                filled[name] = tuple(sorted(gaps))
    return replace(program, quantities=quantities), filled


def _gaps(figures: Figures, years: Iterable[int]) -> list[int]:
    """The years a parameter has no figure for; what its source lacks is no gap."""
    if figures.always:
        return []
    return [year for year in years if figures.of_year(year) is None and _nearest(figures, year) is not None]


def _carried(figures: Figures, years: Iterable[int]) -> Figures:
    by_year: Mapping[int, Figure | None] = {year: _nearest(figures, year) for year in _gaps(figures, years)}
    found = {year: figure for year, figure in by_year.items() if figure is not None}
    return replace(figures, by_year={**figures.by_year, **found})


def _nearest(figures: Figures, year: int) -> Figure | None:
    """The last figure before a year, else the first after it."""
    dated = {day.year: figure for day, figure in figures.from_date} | dict(figures.by_year)
    before = [known for known in dated if known <= year]
    if before:
        return dated[max(before)]
    return dated[min(dated)] if dated else None
