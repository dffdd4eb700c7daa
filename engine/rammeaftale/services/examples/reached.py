"""Which points a finished calculation reached: its rules walked again with the run's own outcomes at hand.

Nothing hooks into the evaluation: every condition is asked once more, and all it reads is already known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import NO_ENV, Cell, Env, Rule, Run
from rammeaftale.backends.place import OUTER, Place
from rammeaftale.backends.rules import apply_step, chosen_row, scale_parts, step_closures
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.language import ir
from rammeaftale.language.program import Check, Duty, Program, Quantity
from rammeaftale.services.examples.point import Point
from rammeaftale.services.examples.points import CAPS, Points
from rammeaftale.services.missing.stated_questions import Questions

_TRUTH = {True: "sand", False: "falsk"}
_ANSWER = {True: "ja", False: "nej"}
_STATED = {True: "oplyst", False: "ikke oplyst"}


class Reached:
    """Collects (point, way) for one program; `seen` grows from run to run."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.points = Points(program)
        self.seen: set[tuple[Point, str]] = set()
        self.rules: dict[int, Rule] = {}
        self.questions = Questions()

    def cell(self, run: Run, cell: Cell) -> None:
        """What evaluating a cell reached; nothing where the case stated its value."""
        name, year, members = cell
        if run.definitions.has_procedures and run.definitions.course(name, year) is not None:
            self.procedure(run, name, year)
            return
        quantity = run.definitions.quantity(name, year)
        stated = run.facts.find(name, members, year) is not None
        if quantity.rule is None or stated or _is_beyond_history(run, year):
            return
        self.see(quantity, None, _ANSWER, run.outcomes[cell])
        env = dict(zip(quantity.dims, members, strict=True)) if members else NO_ENV
        _Walk(self, run, year, env, quantity).whole()

    def procedure(self, run: Run, name: str, year: int | None) -> None:
        """What following a procedure reached."""
        from rammeaftale.services.examples.procedure_points import asked_in, reached_in

        course, state = run.definitions.course(name, year), run.states.get((name, year, ()))
        if course is None or state is None:
            return
        for node, part, way in reached_in(course, state):
            self.mark(node, part, way)
        walk = _Walk(self, run, year, NO_ENV, None)
        for formula in asked_in(course, run, state):
            walk.condition(formula)

    def duty(self, run: Run, duty: Duty, year: int | None) -> None:
        """What judging a duty reached."""
        walk = _Walk(self, run, year, NO_ENV, None)
        for formula in (duty.when, duty.fulfilled, duty.breached):
            if formula is not None:
                walk.condition(formula)
        if duty.deadline is not None:
            walk.rule(duty.deadline)

    def check(self, run: Run, check: Check, year: int | None) -> None:
        """What a check reached: its condition, and what must hold when that does."""
        walk = _Walk(self, run, year, NO_ENV, None)
        if check.when is None or walk.condition(check.when) is True:
            walk.condition(check.must_hold)

    def measures(self, names: Iterable[str]) -> None:
        """Which measures were chosen."""
        for name in names:
            if name in self.program.measures:
                self.mark(self.program.measures[name], None, "valgt")

    def see(self, node: object, part: object, words: dict[bool, str], outcome: object) -> None:
        """Remember the way a truth came out; an outcome that is no truth is no case of either."""
        if isinstance(outcome, bool):
            self.mark(node, part, words[outcome])

    def mark(self, node: object, part: object, way: str) -> None:
        """Remember a way a point was reached."""
        point = self.points.of(node, part)
        if point is not None:
            self.seen.add((point, way))


def _asks_before(rule: ir.AnyNode) -> bool:
    """Whether a measure's rule looks at the value before it."""
    return isinstance(rule, ir.Before) or any(_asks_before(part) for part in ir.parts(rule))


def _is_beyond_history(run: Run, year: int | None) -> bool:
    """Whether a year is so far back that nothing was calculated in it."""
    return year is not None and year < run.earliest


class _Walk:
    """One rule, walked in a year for given members along the branches that were taken."""

    def __init__(
        self, reached: Reached, run: Run, year: int | None, env: Env, quantity: Quantity | None
    ) -> None:
        self.reached, self.run, self.year, self.env, self.quantity = reached, run, year, env, quantity
        self.before: Rule | None = None

    def whole(self) -> None:
        """A quantity's rule, the chosen measures over it, and its steps."""
        quantity = self.quantity
        assert quantity is not None
        assert quantity.rule is not None
        chosen = [o for o in quantity.overrides if o.measure in self.run.facts.measures]
        if all(override.adds or _asks_before(override.rule) for override in chosen):
            self.rule(quantity.rule)
        for override in chosen:
            self.before = self.run.definitions.bare_rule(quantity.name, self.year, override.measure)
            self.rule(override.rule)
        self.before = None
        if quantity.steps:
            self.steps(quantity)

    def steps(self, quantity: Quantity) -> None:
        value = self.run.formula(
            self.run.definitions.bare_rule(quantity.name, self.year), self.year, self.env
        )[0]
        for step in quantity.steps:
            if isinstance(value, NoValue):
                return
            holds = self.condition(step.when) if step.when else True
            self.rule(step.amount)
            when, amount = step_closures(step, quantity.name)
            after = apply_step(step, value, when, amount, (self.run, self.year, self.env))
            if holds is True and step.kind in CAPS and not isinstance(after, NoValue):
                self.reached.mark(step, None, CAPS[step.kind][after == value])
            value = after

    def condition(self, formula: ir.Formula) -> Outcome:
        """A condition: how it came out, and what it consists of."""
        outcome = self.outcome(formula.expression, self.env)
        self.reached.see(formula, None, _TRUTH, outcome)
        self.rule(formula)
        return outcome

    def outcome(self, node: ir.Expr, env: Env) -> Outcome:
        """The outcome of an expression, its cells all being known."""
        found = self.reached.rules.get(id(node))
        if found is None:
            found = closure(node, Place("", None, self.before))
            if self.before is None:
                self.reached.rules[id(node)] = found
        return self.run.formula(found, self.year, env)[0]

    def rule(self, rule: ir.Rule) -> None:
        """A rule along the branch that counts."""
        if isinstance(rule, ir.Formula):
            self.expression(rule.expression, self.env)
        elif isinstance(rule, ir.Arms):
            self.arms(rule)
        elif isinstance(rule, ir.Table):
            row = chosen_row(rule, [self.outcome(column, self.env) for column in rule.columns])
            if isinstance(row, int):
                self.reached.mark(rule, row, "nået")
                self.rule(rule.rows[row].gives)
        elif isinstance(rule, ir.Scale):
            self.scale(rule)
        elif isinstance(rule, ir.Deadline):
            self.rule(rule.start)
            self.rule(rule.length)
        else:
            choice = self.reached.program.choice(rule.reading, self.run.facts.readings)
            self.reached.mark(rule, choice, "valgt")
            self.rule(rule.rules[choice])

    def arms(self, rule: ir.Arms) -> None:
        for arm in rule.arms:
            holds = self.condition(arm.condition)
            if holds is not False:
                if holds is True:
                    self.rule(arm.then)
                return
        self.rule(rule.otherwise)

    def scale(self, rule: ir.Scale) -> None:
        self.rule(rule.base)
        base = self.outcome(rule.base.expression, self.env)
        for number, _ in [] if isinstance(base, NoValue) else scale_parts(rule, base):  # type: ignore[arg-type]
            self.reached.mark(rule, number, "nået")
            self.rule(rule.brackets[number].rate)

    def expression(self, node: ir.Expr, env: Env) -> None:
        """An expression and all that was evaluated inside it."""
        walk = _SPECIAL.get(type(node))
        if walk is not None:
            walk(self, node, env)
        else:
            for part in ir.parts(node):
                self.expression(part, env)  # type: ignore[arg-type]

    def choice(self, node: ir.Choice, env: Env) -> None:
        holds = self.outcome(node.condition, env)
        self.reached.see(node, None, _TRUTH, holds)
        self.expression(node.condition, env)
        if isinstance(holds, bool):
            self.expression(node.then if holds else node.otherwise, env)

    def aggregate(self, node: ir.Aggregate, env: Env) -> None:
        for member in self.run.members(node.over) or ():
            inside = {**env, node.over: member, OUTER: env}
            chosen: Outcome = True
            if node.where is not None:
                chosen = self.outcome(node.where, inside)
                self.reached.see(node, None, _TRUTH, chosen)
                self.expression(node.where, inside)
            if chosen is not False:
                for part in (node.body, node.weight):
                    if part is not None:
                        self.expression(part, inside)

    def logic(self, node: ir.Logic, env: Env) -> None:
        for number, operand in enumerate(node.operands):
            self.reached.see(node, number, _TRUTH, self.outcome(operand, env))
            self.expression(operand, env)

    def split(self, node: ir.Split, env: Env) -> None:
        self.expression(node.amount, env)
        for member in self.run.members(node.over) or ():
            self.expression(node.key, {**env, node.over: member})

    def stated_or(self, node: ir.StatedOr, env: Env) -> None:
        stated = self.outcome(self.reached.questions.of(node), env)
        self.reached.see(node, None, _STATED, stated)
        if stated is False:
            self.expression(node.otherwise, env)

    def outer(self, node: ir.Outer, env: Env) -> None:
        self.expression(node.operand, env[OUTER])  # type: ignore[arg-type]


_SPECIAL: dict[type, Callable[..., None]] = {
    ir.Choice: _Walk.choice,
    ir.Aggregate: _Walk.aggregate,
    ir.Logic: _Walk.logic,
    ir.Split: _Walk.split,
    ir.StatedOr: _Walk.stated_or,
    ir.Outer: _Walk.outer,
}
