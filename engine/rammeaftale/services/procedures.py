"""Where a case stands in a procedure, told in full: who acts, what is missing, what may follow, what blocks it."""

from __future__ import annotations

from datetime import date

from rammeaftale.backends.events import Event
from rammeaftale.backends.exact import NO_ENV, Course, Run
from rammeaftale.backends.procedure_checks import Question, required
from rammeaftale.backends.procedure_state import Invalid, Place, State
from rammeaftale.backends.procedures import Walk, parts_of
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Failure, NotRegulated, NoValue, Outcome, Unknown
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import ir
from rammeaftale.language.procedure_calls import OTHERWISE
from rammeaftale.language.procedure_program import Case, Procedure, Step
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.services import findings as f
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.ruleset import RuleSet


@record
class Way:
    """What an outcome leads to: every place that may be, and whether a condition is still open."""

    outcome: str
    places: tuple[Place, ...]


@record
class Blocked:
    """Why the step cannot be taken, and where the rules say so."""

    reason: str
    citation: Citation


@record
class Standing:
    """Where a case stands in a procedure.

    `step`: the one it stands at, None at an end and where that cannot be told; `documents`, `participants`: required
    when it is left; `parts`: who has and has not decided a parallel step; `inputs`: addresses of what would settle
    conditions and the deadline; `lacking`: what events leave out, as (number, key, names); `ways`: what may follow.
    """

    program: Program
    procedure: Procedure
    year: int | None
    state: State
    step: Step | None
    actors: tuple[str, ...]
    documents: tuple[str, ...]
    participants: tuple[str, ...]
    parts: tuple[tuple[str, str | None], ...]
    inputs: tuple[str, ...]
    ways: tuple[Way, ...]
    blocked: tuple[Blocked, ...]
    deadline: date | None
    deadline_missing: tuple[str, ...]
    is_late: bool = False

    @property
    def name(self) -> str:
        """The procedure's name."""
        return self.procedure.head.name

    @property
    def end(self) -> str | None:
        """The end it has come to, if it has."""
        place = self.state.place
        return place.name if place is not None and place.is_end else None

    @property
    def invalid(self) -> Invalid | None:
        """The event that cannot be, if one cannot."""
        return self.state.invalid

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What the next event may come to; of a step in parts: what the parts that are still open may."""
        if self.step is None:
            return ()
        entry = self.step.entry
        if not entry.parts:
            return entry.named_outcomes
        waiting = [entry.parts[part] for part, outcome in self.parts if outcome is None]
        return tuple(dict.fromkeys(node.text for part in waiting for node in part.outcomes))

    @property
    def lacking(self) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
        """What events leave out."""
        return self.state.lacking


def standing(result: Calculation, name: str) -> Standing | NoValue:
    """Where the case stands in a procedure in the last calculated year; why not, when it cannot be followed.

    KeyError when the rules have no such procedure.
    """
    year = next(iter(reversed(result.run.facts.years)), None)
    course = result.run.definitions.course(name, year)
    if course is None:
        raise KeyError(name)
    outcome = result.run.value(name, year)
    if isinstance(outcome, NoValue):
        return outcome
    return _Teller(course, result.run, year).told(result.run.states[name, year, ()])


def check_name(rules: RuleSet, name: str, findings: Findings) -> None:
    """A finding when the rules have no such procedure."""
    known = list(dict.fromkeys(one for program in rules.programs for one in program.procedures))
    if name in known:
        return
    hint = did_you_mean(name, known) or (
        f"Procedurer: {', '.join(known)}." if known else "Reglerne har ingen procedurer."
    )
    place = whole(SourceText("<navn>"))
    findings.add(f.UNKNOWN_THING, place, kind="proceduren", name=name, rules=rules.id, hint=hint)


def mentioned(result: Calculation) -> list[str]:
    """The procedures the case speaks of, by name."""
    return sorted(result.run.facts.events)


class _Teller:
    """Asks a finished run for what the step a procedure stands at depends on."""

    def __init__(self, course: Course, run: Run, year: int | None) -> None:
        self.course, self.run, self.year = course, run, year

    def ask(self, formula: ir.Formula) -> Outcome:
        return self.run.formula(self.course.rule(formula), self.year, NO_ENV)[0]

    def told(self, state: State) -> Standing:
        place = state.place
        step = self.course.procedure.steps.get(place.name) if place is not None and not place.is_end else None
        missing = set(state.waiting) | (
            state.doubt.missing if isinstance(state.doubt, Unknown) else frozenset()
        )
        if step is None or place is None:
            return self._standing(state, None, tuple(sorted(missing)))
        question = Question(self.course.program, self.course.procedure, self.run, Event("", ""), self.ask)
        documents = tuple(required(question, step.documents.items()))
        participants = tuple(required(question, ((one.actor, one.when) for one in step.participants)))
        missing |= question.waiting
        blocked = tuple(self._blocked(step, missing))
        deadline = self.ask(step.deadline) if step.deadline is not None else None
        late = tuple(sorted(deadline.missing)) if isinstance(deadline, Unknown) else ()
        parts = self._parts(step, state)
        ways = tuple(self._ways(step, place, parts))
        if step.entry.dimension is not None and self.run.members(step.entry.dimension.text) is None:
            missing.add(step.entry.dimension.text)
        found = self._standing(state, step, tuple(sorted(missing)))
        day = deadline if isinstance(deadline, date) else None
        return Standing(
            found.program, found.procedure, found.year, state, step, _actors(step, parts), documents, participants,
            parts, found.inputs, ways, blocked, day, late, self._is_late(day),
        )  # fmt: skip

    def _is_late(self, day: date | None) -> bool:
        today = self.run.facts.today
        return day is not None and today is not None and today > day

    def _standing(self, state: State, step: Step | None, missing: tuple[str, ...]) -> Standing:
        program, procedure = self.course.program, self.course.procedure
        return Standing(program, procedure, self.year, state, step, (), (), (), (), missing, (), (), None, ())

    def _blocked(self, step: Step, missing: set[str]) -> list[Blocked]:
        """What is known not to hold, or to have no answer; what an unknown waits for is added to `missing`."""
        found = []
        for formula, otherwise in step.requires:
            holds = self.ask(formula)
            if isinstance(holds, Unknown):
                missing |= holds.missing
            elif holds is False or isinstance(holds, Failure | NotRegulated):
                found.append(Blocked(otherwise, step.entry.citation))
        return found

    def _ways(self, step: Step, place: Place, parts: tuple[tuple[str, str | None], ...]) -> list[Way]:
        walk = Walk(self.course, self.run, self.year)
        cases = {**step.outcomes, **({OTHERWISE: step.otherwise} if step.otherwise else {})}
        possible = _still_possible(step, parts)
        return [Way(name, self._led(walk, place, c)) for name, c in cases.items() if name in possible]

    def _led(self, walk: Walk, place: Place, cases: tuple[Case, ...]) -> tuple[Place, ...]:
        for case in cases:
            if case.when is not None:
                self.ask(case.when)
        walk.follow(place, cases)
        return walk.places

    def _parts(self, step: Step, state: State) -> tuple[tuple[str, str | None], ...]:
        decided = dict(state.decided)
        return tuple((part, decided.get(part)) for part in parts_of(step, self.run))


def _still_possible(step: Step, parts: tuple[tuple[str, str | None], ...]) -> set[str]:
    """What a step may still come to as a whole: of a parallel one, after what some of its parts have decided."""
    entry = step.entry
    if not entry.is_parallel or not parts:
        return {*step.outcomes, OTHERWISE}
    choices = [{outcome} if outcome is not None else _open_to(step, part) for part, outcome in parts]
    every, alike = set.union(*choices), set.intersection(*choices) & set(step.outcomes)
    surely_alike = every <= alike and (len(every) == 1 or len(choices) == 1)
    return alike if surely_alike else alike | {OTHERWISE}


def _open_to(step: Step, part: str) -> set[str]:
    """The outcomes a part, or a member, may have."""
    own = step.entry.parts.get(part)
    return {node.text for node in own.outcomes} if own is not None else set(step.entry.named_outcomes)


def _actors(step: Step, parts: tuple[tuple[str, str | None], ...]) -> tuple[str, ...]:
    """Who acts: those of the step, or of the parts that are still open."""
    if not step.entry.parts:
        return tuple(node.text for node in step.entry.actors)
    waiting = [step.entry.parts[part] for part, outcome in parts if outcome is None]
    nodes = [node for part in waiting for node in (part.actors or step.entry.actors)]
    return tuple(dict.fromkeys(node.text for node in nodes))
