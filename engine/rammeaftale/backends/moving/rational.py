"""Functions of one number: quotients of two exact polynomials, which is what a formula is between its limits."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from rammeaftale.core.outcome import Number
from rammeaftale.core.records import record

Poly: TypeAlias = tuple[Fraction, ...]
"""Coefficients, lowest power first, the last one not zero; () is zero."""
MOST_TERMS = 12
ONE: Poly = (Fraction(1),)


class TooSteep(Exception):  # noqa: N818 - reads as what it is
    """A function of a higher degree than any agreement needs."""


def add(a: Poly, b: Poly) -> Poly:
    """The sum."""
    if len(a) < len(b):
        a, b = b, a
    return _trimmed([x + (b[n] if n < len(b) else 0) for n, x in enumerate(a)])


def scaled(a: Poly, by: Number) -> Poly:
    """Every coefficient times a number."""
    return tuple([x * by for x in a]) if by else ()


def times(a: Poly, b: Poly) -> Poly:
    """The product."""
    if len(a) + len(b) > MOST_TERMS:
        raise TooSteep
    found = [Fraction(0)] * (len(a) + len(b))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return _trimmed(found)


def divided(a: Poly, b: Poly) -> tuple[Poly, Poly]:
    """Quotient and remainder."""
    rest, found = list(a), [Fraction(0)] * max(len(a) - len(b) + 1, 0)
    while len(rest) >= len(b) and rest:
        shift, factor = len(rest) - len(b), rest[-1] / b[-1]
        found[shift] = factor
        for n, y in enumerate(b):
            rest[n + shift] -= factor * y
        rest = list(_trimmed(rest))
    return _trimmed(found), tuple(rest)


def common(a: Poly, b: Poly) -> Poly:
    """The greatest common divisor, its highest coefficient 1."""
    while b:
        a, b = b, divided(a, b)[1]
    return scaled(a, 1 / a[-1]) if a else ONE


def derivative(a: Poly) -> Poly:
    """How fast it grows."""
    return _trimmed([x * n for n, x in enumerate(a)][1:])


def at(a: Poly, x: Fraction) -> Fraction:
    """The value at a place."""
    found = Fraction(0)
    for coefficient in reversed(a):
        found = found * x + coefficient
    return found


def _trimmed(a: list[Fraction]) -> Poly:
    size = len(a)
    while size and not a[size - 1]:
        size -= 1
    return tuple(a[:size])


@record
class Rational:
    """`top` / `bottom` in lowest terms, the highest coefficient of `bottom` 1: equal functions are equal records."""

    top: Poly
    bottom: Poly = ONE

    def __add__(self, other: Rational) -> Rational:
        if self.bottom == other.bottom:
            return lowest(add(self.top, other.top), self.bottom)
        top = add(times(self.top, other.bottom), times(other.top, self.bottom))
        return lowest(top, times(self.bottom, other.bottom))

    def __neg__(self) -> Rational:
        return Rational(scaled(self.top, -1), self.bottom)

    def __sub__(self, other: Rational) -> Rational:
        return self + -other

    def __mul__(self, other: Rational) -> Rational:
        return lowest(times(self.top, other.top), times(self.bottom, other.bottom))

    def __truediv__(self, other: Rational) -> Rational:
        """The quotient; ZeroDivisionError by what is zero everywhere."""
        if not other.top:
            raise ZeroDivisionError
        return lowest(times(self.top, other.bottom), times(self.bottom, other.top))

    @property
    def is_constant(self) -> bool:
        """Whether it is the same everywhere."""
        return len(self.top) <= 1 and self.bottom == ONE

    @property
    def slope(self) -> Fraction | None:
        """How much it grows for each unit, where that is the same everywhere."""
        if self.bottom != ONE or len(self.top) > 2:  # noqa: PLR2004 - a straight line
            return None
        return self.top[1] if len(self.top) == 2 else Fraction(0)  # noqa: PLR2004

    def value(self, x: Fraction) -> Fraction | None:
        """The value at a place; None where it has none (division by zero)."""
        below = at(self.bottom, x)
        return at(self.top, x) / below if below else None


IDENTITY = Rational((Fraction(0), Fraction(1)))


def constant(value: Number) -> Rational:
    """The function that is a number everywhere."""
    return Rational((Fraction(value),) if value else ())


def lowest(top: Poly, bottom: Poly) -> Rational:
    """The quotient in lowest terms."""
    if len(bottom) > 1 and top:
        shared = common(top, bottom)
        if len(shared) > 1:
            top, bottom = divided(top, shared)[0], divided(bottom, shared)[0]
    if not top:
        return Rational(())
    lead = bottom[-1]
    return Rational(scaled(top, 1 / lead), scaled(bottom, 1 / lead)) if lead != 1 else Rational(top, bottom)


def power(base: Rational, exponent: int) -> Rational:
    """A whole power."""
    found = constant(1)
    for _ in range(abs(exponent)):
        found = found * base
    return constant(1) / found if exponent < 0 else found


def turning(function: Rational) -> Poly:
    """The polynomial that is zero where the function stops rising or falling."""
    top, bottom = function.top, function.bottom
    return add(times(derivative(top), bottom), scaled(times(top, derivative(bottom)), -1))


def far_away(function: Rational, sign: int) -> Fraction | int:
    """What it comes near to far right (`sign` 1) or left (-1): a Fraction, or as an int which way it has no end."""
    over = len(function.top) - len(function.bottom)
    if over < 0:
        return Fraction(0)
    if over == 0:
        return function.top[-1] / function.bottom[-1]
    rising = (function.top[-1] > 0) == (function.bottom[-1] > 0)
    return (1 if rising else -1) * (sign if over % 2 else 1)
