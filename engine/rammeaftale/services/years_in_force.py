"""Years a region's timeline has a set for: the calculated ones, and those an address names."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import findings as rf
from rammeaftale.services.cases.case import Case
from rammeaftale.services.ruleset import RuleSet


def calculated_in_force(rules: RuleSet, case: Case, findings: Findings) -> bool:
    """Whether there is a set in each year the case is about; findings when not."""
    stated = case.node.get("år") if case.node else None
    span = stated.span if stated else whole(SourceText("<sag>"))
    return all([_in_force(rules, year, span, findings) for year in case.facts.years])


def addressed_in_force(rules: RuleSet, case: Case, year: int | None, findings: Findings) -> bool:
    """Whether there is a set in the year of an address; before the calculated years their own set is used."""
    if year is None or any(year <= calculated for calculated in case.facts.years):
        return True
    return _in_force(rules, year, whole(SourceText("<adresse>")), findings)


def _in_force(rules: RuleSet, year: int, span: Span, findings: Findings) -> bool:
    if not rules.is_timeline or any(_covers(program, year) for program in rules.programs):
        return True
    nearest = min(rules.programs, key=lambda p: _years_away(p, year))
    findings.add(rf.NO_SET_THAT_YEAR, span, region=rules.id, year=year, nearest=nearest.id)
    return False


def _covers(program: Program, year: int) -> bool:
    ends = program.manifest.ends
    return program.manifest.starts.year <= year and (ends is None or year <= ends.year)


def _years_away(program: Program, year: int) -> int:
    """How many years lie between a year and the set's period."""
    manifest = program.manifest
    ends = manifest.ends.year if manifest.ends else year
    return max(manifest.starts.year - year, year - ends, 0)
