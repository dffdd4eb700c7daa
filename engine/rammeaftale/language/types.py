"""The types of expressions: a kind, and for numbers a unit, for choices the options, for members the dimension."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from rammeaftale.core import units
from rammeaftale.core.records import record
from rammeaftale.core.units import Unit, together


class Kind(StrEnum):
    """What sort of value an expression has; `NEVER` has none (ikke_reguleret, ikke_relevant)."""

    NUMBER = "et tal"
    BOOL = "ja eller nej"
    DATE = "en dato"
    YEAR = "et årstal"
    TEXT = "en tekst"
    CHOICE = "et valg"
    MEMBER = "et medlem"
    NEVER = "ingen værdi"


@record
class Type:
    """`bare`: a literal without unit, which takes the unit of what it meets; `whole`: only whole numbers.

    `options`: of a choice, or of a text that can only be one of them.
    """

    kind: Kind
    unit: Unit = units.NONE
    options: tuple[str, ...] = ()
    dimension: str = ""
    bare: bool = False
    whole: bool = False

    def __str__(self) -> str:
        if self.kind is Kind.NUMBER:
            return f"et tal ({self.unit})"
        return str(self.kind.value)


BOOL = Type(Kind.BOOL)
DATE = Type(Kind.DATE)
YEAR = Type(Kind.YEAR, whole=True)
TEXT = Type(Kind.TEXT)
NEVER = Type(Kind.NEVER)
BARE = Type(Kind.NUMBER, bare=True)
PLAIN = Type(Kind.NUMBER)
DAYS = Type(Kind.NUMBER, units.DAYS)


def number(unit: Unit) -> Type:
    """A number with a unit."""
    return Type(Kind.NUMBER, unit)


def is_plain(type_: Type) -> bool:
    """A number without base units that may be a whole one: a literal, a count, but no percentage."""
    return type_.kind is Kind.NUMBER and not type_.unit.powers and type_.unit.label != "pct"


def join(left: Type, right: Type) -> Type | None:
    """The type of a choice or sum of two, or None when they do not belong together."""
    if left.kind is Kind.NEVER:
        return right
    if right.kind is Kind.NEVER:
        return left
    if left.kind is right.kind:
        return _join_same(left, right)
    kinds = {left.kind, right.kind}
    if kinds == {Kind.YEAR, Kind.NUMBER}:
        return YEAR if is_plain(left if left.kind is Kind.NUMBER else right) else None
    if kinds == {Kind.TEXT, Kind.CHOICE}:
        return left if left.kind is Kind.CHOICE else right
    if kinds == {Kind.TEXT, Kind.MEMBER}:
        return left if left.kind is Kind.MEMBER else right
    return None


def _join_same(left: Type, right: Type) -> Type | None:
    if left.kind is Kind.NUMBER:
        if left.bare or right.bare:
            other = right if left.bare else left
            return other if not other.bare else BARE
        unit = together(left.unit, right.unit)
        return None if unit is None else number(unit)
    if left.kind is Kind.CHOICE:
        return replace(left, options=tuple(dict.fromkeys((*left.options, *right.options))))
    if left.kind is Kind.MEMBER:
        return left if left.dimension == right.dimension else None
    return left
