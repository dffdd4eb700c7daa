"""Graphviz asked where nodes stand and how edges run: only sizes go there, only coordinates come back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping

from rammeaftale.report.graphs.geometry import ACROSS, GAP, LABEL_SIZE, Box, Curve, Layout, Link

SECONDS = 20
INCH = 72.0


def by_graphviz(boxes: Mapping[str, Box], links: list[Link], ports: str) -> Layout | None:
    """Graphviz's layout, or None where it is not installed, fails, or takes too long."""
    program = shutil.which("dot")
    if program is None:
        return None
    try:
        ran = subprocess.run(  # noqa: S603 - our own text, no shell
            [program, "-Tplain"],
            input="\n".join(_written(boxes, links, ports)).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return _read(ran.stdout.decode(), list(boxes), links)
    except (OSError, subprocess.SubprocessError, ValueError, IndexError, KeyError):
        return None


def _written(boxes: Mapping[str, Box], links: list[Link], ports: str) -> Iterator[str]:
    """The graph with numbers for names: nothing a user wrote reaches the program."""
    numbers = {name: number for number, name in enumerate(boxes)}
    yield "digraph g {"
    yield f"rankdir=LR; nodesep={GAP / INCH:.4f}; ranksep={ACROSS / INCH:.4f};"
    yield 'node [shape=box, fixedsize=true, label=""];'
    yield f'edge [fontsize={LABEL_SIZE}, fontname="Helvetica" {ports}];'
    for name, box in boxes.items():
        yield f"n{numbers[name]} [width={box.width / INCH:.4f}, height={box.height / INCH:.4f}];"
    weights = {(link.source, link.target): link.weight for link in links}
    for link in links:
        told = [f"weight={link.weight}"]
        if link.label_width:
            told.append(f'label="{"x" * max(round(link.label_width / (LABEL_SIZE * 0.5)), 1)}"')
        if weights.get((link.target, link.source), 0) > link.weight:  # drawn back against the heavier way
            told.append("constraint=false")
        yield f"n{numbers[link.source]} -> n{numbers[link.target]} [{', '.join(told)}];"
    yield "}"


def _read(text: str, names: list[str], links: list[Link]) -> Layout:
    """The layout in Graphviz's plain format."""
    width = height = 0.0
    nodes: dict[str, tuple[float, float]] = {}
    curves: dict[tuple[str, str], Curve] = {}
    for line in text.splitlines():
        words = line.split(" ")
        if words[0] == "graph":
            width, height = float(words[2]) * INCH, float(words[3]) * INCH
        elif words[0] == "node":
            nodes[_name(words[1], names)] = _point(words[2], words[3], height)
        elif words[0] == "edge":
            curves[_name(words[1], names), _name(words[2], names)] = _curve(words, height)
    if len(nodes) != len(names):
        raise ValueError("not all was laid out")
    return Layout(width, height, nodes, tuple(curves[link.source, link.target] for link in links))


def _name(number: str, names: list[str]) -> str:
    return names[int(number[1:])]


def _curve(words: list[str], height: float) -> Curve:
    count = int(words[3])
    numbers = words[4 : 4 + 2 * count]
    points = tuple(_point(x, y, height) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    rest = words[4 + 2 * count :]
    label = _point(rest[1], rest[2], height) if rest[0].startswith("x") else None
    return Curve(points, label)


def _point(x: str, y: str, height: float) -> tuple[float, float]:
    return float(x) * INCH, height - float(y) * INCH
