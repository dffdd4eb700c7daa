"""The range of an axis tried place by place, where a part of the calculation has no function that can be solved.

Every whole place is tried where they are few enough; else so many, evenly spread, and each change between two of them
is closed in on down to the smallest sensible step.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby

from rammeaftale.backends.moving.moving import is_number
from rammeaftale.core.outcome import NoValue
from rammeaftale.services.varying.axis import Axis
from rammeaftale.services.varying.model import Model
from rammeaftale.services.varying.sweep import Piece, is_same_reason

MOST_TRIED = 600
MOST_STEPS = 36
SHORTEST = 3
_CENTS = Fraction(1, 100)


def resolution(axis: Axis) -> Fraction:
    """The smallest step that makes sense: a day, a whole one, an øre, a hundredth."""
    return Fraction(1) if axis.is_whole else axis.scale * _CENTS


def is_complete(axis: Axis) -> bool:
    """Whether every place is tried."""
    return axis.is_whole and axis.high - axis.low < MOST_TRIED


def probe(model: Model) -> list[Piece]:
    """The stretches in which everything tried was decided the same way; `low` and `high` were tried themselves."""
    axis = model.axis
    step = resolution(axis)
    count = (axis.high - axis.low) / step
    stride = max(1, -(-count.__ceil__() // MOST_TRIED))
    places = [axis.low + step * n for n in range(0, count.__floor__() + 1, stride)]
    if places[-1] != axis.high:
        places.append(axis.high)
    pieces: list[Piece] = []
    low = before = places[0]
    for now in places[1:]:
        while not _alike(model, before, now):
            left, right = _edge(model, before, now, step)
            pieces.append(Piece(low, left, model.follow(left)))
            before = low = right
        before = now
    pieces.append(Piece(low, before, model.follow(before)))
    if not is_complete(axis):
        return pieces
    return [step for piece in pieces for step in _steps(model, piece)]


def _steps(model: Model, piece: Piece) -> list[Piece]:
    """The parts of a piece in which the answer stays the same, where it goes in steps and does not just go on."""
    places = [piece.low + n for n in range(int(piece.high - piece.low) + 1)]
    if not is_number(model.outcome(piece.low)):
        return [piece]
    found = [list(same) for _, same in groupby(places, key=model.outcome)]
    if not 1 < len(found) <= min(MOST_STEPS, len(places) // SHORTEST):
        return [piece]
    return [Piece(same[0], same[-1], model.follow(same[0])) for same in found]


def _edge(model: Model, left: Fraction, right: Fraction, step: Fraction) -> tuple[Fraction, Fraction]:
    """Two neighbouring places between which something changes for the first time from the left."""
    while right - left > step:
        middle = left + step * ((right - left) / step / 2).__ceil__()
        if middle in (left, right):
            break
        if _alike(model, left, middle):
            left = middle
        else:
            right = middle
    return left, right


def _alike(model: Model, a: Fraction, b: Fraction) -> bool:
    """Whether two places are decided the same way; of an answer that is no number, whether it is the same."""
    first, second = model.outcome(a), model.outcome(b)
    if isinstance(first, NoValue) or isinstance(second, NoValue):
        return is_same_reason(first, second)
    if isinstance(first, bool | str):
        return first == second
    one, two = model.follow(a).walk.decisions, model.follow(b).walk.decisions
    return one.keys() == two.keys() and all(one[key].result == two[key].result for key in one)
