"""A whole rule set as a graph of its topics: how much each holds, and how often one mentions another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rammeaftale.core.outcome import STATE_NAMES, NoValue
from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.source_order import in_source
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.graphs.graph import links

VALUE, NO_MEMBERS = "værdi", "uden_medlemmer"
STATES = (VALUE, *STATE_NAMES, NO_MEMBERS)


@record
class TopicEdge:
    """How many entries of a topic are mentioned by another topic's."""

    source: str
    target: str
    count: int


@dataclass(frozen=True)
class TopicGraph:
    """The topics in the order of their source, what each holds by section, and the edges between them.

    `states`: for a case, how many of a topic's calculated quantities came to what.
    """

    program: Program
    topics: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    edges: tuple[TopicEdge, ...]
    states: Mapping[str, Mapping[str, int]] | None = None


def topics(program: Program, result: Calculation | None = None) -> TopicGraph:
    """The graph of a set's topics."""
    entries = sorted(program.text.entries.values(), key=lambda entry: in_source(entry.head))
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        counts.setdefault(entry.head.topic, Counter())[entry.head.section] += 1
    states = _states(program, result) if result is not None else None
    return TopicGraph(program, tuple(counts), counts, _edges(program, list(counts)), states)


def drawn(graph: TopicGraph, most: int | None) -> tuple[str, ...]:
    """The topics that are worth a node: those tied to others, and of them the `most` tied ones (None: all topics)."""
    ties: Counter[str] = Counter()
    for edge in graph.edges:
        ties.update({edge.source: edge.count, edge.target: edge.count})
    if most is None or not ties:
        return graph.topics[:most]
    kept = {topic for topic, _ in ties.most_common(most)}
    return tuple(topic for topic in graph.topics if topic in kept)


def _edges(program: Program, order: list[str]) -> tuple[TopicEdge, ...]:
    """Each mentioned entry counts once for each topic that mentions it."""
    down, _ = links(program)
    entries = program.text.entries
    pairs = {(name, entries[owner].head.topic) for owner, names in down.items() for name in names}
    found = Counter((entries[name].head.topic, target) for name, target in pairs)
    apart = {pair: count for pair, count in found.items() if pair[0] != pair[1]}
    ordered = sorted(apart, key=lambda pair: (order.index(pair[1]), order.index(pair[0])))
    return tuple(TopicEdge(*pair, apart[pair]) for pair in ordered)


def _states(program: Program, result: Calculation) -> Mapping[str, Mapping[str, int]]:
    found: dict[str, Counter[str]] = {}
    for target in result.targets:
        if target.quantity.name in program.quantities:
            topic = program.quantities[target.quantity.name].head.topic
            found.setdefault(topic, Counter())[_state(result, target.cells())] += 1
    return {
        topic: {state: counted[state] for state in STATES if state in counted}
        for topic, counted in found.items()
    }


def _state(result: Calculation, cells: Iterable[tuple[str, int | None, tuple[str, ...]]]) -> str:
    """What a quantity came to: a value if any of its cells did, else the first state."""
    outcomes = [result.outcome(cell) for cell in cells]
    if not outcomes:
        return NO_MEMBERS
    valued = any(not isinstance(outcome, NoValue) for outcome in outcomes)
    first = outcomes[0]
    return VALUE if valued or not isinstance(first, NoValue) else first.state
