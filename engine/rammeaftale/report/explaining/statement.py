"""The statement (opgørelse) of a figure: lines with signs, subtotals and sums, as a controller sets one up.

The first part of a sum is opened in its place, and what that rests on again, so that the statement starts at the
lowest lines and works its way up to the figure asked about. Other parts are opened one level, as details below them.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from rammeaftale.backends.ruletrace import MeasureTrace, StepTrace
from rammeaftale.backends.trace import Trace, TraceNode
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language.types import BOOL, Type
from rammeaftale.report.explaining.forms import Form, Forms, Operand, Shape
from rammeaftale.report.naming import citation_of, display_of, shown, title_of
from rammeaftale.rulefiles.head_model import Citation

MOST_LEVELS, MOST_LINES, MOST_DETAILS = 12, 40, 12


class Kind(StrEnum):
    """What a line of a statement is."""

    LINE = "linje"
    DETAIL = "heraf"
    STEP = "trin"
    SUBTOTAL = "delsum"
    TOTAL = "resultat"
    NOTE = "note"


@record
class Line:
    """A line: sign (`+ - × / =` or none), title, value (None in a note), source, remarks."""

    kind: Kind
    sign: str
    title: str
    outcome: Outcome | None
    type: Type
    display: str | None = None
    node: str | None = None
    source: Citation | None = None
    remarks: tuple[str, ...] = ()


def statement(trace: Trace) -> tuple[Line, ...]:
    """The lines of the statement of the trace's root, the last one the figure itself."""
    forms = Forms(trace)
    lines: list[Line] = []
    for node, form, lead in reversed(_spine(trace, forms)):
        lines = _level(node, form, lead, lines, forms)
    return tuple(lines)


def _spine(trace: Trace, forms: Forms) -> list[tuple[TraceNode, Form | None, Operand | None]]:
    """The figure, the part of it that is opened in its place, the part of that, and so on down."""
    found: list[tuple[TraceNode, Form | None, Operand | None]] = []
    node, seen = trace.top, set[str]()
    while True:
        seen.add(node.id)
        form = forms.of(node)
        lead = _lead(form, forms) if form and len(found) < MOST_LEVELS else None
        if lead is None or lead.node is None or lead.node.id in seen:
            found.append((node, form, None))
            return found
        found.append((node, form, lead))
        node = lead.node


def _lead(form: Form, forms: Forms) -> Operand | None:
    """The operand opened in its place: the first of a sum; of a product the one that is a sum."""
    if form.shape is Shape.SAME:
        return form.operands[0]
    if form.shape is Shape.SUM:
        first = form.operands[0]
        return first if first.sign == "+" and _opens(first, forms) is Shape.SUM else None
    if form.shape is Shape.PRODUCT:
        shapes = [(_opens(o, forms), o) for o in form.operands if o.sign == "×"]
        for wanted in (Shape.SUM, Shape.PRODUCT):
            found = next((o for shape, o in shapes if shape is wanted), None)
            if found is not None:
                return found
    return None


def _opens(operand: Operand, forms: Forms) -> Shape | None:
    form = forms.opened(operand.node)[0] if operand.node is not None else None
    return form.shape if form else None


def _level(
    node: TraceNode, form: Form | None, lead: Operand | None, below: list[Line], forms: Forms
) -> list[Line]:
    """One level of the spine: what is below it, the other parts, caps and roundings, the sum."""
    if form is None and node.measures:
        return [*_changes(node), _total(node, Kind.TOTAL, "=")]
    if form is None:
        return [_total(node, Kind.TOTAL, "=" if node.id == forms.trace.root and node.is_told else "")]
    if form.shape is Shape.SAME and lead is not None and not below[-1].sign and below[-1].node != node.id:
        lines = [_as(below[-1], Kind.LINE)]
    elif form.shape is Shape.SAME and lead is not None:
        lines = below[:-1]
    else:
        lines = [*_heading(form), *(_closed(below) if lead is not None else [])]
        others = [o for o in form.operands if o is not lead]
        lines += [line for o in others[:MOST_LINES] for line in _operand(o, node, forms)]
        if len(others) > MOST_LINES:
            lines.append(_note(f"… og {len(others) - MOST_LINES} linjer mere"))
    if form.remark:
        lines.append(_note(form.remark))
    return [*lines, *_changes(node), _total(node, Kind.TOTAL, "=")]


def _heading(form: Form) -> list[Line]:
    return [_note(form.heading)] if form.heading else []


def _note(text: str) -> Line:
    return Line(Kind.NOTE, "", text, None, BOOL)


def _closed(lines: list[Line]) -> list[Line]:
    """The lines of what is opened in place: its sum is a subtotal here."""
    last = lines[-1]
    kind = Kind.SUBTOTAL if last.sign == "=" else Kind.LINE
    return [*lines[:-1], _as(last, kind)]


def _as(line: Line, kind: Kind) -> Line:
    return replace(line, kind=kind)


def _operand(operand: Operand, around: TraceNode, forms: Forms) -> list[Line]:
    lines = [_line(operand, Kind.LINE)]
    inside, passed = forms.inside(operand)
    if inside is None or inside.shape is Shape.SAME or len(inside.operands) > MOST_DETAILS:
        return lines
    if inside.heading:
        lines.append(_as(_note(inside.heading), Kind.DETAIL))
    lines += [_line(part, Kind.DETAIL) for part in inside.operands]
    changes = [line for node in reversed(passed) for line in _changes(node)]
    return lines + [_as(line, Kind.DETAIL) for line in changes]


def _line(operand: Operand, kind: Kind) -> Line:
    node = operand.node
    remarks = (operand.remark,) if operand.remark else ()
    if node is None:
        return Line(kind, operand.sign, operand.title, operand.outcome, operand.type, remarks=remarks)
    own = tuple(dict.fromkeys((*remarks, *remarks_on(node))))
    source = operand.source or citation_of(node)
    return Line(
        kind,
        operand.sign,
        operand.title,
        operand.outcome,
        operand.type,
        operand.display,
        node.id,
        source,
        own,
    )


def _total(node: TraceNode, kind: Kind, sign: str) -> Line:
    quantity = node.quantity
    return Line(
        kind,
        sign,
        title_of(node),
        node.outcome,
        quantity.symbol.type,
        display_of(quantity),
        node.id,
        citation_of(node),
        remarks_on(node),
    )


def _changes(node: TraceNode) -> list[Line]:
    """The measures, caps and roundings that changed the value, each with the value after it."""
    type_, display = node.quantity.symbol.type, display_of(node.quantity)
    measures = [_measure(measure, node) for measure in node.measures]
    steps = [step for step in node.steps if step.applied and step.before != step.after]
    if not measures and not steps:
        return []
    called = "Før tiltag" if measures else step_words(steps[0], node)[0]
    value = node.measures[0].before if measures else steps[0].before
    before = Line(Kind.SUBTOTAL, "=", called, value, type_, display)
    after = [Line(Kind.STEP, "", step_words(step, node)[1], step.after, type_, display) for step in steps]
    return [before, *measures, *after]


def _measure(measure: MeasureTrace, node: TraceNode) -> Line:
    """What a chosen measure makes of the value, with its own source."""
    type_, head = node.quantity.symbol.type, node.program.measures[measure.measure].entry.head
    does, display = f"Tiltag: {head.title}", display_of(node.quantity)
    return Line(Kind.STEP, "", does, measure.after, type_, display, source=head.citation)


_ROUNDINGS = {
    "halv_op": "halve væk fra nul",
    "halv_lige": "halve til lige",
    "op": "op, væk fra nul",
    "ned": "ned, mod nul",
}


def step_words(step: StepTrace, node: TraceNode) -> tuple[str, str]:
    """What the value is called before a step, and what the step does."""
    amount = shown(step.amount.outcome, node.quantity.symbol.type, node.program, display_of(node.quantity))
    if step.kind == "højst":
        return "Før loftet", f"Loft: højst {amount}"
    if step.kind == "mindst":
        return "Før bundgrænsen", f"Bundgrænse: mindst {amount}"
    return "Før afrunding", f"Afrundet til {amount} ({_ROUNDINGS[step.kind]})"


def remarks_on(node: TraceNode) -> tuple[str, ...]:
    """What a reader must know of a line: assumed, stated in place of a rule, from outside, tried out, of a measure."""
    found = []
    if isinstance(node.outcome, Unknown) and node.quantity.symbol.is_input:
        found.append("ikke oplyst")
    elif node.assumed:
        found.append("antaget")
    if node.stated and not node.quantity.symbol.is_input:
        what_if = node.quantity.symbol.is_parameter and "hvad_hvis" in node.stamps
        found.append("hvad hvis" if what_if else "oplyst i sagen")
    if node.figure and node.figure.external:
        found.append("ekstern")
    if node.rests_on:
        found.append("med tiltag")
    if node.stated and (node.stated.source or node.stated.by):
        found.append(", ".join(part for part in (node.stated.source, node.stated.by) if part))
    return tuple(found)
