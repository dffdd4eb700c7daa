"""A procedure followed event by event: each held against its step, then the way its outcome leads.

Conditions are asked only when an event needs them, of the run that asks for the state.
"""

from __future__ import annotations

from rammeaftale.backends.closures import closure
from rammeaftale.backends.events import Event
from rammeaftale.backends.exact import NO_ENV, Course, Rule, Run
from rammeaftale.backends.place import Place as Spot
from rammeaftale.backends.procedure_checks import Question, refused
from rammeaftale.backends.procedure_state import Done, Invalid, Place, State
from rammeaftale.backends.rules import height
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown, strictest
from rammeaftale.language import ir
from rammeaftale.language.procedure_calls import OTHERWISE
from rammeaftale.language.procedure_program import Case, Procedure, Step
from rammeaftale.language.program import Program

FRAMES_OF_A_WALK, FRAMES_A_LEVEL = 20, 2


class CompiledCourse:
    """One procedure of a program, its conditions compiled when first asked."""

    def __init__(self, program: Program, procedure: Procedure) -> None:
        self.program, self.procedure = program, procedure
        self._rules: dict[int, Rule] = {}
        highest = max((height(formula) for _, formula in procedure.formulas()), default=0)
        self.frames = FRAMES_OF_A_WALK + FRAMES_A_LEVEL * highest

    @property
    def name(self) -> str:
        """The procedure's name."""
        return self.procedure.head.name

    def rule(self, formula: ir.Formula) -> Rule:
        """A condition or deadline of the procedure as a closure."""
        found = self._rules.get(id(formula))
        if found is None:
            found = self._rules[id(formula)] = closure(formula.expression, Spot(self.name, formula.text))
        return found

    def state(self, run: Run, year: int | None) -> State:
        """Where the procedure stands after the events of the case."""
        events = run.facts.events.get(self.name)
        walk = Walk(self, run, year)
        for number, event in enumerate(events or (), start=1):
            if not walk.take(number, event):
                break
        return walk.told(begun=events is not None)


class Walk:
    """The procedure on its way through the events of a case, in a year."""

    def __init__(self, course: Course, run: Run, year: int | None) -> None:
        self.course, self.run, self.year = course, run, year
        self.procedure = course.procedure
        self.places: tuple[Place, ...] = (Place(self.procedure.first, is_end=False, round=1),)
        self.doubt: Unknown | Failure | None = None
        self.open: tuple[ir.Formula, ...] = ()
        self.done: list[Done] = []
        self.decided: dict[str, str] = {}
        self.lacking: list[tuple[int, str, tuple[str, ...]]] = []
        self.waiting: set[str] = set()
        self.invalid: Invalid | None = None

    def told(self, *, begun: bool) -> State:
        """What has come of it so far."""
        return State(
            begun=begun,
            places=self.places,
            doubt=self.doubt,
            open=self.open,
            done=tuple(self.done),
            decided=tuple(self.decided.items()),
            lacking=tuple(self.lacking),
            waiting=frozenset(self.waiting),
            invalid=self.invalid,
        )

    def ask(self, formula: ir.Formula) -> Outcome:
        """What a condition comes to, as a part of the evaluation under way."""
        return self.course.rule(formula)(self.run, self.year, NO_ENV)

    def take(self, number: int, event: Event) -> bool:
        """Whether an event could be, and if so the way it leads."""
        place = next((p for p in self.places if not p.is_end and p.name == event.step), None)
        step = self.procedure.steps.get(event.step) if place is not None else None
        question = Question(self.course.program, self.procedure, self.run, event, self.ask)
        before = [done.event.day for done in self.done if done.event.day is not None]
        latest = before[-1] if before else None
        comes_to = None if step is None else self._comes_to(step, event)
        reason, citation = refused(
            question, self.places, step, self.decided, latest, leaves=comes_to is not None
        )
        if reason or step is None or place is None:
            self.invalid = Invalid(number, reason, citation)
            return False
        self.lacking += [(number, key, names) for key, names in question.lacking]
        self.waiting |= question.waiting
        self._go(number, event, place, step, comes_to)
        return True

    def _comes_to(self, step: Step, event: Event) -> str | None:
        """The outcome of the whole step with this event; None while parts of it are open."""
        if not step.entry.is_parallel:
            return event.outcome
        parts = parts_of(step, self.run)
        own = event.member if step.entry.dimension is not None else event.part
        outcomes = {**self.decided, own or "": event.outcome}
        if not parts or any(part not in outcomes for part in parts):
            return None
        first = outcomes[parts[0]]
        alike = first in step.outcomes and all(outcomes[part] == first for part in parts)
        return first if alike else OTHERWISE

    def _go(self, number: int, event: Event, place: Place, step: Step, comes_to: str | None) -> None:
        self.places, self.doubt, self.open = (place,), None, ()
        if comes_to is None:
            own = event.member if step.entry.dimension is not None else event.part
            self.decided[own or ""] = event.outcome
        else:
            self.decided = {}
            cases = (
                step.otherwise
                if step.entry.is_parallel and comes_to == OTHERWISE
                else step.outcomes[comes_to]
            )
            self.follow(place, cases)
        self.done.append(Done(number, event, place, comes_to, self.places if comes_to is not None else ()))

    def follow(self, place: Place, cases: tuple[Case, ...]) -> None:
        """Go where the first case leads that holds; where that cannot be told, to all that may."""
        found: dict[Place, None] = {}
        doubtful: list[tuple[ir.Formula, Outcome]] = []
        for case in cases:
            holds = True if case.when is None else self.ask(case.when)
            if holds is False:
                continue
            target = case.target
            found[Place(target.name.text, target.is_end, place.round + target.new_round)] = None
            if holds is True:
                break
            assert case.when is not None
            doubtful.append((case.when, holds))
        self.places = tuple(found)
        if len(found) > 1:
            self.doubt = self._doubt(doubtful)
            self.open = tuple(formula for formula, outcome in doubtful if isinstance(outcome, Unknown))

    def _doubt(self, doubtful: list[tuple[ir.Formula, Outcome]]) -> Unknown | Failure:
        """Why it cannot be told where an outcome leads; a condition that has no answer is a fault."""
        reason = strictest([outcome for _, outcome in doubtful])
        if isinstance(reason, Unknown | Failure):
            return reason
        formula = next(formula for formula, outcome in doubtful if outcome == reason)
        state = reason.state.replace("_", " ") if isinstance(reason, NoValue) else ""
        message = (
            f"betingelsen {formula.text.text} er {state}, så det kan ikke siges, hvad udfaldet fører til"
        )
        return Failure("uafgjort_følge", message, self.course.name, formula.text.span)


def parts_of(step: Step, run: Run) -> tuple[str, ...]:
    """The parts, or the members, that decide a parallel step each for itself; none when they are not known."""
    if step.entry.dimension is not None:
        return run.members(step.entry.dimension.text) or ()
    return tuple(step.entry.parts)
