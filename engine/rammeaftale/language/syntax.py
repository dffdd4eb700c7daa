"""The surface tree of a formula: what the author wrote, with offsets into the text.

Offsets do not count in comparison, so `parse(print(tree)) == tree` can be said of every tree.
"""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from rammeaftale.core.outcome import Number
from rammeaftale.core.records import record


@record
class NumberLiteral:
    """A number, possibly with a unit word behind it; `text` is as written."""

    value: Number
    text: str
    unit: str | None
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class TextLiteral:
    """A quoted text."""

    value: str
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Word:
    """A bare name or one of the words sand, falsk, ikke_reguleret, ikke_relevant, år, opgjort."""

    name: str
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Index:
    """`x[first]` or the window `x[first:last]`."""

    name: Word
    first: Node
    last: Node | None
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Unary:
    """`-x` or `ikke x`."""

    operator: str
    operand: Node
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Binary:
    """`+ - * / **`."""

    operator: str
    left: Node
    right: Node
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Comparison:
    """A chain such as `0 <= x < 1`: one operator fewer than operands."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Logic:
    """`og` or `eller` over two or more operands."""

    operator: str
    operands: tuple[Node, ...]
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class Call:
    """A function with positional and named arguments; `start`..`name_end` is its name."""

    name: str
    arguments: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...] = ()
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


@record
class ListOf:
    """`[a, b]`, only as the second argument of `i(…)`."""

    items: tuple[Node, ...]
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)


Node: TypeAlias = (
    NumberLiteral | TextLiteral | Word | Index | Unary | Binary | Comparison | Logic | Call | ListOf
)


def inside(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in the order written."""
    if isinstance(node, Binary):
        return (node.left, node.right)
    if isinstance(node, Comparison | Logic):
        return node.operands
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Call):
        return (*node.arguments, *(value for _, value in node.named))
    if isinstance(node, Index):
        return (node.name, node.first) if node.last is None else (node.name, node.first, node.last)
    return node.items if isinstance(node, ListOf) else ()
