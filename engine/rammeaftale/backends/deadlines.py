"""The last day of a deadline, counted from a date."""

from __future__ import annotations

from datetime import date, timedelta

from rammeaftale.backends.arithmetic import Impossible, add_months, shifted, whole_number, working_days
from rammeaftale.core.calendar import ONE_DAY
from rammeaftale.core.outcome import Number
from rammeaftale.language import ir


def last_day(rule: ir.Deadline, start: date, length: Number) -> date:
    """The day `length` days, working days or months after (or before) `start`, moved off a day off if the rule says so.

    Where the day itself counts, the count begins one day earlier (later, backwards).
    """
    if length < 0:
        raise Impossible("negativ_længde", "fristens længde er negativ")
    sign = -1 if rule.backwards else 1
    found = _counted(rule, start, sign * whole_number(length, "fristens længde"))
    return _moved(rule, found)


def _counted(rule: ir.Deadline, start: date, length: int) -> date:
    before = ONE_DAY if rule.backwards else -ONE_DAY
    if rule.unit == "arbejdsdage":
        assert rule.calendar is not None
        return working_days(start + before if rule.same_day else start, length, rule.calendar)
    found = add_months(start, length, rule.month_end) if rule.unit == "måneder" else shifted(start, length)
    return found + before if rule.same_day else found


def _moved(rule: ir.Deadline, day: date) -> date:
    if rule.day_off == "uændret" or rule.calendar is None:
        return day
    step = timedelta(days=1 if rule.day_off == "næste" else -1)
    while not rule.calendar.is_working(day):
        day += step
    return day
