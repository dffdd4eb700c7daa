"""What a field's cell says: what stands in it if it can be read, else its standard, else nothing and why."""

from __future__ import annotations

from datetime import date

from rammeaftale.backends.excel.pairs import FAILED, OK, UNKNOWN, Pair, call, literal, quoted, then
from rammeaftale.backends.excel.plan import Plan, Planned, Switch
from rammeaftale.core.danish import FIRST_YEAR, LAST_YEAR
from rammeaftale.core.outcome import Value
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind

YES, NO = "ja", "nej"
# What a rule or case file takes, whatever the quantity.
_OF_ANY: dict[Kind, tuple[Value, Value]] = {
    Kind.DATE: (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    Kind.YEAR: (FIRST_YEAR, LAST_YEAR),
}


def stated(cell: Planned) -> Pair:
    """The value in the entry field, failed where it is not of the kind asked for or out of bounds."""
    entry, type_ = cell.entry_name, cell.quantity.symbol.type
    if type_.kind is Kind.BOOL:
        return Pair(
            f"({entry}={quoted(YES)})", _wrong_unless(f"OR({entry}={quoted(YES)},{entry}={quoted(NO)})")
        )
    if type_.kind is Kind.TEXT or type_.kind is Kind.MEMBER:
        return Pair(entry, _wrong_unless(f"ISTEXT({entry})"))
    if type_.kind is Kind.CHOICE:
        tests = [f"EXACT({entry},{quoted(option)})" for option in type_.options]
        return Pair(entry, _wrong_unless(call("OR", tests)))
    return Pair(entry, f"IF(ISNUMBER({entry}),{_bounds(cell)},{FAILED})")


def is_unchanged(cell: Planned) -> str:
    """Whether a field still holds what it held when the workbook was made."""
    entry, given = cell.entry_name, cell.given
    if given is None:
        return cell.blank
    if isinstance(given, bool):
        return f"({entry}={quoted(YES if given else NO)})"
    if isinstance(given, str):
        return f"EXACT({entry},{quoted(given)})"
    return f"AND(ISNUMBER({entry}),{entry}={literal(given)})"


def is_chosen(switch: Switch) -> str:
    """Whether a choice is the one the workbook was made with."""
    return f"({switch.name}={quoted(switch.chosen)})"


def _bounds(cell: Planned) -> str:
    entry, quantity = cell.entry_name, cell.quantity
    type_ = quantity.symbol.type
    bounds = zip(("<", ">"), limits(quantity), strict=True)
    tests = [f"{entry}{sign}{literal(bound)}" for sign, bound in bounds if bound is not None]
    if type_.whole or type_.kind in _OF_ANY:
        tests.append(f"{entry}<>ROUND({entry},0)")
    if not tests:
        return OK
    return f"IF(OR({','.join(tests)}),{FAILED},0)"


def limits(quantity: Quantity) -> tuple[Value | None, Value | None]:
    """The least and the most a field may hold: what the rules say, else what any value of its kind may be."""
    first, last = _OF_ANY.get(quantity.symbol.type.kind, (None, None))
    return (
        first if quantity.least is None else quantity.least,
        last if quantity.most is None else quantity.most,
    )


def _wrong_unless(test: str) -> str:
    return f"IF({test},0,{FAILED})"


def with_standard(plan: Plan, cell: Planned, standard: Pair | None) -> Pair:
    """What is stated, else its standard (or its rule, where the case states something calculated)."""
    name, year, members = cell.key
    own = stated(cell)
    others = [plan.cell(other, year, members) for other in plan.run.definitions.group(name) if other != name]
    only = then_all_blank(others)
    state = own.state if only == OK else then(only, own.state)
    if standard is None:
        return Pair(own.value, f"IF({cell.blank},{UNKNOWN},{state})")
    return Pair(
        f"IF({cell.blank},{standard.value},{own.value})", f"IF({cell.blank},{standard.state},{state})"
    )


def then_all_blank(others: list[Planned]) -> str:
    """Failed when another of an exactly-one group is stated too."""
    if not others:
        return OK
    return f"IF(AND({','.join(other.blank for other in others)}),0,{FAILED})"


def asked_state(plan: Plan, cell: Planned) -> str:
    """The state of asking whether an input is stated: unknown in a group where others are and this one is not."""
    name, year, members = cell.key
    others = [
        plan.cell(other, year, members) for other in plan.run.definitions.together(name) if other != name
    ]
    if not others:
        return OK
    return f"IF(AND({cell.blank},NOT(AND({','.join(other.blank for other in others)}))),{UNKNOWN},0)"
