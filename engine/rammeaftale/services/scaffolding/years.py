"""Years the case is not about: what to state there instead of every input of that year.

An input that belongs to the case's own year is unknown in any other. Where a rule looks back through such inputs, the
quantity through which all of them are reached can be stated for that year: the year's budget, not its twenty lines.
"""

from __future__ import annotations

from rammeaftale.rulefiles import model as m
from rammeaftale.services.scaffolding.walk import Spot, Walk

ROOT: Spot = ("", None)


def stand_ins(walk: Walk) -> set[Spot]:
    """The calculated quantities to state by year, in years that are not the case's, so that nothing else is needed."""
    own = {None, *walk.facts.years}
    by_year: dict[int, set[Spot]] = {}
    for name, year in walk.found:
        if year is not None and year not in own and _is_plain(walk, (name, year)):
            by_year.setdefault(year, set()).add((name, year))
    found = set()
    for year, inputs in by_year.items():
        found |= _of_year(walk, year, inputs)
    return found


def _is_plain(walk: Walk, spot: Spot) -> bool:
    """An input that only holds in the case's own years and whose absence means nothing."""
    entry = walk.rules.definitions.quantity(*spot).symbol.entry
    return isinstance(entry, m.Input) and not (entry.fixed or entry.per_year or entry.optional)


def _of_year(walk: Walk, year: int, inputs: set[Spot]) -> set[Spot]:
    above = _dominators(walk, year)
    below: dict[Spot, set[Spot]] = {}
    counts: dict[Spot, int] = {}
    for spot in inputs & above.keys():
        while spot != ROOT:
            counts[spot] = counts.get(spot, 0) + 1
            below.setdefault(above[spot], set()).add(spot)
            spot = above[spot]  # noqa: PLW2901 - climbing
    return {lowest for top in below.get(ROOT, ()) if (lowest := _lowest(top, below, counts)) not in inputs}


def _dominators(walk: Walk, year: int) -> dict[Spot, Spot]:
    """For each spot of a year the nearest one that every way to it passes through."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_node(ROOT)
    for reader, reads in walk.reads.items():
        for spot in reads:
            if spot[1] == year:
                graph.add_edge(reader if reader[1] == year and reader in walk.found else ROOT, spot)
    graph.add_edges_from((ROOT, spot) for spot in walk.roots if spot[1] == year)
    above: dict[Spot, Spot] = nx.immediate_dominators(graph, ROOT)
    return above


def _lowest(spot: Spot, below: dict[Spot, set[Spot]], counts: dict[Spot, int]) -> Spot:
    """The last spot, going down, through which all the inputs below are still reached."""
    while True:
        deeper = [child for child in below.get(spot, ()) if counts[child] == counts[spot]]
        if not deeper:
            return spot
        spot = deeper[0]


def reachable(walk: Walk, stated: set[Spot]) -> set[Spot]:
    """What the roots rest on when `stated` are stated."""
    seen: set[Spot] = set()
    pending = list(walk.roots)
    while pending:
        spot = pending.pop()
        if spot not in seen:
            seen.add(spot)
            if spot not in stated:
                pending += walk.reads.get(spot, ())
    return seen
