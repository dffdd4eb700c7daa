"""A duty that comes back: its occurrences in a year, and what dated facts say of each.

One occurrence falls in each period of so many years or months, counted from the first day of the rule set's own
period; or, where the duty has a deadline of its own, in the same length of time up to that deadline.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from rammeaftale.backends.arithmetic import add_months
from rammeaftale.core.records import record
from rammeaftale.rulefiles.model import Duty

FULFILLED, LATE, MISSED, WAITING = "opfyldt", "opfyldt_for_sent", "ikke_opfyldt", "afventer"
_WORST_FIRST = (MISSED, LATE, WAITING, FULFILLED)
_MONTHS = {"år": 12, "måned": 1}


@record
class Occurrence:
    """One time the duty is to be fulfilled: from `first` to `last`; `own`: its deadline stands in the rule."""

    first: date
    last: date
    own: bool = False

    def status(self, days: tuple[date, ...], today: date | None, later: date) -> str:
        """What the days of fulfilment say; one after the last day, before `later`, is late if the deadline is own."""
        if any(self.first <= day <= self.last for day in days):
            return FULFILLED
        if self.own and any(self.last < day < later for day in days):
            return LATE
        return MISSED if today is not None and today > self.last else WAITING


def occurrences(duty: Duty, begins: date, year: int, deadline: date | None) -> list[Occurrence]:
    """The duty's occurrences that touch a year; `begins` is the first day of the rule set's period."""
    months = _MONTHS[duty.every or "år"] * duty.times
    if deadline is not None:
        return [Occurrence(_moved(deadline, -months) + timedelta(days=1), deadline, own=True)]
    first, last = date(year, 1, 1), date(year, 12, 31)
    passed = (first.year - begins.year) * 12 + first.month - begins.month
    start = begins.replace(day=1)
    period, starts = passed // months, list[date]()
    while not starts or starts[-1] <= last:
        starts.append(_moved(start, period * months))
        period += 1
    return [Occurrence(a, b - timedelta(days=1)) for a, b in pairwise(starts)]


def dated_status(
    duty: Duty, found: list[Occurrence], days: tuple[date, ...], today: date | None
) -> tuple[str, date]:
    """The worst status among the occurrences that have begun, and the last day of the first that has it."""
    months = _MONTHS[duty.every or "år"] * duty.times
    begun = [one for one in found if today is None or one.first <= today] or found[:1]
    told = [(one.status(days, today, _moved(one.last, months)), one.last) for one in begun]
    return min(told, key=lambda one: (_WORST_FIRST.index(one[0]), one[1]))


def _moved(day: date, months: int) -> date:
    return add_months(day, months, "sidste_dag")
