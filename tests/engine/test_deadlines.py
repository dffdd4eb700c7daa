"""Deadlines (`frister`) against days found in the almanac, for both evaluations; and what can be wrong with one.

Easter Sunday is 1 April 2018, 21 April 2019, 9 April 2023 and 31 March 2024; store bededag (the fourth Friday after)
was a holiday for the last time on 5 May 2023.
"""

from datetime import date
from fractions import Fraction

import pytest

import inline
from oracle.small import case, exact_says, oracle_says, program
from rammeaftale.core.diagnostics import RammeaftaleError

BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
INPUTS = """
oplysninger:
  modtaget: {type: dato, fast: ja}
  varsel: {enhed: dag, fast: ja}
  måneder: {enhed: måned, fast: ja}
  fuldt_oplyst: {type: ja_nej, fast: ja}
"""


def deadline(*lines, before=""):
    """A set whose frist is counted as the lines say."""
    body = "\n".join(f"    {line}" for line in ("fra: modtaget", *lines))
    return program(f"{INPUTS}{before}frister:\n  x:\n{body}\n")


def day(text):
    return date.fromisoformat(text)


def found(says, built, start, **stated: object):
    facts = {"modtaget@*": day(start), **{f"{name}@*": value for name, value in stated.items()}}
    return says(built, case(facts), "x")


@BOTH
@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        # Monday in Holy Week: 27, 28; then 3-6 April (four), 9-13 (five), 16-19 (four).
        ("2018-03-26", 15, "2018-04-19"),
        # Thursday before store bededag, Friday 5 May 2023: the next working day is Monday.
        ("2023-05-04", 1, "2023-05-08"),
        # In 2024 the same Friday, 26 April, is a working day.
        ("2024-04-25", 1, "2024-04-26"),
        # From a Saturday the first working day is Monday.
        ("2019-03-02", 1, "2019-03-04"),
        # Christmas 2019: 24 December is a working day in this calendar, 25 and 26 are not, 31 is.
        ("2019-12-23", 4, "2019-12-31"),
        ("2019-12-31", 1, "2020-01-02"),
        ("2019-03-02", 0, "2019-03-02"),
    ],
)
def test_working_days_after(says, start, count, end):
    built = deadline(f"længde: {{arbejdsdage: {count}}}", "kalender: hverdage")
    assert found(says, built, start) == day(end)


@BOTH
@pytest.mark.parametrize(
    ("start", "lines", "end"),
    [
        # Two working days before Tuesday after Easter 2018: 28 and 27 March.
        ("2018-04-03", ("længde: {arbejdsdage: 2}", "kalender: hverdage"), "2018-03-27"),
        ("2019-03-01", ("længde: {dage: 7}",), "2019-02-22"),
        ("2019-03-31", ("længde: {måneder: 1}",), "2019-02-28"),
        ("2019-03-31", ("længde: {måneder: 1}", "slut: næste_dag"), "2019-03-01"),
        ("2019-03-01", ("længde: {dage: 7}", "første_dag: samme_dag"), "2019-02-23"),
        # The month that ends on 31 March with that day counted began on 1 March.
        ("2019-03-31", ("længde: {måneder: 1}", "første_dag: samme_dag"), "2019-03-01"),
        (
            "2018-04-03",
            ("længde: {arbejdsdage: 2}", "kalender: hverdage", "første_dag: samme_dag"),
            "2018-03-28",
        ),
    ],
)
def test_before(says, start, lines, end):
    assert found(says, deadline("retning: før", *lines), start) == day(end)


@BOTH
@pytest.mark.parametrize(
    ("start", "months", "last", "next_"),
    [
        ("2019-01-31", 1, "2019-02-28", "2019-03-01"),
        ("2020-01-31", 1, "2020-02-29", "2020-03-01"),
        ("2020-02-29", 12, "2021-02-28", "2021-03-01"),
        ("2020-02-29", 48, "2024-02-29", "2024-02-29"),
        ("2019-03-31", 1, "2019-04-30", "2019-05-01"),
        ("2019-11-30", 3, "2020-02-29", "2020-03-01"),
        ("2019-02-28", 1, "2019-03-28", "2019-03-28"),
    ],
)
def test_months_where_the_day_does_not_exist(says, start, months, last, next_):
    length = f"længde: {{måneder: {months}}}"
    assert found(says, deadline(length), start) == day(last)
    assert found(says, deadline(length, "slut: næste_dag"), start) == day(next_)


@BOTH
@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2019-01-31", "dage: 14", "2019-02-13"),
        ("2019-01-31", "dage: 1", "2019-01-31"),
        ("2023-05-04", "arbejdsdage: 1", "2023-05-04"),
        # Saturday is not counted, so the first counted day is Monday.
        ("2023-05-06", "arbejdsdage: 1", "2023-05-08"),
        ("2019-01-01", "måneder: 3", "2019-03-31"),
        ("2019-03-01", "måneder: 1", "2019-03-31"),
        # The month that begins on 31 January is over when February is.
        ("2019-01-31", "måneder: 1", "2019-02-28"),
        ("2019-01-29", "måneder: 1", "2019-02-28"),
        ("2020-01-30", "måneder: 1", "2020-02-29"),
    ],
)
def test_the_day_itself_counts(says, start, length, end):
    calendar = ("kalender: hverdage",) if "arbejdsdage" in length else ()
    built = deadline(f"længde: {{{length}}}", "første_dag: samme_dag", *calendar)
    assert found(says, built, start) == day(end)


@BOTH
@pytest.mark.parametrize(
    ("start", "move", "end"),
    [
        # Three days after Wednesday 17 April 2019 is the Saturday of Easter.
        ("2019-04-17", "uændret", "2019-04-20"),
        ("2019-04-17", "næste", "2019-04-23"),
        ("2019-04-17", "forrige", "2019-04-17"),
        # Friday is a working day and stays.
        ("2019-03-05", "næste", "2019-03-08"),
        ("2019-03-05", "forrige", "2019-03-08"),
    ],
)
def test_an_end_on_a_day_off(says, start, move, end):
    calendar = ("kalender: hverdage",) if move != "uændret" else ()
    built = deadline("længde: {dage: 3}", f"ved_fridag: {move}", *calendar)
    assert found(says, built, start) == day(end)


@BOTH
def test_the_calendar_of_a_reading(says):
    readings = """
fortolkninger:
  hverdage_er:
    art: flertydig
    standard: fem
    læsninger: {fem: {titel: Mandag til fredag}, seks: {titel: Også lørdag}}
"""
    named = "{efter_fortolkning: {hverdage_er: {fem: hverdage, seks: lang_uge}}}"
    built = deadline("længde: {arbejdsdage: 2}", f"kalender: {named}", before=readings)
    facts = {"modtaget@*": day("2019-03-07")}  # a Thursday
    assert says(built, case(facts), "x") == day("2019-03-11")
    assert says(built, case(facts, readings={"hverdage_er": "seks"}), "x") == day("2019-03-09")


@BOTH
def test_where_it_does_not_apply_and_where_that_is_unknown(says):
    built = deadline("længde: {dage: 10}", "gælder_når: fuldt_oplyst")
    assert found(says, built, "2019-03-01", fuldt_oplyst=True) == day("2019-03-11")
    assert found(says, built, "2019-03-01", fuldt_oplyst=False) == "ikke_relevant"
    assert found(says, built, "2019-03-01") == "ukendt: fuldt_oplyst"
    assert says(built, case({"fuldt_oplyst@*": True}), "x") == "ukendt: modtaget"


@BOTH
@pytest.mark.parametrize(
    ("unit", "length"),
    [
        ("dage", "varsel"),
        ("arbejdsdage", "varsel"),
        ("måneder", "måneder"),
    ],
)
def test_a_length_that_is_negative_or_no_whole_number_fails(says, unit, length):
    calendar = ("kalender: hverdage",) if unit == "arbejdsdage" else ()
    built = deadline(f"længde: {{{unit}: {length}}}", *calendar)
    assert found(says, built, "2019-03-01", **{length: 0}) == day("2019-03-01")
    assert found(says, built, "2019-03-01", **{length: -1}) == "fejl"
    assert found(says, built, "2019-03-01", **{length: Fraction(5, 2)}) == "fejl"
    assert found(says, built, "2019-03-01") == f"ukendt: {length}"


@BOTH
def test_a_day_beyond_the_calendar_fails(says):
    for length in ("dage: 4000000", "arbejdsdage: 5001", "måneder: 120000"):
        calendar = ("kalender: hverdage",) if "arbejdsdage" in length else ()
        assert found(says, deadline(f"længde: {{{length}}}", *calendar), "2019-03-01") == "fejl"


@BOTH
def test_one_for_each_member(says):
    built = program(
        """
oplysninger:
  opsagt: {type: dato, pr: niveau, fast: ja}
frister:
  x: {pr: niveau, fra: opsagt, længde: {måneder: 1}}
"""
    )
    facts = case({"opsagt[N1]@*": day("2019-01-31"), "opsagt[N2]@*": day("2019-02-01")}, levels=("N1", "N2"))
    assert says(built, facts, "x", "N1") == day("2019-02-28")
    assert says(built, facts, "x", "N2") == day("2019-03-01")


@BOTH
def test_as_a_branch_of_variants(says):
    built = program(
        f"""{INPUTS}
frister:
  x:
    varianter:
      - når: fuldt_oplyst
        frist: {{fra: modtaget, længde: {{dage: 10}}}}
      - ellers: ikke_reguleret
"""
    )
    assert found(says, built, "2019-03-01", fuldt_oplyst=True) == day("2019-03-11")
    assert found(says, built, "2019-03-01", fuldt_oplyst=False) == "ikke_reguleret"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("længde: {dage: 10}",), "K102"),
        (("fra: modtaget",), "K109"),
        (("fra: modtaget", "længde: {dage: 1, måneder: 1}"), "K109"),
        (("fra: modtaget", "formel: modtaget"), "K129"),
        (("gælder_når: sand", "retning: før", "formel: modtaget"), "K129"),
        (("fra: modtaget", "længde: {dage: 1}", "slut: næste_dag"), "K129"),
        (("fra: modtaget", "længde: {måneder: 1}", "kalender: hverdage"), "K129"),
        (("fra: modtaget", "længde: {arbejdsdage: 1}"), "N350"),
        (("fra: modtaget", "længde: {dage: 1}", "ved_fridag: næste"), "N350"),
        (("fra: modtaget", "længde: {arbejdsdage: 1}", "kalender: hverdag"), "N312"),
        (("fra: varsel", "længde: {dage: 1}"), "T401"),
        (("fra: modtaget", "længde: {måneder: varsel}"), "T401"),
        (("fra: modtaget", "længde: {dage: modtaget}"), "T401"),
        (("fra: modtaget", "længde: {dage: 1}", "gælder_når: varsel"), "T401"),
        (("fra: opsagt", "længde: {dage: 1}"), "T408"),
        (("fra: modtaget", "længde: {dage: 1}", "første_dag: sammedag"), "K104"),
    ],
)
def test_what_is_wrong_with_one(tmp_path, lines, code):
    topic = """\
oplysninger:
  modtaget: {titel: Modtaget, type: dato}
  varsel: {titel: Varsel, enhed: dag}
  opsagt: {titel: Opsagt, type: dato, pr: hold}
frister:
  x:
    titel: Frist
"""
    with pytest.raises(RammeaftaleError) as caught:
        inline.rules(tmp_path, topic + "".join(f"    {line}\n" for line in lines))
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {code}


def test_a_changed_one_keeps_nothing_of_the_other_way_to_count(tmp_path):
    kept = "oplysninger:\n  modtaget: {titel: Modtaget, type: dato, fast: ja}\n"
    inline.write_set(
        tmp_path,
        kept
        + "frister:\n"
        + "  a: {titel: A, fra: modtaget, længde: {arbejdsdage: 2}, kalender: hverdage}\n"
        + "  b: {titel: B, fra: modtaget, længde: {dage: 2}}\n"
        + "  c: {titel: C, formel: modtaget}\n",
        name="prøve/2019",
        years=(2019, 2019),
    )
    again = "ændring: ændret, begrundelse: Aftalt"
    inline.write_set(
        tmp_path,
        "frister:\n"
        f"  a: {{{again}, formel: modtaget + dage(1)}}\n"
        f"  b: {{{again}, længde: {{måneder: 1}}}}\n"
        f"  c: {{{again}, fra: modtaget, længde: {{dage: 3}}}}\n",
        base="prøve/2019",
    )
    result = inline.load("prøve/2020", library=tmp_path).calculate(inline.case(modtaget="2020-01-31"))
    assert [result[name].value for name in "abc"] == [day("2020-02-01"), day("2020-02-29"), day("2020-02-03")]
