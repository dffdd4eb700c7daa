"""What a calculation is given: a case reduced to values in base scale, independent of how it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.core.outcome import Value
from rammeaftale.core.places import Span
from rammeaftale.core.records import record

if TYPE_CHECKING:
    from rammeaftale.backends.events import Event

Members: TypeAlias = tuple[str, ...]
Slot: TypeAlias = tuple[str, Members]
EVERY_YEAR = None


@record
class Stated:
    """A value a case states, who said so and where it stands."""

    value: Value
    source: str = ""
    by: str = ""
    span: Span | None = None


@dataclass(frozen=True)
class Facts:
    """A case as values.

    `years`: the calculated ones, rising; `stated` by (name, members) and year (`EVERY_YEAR` = all); `members` by
    dimension, None where the case does not say; `what_if` replaces parameters; `events`: what has happened in each
    procedure the case speaks of, in order.
    """

    years: tuple[int, ...] = ()
    today: date | None = None
    members: Mapping[str, Members | None] = field(default_factory=dict)
    stated: Mapping[Slot, Mapping[int | None, Stated]] = field(default_factory=dict)
    what_if: Mapping[Slot, Mapping[int | None, Stated]] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[str, ...] = ()
    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)

    def find(self, name: str, members: Members, year: int | None) -> Stated | None:
        """What the case states of a quantity in a year, or None."""
        return _of_year(self.stated.get((name, members)), year)

    def replaced(self, name: str, members: Members, year: int | None) -> Stated | None:
        """What the case puts in place of a parameter's figure of a year, or None."""
        return _of_year(self.what_if.get((name, members)), year)


def _of_year(by_year: Mapping[int | None, Stated] | None, year: int | None) -> Stated | None:
    return None if by_year is None else by_year.get(year) or by_year.get(EVERY_YEAR)


def address(name: str, members: Members = (), year: int | None = None, years: tuple[int, ...] = ()) -> str:
    """`navn[N1,0101]@2017`; the year is left out when it is the one calculated year, or none."""
    shown = f"{name}[{','.join(members)}]" if members else name
    return shown if year is None or years == (year,) else f"{shown}@{year}"
