"""Formulas followed as functions of the one number that moves; what has no such function is marked as lost."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.closures_cells import meant_year
from rammeaftale.backends.moving.moving import At, Seen, Spot, Walk, Written, combined, function_of, is_number
from rammeaftale.backends.moving.rational import Rational, power
from rammeaftale.core.outcome import NoValue, Outcome, decide, first_reason, strictest
from rammeaftale.language import ir
from rammeaftale.language.types import Kind


def expression(walk: Walk, node: ir.Expr, at: At) -> Seen:
    """Any expression."""
    from rammeaftale.backends.moving.calls import CALLS

    follow = _FOLLOWERS.get(type(node)) or CALLS.get(type(node))
    return follow(walk, node, at) if follow is not None else walk.lose(walk.plain(node, at))


def spot(node: Written, at: At, kind: str) -> Spot:
    """A decision in a formula: its place and its words."""
    return Spot(node, at, kind, part=node)


def tried(node: ir.Expr, at: At, compute: Callable[[], Outcome]) -> Outcome:
    """An outcome, or the failure it ends in."""
    try:
        return compute()
    except Impossible as fault:
        return at.place.failure(node, fault)


def _const(walk: Walk, node: ir.Const, at: At) -> Seen:
    return Seen(node.value)


def _ref(walk: Walk, node: ir.Ref, at: At) -> Seen:
    year = at.year if node.year == ir.THIS_YEAR else meant_year(node.year, at.year)
    if year is None and node.year != ir.THIS_YEAR:
        return Seen(walk.run.missing_year())
    return walk.of((node.name, year, tuple([str(at.env[d]) for d in node.dims])))


def _before(walk: Walk, node: ir.Before, at: At) -> Seen:
    assert at.before is not None
    return at.before


def _negate(walk: Walk, node: ir.Negate, at: At) -> Seen:
    found = expression(walk, node.operand, at)
    outcome = found.outcome if isinstance(found.outcome, NoValue) else -found.outcome  # type: ignore[operator]
    return combined(outcome, [found], operator.neg, walk)


_COMPUTE: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Rational, Rational], Rational]]] = {
    "+": (arithmetic.add, operator.add),
    "-": (arithmetic.subtract, operator.sub),
    "*": (arithmetic.multiply, operator.mul),
    "/": (arithmetic.divide, operator.truediv),
}


def _arithmetic(walk: Walk, node: ir.Arithmetic, at: At) -> Seen:
    left, right = expression(walk, node.left, at), expression(walk, node.right, at)
    a, b = left.outcome, right.outcome
    if isinstance(a, NoValue) or isinstance(b, NoValue):
        return Seen(first_reason(a, b), moving=left.moving or right.moving)
    compute, make = _COMPUTE[node.operator]
    if node.operator == "/" and right.moving:
        zeros = [function_of(right)]
        walk.decide(spot(node, at, "division"), bool(b), zeros, rounded=right.rounded)
    if Kind.DATE in (node.left.type.kind, node.right.type.kind):
        for part in (left, right):
            if not isinstance(part.outcome, date):
                walk.whole(part)
        outcome = tried(node, at, lambda: _dates(node.operator, a, b))
    else:
        outcome = tried(node, at, lambda: compute(a, b))
    return combined(outcome, [left, right], make, walk)


def _dates(sign: str, a: Outcome, b: Outcome) -> Outcome:
    """Days between two dates, or a date some days from another."""
    if isinstance(a, date) and isinstance(b, date):
        return (a - b).days
    day, count = (a, b) if isinstance(a, date) else (b, a)
    assert isinstance(day, date)
    assert isinstance(count, int | Fraction)
    return arithmetic.add_days(day, -count if sign == "-" else count)


def _power(walk: Walk, node: ir.Power, at: At) -> Seen:
    base = expression(walk, node.base, at)
    if isinstance(base.outcome, NoValue):
        return base
    if node.exponent < 0 and base.moving:
        zeros = [function_of(base)]
        walk.decide(spot(node, at, "division"), bool(base.outcome), zeros, rounded=base.rounded)
    outcome = tried(node, at, lambda: arithmetic.power(base.outcome, node.exponent))  # type: ignore[arg-type]
    return combined(outcome, [base], lambda f: power(f, node.exponent), walk)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _comparison(walk: Walk, node: ir.Comparison, at: At) -> Seen:
    found = [expression(walk, operand, at) for operand in node.operands]
    outcomes = [one.outcome for one in found]
    moving = any(one.moving for one in found)
    reason = strictest(outcomes)
    if reason is not None:
        return Seen(reason, moving=moving)
    pairs = list(pairwise(found))
    tests = [_COMPARE[sign](a.outcome, b.outcome) for sign, (a, b) in zip(node.operators, pairs, strict=True)]
    zeros = [difference(a, b) for a, b in pairs if (a.moving or b.moving) and is_number(a.outcome)]
    if moving and zeros:
        rounded = any(one.rounded for one in found)
        equal = any(sign in ("==", "!=") for sign in node.operators)
        walk.decide(spot(node, at, "betingelse"), tuple(tests), zeros, rounded=rounded, equal=equal)
    return Seen(all(tests), moving=moving)


def difference(a: Seen, b: Seen) -> Rational | None:
    """The function that is zero where two are equal."""
    first, second = function_of(a), function_of(b)
    return None if first is None or second is None else first - second


def _not(walk: Walk, node: ir.Not, at: At) -> Seen:
    found = expression(walk, node.operand, at)
    outcome = found.outcome if isinstance(found.outcome, NoValue) else not found.outcome
    return Seen(outcome, moving=found.moving)


def _logic(walk: Walk, node: ir.Logic, at: At) -> Seen:
    found = [expression(walk, operand, at) for operand in node.operands]
    outcome = decide([one.outcome for one in found], deciding=node.operator == "eller")
    return Seen(outcome, moving=any(one.moving for one in found))


def _choice(walk: Walk, node: ir.Choice, at: At) -> Seen:
    condition = expression(walk, node.condition, at)
    if not isinstance(condition.outcome, bool):
        return condition
    taken = expression(walk, node.then if condition.outcome else node.otherwise, at)
    return _under(condition, taken)


def _under(condition: Seen, taken: Seen) -> Seen:
    """What was taken, moving too when only the condition is; what does not move is then the same until it changes."""
    if taken.moving or not condition.moving:
        return taken
    return Seen(taken.outcome, function_of(taken), moving=True)


def _is_stated(walk: Walk, node: ir.IsStated, at: At) -> Seen:
    """Moving a value does not change that it is stated."""
    return Seen(walk.plain(node, at).outcome)


def _stated_or(walk: Walk, node: ir.StatedOr, at: At) -> Seen:
    asked = walk.plain(ir.IsStated(node.target, node.target.dims), at).outcome
    if not isinstance(asked, bool):
        return Seen(asked)
    return expression(walk, node.target if asked else node.otherwise, at)


def _is_one_of(walk: Walk, node: ir.IsOneOf, at: At) -> Seen:
    found = expression(walk, node.operand, at)
    if isinstance(found.outcome, NoValue):
        return found
    result = found.outcome in node.options
    if found.moving and is_number(found.outcome):
        zeros = [difference(found, Seen(option)) for option in node.options]
        walk.decide(spot(node, at, "betingelse"), result, zeros, rounded=found.rounded, equal=True)
    return Seen(result, moving=found.moving)


def _value_on(walk: Walk, node: ir.ValueOn, at: At) -> Seen:
    """A parameter on a day: what moves itself, or a figure that changes with the days in ways not followed."""
    day = expression(walk, node.day, at)
    found = walk.plain(node, at)
    if day.moving or not isinstance(day.outcome, date):
        return walk.lose(found)
    cell = (node.name, day.outcome.year, tuple([str(at.env[d]) for d in node.own]))
    return walk.seen.get(cell) or found


def _of_outcome(walk: Walk, node: ir.Expr, at: At) -> Seen:
    """What only depends on an outcome that is no number: moves when that does, and at no other place."""
    for part in ir.parts(node):
        expression(walk, part, at)  # type: ignore[arg-type]
    return walk.plain(node, at)


_FOLLOWERS: dict[type, Callable[..., Seen]] = {
    ir.Const: _const,
    ir.Ref: _ref,
    ir.Before: _before,
    ir.ValueOn: _value_on,
    ir.Negate: _negate,
    ir.Arithmetic: _arithmetic,
    ir.Power: _power,
    ir.Comparison: _comparison,
    ir.Not: _not,
    ir.Logic: _logic,
    ir.Choice: _choice,
    ir.IsStated: _is_stated,
    ir.StatedOr: _stated_or,
    ir.IsOneOf: _is_one_of,
    ir.IsRegulated: _of_outcome,
    ir.InCatalogue: _of_outcome,
}
