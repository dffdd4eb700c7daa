"""Which changes are made in one mixture, and which of them were asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.mixed import Unit

Player: TypeAlias = tuple[str, str]
"""A change (kind and name), or where there are too many a section (document and section)."""
Memory: TypeAlias = dict[Cell, dict[tuple[Player, ...], dict[tuple[bool, ...], Any]]]


class Choices:
    """Which changes are made in one run; remembers, in order, which of them were asked about.

    `log`: the same with every repetition, for whoever wants to know what was asked meanwhile; `memory`: what earlier
    mixtures of the same changes came to, by what they had asked before they began.
    """

    def __init__(
        self,
        player_of: Callable[[Unit], Player],
        made: Mapping[Player, bool],
        memory: dict[tuple[tuple[Player, bool], ...], Memory] | None = None,
    ) -> None:
        self.player_of, self.made = player_of, made
        self.memory = {} if memory is None else memory
        self.asked: dict[Player, bool] = {}
        self.log: list[Player] = []

    def __call__(self, unit: Unit) -> bool:
        """Whether a change is made in this run."""
        player = self.player_of(unit)
        self.log.append(player)
        return self.note(player)

    def note(self, player: Player) -> bool:
        """Whether a change is made, which is hereby asked about."""
        found = self.made.get(player, False)
        self.asked[player] = found
        return found
