"""Where a procedure stands: what has counted so far, where it is now, and what was wrong if something was."""

from __future__ import annotations

from rammeaftale.backends.events import Event
from rammeaftale.core.outcome import Failure, Unknown
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.rulefiles.head_model import Citation


@record
class Place:
    """A step, or an end, in a round (from 1)."""

    name: str
    is_end: bool
    round: int


@record
class Done:
    """An event that counted: its number in the case (from 1), where it was, and the places it may have led to.

    `came_to`: the outcome of the step as a whole; None while other parts of it are open.
    """

    number: int
    event: Event
    at: Place
    came_to: str | None
    led_to: tuple[Place, ...]


@record
class Invalid:
    """The event that cannot be, why, and where the rules say so; it and later ones do not count."""

    number: int
    reason: str
    citation: Citation


@record
class State:
    """The state of a procedure.

    `begun`: whether the case speaks of it; `places`: where it stands, several when `doubt` says why that cannot be
    told; `open`: the conditions that leave it in doubt; `done`: what counted; `decided`: (part or member, outcome) of
    the parallel step it stands at; `lacking`: what events leave out, as (number, key, names).
    """

    begun: bool
    places: tuple[Place, ...]
    doubt: Unknown | Failure | None
    open: tuple[ir.Formula, ...]
    done: tuple[Done, ...]
    decided: tuple[tuple[str, str], ...]
    lacking: tuple[tuple[int, str, tuple[str, ...]], ...]
    waiting: frozenset[str]
    invalid: Invalid | None

    @property
    def place(self) -> Place | None:
        """The place, when it is certain."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def round(self) -> int:
        """The round it is certain to have come to."""
        return min(place.round for place in self.places)

    @property
    def reached(self) -> frozenset[str]:
        """The steps and ends it has certainly come to."""
        if not self.begun:
            return frozenset()
        at = {self.places[0].name} if len(self.places) == 1 else set()
        return frozenset(at | {done.at.name for done in self.done})

    def latest(self, step: str) -> Done | None:
        """The latest event by which a step as a whole came to something."""
        found = (done for done in reversed(self.done) if done.at.name == step and done.came_to is not None)
        return next(found, None)
