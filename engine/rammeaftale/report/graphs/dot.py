"""A graph as text for Graphviz and the programs that read its files."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.report.graphs.labels import Node, Picture
from rammeaftale.report.graphs.shapes import STYLES

SHAPES = {
    "oplysning": "parallelogram",
    "parameter": "hexagon",
    "beregnet": "box",
    "pligt": "octagon",
    "procedure": "component",
    "kontrol": "trapezium",
    "tiltag": "cds",
    "fortolkning": "note",
    "katalog": "box3d",
    "mål": "ellipse",
    "emne": "tab",
}


def dot(picture: Picture) -> str:
    """The whole graph; every name and text is quoted."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield f"digraph {_quoted(picture.title)} {{"
    label = "\n".join([picture.title, picture.subtitle, *picture.notes])
    yield f'  graph [rankdir=LR, fontname="Arial", labelloc=t, label={_quoted(label)}];'
    yield '  node [fontname="Arial", fontsize=11, style=filled];'
    yield '  edge [fontname="Arial", fontsize=9];'
    for node in picture.nodes:
        yield f"  {_quoted(node.key)} [{', '.join(_attributes(node))}];"
    for arrow in picture.arrows:
        told = [f"label={_quoted(arrow.label)}"] if arrow.label else []
        told += ["style=dotted, color=gray"] if arrow.faint else ["style=dashed"] if arrow.dashed else []
        tail = f" [{', '.join(told)}]" if told else ""
        yield f"  {_quoted(arrow.source)} -> {_quoted(arrow.target)}{tail};"
    yield "}"


def _attributes(node: Node) -> Iterator[str]:
    style = STYLES[node.kind]
    word = node.kind.upper() + (f" · {node.what}" if node.what else "")
    lines = [word, node.title, *(text for text, _ in node.lines)]
    yield f"label={_quoted(chr(10).join(lines))}"
    yield f'shape={SHAPES[node.kind]}, fillcolor="{style.fill}", color="{style.line}"'
    if node.bold:
        yield "penwidth=3"


def _quoted(text: str) -> str:
    """A text as a quoted string: no letter of it ends the string or means anything to Graphviz."""
    plain = "".join(c if c.isprintable() or c == "\n" else "�" for c in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
