"""Which rule set speaks for a name in a year, as the oracle reads the specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rammeaftale.backends.facts import Facts
from rammeaftale.backends.oracle_given import Given
from rammeaftale.backends.oracle_text import Book
from rammeaftale.language.program import Program, Quantity


@dataclass(frozen=True)
class Part:
    """One rule set: its program, its formulas as texts, and what it and the case give."""

    program: Program
    book: Book
    given: Given

    def quantity(self, name: str) -> Quantity:
        """The definition of a name."""
        return self.program.quantities[name]

    def has(self, name: str) -> bool:
        """Whether it has a quantity or a procedure of this name."""
        return name in self.program.quantities or name in self.program.procedures

    def covers(self, name: str, year: int) -> bool:
        """Whether it defines the name and is in force on some day of the year."""
        starts, ends = self.program.manifest.starts, self.program.manifest.ends
        return self.has(name) and starts.year <= year and (ends is None or year <= ends.year)


class Timeline:
    """One set, which serves every year, or several in time."""

    def __init__(self, programs: Sequence[Program], facts: Facts) -> None:
        self.parts = [Part(program, Book(program), Given(program, facts)) for program in programs]
        self.history = max(program.manifest.history for program in programs)

    @property
    def is_single(self) -> bool:
        """Whether one set speaks for all years."""
        return len(self.parts) == 1

    def in_force(self, name: str, year: int | None) -> Part | None:
        """The set in force in a year, if it has the name; without a year the last that has."""
        if self.is_single:
            return self.parts[0]
        having = [part for part in self.parts if part.has(name)]
        if year is None:
            return having[-1]
        return next((part for part in having if part.covers(name, year)), None)

    def part(self, name: str, year: int | None, home: int | None) -> Part:
        """The set in force in the year if it has the name, else the calculated year's."""
        found = self.in_force(name, year) or self.in_force(name, home)
        if found is None:
            raise KeyError(name)
        return found
