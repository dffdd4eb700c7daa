"""Expressions that ask about something beside values: what is stated, regulated, before a measure, of a procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rammeaftale.core.records import record
from rammeaftale.language.ir.atoms import Dims, Ref
from rammeaftale.language.types import BOOL, Type

if TYPE_CHECKING:
    from rammeaftale.language.ir.expressions import Expr


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
