"""A formula's text with numbers in place of names, for people to check by hand."""

from __future__ import annotations

import re

from rammeaftale.backends.terms import Row, Term
from rammeaftale.core.display import show_amount
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_name
from rammeaftale.language.program import Program
from rammeaftale.language.types import Kind, Type

MOST_SHOWN = 8
_ZERO = re.compile(r"0(,0+)?(?![0-9,.])")
_MINUS = re.compile(r"(?:(?<=\A)|(?<=[(,]))\s*-\s*\Z")
_NAMES = (
    ir.Ref,
    ir.ValueOn,
    ir.IsStated,
    ir.Before,
    ir.CurrentMember,
    ir.CalculatedYear,
    ir.CaseDate,
    ir.Same,
    ir.OfProcedure,
)


def fill(text: str, term: Term, program: Program) -> str:
    """The formula with every name, sum and window that counted replaced by what it came to."""
    return " ".join(_replaced(text, term, program, 0, len(text)).split())


def fill_part(text: str, term: Term, program: Program) -> str:
    """The same for the part of the formula that the term is."""
    return " ".join(_replaced(text, term, program, term.node.start, term.node.end).split())


def _replaced(text: str, term: Term, program: Program, first: int, last: int) -> str:
    replaced: list[tuple[int, int, str]] = []
    pending = [term]
    while pending:
        part = pending.pop()
        shown = _shown(part, program)
        if shown is None:
            pending += part.parts
        else:
            inside = part is not term and shown.startswith("-")
            replaced.append((part.node.start, part.node.end, f"({shown})" if inside else shown))
    text = text[:last]
    for start, end, shown in sorted(replaced, reverse=True):
        before = _MINUS.sub("", text[:start]) if _ZERO.match(shown) else text[:start]
        text = before + shown + text[end:]
    return text[first:]


def _shown(term: Term, program: Program) -> str | None:
    """The text that stands for a part, or None when its own parts are shown one by one."""
    node = term.node
    if isinstance(node, ir.Ref) and isinstance(term.outcome, Unknown) and _is_optional(node, program):
        return "ikke oplyst"
    if isinstance(node, _NAMES):
        return show_typed(term.outcome, node.type, program)
    if isinstance(node, ir.Outer | ir.StatedOr):
        inner = term.parts[0] if term.parts else term
        return show_typed(inner.outcome, inner.node.type, program)
    if isinstance(node, ir.Split):
        amount = show_typed(term.parts[0].outcome, node.amount.type, program)
        return f"fordel({amount}; {_rows(term, program)})"
    if isinstance(node, ir.Aggregate | ir.WindowAggregate):
        return f"{node.function}({_rows(term, program)})"
    return None


def _is_optional(node: ir.Ref, program: Program) -> bool:
    quantity = program.quantities.get(node.name)
    return quantity is not None and quantity.symbol.optional


def _rows(term: Term, program: Program) -> str:
    if not term.rows and isinstance(term.outcome, Unknown):
        return "ukendt"
    counted = [row for row in term.rows if row.chosen is None or row.chosen.outcome is not False]
    if not counted:
        return "ingen"
    shown = [_row(row, term, program) for row in counted[:MOST_SHOWN]]
    return "; ".join([*shown, "…"] if len(counted) > MOST_SHOWN else shown)


def _row(row: Row, term: Term, program: Program) -> str:
    over = term.node.over if isinstance(term.node, ir.Aggregate | ir.Split) else ""
    label = member_name(program, over, row.label)
    if row.value is None:
        return label
    value = show_typed(row.value.outcome, row.value.node.type, program)
    if row.weight is None:
        return f"{label}: {value}"
    return f"{label}: {value} × {show_typed(row.weight.outcome, row.weight.node.type, program)}"


def show_typed(outcome: Outcome, type_: Type, program: Program, display: str | None = None) -> str:
    """An outcome with its unit, as its type has it; a text in quotes, a member by its name."""
    if isinstance(outcome, str):
        if type_.kind is Kind.MEMBER:
            return member_name(program, type_.dimension, outcome)
        return f'"{outcome}"'
    unit = type_.unit if type_.kind is Kind.NUMBER else None
    return show_amount(outcome, unit, is_year=type_.kind is Kind.YEAR, display=display)
