"""A case that names no year: what needs one is unknown for want of it, what names its own years is not."""

import pytest

import inline

RULES = """\
parametre:
  p: {titel: P, enhed: kr, værdier: {2018: 4, 2019: 5, 2020: 6}}
  altid: {titel: Altid, enhed: kr, værdi: 9}
oplysninger:
  k: {titel: K, enhed: kr}
  pr_år: {titel: Pr. år, enhed: kr, pr: år}
  standard: {titel: Standard, enhed: kr, standard: 3}
størrelser:
  kæde: {titel: Kæde, enhed: kr, varianter: [{når: år == 2018, formel: 1}, {ellers: "kæde[-1] + 1"}]}
  uden_bund: {titel: Uden bund, enhed: kr, varianter: [{når: år == 2025, formel: 1}, {ellers: "uden_bund[-1] + 1"}]}
"""
FORMULAS = {
    # no year is needed
    "k + altid": 19,
    "k[2018]": 10,
    "p[2018]": 4,
    "sum(p[2018:2020])": 15,
    "pr_år[2018]": 7,
    "standard": 3,
    "kæde[2020]": 3,
    "hvis(k > 1, 1 kr, p)": 1,
    # a year is needed
    "p": ("år",),
    "pr_år": ("år",),
    "k[-1]": ("år",),
    "kæde": ("år",),
    "sum(p[2018:år])": ("år",),
    "sum(p[-2:-1])": ("år",),
    "hvis(år > 2018, 1 kr, 2 kr)": ("år",),
    "k + p": ("år",),
    # it is not the year that is missing
    "pr_år[2019]": ("pr_år@2019",),
    # eight years before the first of the period, and no further
    "uden_bund[2020]": ("uden_bund@2011",),
}


@pytest.mark.parametrize("formula", FORMULAS)
def test_only_what_needs_a_year_is_unknown_without_one(tmp_path, formula):
    rules = inline.rules(tmp_path, f"{RULES}  x: {{titel: X, enhed: kr, formel: '{formula}'}}\n")
    answer = rules.calculate(inline.case(None, k=10, pr_år={2018: 7}), ["x"])["x"]
    found = answer.value if answer.state == "værdi" else answer.missing
    assert found == FORMULAS[formula]
