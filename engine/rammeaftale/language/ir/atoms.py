"""Expressions that stand for a value themselves: constants, years, dates, members, quantities."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.language.types import DATE, NEVER, YEAR, Type

if TYPE_CHECKING:
    from rammeaftale.language.ir.expressions import Expr


Dims: TypeAlias = tuple[str, ...]


@record
class YearAt:
    """A year: `offset` from the calculated one (0 or less), or `absolute`."""

    offset: int = 0
    absolute: int | None = None

    def of(self, year: int) -> int:
        """The year meant when `year` is calculated."""
        return year + self.offset if self.absolute is None else self.absolute

    def __str__(self) -> str:
        if self.absolute is not None:
            return str(self.absolute)
        return str(self.offset) if self.offset else "år"


THIS_YEAR = YearAt()
# A name that is mentioned, with the year; None: a member, or a fact of no year.
Read: TypeAlias = tuple[str, YearAt | None]


@record
class Const:
    """A fixed value."""

    value: Value
    type: Type
    start: int = 0
    end: int = 0
    dims: Dims = ()


class Silent(StrEnum):
    """The two words for an answer that is not a value."""

    NOT_REGULATED = "ikke_reguleret"
    NOT_RELEVANT = "ikke_relevant"


@record
class Silence:
    """The agreement is silent, or the question does not arise."""

    kind: Silent
    start: int = 0
    end: int = 0
    type: Type = NEVER
    dims: Dims = ()


@record
class CalculatedYear:
    """`år`."""

    start: int = 0
    end: int = 0
    type: Type = YEAR
    dims: Dims = ()


@record
class CaseDate:
    """`opgjort`."""

    start: int = 0
    end: int = 0
    type: Type = DATE
    dims: Dims = ()


@record
class CurrentMember:
    """The name of a dimension used as a value: the member being calculated or counted."""

    dimension: str
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Ref:
    """The value of a quantity in a year; its dimensions come from the surroundings by name."""

    name: str
    year: YearAt
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class ValueOn:
    """A parameter's value in force on a date; `own`: the dimensions it is per itself, those of the date apart."""

    name: str
    day: Expr
    own: Dims
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0
