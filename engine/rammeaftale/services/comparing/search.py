"""A case on which two rule sets give different results: searched for among boundary values, made small, replayed.

A case is filled in with what the target turns out to need. Then one value after the other is moved to another of its
boundaries; a case that leads the rules along a new way is kept and varied in its turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import heappop, heappush

from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.facts import address
from rammeaftale.backends.mixed import DIMENSION, HISTORY
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.language.program import Quantity
from rammeaftale.services.addresses import parse_address
from rammeaftale.services.cases.case import case_node
from rammeaftale.services.comparing.candidates import Candidates
from rammeaftale.services.comparing.draft import Draft, case_text, facts_for, year_key
from rammeaftale.services.comparing.entry_changes import behind
from rammeaftale.services.comparing.set_changes import find_changes, reach_matters
from rammeaftale.services.comparing.shared_case import read_shared
from rammeaftale.services.comparing.sides import Side
from rammeaftale.services.comparing.variations import Variations
from rammeaftale.services.sensitivity import differs

MOST_TRIED, MOST_FILLED = 3000, 60
MEMBER = "A"
NOTHING, STATES, VALUES = range(3)


@dataclass(frozen=True)
class Found:
    """A case, what it is in each set, and its text."""

    address: str
    quantity: Quantity
    outcomes: tuple[Outcome, Outcome]
    text: str


@dataclass(frozen=True)
class _Tried:
    draft: Draft
    outcomes: tuple[Outcome, Outcome]
    way: tuple[object, ...]

    @property
    def score(self) -> int:
        """Two different values are better than a value and a state."""
        if not differs(*self.outcomes):
            return NOTHING
        return STATES if any(isinstance(one, NoValue) for one in self.outcomes) else VALUES


class Search:
    """The search for one target in two sets. `tried`: how many cases were calculated."""

    def __init__(self, sides: tuple[Side, Side], target: str) -> None:
        self.sides, self.target = sides, target
        self.candidates = Candidates(target, sides)
        self.variations = Variations(sides, self.candidates)
        self.tried = 0
        self.quantity = sides[1].program.quantities[target]

    @property
    def same_rules(self) -> bool:
        """Whether nothing behind the target has changed, so that there is no such case."""
        first, second = (side.rules.definitions for side in self.sides)
        assert isinstance(first, Compiled)
        assert isinstance(second, Compiled)
        names = behind(self.target, self.sides)
        units = find_changes(first, second).units
        if (HISTORY, "") in units and reach_matters(first, second, names):
            return False
        return not any(name in names or kind == DIMENSION for kind, name in units)

    def find(self) -> Found | None:
        """A case with two different values, else one where one set has no value; None when there is none."""
        if self.same_rules:
            return None
        best: _Tried | None = None
        for found in self._every():
            if best is None or found.score > best.score:
                best = found if found.score else best
            if found.score == VALUES:
                break
        return self._replayed(self._smaller(best)) if best is not None else None

    def _every(self) -> Iterator[_Tried]:
        years = self._years()
        share = MOST_TRIED // len(years)
        for number, year in enumerate(years, 1):
            start = self._start(year)
            first = self._filled(start)
            queue = [(0, 0, first)]
            seen = {first.way}
            yield first
            while queue and self.tried < share * number:
                for draft in self.variations.of(heappop(queue)[-1].draft):
                    found = self._filled(draft)
                    yield found
                    if found.way not in seen:
                        seen.add(found.way)
                        heappush(queue, (-_far(found.draft), len(seen), found))
                    if self.tried >= share * number:
                        break

    def _years(self) -> list[int]:
        """The years of both periods, those of the newer set first."""
        found: dict[int, None] = {}
        for side in reversed(self.sides):
            manifest = side.program.manifest
            last = manifest.ends.year if manifest.ends else manifest.starts.year
            found |= dict.fromkeys(range(manifest.starts.year, last + 1))
        return list(found)

    def _start(self, year: int) -> Draft:
        draft = Draft(year)
        for dimension in self.quantity.dims:
            if all(s.program.manifest.dimensions[dimension].members is None for s in self.sides
                   if dimension in s.program.manifest.dimensions):  # fmt: skip
                draft = draft.with_member(dimension, MEMBER)
        return draft

    def _cell(self, draft: Draft) -> Cell:
        """The target's first cell."""
        mentioned = dict(draft.members)
        members = []
        for dimension in self.quantity.dims:
            fixed = self.sides[1].program.manifest.dimensions[dimension].members
            members.append(next(iter(fixed)) if fixed else mentioned[dimension][0])
        return self.target, draft.year, tuple(members)

    def _filled(self, draft: Draft) -> _Tried:
        """The case with everything stated that the target lacks in one of the sets, as far as that can be."""
        for _ in range(MOST_FILLED):
            tried = self._try(draft)
            fuller = draft
            for outcome in tried.outcomes:
                for missing in sorted(outcome.missing) if isinstance(outcome, Unknown) else ():
                    fuller = self._supplied(fuller, missing)
            if fuller == draft:
                break
            draft = fuller
        return tried

    def _supplied(self, draft: Draft, missing: str) -> Draft:
        if missing == "opgjort":
            return draft if draft.today else draft.on(date(draft.year or 2000, 6, 15))
        found = parse_address(missing, Findings())
        dimensions = {d for side in self.sides for d in side.program.manifest.dimensions}
        if found is None or found.name not in self.candidates.inputs:
            return (
                draft.with_member(missing, MEMBER)
                if missing in dimensions and missing not in dict(draft.members)
                else draft
            )
        quantity = self.candidates.quantity(found.name)
        year = found.year if found.year is not None else draft.year
        slot = (found.name, found.members or (), year_key(quantity, year))
        values = self.candidates.of(found.name, year)
        grouped = self._exclusive(found.name) & {name for (name, _, _), _ in draft.values}
        return (
            draft if slot in dict(draft.values) or not values or grouped else draft.stating(slot, values[0])
        )

    def _exclusive(self, name: str) -> set[str]:
        """The inputs that are not stated together with this one."""
        definitions = (side.rules.definitions for side in self.sides)
        return {other for one in definitions for other in one.group(name)} - {name}

    def _try(self, draft: Draft) -> _Tried:
        self.tried += 1
        outcomes: list[Outcome] = []
        way: list[object] = []
        for side in self.sides:
            run = Run(side.rules.definitions, facts_for(draft, side))
            cell = self._cell(draft)
            try:
                outcomes.append(run.value(*cell))
            except RammeaftaleError:
                outcomes.append(Unknown(frozenset()))
            way.append(tuple((one, _kind_of(outcome)) for one, outcome in run.outcomes.items()))
            way.append(tuple((one, s.places, s.decided) for one, s in run.states.items()))
        return _Tried(draft, (outcomes[0], outcomes[1]), tuple(way))

    def _smaller(self, best: _Tried) -> _Tried:
        """The case without whatever it does not take to tell the sets apart as well."""
        for lighter in _lighter(best.draft):
            tried = self._try(lighter(best.draft))
            best = tried if tried.score >= best.score else best
        return best

    def _replayed(self, best: _Tried) -> Found | None:
        """The case written out, read again and calculated again as any user's would be."""
        names = {name for (name, _, _), _ in best.draft.values}
        quantities = {name: self.candidates.quantity(name) for name in names}
        first, second = (side.id for side in self.sides)
        shown = address(self.target, self._cell(best.draft)[2], None)
        note = f"Fundet af «rammeaftale forskel --find-sag»: {shown} er forskellig i {first} og {second}."
        title = f"En sag, hvor {first} og {second} er forskellige"
        text = case_text(best.draft, second, quantities, title, note)
        findings = Findings()
        node = case_node(text, findings)
        shared = read_shared(node, self.sides, findings) if node is not None else []
        if findings.has_errors or not shared:
            return None
        cell = self._cell(best.draft)
        runs = [Run(one.side.rules.definitions, one.case.facts) for one in shared]
        outcomes = tuple(run.value(*cell) for run in runs)
        if not differs(outcomes[0], outcomes[1]):
            return None
        return Found(shown, self.quantity, (outcomes[0], outcomes[1]), text)


def _far(draft: Draft) -> int:
    """How far a case has come in procedures: what the rules ask of them is mostly about their ends."""
    return sum(len(events) for _, events in draft.events)


def _lighter(draft: Draft) -> Iterator[Callable[[Draft], Draft]]:
    """Each thing a case states, as what takes it away again; what happened last first."""
    for slot, _ in draft.values:
        yield partial(Draft.without, slot=slot)
    if draft.today is not None:
        yield partial(Draft.on, day=None)
    for measure in draft.measures:
        yield lambda one, gone=measure: one.choosing(set(one.measures) - {gone})  # type: ignore[misc]
    for name, _ in draft.readings:
        yield partial(Draft.reading, name=name, choice=None)
    for name, events in draft.events:
        for _ in events:
            yield lambda one, name=name: one.after(name, dict(one.events).get(name, ())[:-1])  # type: ignore[misc]


def _kind_of(outcome: Outcome) -> object:
    """What an outcome says of the way the rules took: truths and choices themselves, else what sort it is."""
    return (
        outcome
        if isinstance(outcome, bool | str)
        else type(outcome).__name__
        if isinstance(outcome, NoValue)
        else "tal"
    )
