"""`forklar` of a procedure as data: where it stands, each event with its source and what its step asked, then now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rammeaftale.backends.trace import TraceNode
from rammeaftale.language.procedure_program import Step
from rammeaftale.report.explaining.reasons_json import reasons_json
from rammeaftale.report.explaining.ruletrace_json import rule_json, source_json
from rammeaftale.report.naming import place_text
from rammeaftale.services.explaining.conditions import Owner
from rammeaftale.services.explaining.procedures import Asked, Passed, ProcedureExplanation
from rammeaftale.services.explaining.reasons import reasons_for
from rammeaftale.services.procedures import Standing
from rammeaftale.services.procedures_json import missing_of, told_json


def course_json(found: ProcedureExplanation) -> dict[str, Any]:
    """The keys of an explanation that a procedure has, but for the rule set's and the nodes."""
    head, standing = found.procedure.head, found.standing
    step = standing.step if isinstance(standing, Standing) else None
    return {
        "navn": head.name,
        "art": "procedure",
        "år": found.year,
        "titel": head.title,
        "kilde": source_json(head.citation),
        "sted": place_text(head.span),
        "mangler": missing_of(standing) if isinstance(standing, Standing) else [],
        "fejl": None,
        "opgørelse": [],
        "begrundelse": None,
        "stilling": told_json(standing),
        "hændelser": [_passed(one, found.nodes) for one in found.passed],
        "betingelser": [_asked(asked, step, found.nodes) for asked in found.now if step is not None],
        "rod": list(found.roots),
    }


def _passed(one: Passed, nodes: Mapping[str, TraceNode]) -> dict[str, Any]:
    entry = one.step.entry
    return {
        "hændelse": one.done.number,
        "trin": one.step.name,
        "kilde": source_json(entry.citation),
        "sted": place_text(entry.name.span),
        "betingelser": [_asked(asked, one.step, nodes) for asked in one.asked],
    }


def _asked(asked: Asked, step: Step, nodes: Mapping[str, TraceNode]) -> dict[str, Any]:
    owner = Owner(step.name, step.entry.title, step.entry.citation)
    return {
        "rolle": asked.role,
        "om": asked.about,
        "regel": rule_json(asked.formula),
        "begrundelse": reasons_json(reasons_for(asked.formula, owner, nodes)),
    }
