"""What changes between two neighbouring pieces of a range: the place, the kind, the values and the rules behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from rammeaftale.backends.exact import NO_ENV
from rammeaftale.backends.moving.moving import At, Decision, Key, Seen, Spot, is_number
from rammeaftale.backends.moving.rational import Rational
from rammeaftale.backends.moving.rational import at as value_at
from rammeaftale.backends.moving.roots import NEAR, simplest_between
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.services.varying.axis import position
from rammeaftale.services.varying.model import Followed, Model
from rammeaftale.services.varying.probe import resolution
from rammeaftale.services.varying.sweep import Piece, changed, is_same, limit, matches

JUMP, KINK, STATE, HOLE, SHIFT = KINDS = ("spring", "knæk", "tilstand", "enkelt_værdi", "skift")
LEFT, RIGHT, ALONE, BOTH = SIDES = ("før", "efter", "for_sig", "begge")
_FINE = 1000


@record
class Threshold:
    """A place where the answer changes. `side`: which of the two the place itself belongs to.

    `before`, `after`: the limits from either side (of whole places: the nearest ones; `last`, `first`), `own`: at the
    place itself, where it can be taken. `within`: how near the place is known, 0 when exactly.
    """

    at: Fraction
    kind: str
    side: str
    before: Outcome
    after: Outcome
    own: Outcome | None
    causes: tuple[Decision, ...]
    within: Fraction = Fraction(0)
    last: Fraction | None = None
    first: Fraction | None = None


@record
class Range:
    """A stretch without thresholds; `pieces`: the parts of it as they were found, `tried`: what was calculated in it.

    `tried` is only there when it was tried place by place.
    """

    low: Fraction
    high: Fraction
    seen: Seen
    pieces: tuple[Piece, ...]
    tried: tuple[tuple[Fraction, Outcome], ...] = ()

    @property
    def is_flat(self) -> bool:
        """Whether everything tried came to the same."""
        return len({outcome for _, outcome in self.tried}) == 1

    @property
    def function(self) -> Rational | None:
        """Its function, where known."""
        return self.pieces[0].function


def divide(model: Model, pieces: list[Piece], *, swept: bool) -> tuple[list[Range], list[Threshold]]:
    """The ranges and the thresholds between them."""
    thresholds, groups = [], [[pieces[0]]]
    for left, right in pairwise(pieces):
        found = _between(model, left, right) if swept else _shift(model, left, right)
        if found is None:
            groups[-1].append(right)
            continue
        thresholds.append(found)
        groups.append([right])
    inner = list(thresholds)
    if swept:
        thresholds = [
            *_at_end(model, pieces[0], model.axis.low),
            *thresholds,
            *_at_end(model, pieces[-1], model.axis.high),
        ]
    ranges = [Range(group[0].low, group[-1].high, group[0].seen, tuple(group)) for group in groups]
    ranges = _joined(ranges, inner)
    if not swept:
        ranges = [replace(one, tried=tuple(model.known(one.low, one.high))) for one in ranges]
    return ranges, thresholds


def _at_end(model: Model, piece: Piece, place: Fraction) -> list[Threshold]:
    """The end of the axis, where it does not belong to the piece beside it."""
    if model.axis.is_whole and place.denominator != 1:
        return []
    own = model.follow(place)
    if matches(piece, own):
        return []
    near, here = limit(piece, place), own.seen.outcome
    causes = _causes(piece.at, own, place) or _reason(here, near)
    return [Threshold(place, HOLE, ALONE, near, near, here, causes)]


def _joined(ranges: list[Range], thresholds: list[Threshold]) -> list[Range]:
    """The ranges with their ends at the thresholds as these were told."""
    found = []
    for n, one in enumerate(ranges):
        low = one.low if n == 0 else _place(thresholds[n - 1].first, thresholds[n - 1].at)
        high = one.high if n == len(ranges) - 1 else _place(thresholds[n].last, thresholds[n].at)
        found.append(Range(low, high, one.seen, one.pieces))
    return found


def _place(nearest: Fraction | None, at: Fraction) -> Fraction:
    return at if nearest is None else nearest


def _between(model: Model, left: Piece, right: Piece) -> Threshold | None:
    """The threshold between two exact pieces; None when there is none."""
    place = left.high
    if model.axis.is_whole:
        return _whole(model, left, right)
    own = model.follow(place)
    fits = matches(left, own), matches(right, own)
    if is_same(left.seen, right.seen):
        if fits[0]:
            return None
        causes = _causes(left.at, own, place) or _reason(own.seen.outcome)
        return Threshold(
            place, HOLE, ALONE, limit(left, place), limit(right, place), own.seen.outcome, causes
        )
    keys = _keys(left.at, right.at, place)
    kind = _kind(left, right, limit(left, place), limit(right, place))
    place, within = _refined(model, left, right, keys, place)
    before, after = _beside(model, left, place, -1), _beside(model, right, place, 1)
    side = {(True, False): LEFT, (False, True): RIGHT, (True, True): BOTH}.get(fits, ALONE)
    causes = tuple(_distinct(left.at.walk.decisions[key] for key in keys)) or _reason(after, before)
    if not within and not any(_is_zero(zero, place, Fraction(0)) for one in causes for zero in one.zeros):
        within = NEAR
    return Threshold(place, kind, side, before, after, model.outcome(place), causes, within)


def _kind(left: Piece, right: Piece, before: Outcome, after: Outcome) -> str:
    if left.function is None or right.function is None:
        return STATE
    return KINK if before == after and not isinstance(before, NoValue) else JUMP


def _whole(model: Model, left: Piece, right: Piece) -> Threshold | None:
    """The same between whole places, of which the one in between may be its own."""
    place = left.high
    last = Fraction(place.__ceil__() - 1)
    first = Fraction(right.low.__floor__() + 1)
    if place.denominator == 1 and right.low == place:
        own = model.follow(place)
        fits = matches(left, own), matches(right, own)
        if is_same(left.seen, right.seen) and fits[0]:
            return None
        if fits[0]:
            last = place
        elif fits[1]:
            first = place
        else:
            causes = _causes(left.at, own, place) or _causes(right.at, own, place)
            kind = HOLE if is_same(left.seen, right.seen) else _kind_of(left, right)
            ends = model.outcome(last), model.outcome(first)
            return Threshold(place, kind, ALONE, *ends, own.seen.outcome, causes, Fraction(0), last, first)
    elif is_same(left.seen, right.seen):
        return None
    ends = model.outcome(last), model.outcome(first)
    causes = _causes(left.at, right.at, place)
    kind = _kind(left, right, limit(left, place), limit(right, place))
    side, at = (LEFT, last) if last == place else (RIGHT, first)
    return Threshold(at, kind, side, *ends, model.outcome(at), causes, Fraction(0), last, first)


def _kind_of(left: Piece, right: Piece) -> str:
    return STATE if left.function is None or right.function is None else JUMP


def _shift(model: Model, left: Piece, right: Piece) -> Threshold | None:
    """The threshold between two neighbouring places that were tried; None when it changes nothing that shows."""
    first, second = model.outcome(left.high), model.outcome(right.low)
    causes = _causes(left.at, right.at, None) or _reason(second, first)
    states = isinstance(first, NoValue) or isinstance(second, NoValue)
    if not states and not causes and first == second:
        return None
    if isinstance(first, bool | str) and first == second:
        return None
    if is_number(first) and is_number(second) and _goes_on(model, left, right):
        return None
    causes = causes or _steps_in(right.at)
    kind = STATE if states or isinstance(first, bool | str) else SHIFT
    gap = right.low - left.high
    return Threshold(right.low, kind, RIGHT, first, second, second, causes, gap, left.high, right.low)


def _goes_on(model: Model, left: Piece, right: Piece) -> bool:
    """Whether the answer grows as much across the gap between two that were tried as beside it on both sides."""
    gap = right.low - left.high
    if left.high - left.low < gap or right.high - right.low < gap:
        return False
    places = (left.high - gap, left.high, right.low, right.low + gap)
    values = [position(found) for x in places if is_number(found := model.outcome(x))]  # type: ignore[arg-type]
    return len(values) == len(places) and len({b - a for a, b in pairwise(values)}) == 1


def _beside(model: Model, piece: Piece, place: Fraction, sign: int) -> Outcome:
    """The limit at an end of a piece; with fine roundings, what is calculated just beside the place."""
    if not piece.seen.rounded:
        return limit(piece, place)
    return model.outcome(place + sign * min(resolution(model.axis) / _FINE, (piece.high - piece.low) / 4))


def _keys(a: Followed, b: Followed, place: Fraction | None) -> list[Key]:
    """The decisions that changed because of what is zero at the place."""
    keys = changed(a, b)
    if place is None:
        return keys
    near = [key for key in keys if any(_is_zero(zero, place) for zero in a.walk.decisions[key].zeros)]
    return near or keys


def _causes(a: Followed, b: Followed, place: Fraction | None) -> tuple[Decision, ...]:
    return tuple(_distinct(a.walk.decisions[key] for key in _keys(a, b, place)))


def _reason(*outcomes: Outcome) -> tuple[Decision, ...]:
    """Where an answer without a value was written or failed, when nothing was decided otherwise."""
    for outcome in outcomes:
        name, span = getattr(outcome, "quantity", ""), getattr(outcome, "span", None)
        if isinstance(outcome, NoValue) and name:
            return (Decision(Spot(None, At((name, None, ()), None, NO_ENV), outcome.state, span), None),)
    return ()


def _steps_in(followed: Followed) -> tuple[Decision, ...]:
    """The rule that goes in steps of its own, such as months, when nothing was decided otherwise."""
    cell = followed.walk.lost_in
    return () if cell is None else (Decision(Spot(None, At(cell, None, NO_ENV), "trin"), None),)


def _distinct(found: Iterator[Decision]) -> Iterator[Decision]:
    """Each rule's place once, whichever members it was met for."""
    told: dict[object, Decision] = {}
    for one in found:
        told.setdefault((one.owner[0], one.span, one.kind), one)
    return iter(told.values())


def _is_zero(zero: Rational, place: Fraction, near: Fraction = NEAR * _FINE) -> bool:
    return any(len(poly) > 1 and abs(value_at(poly, place)) <= near for poly in (zero.top, zero.bottom))


def _refined(
    model: Model, left: Piece, right: Piece, keys: list[Key], place: Fraction
) -> tuple[Fraction, Fraction]:
    """The place where a decision on a rounded figure really changes, and how near that is known."""
    rounded = [key for key in keys if left.at.walk.decisions[key].rounded]
    if not rounded or len(rounded) < len(keys):
        return place, Fraction(0)
    key, width = rounded[0], resolution(model.axis)
    wanted = left.at.walk.decisions[key].result
    low, high = place - width, place + width
    while _result(model, key, low) != wanted and low > left.at.x:
        low -= 4 * (place - low)
    while _result(model, key, high) == wanted and high < right.at.x:
        high += 4 * (high - place)
    low, high = max(low, left.at.x), min(high, right.at.x)
    while high - low > width / _FINE:
        middle = (low + high) / 2
        if _result(model, key, middle) == wanted:
            low = middle
        else:
            high = middle
    return simplest_between(low, high), high - low


def _result(model: Model, key: Key, x: Fraction) -> object:
    found = model.follow(max(x, model.axis.low)).walk.decisions.get(key)
    return found.result if found else None
