"""Which year an index in a formula means."""

from __future__ import annotations

from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR
from rammeaftale.language.lowering import Lowering
from rammeaftale.language.printer import print_formula
from rammeaftale.language.symbols import Symbol

_LEAST_YEAR_LIKE = 1000


def year_at(low: Lowering, node: syntax.Node) -> ir.YearAt:
    """The year an index means: `-2`, `2014`, `år`, `år - 2`."""
    if isinstance(node, syntax.Word) and node.name == "år":
        return ir.THIS_YEAR
    if isinstance(node, syntax.NumberLiteral) and node.unit is None and isinstance(node.value, int):
        if node.value == 0:
            return ir.THIS_YEAR
        if FIRST_YEAR <= node.value <= LAST_YEAR:
            return ir.YearAt(absolute=node.value)
        if _LEAST_YEAR_LIKE <= node.value < FIRST_YEAR:
            hint = f"Årstal går fra {FIRST_YEAR} til {LAST_YEAR}."
            low.fail(f.BAD_YEAR_INDEX, node, found=node.text, hint=hint)
        low.fail(f.FORWARD_LAG, node, found=node.text)
    offset = _offset(node)
    if offset is None:
        low.fail(f.BAD_YEAR_INDEX, node, found=print_formula(node))
    if offset > 0:
        low.fail(f.FORWARD_LAG, node, found=f"år + {offset}")
    history = low.names.manifest.history
    if -offset > history:
        low.fail(rf.TOO_FAR_BACK, node, count=-offset, history=history)
    return ir.YearAt(offset)


def check_reach(low: Lowering, symbol: Symbol, year: ir.YearAt, node: syntax.Node) -> None:
    """Refuse a fixed year of a calculated quantity that lies too far back for the last year the set serves."""
    manifest = low.names.manifest
    last = (manifest.ends or manifest.starts).year
    if year.absolute is None or not symbol.is_computed or last - year.absolute <= manifest.history:
        return
    count = last - year.absolute
    hint = (
        f"«{symbol.name}» beregnes højst {manifest.history} år før det år, der regnes for. "
        f"Hæv «historik» i manifestet til {count}, så {year.absolute} kan nås fra {last}."
    )
    low.fail(rf.TOO_FAR_BACK, node, count=count, history=manifest.history, hint=hint)


def is_year_index(node: syntax.Node) -> bool:
    """Whether an index can only mean a year: a number, `-2`, `år`, `år - 2`; any other expression must be a date."""
    if isinstance(node, syntax.NumberLiteral | syntax.Unary):
        return True
    return node == syntax.Word("år") or _offset(node) is not None


def _offset(node: syntax.Node) -> int | None:
    sign, literal = 0, node
    if isinstance(node, syntax.Unary) and node.operator == "-":
        sign, literal = -1, node.operand
    elif isinstance(node, syntax.Binary) and node.left == syntax.Word("år") and node.operator in ("+", "-"):
        sign, literal = (1 if node.operator == "+" else -1), node.right
    if sign and isinstance(literal, syntax.NumberLiteral) and isinstance(literal.value, int):
        return sign * literal.value
    return None
