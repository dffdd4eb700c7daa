"""What a name means in a year: in one rule set, or on a region's timeline of sets."""

from __future__ import annotations

from rammeaftale.backends.exact import Rule
from rammeaftale.backends.rules import bare_rule, compile_quantity, frames
from rammeaftale.language.program import Program, Quantity


class Compiled:
    """One program with its closures, made when first needed and kept for every later calculation."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.history = program.manifest.history
        self._rules: dict[str, tuple[Rule, int]] = {}
        self._groups = self._grouped(exactly_one=True)
        self._together = self._grouped(exactly_one=False)

    def _grouped(self, *, exactly_one: bool) -> dict[str, tuple[str, ...]]:
        groups = [g for g in self.program.text.groups if g.exactly_one == exactly_one]
        return {node.text: tuple(n.text for n in group.members) for group in groups for node in group.members}

    def program_of(self, name: str, year: int | None) -> Program:
        """The program that defines a name in a year."""
        return self.program

    def quantity(self, name: str, year: int | None) -> Quantity:
        """The definition of a name."""
        return self.program.quantities[name]

    def rule(self, name: str, year: int | None) -> tuple[Rule, int]:
        """The compiled rule and the frames it may take."""
        found = self._rules.get(name)
        if found is None:
            quantity = self.program.quantities[name]
            found = self._rules[name] = (compile_quantity(self.program, quantity), frames(quantity))
        return found

    def bare_rule(self, name: str, year: int | None, before: str | None = None) -> Rule:
        """The rule without its steps, with the measures up to (not including) `before`."""
        return bare_rule(self.program, self.program.quantities[name], before)

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them."""
        return self._groups.get(name, ())

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them."""
        return self._together.get(name, ())


class Timeline:
    """A region's sets in time: each year uses the sets in force, else the nearest later one that has the name."""

    def __init__(self, compiled: list[Compiled]) -> None:
        self.sets = sorted(compiled, key=lambda c: (c.program.manifest.starts, c.program.id))
        self.history = max(c.history for c in compiled)

    def in_force(self, year: int) -> list[Compiled]:
        """The sets in force on some day of the year."""
        found = []
        for compiled in self.sets:
            manifest = compiled.program.manifest
            if manifest.starts.year <= year and (manifest.ends is None or year <= manifest.ends.year):
                found.append(compiled)
        return found

    def of(self, name: str, year: int | None) -> Compiled:
        """The set that defines a name in a year."""
        having = [c for c in self.sets if name in c.program.quantities]
        if year is None:
            return having[-1]
        for compiled in self.in_force(year):
            if compiled in having:
                return compiled
        later = [c for c in having if c.program.manifest.starts.year > year]
        return later[0] if later else having[-1]

    def program_of(self, name: str, year: int | None) -> Program:
        """The program that defines a name in a year."""
        return self.of(name, year).program

    def quantity(self, name: str, year: int | None) -> Quantity:
        """The definition of a name in a year."""
        return self.of(name, year).quantity(name, year)

    def rule(self, name: str, year: int | None) -> tuple[Rule, int]:
        """The compiled rule and the frames it may take."""
        return self.of(name, year).rule(name, year)

    def bare_rule(self, name: str, year: int | None, before: str | None = None) -> Rule:
        """The rule without its steps, with the measures up to (not including) `before`."""
        return self.of(name, year).bare_rule(name, year, before)

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them."""
        return next((group for c in self.sets if (group := c.together(name))), ())

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them."""
        return next((group for c in self.sets if (group := c.group(name))), ())
