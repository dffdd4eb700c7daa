"""The conditions behind a ja or nej as data."""

from __future__ import annotations

from typing import Any

from rammeaftale.report.explaining.ruletrace_json import source_json
from rammeaftale.services.explaining.conditions import Condition
from rammeaftale.services.explaining.reasons import Reasons


def reasons_json(reasons: Reasons | None) -> dict[str, Any] | None:
    """The conditions that settle a ja or nej."""
    if reasons is None:
        return None
    return {
        "svar": reasons.holds,
        "nødvendige": [_condition(condition) for condition in reasons.needed],
        "andre": [_condition(condition) for condition in reasons.others],
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "art": condition.kind,
        "skrevet": condition.written,
        "med_tal": condition.filled,
        "opfyldt": condition.outcome if isinstance(condition.outcome, bool) else None,
        "regel": condition.owner,
        "titel": condition.title,
        "kilde": source_json(condition.source),
        "sted": str(condition.span),
    }
