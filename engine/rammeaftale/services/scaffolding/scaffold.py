"""What a case must and may state for some quantities: exactly their inputs, with years and conditions.

`ny-sag` writes it down as a case file to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rammeaftale.backends.facts import Facts
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.source_order import in_source
from rammeaftale.services.addresses import Address, find_address
from rammeaftale.services.cases.changes import change_case
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.scaffolding.walk import MEMBER, Spot, Walk
from rammeaftale.services.scaffolding.years import reachable, stand_ins


@record
class Ask:
    """One thing a case states: for `years` one by one, or (none) as one value.

    `must`: nothing comes out without it; `why`: the condition under which it is needed; `sometimes`: those of its years
    that are only needed under a condition; `unless`: a dimension whose mention makes it needless; `instead`: it is
    calculated unless it is stated; `free`: it may always be left out, for its absence has a meaning or a standard.
    """

    quantity: Quantity
    years: tuple[int, ...]
    must: bool
    why: str = ""
    unless: str = ""
    instead: bool = False
    free: bool = False
    sometimes: Mapping[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name."""
        return self.quantity.name


@dataclass(frozen=True)
class Scaffold:
    """All of them in the order of the source.

    `facts`: the empty case with its choices; `year`: whether `år` matters or was asked for; `today`: whether `opgjort`
    does; `dimensions`, `readings`, `measures`, `procedures`: those that matter.
    """

    rules: RuleSet
    targets: tuple[str, ...]
    facts: Facts
    asks: tuple[Ask, ...]
    year: bool
    today: bool
    dimensions: tuple[Dimension, ...]
    readings: tuple[m.Reading, ...]
    measures: tuple[m.Measure, ...]
    procedures: tuple[m.Procedure, ...]

    def groups(self) -> list[m.Group]:
        """The groups that at least two of the asked belong to."""
        names = {ask.name for ask in self.asks}
        groups = [g for p in self.rules.programs for g in p.text.groups]
        return [g for g in groups if len(names & {node.text for node in g.members}) > 1]


def scaffold(
    rules: RuleSet, targets: Sequence[str], choices: Mapping[str, Any], findings: Findings
) -> Scaffold | None:
    """What quantities need; `choices`: år, tiltag, fortolkninger as on the command line. None with findings."""
    addresses = [find_address(text, rules, findings) for text in targets]
    facts = _facts(rules, choices, [a for a in addresses if a], findings)
    if facts is None or not all(addresses):
        return None
    spots = [spot for a in addresses if a for spot in _spots(a, facts)]
    facts = _mentioning(facts, [d for spot in spots for d in rules.definitions.quantity(*spot).dims])
    walk = _walk(rules, facts, spots)
    stated = stand_ins(walk)
    inside = reachable(walk, stated)
    silent = [d for d in walk.dimensions if facts.members.get(d) == ()]
    mentioned = {d: _walk(rules, _mentioning(facts, [d]), spots) for d in silent}
    return Scaffold(
        rules=rules,
        targets=tuple(targets),
        facts=facts,
        asks=_collect(walk, stated, inside, mentioned),
        year=bool(choices.get("år")) or walk.year,
        today=walk.today,
        dimensions=tuple(_dimension(rules, d) for d in walk.dimensions),
        readings=tuple(_known(rules, walk.readings, "readings")),
        measures=tuple(measure.entry for measure in _known(rules, walk.measures, "measures")),
        procedures=tuple(one.entry for one in _known(rules, walk.procedures, "procedures")),
    )


def _facts(
    rules: RuleSet, choices: Mapping[str, Any], addresses: list[Address], findings: Findings
) -> Facts | None:
    """The empty case: its years (those chosen, those named, or the first of the set) and choices."""
    named = sorted({str(a.year) for a in addresses if a.year is not None})
    first = str(rules.programs[-1].manifest.starts.year)
    years = tuple(choices.get("år") or ()) or tuple(named) or (first,)
    case = change_case({"regelsæt": rules.id}, rules, {**choices, "år": years}, findings)
    return case.facts if case is not None else None


def _spots(address: Address, facts: Facts) -> list[Spot]:
    years = [address.year] if address.year is not None else facts.years
    return [(address.name, year) for year in years]


def _walk(rules: RuleSet, facts: Facts, targets: Iterable[Spot]) -> Walk:
    walk = Walk(rules, facts)
    walk.from_targets(targets)
    return walk


def _mentioning(facts: Facts, dimensions: Iterable[str]) -> Facts:
    """The empty case with a member of each dimension that would otherwise have none."""
    silent = {d: (MEMBER,) for d in dimensions if facts.members.get(d) == ()}
    return replace(facts, members={**facts.members, **silent})


def _collect(walk: Walk, stated: set[Spot], inside: set[Spot], mentioned: dict[str, Walk]) -> tuple[Ask, ...]:
    """What is asked for, one by name."""
    spots: dict[str, list[Spot]] = {}
    for spot in walk.found:
        if spot in inside and (spot in stated or _is_stated_by_cases(walk, spot)):
            spots.setdefault(spot[0], []).append(spot)
    for spot, asker in walk.asked.items():
        if asker in inside and spot[1] in (None, *walk.facts.years):
            spots.setdefault(spot[0], []).append(spot)
    asks = [_ask(walk, parts, stated, mentioned) for parts in spots.values()]
    return tuple(sorted(asks, key=lambda ask: in_source(ask.quantity.head)))


def _is_stated_by_cases(walk: Walk, spot: Spot) -> bool:
    """An input, or a parameter the source has no figure for."""
    quantity = walk.rules.definitions.quantity(*spot)
    if not quantity.symbol.is_parameter:
        return quantity.symbol.is_input
    members = tuple(next(iter(walk.facts.members.get(d) or ()), "") for d in quantity.dims)
    figure = walk.run.figure(quantity, spot[1], members)
    return figure is None or figure.value is None


def _ask(walk: Walk, spots: list[Spot], stated: set[Spot], mentioned: dict[str, Walk]) -> Ask:
    quantity = walk.rules.definitions.quantity(*spots[0])
    if quantity.symbol.is_computed and stated.isdisjoint(spots):
        return Ask(quantity, _years(quantity, spots, walk.facts.years), must=False, instead=True, free=True)
    spots = [spot for spot in spots if spot in walk.found] or spots
    years = _years(quantity, spots, walk.facts.years)
    inside = [mentioned[d] for d in quantity.dims if d in mentioned]
    sure = [spot for spot in spots if any(_surely(w, spot) for w in inside or [walk])]
    free = _may_be_absent(quantity, walk.facts)
    must = bool(sure) and not free
    others = (d for d, w in mentioned.items() if not any(_surely(w, spot) for spot in spots))
    unless = next(others, "") if must and not inside else ""
    every = (walk.found.get(spot) for spot in spots)
    whys = [why for why in every if why and f"«{quantity.name}»" not in why]
    why = "" if must or not whys or free else whys[0]
    rare = [spot for spot in spots if must and spot not in sure and spot[1] in years]
    sometimes = {y: walk.found[n, y] or "" for n, y in rare if y}
    return Ask(quantity, years, must, why, unless, free=free, sometimes=sometimes)


def _may_be_absent(quantity: Quantity, facts: Facts) -> bool:
    """Whether its absence has a meaning or a standard, its own or one for each member."""
    entry = quantity.symbol.entry
    return isinstance(entry, m.Input) and (
        entry.optional or entry.default is not None or _has_member_standards(quantity, facts)
    )


def _has_member_standards(quantity: Quantity, facts: Facts) -> bool:
    own = quantity.member_defaults or {}
    return bool(own) and all(member in own for member in facts.members.get(quantity.dims[-1]) or ())


def _surely(walk: Walk, spot: Spot) -> bool:
    return spot in walk.found and walk.found[spot] is None


def _years(quantity: Quantity, spots: list[Spot], own: tuple[int, ...]) -> tuple[int, ...]:
    """The years to state it for; none where one value serves."""
    entry = quantity.symbol.entry
    years = sorted({year for _, year in spots if year is not None})
    if isinstance(entry, m.Input) and (entry.fixed or (not entry.per_year and years == list(own)[:1])):
        return ()
    return () if quantity.symbol.is_computed and years == list(own)[:1] else tuple(years)


def _dimension(rules: RuleSet, name: str) -> Dimension:
    having = (p.manifest.dimensions for p in reversed(rules.programs) if name in p.manifest.dimensions)
    return next(having)[name]


def _known(rules: RuleSet, names: Iterable[str], kind: str) -> list[Any]:
    holders = [getattr(program, kind) for program in reversed(rules.programs)]
    return [next(holder[name] for holder in holders if name in holder) for name in sorted(names)]
