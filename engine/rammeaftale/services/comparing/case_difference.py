"""The difference of a result between two cases of one set, attributed to what the cases say differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Facts, Slot, Stated
from rammeaftale.backends.mixed import DIMENSION, MEASURE, QUANTITY, Unit
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.head_model import Head
from rammeaftale.services import findings as f
from rammeaftale.services.cases.case import Case
from rammeaftale.services.comparing.choices import Choices, Player
from rammeaftale.services.comparing.grouping import Grouped, attribute_in_groups
from rammeaftale.services.comparing.joining import Joined
from rammeaftale.services.comparing.mixed_facts import chosen_names, mixed_facts
from rammeaftale.services.comparing.remembering import mixture
from rammeaftale.services.ruleset import RuleSet

YEAR, TODAY = ("år", ""), ("opgjort", "")


def check_years(first: Case, second: Case, findings: Findings) -> None:
    """A finding where the years of two cases cannot be held against each other one by one."""
    one, two = first.facts.years, second.facts.years
    steps = {later - earlier for earlier, later in zip(one, two, strict=False)}
    if len(one) != len(two) or len(steps) > 1:
        told = [", ".join(map(str, years)) or "uden år" for years in (one, two)]
        findings.add(f.OTHER_YEARS, whole(SourceText("<sag>")), first=told[0], second=told[1])


class CaseGame:
    """The mixtures of two cases; the years of the second are counted from its own first year."""

    def __init__(self, rules: RuleSet, first: Case, second: Case) -> None:
        self.rules = rules
        self.first, self.second = first.facts, second.facts
        years = zip(self.first.years, self.second.years, strict=True)
        self.shift = next((two - one for one, two in years), 0)
        self.sides = tuple(
            (_shifted(self.first, shift), _shifted(self.second, shift - self.shift))
            for shift in (0, self.shift)
        )
        self.joined = self._joined()

    def difference(self, cell: Cell) -> Grouped:
        """A cell of the first case, and of the second in the corresponding year: what makes the difference."""

        def evaluate(choose: Choices) -> Outcome:
            later = bool(self.shift) and choose(YEAR)
            facts = self._facts(choose, later=later)
            year = cell[1] + self.shift if later and cell[1] is not None else cell[1]
            return mixture(self.rules.definitions, facts, choose, (cell[0], year, cell[2]))

        return attribute_in_groups(evaluate, self.joined, self.order, self.section)

    def _facts(self, choose: Callable[[Unit], bool], *, later: bool) -> Facts:
        first, second = self.sides[later]
        measures = chosen_names(first.measures, second.measures, lambda name: choose((MEASURE, name)))
        facts = mixed_facts(first, second, lambda kind, name: choose((kind, name)), measures)
        today = second.today if first.today != second.today and choose(TODAY) else first.today
        return replace(facts, today=today)

    def _joined(self) -> Joined:
        """What cannot be told apart: a dimension with other members and all it divides; inputs stated by turns."""
        joined = Joined()
        names = {name for facts in (self.first, self.second) for name, _ in facts.stated}
        for name in sorted(names):
            quantity = self.rules.quantity(name)
            for dimension in quantity.dims if quantity else ():
                if self.first.members.get(dimension) != self.second.members.get(dimension):
                    joined.join((DIMENSION, dimension), (QUANTITY, name))
        for group in (group for program in self.rules.programs for group in program.text.groups):
            members = [(QUANTITY, node.text) for node in group.members]
            if any(len({*self._is_stated(name)}) > 1 for _, name in members):
                for other in members[1:]:
                    joined.join(members[0], other)
        return joined

    def _is_stated(self, name: str) -> tuple[bool, bool]:
        first, second = (any(n == name for n, _ in facts.stated) for facts in (self.first, self.second))
        return first, second

    def section(self, player: Player) -> tuple[str, str]:
        """Where the rules have it: document and section."""
        head = self._head(player)
        return (head.citation.document, head.citation.section) if head else ("", "")

    def order(self, player: Player) -> Any:  # noqa: ANN401 - sorts
        """Units in the order of their source, those of the whole case last."""
        head = self._head(player)
        return (head is None, self.section(player)[0], *(head.order if head else ([], "")), player)

    def _head(self, player: Player) -> Head | None:
        entries = (p.text.entries.get(player[1]) for p in reversed(self.rules.programs))
        return next((entry.head for entry in entries if entry is not None), None)


def _shifted(facts: Facts, by: int) -> Facts:
    """The facts as if everything had been some years later."""
    if not by:
        return facts
    years = tuple(year + by for year in facts.years)
    return replace(facts, years=years, stated=_moved(facts.stated, by), what_if=_moved(facts.what_if, by))


def _moved(
    stated: Mapping[Slot, Mapping[int | None, Stated]], by: int
) -> dict[Slot, dict[int | None, Stated]]:
    return {
        slot: {year + by if year is not None else None: one for year, one in by_year.items()}
        for slot, by_year in stated.items()
    }
