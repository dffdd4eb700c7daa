"""What each change adds, averaged over every order of making them: written out, to hold Shapley values against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations


def averaged(players: Sequence[str], value: Callable[[frozenset[str]], Fraction]) -> dict[str, Fraction]:
    """Each player's mean addition over all orders, one order at a time."""
    orders = list(permutations(players))
    added = dict.fromkeys(players, Fraction(0))
    for order in orders:
        made: frozenset[str] = frozenset()
        for player in order:
            after = made | {player}
            added[player] += value(after) - value(made)
            made = after
    return {player: total / len(orders) for player, total in added.items()}
