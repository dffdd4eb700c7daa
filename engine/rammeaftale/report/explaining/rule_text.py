"""`forklar` of a duty, a check or a measure: where it stands, then each of its conditions and what decided it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import Unknown
from rammeaftale.report.explaining.explanation_text import WIDEST, about_case, tree_sections
from rammeaftale.report.explaining.grounds_text import grounds_text
from rammeaftale.report.explaining.node_text import tested
from rammeaftale.report.explaining.reasons_text import reasons_text
from rammeaftale.report.layout import joined
from rammeaftale.report.naming import (
    citation_of,
    legend,
    main_document,
    place_text,
    source_text,
    words,
)
from rammeaftale.report.wanted_text import wanted_lines
from rammeaftale.rulefiles.model import Measure
from rammeaftale.rulefiles.schema import MEASURE_EFFECTS
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.explaining.conditions import Owner
from rammeaftale.services.explaining.reasons import reasons_for
from rammeaftale.services.explaining.rules import RuleExplanation


def rule_text(result: Calculation, found: RuleExplanation, depth: int | None = None) -> str:
    """Why a duty, check or measure stands as it does; `depth` as for a quantity."""
    nodes = dict(found.nodes)
    citations = [found.head.citation, *(citation_of(node) for node in nodes.values())]
    document = main_document(citations)
    sections = [
        list(_opening(result, found, document)),
        *(list(_condition(role, formula, result, found, document)) for role, formula in found.formulas),
        *grounds_text(nodes.values(), result.run.facts.years),
        *tree_sections(nodes, found.roots, depth, result.run.facts.years, document),
        legend(citations, document, found.program),
    ]
    return joined(sections)


def _opening(result: Calculation, found: RuleExplanation, document: str) -> Iterator[str]:
    year = f", {found.year}" if found.year is not None else ""
    yield f"{found.head.title}{year}: {_status(found)}"
    if found.head.description:
        yield from wrap(found.head.description, WIDEST)
    yield from about_case(result, f"{found.name} ({found.kind})")
    if isinstance(found.result, DutyResult):
        yield from _duty(found.result, found)
    elif isinstance(found.result, CheckResult) and found.result.holds is False:
        yield f"{'besked':<10}{found.result.check.entry.message}"
    elif isinstance(found.program.text.entries[found.name], Measure):
        yield f"{'virkning':<10}{_effect(found)}"
    yield f"{'kilde':<10}{source_text(found.head.citation, document)} · {place_text(found.head.span)}"


def _status(found: RuleExplanation) -> str:
    if isinstance(found.result, DutyResult):
        return words(found.result.status) + (" (brud)" if found.result.breach else "")
    if isinstance(found.result, CheckResult):
        return {True: "holder", False: "holder ikke", None: "ukendt"}[found.result.holds]
    formula = dict(found.formulas).get("kræver")
    if formula is None:
        return "kræver ingen beslutning"
    if isinstance(formula.outcome, Unknown):
        return "det vides ikke, om forudsætningen er opfyldt"
    return "kan vælges" if formula.outcome is True else "forudsætningen er ikke opfyldt"


def _effect(found: RuleExplanation) -> str:
    """What the measure changes, or that nothing is calculated."""
    measure = found.program.measures[found.name]
    if measure.sets:
        return f"ændrer {', '.join(sorted(measure.sets))}"
    return MEASURE_EFFECTS[measure.entry.effect]


def _duty(duty: DutyResult, found: RuleExplanation) -> Iterator[str]:
    entry, actors = duty.duty.entry, found.program.manifest.actors
    who = " og ".join(actors.get(name, name) for name in entry.addressees)
    to = " og ".join(actors.get(name, name) for name in entry.receivers)
    yield f"{'pligt':<10}{who} {words(entry.modality)}" + (f" · over for {to}" if to else "")
    if entry.reservation:
        yield f"{'forbehold':<10}{entry.reservation}"
    if duty.deadline and duty.triggered:
        yield f"{'frist':<10}{show_date(duty.deadline)}"
    if duty.duty.when is None:
        yield f"{'udløses':<10}altid; reglen har ingen betingelse"


def _condition(
    role: str, formula: FormulaTrace, result: Calculation, found: RuleExplanation, document: str
) -> Iterator[str]:
    """One condition: as written, what it came to, and the shortest list that decided it."""
    reasons = reasons_for(formula, Owner(found.name, found.head.title, found.head.citation), found.nodes)
    if reasons is not None:
        yield f"{role.capitalize()}: {formula.written}"
        yield from (f"  {line}" for line in reasons_text(reasons, document))
        return
    yield f"{role.capitalize()}: {tested(formula)}"
    if isinstance(formula.outcome, Unknown):
        yield "  Sagen mangler:"
        yield from (
            f"    {line}" for line in wanted_lines(sorted(formula.outcome.missing), result.rules, found.year)
        )
