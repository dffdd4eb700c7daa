"""«Virkning af tiltagene» as text: without, with and the difference, a row a quantity, member and year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import OUTSIDE
from rammeaftale.core.display import show_value
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_name
from rammeaftale.language.types import Kind
from rammeaftale.report.naming import display_of, shown, words
from rammeaftale.report.results.effects_notes import effect_notes
from rammeaftale.report.results.values import MOST_MEMBERS, row_unit
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.effects import Change, Effect, Effects, effects_of

WIDEST_TITLE = 60
HEADING = "Virkning af tiltagene"
_COLUMNS = ("uden", "med", "forskel")


@record
class Row:
    """`values`: without, with, difference; `name` where a quantity begins; `marks`: stamps."""

    title: str
    values: tuple[str, str, str] = ("", "", "")
    unit: str = ""
    name: str = ""
    marks: str = ""


def effects_section(result: Calculation) -> list[str]:
    """What the chosen measures do, and what else is to be said of them; nothing where none is chosen."""
    if not result.run.facts.measures:
        return []
    effects = effects_of(result)
    rows = list(_rows(effects))
    notes = [f"  {line}" for line in effect_notes(effects, has_pct=_has_pct(effects))]
    if rows:
        return [HEADING, *_table(rows), *notes]
    return [HEADING, "  Ingen af de beregnede størrelser ændrer sig.", *notes]


def _has_pct(effects: Effects) -> bool:
    """Whether a difference is one between percentages."""
    quantities = (target.quantity for target in effects.result.targets)
    types = {quantity.name: quantity.symbol.type for quantity in quantities}
    pct = {name for name, type_ in types.items() if type_.kind is Kind.NUMBER and str(type_.unit) == "pct"}
    return any(one.cell[0] in pct and one.difference for one in effects.cells.values())


def _rows(effects: Effects) -> Iterator[Row]:
    """By topic; only what differs unless the quantities were asked for."""
    result = effects.result
    topics: dict[str, list[Target]] = {}
    for target in result.targets:
        if result.asked or any(effects.cells[cell].changed for cell in target.cells()):
            topics.setdefault(target.quantity.head.topic, []).append(target)
    for topic, targets in topics.items():
        yield Row(f"  {topic}")
        for target in targets:
            yield from _target(effects, target)


def _target(effects: Effects, target: Target) -> Iterator[Row]:
    result, quantity = effects.result, target.quantity
    title, marks = f"    {quantity.head.title}", _marks(result, target.cells())
    if target.unknown_dimension is not None:
        yield Row(title, ("ukendt", "ukendt", ""), "", quantity.name, marks)
        return
    told = [cell for cell in target.cells() if result.asked or effects.cells[cell].changed]
    if len(target.years) == 1 and not quantity.dims:
        yield from _effect(effects, target, told[0], title, (quantity.name, marks))
        return
    members = dict.fromkeys(cell[2] for cell in told)
    if not result.asked and len(members) > MOST_MEMBERS:
        title += f" ({len(members)} medlemmer ændrer sig; se dem med --størrelse)"
        yield Row(title, name=quantity.name, marks=marks)
        return
    yield Row(title, name=quantity.name, marks=marks)
    for cell in told:
        yield from _effect(effects, target, cell, f"      {_place(effects.result, target, cell)}", ("", ""))


def _place(result: Calculation, target: Target, cell: Cell) -> str:
    """The members and, where there are several, the year."""
    program = result.run.definitions.program_of(cell[0], cell[1])
    pairs = zip(target.quantity.dims, cell[2], strict=True)
    names = [member_name(program, dimension, member) for dimension, member in pairs]
    return ", ".join([*names, *([str(cell[1])] if len(target.years) > 1 else [])])


def _effect(
    effects: Effects, target: Target, cell: Cell, title: str, about: tuple[str, str]
) -> Iterator[Row]:
    """A cell, and below it each measure's own part."""
    found: Effect = effects.cells[cell]
    yield _change(effects, target, found.change, title, about)
    margin = " " * (len(title) - len(title.lstrip()) + 2)
    titles = {one.name: one.measure.entry.head.title for one in effects.measures}
    for word, parts in (("heraf", found.steps), ("alene", found.alone)):
        for measure, change in parts:
            yield _change(effects, target, change, f"{margin}{word} {titles[measure]}", ("", ""))


def _change(effects: Effects, target: Target, change: Change, title: str, about: tuple[str, str]) -> Row:
    before, after = (_value(effects.result, target, outcome) for outcome in change.outcomes)
    known = [one for one in change.outcomes if not isinstance(one, NoValue)]
    return Row(title, (before, after, _difference(target, change)), row_unit(target, known), *about)


def _value(result: Calculation, target: Target, outcome: Outcome) -> str:
    """A value without its unit, which stands once behind the row."""
    type_, display = target.quantity.symbol.type, display_of(target.quantity)
    if type_.kind is Kind.NUMBER:
        return show_value(outcome, type_.unit, display=display)
    return shown(outcome, type_, result.run.definitions.program_of(target.quantity.name, target.years[0]))


def _difference(target: Target, change: Change) -> str:
    if change.changed is None:
        return "kendes ikke"
    if not change.changed:
        return "uændret"
    if change.difference is None:
        return ""
    unit = target.quantity.symbol.type.unit
    text = show_value(change.difference * unit.scale, unit, display=display_of(target.quantity))
    return f"+{text}" if change.difference > Fraction(0) else text


def _marks(result: Calculation, cells: Iterable[Cell]) -> str:
    stamps = dict.fromkeys(stamp for cell in cells for stamp in result.stamps(cell) if stamp != OUTSIDE)
    return f"[{', '.join(words(stamp) for stamp in stamps)}]" if stamps else ""


def _table(rows: Sequence[Row]) -> Iterator[str]:
    valued = [row for row in rows if any(row.values)]
    title = min(max((len(row.title) for row in rows if row.values[0] or row.name), default=0), WIDEST_TITLE)
    widths = [max(len(row.values[n]) for row in (Row("", _COLUMNS), *valued)) for n in range(len(_COLUMNS))]
    unit = max(len(row.unit) for row in rows)
    name = max(len(row.name) for row in rows)
    for row in (Row("", _COLUMNS), *rows):
        margin = " " * (len(row.title) - len(row.title.lstrip()) + 2)
        *above, last = wrap(row.title, title, subsequent_indent=margin) or [""]
        yield from above
        values = "  ".join(f"{value:>{width}}" for value, width in zip(row.values, widths, strict=True))
        yield f"{last:<{title}}  {values} {row.unit:<{unit}}  {row.name:<{name}}  {row.marks}".rstrip()
