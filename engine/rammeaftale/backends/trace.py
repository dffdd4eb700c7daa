"""Why a figure is what it is: the trace as data, one node a cell, told from a finished run.

Nodes are shared by id (their address with the year). Which cells a figure rests on, what they came to and their
stamps are settled when the trace is built; how each rule got there is told when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from rammeaftale.backends.exact import NO_ENV, Cell, Run
from rammeaftale.backends.facts import Stated
from rammeaftale.backends.filling import show_typed
from rammeaftale.backends.provenance import (
    NO_NAMES,
    Provenance,
    figures_on_days,
    figures_read,
    has_value,
    measures_behind,
    reach,
    read_quantities,
)
from rammeaftale.backends.ruletrace import MeasureTrace, RuleTrace, StepTrace
from rammeaftale.backends.telling import tell_rule
from rammeaftale.backends.terms import node_id
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.language.program import Figure, Program, Quantity


class TraceNode:
    """One cell: what it came to, what it read, where its value is from; its rule is told when asked for.

    `stated`: who stated it; `figure`: the parameter's figure; `assumed`: its absence was used; `days`: the days of the
    year on which a parameter was read, with the figure in force; `rests_on`: the chosen measures behind its value.
    """

    def __init__(
        self, run: Run, cell: Cell, stamps: frozenset[str], rests_on: frozenset[str] = NO_NAMES
    ) -> None:
        name, year, _ = cell
        self.run, self.cell, self.id, self.stamps = run, cell, node_id(cell), stamps
        self.rests_on = rests_on
        self.quantity: Quantity = run.definitions.quantity(name, year)
        self.reads = tuple(read_quantities(run, run.reads.get(cell, ())))
        outcome = run.outcomes.get(cell)
        self.outcome: Outcome = self._unread() if outcome is None else outcome
        self.stated = self._stated(run, cell)
        self.assumed = cell in run.absent and (outcome is None or not self.is_missing)

    def _unread(self) -> Outcome:
        """A parameter read on a day, or an input that was only asked whether it is stated."""
        name, year, members = self.cell
        figures = figures_on_days(self.run, self.quantity, self.cell)
        figure = figures[0][1] if figures else None
        stated = self.run.given_parameter(name, year, members, figure)
        if stated is not None:
            return stated.value
        value = figure.value if figure else None
        return self.run.missing(name, year, members) if value is None else value

    def _stated(self, run: Run, cell: Cell) -> Stated | None:
        name, year, members = cell
        if not self.quantity.symbol.is_parameter:
            return run.facts.find(name, members, year)
        figures = figures_read(run, self.quantity, cell)
        lacking = [figure for figure in figures if not has_value(figure)]
        return run.given_parameter(name, year, members, (lacking or figures)[0])

    @property
    def is_missing(self) -> bool:
        """Whether it is an input that must be stated, was needed, and is not."""
        symbol = self.quantity.symbol
        return symbol.is_input and not symbol.optional and isinstance(self.outcome, Unknown)

    @property
    def uses(self) -> tuple[str, ...]:
        """The nodes it rests on, in the order its rule read them."""
        return tuple([node_id(cell) for cell in self.reads])

    @property
    def program(self) -> Program:
        """The rules that define it."""
        return self.run.definitions.program_of(self.cell[0], self.cell[1])

    @property
    def figure(self) -> Figure | None:
        """The parameter's figure in the agreement (of the first day it was read on), unless the case replaced it."""
        if self.stated or not self.quantity.symbol.is_parameter:
            return None
        by_day = self.days
        return by_day[0][1] if by_day else self.run.figure(self.quantity, self.cell[1], self.cell[2])

    @cached_property
    def days(self) -> tuple[tuple[date, Figure | None], ...]:
        """The days a parameter was read on, with the figure in force; none where it was read by year."""
        if self.cell in self.run.outcomes or self.run.facts.replaced(
            self.cell[0], self.cell[2], self.cell[1]
        ):
            return ()
        found = tuple(figures_on_days(self.run, self.quantity, self.cell))
        return found if not self.stated or any(has_value(figure) for _, figure in found) else ()

    @property
    def is_told(self) -> bool:
        """Whether a rule gave the value, so that `rule`, `measures` and `steps` tell how."""
        has_rule = self.quantity.rule is not None and self.stated is None
        return has_rule and self.cell in self.run.reads and self.cell in self.run.outcomes

    @cached_property
    def _told(self) -> tuple[RuleTrace | None, tuple[MeasureTrace, ...], tuple[StepTrace, ...]]:
        if not self.is_told:
            return None, (), ()
        members = self.cell[2]
        env = dict(zip(self.quantity.dims, members, strict=True)) if members else NO_ENV
        return tell_rule(self.run, self.program, self.quantity, (self.cell[1], env), self.outcome)

    @property
    def rule(self) -> RuleTrace | None:
        """How the rule came to its value, before measures and steps."""
        return self._told[0]

    @property
    def measures(self) -> tuple[MeasureTrace, ...]:
        """The chosen measures that changed it, in order."""
        return self._told[1]

    @property
    def steps(self) -> tuple[StepTrace, ...]:
        """Caps, floors and roundings after the calculation, in order."""
        return self._told[2]


class Trace:
    """The whole of it: `root` is the id asked for; `nodes` by id, each after those it uses."""

    def __init__(self, root: str, nodes: dict[str, TraceNode], years: tuple[int, ...]) -> None:
        self.root, self.nodes, self.years = root, nodes, years

    def __repr__(self) -> str:
        top = self.top
        found = show_typed(top.outcome, top.quantity.symbol.type, top.program)
        return f"<Trace {self.root}: {found}; {len(self.nodes)} nodes>"

    @property
    def top(self) -> TraceNode:
        """The node asked about."""
        return self.nodes[self.root]


def build_trace(run: Run, cell: Cell, provenance: Provenance | None = None) -> Trace:
    """The trace of a cell, complete up to the point of failure."""
    run.value(*cell)
    return Trace(node_id(cell), build_nodes(run, [cell], provenance), run.facts.years)


def build_nodes(
    run: Run, cells: Iterable[Cell], provenance: Provenance | None = None
) -> dict[str, TraceNode]:
    """The nodes of some cells and of all they rest on, by id."""
    told, measures = provenance or Provenance(run), run.facts.measures
    cells = list(cells)
    behind = measures_behind(run, cells, measures) if measures else {}
    order = reach(run, cells)
    told.learn(order)
    nodes = [
        TraceNode(run, cell, told.stamps(cell), behind.get(cell, NO_NAMES))
        for cell in read_quantities(run, order)
    ]
    return {node.id: node for node in nodes}
