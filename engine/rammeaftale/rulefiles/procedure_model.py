"""The parts of a procedure as the rule files say them, checked for shape; names and conditions are still text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.yamltree import Scalar

if TYPE_CHECKING:
    from rammeaftale.rulefiles.head_model import Citation


@record
class Target:
    """Where an outcome leads: a step or (`is_end`) an end, perhaps in a new round."""

    name: Scalar
    is_end: bool
    new_round: bool = False


@record
class Case:
    """A target under a condition; None: what follows when no earlier condition holds."""

    when: Scalar | None
    target: Target


@record
class Outcome:
    """What a step (or all its parts) may come to, and the targets in the order they are tried."""

    name: Scalar
    cases: tuple[Case, ...]


@record
class Requirement:
    """What must hold before a step can be taken, and what a reader is told where it does not."""

    when: Scalar
    otherwise: str


@record
class Document:
    """A document that goes with the event that leaves a step."""

    name: str
    title: str
    when: Scalar | None


@record
class Participant:
    """An actor that takes part, from a step on; None: in all of them (in its own, for a step's)."""

    actor: Scalar
    when: Scalar | None
    from_step: Scalar | None = None


@record
class Part:
    """A part of a step, decided for itself; without actors of its own those of the step decide."""

    name: Scalar
    title: str
    actors: tuple[Scalar, ...]
    outcomes: tuple[Scalar, ...]


@record
class ProcedureStep:
    """A step. Parallel when it is per `dimension` or has `parts`: then `part_outcomes`, `when_all` and `otherwise`."""

    name: Scalar
    title: str
    description: str
    citation: Citation
    concept: str | None
    modality: str
    actors: tuple[Scalar, ...]
    joint: bool
    deadline: Scalar | None
    requires: tuple[Requirement, ...]
    documents: Mapping[str, Document]
    participants: tuple[Participant, ...]
    catalogue: Scalar | None
    outcomes: Mapping[str, Outcome]
    dimension: Scalar | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)
    part_outcomes: tuple[Scalar, ...] = ()
    when_all: Mapping[str, Outcome] = field(default_factory=dict)
    otherwise: Outcome | None = None

    @property
    def is_parallel(self) -> bool:
        """Whether several decide, each for itself."""
        return self.dimension is not None or bool(self.parts)

    @property
    def named_outcomes(self) -> tuple[str, ...]:
        """The outcomes an event may name."""
        if not self.is_parallel:
            return tuple(self.outcomes)
        every = (*self.part_outcomes, *(o for part in self.parts.values() for o in part.outcomes))
        return tuple(dict.fromkeys(node.text for node in every))


@record
class End:
    """How a procedure can end."""

    name: str
    title: str
    span: Span


@record
class Incomplete:
    """What the source lacks of a procedure, and what that means."""

    missing: str
    text: str
