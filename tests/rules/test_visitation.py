"""The deadlines of sections 4.5 and 8.1, counted once more day by day, and the names the contract fixes for them.

Nothing of the engine's calendars is used here: only the dates of Easter and what the law says of holidays.
"""

from calendar import monthrange
from datetime import date, timedelta

import pytest

import rammeaftale
from rammeaftale.rulefiles import model as m

SET = "hovedstaden/2019-2020"
DAY = timedelta(days=1)
LAST_PRAYER_DAY = 2023
STARTS = [date(2018, 11, 1) + n * 13 * DAY for n in range(180)]
DATES = [
    "udredning_modtaget",
    "sag_fuldt_oplyst_dato",
    "udredning_seneste",
    "udredning_anmodet",
    "omplacering_grundlag_modtaget",
]
YES_OR_NO = ["sag_fuldt_oplyst", "samarbejdsaftale_indgået", "væsentlige_ændringer"]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def days_off(year: int, *, closed: bool) -> set[date]:
    sunday = easter(year)
    moving = [-3, -2, 1, 39, 50] + ([26] if year <= LAST_PRAYER_DAY else [])
    fixed = [(1, 1), (12, 25), (12, 26)] + ([(6, 5), (12, 24), (12, 31)] if closed else [])
    return {sunday + n * DAY for n in moving} | {date(year, month, day) for month, day in fixed}


def counted(start: date, days: int, *, week: int, closed: bool) -> date:
    """The last of so many days of work after a day, in a week of five or six of them."""
    while days:
        start += DAY
        days -= start.weekday() < week and start not in days_off(start.year, closed=closed)
    return start


@pytest.fixture(scope="module")
def rules():
    return rammeaftale.load(SET)


def outcomes(rules, stated, readings, *targets):
    case = {"regelsæt": SET, "oplysninger": stated, "fortolkninger": readings}
    result = rules.calculate(case, targets=list(targets))
    return [result[target].value for target in targets]


def test_easter_of_known_years():
    assert [easter(year) for year in (2018, 2019, 2020, 2023, 2024, 2038)] == [
        date(2018, 4, 1),
        date(2019, 4, 21),
        date(2020, 4, 12),
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("week", [5, 6])
def test_working_days(rules, week, closed):
    readings = {
        "hverdage": {5: "mandag_fredag", 6: "med_lørdag"}[week],
        "lukkedage": "tæller_ikke" if closed else "tæller_med",
    }
    for number, start in enumerate(STARTS):
        informed = start + (number % 15 - 7) * DAY
        stated = {
            "omplacering_grundlag_modtaget": start,
            "udredning_modtaget": start,
            "sag_fuldt_oplyst": True,
            "sag_fuldt_oplyst_dato": informed,
            "samarbejdsaftale_indgået": False,
        }
        assert outcomes(rules, stated, readings, "omplacering_svarfrist", "visitation_afgørelsesfrist") == [
            counted(start, 10, week=week, closed=closed),
            counted(max(start, informed), 15, week=5, closed=closed),
        ]


def test_twelve_months(rules):
    for start in [*STARTS[:60], date(2020, 2, 29), date(2019, 2, 28), date(2019, 1, 31)]:
        year = start.year + 1
        same = date(year, start.month, min(start.day, monthrange(year, start.month)[1]))
        end = date(year, start.month, monthrange(year, start.month)[1])
        lasts = {"til_samme_dato": same, "hele_kalendermåneder": end}
        for reading, last in lasts.items():
            for days in (-1, 0, 1):
                stated = {
                    "udredning_seneste": start,
                    "udredning_anmodet": last + days * DAY,
                    "væsentlige_ændringer": False,
                }
                found = outcomes(
                    rules,
                    stated,
                    {"løbende_tolv_måneder": reading},
                    "udredning_gælder_til",
                    "udredning_iværksættes",
                )
                assert found == [last, days > 0]


@pytest.mark.parametrize(
    ("name", "kind"), [*((n, "en dato") for n in DATES), *((n, "ja eller nej") for n in YES_OR_NO)]
)
def test_inputs_of_the_contract(rules, name, kind):
    symbol = rules.rules.programs[0].names.symbols[name]
    entry = symbol.entry
    assert isinstance(entry, m.Input)
    assert str(symbol.type.kind) == kind
    assert (entry.optional, entry.default, entry.fixed) == (False, None, kind == "en dato")


def test_readings_of_the_contract(rules):
    reading = rules.rules.programs[0].readings["hverdage"]
    assert (list(reading.choices), reading.default) == (["mandag_fredag", "med_lørdag"], "mandag_fredag")
