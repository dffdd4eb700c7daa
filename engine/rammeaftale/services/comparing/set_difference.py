"""The difference of a result between two rule sets in one case, attributed to the changes from the one to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.facts import Facts
from rammeaftale.backends.mixed import DIMENSION, HISTORY, PROCEDURE, QUANTITY, READING, Mixed, Mixer, Unit
from rammeaftale.core.outcome import Outcome
from rammeaftale.language.mentions import Mentions, mentions
from rammeaftale.rulefiles import model as m
from rammeaftale.services.comparing.carried import carried_on
from rammeaftale.services.comparing.choices import Choices, Player
from rammeaftale.services.comparing.grouping import Grouped, attribute_in_groups
from rammeaftale.services.comparing.mixed_facts import mixed_facts, values_of
from rammeaftale.services.comparing.remembering import mixture
from rammeaftale.services.comparing.set_changes import Changes, find_changes
from rammeaftale.services.comparing.shared_case import SharedCase


@dataclass(frozen=True)
class SetDifference:
    """A cell in both sets, and what each change (or section of changes) contributes."""

    cell: Cell
    grouped: Grouped


class SetGame:
    """The mixtures of two sets for one case."""

    def __init__(self, first: SharedCase, second: SharedCase, *, carry: bool = False) -> None:
        self.cases = (first, second)
        self.carried: list[dict[str, tuple[int, ...]]] = [{}, {}]
        self.sets = (self._compiled(0, carry=carry), self._compiled(1, carry=carry))
        self.changes: Changes = find_changes(*self.sets, self._read_differently())
        self.facts = tuple(self._pinned(one) for one in self.cases)
        self.measures = tuple(dict.fromkeys((*self.facts[0].measures, *self.facts[1].measures)))

    def _compiled(self, number: int, *, carry: bool) -> Compiled:
        """One of the sets; `carry`: with its parameters carried on to the years of the case."""
        compiled = self.cases[number].side.rules.definitions
        assert isinstance(compiled, Compiled)
        years = self.cases[number].case.facts.years
        if not carry or not years:
            return compiled
        reach = max(one.side.program.manifest.history for one in self.cases)
        program, self.carried[number] = carried_on(
            compiled.program, range(min(years) - reach, max(years) + 1)
        )
        return Compiled(program)

    def _read_differently(self) -> set[Unit]:
        """What the case comes to say otherwise in the one set than in the other, of names that both have."""
        one, two = (shared.case.facts for shared in self.cases)
        found = {
            (DIMENSION, d)
            for d in one.members.keys() & two.members.keys()
            if one.members[d] != two.members[d]
        }
        for first, second in ((one.stated, two.stated), (one.what_if, two.what_if)):
            slots = first.keys() | second.keys()
            found |= {
                (QUANTITY, s[0]) for s in slots if values_of(first.get(s, {})) != values_of(second.get(s, {}))
            }
        found |= {
            (READING, n)
            for n in one.readings.keys() | two.readings.keys()
            if one.readings.get(n) != two.readings.get(n)
        }
        return {unit for unit in found if self._in_both(unit)}

    def _in_both(self, unit: Unit) -> bool:
        kind, name = unit
        programs = [compiled.program for compiled in self.sets]
        if kind == QUANTITY:
            return all(name in p.quantities for p in programs)
        return all(name in (p.manifest.dimensions if kind == DIMENSION else p.readings) for p in programs)

    def _pinned(self, shared: SharedCase) -> Facts:
        """The set's facts, with the standard of each reading that has another one stated as chosen."""
        facts, program = shared.case.facts, shared.side.program
        changed = [name for kind, name in self.changes.units if kind == READING and name in program.readings]
        pinned = {name: program.readings[name].default for name in sorted(changed)}
        return replace(facts, readings={**pinned, **facts.readings})

    def difference(self, cell: Cell) -> SetDifference:
        """A cell's outcomes and what makes the difference between them."""
        units = self._deciding(cell)
        mixer = Mixer(*self.sets, units)

        def evaluate(choose: Choices) -> Outcome:
            return self._run(mixer, choose, cell)

        grouped = attribute_in_groups(evaluate, self.changes.joined, self.order, self.section)
        ends = tuple(Run(one, facts).value(*cell) for one, facts in zip(self.sets, self.facts, strict=True))
        found = (grouped.attribution.first, grouped.attribution.second)
        assert found == ends, "with no change made it is the first set, with all of them the second"
        return SetDifference(cell, grouped)

    def ends(self, cell: Cell) -> tuple[Outcome, Outcome]:
        """A cell's outcome in each of the sets."""
        mixer = Mixer(*self.sets, self.changes.units)
        first, second = (self._run(mixer, _Fixed(every, every), cell) for every in (False, True))
        return first, second

    def _deciding(self, cell: Cell) -> frozenset[Unit]:
        """The changes without the reach of history, where that makes no difference to the outcomes."""
        units = self.changes.units
        if (HISTORY, "") not in units:
            return units
        for every in (False, True):
            apart = Mixer(*self.sets, units)
            told = [self._run(apart, _Fixed(every, history), cell) for history in (False, True)]
            if told[0] != told[1]:
                return units
        return units - {(HISTORY, "")}

    def _run(self, mixer: Mixer, choose: Callable[[Unit], bool], cell: Cell) -> Outcome:
        def side(kind: str, name: str) -> bool:
            return self._side_of_fact(mixer, choose, kind, name)

        facts = mixed_facts(self.facts[0], self.facts[1], side, self.measures)
        definitions = Mixed(mixer, choose, self.measures)
        if isinstance(choose, Choices):
            return mixture(definitions, facts, choose, cell)
        return Run(definitions, facts).value(*cell)

    def _side_of_fact(self, mixer: Mixer, choose: Callable[[Unit], bool], kind: str, name: str) -> bool:
        """Which reading of the case a fact is taken from: that of the set the name is taken from."""
        if kind in (QUANTITY, PROCEDURE):
            return mixer.side(kind, name, choose)
        if (kind, name) in mixer.changed:
            return choose((kind, name))
        holders = [one.facts.members if kind == DIMENSION else one.facts.readings for one in
                   (self.cases[0].case, self.cases[1].case)]  # fmt: skip
        return name not in holders[0] and name in holders[1]

    @cached_property
    def mentions(self) -> dict[str, Mentions]:
        """What each rule of the second set mentions."""
        return mentions(self.sets[True].program)

    def entry(self, unit: Unit, *, second: bool) -> m.Entry | None:
        """The entry of a unit in one of the sets."""
        return self.sets[second].program.text.entries.get(unit[1])

    def section(self, player: Player) -> tuple[str, str]:
        """The document and section a change belongs to: those of the second set, else of the first."""
        entry = self.entry(player, second=True) or self.entry(player, second=False)
        return (entry.head.citation.document, entry.head.citation.section) if entry else ("", "")

    def order(self, player: Player) -> Any:  # noqa: ANN401 - sorts
        """Changes in the order of their source."""
        entry = self.entry(player, second=True) or self.entry(player, second=False)
        key = entry.head.order if entry else ([], "")
        return (entry is None, self.section(player)[0], *key, player)


class _Fixed:
    """Every change made or none, the reach of history apart."""

    def __init__(self, every: bool, history: bool) -> None:  # noqa: FBT001 - two switches of one test
        self.every, self.history = every, history

    def __call__(self, unit: Unit) -> bool:
        return self.history if unit == (HISTORY, "") else self.every
