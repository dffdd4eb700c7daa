"""A cell's whole rule followed as a function of the one number that moves: branches, rows, scales, measures, steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.exact import NO_ENV, Cell
from rammeaftale.backends.moving.calls import extreme, rounding
from rammeaftale.backends.moving.expressions import difference, expression
from rammeaftale.backends.moving.moving import (
    At,
    Seen,
    Spot,
    Walk,
    combined,
    function_of,
    is_number,
    program_of,
)
from rammeaftale.backends.moving.rational import Rational, constant
from rammeaftale.backends.rules import chosen_row, scale_parts
from rammeaftale.core.outcome import NoValue, Outcome, first_reason, strictest
from rammeaftale.language import ir
from rammeaftale.language.program import Override, Quantity
from rammeaftale.language.types import Kind


def whole_cell(walk: Walk, cell: Cell) -> Seen:
    """What a cell that moves comes to; its outcome is the finished run's."""
    definitions = walk.run.definitions
    quantity = definitions.quantity(cell[0], cell[1])
    outcome = walk.run.outcomes[cell]
    if quantity.rule is None or quantity.symbol.is_parameter:
        return walk.lose(Seen(outcome, moving=True))
    env = dict(zip(quantity.dims, cell[2], strict=True)) if cell[2] else NO_ENV
    try:
        return _followed(walk, quantity, quantity.rule, At(cell, None, env))
    except arithmetic.Impossible:  # a number grew unreasonably large
        return walk.lose(Seen(outcome, moving=True))


def _followed(walk: Walk, quantity: Quantity, rule: ir.Rule, at: At) -> Seen:
    """The rule, the chosen measures and the steps."""
    found = _any_rule(walk, rule, at)
    for override in quantity.overrides:
        if override.measure in walk.run.facts.measures:
            found = _override(walk, override, at, found)
    for step in quantity.steps:
        found = _step(walk, step, at, found)
    return _fitting(walk, quantity, found)


def _fitting(walk: Walk, quantity: Quantity, found: Seen) -> Seen:
    """A whole number stays whole all the way only if its function has whole coefficients."""
    if quantity.symbol.type.whole and quantity.symbol.type.kind is not Kind.DATE and found.moving:
        walk.whole(found)
    if (
        quantity.symbol.type.whole
        and quantity.symbol.type.kind is not Kind.DATE
        and found.function is not None
    ):
        parts = (*found.function.top, *found.function.bottom)
        if len(found.function.bottom) > 1 or any(part.denominator != 1 for part in parts):
            return walk.lose(Seen(found.outcome, None, moving=True))
    return found


def _override(walk: Walk, override: Override, at: At, before: Seen) -> Seen:
    rule = walk.run.definitions.bare_rule(at.owner[0], at.year, override.measure)
    value = _any_rule(walk, override.rule, replace(at, before=before, before_rule=rule))
    if not override.adds:
        return value
    if isinstance(before.outcome, NoValue) or isinstance(value.outcome, NoValue):
        return Seen(first_reason(before.outcome, value.outcome), moving=before.moving or value.moving)
    outcome: Outcome = before.outcome + value.outcome  # type: ignore[operator]
    return combined(outcome, [before, value], lambda f, g: f + g, walk)


def _any_rule(walk: Walk, rule: ir.Rule, at: At) -> Seen:
    return _RULES[type(rule)](walk, rule, at)


def _formula(walk: Walk, rule: ir.Formula, at: At) -> Seen:
    return walk.formula(rule, replace(at, text=rule.text))


def _arms(walk: Walk, rule: ir.Arms, at: At) -> Seen:
    moving = False
    for arm in rule.arms:
        condition = _formula(walk, arm.condition, at)
        moving = moving or condition.moving
        if condition.outcome is True:
            return _moved_if(moving, _any_rule(walk, arm.then, at))
        if condition.outcome is not False:
            return condition
    return _moved_if(moving, _any_rule(walk, rule.otherwise, at))


def _moved_if(moving: bool, found: Seen) -> Seen:  # noqa: FBT001 - what it adds
    """What was chosen moves when the choice does."""
    if found.moving or not moving:
        return found
    return Seen(found.outcome, function_of(found), moving=True)


def _table(walk: Walk, rule: ir.Table, at: At) -> Seen:
    columns = [expression(walk, column, at) for column in rule.columns]
    row = chosen_row(rule, [column.outcome for column in columns])
    moving = any(column.moving for column in columns)
    zeros: list[Rational | None] = []
    equal = False
    for n, column in enumerate(columns):
        if column.moving and is_number(column.outcome):
            tests = [cell for one in rule.rows if (cell := one.cells[n]) is not None]
            bounds = [bound for test in tests for bound in _bounds(test)]
            zeros += [difference(column, Seen(bound)) for bound in dict.fromkeys(bounds)]
            equal = equal or (column.rounded and any(test.values for test in tests))
    if zeros:
        span = rule.rows[row].span if isinstance(row, int) else rule.span
        rounded = any(column.rounded for column in columns)
        walk.decide(Spot(rule, at, "række", span), row, zeros, rounded=rounded, equal=equal)
    if not isinstance(row, int):
        return Seen(row, moving=moving)
    return _moved_if(moving, _any_rule(walk, rule.rows[row].gives, at))


def _bounds(cell: ir.Cell) -> list[Any]:
    """The values a test of a table has an edge at."""
    edges = [bound for bound in (cell.low, cell.high) if bound is not None]
    return [value for value in (*edges, *sorted(cell.values, key=str)) if is_number(value)]


def _scale(walk: Walk, rule: ir.Scale, at: At) -> Seen:
    base = _formula(walk, rule.base, at)
    if isinstance(base.outcome, NoValue):
        return base
    shares = scale_parts(rule, base.outcome)  # type: ignore[arg-type]
    rates = [_formula(walk, rule.brackets[n].rate, at) for n, _ in shares]
    if base.moving:
        zeros = [difference(base, Seen(bracket.bound)) for bracket in rule.brackets]
        reached = shares[-1][0] if shares else None
        walk.decide(Spot(rule, at, "interval", rule.span), reached, zeros, rounded=base.rounded)
    reason = strictest([rate.outcome for rate in rates])
    moving = base.moving or any(rate.moving for rate in rates)
    if not shares or reason is not None:
        return Seen(reason if reason is not None else walk.run.outcomes[at.owner], moving=moving)
    outcome = arithmetic.weighted_total([part for _, part in shares], [rate.outcome for rate in rates])
    lows = [rule.brackets[n].bound if rule.marginal else 0 for n, _ in shares]

    def made(base_at: Rational, *rate_at: Rational) -> Rational:
        tops = [*(constant(low) for low in lows[1:]), base_at]  # type: ignore[arg-type]
        parts = [top - constant(low) for top, low in zip(tops, lows, strict=True)]  # type: ignore[arg-type]
        found = constant(0)
        for part, rate in zip(parts, rate_at, strict=True):
            found = found + part * rate
        return found

    return combined(outcome, [base, *rates], made, walk)


def _deadline(walk: Walk, rule: ir.Deadline, at: At) -> Seen:
    """Days from a date move with it; months and working days have no function."""
    from rammeaftale.backends.deadlines import last_day

    start, length = _formula(walk, rule.start, at), _formula(walk, rule.length, at)
    moving = start.moving or length.moving
    walk.whole(length)
    if isinstance(start.outcome, NoValue) or isinstance(length.outcome, NoValue):
        return Seen(first_reason(start.outcome, length.outcome), moving=moving)
    try:
        outcome: Outcome = last_day(rule, start.outcome, length.outcome)  # type: ignore[arg-type]
    except arithmetic.Impossible as fault:
        failure = replace(at, text=rule.start.text).place.failure(rule.start.expression, fault)
        return walk.lose(Seen(failure, moving=moving))
    if not moving:
        return Seen(outcome)
    if rule.unit != "dage" or rule.day_off != "uændret" or length.moving:
        return walk.lose(Seen(outcome, moving=True))
    gap = outcome.toordinal() - start.outcome.toordinal()  # type: ignore[union-attr]
    return combined(outcome, [start], lambda f: f + constant(gap), walk)


def _by_reading(walk: Walk, rule: ir.ByReading, at: At) -> Seen:
    choice = program_of(walk, at.owner).choice(rule.reading, walk.run.facts.readings)
    return _any_rule(walk, rule.rules[choice], at)


def _step(walk: Walk, step: ir.Step, at: At, found: Seen) -> Seen:
    if isinstance(found.outcome, NoValue):
        return found
    holds = _formula(walk, step.when, at) if step.when else Seen(True)  # noqa: FBT003
    if holds.outcome is not True:
        return _moved_if(holds.moving, found if holds.outcome is False else Seen(holds.outcome))
    bound = _formula(walk, step.amount, at)
    if isinstance(bound.outcome, NoValue):
        return bound
    if step.kind in ("højst", "mindst"):
        stepped = extreme(walk, Spot(step, at, step.kind, step.span), [found, bound])
    elif bound.moving:
        stepped = walk.lose(Seen(walk.run.outcomes[at.owner], moving=True))
    else:
        multiple: Any = bound.outcome
        if multiple <= 0:
            return Seen(walk.run.outcomes[at.owner], moving=found.moving)
        stepped = rounding(walk, Spot(step, at, "afrunding", step.span), found, multiple, step.kind)
    return _moved_if(holds.moving, stepped)


_RULES: dict[type, Callable[..., Seen]] = {
    ir.Formula: _formula,
    ir.Arms: _arms,
    ir.Table: _table,
    ir.Scale: _scale,
    ir.Deadline: _deadline,
    ir.ByReading: _by_reading,
}
