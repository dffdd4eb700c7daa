"""Functions, sums over members and years, and splits, followed as functions of the one number that moves."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.closures_cells import meant_year
from rammeaftale.backends.closures_members import collect
from rammeaftale.backends.moving.expressions import difference, expression, spot, tried
from rammeaftale.backends.moving.moving import MOST_ROUNDED, At, Seen, Spot, Walk, combined, function_of
from rammeaftale.backends.moving.rational import Rational, constant
from rammeaftale.backends.place import OUTER
from rammeaftale.core.outcome import NoValue, Number, Outcome, strictest
from rammeaftale.language import ir

_HALF_CENT = Fraction(1, 200)
_LEAST = ("min", "højst", "mindst_af")
_ROUNDINGS = {"afrund": "halv_op", "rund_op": "op", "rund_ned": "ned"}


def extreme(walk: Walk, where: Spot, found: list[Seen]) -> Seen:
    """The least (`min`) or greatest of values; which one it is, is a decision."""
    pick: Callable[..., Any] = min if where.kind in _LEAST else max
    outcomes: list[Any] = [one.outcome for one in found]
    outcome = pick(outcomes)
    winner = found[outcomes.index(outcome)]
    if not any(one.moving for one in found):
        return Seen(outcome)
    others = [one for one in found if one is not winner and (one.moving or winner.moving)]
    zeros = [difference(one, winner) for one in others]
    walk.decide(where, outcomes.index(outcome), zeros, rounded=any(one.rounded for one in found))
    return Seen(outcome, function_of(winner), moving=True, rounded=winner.rounded)


def rounding(walk: Walk, where: Spot, found: Seen, multiple: Number, method: str) -> Seen:
    """A rounding: step by step when they are few, else left out of the function and noted."""
    outcome = arithmetic.round_to(found.outcome, multiple, method)  # type: ignore[arg-type]
    function = function_of(found)
    if not found.moving or function is None or function.is_constant:
        known = None if function is None else constant(outcome)
        return walk.lose(Seen(outcome, known, found.moving, found.rounded))
    if found.rounded or _steps(function, walk, Fraction(multiple)) > MOST_ROUNDED:
        owner = where.at.owner
        walk.roundings[owner] = max(Fraction(multiple), walk.roundings.get(owner, Fraction(0)))
        return Seen(outcome, function, moving=True, rounded=True)
    half = Fraction(multiple) / 2 if method in ("halv_op", "halv_lige") else Fraction(multiple)
    zeros: list[Rational | None] = [function - constant(outcome + off) for off in (-half, 0, half)]
    walk.decide(where, outcome, zeros)
    return Seen(outcome, constant(outcome), moving=True)


def _steps(function: Rational, walk: Walk, multiple: Fraction) -> Fraction:
    """How many roundings there are over the range, if the function is the same all over it."""
    ends = function.value(walk.moved.low), function.value(walk.moved.high)
    if ends[0] is None or ends[1] is None or len(function.bottom) > 1:
        return Fraction(MOST_ROUNDED + 1)
    return abs(ends[1] - ends[0]) / multiple


def _apply(walk: Walk, node: ir.Apply, at: At) -> Seen:
    found = [expression(walk, argument, at) for argument in node.arguments]
    reason = strictest([one.outcome for one in found])
    if reason is not None:
        return Seen(reason, moving=any(one.moving for one in found))
    if not any(one.moving for one in found):
        return walk.plain(node, at)
    follow = _FUNCTIONS.get(node.function)
    if follow is None:
        for one in found:
            if not isinstance(one.outcome, date):
                walk.whole(one)
    return follow(walk, node, at, found) if follow else walk.lose(replace_moving(walk.plain(node, at)))


def replace_moving(found: Seen) -> Seen:
    """The same, known to move."""
    return Seen(found.outcome, found.function, moving=True, rounded=found.rounded)


def _extreme_of(walk: Walk, node: ir.Apply, at: At, found: list[Seen]) -> Seen:
    return extreme(walk, spot(node, at, node.function), found)


def _absolute(walk: Walk, node: ir.Apply, at: At, found: list[Seen]) -> Seen:
    (one,) = found
    value: Any = one.outcome
    zeros = [function_of(one)]
    walk.decide(spot(node, at, "fortegn"), value >= 0, zeros, rounded=one.rounded)
    return combined(abs(value), [one], _negative if value < 0 else _same, walk)


def _same(function: Rational) -> Rational:
    return function


def _negative(function: Rational) -> Rational:
    return -function


def _beyond(walk: Walk, node: ir.Apply, at: At, found: list[Seen]) -> Seen:
    value, bound = found
    a: Any = value.outcome
    b: Any = bound.outcome
    side = 0 if b < 0 or -b <= a <= b else 1 if a > b else -1
    over = difference(value, bound)
    first, second = function_of(value), function_of(bound)
    under = None if first is None or second is None else first + second
    rounded = value.rounded or bound.rounded
    zeros = [over, under, *([second] if bound.moving else [])]
    walk.decide(spot(node, at, "ud_over"), side if b >= 0 else None, zeros, rounded=rounded)
    outcome = tried(node, at, lambda: arithmetic.beyond(a, b))
    shapes: dict[int, Callable[..., Rational]] = {
        0: lambda f, g: constant(0),
        1: lambda f, g: f - g,
        -1: lambda f, g: f + g,
    }
    return combined(outcome, found, shapes[side], walk)


def _rounded(walk: Walk, node: ir.Apply, at: At, found: list[Seen]) -> Seen:
    if node.function == "afrund_til":
        multiple: Any = found[1].outcome
        method = str(node.fixed[0]) if node.fixed else "halv_op"
        if found[1].moving or multiple <= 0:
            return walk.lose(replace_moving(walk.plain(node, at)))
    else:
        multiple, method = Fraction(10) ** -int(str(node.fixed[0])), _ROUNDINGS[node.function]
    return rounding(walk, spot(node, at, "afrunding"), found[0], multiple, method)


def _days_between(walk: Walk, node: ir.Apply, at: At, found: list[Seen]) -> Seen:
    outcome = walk.plain(node, at).outcome
    return combined(outcome, found, lambda start, end: end - start, walk)


def _aggregate(walk: Walk, node: ir.Aggregate, at: At) -> Seen:
    members = walk.run.members(node.over)
    if members is None:
        return walk.plain(node, at)
    rows: list[tuple[Seen, Seen, Seen | None]] = []
    for member in members:
        inside = replace(at, env={**at.env, node.over: member, OUTER: at.env})
        chosen = expression(walk, node.where, inside) if node.where is not None else Seen(True)  # noqa: FBT003
        if chosen.outcome is False:
            rows.append((chosen, Seen(False), None))  # noqa: FBT003
            continue
        value = expression(walk, node.body, inside) if node.body is not None else Seen(True)  # noqa: FBT003
        weight = expression(walk, node.weight, inside) if node.weight is not None else None
        rows.append((chosen, value, weight))
    return _collected(walk, node, at, rows)


def _window(walk: Walk, node: ir.WindowAggregate, at: At) -> Seen:
    first, last = meant_year(node.first, at.year), meant_year(node.last, at.year)
    if first is None or last is None:
        return Seen(walk.run.missing_year())
    members = tuple([str(at.env[d]) for d in node.dims])
    years = range(first, last + 1)
    rows: list[tuple[Seen, Seen, Seen | None]] = [
        (Seen(True), walk.of((node.name, year, members)), None)  # noqa: FBT003
        for year in years
    ]
    return _collected(walk, node, at, rows)


def _collected(
    walk: Walk, node: ir.Aggregate | ir.WindowAggregate, at: At, rows: list[tuple[Seen, Seen, Seen | None]]
) -> Seen:
    """The aggregate of what was found row by row."""
    every = [part for row in rows for part in row if part is not None]
    taken = [row for row in rows if row[0].outcome is not False]
    outcome = collect(node, at.place, [(c.outcome, v.outcome, w.outcome if w else None) for c, v, w in taken])
    moving = any(part.moving for part in every)
    if not moving or isinstance(outcome, NoValue | bool):
        return Seen(outcome, moving=moving)
    if node.function == "antal":
        return Seen(outcome, constant(outcome), moving=True)  # type: ignore[arg-type]
    values, weights = [v for _, v, _ in taken], [w for _, _, w in taken if w is not None]
    if node.function in ("størst", "mindst_af"):
        return extreme(walk, spot(node, at, node.function), values)
    count = len(values)
    makers: dict[str, Callable[..., Rational]] = {
        "sum": _sum,
        "gennemsnit": lambda *f: _sum(*f) / constant(count),
        "produkt": lambda *f: reduce(operator.mul, f, constant(1)),
        "vægtet_gennemsnit": lambda *f: _sum(*map(operator.mul, f[:count], f[count:])) / _sum(*f[count:]),
    }
    if weights:
        _weights_decided(walk, node, at, weights)
    found = combined(outcome, [*values, *weights], makers[node.function], walk)
    fixed = found.function is None and not found.moving
    return Seen(outcome, constant(outcome), moving=True) if fixed else found  # type: ignore[arg-type]


def _weights_decided(
    walk: Walk, node: ir.Aggregate | ir.WindowAggregate, at: At, weights: list[Seen]
) -> None:
    """A weighted mean fails where its weights sum to zero."""
    functions = [function_of(weight) for weight in weights]
    whole = None if None in functions else _sum(*[f for f in functions if f])
    if any(weight.moving for weight in weights):
        walk.decide(spot(node, at, "division"), result=True, zeros=[whole])


def _sum(*functions: Rational) -> Rational:
    return reduce(operator.add, functions, constant(0))


def _outer(walk: Walk, node: ir.Outer, at: At) -> Seen:
    return expression(walk, node.operand, replace(at, env=at.env[OUTER]))  # type: ignore[arg-type]


def _parts_decided(walk: Walk, node: ir.Split, at: At, amount: Seen, keys: list[Seen]) -> None:
    """A split fails where a key is negative or they sum to zero, unless there is nothing to split."""
    parts = [amount, *keys]
    if not any(part.moving for part in parts):
        return
    whole, *shares = [function_of(part) for part in parts]
    zeros = [share for share, key in zip(shares, keys, strict=True) if key.moving]
    zeros.append(None if None in shares else _sum(*[share for share in shares if share]))
    zeros += [None if whole is None else whole + constant(half) for half in (-_HALF_CENT, _HALF_CENT)]
    signs = tuple([part.outcome > 0 for part in parts])  # type: ignore[operator]
    walk.decide(spot(node, at, "nøgle"), signs, zeros, rounded=any(part.rounded for part in parts))


def _split(walk: Walk, node: ir.Split, at: At) -> Seen:
    """A part in whole øre: the exact part, the rounding left out."""
    amount = expression(walk, node.amount, at)
    members = walk.run.members(node.over) or ()
    keys = [expression(walk, node.key, replace(at, env={**at.env, node.over: member})) for member in members]
    outcome: Outcome = walk.plain(node, at).outcome
    if strictest([amount.outcome, *[key.outcome for key in keys]]) is not None or not members:
        return Seen(outcome, moving=amount.moving or any(key.moving for key in keys))
    _parts_decided(walk, node, at, amount, keys)
    own = members.index(str(at.env[node.over]))
    walk.roundings[at.owner] = Fraction(1, 100)
    found = combined(outcome, [amount, *keys], lambda whole, *f: whole * f[own] / _sum(*f), walk)
    return Seen(found.outcome, found.function, found.moving, rounded=True)


_FUNCTIONS: dict[str, Callable[..., Seen]] = {
    "min": _extreme_of,
    "maks": _extreme_of,
    "abs": _absolute,
    "ud_over": _beyond,
    "afrund": _rounded,
    "rund_op": _rounded,
    "rund_ned": _rounded,
    "afrund_til": _rounded,
    "dage_mellem": _days_between,
}
CALLS: dict[type, Callable[..., Seen]] = {
    ir.Apply: _apply,
    ir.Aggregate: _aggregate,
    ir.WindowAggregate: _window,
    ir.Outer: _outer,
    ir.Split: _split,
}
