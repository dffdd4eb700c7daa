"""The strict functions of the formula language over exact values; dates, roundings, splitting.

Each takes plain values and returns one, or raises `Impossible` with a Danish reason.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.danish import show_number
from rammeaftale.core.outcome import Number, Value

MOST_BITS = 20_000
_MOST_DECIMALS = 10


class Impossible(Exception):  # noqa: N818 - reads as what it is
    """A calculation that has no answer: `code` names the fault."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def is_too_long(value: Number) -> bool:
    """Whether a number has more digits than any agreement needs; calculating on with it could take for ever."""
    return value.numerator.bit_length() > MOST_BITS or value.denominator.bit_length() > MOST_BITS


def too_long() -> Impossible:
    """The fault of such a number."""
    return Impossible("tal_for_stort", "tallet bliver urimeligt stort")


def bounded(value: Number) -> Number:
    """The value itself, within bounds."""
    if is_too_long(value):
        raise too_long()
    return value


def total(values: Sequence[Any]) -> Number:
    """The sum of any number of numbers, within bounds all the way."""
    result: Number = 0
    for value in values:
        result = add(result, value)
    return result


def add(left: Number, right: Number) -> Number:
    """The exact sum, within bounds."""
    return bounded(left + right)


def subtract(left: Number, right: Number) -> Number:
    """The exact difference, within bounds."""
    return bounded(left - right)


def divide(left: Number, right: Number) -> Number:
    """The exact quotient."""
    if not right:
        raise Impossible("division_med_nul", "der divideres med nul")
    return bounded(tidy(Fraction(left) / right))


def multiply(left: Number, right: Number) -> Number:
    """The exact product, within bounds."""
    return bounded(left * right)


def power(base: Number, exponent: int) -> Number:
    """`base ** exponent`, exactly."""
    if exponent < 0 and not base:
        raise Impossible("division_med_nul", "nul kan ikke opløftes i en negativ potens")
    return bounded(tidy(Fraction(base) ** exponent))


def tidy(value: Fraction) -> Number:
    """The same number, as an int when it is whole."""
    return value.numerator if value.denominator == 1 else value


def whole_number(value: Number, what: str) -> int:
    """The value as a whole number."""
    if value.denominator != 1:
        raise Impossible(
            "ikke_helt_tal", f"{what} skal være et helt tal, ikke {show_number(value, most=_MOST_DECIMALS)}"
        )
    return value.numerator


def round_to(value: Number, multiple: Number, method: str = "halv_op") -> Number:
    """`value` to a multiple: halv_op (half away from zero), halv_lige, op (away from zero), ned (towards zero)."""
    if multiple <= 0:
        raise Impossible("multiplum_ikke_positivt", "der kan kun afrundes til et positivt multiplum")
    size = abs(Fraction(value)) / multiple
    down, rest = divmod(size.numerator, size.denominator)
    up = _ROUNDS_UP[method](down, Fraction(rest, size.denominator))
    rounded = (down + up) * multiple
    return bounded(tidy(Fraction(rounded if value >= 0 else -rounded)))


_ROUNDS_UP: dict[str, Callable[[int, Fraction], bool]] = {
    "halv_op": lambda down, rest: 2 * rest >= 1,
    "halv_lige": lambda down, rest: 2 * rest > 1 or (2 * rest == 1 and down % 2 == 1),
    "op": lambda down, rest: rest > 0,
    "ned": lambda down, rest: False,
}
ROUNDINGS = tuple(_ROUNDS_UP)


def split(amount: Number, keys: Sequence[Any]) -> list[Number]:
    """The amount, rounded to øre, in whole øre by the keys: largest remainder, ties by position."""
    ore = Fraction(1, 100)
    rounded = round_to(amount, ore)
    if not rounded:
        return [0] * len(keys)
    if any(key < 0 for key in keys):
        raise Impossible("negativ_nøgle", "en fordelingsnøgle er negativ")
    whole_key = total(keys)
    if not whole_key:
        raise Impossible("nøgle_uden_sum", "fordelingsnøglen summer til nul")
    count = abs(Fraction(rounded)) * 100
    exact = [count * key / whole_key for key in keys]
    parts = [part.numerator // part.denominator for part in map(Fraction, exact)]
    left = int(count) - sum(parts)
    order = sorted(range(len(keys)), key=lambda i: (parts[i] - exact[i], i))
    for position in order[:left]:
        parts[position] += 1
    sign = 1 if rounded > 0 else -1
    return [bounded(tidy(sign * part * ore)) for part in parts]


def add_days(day: date, days: Number) -> date:
    """A date some whole days later (or earlier)."""
    return shifted(day, whole_number(days, "antallet af dage"))


def shifted(day: date, days: int) -> date:
    """The day so many days later (earlier, when negative)."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Impossible("umulig_dato", "datoen ligger uden for kalenderen") from None


def make_date(year: Number, month: Number, day: Number) -> date:
    """The date, if it exists."""
    numbers = [whole_number(number, "år, måned og dag") for number in (year, month, day)]
    try:
        return date(*numbers)
    except OverflowError:
        raise Impossible("umulig_dato", "datoen ligger uden for kalenderen") from None
    except ValueError:
        raise Impossible("umulig_dato", "den {2}-{1}-{0} findes ikke".format(*numbers)) from None


def add_months(day: date, count: Number, mode: str) -> date:
    """The same day some months later; `mode` says what counts when that day does not exist."""
    months = day.year * 12 + day.month - 1 + whole_number(count, "antallet af måneder")
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise Impossible("umulig_dato", "datoen ligger uden for kalenderen")
    last = monthrange(year, month + 1)[1]
    if day.day <= last:
        return date(year, month + 1, day.day)
    if mode == "fejl":
        raise Impossible("umulig_dato", f"den {day.day}-{month + 1}-{year} findes ikke")
    end = date(year, month + 1, last)
    return end if mode == "sidste_dag" else shifted(end, 1)


def end_of_month(day: date, count: Number = 0) -> date:
    """The last day of the month `count` months later."""
    first = add_months(day.replace(day=1), count, "fejl")
    return first.replace(day=monthrange(first.year, first.month)[1])


def whole_years(start: date, end: date) -> int:
    """Completed years; someone born on 29 February completes a year on 1 March."""
    before = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - before


def working_days(day: date, count: Number, calendar: Calendar) -> date:
    """The count-th working day after (or before) a day."""
    number = whole_number(count, "antallet af arbejdsdage")
    if abs(number) > _MOST_WORKING_DAYS:
        raise Impossible("umulig_dato", f"der kan højst tælles {_MOST_WORKING_DAYS} arbejdsdage")
    try:
        return calendar.after(day, number)
    except OverflowError:
        raise Impossible("umulig_dato", "datoen ligger uden for kalenderen") from None


_MOST_WORKING_DAYS = 5000


def beyond(value: Number, bound: Number) -> Number:
    """The signed part of a value outside ± bound."""
    if bound < 0:
        raise Impossible("negativ_grænse", "grænsen i ud_over er negativ")
    size = value if value > 0 else -value
    over = bounded(size - bound)
    if over <= 0:
        return 0
    return over if value > 0 else -over


def days_in_year(year: Number) -> int:
    """365 or 366."""
    return 366 if isleap(whole_number(year, "året")) else 365


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "min": lambda *values: min(values),
    "maks": lambda *values: max(values),
    "abs": abs,
    "ud_over": beyond,
    "afrund": lambda value, decimals: round_to(value, Fraction(10) ** -decimals),
    "rund_op": lambda value, decimals: round_to(value, Fraction(10) ** -decimals, "op"),
    "rund_ned": lambda value, decimals: round_to(value, Fraction(10) ** -decimals, "ned"),
    "afrund_til": round_to,
    "dato": make_date,
    "dage": lambda count: whole_number(count, "antallet af dage"),
    "slut_på_måned": end_of_month,
    "start_på_måned": lambda day: day.replace(day=1),
    "læg_måneder": add_months,
    "arbejdsdage_efter": working_days,
    "dage_mellem": lambda start, end: (end - start).days,
    "hele_år": whole_years,
    "årstal": lambda day: day.year,
    "dage_i_året": days_in_year,
}


def average(values: Sequence[Any]) -> Number:
    """The mean of one or more numbers."""
    return divide(total(values), len(values))


def product(values: Sequence[Any]) -> Number:
    """The product of one or more numbers, within bounds."""
    result: Number = 1
    for value in values:
        result = multiply(result, value)
    return result


def weighted_total(values: Sequence[Any], weights: Sequence[Any]) -> Number:
    """The sum of each value times its weight, within bounds."""
    return total([multiply(value, weight) for value, weight in zip(values, weights, strict=True)])


def weighted(values: Sequence[Any], weights: Sequence[Any]) -> Number:
    """The weighted mean; weights that sum to zero are a fault."""
    weight = total(weights)
    if not weight:
        raise Impossible("vægte_uden_sum", "vægtene summer til nul")
    return divide(weighted_total(values, weights), weight)


AGGREGATES: dict[str, Callable[[Sequence[Any]], Value]] = {
    "sum": total,
    "gennemsnit": average,
    "produkt": product,
    "størst": max,
    "mindst_af": min,
}
