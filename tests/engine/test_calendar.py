"""Working days and the Danish public holidays, and dates that do not exist."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inline
from rammeaftale.backends.arithmetic import Impossible, add_months, end_of_month, make_date, whole_years
from rammeaftale.core.calendar import SPECIAL_DAYS, WEEKDAYS, Calendar, public_holidays

WORKDAYS = Calendar("arbejdsdage", frozenset(range(5)), holidays=True, extra_free=frozenset())
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))

# Easter Sundays, from the almanac.
EASTER = {2018: date(2018, 4, 1), 2019: date(2019, 4, 21), 2023: date(2023, 4, 9), 2024: date(2024, 3, 31)}


@pytest.mark.parametrize("year", EASTER)
def test_the_holidays_of_a_year(year):
    easter = EASTER[year]
    moving = [-3, -2, 0, 1, 39, 49, 50]  # skærtorsdag, langfredag, påske, Kristi himmelfart, pinse
    if year <= 2023:
        moving.append(26)  # store bededag, to and including 2023
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    assert public_holidays(year) == fixed | {easter + timedelta(days=n) for n in moving}


def test_store_bededag_counts_from_2024():
    assert not WORKDAYS.is_working(date(2023, 5, 5))
    assert WORKDAYS.is_working(date(2024, 4, 26))


@pytest.mark.parametrize("day", SPECIAL_DAYS.values())
def test_half_holidays_are_working_days_unless_the_calendar_lists_them(day):
    month, number = day
    years = [year for year in range(2018, 2026) if date(year, month, number).weekday() < 5]
    listed = Calendar("liste", WORKDAYS.weekdays, holidays=True, extra_free=frozenset([day]))
    free = public_holidays
    for year in years:
        when = date(year, month, number)
        if when not in free(year):  # Constitution Day may be Whit Monday or Ascension Day
            assert WORKDAYS.is_working(when)
        assert not listed.is_working(when)


@given(days, st.integers(-60, 60))
def test_the_nth_working_day_is_working_and_n_of_them_lie_between(start, count):
    end = WORKDAYS.after(start, count)
    if not count:
        assert end == start
        return
    assert WORKDAYS.is_working(end)
    step = 1 if count > 0 else -1
    between = [start + timedelta(days=n) for n in range(step, (end - start).days + step, step)]
    assert sum(WORKDAYS.is_working(day) for day in between) == abs(count)


@given(days, st.integers(-60, 60), st.integers(-60, 60))
def test_steps_of_the_same_sign_add_up(start, first, second):
    if first * second > 0:
        assert WORKDAYS.after(WORKDAYS.after(start, first), second) == WORKDAYS.after(start, first + second)


def test_christmas_and_new_year():
    # Friday 21 December 2018: 24 (Monday) works, 25-26 do not, 27, 28, 31 work, 1 January does not, 2 works
    friday = date(2018, 12, 21)
    assert [WORKDAYS.after(friday, n) for n in (1, 2, 3, 4, 5)] == [
        date(2018, 12, 24),
        date(2018, 12, 27),
        date(2018, 12, 28),
        date(2018, 12, 31),
        date(2019, 1, 2),
    ]


def test_weekdays_are_named_from_monday():
    assert WEEKDAYS == ("ma", "ti", "on", "to", "fr", "lø", "sø")


@given(days, st.integers(-400, 400))
def test_adding_months_keeps_the_day_or_takes_the_edge_of_the_month(day, count):
    last, following = add_months(day, count, "sidste_dag"), add_months(day, count, "næste_dag")
    if last.day == day.day:
        assert following == last == add_months(day, count, "fejl")
    else:
        assert last == end_of_month(last)
        assert following == last + timedelta(days=1)
        with pytest.raises(Impossible):
            add_months(day, count, "fejl")
    assert (last.year * 12 + last.month) - (day.year * 12 + day.month) == count


@given(days)
def test_end_of_month_is_the_day_before_a_first(day):
    assert (end_of_month(day) + timedelta(days=1)).day == 1
    assert end_of_month(day) >= day


@given(days, days)
def test_whole_years_are_counted_on_the_birthday(start, end):
    years = whole_years(start, end)
    assert (end.year - start.year - years) in (0, 1)
    if start <= end:
        assert years >= 0


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2008-03-16", "2018-03-15", 9),
        ("2008-03-16", "2018-03-16", 10),
        ("2008-02-29", "2009-02-28", 0),
        ("2008-02-29", "2009-03-01", 1),
        ("2008-02-29", "2012-02-29", 4),
    ],
)
def test_whole_years_of_leap_days(start, end, years):
    assert whole_years(date.fromisoformat(start), date.fromisoformat(end)) == years


@pytest.mark.parametrize(
    "parts", [(2019, 2, 29), (2019, 13, 1), (2019, 4, 31), (0, 1, 1), (10000, 1, 1), (2019, 1, 0)]
)
def test_days_that_do_not_exist_are_faults(parts):
    with pytest.raises(Impossible) as fault:
        make_date(*parts)
    assert fault.value.code == "umulig_dato"


def test_own_calendar_with_its_own_free_days(tmp_path):
    topic = """\
størrelser:
  frist: {titel: Frist, type: dato, formel: "arbejdsdage_efter(dato(2020, 12, 23), 1, hverdage)"}
  juleaften_fri: {titel: Frist, type: dato, formel: "arbejdsdage_efter(dato(2020, 12, 23), 1, juleferie)"}
  lørdag: {titel: Lørdag, type: dato, formel: "arbejdsdage_efter(dato(2020, 12, 23), 1, weekend)"}
"""
    inline.write_set(tmp_path, topic)
    manifest = tmp_path / "prøve-2020" / "regelsaet.yaml"
    own = """\
  juleferie: {ugedage: [ma, ti, on, to, fr], fri: helligdage_dk, også_fri: [juleaftensdag]}
  weekend: {ugedage: [lø, sø]}
"""
    manifest.write_text(manifest.read_text(encoding="utf-8") + own, encoding="utf-8")
    from rammeaftale import load

    result = load("prøve/2020", library=tmp_path).calculate(inline.case())
    assert result["frist"].value == date(2020, 12, 24)
    assert result["juleaften_fri"].value == date(2020, 12, 28)  # 25 and 26 are holidays, 27 a Sunday
    assert result["lørdag"].value == date(2020, 12, 26)  # without `fri` no holiday is free
