"""Typed expressions: immutable nodes that only say what they are.

Evaluation, printing, proofs and graphs are separate readers. Numbers are in base scale (7 pct is 7/100).
Every node has `type`, `dims` (the dimensions it is per, sorted) and `start`, `end` (offsets in its formula).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.language.types import BOOL, DATE, NEVER, YEAR, Type

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


@record
class Negate:
    """`-x`."""

    operand: Expr
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Arithmetic:
    """`+ - * /` over numbers; `+ -` also over a date and days, and over years."""

    operator: str
    left: Expr
    right: Expr
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Power:
    """`x ** n` with a fixed whole `n`."""

    base: Expr
    exponent: int
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Comparison:
    """A chain of comparisons over operands evaluated once each."""

    operators: tuple[str, ...]
    operands: tuple[Expr, ...]
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class Not:
    """`ikke x`."""

    operand: Expr
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class Logic:
    """`og` / `eller`: a deciding operand settles it, whatever the others and their order."""

    operator: str
    operands: tuple[Expr, ...]
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class Choice:
    """`hvis(a, x, y)`."""

    condition: Expr
    then: Expr
    otherwise: Expr
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class IsOneOf:
    """`i(x, [...])`."""

    operand: Expr
    options: tuple[Value, ...]
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class InCatalogue:
    """`i_katalog(x, "katalog")`: where not `exhaustive`, a text that is no member is not settled by the catalogue."""

    operand: Expr
    catalogue: str
    members: frozenset[str]
    exhaustive: bool
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class Apply:
    """A strict function of its arguments; `fixed`: its constant arguments (decimals, calendar, mode)."""

    function: str
    arguments: tuple[Expr, ...]
    fixed: tuple[int | str | Calendar, ...]
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Aggregate:
    """`sum`, `antal`, `alle`, … of `body` over the members of `over` for which `where` holds.

    `body` is None for `antal(over=…)`; `weight` belongs to `vægtet_gennemsnit`.
    """

    function: str
    body: Expr | None
    weight: Expr | None
    over: str
    where: Expr | None
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class WindowAggregate:
    """`sum`, `gennemsnit`, … of a quantity over the years `first`..`last`, both included."""

    function: str
    name: str
    first: YearAt
    last: YearAt
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Outer:
    """`denne(x)`: x of the member being calculated, inside an aggregate."""

    operand: Expr
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Same:
    """`samme(x, y)`: the counted and the calculated member agree on each."""

    operands: tuple[Expr, ...]
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class IsStated:
    """`oplyst(x)`: whether the case states it for the year and member; no edge in the graph."""

    target: Ref
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class StatedOr:
    """`oplyst_eller(x, y)`: what the case states, else `otherwise`."""

    target: Ref
    otherwise: Expr
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class IsRegulated:
    """`reguleret(x)`."""

    operand: Expr
    dims: Dims
    start: int = 0
    end: int = 0
    type: Type = BOOL


@record
class Split:
    """`fordel(beløb, nøgle)`: the calculated member's part, in whole øre, of the amount over `over`."""

    amount: Expr
    key: Expr
    over: str
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class Before:
    """`uden_tiltag(x)`: the value before the measure whose formula this is."""

    name: str
    measure: str
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0


@record
class OfProcedure:
    """`nået`, `udfald_af`, `dato_for`: what a step (or end) of a procedure has come to."""

    function: str
    procedure: str
    step: str
    type: Type
    dims: Dims = ()
    start: int = 0
    end: int = 0


Expr: TypeAlias = (
    Const
    | Silence
    | CalculatedYear
    | CaseDate
    | CurrentMember
    | Ref
    | ValueOn
    | Negate
    | Arithmetic
    | Power
    | Comparison
    | Not
    | Logic
    | Choice
    | IsOneOf
    | InCatalogue
    | Apply
    | Aggregate
    | WindowAggregate
    | Outer
    | Same
    | IsStated
    | StatedOr
    | IsRegulated
    | Split
    | Before
    | OfProcedure
)
