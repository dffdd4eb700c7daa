"""A finished calculation held against the oracle, the independent second evaluation: where the two do not agree.

Compared are the cells a calculation rests on, what the targets would be without the chosen measures, every condition
and deadline of its duties, checks and goals, and the course of every procedure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import address
from rammeaftale.backends.oracle.oracle import Oracle
from rammeaftale.backends.procedure_state import State
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import evaluate

TOO_DEEP = "beregningen er for dyb til at regnes efter"


@record
class Disagreement:
    """Where the two differ: an address or a rule with its part, and what each came to."""

    where: str
    exact: object
    oracle: object


@dataclass
class SecondOpinion:
    """The first disagreement, if there is one, and how much was compared until then."""

    values: int = 0
    formulas: int = 0
    procedures: int = 0
    first: Disagreement | None = field(default=None)


def second_opinion(result: Calculation, cells: Iterable[Cell]) -> SecondOpinion:
    """Both evaluations of these cells, of all formulas outside quantities and of all procedures, until they differ."""
    oracle, found = Oracle(result.rules.programs, result.run.facts), SecondOpinion()
    try:
        found.first = next(_disagreements(result, oracle, cells, found), None)
    except RecursionError:
        found.first = Disagreement(TOO_DEEP, None, None)
    return found


def agree(exact: Outcome | None, oracle: Outcome | None) -> bool:
    """The same value of the same kind, or the same state, missing the same."""
    if isinstance(exact, Unknown) and isinstance(oracle, Unknown):
        return exact.missing == oracle.missing
    if isinstance(exact, NoValue) or isinstance(oracle, NoValue):
        return type(exact) is type(oracle)
    return isinstance(exact, bool) is isinstance(oracle, bool) and exact == oracle


def _disagreements(
    result: Calculation, oracle: Oracle, cells: Iterable[Cell], counts: SecondOpinion
) -> Iterator[Disagreement]:
    for cell in cells:
        counts.values += 1
        name, year, members = cell
        exact, other = result.outcome(cell), oracle.value(name, year, members, oracle.home(name, year))
        if not agree(exact, other):
            yield Disagreement(address(name, members, year, result.run.facts.years), exact, other)
    yield from _without_measures(result, counts)
    for year in result.run.facts.years or (None,):
        for where, program, formula in _formulas(result, year):
            counts.formulas += 1
            owner = where.split(":", maxsplit=1)[0]
            asked, _ = evaluate(result.run, formula, owner, year)
            other = oracle.formula(program, formula.text, year)
            if not agree(asked, other):
                yield Disagreement(where, asked, other)
    yield from _courses(result, oracle, counts)


def _without_measures(result: Calculation, counts: SecondOpinion) -> Iterator[Disagreement]:
    """What the chosen measures are said to change, as it would be without them."""
    if not result.run.facts.measures:
        return
    from rammeaftale.services.effects import effects_of

    oracle = Oracle(result.rules.programs, replace(result.run.facts, measures=()))
    for (name, year, members), effect in effects_of(result).cells.items():
        if effect.measures:
            counts.values += 1
            exact, other = (
                effect.change.outcomes[0],
                oracle.value(name, year, members, oracle.home(name, year)),
            )
            if not agree(exact, other):
                where = address(name, members, year, result.run.facts.years)
                yield Disagreement(f"{where} uden tiltag", exact, other)


def _formulas(result: Calculation, year: int | None) -> Iterator[tuple[str, Program, ir.Formula]]:
    """(what it is, its program, the formula) of the duties, checks, goals and indications in force."""
    for program in result.rules.in_force(year):
        for name, duty in program.duties.items():
            parts = (duty.when, duty.deadline, duty.fulfilled, duty.breached)
            roles = ("udløses_når", "frist", "opfyldt_når", "overtrådt_når")
            yield from _told(name, program, roles, parts)
        for name, check in program.checks.items():
            yield from _told(name, program, ("skal_gælde", "gælder_når"), (check.must_hold, check.when))
        for name, goal in program.goals.items():
            yield from _told(name, program, tuple(goal.done), tuple(goal.done.values()))
        for name, hint in program.hints.items():
            yield from _told(name, program, ("indikation",), (hint.when,))


def _told(
    name: str, program: Program, roles: tuple[str, ...], formulas: tuple[ir.Formula | None, ...]
) -> Iterator[tuple[str, Program, ir.Formula]]:
    for role, formula in zip(roles, formulas, strict=True):
        if formula is not None:
            yield f"{name}: {role}", program, formula


def _courses(result: Calculation, oracle: Oracle, counts: SecondOpinion) -> Iterator[Disagreement]:
    """The procedures the case speaks of, in the last of its years."""
    year = next(iter(reversed(result.run.facts.years)), None)
    for name in result.run.facts.events:
        counts.procedures += 1
        outcome = result.run.value(name, year)
        if isinstance(outcome, NoValue):
            continue
        state, trail = result.run.states[name, year, ()], oracle.trail(name, year)
        latest = {step: (d.came_to, d.event.day) for step in trail.latest if (d := state.latest(step))}
        sides = (
            ("ugyldig", state.invalid is not None, trail.broken),
            ("trin", _places(state), sorted(set(trail.standing))),
            ("udfald", latest, trail.latest),
        )
        for what, exact, other in sides:
            if exact != other:
                yield Disagreement(f"{name}: {what}", exact, other)


def _places(state: State) -> list[str]:
    return sorted({place.name for place in state.places})
