"""Values as people read them: kr with two decimals, pct with at most four, dates and words in Danish."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rammeaftale.core.danish import show_date, show_number
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.units import Unit

_PER_MILLE = 1000


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


def _number(value: int | Fraction, unit: Unit | None, *, is_year: bool, display: str | None) -> str:
    if is_year:
        return str(value)
    if display == "promille":
        return show_number(value * _PER_MILLE)
    if unit is None:
        return show_number(value)
    kroner = any(base == "kr" for base, _ in unit.powers)
    return show_number(value / unit.scale, most=2, least=2) if kroner else show_number(value / unit.scale)


def show_amount(
    outcome: Outcome, unit: Unit | None = None, *, is_year: bool = False, display: str | None = None
) -> str:
    """An outcome as text with its unit."""
    text = show_value(outcome, unit, is_year=is_year, display=display)
    if unit is None or isinstance(outcome, NoValue | bool | date | str) or is_year:
        return text
    name = display if display == "promille" else str(unit)
    return text if name in ("forhold", "antal") else f"{text} {name}"
