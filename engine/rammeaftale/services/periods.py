"""Something that comes back: one occurrence in each period of so many months, counted from a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from rammeaftale.backends.arithmetic import add_months
from rammeaftale.core.records import record

_MONTHS = {"år": 12, "måned": 1}


@record
class Period:
    """One occurrence's days, both included."""

    first: date
    last: date

    def has_one_of(self, days: tuple[date, ...]) -> bool:
        """Whether one of the days lies in it."""
        return any(self.first <= day <= self.last for day in days)


def months(every: str | None, times: int) -> int:
    """The length of a period of so many `år` or `måned`; once a year where nothing is said."""
    return _MONTHS[every or "år"] * times


def periods(begins: date, length: int, first: date, last: date) -> list[Period]:
    """The periods of `length` months, one after another from `begins`, that touch the days from `first` to `last`."""
    at = (first.year - begins.year) * 12 + first.month - begins.month
    number, starts = at // length - 1, list[date]()
    while not starts or starts[-1] <= last:
        starts.append(moved(begins, number * length))
        number += 1
    found = [Period(a, b - timedelta(days=1)) for a, b in pairwise(starts)]
    return [one for one in found if one.last >= first]


def moved(day: date, count: int) -> date:
    """The same day so many months later, or the month's last."""
    return add_months(day, count, "sidste_dag")
