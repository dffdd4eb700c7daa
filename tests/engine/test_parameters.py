"""Parameters: by year, from a date on, for all years, per member, and where the source lacks a figure."""

from fractions import Fraction

import pytest

import inline
from rammeaftale.services.api import check

RULES = """\
parametre:
  pr_år: {titel: Pr. år, enhed: pct, værdier: {2018: 1, 2019: 2, 2020: kilde_mangler}}
  dateret: {titel: Dateret, enhed: kr, ophører: 2021-07-01, værdier: {2018-01-01: 10, 2019-01-01: 20, 2020-03-01: 30}}
  altid: {titel: Altid, enhed: kr, værdi: 7}
  pr_by:
    titel: Pr. by
    enhed: kr
    pr: by
    værdier: {nord: {2018: 1, 2019: 2, 2020: 3}, syd: {2018: 4, 2019: 5, 2020: 6}}
oplysninger:
  dagen: {titel: Dagen, type: dato, fast: ja}
størrelser:
  årets: {titel: Årets, enhed: pct, formel: pr_år}
  før: {titel: Før, enhed: pct, formel: "pr_år[-1] + pr_år[2018]"}
  på_dagen: {titel: På dagen, enhed: kr, formel: "dateret[dagen]"}
  altid_dobbelt: {titel: Altid, enhed: kr, formel: altid * 2}
  byernes: {titel: Byernes, enhed: kr, formel: "sum(pr_by + pr_by[-2])"}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("parametre"), RULES)


def test_by_year_holds_for_that_year_only(rules):
    result = rules.calculate(inline.case([2018, 2019, 2020]))
    assert (result["årets@2018"].value, result["årets@2019"].value) == (1, 2)
    assert result["årets@2020"].missing == ("pr_år@2020",)
    assert result["før@2020"].value == 3


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2018-01-01", 10),
        ("2018-12-31", 10),
        ("2019-01-01", 20),
        ("2020-02-29", 20),
        ("2020-03-01", 30),
        ("2021-06-30", 30),
        ("2021-07-01", None),
        ("2017-12-31", None),
    ],
)
def test_a_dated_value_holds_until_the_next_or_the_end(rules, day, value):
    answer = rules.calculate(inline.case(dagen=day))["på_dagen"]
    assert answer.value == value
    assert answer.missing == (() if value else (f"dateret@{day[:4]}" if day[:4] != "2020" else "dateret",))


def test_one_figure_for_every_year_and_figures_per_member(rules):
    result = rules.calculate(inline.case())
    assert result["altid_dobbelt"].value == 14
    # 3 + 1 and 6 + 4
    assert result["byernes"].value == 14


def test_a_stated_figure_fills_what_the_source_lacks_and_nothing_else(rules):
    assert rules.calculate(inline.case(pr_år={2020: "0.5"}))["årets"].value == Fraction(1, 2)


def codes(root, values, reads="p"):
    topic = f"parametre:\n  p: {{titel: P, enhed: kr, {values}}}\n"
    topic += f'størrelser:\n  x: {{titel: X, enhed: kr, formel: "{reads}"}}\n'
    inline.write_set(root, topic, years=(2019, 2020))
    return [(d.code, d.message) for d in check([root])]


@pytest.mark.parametrize(
    ("values", "reads", "found"),
    [
        ("værdier: {2019: 1, 2020: 2}", "p", []),
        ("værdier: {2019: 1}", "p", [("P601", "«p» har ingen værdi for 2020")]),
        ("værdier: {2019: 1, 2020: 2}", "p[-2]", [("P601", "«p» har ingen værdi for 2017, 2018")]),
        ("værdier: {2019: 1, 2020: 2}", "p[2010]", [("P601", "«p» har ingen værdi for 2010")]),
        ("værdier: {2010: 1, 2019: 1, 2020: 2}", "p[2010]", []),
        ("værdier: {2016: 1, 2017: 1, 2018: 1, 2019: 1, 2020: 2}", "sum(p[-3:år])", []),
        (
            "værdier: {2018: 1, 2019: 1, 2020: 2}",
            "sum(p[-3:år])",
            [("P601", "«p» har ingen værdi for 2016, 2017")],
        ),
        ("værdier: {2019-01-01: 1}", "p", []),
        ("værdier: {2019-01-01: 1}", "p[-1]", [("P602", "«p» har et hul: 2018-01-01 til 2018-12-31")]),
        ("værdier: {2019-02-01: 1}", "p", [("P602", "«p» har et hul: 2019-01-01 til 2019-01-31")]),
        (
            "ophører: 2020-07-01, værdier: {2019-01-01: 1}",
            "p",
            [("P602", "«p» har et hul: 2020-07-01 til 2020-12-31")],
        ),
        (
            "værdier: {2019-01-01: 1, 2020-07-01: 2}",
            "p",
            [("P603", "«p» skifter værdi midt i 2020; læst efter år gælder værdien 1. januar")],
        ),
        ("værdi: 1", "p[-8]", []),
        ("pr: by, værdi: {nord: 1, syd: 2}", "sum(p)", []),
        ("pr: by, værdi: {nord: 1}", "sum(p)", [("P610", "«p» har ingen værdi for medlemmet «syd» af «by»")]),
        (
            "pr: by, værdier: {nord: {2019: 1, 2020: 1}, syd: {2019: 1}}",
            "sum(p)",
            [("P601", "«p[syd]» har ingen værdi for 2020")],
        ),
    ],
)
def test_every_year_the_rules_may_ask_for_is_covered_at_load(tmp_path, values, reads, found):
    assert codes(tmp_path, values, reads) == found
