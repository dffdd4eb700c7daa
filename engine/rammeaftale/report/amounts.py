"""Values of a quantity as people read them, two that differ told apart, and how much they differ by."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from rammeaftale.core.danish import show_number
from rammeaftale.core.display import show_amount, show_unit, show_value
from rammeaftale.core.outcome import NoValue, Number, Outcome
from rammeaftale.core.units import Unit
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.report.naming import display_of
from rammeaftale.services.examples.expected import is_number

MOST_DECIMALS = 30
_DIGIT = re.compile("[1-9]")
_PERCENT = 100


def amount(outcome: Outcome, quantity: Quantity) -> str:
    """An outcome with its unit; a state as its words."""
    return show_amount(outcome, unit_of(quantity), is_year=_is_year(quantity), display=display_of(quantity))


def bare(outcome: Outcome, quantity: Quantity) -> str:
    """An outcome without its unit, for columns."""
    return show_value(outcome, unit_of(quantity), is_year=_is_year(quantity), display=display_of(quantity))


def unit_of(quantity: Quantity) -> Unit | None:
    """The declared unit of a number, None for anything else."""
    return quantity.symbol.type.unit if quantity.symbol.type.kind is Kind.NUMBER else None


def unit_name(quantity: Quantity) -> str:
    """What stands over a column of the quantity's values; empty where they have no unit."""
    unit = unit_of(quantity)
    return "" if unit is None else display_of(quantity) or str(unit)


def apart(first: Outcome, second: Outcome, quantity: Quantity) -> tuple[str, str]:
    """Two different outcomes with units, with as many decimals as it takes to see the difference."""
    shown = amount(first, quantity), amount(second, quantity)
    unit = unit_of(quantity)
    if shown[0] != shown[1] or unit is None or not (is_number(first) and is_number(second)):
        return shown
    a, b = Fraction(first) / unit.scale, Fraction(second) / unit.scale
    for decimals in range(3, MOST_DECIMALS + 1):
        texts = show_number(a, most=decimals), show_number(b, most=decimals)
        if texts[0] != texts[1]:
            return f"{texts[0]} {unit}", f"{texts[1]} {unit}"
    return f"{a} {unit}", f"{b} {unit}"


def change(difference: Number, quantity: Quantity) -> str:
    """A signed difference with unit: percentages differ by percentage points, years by years."""
    text = str(difference) if _is_year(quantity) else bare(difference, quantity)
    if difference and is_all_zeros(text):
        text = first_digits(Fraction(difference) / quantity.symbol.type.unit.scale)
    name = "år" if _is_year(quantity) else unit_name(quantity)
    if name == str(unit_of(quantity)):
        name = "procentpoint" if name == "pct" else show_unit(abs(Fraction(difference)), unit_of(quantity))
    return f"{'+' if difference > 0 else ''}{text} {name}".strip()


def is_all_zeros(text: str) -> bool:
    """Whether a number as shown has no digit but zeros."""
    return not _DIGIT.search(text)


def first_digits(value: Fraction) -> str:
    """A number too small for the usual decimals, with its first two digits."""
    for decimals in range(3, MOST_DECIMALS):
        if abs(value) * 10**decimals >= 1:
            return show_number(value, most=decimals + 1)
    return "næsten 0"


def relative(difference: Number, base: Number) -> str:
    """A difference in percent of the base with sign, or a dash where the base is 0."""
    if not base:
        return "–"
    share = Fraction(difference) / abs(Fraction(base)) * _PERCENT
    text = show_number(share, most=2, least=2)
    return f"+{text} pct" if share > 0 else f"{text} pct"


def days_between(first: date, second: date) -> str:
    """How many days later (or earlier, with a minus) the second date is."""
    count = (second - first).days
    noun = "dag" if abs(count) == 1 else "dage"
    return f"{count:+d} {noun}" if count else f"0 {noun}"


def differing(base: Outcome, other: Outcome, quantity: Quantity) -> tuple[str, str]:
    """How far another outcome is from the base, in its unit and in percent; dashes where that has no meaning."""
    if is_number(base) and is_number(other):
        difference = other - base
        if not difference:
            return "0", ""
        percent = "" if _is_year(quantity) else relative(difference, base)
        return change(difference, quantity), percent
    if isinstance(base, date) and isinstance(other, date):
        return days_between(base, other), ""
    same = base == other and isinstance(base, NoValue) == isinstance(other, NoValue)
    return ("0", "") if same else ("–", "")


def _is_year(quantity: Quantity) -> bool:
    return quantity.symbol.type.kind is Kind.YEAR
