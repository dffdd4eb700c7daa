"""`fordel` as spreadsheet expressions: whole øre by largest remainder.

Every member's whole øre and what is left of its share stand in helper cells. With whole keys they are whole numbers,
which a spreadsheet holds exactly, so that equal remainders are seen to be equal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from rammeaftale.backends.arithmetic import round_to
from rammeaftale.backends.arithmetic import total as added
from rammeaftale.backends.excel.numbers import CLEAN, compared, is_whole, is_zero
from rammeaftale.backends.excel.pairs import UNKNOWN, Pair, call, nothing, then, worst
from rammeaftale.backends.excel.place import Place, Write
from rammeaftale.core.outcome import NoValue, Outcome, strictest
from rammeaftale.language import ir
from rammeaftale.language.types import BOOL, PLAIN

ORE = 100
_AT_ONCE = 30


def split(node: ir.Split, place: Place, write: Write) -> Pair:
    """A member's whole øre, and one more when enough of the øre left over go to it before others."""
    members = place.plan.run.members(node.over)
    if members is None:
        return nothing(UNKNOWN)
    places = [place.beside(node.over, member) for member in members]
    told = _Told(node, place, places)
    amount = place.short(node.amount, write)
    keys = [at.short(node.key, write) for at in places]
    all_ = place.apart_from(node.over)
    ore = all_.once(node, "øre", Pair(_ore_of(amount.value), amount.state), PLAIN, told.ore)
    weights = Pair(call("SUM", (key.value for key in keys)), worst(key.state for key in keys))
    total = all_.once(node, "sum", weights, PLAIN, told.total)
    state = then(worst((ore.state, total.state)), _fault(node, ore, total, keys))
    ready = all_.once(node, "klar", Pair("TRUE", state), BOOL, told.ready)
    parts = [
        at.once(node, "hele", Pair(_whole(ore, key, total), ready.state), PLAIN, partial(told.whole, n))
        for n, (at, key) in enumerate(zip(places, keys, strict=True))
    ]
    rests = [
        at.once(node, "rest", Pair(_rest(ore, key, part, total), ready.state), PLAIN, partial(told.rest, n))
        for n, (at, key, part) in enumerate(zip(places, keys, parts, strict=True))
    ]
    spread = call("SUM", (part.value for part in parts))
    left = all_.once(node, "tilbage", Pair(f"({ore.value}-{spread})", ready.state), PLAIN, told.left)
    own = members.index(str(place.env[node.over]))
    groups = [range(start, min(start + _AT_ONCE, len(rests))) for start in range(0, len(rests), _AT_ONCE)]
    counts = [_before(rests, own, group) for group in groups]
    if len(counts) > 1:
        counts = [
            place.once(
                node, f"foran {n}", Pair(count, ready.state), PLAIN, partial(told.before, own, group)
            ).value
            for n, (count, group) in enumerate(zip(counts, groups, strict=True))
        ]
    given = f"({parts[own].value}+IF({'+'.join(counts)}<{left.value},1,0))"
    return Pair(f"IF({ore.value}=0,0,SIGN({amount.value})*{given}/{ORE})", ready.state)


def _ore_of(amount: str) -> str:
    return f"ROUND(ROUND(ABS({amount})*{ORE},{CLEAN}),0)"


def _whole(ore: Pair, key: Pair, total: Pair) -> str:
    return f"IF({ore.value}=0,0,INT(ROUND({ore.value}*{key.value}/{total.value},{CLEAN})))"


def _rest(ore: Pair, key: Pair, part: Pair, total: Pair) -> str:
    return f"ROUND({ore.value}*{key.value}-{part.value}*{total.value},{CLEAN})"


def _before(rests: list[Pair], own: int, group: range) -> str:
    """How many of a group's rests come before one's own: the larger, and of equal ones those that stand before it."""
    mine = rests[own].value
    others = [f"IF({rests[n].value}{'>=' if n < own else '>'}{mine},1,0)" for n in group if n != own]
    return call("SUM", others) if others else "0"


def _fault(node: ir.Split, ore: Pair, total: Pair, keys: list[Pair]) -> str:
    whole = is_whole(node.key)
    negative = [f"{key.value}<0" if whole else compared(node.key, key.value, "<", "0") for key in keys]
    empty = f"{total.value}=0" if whole else is_zero(node.key, total.value)
    return f"IF({ore.value}=0,0,IF({call('OR', negative)},4,IF({empty},4,0)))"


class _Told:
    """What the exact evaluation makes of the steps of a split."""

    def __init__(self, node: ir.Split, place: Place, places: list[Place]) -> None:
        self._node, self._place, self._places = node, place, places

    def ore(self) -> Outcome:
        """The amount in whole øre."""
        amount: Any = self._place.outcome(self._node.amount)
        if isinstance(amount, NoValue):
            return amount
        ore: Any = round_to(amount * ORE, 1)
        return abs(ore)  # type: ignore[no-any-return]

    def total(self) -> Outcome:
        """The keys' sum."""
        keys: Any = [at.outcome(self._node.key) for at in self._places]
        return strictest(keys) or added(keys)

    def ready(self) -> Outcome:
        """Whether it can be split."""
        outcome = self._place.outcome(self._node)
        return outcome if isinstance(outcome, NoValue) else True

    def whole(self, position: int) -> Outcome:
        """A member's share in øre, rounded down."""
        return self._when_ready(lambda: self._shares[position][0])

    def rest(self, position: int) -> Outcome:
        """What that leaves of the member's share, times the keys' sum."""
        return self._when_ready(lambda: self._shares[position][1])

    def left(self) -> Outcome:
        """The øre that rounding down leaves."""
        ore: Any = self.ore()
        return self._when_ready(lambda: ore - sum(whole for whole, _ in self._shares))

    def before(self, own: int, group: range) -> Outcome:
        """How many of a group's rests come before a member's."""
        return self._when_ready(lambda: sum(self._goes_before(n, own) for n in group if n != own))

    def _goes_before(self, position: int, own: int) -> bool:
        theirs, mine = self._shares[position][1], self._shares[own][1]
        return bool(theirs > mine or (theirs == mine and position < own))

    def _when_ready(self, find: Callable[[], Outcome]) -> Outcome:
        outcome = self.ready()
        return outcome if isinstance(outcome, NoValue) else find()

    @cached_property
    def _shares(self) -> list[tuple[int, Any]]:
        ore: Any = self.ore()
        total: Any = self.total()
        if not ore:
            return [(0, 0) for _ in self._places]
        keys: Any = [at.outcome(self._node.key) for at in self._places]
        wholes = [ore * key // total for key in keys]
        return [(found, ore * key - found * total) for found, key in zip(wholes, keys, strict=True)]
