"""A quantity's whole rule as one closure: branches, tables, scales, readings, measures, then the steps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.closures import closure
from rammeaftale.backends.deadlines import last_day
from rammeaftale.backends.exact import Env, Rule, Run
from rammeaftale.backends.place import Place
from rammeaftale.core.outcome import NoValue, Outcome, first_reason, strictest
from rammeaftale.language import ir
from rammeaftale.language.program import Program, Quantity

_FRAMES_A_LEVEL = 2
_FRAMES_A_CELL = 8


def compile_quantity(program: Program, quantity: Quantity) -> Rule:
    """The closure of a quantity's rule (of its standard, for an input) with chosen measures and steps."""
    rule = bare_rule(program, quantity)
    return stepped_rule(rule, quantity) if quantity.steps else rule


def frames(quantity: Quantity) -> int:
    """How many frames evaluating the rule may take, nested quantities apart."""
    rules: list[ir.AnyNode] = [
        r for r in (quantity.rule, *(o.rule for o in quantity.overrides)) if r is not None
    ]
    for step in quantity.steps:
        rules += [part for part in (step.amount, step.when) if part]
    return (
        _FRAMES_A_LEVEL * max((height(rule) for rule in rules), default=0)
        + _FRAMES_A_CELL
        + len(quantity.overrides)
    )


def height(node: ir.AnyNode) -> int:
    """How many nodes lie inside each other."""
    return 1 + max((height(part) for part in ir.parts(node)), default=0)


def rule_closure(program: Program, rule: ir.Rule, owner: str, before: Rule | None = None) -> Rule:
    """The closure of any rule node."""
    if isinstance(rule, ir.Formula):
        return closure(rule.expression, Place(owner, rule.text, before))
    return _RULES[type(rule)](program, rule, owner, before)


def bare_rule(program: Program, quantity: Quantity, before: str | None = None) -> Rule:
    """The rule with the measures laid over it but without steps; up to (not including) the measure `before`."""
    assert quantity.rule is not None
    current = rule_closure(program, quantity.rule, quantity.name)
    for override in quantity.overrides:
        if override.measure == before:
            break
        changed = rule_closure(program, override.rule, quantity.name, current)
        current = overridden(override.measure, current, changed, adds=override.adds)
    return current


def overridden(measure: str, before: Rule, changed: Rule, *, adds: bool) -> Rule:
    """The rule `before` with what a measure makes of it, where the case has chosen the measure."""

    def override(run: Run, year: int | None, env: Env) -> Outcome:
        if measure not in run.facts.measures:
            return before(run, year, env)
        value = changed(run, year, env)
        if not adds:
            return value
        base = before(run, year, env)
        if isinstance(base, NoValue) or isinstance(value, NoValue):
            return first_reason(base, value)
        return base + value  # type: ignore[operator]

    return override


def _arms(program: Program, rule: ir.Arms, owner: str, before: Rule | None) -> Rule:
    arms = [
        (rule_closure(program, arm.condition, owner, before), rule_closure(program, arm.then, owner, before))
        for arm in rule.arms
    ]
    otherwise = rule_closure(program, rule.otherwise, owner, before)

    def variants(run: Run, year: int | None, env: Env) -> Outcome:
        for condition, then in arms:
            holds = condition(run, year, env)
            if holds is True:
                return then(run, year, env)
            if holds is not False:
                return holds
        return otherwise(run, year, env)

    return variants


def _table(program: Program, rule: ir.Table, owner: str, before: Rule | None) -> Rule:
    columns = [closure(column, Place(owner, None)) for column in rule.columns]
    gives = [rule_closure(program, row.gives, owner, before) for row in rule.rows]

    def table(run: Run, year: int | None, env: Env) -> Outcome:
        values = [column(run, year, env) for column in columns]
        found = chosen_row(rule, values)
        return gives[found](run, year, env) if isinstance(found, int) else found

    return table


def chosen_row(rule: ir.Table, values: list[Outcome]) -> int | NoValue:
    """The row that certainly matches, else the reason why none is certain."""
    doubtful: list[Outcome] = []
    for position, row in enumerate(rule.rows):
        tests = [(cell, value) for cell, value in zip(row.cells, values, strict=True) if cell is not None]
        known = [(cell, value) for cell, value in tests if not isinstance(value, NoValue)]
        if all(cell.holds(value) for cell, value in known):
            if len(known) == len(tests):
                return position
            doubtful += [value for _, value in tests]
    reason = strictest(doubtful)
    assert reason is not None, "a table is proved complete at load"
    return reason


def _scale(program: Program, rule: ir.Scale, owner: str, before: Rule | None) -> Rule:
    base_of = rule_closure(program, rule.base, owner, before)
    rates = [rule_closure(program, bracket.rate, owner, before) for bracket in rule.brackets]

    def scale(run: Run, year: int | None, env: Env) -> Outcome:
        base = base_of(run, year, env)
        if isinstance(base, NoValue):
            return base
        shares = scale_parts(rule, base)  # type: ignore[arg-type]
        if not shares:
            fault = Impossible("uden_for_skalaen", "grundlaget ligger under skalaens laveste grænse")
            return Place(owner, rule.base.text).failure(rule.base.expression, fault)
        found = [rates[position](run, year, env) for position, _ in shares]
        reason = strictest(found)
        if reason is not None:
            return reason
        try:
            return arithmetic.weighted_total([part for _, part in shares], found)
        except Impossible as fault:
            return Place(owner, rule.base.text).failure(rule.base.expression, fault)

    return scale


def scale_parts(rule: ir.Scale, base: int | Fraction) -> list[tuple[int, int | Fraction]]:
    """(bracket, the part of the base it rates): every reached bracket when marginal, else the last one."""
    reached = [
        position
        for position, bracket in enumerate(rule.brackets)
        if base > bracket.bound or (bracket.inclusive and base == bracket.bound)  # type: ignore[operator]
    ]
    if not reached:
        return []
    if not rule.marginal:
        return [(reached[-1], base)]
    parts: list[tuple[int, int | Fraction]] = []
    for position in reached:
        low: Any = rule.brackets[position].bound
        high: Any = rule.brackets[position + 1].bound if position + 1 in reached else base
        parts.append((position, high - low))
    return parts


def _deadline(program: Program, rule: ir.Deadline, owner: str, before: Rule | None) -> Rule:
    start_of, length_of = (rule_closure(program, part, owner, before) for part in (rule.start, rule.length))
    place = Place(owner, rule.start.text)

    def deadline(run: Run, year: int | None, env: Env) -> Outcome:
        start, length = start_of(run, year, env), length_of(run, year, env)
        if isinstance(start, NoValue) or isinstance(length, NoValue):
            return first_reason(start, length)
        try:
            return last_day(rule, start, length)  # type: ignore[arg-type]
        except Impossible as fault:
            return place.failure(rule.start.expression, fault)

    return deadline


def _by_reading(program: Program, rule: ir.ByReading, owner: str, before: Rule | None) -> Rule:
    rules = {choice: rule_closure(program, part, owner, before) for choice, part in rule.rules.items()}
    name = rule.reading
    return lambda run, year, env: rules[program.choice(name, run.facts.readings)](run, year, env)


def stepped_rule(rule: Rule, quantity: Quantity) -> Rule:
    """A rule with the quantity's steps after it."""
    compiled = [(step, *step_closures(step, quantity.name)) for step in quantity.steps]

    def stepped(run: Run, year: int | None, env: Env) -> Outcome:
        value = rule(run, year, env)
        for step, when, amount in compiled:
            value = apply_step(step, value, when, amount, (run, year, env))
        return value

    return stepped


def step_closures(step: ir.Step, owner: str) -> tuple[Rule | None, Rule]:
    """The closures of a step's condition and amount."""
    when = closure(step.when.expression, Place(owner, step.when.text)) if step.when else None
    return when, closure(step.amount.expression, Place(owner, step.amount.text))


def apply_step(
    step: ir.Step, value: Outcome, when: Rule | None, amount: Rule, at: tuple[Run, int | None, Env]
) -> Outcome:
    """The value after a step, when its condition holds."""
    if isinstance(value, NoValue):
        return value
    holds = when(*at) if when else True
    if holds is not True:
        return value if holds is False else holds
    bound = amount(*at)
    if isinstance(bound, NoValue):
        return bound
    try:
        stepped: Outcome = _STEPS[step.kind](value, bound)
    except Impossible as fault:
        return Place("", step.amount.text).failure(step.amount.expression, fault)
    return stepped


_STEPS: dict[str, Callable[[Any, Any], Any]] = {
    "højst": min,
    "mindst": max,
    **{method: partial(arithmetic.round_to, method=method) for method in arithmetic.ROUNDINGS},
}
_RULES: dict[type, Callable[..., Rule]] = {
    ir.Arms: _arms,
    ir.Table: _table,
    ir.Scale: _scale,
    ir.Deadline: _deadline,
    ir.ByReading: _by_reading,
}
