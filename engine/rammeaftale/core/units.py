"""Units: exact, never converted, wrong mixtures found at load.

A unit is a product of base units with whole exponents plus at most one label. `pct` is a label with the scale
1/100; `plads`, `borger` and `antal` are counting labels: 1 in products and quotients, not addable to each other.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from rammeaftale.core.records import record

BASES = ("kr", "dag", "time", "måned", "år")
LABELS = ("pct", "plads", "borger", "antal")
PLAIN = "forhold"
UNIT_NAMES = (*BASES, *LABELS, PLAIN)
MOST_EXPONENT = 20


@record
class Unit:
    """`powers`: (base, exponent) in the order of `BASES`, without zeros; `label`: one of `LABELS` or None."""

    powers: tuple[tuple[str, int], ...] = ()
    label: str | None = None

    @property
    def scale(self) -> Fraction:
        """Base-scale value of one declared unit: 1/100 for pct, else 1."""
        return _PERCENT if self.label == "pct" else _ONE

    def __str__(self) -> str:
        if not self.powers:
            return self.label or PLAIN
        over = "*".join(base for base, exponent in self.powers for _ in range(exponent)) or "1"
        return over + "".join(f"/{base}" for base, exponent in self.powers for _ in range(-exponent))


_ONE = Fraction(1)
_PERCENT = Fraction(1, 100)
NONE = Unit()
PERCENT = Unit(label="pct")
DAYS = Unit((("dag", 1),))
KRONER = Unit((("kr", 1),))


_ONE_OVER = re.compile(r"\A1(?=\s*/)")
_TOKEN = re.compile(r"\s*(?:([^\W\d]\w*)|([*/]))")


@cache
def parse_unit(text: str) -> Unit | None:
    """The unit written as `text` (`kr`, `pct`, `kr/dag`, `kr*år/plads`, `1/dag`), or None when it is not one."""
    sign, powers, label, names, position = 1, dict.fromkeys(BASES, 0), None, 0, 0
    text = _ONE_OVER.sub(PLAIN, text.strip())
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or bool(match[1]) != (names % 2 == 0):
            return None
        position, names = match.end(), names + 1
        if match[2]:
            sign = -1 if match[2] == "/" else 1
        elif match[1] in powers:
            powers[match[1]] += sign
        elif match[1] in UNIT_NAMES:
            label = match[1]
        else:
            return None
    if names % 2 == 0:
        return None
    kept = tuple((b, e) for b, e in powers.items() if e)
    return Unit(kept, label if not kept and names == 1 and label != PLAIN else None)


_OTHER_WORDS = {
    "procent": "pct", "%": "pct", "pct.": "pct", "dkk": "kr", "kr.": "kr", "krone": "kr", "kroner": "kr",
    "dage": "dag", "døgn": "dag", "timer": "time", "måneder": "måned", "pladser": "plads", "borgere": "borger",
    "stk": "antal", "andel": "forhold", "ratio": "forhold",
}  # fmt: skip


def better_unit(text: str) -> str | None:
    """The unit that was meant by one written in other words (`procent`, `DKK/døgn`), or None."""
    parts = re.split(r"([*/])", text)
    words = [_OTHER_WORDS.get(part.strip().lower(), part.strip().lower()) for part in parts]
    better = "".join(words)
    return better if better != text and parse_unit(better) else None


def multiply(left: Unit, right: Unit, sign: int = 1) -> Unit:
    """The unit of a product (sign=1) or quotient (sign=-1); labels fall away."""
    if not left.powers and not right.powers:
        return NONE
    exponents = dict(left.powers)
    for base, exponent in right.powers:
        exponents[base] = exponents.get(base, 0) + sign * exponent
    return Unit(tuple((b, exponents[b]) for b in BASES if exponents.get(b)))


def raise_to(unit: Unit, exponent: int) -> Unit:
    """The unit of a power; labels fall away."""
    return Unit(tuple((b, e * exponent) for b, e in unit.powers if e * exponent))


def together(left: Unit, right: Unit) -> Unit | None:
    """The unit of a sum or choice of the two, or None when they do not belong together."""
    if left.powers != right.powers:
        return None
    if left.label == right.label:
        return left
    if left.label and right.label:
        return None
    return Unit(left.powers)
