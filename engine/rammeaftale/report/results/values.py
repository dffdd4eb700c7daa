"""The values of a result by topic: a row a cell, a column a year, with unit, name and stamps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Members
from rammeaftale.backends.provenance import OUTSIDE
from rammeaftale.core.display import show_unit
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_name
from rammeaftale.language.types import Kind
from rammeaftale.report.naming import display_of, shown, words
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.relevance import Relevance

MOST_MEMBERS = 8
WIDEST_TITLE = 66


@record
class Row:
    """`values`: a text a year; `name` where a quantity begins; `marks`: stamps."""

    title: str
    values: tuple[str, ...]
    unit: str = ""
    name: str = ""
    marks: str = ""


def value_sections(result: Calculation, about: Relevance | None) -> Iterator[list[str]]:
    """A section a topic; of a whole result (`about`) only what came out, in the topics that are about the case."""
    years, whole = _years(result), about is not None
    topics: dict[str, list[Row]] = {}
    for target in result.targets:
        if about is None or (about.shows(target) and _came_out(result, target)):
            rows = topics.setdefault(target.quantity.head.topic, [])
            rows += _rows(result, target, years, whole=whole)
    widths = _widths([row for rows in topics.values() for row in rows])
    own = result.run.facts.years
    told = len(years) > 1 or (years != list(own) and None not in years)
    head = _lines(Row("", tuple(str(year) for year in years)), widths) if told else []
    for topic, rows in topics.items():
        yield [topic, *head, *(line for row in rows for line in _lines(row, widths))]


def _years(result: Calculation) -> list[int | None]:
    """The years shown, rising."""
    found = {year for target in result.targets for year in target.years}
    return sorted(found, key=lambda year: year or 0)


def _came_out(result: Calculation, target: Target) -> bool:
    return any(not isinstance(result.outcome(cell), NoValue) for cell in target.cells())


def _rows(result: Calculation, target: Target, years: Sequence[int | None], *, whole: bool) -> Iterator[Row]:
    quantity = target.quantity
    marks = _marks(result, target.cells())
    if target.unknown_dimension is not None:
        yield Row(f"  {quantity.head.title}", tuple("ukendt" for _ in years), "", quantity.name, marks)
    elif not quantity.dims:
        yield _row(result, target, years, (), f"  {quantity.head.title}", marks)
    elif whole and len(target.members) > MOST_MEMBERS:
        hint = f"{len(target.members)} medlemmer; se dem med --størrelse"
        yield Row(f"  {quantity.head.title} ({hint})", tuple("" for _ in years), "", quantity.name, marks)
    else:
        yield Row(f"  {quantity.head.title}", tuple("" for _ in years), "", quantity.name, marks)
        for members in target.members:
            yield _row(result, target, years, members, f"    {_members(target, members, result)}")


def _members(target: Target, members: Members, result: Calculation) -> str:
    program = result.run.definitions.program_of(target.quantity.name, target.years[0])
    pairs = zip(target.quantity.dims, members, strict=True)
    return ", ".join(member_name(program, dimension, member) for dimension, member in pairs)


def _row(
    result: Calculation,
    target: Target,
    years: Sequence[int | None],
    members: Members,
    title: str,
    marks: str = "",
) -> Row:
    name = target.quantity.name
    outcomes = [result.outcome((name, year, members)) if year in target.years else "" for year in years]
    known = [o for o in outcomes if o != "" and not isinstance(o, NoValue)]
    unit = row_unit(target, known)
    values = tuple(_value(target, outcome, result, unit) for outcome in outcomes)
    if unit and isinstance(outcomes[-1], NoValue):
        unit = f"({unit})"
    return Row(title, values, unit, "" if members else name, marks)


def row_unit(target: Target, known: Sequence[Outcome]) -> str:
    """The unit that stands behind the row: in the plural unless every value is one."""
    type_ = target.quantity.symbol.type
    if type_.kind is not Kind.NUMBER or not known:
        return ""
    names = [show_unit(outcome, type_.unit, display=display_of(target.quantity)) for outcome in known]
    return max(names, key=len)


def _value(target: Target, outcome: Outcome, result: Calculation, unit: str) -> str:
    if outcome == "" and not isinstance(outcome, NoValue):
        return ""
    program = result.run.definitions.program_of(target.quantity.name, target.years[0])
    text = shown(outcome, target.quantity.symbol.type, program, display_of(target.quantity))
    return text.split(" ")[0] if unit and not isinstance(outcome, NoValue) else text


def _marks(result: Calculation, cells: Iterable[Cell]) -> str:
    """The stamps of a row; that a year is outside the period is said once, in the heading."""
    stamps = dict.fromkeys(stamp for cell in cells for stamp in result.stamps(cell) if stamp != OUTSIDE)
    return f"[{', '.join(words(stamp) for stamp in stamps)}]" if stamps else ""


def _widths(rows: Sequence[Row]) -> list[int]:
    """Of the title, of each year's values, of the unit and of the name."""
    if not rows:
        return []
    titles = [len(row.title) for row in rows]
    columns = [max(len(row.values[n]) for row in rows) for n in range(len(rows[0].values))]
    if len(columns) > 1:
        columns = [max(width, len("2019")) for width in columns]
    unit, name = (max(len(getattr(row, part)) for row in rows) for part in ("unit", "name"))
    return [min(max(titles, default=0), WIDEST_TITLE), *columns, unit, name]


def _lines(row: Row, widths: Sequence[int]) -> list[str]:
    """The row; a title too long for its column takes several lines, with the values behind the last."""
    title, *columns, unit, name = widths
    margin = " " * (len(row.title) - len(row.title.lstrip()))
    *above, last = wrap(row.title, title, subsequent_indent=f"{margin}  ") or [""]
    values = "  ".join(f"{value:>{width}}" for value, width in zip(row.values, columns, strict=True))
    line = f"{last:<{title}}  {values} {row.unit:<{unit}}  {row.name:<{name}}  {row.marks}".rstrip()
    return [*above, line]
