"""Expressions over the members of a dimension or over years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rammeaftale.core.records import record
from rammeaftale.language.ir.atoms import Dims, YearAt
from rammeaftale.language.types import BOOL, Type

if TYPE_CHECKING:
    from rammeaftale.language.ir.expressions import Expr


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
class Split:
    """`fordel(beløb, nøgle)`: the calculated member's part, in whole øre, of the amount over `over`."""

    amount: Expr
    key: Expr
    over: str
    type: Type
    dims: Dims
    start: int = 0
    end: int = 0
