"""Duties: status by what is known, and which of them is a breach."""

import pytest

import inline

RULES = """\
oplysninger:
  udløst: {titel: Udløst, type: ja_nej}
  gjort: {titel: Gjort, type: ja_nej}
  brudt: {titel: Brudt, type: ja_nej}
  fristen: {titel: Fristen, type: dato, fast: ja}
  nul: {titel: Nul, enhed: forhold, standard: 0}
pligter:
"""
FIELDS = {
    "med_frist": "modalitet: skal, frist: fristen",
    "med_udløser": "modalitet: skal, udløses_når: udløst",
    "med_opfyldelse": "modalitet: skal, opfyldt_når: gjort",
    "med_begge": "modalitet: skal, opfyldt_når: gjort, frist: fristen",
    "forbud": "modalitet: må_ikke, overtrådt_når: brudt",
    "blot_forbud": "modalitet: må_ikke",
    "anbefaling": "modalitet: bør, opfyldt_når: gjort",
    "tilstræbt": "modalitet: skal_tilstræbe, opfyldt_når: gjort",
    "mulighed": "modalitet: kan",
    "uden_spørgsmål": "modalitet: skal, udløses_når: ikke_relevant",
    "fejlende": "modalitet: skal, udløses_når: 1 / nul > 1",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    entries = [f"  {name}: {{titel: T, adressat: vi, {fields}}}" for name, fields in FIELDS.items()]
    return inline.rules(tmp_path_factory.mktemp("pligter"), RULES + "\n".join(entries) + "\n")


def duty(rules, name, fact=None, today=None, **facts: object):
    case = inline.case(**facts)
    case |= {"pligter": {name: fact}} if fact else {}
    case |= {"opgjort": today} if today else {}
    result = rules.calculate(case, [])
    return next((d.status, d.breach) for _, d in result.duties if d.name == name)


WITH = {"fristen": "2020-06-30"}


@pytest.mark.parametrize(
    ("name", "facts", "fact", "today", "status", "breach"),
    [
        ("med_frist", WITH, None, None, "afventer", False),
        ("med_frist", WITH, None, "2020-06-30", "afventer", False),
        ("med_frist", WITH, None, "2020-07-01", "ikke_opfyldt", True),
        ("med_frist", WITH, "2020-06-30", "2020-07-01", "opfyldt", False),
        ("med_frist", WITH, "2020-07-01", None, "opfyldt_for_sent", True),
        ("med_frist", WITH, "opfyldt", "2020-12-31", "opfyldt", False),
        ("med_frist", WITH, "overtrådt", None, "overtrådt", True),
        ("med_frist", {}, None, "2020-07-01", "ukendt", False),
        ("med_udløser", {"udløst": "ja"}, None, None, "afventer", False),
        ("med_udløser", {"udløst": "nej"}, None, None, "ikke_udløst", False),
        ("med_udløser", {}, None, None, "ukendt", False),
        ("med_udløser", {"udløst": "nej"}, "overtrådt", None, "ikke_udløst", False),
        ("med_opfyldelse", {"gjort": "ja"}, None, None, "opfyldt", False),
        ("med_opfyldelse", {"gjort": "nej"}, None, None, "ikke_opfyldt", True),
        ("med_opfyldelse", {}, None, None, "ukendt", False),
        ("med_frist", WITH, "2020-07-05", "2020-06-01", "afventer", False),
        ("med_frist", WITH, "2020-07-05", "2020-07-01", "ikke_opfyldt", True),
        ("med_frist", WITH, "2020-07-05", "2020-07-05", "opfyldt_for_sent", True),
        ("med_begge", {"gjort": "nej"}, None, "2020-07-01", "ukendt", False),
        ("med_begge", {"gjort": "nej", **WITH}, None, "2020-06-30", "afventer", False),
        ("med_begge", {"gjort": "nej", **WITH}, None, "2020-07-01", "ikke_opfyldt", True),
        ("med_begge", {"gjort": "ja", **WITH}, None, "2020-07-01", "opfyldt", False),
        ("forbud", {"brudt": "ja"}, None, None, "overtrådt", True),
        ("forbud", {"brudt": "nej"}, None, None, "opfyldt", False),
        ("forbud", {}, None, None, "ukendt", False),
        ("blot_forbud", {}, None, None, "afventer", False),
        ("blot_forbud", {}, "overtrådt", None, "overtrådt", True),
        ("anbefaling", {"gjort": "nej"}, None, None, "ikke_opfyldt", False),
        ("anbefaling", {"gjort": "ja"}, None, None, "opfyldt", False),
        ("tilstræbt", {"gjort": "nej"}, None, None, "ikke_opfyldt", False),
        ("mulighed", {}, None, None, "til_rådighed", False),
        ("mulighed", {}, "opfyldt", None, "opfyldt", False),
        ("uden_spørgsmål", {}, None, None, "ikke_udløst", False),
        ("fejlende", {}, None, None, "ukendt", False),
    ],
)
def test_status_and_breach(rules, name, facts, fact, today, status, breach):
    assert duty(rules, name, fact, today, **facts) == (status, breach)


def test_json_of_duties_by_year(rules):
    case = {**inline.case([2020, 2021], udløst={2020: "ja", 2021: "nej"}), "opgjort": "2020-01-01"}
    told = rules.calculate(case, []).to_json()["pligter"]["med_udløser"]["pr_år"]
    assert told == {
        "2020": {"status": "afventer", "brud": False, "udløst": True, "frist": None},
        "2021": {"status": "ikke_udløst", "brud": False, "udløst": False, "frist": None},
    }
