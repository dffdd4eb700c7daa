"""The whole trace: every quantity behind the results once, with its rule, numbers, choices, source and links."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.records import record
from rammeaftale.report.naming import citation_of, place_text, shown_id, value_of
from rammeaftale.report.node_text import details
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.page.stamps import Stamp, stamps_of

MOST_USERS = 12
_CODE = frozenset(("regel", "med tal", "ellers", "giver", "sætter", "tilføjer", "fra"))
_PARTS = (
    ("Beregnede størrelser", lambda symbol: not symbol.is_input and not symbol.is_parameter),
    ("Tal fra aftalen", lambda symbol: symbol.is_parameter),
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
class Part:
    """Quantities of one kind."""

    title: str
    entries: tuple[Entry, ...]


def trace_parts(scope: Scope) -> list[Part]:
    """Calculated quantities (what was asked for first), then the agreement's figures, then what the case states."""
    users = _users(scope)
    found = []
    for title, belongs in _PARTS:
        nodes = [node for node in scope.shown_nodes.values() if belongs(node.quantity.symbol)]
        if nodes:
            found.append(Part(title, tuple(_entry(scope, node, users) for node in nodes)))
    return found


def _users(scope: Scope) -> dict[str, dict[str, str]]:
    """By anchor: the nodes that read it, by their anchors."""
    found: dict[str, dict[str, str]] = {}
    for node in scope.nodes.values():
        for id_ in node.uses:
            found.setdefault(scope.anchor(id_), {}).setdefault(scope.anchor(node.id), node.id)
    return found


def _entry(scope: Scope, node: TraceNode, users: dict[str, dict[str, str]]) -> Entry:
    anchor = scope.anchor(node.id)
    uses = {scope.anchor(id_): scope.node_link(id_, node) for id_ in node.uses if scope.anchor(id_)}
    by = list(users.get(anchor, {}).values())
    return Entry(
        anchor,
        scope.title(node.cell),
        shown_id(node, scope.years),
        value_of(node),
        node.assumed,
        stamps_of(node.stamps),
        tuple(_told(node)),
        tuple(uses.values()),
        tuple(scope.node_link(id_, node) for id_ in by[:MOST_USERS]),
        max(len(by) - MOST_USERS, 0),
        scope.source(citation_of(node)),
        place_text(node.quantity.head.span),
    )


def _told(node: TraceNode) -> Iterator[Told]:
    """All that is said of it but its source, which has a link."""
    for label, text in details(node):
        if label != "kilde":
            yield Told(label or "–", text, label in _CODE)
