"""Why a figure is what it is: the trace as data, one node a cell, told from a finished run.

Nodes are shared by id (their address with the year). A node says what the rule is as written and with numbers,
which branch or row was taken and why the others were not, each step, who stated what, and what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rammeaftale.backends.closures import Place, closure
from rammeaftale.backends.exact import NO_ENV, Cell, Env, Run
from rammeaftale.backends.facts import Stated, address
from rammeaftale.backends.filling import fill
from rammeaftale.backends.provenance import Provenance, reach
from rammeaftale.backends.rules import apply_step, chosen_row, rule_closure, scale_parts, step_closures
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.language import ir
from rammeaftale.language.program import Figure, Override, Program, Quantity


@dataclass(frozen=True, slots=True)
class FormulaTrace:
    """A formula as written, with numbers in place of names, and what it came to."""

    written: str
    filled: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ArmsTrace:
    """The conditions tried in order; the last one holds unless `otherwise`."""

    tried: tuple[FormulaTrace, ...]
    otherwise: bool
    result: RuleTrace | None


@dataclass(frozen=True, slots=True)
class RowTrace:
    """A row not taken (or in doubt): its number and its first cell that fails, with the value it met."""

    row: int
    column: str
    cell: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TableTrace:
    """What the columns were, the row taken (None: none is certain) and why each other row was not."""

    columns: tuple[tuple[str, Outcome], ...]
    row: int | None
    others: tuple[RowTrace, ...]
    result: RuleTrace | None


@dataclass(frozen=True, slots=True)
class ScaleTrace:
    """The base and, for each interval reached, its number, the part rated and the rate."""

    base: FormulaTrace
    marginal: bool
    parts: tuple[tuple[int, Outcome, FormulaTrace], ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ReadingTrace:
    """The reading used, whether the case chose it, and what it gave."""

    reading: str
    choice: str
    chosen: bool
    result: RuleTrace


@dataclass(frozen=True, slots=True)
class MeasureTrace:
    """A chosen measure's rule laid over the value before."""

    measure: str
    adds: bool
    result: RuleTrace


@dataclass(frozen=True, slots=True)
class StepTrace:
    """A cap, floor or rounding: kind, bound, value before and after; equal when it changed nothing."""

    kind: str
    amount: FormulaTrace
    applied: bool
    before: Outcome
    after: Outcome


RuleTrace: TypeAlias = FormulaTrace | ArmsTrace | TableTrace | ScaleTrace | ReadingTrace


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One cell. `stated`: who stated it; `figure`: the parameter's figure; `assumed`: its absence was used."""

    id: str
    cell: Cell
    program: Program
    quantity: Quantity
    outcome: Outcome
    stamps: frozenset[str]
    uses: tuple[str, ...]
    stated: Stated | None = None
    figure: Figure | None = None
    assumed: bool = False
    rule: RuleTrace | None = None
    measures: tuple[MeasureTrace, ...] = ()
    steps: tuple[StepTrace, ...] = ()


@dataclass(frozen=True)
class Trace:
    """The whole of it: `root` is the id asked for; `nodes` by id, each after those it uses."""

    root: str
    nodes: dict[str, TraceNode]
    years: tuple[int, ...]

    @property
    def top(self) -> TraceNode:
        """The node asked about."""
        return self.nodes[self.root]


def build_trace(run: Run, cell: Cell, provenance: Provenance | None = None) -> Trace:
    """The trace of a cell, complete up to the point of failure."""
    run.value(*cell)
    told = provenance or Provenance(run)
    told.stamps(cell)
    teller = _Teller(run, told)
    nodes = [teller.node(part) for part in reach(run, [cell])]
    return Trace(node_id(cell), {node.id: node for node in nodes}, run.facts.years)


def node_id(cell: Cell) -> str:
    """A cell's id in a trace: its address, always with the year where there is one."""
    return address(cell[0], cell[2], cell[1])


class _Teller:
    """Tells each node; asks the run for parts of rules, all of whose cells are already known."""

    def __init__(self, run: Run, provenance: Provenance) -> None:
        self.run, self.provenance = run, provenance

    def node(self, cell: Cell) -> TraceNode:
        name, year, members = cell
        run = self.run
        quantity = run.definitions.quantity(name, year)
        program = run.definitions.program_of(name, year)
        uses = tuple(dict.fromkeys([node_id(read) for read in run.reads.get(cell, ())]))
        stated = self._stated(quantity, cell)
        figure = None if stated or not quantity.symbol.is_parameter else run.figure(quantity, year, members)
        rule, measures, steps = None, (), ()
        if quantity.rule is not None and stated is None and cell in run.reads:
            env = dict(zip(quantity.dims, members, strict=True)) if members else NO_ENV
            telling = _Telling(run, program, quantity, year, env)
            rule, measures, steps = telling.rule(quantity.rule), telling.measures(), telling.steps()
        return TraceNode(
            node_id(cell),
            cell,
            program,
            quantity,
            run.outcomes.get(cell) if cell in run.outcomes else run.missing(*cell),  # type: ignore[arg-type]
            self.provenance.stamps(cell),
            uses,
            stated,
            figure,
            cell in run.absent,
            rule,
            measures,
            steps,
        )

    def _stated(self, quantity: Quantity, cell: Cell) -> Stated | None:
        name, year, members = cell
        if quantity.symbol.is_parameter:
            return self.run.given_parameter(name, year, members)
        return self.run.facts.find(name, members, year)


class _Telling:
    """One rule, told in a year for given members."""

    def __init__(self, run: Run, program: Program, quantity: Quantity, year: int | None, env: Env) -> None:
        self.run, self.program, self.quantity, self.year, self.env = run, program, quantity, year, env

    def outcome(self, rule: ir.Rule) -> Outcome:
        return self.run.formula(rule_closure(self.program, rule, self.quantity.name), self.year, self.env)[0]

    def formula(self, rule: ir.Formula) -> FormulaTrace:
        filled = fill(rule, self.run, self.year, self.env)
        expression = rule.expression
        if isinstance(expression, ir.Ref) and expression.year == ir.THIS_YEAR and not expression.dims:
            outcome = self.run.outcomes.get((expression.name, self.year, ()))
            if outcome is not None:
                return FormulaTrace(rule.text.text, filled, outcome)
        return FormulaTrace(rule.text.text, filled, self.outcome(rule))

    def rule(self, rule: ir.Rule) -> RuleTrace:
        if isinstance(rule, ir.Formula):
            return self.formula(rule)
        if isinstance(rule, ir.Arms):
            return self.arms(rule)
        if isinstance(rule, ir.Table):
            return self.table(rule)
        if isinstance(rule, ir.Scale):
            return self.scale(rule)
        default = self.program.readings[rule.reading].default
        choice = self.run.facts.readings.get(rule.reading, default)
        return ReadingTrace(
            rule.reading, choice, rule.reading in self.run.facts.readings, self.rule(rule.rules[choice])
        )

    def arms(self, rule: ir.Arms) -> ArmsTrace:
        tried = []
        for arm in rule.arms:
            condition = self.formula(arm.condition)
            tried.append(condition)
            if condition.outcome is True:
                return ArmsTrace(tuple(tried), otherwise=False, result=self.rule(arm.then))
            if condition.outcome is not False:
                return ArmsTrace(tuple(tried), otherwise=False, result=None)
        return ArmsTrace(tuple(tried), otherwise=True, result=self.rule(rule.otherwise))

    def table(self, rule: ir.Table) -> TableTrace:
        place = Place(self.quantity.name, None)
        columns = [closure(column, place) for column in rule.columns]
        values = [self.run.formula(column, self.year, self.env)[0] for column in columns]
        found = chosen_row(rule, values)
        taken = found if isinstance(found, int) else None
        others = [
            told for n, row in enumerate(rule.rows) if n != taken and (told := _failing(rule, n, row, values))
        ]
        named = tuple(zip([column.name for column in rule.columns], values, strict=True))
        result = self.rule(rule.rows[taken].gives) if taken is not None else None
        return TableTrace(named, taken, tuple(others), result)

    def scale(self, rule: ir.Scale) -> ScaleTrace:
        base = self.formula(rule.base)
        parts = [] if isinstance(base.outcome, NoValue) else scale_parts(rule, base.outcome)  # type: ignore[arg-type]
        told = tuple((position, part, self.formula(rule.brackets[position].rate)) for position, part in parts)
        return ScaleTrace(base, rule.marginal, told, self.outcome(rule))

    def measures(self) -> tuple[MeasureTrace, ...]:
        chosen = [o for o in self.quantity.overrides if o.measure in self.run.facts.measures]
        return tuple(MeasureTrace(o.measure, o.adds, self._override(o)) for o in chosen)

    def _override(self, override: Override) -> RuleTrace:
        if not isinstance(override.rule, ir.Formula):
            return self.rule(override.rule)
        before = self.run.definitions.bare_rule(self.quantity.name, self.year, override.measure)
        rule = rule_closure(self.program, override.rule, self.quantity.name, before)
        outcome = self.run.formula(rule, self.year, self.env)[0]
        return FormulaTrace(
            override.rule.text.text, fill(override.rule, self.run, self.year, self.env), outcome
        )

    def steps(self) -> tuple[StepTrace, ...]:
        if not self.quantity.steps:
            return ()
        told: list[StepTrace] = []
        value = self.run.formula(
            self.run.definitions.bare_rule(self.quantity.name, self.year), self.year, self.env
        )[0]
        for step in self.quantity.steps:
            when, amount = step_closures(step, self.quantity.name)
            holds = self.run.formula(when, self.year, self.env)[0] if when else True
            after = apply_step(step, value, when, amount, (self.run, self.year, self.env))
            told.append(StepTrace(step.kind, self.formula(step.amount), holds is True, value, after))
            value = after
        return tuple(told)


def _failing(rule: ir.Table, number: int, row: ir.Row, values: list[Outcome]) -> RowTrace | None:
    for column, cell, value in zip(rule.columns, row.cells, values, strict=True):
        if cell is not None and (isinstance(value, NoValue) or not cell.holds(value)):
            return RowTrace(number, column.name, cell.text, value)
    return None
