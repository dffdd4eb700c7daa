"""`--variér`: the main result along a number as drawing, table and thresholds by rule, in the page and as data."""

import json
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator

from html_page import table_of
from rammeaftale.core.danish import show_number
from running import run_program

from .conftest import ROOT, TARIFF, make

pytestmark = pytest.mark.xdist_group("rapport")
INCOME = "takstindtægter_regnskab@2017=16000000..20000000:1000000"
# 5 pct of 17.480.000 is 874.000 on either side of 17.600.000 - 90.000, the income at which the year comes out even.
EVEN, LIMIT = 17_510_000, 874_000
DAYS = Fraction("8544.504")


def tariff(income: int) -> str:
    """By hand: what is outside the limit goes off the base of 18.244.503 kr."""
    outside = max(income - EVEN - LIMIT, 0) + min(income - EVEN + LIMIT, 0)
    return show_number((18_244_503 - outside) / DAYS, most=2, least=2)


@pytest.fixture(scope="module")
def varied(tmp_path_factory):
    return make(tmp_path_factory.mktemp("variér"), TARIFF, "--variér", INCOME, "--varier", "pladser=20..30/3")


def test_table_thresholds_and_drawing_stand_on_the_page(varied):
    assert varied.ran.code == 0, varied.ran.err
    section = next(s for s in varied.page.all("section") if s.attributes["aria-labelledby"] == "foelsomhed")
    titles = [one.text for one in section.all("h3")]
    assert titles == [
        (
            "Takst pr. dag, når «Takstindtægter i regnskabet» (takstindtægter_regnskab@2017) "
            "går fra 16.000.000,00 kr til 20.000.000,00 kr"
        ),
        "Takst pr. dag, når pladser går fra 20 pladser til 30 pladser",
    ]
    rows = table_of(section, "Tallene bag grafen").rows()
    incomes = (*range(16_000_000, 19_000_000, 1_000_000), 18_720_000, 19_000_000, 20_000_000)
    assert [row[-1] for row in rows] == [tariff(income) for income in incomes]
    assert rows[3][0] == "sagens egen 18.720.000,00"
    thresholds = [one.text for one in section.all("ol")[0].all("li")]
    assert len(thresholds) == 2
    for number, limit in enumerate((EVEN - LIMIT, EVEN + LIMIT)):
        assert thresholds[number].startswith(f"ved {show_number(limit, least=2)} kr: knækker")
        assert "Den del af afvigelsen, der skal efterreguleres" in thresholds[number]
        assert "rules/2019-2020/efterregulering.yaml:" in thresholds[number]
    drawings = section.all("svg")
    assert len(drawings) == 2
    ids = [one.attributes["id"] for one in section.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    for drawing in drawings:
        named = drawing.attributes["aria-labelledby"].split()
        assert set(named) <= {one.attributes["id"] for one in drawing.all("title", "desc") if one.attributes}


def test_the_data_stand_in_json(tmp_path):
    made = make(tmp_path, TARIFF, "--variér", INCOME, name="rapport.json")
    told = json.loads(made.text)
    schema = json.loads((ROOT / "schemas" / "rapport.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(told)
    (found,) = told["følsomhed"]
    assert (found["størrelse"], found["varieret"]) == ("takst_pr_dag", "takstindtægter_regnskab@2017")
    assert [one["ved"]["værdi"] for one in found["tærskler"]] == [str(EVEN - LIMIT), str(EVEN + LIMIT)]
    assert "--variér" in told["lavet_med"]["kommando"]


def test_the_result_that_rests_on_it_is_drawn(tmp_path):
    """A level's places do not enter into the average tariff, but into the level's own."""
    made = make(tmp_path, TARIFF, "--variér", "niveau_pladser[N2]=8..12/3", name="rapport.json")
    (found,) = json.loads(made.text)["følsomhed"]
    assert found["størrelse"] == "niveau_takst_pr_dag[N2]"
    made = make(
        tmp_path,
        TARIFF,
        *("--størrelse", "takst_pr_dag", "--størrelse", "belagte_dage", "--variér", "pladser=20..30/3"),
        name="begge.json",
    )
    found = json.loads(made.text)["følsomhed"]
    assert [one["størrelse"] for one in found] == ["takst_pr_dag", "belagte_dage"]


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("pladser", 2, "--variér"),
        ("pladser=30..20", 2, "pladser=20..30"),
        ("findes_ikke=1..2", 1, "findes_ikke"),
        ("driftsherre=kommune..region", 1, "driftsherre"),
        ("pladser=-5..30", 1, "pladser"),
    ],
)
def test_a_range_that_cannot_be(tmp_path, written, code, told):
    made = make(tmp_path, TARIFF, "--variér", written)
    assert (made.ran.code, told in made.ran.err) == (code, True)
    assert "Traceback" not in made.ran.err
    assert not made.path.exists()


def test_what_has_nothing_to_draw_says_so(tmp_path):
    made = make(tmp_path, TARIFF, "--variér", "pladser=20..30", name="rapport.xlsx")
    assert (made.ran.code, ".html, .pdf og .json" in made.ran.err) == (2, True)
    case = tmp_path / "sag.yaml"
    case.write_text("regelsæt: hovedstaden/2019-2020\når: 2019\n", encoding="utf-8")
    made = make(tmp_path, (TARIFF[0], str(case)), "--variér", "pladser=20..30")
    assert (made.ran.code, "--størrelse" in made.ran.err) == (2, True)


def test_a_case_without_the_number(tmp_path):
    """A procedure's report can be asked along a number no result of it rests on: refused in one message."""
    example = (TARIFF[0], "rules/2019-2020/eksempler/noedbremse-hele-vejen.yaml")
    made = make(tmp_path, example, "--variér", "pladser=20..30")
    assert made.ran.code == 1
    assert made.ran.err.count("fejl") == 1, made.ran.err


def test_the_command_line_of_it_works_as_printed(varied, tmp_path, monkeypatch):
    import shlex

    monkeypatch.chdir(ROOT)
    (command,) = [one.text for one in varied.page.all("pre")]
    words = shlex.split(command)[1:]
    words[words.index("-o") + 1] = str(tmp_path / "rapport.html")
    assert run_program(words).code == 0
    assert (tmp_path / "rapport.html").read_bytes() == varied.path.read_bytes()
