"""The strict functions of the rule language in a spreadsheet's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from rammeaftale.backends.excel.numbers import CLEAN, nearest
from rammeaftale.backends.excel.pairs import Pair, fails_if, quoted, then, worst
from rammeaftale.backends.excel.place import Place, Write
from rammeaftale.core.calendar import Calendar
from rammeaftale.language import ir

Fixed: TypeAlias = Sequence[int | str | Calendar]
WEEK = frozenset(range(5))
NO_SUCH_DAYS = "en kalender uden arbejdsdage"


def apply(node: ir.Apply, place: Place, write: Write) -> Pair:
    """A function of its arguments; it fails where the exact one does."""
    if node.function == "arbejdsdage_efter":
        return _working_days(node, place, write)
    arguments = [place.short(argument, write) for argument in node.arguments]
    values = [argument.value for argument in arguments]
    state = worst([argument.state for argument in arguments])
    fault = _FAULTS.get(node.function)
    if fault is not None:
        condition = fault(values, node.fixed)
        state = then(state, fails_if(condition)) if condition else state
    return Pair(_VALUES[node.function](values, node.fixed), state)


def _working_days(node: ir.Apply, place: Place, write: Write) -> Pair:
    calendar = next(part for part in node.fixed if isinstance(part, Calendar))
    if not countable(calendar):
        return place.constant(node, NO_SUCH_DAYS)
    day, count = (place.short(argument, write) for argument in node.arguments)
    state = then(worst((day.state, count.state)), fails_if(_not_whole(count.value)))
    return Pair(working_day(place, calendar, day.value, count.value), state)


def countable(calendar: Calendar) -> bool:
    """Whether a spreadsheet can count a calendar's days: some days of the week, less listed days."""
    return bool(calendar.weekdays)


def working_day(place: Place, calendar: Calendar, day: str, count: str) -> str:
    """The count-th working day after a day."""
    days_off = place.plan.days_off(calendar)
    if calendar.weekdays == WEEK:
        return f"WORKDAY({day},{count},{days_off})"
    free = "".join("0" if weekday in calendar.weekdays else "1" for weekday in range(7))
    return f"WORKDAY.INTL({day},{count},{quoted(free)},{days_off})"


def _not_whole(value: str) -> str:
    return "" if value.lstrip("-").isdigit() else f"ABS({value}-ROUND({value},0))>0.000000001"


def _rounded(function: str) -> Callable[[list[str], Fixed], str]:
    return lambda v, fixed: f"{function}(ROUND({v[0]},{int(str(fixed[0])) + CLEAN}),{fixed[0]})"


def _beyond(values: list[str], fixed: Fixed) -> str:
    number, bound = values
    return f"(SIGN({number})*MAX(0,ABS({number})-{bound}))"


def _date(values: list[str], fixed: Fixed) -> str:
    return f"DATE({','.join(values)})"


def _no_such_date(values: list[str], fixed: Fixed) -> str:
    found = _date(values, fixed)
    return f"OR(YEAR({found})<>{values[0]},MONTH({found})<>{values[1]},DAY({found})<>{values[2]})"


def _end_of_month(values: list[str], fixed: Fixed) -> str:
    return f"EOMONTH({values[0]},{values[1] if len(values) > 1 else 0})"


def add_months(day: str, count: str, mode: str) -> str:
    """The same day some months later; `næste_dag`: the first of the next month where it does not exist."""
    plain = f"EDATE({day},{count})"
    return plain if mode != "næste_dag" else f"({plain}+IF(DAY({plain})<DAY({day}),1,0))"


def _missing_day(values: list[str], fixed: Fixed) -> str:
    if fixed[0] != "fejl":
        return _not_whole(values[1])
    return f"DAY(EDATE({values[0]},{values[1]}))<DAY({values[0]})"


def _whole_years(values: list[str], fixed: Fixed) -> str:
    a, b = values
    early = f"MONTH({b})*100+DAY({b})<MONTH({a})*100+DAY({a})"
    return f"(YEAR({b})-YEAR({a})-IF({early},1,0))"


_VALUES: dict[str, Callable[[list[str], Fixed], str]] = {
    "min": lambda v, _: f"MIN({','.join(v)})",
    "maks": lambda v, _: f"MAX({','.join(v)})",
    "abs": lambda v, _: f"ABS({v[0]})",
    "ud_over": _beyond,
    "afrund": _rounded("ROUND"),
    "rund_op": _rounded("ROUNDUP"),
    "rund_ned": _rounded("ROUNDDOWN"),
    "afrund_til": lambda v, _: nearest(v[0], v[1], "halv_op"),
    "dato": _date,
    "dage": lambda v, _: v[0],
    "slut_på_måned": _end_of_month,
    "start_på_måned": lambda v, _: f"({v[0]}-DAY({v[0]})+1)",
    "læg_måneder": lambda v, fixed: add_months(v[0], v[1], str(fixed[0])),
    "dage_mellem": lambda v, _: f"({v[1]}-{v[0]})",
    "hele_år": _whole_years,
    "årstal": lambda v, _: f"YEAR({v[0]})",
    "dage_i_året": lambda v, _: f"(DATE({v[0]}+1,1,1)-DATE({v[0]},1,1))",
}
_FAULTS: dict[str, Callable[[list[str], Fixed], str]] = {
    "ud_over": lambda v, _: f"{v[1]}<0",
    "afrund_til": lambda v, _: f"{v[1]}<=0",
    "dato": _no_such_date,
    "dage": lambda v, _: _not_whole(v[0]),
    "slut_på_måned": lambda v, _: _not_whole(v[1]) if len(v) > 1 else "",
    "læg_måneder": _missing_day,
    "dage_i_året": lambda v, _: _not_whole(v[0]),
}
