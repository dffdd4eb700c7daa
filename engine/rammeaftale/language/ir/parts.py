"""The nodes directly inside a node: one table for every reader that walks the program."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.language.ir import atoms as a
from rammeaftale.language.ir import operators as o
from rammeaftale.language.ir import over_members as m
from rammeaftale.language.ir import questions as q
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


def _aggregate(node: m.Aggregate) -> tuple[AnyNode, ...]:
    return tuple(part for part in (node.body, node.weight, node.where) if part is not None)


_PARTS: dict[type, Callable[..., tuple[AnyNode, ...]]] = {
    a.ValueOn: lambda n: (n.day,),
    o.Negate: lambda n: (n.operand,),
    o.Arithmetic: lambda n: (n.left, n.right),
    o.Power: lambda n: (n.base,),
    o.Comparison: lambda n: n.operands,
    o.Not: lambda n: (n.operand,),
    o.Logic: lambda n: n.operands,
    o.Choice: lambda n: (n.condition, n.then, n.otherwise),
    o.IsOneOf: lambda n: (n.operand,),
    o.InCatalogue: lambda n: (n.operand,),
    o.Apply: lambda n: n.arguments,
    m.Aggregate: _aggregate,
    m.Outer: lambda n: (n.operand,),
    m.Same: lambda n: n.operands,
    q.IsStated: lambda n: (n.target,),
    q.StatedOr: lambda n: (n.target, n.otherwise),
    q.IsRegulated: lambda n: (n.operand,),
    m.Split: lambda n: (n.amount, n.key),
    r.Formula: lambda n: (n.expression,),
    r.Arms: _arms,
    r.Table: lambda n: (*n.columns, *(row.gives for row in n.rows)),
    r.Scale: lambda n: (n.base, *(b.rate for b in n.brackets)),
    r.Deadline: lambda n: (n.start, n.length),
    r.ByReading: lambda n: tuple(n.rules.values()),
}
