"""The last day of a deadline, counted from a date."""

from __future__ import annotations

from datetime import date

from rammeaftale.backends.arithmetic import Impossible, add_months, shifted, whole_number, working_days
from rammeaftale.core.outcome import Number
from rammeaftale.language import ir


def last_day(rule: ir.Deadline, start: date, length: Number) -> date:
    """The day `length` days, working days or months after (or before) `start`, moved off a day off if the rule says so.

    Where the day itself counts, the first of the days counted is that day; so are its months: a month that begins
    on 1 March ends on the 31st, and one that begins on 31 January on the last of February.
    """
    if length < 0:
        raise Impossible("negativ_længde", "fristens længde er negativ")
    sign = -1 if rule.backwards else 1
    count = sign * whole_number(length, "fristens længde")
    found = _months(rule, start, count) if rule.unit == "måneder" else _days(rule, start, count)
    return _moved(rule, found)


def _days(rule: ir.Deadline, start: date, count: int) -> date:
    first = shifted(start, _towards_start(rule)) if rule.same_day else start
    if rule.unit == "dage":
        return shifted(first, count)
    assert rule.calendar is not None
    return working_days(first, count, rule.calendar)


def _months(rule: ir.Deadline, start: date, count: int) -> date:
    if not rule.same_day:
        return add_months(start, count, rule.month_end)
    beyond = add_months(start, count, "sidste_dag" if rule.backwards else "næste_dag")
    return shifted(beyond, _towards_start(rule))


def _towards_start(rule: ir.Deadline) -> int:
    return 1 if rule.backwards else -1


def _moved(rule: ir.Deadline, day: date) -> date:
    if rule.day_off == "uændret" or rule.calendar is None:
        return day
    step = 1 if rule.day_off == "næste" else -1
    while not rule.calendar.is_working(day):
        day = shifted(day, step)
    return day
