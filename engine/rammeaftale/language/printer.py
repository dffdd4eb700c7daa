"""A formula's canonical text: parse(print(tree)) == tree."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.language.syntax import (
    Binary,
    Call,
    Comparison,
    Index,
    ListOf,
    Logic,
    Node,
    NumberLiteral,
    TextLiteral,
    Unary,
    Word,
)

_ATOM, _POWER, _UNARY, _PRODUCT, _SUM, _COMPARISON, _NOT, _LOGIC = range(8)
_BINARY = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}


def print_formula(node: Node) -> str:
    """The text of a surface tree, with only the parentheses it needs."""
    return _PRINTERS[type(node)](node)


def _level(node: Node) -> int:
    if isinstance(node, Binary):
        return _BINARY[node.operator]
    if isinstance(node, Unary):
        return _UNARY if node.operator == "-" else _NOT
    if isinstance(node, Comparison):
        return _COMPARISON
    return _LOGIC if isinstance(node, Logic) else _ATOM


def _within(node: Node, most: int) -> str:
    text = print_formula(node)
    return text if _level(node) <= most else f"({text})"


def _number(node: NumberLiteral) -> str:
    return f"{node.text} {node.unit}" if node.unit else node.text


def _index(node: Index) -> str:
    last = f":{_within(node.last, _SUM)}" if node.last is not None else ""
    return f"{node.name.name}[{_within(node.first, _SUM)}{last}]"


def _unary(node: Unary) -> str:
    if node.operator == "-":
        return f"-{_within(node.operand, _UNARY)}"
    return f"ikke {_within(node.operand, _NOT)}"


def _binary(node: Binary) -> str:
    level = _BINARY[node.operator]
    if node.operator == "**":
        return f"{_within(node.left, _ATOM)} ** {_within(node.right, _UNARY)}"
    return f"{_within(node.left, level)} {node.operator} {_within(node.right, level - 1)}"


def _comparison(node: Comparison) -> str:
    parts = [_within(node.operands[0], _SUM)]
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        parts += [operator, _within(operand, _SUM)]
    return " ".join(parts)


def _logic(node: Logic) -> str:
    return f" {node.operator} ".join(_within(operand, _NOT) for operand in node.operands)


def _call(node: Call) -> str:
    parts = [print_formula(argument) for argument in node.arguments]
    parts += [f"{name}={print_formula(value)}" for name, value in node.named]
    return f"{node.name}({', '.join(parts)})"


def _list(node: ListOf) -> str:
    return f"[{', '.join(print_formula(item) for item in node.items)}]"


_PRINTERS: dict[type, Callable[..., str]] = {
    NumberLiteral: _number,
    TextLiteral: lambda node: f'"{node.value}"',
    Word: lambda node: str(node.name),
    Index: _index,
    Unary: _unary,
    Binary: _binary,
    Comparison: _comparison,
    Logic: _logic,
    Call: _call,
    ListOf: _list,
}
