"""What random rule sets are made of: declared types, planned quantities, places, and the dice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from hypothesis import strategies as st

HISTORY = 4
LEVELS, TOWNS = "niveau", "kommune"
DIMENSIONS = (LEVELS, TOWNS)
OPTIONS = ("a", "b", "c")
NONE: frozenset[str] = frozenset()
T = TypeVar("T")


@dataclass(frozen=True)
class Sort:
    """A declared type with its unit."""

    kind: str = "tal"
    unit: str = ""


KRONER, PERCENT, DAYS, SHARE = (Sort(unit=unit) for unit in ("kr", "pct", "dag", "forhold"))
PLACES, RATE, WHOLE = Sort(unit="plads"), Sort(unit="kr/dag"), Sort("heltal")
BOOL, DATE, YEAR, CHOICE, MEMBER = (Sort(kind) for kind in ("ja_nej", "dato", "årstal", "valg", "medlem"))
TEXT = Sort("tekst")
NUMBERS = (KRONER, PERCENT, DAYS, SHARE, PLACES, RATE, WHOLE)
PLAIN = (SHARE, PERCENT, PLACES, WHOLE)
COMPUTED = (
    *NUMBERS,
    KRONER,
    KRONER,
    KRONER,
    SHARE,
    BOOL,
    BOOL,
    BOOL,
    BOOL,
    DATE,
    DATE,
    DATE,
    YEAR,
    CHOICE,
    TEXT,
)
GIVEN = (*NUMBERS, KRONER, BOOL, BOOL, DATE, DATE, YEAR, CHOICE, MEMBER, TEXT)


@dataclass(frozen=True)
class Quantity:
    """A planned quantity: `order` rises through the set, so that what is read the same year stands before."""

    name: str
    sort: Sort
    dims: tuple[str, ...]
    role: str
    order: int
    optional: bool = False
    fixed: bool = False
    grouped: bool = False


@dataclass(frozen=True)
class Place:
    """Where a formula stands: what it may be per, what is known to be stated, and what `denne` would mean."""

    own: Quantity
    dims: frozenset[str]
    known: frozenset[str] = NONE
    outer: frozenset[str] | None = None
    recursive: bool = False
    measure: bool = False


@dataclass(frozen=True)
class Made:
    """A formula's text, the dimensions it is per, and those under a `denne` not yet inside its aggregate."""

    text: str
    dims: frozenset[str] = NONE
    outer: frozenset[str] = NONE


def join(pattern: str, *parts: Made) -> Made:
    """The parts filled into a pattern."""
    text = pattern.format(*(part.text for part in parts))
    return Made(text, NONE.union(*(p.dims for p in parts)), NONE.union(*(p.outer for p in parts)))


class Dice:
    """Choices drawn from hypothesis, so that failures shrink."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        found: int = self.draw(st.integers(low, high))
        return found

    def pick(self, options: Sequence[T]) -> T:
        """One of several; the first is the simplest."""
        return options[self.number(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """Whether something happens that does so this often; simplest when it does not."""
        return self.number(0, 99) >= 100 - percent

    def some(self, options: Sequence[T], percent: int) -> list[T]:
        """Each of several this often."""
        return [option for option in options if self.chance(percent)]
