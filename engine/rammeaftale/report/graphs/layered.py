"""Our own layout of a graph, for machines without Graphviz: layers from left to right, few crossings, smooth edges.

Long edges pass through a place of their own in every layer between, so that they run beside nodes and not behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from rammeaftale.core.records import record
from rammeaftale.report.graphs.geometry import ACROSS, GAP, Box, Curve, Layout, Link

ARROW, SWEEPS, LANE, APART = 10.0, 12, 8.0, 9.0
Place = tuple[str, int]
"""A node (at 0), or the n-th place of a long edge's way."""


@record
class Way:
    """The way of an edge from left to right: its nodes, a place in each layer between, and whether it is gone back."""

    left: str
    right: str
    places: tuple[Place, ...]
    back: bool

    @property
    def path(self) -> tuple[Place, ...]:
        """Every place from node to node."""
        return ((self.left, 0), *self.places, (self.right, 0))


Ways = dict[tuple[str, str], Way]


def layered(boxes: Mapping[str, Box], links: list[Link]) -> Layout:
    """The layout; what closes a ring is drawn back from right to left."""
    heaviest = sorted(links, key=lambda link: -link.weight)  # of a ring the lightest is drawn back
    pairs = list(dict.fromkeys((link.source, link.target) for link in heaviest if link.source != link.target))
    closing = _closing(list(boxes), pairs)
    turned = [pair[::-1] if pair in closing else pair for pair in pairs]
    layer_of = _layers(list(boxes), turned)
    ways = {pair: _way(pair, layer_of, back=pair in closing) for pair in pairs}
    columns = _columns(boxes, layer_of, ways)
    _uncross(columns, ways)
    across = _across(columns, boxes, links, layer_of)
    along = _along(columns, boxes, ways)
    height = max(along[place] + _height(place, boxes) / 2 for column in columns for place in column)
    middles = {name: (across[layer_of[name]], along[name, 0]) for name in boxes}
    halves = [max(_width(place, boxes) for place in column) / 2 for column in columns]
    drawing = _Drawing(ways, across, halves, along, boxes, layer_of)
    curves = tuple(drawing.curve(link) for link in links)
    lowest = max([height, *(y for curve in curves for _, y in curve.points)])
    return Layout(across[-1] + halves[-1], lowest, middles, curves)


def _closing(names: list[str], pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges that close a ring: without them there is none, and turned round they make none."""
    left, found = list(pairs), set[tuple[str, str]]()
    while True:
        sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
        for source, target in left:
            sorter.add(target, source)
        try:
            order = list(sorter.static_order())
        except CycleError as ring:
            around = set(pairwise(ring.args[1]))
            last = next(pair for pair in reversed(left) if pair in around)
            left.remove(last)
            found.add(last)
        else:
            rank = {name: number for number, name in enumerate(order)}
            return {pair for pair in found if rank[pair[0]] > rank[pair[1]]}


def _layers(names: list[str], pairs: list[tuple[str, str]]) -> dict[str, int]:
    """The layer of each node: as far right as what mentions it allows, so that a source stands by its user."""
    users: dict[str, list[str]] = {name: [] for name in names}
    for source, target in pairs:
        users[source].append(target)
    back: dict[str, int] = {}
    order = TopologicalSorter({name: users[name] for name in names}).static_order()
    for name in order:
        back[name] = max((back[user] + 1 for user in users[name]), default=0)
    last = max(back.values(), default=0)
    return {name: last - back[name] for name in names}


def _way(pair: tuple[str, str], layer_of: Mapping[str, int], *, back: bool) -> Way:
    """The way of an edge, with a place of its own in each layer between."""
    left, right = pair[::-1] if back else pair
    name = f"{pair[0]}\n{pair[1]}"
    places = tuple((name, layer) for layer in range(layer_of[left] + 1, layer_of[right]))
    return Way(left, right, places, back)


def _columns(boxes: Mapping[str, Box], layer_of: Mapping[str, int], ways: Ways) -> list[list[Place]]:
    columns: list[list[Place]] = [[] for _ in range(max(layer_of.values(), default=0) + 1)]
    for name in boxes:
        columns[layer_of[name]].append((name, 0))
    for way in ways.values():
        for place in way.places:
            columns[place[1]].append(place)
    return columns


def _uncross(columns: list[list[Place]], ways: Ways) -> None:
    """Order each layer by the middle of its neighbours, from the right and from the left by turns."""
    left, right = _neighbours(ways)
    for sweep in range(SWEEPS):
        near = right if sweep % 2 == 0 else left
        order = columns[::-1] if sweep % 2 == 0 else columns
        rank: dict[Place, float] = {}
        for column in order:
            middle = {
                place: _mean([rank[one] for one in near.get(place, ()) if one in rank]) for place in column
            }
            spots = {place: number for number, place in enumerate(column)}
            column.sort(
                key=lambda place: (spots[place] if middle[place] is None else middle[place], spots[place])
            )
            rank |= {place: (number + 0.5) / len(column) * 100 for number, place in enumerate(column)}


def _neighbours(ways: Ways) -> tuple[dict[Place, list[Place]], dict[Place, list[Place]]]:
    left: dict[Place, list[Place]] = {}
    right: dict[Place, list[Place]] = {}
    for way in ways.values():
        for one, other in pairwise(way.path):
            right.setdefault(one, []).append(other)
            left.setdefault(other, []).append(one)
    return left, right


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _across(
    columns: list[list[Place]], boxes: Mapping[str, Box], links: list[Link], layer_of: Mapping[str, int]
) -> list[float]:
    """The middle of each layer, with room for the labels of the edges into it."""
    found, at = [], 0.0
    for number, column in enumerate(columns):
        widest = max(_width(place, boxes) for place in column)
        labels = [link.label_width for link in links if layer_of[link.target] == number]
        at += (ACROSS + max(labels, default=0) if number else 0) + widest / 2
        found.append(at)
        at += widest / 2
    return found


def _along(columns: list[list[Place]], boxes: Mapping[str, Box], ways: Ways) -> dict[Place, float]:
    """How far down each place stands: near the middle of its neighbours, never over another."""
    found: dict[Place, float] = {}
    for column in columns:
        at = 0.0
        for place in column:
            found[place] = at + _height(place, boxes) / 2
            at += _height(place, boxes) + GAP
    left, right = _neighbours(ways)
    for sweep in range(SWEEPS):
        near, order = (right, columns[::-1]) if sweep % 2 == 0 else (left, columns)
        for column in order:
            wished = {place: _mean([found[one] for one in near.get(place, ())]) for place in column}
            _settle(column, {p: found[p] if y is None else y for p, y in wished.items()}, found, boxes)
    top = min(found[place] - _height(place, boxes) / 2 for column in columns for place in column)
    return {place: y - top for place, y in found.items()}


def _settle(
    column: list[Place], wished: Mapping[Place, float], found: dict[Place, float], boxes: Mapping[str, Box]
) -> None:
    """Each place as near its wish as its neighbours allow, groups that touch moved as one (pool adjacent violators)."""
    groups: list[tuple[float, list[Place]]] = []
    offsets: dict[Place, float] = {}
    at = 0.0
    for place in column:
        offsets[place] = at + _height(place, boxes) / 2
        at += _height(place, boxes) + GAP
        groups.append((wished[place] - offsets[place], [place]))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (high, above), (low, below) = groups[-2], groups[-1]
            mean = (high * len(above) + low * len(below)) / (len(above) + len(below))
            groups[-2:] = [(mean, above + below)]
    for start, places in groups:
        for place in places:
            found[place] = start + offsets[place]


@dataclass(frozen=True)
class _Drawing:
    """All that the course of an edge depends on: `across` and `halves`: middle and half the width of each layer."""

    ways: Ways
    across: list[float]
    halves: list[float]
    along: Mapping[Place, float]
    boxes: Mapping[str, Box]
    layer_of: Mapping[str, int]

    def curve(self, link: Link) -> Curve:
        """The edge level through the layers between its nodes, into the side of its target that it comes from."""
        if link.source == link.target:
            return self._ring(link)
        way = self.ways[link.source, link.target]
        shift = APART if way.back else 0.0
        start = (self._side(way.left, 1) + (ARROW if way.back else 0), self.along[way.left, 0] + shift)
        stop = (self._side(way.right, -1) - (0 if way.back else ARROW), self.along[way.right, 0] + shift)
        points = [start]
        for place in way.places:
            middle, half = self.across[place[1]], self.halves[place[1]]
            points += _bow(points[-1], (middle - half, self.along[place]))
            points += _bow(points[-1], (middle + half, self.along[place]))
        points += _bow(points[-1], stop)
        one, other = (points[0], points[3]) if way.back else (points[-4], points[-1])
        label = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2) if link.label_width else None
        return Curve(tuple(reversed(points) if way.back else points), label)

    def _side(self, name: str, way: int) -> float:
        """The right (1) or left (-1) side of a node."""
        return self.across[self.layer_of[name]] + way * self.boxes[name].width / 2

    def _ring(self, link: Link) -> Curve:
        """An edge from a node to itself: under it and round."""
        name, box = link.source, self.boxes[link.source]
        y = self.along[name, 0]
        low = y + box.height / 2 + GAP
        start, stop = (self._side(name, 1), y), (self._side(name, -1) - ARROW, y)
        points = (start, (start[0] + ACROSS, low), (stop[0] - ACROSS, low), stop)
        return Curve(points, ((start[0] + stop[0]) / 2, low) if link.label_width else None)


def _bow(one: tuple[float, float], other: tuple[float, float]) -> list[tuple[float, float]]:
    """A curve that leaves and arrives level."""
    half = (other[0] - one[0]) / 2
    return [(one[0] + half, one[1]), (other[0] - half, other[1]), other]


def _height(place: Place, boxes: Mapping[str, Box]) -> float:
    return boxes[place[0]].height if place[0] in boxes else LANE


def _width(place: Place, boxes: Mapping[str, Box]) -> float:
    return boxes[place[0]].width if place[0] in boxes else LANE
