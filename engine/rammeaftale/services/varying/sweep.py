"""The range of an axis cut into pieces in which a question is one and the same function, decided the same way.

Exact: a calculation at a place inside a piece tells the functions whose zeros decide anything, so the piece's ends are
the nearest zeros; what is left of the range is cut the same way. Nothing is sampled, so nothing narrow is missed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from rammeaftale.backends.moving.moving import Key, Seen, fixed_function, function_of, is_number
from rammeaftale.backends.moving.rational import Rational
from rammeaftale.backends.moving.roots import NEAR
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.services.varying.model import Followed, Model

MOST_PIECES = 400
ENDLESS = Failure("uden_grænse", "tallet vokser uden grænse")
_HALF = Fraction(1, 2)
_TRIES = tuple(Fraction(*pair) for pair in ((1, 2), (3, 7), (5, 9), (4, 11), (8, 13), (6, 17), (11, 19)))


@record
class Piece:
    """The places between `low` and `high` (neither included); `at`: one of them, followed."""

    low: Fraction
    high: Fraction
    at: Followed

    @property
    def seen(self) -> Seen:
        """What the question comes to in it."""
        return self.at.seen

    @property
    def rounded(self) -> bool:
        """Whether fine roundings are left out of its function, or of what was decided on the way."""
        return self.seen.rounded or any(one.rounded for one in self.at.walk.decisions.values())

    @property
    def function(self) -> Rational | None:
        """Its function there, where it is a number or date and that is known."""
        return None if isinstance(self.seen.outcome, NoValue) else function_of(self.seen)


class NeedsWhole(Exception):  # noqa: N818 - reads as what it is
    """Only whole positions have a meaning, though the axis does not say so."""


def sweep(model: Model) -> list[Piece] | None:
    """The pieces from left to right; None when some part of it has no function we know, or there are too many.

    Raises:
        NeedsWhole: A rule can only use a whole number, and the axis also has others.
    """
    pieces: list[Piece] = []
    pending = [(model.axis.low, model.axis.high)]
    while pending:
        low, high = pending.pop()
        followed, span = _inside(model, low, high)
        if followed is None:
            continue
        if followed.walk.wants_whole and not model.axis.is_whole:
            raise NeedsWhole
        if followed.walk.lost or len(pieces) > MOST_PIECES:
            return None
        if span is None:
            pending += [(low, followed.x), (followed.x, high)]
            continue
        pieces.append(Piece(*span, followed))
        pending += [(low, span[0]), (span[1], high)]
    pieces.sort(key=lambda piece: piece.low)
    return _filled(model, pieces) if model.axis.is_whole and pieces else pieces


def _filled(model: Model, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the whole places between them that are in none, each a part of its neighbour or on its own."""
    found: list[Piece] = []
    for right in pieces:
        start = found[-1].high if found else model.axis.low
        if right.low > start:
            found, right = _bridged(model, found, right, start, right.low)  # noqa: PLW2901 - grown
        found.append(right)
    if found[-1].high < model.axis.high:
        places = _whole_places(found[-1].high, model.axis.high)
        found[-1] = _grown(model, found[-1], places)
        found += _alone(model, places)
    return found


def _bridged(
    model: Model, found: list[Piece], right: Piece, low: Fraction, high: Fraction
) -> tuple[list[Piece], Piece]:
    places = _whole_places(low, high)
    if found:
        found = [*found[:-1], _grown(model, found[-1], places)]
    while places and matches(right, model.follow(places[-1])):
        right = replace(right, low=max(places.pop() - _HALF, model.axis.low))
    return [*found, *_alone(model, places)], right


def _grown(model: Model, left: Piece, places: list[Fraction]) -> Piece:
    """A piece with the places after it that belong to it, which are taken from `places`."""
    while places and matches(left, model.follow(places[0])):
        left = replace(left, high=min(places.pop(0) + _HALF, model.axis.high))
    return left


def _whole_places(low: Fraction, high: Fraction) -> list[Fraction]:
    return [Fraction(n) for n in range(low.__ceil__(), high.__floor__() + 1)]


def _alone(model: Model, places: list[Fraction]) -> list[Piece]:
    """Places that are pieces of their own; what they come to has no slope."""
    found = []
    for x in places:
        followed = model.follow(x)
        outcome = followed.seen.outcome
        fixed = replace(followed.seen, function=fixed_function(outcome))
        low, high = max(x - _HALF, model.axis.low), min(x + _HALF, model.axis.high)
        found.append(Piece(low, high, replace(followed, seen=fixed)))
    return found


def _inside(
    model: Model, low: Fraction, high: Fraction
) -> tuple[Followed | None, tuple[Fraction, Fraction] | None]:
    """A place between the ends where nothing is decided just there, and how far everything is decided as there."""
    followed = None
    for x in _places(low, high, whole=model.axis.is_whole):
        followed = model.follow(x)
        if followed.walk.lost:
            break
        span = followed.walk.nearest(x, low, high)
        if span is not None:
            return followed, span
    return followed, None


def _places(low: Fraction, high: Fraction, *, whole: bool) -> list[Fraction]:
    if high - low <= 4 * NEAR:
        return []
    found = [low + (high - low) * share for share in _TRIES]
    if whole:
        found = [Fraction(round(x)) for x in found] + [
            Fraction(low.__floor__() + 1),
            Fraction(high.__ceil__() - 1),
        ]
    return list(dict.fromkeys(x for x in found if low < x < high))


def is_same(a: Seen | None, b: Seen | None) -> bool:
    """Whether two answers are one: the same function, the same value, or the same reason for having none."""
    if a is None or b is None:
        return a is b
    if isinstance(a.outcome, NoValue) or isinstance(b.outcome, NoValue):
        return is_same_reason(a.outcome, b.outcome)
    first, second = function_of(a), function_of(b)
    if first is not None and second is not None:
        return first == second and a.rounded == b.rounded
    return type(a.outcome) is type(b.outcome) and a.outcome == b.outcome


def is_same_reason(a: Outcome, b: Outcome) -> bool:
    """Whether two outcomes without a value are so for the same reason."""
    if type(a) is not type(b):
        return False
    if isinstance(a, Unknown) and isinstance(b, Unknown):
        return a.missing == b.missing
    return not isinstance(a, Failure) or (
        isinstance(b, Failure) and (a.code, a.quantity) == (b.code, b.quantity)
    )


def changed(a: Followed, b: Followed) -> list[Key]:
    """The decisions both met and took differently, in rules that then came to something else."""
    first, second = a.walk.decisions, b.walk.decisions
    differing = [key for key in first if key in second and first[key].result != second[key].result]
    moved = [key for key in differing if not is_same(a.walk.seen.get(key[0]), b.walk.seen.get(key[0]))]
    return moved or differing


def limit(piece: Piece, place: Fraction) -> Outcome:
    """What the answer comes near to at an end of a piece."""
    function = piece.function
    if function is None:
        return piece.seen.outcome
    found = function.value(place)
    if found is None:
        return ENDLESS
    if isinstance(piece.seen.outcome, date):
        return date.fromordinal(int(found))
    return found.numerator if found.denominator == 1 else found


def matches(piece: Piece, own: Followed) -> bool:
    """Whether a place at the end of a piece still belongs to it."""
    here = own.seen.outcome
    if isinstance(here, NoValue) or isinstance(piece.seen.outcome, NoValue):
        return is_same_reason(here, piece.seen.outcome)
    if piece.function is None:
        return here == piece.seen.outcome
    if piece.seen.rounded:
        return _agree(piece.at, own)
    return is_number(here) and limit(piece, own.x) == here and piece.function.value(own.x) is not None


def _agree(a: Followed, b: Followed) -> bool:
    """Whether two places took the decisions they both met alike, those between equals apart."""
    one, two = a.walk.decisions, b.walk.decisions
    kinds = ("betingelse", "række", "interval")
    return all(one[k].result == two[k].result for k in one if k in two and one[k].kind in kinds)
