"""Operators and functions of other expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.language.ir.atoms import Dims
from rammeaftale.language.types import BOOL, Type

if TYPE_CHECKING:
    from rammeaftale.language.ir.expressions import Expr


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
