"""The case of an audit bundle: its own bytes under a fixed name, changed as the bundle's choices say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.reading import decode
from rammeaftale.rulefiles.yamltree import read_yaml
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import Case, build_case, shaped
from rammeaftale.services.cases.changes import change_node
from rammeaftale.services.ruleset import RuleSet

TARGETS = "størrelser"


def case_in(
    raw: bytes, shown: str, rules: RuleSet, choices: Mapping[str, Any], findings: Findings
) -> Case | None:
    """The case in some bytes, called `shown` in places, or None with findings."""
    text = decode(raw, shown, findings)
    node = shaped(read_yaml(text, findings), findings) if text is not None else None
    if node is None:
        return None
    changes = {name: value for name, value in choices.items() if name != TARGETS}
    if not any(changes.values()):
        return build_case(node, rules, findings)
    return change_node(node, rules, {**changes, "år": tuple(changes.get("år") or ())}, findings)


def calculated(
    rules: RuleSet, case: Case, choices: Mapping[str, Any], findings: Findings
) -> Calculation | None:
    """The calculation a bundle tells of, or None with findings."""
    return calculate(rules, case, choices[TARGETS] or None, findings)
