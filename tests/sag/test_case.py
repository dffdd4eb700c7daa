"""A case read against the rules: what it comes to, and every finding with its message, place and suggestion."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

import smaa_regler as small
from rammeaftale.backends.facts import EVERY_YEAR
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.cases.statements import MOST_MEMBERS

TOPIC = """\
parametre:
  rente: {titel: Rente, enhed: pct, værdier: {2020: 1.5, 2021: 2}}
  hul: {titel: Hul, enhed: kr, værdier: {2020: kilde_mangler, 2021: 2}}
fortolkninger:
  læs:
    titel: Hvordan?
    art: flertydig
    standard: den_ene
    læsninger: {den_ene: {titel: Den ene}, den_anden: {titel: Den anden}}
oplysninger:
  grupper:
    - {netop_én_af: [budget, procent], besked: Oplys enten budgettet eller procenten.}
    - netop_én_af: [dag, nat]
  budget: {titel: Budget, enhed: kr}
  procent: {titel: Procent, enhed: pct}
  dag: {titel: Dag, enhed: kr, pr: [niveau, år]}
  nat: {titel: Nat, enhed: kr, pr: [niveau, år]}
  løn: {titel: Løn, enhed: kr, mindst: 0}
  andel: {titel: Andel, enhed: pct, mindst: 0, højst: 100}
  pladser: {titel: Pladser, enhed: plads, fast: ja, mindst: 1}
  hele: {titel: Hele, type: heltal, fast: ja}
  belægning: {titel: Belægning, enhed: pct, pr: år}
  på_niveau: {titel: På niveau, enhed: kr, pr: niveau}
  ialt: {titel: I alt, enhed: kr, pr: [niveau, kommune]}
  borgere: {titel: Borgere, enhed: borger, pr: kommune, fast: ja}
  bygget: {titel: Bygget, type: dato, fast: ja}
  år_for_start: {titel: Startår, type: årstal, fast: ja}
  slags: {titel: Slags, muligheder: [bo, dagtilbud], fast: ja}
  navnet: {titel: Navn, type: tekst, fast: ja}
  hvor: {titel: Hvor, type: medlem, af: kommune, fast: ja}
  ejet: {titel: Ejet, type: ja_nej}
størrelser:
  udgift: {titel: Udgift, enhed: kr, efter_fortolkning: {læs: {den_ene: løn, den_anden: løn * 2}}}
pligter:
  melde: {titel: Melde, modalitet: skal, adressat: driftsherre, udløses_når: ejet}
kontroller:
  rimelig: {titel: Rimelig, skal_gælde: løn < 10 kr, grad: fejl, besked: For stor}
tiltag:
  halvt: {titel: Halvt, virkning: beregnes, sætter: {udgift: uden_tiltag(udgift) / 2}}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return small.library(tmp_path_factory.mktemp("b") / "b", TOPIC).load()


def facts(rules, text):
    case, found = small.read(rules, text)
    assert case is not None, [d.message for d in found]
    return case.facts


def stated(rules, text, name, *members: str):
    return {year: one.value for year, one in facts(rules, text).stated[name, members].items()}


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("løn: 700", "løn", {2020: 700}),
        ("løn: 0.05", "løn", {2020: Fraction(1, 20)}),
        ('løn: "700"', "løn", {2020: 700}),
        ("løn: {2019: 1, 2020: 2}", "løn", {2019: 1, 2020: 2}),
        ("løn: {værdi: 7, kilde: Budget, af: Økonomi}", "løn", {2020: 7}),
        ("løn: {2019: {værdi: 7, kilde: Regnskab}}", "løn", {2019: 7}),
        ("procent: 7", "procent", {2020: Fraction(7, 100)}),
        ("pladser: 12", "pladser", {EVERY_YEAR: 12}),
        ("pladser: {2019: 11, 2020: 12}", "pladser", {2019: 11, 2020: 12}),
        ("belægning: {2018: 96.4}", "belægning", {2018: Fraction("0.964")}),
        ("bygget: 2020-02-29", "bygget", {EVERY_YEAR: date(2020, 2, 29)}),
        ("år_for_start: 2021", "år_for_start", {EVERY_YEAR: 2021}),
        ("slags: bo", "slags", {EVERY_YEAR: "bo"}),
        ("navnet: 12", "navnet", {EVERY_YEAR: "12"}),
        ("hvor: København", "hvor", {EVERY_YEAR: "0101"}),
        ('hvor: "0147"', "hvor", {EVERY_YEAR: "0147"}),
        ("ejet: ja", "ejet", {2020: True}),
        ("ejet: nej", "ejet", {2020: False}),
        ("udgift: 5", "udgift", {2020: 5}),
        ("hul: 5", "hul", {EVERY_YEAR: 5}),
        ("hul: {2020: 5}", "hul", {2020: 5}),
    ],
)
def test_values_are_read_in_the_declared_unit_and_type(rules, line, name, expected):
    assert stated(rules, f"år: 2020\noplysninger:\n  {line}\n", name) == expected


def test_one_value_holds_for_every_calculated_year(rules):
    assert stated(rules, "år: [2021, 2020]\noplysninger: {løn: 7}\n", "løn") == {2020: 7, 2021: 7}


def test_without_a_year_a_value_holds_whenever(rules):
    assert stated(rules, "oplysninger: {løn: 7}\n", "løn") == {EVERY_YEAR: 7}


def test_members_nest_either_way(rules):
    for text in (
        "oplysninger: {niveau: {N1: {på_niveau: 1}, N2: {}}}\n",
        "oplysninger: {niveau: {N1: {}, N2: {}}, på_niveau: {N1: 1}}\n",
    ):
        found = facts(rules, text)
        assert found.members["niveau"] == ("N1", "N2")
        assert found.stated["på_niveau", ("N1",)][EVERY_YEAR].value == 1


def test_two_dimensions_nest_in_any_order(rules):
    for text in (
        "oplysninger: {niveau: {N1: {kommune: {København: {ialt: 1}}}}}\n",
        'oplysninger: {kommune: {"0101": {niveau: {N1: {ialt: 1}}}}}\n',
        "oplysninger: {ialt: {N1: {København: 1}}}\n",
        "oplysninger: {kommune: {København: {ialt: {N1: 1}}}}\n",
    ):
        assert stated(rules, text, "ialt", "N1", "0101") == {EVERY_YEAR: 1}


def test_dimensions_the_case_is_silent_about(rules):
    found = facts(rules, "år: 2020\n").members
    assert found == {"niveau": (), "aktiv": None, "kommune": ("0101", "0147")}
    assert facts(rules, "oplysninger: {aktiv: {}}\n").members["aktiv"] == ()


def test_the_rest_of_a_fixed_dimension(rules):
    found = facts(rules, "oplysninger: {kommune: {København: {borgere: 5}, øvrige: {borgere: 0}}}\n")
    assert {key: by_year[EVERY_YEAR].value for key, by_year in found.stated.items()} == {
        ("borgere", ("0101",)): 5,
        ("borgere", ("0147",)): 0,
    }


def test_what_ifs_readings_measures_and_duties(rules):
    text = """\
titel: En sag
år: 2020
opgjort: 2020-06-30
hvad_hvis: {rente: {2020: 2.5}}
fortolkninger: {læs: den_anden}
tiltag: [halvt]
pligter: {melde: 2020-05-01}
"""
    case, found = small.read(rules, text)
    assert found == []
    assert (case.title, case.listed, case.facts.today) == ("En sag", False, date(2020, 6, 30))
    assert case.facts.what_if["rente", ()][2020].value == Fraction(25, 1000)
    assert (case.facts.readings, case.facts.measures) == ({"læs": "den_anden"}, ("halvt",))
    assert case.duties == {"melde": (date(2020, 5, 1),)}


def test_source_and_who_said_so_are_kept(rules):
    text = "år: 2020\noplysninger:\n  løn: {værdi: 7, kilde: Budget 2020, af: Økonomi}\n"
    one = facts(rules, text).stated["løn", ()][2020]
    assert (one.source, one.by, one.span.line, one.span.column) == ("Budget 2020", "Økonomi", 4, 16)


@pytest.mark.parametrize(
    ("text", "code", "message", "place", "hint"),
    [
        (
            "oplysninger: {lønn: 3}",
            "S902",
            "«lønn» findes ikke i prøve/2020",
            (2, 15),
            "mente du «løn»?",
        ),
        (
            "oplysninger: {kommuner: {}}",
            "S902",
            "«kommuner» findes ikke i prøve/2020",
            (2, 15),
            "mente du «kommune»?",
        ),
        (
            "oplysninger: {xyzzy: 3}",
            "S902",
            "«xyzzy» findes ikke i prøve/2020",
            (2, 15),
            "Se navnene med «rammeaftale vis prøve/2020».",
        ),
        (
            "oplysninger: {niveau: {N1: {lønn: 3}}}",
            "S902",
            "«lønn» findes ikke i prøve/2020",
            (2, 29),
            "mente du «løn»?",
        ),
        ("hvad_hvis: {rentee: 3}", "S902", "«rentee» findes ikke i prøve/2020", (2, 13), "mente du «rente»?"),
        ("oplysninger: {melde: opfyldt}", "S903", "«melde» er en pligt og kan ikke oplyses", (2, 15), None),
        ("oplysninger: {læs: den_ene}", "S903", "«læs» er en fortolkning og kan ikke oplyses", (2, 15), None),
        ("oplysninger: {rimelig: ja}", "S903", "«rimelig» er en kontrol og kan ikke oplyses", (2, 15), None),
        ("oplysninger: {halvt: ja}", "S903", "«halvt» er et tiltag og kan ikke oplyses", (2, 15), None),
        (
            "oplysninger: {rente: 3}",
            "S904",
            "«rente» er fastsat i aftalen og kan ikke oplyses",
            (2, 15),
            "Prøv en anden værdi under «hvad_hvis:».",
        ),
        (
            "hvad_hvis: {løn: 3}",
            "S905",
            "«løn» er ikke en parameter",
            (2, 13),
            "Oplys værdien under «oplysninger:».",
        ),
        (
            "oplysninger: {løn: 14.200.000}",
            "S906",
            "«14.200.000» er ikke et tal i kr (decimaltegnet er punktum, ingen tusindtalstegn)",
            (2, 20),
            None,
        ),
        ("oplysninger: {løn: '3,5'}", "S906", "«3,5» er ikke et tal i kr (decimaltegnet", (2, 20), None),
        ("oplysninger: {løn: 7 kr}", "S906", "«7 kr» er ikke et tal i kr", (2, 20), None),
        ("oplysninger: {løn: 1e6}", "S906", "«1e6» er ikke et tal i kr", (2, 20), None),
        ("oplysninger: {løn: [1, 2]}", "K103", "her skal stå", (2, 20), None),
        ("oplysninger: {løn: {værdi: [1]}}", "K103", "her skal stå", (2, 28), None),
        ("oplysninger: {hele: 3.5}", "S906", "«3.5» er ikke et helt tal i forhold", (2, 21), None),
        ("oplysninger: {ejet: true}", "S906", "«true» er ikke ja eller nej", (2, 21), None),
        (
            "oplysninger: {bygget: 2021-02-29}",
            "S906",
            "«2021-02-29» er ikke en dato",
            (2, 23),
            None,
        ),
        ("oplysninger: {bygget: 29/2-2020}", "S906", "«29/2-2020» er ikke en dato", (2, 23), None),
        (
            "oplysninger: {år_for_start: 20}",
            "S906",
            "«20» er ikke et årstal mellem 1900 og 2200",
            (2, 29),
            None,
        ),
        (
            "oplysninger: {slags: dagtilbudd}",
            "S906",
            "«dagtilbudd» er ikke en af mulighederne bo, dagtilbud",
            (2, 22),
            "mente du «dagtilbud»? Muligheder: bo, dagtilbud.",
        ),
        ("oplysninger: {løn: -1}", "S907", "«løn» er -1, men skal være mindst 0", (2, 20), None),
        (
            "oplysninger: {andel: 100.01}",
            "S907",
            "«andel» er 100.01, men skal være mindst 0 og højst 100",
            (2, 22),
            None,
        ),
        (
            "oplysninger: {pladser: {2020: 0}}",
            "S907",
            "«pladser» er 0, men skal være mindst 1",
            (2, 31),
            None,
        ),
        (
            "oplysninger: {belægning: 95}",
            "S908",
            "«belægning» skal oplyses pr. år",
            (2, 15),
            "Skriv året foran: «belægning: {2017: …}».",
        ),
        (
            "oplysninger: {på_niveau: 3}",
            "S909",
            "«på_niveau» skal oplyses for hvert medlem af «niveau»",
            (2, 15),
            "Skriv den under dimensionen: niveau: {medlem: {på_niveau: …}}.",
        ),
        (
            "oplysninger: {ialt: {N1: 3}}",
            "S909",
            "«ialt» skal oplyses for hvert medlem af «kommune»",
            (2, 22),
            "Skriv den under dimensionen: kommune: {medlem: {ialt: …}}.",
        ),
        (
            "oplysninger: {niveau: 3}",
            "S938",
            "«niveau» er en dimension: under den står medlemmerne, ikke en værdi",
            (2, 23),
            "Er der ingen, så skriv «niveau: {}»; ellers hvert medlem for sig: niveau: {medlem: {dag: …}}.",
        ),
        (
            "oplysninger: {niveau: {N1: 3}}",
            "S909",
            "«N1» skal oplyses for hvert medlem af «niveau»",
            (2, 28),
            None,
        ),
        (
            "oplysninger: {kommune: {Købehavn: {borgere: 3}}}",
            "S910",
            "«Købehavn» er ikke et medlem af «kommune»",
            (2, 25),
            "mente du «København»?",
        ),
        (
            "oplysninger: {borgere: {'0102': 3}}",
            "S910",
            "«0102» er ikke et medlem af «kommune»",
            (2, 25),
            "mente du «0101»?",
        ),
        ("oplysninger: {hvor: Køge}", "S910", "«Køge» er ikke et medlem af «kommune»", (2, 21), None),
        (
            "oplysninger: {niveau: {'N1,N2': {}}}",
            "S911",
            "«N1,N2» kan ikke være navn på et medlem",
            (2, 24),
            "Brug et kort navn uden «,», «[», «]» og «@».",
        ),
        (
            "oplysninger: {på_niveau: {'a@b': 3}}",
            "S911",
            "«a@b» kan ikke være navn på et medlem",
            (2, 27),
            None,
        ),
        (
            "oplysninger: {budget: 3, procent: 7}",
            "S912",
            "«budget» og «procent» kan ikke oplyses samtidig",
            (2, 35),
            "Oplys enten budgettet eller procenten.",
        ),
        (
            "oplysninger: {niveau: {N1: {dag: {2019: 1}, nat: {2019: 2}}}}",
            "S912",
            "«dag» og «nat» kan ikke oplyses samtidig",
            (2, 57),
            "Behold den ene.",
        ),
        (
            "fortolkninger: {læs: den_tredje}",
            "S913",
            "«den_tredje» er ikke en læsning af «læs»",
            (2, 22),
            None,
        ),
        (
            "fortolkninger: {læst: den_ene}",
            "S914",
            "fortolkningen «læst» findes ikke i prøve/2020",
            (2, 17),
            "mente du «læs»?",
        ),
        ("tiltag: [halv]", "S914", "tiltaget «halv» findes ikke i prøve/2020", (2, 10), "mente du «halvt»?"),
        (
            "pligter: {meld: opfyldt}",
            "S914",
            "pligten «meld» findes ikke i prøve/2020",
            (2, 11),
            "mente du «melde»?",
        ),
        (
            "pligter: {melde: ja}",
            "S915",
            "«ja» siger ikke, om pligten er opfyldt",
            (2, 18),
            "Skriv opfyldt, overtrådt eller datoen for opfyldelsen.",
        ),
        (
            "pligter: {melde: 2020-02-30}",
            "S915",
            "«2020-02-30» siger ikke, om pligten er opfyldt",
            (2, 18),
            None,
        ),
        ("år: 1776", "S916", "«1776» er ikke et årstal mellem 1900 og 2200", (2, 5), None),
        ("år: [2020, 2201]", "S916", "«2201» er ikke et årstal mellem 1900 og 2200", (2, 12), None),
        (
            "oplysninger: {løn: {1899: 3}}",
            "S916",
            "«1899» er ikke et årstal mellem 1900 og 2200",
            (2, 21),
            None,
        ),
        (
            "oplysninger: {udgift: 3}\ntiltag: [halvt]",
            "S917",
            "«udgift» er både oplyst og sat af tiltaget «halvt»",
            (2, 23),
            "Slet oplysningen, eller vælg tiltaget fra.",
        ),
        (
            f"år: [{', '.join(str(1900 + n) for n in range(101))}]",
            "S922",
            "sagen har 101 år; grænsen er 100",
            (2, 6),
            None,
        ),
        (
            "oplysninger: {løn: {N1: 3}}",
            "S923",
            "«N1» er ikke et år eller et felt i en oplysning",
            (2, 21),
            None,
        ),
        (
            "oplysninger: {løn: {værdi: 3, kidle: Budget}}",
            "S923",
            "«kidle» er ikke et år eller et felt i en oplysning",
            (2, 31),
            "mente du «kilde»?",
        ),
        (
            "oplysninger: {kommune: {København: {borgere: 3}, '0101': {borgere: 4}}}",
            "S925",
            "«0101» er nævnt to gange under «kommune»",
            (2, 50),
            None,
        ),
        (
            "oplysninger: {niveau: {N1: {på_niveau: 3}}, på_niveau: {N1: 4}}",
            "S926",
            "«på_niveau» er oplyst to gange for samme år og medlem",
            (2, 57),
            None,
        ),
        (
            "oplysninger: {niveau: {N1: {løn: 3}}}",
            "S927",
            "«løn» er ikke opdelt efter «niveau»",
            (2, 29),
            None,
        ),
    ],
)
def test_findings(rules, text, code, message, place, hint):
    case, found = small.read(rules, f"{text}\n")
    assert case is None
    assert [d.code for d in found] == [code]
    assert found[0].message.startswith(message)
    assert (found[0].span.line, found[0].span.column) == place
    assert found[0].help
    if hint is not None:
        assert found[0].help == hint


def test_case_of_another_set(rules):
    findings = Findings()
    assert read_case("regelsæt: prøve/2019\når: 2020\n", rules, findings) is None
    (found,) = findings
    assert (found.code, found.message) == (
        "S901",
        "sagen hører til «prøve/2019», men der regnes med «prøve/2020»",
    )
    assert (found.span.line, found.span.column) == (1, 11)


def test_the_region_will_do_as_the_set(rules):
    findings = Findings()
    assert read_case("regelsæt: prøve\når: 2020\n", rules, findings) is not None


def test_every_fault_of_a_case_in_one_go(rules):
    text = "år: 1776\noplysninger: {lønn: 3, løn: -1}\nfortolkninger: {læs: nej}\n"
    text += "tiltag: [halv]\npligter: {melde: ja}\n"
    _, found = small.read(rules, text)
    assert [d.code for d in found] == ["S916", "S902", "S907", "S913", "S914", "S915"]


def test_one_fault_does_not_bring_others_along(rules):
    _, found = small.read(rules, "år: x\noplysninger: {løn: 3}\n")
    assert [d.code for d in found] == ["K106"]


def test_too_many_members(rules):
    members = ", ".join(f"m{n}: {{}}" for n in range(MOST_MEMBERS + 1))
    _, found = small.read(rules, f"oplysninger: {{niveau: {{{members}}}}}\n")
    assert [(d.code, d.message) for d in found] == [
        ("S922", f"sagen har {MOST_MEMBERS + 1} medlemmer; grænsen er {MOST_MEMBERS}")
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, 7),
        ("7.5", Fraction(15, 2)),
        (Decimal("7.50"), Fraction(15, 2)),
        (Fraction(1, 3), Fraction(1, 3)),
        ({2020: 7}, 7),
        ({"2020": 7}, 7),
    ],
)
def test_a_program_may_give_exact_values(rules, value, expected):
    findings = Findings()
    case = read_case({"regelsæt": small.SET, "år": 2020, "oplysninger": {"løn": value}}, rules, findings)
    assert list(findings) == []
    assert case.facts.stated["løn", ()][2020].value == expected


@pytest.mark.parametrize(
    ("value", "name", "expected"), [(True, "ejet", True), (date(2020, 1, 2), "bygget", date(2020, 1, 2))]
)
def test_a_program_may_give_truths_and_dates(rules, value, name, expected):
    case = read_case({"regelsæt": small.SET, "oplysninger": {name: value}}, rules, Findings())
    assert case.facts.stated[name, ()][EVERY_YEAR].value == expected


@pytest.mark.parametrize(
    ("value", "place", "code", "message"),
    [
        (7.5, "løn", "S920", "et kommatal (float) kan ikke være nøjagtigt"),
        ({2020: 7.5}, "løn.2020", "S920", "et kommatal (float) kan ikke være nøjagtigt"),
        (object(), "løn", "S921", "en værdi af typen object kan ikke bruges i en sag"),
        (None, "løn", "S921", "en værdi af typen NoneType kan ikke bruges i en sag"),
        (b"7", "løn", "S921", "en værdi af typen bytes kan ikke bruges i en sag"),
        (datetime(2020, 5, 1, 12, tzinfo=UTC), "løn", "S921", "en værdi af typen datetime kan ikke bruges"),
        (Decimal("NaN"), "løn", "S906", "«NaN» er ikke et tal"),
        ([7, [None]], "løn.2.1", "S921", "en værdi af typen NoneType kan ikke bruges i en sag"),
    ],
)
def test_a_program_may_not_give(rules, value, place, code, message):
    findings = Findings()
    assert read_case({"regelsæt": small.SET, "oplysninger": {"løn": value}}, rules, findings) is None
    (found,) = findings
    assert (found.code, found.message[: len(message)]) == (code, message)
    assert found.span.source.path == f"<sag> oplysninger.{place}"


def test_a_file_that_is_no_case(rules):
    for text, code in (("[1, 2]", "K103"), ("bare tekst", "K103"), ("", "F012"), ("a: b: c", "F010")):
        findings = Findings()
        assert read_case(text, rules, findings) is None
        assert [d.code for d in findings] == [code], text


def test_file_is_named_as_it_was_given(rules, tmp_path):
    path = tmp_path / "sag.yaml"
    path.write_text("regelsæt: prøve/2020\noplysninger: {lønn: 3}\n", encoding="utf-8")
    findings = Findings()
    assert read_case(path, rules, findings) is None
    assert findings.items[0].span.source.path == str(path)
