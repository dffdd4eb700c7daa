"""The whole trace: every quantity behind the results once, with its rule, numbers, choices, source and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.records import record
from rammeaftale.report.explaining.node_text import details
from rammeaftale.report.naming import citation_of, place_text, shown_id, value_of
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.page.stamps import Stamp, stamps_of

MOST_USERS, MOST_APART = 12, 6
_CODE = frozenset(("regel", "med tal", "ellers", "giver", "sætter", "tilføjer", "fra"))
_PARTS = (
    ("Beregnede størrelser", lambda symbol: not symbol.is_input and not symbol.is_parameter),
    ("Aftalens satser og andre faste tal", lambda symbol: symbol.is_parameter),
    ("Oplysninger fra sagen", lambda symbol: symbol.is_input),
)


@record
class Told:
    """A line of what is said of a quantity: label, text, and whether that is a formula."""

    label: str
    text: str
    is_code: bool


@record
class Entry:
    """A quantity: what it came to, how, what it rests on and what rests on it (`more`: how many others do)."""

    anchor: str
    title: str
    name: str
    value: str
    is_assumed: bool
    stamps: tuple[Stamp, ...]
    told: tuple[Told, ...]
    uses: tuple[Link, ...]
    used_by: tuple[Link, ...]
    more: int
    source: Link
    place: str


@record
class Group:
    """A quantity of many members: `shared`: what is said of each of them; the members, each with what is its own."""

    title: str
    name: str
    shared: Entry
    members: tuple[Entry, ...]

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        """Those of any of them."""
        return tuple(dict.fromkeys(stamp for one in self.members for stamp in one.stamps))


@record
class Part:
    """Quantities of one kind."""

    title: str
    entries: tuple[Entry | Group, ...]


def trace_parts(scope: Scope) -> list[Part]:
    """Calculated quantities (what was asked for first), then the agreement's figures, then what the case states."""
    users = _users(scope)
    found = []
    for title, belongs in _PARTS:
        nodes = [node for node in scope.shown_nodes.values() if belongs(node.quantity.symbol)]
        if nodes:
            found.append(Part(title, tuple(_grouped(scope, nodes, users))))
    return found


def _grouped(
    scope: Scope, nodes: Sequence[TraceNode], users: dict[str, dict[str, str]]
) -> Iterator[Entry | Group]:
    """The nodes one by one, those of a quantity with many members together where the first of them stands."""
    by_name: dict[str, list[TraceNode]] = {}
    for node in nodes:
        by_name.setdefault(node.quantity.name, []).append(node)
    for node in nodes:
        every = by_name[node.quantity.name]
        if len(every) <= MOST_APART:
            yield _entry(scope, node, users)
        elif node is every[0]:
            yield _group(scope, _in_order(scope, every), users)


def _in_order(scope: Scope, nodes: Sequence[TraceNode]) -> list[TraceNode]:
    """Members as their dimension has them, then by year."""
    known = scope.result.run.facts.members
    ranks = [
        {member: n for n, member in enumerate(known.get(dimension) or ())}
        for dimension in nodes[0].quantity.dims
    ]

    def place(node: TraceNode) -> tuple[int, ...]:
        _, year, members = node.cell
        return (*(rank.get(m, len(rank)) for rank, m in zip(ranks, members, strict=True)), year or 0)

    return sorted(nodes, key=place)


def _group(scope: Scope, nodes: Sequence[TraceNode], users: dict[str, dict[str, str]]) -> Group:
    """What is the same of all is said once."""
    entries = [_entry(scope, node, users) for node in nodes]
    first, head = entries[0], nodes[0].quantity.head
    told = [line for line in first.told if all(line in one.told for one in entries)]
    uses = [link for link in first.uses if all(link in one.uses for one in entries)]
    by = [link for link in first.used_by if all(link in one.used_by for one in entries)]
    members = [
        replace(
            one,
            title=one.title.removeprefix(head.title).removeprefix(", "),
            told=tuple(line for line in one.told if line not in told),
            uses=tuple(link for link in one.uses if link not in uses),
            used_by=tuple(link for link in one.used_by if link not in by),
        )
        for one in entries
    ]
    shared = replace(first, told=tuple(told), uses=tuple(uses), used_by=tuple(by))
    return Group(head.title, head.name, shared, tuple(members))


def _users(scope: Scope) -> dict[str, dict[str, str]]:
    """By anchor: the nodes that read it, by their anchors."""
    found: dict[str, dict[str, str]] = {}
    for node in scope.nodes.values():
        for id_ in node.uses:
            found.setdefault(scope.anchor(id_), {}).setdefault(scope.anchor(node.id), node.id)
    return found


def _entry(scope: Scope, node: TraceNode, users: dict[str, dict[str, str]]) -> Entry:
    anchor = scope.anchor(node.id)
    uses = {scope.anchor(id_): id_ for id_ in node.uses if scope.anchor(id_)}
    links = list(_links(scope, users.get(anchor, {}).values(), node))
    return Entry(
        anchor,
        scope.title(node.cell),
        shown_id(node, scope.years),
        value_of(node),
        node.assumed,
        stamps_of(node.stamps),
        tuple(_told(node)),
        tuple(_links(scope, uses.values(), node)),
        tuple(links[:MOST_USERS]),
        max(len(links) - MOST_USERS, 0),
        scope.source(citation_of(node)),
        place_text(node.quantity.head.span),
    )


def _links(scope: Scope, ids: Iterable[str], around: TraceNode) -> Iterator[Link]:
    """Nodes by title; of a quantity's second member and on, by member and year alone; of many, one for all."""
    by_title: dict[str, list[Link]] = {}
    for id_ in ids:
        by_title.setdefault(scope.nodes[id_].quantity.head.title, []).append(scope.node_link(id_, around))
    for title, (first, *others) in by_title.items():
        if len(others) >= MOST_APART:
            yield replace(first, text=f"{title}, {1 + len(others)} tal")
            continue
        yield first
        yield from (replace(link, text=link.text.removeprefix(f"{title}, ")) for link in others)


def _told(node: TraceNode) -> Iterator[Told]:
    """All that is said of it but its source, which has a link."""
    for label, text in details(node):
        if label != "kilde":
            yield Told(label or "–", text, label in _CODE)
