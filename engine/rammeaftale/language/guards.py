"""What a condition shows to be stated: `oplyst(x)` guards the reading of the optional input x."""

from __future__ import annotations

from rammeaftale.language import ir, syntax
from rammeaftale.language.lowering import Known, Lowering
from rammeaftale.language.years import year_at

NOTHING: Known = frozenset()


def shown_by(node: syntax.Node, low: Lowering, *, holds: bool) -> Known:
    """The (name, year) pairs that are stated when `node` is true (holds) or false (not holds)."""
    if isinstance(node, syntax.Call) and node.name == "oplyst" and holds and len(node.arguments) == 1:
        return _asked(node.arguments[0], low)
    if isinstance(node, syntax.Unary) and node.operator == "ikke":
        return shown_by(node.operand, low, holds=not holds)
    if isinstance(node, syntax.Logic):
        parts = [shown_by(operand, low, holds=holds) for operand in node.operands]
        every = (node.operator == "og") == holds
        return NOTHING.union(*parts) if every else parts[0].intersection(*parts[1:])
    return NOTHING


def _asked(node: syntax.Node, low: Lowering) -> Known:
    if isinstance(node, syntax.Word):
        return frozenset([(node.name, ir.THIS_YEAR)])
    if isinstance(node, syntax.Index) and node.last is None:
        symbol = low.names.symbols.get(node.name.name)
        year = ir.THIS_YEAR if symbol and symbol.fixed else year_at(low, node.first)
        return frozenset([(node.name.name, year)])
    return NOTHING
