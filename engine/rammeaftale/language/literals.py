"""Values as rule and case files write them: text in the declared unit, to a value in base scale."""

from __future__ import annotations

import re

from rammeaftale.core import danish
from rammeaftale.core.danish import parse_date, parse_number
from rammeaftale.core.outcome import Number, Value
from rammeaftale.core.units import KRONER, NONE, PERCENT, Unit
from rammeaftale.language.types import Kind, Type

FIRST_YEAR, LAST_YEAR = danish.FIRST_YEAR, danish.LAST_YEAR
_WORDS = {"ja": True, "nej": False}


_POINTED = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}\Z")
CENTS = 2
"""The decimals of an amount of kroner."""


def read_literal(text: str, type_: Type) -> Value | None:
    """The value a person states, or None when the text is not one of this type or may mean two numbers."""
    doubtful = type_.kind is Kind.NUMBER and is_doubtful(text, type_.unit)
    return None if doubtful else read_exact(text, type_)


def is_doubtful(text: str, unit: Unit) -> bool:
    """Whether a point may have been meant as a Danish separator of thousands: `765.000` kr, `1.000` dag.

    Shares (pct, forhold) are never in the thousands.
    """
    if unit in (PERCENT, NONE):
        return False
    if unit == KRONER and text.partition(".")[2] == "000":
        return True
    return is_pointed(text) and (("kr", 1) in unit.powers or text.endswith("000"))


def is_pointed(text: str) -> bool:
    """Whether a number looks like one with a point between its thousands."""
    return bool(_POINTED.match(text))


def read_exact(text: str, type_: Type) -> Value | None:
    """As `read_literal`, for a calculated figure: it may have any number of decimals."""
    kind = type_.kind
    if kind is Kind.NUMBER:
        return _number(text, type_)
    if kind is Kind.BOOL:
        return _WORDS.get(text)
    if kind is Kind.DATE:
        return parse_date(text)
    if kind is Kind.YEAR:
        year = parse_number(text)
        return year if isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR else None
    if kind is Kind.CHOICE and text not in type_.options:
        return None
    return text


def _number(text: str, type_: Type) -> Number | None:
    value = parse_number(text)
    if value is None or (type_.whole and not isinstance(value, int)):
        return None
    scale = type_.unit.scale
    return value if scale == 1 else value * scale


def expected(type_: Type) -> str:
    """How to write a literal of this type, for messages."""
    if type_.kind is Kind.NUMBER:
        what = "et helt tal" if type_.whole else "et tal"
        return f"{what} i {type_.unit} (decimaltegnet er punktum, ingen tusindtalstegn)"
    return {
        Kind.BOOL: "ja eller nej",
        Kind.DATE: f"en dato mellem {FIRST_YEAR} og {LAST_YEAR} (ÅÅÅÅ-MM-DD)",
        Kind.YEAR: f"et årstal mellem {FIRST_YEAR} og {LAST_YEAR}",
        Kind.CHOICE: f"en af mulighederne {', '.join(type_.options)}",
    }.get(type_.kind, "en tekst")
