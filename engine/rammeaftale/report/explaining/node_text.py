"""One node of a trace as labelled lines: who stated it, or the rule with its branch, reading, numbers and steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from rammeaftale.backends.ruletrace import (
    ArmsTrace,
    DeadlineTrace,
    FormulaTrace,
    MeasureTrace,
    ReadingTrace,
    RuleTrace,
    ScaleTrace,
    StepTrace,
    TableTrace,
)
from rammeaftale.backends.terms import Term
from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import NoValue, Unknown
from rammeaftale.language import ir
from rammeaftale.language.program import Figure, Program
from rammeaftale.report.deadline_text import deadline_words
from rammeaftale.report.explaining.procedure_asked import asked_of
from rammeaftale.report.explaining.split_text import split_lines
from rammeaftale.report.explaining.statement import step_words
from rammeaftale.report.naming import (
    citation_of,
    display_of,
    place_text,
    shown,
    shown_id,
    source_text,
    title_of,
    value_of,
    words,
)

COMMAND_LINE = "<kommandolinje>"
Labelled: TypeAlias = tuple[str, str]


def heading(node: TraceNode, years: tuple[int, ...]) -> str:
    """`Titel (navn@år): værdi`, with marks for what is assumed or rests on a measure, and stamps."""
    marks = ["«antaget»"] if node.assumed else ["«tiltag»"] if node.rests_on else []
    marks += [f"[{', '.join(words(stamp) for stamp in sorted(node.stamps))}]"] if node.stamps else []
    return " ".join([f"{title_of(node)} ({shown_id(node, years)}): {value_of(node)}", *marks])


def details(node: TraceNode, document: str = "") -> Iterator[Labelled]:
    """What is to be said of a node, each part with its label; sections of `document` without its name."""
    yield from _given(node)
    if node.rule is not None:
        yield from _rule(node.rule, node, "regel")
    for measure in node.measures:
        yield from _measure(measure, node, document)
    for step in node.steps:
        yield "trin", _step(step, node)
    if node.quantity.head.status != "egen":
        yield "status", words(node.quantity.head.status)
    yield "kilde", f"{source_text(citation_of(node), document)} · {place_text(node.quantity.head.span)}"


def _given(node: TraceNode) -> Iterator[Labelled]:
    """Where a value that no rule gave comes from."""
    symbol, stated = node.quantity.symbol, node.stated
    if stated is not None:
        what = "hvad hvis" if symbol.is_parameter and "hvad_hvis" in node.stamps else "oplyst"
        instead = " i stedet for reglen" if symbol.is_computed else ""
        by = " · ".join(part for part in (stated.source, f"af {stated.by}" if stated.by else "") if part)
        by_hand = stated.span is not None and stated.span.source.path == COMMAND_LINE
        where = "på kommandolinjen" if by_hand else "i sagen"
        place = place_text(stated.span) if stated.span and not by_hand else ""
        yield what, " · ".join(part for part in (where + instead, by, place) if part)
    elif node.assumed:
        yield (
            "antaget",
            "sagen oplyser det ikke" + ("" if isinstance(node.outcome, Unknown) else "; standarden bruges"),
        )
    elif symbol.is_input:
        no_year = isinstance(node.outcome, Unknown) and node.outcome.missing == {"år"}
        yield "mangler", "sagen siger ikke, hvilket år der beregnes" if no_year else "sagen oplyser det ikke"
    elif symbol.is_parameter and node.outcome is not None:
        yield from _parameter(node)


def _parameter(node: TraceNode) -> Iterator[Labelled]:
    figure = node.figure
    if figure is None or figure.value is None:
        yield "mangler", "kilden har ikke tallet"
    elif len(node.days) <= 1:
        yield "fastsat", "uden for aftalen (ekstern)" if figure.external else "i aftalen"
    for day, dated in node.days:
        yield (
            ("gælder" if len(node.days) == 1 else "brugt"),
            f"på dagen {show_date(day)}{_dated(dated, node)}",
        )


def _dated(figure: Figure | None, node: TraceNode) -> str:
    """Of several days: the figure on one of them."""
    if len(node.days) <= 1 or figure is None or figure.value is None:
        return ""
    text = shown(figure.value, node.quantity.symbol.type, node.program, display_of(node.quantity))
    return f": {text}{' (ekstern)' if figure.external else ''} · {source_text(figure.citation)}"


def _rule(rule: RuleTrace, node: TraceNode, label: str) -> Iterator[Labelled]:
    if isinstance(rule, FormulaTrace):
        yield from formula(rule, label)
    elif isinstance(rule, ReadingTrace):
        yield "læsning", _reading(rule)
        yield from _rule(rule.result, node, "regel")
    elif isinstance(rule, ArmsTrace):
        for condition in rule.tried:
            yield "når", tested(condition)
        if rule.result is not None:
            yield from _rule(rule.result, node, "ellers" if rule.otherwise else "regel")
        if rule.untried:
            yield "øvrige", _untried(rule.untried)
    elif isinstance(rule, TableTrace):
        yield from _table(rule, node)
    elif isinstance(rule, DeadlineTrace):
        yield from _deadline(rule)
    else:
        yield from _scale(rule, node)


def formula(rule: FormulaTrace, label: str) -> Iterator[Labelled]:
    """A formula as written and, where that says more, with numbers."""
    yield label, rule.written
    told = list(split_lines(rule))
    is_split = bool(told) and isinstance(rule.term.node, ir.Split)
    if rule.filled != rule.written and len(rule.term.parts) + len(rule.term.rows) > 0 and not is_split:
        yield "med tal", rule.filled
    yield from told
    yield from asked_lines(rule)


def asked_lines(rule: FormulaTrace) -> Iterator[Labelled]:
    """What a formula was told of procedures."""
    for node, procedure, state in rule.procedures if rule.program.procedures else ():
        yield "forløb", asked_of(node, procedure, state)


def _untried(count: int) -> str:
    conditions = "1 senere betingelse er" if count == 1 else f"{count} senere betingelser er"
    return f"{conditions} ikke prøvet, for den første, der holder, gælder"


def tested(condition: FormulaTrace) -> str:
    """A condition, what it came to, and its numbers where they say more."""
    answer = shown(condition.outcome, condition.rule.type, condition.program)
    has_parts = len(condition.term.parts) > 1 or any(
        char.isdigit() or char == '"' for char in condition.filled
    )
    says_more = has_parts and condition.filled not in (condition.written, answer)
    return f"{condition.written} → {answer}" + (f" ({condition.filled})" if says_more else "")


def _reading(rule: ReadingTrace) -> str:
    reading = rule.reading
    title = reading.choices[rule.choice].title
    by = "valgt i sagen" if rule.chosen else "standard"
    return f"{reading.head.title} {title} ({reading.head.name}: {rule.choice}, {by})"


def _table(rule: TableTrace, node: TraceNode) -> Iterator[Labelled]:
    yield "tabel", "; ".join(_column(column, node.program) for column in rule.columns)
    if rule.row is None:
        yield "", "ingen række passer med sikkerhed"
    for other in rule.others:
        column = next(c for c in rule.columns if getattr(c.node, "name", "") == other.column)
        value = shown(other.outcome, column.node.type, node.program)
        verb = "i tvivl" if isinstance(other.outcome, NoValue) else "nej"
        yield f"række {other.row + 1}", f"{verb}: {other.column} er {value}, rækken kræver {other.cell}"
    if rule.row is not None and rule.result is not None:
        cells = zip(rule.columns, rule.table.rows[rule.row].cells, strict=True)
        wanted = [f"{getattr(c.node, 'name', '')}: {cell.text}" for c, cell in cells if cell is not None]
        yield f"række {rule.row + 1}", f"passer: {', '.join(wanted) or 'alle værdier'}"
        yield from _rule(rule.result, node, "giver")


def _column(column: Term, program: Program) -> str:
    return f"{getattr(column.node, 'name', '')} = {shown(column.outcome, column.node.type, program)}"


def _scale(rule: ScaleTrace, node: TraceNode) -> Iterator[Labelled]:
    art = "hver del for sig" if rule.scale.marginal else "hele grundlaget efter ét interval"
    base = rule.base.rule.type
    yield "skala", f"af {rule.base.written} = {shown(rule.base.outcome, base, node.program)} ({art})"
    for position, part, rate in rule.parts:
        bracket = rule.scale.brackets[position]
        sign = "fra" if bracket.inclusive else "over"
        low = shown(bracket.bound, base, node.program)
        yield "", f"{sign} {low}: {shown(part, base, node.program)} × {rate.filled}"


def _deadline(rule: DeadlineTrace) -> Iterator[Labelled]:
    yield from formula(rule.start, "fra")
    yield "længde", deadline_words(rule)


def _measure(measure: MeasureTrace, node: TraceNode, document: str) -> Iterator[Labelled]:
    head = node.program.measures[measure.measure].entry.head
    type_, display = node.quantity.symbol.type, display_of(node.quantity)
    before, after = (shown(v, type_, node.program, display) for v in (measure.before, measure.after))
    yield "tiltag", f"{head.title} ({head.name}): før tiltaget {before}, efter {after}"
    yield from _rule(measure.result, node, "tilføjer" if measure.adds else "sætter")
    yield "jf.", f"{source_text(head.citation, document)} · {place_text(head.span)}"


def _step(step: StepTrace, node: TraceNode) -> str:
    type_, display = node.quantity.symbol.type, display_of(node.quantity)
    does = step_words(step, node)[1]
    if not step.applied and step.when is not None:
        return f"{does}: gælder ikke, for {tested(step.when)}"
    if step.before == step.after:
        return f"{does}: ændrer intet"
    before, after = (shown(v, type_, node.program, display) for v in (step.before, step.after))
    return f"{does}: {before} → {after}"
