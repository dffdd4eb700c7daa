"""When an input is only needed under a condition: the condition in words."""

from __future__ import annotations

from rammeaftale.language import ir
from rammeaftale.services.ruleset import RuleSet

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def reason(node: ir.AnyNode, text: str, rules: RuleSet, *, holds: bool) -> str:
    """«tilbuddet har flere takstniveauer», «ikke x», «afvigelse != 0»: when a condition (or its opposite) holds."""
    bare = node.expression if isinstance(node, ir.Formula) else node
    while isinstance(bare, ir.Not):
        bare, holds = bare.operand, not holds
    if isinstance(bare, ir.IsStated):
        return f"«{bare.target.name}» {'er' if holds else 'ikke er'} oplyst"
    if isinstance(bare, ir.Ref):
        return _title(bare.name, rules, holds=holds)
    written = " ".join(text[bare.start : bare.end].split())  # type: ignore[union-attr, index]
    if holds:
        return written
    if isinstance(bare, ir.Comparison) and len(bare.operators) == 1:
        first, second = bare.operands
        parts = (text[first.start : first.end], _OPPOSITE[bare.operators[0]], text[second.start : second.end])
        return " ".join(" ".join(parts).split())
    return f"det ikke gælder, at {written}"


def _title(name: str, rules: RuleSet, *, holds: bool) -> str:
    quantity = rules.quantity(name)
    title = quantity.head.title if quantity else name
    said = f"«{title}»"
    return f"{said} er {'opfyldt' if holds else 'ikke opfyldt'}"


def row_reason(table: ir.Table, row: ir.Row) -> str:
    """The cells of a table row: «tilbudstype er botilbud, dagtilbud»."""
    cells = zip(table.columns, row.cells, strict=True)
    return " og ".join(f"{column.name} er {cell.text}" for column, cell in cells if cell is not None)
