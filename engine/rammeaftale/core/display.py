"""Values as people read them: kr with two decimals, pct with at most four, dates and words in Danish."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rammeaftale.core.danish import show_date, show_number
from rammeaftale.core.outcome import NoValue, Number, Outcome
from rammeaftale.core.units import Unit

_PER_MILLE = 1000
_MOST_YEARS = 10_000
_UNSAID = ("forhold", "antal")
_MANY = {"dag": "dage", "time": "timer", "måned": "måneder", "plads": "pladser", "borger": "borgere"}


def show_value(
    outcome: Outcome, unit: Unit | None = None, *, is_year: bool = False, display: str | None = None
) -> str:
    """An outcome as text, without the unit's name (`show_amount` adds it)."""
    if isinstance(outcome, NoValue):
        return outcome.state.replace("_", " ")
    if isinstance(outcome, bool):
        return "ja" if outcome else "nej"
    if isinstance(outcome, int | Fraction):
        return _number(outcome, unit, is_year=is_year, display=display)
    return show_date(outcome) if isinstance(outcome, date) else str(outcome)


def _number(value: Number, unit: Unit | None, *, is_year: bool, display: str | None) -> str:
    if is_year and -_MOST_YEARS < value < _MOST_YEARS:
        return str(value)
    if display == "promille":
        return show_number(value * _PER_MILLE)
    if unit is None:
        return show_number(value)
    if unit.label == "pct":
        return show_number(value / unit.scale)
    kroner = any(base == "kr" for base, _ in unit.powers)
    return show_number(value, most=2, least=2) if kroner else show_number(value)


def show_amount(
    outcome: Outcome, unit: Unit | None = None, *, is_year: bool = False, display: str | None = None
) -> str:
    """An outcome as text with its unit."""
    text = show_value(outcome, unit, is_year=is_year, display=display)
    name = "" if is_year else show_unit(outcome, unit, display=display)
    return f"{text} {name}" if name else text


def show_unit(outcome: Outcome, unit: Unit | None, *, display: str | None = None) -> str:
    """The unit's name as it is said behind the value: `dage`, `kr/dag`; nothing for what has none."""
    if unit is None or isinstance(outcome, NoValue | bool | date | str):
        return ""
    if display == "promille":
        return display
    return "" if str(unit) in _UNSAID else str(unit) if outcome == 1 else plural(unit)


def plural(unit: Unit) -> str:
    """The unit's name as one asks for it: `pladser`, `dage`, `kr/dag`."""
    name = str(unit)
    return _MANY.get(name, name)
