"""What the nodes of a graph come to in a case, and which edges the calculation took."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Stated
from rammeaftale.backends.provenance import reach, read_quantities
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.goals import DONE
from rammeaftale.services.graphs.graph import CHANGES, Edge, Graph
from rammeaftale.services.procedures import Standing, standing


@record
class CellValue:
    """One cell: for which members, what it came to, who stated it, and whether its absence was used."""

    year: int | None
    members: tuple[str, ...]
    outcome: Outcome
    stated: Stated | None
    assumed: bool


@dataclass(frozen=True)
class Values:
    """`cells` by quantity; `told`: the state of what is no quantity, in words; `used`: the edges that were taken."""

    years: tuple[int | None, ...]
    cells: Mapping[str, tuple[CellValue, ...]]
    told: Mapping[str, str]
    used: frozenset[Edge]


def values_of(graph: Graph, result: Calculation, asked: Iterable[Cell] = ()) -> Values:
    """The values of every node of a graph; `asked`: the cells of the root, where only some of them are meant."""
    program, years = graph.program, result.run.facts.years or (None,)
    quantities = [name for name in graph.nodes if name in program.quantities]
    cells = {name: _cells(result, program, name, years) for name in quantities}
    if graph.root in cells and (some := list(asked)):
        cells[graph.root] = some
    cells |= _derived(graph, result, cells)
    told = {name: text for name in graph.nodes if (text := _told(result, program, name, years[-1]))}
    used = frozenset(edge for edge in graph.edges if _is_used(edge, result, program, years, cells))
    found = {name: tuple(_value(result, cell) for cell in asked) for name, asked in cells.items()}
    return Values(years, found, told, used)


def _cells(result: Calculation, program: Program, name: str, years: Iterable[int | None]) -> list[Cell]:
    quantity = program.quantities[name]
    members = list(product(*[result.run.facts.members.get(d) or () for d in quantity.dims]))
    if quantity.symbol.fixed:
        years = list(years)[-1:]
    cells: list[Cell] = [(name, year, chosen) for year in years for chosen in members]
    for cell in cells:
        result.outcome(cell)
    return cells


def _derived(graph: Graph, result: Calculation, cells: Mapping[str, list[Cell]]) -> dict[str, list[Cell]]:
    """Of what the root's outcome rests on the cells it rests on: a figure of two years before is that year's."""
    start = cells.get(graph.root or "") or _reads(graph.root or "", result, (), {})
    found: dict[str, list[Cell]] = {}
    for cell in read_quantities(result.run, reach(result.run, start)):
        fixed = cell[0] in cells and graph.program.quantities[cell[0]].symbol.fixed
        if cell[0] in cells and cell[0] != graph.root and not fixed:
            found.setdefault(cell[0], []).append(cell)
    return {
        name: sorted(some, key=lambda cell: _newest_first(cell, cells[name])) for name, some in found.items()
    }


def _newest_first(cell: Cell, usual: list[Cell]) -> tuple[int, int]:
    """The latest year first; members in the order of the case."""
    members = [one[2] for one in usual]
    return -(cell[1] or 0), members.index(cell[2]) if cell[2] in members else len(members)


def _value(result: Calculation, cell: Cell) -> CellValue:
    name, year, members = cell
    outcome = result.outcome(cell)
    assumed = cell in result.run.absent and not isinstance(outcome, NoValue)
    return CellValue(year, members, outcome, result.run.facts.find(name, members, year), assumed)


def _told(result: Calculation, program: Program, name: str, year: int | None) -> str:
    """The state of a duty, check, procedure, goal, measure or reading; empty for what has none."""
    if name in program.duties:
        return next((d.status for y, d in result.duties if y == year and d.name == name), "")
    if name in program.checks:
        holds = next((c.holds for y, c in result.checks if y == year and c.name == name), None)
        return {True: "holder", False: "holder ikke", None: "ukendt"}[holds]
    if name in program.procedures:
        return _standing(result, name)
    if name in program.goals:
        done = [one.status == DONE for one in result.actions if one.goal == name]
        return f"{sum(done)} af {len(done)} handlinger gennemført"
    if name in program.measures:
        return "valgt" if name in result.run.facts.measures else "ikke valgt"
    if name in program.readings:
        choice = program.choice(name, result.run.facts.readings)
        return f"læst: {program.readings[name].choices[choice].title}"
    return ""


def _standing(result: Calculation, name: str) -> str:
    if name not in result.run.facts.events:
        return "ikke begyndt"
    found = standing(result, name)
    if not isinstance(found, Standing):
        return found.state
    if found.invalid is not None:
        return f"ugyldig hændelse {found.invalid.number}"
    if found.end is not None:
        return f"sluttet: {found.end}"
    return f"står ved {found.step.name}" if found.step else "uafklaret"


def _is_used(
    edge: Edge,
    result: Calculation,
    program: Program,
    years: tuple[int | None, ...],
    cells: Mapping[str, list[Cell]],
) -> bool:
    """Whether the calculation of the target asked for the source; what asks no quantity is always used."""
    if CHANGES in edge.how:
        return edge.source in result.run.facts.measures
    if edge.target in program.measures:
        return edge.target in result.run.facts.measures
    if edge.source not in program.quantities and edge.source not in program.procedures:
        return True
    return any(name == edge.source for name, _, _ in _reads(edge.target, result, years, cells))


def _reads(
    target: str, result: Calculation, years: tuple[int | None, ...], cells: Mapping[str, list[Cell]]
) -> list[Cell]:
    """What the calculation of a node read directly."""
    run = result.run
    asked = [read for cell in cells.get(target, ()) for read in run.reads.get(cell, ())]
    for _, duty in result.duties:
        asked += duty.reads if duty.name == target else ()
    for _, check in result.checks:
        asked += check.reads if check.name == target else ()
    for action in result.actions:
        asked += action.reads if action.goal == target else ()
    for year in years:
        asked += run.reads.get((target, year, ()), ())
    return asked
