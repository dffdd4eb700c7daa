"""A sheet with a heading row, and the looks of its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.types import Kind, Type

if TYPE_CHECKING:
    from xlsxwriter import Workbook

EPOCH = date(1899, 12, 30)
Column: TypeAlias = tuple[str, int]
_FIRST_LETTER, _LETTERS = ord("A"), 26
_LONGEST_TEXT = 32_000
STATES = ("værdi", "ukendt", "ikke relevant", "ikke reguleret", "fejl")
_HEADING, _ENTRY, _MUTED = "#1F3864", "#FFF2CC", "#595959"


@record
class Live:
    """A formula with the value we found for it."""

    formula: str
    value: object


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **properties: object) -> Any:  # noqa: ANN401 - xlsxwriter's own
        """A format with some properties; every text stands at the top of its cell."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "top", **properties})
        return self._made[key]

    def heading(self) -> Any:  # noqa: ANN401
        """A column's title."""
        return self(bold=True, font_color="white", bg_color=_HEADING, text_wrap=True)

    def topic(self) -> Any:  # noqa: ANN401
        """A topic's line."""
        return self(bold=True, font_color=_HEADING, bottom=1)

    def text(self) -> Any:  # noqa: ANN401
        """Wrapped text."""
        return self(text_wrap=True)

    def line(self) -> Any:  # noqa: ANN401
        """Text on one line, cut off where the next cell begins."""
        return self()

    def muted(self) -> Any:  # noqa: ANN401
        """What is there for reference."""
        return self(font_color=_MUTED)

    def of(self, type_: Type, *, entry: bool = False) -> Any:  # noqa: ANN401
        """A value's: kr with two decimals, pct as percent, dates as dates; `entry`: a field to fill in."""
        look: dict[str, object] = {"num_format": number_format(type_), "align": "right"}
        if entry:
            look |= {"bg_color": _ENTRY, "border": 1, "border_color": "#BF9000"}
        return self(**look)


def number_format(type_: Type) -> str:
    """How Excel shows a value of a type."""
    if type_.kind is Kind.DATE:
        return "dd-mm-yyyy"
    if type_.kind is Kind.YEAR:
        return "0"
    if type_.kind is not Kind.NUMBER:
        return "@" if type_.kind in (Kind.TEXT, Kind.CHOICE, Kind.MEMBER) else "General"
    if type_.unit.label == "pct":
        return "0.00##%"
    return "#,##0.00" if any(base == "kr" for base, _ in type_.unit.powers) else "#,##0.####"


def shown(value: Outcome) -> Any:  # noqa: ANN401 - what a cell holds
    """A value as a cell holds it: a number, a day's number, a truth, a text; the words of what has no value."""
    if isinstance(value, NoValue):
        return value.state.replace("_", " ")
    if isinstance(value, bool | str):
        return value
    return (value - EPOCH).days if isinstance(value, date) else float(Fraction(value))


class Table:
    """A sheet whose first row says what its columns hold; `row` is the next free one, from 0."""

    def __init__(self, book: Workbook, looks: Looks, name: str, columns: Sequence[Column]) -> None:
        self.sheet = book.add_worksheet(name)
        self.name, self.looks, self.row = name, looks, 1
        for position, (title, width) in enumerate(columns):
            self.sheet.set_column(position, position, width)
            self.sheet.write_string(0, position, title, looks.heading())
        self.sheet.freeze_panes(1, 1)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)

    def place(self, column: int) -> str:
        """The absolute address of a column in the next row: `='Beregning'!$D$7`."""
        return f"='{self.name}'!${letter(column)}${self.row + 1}"

    def put(self, column: int, value: object, look: Any = None) -> None:  # noqa: ANN401
        """A cell of the next row: a text, a number, a formula; nothing for None."""
        if isinstance(value, Live):
            self.sheet.write_formula(self.row, column, f"={value.formula}", look, value.value)
        elif isinstance(value, str):
            self.sheet.write_string(self.row, column, value[:_LONGEST_TEXT], look or self.looks.line())
        elif isinstance(value, bool):
            self.sheet.write_boolean(self.row, column, value, look)
        elif value is None:
            self.sheet.write_blank(self.row, column, None, look)
        else:
            self.sheet.write_number(self.row, column, value, look)

    def line(self, values: Iterable[object], look: Any = None) -> None:  # noqa: ANN401
        """A whole row of texts and numbers."""
        for column, value in enumerate(values):
            if value not in ("", None):
                self.put(column, value, look)
        self.row += 1


def letter(column: int) -> str:
    """A column's letters, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(_FIRST_LETTER + rest) + letters
    return letters
