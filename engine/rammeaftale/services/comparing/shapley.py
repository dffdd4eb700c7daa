"""What each of several changes contributes, whatever the order they are made in: Shapley values, exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial


def shapley(count: int, value: Callable[[int], Fraction]) -> list[Fraction]:
    """Each player's share of `value(all) - value(none)`; a coalition is a number with a bit for each player.

    The share is the mean, over every order of the players, of what the player adds when its turn comes. All 2^count
    coalitions are valued once; the shares sum to the whole exactly.
    """
    weights = [
        Fraction(factorial(size) * factorial(count - size - 1), factorial(count)) for size in range(count)
    ]
    values = [value(coalition) for coalition in range(1 << count)]
    shares = [Fraction(0)] * count
    for coalition, before in enumerate(values):
        size = coalition.bit_count()
        for player in range(count):
            if not coalition >> player & 1:
                shares[player] += weights[size] * (values[coalition | 1 << player] - before)
    return shares
