"""A sheet with a heading row, filled from the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from rammeaftale.core.records import record
from rammeaftale.language.types import Type
from rammeaftale.report.workbook.looks import STATES, WHOLE, Looks, may_be_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Column: TypeAlias = tuple[str, int]
_FIRST_LETTER, _LETTERS = ord("A"), 26
_LONGEST_TEXT = 32_000
_HIGHEST_ROW = 409
_LINE_HEIGHT = 15
_FOOT = "&L&F&C&A&RSide &P af &N"


@record
class Live:
    """A formula with the value we found for it."""

    formula: str
    value: object


class Table:
    """A sheet whose first row says what its columns hold; `row` is the next free one, from 0.

    `printed`: how many of the columns are printed; the rest is reference for the screen.
    """

    def __init__(
        self,
        book: Workbook,
        looks: Looks,
        name: str,
        columns: Sequence[Column],
        printed: int = 0,
        *,
        frozen: bool = True,
    ) -> None:
        self.sheet = book.add_worksheet(name)
        self.name, self.looks, self.row = name, looks, 1
        self.widths = [width for _, width in columns]
        self._printed = printed or len(columns)
        self._states: dict[int, int] = {}
        self._counts: list[str] = []
        for position, (title, width) in enumerate(columns):
            self.sheet.set_column(position, position, width)
            self.sheet.write_string(0, position, title, looks.heading(title))
        if frozen:
            self.sheet.freeze_panes(1, 1)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_footer(_FOOT)

    def place(self, column: int) -> str:
        """The absolute address of a column in the next row: `='Beregning'!$D$7`."""
        return f"='{self.name}'!${letter(column)}${self.row + 1}"

    def range(self, column: int) -> str:
        """The address of a whole column, as far as it is filled."""
        return f"'{self.name}'!${letter(column)}$2:${letter(column)}${max(self.row, 2)}"

    def here(self, column: int) -> str:
        """The address of a column in the next row on the sheet itself: `D7`."""
        return f"{letter(column)}{self.row + 1}"

    def put(self, column: int, value: object, look: Any = None) -> None:  # noqa: ANN401
        """A cell of the next row: a text, a number, a formula; nothing for None."""
        if isinstance(value, Live):
            self.sheet.write_formula(self.row, column, f"={value.formula}", look, value.value)
        elif isinstance(value, str) and value:
            self.sheet.write_string(self.row, column, _cut(value), look or self.looks())
        elif isinstance(value, bool):
            self.sheet.write_boolean(self.row, column, value, look)
        elif isinstance(value, int | float):
            self.sheet.write_number(self.row, column, value, look)
        elif look is not None:
            self.sheet.write_blank(self.row, column, None, look)

    def value(self, column: int, value: Live, type_: Type, look: Any) -> None:  # noqa: ANN401
        """A calculated value; a count is shown without needless decimals."""
        if may_be_whole(type_):
            self._counts.append(self.here(column))
        self.put(column, value, look)

    def entry(self, column: int, value: object, type_: Type) -> None:
        """A field to fill in."""
        if may_be_whole(type_):
            self._counts.append(self.here(column))
        self.put(column, value, self.looks.of(type_, entry=True))

    def state(self, column: int, value: Live, of: int) -> None:
        """The state of a value, `of` the column that holds it."""
        self._states[column] = of
        self.put(column, value, self.looks.state())

    def line(self, values: Iterable[object], look: Any = None) -> None:  # noqa: ANN401
        """A whole row of texts and numbers."""
        for column, value in enumerate(values):
            if value not in ("", None):
                self.put(column, value, look)
        self.row += 1

    def high_as(self, texts: Sequence[str]) -> None:
        """Make the next row as high as its fullest cell: spreadsheets do not agree on finding that out themselves."""
        lines = max(
            sum(1 + len(line) // width for line in text.split("\n"))
            for text, width in zip(texts, self.widths, strict=False)
        )
        self.sheet.set_row(self.row, min(_HIGHEST_ROW, _LINE_HEIGHT * lines))

    def finish(self) -> None:
        """What is said of many cells at once, when all are there."""
        self.sheet.print_area(0, 0, max(self.row - 1, 0), self._printed - 1)
        looks = self.looks
        for column, values in sorted(self._states.items()):
            for state in (2, 3, 4):
                self._when(column, column, state, looks.laid_over(num_format=f'"{STATES[state]}"'))
            self._when(values, column, 4, looks.failed())
            self._when(values, column, 1, looks.unknown())
        if self._counts:
            first = self._counts[0]
            whole = {"type": "formula", "criteria": f"=ROUND({first},0)={first}"}
            look = looks.laid_over(num_format=WHOLE)
            self.sheet.conditional_format(
                first, {**whole, "format": look, "multi_range": " ".join(self._counts)}
            )

    def _when(self, column: int, states: int, state: int, look: Any) -> None:  # noqa: ANN401
        """A look for a column's cells where the state beside them is a certain one."""
        rule = {"type": "formula", "criteria": f"=${letter(states)}2={state}", "format": look}
        self.sheet.conditional_format(1, column, max(self.row - 1, 1), column, rule)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def letter(column: int) -> str:
    """A column's letters, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(_FIRST_LETTER + rest) + letters
    return letters
