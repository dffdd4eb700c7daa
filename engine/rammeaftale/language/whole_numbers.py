"""Whether a heltal may come to part of a whole number; when it does, it fails."""

from __future__ import annotations

from rammeaftale.language import ir
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind

_AVERAGES = frozenset(("gennemsnit", "vægtet_gennemsnit"))
_ROUNDINGS = frozenset(("afrund", "rund_op", "rund_ned"))
_BOUNDS = frozenset(("højst", "mindst"))


def may_be_part(quantity: Quantity) -> bool:
    """Whether anything that the value of a whole quantity is made of may be part of a whole number."""
    if not quantity.symbol.type.whole or (quantity.steps and quantity.steps[-1].kind not in _BOUNDS):
        return False
    rules = (quantity.rule, *(o.rule for o in quantity.overrides), *(s.amount for s in quantity.steps))
    pending: list[ir.AnyNode] = [rule for rule in rules if rule is not None]
    while pending:
        node = pending.pop()
        if _gives_parts(node):
            return True
        pending += _made_of(node)
    return False


def _gives_parts(node: ir.AnyNode) -> bool:
    if isinstance(node, ir.Const):
        return not isinstance(node.value, int)
    if isinstance(node, ir.Ref | ir.ValueOn | ir.WindowAggregate) and not node.type.whole:
        return node.type.kind is Kind.NUMBER
    if isinstance(node, ir.Aggregate | ir.WindowAggregate):
        return node.function in _AVERAGES
    return isinstance(node, ir.Power | ir.Scale) or (isinstance(node, ir.Arithmetic) and node.operator == "/")


def _made_of(node: ir.AnyNode) -> list[ir.AnyNode]:
    """What a value is made of: not what it is chosen by, nor what is rounded to whole numbers."""
    if isinstance(node, ir.Table):
        return [row.gives for row in node.rows]
    if isinstance(node, ir.Apply) and node.function in _ROUNDINGS and node.fixed[0] <= 0:  # type: ignore[operator]
        return []
    return [part for part in ir.parts(node) if part.type.kind is not Kind.BOOL]
