"""Procedures typed and checked: every condition a formula, every name known, every step on a way to an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import ir
from rammeaftale.language.branches import RuleBuilder
from rammeaftale.language.formulas import lowering
from rammeaftale.language.procedure_program import Case, Participant, Procedure, Step
from rammeaftale.language.symbols import Names, known_dimension
from rammeaftale.language.types import BOOL, DATE
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_findings as f
from rammeaftale.rulefiles import procedure_model as pm
from rammeaftale.rulefiles.yamltree import Scalar

Typed: TypeAlias = Callable[[Scalar | None], ir.Formula | None]


def build_procedures(
    entries: Iterable[m.Procedure], names: Names, catalogues: Iterable[str], findings: Findings
) -> dict[str, Procedure]:
    """The procedures of a set by name, with findings for those that cannot be followed."""
    found = {}
    known = list(catalogues)
    for entry in entries:
        _check_names(entry, names, known, findings)
        if _check_targets(entry, findings):
            _check_ways(entry, findings)
        found[entry.head.name] = _procedure(entry, names, findings)
    return found


def _procedure(entry: m.Procedure, names: Names, findings: Findings) -> Procedure:
    name = entry.head.name
    truth, day = (
        RuleBuilder(names, findings, name, type_, (), lowering(names, findings, name))
        for type_ in (BOOL, DATE)
    )
    condition, date = _typed(truth), _typed(day)
    joined = [(one, _participant(one, condition)) for one in entry.participants]
    steps = {key: _step(step, entry, joined, condition, date) for key, step in entry.steps.items()}
    return Procedure(entry, steps, tuple(dict.fromkeys(truth.low.reads)), tuple(dict.fromkeys(day.low.reads)))


def _typed(build: RuleBuilder) -> Typed:
    def typed(text: Scalar | None) -> ir.Formula | None:
        rule = build.rule(text) if text is not None else None
        return rule if isinstance(rule, ir.Formula) else None

    return typed


def _participant(one: pm.Participant, condition: Typed) -> Participant:
    return Participant(one.actor.text, condition(one.when))


def _step(
    step: pm.ProcedureStep,
    entry: m.Procedure,
    joined: list[tuple[pm.Participant, Participant]],
    condition: Typed,
    date: Typed,
) -> Step:
    requires = [(formula, one.otherwise) for one in step.requires if (formula := condition(one.when))]
    present = [typed for one, typed in joined if _has_joined(one, step, entry)]
    own = [_participant(one, condition) for one in step.participants]
    outcomes = step.when_all if step.is_parallel else step.outcomes
    return Step(
        entry=step,
        requires=tuple(requires),
        deadline=date(step.deadline),
        documents={name: condition(document.when) for name, document in step.documents.items()},
        participants=(*present, *own),
        outcomes={name: _cases(outcome, condition) for name, outcome in outcomes.items()},
        otherwise=_cases(step.otherwise, condition) if step.otherwise else (),
    )


def _has_joined(one: pm.Participant, step: pm.ProcedureStep, entry: m.Procedure) -> bool:
    """Whether a step is the one an actor joins from, or a later one in the order written."""
    order = list(entry.steps)
    if one.from_step is None:
        return True
    return one.from_step.text in order and order.index(one.from_step.text) <= order.index(step.name.text)


def _cases(outcome: pm.Outcome, condition: Typed) -> tuple[Case, ...]:
    return tuple(Case(condition(case.when), case.target) for case in outcome.cases)


def _check_names(entry: m.Procedure, names: Names, catalogues: list[str], findings: Findings) -> None:
    for one in entry.participants:
        if one.from_step is not None and one.from_step.text not in entry.steps:
            hint = did_you_mean(one.from_step.text, entry.steps)
            shown = ", ".join(entry.steps)
            findings.add(
                f.UNKNOWN_FROM_STEP, one.from_step.span, name=one.from_step.text, steps=shown, hint=hint
            )
    for step in entry.steps.values():
        if step.name.text in entry.ends:
            findings.add(f.STEP_AND_END, entry.ends[step.name.text].span, name=step.name.text)
        if step.catalogue is not None and step.catalogue.text not in catalogues:
            hint, shown = did_you_mean(step.catalogue.text, catalogues), ", ".join(catalogues) or "ingen"
            findings.add(
                f.UNKNOWN_CATALOGUE, step.catalogue.span, name=step.catalogue.text, known=shown, hint=hint
            )
        if step.joint and len(step.actors) <= 1:
            count = "kun én aktør" if step.actors else "ingen aktør"
            findings.add(f.JOINT_ALONE, step.name.span, name=step.name.text, count=count)
        if step.dimension is not None:
            known_dimension(step.dimension, names.manifest, findings)
        _check_parts(step, findings)


def _check_parts(step: pm.ProcedureStep, findings: Findings) -> None:
    """Findings for what parts cannot all come to, and for parts that differ with nothing said of it."""
    if not step.is_parallel:
        return
    of_parts = [part.outcomes for part in step.parts.values()] or [step.part_outcomes]
    each = [{node.text: None for node in outcomes} for outcomes in of_parts]
    common = [name for name in each[0] if all(name in one for one in each)]
    for outcome in step.when_all.values():
        if outcome.name.text not in common:
            hint, known = did_you_mean(outcome.name.text, common), ", ".join(common) or "intet fælles"
            findings.add(
                f.NOT_A_PART_OUTCOME,
                outcome.name.span,
                step=step.name.text,
                name=outcome.name.text,
                known=known,
                hint=hint,
            )
    settled = all(len(one) == 1 for one in each) and all(
        name in step.when_all for one in each for name in one
    )
    if step.otherwise is None and not settled:
        findings.add(f.NOT_ALL_COVERED, step.name.span, name=step.name.text)


def _led_to(step: pm.ProcedureStep) -> list[tuple[str, pm.Target]]:
    """(outcome, target) of everything a step can lead to."""
    outcomes = [
        *step.outcomes.values(),
        *step.when_all.values(),
        *([step.otherwise] if step.otherwise else []),
    ]
    return [(outcome.name.text, case.target) for outcome in outcomes for case in outcome.cases]


def _check_targets(entry: m.Procedure, findings: Findings) -> bool:
    """Whether every outcome leads to a step or an end of the procedure; findings when not."""
    good = True
    for step in entry.steps.values():
        for outcome, target in _led_to(step):
            if target.is_end and target.new_round:
                findings.add(f.ROUND_AT_END, target.name.span)
            name, known = target.name.text, entry.ends if target.is_end else entry.steps
            if name in known:
                continue
            good = False
            other = name in entry.steps if target.is_end else name in entry.ends
            findings.add(
                f.UNKNOWN_TARGET,
                target.name.span,
                outcome=outcome,
                step=step.name.text,
                name=name,
                what=_what_it_is(is_end=target.is_end, other=other),
                steps=", ".join(entry.steps),
                ends=", ".join(entry.ends) or "ingen",
                hint=f"Skriv «{{slut: {name}}}»."
                if other and not target.is_end
                else did_you_mean(name, known),
            )
    return good


def _what_it_is(*, is_end: bool, other: bool) -> str:
    if is_end:
        return "er et trin og ikke en slutning" if other else "ikke er en slutning i proceduren"
    return "er en slutning og ikke et trin" if other else "ikke er et trin i proceduren"


def _check_ways(entry: m.Procedure, findings: Findings) -> None:
    """Findings for steps and ends no way leads to, and for steps no way leads out of."""
    leads = {name: [target for _, target in _led_to(step)] for name, step in entry.steps.items()}
    onward = {name: {t.name.text for t in targets if not t.is_end} for name, targets in leads.items()}
    first = next(iter(entry.steps))
    reached = _spread({first}, onward)
    for name, step in entry.steps.items():
        if name not in reached:
            findings.add(f.UNREACHABLE, step.name.span, name=name)
    back: dict[str, set[str]] = {name: set() for name in entry.steps}
    for name, targets in onward.items():
        for target in targets:
            back[target].add(name)
    ending = _spread({name for name, targets in leads.items() if any(t.is_end for t in targets)}, back)
    for name, step in entry.steps.items():
        if name not in ending:
            findings.add(f.NO_WAY_OUT, step.name.span, name=name)
    ended = {t.name.text for targets in leads.values() for t in targets if t.is_end}
    for end in entry.ends.values():
        if end.name not in ended:
            findings.add(f.END_UNUSED, end.span, name=end.name)


def _spread(start: set[str], along: Mapping[str, set[str]]) -> set[str]:
    found, pending = set(start), list(start)
    while pending:
        fresh = along[pending.pop()] - found
        found |= fresh
        pending += fresh
    return found
