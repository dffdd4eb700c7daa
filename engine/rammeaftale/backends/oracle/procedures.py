"""The oracle's own walk through a procedure, read from the text of the rules: what was visited, what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from rammeaftale.backends.events import Event
from rammeaftale.backends.facts import Facts
from rammeaftale.backends.oracle.outcomes import failure, hindrance, unknown
from rammeaftale.core.outcome import NotRelevant, NoValue, Outcome, Unknown
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_model as pm
from rammeaftale.rulefiles.yamltree import Scalar

APART = "ellers"


@dataclass
class Trail:
    """What came of the events: steps and ends visited, the latest outcome and day of each step, where it may stand."""

    visited: set[str] = field(default_factory=set)
    latest: dict[str, tuple[str, date | None]] = field(default_factory=dict)
    standing: list[str] = field(default_factory=list)
    doubt: NoValue | None = None
    broken: bool = False


@dataclass
class Follower:
    """One procedure in one case; `formula` calculates a condition."""

    procedure: m.Procedure
    facts: Facts
    formula: Callable[[Scalar], Outcome]
    exhaustive: Callable[[str], Sequence[str] | None]

    def trail(self) -> Trail:
        """The trail of all events that could be."""
        name = self.procedure.head.name
        trail = Trail(standing=[next(iter(self.procedure.steps))])
        if name not in self.facts.events:
            return trail
        trail.visited = {trail.standing[0]}
        answers: dict[str, str] = {}
        last = date.min
        for event in self.facts.events[name]:
            step = self.procedure.steps.get(event.step)
            if (
                step is None
                or event.step not in trail.standing
                or not self._could_be(event, step, answers, last)
            ):
                trail.broken = True
                break
            last = event.day or last
            trail.visited.add(event.step)
            trail.standing, trail.doubt = [event.step], None
            answers[event.member or event.part or ""] = event.outcome
            whole = self._whole(step, answers)
            if whole is not None:
                answers = {}
                trail.latest[event.step] = (whole, event.day)
                self._lead(trail, step, whole)
        return trail

    def _parts(self, step: pm.ProcedureStep) -> list[str]:
        if step.dimension is not None:
            return list(self.facts.members.get(step.dimension.text) or ())
        return list(step.parts)

    def _whole(self, step: pm.ProcedureStep, answers: dict[str, str]) -> str | None:
        """What the whole step came to, once every part has answered."""
        if not step.is_parallel:
            return answers[""]
        parts = self._parts(step)
        if not parts or set(parts) - set(answers):
            return None
        different = {answers[part] for part in parts}
        alike = different.pop() if len(different) == 1 else None
        return alike if alike in step.when_all else APART

    def _lead(self, trail: Trail, step: pm.ProcedureStep, whole: str) -> None:
        outcomes = {**step.outcomes, **step.when_all}
        outcome = outcomes.get(whole) or step.otherwise
        assert outcome is not None
        rows = [
            (True if case.when is None else self.formula(case.when), case.target) for case in outcome.cases
        ]
        before = list(takewhile(lambda row: row[0] is not True, rows))
        rows = [row for row in rows[: len(before) + 1] if row[0] is not False]
        names = list(dict.fromkeys((target.name.text, target.new_round) for _, target in rows))
        trail.standing = [name for name, _ in names]
        if len(names) == 1:
            trail.visited.add(trail.standing[0])
        else:
            reason = hindrance([holds for holds, _ in rows])
            trail.doubt = reason if isinstance(reason, Unknown) else failure("uafgjort")

    def _could_be(self, event: Event, step: pm.ProcedureStep, answers: dict[str, str], last: date) -> bool:
        part = step.parts.get(event.part or "")
        fits = self._fits_parts(event, step, answers)
        if not fits:
            return False
        known = [node.text for node in part.outcomes] if part else list(step.named_outcomes)
        whole = self._whole(step, {**answers, event.member or event.part or "": event.outcome})
        today = self.facts.today or date.max
        return (
            event.outcome in known
            and (event.day is None or last <= event.day <= today)
            and self._by_right_actors(event, step, part)
            and not any(self.formula(one.when) is False for one in step.requires)
            and (whole is None or self._complete(event, step))
            and self._may_choose(event, step)
        )

    def _fits_parts(self, event: Event, step: pm.ProcedureStep, answers: dict[str, str]) -> bool:
        if step.dimension is not None:
            members = self.facts.members.get(step.dimension.text)
            is_member = members is None or event.member in members
            return (
                event.part is None and event.member is not None and is_member and event.member not in answers
            )
        if event.member is not None:
            return False
        return event.part in step.parts and event.part not in answers if step.parts else event.part is None

    def _by_right_actors(self, event: Event, step: pm.ProcedureStep, part: pm.Part | None) -> bool:
        nodes = part.actors if part and part.actors else step.actors
        right = {node.text for node in nodes}
        if event.actors is None or not right:
            return True
        given = set(event.actors)
        return given == right if step.joint else given <= right

    def _complete(self, event: Event, step: pm.ProcedureStep) -> bool:
        """Whether all that must go with the event does, as far as the event says."""
        documents = {
            d.name for d in step.documents.values() if d.when is None or self.formula(d.when) is True
        }
        order = list(self.procedure.steps)
        at = order.index(step.name.text)
        joined = [
            one
            for one in self.procedure.participants
            if one.from_step is None or order.index(one.from_step.text) <= at
        ]
        present = {
            one.actor.text
            for one in (*joined, *step.participants)
            if one.when is None or self.formula(one.when) is True
        }
        papers, people = event.documents, event.participants
        return (papers is None or documents <= set(papers)) and (people is None or present <= set(people))

    def _may_choose(self, event: Event, step: pm.ProcedureStep) -> bool:
        if not event.measures:
            return True
        if step.catalogue is None:
            return False
        members = self.exhaustive(step.catalogue.text)
        return members is None or set(event.measures) <= set(members)


def reached(trail: Trail, name: str) -> Outcome:
    """`nået`."""
    if name in trail.visited:
        return True
    if trail.broken:
        return failure("ugyldig procedure")
    return trail.doubt if trail.doubt is not None and name in trail.standing else False


def latest(trail: Trail, procedure: str, step: str, *, day: bool) -> Outcome:
    """`udfald_af` and `dato_for`."""
    if step not in trail.latest:
        return failure("ugyldig procedure") if trail.broken else NotRelevant("")
    outcome, when = trail.latest[step]
    if not day:
        return outcome
    return unknown(f"procedurer.{procedure}.{step}.dato") if when is None else when
