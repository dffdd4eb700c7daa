"""The doubtful passages behind the results: how they were read, the alternatives, and what each would change."""

from __future__ import annotations

from rammeaftale.core.records import record
from rammeaftale.report.amounts import apart, differing
from rammeaftale.report.foelsomhed_text import KINDS, citations
from rammeaftale.report.grounds_text import readings_in
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.rulefiles import model as m
from rammeaftale.services.other_reading import Difference, with_reading

MOST_CHANGES = 4
MOST_CELLS = 200


@record
class Change:
    """A main result under another choice: before, after, how much."""

    title: Link
    own: str
    other: str
    difference: str
    percent: str


@record
class Choice:
    """A way to read a passage; `changes`: main results that differ, `more` how many others do."""

    name: str
    title: str
    description: str
    is_used: bool
    changes: tuple[Change, ...]
    more: int


@record
class ReadingTold:
    """A passage that can be read in several ways."""

    title: str
    name: str
    kind: str
    description: str
    by: str
    sources: tuple[Link, ...]
    choices: tuple[Choice, ...]

    @property
    def matters(self) -> bool:
        """Whether another way to read it changes a main result."""
        return any(choice.changes for choice in self.choices)


def readings(scope: Scope) -> list[ReadingTold]:
    """Every reading that the trace went by, those that matter first, else in the order of the rules."""
    used: dict[str, tuple[m.Reading, str, bool]] = {}
    for node in scope.nodes.values():
        for rule in (node.rule, *(measure.result for measure in node.measures)):
            for one in readings_in(rule):
                used.setdefault(one.reading.head.name, (one.reading, one.choice, one.chosen))
    known = dict.fromkeys(name for p in scope.result.rules.programs for name in p.readings)
    told = [_reading(scope, *used[name]) for name in known if name in used]
    return sorted(told, key=lambda one: not one.matters)


def _reading(scope: Scope, reading: m.Reading, used: str, chosen: bool) -> ReadingTold:  # noqa: FBT001
    return ReadingTold(
        reading.head.title,
        reading.head.name,
        KINDS[reading.kind],
        reading.head.description,
        "valgt i sagen" if chosen else "standard",
        tuple(scope.source(citation) for citation in citations(reading)),
        tuple(_choice(scope, reading, choice, used) for choice in reading.choices.values()),
    )


def _choice(scope: Scope, reading: m.Reading, choice: m.ReadingChoice, used: str) -> Choice:
    is_used = choice.name == used
    cells = scope.main_cells[:MOST_CELLS]
    found = [] if is_used else with_reading(scope.result, cells, reading.head.name, choice.name)
    told, more = _changes(scope, found)
    return Choice(choice.name, choice.title, choice.description, is_used, told, more)


def _changes(scope: Scope, found: list[Difference]) -> tuple[tuple[Change, ...], int]:
    told = tuple(_change(scope, one) for one in found[:MOST_CHANGES])
    return told, max(len(found) - MOST_CHANGES, 0)


def _change(scope: Scope, one: Difference) -> Change:
    quantity = scope.result.run.definitions.quantity(one.cell[0], one.cell[1])
    own, other = apart(one.own, one.other, quantity)
    difference, percent = differing(one.own, one.other, quantity)
    return Change(Link(scope.title(one.cell), scope.href(one.cell)), own, other, difference, percent)
