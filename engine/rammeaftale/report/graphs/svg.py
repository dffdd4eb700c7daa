"""A graph drawn as SVG: one file that needs nothing else, reads well on paper, and says in words what shapes mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import hypot

from rammeaftale.core.records import record
from rammeaftale.report.graphs.geometry import LABEL_SIZE, Box, Curve, Link
from rammeaftale.report.graphs.labels import Arrow, Node, Picture, size_text
from rammeaftale.report.graphs.layout import layout
from rammeaftale.report.graphs.metrics import width, wrapped
from rammeaftale.report.graphs.shapes import SLANT, STYLES, Style

WIDE, INSET, MARGIN = 216.0, 15.0, 24.0
TITLE, SMALL, TEXT, WORD = 12.5, 10.0, 11.0, 9.0
ARROW, HALF = 10.0, 4.0
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
MONO = "'DejaVu Sans Mono', 'Liberation Mono', Consolas, monospace"
HEADING, SUBHEADING, LINE = 20.0, 12.0, 16.0
LINES = {"navn": 2, "værdi": 2, "tilstand": 2, "note": 3}
LOOKS = {
    "navn": f'font-family="{MONO}" font-size="{SMALL}" fill="#444"',
    "værdi": f'font-size="{TEXT}" font-weight="bold" fill="#111"',
    "tilstand": f'font-size="{TEXT}" font-style="italic" font-weight="bold" fill="#7a1f1f"',
    "note": f'font-size="{SMALL}" font-style="italic" fill="#444"',
}


@record
class Row:
    """A line of text in a node: how far down its foot is, and how it looks."""

    text: str
    foot: float
    look: str


def svg(picture: Picture) -> str:
    """The whole drawing."""
    drawn = {node.key: _rows(node) for node in picture.nodes}
    boxes = {key: Box(WIDE, height) for key, (_, height) in drawn.items()}
    links = [Link(a.source, a.target, width(a.label, LABEL_SIZE), a.times or 1) for a in picture.arrows]
    placed = layout(boxes, links, sides=not picture.by_topic)
    kinds = {node.key: node.kind for node in picture.nodes}
    top = MARGIN + HEADING + SUBHEADING + 22
    legend = list(_legend({node.kind for node in picture.nodes}, picture.arrows))
    notes = [line for note in picture.notes for line in wrapped(note, max(placed.width, 620.0), TEXT, 9)]
    foot = top + placed.height + 30
    whole = max(placed.width, 700.0, width(picture.title, HEADING, bold=True)) + 2 * MARGIN
    places = _places(legend, whole - 2 * MARGIN)
    high = foot + (places[-1][1] + 1) * ROW + 14 + len(notes) * LINE + MARGIN
    parts = [
        *_head(picture, whole, high),
        f'<g transform="translate({MARGIN},{top:.1f})">',
        *(_arrow(arrow, curve, kinds) for arrow, curve in zip(picture.arrows, placed.curves, strict=True)),
        *(_node(node, drawn[node.key][0], boxes[node.key], placed.nodes[node.key]) for node in picture.nodes),
        "</g>",
        *_below(legend, places, notes, foot),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _rows(node: Node) -> tuple[list[Row], float]:
    """The lines of a node under each other, and its height."""
    room, y = WIDE - 2 * INSET, 17.0
    rows: list[Row] = []
    for line in wrapped(node.title, room, TITLE, 3, bold=True):
        y += 15
        rows.append(Row(line, y, f'font-size="{TITLE}" font-weight="bold" fill="#111"'))
    for text, role in node.lines:
        mono, bold = role == "navn", role in ("værdi", "tilstand")
        size = TEXT if bold else SMALL
        for line in wrapped(text, room, size, LINES[role], bold=bold, mono=mono):
            y += 14
            rows.append(Row(line, y, LOOKS[role]))
    return rows, y + 11


def _head(picture: Picture, wide: float, high: float) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" aria-labelledby="titel beskrivelse" lang="da" '
        f'font-family="{escaped(FONT)}">'
    )
    yield f'<title id="titel">{escaped(picture.title)}</title>'
    told = f"{picture.subtitle}. {size_text(picture)}."
    yield f'<desc id="beskrivelse">{escaped(" ".join([told, *picture.notes]))}</desc>'
    yield f'<rect width="{wide:.0f}" height="{high:.0f}" fill="#ffffff"/>'
    y = MARGIN + HEADING - 4
    yield _text(MARGIN, y, picture.title, f'font-size="{HEADING}" font-weight="bold" fill="#111"')
    yield _text(MARGIN, y + 19, picture.subtitle, f'font-size="{SUBHEADING}" fill="#333"')


def _node(node: Node, rows: Iterable[Row], box: Box, middle: tuple[float, float]) -> str:
    style = STYLES[node.kind]
    x, y = middle[0] - box.width / 2, middle[1] - box.height / 2
    thick = 3.2 if node.bold else 1.3
    word = node.kind.upper() + (f" · {node.what}" if node.what else "")
    shown = wrapped(word, WIDE - 2 * INSET - 2, WORD, 1)[0]
    look = f'font-size="{WORD}" font-weight="bold" fill="{style.line}"'
    lines = [
        f'<g transform="translate({x:.1f},{y:.1f})">',
        f"<title>{escaped(_whole(node))}</title>",
        _shape(style, box.width, box.height, thick),
        _text(INSET, 17, shown, look),
        *(_text(INSET, row.foot, row.text, row.look) for row in rows),
        "</g>",
    ]
    return "\n".join(lines)


def _shape(style: Style, wide: float, high: float, thick: float) -> str:
    look = f'fill="{style.fill}" stroke="{style.line}" stroke-width="{thick}"'
    return f'<path d="{style.path(wide, high)}" {look}/>'


def _text(x: float, y: float, text: str, look: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escaped(text)}</text>'


def _whole(node: Node) -> str:
    """All that a node says, uncut, for those who rest on it or hear it."""
    return "; ".join(
        part for part in (f"{node.kind}: {node.title}", node.what, *(text for text, _ in node.lines)) if part
    )


def _arrow(arrow: Arrow, curve: Curve, kinds: Mapping[str, str]) -> str:
    colour, thick = _line(arrow)
    dashes = ' stroke-dasharray="2 4"' if arrow.faint else ' stroke-dasharray="6 3"' if arrow.dashed else ""
    line = _path(_touching(curve.points, kinds[arrow.source]))
    parts = [
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{thick}"{dashes}/>',
        f'<path d="{_tip(curve.points)}" fill="{colour}"/>',
        *(_label(arrow.label, curve.label) if curve.label is not None else ()),
    ]
    return "\n".join(parts)


def _line(arrow: Arrow) -> tuple[str, float]:
    """Colour and thickness; what is told how often is the thicker, the oftener."""
    if arrow.faint:
        return "#9a9a9a", 1.1
    if arrow.times is None:
        return "#444444", 1.1
    return ("#757575", 1.0) if arrow.times == 1 else ("#444444", 1.6 if arrow.times < OFTEN else 2.6)


def _label(text: str, at: tuple[float, float]) -> Iterator[str]:
    """The words of an edge, on white so that lines do not run through them."""
    x, y = at
    half = width(text, LABEL_SIZE) / 2 + 2
    yield f'<rect x="{x - half:.1f}" y="{y - 7:.1f}" width="{2 * half:.1f}" height="13" fill="#ffffff"/>'
    yield _text(x, y + 3, text, f'text-anchor="middle" font-size="{LABEL_SIZE}" fill="#333"')


def _touching(points: tuple[tuple[float, float], ...], kind: str) -> tuple[tuple[float, float], ...]:
    """The points from the side of a slanted node, which stands a little back."""
    (x, y), *rest = points
    return ((x - SLANT / 2, y), *rest) if kind == "oplysning" else points


def _path(points: tuple[tuple[float, float], ...]) -> str:
    first, *rest = points
    return f"M{first[0]:.1f},{first[1]:.1f} C" + " ".join(f"{x:.1f},{y:.1f}" for x, y in rest)


def _tip(points: tuple[tuple[float, float], ...]) -> str:
    """The head of an arrow, from where its line ends on in its direction."""
    (x0, y0), (x, y) = points[-2], points[-1]
    length = hypot(x - x0, y - y0) or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length
    left, right = (x - dy * HALF, y + dx * HALF), (x + dy * HALF, y - dx * HALF)
    return f"M{left[0]:.1f},{left[1]:.1f} L{x + dx * ARROW:.1f},{y + dy * ARROW:.1f} L{right[0]:.1f},{right[1]:.1f} Z"


BESIDE, ROW, OFTEN = 51.0, 36.0, 5
MEANINGS = {
    "oplysning": "oplysning: kommer fra sagen",
    "parameter": "parameter: fastsat i aftalen",
    "beregnet": "beregnet størrelse",
    "pligt": "pligt",
    "procedure": "procedure",
    "kontrol": "kontrol",
    "tiltag": "tiltag: kan vælges",
    "fortolkning": "fortolkning: kan læses forskelligt",
    "katalog": "katalog",
    "mål": "mål",
    "emne": "emne med sine regler",
}


def _legend(kinds: set[str], arrows: Iterable[Arrow]) -> Iterator[tuple[str, str]]:
    """What is drawn, as (mark, meaning), for what is in the picture."""
    for kind, meaning in MEANINGS.items():
        if kind in kinds:
            style = STYLES[kind]
            yield _shape(style, 44, 26, 1.3), meaning
    found = list(arrows)
    if any(not (a.dashed or a.faint) for a in found):
        yield (
            _sample("#444444", ""),
            "indgår i" if "emne" not in kinds else "så mange regler bruges i (tykkere: flere)",
        )
    if any(a.dashed and not a.faint for a in found):
        yield _sample("#444444", ' stroke-dasharray="6 3"'), "indgår, som pilen siger"
    if any(a.faint for a in found):
        yield _sample("#9a9a9a", ' stroke-dasharray="2 4"'), "blev ikke brugt i sagen"


def _sample(colour: str, dashes: str) -> str:
    line = f'<path d="M0,13 H34" stroke="{colour}" stroke-width="1.3"{dashes}/>'
    return f'{line}<path d="M34,9 L44,13 L34,17 Z" fill="{colour}"/>'


def _places(legend: list[tuple[str, str]], room: float) -> list[tuple[float, int]]:
    """Where each mark stands: how far in, and in which row."""
    found: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for _, meaning in legend:
        wide = BESIDE + width(meaning, TEXT) + 22
        if x and x + wide > room:
            x, row = 0.0, row + 1
        found.append((x, row))
        x += wide
    return found


def _below(
    legend: list[tuple[str, str]], places: list[tuple[float, int]], notes: list[str], top: float
) -> Iterator[str]:
    """The legend in rows, and the notes under it."""
    look = f'font-size="{TEXT}" fill="#222"'
    for (mark, meaning), (x, row) in zip(legend, places, strict=True):
        yield (
            f'<g transform="translate({MARGIN + x:.1f},{top + row * ROW:.1f})">{mark}'
            f"{_text(BESIDE, 17, meaning, look)}</g>"
        )
    y = top + (places[-1][1] + 1) * ROW + 18
    for line in notes:
        yield _text(MARGIN, y, line, look)
        y += LINE


def escaped(text: str) -> str:
    """Text that can stand anywhere in XML: no markup, and no letters XML does not allow."""
    plain = "".join(letter if letter.isprintable() else " " if letter.isspace() else "�" for letter in text)
    for letter, word in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        plain = plain.replace(letter, word)
    return plain
