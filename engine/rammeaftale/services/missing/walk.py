"""What one rule needs: walked along every branch that what is known leaves open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import Cell, Env, Rule, Run
from rammeaftale.backends.place import OUTER, Place
from rammeaftale.backends.rules import scale_parts, step_closures
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.language import ir
from rammeaftale.language.program import Program, Quantity
from rammeaftale.services.missing.needs import (
    CONDITION,
    MEMBERS,
    NOTHING,
    OTHER_ROWS,
    OTHERS,
    Atom,
    Gate,
    Need,
    any_of,
    behind,
    branched,
    differing,
    each,
    every,
    leaf,
)
from rammeaftale.services.missing.stated_questions import Questions

SOME_MEMBER = "…"
# Of more alternatives than this, each decides so little that counting what it decides is not worth the pairs.
MOST_STEERED = 200


class Ahead(Protocol):
    """Where a walk finds the needs of other cells, and what it notes on the way."""

    run: Run
    rules: dict[int, Rule]
    questions: Questions

    def read(self, cell: Cell, owner: str) -> Need:
        """The need of a cell that a rule of `owner` reads."""

    def steer(self, condition: Need, decided: set[Atom]) -> None:
        """Note that the answer to a condition decides whether something else is needed."""


class Walk:
    """One rule in a year for given members."""

    def __init__(self, ahead: Ahead, year: int | None, env: Env, quantity: Quantity) -> None:
        self.ahead, self.year, self.env, self.quantity = ahead, year, env, quantity
        self.run = ahead.run
        self.program: Program = ahead.run.definitions.program_of(quantity.name, year)
        self.before: str | None = None
        self.text = ""

    def whole(self) -> Need:
        """The rule with the chosen measures, then the steps."""
        rule = self.run.definitions.bare_rule(self.quantity.name, self.year)
        bare = self.run.formula(rule, self.year, self.env)[0]
        if isinstance(bare, NoValue) and not isinstance(bare, Unknown):
            return NOTHING
        first = self.bare(None) if isinstance(bare, Unknown) else NOTHING
        return every([first, *(self.step(step) for step in self.quantity.steps)])

    def bare(self, upto: str | None) -> Need:
        """The rule with the measures chosen, up to (not including) the measure `upto`."""
        assert self.quantity.rule is not None
        chosen = [o for o in self.quantity.overrides if o.measure in self.run.facts.measures]
        if upto is not None:
            names = [o.measure for o in self.quantity.overrides]
            chosen = [o for o in chosen if names.index(o.measure) < names.index(upto)]
        outside, self.before = self.before, None
        try:
            if not chosen:
                return self.rule(self.quantity.rule)
            last = chosen[-1]
            self.before = last.measure
            needs = [self.rule(last.rule)]
            return every([*needs, self.bare(last.measure)]) if last.adds else needs[0]
        finally:
            self.before = outside

    def step(self, step: ir.Step) -> Need:
        """A step: its condition, then its amount where that counts."""
        when, _ = step_closures(step, self.quantity.name)
        holds = self.run.formula(when, self.year, self.env)[0] if when else True
        if holds is True:
            return self.rule(step.amount)
        if not isinstance(holds, Unknown) or step.when is None:
            return NOTHING
        return self.branch(self.rule(step.when), [self.rule(step.amount), NOTHING], step.when.text.text)

    def branch(self, condition: Need, branches: list[Need], text: str) -> Need:
        """An open condition and what it chooses between."""
        self.ahead.steer(condition, differing(branches))
        gate = Gate(CONDITION, self.quantity.name, " ".join(text.split()))
        return branched(condition, branches, gate)

    def outcome(self, node: ir.Expr, env: Env) -> Outcome:
        """What an expression comes to with what is known."""
        rule = self.ahead.rules.get(id(node))
        if rule is None:
            before = None
            if self.before is not None:
                before = self.run.definitions.bare_rule(self.quantity.name, self.year, self.before)
            rule = closure(node, Place(self.quantity.name, None, before))
            self.ahead.rules[id(node)] = rule
        return self.run.formula(rule, self.year, env)[0]

    def rule(self, rule: ir.Rule) -> Need:
        """What a rule needs; nothing when it is not unknown."""
        if isinstance(rule, ir.Formula):
            outside, self.text = self.text, rule.text.text
            found = self.expression(rule.expression, self.env)
            self.text = outside
            return found
        if isinstance(rule, ir.Arms):
            return self.arms(rule)
        if isinstance(rule, ir.Table):
            return self.table(rule)
        if isinstance(rule, ir.Scale):
            return self.scale(rule)
        if isinstance(rule, ir.Deadline):
            return every([self.rule(rule.start), self.rule(rule.length)])
        return self.rule(rule.rules[self.program.choice(rule.reading, self.run.facts.readings)])

    def arms(self, rule: ir.Arms) -> Need:
        """`varianter`: the open conditions in order, each choosing between its arm and the rest."""
        open_arms: list[tuple[Need, Need, str]] = []
        last = NOTHING
        for arm in rule.arms:
            holds = self.outcome(arm.condition.expression, self.env)
            if isinstance(holds, Unknown):
                condition = self.rule(arm.condition)
                open_arms.append((condition, self.rule(arm.then), arm.condition.text.text))
            elif holds is not False:
                last = self.rule(arm.then) if holds is True else NOTHING
                break
        else:
            last = self.rule(rule.otherwise)
        for condition, then, text in reversed(open_arms):
            last = self.branch(condition, [then, last], text)
        return last

    def table(self, rule: ir.Table) -> Need:
        """Each row that may match needs its open columns and what it gives."""
        values = [self.outcome(column, self.env) for column in rule.columns]
        rows: list[Need] = []
        columns = every(
            [
                self.expression(c, self.env)
                for c, v in zip(rule.columns, values, strict=True)
                if isinstance(v, Unknown)
            ]
        )
        for row in rule.rows:
            tests = [(c, cell, v) for c, cell, v in zip(rule.columns, row.cells, values, strict=True) if cell]
            if all(isinstance(v, NoValue) or cell.holds(v) for _, cell, v in tests):
                open_ = [self.expression(c, self.env) for c, _, v in tests if isinstance(v, Unknown)]
                rows.append(every([*open_, self.rule(row.gives)]))
        text = ", ".join(c.name for c, v in zip(rule.columns, values, strict=True) if isinstance(v, Unknown))
        self.ahead.steer(columns, differing(rows))
        common = any_of(rows)
        gate = Gate(CONDITION, self.quantity.name, text)
        kept = Need(common.certain, dict.fromkeys(common.certain))
        return every([kept, *(behind(gate, row) for row in rows)])

    def scale(self, rule: ir.Scale) -> Need:
        """The base first; the rates of the intervals it reaches, or may reach."""
        base = self.outcome(rule.base.expression, self.env)
        rates = [self.rule(bracket.rate) for bracket in rule.brackets]
        if isinstance(base, Unknown):
            return self.branch(self.rule(rule.base), [NOTHING, *rates], rule.base.text.text)
        if isinstance(base, NoValue):
            return NOTHING
        return every(rates[number] for number, _ in scale_parts(rule, base))  # type: ignore[arg-type]

    def expression(self, node: ir.Expr, env: Env) -> Need:
        """What an expression needs; nothing when it is not unknown."""
        outcome = self.outcome(node, env)
        if not isinstance(outcome, Unknown):
            return NOTHING
        special = _SPECIAL.get(type(node))
        found: Need = special(self, node, env) if special else self.strict(node, env)
        return found or each(outcome.missing)

    def strict(self, node: ir.Expr, env: Env) -> Need:
        """An operation that takes all its parts."""
        return every([self.expression(part, env) for part in ir.parts(node)])  # type: ignore[arg-type]

    def reference(self, node: ir.Ref, env: Env) -> Need:
        """The cell a name means."""
        year = self.year if node.year == ir.THIS_YEAR else self.meant(node.year)
        if year is None and node.year != ir.THIS_YEAR:
            return each(["år"])
        return self.ahead.read((node.name, year, tuple([str(env[d]) for d in node.dims])), self.quantity.name)

    def meant(self, at: ir.YearAt) -> int | None:
        """The year an index means, or None when the case has no year."""
        if at.absolute is not None:
            return at.absolute
        return None if self.year is None else at.of(self.year)

    def window(self, node: ir.WindowAggregate, env: Env) -> Need:
        """The years of a window."""
        first, last = self.meant(node.first), self.meant(node.last)
        if first is None or last is None:
            return each(["år"])
        members = tuple([str(env[d]) for d in node.dims])
        needs = [
            self.ahead.read((node.name, year, members), self.quantity.name) for year in range(first, last + 1)
        ]
        return self.rows(node, needs)

    def of_procedure(self, node: ir.OfProcedure, env: Env) -> Need:
        """What a procedure asks: the conditions that leave open where it stands."""
        state = self.run.states.get((node.procedure, self.year, ()))
        return every([self.rule(formula) for formula in state.open]) if state is not None else NOTHING

    def before_measure(self, node: ir.Before, env: Env) -> Need:
        """The value before a measure."""
        return self.bare(node.measure)

    def outer(self, node: ir.Outer, env: Env) -> Need:
        """An expression of the calculated member."""
        return self.expression(node.operand, env[OUTER])  # type: ignore[arg-type]

    def same(self, node: ir.Same, env: Env) -> Need:
        """`samme`: any pair that differs settles it."""
        outside: Env = env[OUTER]  # type: ignore[assignment]
        needs = [every([self.expression(o, env), self.expression(o, outside)]) for o in node.operands]
        return any_of(need for need in needs if need)

    def stated_or(self, node: ir.StatedOr, env: Env) -> Need:
        """`oplyst_eller`: what is stated, else the other expression."""
        stated = self.outcome(self.ahead.questions.of(node), env)
        if isinstance(stated, Unknown):
            return each(stated.missing)
        return self.expression(node.target if stated is True else node.otherwise, env)

    def choice(self, node: ir.Choice, env: Env) -> Need:
        """`hvis`: the open condition chooses."""
        holds = self.outcome(node.condition, env)
        if isinstance(holds, Unknown):
            branches = [self.expression(node.then, env), self.expression(node.otherwise, env)]
            return self.branch(self.expression(node.condition, env), branches, self.written(node.condition))
        return self.expression(node.then if holds is True else node.otherwise, env)

    def logic(self, node: ir.Logic, env: Env) -> Need:
        """`og`, `eller`: any open operand may settle it alone."""
        open_ = [(operand, need) for operand in node.operands if (need := self.expression(operand, env))]
        gates = []
        for operand, _ in open_:
            others = [self.written(other) for other, _ in open_ if other is not operand]
            gates.append(Gate(OTHERS, self.quantity.name, f" {node.operator} ".join(others)))
        return self.deciding([need for _, need in open_], gates)

    def deciding(self, needs: list[Need], gates: list[Gate]) -> Need:
        """What any one of several may settle; each is behind its own gate, when there are more."""
        if len(needs) < 2:  # noqa: PLR2004 - nothing else could settle it
            return every(needs)
        for number, need in enumerate(needs if len(needs) <= MOST_STEERED else ()):
            others = {atom for other in (*needs[:number], *needs[number + 1 :]) for atom in other.possible}
            self.ahead.steer(need, others)
        gated = [
            Need(need.certain, {atom: inner or gate for atom, inner in need.possible.items()})
            for need, gate in zip(needs, gates, strict=True)
        ]
        return any_of(gated)

    def rows(self, node: ir.Aggregate | ir.WindowAggregate, rows: list[Need]) -> Need:
        """The members or years of an aggregate: all of them, or for `alle` and `mindst_én` any one that settles it."""
        if node.function not in _DECIDING:
            return every(rows)
        open_ = [row for row in rows if row]
        return self.deciding(open_, [Gate(OTHER_ROWS, self.quantity.name, self.written(node))] * len(open_))

    def aggregate(self, node: ir.Aggregate, env: Env) -> Need:
        """Every member that counts, or some member where the case names none."""
        members = self.run.members(node.over)
        if members is None:
            inside = {**env, node.over: SOME_MEMBER, OUTER: env}
            return self.unnamed(node.over, self.row(node, inside) or NOTHING)
        rows = [self.row(node, {**env, node.over: member, OUTER: env}) for member in members]
        return self.rows(node, rows)

    def row(self, node: ir.Aggregate, env: Env) -> Need:
        """One member: whether it counts, and what it counts for."""
        chosen = self.outcome(node.where, env) if node.where is not None else True
        inside = every([self.expression(part, env) for part in (node.body, node.weight) if part is not None])
        if isinstance(chosen, Unknown) and node.where is not None:
            return self.branch(self.expression(node.where, env), [inside, NOTHING], self.written(node.where))
        return inside if chosen is True else NOTHING

    def split(self, node: ir.Split, env: Env) -> Need:
        """The amount and every key."""
        members = self.run.members(node.over)
        amount = self.expression(node.amount, env)
        if members is None:
            return every(
                [amount, self.unnamed(node.over, self.expression(node.key, {**env, node.over: SOME_MEMBER}))]
            )
        return every([amount, *(self.expression(node.key, {**env, node.over: m}) for m in members)])

    def unnamed(self, dimension: str, inside: Need) -> Need:
        """A dimension the case is silent about: its members first, then what each of them needs."""
        first = leaf([dimension])
        self.ahead.steer(first, set(inside.possible))
        return every([first, behind(Gate(MEMBERS, self.quantity.name, dimension), inside)])

    def written(self, node: ir.Expr) -> str:
        """An expression as the rule has it."""
        return " ".join(self.text[node.start : node.end].split())


_DECIDING = ("alle", "mindst_én")
_SPECIAL: dict[type, Callable[[Walk, Any, Env], Need]] = {
    ir.Ref: Walk.reference,
    ir.WindowAggregate: Walk.window,
    ir.Before: Walk.before_measure,
    ir.OfProcedure: Walk.of_procedure,
    ir.Outer: Walk.outer,
    ir.Same: Walk.same,
    ir.StatedOr: Walk.stated_or,
    ir.Choice: Walk.choice,
    ir.Logic: Walk.logic,
    ir.Aggregate: Walk.aggregate,
    ir.Split: Walk.split,
}
