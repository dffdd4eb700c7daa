"""Main results as one number of the case moves (`--variér`): drawing, table, and each threshold with its rule."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.moving.moving import Decision
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.report.naming import place_text
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.varying.plot_svg import plot_svg
from rammeaftale.report.varying.text import MOST_NAMED, NONE_FOUND, notes, side_words, unused_words
from rammeaftale.report.varying.words import (
    answer,
    cause_head,
    change_words,
    decided,
    heads,
    place_words,
    short,
    stretch_words,
    where,
)
from rammeaftale.services.varying.axis import Axis
from rammeaftale.services.varying.request import Asked, read_range
from rammeaftale.services.varying.thresholds import Threshold
from rammeaftale.services.varying.variation import Point, Variation, depending, vary

MOST_DRAWN = 6
MOST_TRIED = 8


@record
class Cause:
    """A rule that decides at a threshold: title with its link, what is decided, source, place."""

    title: Link
    decided: str
    source: Link
    place: str


@record
class ThresholdTold:
    """Where, what happens there, and by which rules (`more`: how many others)."""

    text: str
    causes: tuple[Cause, ...]
    more: int


@record
class PointRow:
    """A line of the table; `note`: why there is no value."""

    at: str
    value: str
    note: str
    is_own: bool


@record
class VariedTold:
    """A result along a number. `heads`: of the table's two columns; `no_thresholds`: said where there are none."""

    anchor: str
    title: str
    own: str
    drawing: str
    heads: tuple[str, str]
    rows: tuple[PointRow, ...]
    thresholds: tuple[ThresholdTold, ...]
    no_thresholds: str
    stretches: tuple[tuple[str, str], ...]
    sides: tuple[ThresholdTold, ...]
    notes: tuple[str, ...]


def find_variations(scope: Scope, texts: tuple[str, ...]) -> list[Variation]:
    """What was asked for; refuses with all findings.

    Along each number: every result asked for by name (those that can depend on it), else the first main result that
    moves with it.
    """
    findings = Findings()
    asked = [read_range(text, findings) for text in texts]
    findings.raise_errors()
    found = [one for range_ in asked if range_ is not None for one in _along(scope, range_, findings)]
    findings.raise_errors()
    return found


def _along(scope: Scope, asked: Asked, findings: Findings) -> Iterator[Variation]:
    result = scope.result
    names = depending(result.rules, asked.name.partition("[")[0].partition("@")[0])
    cells = [cell for cell in scope.main_cells if cell[0] in names] or scope.main_cells
    drawn: list[Variation] = []
    for cell in cells[: MOST_TRIED if scope.whole else MOST_DRAWN]:
        one = vary(result.rules, result.case, _address(scope, cell), asked, findings)
        if one is None:
            return
        drawn.append(one)
        if scope.whole and one.reached:
            yield one
            return
    yield from drawn[:1] if scope.whole else drawn


def _address(scope: Scope, cell: Cell) -> str:
    return scope.result.answer(cell).address


def varied(scope: Scope) -> list[VariedTold]:
    """In the order they were asked for."""
    return [_varied(scope, found, f"v{n}") for n, found in enumerate(scope.variations, 1)]


def _varied(scope: Scope, found: Variation, anchor: str) -> VariedTold:
    axis = found.axis
    named = _axis_title(axis)
    title = scope.title(found.cell)
    units = heads(axis, found.quantity)
    return VariedTold(
        anchor,
        f"{title}, når {named} går fra {where(axis.low, axis)} til {where(axis.high, axis)}",
        _own(found),
        plot_svg(found, f"{anchor}-graf"),
        (_headed(named, units[0]), _headed(title, units[1])),
        tuple(_row(point, found) for point in found.points),
        tuple(_threshold(scope, found, one) for one in found.thresholds),
        "" if found.thresholds else NONE_FOUND,
        tuple(_stretches(found)),
        tuple(_threshold(scope, found, side.threshold, side_words(side)) for side in found.sides),
        (*(() if found.reached else (unused_words(found),)), *notes(found)),
    )


def _axis_title(axis: Axis) -> str:
    """The title of what moves, and its address where that says more."""
    title = axis.quantity.head.title
    return axis.text if axis.text == title.lower() else f"«{title}» ({axis.text})"


def _headed(title: str, unit: str) -> str:
    return f"{title}, {unit}" if unit else title


def _own(found: Variation) -> str:
    axis = found.axis
    if axis.own is None:
        return "Sagen har ikke selv én værdi."
    own = next((point.outcome for point in found.points if point.own), None)
    told = f": {answer(own, found.quantity)}" if own is not None else ", uden for strækningen"
    return f"Sagens egen værdi er {where(axis.own, axis)}{told}."


def _row(point: Point, found: Variation) -> PointRow:
    reason = answer(point.outcome, found.quantity).partition(" (")[2].rstrip(")")
    return PointRow(
        short(found.axis.value(point.x), found.axis.quantity),
        short(point.outcome, found.quantity),
        reason if isinstance(point.outcome, NoValue) else "",
        point.own,
    )


def _threshold(scope: Scope, found: Variation, one: Threshold, words: str = "") -> ThresholdTold:
    told = words or change_words(one, found.axis, found.quantity)
    causes = tuple(_cause(scope, found, cause) for cause in one.causes[:MOST_NAMED])
    return ThresholdTold(
        f"{place_words(one, found.axis)}: {told}", causes, max(len(one.causes) - MOST_NAMED, 0)
    )


def _cause(scope: Scope, found: Variation, cause: Decision) -> Cause:
    head = cause_head(found.rules, cause)
    span = cause.span or (head.span if head else None)
    title = head.title if head else cause.owner[0]
    return Cause(
        Link(title, scope.href(cause.owner)),
        decided(cause),
        scope.source(head.citation) if head else Link(""),
        place_text(span) if span else "",
    )


def _stretches(found: Variation) -> Iterator[tuple[str, str]]:
    for one in found.ranges:
        ends = f"{where(one.low, found.axis)} til {where(one.high, found.axis)}"
        yield ends, stretch_words(one, found.axis, found.quantity)
