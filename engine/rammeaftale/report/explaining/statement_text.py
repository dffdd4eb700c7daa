"""A statement as text: titles to the left, amounts in two columns (details, sums), unit, source and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from rammeaftale.core.display import show_unit, show_value
from rammeaftale.core.outcome import NoValue
from rammeaftale.language.program import Program
from rammeaftale.language.types import Kind as TypeKind
from rammeaftale.report.explaining.statement import Kind, Line
from rammeaftale.report.naming import shown

WIDEST_TITLE = 60
INDENT = "    "


def statement_text(lines: Sequence[Line], program: Program, document: str) -> list[str]:
    """The lines, aligned; the last one under a rule. Sections of `document` stand without its name."""
    rows = [_row(line, program, document, joins) for line, joins in zip(lines, follows(lines), strict=True)]
    width = min(max((len(row[0]) for row in rows), default=0), WIDEST_TITLE)
    sizes = [max((len(row[column]) for row in rows), default=0) for column in range(1, 5)]
    found: list[str] = []
    for line, (title, *columns, about) in zip(lines, rows, strict=True):
        if line.kind is Kind.TOTAL and len(lines) > 1:
            left = width + sum(sizes[:2]) + (4 if any(sizes[:2]) else 2)
            found.append(" " * left + "─" * sizes[2])
        *above, last = _wrapped(title, width)
        found += above
        found.append(f"{last:<{width}}  {_aligned(columns, sizes)}{about}".rstrip())
    return found


def _wrapped(title: str, width: int) -> list[str]:
    """A title in lines; those after the first stand under its text, not under its sign."""
    margin = len(title) - len(title.lstrip(" +-×/=")) if len(title) > width else 0
    lines = wrap(title[margin:], width - margin) if margin else [title]
    return [(title[:margin] if not n else " " * (margin + 2)) + line for n, line in enumerate(lines)]


def _aligned(columns: Sequence[str], sizes: Sequence[int]) -> str:
    """Two amounts, each with its unit behind it; an empty column takes no room."""
    text = ""
    for amount, unit in ((0, 1), (2, 3)):
        if sizes[amount]:
            text += f"{columns[amount]:>{sizes[amount]}} {columns[unit]:<{sizes[unit]}}  "
    return text


def _row(line: Line, program: Program, document: str, joins: bool) -> tuple[str, ...]:  # noqa: FBT001
    amounts = (line_amount(line, program), line_unit(line))
    columns = (*amounts, "", "") if line.kind is Kind.DETAIL else ("", "", *amounts)
    about = [_source(line, document), "; ".join(line.remarks)]
    return (_title(line, joins), *columns, "  ".join(part for part in about if part))


def follows(lines: Sequence[Line]) -> list[bool]:
    """Whether a line adds to one before it: the first of a sum or product goes without its sign."""
    found = []
    for position, line in enumerate(lines):
        before = lines[position - 1] if position else None
        is_first = before is None or (line.kind is Kind.DETAIL and before.kind is not Kind.DETAIL)
        found.append(not is_first and not (before is not None and before.kind is Kind.NOTE))
    return found


def _title(line: Line, joins: bool) -> str:  # noqa: FBT001
    if line.kind is Kind.NOTE:
        return f"  {line.title}"
    sign = "" if line.sign in ("+", "×") and not joins else line.sign
    return f"{INDENT if line.kind is Kind.DETAIL else ''}{sign or ' '} {line.title}"


def line_amount(line: Line, program: Program) -> str:
    """What stands in the column of amounts, without its unit."""
    if line.outcome is None:
        return ""
    if isinstance(line.outcome, str):
        return shown(line.outcome, line.type, program, line.display)
    unit = line.type.unit if line.type.kind is TypeKind.NUMBER else None
    return show_value(line.outcome, unit, is_year=line.type.kind is TypeKind.YEAR, display=line.display)


def line_unit(line: Line) -> str:
    """The unit that stands behind the amount."""
    if line.outcome is None or isinstance(line.outcome, NoValue) or line.type.kind is not TypeKind.NUMBER:
        return ""
    return show_unit(line.outcome, line.type.unit, display=line.display)


def _source(line: Line, document: str) -> str:
    if line.source is None:
        return ""
    section = line.source.section
    return section if line.source.document == document else f"{line.source.document} {section}".strip()
