"""The nodes directly inside a node: one table for every reader that walks the program."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.language.ir import expressions as e
from rammeaftale.language.ir import rules as r
from rammeaftale.language.ir.rules import AnyNode


def parts(node: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes directly inside a node, in the order written."""
    return _PARTS.get(type(node), _none)(node)


def _none(node: AnyNode) -> tuple[AnyNode, ...]:
    return ()


def _arms(node: r.Arms) -> tuple[AnyNode, ...]:
    inside: list[AnyNode] = []
    for arm in node.arms:
        inside += (arm.condition, arm.then)
    return (*inside, node.otherwise)


def _aggregate(node: e.Aggregate) -> tuple[AnyNode, ...]:
    return tuple(part for part in (node.body, node.weight, node.where) if part is not None)


_PARTS: dict[type, Callable[..., tuple[AnyNode, ...]]] = {
    e.ValueOn: lambda n: (n.day,),
    e.Negate: lambda n: (n.operand,),
    e.Arithmetic: lambda n: (n.left, n.right),
    e.Power: lambda n: (n.base,),
    e.Comparison: lambda n: n.operands,
    e.Not: lambda n: (n.operand,),
    e.Logic: lambda n: n.operands,
    e.Choice: lambda n: (n.condition, n.then, n.otherwise),
    e.IsOneOf: lambda n: (n.operand,),
    e.InCatalogue: lambda n: (n.operand,),
    e.Apply: lambda n: n.arguments,
    e.Aggregate: _aggregate,
    e.Outer: lambda n: (n.operand,),
    e.Same: lambda n: n.operands,
    e.IsStated: lambda n: (n.target,),
    e.StatedOr: lambda n: (n.target, n.otherwise),
    e.IsRegulated: lambda n: (n.operand,),
    e.Split: lambda n: (n.amount, n.key),
    r.Formula: lambda n: (n.expression,),
    r.Arms: _arms,
    r.Table: lambda n: (*n.columns, *(row.gives for row in n.rows)),
    r.Scale: lambda n: (n.base, *(b.rate for b in n.brackets)),
    r.Deadline: lambda n: (n.start, n.length),
    r.ByReading: lambda n: tuple(n.rules.values()),
}
