"""`forklar` as data: the statement, the conditions and every node of the trace, shared ones once, by id.

```
{"skema", "regelsæt": {"id", "fingeraftryk"}, "navn", "art", "år", "titel", "svar"?: celle, "stempler"?,
 "mangler": [adresse], "fejl": {...} | null, "opgørelse": [linje], "begrundelse": {...} | null,
 "betingelser": [{"rolle", "regel", "begrundelse"}], "rod": [id], "knuder": {id: knude}}
```
A value is a cell as in `beregn` (`værdi` as text, `brøk` where the decimal does not end, or `tilstand`), with `vist`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.trace import Trace, TraceNode
from rammeaftale.core.outcome import Failure, Outcome, Unknown
from rammeaftale.language.program import Program
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.explaining.reasons_json import reasons_json
from rammeaftale.report.explaining.ruletrace_json import measure_json, rule_json, source_json, step_json
from rammeaftale.report.explaining.statement import Line, statement
from rammeaftale.report.naming import citation_of, display_of, place_text, shown, title_of
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cells_json import cell_json
from rammeaftale.services.explaining.conditions import Owner
from rammeaftale.services.explaining.reasons import reasons_for, reasons_of
from rammeaftale.services.explaining.rules import RuleExplanation

if TYPE_CHECKING:
    from rammeaftale.services.explaining.procedures import ProcedureExplanation

VERSION = "1"


def explanation_json(
    result: Calculation, found: Trace | RuleExplanation | ProcedureExplanation
) -> dict[str, Any]:
    """What `forklar --format json` prints."""
    if isinstance(found, Trace):
        own = _cell_explained(result, found)
    elif isinstance(found, RuleExplanation):
        own = _rule_explained(found)
    else:
        from rammeaftale.report.explaining.procedure_course_json import course_json

        own = course_json(found)
    nodes = {id_: node_json(node) for id_, node in found.nodes.items()}
    rules = {"id": result.rules.id, "fingeraftryk": result.rules.fingerprint}
    return {"skema": VERSION, "regelsæt": rules, **own, "knuder": nodes}


def _cell_explained(result: Calculation, trace: Trace) -> dict[str, Any]:
    node = trace.top
    outcome = node.outcome
    return {
        "navn": node.quantity.name,
        "art": "størrelse",
        "år": node.cell[1],
        "titel": title_of(node),
        "svar": value_json(outcome, node.quantity.symbol.type, node.program, display_of(node.quantity)),
        "stempler": list(result.stamps(node.cell)),
        "mangler": sorted(outcome.missing) if isinstance(outcome, Unknown) else [],
        "fejl": _failure(trace),
        "opgørelse": [line_json(line, node.program) for line in statement(trace)],
        "begrundelse": reasons_json(reasons_of(node, trace.nodes)),
        "betingelser": [],
        "rod": [trace.root],
        **_without_measures(result, node),
    }


def _without_measures(result: Calculation, node: TraceNode) -> dict[str, Any]:
    """What the answer would be without the chosen measures, where it rests on any."""
    if not node.rests_on:
        return {}
    from rammeaftale.services.effects import effects_of

    without = effects_of(result, [node.cell]).cells[node.cell].change.outcomes[0]
    quantity = node.quantity
    return {"uden_tiltag": value_json(without, quantity.symbol.type, node.program, display_of(quantity))}


def _rule_explained(found: RuleExplanation) -> dict[str, Any]:
    owner = Owner(found.name, found.head.title, found.head.citation)
    missing = [f.outcome.missing for _, f in found.formulas if isinstance(f.outcome, Unknown)]
    return {
        "navn": found.name,
        "art": found.kind,
        "år": found.year,
        "titel": found.head.title,
        "status": getattr(found.result, "status", None),
        "gælder": getattr(found.result, "holds", None),
        "kilde": source_json(found.head.citation),
        "sted": place_text(found.head.span),
        "mangler": sorted(frozenset[str]().union(*missing)),
        "fejl": None,
        "opgørelse": [],
        "begrundelse": None,
        "betingelser": [
            {
                "rolle": role,
                "regel": rule_json(formula),
                "begrundelse": reasons_json(reasons_for(formula, owner, found.nodes)),
            }
            for role, formula in found.formulas
        ],
        "rod": list(found.roots),
    }


def node_json(node: TraceNode) -> dict[str, Any]:
    """One node: what it is, its value, where that is from, and how its rule got there."""
    name, year, members = node.cell
    quantity = node.quantity
    symbol = quantity.symbol
    kind = "parameter" if symbol.is_parameter else "oplysning" if symbol.is_input else "størrelse"
    found: dict[str, Any] = {
        "navn": name,
        "titel": quantity.head.title,
        "art": kind,
        "år": year,
        "medlemmer": list(members),
        "regelsæt": node.program.id,
        **value_json(node.outcome, symbol.type, node.program, display_of(quantity)),
        "stempler": sorted(node.stamps),
        "antaget": node.assumed,
        "status": quantity.head.status,
        "kilde": source_json(citation_of(node)),
        "sted": place_text(quantity.head.span),
        "bruger": list(node.uses),
    }
    if node.rests_on:
        found["hviler_på_tiltag"] = sorted(node.rests_on)
    if symbol.type.kind is Kind.NUMBER:
        found["enhed"] = str(symbol.type.unit)
    if node.stated is not None:
        place = place_text(node.stated.span) if node.stated.span else None
        found["oplyst"] = {"kilde": node.stated.source or None, "af": node.stated.by or None, "sted": place}
    if node.figure is not None:
        found["ekstern"] = node.figure.external
    if node.rule is not None:
        found["regel"] = rule_json(node.rule)
        found["tiltag"] = [measure_json(measure, node) for measure in node.measures]
        found["trin"] = [step_json(step, node) for step in node.steps]
    return found


def value_json(outcome: Outcome, type_: Type, program: Program, display: str | None = None) -> dict[str, Any]:
    """A cell with the text people see."""
    return {**cell_json(outcome, type_), "vist": shown(outcome, type_, program, display)}


def line_json(line: Line, program: Program) -> dict[str, Any]:
    """A line of the statement."""
    value = None if line.outcome is None else value_json(line.outcome, line.type, program, line.display)
    return {
        "art": str(line.kind),
        "fortegn": line.sign,
        "titel": line.title,
        "beløb": value,
        "enhed": str(line.type.unit) if line.outcome is not None and line.type.kind is Kind.NUMBER else None,
        "knude": line.node,
        "kilde": source_json(line.source) if line.source else None,
        "bemærkninger": list(line.remarks),
    }


def _failure(trace: Trace) -> dict[str, Any] | None:
    """The quantity that failed first, its formula with numbers, and its place."""
    node = next((n for n in trace.nodes.values() if isinstance(n.outcome, Failure)), None)
    if node is None or not isinstance(trace.top.outcome, Failure):
        return None
    outcome = trace.top.outcome
    rule = node.rule
    while rule is not None and not isinstance(rule, FormulaTrace):
        rule = getattr(rule, "result", None)
    return {
        "kode": outcome.code,
        "besked": outcome.message,
        "knude": node.id,
        "skrevet": rule.written if rule else None,
        "med_tal": rule.filled if rule else None,
        "sted": str(outcome.span) if outcome.span else place_text(node.quantity.head.span),
    }
