"""Every case one step away from one: another value, reading, measure or day, a step further in a procedure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from rammeaftale.backends.events import Event
from rammeaftale.backends.exact import Run
from rammeaftale.backends.facts import Members
from rammeaftale.core.diagnostics import RammeaftaleError
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles.procedure_model import ProcedureStep
from rammeaftale.services.comparing.candidates import Candidates
from rammeaftale.services.comparing.draft import Draft, Slot, facts_for, year_key
from rammeaftale.services.comparing.sides import Side

FEW = 3
MEMBER = "A"
MOST_EVENTS = 12


class Variations:
    """The steps away from a case that can matter to a target in two sets."""

    def __init__(self, sides: tuple[Side, ...], candidates: Candidates) -> None:
        self.sides, self.candidates = sides, candidates

    def of(self, draft: Draft) -> Iterator[Draft]:
        """The cases one step away, in the same order each time."""
        stated = dict(draft.values)
        for slot, held in stated.items():
            for value in self.candidates.of(slot[0], slot[2] or draft.year):
                if value != held:
                    yield draft.stating(slot, value)
        for measure in self.candidates.measures:
            yield draft.choosing(set(draft.measures) ^ {measure})
        yield from self._readings(draft)
        yield from self._joined_by(draft)
        yield from self._further(draft)
        yield from self._optional(draft)
        if draft.today is not None:
            for day in self.candidates.of_days(draft.year):
                yield draft.on(day)

    def _readings(self, draft: Draft) -> Iterator[Draft]:
        for name, choices in self.candidates.readings.items():
            for choice in choices:
                if dict(draft.readings).get(name) != choice:
                    yield draft.reading(name, choice)

    def _joined_by(self, draft: Draft) -> Iterator[Draft]:
        """The case with a first member of each dimension it has none of yet."""
        for dimension in sorted(self.candidates.dimensions - dict(draft.members).keys()):
            yield draft.with_member(dimension, MEMBER)

    def _further(self, draft: Draft) -> Iterator[Draft]:
        """Each event that may come next in a procedure, in either set."""
        for name in self.candidates.procedures:
            told = dict(draft.events).get(name, ())
            if len(told) < MOST_EVENTS:
                every = (event for side in self.sides for event in self._next(side, name, draft))
                yield from (draft.after(name, (*told, event)) for event in dict.fromkeys(every))

    def _next(self, side: Side, name: str, draft: Draft) -> Iterator[Event]:
        """The events with which a procedure can go on in a set, told as briefly as a case can."""
        if name not in side.program.procedures:
            return
        run = Run(side.rules.definitions, facts_for(draft, side))
        try:
            run.value(name, draft.year)
        except RammeaftaleError:
            return
        state = run.states.get((name, draft.year, ()))
        if state is None or state.invalid is not None:
            return
        steps = side.program.procedures[name].entry.steps
        decided = dict(state.decided)
        day = draft.today or date(draft.year or 2000, 6, 15)
        for step in (steps[place.name] for place in state.places if not place.is_end):
            for member, part in self._deciding(step, run):
                if (member or part) not in decided:
                    for outcome in _outcomes(step, part):
                        yield Event(step.name.text, outcome, day, member=member, part=part)

    def _deciding(self, step: ProcedureStep, run: Run) -> Iterator[tuple[str | None, str | None]]:
        """(member, part) for whoever decides a step for themselves; neither where one decides it for all."""
        if step.dimension is not None:
            members = run.members(step.dimension.text)
            yield from ((member, None) for member in members or ())
        elif step.parts:
            yield from ((None, part) for part in step.parts)
        else:
            yield None, None

    def _optional(self, draft: Draft) -> Iterator[Draft]:
        stated = dict(draft.values)
        for name in self.candidates.inputs:
            quantity = self.candidates.quantity(name)
            for members in self._members(quantity, draft):
                slot: Slot = (name, members, year_key(quantity, draft.year))
                if slot not in stated and not any(n == name for n, _, _ in stated):
                    for value in self.candidates.of(name, draft.year)[:FEW]:
                        yield draft.stating(slot, value)

    def _members(self, quantity: Quantity, draft: Draft) -> Iterator[Members]:
        """The members an optional input may be stated for: the case's own, or the first of a fixed dimension."""
        mentioned = dict(draft.members)
        every = []
        for dimension in quantity.dims:
            known = (s.program.manifest.dimensions.get(dimension) for s in self.sides)
            fixed = next((list(d.members)[:1] for d in known if d is not None and d.members), None)
            every.append(fixed or list(mentioned.get(dimension, ())))
        yield from product(*every)


def _outcomes(step: ProcedureStep, part: str | None) -> tuple[str, ...]:
    if part is not None and step.parts[part].outcomes:
        return tuple(node.text for node in step.parts[part].outcomes)
    return step.named_outcomes
