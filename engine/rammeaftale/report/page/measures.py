"""The measures the case chose: what each of them is, and the results without and with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.core.records import record
from rammeaftale.report.amounts import apart, differing
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.results.effects_notes import effect_sentences
from rammeaftale.services import effects as e

MOST_ROWS = 60


@record
class MeasureTold:
    """A chosen measure with its source; `is_rejected`: it was turned down."""

    title: str
    name: str
    description: str
    is_rejected: bool
    source: Link


@record
class EffectRow:
    """A result without and with the measures; `is_part`: what one of several measures does to it."""

    title: Link
    before: str
    after: str
    difference: str
    percent: str
    is_part: bool = False


@record
class EffectsTold:
    """The measures, the results that change, what is to be said besides; `more`: how many others change."""

    measures: tuple[MeasureTold, ...]
    rows: tuple[EffectRow, ...]
    more: int
    notes: tuple[str, ...]


def effects(scope: Scope) -> EffectsTold | None:
    """What the measures do to the results; None where none is chosen."""
    if not scope.result.run.facts.measures:
        return None
    found = e.effects_of(scope.result)
    changed = [effect for effect in found.cells.values() if effect.changed]
    rows = [row for effect in changed[:MOST_ROWS] for row in _rows(scope, effect, found)]
    told = [
        MeasureTold(
            one.measure.entry.head.title,
            one.name,
            one.measure.entry.head.description,
            one.measure.entry.status == "forkastet",
            scope.source(one.measure.entry.head.citation),
        )
        for one in found.measures
    ]
    more = max(len(changed) - MOST_ROWS, 0)
    return EffectsTold(tuple(told), tuple(rows), more, tuple(effect_sentences(found)))


def _rows(scope: Scope, effect: e.Effect, found: e.Effects) -> Iterator[EffectRow]:
    title = Link(scope.title(effect.cell), scope.href(effect.cell))
    yield _row(scope, effect, effect.change, title, is_part=False)
    titles = {one.name: one.measure.entry.head.title for one in found.measures}
    parts: Iterable[tuple[str, e.Change]] = effect.steps or effect.alone
    for name, change in parts if len(effect.measures) > 1 else ():
        if not change.changed:
            continue
        kind = "alene" if effect.alone else "heraf"
        yield _row(scope, effect, change, Link(f"{kind} {titles[name]}"), is_part=True)


def _row(scope: Scope, effect: e.Effect, change: e.Change, title: Link, *, is_part: bool) -> EffectRow:
    quantity = scope.result.run.definitions.quantity(effect.cell[0], effect.cell[1])
    before, after = apart(*change.outcomes, quantity)
    difference, percent = differing(*change.outcomes, quantity)
    return EffectRow(title, before, after, difference, percent, is_part)
