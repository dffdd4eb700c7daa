"""The oracle's operators and functions over values; `strict` lifts them to outcomes."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor

from rammeaftale.backends.oracle.outcomes import (
    ImpossibleError,
    added,
    conjunction,
    disjunction,
    regulated,
    strict,
)
from rammeaftale.core.calendar import Calendar
from rammeaftale.core.outcome import Number, Outcome, Value

MONTHS, LEAP = 12, 366
MOST_WORKING_DAYS = 5000
ORE = Fraction(1, 100)
HALF = Fraction(1, 2)
COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _plus(left: Number | date, right: Number | date) -> Value:
    if isinstance(left, date):
        return left + timedelta(days=whole(right))
    return _plus(right, left) if isinstance(right, date) else left + right


def _minus(left: Number | date, right: Number | date) -> Value:
    if isinstance(left, date):
        return (left - right).days if isinstance(right, date) else _plus(left, -right)
    if isinstance(right, date):
        raise ImpossibleError("et tal minus en dato")
    return left - right


def _divide(left: Number, right: Number) -> Number:
    return Fraction(left) / right


def _power(base: Number, exponent: int) -> Number:
    return Fraction(base) ** exponent


def whole(value: Number | date) -> int:
    """A number that must be whole."""
    if isinstance(value, date) or Fraction(value).denominator != 1:
        raise ImpossibleError("det er ikke et helt tal")
    return int(value)


def _compare(first: Value, *rest: str | Value) -> bool:
    """`a < b <= c` as a, "<", b, "<=", c."""
    operands = (first, *rest[1::2])
    return all(COMPARE[str(sign)](*pair) for sign, pair in zip(rest[::2], pairwise(operands), strict=True))


def _beyond(x: Number, bound: Number) -> Number:
    if bound < 0:
        raise ImpossibleError("en negativ grænse")
    if x > bound:
        return x - bound
    return x + bound if x < -bound else 0


def round_to(value: Number, multiple: Number, method: str = "halv_op") -> Number:
    """`value` as a multiple of `multiple`: halv_op and op away from zero, halv_lige to even, ned towards zero."""
    if multiple <= 0:
        raise ImpossibleError("et multiplum er over nul")
    steps = abs(Fraction(value) / multiple)
    units = floor(steps)
    rest = steps - units
    up = {
        "halv_op": rest >= HALF,
        "halv_lige": rest > HALF or (rest == HALF and units % 2 == 1),
        "op": rest > 0,
        "ned": False,
    }[method]
    size = (units + up) * multiple
    return size if value >= 0 else -size


def _decimals(method: str) -> Callable[[Number, int], Number]:
    return lambda value, decimals: round_to(value, Fraction(10) ** -decimals, method)


def _month_first(day: date, months: int) -> date:
    at = day.year * MONTHS + day.month - 1 + months
    return date(at // MONTHS, at % MONTHS + 1, 1)


def _month_end(day: date, months: Number = 0) -> date:
    first = _month_first(day, whole(months))
    leap = days_in_year(first.year) == LEAP
    return first.replace(
        day=(31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[first.month - 1]
    )


def add_months(day: date, months: Number, mode: str) -> date:
    """The same day so many months later; `mode` says what counts when the month is too short."""
    last = _month_end(day, months)
    if day.day <= last.day:
        return last.replace(day=day.day)
    if mode == "fejl":
        raise ImpossibleError(f"der er ingen dag {day.day} i måneden")
    return last if mode == "sidste_dag" else last + timedelta(days=1)


def working_days_after(day: date, count: Number, calendar: Calendar) -> date:
    """The count-th working day after `day`, or before it."""
    left = whole(count)
    if abs(left) > MOST_WORKING_DAYS:
        raise ImpossibleError("for mange arbejdsdage")
    step = timedelta(days=1 if left > 0 else -1)
    while left:
        day += step
        if calendar.is_working(day):
            left -= step.days
    return day


def _full_years(first: date, last: date) -> int:
    """Years completed; before the first day the count is the year begun backwards."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def days_in_year(year: Number) -> int:
    """365 or 366."""
    number = whole(year)
    return LEAP if number % 400 == 0 or (number % 4 == 0 and number % 100 != 0) else LEAP - 1


def split(amount: Number, keys: Sequence[Number]) -> list[Number]:
    """The parts in whole øre: each its share rounded down, then an øre more by the largest remainders."""
    rounded = round_to(amount, ORE)
    if rounded == 0:
        return [Fraction(0) for _ in keys]
    whole_key = added(*keys)
    if whole_key == 0 or min(keys) < 0:
        raise ImpossibleError("nøglen kan ikke fordele")
    ore = abs(Fraction(rounded)) / ORE
    shares = [ore * key / whole_key for key in keys]
    parts = [floor(share) for share in shares]
    by_remainder = sorted(range(len(keys)), key=lambda at: (parts[at] - shares[at], at))
    for at in by_remainder[: int(ore) - sum(parts)]:
        parts[at] += 1
    sign = 1 if rounded > 0 else -1
    return [sign * part * ORE for part in parts]


FUNCTIONS: dict[str, Callable[..., Outcome]] = {
    "og": conjunction,
    "eller": disjunction,
    "reguleret": regulated,
    "sammenlign": strict(_compare),
    "en_af": strict(lambda value, *options: value in options),
    "min": strict(lambda *values: min(values)),
    "maks": strict(lambda *values: max(values)),
    "abs": strict(abs),
    "ud_over": strict(_beyond),
    "afrund": strict(_decimals("halv_op")),
    "rund_op": strict(_decimals("op")),
    "rund_ned": strict(_decimals("ned")),
    "afrund_til": strict(round_to),
    "dato": strict(lambda year, month, day: date(whole(year), whole(month), whole(day))),
    "dage": strict(whole),
    "slut_på_måned": strict(_month_end),
    "start_på_måned": strict(lambda day: day.replace(day=1)),
    "læg_måneder": strict(add_months),
    "dage_mellem": strict(lambda first, last: (last - first).days),
    "hele_år": strict(_full_years),
    "årstal": strict(lambda day: day.year),
    "dage_i_året": strict(days_in_year),
}
OPERATORS: dict[type[ast.AST], Callable[..., Outcome]] = {
    ast.Add: strict(_plus),
    ast.Sub: strict(_minus),
    ast.Mult: strict(operator.mul),
    ast.Div: strict(_divide),
    ast.Pow: strict(_power),
    ast.USub: strict(operator.neg),
    ast.Not: strict(operator.not_),
}
