"""The results a reader is shown first when none is asked for: those that no other result is made from.

So are those that agreements share a concept of, such as the tariff a day, whatever else is made from them. A result
counts when it rests on what the case states; one that rests on far less of it than another is a detail.
"""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import reach
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.services.calculation import Calculation, Target

MOST_RESULTS = 8
LEAST_SHARE = 2  # half of the facts that the result with most of them rests on


@record
class _Found:
    """A target that came out: the quantities it rests on, and how many of them the case states."""

    target: Target
    behind: frozenset[str]
    stated: int

    @property
    def is_shared(self) -> bool:
        """Whether agreements share a concept of it."""
        return self.target.quantity.head.concept is not None

    @property
    def split(self) -> bool:
        """Whether it is the figure of each of several members."""
        return len(self.target.members) > 1


def came_out(result: Calculation, target: Target) -> bool:
    """Whether some cell of it has a value."""
    return any(not isinstance(result.outcome(cell), NoValue) for cell in target.cells())


def main_results(result: Calculation) -> tuple[Target, ...]:
    """The targets to show first, those that rest on most of the case at the top; none when nothing came out."""
    found = [_look(result, target) for target in result.targets if came_out(result, target)]
    inside = frozenset[str]().union(*(one.behind for one in found if one.stated))
    tops = [one for one in found if one.stated and (one.is_shared or one.target.quantity.name not in inside)]
    most = max((one.stated for one in tops), default=0)
    large = [one for one in tops if one.stated * LEAST_SHARE >= most]
    ranked = sorted(large, key=_rank)
    return tuple(one.target for one in ranked[:MOST_RESULTS])


def _rank(one: _Found) -> tuple[object, ...]:
    """Most of the case first, but what is split on members after what is whole when they rest on about the same."""
    return (one.split, -one.stated, one.target.quantity.head.order)


def _look(result: Calculation, target: Target) -> _Found:
    cells = reach(result.run, target.cells())
    stated = {cell[0] for cell in cells if _is_stated(result, cell)}
    return _Found(target, frozenset(cell[0] for cell in cells) - {target.quantity.name}, len(stated))


def _is_stated(result: Calculation, cell: Cell) -> bool:
    name, year, members = cell
    return result.run.facts.find(name, members, year) is not None


def cells_of(targets: Iterable[Target]) -> list[Cell]:
    """Every cell of some targets."""
    return [cell for target in targets for cell in target.cells()]
