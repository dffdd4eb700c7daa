"""Danish numbers and dates: what people read, and the exact text of a number.

Our own twenty lines instead of Babel, which would double the time of a cold command (decision 0003).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rammeaftale.core.outcome import Number

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?\Z")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
MOST_DIGITS = 60
FIRST_YEAR, LAST_YEAR = 1900, 2200
SIGNIFICANT = 34


def parse_number(text: str) -> Number | None:
    """A number as rule and case files write it (`1234.5`), exactly; None when it is not one."""
    if not NUMBER.match(text) or len(text) > MOST_DIGITS:
        return None
    return Fraction(text) if "." in text else int(text)


def parse_date(text: str) -> date | None:
    """An ISO date, or None when the text is not a day that exists, or one in no year an agreement speaks of."""
    match = DATE.match(text)
    if match is None:
        return None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def date_hint(text: str) -> str:
    """What to write for a date written in another way, or why there is no such day; nothing when it cannot be told."""
    danish, iso = _DANISH_DATE.match(text.strip()), _YEAR_FIRST.match(text.strip())
    parts = (danish[3], danish[2], danish[1]) if danish else iso.groups() if iso else None
    if parts is None:
        return ""
    year, month, day = (int(part) for part in parts)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"Skriv en dag i årene {FIRST_YEAR}-{LAST_YEAR}."
    if not 1 <= month <= len(_MONTHS):
        return f"Der er ingen måned {month}; skriv år, måned og dag: ÅÅÅÅ-MM-DD."
    better = f"{year}-{month:02d}-{day:02d}"
    if parse_date(better):
        return f"Skriv «{better}»."
    return f"Dagen findes ikke: {_MONTHS[month - 1]} {year} har {monthrange(year, month)[1]} dage."


_DANISH_DATE = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,2})\Z")
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
           "november", "december")  # fmt: skip


def round_half_away(value: Number, decimals: int) -> Number:
    """`value` at `decimals` decimals, halves away from zero (as Excel's AFRUND)."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def show_number(value: Number, *, most: int = 4, least: int = 0) -> str:
    """For people: `1.234,5`; at most `most` and at least `least` decimals, halves away from zero.

    What has more than `MOST_DIGITS` digits before the comma is shown with its order of size: `2,4935·10^3234`.
    """
    numerator, denominator = value.numerator, value.denominator
    if abs(numerator) >= 10**MOST_DIGITS * denominator:
        order = Decimal(abs(numerator) // denominator).adjusted()
        return f"{show_number(Fraction(value) / 10**order)}·10^{order}"
    rounded = (2 * abs(numerator) * 10**most + denominator) // (2 * denominator)
    digits = str(rounded).rjust(most + 1, "0")
    whole, decimals = (digits[:-most], digits[-most:]) if most else (digits, "")
    decimals = decimals.rstrip("0").ljust(least, "0")
    sign = "-" if numerator < 0 and rounded else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def show_date(value: date) -> str:
    """For people: `31-12-2020`."""
    return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"


def exact_text(value: Number) -> tuple[str, str | None]:
    """The decimal of a number and, when that does not end, its first 34 digits with the fraction `p/q`."""
    value = Fraction(value)
    places = _decimals(value.denominator)
    if places is not None:
        return _plain(value, places), None
    size = Decimal(abs(value.numerator) // value.denominator).adjusted() + 1
    lead = size if abs(value) >= 1 else -_leading_zeros(value)
    return _plain(
        value, max(SIGNIFICANT - lead, 0)
    ), f"{_digits(value.numerator)}/{_digits(value.denominator)}"


def _decimals(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None


def _leading_zeros(value: Fraction) -> int:
    """How many zeros there are after the point of a value between 0 and 1."""
    return Decimal((value.denominator - 1) // abs(value.numerator)).adjusted()


def _digits(number: int) -> str:
    """All digits of a whole number, also of one that `str` finds too long."""
    return str(Decimal(number))


def _plain(value: Fraction, places: int) -> str:
    rounded = Fraction(round_half_away(value, places))
    digits = _digits(abs(rounded.numerator) * (10**places // rounded.denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if rounded < 0 else text
