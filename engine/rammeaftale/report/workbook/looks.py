"""How the cells of a workbook look, and how a value is held and shown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.language.types import Kind, Type

if TYPE_CHECKING:
    from xlsxwriter import Workbook

EPOCH = date(1899, 12, 30)
STATES = ("værdi", "ukendt", "ikke relevant", "ikke reguleret", "fejl")
# A number format has two conditions; the other states are told by conditional formats.
STATE_FORMAT = '[=0]"værdi";[=1]"ukendt";0'
WHOLE = "#,##0"
_COUNT = "#,##0.00##"
# Excel itself writes SAND and FALSK; programs that hold a truth as a number show these words.
_BOOL = '"ja";"ja";"nej"'
_HEADING, _ENTRY, _BORDER, _MUTED, _FIXED = "#1F3864", "#FFF2CC", "#BF9000", "#595959", "#D9D9D9"
_FAILED, _FAILED_TEXT, _UNKNOWN = "#F8CBAD", "#833C0B", "#7F6000"


_OVER_NUMBERS = frozenset(("År", "Oplyst", "Tal", "Bruges", "Værdi", "Nu", "Som beregnet", "Ændring"))


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **properties: object) -> Any:  # noqa: ANN401 - xlsxwriter's own
        """A format with some properties; every text stands at the top of its cell."""
        return self._format({"valign": "top", **properties})

    def _format(self, properties: dict[str, object]) -> Any:  # noqa: ANN401
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def laid_over(self, **properties: object) -> Any:  # noqa: ANN401
        """What a conditional format changes in a cell's own."""
        return self._format(properties)

    def heading(self, title: str = "") -> Any:  # noqa: ANN401
        """A column's title, over numbers to the right as they are."""
        side = {"align": "right"} if title in _OVER_NUMBERS else {}
        return self(bold=True, font_color="white", bg_color=_HEADING, text_wrap=True, **side)

    def unit(self) -> Any:  # noqa: ANN401
        """A unit beside its number."""
        return self(align="left", indent=1)

    def topic(self) -> Any:  # noqa: ANN401
        """A topic's line."""
        return self(bold=True, font_color=_HEADING, bottom=1)

    def text(self) -> Any:  # noqa: ANN401
        """Wrapped text."""
        return self(text_wrap=True)

    def muted(self, *, wrapped: bool = False) -> Any:  # noqa: ANN401
        """What is there for reference."""
        return self(font_color=_MUTED, text_wrap=True) if wrapped else self(font_color=_MUTED)

    def state(self) -> Any:  # noqa: ANN401
        """A state: a number, shown as its word."""
        return self(font_color=_MUTED, num_format=STATE_FORMAT, align="left")

    def wrong(self) -> Any:  # noqa: ANN401
        """A line that says what is wrong."""
        return self(bold=True, font_color=_FAILED_TEXT)

    def failed(self) -> Any:  # noqa: ANN401
        """Laid over what has failed."""
        return self.laid_over(bg_color=_FAILED, font_color=_FAILED_TEXT, bold=True)

    def unknown(self) -> Any:  # noqa: ANN401
        """Laid over what is unknown."""
        return self.laid_over(font_color=_UNKNOWN, italic=True)

    def of(self, type_: Type, *, entry: bool = False, fixed: bool = False, strong: bool = False) -> Any:  # noqa: ANN401
        """A value's: kr with two decimals, pct as percent, dates as dates.

        `entry`: a field to fill in, which keeps a text as it is typed; `fixed`: a value that does not follow.
        """
        look: dict[str, object] = {"num_format": number_format(type_), "align": "right"}
        if entry:
            is_text = type_.kind in (Kind.TEXT, Kind.CHOICE, Kind.MEMBER)
            look |= {"bg_color": _ENTRY, "border": 1, "border_color": _BORDER}
            look |= {"num_format": "@"} if is_text else {}
        if strong:
            look |= {"bold": True}
        if fixed:
            look |= {"bg_color": _FIXED, "italic": True}
        return self(**look)

    def choice(self) -> Any:  # noqa: ANN401
        """A field in which a reading or a measure is chosen."""
        return self(bg_color=_ENTRY, border=1, border_color=_BORDER)


def number_format(type_: Type) -> str:
    """How Excel shows a value of a type; Danish Excel writes its own signs."""
    if type_.kind is Kind.DATE:
        return "dd-mm-yyyy"
    if type_.kind is Kind.YEAR:
        return "0"
    if type_.kind is Kind.BOOL:
        return _BOOL
    if type_.kind is not Kind.NUMBER:
        return "General"
    if type_.unit.label == "pct":
        return "0.00##%"
    if type_.whole:
        return WHOLE
    return "#,##0.00" if any(base == "kr" for base, _ in type_.unit.powers) else _COUNT


def may_be_whole(type_: Type) -> bool:
    """Whether it is shown without decimals when it has none."""
    return number_format(type_) == _COUNT


def shown(value: Outcome) -> Any:  # noqa: ANN401 - what a cell holds
    """A value as a cell holds it: a number, a day's number, a truth, a text; the words of what has no value."""
    if isinstance(value, NoValue):
        return value.state.replace("_", " ")
    if isinstance(value, bool | str):
        return value
    return (value - EPOCH).days if isinstance(value, date) else float(Fraction(value))


def state_number(outcome: Outcome) -> int:
    """The number that tells a value from the reasons for having none."""
    return STATES.index(shown(outcome)) if isinstance(outcome, NoValue) else 0
