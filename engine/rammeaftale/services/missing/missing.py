"""What is missing before quantities can be calculated: each thing with its weight, most decisive first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Facts, address
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.missing.lookahead import LookAhead, Supposing
from rammeaftale.services.missing.needs import (
    MEMBERS,
    NOTHING,
    Atom,
    Gate,
    Need,
    any_of,
    behind,
    differing,
    every,
    leaf,
)
from rammeaftale.services.missing.walk import SOME_MEMBER
from rammeaftale.services.ruleset import RuleSet

YEAR, DATE = "år", "opgjort"
MOST_WAYS = 32


@record
class Missing:
    """Something to state.

    `addresses`: where (the first will do, another may call for more); `certain`: needed whatever the other answers
    are, else `gate` says what that depends on; `direct`: it is what stops the calculation now; `settles`: how many
    calculated figures it alone makes known; `steers`: of how many others its answer decides whether they are needed at
    all; `asked_by`: the quantities that read it.
    """

    addresses: tuple[str, ...]
    certain: bool
    gate: Gate | None
    direct: bool
    settles: int
    steers: int
    asked_by: tuple[str, ...]


@record
class Asked:
    """A cell asked for and how it came out now."""

    address: str
    quantity: Quantity
    outcome: Outcome


@record
class MissingReport:
    """What is missing for what was asked.

    `empty`: the quantities asked for that have no members in the case; `optional`: inputs whose absence was used, and
    which may change what is missing; `year`: the calculated one, where there is one; `assumed_year`: the case names
    none, so that this is the first year of the rules.
    """

    rules: RuleSet
    asked: tuple[Asked, ...]
    empty: tuple[Quantity, ...]
    missing: tuple[Missing, ...]
    optional: tuple[str, ...]
    year: int | None
    assumed_year: bool

    @property
    def is_settled(self) -> bool:
        """Whether nothing asked for is unknown."""
        return not any(isinstance(one.outcome, Unknown) for one in self.asked)


@record
class _Wanted:
    """An unknown cell; in the dimensions of `silent` it stands for any member."""

    cell: Cell
    silent: tuple[str, ...]


@record
class _Way:
    """One choice of which input of each exactly-one group will be stated (or none), and what is needed then."""

    ahead: LookAhead
    need: Need
    groups: tuple[tuple[str, ...], ...]


def find_missing(result: Calculation) -> MissingReport:
    """What would settle the unknown targets of a calculation."""
    rules, facts = result.rules, result.run.facts
    asked, wanted = tuple(_asked(result)), list(_unknown(result))
    empty = tuple(t.quantity for t in result.targets if not t.members and t.unknown_dimension is None)
    year = facts.years[0] if len(facts.years) == 1 else None
    if not wanted:
        return MissingReport(rules, asked, empty, (), (), year, assumed_year=False)
    direct = {a for one in asked if isinstance(one.outcome, Unknown) for a in one.outcome.missing}
    ways = _ways(rules, facts, wanted)
    need = any_of(way.need for way in ways)
    first: tuple[Missing, ...] = ()
    if not facts.years and frozenset([YEAR]) in need.possible:
        year = min(program.manifest.starts.year for program in rules.programs)
        ways = _ways(rules, replace(facts, years=(year,)), wanted)
        certain, steers = frozenset([YEAR]) in need.certain, len(any_of(way.need for way in ways).possible)
        first = (Missing((YEAR,), certain, None, YEAR in direct, 0, steers, ()),)
    found = (*first, *_weighed(ways, direct, rules))
    return MissingReport(rules, asked, empty, found, _optional(ways), year, assumed_year=bool(first))


def _asked(result: Calculation) -> Iterator[Asked]:
    for target in result.targets:
        if target.unknown_dimension is not None:
            yield Asked(target.quantity.name, target.quantity, Unknown(frozenset([target.unknown_dimension])))
        for name, year, members in target.cells():
            shown = address(name, members, year, result.run.facts.years)
            yield Asked(shown, target.quantity, result.outcome((name, year, members)))


def _unknown(result: Calculation) -> Iterator[_Wanted]:
    """The cells asked for that are unknown, with the dimensions whose members the case has yet to name."""
    members = result.run.facts.members
    for target in result.targets:
        dims = target.quantity.dims
        silent = tuple(d for d in dims if members.get(d) is None)
        if not silent:
            cells = [cell for cell in target.cells() if isinstance(result.outcome(cell), Unknown)]
        else:
            every_member = product(*[(SOME_MEMBER,) if d in silent else members[d] or () for d in dims])
            cells = [(target.quantity.name, year, m) for m in every_member for year in target.years]
        yield from (_Wanted(cell, silent) for cell in cells)


def _ways(rules: RuleSet, facts: Facts, wanted: list[_Wanted]) -> list[_Way]:
    """Every way the groups on the path can be stated; when they are many, each group varied by itself."""
    groups: tuple[tuple[str, ...], ...] = ()
    while True:
        chosen = [dict(zip(groups, names, strict=True)) for names in _choices(groups)]
        ways = [_way(rules, facts, wanted, supposed) for supposed in chosen]
        found = tuple(dict.fromkeys((*groups, *(group for way in ways for group in way.groups))))
        if found == groups:
            return ways
        groups = found


def _choices(groups: tuple[tuple[str, ...], ...]) -> list[tuple[str | None, ...]]:
    if prod(len(group) + 1 for group in groups) <= MOST_WAYS:
        return list(product(*[(None, *group) for group in groups]))
    none: tuple[str | None, ...] = (None,) * len(groups)
    alone = [(*none[:n], name, *none[n + 1 :]) for n, group in enumerate(groups) for name in group]
    return [none, *alone]


def _way(
    rules: RuleSet,
    facts: Facts,
    wanted: list[_Wanted],
    supposed: Mapping[tuple[str, ...], str | None],
) -> _Way:
    run = Supposing(rules, facts, supposed)
    ahead = LookAhead(run)
    needs = [_need(ahead, one, next(iter(facts.years), None)) for one in wanted]
    return _Way(ahead, every(needs), tuple(run.asked))


def _need(ahead: LookAhead, one: _Wanted, year: int | None) -> Need:
    """The need of a cell; of some member, where the case does not say which there are."""
    name, asked_year, members = one.cell
    inside = ahead.need((name, year if asked_year is None else asked_year, members))
    for dimension in one.silent:
        inside = every([leaf([dimension]), behind(Gate(MEMBERS, name, dimension), inside)])
    return inside


def _weighed(ways: list[_Way], direct: set[str], rules: RuleSet) -> list[Missing]:
    """Every missing thing with its weight: certain ones first, then by how much the answer decides."""
    need = any_of(way.need for way in ways)
    apart = differing(way.need for way in ways)
    settled, count = _settled(ways), _Counter(need.possible)
    found = []
    for atom, gate in need.possible.items():
        decided = [others for way in ways for others in way.ahead.steers.get(atom, ())]
        if len(atom) > 1:
            decided.append(apart)
        names = {name: None for way in ways for name in way.ahead.asked_by.get(atom, ())}
        addresses = tuple(sorted(atom, key=lambda one: _place(one, rules)))
        steers = count(decided) - any(atom in others for others in decided)
        is_direct = not atom.isdisjoint(direct)
        certain = atom in need.certain
        found.append(Missing(addresses, certain, gate, is_direct, settled.get(atom, 0), steers, tuple(names)))
    return sorted(found, key=lambda one: (not one.certain, -one.steers, -one.settles))


class _Counter:
    """Counts what some sets hold together of what may be needed; the same sets are met again and again."""

    def __init__(self, possible: Collection[Atom]) -> None:
        self.possible = frozenset(possible)
        self.counted: dict[tuple[int, ...], int] = {}

    def __call__(self, sets: list[set[Atom]]) -> int:
        key = tuple(id(one) for one in sets)
        if key not in self.counted:
            self.counted[key] = len(self.possible.intersection(set().union(*sets)))
        return self.counted[key]


def _place(one: str, rules: RuleSet) -> tuple[int, str]:
    """Where in the rules something missing stands; what is no quantity comes first."""
    name = name_of(one)
    return (rules.names.index(name) if name in rules.names else -1, one)


def name_of(one: str) -> str:
    """The name an address begins with."""
    return re.split(r"[\[@]", one, maxsplit=1)[0]


def _optional(ways: list[_Way]) -> tuple[str, ...]:
    """The optional inputs whose absence was used."""
    found: dict[str, None] = {}
    for way in ways:
        run = way.ahead.run
        for name, year, members in sorted(run.absent, key=str):
            quantity = run.definitions.quantity(name, year)
            if quantity.symbol.optional and name not in {n for group in way.groups for n in group}:
                shown_year = None if quantity.symbol.fixed else year
                found[address(name, members, shown_year, run.facts.years)] = None
    return tuple(sorted(found))


def _settled(ways: list[_Way]) -> dict[Atom, int]:
    """For each missing thing: how many calculated cells rest on it alone, whichever way groups are stated."""
    found: dict[Atom, int] = {}
    run = ways[0].ahead.run
    for cell in ways[0].ahead.needs:
        needs = [way.ahead.needs.get(cell, NOTHING) for way in ways]
        atoms = {atom for need in needs for atom in need.possible}
        if len(atoms) == 1 and all(needs) and run.definitions.quantity(cell[0], cell[1]).symbol.is_computed:
            atom = atoms.pop()
            found[atom] = found.get(atom, 0) + 1
    return found
