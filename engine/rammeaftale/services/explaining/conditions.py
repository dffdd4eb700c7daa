"""A condition that counted for a yes or no: what was asked, with which numbers, whose rule it stands in and where."""

from __future__ import annotations

from dataclasses import field

from rammeaftale.backends.filling import fill_part, show_typed
from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.terms import Term
from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_name
from rammeaftale.rulefiles.head_model import Citation

HOLDS, STATED, TAKEN, READ = "betingelse", "oplysning", "gren", "læsning"


@record
class Condition:
    """A condition that counted: as written, with numbers, what it came to, whose rule it stands in and where.

    `kind`: a condition of a rule, an input's own ja or nej, what decided which branch or row counts, or a reading.
    """

    written: str
    filled: str
    outcome: Outcome
    kind: str
    owner: str
    title: str
    source: Citation
    span: Span = field(compare=False)


@record
class Owner:
    """Whose rule a condition stands in."""

    name: str
    title: str
    source: Citation


def on_its_own(node: TraceNode) -> Condition:
    """A quantity as a condition of its own: stated, assumed, or with a rule that simply says so."""
    head, name = node.quantity.head, node.quantity.name
    answer = show_typed(node.outcome, node.quantity.symbol.type, node.program)
    if node.assumed:
        answer += " (antaget)"
    named = [member_name(node.program, d, m) for d, m in zip(node.quantity.dims, node.cell[2], strict=True)]
    written = f"{', '.join([head.title, *named])} ({node.id.split('@')[0]})"
    span = node.stated.span if node.stated and node.stated.span else head.span
    kind = STATED if node.rule is None else HOLDS
    return Condition(written, answer, node.outcome, kind, name, head.title, head.citation, span)


def in_formula(term: Term, formula: FormulaTrace, owner: Owner) -> Condition:
    """A comparison or question of a formula."""
    text, node = formula.rule.text, term.node
    written = " ".join(text.text[node.start : node.end].split())
    filled, kind = fill_part(text.text, term, formula.program), HOLDS
    if isinstance(node, ir.IsStated):
        title = formula.program.quantities[node.target.name].head.title
        answer = "oplyst i sagen" if term.outcome else "ikke oplyst i sagen"
        written, filled, kind = f"{title} ({node.target.name})", answer, STATED
    elif isinstance(node, ir.IsOneOf) or _is_equality(node):
        operand = term.parts[0]
        filled = f"{text.text[operand.node.start : operand.node.end]} er {_shown(operand, formula)}"
    span = text.part(node.start, node.end)
    return Condition(written, filled, term.outcome, kind, owner.name, owner.title, owner.source, span)


def _is_equality(node: ir.Expr) -> bool:
    """A name compared with a fixed word or number: what it is says it all."""
    if not isinstance(node, ir.Comparison) or node.operators not in (("==",), ("!=",)):
        return False
    return isinstance(node.operands[0], ir.Ref) and isinstance(node.operands[1], ir.Const)


def _shown(term: Term, formula: FormulaTrace) -> str:
    return show_typed(term.outcome, term.node.type, formula.program)
