"""Two rule sets as one: each name by the set that is chosen for it, so that changes can be made one by one.

A name only one of the sets has is that set's; it is read only where a rule of that set leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Rule
from rammeaftale.backends.rules import frames, overridden, rule_closure, stepped_rule
from rammeaftale.language.program import Figures, Override, Program, Quantity

if TYPE_CHECKING:
    from rammeaftale.backends.exact import Course

Unit: TypeAlias = tuple[str, str]
Choose: TypeAlias = Callable[[Unit], bool]
Recipe: TypeAlias = tuple[str, bool, tuple[tuple[str, bool], ...]]
QUANTITY, MEASURE, PROCEDURE, READING, DIMENSION, HISTORY = (
    "størrelse", "tiltag", "procedure", "fortolkning", "dimension", "historik",
)  # fmt: skip


class Mixer:
    """What two sets share, and the parts put together of both, kept for every mixture. `changed`: what differs."""

    def __init__(self, first: Compiled, second: Compiled, changed: frozenset[Unit]) -> None:
        self.sets = (first, second)
        self.changed = changed
        self._made: dict[Recipe, tuple[Quantity, Rule | None, int]] = {}

    def has(self, kind: str, name: str, *, second: bool) -> bool:
        """Whether one of the sets has something of this kind and name."""
        program = self.sets[second].program
        holders = {QUANTITY: program.quantities, MEASURE: program.measures, PROCEDURE: program.procedures}
        return name in holders[kind]

    def side(self, kind: str, name: str, choose: Choose) -> bool:
        """Whether a name is the second set's: the only one that has it, else as chosen where it has changed."""
        if not self.has(kind, name, second=True):
            return False
        if not self.has(kind, name, second=False):
            return True
        return choose((kind, name)) if (kind, name) in self.changed else False

    def takes_part(self, measure: str, *, second: bool, choose: Choose) -> bool:
        """Whether a measure is there as the one or the other set has it; one only a single set has is a change."""
        if (MEASURE, measure) in self.changed:
            return choose((MEASURE, measure)) == second
        return True

    def same_in(self, name: str, year: int | None) -> bool:
        """Whether a parameter of both sets has the same figures in a year, whatever it has in others."""
        one, two = (program.program.quantities.get(name) for program in self.sets)
        if one is None or two is None or one.figures is None or two.figures is None:
            return False
        alike = (one.symbol.type, one.dims, one.figures.keys()) == (
            two.symbol.type,
            two.dims,
            two.figures.keys(),
        )
        return alike and all(
            _in_year(one.figures[key], year) == _in_year(two.figures[key], year) for key in one.figures
        )

    def made(self, recipe: Recipe) -> tuple[Quantity, Rule | None, int]:
        """The quantity of a recipe with its rule (None where it has none) and the frames that takes."""
        found = self._made.get(recipe)
        if found is None:
            found = self._made[recipe] = self._make(recipe)
        return found

    def _make(self, recipe: Recipe) -> tuple[Quantity, Rule | None, int]:
        name, second, measures = recipe
        base = self.sets[second].program.quantities[name]
        overrides = tuple(self.override(name, measure, second=side) for measure, side in measures)
        quantity = replace(base, overrides=overrides)
        if base.rule is None:
            return quantity, None, 0
        sides = [self.sets[side].program for _, side in measures]
        return quantity, composed(self.sets[second].program, quantity, sides), frames(quantity)

    def override(self, name: str, measure: str, *, second: bool) -> Override:
        """What a measure makes of a quantity in one of the sets."""
        quantity = self.sets[second].program.quantities[name]
        return next(one for one in quantity.overrides if one.measure == measure)

    def measures_on(self, name: str, *, second: bool) -> Iterable[tuple[str, bool]]:
        """(measure, of the second set) for every measure either set lays over a quantity, in the order of the one."""
        for side in (second, not second):
            quantity = self.sets[side].program.quantities.get(name)
            for one in quantity.overrides if quantity else ():
                yield one.measure, side


def _in_year(figures: Figures, year: int | None) -> object:
    """The values of a year with the days they begin and end on."""
    if year is None:
        return figures.always.value if figures.always else None
    begun = [(day, figure.value) for day, figure in figures.from_date if day.year == year]
    return (
        figures.values_in(year),
        begun,
        figures.ends if figures.ends and figures.ends.year <= year else None,
    )


def composed(
    program: Program, quantity: Quantity, sides: Iterable[Program], before: str | None = None
) -> Rule:
    """A quantity's rule with the measures of the sets they come from; `before`: without steps, up to that measure."""
    assert quantity.rule is not None
    current = rule_closure(program, quantity.rule, quantity.name)
    for override, owner in zip(quantity.overrides, sides, strict=True):
        if override.measure == before:
            return current
        changed = rule_closure(owner, override.rule, quantity.name, current)
        current = overridden(override.measure, current, changed, adds=override.adds)
    return stepped_rule(current, quantity) if quantity.steps and before is None else current


class Mixed:
    """One mixture, as a run reads it. `measures`: those the case has chosen."""

    def __init__(self, mixer: Mixer, choose: Choose, measures: Iterable[str]) -> None:
        self.mixer, self.choose, self.measures = mixer, choose, frozenset(measures)
        both = mixer.sets
        self.has_procedures = any(one.has_procedures for one in both)
        second = choose((HISTORY, "")) if (HISTORY, "") in mixer.changed else False
        self.history, self.starts = both[second].history, both[second].starts
        self._recipes: dict[tuple[str, int | None], Recipe] = {}

    def seen_from(self, years: tuple[int, ...]) -> Mixed:
        """A mixture is the same from every year."""
        return self

    def _recipe(self, name: str, year: int | None) -> Recipe:
        found = self._recipes.get((name, year))
        if found is None:
            second = not self.mixer.same_in(name, year) and self.mixer.side(QUANTITY, name, self.choose)
            measures: dict[str, bool] = {}
            for measure, side in self.mixer.measures_on(name, second=second):
                chosen = measure in self.measures and measure not in measures
                if chosen and self.mixer.takes_part(measure, second=side, choose=self.choose):
                    measures[measure] = side
            found = self._recipes[name, year] = (name, second, tuple(measures.items()))
        return found

    def quantity(self, name: str, year: int | None) -> Quantity:
        """The definition of a name."""
        return self.mixer.made(self._recipe(name, year))[0]

    def rule(self, name: str, year: int | None) -> tuple[Rule, int]:
        """The compiled rule and the frames it may take."""
        _, rule, count = self.mixer.made(self._recipe(name, year))
        assert rule is not None
        return rule, count

    def bare_rule(self, name: str, year: int | None, before: str | None = None) -> Rule:
        """The rule without its steps, with the measures up to (not including) `before`."""
        _, _, measures = recipe = self._recipe(name, year)
        quantity = replace(self.mixer.made(recipe)[0], steps=())
        sides = [self.mixer.sets[side].program for _, side in measures]
        return composed(self.program_of(name, year), quantity, sides, before)

    def program_of(self, name: str, year: int | None) -> Program:
        """The program that defines a name."""
        kind = (
            PROCEDURE if any(self.mixer.has(PROCEDURE, name, second=s) for s in (False, True)) else QUANTITY
        )
        return self.mixer.sets[self.mixer.side(kind, name, self.choose)].program

    def course(self, name: str, year: int | None) -> Course | None:
        """The procedure of a name, ready to follow; None when it is no procedure's."""
        if not any(self.mixer.has(PROCEDURE, name, second=side) for side in (False, True)):
            return None
        return self.mixer.sets[self.mixer.side(PROCEDURE, name, self.choose)].course(name, year)

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them."""
        return self.mixer.sets[self.mixer.side(QUANTITY, name, self.choose)].group(name)

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them."""
        return self.mixer.sets[self.mixer.side(QUANTITY, name, self.choose)].together(name)
