"""Section 4.2.1 beside an oracle that knows no clever windows: it tries every day a period of three months can begin.

Nothing of the engine is used in the oracle: it counts months on its own, and asks of every period which notices lie in it.
"""

import calendar
import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest

from rammeaftale.services.api import load
from rammeaftale.services.loading import shipped_library

ID = "hovedstaden/2019-2020"
DAY = timedelta(days=1)
MUNICIPALITIES = ("0101", "0147")
OFFERINGS = ("Birken", "Egen")
BUDGET = 1_000_000


@pytest.fixture(scope="module")
def rules():
    return load(ID, library=shipped_library())


def month_after(day: date, months: int) -> tuple[int, int]:
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def end_of_month(day: date, months: int) -> date:
    year, month = month_after(day, months)
    return date(year, month, calendar.monthrange(year, month)[1])


def same_day_later(day: date, months: int) -> date | None:
    """The same day of the month so many months later, where there is one."""
    year, month = month_after(day, months)
    return date(year, month, day.day) if day.day <= calendar.monthrange(year, month)[1] else None


def last_of_period(start: date, months: str, last: str) -> date:
    """The last day of three months from a day."""
    if months == "kalendermåneder":
        return end_of_month(start, 2)
    later = same_day_later(start, 3)
    if later is None:
        return end_of_month(start, 3)
    return later if last == "samme_dag" else later - DAY


def extended_in(group: list[dict], inside, reached, whom: str) -> set[str]:
    """Whom a single period extends the notice for: those in it, or those from the day the limit is reached."""
    members = [notice for notice in group if inside(notice)]
    if not reached(members):
        return set()
    if whom == "alle_i_vinduet":
        return {notice["id"] for notice in members}
    return {
        notice["id"]
        for notice in members
        if reached([other for other in members if other["dato"] <= notice["dato"]])
    }


def oracle(notices: list[dict], readings: dict[str, str]) -> dict[str, bool]:
    groups = defaultdict(list)
    for notice in notices:
        groups[notice["kommune"], notice["tilbud"]].append(notice)
    extended: set[str] = set()
    for group in groups.values():
        whom = readings["forlænget_for"]
        periods = []
        day = min(notice["dato"] for notice in group) - 100 * DAY
        while day <= max(notice["dato"] for notice in group):
            if readings["tre_måneder"] == "rullende" or day.day == 1:
                periods.append(
                    (day, last_of_period(day, readings["tre_måneder"], readings["vindue_sidste_dag"]))
                )
            day += DAY

        def places(part: list[dict]) -> bool:
            return sum(notice["pladser"] for notice in part) >= 3

        def income(part: list[dict]) -> bool:
            return sum(notice["indtægt"] for notice in part) >= Fraction(BUDGET, 5)

        for first, last in periods:
            extended |= extended_in(group, lambda n, a=first, b=last: a <= n["dato"] <= b, places, whom)
        periods = {
            "samme_vindue": periods,
            "samme_dag": [(notice["dato"], notice["dato"]) for notice in group],
            "uden_vindue": [(date.min, date.max)],
        }[readings["indtægt_vindue"]]
        for first, last in periods:
            extended |= extended_in(group, lambda n, a=first, b=last: a <= n["dato"] <= b, income, whom)
    return {notice["id"]: notice["id"] in extended for notice in notices}


def case_of(notices: list[dict], readings: dict[str, str]) -> dict:
    return {
        "regelsæt": ID,
        "år": 2019,
        "oplysninger": {
            "takstindtægtsbudget": BUDGET,
            "opsigelse": {
                notice["id"]: {
                    "opsigelse_dato": notice["dato"],
                    "opsigelse_kommune": notice["kommune"],
                    "opsigelse_tilbud": notice["tilbud"],
                    "opsigelse_pladser": notice["pladser"],
                    "opsigelse_årlig_indtægt": notice["indtægt"],
                }
                for notice in notices
            },
        },
        "fortolkninger": readings,
    }


def judged(rules, notices: list[dict], readings: dict[str, str]) -> None:
    expected = oracle(notices, readings)
    result = rules.calculate(case_of(notices, readings), targets=["opsigelse_forlænget", "opsigelse_slut"])
    for notice in notices:
        where = notice["id"]
        assert result[f"opsigelse_forlænget[{where}]"].value is expected[where], (notices, readings, where)
        ends = (
            end_of_month(notice["dato"], 6) if expected[where] else end_of_month(notice["dato"], 0) + 30 * DAY
        )
        assert result[f"opsigelse_slut[{where}]"].value == ends, (notices, readings, where)


READINGS = [
    {"tre_måneder": months, "vindue_sidste_dag": last, "indtægt_vindue": window, "forlænget_for": whom}
    for months, last in (
        ("rullende", "dagen_før"),
        ("rullende", "samme_dag"),
        ("kalendermåneder", "dagen_før"),
    )
    for window in ("samme_vindue", "samme_dag", "uden_vindue")
    for whom in ("alle_i_vinduet", "fra_den_udløsende")
]


@pytest.mark.parametrize("readings", READINGS, ids=lambda r: "-".join(r.values()))
def test_random_notices(rules, readings):
    chance = random.Random(str(sorted(readings.items())))  # noqa: S311
    for _ in range(12):
        start = chance.choice([date(2018, 11, 25), date(2019, 11, 25), date(2019, 1, 1), date(2019, 5, 29)])
        notices = [
            {
                "id": f"o{number}",
                "dato": start + chance.randrange(0, 200) * DAY,
                "kommune": MUNICIPALITIES[chance.random() < 0.2],
                "tilbud": OFFERINGS[chance.random() < 0.2],
                "pladser": chance.choice([1, 1, 1, 2, 3]),
                "indtægt": chance.choice([0, 50_000, 66_667, 100_000, 199_999]),
            }
            for number in range(chance.randrange(2, 7))
        ]
        judged(rules, notices, readings)


@pytest.mark.parametrize("readings", READINGS, ids=lambda r: "-".join(r.values()))
@pytest.mark.parametrize(
    "first",
    [
        date(2018, 11, 28),
        date(2018, 11, 29),
        date(2018, 11, 30),
        date(2019, 1, 30),
        date(2019, 1, 31),
        date(2019, 11, 30),
    ],
)
def test_around_three_months(rules, readings, first):
    """Two notices, two places and one, on every day around three months after the first."""
    around = end_of_month(first, 3)
    for away in (-3, -2, -1, 0, 1, 2):
        notices = [
            {
                "id": "a",
                "dato": first,
                "kommune": "0101",
                "tilbud": "Birken",
                "pladser": 2,
                "indtægt": 100_000,
            },
            {
                "id": "b",
                "dato": around + away * DAY,
                "kommune": "0101",
                "tilbud": "Birken",
                "pladser": 1,
                "indtægt": 100_000,
            },
        ]
        judged(rules, notices, readings)
