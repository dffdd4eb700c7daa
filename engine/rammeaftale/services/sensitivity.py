"""One quantity under every reading of the doubtful passages behind it, alone and together.

A run is asked which readings it consulted; only those can matter, so only those are varied, and every alternative is
run anew. What is found is exact: no combination is left out unless there are more of them than `MOST_COMBINATIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.facts import Facts
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles import model as m
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.ruleset import RuleSet

MOST_COMBINATIONS = 64


@record
class Combination:
    """The readings consulted, as chosen, and what the quantity then comes to."""

    choices: Mapping[str, str]
    outcome: Outcome


@record
class Alternative:
    """One way to read a passage, all else as in the case; `used`: the case calculates with it."""

    choice: m.ReadingChoice
    outcome: Outcome
    used: bool


@record
class Varied:
    """A reading on the quantity's path. `chosen`: the case says which, else it is the standard.

    `matters`: some alternative changes the outcome, alone or together with other readings; `alone`: alone.
    """

    reading: m.Reading
    alternatives: tuple[Alternative, ...]
    chosen: bool
    matters: bool
    alone: bool


@record
class Sensitivity:
    """A cell under every reading on its path.

    `combinations`: of the readings that matter, the case's own first; empty when only one of them does, or when there
    are `too_many`, so that each reading is varied by itself only.
    """

    cell: Cell
    quantity: Quantity
    base: Outcome
    readings: tuple[Varied, ...]
    combinations: tuple[Combination, ...]
    too_many: bool


class Consulted(dict[str, str]):
    """The case's readings; remembers which ones a run asked about, and what it used."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__(choices)
        self.used: dict[str, str] = {}

    def get(self, name: str, default: str | None = None) -> str:  # type: ignore[override]
        """The choice, or the standard that the rule falls back on."""
        choice = super().get(name, default)
        assert choice is not None
        self.used[name] = choice
        return choice


def find_sensitivity(result: Calculation) -> list[Sensitivity]:
    """Every cell of the targets under every reading."""
    return [
        _Study(result.rules, result.run.facts, cell).told()
        for target in result.targets
        for cell in target.cells()
    ]


class _Study:
    """One cell, run once for each set of choices that can make a difference."""

    def __init__(self, rules: RuleSet, facts: Facts, cell: Cell) -> None:
        self.rules, self.facts, self.cell = rules, facts, cell
        alone = (cell[1],) if cell[1] is not None and cell[1] in facts.years else ()
        self.definitions = rules.definitions.seen_from(alone)
        self.base = self.run({})

    def run(self, changes: Mapping[str, str]) -> Combination:
        """The outcome with some readings changed, and the readings it consulted."""
        asked = Consulted({**self.facts.readings, **changes})
        run = Run(self.definitions, replace(self.facts, readings=asked))
        return Combination(asked.used, run.value(*self.cell))

    def told(self) -> Sensitivity:
        """What was found."""
        every = self._explored()
        too_many = every is None
        every = every if every is not None else self._one_at_a_time()
        names = dict.fromkeys(name for one in every for name in one.choices)
        readings = [self._varied(name, every) for name in self._in_order(names)]
        mattering = [one.reading.head.name for one in readings if one.matters]
        several = not too_many and len(mattering) > 1
        together = self._together(every, mattering) if several else []
        quantity = self.definitions.quantity(self.cell[0], self.cell[1])
        return Sensitivity(self.cell, quantity, self.base.outcome, tuple(readings), tuple(together), too_many)

    def _explored(self) -> list[Combination] | None:
        """Every distinct way through the readings, or None when there are too many."""
        found: list[Combination] = []
        pending: list[dict[str, str]] = [{}]
        while pending:
            fixed = pending.pop()
            if len(found) >= MOST_COMBINATIONS:
                return None
            one = self.run(fixed) if fixed else self.base
            found.append(one)
            pending += reversed(list(self._branches(one, fixed)))
        return found

    def _branches(self, one: Combination, fixed: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """The choices not yet tried: for each reading consulted freely, its alternatives, with those before it held."""
        held = dict(fixed)
        for name, choice in one.choices.items():
            if name in fixed:
                continue
            for other in self.choices(name):
                if other != choice:
                    yield {**held, name: other}
            held[name] = choice

    def _one_at_a_time(self) -> list[Combination]:
        changed = [
            self.run({name: other})
            for name, choice in self.base.choices.items()
            for other in self.choices(name)
            if other != choice
        ]
        return [self.base, *changed]

    def choices(self, name: str) -> list[str]:
        """The ways to read a passage that every set on a timeline knows."""
        having = [p.readings[name].choices for p in self.rules.programs if name in p.readings]
        return [choice for choice in having[-1] if all(choice in known for known in having)]

    def _in_order(self, names: Mapping[str, None]) -> list[str]:
        known = dict.fromkeys(name for p in self.rules.programs for name in p.readings)
        return [name for name in known if name in names]

    def _together(self, every: list[Combination], names: list[str]) -> list[Combination]:
        """The combinations by the readings that matter, each once: the case's own choices first, then as listed."""
        found: dict[tuple[tuple[str, str], ...], Combination] = {}
        for one in every:
            kept = {name: one.choices[name] for name in names if name in one.choices}
            found.setdefault(tuple(kept.items()), Combination(kept, one.outcome))
        listed = {name: self.choices(name) for name in names}
        return sorted(
            found.values(),
            key=lambda one: [_rank(name, one.choices, self.base.choices, listed[name]) for name in names],
        )

    def _varied(self, name: str, every: list[Combination]) -> Varied:
        reading = next(p.readings[name] for p in reversed(self.rules.programs) if name in p.readings)
        used = self.base.choices.get(name) or self.facts.readings.get(name, reading.default)
        alternatives = []
        for choice in self.choices(name):
            outcome = self.base.outcome if choice == used else self.run({name: choice}).outcome
            alternatives.append(Alternative(reading.choices[choice], outcome, choice == used))
        alone = any(differs(self.base.outcome, one.outcome) for one in alternatives)
        matters = alone or _matters(name, every)
        return Varied(reading, tuple(alternatives), name in self.facts.readings, matters, alone)


def _matters(name: str, every: list[Combination]) -> bool:
    """Whether two ways that agree on all else they have in common, but not on this reading, come out differently."""
    having = [one for one in every if name in one.choices]
    return any(
        first.choices[name] != second.choices[name]
        and differs(first.outcome, second.outcome)
        and _agree(first.choices, second.choices, name)
        for number, first in enumerate(having)
        for second in having[:number]
    )


def _agree(first: Mapping[str, str], second: Mapping[str, str], apart_from: str) -> bool:
    return all(second.get(name, choice) == choice for name, choice in first.items() if name != apart_from)


def differs(first: Outcome, second: Outcome) -> bool:
    """Whether two outcomes are not the same answer; reasons for having none count by their kind."""
    if isinstance(first, NoValue) or isinstance(second, NoValue):
        return type(first) is not type(second)
    return first != second


def _rank(name: str, choices: Mapping[str, str], own: Mapping[str, str], listed: list[str]) -> int:
    """Where a choice comes among its alternatives: the case's own (or none) first."""
    choice = choices.get(name)
    return 0 if choice is None or choice == own.get(name) else 1 + listed.index(choice)
