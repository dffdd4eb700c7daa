"""The oracle's own deadlines: day by day from the date, or by whole months."""

from __future__ import annotations

from datetime import date, timedelta

from rammeaftale.backends.oracle.functions import add_months, whole, working_days_after
from rammeaftale.backends.oracle.outcomes import ImpossibleError
from rammeaftale.core.outcome import Number
from rammeaftale.language import ir

DAY_OFF = {"næste": timedelta(days=1), "forrige": timedelta(days=-1)}


def deadline(rule: ir.Deadline, start: date, length: Number) -> date:
    """The last day; a date that itself counts is one that the day before it would be counted from."""
    calendar, count = rule.calendar, whole(length)
    if count < 0:
        raise ImpossibleError("en frist med negativ længde")
    towards = timedelta(days=-1 if rule.backwards else 1)
    origin = start - towards if rule.same_day else start
    if rule.unit == "måneder" and rule.same_day:
        # the period is whole months: it ends the day before the next would begin, which a short month may lack
        end = (
            add_months(start, count * towards.days, "sidste_dag" if rule.backwards else "næste_dag") - towards
        )
    elif rule.unit == "måneder":
        end = add_months(start, count * towards.days, rule.month_end)
    elif rule.unit == "dage":
        end = origin + count * towards
    else:
        assert calendar is not None
        end = working_days_after(origin, count * towards.days, calendar)
    move = DAY_OFF.get(rule.day_off)
    while move is not None and calendar is not None and not calendar.is_working(end):
        end += move
    return end
