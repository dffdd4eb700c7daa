"""Decision tables: reading cells and proving that every combination meets exactly one row.

Each column is cut into pieces no cell tells apart: the members of a finite type, or points and open intervals of
numbers and dates. A piece knows which rows it meets as a bit mask, so the proof walks columns, not combinations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from rammeaftale.core.danish import exact_text, show_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.core.units import PERCENT
from rammeaftale.language import ir
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import expected, read_literal
from rammeaftale.language.symbols import Names
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.yamltree import Scalar

MOST_STATES = 200_000
MOST_ROWS = 500
_RANGE = re.compile(r"(.+?)\s*\.\.\s*(<?)\s*(.+)\Z")
_BOUND = re.compile(r"(<=|>=|<|>)\s*(.+)\Z")
Cells = tuple[ir.Cell | None, ...]


def read_table(
    names: Names, table: w.Table, columns: tuple[ir.Ref, ...], findings: Findings
) -> list[Cells] | None:
    """The cells of each row in column order, proved complete and without overlap; None with findings."""
    rows = [_read_row(names, row, columns, findings) for row in table.rows]
    if not all(row is not None for row in rows):
        return None
    cells = [row for row in rows if row is not None]
    if len(cells) > MOST_ROWS:
        findings.add(rf.TABLE_TOO_LARGE, table.span, limit=show_number(MOST_ROWS**2))
        return None
    pieces = []
    for position, column in enumerate(columns):
        found = _pieces(names, column, [row[position] for row in cells])
        if found is None:
            findings.add(rf.FREE_TEXT_COLUMN, table.columns[position].span, name=column.name)
            return None
        pieces.append(found)
    return cells if _prove(table, columns, pieces, findings) else None


def _read_row(names: Names, row: w.Row, columns: tuple[ir.Ref, ...], findings: Findings) -> Cells | None:
    known = [column.name for column in columns]
    for key in row.keys:
        if key.text not in known:
            hint, columns_ = did_you_mean(key.text, known), ", ".join(known)
            findings.add(rf.UNKNOWN_COLUMN, key.span, name=key.text, known=columns_, hint=hint)
            return None
    cells: list[ir.Cell | None] = []
    for column in columns:
        written = row.cells.get(column.name)
        if written is None:
            cells.append(None)
            continue
        cell = _read_cell(names, written, column, findings)
        if cell is None:
            return None
        cells.append(cell)
    return tuple(cells)


def _read_cell(
    names: Names, written: tuple[Scalar, ...], column: ir.Ref, findings: Findings
) -> ir.Cell | None:
    type_ = column.type
    if len(written) == 1 and type_.kind in (Kind.NUMBER, Kind.DATE, Kind.YEAR):
        interval = _interval(written[0].text, type_)
        if interval:
            if interval.low is not None and interval.high is not None and _empty(interval):
                findings.add(rf.EMPTY_INTERVAL, written[0].span, text=written[0].text)
                return None
            return interval
    values: list[Value] = []
    for scalar in written:
        value = read_literal(scalar.text, type_)
        if value is None or not _is_member(names, type_, value):
            hint = literal_hint(scalar.text, type_) or _cell_hint(type_)
            findings.add(rf.BAD_CELL, scalar.span, text=scalar.text, name=column.name, hint=hint)
            return None
        values.append(value)
    return ir.Cell(", ".join(scalar.text for scalar in written), frozenset(values))


def _cell_hint(type_: Type) -> str:
    if type_.kind in (Kind.NUMBER, Kind.DATE):
        return ""
    interval = ' eller et interval som "2000..2009"' if type_.kind is Kind.YEAR else ""
    return f"Skriv {expected(type_)}{interval}."


def _is_member(names: Names, type_: Type, value: Value) -> bool:
    if type_.kind is not Kind.MEMBER:
        return True
    members = names.manifest.dimensions[type_.dimension].members
    return members is None or value in members


def _interval(text: str, type_: Type) -> ir.Cell | None:
    match = _BOUND.match(text)
    if match:
        value = read_literal(match[2], type_)
        if value is None:
            return None
        if match[1][0] == "<":
            return ir.Cell(text, high=value, high_inclusive=match[1] == "<=")
        return ir.Cell(text, low=value, low_inclusive=match[1] == ">=")
    match = _RANGE.match(text)
    if match is None:
        return None
    low, high = read_literal(match[1], type_), read_literal(match[3], type_)
    if low is None or high is None:
        return None
    return ir.Cell(text, low=low, high=high, high_inclusive=not match[2])


def _empty(cell: ir.Cell) -> bool:
    if cell.low == cell.high:
        return not cell.high_inclusive
    return cell.low > cell.high  # type: ignore[operator]


@record
class _Piece:
    """A value that stands for all it cannot be told from, how to show it, and the rows it meets."""

    shown: str
    rows: int


def _pieces(names: Names, column: ir.Ref, cells: Sequence[ir.Cell | None]) -> list[_Piece] | None:
    values = _representatives(names, column, cells)
    if values is None:
        return None
    found: dict[int, _Piece] = {}
    for value, shown in values:
        mask = 0
        for row, cell in enumerate(cells):
            if cell is None or cell.holds(value):
                mask |= 1 << row
        found.setdefault(mask, _Piece(shown, mask))
    return list(found.values())


def _representatives(
    names: Names, column: ir.Ref, cells: Sequence[ir.Cell | None]
) -> list[tuple[Value, str]] | None:
    type_ = column.type
    if type_.kind is Kind.BOOL:
        return [(True, "ja"), (False, "nej")]
    if type_.kind is Kind.CHOICE:
        return [(option, option) for option in type_.options]
    if type_.kind is Kind.MEMBER:
        members = names.manifest.dimensions[type_.dimension].members
        return None if members is None else [(code, name) for code, name in members.items()]
    if type_.kind is Kind.DATE:
        return _dates(_bounds(cells))
    if type_.kind in (Kind.NUMBER, Kind.YEAR):
        return _numbers(names, column, _bounds(cells))
    return None


def _bounds(cells: Sequence[ir.Cell | None]) -> list[Value]:
    found: set[Value] = set()
    for cell in cells:
        if cell is not None:
            found |= cell.values | {b for b in (cell.low, cell.high) if b is not None}
    return sorted(found)


def _dates(bounds: list[Value]) -> list[tuple[Value, str]]:
    day = timedelta(days=1)
    found = {date(1900, 1, 1), date(2200, 12, 31)}
    for bound in bounds:
        assert isinstance(bound, date)
        found |= {bound - day, bound, bound + day}
    return [(value, value.isoformat()) for value in sorted(found)]


def _numbers(names: Names, column: ir.Ref, bounds: list[Value]) -> list[tuple[Value, str]]:
    """Every bound and one number in each gap; only whole ones for whole types, none outside the input's limits."""
    points = [Fraction(b) for b in bounds if not isinstance(b, bool | str | date)]
    gaps = [(a + b) / 2 for a, b in pairwise(points)]
    ends = [points[0] - 1, points[-1] + 1] if points else [Fraction(0)]
    if column.type.whole:
        gaps = [Fraction(a.numerator // a.denominator + 1) for a, b in pairwise(points)
                if a.numerator // a.denominator + 1 < b]  # fmt: skip
    least, most = _limits(names, column)
    kept = [
        p
        for p in sorted({*points, *gaps, *ends})
        if (least is None or p >= least) and (most is None or p <= most)
    ]
    edges = [p for p in (least, most) if p is not None]
    return [(p, _show(p, column.type)) for p in sorted({*kept, *edges})]


def _limits(names: Names, column: ir.Ref) -> tuple[Fraction | None, Fraction | None]:
    entry = names.symbols[column.name].entry
    if not isinstance(entry, m.Input):
        return None, None
    found = [read_literal(s.text, column.type) if s else None for s in (entry.least, entry.most)]
    low, high = (None if v is None else Fraction(v) for v in found)  # type: ignore[arg-type]
    return low, high


def _show(value: Fraction, type_: Type) -> str:
    text, _ = exact_text(value / type_.unit.scale)
    return f"{text} pct" if type_.unit == PERCENT else text


def _prove(
    table: w.Table, columns: tuple[ir.Ref, ...], pieces: list[list[_Piece]], findings: Findings
) -> bool:
    """Walk the columns, keeping one witness for each set of rows still possible."""
    states: dict[int, tuple[str, ...]] = {(1 << len(table.rows)) - 1: ()}
    for column in pieces:
        following: dict[int, tuple[str, ...]] = {}
        for mask, witness in states.items():
            for piece in column:
                following.setdefault(mask & piece.rows, (*witness, piece.shown))
            if len(following) > MOST_STATES:
                findings.add(rf.TABLE_TOO_LARGE, table.span, limit=show_number(MOST_STATES))
                return False
        states = following
    good = True
    for mask, witness in states.items():
        shown = ", ".join(f"{c.name} = {w}" for c, w in zip(columns, witness, strict=True))
        if mask == 0:
            findings.add(rf.TABLE_GAP, table.span, witness=shown)
            good = False
        elif mask & (mask - 1):
            rows = [row + 1 for row in range(len(table.rows)) if mask >> row & 1]
            findings.add(
                rf.TABLE_OVERLAP, table.rows[rows[1] - 1].span, first=rows[0], second=rows[1], witness=shown
            )
            good = False
    return good
