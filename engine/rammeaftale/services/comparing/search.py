"""A case on which two rule sets give different results: searched for among boundary values, made small, replayed.

A case is filled in with what the target turns out to need. Then one value after the other is moved to another of its
boundaries; a case that leads the rules along a new way is kept and varied in its turn. It begins with the examples of
the two sets, those first in which the most is different on the way to the target, and then with an empty case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from heapq import heappop, heappush
from itertools import islice, product

from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.facts import Members, address
from rammeaftale.backends.mixed import DIMENSION, HISTORY
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.language.mentions import mentions
from rammeaftale.language.program import Quantity
from rammeaftale.services.addresses import parse_address
from rammeaftale.services.cases.case import case_node
from rammeaftale.services.comparing.candidates import Candidates
from rammeaftale.services.comparing.draft import Draft, case_text, facts_for, year_key
from rammeaftale.services.comparing.entry_changes import behind
from rammeaftale.services.comparing.seeds import Seeds
from rammeaftale.services.comparing.set_changes import Changes, find_changes, reach_matters
from rammeaftale.services.comparing.shared_case import read_shared
from rammeaftale.services.comparing.sides import Side
from rammeaftale.services.comparing.variations import MEMBER, Variations
from rammeaftale.services.sensitivity import differs

MOST_TRIED, MOST_FILLED = 3000, 60
"""How many cases are calculated from empty ones, with half as many from examples and from two; fillings of one case."""
MOST_CELLS, MOST_SHOWN = 6, 6
YEARS_BACK = range(3)
NOTHING, FAILS, STATES, VALUES = range(4)


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
    cell: Cell
    outcomes: tuple[Outcome, Outcome]
    way: tuple[object, ...]
    differing: int

    @property
    def score(self) -> int:
        """How well the case tells the sets apart."""
        return _score(self.outcomes)


class Search:
    """The search for one target in two sets. `years`: those of both periods when none is named.

    `tried`: how many cases were calculated.
    """

    def __init__(self, sides: tuple[Side, Side], target: str, years: Iterable[int] = ()) -> None:
        self.sides, self.target = sides, target
        self.candidates = Candidates(target, sides)
        self.variations = Variations(sides, self.candidates)
        self.tried = 0
        self.quantity = sides[1].program.quantities[target]
        self.years = list(years) or self._years()
        self._shown: dict[Draft, bool] = {}

    @cached_property
    def _compiled(self) -> tuple[Compiled, Compiled]:
        first, second = (side.rules.definitions for side in self.sides)
        assert isinstance(first, Compiled)
        assert isinstance(second, Compiled)
        return first, second

    @cached_property
    def _changes(self) -> Changes:
        return find_changes(*self._compiled)

    @property
    def same_rules(self) -> bool:
        """Whether nothing behind the target has changed, so that there is no such case."""
        names, units = behind(self.target, self.sides), self._changes.units
        if (HISTORY, "") in units and reach_matters(*self._compiled, names):
            return False
        return not any(name in names or kind == DIMENSION for kind, name in units)

    def find(self) -> Found | None:
        """A case with two different values, else one where one set has no value; None when there is none."""
        if self.same_rules:
            return None
        best: Found | None = None
        most = NOTHING
        for tried in self._every():
            if tried.score > most and (found := self._replayed(self._smaller(tried))) is not None:
                best, most = found, tried.score
            if most == VALUES:
                break
        return best

    def _every(self) -> Iterator[_Tried]:
        """Every case tried: the empty one of each year filled in, the examples, and what lies around all of these."""
        starts = []
        for year in self.years:
            starts.append(self._filled(self._begun(Draft(year))))
            yield starts[-1]
        seeds = Seeds(self.sides, self.candidates)
        yield from self._around(
            (self._begun(draft) for year in self.years for draft in seeds.in_year(year)), 2
        )
        for start in starts:
            yield from self._around([start.draft], len(starts))
        yield from self._around((self._begun(draft) for draft in self._laid_together(seeds)), 2)

    def _laid_together(self, seeds: Seeds) -> Iterator[Draft]:
        """Each example with another one added in which a change shows, in its year or one or two years before."""
        for year in self.years:
            every = [
                one
                for back in YEARS_BACK
                for one in islice(filter(self._shows, seeds.in_year(year - back)), MOST_SHOWN)
            ]
            for draft in seeds.in_year(year):
                yield from (draft.over(one, self._exclusive) for one in every)

    def _shows(self, draft: Draft) -> bool:
        """Whether something that has changed, or that stands on that, is different in a case."""
        if draft not in self._shown:
            self._shown[draft] = self._is_shown(draft)
        return self._shown[draft]

    def _is_shown(self, draft: Draft) -> bool:
        cells = [cell for name in self.near for cell in self._cells(draft, name)]
        runs = [Run(side.rules.definitions, facts_for(draft, side)) for side in self.sides]
        self.tried += 1
        return any(_score((_outcome(runs[0], cell), _outcome(runs[1], cell))) == VALUES for cell in cells)

    @cached_property
    def near(self) -> list[str]:
        """What is behind the target in both sets and has changed itself, or stands directly on a change."""
        both = [side.program.quantities for side in self.sides]
        shared = {
            name
            for name in behind(self.target, self.sides)
            if all(name in one and one[name].symbol.is_computed for one in both)
        }
        changed = {name for _, name in self._changes.units}
        return sorted(
            name
            for name in shared
            if name in changed
            or any(
                not changed.isdisjoint(said.get(name, ()))
                for said in map(mentions, (s.program for s in self.sides))
            )
        )

    def _around(self, drafts: Iterable[Draft], shares: int = 1) -> Iterator[_Tried]:
        """Some cases and those some steps away from them, the most promising first, as many as one of the shares."""
        limit = self.tried + MOST_TRIED // shares
        queue: list[tuple[tuple[int, int], int, _Tried]] = []
        seen: set[object] = set()
        waiting = iter(drafts)
        while self.tried < limit:
            for draft in waiting:
                found = self._filled(draft)
                yield found
                if found.way not in seen:
                    seen.add(found.way)
                    heappush(queue, ((-found.differing, -_far(found.draft)), len(seen), found))
                if self.tried >= limit:
                    break
            if not queue:
                break
            waiting = self.variations.of(heappop(queue)[-1].draft)

    def _years(self) -> list[int]:
        """The years of both periods, those of the newer set first."""
        found: dict[int, None] = {}
        for side in reversed(self.sides):
            manifest = side.program.manifest
            last = manifest.ends.year if manifest.ends else manifest.starts.year
            found |= dict.fromkeys(range(manifest.starts.year, last + 1))
        return list(found)

    def _begun(self, draft: Draft) -> Draft:
        """The case with somebody to calculate the target for."""
        for dimension in self.quantity.dims:
            if not self._fixed(dimension) and dimension not in dict(draft.members):
                draft = draft.with_member(dimension, MEMBER)
        return draft

    def _fixed(self, dimension: str) -> Members:
        """The members that a set itself gives a dimension."""
        known = (side.program.manifest.dimensions.get(dimension) for side in self.sides)
        return next((tuple(d.members) for d in known if d is not None and d.members is not None), ())

    def _cells(self, draft: Draft, name: str) -> list[Cell]:
        """A quantity for those the case is about; of the members that the sets name those it states something of."""
        stated: dict[str, dict[str, None]] = {}
        for (about, own, _), _ in draft.values:
            for dimension, member in zip(self.candidates.quantity(about).dims, own, strict=True):
                stated.setdefault(dimension, {})[member] = None
        mentioned = {dimension: members for dimension, members in draft.members if members}
        every = [
            [*stated.get(dimension, ()), *fixed[:1]]
            if (fixed := self._fixed(dimension))
            else mentioned.get(dimension, ())
            for dimension in self.candidates.quantity(name).dims
        ]
        return [(name, draft.year, own) for own in islice(dict.fromkeys(product(*every)), MOST_CELLS)]

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
        """The case calculated in both sets, for the first of those it is about whom they tell apart best."""
        self.tried += 1
        runs = [Run(side.rules.definitions, facts_for(draft, side)) for side in self.sides]
        told = [
            (cell, (_outcome(runs[0], cell), _outcome(runs[1], cell)))
            for cell in self._cells(draft, self.target)
        ]
        cell, outcomes = max(told, key=lambda one: _score(one[1]))
        way: list[object] = []
        for run in runs:
            way.append(tuple((one, _kind_of(outcome)) for one, outcome in run.outcomes.items()))
            way.append(tuple((one, s.places, s.decided) for one, s in run.states.items()))
        return _Tried(draft, cell, outcomes, tuple(way), _differing(*runs))

    def _smaller(self, best: _Tried) -> _Tried:
        """The case without whatever it does not take to tell the sets apart as well."""
        for lighter in _lighter(best.draft, self.candidates.quantity):
            draft = lighter(best.draft)
            tried = self._try(draft) if self._begun(draft) == draft else best
            best = tried if tried.score >= best.score else best
        return best

    def _replayed(self, best: _Tried) -> Found | None:
        """The case written out, read again and calculated again as any user's would be."""
        names = {name for (name, _, _), _ in best.draft.values}
        quantities = {name: self.candidates.quantity(name) for name in names}
        first, second = (side.id for side in self.sides)
        shown = address(self.target, best.cell[2], None)
        note = f"Fundet af «rammeaftale forskel --find-sag»: {shown} er forskellig i {first} og {second}."
        title = f"En sag, hvor {first} og {second} er forskellige"
        text = case_text(best.draft, second, quantities, title, note)
        findings = Findings()
        node = case_node(text, findings)
        shared = read_shared(node, self.sides, findings) if node is not None else []
        if findings.has_errors or not shared:
            return None
        cell = best.cell
        runs = [Run(one.side.rules.definitions, one.case.facts) for one in shared]
        outcomes = tuple(run.value(*cell) for run in runs)
        if not differs(outcomes[0], outcomes[1]):
            return None
        return Found(shown, self.quantity, (outcomes[0], outcomes[1]), text)


def _outcome(run: Run, cell: Cell) -> Outcome:
    try:
        return run.value(*cell)
    except RammeaftaleError:
        return Unknown(frozenset())


def _score(outcomes: tuple[Outcome, Outcome]) -> int:
    """Two different values are better than a value and a state, and that is better than an error."""
    if not differs(*outcomes):
        return NOTHING
    if any(isinstance(one, Failure) for one in outcomes):
        return FAILS
    return STATES if any(isinstance(one, NoValue) for one in outcomes) else VALUES


def _differing(first: Run, second: Run) -> int:
    """How many of the figures both sets came by are different."""
    one, two = first.outcomes, second.outcomes
    return sum(differs(outcome, two[cell]) for cell, outcome in one.items() if cell in two)


def _far(draft: Draft) -> int:
    """How far a case has come in procedures: what the rules ask of them is mostly about their ends."""
    return sum(len(events) for _, events in draft.events)


def _lighter(draft: Draft, quantities: Callable[[str], Quantity]) -> Iterator[Callable[[Draft], Draft]]:
    """Each thing a case states, as what takes it away again: whole members, values, and the last event first."""
    for dimension, members in draft.members:
        for member in members:
            own = {slot for slot, _ in draft.values
                   if (dimension, member) in zip(quantities(slot[0]).dims, slot[1], strict=True)}  # fmt: skip
            yield partial(Draft.without_member, dimension=dimension, member=member, own=own)
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
