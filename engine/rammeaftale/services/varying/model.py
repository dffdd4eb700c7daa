"""One quantity (or one condition) as it depends on one number: its outcome, and how it came about, at any place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import Definitions, Run
from rammeaftale.backends.moving.moving import Question, Seen, Walk
from rammeaftale.backends.place import Place
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.records import record
from rammeaftale.services.varying.axis import Axis

T = TypeVar("T")
KEPT = 3


@record
class Followed:
    """A question followed at a place."""

    x: Fraction
    seen: Seen
    walk: Walk


class Model:
    """Answers at any place between the ends of an axis; every place is a calculation of its own."""

    def __init__(self, definitions: Definitions, axis: Axis, question: Question) -> None:
        self.definitions, self.axis, self.question = definitions, axis, question
        self._outcomes: dict[Fraction, Outcome] = {}
        self._runs: dict[Fraction, Run] = {}
        self._followed: dict[Fraction, Followed] = {}

    def outcome(self, x: Fraction) -> Outcome:
        """The question's outcome at a place."""
        if x not in self._outcomes:
            run, asked = self._run(x), self.question
            if asked.formula is None:
                found = run.value(*asked.owner)
            else:
                place = Place(asked.owner[0], asked.formula.text)
                found = run.formula(closure(asked.formula.expression, place), asked.owner[1])[0]
            self._outcomes[x] = found
        return self._outcomes[x]

    def known(self, low: Fraction, high: Fraction) -> list[tuple[Fraction, Outcome]]:
        """Every place between two, both included, that has been calculated, rising."""
        return sorted((x, found) for x, found in self._outcomes.items() if low <= x <= high)

    def follow(self, x: Fraction) -> Followed:
        """The same, with every decision on the way."""
        return _latest(self._followed, x, self._follow)

    def _follow(self, x: Fraction) -> Followed:
        walk = Walk(self._run(x), self.axis, x)
        return Followed(x, walk.follow(self.question), walk)

    def _run(self, x: Fraction) -> Run:
        return _latest(self._runs, x, lambda place: Run(self.definitions, self.axis.facts_at(place)))


def _latest(known: dict[Fraction, T], x: Fraction, make: Callable[[Fraction], T]) -> T:
    """What is made for a place, once while it is among the last `KEPT`: two neighbours are asked about in turn."""
    if x not in known:
        while len(known) >= KEPT:
            del known[next(iter(known))]
        known[x] = make(x)
    return known[x]
