"""What an expectation may say, exactly and by tolerance, and what cannot be read."""

import pytest

import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.examples.examples import ExampleResult, run_examples

TOPIC = """\
parametre:
  rente: {titel: Rente, enhed: pct, værdier: {2020: 1.5, 2021: 2}}
oplysninger:
  løn: {titel: Løn, enhed: kr}
  stykker: {titel: Antal, type: heltal, fast: ja}
  andel: {titel: Andel, enhed: pct}
  slags: {titel: Slags, muligheder: [bo, dag, ukendt], fast: ja}
  navn: {titel: Navn, type: tekst, fast: ja}
  hvor: {titel: Hvor, type: medlem, af: kommune, fast: ja}
  bygget: {titel: Bygget, type: dato, fast: ja}
  pladser: {titel: Pladser, enhed: plads, pr: niveau}
  gæld: {titel: Gæld, enhed: kr, pr: aktiv}
  slut: {titel: Slut, type: dato, fast: ja, valgfri: ja}
størrelser:
  tredjedel: {titel: En tredjedel, enhed: kr, formel: løn / 3}
  procent: {titel: Procent, enhed: pct, formel: andel * 2}
  hver: {titel: Hver, enhed: plads, pr: niveau, formel: pladser}
  samlet_gæld: {titel: Samlet gæld, enhed: kr, formel: sum(gæld)}
  gæld_nu: {titel: Gæld nu, enhed: kr, pr: aktiv, formel: gæld}
  stor: {titel: Stor, type: ja_nej, formel: løn > 100}
  nyt: {titel: Nyt, type: dato, formel: bygget + dage(30)}
  året: {titel: Året, type: årstal, formel: årstal(bygget)}
  slagsen: {titel: Slagsen, muligheder: [bo, dag, ukendt], formel: slags}
  stedet: {titel: Stedet, type: medlem, af: kommune, formel: hvor}
  teksten: {titel: Teksten, type: tekst, formel: navn}
  tavs: {titel: Tavs, enhed: kr, formel: ikke_reguleret}
  uvedkommende: {titel: Uvedkommende, enhed: kr, formel: ikke_relevant}
  umulig: {titel: Umulig, enhed: forhold, formel: løn / (løn - løn)}
pligter:
  melde: {titel: Melde, modalitet: skal, adressat: driftsherre, udløses_når: stor, frist: nyt}
kontroller:
  rimelig: {titel: Rimelig, skal_gælde: løn < 1000, grad: fejl, besked: For stor løn}
"""
CASE = """\
år: 2020
oplysninger:
  løn: 700
  stykker: 3
  andel: 12.5
  slags: bo
  navn: Egely
  hvor: "0101"
  bygget: 2020-01-31
  niveau: {N1: {pladser: 8}, N2: {pladser: 8}}
"""


@pytest.fixture(scope="module")
def lib(tmp_path_factory):
    found = small.library(tmp_path_factory.mktemp("b") / "b", TOPIC)
    found.load()
    return found


class RunOne:
    """The result of one example with these expectations."""

    def __init__(self, lib) -> None:
        self.lib = lib

    def __call__(self, forventet, case=CASE) -> ExampleResult:
        path = self.lib.example("prøve", f"{case}forventet:\n{forventet}")
        findings = Findings()
        ((one,),) = [found.results for found in run_examples([path], findings)]
        assert list(findings) == []
        return one


@pytest.fixture
def run(lib):
    return RunOne(lib)


@pytest.mark.parametrize(
    "line",
    [
        "tredjedel: {brøk: 700/3}",
        "tredjedel: {brøk: 1400 / 6}",
        "tredjedel: {værdi: 233.33, tolerance: 0.01}",
        "tredjedel: {værdi: 233.34, tolerance: 0.01}",
        "løn: 700",
        "løn: {værdi: 700}",
        "rente: 1.5",
        "procent: 25",
        "procent: {værdi: 24.9, tolerance: 0.1}",
        "procent: {brøk: 50/2}",
        "stykker: 3",
        "stor: ja",
        "nyt: 2020-03-01",
        "året: 2020",
        "slagsen: bo",
        "teksten: Egely",
        'stedet: "0101"',
        "stedet: København",
        "hver[N1]: 8",
        "hver: 8",
        "hver[N1]@2020: 8",
        "rente@2021: 2",
        "tavs: ikke_reguleret",
        "uvedkommende: ikke_relevant",
        "umulig: fejl",
        "umulig: {tilstand: fejl}",
        "samlet_gæld: ukendt",
        "samlet_gæld: {tilstand: ukendt, mangler: [aktiv]}",
        "gæld_nu: {tilstand: ukendt, mangler: [aktiv]}",
        "løn@2021: {tilstand: ukendt, mangler: [løn@2021]}",
        "melde: afventer",
        "melde@2020: afventer",
        "rimelig: ja",
    ],
)
def test_met(run, line):
    one = run(f"  {line}\n")
    assert (list(one.findings), list(one.mismatches)) == ([], [])
    assert one.passed
    assert len(one.judged) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "tredjedel: 233.33",
        "tredjedel: {brøk: 700/4}",
        "tredjedel: {værdi: 233.3, tolerance: 0.01}",
        "tredjedel: ukendt",
        "procent: 0.25",
        "stor: nej",
        "nyt: 2020-02-29",
        "året: 2021",
        "slagsen: dag",
        "slagsen: ukendt",
        "teksten: egely",
        "stedet: Frederiksberg",
        "hver[N1]: 9",
        "tavs: 0",
        "tavs: ikke_relevant",
        "umulig: ukendt",
        "samlet_gæld: {tilstand: ukendt, mangler: [løn]}",
        "samlet_gæld: {tilstand: ukendt, mangler: []}",
        "melde: opfyldt",
        "rimelig: nej",
        "rimelig: ukendt",
    ],
)
def test_not_met(run, line):
    one = run(f"  {line}\n")
    assert list(one.findings) == []
    assert len(one.mismatches) == 1
    assert not one.passed


def test_word_for_a_state_wins_over_an_option_of_the_same_name(run):
    case = CASE.replace("slags: bo", "slags: ukendt")
    assert not run("  slagsen: ukendt\n", case).passed
    assert run("  slagsen: {værdi: ukendt}\n", case).passed


def test_address_without_year_is_about_every_calculated_year(run):
    case = "år: [2020, 2021]\noplysninger: {løn: {2020: 700, 2021: 70}}\n"
    one = run("  stor: ja\n", case)
    assert [judged.expectation.address for judged in one.judged] == ["stor@2020", "stor@2021"]
    assert [mismatch.expectation.address for mismatch in one.mismatches] == ["stor@2021"]
    assert run("  stor@2020: ja\n  stor@2021: nej\n  rimelig: ja\n", case).passed


@pytest.mark.parametrize(
    ("line", "code", "message", "place", "hint"),
    [
        (
            "tredjedel: abc",
            "S931",
            "forventningen til «tredjedel» kan ikke læses: «abc» er ikke et tal i kr (decimaltegnet er punktum, ",
            (14, 14),
            "Skriv en værdi i den erklærede enhed, {brøk: 1/3} eller {tilstand: ukendt}.",
        ),
        ("tredjedel: 1,5", "S931", "«1,5» er ikke et tal i kr", (14, 14), "Skriv 1.5."),
        ("stykker: 3.5", "S931", "«3.5» er ikke et helt tal i forhold", (14, 12), "Skriv en værdi"),
        ("stor: jo", "S931", "«jo» er ikke ja eller nej", (14, 9), "Skriv en værdi"),
        (
            "slagsen: dga",
            "S931",
            "«dga» er ikke en af mulighederne bo, dag, ukendt",
            (14, 12),
            "mente du «dag»?",
        ),
        (
            "tavs: ikke_reguleet",
            "S931",
            "«ikke_reguleet» er ikke et tal i kr",
            (14, 9),
            "mente du «ikke_reguleret»?",
        ),
        (
            "tredjedel: {brøk: 1/0}",
            "S931",
            "«1/0» er ikke en brøk af to hele tal som 1000/7",
            (14, 21),
            "Skriv en værdi",
        ),
        (
            "stor: {brøk: 1/2}",
            "S931",
            "en brøk er et tal, men her ventes ja eller nej",
            (14, 16),
            "Skriv en værdi",
        ),
        (
            "tredjedel: {værdi: 1, brøk: 1/2}",
            "S931",
            "skriv netop én af værdi, brøk og tilstand",
            (14, 14),
            "Skriv en værdi",
        ),
        (
            "tredjedel: {tolerance: 1}",
            "S931",
            "skriv netop én af værdi, brøk og tilstand",
            (14, 14),
            "Skriv en værdi",
        ),
        (
            "tredjedel: {brøk: 1/2, tolerance: 1}",
            "S931",
            "«tolerance» hører ikke sammen med «brøk»",
            (14, 26),
            "Skriv en værdi",
        ),
        (
            "tredjedel: {værdi: 1, tolerance: -1}",
            "S931",
            "en tolerance er et tal på 0 eller mere og hører kun til tal",
            (14, 36),
            "Skriv en værdi",
        ),
        (
            "nyt: {værdi: 2020-01-01, tolerance: 1}",
            "S931",
            "en tolerance er et tal på 0 eller mere og hører kun til tal",
            (14, 39),
            "Skriv en værdi",
        ),
        (
            "tavs: {tilstand: tavs}",
            "S931",
            "«tavs» er ikke en af fejl, ikke_reguleret",
            (14, 20),
            "Skriv en værdi",
        ),
        (
            "tavs: {tilstand: fejl, mangler: [løn]}",
            "S931",
            "kun «ukendt» har noget, der mangler, ikke «fejl»",
            (14, 20),
            "Skriv en værdi",
        ),
        (
            "melde: udløst",
            "S931",
            "«udløst» er ikke en af ikke_udløst, opfyldt",
            (14, 10),
            "mente du «ikke_udløst»?",
        ),
        (
            "rimelig: sand",
            "S931",
            "«sand» er ikke en af ja, nej, ukendt",
            (14, 12),
            "Skriv en af ja, nej, ukendt.",
        ),
        ("lønn: 7", "S902", "«lønn» findes ikke i prøve/2020", (14, 3), "mente du «løn»?"),
        ("meld: opfyldt", "S902", "«meld» findes ikke i prøve/2020", (14, 3), "mente du «melde»?"),
        (
            "samlet_gæld: {tilstand: ukendt, mangler: [lønn]}",
            "S902",
            "«lønn» findes ikke",
            (14, 45),
            "mente du «løn»?",
        ),
        ("hver[N9]: 8", "S910", "«N9» er ikke et medlem af «niveau»", (14, 3), "Sagen har N1, N2."),
        ("hver[N1,N2]: 8", "S919", "«hver» er opdelt efter niveau", (14, 3), ""),
        ("melde[N1]: opfyldt", "S919", "«melde» er ikke opdelt", (14, 3), ""),
        ("løn@20: 7", "S918", "«løn@20» er ikke en adresse", (14, 3), "Skriv for eksempel"),
        (
            "melde@2021: afventer",
            "S933",
            "pligten «melde» bliver kun prøvet i de år, sagen beregner (2020), ikke i 2021",
            (14, 3),
            "Tilføj året under «år:».",
        ),
        ("rimelig@2019: ja", "S933", "kontrollen «rimelig» bliver kun prøvet", (14, 3), "Tilføj året"),
    ],
)
def test_unreadable(run, line, code, message, place, hint):
    one = run(f"  {line}\n  løn: 700\n")
    (found,) = one.findings
    assert found.code == code
    assert message in found.message
    assert (found.span.line, found.span.column) == place
    assert hint in found.help
    assert not one.passed
    assert [judged.expectation.address for judged in one.judged] == [
        "løn"
    ]  # the others are tried all the same


def test_no_members_to_expect_anything_of(run):
    (found,) = run("  hver: 8\n", "år: 2020\n").findings
    assert (found.code, found.span.line) == ("S932", 5)


@pytest.mark.parametrize("example", ["år: 2020\n", "år: 2020\nforventet: {}\n"])
def test_example_without_expectations(lib, example):
    ((one,),) = [found.results for found in run_examples([lib.example("tom", example)], Findings())]
    assert [d.code for d in one.findings] == ["S934"]
    assert not one.passed


def test_example_that_is_no_case(run):
    one = run("  løn: 700\n", "år: 2020\noplysninger: {løn: -}\nopgjrt: 2020-01-01\n")
    assert [d.code for d in one.findings] == ["K101"]
    assert one.result is None
    assert not one.passed
