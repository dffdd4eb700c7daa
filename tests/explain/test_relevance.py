"""`beregn` of a whole case lists what the case is about, and counts what holds for every case."""

from rammeaftale.report.results.text import result_text
from smaa_regler import library, result

OURS = """
oplysninger:
  a: {titel: Beløb A, enhed: kr}
  art: {titel: Art, type: valg, muligheder: [x, y], standard: x}
størrelser:
  af_a: {titel: Af A, enhed: kr, formel: 'hvis(art == "x", a, 0 kr)'}
  alene_a: {titel: Alene A, enhed: kr, formel: a}
"""
OTHERS = """
parametre:
  dag: {titel: En dag, type: dato, værdi: 2019-12-31}
oplysninger:
  b: {titel: Beløb B, enhed: kr}
  slags: {titel: Slags, type: valg, muligheder: [p, q], standard: p}
størrelser:
  altid: {titel: Altid det samme, type: ja_nej, formel: 'slags == "p"'}
  af_b: {titel: Af B, enhed: kr, formel: b}
pligter:
  fast: {titel: Fast frist, modalitet: skal, adressat: driftsherre, frist: dag}
  af_beløbet: {titel: Af beløbet, modalitet: skal, adressat: driftsherre, udløses_når: a > 1 kr, frist: dag}
"""
OTHER_HEAD = 'emne: Det andet emne\nkilde:\n  dokument: aftalen\n  afsnit: "2"\n'


def told(tmp_path, case):
    rules = library(tmp_path / "rules", OURS)
    (rules.folder / "andet.yaml").write_text(OTHER_HEAD + OTHERS, encoding="utf-8")
    return result_text(result(rules.load(), case), whole=True)


def test_a_topic_the_case_says_nothing_of_is_named_not_listed(tmp_path):
    out = told(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert "Af A" in out
    assert "Altid det samme" not in out
    assert "Sagen siger intet om: Det andet emne." in out


def test_it_is_listed_when_the_case_speaks_of_it(tmp_path):
    out = told(tmp_path, "år: 2020\noplysninger: {a: 100, b: 5}")
    assert "Altid det samme" in out
    assert "Sagen siger intet om" not in out


def test_everything_is_listed_when_the_case_states_nothing(tmp_path):
    assert "Altid det samme" in told(tmp_path, "år: 2020")


def test_only_what_is_behind_the_topics_shown_is_told_as_assumed(tmp_path):
    out = told(tmp_path, "år: 2020\noplysninger: {a: 100}")
    assert "Art (art): x" in out
    assert "Slags" not in out


def test_missing_inputs_of_other_topics_are_not_asked_for(tmp_path):
    out = told(tmp_path, "år: 2020\noplysninger: {art: y}")
    assert "1  a" in out
    assert "1  b" not in out


def test_a_passed_deadline_is_a_breach_only_where_the_case_speaks_of_the_duty(tmp_path):
    out = told(tmp_path, "år: 2020\nopgjort: 2020-02-01\noplysninger: {a: 100}")
    breaches = out.split("Brud på pligter\n")[1].split("Øvrige")[0]
    assert "Af beløbet (af_beløbet)" in breaches
    assert "Fast frist" not in out
    assert "1 har en frist, der er gået, uden at sagen nævner den" in out


def test_a_fact_of_the_case_is_speaking_of_the_duty(tmp_path):
    out = told(tmp_path, "år: 2020\nopgjort: 2020-02-01\noplysninger: {a: 1}\npligter: {fast: overtrådt}")
    assert "Fast frist (fast): overtrådt" in out
