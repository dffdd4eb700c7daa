"""Asking `--variér` from Python: a range of a case, and what is found on it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.cases.case import Case, read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying.reaching import Reaching, reach_value
from rammeaftale.services.varying.request import read_range
from rammeaftale.services.varying.variation import Variation, vary


def rules_of(name: str, root: Path) -> RuleSet:
    findings = Findings()
    found = load_rules(name, root, findings)
    findings.raise_errors()
    assert found is not None
    return found


def case_of(rules: RuleSet, source: object) -> Case:
    findings = Findings()
    found = read_case(source, rules, findings)  # type: ignore[arg-type]
    findings.raise_errors()
    assert found is not None
    return found


def varied(rules: RuleSet, source: object, target: str, text: str) -> Variation:
    findings = Findings()
    asked = read_range(text, findings)
    found = vary(rules, case_of(rules, source), target, asked, findings) if asked else None
    findings.raise_errors()
    assert found is not None
    return found


def reached(rules: RuleSet, source: object, target: str, value: str, by: str) -> Reaching:
    findings = Findings()
    found = reach_value(rules, case_of(rules, source), target, value, by, findings)
    findings.raise_errors()
    assert found is not None
    return found


def places(found: Variation) -> list[Fraction]:
    """Where the thresholds are, in the declared unit."""
    return [one.at / found.axis.scale for one in found.thresholds]
