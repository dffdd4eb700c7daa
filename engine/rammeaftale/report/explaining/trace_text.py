"""A trace as an indented tree: each quantity with its rule and numbers, and below it what it rests on.

A quantity that several others use is told once, where it stands highest, and referred to elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.records import record
from rammeaftale.report.explaining.node_text import details, heading

WIDEST, LABEL, MOST_INDENT = 112, 9, 24


@record
class Tree:
    """`lines` down to the depth asked for; how deep the whole tree is, and how many of its quantities are told."""

    lines: tuple[str, ...]
    deepest: int
    shown: int
    total: int


def trace_text(
    nodes: Mapping[str, TraceNode],
    roots: Iterable[str],
    depth: int,
    years: tuple[int, ...],
    document: str = "",
) -> Tree:
    """The tree below the roots, `depth` levels of it (the roots are the first)."""
    nodes, roots = _merged(nodes, roots)
    levels = _levels(nodes, roots)
    writer = _Writer(nodes, levels, depth, years, document)
    lines = tuple(writer.lines(roots)) if depth > 0 else ()
    shown = sum(1 for level in levels.values() if level <= depth)
    return Tree(lines, max(levels.values(), default=0), shown, len(levels))


def _merged(
    nodes: Mapping[str, TraceNode], roots: Iterable[str]
) -> tuple[Mapping[str, TraceNode], list[str]]:
    """An input that is the same in every year once, by the id it was first read by."""
    first: dict[tuple[str, tuple[str, ...]], TraceNode] = {}
    found = {}
    for id_, node in nodes.items():
        name, _, members = node.cell
        found[id_] = first.setdefault((name, members), node) if node.quantity.symbol.fixed else node
    return found, [found[root].id for root in roots]


def _levels(nodes: Mapping[str, TraceNode], roots: Iterable[str]) -> dict[str, int]:
    """How far each node is from a root, the nearest way; the roots are at level 1."""
    found = dict.fromkeys(roots, 1)
    pending = deque(found)
    while pending:
        id_ = pending.popleft()
        for use in _uses(nodes[id_], nodes):
            if use not in found:
                found[use] = found[id_] + 1
                pending.append(use)
    return found


def _uses(node: TraceNode, nodes: Mapping[str, TraceNode]) -> list[str]:
    return list(dict.fromkeys([nodes[use].id for use in node.uses if use in nodes]))


class _Writer:
    """Writes each node at its level; `told` are those that stand there already."""

    def __init__(
        self,
        nodes: Mapping[str, TraceNode],
        levels: dict[str, int],
        depth: int,
        years: tuple[int, ...],
        document: str,
    ) -> None:
        self.nodes, self.levels, self.depth, self.years = nodes, levels, depth, years
        self.document = document
        self.told: set[str] = set()

    def lines(self, roots: list[str]) -> Iterator[str]:
        """Every line, top down."""
        pending = [(root, 1, "", "") for root in reversed(roots)]
        while pending:
            id_, level, above, own = pending.pop()
            node = self.nodes[id_]
            if id_ in self.told or level > self.levels[id_]:
                where = "↑ vist ovenfor" if id_ in self.told else "↓ vises nedenfor"
                yield f"{above}{heading(node, self.years)} {where}"
                continue
            self.told.add(id_)
            uses = _uses(node, self.nodes) if level < self.depth else []
            yield from self._node(node, above, own, has_more=bool(uses))
            below = [(use, level + 1, *_guides(own, level, use == uses[-1])) for use in uses]
            pending += reversed(below)

    def _node(self, node: TraceNode, above: str, own: str, *, has_more: bool) -> Iterator[str]:
        yield above + heading(node, self.years)
        margin = own + ("│ " if has_more else "  ")
        for label, text in details(node, self.document):
            room = max(WIDEST - len(margin) - LABEL, 40)
            lines = wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
            yield f"{margin}{label:<{LABEL}}{lines[0]}"
            for line in lines[1:]:
                yield f"{margin}{'':<{LABEL}}{line}"


def _guides(own: str, level: int, is_last: bool) -> tuple[str, str]:  # noqa: FBT001
    """What stands before the first line of a part of a node, and before its other lines."""
    if level > MOST_INDENT:
        return f"{own}(niveau {level + 1}) ", own
    return own + ("└─ " if is_last else "├─ "), own + ("   " if is_last else "│  ")
