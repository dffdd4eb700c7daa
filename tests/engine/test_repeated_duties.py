"""Duties that come back: one occurrence in each period, judged by the days of fulfilment."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError

RULES = """\
oplysninger:
  fristen: {titel: Fristen, type: dato, pr: år}
pligter:
"""
FIELDS = {
    "årlig": "gentages: {hver: år}",
    "hvert_andet_år": "gentages: {hver: år, antal: 2}",
    "halvårlig": "gentages: {hver: måned, antal: 6}",
    "årlig_med_frist": "gentages: {hver: år}, frist: fristen",
    "årlig_anbefaling": "modalitet: bør, gentages: {hver: år}",
    "kun_denne_gang": "frist: fristen",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    entries = [
        f"  {name}: {{titel: T, adressat: vi, {fields if 'modalitet' in fields else 'modalitet: skal, ' + fields}}}"
        for name, fields in FIELDS.items()
    ]
    return inline.rules(tmp_path_factory.mktemp("gentaget"), RULES + "\n".join(entries) + "\n")


def statuses(rules, name, days, today=None, years=(2020,)):
    case = inline.case(list(years), fristen={2020: "2020-03-31", 2021: "2021-03-31"})
    case |= {"pligter": {name: days}} | ({"opgjort": today} if today else {})
    found = rules.calculate(case, []).duties
    return [(d.status, str(d.deadline), d.breach) for _, d in found if d.name == name]


@pytest.mark.parametrize(
    ("name", "days", "today", "expected"),
    [
        ("årlig", "2020-11-02", None, ("opfyldt", "2020-12-31", False)),
        ("årlig", "2019-11-02", None, ("afventer", "2020-12-31", False)),
        ("årlig", "2019-11-02", "2020-12-31", ("afventer", "2020-12-31", False)),
        ("årlig", "2019-11-02", "2021-01-01", ("ikke_opfyldt", "2020-12-31", True)),
        ("årlig", ["2021-02-01", "2019-11-02"], "2021-03-01", ("ikke_opfyldt", "2020-12-31", True)),
        ("årlig_anbefaling", "2019-11-02", "2021-01-01", ("ikke_opfyldt", "2020-12-31", False)),
        # the set's period begins in 2020, so its two years are 2020 and 2021
        ("hvert_andet_år", "2021-06-01", "2022-01-01", ("opfyldt", "2021-12-31", False)),
        ("hvert_andet_år", "2019-06-01", "2021-01-01", ("afventer", "2021-12-31", False)),
        ("halvårlig", ["2020-06-30", "2020-07-01"], "2020-12-31", ("opfyldt", "2020-06-30", False)),
        ("halvårlig", ["2020-06-30"], "2020-06-30", ("opfyldt", "2020-06-30", False)),
        ("halvårlig", ["2020-06-30"], "2020-07-01", ("afventer", "2020-12-31", False)),
        ("halvårlig", ["2020-07-01"], "2020-07-01", ("ikke_opfyldt", "2020-06-30", True)),
        # the year up to the duty's own deadline, and up to a year too late
        ("årlig_med_frist", "2020-03-31", None, ("opfyldt", "2020-03-31", False)),
        ("årlig_med_frist", "2019-04-01", None, ("opfyldt", "2020-03-31", False)),
        ("årlig_med_frist", "2019-03-31", "2020-03-31", ("afventer", "2020-03-31", False)),
        ("årlig_med_frist", "2019-03-31", "2020-04-01", ("ikke_opfyldt", "2020-03-31", True)),
        ("årlig_med_frist", "2020-04-01", None, ("opfyldt_for_sent", "2020-03-31", True)),
        ("årlig_med_frist", "2021-03-31", None, ("afventer", "2020-03-31", False)),
        ("årlig", "opfyldt", "2022-01-01", ("opfyldt", "None", False)),
    ],
)
def test_occurrence_of_the_year(rules, name, days, today, expected):
    assert statuses(rules, name, days, today) == [expected]


def test_each_year_has_its_own(rules):
    told = statuses(rules, "årlig", ["2020-02-01"], "2022-01-01", years=(2020, 2021))
    assert [status for status, _, _ in told] == ["opfyldt", "ikke_opfyldt"]


def test_a_duty_that_does_not_come_back_has_one_day(rules):
    with pytest.raises(RammeaftaleError) as caught:
        statuses(rules, "kun_denne_gang", ["2020-02-01", "2020-03-01"])
    assert [d.code for d in caught.value.diagnostics] == ["S937"]
