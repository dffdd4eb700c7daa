"""A point that may have been meant between thousands is refused wherever a person states a figure."""

import pytest

import smaa_regler as small
from rammeaftale.core.danish import date_hint
from rammeaftale.core.units import parse_unit
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import read_exact, read_literal
from rammeaftale.language.types import Kind, Type

TOPIC = """
parametre:
  sats: {titel: Sats, enhed: pct, værdier: {2019: 2, 2020: kilde_mangler, 2021: 4}}
oplysninger:
  løn: {titel: Løn, enhed: kr}
  aktivets_værdi: {titel: Værdi, enhed: kr, pr: aktiv}
størrelser:
  tredjedel: {titel: Tredjedel, enhed: kr, formel: løn / 8}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return small.library(tmp_path_factory.mktemp("b") / "b", TOPIC).load()


def number(unit: str, *, whole: bool = False) -> Type:
    found = parse_unit(unit)
    assert found is not None
    return Type(Kind.NUMBER, found, whole=whole)


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    [
        ("765.000", "kr", "Skriv 765000 (tusinde) eller 765.00."),
        ("-765.000", "kr", "Skriv -765000 (tusinde) eller -765.00."),
        ("18.720", "kr", "Skriv 18720 (tusinde) eller 18.72."),
        ("18.725", "kr", "Skriv 18725 (tusinde) eller 18.7250."),
        ("18720.000", "kr", "Skriv 18720.00."),
        ("765.000 kr", "kr", "Skriv 765000 (tusinde) eller 765.00."),
        ("2.297", "kr/dag", "Skriv 2297 (tusinde) eller 2.2970."),
        ("1.000", "dag", "Skriv 1000 (tusinde) eller 1.00."),
        ("1.000.000", "kr", "Skriv 1000000."),
    ],
)
def test_a_point_that_may_part_thousands(text, unit, hint):
    assert read_literal(text, number(unit)) is None
    assert literal_hint(text, number(unit)) == hint


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("765.00", "kr"),
        ("0.5", "kr"),
        ("1234.567", "kr"),
        ("2297.552", "kr/dag"),
        ("0.125", "kr/dag"),
        ("97.540", "pct"),
        ("7.000", "pct"),
        ("1.000", "forhold"),
        ("1.125", "dag"),
    ],
)
def test_a_point_that_can_only_be_a_decimal_point(text, unit):
    assert read_literal(text, number(unit)) is not None


def test_whole_numbers():
    plads = number("plads", whole=True)
    assert (read_literal("12.000", plads), literal_hint("12.000", plads)) == (
        None,
        "Skriv 12000 (tusinde) eller 12.",
    )


def test_a_calculated_figure_has_any_number_of_decimals():
    assert read_exact("0.125", number("kr")) == read_exact("0.1250", number("kr"))
    assert read_exact("765.000", number("kr")) == 765


@pytest.mark.parametrize("changes", [{}, {"sæt": ("løn=765.000",)}])
def test_cases_and_settings(rules, changes):
    text = "år: 2020\noplysninger: {løn: 765.000}\n" if not changes else "år: 2020\n"
    case, (found,) = small.read(rules, text, **changes)
    assert case is None
    assert (found.code, found.help) == ("S906", "Skriv 765000 (tusinde) eller 765.00.")


def test_a_parameter_and_a_formula_of_the_rules(tmp_path):
    parameter = 'parametre:\n  gebyr: {titel: Gebyr, enhed: kr, værdier: {2020: "7.000"}}\n'
    formula = "størrelser:\n  gebyr: {titel: Gebyr, enhed: kr, formel: 7.000 kr}\n"
    for name, topic, code in (("a", parameter, "T421"), ("b", formula, "M208")):
        (found,) = small.refused(
            "beregn", small.SET, "x.yaml", cwd=small.library(tmp_path / name, topic).root
        )
        assert (found.code, found.help.split(" ")[:3]) == (code, ["Skriv", "7000", "(tusinde)"])


def test_an_example_may_expect_eighths(rules):
    assert small.result(rules, "år: 2020\noplysninger: {løn: 1}\n", "tredjedel")["tredjedel"].value * 8 == 1


def test_one_value_fills_only_the_years_the_agreement_lacks(rules):
    case, _ = small.read(rules, "år: [2019, 2020]\noplysninger: {sats: 3}\n")
    assert case is not None
    found = small.result(rules, "år: [2019, 2020]\noplysninger: {sats: 3}\n", "sats")
    assert (found["sats@2019"].value, found["sats@2020"].value) == (2, 3)
    for text in ("år: 2019\noplysninger: {sats: 3}\n", "år: 2020\noplysninger: {sats: {2019: 3}}\n"):
        case, (finding,) = small.read(rules, text)
        assert (case, finding.code) == (None, "S904")


def test_a_setting_invents_no_member_beside_those_of_the_case(rules):
    text = "år: 2020\noplysninger: {aktiv: {hovedhus: {aktivets_værdi: 5}}}\n"
    case, (found,) = small.read(rules, text, sæt=("aktivets_værdi[hovedhys]=1",))
    assert (case, found.code, found.help) == (None, "S910", "mente du «hovedhus»?")
    case, (found,) = small.read(rules, text, sæt=("aktivets_værdi[bil]=1",))
    assert (case, found.code, found.help) == (None, "S910", "Sagen har hovedhus.")


def test_an_empty_list_of_members(rules):
    _, (found,) = small.read(rules, "år: 2020\noplysninger: {aktiv: []}\n")
    assert (found.code, found.help) == ("K103", "Er der ingen, så skriv {}.")


@pytest.mark.parametrize(
    ("year", "hint"), [("2019-2020", "Skriv [2019, 2020]."), ("tyve", "Skriv årstallet med fire cifre.")]
)
def test_years_of_a_case(rules, year, hint):
    _, (found,) = small.read(rules, f"år: {year}\n")
    assert (found.code, found.help) == ("K106", hint)


@pytest.mark.parametrize(
    ("changes", "code", "hint"),
    [
        ({"år": ("2019-2020",)}, "S916", "Skriv --år 2019 --år 2020."),
        ({"fortolkninger": ("x",)}, "S924", "Skriv for eksempel --fortolkning efterregulering_omfang=hele."),
        ({"opgjort": "2020-02-31"}, "K107", "Dagen findes ikke: februar 2020 har 29 dage."),
    ],
)
def test_options_are_helped_on_their_way(rules, changes, code, hint):
    _, (found,) = small.read(rules, "år: 2020\n", **changes)
    assert (found.code, found.help) == (code, hint)


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    [
        ("1e6", "kr", "Skriv 1000000."),
        ("-2.5e3", "kr", "Skriv -2500."),
        (".5", "pct", "Skriv 0.5."),
        ("+1000000", "kr", "Skriv 1000000."),
        ("1e99", "kr", ""),
    ],
)
def test_numbers_as_other_programs_write_them(text, unit, hint):
    assert read_literal(text, number(unit)) is None
    assert literal_hint(text, number(unit)) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2019-6-3", "Skriv «2019-06-03»."),
        ("2019/06/03", "Skriv «2019-06-03»."),
        ("3.6.2019", "Skriv «2019-06-03»."),
        ("2019-06", ""),
    ],
)
def test_dates_written_in_other_ways(text, hint):
    assert date_hint(text) == hint
