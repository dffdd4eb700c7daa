"""What is missing before quantities can be calculated: each thing with its weight, most decisive first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from rammeaftale.backends.facts import Facts, address
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.services.calculate import Result, Target
from rammeaftale.services.loading import RuleSet
from rammeaftale.services.lookahead import LookAhead, Supposing
from rammeaftale.services.lookahead_walk import SOME_MEMBER
from rammeaftale.services.needs import (
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

YEAR, DATE = "år", "opgjort"
MOST_WAYS = 32


@record
class Missing:
    """Something to state.

    `addresses`: where (any one of them will do); `certain`: needed whatever the other answers are, else `gate` says
    what that depends on; `direct`: it is what stops the calculation now; `settles`: how many calculated figures it
    alone makes known; `steers`: of how many others its answer decides whether they are needed at all; `asked_by`: the
    quantities that read it.
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

    `optional`: inputs whose absence was used, and which may change what is missing; `year`: the calculated one, where
    there is one; `assumed_year`: whether the case names none, so that this is the first year of the rules.
    """

    rules: RuleSet
    asked: tuple[Asked, ...]
    missing: tuple[Missing, ...]
    optional: tuple[str, ...]
    year: int | None
    assumed_year: bool

    @property
    def is_settled(self) -> bool:
        """Whether nothing asked for is unknown."""
        return not any(isinstance(one.outcome, Unknown) for one in self.asked)


@record
class _Way:
    """One choice of which input of each exactly-one group will be stated, and what is needed then."""

    ahead: LookAhead
    need: Need
    groups: tuple[tuple[str, ...], ...]


def find_missing(result: Result) -> MissingReport:
    """What would settle the unknown targets of a calculation."""
    rules, facts = result.rules, result.run.facts
    asked = tuple(_asked(result))
    direct = {a for one in asked if isinstance(one.outcome, Unknown) for a in one.outcome.missing}
    ways = _ways(rules, facts, result.targets)
    need = any_of(way.need for way in ways)
    years = facts.years[:1] if len(facts.years) == 1 else ()
    if facts.years or frozenset([YEAR]) not in need.possible:
        found = _weighed(ways, direct, rules)
        return MissingReport(
            rules, asked, tuple(found), _optional(ways), next(iter(years), None), assumed_year=False
        )
    assumed = min(program.manifest.starts.year for program in rules.programs)
    ways = _ways(rules, replace(facts, years=(assumed,)), result.targets)
    rest = _weighed(ways, direct, rules)
    year = Missing((YEAR,), frozenset([YEAR]) in need.certain, None, YEAR in direct, 0, len(rest), ())
    return MissingReport(rules, asked, (year, *rest), _optional(ways), assumed, assumed_year=True)


def _asked(result: Result) -> Iterator[Asked]:
    for target in result.targets:
        if target.unknown_dimension is not None:
            yield Asked(target.quantity.name, target.quantity, Unknown(frozenset([target.unknown_dimension])))
        for name, year, members in target.cells():
            shown = address(name, members, year, result.run.facts.years)
            yield Asked(shown, target.quantity, result.outcome((name, year, members)))


def _ways(rules: RuleSet, facts: Facts, targets: Iterable[Target]) -> list[_Way]:
    """Every way the groups on the path can be stated; when they are many, each group varied by itself."""
    groups: tuple[tuple[str, ...], ...] = ()
    while True:
        ways = [
            _way(rules, facts, targets, dict(zip(groups, chosen, strict=True))) for chosen in _choices(groups)
        ]
        found = tuple(dict.fromkeys(group for way in ways for group in (*groups, *way.groups)))
        if found == groups or not found:
            return ways
        groups = found


def _choices(groups: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    if prod(len(group) for group in groups) <= MOST_WAYS:
        return list(product(*groups))
    first = tuple(group[0] for group in groups)
    alone = [(*first[:n], name, *first[n + 1 :]) for n, group in enumerate(groups) for name in group[1:]]
    return [first, *alone]


def _way(
    rules: RuleSet, facts: Facts, targets: Iterable[Target], supposed: Mapping[tuple[str, ...], str]
) -> _Way:
    run = Supposing(rules, facts, supposed)
    ahead = LookAhead(run)
    needs = [_target_need(ahead, target, facts) for target in targets]
    return _Way(ahead, every(needs), tuple(run.asked))


def _target_need(ahead: LookAhead, target: Target, facts: Facts) -> Need:
    """The need of every cell of a target; of some member, where the case does not say which there are."""
    years = [year if year is not None else next(iter(facts.years), None) for year in target.years]
    dims = target.quantity.dims
    silent = [d for d in dims if facts.members.get(d) is None]
    cells = target.members
    if silent:
        known = [facts.members.get(d) for d in dims]
        cells = tuple(product(*[(SOME_MEMBER,) if m is None else m for m in known]))
    inside = every([ahead.need((target.quantity.name, year, m)) for year in years for m in cells])
    for dimension in silent:
        gate = Gate(MEMBERS, target.quantity.name, dimension)
        inside = every([leaf([dimension]), behind(gate, inside)])
    return inside


def _weighed(ways: list[_Way], direct: set[str], rules: RuleSet) -> list[Missing]:
    """Every missing thing with its weight: certain ones first, then by how much the answer decides."""
    need = any_of(way.need for way in ways)
    apart = differing(way.need for way in ways)
    settled = _settled(ways)
    found = []
    for atom, gate in need.possible.items():
        steers = set().union(*(way.ahead.steers.get(atom, set()) for way in ways))
        if len(atom) > 1:
            steers |= apart
        names = {name: None for way in ways for name in way.ahead.asked_by.get(atom, ())}
        addresses = tuple(sorted(atom, key=lambda one: _place(one, rules)))
        counted = len((steers - {atom}) & need.possible.keys())
        is_direct = not atom.isdisjoint(direct)
        certain = atom in need.certain
        found.append(
            Missing(addresses, certain, gate, is_direct, settled.get(atom, 0), counted, tuple(names))
        )
    return sorted(found, key=lambda one: (not one.certain, -one.steers, -one.settles))


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
