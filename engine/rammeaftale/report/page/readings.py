"""The doubtful passages behind the results: how they were read, the alternatives, and what each would change."""

from __future__ import annotations

from rammeaftale.backends.exact import Cell
from rammeaftale.core.outcome import Unknown
from rammeaftale.core.records import record
from rammeaftale.report.amounts import apart, differing
from rammeaftale.report.foelsomhed_text import KINDS, citations
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.page.wanted import Wanted, wanted
from rammeaftale.rulefiles import model as m
from rammeaftale.services.other_reading import Difference, consulted, with_reading

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
    """A way to read a passage; `changes`: main results that differ, `more` how many others do.

    `lacks`: what the case would have to state for those that become unknown.
    """

    name: str
    title: str
    description: str
    is_used: bool
    changes: tuple[Change, ...]
    more: int
    lacks: tuple[Wanted, ...]
    is_known: bool


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

    @property
    def is_known(self) -> bool:
        """Whether the case tells what another way to read it comes to."""
        return any(choice.is_known for choice in self.choices)


def readings(scope: Scope) -> list[ReadingTold]:
    """Every reading that what is shown rests on, those that matter first, else in the order of the rules."""
    rules = scope.result.rules
    used = consulted(scope.result, (node.cell for node in scope.nodes.values()))
    main = consulted(scope.result, scope.main_cells)
    known = dict.fromkeys(name for program in rules.programs for name in program.readings)
    told = [_reading(scope, name, used[name], can_matter=name in main) for name in known if name in used]
    return sorted(told, key=lambda one: not one.matters)


def _reading(scope: Scope, name: str, used: str, *, can_matter: bool) -> ReadingTold:
    reading = next(p.readings[name] for p in reversed(scope.result.rules.programs) if name in p.readings)
    cells = scope.main_cells[:MOST_CELLS] if can_matter else []
    return ReadingTold(
        reading.head.title,
        name,
        KINDS[reading.kind],
        reading.head.description,
        "valgt i sagen" if name in scope.result.run.facts.readings else "standard",
        tuple(scope.source(citation) for citation in citations(reading)),
        tuple(_choice(scope, cells, reading, choice, used) for choice in reading.choices.values()),
    )


def _choice(
    scope: Scope, cells: list[Cell], reading: m.Reading, choice: m.ReadingChoice, used: str
) -> Choice:
    is_used = choice.name == used
    tried = not is_used and bool(cells)
    found = with_reading(scope.result, cells, reading.head.name, choice.name) if tried else []
    others = [one.other for one in found if isinstance(one.other, Unknown)]
    lacks = sorted({address for outcome in others for address in outcome.missing})
    return Choice(
        choice.name,
        choice.title,
        choice.description,
        is_used,
        tuple(_change(scope, one) for one in found[:MOST_CHANGES]),
        max(len(found) - MOST_CHANGES, 0),
        wanted(lacks, scope.result.rules),
        len(found) > len(others),
    )


def _change(scope: Scope, one: Difference) -> Change:
    quantity = scope.result.run.definitions.quantity(one.cell[0], one.cell[1])
    own, other = apart(one.own, one.other, quantity)
    difference, percent = differing(one.own, one.other, quantity)
    return Change(Link(scope.title(one.cell), scope.href(one.cell)), own, other, difference, percent)
