"""A quantity along a number, drawn: axes with Danish numbers, the line, thresholds by shape, number and text.

The same input gives the same bytes. The text can stand in a file of its own or inside an HTML page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import escape

from rammeaftale.report.graphs.metrics import wrapped
from rammeaftale.report.naming import section_text
from rammeaftale.report.varying.plot_lines import Drawing, across, drawing_of
from rammeaftale.report.varying.plot_scale import Scale, axis_title, coordinate, scale_of
from rammeaftale.report.varying.text import own_text, side_words, title_line, unused_words
from rammeaftale.report.varying.words import cause_head, change_words, place_words, stretch_words, where
from rammeaftale.services.varying.thresholds import HOLE, JUMP, KINK, SHIFT
from rammeaftale.services.varying.variation import Variation

WIDTH, PLOT_HEIGHT = 760, 360
LEFT, RIGHT, TOP = 110, 706, 88
LINE = 17
SIZE, HEADING_SIZE = 12.5, 15
ROOM = WIDTH - 32
MOST_ROWS = 4
CLEAR = 28
STEP_UP = 27
MOST_MARKED = 12
_STYLE = (
    "text{font-family:Arial,Helvetica,'DejaVu Sans',sans-serif;font-size:12px;fill:#1a1a1a}"
    ".rubrik{font-size:14px;font-weight:bold}.net{stroke:#d0d0d0;stroke-width:1}"
    ".akse{stroke:#1a1a1a;stroke-width:1.2}.linje{fill:none;stroke:#0b4f8a;stroke-width:2.2}"
    ".punkt{fill:#0b4f8a}.grænse{stroke:#7a3b00;stroke-width:1.2;stroke-dasharray:5 4}"
    ".mærke{fill:#ffffff;stroke:#7a3b00;stroke-width:1.6}.ende{stroke:#0b4f8a;stroke-width:1.8}"
    ".åben{fill:#ffffff}.fyldt{fill:#0b4f8a}.egen{fill:none;stroke:#1a1a1a;stroke-width:2}"
    ".hul{fill:url(#skravering);stroke:#6b6b6b;stroke-width:0.8}"
)


def plot_svg(found: Variation, id_: str = "graf") -> str:
    """The drawing as SVG text; `id_`: unlike that of any other drawing on the same page."""
    drawing = drawing_of(found)
    x, y = _scales(found, drawing)
    legend = list(_rows(_legend(found)))
    levels = _levels(found, x)
    raised = STEP_UP * max(levels, default=0)
    bottom = TOP + raised + PLOT_HEIGHT + 64
    height = bottom + LINE * len(legend)
    lines = [
        *_head(found, id_, height),
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_heading(found),
        f'<g transform="translate(0 {raised})">',
        *_axes(found, x, y),
        *_gaps(drawing, x),
        *_marks(found, x, levels),
        *_lines(found, drawing, x, y),
        "</g>",
        *_texts(legend, bottom),
        "</svg>",
    ]
    return "\n".join(lines).replace("url(#", f"url(#{id_}-") + "\n"


def _head(found: Variation, id_: str, height: int) -> Iterator[str]:
    """What a reader of the page's code and a screen reader meet first."""
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" aria-labelledby="{id_}-titel {id_}-tekst" lang="da">'
    )
    yield f'<title id="{id_}-titel">{escape(title_line(found))}</title>'
    yield f'<desc id="{id_}-tekst">{escape(_description(found))}</desc>'
    yield f"<style>{_STYLE}</style>"
    yield (
        f'<defs><pattern id="{id_}-skravering" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="8" height="8" fill="#f4f4f4"/>'
        '<line x1="0" y1="0" x2="0" y2="8" stroke="#9a9a9a" stroke-width="1.5"/></pattern>'
        f'<clipPath id="{id_}-felt"><rect x="{LEFT - 2}" y="{TOP}" width="{RIGHT - LEFT + 4}" '
        f'height="{PLOT_HEIGHT}"/></clipPath></defs>'
    )


def _scales(found: Variation, drawing: Drawing) -> tuple[Scale, Scale]:
    low, high = across(found.axis.low, found), across(found.axis.high, found)
    x = scale_of(low, high, (LEFT, RIGHT), found.axis.quantity, count=7, air=False)
    foot, heights = TOP + PLOT_HEIGHT, drawing.heights
    if not heights:  # nowhere a value: an axis of figures would say that there is one
        return x, Scale(Fraction(0), Fraction(1), Fraction(foot), Fraction(TOP - foot), ())
    return x, scale_of(min(heights), max(heights), (foot, TOP), found.quantity, count=7, air=True)


def _description(found: Variation) -> str:
    """What the drawing shows, in words."""
    parts = [
        f"Fra {where(one.low, found.axis)} til {where(one.high, found.axis)}: "
        f"{stretch_words(one, found.axis, found.quantity)}."
        for one in found.ranges
    ]
    parts += [
        f"{place_words(one, found.axis)}: {change_words(one, found.axis, found.quantity)}."
        for one in found.thresholds
    ]
    own = own_text(found)
    return " ".join([*parts, f"Sagens egen værdi: {own}." if own else ""]).strip()


def _heading(found: Variation) -> Iterator[str]:
    rows = wrapped(title_line(found), ROOM, HEADING_SIZE, 2, bold=True)
    for n, row in enumerate(rows):
        yield f'<text class="rubrik" x="16" y="{24 + 18 * n}">{escape(row)}</text>'


def _axes(found: Variation, x: Scale, y: Scale) -> Iterator[str]:
    bottom = TOP + PLOT_HEIGHT
    is_truth = found.quantity.symbol.type.kind == "ja eller nej"
    ticks = ((Fraction(0), "nej"), (Fraction(1), "ja")) if is_truth else y.ticks
    for value, label in ticks:
        at = coordinate(y.at(value))
        yield f'<line class="net" x1="{LEFT}" y1="{at}" x2="{RIGHT}" y2="{at}"/>'
        yield f'<text x="{LEFT - 8}" y="{at}" dy="4" text-anchor="end">{escape(label)}</text>'
    for value, label in x.ticks:
        at = coordinate(x.at(value))
        yield f'<line class="akse" x1="{at}" y1="{bottom}" x2="{at}" y2="{bottom + 5}"/>'
        yield f'<text x="{at}" y="{bottom + 20}" text-anchor="middle">{escape(label)}</text>'
    yield f'<line class="akse" x1="{LEFT}" y1="{bottom}" x2="{RIGHT}" y2="{bottom}"/>'
    yield f'<line class="akse" x1="{LEFT}" y1="{TOP}" x2="{LEFT}" y2="{bottom}"/>'
    middle = (LEFT + RIGHT) // 2
    title = axis_title(found.axis.text, found.axis.quantity, RIGHT - LEFT)
    yield f'<text x="{middle}" y="{bottom + 40}" text-anchor="middle">{escape(title)}</text>'
    middle = TOP + PLOT_HEIGHT // 2
    title = axis_title(found.address, found.quantity, PLOT_HEIGHT + 60)
    yield (
        f'<text x="20" y="{middle}" text-anchor="middle" transform="rotate(-90 20 {middle})">{escape(title)}</text>'
    )


def _gaps(drawing: Drawing, x: Scale) -> Iterator[str]:
    """Stretches without a value, hatched, with the reason."""
    for low, high, reason in drawing.gaps:
        start, width = x.at(low), max(x.at(high) - x.at(low), Fraction(1))
        yield (
            f'<rect class="hul" x="{coordinate(start)}" y="{TOP}" width="{coordinate(width)}" '
            f'height="{PLOT_HEIGHT}"><title>{escape(reason)}</title></rect>'
        )
        word = reason.partition(" (")[0]
        if width > 7 * len(word):
            middle = coordinate(start + width / 2)
            at = TOP + PLOT_HEIGHT // 2
            yield (
                f'<text x="{middle}" y="{at}" text-anchor="middle" paint-order="stroke" stroke="#ffffff" '
                f'stroke-width="5">{escape(word)}</text>'
            )


def _levels(found: Variation, x: Scale) -> list[int]:
    """How far up each threshold's number stands, so that neighbours do not cover each other."""
    taken: list[Fraction] = []
    levels = []
    for one in found.thresholds[:MOST_MARKED]:
        at = x.at(across(one.at, found))
        level = next((n for n, last in enumerate(taken) if at - last >= CLEAR), len(taken))
        taken[level : level + 1] = [at]
        levels.append(level)
    return levels


def _marks(found: Variation, x: Scale, levels: list[int]) -> Iterator[str]:
    """Each threshold: a dashed line and, over it, its number in a shape that tells its kind."""
    places = [
        (x.at(across(one.at, found)), TOP - 14 - level * STEP_UP, one.kind)
        for one, level in zip(found.thresholds, levels, strict=False)
    ]
    for place, top, _ in places:
        at = coordinate(place)
        yield f'<line class="grænse" x1="{at}" y1="{top}" x2="{at}" y2="{TOP + PLOT_HEIGHT}"/>'
    for number, (place, top, kind) in enumerate(places, 1):
        yield shape(kind, place, Fraction(top))
        yield f'<text x="{coordinate(place)}" y="{top}" dy="4" text-anchor="middle">{number}</text>'


def shape(kind: str, x: Fraction, y: Fraction) -> str:
    """A diamond for a jump, a circle for a kink, a square for another answer, a triangle for the rest."""
    if kind == KINK:
        return f'<circle class="mærke" cx="{coordinate(x)}" cy="{coordinate(y)}" r="10"/>'
    corners = {
        JUMP: ((0, -13), (13, 0), (0, 13), (-13, 0)),
        HOLE: ((0, -14), (13, 10), (-13, 10)),
        SHIFT: ((0, -14), (13, 10), (-13, 10)),
    }.get(kind, ((-10, -10), (10, -10), (10, 10), (-10, 10)))
    points = " ".join(f"{coordinate(x + dx)},{coordinate(y + dy)}" for dx, dy in corners)
    return f'<polygon class="mærke" points="{points}"/>'


def _lines(found: Variation, drawing: Drawing, x: Scale, y: Scale) -> Iterator[str]:
    for line in drawing.lines:
        points = " ".join(f"{coordinate(x.at(a))},{coordinate(y.at(b))}" for a, b in line)
        yield f'<polyline class="linje" clip-path="url(#felt)" points="{points}"/>'
    for a, b in drawing.dots:
        yield f'<circle class="punkt" cx="{coordinate(x.at(a))}" cy="{coordinate(y.at(b))}" r="2.6"/>'
    for (a, b), filled in drawing.ends:
        kind = "fyldt" if filled else "åben"
        yield f'<circle class="ende {kind}" cx="{coordinate(x.at(a))}" cy="{coordinate(y.at(b))}" r="4.5"/>'
    if drawing.own is not None:
        a, b = x.at(drawing.own[0]), y.at(drawing.own[1])
        yield f'<circle class="egen" cx="{coordinate(a)}" cy="{coordinate(b)}" r="7"/>'


def _legend(found: Variation) -> Iterator[str]:
    """What stands under the drawing: the case's own value, then each threshold with its number."""
    if not found.reached:
        yield unused_words(found)
    own = own_text(found)
    if own:
        yield f"○ Sagens egen værdi: {own}"
    for number, one in enumerate(found.thresholds[:MOST_MARKED], 1):
        heads = [head for cause in one.causes[:2] if (head := cause_head(found.rules, cause))]
        rules = "; ".join(
            dict.fromkeys(", ".join(p for p in (h.title, section_text(h.citation)) if p) for h in heads)
        )
        told = f"{number}. {place_words(one, found.axis)}: {change_words(one, found.axis, found.quantity)}"
        yield f"{told} – {rules}" if rules else told
    more = len(found.thresholds) - MOST_MARKED
    if more > 0:
        yield f"… og {more} tærskler mere, som ikke er tegnet; en kortere strækning viser dem"
    for side in found.sides:
        yield f"{place_words(side.threshold, found.axis)}: {side_words(side)}"


def _rows(legend: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Its lines, each with how far it stands in."""
    for text in legend:
        for n, row in enumerate(wrapped(text, ROOM - 14, SIZE, MOST_ROWS)):
            yield (14 if n else 0), row


def _texts(rows: list[tuple[int, str]], top: int) -> Iterator[str]:
    for n, (indent, text) in enumerate(rows):
        yield f'<text x="{16 + indent}" y="{top + LINE * n}">{escape(text)}</text>'
