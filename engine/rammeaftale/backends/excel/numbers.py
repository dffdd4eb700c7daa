"""How a spreadsheet's binary numbers are kept from telling equal amounts apart and from falling to the wrong side.

Differences are compared after rounding far below what an amount is told in, and a number is cleaned the same way
before it is rounded up or down.
"""

from __future__ import annotations

from rammeaftale.language import ir
from rammeaftale.language.types import Kind, Type

_KRONER, _OTHER = 6, 12
CLEAN = 9


def is_whole(node: ir.Expr) -> bool:
    """Whether an expression is a whole number by its type or as written."""
    if isinstance(node, ir.Const):
        return isinstance(node.value, int)
    return node.type.whole or node.type.kind is not Kind.NUMBER


def differ(type_: Type, left: str, right: str) -> str:
    """The difference of two numbers, 0 where it is only binary dust."""
    kroner = any(base == "kr" for base, _ in type_.unit.powers)
    return f"ROUND({left}-{right},{_KRONER if kroner else _OTHER})"


def nearest(value: str, multiple: str, method: str) -> str:
    """A number rounded to a multiple: halv_op, halv_lige, op (away from zero) or ned."""
    parts = f"ROUND({value}/{multiple},{CLEAN})"
    if method == "halv_op":
        return f"(ROUND({parts},0)*{multiple})"
    if method == "halv_lige":
        return f"(IF(ABS({parts}-TRUNC({parts}))=0.5,2*ROUND({parts}/2,0),ROUND({parts},0))*{multiple})"
    return f"({'ROUNDUP' if method == 'op' else 'ROUNDDOWN'}({parts},0)*{multiple})"
