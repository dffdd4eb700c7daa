"""A case on which two sets differ: found at the boundaries, small, and what it says it is when calculated anew."""

import pytest

from comparing.small_sets import run, told, write
from fiktivia import ROOT as FICTIONAL
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.api import load
from rammeaftale.services.comparing.draft import Draft, case_text
from rammeaftale.services.comparing.sides import load_sides

TOPIC = """
oplysninger:
  beløb: {{titel: Beløb, enhed: kr, mindst: 0, fast: ja}}
  slags: {{titel: Slags, type: valg, muligheder: [grøn, gul, rød], fast: ja}}
  haster: {{titel: Haster, type: ja_nej, fast: ja}}
  dag: {{titel: Dag, type: dato, fast: ja}}
  ubrugt: {{titel: Ubrugt, enhed: kr, fast: ja}}
kontroller:
  brugt: {{titel: Brugt, skal_gælde: ubrugt > 0, grad: advarsel, besked: Nul}}
størrelser:
  gebyr:
    titel: Gebyr
    enhed: kr
    varianter:
      - når: slags == "rød" og haster
        formel: hvis(beløb {sign} 5000, 100, 50)
      - ellers: 10
  frist: {{titel: Frist, type: ja_nej, formel: "dag {day} dato(2020, 5, 1)"}}
  ens: {{titel: Ens, enhed: kr, formel: beløb * 2}}
"""


@pytest.fixture
def library(tmp_path):
    """Two sets that differ only at a threshold, for red and urgent cases, and on one day."""
    write(tmp_path, "prøve/2019", 2019, TOPIC.format(sign=">", day=">"))
    write(tmp_path, "prøve/2020", 2020, TOPIC.format(sign=">=", day=">="))
    return tmp_path


def found_case(library, target):
    path = library / "fundet.yaml"
    ran = run(library, "forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", target, "-o", path)
    assert ran.code == 0, ran.out + ran.err
    return path, ran.out


def test_a_threshold_behind_two_conditions_is_found_and_replayed(library):
    path, out = found_case(library, "gebyr")
    text = path.read_text("utf-8")
    assert "beløb: 5000\n" in text
    assert "slags: rød\n" in text
    assert "haster: ja\n" in text
    assert "ubrugt" not in text
    assert "dag" not in text.split("oplysninger:")[1]
    answers = []
    for set_ in ("prøve/2019", "prøve/2020"):
        own = path.with_name(f"{set_[-4:]}.yaml")
        own.write_text(text.replace("regelsæt: prøve/2020", f"regelsæt: {set_}"), "utf-8")
        answers.append(load(set_, library=library).calculate(own)["gebyr"].value)
    assert answers == [50, 100]
    assert "50,00 kr" in out
    assert "100,00 kr" in out


def test_a_day_is_found(library):
    assert "dag: 2020-05-01\n" in found_case(library, "frist")[0].read_text("utf-8")


DOUBT = """
oplysninger:
  beløb: {{titel: Beløb, enhed: kr, fast: ja}}
fortolkninger:
  tvivl:
    titel: Med eller uden
    art: flertydig
    standard: uden
    læsninger: {{med: {{titel: Med}}, uden: {{titel: Uden}}}}
procedurer:
  forløb:
    titel: Forløb
    trin:
      spørg: {{titel: Spørg, aktør: vi, udfald: {{spurgt: svar, glemt: {{slut: ude}}}}}}
      svar:
        titel: Svar
        dele:
          pris: {{titel: Prisen, aktør: vi, udfald: [ja, nej]}}
          plads: {{titel: Pladsen, aktør: andre, udfald: [ja, nej]}}
        når_alle: {{ja: {{slut: inde}}, nej: {{slut: ude}}}}
        ellers: {{slut: ude}}
    slutninger: {{inde: {{titel: Inde}}, ude: {{titel: Ude}}}}
størrelser:
  gebyr: {{titel: Gebyr, enhed: kr, efter_fortolkning: {{tvivl: {{uden: beløb, med: beløb * {factor}}}}}}}
  pris: {{titel: Pris, enhed: kr, formel: 'hvis(nået("forløb", "inde"), {fee} kr, 0 kr)'}}
"""


@pytest.fixture
def doubtful(tmp_path):
    """Two sets that differ only in one reading, and only once a procedure has come to its end."""
    write(tmp_path, "prøve/2019", 2019, DOUBT.format(factor=2, fee=5))
    write(tmp_path, "prøve/2020", 2020, DOUBT.format(factor=3, fee=7))
    return tmp_path


def test_a_case_that_takes_another_reading_is_found(doubtful):
    path, out = found_case(doubtful, "gebyr")
    assert "fortolkninger:\n  tvivl: med\n" in path.read_text("utf-8")
    assert "2.000,00 kr" in out
    assert "3.000,00 kr" in out


def test_a_case_that_takes_a_procedure_is_found(doubtful):
    path, out = found_case(doubtful, "pris")
    text = path.read_text("utf-8")
    assert text.count("- {trin: ") == 3
    assert "{trin: spørg, udfald: spurgt, dato: 2020-06-15}" in text
    assert "{trin: svar, udfald: ja, dato: 2020-06-15, del: plads}" in text
    assert "5,00 kr" in out
    assert "7,00 kr" in out


def test_what_only_the_second_set_asks_for_further_down_is_stated_too(tmp_path):
    """Both read «krav»; only the second one's asks for «lukket», where the sets differ."""
    text = """
    oplysninger:
      åben: {titel: Åben, type: ja_nej, fast: ja}
      lukket: {titel: Lukket, type: ja_nej, fast: ja}
    størrelser:
      krav: {titel: Krav, type: ja_nej, formel: %s}
      må: {titel: Må, type: ja_nej, formel: krav}
    kontroller:
      brugt: {titel: Brugt, skal_gælde: lukket eller åben, grad: advarsel, besked: Begge er nej}
    """
    write(tmp_path, "prøve/2019", 2019, text % "åben")
    write(tmp_path, "prøve/2020", 2020, text % "åben og ikke lukket")
    path, out = found_case(tmp_path, "må")
    assert path.read_text("utf-8").endswith("oplysninger:\n  åben: ja\n  lukket: ja\n")
    assert [line.split()[-1] for line in out.splitlines()[1:3]] == ["ja", "nej"]
    changes = told(tmp_path, "forskel", "prøve/2019", "prøve/2020", "--størrelse", "må")["ændringer"]
    assert {one["navn"] for one in changes} == {"må", "krav", "åben", "lukket"}


def test_rules_that_are_the_same_are_told_to_be(library):
    ran = run(library, "forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", "ens")
    assert ran.code == 1
    assert "altid ens" in ran.out


def test_the_case_is_json_too_and_the_same_each_time(library):
    words = ("forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", "gebyr")
    first, second = (told(library, *words) for _ in range(2))
    assert first == second
    assert first["sag"]["fundet"] is True
    assert (first["sag"]["før"], first["sag"]["nu"]) == ({"værdi": "50"}, {"værdi": "100"})


def test_a_case_of_the_fictional_sets_can_be_compared_at_once(tmp_path):
    path = tmp_path / "sag.yaml"
    ids = ("fiktivia/2018-2019", "fiktivia/2020-2021")
    ran = run(FICTIONAL, "forskel", *ids, "--find-sag", "--størrelse", "mosafgift", "-o", path)
    assert ran.code == 0, ran.err
    results = told(FICTIONAL, "sammenlign", *ids, "--sag", path, "--størrelse", "mosafgift")["sag"][
        "resultater"
    ]
    assert [one["sammenligning"] for one in results] == ["forskellig"]


HIDDEN = """
parametre:
  sats: {{titel: Sats, enhed: pct, værdi: {rate}}}
oplysninger:
  første: {{titel: Første, enhed: kr, pr: rum}}
  andet: {{titel: Andet, enhed: kr, pr: rum}}
  åbnet: {{titel: Åbnet, type: dato, fast: ja}}
størrelser:
  tilskud:
    titel: Tilskud
    enhed: kr
    pr: rum
    formel: hvis(første - andet == 623 kr, sats * første, 0)
  i_alt: {{titel: I alt, enhed: kr, formel: sum(tilskud)}}
  nyt: {{titel: Nyt, type: ja_nej, formel: år - årstal(åbnet) < {years}}}
"""
EXAMPLE = """\
regelsæt: prøve/2019
titel: Et rum med tilskud
år: 2019
oplysninger:
  rum:
    Kælder: {første: 10, andet: 4}
    Loft: {første: 1000, andet: 377}
forventet:
  i_alt: 500
"""


@pytest.fixture
def hidden(tmp_path):
    """Two sets whose rate is only used where two amounts are just so far apart, as in one example."""
    write(tmp_path, "prøve/2019", 2019, HIDDEN.format(rate=50, years=3))
    write(tmp_path, "prøve/2020", 2020, HIDDEN.format(rate=60, years=4))
    return tmp_path


def with_example(library):
    folder = library / "prøve-2019" / "eksempler"
    folder.mkdir()
    (folder / "loft.yaml").write_text(EXAMPLE, encoding="utf-8")
    (folder / "uegnet.yaml").write_text("regelsæt: prøve/2019\nnoget: andet\n", encoding="utf-8")


@pytest.mark.parametrize("target", ["tilskud", "i_alt"])
def test_the_search_begins_with_the_examples_beside_the_sets(hidden, target):
    """1000 kr - 377 kr = 623 kr: 50 pct of 1000 kr is 500 kr, 60 pct is 600 kr; the cellar has no part in it."""
    words = ("forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", target)
    assert run(hidden, *words).code == 1
    with_example(hidden)
    found = told(hidden, *words)["sag"]
    assert (found["før"], found["nu"]) == ({"værdi": "500"}, {"værdi": "600"})
    lines = found["sag"].splitlines()
    assert [line.strip() for line in lines if "første" in line or "andet" in line] == [
        "første: 1000",
        "andet: 377",
    ]
    assert "Kælder" not in found["sag"]
    assert told(hidden, *words)["sag"] == found


APART = """
parametre:
  sats: {{titel: Sats, enhed: pct, værdi: {rate}}}
oplysninger:
  første: {{titel: Første, enhed: kr, pr: rum}}
  andet: {{titel: Andet, enhed: kr, pr: rum}}
  høj: {{titel: Høj, enhed: kr}}
  lav: {{titel: Lav, enhed: kr}}
størrelser:
  tilskud: {{titel: Tilskud, enhed: kr, pr: rum, formel: "hvis(første - andet == 623 kr, sats * første, 0)"}}
  udbetalt: {{titel: Udbetalt, enhed: kr, formel: "hvis(høj - lav == 419 kr, sum(tilskud), 0)"}}
"""


def test_two_examples_are_laid_together(tmp_path):
    """One has what the rate is used for, the other what it takes to be paid: 50 and 60 pct of 1000 kr."""
    write(tmp_path, "prøve/2019", 2019, APART.format(rate=50))
    write(tmp_path, "prøve/2020", 2020, APART.format(rate=60))
    words = ("forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", "udbetalt")
    with_example(tmp_path)
    assert run(tmp_path, *words).code == 1
    paid = "regelsæt: prøve/2019\ntitel: Udbetalt\når: 2019\noplysninger: {høj: 500, lav: 81}\nforventet: {udbetalt: 0}\n"
    (tmp_path / "prøve-2019" / "eksempler" / "udbetalt.yaml").write_text(paid, encoding="utf-8")
    found = told(tmp_path, *words)["sag"]
    assert (found["før"], found["nu"]) == ({"værdi": "500"}, {"værdi": "600"})


def test_a_value_of_the_year_stands_beside_those_of_other_years():
    """An input may be stated of the calculated year and of the one before it."""
    known = load_sides(["fiktivia/2018-2019"], [FICTIONAL], Findings())[0].program.quantities
    name = next(n for n, q in known.items() if q.symbol.is_input and not q.symbol.fixed and not q.dims)
    text = case_text(Draft(2018, values=(((name, (), 2018), 1), ((name, (), 2017), 2))), "x", known, "t", "n")
    assert text.endswith(f"{name}:\n    2018: 1\n    2017: 2\n")


def test_a_date_some_years_back_is_tried(hidden):
    """2020 - 2017 = 3 is less than 4 and not less than 3."""
    text = found_case(hidden, "nyt")[0].read_text("utf-8")
    assert "åbnet: 2017-" in text


def test_the_search_is_in_the_year_asked_for(hidden):
    words = ("forskel", "prøve/2019", "prøve/2020", "--find-sag", "--størrelse", "nyt")
    assert "år: 2018\n" in told(hidden, *words, "--år", "2018")["sag"]["sag"]
    assert "år: 2020\n" in told(hidden, *words)["sag"]["sag"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--størrelse", "sats"], "«sats» er en parameter"),
        (["--størrelse", "åbnet"], "«åbnet» er en oplysning"),
        (["--størrelse", "nyt", "--sidste-kendte"], "--sidste-kendte hører til en sag"),
        (["--størrelse", "nyt", "--år", "19"], "ikke et årstal"),
    ],
)
def test_what_cannot_be_searched_for_is_told(hidden, words, said):
    ran = run(hidden, "forskel", "prøve/2019", "prøve/2020", "--find-sag", *words)
    assert ran.code != 0
    assert said in ran.err
    assert ran.out == ""
