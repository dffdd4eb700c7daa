"""Looking ahead from an unknown quantity: what it needs, through every branch the facts leave open.

The run tells what is known; only what is unknown is walked. Nothing is assumed about what the answers will be, so two
things show only when asked again: figures for a date outside those the agreement has, once the date is stated, and what
a rule says of one named member, once the members are.
"""

from __future__ import annotations

from collections.abc import Mapping

from rammeaftale.backends.exact import NO_ENV, Cell, Rule, Run
from rammeaftale.backends.facts import Facts, Members
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.services.missing.needs import NOTHING, Atom, Need, leaf
from rammeaftale.services.missing.stated_questions import Questions
from rammeaftale.services.missing.walk import Walk
from rammeaftale.services.ruleset import RuleSet


class Supposing(Run):
    """A run that supposes which input of an exactly-one group will be stated where none is yet.

    `supposed` by group; None or no entry: none of them will. `asked`: the groups it made a difference to ask about.
    """

    def __init__(self, rules: RuleSet, facts: Facts, supposed: Mapping[tuple[str, ...], str | None]) -> None:
        super().__init__(rules.definitions, facts)
        self.supposed = supposed
        self.asked: dict[tuple[str, ...], None] = {}

    def is_stated(self, name: str, year: int | None, members: Members) -> Outcome:
        """As the case has it; where it states none of a group, as supposed."""
        group = self.definitions.group(name)
        if not group or any(self.facts.find(other, members, year) for other in group):
            return super().is_stated(name, year, members)
        self.asked[group] = None
        return name == self.supposed.get(group)


class LookAhead:
    """The needs of unknown cells in one run.

    `needs` by cell; `steers`: what else the answer to each missing thing decides the need of, a set for each condition
    it is in (shared by all that is in that condition); `asked_by`: whose rules read it directly.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.needs: dict[Cell, Need] = {}
        self.steers: dict[Atom, list[set[Atom]]] = {}
        self.asked_by: dict[Atom, dict[str, None]] = {}
        self.rules: dict[int, Rule] = {}
        self.questions = Questions()
        self._later: list[Cell] = []
        self._steering: list[tuple[Need, set[Atom]]] = []

    def need(self, cell: Cell) -> Need:
        """The need of a cell; those it reads come first, however deep they go."""
        waiting, begun = [cell], set[Cell]()
        while waiting:
            current = waiting[-1]
            if current in self.needs:
                waiting.pop()
                continue
            self._later, self._steering = [], []
            found = self._cell(current)
            unread = [c for c in self._later if c not in begun]
            begun.add(current)
            if unread:
                waiting += unread
                continue
            self._keep_steering()
            self.needs[current] = found
            waiting.pop()
        return self.needs[cell]

    def _cell(self, cell: Cell) -> Need:
        name, year, members = cell
        outcome = self.run.value(name, year, members)
        if not isinstance(outcome, Unknown):
            return NOTHING
        quantity = self.run.definitions.quantity(name, year)
        if quantity.rule is None or self._is_itself_missing(outcome, cell):
            return leaf(outcome.missing)
        env = dict(zip(quantity.dims, members, strict=True)) if members else NO_ENV
        return Walk(self, year, env, quantity).whole()

    def _is_itself_missing(self, outcome: Unknown, cell: Cell) -> bool:
        return outcome == self.run.missing(*cell)

    def read(self, cell: Cell, owner: str) -> Need:
        """The need of a cell that a rule of `owner` reads; walked later when it has not been."""
        if not isinstance(self.run.value(*cell), Unknown):
            return NOTHING
        found = self.needs.get(cell)
        if found is None:
            self._later.append(cell)
            return NOTHING
        quantity = self.run.definitions.quantity(cell[0], cell[1])
        if not quantity.symbol.is_computed:
            for atom in found.certain:
                self.asked_by.setdefault(atom, {})[owner] = None
        return found

    def steer(self, condition: Need, decided: set[Atom]) -> None:
        """Note that the answer to a condition decides whether something else is needed."""
        self._steering.append((condition, decided))

    def _keep_steering(self) -> None:
        for condition, decided in self._steering:
            others = decided - condition.possible.keys()
            for atom in condition.possible:
                self.steers.setdefault(atom, []).append(others)
