"""A duty that comes back: its occurrences in a year, and what dated facts say of each.

One occurrence falls in each period of so many years or months, counted from the first day of the rule set's own
period; or, where the duty has a deadline of its own, in the same length of time up to that deadline.
"""

from __future__ import annotations

from datetime import date, timedelta

from rammeaftale.core.records import record
from rammeaftale.rulefiles.model import Duty
from rammeaftale.services.periods import Period, months, moved, periods

FULFILLED, LATE, MISSED, WAITING = "opfyldt", "opfyldt_for_sent", "ikke_opfyldt", "afventer"
_WORST_FIRST = (MISSED, LATE, WAITING, FULFILLED)


@record
class Occurrence:
    """One time the duty is to be fulfilled; `own`: its deadline stands in the rule."""

    period: Period
    own: bool = False

    def status(self, days: tuple[date, ...], today: date | None, later: date) -> str:
        """What the days of fulfilment say; one after the last day, before `later`, is late if the deadline is own."""
        last = self.period.last
        if self.period.has_one_of(days):
            return FULFILLED
        if self.own and any(last < day < later for day in days):
            return LATE
        return MISSED if today is not None and today > last else WAITING


def occurrences(duty: Duty, begins: date, year: int, deadline: date | None) -> list[Occurrence]:
    """The duty's occurrences that touch a year; `begins` is the first day of the rule set's period."""
    length = months(duty.every, duty.times)
    if deadline is not None:
        first = moved(deadline, -length) + timedelta(days=1)
        return [Occurrence(Period(first, deadline), own=True)]
    touched = periods(begins.replace(day=1), length, date(year, 1, 1), date(year, 12, 31))
    return [Occurrence(period) for period in touched]


def dated_status(
    duty: Duty, found: list[Occurrence], days: tuple[date, ...], today: date | None
) -> tuple[str, date]:
    """The worst status among the occurrences that have begun, and the last day of the first that has it."""
    length = months(duty.every, duty.times)
    begun = [one for one in found if today is None or one.period.first <= today] or found[:1]
    told = [(one.status(days, today, moved(one.period.last, length)), one.period.last) for one in begun]
    return min(told, key=lambda one: (_WORST_FIRST.index(one[0]), one[1]))
