"""What a layout is of and what it comes to: boxes, links, curves, and the distances kept between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rammeaftale.core.records import record

GAP, ACROSS = 18, 62
LABEL_SIZE = 10


@record
class Box:
    """The size of a node."""

    width: float
    height: float


@record
class Link:
    """An edge: where from, where to, how wide its label is (0: none), and how much it counts in finding places."""

    source: str
    target: str
    label_width: float = 0
    weight: int = 1


@record
class Curve:
    """An edge as drawn: points of cubic curves (1 + 3n), and the middle of its label."""

    points: tuple[tuple[float, float], ...]
    label: tuple[float, float] | None


@dataclass(frozen=True)
class Layout:
    """The middle of every node, the curves in the order of the edges, and the size of it all; y grows downwards."""

    width: float
    height: float
    nodes: Mapping[str, tuple[float, float]]
    curves: tuple[Curve, ...]
