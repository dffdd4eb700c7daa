"""Where a polynomial is zero: exactly where that is a plain number, else as near as one likes, and none is missed."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from rammeaftale.backends.moving.rational import Poly, at, common, derivative, divided, scaled
from rammeaftale.core.records import record

NEAR = Fraction(1, 10**12)


@record
class Root:
    """A place where the function is zero; not `exact`: within `NEAR` of it."""

    at: Fraction
    exact: bool


def roots_between(poly: Poly, low: Fraction, high: Fraction) -> list[Root]:
    """Every zero with low < x < high, rising."""
    if len(poly) <= 1:
        return []
    if len(poly) == 2:  # noqa: PLR2004 - a straight line
        place = -poly[0] / poly[1]
        return [Root(place, True)] if low < place < high else []  # noqa: FBT003
    shared = common(poly, derivative(poly))
    simple = divided(poly, shared)[0] if len(shared) > 1 else poly
    chain = _sturm(simple)
    found = []
    pending = [(low, high)]
    while pending:
        a, b = pending.pop()
        inside = _changes(chain, a) - _changes(chain, b) - (at(simple, b) == 0)
        if inside <= 0:
            continue
        middle = (a + b) / 2
        if inside == 1 and at(simple, a) * at(simple, b) < 0:
            found.append(_closed_in(simple, a, b))
            continue
        if at(simple, middle) == 0:
            found.append(Root(middle, True))  # noqa: FBT003
        pending += [(middle, b), (a, middle)]
    return sorted(found, key=lambda root: root.at)


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the smallest denominator in low <= x <= high."""
    if low <= 0 <= high:
        return Fraction(0)
    if high < 0:
        return -simplest_between(-high, -low)
    whole = low.numerator // low.denominator
    if whole == low:
        return low
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))


def _closed_in(poly: Poly, low: Fraction, high: Fraction) -> Root:
    rising = at(poly, low) < 0
    while high - low > NEAR:
        middle = (low + high) / 2
        value = at(poly, middle)
        if not value:
            return Root(middle, True)  # noqa: FBT003
        if (value < 0) == rising:
            low = middle
        else:
            high = middle
    plain = simplest_between(low, high)
    return Root(plain, True) if not at(poly, plain) else Root(plain, False)  # noqa: FBT003


def _sturm(poly: Poly) -> list[Poly]:
    chain = [poly, derivative(poly)]
    while len(chain[-1]) > 1:
        rest = divided(chain[-2], chain[-1])[1]
        if not rest:
            break
        chain.append(scaled(rest, -1))
    return chain


def _changes(chain: list[Poly], x: Fraction) -> int:
    """How often the sign changes along the chain at a place."""
    signs = [value > 0 for poly in chain if (value := at(poly, x))]
    return sum(a != b for a, b in pairwise(signs))
