"""The pieces of a range searched for one value: every place that gives it, else the nearest and all that can be had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from rammeaftale.backends.moving.moving import is_number
from rammeaftale.backends.moving.rational import Rational, constant, far_away, turning
from rammeaftale.backends.moving.roots import NEAR, roots_between
from rammeaftale.core.outcome import NoValue, Outcome, Value
from rammeaftale.core.records import record
from rammeaftale.core.units import DAYS
from rammeaftale.services.varying.axis import Axis, position
from rammeaftale.services.varying.model import Model
from rammeaftale.services.varying.probe import resolution
from rammeaftale.services.varying.sweep import Piece
from rammeaftale.services.varying.thresholds import Threshold, divide
from rammeaftale.services.varying.variation import EXACT

FAR = 10**12
MOST_SAMPLED = 200
_COUNTED = ("plads", "borger", "antal")


@record
class Answer:
    """From `low` to `high` (the same place, mostly) the quantity comes to the value; `outcome`: recalculated at `low`.

    `within`: how near the place is known, 0 when exactly; `plain`: the place as one would write it, `found` there.
    """

    low: Fraction
    high: Fraction
    outcome: Outcome
    within: Fraction
    plain: Fraction
    found: Outcome
    low_in: bool = True
    high_in: bool = True


@record
class Neighbours:
    """Two neighbouring whole places, one on either side of the value."""

    below: Fraction
    above: Fraction
    outcomes: tuple[Outcome, Outcome]


@record
class Nearest:
    """The value nearest to what was asked that can be had; not `attained`: only come near to, `far`: far away."""

    x: Fraction
    value: Outcome
    threshold: Threshold | None
    attained: bool
    far: bool = False


@record
class Attainable:
    """From the least to the greatest value (None: without end), and whether each is had or only come near to."""

    least: Outcome | None
    most: Outcome | None
    least_in: bool
    most_in: bool


@record
class _Candidate:
    """A value at a place; not `attained`: only come near to."""

    x: Fraction
    value: Fraction
    attained: bool
    far: bool = False


class Search:
    """The pieces of the range searched for one value."""

    def __init__(
        self, model: Model, pieces: list[Piece], wanted: Value, method: str, bounded: tuple[bool, bool]
    ) -> None:
        self.model, self.pieces, self.wanted, self.method = model, pieces, wanted, method
        self.bounded = bounded
        self.axis = model.axis
        self._near: list[Neighbours] = []

    def answers(self) -> list[Answer]:
        """Every answer, rising; stretches that give the value all along as one."""
        found = list(self._in_pieces())
        ends = {place for piece in self.pieces for place in (piece.low, piece.high)}
        ends |= {self.axis.low, self.axis.high}
        standing = [place for place in sorted(ends) if self._may_stand(place)]
        found += [self._answer(x, x) for x in standing if self.model.outcome(x) == self.wanted]
        return _merged(sorted(found, key=lambda one: (one.low, one.high)), 1 if self.axis.is_whole else 0)

    def neighbours(self) -> list[Neighbours]:
        """Where only whole places count: those on either side of an answer between them."""
        return self._near

    def _may_stand(self, place: Fraction) -> bool:
        return not self.axis.is_whole or place.denominator == 1

    def _in_pieces(self) -> Iterator[Answer]:
        for piece in self.pieces:
            if self.method != EXACT and piece.function is None and is_number(self.wanted):
                yield from self._tried(piece)
            elif piece.function is None or not is_number(self.wanted):
                if piece.seen.outcome == self.wanted and isinstance(piece.seen.outcome, bool) == isinstance(
                    self.wanted, bool
                ):
                    yield from self._stretch(piece)
            else:
                yield from self._solved(piece, piece.function - constant(position(self.wanted)))

    def _stretch(self, piece: Piece) -> Iterator[Answer]:
        low, high, whole = piece.low, piece.high, self.axis.is_whole
        if whole:
            low, high = Fraction(low.__floor__() + 1), Fraction(high.__ceil__() - 1)
        if low > high:
            return
        inside = self._inside(piece)
        outcome = self.model.outcome(inside)
        yield Answer(low, high, outcome, Fraction(0), inside, outcome, whole, whole)

    def _inside(self, piece: Piece) -> Fraction:
        """A plain place in a piece, near the end of it that is not far away."""
        step = min((piece.high - piece.low) / 2, self.axis.scale)
        near = piece.high - step if self._beyond(piece.low) else piece.low + step
        if self.axis.is_whole:
            near = Fraction(near.__ceil__() if self._beyond(piece.low) else near.__floor__())
        else:
            near = plain_place(near, self.axis)
        return near if piece.low < near < piece.high else piece.at.x

    def _solved(self, piece: Piece, rest: Rational) -> Iterator[Answer]:
        if not rest.top:
            yield from self._stretch(piece)
            return
        for root in roots_between(rest.top, piece.low, piece.high):
            if self.axis.is_whole and root.at.denominator != 1:
                self._beside(root.at)
                continue
            if root.at.denominator != 1 and self._counts():
                self._beside(root.at)
            yield self._answer(root.at, root.at, Fraction(0) if root.exact else NEAR)

    def _counts(self) -> bool:
        """Whether the axis counts things or days, so that whole ones are mostly what is meant."""
        unit = self.axis.quantity.symbol.type.unit
        return unit.label in _COUNTED or unit == DAYS

    def _beside(self, place: Fraction) -> None:
        below, above = Fraction(place.__floor__()), Fraction(place.__ceil__())
        if self.axis.low <= below and above <= self.axis.high:
            outcomes = self.model.outcome(below), self.model.outcome(above)
            self._near.append(Neighbours(below, above, outcomes))

    def _tried(self, piece: Piece) -> Iterator[Answer]:
        """A piece whose function is not known: so many places, and closed in on where the value begins or is passed."""
        step, wanted = resolution(self.axis), position(self.wanted)
        count = int((piece.high - piece.low) / step)
        stride = max(1, count // MOST_SAMPLED)
        places = sorted({*(piece.low + step * n for n in range(0, count + 1, stride)), piece.high})
        values = [self._value(x) for x in places]
        for is_it, run in groupby(range(len(places)), key=lambda n: values[n] == wanted):
            found = list(run)
            if is_it:
                low = self._furthest(places[found[0]], places[max(found[0] - 1, 0)])
                high = self._furthest(places[found[-1]], places[min(found[-1] + 1, len(places) - 1)])
                yield self._answer(low, high)
        for (a, left), (b, right) in pairwise(zip(places, values, strict=True)):
            if left is not None and right is not None and (left - wanted) * (right - wanted) < 0:
                yield from self._closed_in(a, b, wanted)

    def _furthest(self, inside: Fraction, outside: Fraction) -> Fraction:
        """The place furthest towards another that still gives the value."""
        wanted, step = position(self.wanted), resolution(self.axis)
        if self._value(outside) == wanted:
            return outside
        while abs(outside - inside) > step:
            middle = inside + step * int((outside - inside) / step / 2)
            if middle in (inside, outside):
                break
            if self._value(middle) == wanted:
                inside = middle
            else:
                outside = middle
        return inside

    def _closed_in(self, a: Fraction, b: Fraction, wanted: Fraction) -> Iterator[Answer]:
        step = resolution(self.axis)
        rising = (self._value(a) or wanted) < wanted
        ends = a, b
        while b - a > step:
            middle = a + step * ((b - a) / step / 2).__ceil__()
            value = self._value(middle)
            if middle in (a, b) or value is None:
                break
            if value == wanted:
                yield self._answer(*(self._furthest(middle, end) for end in ends))
                return
            if (value < wanted) == rising:
                a = middle
            else:
                b = middle
        self._near.append(Neighbours(a, b, (self.model.outcome(a), self.model.outcome(b))))

    def _value(self, x: Fraction) -> Fraction | None:
        outcome = self.model.outcome(x)
        return position(outcome) if is_number(outcome) and not isinstance(outcome, NoValue) else None

    def _answer(self, low: Fraction, high: Fraction, within: Fraction = Fraction(0)) -> Answer:
        plain = plain_place(low, self.axis)
        return Answer(low, high, self.model.outcome(low), within, plain, self.model.outcome(plain))

    def nearest(self) -> Nearest | None:
        """The value nearest to what was wanted, among the ends and the turning points of every piece."""
        if not is_number(self.wanted):
            return None
        wanted = position(self.wanted)
        best = min(
            self._candidates(),
            key=lambda one: (abs(one.value - wanted), not one.attained, one.x),
            default=None,
        )
        if best is None:
            return None
        if best.far:
            return Nearest(best.x, self._shown(best.value), None, attained=False, far=True)
        _, thresholds = divide(self.model, self.pieces, swept=self.method == EXACT)
        touching = [one for one in thresholds if one.causes and _is_at(one, best.x)]
        capped = touching or [one for one in thresholds if one.causes and _is_edge(one, best.value)]
        return Nearest(best.x, self._shown(best.value), capped[0] if capped else None, attained=best.attained)

    def attainable(self) -> Attainable | None:
        """From which to which value the answer goes; None where it is no number."""
        if not is_number(self.wanted):
            return None
        found = list(self._candidates())
        if not found:
            return None
        low = min(found, key=lambda one: (one.value, not one.attained))
        high = max(found, key=lambda one: (one.value, one.attained))
        endless = set(self._endless())
        return Attainable(
            None if -1 in endless else self._shown(low.value),
            None if 1 in endless else self._shown(high.value),
            low.attained,
            high.attained,
        )

    def _shown(self, value: Fraction) -> Outcome:
        return date.fromordinal(int(value)) if isinstance(self.wanted, date) else value

    def _candidates(self) -> Iterator[_Candidate]:
        """The values at the ends of every piece and where it turns: the greatest and the least are among them."""
        for piece in self.pieces:
            flat = piece.function is not None and piece.function.is_constant
            for place in (self._inside(piece) if flat else piece.at.x, *self._turning(piece)):
                value = self._value(place)
                if value is not None:
                    yield _Candidate(place, value, attained=True)
            for place in (piece.low, piece.high):
                yield from self._at_end(piece, place)

    def _turning(self, piece: Piece) -> Iterator[Fraction]:
        """Where a curve stops rising or falling; of whole places those on either side."""
        if piece.function is None:
            return
        for root in roots_between(turning(piece.function), piece.low, piece.high):
            if self._may_stand(root.at):
                yield root.at
            else:
                yield from (
                    x
                    for x in map(Fraction, (root.at.__floor__(), root.at.__ceil__()))
                    if piece.low < x < piece.high
                )

    def _at_end(self, piece: Piece, place: Fraction) -> Iterator[_Candidate]:
        sign = self._beyond(place)
        if sign and piece.function is not None:
            limit = far_away(piece.function, sign)
            if isinstance(limit, Fraction) and not piece.function.is_constant:
                yield _Candidate(place, limit, attained=False, far=True)
            return
        if self.axis.is_whole:
            inner = Fraction(place.__floor__() + 1 if place == piece.low else place.__ceil__() - 1)
            yield from (
                _Candidate(x, v, attained=True) for x in (place, inner) if (v := self._whole(x)) is not None
            )
            return
        own = self._value(place)
        if own is not None:
            yield _Candidate(place, own, attained=True)
        near = piece.function.value(place) if piece.function is not None else None
        if near is not None and near != own and not piece.seen.rounded:
            yield _Candidate(place, near, attained=False)

    def _whole(self, x: Fraction) -> Fraction | None:
        return self._value(x) if x.denominator == 1 and self.axis.low <= x <= self.axis.high else None

    def _beyond(self, place: Fraction) -> int:
        """1 or -1 at an end of the axis that is only far away, else 0."""
        if place == self.axis.high and not self.bounded[1]:
            return 1
        return -1 if place == self.axis.low and not self.bounded[0] else 0

    def _endless(self) -> Iterator[int]:
        """The directions in which the answer grows without end: far away, or beside a division by zero."""
        for piece in self.pieces:
            if piece.function is None:
                continue
            for place in (piece.low, piece.high):
                sign = self._beyond(place)
                if sign:
                    limit = far_away(piece.function, sign)
                    yield from () if isinstance(limit, Fraction) else (limit,)
                elif piece.function.value(place) is None and not self.axis.is_whole:
                    beside = piece.function.value(place + (piece.at.x - place) / FAR)
                    yield 1 if beside is not None and beside > 0 else -1


def _is_edge(one: Threshold, value: Fraction) -> bool:
    """Whether a threshold begins or ends the stretch that gives a value."""
    return any(is_number(o) and position(o) == value for o in (one.before, one.after))  # type: ignore[arg-type]


def _is_at(one: Threshold, x: Fraction) -> bool:
    return x in (one.at, one.last, one.first)


def plain_place(x: Fraction, axis: Axis) -> Fraction:
    """A place as one would write it: six decimals of the declared unit, of a lesser one its first six digits."""
    if axis.is_whole:
        return x
    unit = axis.scale / 10**6
    if 0 < abs(x) < unit:
        while abs(x) < unit * 10**5:
            unit /= 10
    plain = round(x / unit) * unit
    return min(max(plain, axis.low), axis.high)


def _touch(first: Answer, second: Answer, gap: int) -> bool:
    if gap or first.high != second.low:
        return second.low <= first.high + gap
    return first.high_in or second.low_in


def _merged(found: list[Answer], gap: int) -> list[Answer]:
    """Stretches and places that touch, or are no more than `gap` apart, as one."""
    merged: list[Answer] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is None or not _touch(last, one, gap):
            merged.append(one)
            continue
        base = last if last.high > last.low else one
        low_in = last.low_in or (one.low == last.low and one.low_in)
        high_in = (last.high_in and last.high >= one.high) or (one.high_in and one.high >= last.high)
        merged[-1] = Answer(
            last.low,
            max(last.high, one.high),
            base.outcome,
            base.within,
            base.plain,
            base.found,
            low_in,
            high_in,
        )
    return merged
