"""Closures of operators and functions: arithmetic, comparison, logic, choice, and the strict functions."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from rammeaftale.backends import arithmetic
from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.exact import Env, Rule, Run
from rammeaftale.backends.place import Close, Place
from rammeaftale.core.outcome import NotRegulated, NoValue, Outcome, Unknown, decide, first_reason, strictest
from rammeaftale.language import ir
from rammeaftale.language.types import Kind


def _negate(node: ir.Negate, place: Place, close: Close) -> Rule:
    operand = close(node.operand, place)

    def negate(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else -value  # type: ignore[operator]

    return negate


def _arithmetic(node: ir.Arithmetic, place: Place, close: Close) -> Rule:
    left, right = close(node.left, place), close(node.right, place)
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


def _power(node: ir.Power, place: Place, close: Close) -> Rule:
    base, exponent = close(node.base, place), node.exponent

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


def _comparison(node: ir.Comparison, place: Place, close: Close) -> Rule:
    operands = [close(operand, place) for operand in node.operands]
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


def _not(node: ir.Not, place: Place, close: Close) -> Rule:
    operand = close(node.operand, place)

    def negation(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else not value

    return negation


def _logic(node: ir.Logic, place: Place, close: Close) -> Rule:
    operands = [close(operand, place) for operand in node.operands]
    deciding = node.operator == "eller"
    return lambda run, year, env: decide([operand(run, year, env) for operand in operands], deciding=deciding)


def _choice(node: ir.Choice, place: Place, close: Close) -> Rule:
    condition, then, otherwise = (close(n, place) for n in (node.condition, node.then, node.otherwise))

    def choice(run: Run, year: int | None, env: Env) -> Outcome:
        holds = condition(run, year, env)
        if holds is True:
            return then(run, year, env)
        return otherwise(run, year, env) if holds is False else holds

    return choice


def _is_one_of(node: ir.IsOneOf, place: Place, close: Close) -> Rule:
    operand, options = close(node.operand, place), frozenset(node.options)

    def is_one_of(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        return value if isinstance(value, NoValue) else value in options

    return is_one_of


def _in_catalogue(node: ir.InCatalogue, place: Place, close: Close) -> Rule:
    operand, members = close(node.operand, place), node.members
    otherwise: Outcome = False
    if not node.exhaustive:
        otherwise = NotRegulated(place.quantity, place.text.span if place.text else None)

    def in_catalogue(run: Run, year: int | None, env: Env) -> Outcome:
        value = operand(run, year, env)
        if isinstance(value, NoValue):
            return value
        return True if value in members else otherwise

    return in_catalogue


def _apply(node: ir.Apply, place: Place, close: Close) -> Rule:
    arguments = [close(argument, place) for argument in node.arguments]
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


def _is_regulated(node: ir.IsRegulated, place: Place, close: Close) -> Rule:
    operand = close(node.operand, place)

    def is_regulated(run: Run, year: int | None, env: Env) -> Outcome:
        outcome = operand(run, year, env)
        return outcome if isinstance(outcome, Unknown) else not isinstance(outcome, NotRegulated)

    return is_regulated


OPERATORS: dict[type, Callable[..., Rule]] = {
    ir.Negate: _negate,
    ir.Arithmetic: _arithmetic,
    ir.Power: _power,
    ir.Comparison: _comparison,
    ir.Not: _not,
    ir.Logic: _logic,
    ir.Choice: _choice,
    ir.IsOneOf: _is_one_of,
    ir.InCatalogue: _in_catalogue,
    ir.Apply: _apply,
    ir.IsRegulated: _is_regulated,
}
