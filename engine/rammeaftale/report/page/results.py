"""The results by topic: a row a quantity or member, a column a year; many members stand in a table of their own."""

from __future__ import annotations

from collections.abc import Sequence

from rammeaftale.backends.facts import Members
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_label, member_name
from rammeaftale.report.naming import display_of, shown
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.page.stamps import Stamp
from rammeaftale.services.calculation import Target
from rammeaftale.services.main_results import came_out

MOST_INSIDE, MOST_COLUMNS = 8, 6


@record
class Row:
    """A quantity (with its name and stamps) or one of its members, and a value a column; `is_member`: the latter."""

    title: str
    values: tuple[Link, ...]
    name: str = ""
    stamps: tuple[Stamp, ...] = ()
    is_member: bool = False


@record
class Grid:
    """A table of a quantity with many members: what the rows are, the columns' titles, the rows."""

    title: str
    name: str
    rows_are: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    stamps: tuple[Stamp, ...]
    is_main: bool


@record
class Topic:
    """A topic's rows and its larger tables; `columns`: the years, where there are several."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    grids: tuple[Grid, ...]


def topics(scope: Scope) -> list[Topic]:
    """What came out, or what was asked for, in the order of the source."""
    found: dict[str, list[Target]] = {}
    for target in scope.targets:
        if not scope.whole or came_out(scope.result, target):
            found.setdefault(target.quantity.head.topic, []).append(target)
    return [_topic(scope, title, targets) for title, targets in found.items()]


def _topic(scope: Scope, title: str, targets: Sequence[Target]) -> Topic:
    years = sorted({year for target in targets for year in target.years}, key=lambda year: year or 0)
    small = [target for target in targets if len(target.members) <= MOST_INSIDE]
    rows = [row for target in small for row in _rows(scope, target, years)]
    grids = [_grid(scope, target) for target in targets if target not in small]
    columns = tuple(str(year) for year in years) if len(years) > 1 else ()
    return Topic(title, columns, tuple(rows), tuple(grids))


def _rows(scope: Scope, target: Target, years: Sequence[int | None]) -> list[Row]:
    head, quantity = target.quantity.head, target.quantity
    stamps = tuple(dict.fromkeys(s for cell in target.cells() for s in scope.stamps(cell)))
    if target.unknown_dimension is not None:
        return [Row(head.title, tuple(Link("ukendt") for _ in years), head.name, stamps)]
    if not quantity.dims:
        return [Row(head.title, _values(scope, target, years, ()), head.name, stamps)]
    rows = [Row(head.title, (), head.name, stamps)]
    return rows + [
        Row(_member(scope, target, members), _values(scope, target, years, members), is_member=True)
        for members in target.members
    ]


def _values(scope: Scope, target: Target, years: Sequence[int | None], members: Members) -> tuple[Link, ...]:
    return tuple(_value(scope, target, year, members) if year in target.years else Link("") for year in years)


def _value(scope: Scope, target: Target, year: int | None, members: Members) -> Link:
    cell = (target.quantity.name, year, members)
    outcome = scope.result.outcome(cell)
    program = scope.result.run.definitions.program_of(target.quantity.name, year)
    text = shown(outcome, target.quantity.symbol.type, program, display_of(target.quantity))
    return Link(text, "" if isinstance(outcome, NoValue) and scope.whole else scope.href(cell))


def _member(scope: Scope, target: Target, members: Members) -> str:
    pairs = zip(target.quantity.dims, members, strict=True)
    return ", ".join(_name(scope, target, dimension, member) for dimension, member in pairs)


def _name(scope: Scope, target: Target, dimension: str, member: str) -> str:
    program = scope.result.run.definitions.program_of(target.quantity.name, target.years[0])
    return member_name(program, dimension, member)


def _grid(scope: Scope, target: Target) -> Grid:
    """Of two dimensions in one year the smaller goes across, when there is room."""
    head = target.quantity.head
    stamps = tuple(dict.fromkeys(s for cell in target.cells() for s in scope.stamps(cell)))
    is_main = target in scope.main
    across = _across(target)
    if across is not None:
        rows_are, columns, rows = _crossed(scope, target, across)
        return Grid(head.title, head.name, rows_are, columns, rows, stamps, is_main)
    columns = tuple(str(year) for year in target.years) if len(target.years) > 1 else ("Værdi",)
    rows_are = ", ".join(_title(scope, dimension) for dimension in target.quantity.dims)
    every = tuple(
        Row(_member(scope, target, members), _values(scope, target, target.years, members))
        for members in target.members
    )
    return Grid(head.title, head.name, rows_are, columns, every, stamps, is_main)


def _title(scope: Scope, dimension: str) -> str:
    found = scope.program.manifest.dimensions.get(dimension)
    return found.title if found else dimension


def _across(target: Target) -> int | None:
    """The position of the dimension to put across, or None."""
    if len(target.quantity.dims) != 2 or len(target.years) > 1:  # noqa: PLR2004 - rows and columns
        return None
    sizes = [len({members[position] for members in target.members}) for position in (0, 1)]
    position = sizes.index(min(sizes))
    return position if sizes[position] <= MOST_COLUMNS else None


def _crossed(scope: Scope, target: Target, across: int) -> tuple[str, tuple[str, ...], tuple[Row, ...]]:
    dims, down = target.quantity.dims, 1 - across
    columns = list(dict.fromkeys(members[across] for members in target.members))
    lines = dict.fromkeys(members[down] for members in target.members)
    known = set(target.members)

    def value(line: str, column: str) -> Link:
        members = (line, column) if across else (column, line)
        return _value(scope, target, target.years[0], members) if members in known else Link("")

    rows = tuple(
        Row(_name(scope, target, dims[down], line), tuple(value(line, column) for column in columns))
        for line in lines
    )
    heads = [member_label(scope.program, dims[across], column) for column in columns]
    return _title(scope, dims[down]), tuple(heads), rows
