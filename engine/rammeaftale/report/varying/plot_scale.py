"""Axes of a drawing: round ticks, Danish labels, and where a value lies on the paper, in exact numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from rammeaftale.core.danish import round_half_away, show_date, show_number
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.report.amounts import unit_name
from rammeaftale.report.graphs.metrics import width

_NICE = (1, 2, Fraction(5, 2), 5, 10)
_NICE_DAYS = (1, 2, 7)
_NICE_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_MONTH = 31
_AIR = Fraction(1, 20)
MOST_DECIMALS = 6
LABEL = 12.5


@record
class Scale:
    """From values (in declared units; dates in days) to the paper; `ticks`: value and label."""

    low: Fraction
    high: Fraction
    start: Fraction
    length: Fraction
    ticks: tuple[tuple[Fraction, str], ...]

    def at(self, value: Fraction) -> Fraction:
        """Where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * self.length


def scale_of(
    low: Fraction, high: Fraction, paper: tuple[int, int], quantity: Quantity, *, count: int, air: bool
) -> Scale:
    """A scale over `paper` (start, end) with about `count` round ticks; `air`: a little room at both ends."""
    if low == high:
        low, high = low - 1, high + 1
    if air:
        low, high = low - (high - low) * _AIR, high + (high - low) * _AIR
    kind = quantity.symbol.type.kind
    whole = kind is not Kind.NUMBER or quantity.symbol.type.whole
    step = _step((high - low) / count, whole=whole)
    places = _dates(low, high, count) if kind is Kind.DATE else _multiples(low, high, step)
    label = _label(kind, step)
    return Scale(
        low, high, Fraction(paper[0]), Fraction(paper[1] - paper[0]), tuple((x, label(x)) for x in places)
    )


def _multiples(low: Fraction, high: Fraction, step: Fraction) -> list[Fraction]:
    return [step * n for n in range((low / step).__ceil__(), (high / step).__floor__() + 1)]


def _dates(low: Fraction, high: Fraction, count: int) -> list[Fraction]:
    """Days a few apart, or the first of every so many months."""
    wanted = (high - low) / count
    days = next((n for n in _NICE_DAYS if n >= wanted), None)
    if days is not None:
        first = Fraction(low.__ceil__())
        return [first + days * n for n in range(((high - first) / days).__floor__() + 1)]
    months = next((n for n in _NICE_MONTHS if n * _MONTH >= wanted), _NICE_MONTHS[-1])
    start, end = (date.fromordinal(min(max(int(x), 1), date.max.toordinal())) for x in (low, high))
    numbers = range(
        -(-(start.year * 12 + start.month - 1) // months) * months, end.year * 12 + end.month, months
    )
    found = [Fraction(date(n // 12, n % 12 + 1, 1).toordinal()) for n in numbers]
    return [x for x in found if low <= x <= high]


def _step(wanted: Fraction, *, whole: bool) -> Fraction:
    power = Fraction(1)
    while power * 10 <= wanted:
        power *= 10
    while power > wanted:
        power /= 10
    found = next(power * nice for nice in _NICE if power * nice >= wanted)
    return Fraction(max(found.__ceil__(), 1)) if whole else found


def _label(kind: Kind, step: Fraction) -> Callable[[Fraction], str]:
    if kind is Kind.DATE:
        return lambda x: show_date(date.fromordinal(int(x)))
    if kind is Kind.YEAR:
        return lambda x: str(int(x))
    decimals = next((n for n in range(MOST_DECIMALS) if (step * 10**n).denominator == 1), MOST_DECIMALS)
    return lambda x: show_number(x, most=decimals, least=decimals)


def axis_title(address: str, quantity: Quantity, room: int) -> str:
    """`Faktisk belægning – belægning_faktisk@2016 (pct)`; without the title where there is no room for it."""
    unit, title = unit_name(quantity), quantity.head.title
    tail = f" ({unit})" if unit and unit != "forhold" else ""
    long = f"{title}{tail}" if title.lower() == address else f"{title} – {address}{tail}"
    return long if width(long, LABEL) <= room else f"{address}{tail}"


def coordinate(value: Fraction) -> str:
    """A place on the paper with two decimals."""
    rounded = Fraction(round_half_away(value, 2))
    text = f"{abs(rounded.numerator) * (100 // rounded.denominator):03d}"
    whole, decimals = text[:-2], text[-2:].rstrip("0")
    sign = "-" if rounded < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"
