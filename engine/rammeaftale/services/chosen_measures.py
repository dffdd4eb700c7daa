"""The measures a case has chosen: in the order they work, and whether what each requires is so."""

from __future__ import annotations

from rammeaftale.backends.rules import rule_closure
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.records import record
from rammeaftale.language.program import Measure, Program
from rammeaftale.services.calculation import Calculation


@record
class Chosen:
    """A chosen measure; `earlier`: those the rules put before it, however far.

    `required`: what its condition came to in the years calculated (the first that is not fulfilled); None when it
    requires nothing.
    """

    name: str
    measure: Measure
    program: Program
    earlier: frozenset[str]
    required: Outcome | None

    @property
    def is_presumed(self) -> bool:
        """Whether it is counted in though what it requires is not, or not known to be, fulfilled."""
        return self.required is not None and self.required is not True


def chosen_measures(result: Calculation) -> tuple[Chosen, ...]:
    """The chosen measures in the order they work: those `efter` names first, then by name."""
    found = {name: _chosen(result, name) for name in result.run.facts.measures}
    ordered: list[Chosen] = []
    while found:
        ready = [name for name in found if not found[name].earlier & found.keys()] or list(found)
        ordered.append(found.pop(ready[0]))
    return tuple(ordered)


def follows(later: Chosen, earlier: Chosen) -> bool:
    """Whether the rules let the one work on what the other has made."""
    return earlier.name in later.earlier


def _chosen(result: Calculation, name: str) -> Chosen:
    program = _home(result, name)
    measure = program.measures[name]
    return Chosen(name, measure, program, _earlier(program, name), _required(result, program, measure))


def _home(result: Calculation, name: str) -> Program:
    """The set a measure stands in: one in force in a calculated year, else the latest that has it."""
    in_force = [p for year in result.run.facts.years for p in result.rules.in_force(year)]
    return next(p for p in (*in_force, *reversed(result.rules.programs)) if name in p.measures)


def _earlier(program: Program, name: str) -> frozenset[str]:
    found: set[str] = set()
    pending = list(program.measures[name].entry.after)
    while pending:
        other = pending.pop()
        if other not in found and other in program.measures:
            found.add(other)
            pending += program.measures[other].entry.after
    return frozenset(found)


def _required(result: Calculation, program: Program, measure: Measure) -> Outcome | None:
    if measure.requires is None:
        return None
    rule = rule_closure(program, measure.requires, measure.entry.head.name)
    outcomes = [result.run.formula(rule, year)[0] for year in result.run.facts.years or (None,)]
    return next((outcome for outcome in outcomes if outcome is not True), True)
