"""Which cells some quantities rest on when nothing has been stated yet: surely, or only under a condition.

The rules are walked with an empty case. A branch the agreement itself decides (by year, say) is taken or left out;
one that only the empty case decides is taken, and the others are kept as needed under a condition.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeAlias

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import Env, Run
from rammeaftale.backends.facts import Facts
from rammeaftale.backends.place import OUTER, Place
from rammeaftale.backends.rules import chosen_row, rule_closure
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles import model as m
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.scaffolding.reasons import reason, row_reason
from rammeaftale.services.scaffolding.settled import below, rests_only_on, settled_names

Spot: TypeAlias = tuple[str, int | None]
MEMBER = "X"
SEVERAL = ""


@record
class At:
    """Where the walk is: the cell whose rule is read, the members at hand, and why it may not be needed after all."""

    spot: Spot
    program: Program
    text: str
    env: Env
    why: str | None = None

    def under(self, why: str) -> At:
        """The same place, needed only under a condition."""
        return At(self.spot, self.program, self.text, self.env, why)


Step: TypeAlias = tuple[ir.AnyNode, At]


class Walk:
    """What was met, from the `roots` on.

    `found`: by spot, its condition (None: surely; SEVERAL: there is more than one); `reads`: between spots; `asked`:
    calculated quantities with the spot that asks whether the case states them; `dimensions`, `readings`, `measures`,
    `procedures`: those that matter; `year`, `today`: whether `år` and `opgjort` matter.
    """

    def __init__(self, rules: RuleSet, facts: Facts) -> None:
        self.rules, self.facts = rules, facts
        self.run = Run(rules.definitions, facts)
        self.roots: list[Spot] = []
        self.found: dict[Spot, str | None] = {}
        self.reads: dict[Spot, dict[Spot, None]] = {}
        self.asked: dict[Spot, Spot] = {}
        self.dimensions: dict[str, None] = {}
        self.readings: dict[str, None] = {}
        self.measures: dict[str, None] = {}
        self.procedures: dict[str, None] = {}
        self.year = self.today = False
        self._settled = settled_names(rules)
        self._earliest = self.run.earliest
        # Sure ones first, so that each spot is read once; then the nearest, so that it gets the plainest condition.
        self._sure: list[Spot] = []
        self._unsure: deque[tuple[Spot, str]] = deque()

    def from_targets(self, targets: Iterable[Spot]) -> None:
        """Walk everything the targets rest on, and what chosen measures require."""
        self.roots = list(targets)
        self._sure += self.roots
        for program in self.rules.programs:
            for name in self.facts.measures:
                required = program.measures[name].requires if name in program.measures else None
                if required is not None:
                    spot = (name, next(iter(self.facts.years), None))
                    self.roots.append(spot)
                    self._follow([(required, At(spot, program, "", {}, why=""))])
        while self._sure or self._unsure:
            spot, why = (self._sure.pop(), None) if self._sure else self._unsure.popleft()
            if spot not in self.found:
                self.found[spot] = why
                self._read(spot, why)
            elif self.found[spot] not in (None, why):
                self.found[spot] = SEVERAL

    def _read(self, spot: Spot, why: str | None) -> None:
        name, year = spot
        quantity = self.rules.definitions.quantity(name, year)
        self.dimensions |= dict.fromkeys(quantity.dims)
        self.year |= _is_by_year(quantity)
        if quantity.symbol.is_parameter or (year is not None and year < self._earliest):
            return
        program = self.rules.definitions.program_of(name, year)
        env: Env = {dimension: self.member(dimension) for dimension in quantity.dims}
        at = At(spot, program, "", env, why)
        self._follow([(rule, at) for rule in self._rules(quantity)])

    def _follow(self, pending: list[Step]) -> None:
        while pending:
            node, here = pending.pop()
            pending += _STEPS.get(type(node), _parts)(self, node, here)

    def _rules(self, quantity: Quantity) -> list[ir.AnyNode]:
        """The rule, or what chosen measures put in its place, then the steps."""
        self.measures |= dict.fromkeys(o.measure for o in quantity.overrides)
        chosen = [o for o in quantity.overrides if o.measure in self.facts.measures]
        rules: list[ir.AnyNode] = [o.rule for o in chosen]
        if quantity.rule is not None and all(o.adds for o in chosen):
            rules.append(quantity.rule)
        for step in quantity.steps:
            rules += [part for part in (step.amount, step.when) if part]
        return rules

    def member(self, dimension: str) -> str:
        """A member to read a rule for: a fixed one, or any."""
        return next(iter(self.facts.members.get(dimension) or ()), MEMBER)

    def visit(self, name: str, year: int | None, at: At) -> None:
        """Meet a quantity in a year."""
        spot = (name, year)
        self.reads.setdefault(at.spot, {})[spot] = None
        if at.why is None:
            self._sure.append(spot)
        else:
            self._unsure.append((spot, at.why))

    def outcome(self, rule: ir.AnyNode, at: At) -> Outcome:
        """What a condition comes to in the empty case."""
        if any(isinstance(node, ir.Before) for node in below(rule)):
            return Unknown(frozenset())
        if isinstance(rule, ir.Formula):
            compiled = rule_closure(at.program, rule, at.spot[0])
        else:
            compiled = closure(rule, Place(at.spot[0], None))  # type: ignore[arg-type]
        return self.run.formula(compiled, at.spot[1], at.env)[0]

    def settled(self, node: ir.AnyNode) -> bool:
        """Whether the agreement alone decides an expression: nothing a case says can change it."""
        return rests_only_on(node, self._settled)


def _is_by_year(quantity: Quantity) -> bool:
    """Whether a parameter or input has no value without a year."""
    if quantity.symbol.is_parameter:
        return not all(figures.always for figures in (quantity.figures or {}).values())
    entry = quantity.symbol.entry
    return isinstance(entry, m.Input) and entry.per_year


def _parts(walk: Walk, node: ir.AnyNode, at: At) -> list[Step]:
    return [(part, at) for part in ir.parts(node)]


def _formula(walk: Walk, node: ir.Formula, at: At) -> list[Step]:
    within = At(at.spot, at.program, node.text.text, at.env, at.why)
    return [(node.expression, within)]


def _ref(walk: Walk, node: ir.Ref, at: At) -> list[Step]:
    year = at.spot[1]
    walk.year |= node.year.offset != 0
    if year is None and node.year.absolute is None:
        walk.visit(node.name, None, at)
    else:
        walk.visit(node.name, node.year.of(year or 0), at)
    return []


def _window(walk: Walk, node: ir.WindowAggregate, at: At) -> list[Step]:
    walk.year = True
    year = at.spot[1]
    if year is not None or (node.first.absolute and node.last.absolute):
        for each in range(node.first.of(year or 0), node.last.of(year or 0) + 1):
            walk.visit(node.name, each, at)
    return []


def _value_on(walk: Walk, node: ir.ValueOn, at: At) -> list[Step]:
    return [(node.day, at)]


def _stated(walk: Walk, node: ir.IsStated | ir.StatedOr, at: At) -> list[Step]:
    target = node.target
    year = at.spot[1]
    meant = year if year is None and target.year.absolute is None else target.year.of(year or 0)
    quantity = walk.rules.definitions.quantity(target.name, meant)
    if quantity.symbol.is_computed:
        walk.asked.setdefault((target.name, meant), at.spot)
        walk.dimensions |= dict.fromkeys(quantity.dims)
    else:
        walk.visit(target.name, meant, at.under(at.why or ""))
    return [(node.otherwise, at)] if isinstance(node, ir.StatedOr) else []


def _choice(walk: Walk, node: ir.Choice, at: At) -> list[Step]:
    return _branches(walk, [(node.condition, node.then)], node.otherwise, at)


def _arms(walk: Walk, node: ir.Arms, at: At) -> list[Step]:
    return _branches(walk, [(arm.condition, arm.then) for arm in node.arms], node.otherwise, at)


def _branches(
    walk: Walk, arms: list[tuple[ir.AnyNode, ir.AnyNode]], otherwise: ir.AnyNode, at: At
) -> list[Step]:
    """The conditions up to the arm taken, that arm, and the others as needed under their condition."""
    steps: list[Step] = []
    here = at
    for condition, then in arms:
        text = condition.text.text if isinstance(condition, ir.Formula) else at.text
        yes, no = (reason(condition, text, walk.rules, holds=holds) for holds in (True, False))
        outcome = walk.outcome(condition, at)
        if walk.settled(condition) and isinstance(outcome, bool):
            if outcome:
                return [*steps, (then, here)]
            continue
        steps.append((condition, here))
        steps.append((then, here if outcome is True else here.under(yes)))
        here = here if outcome is False else here.under(no)
    return [*steps, (otherwise, here)]


def _table(walk: Walk, node: ir.Table, at: At) -> list[Step]:
    outcomes = [walk.outcome(column, at) for column in node.columns]
    settled = [walk.settled(column) for column in node.columns]
    taken = chosen_row(node, outcomes)
    steps: list[Step] = [(column, at) for column in node.columns]
    for number, row in enumerate(node.rows):
        fails = (
            cell is not None and fixed and not isinstance(value, NoValue) and not cell.holds(value)
            for cell, value, fixed in zip(row.cells, outcomes, settled, strict=True)
        )
        if not any(fails):
            steps.append((row.gives, at if number == taken else at.under(row_reason(node, row))))
    return steps


def _reading(walk: Walk, node: ir.ByReading, at: At) -> list[Step]:
    walk.readings[node.reading] = None
    chosen = at.program.choice(node.reading, walk.facts.readings)
    return [(node.rules[chosen], at)]


def _logic(walk: Walk, node: ir.Logic, at: At) -> list[Step]:
    """All operands; when one settles it in the empty case, the others only in case it does not."""
    deciding = node.operator == "eller"
    outcomes = [walk.outcome(operand, at) for operand in node.operands]
    settling = next(
        (o for o, outcome in zip(node.operands, outcomes, strict=True) if outcome is deciding), None
    )
    if settling is None:
        return _parts(walk, node, at)
    if walk.settled(settling):
        return []
    other = at.under(reason(settling, at.text, walk.rules, holds=not deciding))
    return [(operand, at if operand is settling else other) for operand in node.operands]


def _aggregate(walk: Walk, node: ir.Aggregate | ir.Split, at: At) -> list[Step]:
    walk.dimensions[node.over] = None
    env: Env = {**at.env, node.over: walk.member(node.over), OUTER: at.env}
    members = walk.facts.members.get(node.over)
    none = members is not None and not members
    why = f"sagen nævner «{node.over}»" if none and at.why is None else at.why
    within = At(at.spot, at.program, at.text, env, why)
    return [(part, within) for part in ir.parts(node)]


def _member(walk: Walk, node: ir.CurrentMember, at: At) -> list[Step]:
    walk.dimensions[node.dimension] = None
    return []


def _year(walk: Walk, node: ir.CalculatedYear, at: At) -> list[Step]:
    walk.year = True
    return []


def _of_procedure(walk: Walk, node: ir.OfProcedure, at: At) -> list[Step]:
    """The procedure, and what its conditions ask once the case speaks of it."""
    if node.procedure in walk.procedures:
        return []
    walk.procedures[node.procedure] = None
    program = walk.rules.definitions.program_of(node.procedure, at.spot[1])
    why = at.why or f"sagen nævner proceduren «{node.procedure}»"
    inside = At(at.spot, program, "", {}, why)
    return [(formula, inside) for _, formula in program.procedures[node.procedure].formulas()]


def _today(walk: Walk, node: ir.CaseDate, at: At) -> list[Step]:
    walk.today = True
    return []


_STEPS: dict[type, Callable[..., list[Step]]] = {
    ir.Formula: _formula,
    ir.Ref: _ref,
    ir.WindowAggregate: _window,
    ir.ValueOn: _value_on,
    ir.IsStated: _stated,
    ir.StatedOr: _stated,
    ir.Choice: _choice,
    ir.Arms: _arms,
    ir.Table: _table,
    ir.ByReading: _reading,
    ir.Logic: _logic,
    ir.Aggregate: _aggregate,
    ir.Split: _aggregate,
    ir.CurrentMember: _member,
    ir.CalculatedYear: _year,
    ir.CaseDate: _today,
    ir.OfProcedure: _of_procedure,
}
