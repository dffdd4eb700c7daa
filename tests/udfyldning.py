"""Filling in what `mangler` lists: a case as plain data, with made-up answers of the right type put in."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar
from rammeaftale.services.cases.places import place_in_case
from rammeaftale.services.missing.missing import DATE, YEAR, Missing, MissingReport, name_of
from rammeaftale.services.missing.walk import SOME_MEMBER

MEMBERS = ("m1", "m2")
# Inside the periods of the rules, so that a figure that depends on a date exists.
FIRST_DAY, LAST_DAY = date(2018, 1, 1), date(2019, 12, 31)


def plain(node: Node) -> dict | list | str:
    """A case's tree as data."""
    if isinstance(node, Mapping):
        return {name: plain(part) for name, (_, part) in node.entries.items()}
    return node.text if isinstance(node, Scalar) else [plain(item) for item in node.items]


def fill_in(case: dict, missing: list[Missing], report: MissingReport, random: Random) -> None:
    """State everything listed: the first of several alternatives, two members of an unnamed dimension."""
    for one in sorted(missing, key=lambda one: SOME_MEMBER in one.addresses[0]):
        address = one.addresses[0]
        if address == YEAR:
            case[YEAR] = report.year
        elif address == DATE:
            case[DATE] = _day(random).isoformat()
        elif (quantity := report.rules.quantity(name_of(address))) is None:
            case.setdefault("oplysninger", {}).setdefault(address, {member: {} for member in MEMBERS})
        else:
            members = MEMBERS if SOME_MEMBER in address else ("",)
            for member in members:
                place = place_in_case(address.replace(SOME_MEMBER, member), report.rules, report.year)
                _put(case, place.keys(), answer(quantity, random))


def answer(quantity: Quantity, random: Random) -> str | int | Fraction:
    """An answer of a quantity's type, within its bounds."""
    type_ = quantity.symbol.type
    if type_.kind is Kind.NUMBER:
        return _number(quantity, random)
    if type_.kind is Kind.DATE:
        return _day(random).isoformat()
    choices = {Kind.BOOL: ("ja", "nej"), Kind.CHOICE: type_.options, Kind.YEAR: ("2018", "2019")}
    return random.choice(choices.get(type_.kind, ("x",)))


def _number(quantity: Quantity, random: Random) -> int | Fraction:
    scale = quantity.symbol.type.unit.scale
    low = Fraction(quantity.least if quantity.least is not None else 0) / scale
    high = Fraction(quantity.most) / scale if quantity.most is not None else low + 100
    value = low + (high - low) * Fraction(random.randint(0, 100), 100)
    return int(value) if quantity.symbol.type.whole else value


def _day(random: Random) -> date:
    return date.fromordinal(random.randint(FIRST_DAY.toordinal(), LAST_DAY.toordinal()))


def _put(case: dict, keys: tuple[str, ...], value: str | int | Fraction) -> None:
    for key in keys[:-1]:
        inside = case.get(key)
        if not isinstance(inside, dict):
            inside = case[key] = {}
        case = inside
    case[keys[-1]] = value
