"""How a spreadsheet's binary numbers are kept from telling equal amounts apart and from falling to the wrong side.

Differences are compared after rounding far below what an amount is told in, and a number is cleaned the same way
before it is rounded up or down.
"""

from __future__ import annotations

from rammeaftale.backends.excel.pairs import literal, quoted
from rammeaftale.core.outcome import Value
from rammeaftale.language import ir
from rammeaftale.language.types import Kind, Type

_KRONER, _COUNTS, _SHARES = 6, 9, 12
CLEAN = 6


def is_whole(node: ir.Expr) -> bool:
    """Whether an expression is a whole number by its type or as written."""
    if isinstance(node, ir.Const):
        return isinstance(node.value, int)
    return node.type.whole or node.type.kind is not Kind.NUMBER


def compared(node: ir.Expr, left: str, sign: str, right: str, *, whole: bool = False) -> str:
    """A comparison of two numbers of an expression's unit, blind to binary dust; `whole`: the other has none."""
    if is_whole(node) and whole:
        return f"({left}{sign}{right})"
    difference = left if right == "0" else f"{left}-{right}"
    return f"(ROUND({difference},{_decimals(node.type)}){sign}0)"


def equals(node: ir.Expr, value: str, option: Value) -> str:
    """Whether an expression is a certain value."""
    if isinstance(option, str):
        return f"EXACT({value},{quoted(option)})"
    return bounded(node, value, "=", option)


def bounded(node: ir.Expr, value: str, sign: str, bound: Value) -> str:
    """Whether an expression keeps to a bound."""
    if node.type.kind is not Kind.NUMBER:
        return f"({value}{sign}{literal(bound)})"
    return compared(node, value, sign, literal(bound), whole=isinstance(bound, int))


def is_zero(node: ir.Expr, value: str) -> str:
    """Whether a number is nothing, or only binary dust."""
    return compared(node, value, "=", "0", whole=True)


def _decimals(type_: Type) -> int:
    """Far below what an amount is told in, yet above what adding up such amounts in binary leaves behind."""
    upper = [base for base, exponent in type_.unit.powers if exponent > 0]
    if not upper:
        return _SHARES
    return _KRONER if "kr" in upper else _COUNTS


def nearest(value: str, multiple: str, method: str) -> str:
    """A number rounded to a multiple: halv_op, halv_lige, op (away from zero) or ned."""
    parts = f"ROUND({value}/{multiple},{CLEAN})"
    if method == "halv_op":
        return f"(ROUND({parts},0)*{multiple})"
    if method == "halv_lige":
        return f"(IF(ABS({parts}-TRUNC({parts}))=0.5,2*ROUND({parts}/2,0),ROUND({parts},0))*{multiple})"
    return f"({'ROUNDUP' if method == 'op' else 'ROUNDDOWN'}({parts},0)*{multiple})"
