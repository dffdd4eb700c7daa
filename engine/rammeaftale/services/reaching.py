"""What one number of a case must be for a quantity to come to a given value: every answer, or how near one can get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from rammeaftale.backends.moving import Question, is_number
from rammeaftale.backends.rational import Rational, constant
from rammeaftale.backends.roots import NEAR, roots_between
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue, Outcome, Value
from rammeaftale.core.records import record
from rammeaftale.core.units import DAYS
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR, expected, read_exact
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services import findings as f
from rammeaftale.services import variation_findings as vf
from rammeaftale.services.addresses import Address
from rammeaftale.services.axis import PLACE, Axis, make_axis, position, written
from rammeaftale.services.axis_request import Asked, read_range
from rammeaftale.services.case import Case
from rammeaftale.services.loading import RuleSet
from rammeaftale.services.model import Model
from rammeaftale.services.probe import resolution
from rammeaftale.services.sweep import Piece
from rammeaftale.services.thresholds import Threshold, divide
from rammeaftale.services.variation import EXACT, cut, find_target, movable, seen_from

FAR = 10**12
NEARBY = 4
_YEARS_AROUND = 5
_COUNTED = ("plads", "borger", "antal")
_ASKED = (Kind.NUMBER, Kind.DATE, Kind.YEAR, Kind.BOOL)


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
    """The value nearest to what was asked that can be had; not `attained`: only come near to."""

    x: Fraction
    value: Outcome
    attained: bool
    threshold: Threshold | None


@record
class Reaching:
    """What was found for `wanted`; `nearest` only where there is no answer."""

    rules: RuleSet
    address: str
    quantity: Quantity
    wanted: Value
    axis: Axis
    bounded: tuple[bool, bool]
    answers: tuple[Answer, ...]
    neighbours: tuple[Neighbours, ...]
    nearest: Nearest | None
    state: Outcome | None
    method: str
    rounded: bool


def reach_value(
    rules: RuleSet, case: Case, target: str, value: str, by: str, findings: Findings
) -> Reaching | None:
    """`--opnå VALUE --ved BY`; None with findings."""
    cell = find_target(target, rules, case, findings)
    if cell is None:
        return None
    definitions = seen_from(rules, case, cell)
    quantity = definitions.quantity(cell[0], cell[1])
    wanted = _wanted(quantity, value, findings)
    if wanted is None:
        return None
    asked = read_range(by, findings, option="--ved") if "=" in by else Asked(by.strip(), "", "")
    at = movable(asked.name, cell, rules, case, findings) if asked is not None else None
    if asked is None or at is None:
        return None
    axis, bounded = _axis(at, asked, rules, case, findings)
    if axis is None:
        return None
    model = Model(definitions, axis, Question(cell))
    pieces, method = cut(model)
    if method != EXACT and not asked.low and not all(bounded):
        axis = _narrowed(axis, at, rules, case, findings)
        if axis is None:
            return None
        model = Model(definitions, axis, Question(cell))
        pieces, method = cut(model)
        bounded = (True, True)
    found = _Search(model, pieces, wanted, method)
    answers, neighbours = found.answers(), found.neighbours()
    nearest = None if answers else found.nearest()
    state = None if answers or nearest else pieces[0].seen.outcome
    return Reaching(
        rules, target, quantity, wanted, model.axis, bounded, tuple(answers), tuple(neighbours), nearest, state, method,
        any(piece.seen.rounded for piece in pieces),
    )  # fmt: skip


def _wanted(quantity: Quantity, text: str, findings: Findings) -> Value | None:
    type_ = quantity.symbol.type
    if type_.kind not in _ASKED:
        findings.add(vf.NOT_ATTAINABLE, PLACE, name=quantity.name, kind=type_.kind.value)
        return None
    value = read_exact(text.strip(), type_)
    if value is None:
        hint = literal_hint(text.strip(), type_)
        findings.add(f.BAD_VALUE, PLACE, text=text, expected=expected(type_), hint=hint)
    return value


def _axis(
    at: Address, asked: Asked, rules: RuleSet, case: Case, findings: Findings
) -> tuple[Axis | None, tuple[bool, bool]]:
    """The axis as asked for, or over all the input may be; and whether each end is a bound of some kind."""
    quantity = rules.quantity(at.name)
    assert quantity is not None
    if asked.low:
        ends = Scalar(asked.low, PLACE), Scalar(asked.high, PLACE)
        return make_axis(at, ends, rules, case, findings), (True, True)
    kind, scale = quantity.symbol.type.kind, quantity.symbol.type.unit.scale
    if kind is Kind.DATE:
        far = [Fraction(day.toordinal()) for day in (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))]
    elif kind is Kind.YEAR:
        far = [Fraction(FIRST_YEAR), Fraction(LAST_YEAR)]
    else:
        far = [-FAR * scale, FAR * scale]
    least, most = quantity.least, quantity.most
    ends = (
        written(far[0] if least is None else position(least), quantity),
        written(far[1] if most is None else position(most), quantity),
    )
    return make_axis(at, ends, rules, case, findings), (least is not None, most is not None)


def _narrowed(axis: Axis, at: Address, rules: RuleSet, case: Case, findings: Findings) -> Axis | None:
    """A range around the case's own value, where the whole line cannot be searched."""
    unit = axis.scale
    own = axis.own if axis.own is not None else max(axis.low, Fraction(0))
    if axis.kind is Kind.DATE:
        if axis.own is None:
            own = Fraction(
                date(case.facts.years[0] if case.facts.years else FIRST_YEAR + 100, 7, 1).toordinal()
            )
        width = Fraction(366 * _YEARS_AROUND)
    elif axis.kind is Kind.YEAR:
        width = Fraction(10 * _YEARS_AROUND)
    else:
        width = max(abs(own) * NEARBY, 100 * unit)
    low, high = max(axis.low, own - width), min(axis.high, own + width)
    quantity = axis.quantity
    return make_axis(at, (written(low, quantity), written(high, quantity)), rules, case, findings)


class _Search:
    """The pieces of the range searched for one value."""

    def __init__(self, model: Model, pieces: list[Piece], wanted: Value, method: str) -> None:
        self.model, self.pieces, self.wanted, self.method = model, pieces, wanted, method
        self.axis = model.axis
        self._near: list[Neighbours] = []

    def answers(self) -> list[Answer]:
        """Every answer, rising; stretches that give the value all along as one."""
        found = list(self._in_pieces())
        ends = {place for piece in self.pieces for place in (piece.low, piece.high)}
        ends |= {self.axis.low, self.axis.high}
        standing = [place for place in sorted(ends) if self._may_stand(place)]
        found += [self._answer(x, x) for x in standing if self.model.outcome(x) == self.wanted]
        return _merged(sorted(found, key=lambda one: (one.low, one.high)))

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
        low, high = piece.low, piece.high
        if self.axis.is_whole:
            low, high = Fraction(low.__floor__() + 1), Fraction(high.__ceil__() - 1)
        if low > high:
            return
        inside = plain_place(low + min((high - low) / 2, self.axis.scale), self.axis)
        if self.axis.is_whole or not low < inside < high:
            inside = piece.at.x
        outcome, whole = self.model.outcome(inside), self.axis.is_whole
        yield Answer(low, high, outcome, Fraction(0), inside, outcome, whole, whole)

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
        """A piece whose function is not known: every place of it, or so many, and closed in on between two."""
        step = resolution(self.axis)
        count = int((piece.high - piece.low) / step)
        stride = max(1, count // 200)
        places = sorted({*(piece.low + step * n for n in range(0, count + 1, stride)), piece.high})
        wanted = position(self.wanted)
        values = [(x, self._value(x)) for x in places]
        for x, value in values:
            if value == wanted:
                yield self._answer(x, x)
        for (a, first), (b, second) in pairwise(values):
            if first is not None and second is not None and (first - wanted) * (second - wanted) < 0:
                yield from self._closed_in(a, b, wanted, step)

    def _closed_in(self, a: Fraction, b: Fraction, wanted: Fraction, step: Fraction) -> Iterator[Answer]:
        rising = (self._value(a) or wanted) < wanted
        while b - a > step:
            middle = a + step * ((b - a) / step / 2).__ceil__()
            value = self._value(middle)
            if middle in (a, b) or value is None:
                break
            if value == wanted:
                yield self._answer(middle, middle)
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
        """The value nearest to what was wanted, among the ends of every piece."""
        if not is_number(self.wanted):
            return None
        wanted, best = position(self.wanted), None
        for x, value, attained in self._candidates():
            distance = (abs(value - wanted), not attained, x)
            if best is None or distance < best[0]:
                best = (distance, x, value, attained)
        if best is None:
            return None
        _, x, value, attained = best
        shown: Outcome = date.fromordinal(int(value)) if isinstance(self.wanted, date) else value
        _, thresholds = divide(self.model, self.pieces, swept=self.method == EXACT)
        touching = [one for one in thresholds if one.causes and _is_at(one, x)]
        capped = touching or [one for one in thresholds if one.causes and self._is_edge(one, value)]
        return Nearest(x, shown, attained, capped[0] if capped else None)

    def _is_edge(self, one: Threshold, value: Fraction) -> bool:
        """Whether a threshold begins or ends the stretch that gives the nearest value."""
        return any(is_number(o) and position(o) == value for o in (one.before, one.after))  # type: ignore[arg-type]

    def _candidates(self) -> Iterator[tuple[Fraction, Fraction, bool]]:
        for piece in self.pieces:
            value = self._value(piece.at.x)
            if value is not None:
                yield piece.at.x, value, True
            for place in (piece.low, piece.high):
                if not self._may_stand(place):
                    place = Fraction(place.__ceil__() if place == piece.low else place.__floor__())  # noqa: PLW2901
                own = self._value(place)
                if own is not None:
                    yield place, own, True
                limit = piece.function.value(place) if piece.function is not None else None
                if limit is not None and limit != own and not self.axis.is_whole and not piece.seen.rounded:
                    yield place, limit, False


def _is_at(one: Threshold, x: Fraction) -> bool:
    return x in (one.at, one.last, one.first)


def plain_place(x: Fraction, axis: Axis) -> Fraction:
    """A place as one would write it: six decimals of the declared unit at most."""
    if axis.is_whole:
        return x
    unit = axis.scale / 10**6
    plain = round(x / unit) * unit
    return min(max(plain, axis.low), axis.high)


def _merged(found: list[Answer]) -> list[Answer]:
    """Stretches and places that touch as one."""
    merged: list[Answer] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is None or one.low > last.high or (one.low == last.high and not (one.low_in or last.high_in)):
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
