"""A difference between two outcomes, attributed to what was changed from the one to the other.

Each change is a player: made or not made. A run tells which changes it asked about and in which order, so only those
that can matter are tried, and no mixture is calculated twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any, TypeAlias

from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.services.comparing.choices import Choices, Memory, Player
from rammeaftale.services.comparing.shapley import shapley
from rammeaftale.services.sensitivity import differs

MOST_PLAYERS = 12
MOST_SUFFICIENT = 5
Evaluate: TypeAlias = Callable[[Choices], Outcome]


@record
class Share:
    """What a block of changes that cannot be told apart contributes; None where no number can be given."""

    players: tuple[Player, ...]
    amount: Fraction | None


@dataclass(frozen=True)
class Attribution:
    """The outcomes without and with every change, and each block's share; the shares sum to the difference.

    `sufficient`: where no number can be given, the smallest sets of changes that alone give the second outcome;
    `runs`: how many mixtures were calculated; `too_many`: there are more than `MOST_PLAYERS`, so nothing is told.
    """

    first: Outcome
    second: Outcome
    shares: tuple[Share, ...] = ()
    sufficient: tuple[tuple[Player, ...], ...] = ()
    runs: int = 0
    too_many: bool = False
    players: tuple[Player, ...] = field(default=())


class _Tree:
    """Every distinct way through the changes: at each node the change asked about next, at each leaf the outcome."""

    def __init__(self, evaluate: Evaluate, player_of: Callable[[tuple[str, str]], Player]) -> None:
        self.evaluate, self.player_of = evaluate, player_of
        self.leaves: dict[tuple[tuple[Player, bool], ...], Outcome] = {}
        self.next: dict[tuple[tuple[Player, bool], ...], Player] = {}
        self.players: dict[Player, None] = {}
        self.memory: dict[tuple[tuple[Player, bool], ...], Memory] = {}

    def outcome(self, made: Mapping[Player, bool]) -> Outcome:
        """The outcome when these changes are made, looked up or calculated."""
        path: tuple[tuple[Player, bool], ...] = ()
        while path in self.next:
            player = self.next[path]
            path = (*path, (player, made.get(player, False)))
        if path not in self.leaves:
            path = self._grow(path, made)
        return self.leaves[path]

    def _grow(
        self, path: tuple[tuple[Player, bool], ...], made: Mapping[Player, bool]
    ) -> tuple[tuple[Player, bool], ...]:
        choices = Choices(self.player_of, made, self.memory)
        outcome = self.evaluate(choices)
        found = tuple(choices.asked.items())
        assert found[: len(path)] == path, "the same choices ask the same questions"
        for length in range(len(path), len(found)):
            self.next[found[:length]] = found[length][0]
        self.players |= dict.fromkeys(choices.asked)
        self.leaves[found] = outcome
        return found

    def explore(self, most: int) -> bool:
        """Find every change that can matter; False when there are more than `most`."""
        pending: list[dict[Player, bool]] = [{}]
        while pending:
            made = pending.pop()
            self.outcome(made)
            if len(self.players) > most:
                return False
            path: tuple[tuple[Player, bool], ...] = ()
            held: dict[Player, bool] = {}
            while path in self.next:
                player = self.next[path]
                chosen = made.get(player, False)
                if player not in made:
                    pending.append({**held, player: True})
                held[player] = chosen
                path = (*path, (player, chosen))
        return True


def attribute(
    evaluate: Evaluate,
    player_of: Callable[[tuple[str, str]], Player],
    order: Callable[[Player], Any],
) -> Attribution:
    """What each change contributes to the difference. `order` sorts the players as they are to be shown."""
    tree = _Tree(evaluate, player_of)
    first, second = tree.outcome({}), tree.outcome(_All())
    if not tree.explore(MOST_PLAYERS):
        return Attribution(first, second, runs=len(tree.leaves), too_many=True)
    players = sorted(tree.players, key=order)
    values = [
        tree.outcome({p: bool(c >> n & 1) for n, p in enumerate(players)}) for c in range(1 << len(players))
    ]
    runs = len(tree.leaves)
    if _number(first) is None or _number(second) is None or type(first) is bool:
        told = tuple(_sufficient(players, values)) if differs(first, second) else ()
        return Attribution(first, second, (), told, runs, players=tuple(players))
    blocks = _blocks(len(players), values)
    amounts = _amounts(blocks, values)
    shares = [
        Share(tuple(p for n, p in enumerate(players) if block >> n & 1), amount)
        for block, amount in zip(blocks, amounts, strict=True)
    ]
    return Attribution(first, second, tuple(shares), (), runs, players=tuple(players))


class _All(dict[Player, bool]):
    """Every change made."""

    def get(self, player: Player, default: bool | None = None) -> bool:  # type: ignore[override]  # noqa: FBT001
        """Made."""
        return True


def _number(outcome: Outcome) -> Fraction | None:
    """An outcome as a number: an amount, or a date as a day; None for anything else."""
    if isinstance(outcome, NoValue | bool | str):
        return None
    return Fraction(outcome.toordinal()) if isinstance(outcome, date) else Fraction(outcome)


def _amounts(blocks: Sequence[int], values: Sequence[Outcome]) -> list[Fraction]:
    def value(coalition: int) -> Fraction:
        found = _number(values[sum(block for n, block in enumerate(blocks) if coalition >> n & 1)])
        assert found is not None
        return found

    return shapley(len(blocks), value)


def _blocks(count: int, values: Sequence[Outcome]) -> list[int]:
    """The players, those put together that some mixture cannot be calculated without the other of.

    Pairs are joined one by one, each time the pair that leaves the fewest mixtures without a number.
    """
    blocks = [1 << n for n in range(count)]
    while True:
        bad = [c for c in _unions(blocks) if _number(values[c]) is None]
        if not bad:
            return blocks
        pairs = combinations(range(len(blocks)), 2)
        one, two = min(pairs, key=lambda pair: sum(_whole(c, blocks, pair) for c in bad))
        joined = blocks[one] | blocks[two]
        blocks = [joined if n == one else block for n, block in enumerate(blocks) if n != two]


def _whole(coalition: int, blocks: Sequence[int], pair: tuple[int, int]) -> bool:
    """Whether a mixture has both or neither of two blocks."""
    return bool(coalition & blocks[pair[0]]) == bool(coalition & blocks[pair[1]])


def _unions(blocks: Sequence[int]) -> Iterable[int]:
    for chosen in range(1 << len(blocks)):
        yield sum(block for n, block in enumerate(blocks) if chosen >> n & 1)


def _sufficient(players: Sequence[Player], values: Sequence[Outcome]) -> Iterable[tuple[Player, ...]]:
    """The smallest sets of changes that alone give the second outcome, or any value where there was none before."""
    found: list[tuple[Player, ...]] = []
    for size in range(len(players) + 1):
        for chosen in combinations(range(len(players)), size):
            outcome = values[sum(1 << n for n in chosen)]
            if _as_good(outcome, values) and len(found) < MOST_SUFFICIENT:
                found.append(tuple(players[n] for n in chosen))
        if found:
            return found
    return found


def _as_good(outcome: Outcome, values: Sequence[Outcome]) -> bool:
    """Whether an outcome is what the changes came to; from no value to one, any value is."""
    if isinstance(values[0], NoValue) and not isinstance(values[-1], NoValue):
        return not isinstance(outcome, NoValue)
    return not differs(outcome, values[-1])
