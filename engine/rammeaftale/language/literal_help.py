"""How a value that cannot be read was probably meant: `6,5` is 6.5, `Nej` is nej, `01-01-2019` is 2019-01-01."""

from __future__ import annotations

import re
from fractions import Fraction

from rammeaftale.core.danish import MOST_DIGITS, date_hint, exact_text
from rammeaftale.core.suggest import option_hint
from rammeaftale.language.literals import CENTS, is_doubtful, is_pointed, read_literal
from rammeaftale.language.types import Kind, Type

_AMOUNT = re.compile(r"\s*(?P<tal>[-−–]?[0-9][0-9.,\s]*)(?:\s*(?P<enhed>%|[^\W\d]+)\.?|,-)?\s*\Z")
_OTHER_WAYS = re.compile(r"(\+[0-9]+(\.[0-9]+)?|\.[0-9]+|[-+]?[0-9]+(\.[0-9]+)?e[0-9])\Z")
_UNIT_WORDS = {"%": "pct", "procent": "pct", "kroner": "kr", "dkk": "kr", "dage": "dag", "pladser": "plads"}
THOUSANDS = 3  # so many digits behind a comma may be thousands
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){2,}\Z")
_YES = frozenset(("ja", "yes", "true", "sand", "1", "x"))
_NO = frozenset(("nej", "no", "false", "falsk", "0"))


def literal_hint(text: str, type_: Type) -> str:
    """What to write instead, in Danish, or nothing when it cannot be told."""
    if type_.kind is Kind.NUMBER:
        return _number_hint(text, type_)
    if type_.kind is Kind.BOOL:
        word = text.strip().lower()
        return "Skriv ja." if word in _YES else "Skriv nej." if word in _NO else ""
    if type_.kind is Kind.DATE:
        return date_hint(text)
    return option_hint(text, type_.options) if type_.kind is Kind.CHOICE else ""


def _number_hint(text: str, type_: Type) -> str:
    if len(text) > MOST_DIGITS and re.fullmatch(r"-?[0-9.]+", text):
        return f"Tallet er på {len(text)} tegn; grænsen er {MOST_DIGITS}. Skriv færre cifre."
    if _OTHER_WAYS.match(text):
        plainly = exact_text(Fraction(f"0{text}" if text.startswith(".") else text))[0]
        return f"Skriv {plainly}." if read_literal(plainly, type_) is not None else ""
    match = _AMOUNT.match(text) if len(text) <= MOST_DIGITS else None
    if match is None or not _fits_unit(match["enhed"], type_):
        return ""
    better = _plain(match["tal"])
    if better and (is_doubtful(better, type_.unit) or (type_.whole and is_pointed(better))):
        return _two_ways(better, type_)
    known = better != text and better is not None and read_literal(better, type_) is not None
    return f"Skriv {better}." if known else ""


def _two_ways(text: str, type_: Type) -> str:
    """How to write a number whose point may mean thousands, the one way and the other."""
    whole, _, decimals = text.partition(".")
    same = [text.rstrip("0").ljust(len(whole) + 1 + CENTS, "0"), f"{text}0"]
    same += [] if decimals.strip("0") else [whole]
    ways = [f"{whole}{decimals} (tusinde)"] if is_pointed(text) else []
    ways += [way for way in same if read_literal(way, type_) is not None][:1]
    return f"Skriv {' eller '.join(ways)}." if ways else ""


def _fits_unit(word: str | None, type_: Type) -> bool:
    return word is None or _UNIT_WORDS.get(word.lower(), word.lower()) == str(type_.unit)


def _plain(written: str) -> str | None:
    """A number as Danes write it, written plainly; None when a comma or point may mean either."""
    digits = re.sub(r"\s", "", written).replace("−", "-").replace("–", "-").rstrip(",.")
    whole, comma, decimals = digits.partition(",")
    if not comma:
        return whole.replace(".", "") if _GROUPED.match(whole) else whole
    if not decimals.isdigit() or len(decimals) == THOUSANDS:
        return None
    return f"{whole.replace('.', '')}.{decimals}"
