"""Working days: weekdays that count, less the Danish public holidays and what a rule set adds.

1 May, 5 June, 24 and 31 December are working days unless a calendar lists them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from rammeaftale.core.records import record

WEEKDAYS = ("ma", "ti", "on", "to", "fr", "lø", "sø")
SPECIAL_DAYS = {
    "første_maj": (5, 1),
    "grundlovsdag": (6, 5),
    "juleaftensdag": (12, 24),
    "nytårsaftensdag": (12, 31),
}
ONE_DAY = timedelta(days=1)


@record
class Calendar:
    """Which days count.

    `weekdays`: numbers from 0 (Monday); `holidays`: whether public holidays are free; `extra_free`: (month, day) that
    are free every year.
    """

    name: str
    weekdays: frozenset[int]
    holidays: bool
    extra_free: frozenset[tuple[int, int]]

    def is_working(self, day: date) -> bool:
        """Whether `day` counts."""
        if day.weekday() not in self.weekdays or (day.month, day.day) in self.extra_free:
            return False
        return not (self.holidays and day in public_holidays(day.year))

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, when negative); `day` itself for 0."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The Danish public holidays of `year` (store bededag to and incl. 2023); Constitution Day is not one."""
    from holidays import country_holidays

    return frozenset(country_holidays("DK", years=year))
