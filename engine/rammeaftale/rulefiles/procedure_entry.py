"""A procedure as an entry; its parts stand in `procedure_model.py`, read only where there is a procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rammeaftale.core.records import record

if TYPE_CHECKING:
    from rammeaftale.rulefiles.head_model import Head
    from rammeaftale.rulefiles.procedure_model import End, Incomplete, Participant, ProcedureStep


@record
class Procedure:
    """A course of steps; the first of the `order` written is where it begins."""

    head: Head
    incomplete: Incomplete | None
    participants: tuple[Participant, ...]
    steps: Mapping[str, ProcedureStep]
    ends: Mapping[str, End]
    order: tuple[str, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """Every actor it names, each once."""
        found = [one.actor for one in self.participants]
        for step in self.steps.values():
            found += [*step.actors, *(one.actor for one in step.participants)]
            found += [actor for part in step.parts.values() for actor in part.actors]
        return tuple(dict.fromkeys(node.text for node in found))
