"""How a rule came to its value, as data: the branch, row or reading taken, the others and why not, each step."""

from __future__ import annotations

from typing import Any

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
from rammeaftale.backends.trace import TraceNode
from rammeaftale.report.explaining.procedure_asked import asked_of
from rammeaftale.report.naming import place_text
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.services.cells_json import cell_json


def source_json(citation: Citation) -> dict[str, Any]:
    """Document, section, clauses."""
    return {
        "dokument": citation.document,
        "afsnit": citation.section or None,
        "klausuler": list(citation.anchors),
    }


def rule_json(rule: RuleTrace | None) -> dict[str, Any] | None:
    """Any rule; `resultat` leads on to what the branch, row or reading gave."""
    if rule is None:
        return None
    if isinstance(rule, FormulaTrace):
        return formula_json(rule)
    if isinstance(rule, ArmsTrace):
        return _arms(rule)
    if isinstance(rule, TableTrace):
        return _table(rule)
    if isinstance(rule, DeadlineTrace):
        return _deadline(rule)
    return _scale(rule) if isinstance(rule, ScaleTrace) else _reading(rule)


def formula_json(rule: FormulaTrace) -> dict[str, Any]:
    """A formula as written, with numbers, what it came to and where it stands, and what procedures told it."""
    found = {
        "slags": "formel",
        "skrevet": rule.written,
        "med_tal": rule.filled,
        "sted": place_text(rule.span),
        **cell_json(rule.outcome, rule.rule.type),
    }
    asked = rule.procedures if rule.program.procedures else []
    told = [
        {"procedure": node.procedure, "trin": node.step, "vist": asked_of(node, procedure, state)}
        for node, procedure, state in asked
    ]
    return {**found, "forløb": told} if told else found


def _arms(rule: ArmsTrace) -> dict[str, Any]:
    return {
        "slags": "varianter",
        "når": [formula_json(condition) for condition in rule.tried],
        "ellers": rule.otherwise,
        "sted": place_text(rule.span),
        "resultat": rule_json(rule.result),
    }


def _table(rule: TableTrace) -> dict[str, Any]:
    types = {getattr(column.node, "name", ""): column.node.type for column in rule.columns}
    return {
        "slags": "tabel",
        "kolonner": {
            getattr(column.node, "name", ""): cell_json(column.outcome, column.node.type)
            for column in rule.columns
        },
        "række": None if rule.row is None else rule.row + 1,
        "sted": place_text(rule.span),
        "fravalgt": [
            {
                "række": other.row + 1,
                "kolonne": other.column,
                "kræver": other.cell,
                "er": cell_json(other.outcome, types[other.column]),
                "sted": place_text(other.span),
            }
            for other in rule.others
        ],
        "resultat": rule_json(rule.result),
    }


def _scale(rule: ScaleTrace) -> dict[str, Any]:
    base = rule.base.rule.type
    return {
        "slags": "skala",
        "art": "marginal" if rule.scale.marginal else "enkelt",
        "af": formula_json(rule.base),
        "sted": place_text(rule.span),
        "intervaller": [
            {
                "interval": position + 1,
                "grænse": cell_json(rule.scale.brackets[position].bound, base),
                "del": cell_json(part, base),
                "sats": formula_json(rate),
            }
            for position, part, rate in rule.parts
        ],
        **cell_json(rule.outcome, rule.scale.type),
    }


def _deadline(rule: DeadlineTrace) -> dict[str, Any]:
    written = rule.deadline
    return {
        "slags": "frist",
        "fra": formula_json(rule.start),
        "længde": formula_json(rule.length),
        "tæller": written.unit,
        "retning": "før" if written.backwards else "efter",
        "første_dag": "samme_dag" if written.same_day else "dagen_efter",
        "ved_fridag": written.day_off,
        "slut": written.month_end,
        "kalender": written.calendar.name if written.calendar else None,
        "sted": place_text(rule.span),
        **cell_json(rule.outcome, written.type),
    }


def _reading(rule: ReadingTrace) -> dict[str, Any]:
    return {
        "slags": "fortolkning",
        "fortolkning": rule.reading.head.name,
        "læsning": rule.choice,
        "titel": rule.reading.choices[rule.choice].title,
        "valgt_i_sagen": rule.chosen,
        "sted": place_text(rule.span),
        "resultat": rule_json(rule.result),
    }


def measure_json(measure: MeasureTrace, node: TraceNode) -> dict[str, Any]:
    """A measure laid over the value before it."""
    type_ = node.quantity.symbol.type
    head = node.program.measures[measure.measure].entry.head
    return {
        "tiltag": measure.measure,
        "virkning": "lægger_til" if measure.adds else "sætter",
        "før": cell_json(measure.before, type_),
        "efter": cell_json(measure.after, type_),
        "regel": rule_json(measure.result),
        "kilde": source_json(head.citation),
        "sted": place_text(head.span),
    }


def step_json(step: StepTrace, node: TraceNode) -> dict[str, Any]:
    """A cap, floor or rounding with the value before and after."""
    type_ = node.quantity.symbol.type
    return {
        "trin": step.kind,
        "grænse": formula_json(step.amount),
        "når": formula_json(step.when) if step.when else None,
        "anvendt": step.applied,
        "før": cell_json(step.before, type_),
        "efter": cell_json(step.after, type_),
        "sted": place_text(step.span),
    }
