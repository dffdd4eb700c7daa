"""What is to be drawn of a quantity along a number: lines, end points, stretches without a value; no paper yet."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.types import Kind
from rammeaftale.report.varying.words import answer
from rammeaftale.services.varying.thresholds import KINK, LEFT, RIGHT, Range, Threshold
from rammeaftale.services.varying.variation import Variation

CURVE = 96
NEARER = 8
Spot = tuple[Fraction, Fraction]


@record
class Drawing:
    """Positions and values in declared units (days). `ends`: place, value, whether it belongs there; `gaps`: why.

    `heights`: the values there must be room for; a curve that grows without end goes beyond them.
    """

    lines: tuple[tuple[Spot, ...], ...]
    dots: tuple[Spot, ...]
    ends: tuple[tuple[Spot, bool], ...]
    gaps: tuple[tuple[Fraction, Fraction, str], ...]
    own: Spot | None
    heights: tuple[Fraction, ...]


def drawing_of(found: Variation) -> Drawing:
    """Everything between the axes."""
    lines, gaps, heights = [], [], []
    for one in found.ranges:
        if height(one.seen.outcome, found) is None:
            reason = answer(one.seen.outcome, found.quantity)
            gaps.append((across(one.low, found), across(one.high, found), reason))
        else:
            line = _line(one, found)
            lines.append(line)
            heights += [] if _is_endless(one) else [y for _, y in line]
    dots = [
        (across(point.x, found), y)
        for point in found.points
        if (y := height(point.outcome, found)) is not None
    ]
    own = next((point for point in found.points if point.own), None)
    y = height(own.outcome, found) if own is not None else None
    marked = (across(own.x, found), y) if own is not None and y is not None else None
    ends = [end for one in found.thresholds for end in _ends(one, found)]
    heights += [y for _, y in dots] + [y for (_, y), _ in ends]
    drawn = tuple(line for line in lines if line)
    return Drawing(drawn, tuple(dots), tuple(ends), tuple(gaps), marked, tuple(heights))


def across(x: Fraction, found: Variation) -> Fraction:
    """A position in the axis's declared unit."""
    return x / found.axis.scale


def height(outcome: Outcome, found: Variation) -> Fraction | None:
    """A value in its declared unit, a date's day, ja as 1 and nej as 0; None for what cannot be drawn."""
    if isinstance(outcome, NoValue | str):
        return None
    if isinstance(outcome, bool):
        return Fraction(int(outcome))
    if isinstance(outcome, date):
        return Fraction(outcome.toordinal())
    type_ = found.quantity.symbol.type
    return Fraction(outcome) / (type_.unit.scale if type_.kind is Kind.NUMBER else 1)


def _line(one: Range, found: Variation) -> tuple[Spot, ...]:
    """A straight line by its ends, a curve by many points, what is not known as a function by the table's points."""
    type_ = found.quantity.symbol.type
    scale = type_.unit.scale if type_.kind is Kind.NUMBER else Fraction(1)
    function = one.function
    if function is None:
        points = [(across(x, found), y) for x, tried in one.tried if (y := height(tried, found)) is not None]
        flat = height(one.seen.outcome, found)
        if isinstance(one.seen.outcome, bool) and flat is not None:
            return ((across(one.low, found), flat), (across(one.high, found), flat))
        return tuple(points)
    places = (one.low, one.high) if function.slope is not None else _curve(one, found)
    values = [(x, function.value(x)) for x in places]
    return tuple((across(x, found), y / scale) for x, y in values if y is not None)


def _curve(one: Range, found: Variation) -> list[Fraction]:
    """Where a curve is drawn from: evenly, at the table's points, and ever nearer to an end without a value."""
    step = (one.high - one.low) / CURVE
    places = {one.low + step * n for n in range(CURVE + 1)}
    places |= {point.x for point in found.points if one.low < point.x < one.high}
    for end, inward in ((one.low, step), (one.high, -step)):
        if _is_pole(one, end):
            places |= {end + inward / 2**n for n in range(1, NEARER)}
    return sorted(places)


def _is_pole(one: Range, end: Fraction) -> bool:
    return one.function is not None and one.function.value(end) is None


def _is_endless(one: Range) -> bool:
    """Whether it grows without end at one of its ends."""
    return _is_pole(one, one.low) or _is_pole(one, one.high)


def _ends(one: Threshold, found: Variation) -> list[tuple[Spot, bool]]:
    """The end points at a jump: filled where the place belongs."""
    if one.kind == KINK or found.axis.is_whole:
        return []
    x = across(one.at, found)
    ends = []
    for outcome, side in ((one.before, LEFT), (one.after, RIGHT)):
        y = height(outcome, found)
        if y is not None:
            ends.append(((x, y), one.side == side))
    own = height(one.own, found) if one.own is not None else None
    if own is not None and one.side not in (LEFT, RIGHT):
        ends.append(((x, own), True))
    return ends
