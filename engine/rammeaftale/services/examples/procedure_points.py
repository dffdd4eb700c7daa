"""What the examples should reach of a procedure: its steps, outcomes, ends, conditions, and an event that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from rammeaftale.backends.exact import Course, Run
from rammeaftale.backends.procedure_state import State
from rammeaftale.language import ir
from rammeaftale.language.procedure_calls import OTHERWISE
from rammeaftale.language.procedure_program import Procedure, Step
from rammeaftale.services.examples.point import REACHED, Point

STEP, OUTCOME, END, REFUSED = "procedure_trin", "procedure_udfald", "procedure_slutning", "procedure_ugyldig"
TAKEN = ("taget",)
SEEN = ("set",)
Keyed: TypeAlias = tuple[object, object, Point]


def procedure_points(procedure: Procedure) -> Iterator[Keyed]:
    """(node, part of it, point) of everything in a procedure but its conditions."""
    name, head = procedure.head.name, procedure.head
    for step in procedure.steps.values():
        entry = step.entry
        yield step, None, Point(name, STEP, step.name, entry.name.span, REACHED)
        for outcome in entry.named_outcomes:
            yield step, outcome, Point(name, OUTCOME, f"{step.name}: {outcome}", entry.name.span, TAKEN)
        for outcome in _together(step):
            text = f"{step.name}: {'ellers' if outcome == OTHERWISE else f'alle {outcome}'}"
            yield step, ("alle", outcome), Point(name, OUTCOME, text, entry.name.span, TAKEN)
    for end in procedure.entry.ends.values():
        yield procedure, end.name, Point(name, END, end.name, end.span, REACHED)
    yield procedure, None, Point(name, REFUSED, head.title, head.span, SEEN)


def _together(step: Step) -> list[str]:
    """What the parts of a parallel step can come to together."""
    if not step.entry.is_parallel:
        return []
    return [*step.outcomes, *([OTHERWISE] if step.otherwise else [])]


def reached_in(course: Course, state: State) -> Iterator[tuple[object, object, str]]:
    """(node, part of it, way) of all the state has come through."""
    procedure = course.procedure
    for done in state.done:
        step = procedure.steps[done.at.name]
        yield step, done.event.outcome, "taget"
        if done.came_to is not None and step.entry.is_parallel:
            yield step, ("alle", done.came_to), "taget"
    for name in state.reached:
        if name in procedure.steps:
            yield procedure.steps[name], None, "nået"
        else:
            yield procedure, name, "nået"
    if state.invalid is not None:
        yield procedure, None, "set"


def asked_in(course: Course, run: Run, state: State) -> Iterator[ir.Formula]:
    """The conditions that decided where a procedure stands, and the requirements of the step it stands at."""
    steps = course.procedure.steps
    for done in state.done:
        step = steps[done.at.name]
        yield from _of_event(step)
        if done.came_to is not None:
            cases = step.outcomes.get(done.came_to, step.otherwise)
            yield from (case.when for case in cases if case.when is not None)
    if state.invalid is not None:
        event = run.facts.events[course.name][state.invalid.number - 1]
        if event.step in steps:
            yield from _of_event(steps[event.step])
    elif state.place is not None and state.place.name in steps:
        yield from (formula for formula, _ in steps[state.place.name].requires)


def _of_event(step: Step) -> Iterator[ir.Formula]:
    """What any event of a step is held against."""
    yield from (formula for formula, _ in step.requires)
    yield from (formula for formula in step.documents.values() if formula is not None)
    yield from (one.when for one in step.participants if one.when is not None)
