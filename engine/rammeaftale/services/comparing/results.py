"""The same case through several rule sets: results side by side, and where two of them part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import address
from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.services.addresses import find_address
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.comparing.shared_case import SharedCase
from rammeaftale.services.comparing.sides import Side
from rammeaftale.services.duties import DutyResult
from rammeaftale.services.sensitivity import differs

SAME, DIFFERENT, ONLY = "ens", "forskellig", "kun_i"


@record
class Result:
    """What one set makes of a quantity: its own name for it, the outcome and the stamps."""

    cell: Cell
    outcome: Outcome
    stamps: tuple[str, ...]


@dataclass(frozen=True)
class Divergence:
    """The first rule at which two sets part: `path` of names from the target to it, and the node in each.

    A node is None where that set does not read the quantity at all.
    """

    path: tuple[str, ...]
    first: TraceNode
    second: TraceNode
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True)
class ResultRow:
    """A quantity's cell in each set (None where it has none); `parting`: by set number, where it leaves the first."""

    title: str
    address: str
    results: tuple[Result | None, ...]
    verdict: str
    parting: dict[int, Divergence]


@dataclass(frozen=True)
class DutyRow:
    """A duty's status in each set that has it."""

    name: str
    title: str
    results: tuple[DutyResult | None, ...]
    verdict: str


@dataclass(frozen=True)
class Results:
    """The case calculated with each set."""

    shared: tuple[SharedCase, ...]
    calculations: tuple[Calculation, ...]
    rows: tuple[ResultRow, ...]
    duties: tuple[DutyRow, ...]


def compare_results(
    shared: Iterable[SharedCase], targets: tuple[str, ...], findings: Findings
) -> Results | None:
    """The case through each set; without `targets` all that is calculated and comes to a value somewhere."""
    shared = tuple(shared)
    sides = [one.side for one in shared]
    aligned = _targets(sides, targets, findings) if targets else _every_target(sides)
    calculations = []
    for number, one in enumerate(shared):
        wanted = [names[number] for names in aligned if names[number]]
        found = calculate(one.side.rules, one.case, [name for name in wanted if name], findings)
        if found is None or findings.has_errors:
            return None
        calculations.append(found)
    rows = [row for names in aligned for row in _rows(names, calculations, named=bool(targets))]
    duties = [] if targets else _duties(sides, calculations)
    return Results(shared, tuple(calculations), tuple(rows), tuple(duties))


Names = tuple[str | None, ...]


def _targets(sides: list[Side], targets: tuple[str, ...], findings: Findings) -> list[Names]:
    """Each address asked for as each set knows it; a finding for one no set has."""
    found: list[Names] = []
    for text in targets:
        bare = text.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0]
        names = _of_name(bare, sides)
        if not any(names):
            find_address(text, sides[0].rules, findings)
        rest = text[len(bare) :]
        found.append(tuple(name + rest if name else None for name in names))
    return found


def _every_target(sides: list[Side]) -> list[Names]:
    found: dict[Names, None] = {}
    for side in sides:
        for name in side.rules.names:
            quantity = side.rules.quantity(name)
            if quantity is not None and quantity.symbol.is_computed:
                found[_of_name(name, sides)] = None
    return list(found)


def _of_name(name: str, sides: list[Side]) -> Names:
    """What each set calls a quantity: the same name, else the only one of its concept."""
    own = next((side.rules.quantity(name) for side in sides if side.rules.quantity(name)), None)
    concept = own.head.concept if own else None
    return tuple(name if side.rules.quantity(name) else _by_concept(concept, side) for side in sides)


def _by_concept(concept: str | None, side: Side) -> str | None:
    if not concept:
        return None
    quantities = side.program.quantities.values()
    found = [q.name for q in quantities if q.head.concept == concept and q.symbol.is_computed]
    return found[0] if len(found) == 1 else None


def _rows(names: Names, calculations: list[Calculation], *, named: bool) -> Iterator[ResultRow]:
    """A row for each cell that some set has; where nothing was asked for, only those with a value somewhere."""
    cells = [_cells(name, calculation) for name, calculation in zip(names, calculations, strict=True)]
    keys = dict.fromkeys(key for one in cells for key in one)
    for key in keys:
        results = tuple(_result(one.get(key), calc) for one, calc in zip(cells, calculations, strict=True))
        if named or any(r is not None and not isinstance(r.outcome, NoValue) for r in results):
            yield _row(results, calculations)


def _cells(name: str | None, calculation: Calculation) -> dict[tuple[object, ...], Cell]:
    """The cells of a target by year and members."""
    bare = name.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0] if name else None
    found = [cell for t in calculation.targets if t.quantity.name == bare for cell in t.cells()]
    return {(year, members): (own, year, members) for own, year, members in found}


def _result(cell: Cell | None, calculation: Calculation) -> Result | None:
    return None if cell is None else Result(cell, calculation.outcome(cell), calculation.stamps(cell))


def _row(results: tuple[Result | None, ...], calculations: list[Calculation]) -> ResultRow:
    number = next(n for n, one in enumerate(results) if one is not None)
    first = results[number]
    assert first is not None
    parting = {}
    for other in range(number + 1, len(results)):
        second = results[other]
        if second is not None and differs(first.outcome, second.outcome):
            parting[other] = part_at(calculations[number], first.cell, calculations[other], second.cell)
    title = calculations[number].run.definitions.quantity(first.cell[0], first.cell[1]).head.title
    shown = address(first.cell[0], first.cell[2], first.cell[1], calculations[number].run.facts.years)
    verdict = DIFFERENT if parting else ONLY if None in results else SAME
    return ResultRow(title, shown, results, verdict, parting)


def part_at(one: Calculation, cell_one: Cell, two: Calculation, cell_two: Cell) -> Divergence:
    """The first rule that differs: from the target down, in step, along the first quantity that comes out otherwise."""
    nodes_one, nodes_two = (
        build_nodes(calc.run, [cell]) for calc, cell in ((one, cell_one), (two, cell_two))
    )
    first = next(node for node in nodes_one.values() if node.cell == cell_one)
    second = next(node for node in nodes_two.values() if node.cell == cell_two)
    path, seen = [first.quantity.name], {first.id}
    while True:
        pairs = _in_step(first, second, nodes_one, nodes_two)
        further = next(
            (p for p in pairs if p[0].id not in seen and differs(p[0].outcome, p[1].outcome)), None
        )
        if further is None:
            own, other = {p[0].id for p in pairs}, {p[1].id for p in pairs}
            only_one = tuple(_names(nodes_one, first, own))
            only_two = tuple(_names(nodes_two, second, other))
            return Divergence(tuple(path), first, second, only_one, only_two)
        first, second = further
        seen.add(first.id)
        path.append(first.quantity.name)


def _names(nodes: dict[str, TraceNode], node: TraceNode, shared: set[str]) -> Iterator[str]:
    yield from dict.fromkeys(
        nodes[use].quantity.name for use in node.uses if use in nodes and use not in shared
    )


def _in_step(
    first: TraceNode, second: TraceNode, nodes_one: dict[str, TraceNode], nodes_two: dict[str, TraceNode]
) -> list[tuple[TraceNode, TraceNode]]:
    """The quantities both rules read, in the order of the first one."""
    others = {_key(nodes_two[use]): nodes_two[use] for use in second.uses if use in nodes_two}
    by_concept = {k: node for node in others.values() if (k := _concept_key(node))}
    found = []
    for use in first.uses:
        node = nodes_one.get(use)
        if node is not None:
            other = others.get(_key(node)) or by_concept.get(_concept_key(node) or ())
            if other is not None:
                found.append((node, other))
    return found


def _key(node: TraceNode) -> tuple[object, ...]:
    return node.cell


def _concept_key(node: TraceNode) -> tuple[object, ...] | None:
    concept = node.quantity.head.concept
    return (concept, *node.cell[1:]) if concept else None


def _duties(sides: list[Side], calculations: list[Calculation]) -> list[DutyRow]:
    """The duties by name, else by their concept, that are triggered in some set."""
    told = [{d.name: d for _, d in calculation.duties} for calculation in calculations]
    found: dict[Names, DutyRow] = {}
    for own in told:
        for name, duty in own.items():
            concept = duty.duty.entry.head.concept
            names = tuple(name if name in other else _duty_of(concept, other) for other in told)
            results = tuple(other[n] if n else None for other, n in zip(told, names, strict=True))
            if names not in found and any(r is not None and r.triggered for r in results):
                statuses = {r.status for r in results if r is not None}
                verdict = DIFFERENT if len(statuses) > 1 else ONLY if None in results else SAME
                title = duty.duty.entry.head.title
                found[names] = DutyRow(name, title, results, verdict)
    return list(found.values())


def _duty_of(concept: str | None, told: dict[str, DutyResult]) -> str | None:
    names = [n for n, duty in told.items() if concept and duty.duty.entry.head.concept == concept]
    return names[0] if len(names) == 1 else None
