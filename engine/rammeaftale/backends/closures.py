"""Typed expressions as closures `(run, year, env) -> outcome`: the inner loop of the exact evaluation.

`env` maps each dimension to the member at hand; inside an aggregate `OUTER` holds the surrounding env.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.exact import Env, Rule, Run
from rammeaftale.core.outcome import (
    Failure,
    NotRegulated,
    NotRelevant,
    NoValue,
    Number,
    Outcome,
    Unknown,
    decide,
    first_reason,
    strictest,
)
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Scalar

OUTER = "^"


@record
class Place:
    """The formula a closure comes from: whose it is, its text, and the stages before a measure."""

    quantity: str
    text: Scalar | None
    before: Rule | None = None

    def failure(self, node: ir.Expr, fault: Impossible) -> Failure:
        """The failure of a node, with its exact place in the rule file."""
        span = self.text.part(node.start, node.end) if self.text else None
        return Failure(fault.code, fault.message, self.quantity, span)


def closure(node: ir.Expr, place: Place) -> Rule:
    """The closure of an expression."""
    return _CLOSURES[type(node)](node, place)


def _const(node: ir.Const, place: Place) -> Rule:
    value = node.value
    return lambda run, year, env: value


def _silence(node: ir.Silence, place: Place) -> Rule:
    kind = NotRegulated if node.kind is ir.Silent.NOT_REGULATED else NotRelevant
    outcome = kind(place.quantity, place.text.span if place.text else None)
    return lambda run, year, env: outcome


def _year(node: ir.CalculatedYear, place: Place) -> Rule:
    return lambda run, year, env: run.missing_year() if year is None else year


def _today(node: ir.CaseDate, place: Place) -> Rule:
    return lambda run, year, env: run.facts.today or Unknown(frozenset(("opgjort",)))


def _member(node: ir.CurrentMember, place: Place) -> Rule:
    dimension = node.dimension
    return lambda run, year, env: env[dimension]  # type: ignore[return-value]


def _ref(node: ir.Ref, place: Place) -> Rule:
    name, dims = node.name, node.dims
    if node.year == ir.THIS_YEAR and not dims:
        return lambda run, year, env: run.read(name, year, ())
    if not dims:

        def scalar(run: Run, year: int | None, env: Env) -> Outcome:
            meant = _meant(node.year, year)
            return run.missing_year() if meant is None else run.read(name, meant, ())

        return scalar

    def per_member(run: Run, year: int | None, env: Env) -> Outcome:
        meant = year if node.year == ir.THIS_YEAR else _meant(node.year, year)
        if meant is None and node.year != ir.THIS_YEAR:
            return run.missing_year()
        return run.read(name, meant, tuple([env[d] for d in dims]))  # type: ignore[misc]

    return per_member


def _meant(at: ir.YearAt, year: int | None) -> int | None:
    if at.absolute is not None:
        return at.absolute
    return None if year is None else year + at.offset


def _value_on(node: ir.ValueOn, place: Place) -> Rule:
    day_of, name, own = closure(node.day, place), node.name, node.own

    def value_on(run: Run, year: int | None, env: Env) -> Outcome:
        day = day_of(run, year, env)
        if isinstance(day, NoValue):
            return day
        members = tuple([str(env[d]) for d in own])
        run.read_on(name, day, members)  # type: ignore[arg-type]
        given = run.given_parameter(name, day.year, members)  # type: ignore[union-attr]
        if given is not None:
            return given.value
        figures = (run.definitions.quantity(name, year).figures or {}).get(members[0] if members else "")
        figure = figures.on(day) if figures else None  # type: ignore[arg-type]
        if figure is None or figure.value is None:
            return run.missing(name, day.year, members)  # type: ignore[union-attr]
        return figure.value

    return value_on


def _negate(node: ir.Negate, place: Place) -> Rule:
    operand = closure(node.operand, place)

    def negate(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else -value  # type: ignore[operator]

    return negate


def _arithmetic(node: ir.Arithmetic, place: Place) -> Rule:
    left, right = closure(node.left, place), closure(node.right, place)
    if node.left.type.kind is Kind.DATE or node.right.type.kind is Kind.DATE:
        compute = _date_arithmetic(node)
    elif node.operator in "+-":
        return _sum(node, place, left, right)
    else:
        compute = arithmetic.multiply if node.operator == "*" else arithmetic.divide
    return _strict_pair(node, place, left, right, compute)


def _sum(node: ir.Arithmetic, place: Place, left: Rule, right: Rule) -> Rule:
    compute: Callable[[Any, Any], Any] = operator.add if node.operator == "+" else operator.sub

    def add(run: Run, year: int | None, env: Env) -> Outcome:
        a, b = left(run, year, env), right(run, year, env)
        try:
            result = compute(a, b)
        except TypeError:
            return first_reason(a, b)
        if arithmetic.is_too_long(result):
            return place.failure(node, arithmetic.too_long())
        return result  # type: ignore[no-any-return]

    return add


def _strict_pair(
    node: ir.Expr, place: Place, left: Rule, right: Rule, compute: Callable[[Any, Any], Outcome]
) -> Rule:
    def pair(run: Run, year: int | None, env: Env) -> Outcome:
        a, b = left(run, year, env), right(run, year, env)
        if isinstance(a, NoValue) or isinstance(b, NoValue):
            return first_reason(a, b)
        try:
            return compute(a, b)
        except Impossible as fault:
            return place.failure(node, fault)

    return pair


def _date_arithmetic(node: ir.Arithmetic) -> Callable[[Any, Any], Outcome]:
    if node.left.type.kind is Kind.DATE and node.right.type.kind is Kind.DATE:
        return lambda a, b: (a - b).days
    if node.operator == "-":
        return lambda a, b: arithmetic.add_days(a, -b)
    if node.left.type.kind is Kind.DATE:
        return arithmetic.add_days
    return lambda a, b: arithmetic.add_days(b, a)


def _power(node: ir.Power, place: Place) -> Rule:
    base, exponent = closure(node.base, place), node.exponent

    def power(run: Run, year: int | None, env: Env) -> Outcome:
        value = base(run, year, env)
        if isinstance(value, NoValue):
            return value
        try:
            return arithmetic.power(value, exponent)  # type: ignore[arg-type]
        except Impossible as fault:
            return place.failure(node, fault)

    return power


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _comparison(node: ir.Comparison, place: Place) -> Rule:
    operands = [closure(operand, place) for operand in node.operands]
    tests = [_COMPARE[sign] for sign in node.operators]
    if len(tests) == 1:
        (left, right), test = operands, tests[0]

        def compare(run: Run, year: int | None, env: Env) -> Outcome:
            a, b = left(run, year, env), right(run, year, env)
            if isinstance(a, NoValue) or isinstance(b, NoValue):
                return first_reason(a, b)
            return test(a, b)

        return compare

    def chain(run: Run, year: int | None, env: Env) -> Outcome:
        values = [operand(run, year, env) for operand in operands]
        reason = strictest(values)
        if reason is not None:
            return reason
        return all(test(a, b) for test, a, b in zip(tests, values, values[1:], strict=False))

    return chain


def _not(node: ir.Not, place: Place) -> Rule:
    operand = closure(node.operand, place)

    def negation(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else not value

    return negation


def _logic(node: ir.Logic, place: Place) -> Rule:
    operands = [closure(operand, place) for operand in node.operands]
    deciding = node.operator == "eller"
    return lambda run, year, env: decide([operand(run, year, env) for operand in operands], deciding=deciding)


def _choice(node: ir.Choice, place: Place) -> Rule:
    condition, then, otherwise = (closure(n, place) for n in (node.condition, node.then, node.otherwise))

    def choice(run: Run, year: int | None, env: Env) -> Outcome:
        holds = condition(run, year, env)
        if holds is True:
            return then(run, year, env)
        return otherwise(run, year, env) if holds is False else holds

    return choice


def _is_one_of(node: ir.IsOneOf, place: Place) -> Rule:
    operand, options = closure(node.operand, place), frozenset(node.options)

    def is_one_of(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else value in options

    return is_one_of


def _apply(node: ir.Apply, place: Place) -> Rule:
    arguments = [closure(argument, place) for argument in node.arguments]
    function, fixed = arithmetic.FUNCTIONS[node.function], node.fixed

    def apply(run: Run, year: int | None, env: Env) -> Outcome:
        values = [argument(run, year, env) for argument in arguments]
        reason = strictest(values)
        if reason is not None:
            return reason
        try:
            return function(*values, *fixed)
        except Impossible as fault:
            return place.failure(node, fault)

    return apply


def _aggregate(node: ir.Aggregate, place: Place) -> Rule:
    body = closure(node.body, place) if node.body is not None else None
    weight = closure(node.weight, place) if node.weight is not None else None
    where = closure(node.where, place) if node.where is not None else None
    over = node.over

    def aggregate(run: Run, year: int | None, env: Env) -> Outcome:
        members = run.members(over)
        if members is None:
            return Unknown(frozenset((over,)))
        rows = []
        before = run.count_rows(len(members), place.text.span if place.text else None)
        for member in members:
            inside = {**env, over: member, OUTER: env}
            chosen = where(run, year, inside) if where else True
            if chosen is False:
                continue
            value = body(run, year, inside) if body else True
            rows.append((chosen, value, weight(run, year, inside) if weight else None))
        run.end_rows(before)
        return collect(node, place, rows)

    return aggregate


def collect(
    node: ir.Aggregate | ir.WindowAggregate, place: Place, rows: list[tuple[Outcome, Outcome, Outcome | None]]
) -> Outcome:
    """The aggregate of rows (chosen, value, weight); rows known not to be chosen are already gone."""
    name = node.function
    if name == "alle":
        return decide([v if c is True else decide([v, c], deciding=True) for c, v, _ in rows], deciding=False)
    if name == "mindst_én":
        return decide([v if c is True else decide([v, c], deciding=False) for c, v, _ in rows], deciding=True)
    values = [value for _, value, _ in rows]
    weights = [w for _, _, w in rows if w is not None]
    reason = strictest([c for c, _, _ in rows if c is not True] + values + weights)
    if reason is not None:
        return reason
    if name == "antal":
        return sum(value is True for value in values)
    if not values and name != "sum":
        return place.failure(node, Impossible("intet_at_regne_på", f"{name} af ingenting findes ikke"))
    try:
        return arithmetic.weighted(values, weights) if weights else arithmetic.AGGREGATES[name](values)
    except Impossible as fault:
        return place.failure(node, fault)


def _window(node: ir.WindowAggregate, place: Place) -> Rule:
    name, dims = node.name, node.dims

    def window(run: Run, year: int | None, env: Env) -> Outcome:
        first, last = _meant(node.first, year), _meant(node.last, year)
        if first is None or last is None:
            return run.missing_year()
        members = tuple([str(env[d]) for d in dims])
        rows: list[tuple[Outcome, Outcome, Outcome | None]] = [
            (True, run.read(name, y, members), None) for y in range(first, last + 1)
        ]
        return collect(node, place, rows)

    return window


def _outer(node: ir.Outer, place: Place) -> Rule:
    operand = closure(node.operand, place)
    return lambda run, year, env: operand(run, year, env[OUTER])  # type: ignore[arg-type]


def _same(node: ir.Same, place: Place) -> Rule:
    operands = [closure(operand, place) for operand in node.operands]

    def same(run: Run, year: int | None, env: Env) -> Outcome:
        outside: Env = env[OUTER]  # type: ignore[assignment]
        agree: list[Outcome] = []
        for operand in operands:
            a, b = operand(run, year, env), operand(run, year, outside)
            agree.append(first_reason(a, b) if isinstance(a, NoValue) or isinstance(b, NoValue) else a == b)
        return decide(agree, deciding=False)

    return same


def _is_stated(node: ir.IsStated, place: Place) -> Rule:
    name, at, dims = node.target.name, node.target.year, node.target.dims

    def is_stated(run: Run, year: int | None, env: Env) -> Outcome:
        meant = _meant(at, year)
        if meant is None and at != ir.THIS_YEAR:
            return run.missing_year()
        members = tuple([str(env[d]) for d in dims])
        if run.definitions.quantity(name, meant).symbol.is_input:
            run.reading.append((name, meant, members))
        return run.is_stated(name, meant, members)

    return is_stated


def _stated_or(node: ir.StatedOr, place: Place) -> Rule:
    asked = _is_stated(ir.IsStated(node.target, node.target.dims), place)
    target, otherwise = closure(node.target, place), closure(node.otherwise, place)

    def stated_or(run: Run, year: int | None, env: Env) -> Outcome:
        stated = asked(run, year, env)
        if stated is True:
            return target(run, year, env)
        return otherwise(run, year, env) if stated is False else stated

    return stated_or


def _is_regulated(node: ir.IsRegulated, place: Place) -> Rule:
    operand = closure(node.operand, place)

    def is_regulated(run: Run, year: int | None, env: Env) -> Outcome:
        outcome = operand(run, year, env)
        return outcome if isinstance(outcome, Unknown) else not isinstance(outcome, NotRegulated)

    return is_regulated


def _split(node: ir.Split, place: Place) -> Rule:
    """All parts are found at once and remembered; every member then takes its own."""
    amount, key, over = closure(node.amount, place), closure(node.key, place), node.over

    def split(run: Run, year: int | None, env: Env) -> Outcome:
        members = run.members(over)
        if members is None:
            return Unknown(frozenset((over,)))
        run.end_rows(run.count_rows(len(members), place.text.span if place.text else None))
        slot = (id(node), year, tuple(sorted((d, m) for d, m in env.items() if d not in (over, OUTER))))
        if slot not in run.splits:
            outside, run.reading = run.reading, []
            try:
                run.splits[slot] = (_parts(run, year, env, members), run.reading)
            finally:
                run.reading = outside
        parts, reads = run.splits[slot]
        run.reading.extend(reads)
        return parts if isinstance(parts, NoValue) else parts[members.index(str(env[over]))]

    def _parts(run: Run, year: int | None, env: Env, members: tuple[str, ...]) -> NoValue | list[Number]:
        whole = amount(run, year, env)
        keys = [key(run, year, {**env, over: member}) for member in members]
        reason = strictest([whole, *keys])
        if reason is not None:
            return reason
        try:
            return arithmetic.split(whole, keys)  # type: ignore[arg-type]
        except Impossible as fault:
            return place.failure(node, fault)

    return split


def _before(node: ir.Before, place: Place) -> Rule:
    assert place.before is not None
    return place.before


_CLOSURES: dict[type, Callable[..., Rule]] = {
    ir.Const: _const,
    ir.Silence: _silence,
    ir.CalculatedYear: _year,
    ir.CaseDate: _today,
    ir.CurrentMember: _member,
    ir.Ref: _ref,
    ir.ValueOn: _value_on,
    ir.Negate: _negate,
    ir.Arithmetic: _arithmetic,
    ir.Power: _power,
    ir.Comparison: _comparison,
    ir.Not: _not,
    ir.Logic: _logic,
    ir.Choice: _choice,
    ir.IsOneOf: _is_one_of,
    ir.Apply: _apply,
    ir.Aggregate: _aggregate,
    ir.WindowAggregate: _window,
    ir.Outer: _outer,
    ir.Same: _same,
    ir.IsStated: _is_stated,
    ir.StatedOr: _stated_or,
    ir.IsRegulated: _is_regulated,
    ir.Split: _split,
    ir.Before: _before,
}
