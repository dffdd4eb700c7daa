"""How a rule came to its value: the branch or row taken and why the others were not, measures and steps one by one.

Asks a finished run for parts of rules, all of whose cells are already known.
"""

from __future__ import annotations

from rammeaftale.backends.exact import NO_ENV, Cell, Env, Rule, Run
from rammeaftale.backends.rules import (
    apply_step,
    chosen_row,
    rule_closure,
    scale_parts,
    step_closures,
)
from rammeaftale.backends.ruletrace import (
    ArmsTrace,
    DeadlineTrace,
    FormulaTrace,
    MeasureTrace,
    ReadingTrace,
    RowTrace,
    RuleTrace,
    ScaleTrace,
    StepTrace,
    TableTrace,
)
from rammeaftale.backends.terms import Setting, tell
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.language import ir
from rammeaftale.language.program import Override, Program, Quantity
from rammeaftale.rulefiles.yamltree import Scalar


def tell_rule(
    run: Run, program: Program, quantity: Quantity, when: tuple[int | None, Env], outcome: Outcome
) -> tuple[RuleTrace | None, tuple[MeasureTrace, ...], tuple[StepTrace, ...]]:
    """The rule, the chosen measures and the steps of a cell; `when`: its year and members by dimension."""
    assert quantity.rule is not None
    chosen = [o for o in quantity.overrides if o.measure in run.facts.measures]
    is_last = not chosen and not quantity.steps
    telling = _Telling(run, program, quantity, *when)
    rule = telling.rule(quantity.rule, outcome if is_last else None)
    return rule, telling.measures(chosen), telling.steps()


def tell_formula(
    run: Run, program: Program, owner: str, formula: ir.Formula, year: int | None
) -> tuple[FormulaTrace, list[Cell]]:
    """A formula that is no quantity's (a duty's, a check's, a measure's), and the cells it read."""
    outcome, reads = run.formula(rule_closure(program, formula, owner), year)
    return FormulaTrace(formula, outcome, Setting(run, program, owner, formula.text, year, NO_ENV)), reads


class _Telling:
    """One rule, told in a year for given members."""

    def __init__(self, run: Run, program: Program, quantity: Quantity, year: int | None, env: Env) -> None:
        self.run, self.program, self.quantity, self.year, self.env = run, program, quantity, year, env
        self.before: Rule | None = None

    def outcome(self, rule: ir.Rule) -> Outcome:
        """What a rule node comes to, here."""
        closure = rule_closure(self.program, rule, self.quantity.name, self.before)
        return self.run.formula(closure, self.year, self.env)[0]

    def formula(self, rule: ir.Formula, known: Outcome | None = None) -> FormulaTrace:
        at = Setting(self.run, self.program, self.quantity.name, rule.text, self.year, self.env, self.before)
        return FormulaTrace(rule, self.outcome(rule) if known is None else known, at)

    def rule(self, rule: ir.Rule, known: Outcome | None = None) -> RuleTrace:
        """Any rule node; `known`: what it came to, where that need not be found again."""
        if isinstance(rule, ir.Formula):
            return self.formula(rule, known)
        if isinstance(rule, ir.Arms):
            return self.arms(rule, known)
        if isinstance(rule, ir.Table):
            return self.table(rule, known)
        if isinstance(rule, ir.Scale):
            return self.scale(rule, known)
        if isinstance(rule, ir.Deadline):
            start, length = self.formula(rule.start), self.formula(rule.length)
            return DeadlineTrace(rule, start, length, self.outcome(rule) if known is None else known)
        reading = self.program.readings[rule.reading]
        choice = self.program.choice(rule.reading, self.run.facts.readings)
        by_case = self.run.facts.readings.get(rule.reading) == choice
        return ReadingTrace(reading, choice, by_case, self.rule(rule.rules[choice], known), rule.span)

    def arms(self, rule: ir.Arms, known: Outcome | None) -> ArmsTrace:
        tried = []
        for arm in rule.arms:
            condition = self.formula(arm.condition)
            tried.append(condition)
            if condition.outcome is not False:
                result = self.rule(arm.then, known) if condition.outcome is True else None
                after = len(rule.arms) - len(tried)
                return ArmsTrace(tuple(tried), False, result, rule.span, after)  # noqa: FBT003 - not otherwise
        return ArmsTrace(tuple(tried), True, self.rule(rule.otherwise, known), rule.span)  # noqa: FBT003

    def table(self, rule: ir.Table, known: Outcome | None) -> TableTrace:
        at = Setting(self.run, self.program, self.quantity.name, Scalar("", rule.span), self.year, self.env)
        columns = tuple([tell(column, at) for column in rule.columns])
        values = [column.outcome for column in columns]
        found = chosen_row(rule, values)
        taken = found if isinstance(found, int) else None
        others = [
            told for n, row in enumerate(rule.rows) if n != taken and (told := _failing(rule, n, row, values))
        ]
        result = self.rule(rule.rows[taken].gives, known) if taken is not None else None
        return TableTrace(rule, columns, taken, tuple(others), result)

    def scale(self, rule: ir.Scale, known: Outcome | None) -> ScaleTrace:
        base = self.formula(rule.base)
        parts = [] if isinstance(base.outcome, NoValue) else scale_parts(rule, base.outcome)  # type: ignore[arg-type]
        told = tuple(
            [(position, part, self.formula(rule.brackets[position].rate)) for position, part in parts]
        )
        return ScaleTrace(rule, base, told, self.outcome(rule) if known is None else known)

    def measures(self, chosen: list[Override]) -> tuple[MeasureTrace, ...]:
        return tuple([self._measure(override) for override in chosen])

    def _measure(self, override: Override) -> MeasureTrace:
        definitions, name = self.run.definitions, self.quantity.name
        self.before = definitions.bare_rule(name, self.year, override.measure)
        before = self.run.formula(self.before, self.year, self.env)[0]
        value = self.outcome(override.rule)
        result = self.rule(override.rule, value)
        self.before = None
        known = not isinstance(before, NoValue) and not isinstance(value, NoValue)
        after = before + value if override.adds and known else value  # type: ignore[operator]
        return MeasureTrace(override.measure, override.adds, result, before, after)

    def steps(self) -> tuple[StepTrace, ...]:
        if not self.quantity.steps:
            return ()
        told: list[StepTrace] = []
        bare = self.run.definitions.bare_rule(self.quantity.name, self.year)
        value = self.run.formula(bare, self.year, self.env)[0]
        for step in self.quantity.steps:
            when, amount = step_closures(step, self.quantity.name)
            condition = self.formula(step.when) if step.when else None
            applied = condition is None or condition.outcome is True
            after = apply_step(step, value, when, amount, (self.run, self.year, self.env))
            told.append(
                StepTrace(step.kind, self.formula(step.amount), condition, applied, value, after, step.span)
            )
            value = after
        return tuple(told)


def _failing(rule: ir.Table, number: int, row: ir.Row, values: list[Outcome]) -> RowTrace | None:
    for column, cell, value in zip(rule.columns, row.cells, values, strict=True):
        if cell is not None and (isinstance(value, NoValue) or not cell.holds(value)):
            return RowTrace(number, column.name, cell.text, value, row.span)
    return None
