"""A rule set ready to calculate: its checked program, or several on a region's timeline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from rammeaftale.backends.definitions import Compiled, Timeline
from rammeaftale.language.program import Program, Quantity


class RuleSet:
    """One or, on a region's timeline (each year uses the sets in force), several checked programs."""

    def __init__(self, id_: str, programs: Iterable[Program], *, is_timeline: bool = False) -> None:
        self.id = id_
        self.is_timeline = is_timeline
        self.programs = tuple(programs)
        compiled = [Compiled(program) for program in self.programs]
        self.definitions: Compiled | Timeline = Timeline(compiled) if is_timeline else compiled[0]

    def quantity(self, name: str) -> Quantity | None:
        """The (latest) definition of a name, or None."""
        return next((p.quantities[name] for p in reversed(self.programs) if name in p.quantities), None)

    def program_of(self, name: str) -> Program:
        """The (latest) program that has a quantity, duty, check or measure of this name."""
        return next(p for p in reversed(self.programs) if name in p.text.entries)

    def in_force(self, year: int | None) -> Iterable[Program]:
        """The programs in force in a year; without a timeline the one there is."""
        if year is None or not isinstance(self.definitions, Timeline):
            return self.programs
        return [compiled.program for compiled in self.definitions.in_force(year)]

    @cached_property
    def names(self) -> list[str]:
        """Every quantity's name by section of its source, then by name: whatever the order in files."""
        every = {name: p.quantities[name].head for p in self.programs for name in p.quantities}
        return sorted(every, key=lambda name: every[name].order)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the set, or those of all sets on the timeline."""
        return "+".join(program.fingerprint for program in self.programs)
