"""Mixtures that share work: a cell is evaluated once for each way the changes it rests on can be made.

A run keeps, for each cell, which changes were asked about to come to its outcome, in the order a run that evaluates
everything would first ask. The next mixture that answers the same takes the outcome over, and asks the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from rammeaftale.backends.exact import Cell, Definitions, Ring, Run
from rammeaftale.backends.facts import Facts, Members
from rammeaftale.backends.procedure_state import State
from rammeaftale.core.outcome import Outcome
from rammeaftale.services.comparing.choices import Choices, Memory, Player

Asked: TypeAlias = tuple[Player, ...]


class _Shared(dict[object, Any]):
    """What a run finds once for all members, each with what was asked about to find it."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices
        self.begun: dict[object, int] = {}
        self.asked: dict[object, list[Player]] = {}

    def get(self, key: object, default: Any = None) -> Any:  # noqa: ANN401 - as a dict has it
        """What is there, asking about the same again; where nothing is, what is asked from now on belongs to it."""
        if key in self:
            self.choices.log += self.asked[key]
            return self[key]
        self.begun[key] = len(self.choices.log)
        return default

    def __setitem__(self, key: object, found: object) -> None:
        self.asked[key] = self.choices.log[self.begun[key] :]
        super().__setitem__(key, found)


class Remembering(Run):
    """A run of one mixture. `ringed`: some cell waited for itself, so that what was asked about does not count."""

    def __init__(self, definitions: Definitions, facts: Facts, choices: Choices) -> None:
        super().__init__(definitions, facts)
        self.choices = choices
        self.memory: Memory = choices.memory.setdefault(tuple(choices.asked.items()), {})
        self.asked: dict[Cell, Asked] = {}
        self.shared = _Shared(choices)
        self.ringed = False

    def read(self, name: str, year: int | None, members: Members) -> Outcome:
        """The outcome of a cell: of this run, of an earlier mixture that answers the same, or evaluated now."""
        cell = (name, year, members)
        if cell not in self.asked:
            self._recall(cell)
        if cell in self.asked:
            self.choices.log += self.asked[cell]
            return super().read(name, year, members)
        outside, self.choices.log = self.choices.log, []
        try:
            outcome = super().read(name, year, members)
            self._keep(cell, outcome, tuple(dict.fromkeys(self.choices.log)))
        except Ring:
            self.ringed = True
            raise
        finally:
            outside += self.choices.log
            self.choices.log = outside
        return outcome

    def _recall(self, cell: Cell) -> None:
        for asked, known in self.memory.get(cell, {}).items():
            found = known.get(tuple(self.choices.made.get(player, False) for player in asked))
            if found is not None:
                outcome, state = found
                self.outcomes[cell], self.reads[cell], self.asked[cell] = outcome, [], asked
                if state is not None:
                    self.states[cell] = state
                for player in asked:
                    self.choices.note(player)
                return

    def _keep(self, cell: Cell, outcome: Outcome, asked: Asked) -> None:
        self.asked[cell] = asked
        answers = tuple(self.choices.made.get(player, False) for player in asked)
        state: State | None = self.states.get(cell)
        self.memory.setdefault(cell, {}).setdefault(asked, {})[answers] = (outcome, state)


def mixture(definitions: Definitions, facts: Facts, choices: Choices, cell: Cell) -> Outcome:
    """A cell of a mixture; `choices.asked` are then the changes it rests on, in the order they are met."""
    before: Mapping[Player, bool] = dict(choices.asked)
    run = Remembering(definitions, facts, choices)
    outcome = run.value(*cell)
    choices.asked = dict(before)
    if run.ringed:
        return Run(definitions, facts).value(*cell)
    for player in run.asked[cell]:
        choices.note(player)
    return outcome
