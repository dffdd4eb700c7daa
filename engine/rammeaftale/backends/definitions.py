"""What a name means in a year: in one rule set, or on a region's timeline of sets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rammeaftale.backends.exact import Rule
from rammeaftale.backends.rules import bare_rule, compile_quantity, frames
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.language.fingerprint import said
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles.findings import TWO_RULES_FOR_YEAR

if TYPE_CHECKING:
    from rammeaftale.backends.exact import Course


class Compiled:
    """One program with its closures, made when first needed and kept for every later calculation."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.history = program.manifest.history
        self.starts = program.manifest.starts.year
        self.has_procedures = bool(program.procedures)
        self._rules: dict[str, tuple[Rule, int]] = {}
        self._courses: dict[str, Course] = {}
        self._groups = self._grouped(exactly_one=True)
        self._together = self._grouped(exactly_one=False)

    def _grouped(self, *, exactly_one: bool) -> dict[str, tuple[str, ...]]:
        groups = [g for g in self.program.text.groups if g.exactly_one == exactly_one]
        return {node.text: tuple(n.text for n in group.members) for group in groups for node in group.members}

    def seen_from(self, years: tuple[int, ...]) -> Compiled:
        """One set is the same from every year."""
        return self

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

    def defines(self, name: str) -> bool:
        """Whether it has a quantity or a procedure of this name."""
        return name in self.program.quantities or name in self.program.procedures

    def course(self, name: str, year: int | None) -> Course | None:
        """The procedure of a name, ready to follow; None when it is no procedure's."""
        procedure = self.program.procedures.get(name)
        if procedure is None:
            return None
        if name not in self._courses:
            from rammeaftale.backends.procedures import CompiledCourse

            self._courses[name] = CompiledCourse(self.program, procedure)
        return self._courses[name]

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them."""
        return self._groups.get(name, ())

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them."""
        return self._together.get(name, ())


class Timeline:
    """A region's sets in time: each year uses the sets in force, a year without the name those of the calculated year.

    `years`: the calculated ones; where neither the year nor they have the name, the nearest later set that has.
    """

    def __init__(self, compiled: Iterable[Compiled], years: tuple[int, ...] = ()) -> None:
        self.sets = sorted(compiled, key=lambda c: (c.program.manifest.starts, c.program.id))
        self.history = max(c.history for c in self.sets)
        self.starts = min(c.starts for c in self.sets)
        self.has_procedures = any(c.has_procedures for c in self.sets)
        self.years = years
        self.found: dict[tuple[str, int | None], Compiled] = {}

    def seen_from(self, years: tuple[int, ...]) -> Timeline:
        """The same sets for a calculation of these years, unless that has been said."""
        return self if self.years else Timeline(self.sets, years)

    def agree(self, alone: Iterable[Timeline]) -> None:
        """Define every name in a year as calculations of each year alone did; raises when two of them differ."""
        for other in alone:
            for (name, year), compiled in other.found.items():
                known = self.found.setdefault((name, year), compiled)
                if known is not compiled and year is not None:
                    _check_same(name, year, known, compiled)

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
        found = self.found.get((name, year))
        if found is None:
            found = self.found[name, year] = self._search(name, year)
        return found

    def _search(self, name: str, year: int | None) -> Compiled:
        having = [c for c in self.sets if c.defines(name)]
        if year is None:
            return having[-1]
        own = self._in_force_with(name, year)
        # A calculated year is answered as if it were calculated alone: the others have no say.
        calculated = [c for y in self.years if (c := self._in_force_with(name, y))]
        if own is None and calculated and year not in self.years:
            return calculated[0]
        later = [c for c in having if c.program.manifest.starts.year > year]
        return own or (later[0] if later else having[-1])

    def _in_force_with(self, name: str, year: int) -> Compiled | None:
        return next((c for c in self.in_force(year) if c.defines(name)), None)

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

    def course(self, name: str, year: int | None) -> Course | None:
        """The procedure of a name in a year, ready to follow; None when it is no procedure's."""
        if not any(name in c.program.procedures for c in self.sets):
            return None
        return self.of(name, year).course(name, year)

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them."""
        return next((group for c in self.sets if (group := c.together(name))), ())

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them."""
        return next((group for c in self.sets if (group := c.group(name))), ())


def _check_same(name: str, year: int, first: Compiled, second: Compiled) -> None:
    """A cell has one definition: refuse two calculated years that read it by different rules."""
    if _of_year(first, name, year) == _of_year(second, name, year):
        return
    findings = Findings()
    one, two = first.program.id, second.program.id
    span = second.program.text.entries[name].head.span
    findings.add(TWO_RULES_FOR_YEAR, span, name=name, year=year, one=one, two=two)
    raise RammeaftaleError(findings)


def _of_year(compiled: Compiled, name: str, year: int) -> object:
    """What a set says of a name in a year, to compare: a rule as written with its measures, a parameter's figures."""
    if name in compiled.program.procedures:
        return said(compiled.program.procedures[name].entry)
    quantity = compiled.program.quantities[name]
    if quantity.figures is not None:
        return {member: figures.values_in(year) for member, figures in quantity.figures.items()}
    measures = [said(compiled.program.measures[o.measure].entry) for o in quantity.overrides]
    return said(quantity.symbol.entry), measures
