"""Which rule set speaks for a name in a year, as the oracle reads the specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rammeaftale.backends.facts import Facts
from rammeaftale.backends.oracle.given import Given
from rammeaftale.backends.oracle.text import Book
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
        return self.has(name) and self.serves(year)

    def serves(self, year: int) -> bool:
        """Whether it is in force on some day of the year."""
        starts, ends = self.program.manifest.starts, self.program.manifest.ends
        return starts.year <= year and (ends is None or year <= ends.year)


class Timeline:
    """One set, which serves every year, or several in time."""

    def __init__(self, programs: Sequence[Program], facts: Facts) -> None:
        self.parts = [Part(program, Book(program), Given(program, facts)) for program in programs]
        self.history = max(program.manifest.history for program in programs)

    @property
    def is_single(self) -> bool:
        """Whether one set speaks for all years."""
        return len(self.parts) == 1

    def serves(self, year: int | None) -> bool:
        """Whether any set is in force in a year; one set alone, or no year, always is."""
        return self.is_single or year is None or any(part.serves(year) for part in self.parts)

    def in_force(self, name: str, year: int | None) -> Part | None:
        """The set in force in a year, if it has the name; without a year the last that has."""
        if self.is_single:
            return self.parts[0]
        having = self._having(name)
        if year is None:
            return having[-1]
        return next((part for part in having if part.covers(name, year)), None)

    def part(self, name: str, year: int | None, home: int | None) -> Part:
        """The set in force in the year if it has the name, else the calculated year's, else the nearest later one's."""
        found = self.in_force(name, year) or self.in_force(name, home)
        if found is not None:
            return found
        having = self._having(name)
        later = [part for part in having if year is not None and part.program.manifest.starts.year > year]
        return (later or having[-1:])[0]

    def _having(self, name: str) -> list[Part]:
        """The sets that have a name, in time."""
        having = [part for part in self.parts if part.has(name)]
        if not having:
            raise KeyError(name)
        return sorted(having, key=lambda part: (part.program.manifest.starts, part.program.id))
