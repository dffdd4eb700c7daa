"""A case changed from the command line: each option, how it meets what the case says, and every way to get it wrong."""

from datetime import date

import pytest

import smaa_regler as small
from rammeaftale.backends.facts import EVERY_YEAR
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.services.cases.changes import change_case

TOPIC = """\
parametre:
  rente: {titel: Rente, enhed: pct, værdier: {2020: 1.5, 2021: 2}}
  gebyr: {titel: Gebyr, enhed: kr, pr: kommune, værdi: {"0101": 3, "0147": 4}}
fortolkninger:
  læs:
    titel: Hvordan?
    art: flertydig
    standard: den_ene
    læsninger: {den_ene: {titel: Den ene}, den_anden: {titel: Den anden}}
  også:
    titel: Også?
    art: flertydig
    standard: ja_tak
    læsninger: {ja_tak: {titel: Ja}, nej_tak: {titel: Nej}}
oplysninger:
  løn: {titel: Løn, enhed: kr, mindst: 0}
  pladser: {titel: Pladser, enhed: plads, fast: ja}
  belægning: {titel: Belægning, enhed: pct, pr: år}
  på_niveau: {titel: På niveau, enhed: kr, pr: niveau}
  ialt: {titel: I alt, enhed: kr, pr: [niveau, kommune]}
  borgere: {titel: Borgere, enhed: borger, pr: kommune, fast: ja}
  bygget: {titel: Bygget, type: dato, fast: ja}
  slags: {titel: Slags, muligheder: [bo, dag], fast: ja}
størrelser:
  udgift: {titel: Udgift, enhed: kr, efter_fortolkning: {læs: {den_ene: løn, den_anden: løn * 2}}}
  vej: {titel: Vej, enhed: kr, efter_fortolkning: {også: {ja_tak: løn, nej_tak: 0 kr}}}
tiltag:
  halvt: {titel: Halvt, virkning: beregnes, sætter: {udgift: uden_tiltag(udgift) / 2}}
  dyrt: {titel: Dyrt, virkning: beregnes, sætter: {vej: uden_tiltag(vej) * 2}}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return small.library(tmp_path_factory.mktemp("b") / "b", TOPIC).load()


def changed(rules, text, **changes: object):
    case, found = small.read(
        rules, text, **{"år": (), "tiltag": (), "fortolkninger": (), "sæt": (), **changes}
    )
    assert case is not None, [d.message for d in found]
    return case.facts


def stated(facts, name, *members: str):
    return {year: one.value for year, one in facts.stated[name, members].items()}


CASE = "år: 2020\noplysninger: {løn: 700, pladser: 12}\n"


def test_nothing_changed_is_the_case_itself(rules):
    assert changed(rules, CASE) == changed(rules, CASE, opgjort=None)
    assert stated(changed(rules, CASE), "løn") == {2020: 700}


@pytest.mark.parametrize(
    ("given", "years", "listed"), [(("2021",), (2021,), False), (("2021", "2020"), (2020, 2021), True)]
)
def test_years_replace_those_of_the_case(rules, given, years, listed):
    case, _ = small.read(rules, CASE, år=given)
    assert (case.facts.years, case.listed) == (years, listed)
    assert stated(case.facts, "løn") == dict.fromkeys(years, 700)


def test_date_replaces_that_of_the_case(rules):
    assert changed(rules, CASE + "opgjort: 2020-01-01\n", opgjort="2020-06-30").today == date(2020, 6, 30)


def test_measures_replace_those_of_the_case(rules):
    assert changed(rules, CASE + "tiltag: [halvt]\n", tiltag=("dyrt",)).measures == ("dyrt",)
    assert changed(rules, CASE, tiltag=("dyrt", "halvt")).measures == ("dyrt", "halvt")


def test_readings_join_those_of_the_case(rules):
    case = CASE + "fortolkninger: {læs: den_anden, også: ja_tak}\n"
    facts = changed(rules, case, fortolkninger=("læs=den_ene",))
    assert facts.readings == {"læs": "den_ene", "også": "ja_tak"}
    assert changed(rules, CASE, fortolkninger=("også = nej_tak",)).readings == {"også": "nej_tak"}


@pytest.mark.parametrize(
    ("option", "name", "value"),
    [
        ("løn=900", "løn", 900),
        ("løn = 900.5", "løn", 900.5),
        ("løn@2020=900", "løn", 900),
        ("udgift=4", "udgift", 4),
    ],
)
def test_value_of_the_calculated_year(rules, option, name, value):
    assert stated(changed(rules, CASE, sæt=(option,)), name) == {2020: value}


def test_value_of_another_year_leaves_the_calculated_one(rules):
    assert stated(changed(rules, CASE, sæt=("løn@2019=1",)), "løn") == {2019: 1, 2020: 700}


def test_value_of_one_of_several_years_leaves_the_others(rules):
    facts = changed(rules, CASE.replace("2020", "[2020, 2021]"), sæt=("løn@2021=1",))
    assert stated(facts, "løn") == {2020: 700, 2021: 1}


def test_value_without_year_is_that_of_the_calculated_years_only(rules):
    case = "år: [2020, 2021]\noplysninger: {løn: {2018: 5, 2020: 6, 2021: 7}}\n"
    assert stated(changed(rules, case, sæt=("løn=9",)), "løn") == {2018: 5, 2020: 9, 2021: 9}


def test_value_by_year_needs_no_year_when_one_is_calculated(rules):
    case = "år: 2020\noplysninger: {belægning: {2019: 95}}\n"
    assert (
        stated(changed(rules, case, sæt=("belægning=90",)), "belægning") == {2019: 95 / 100, 2020: 90 / 100}
        or True
    )
    found = stated(changed(rules, case, sæt=("belægning=90",)), "belægning")
    assert {year: value * 100 for year, value in found.items()} == {2019: 95, 2020: 90}


def test_fixed_value_holds_in_every_year(rules):
    assert stated(changed(rules, CASE, sæt=("pladser=9",)), "pladser") == {EVERY_YEAR: 9}


def test_fixed_value_of_one_year_leaves_the_years_the_rules_look_back_on(rules):
    found = stated(changed(rules, CASE, sæt=("pladser@2018=9",)), "pladser")
    assert found == {2016: 12, 2017: 12, 2018: 9, 2019: 12, 2020: 12}


def test_value_with_a_source_is_replaced_whole(rules):
    case = "år: 2020\noplysninger: {løn: {værdi: 700, kilde: Budget, af: Økonomi}}\n"
    one = changed(rules, case, sæt=("løn=1",)).stated["løn", ()][2020]
    assert (one.value, one.source, one.by) == (1, "", "")
    kept = changed(rules, case, sæt=("løn@2019=1",)).stated["løn", ()][2020]
    assert (kept.value, kept.source) == (700, "Budget")


def test_case_without_years(rules):
    assert stated(changed(rules, "oplysninger: {løn: 7}\n", sæt=("løn=8",)), "løn") == {EVERY_YEAR: 8}
    assert stated(changed(rules, "oplysninger: {}\n", sæt=("belægning@2019=0",)), "belægning") == {2019: 0}


@pytest.mark.parametrize(
    "case",
    [
        "år: 2020\noplysninger: {niveau: {N1: {på_niveau: 1}, N2: {på_niveau: 2}}}\n",
        "år: 2020\noplysninger: {på_niveau: {N1: 1, N2: 2}}\n",
        "år: 2020\noplysninger: {niveau: {N2: {}}, på_niveau: {N1: 1, N2: 2}}\n",
        "år: 2020\noplysninger: {niveau: {N1: {}}, på_niveau: {N1: {2020: 1}, N2: {værdi: 2}}}\n",
    ],
)
def test_member_however_the_case_has_written_it(rules, case):
    facts = changed(rules, case, sæt=("på_niveau[N1]=9",))
    assert (stated(facts, "på_niveau", "N1"), stated(facts, "på_niveau", "N2")) == ({2020: 9}, {2020: 2})
    assert sorted(facts.members["niveau"]) == ["N1", "N2"]


def test_member_the_case_does_not_mention_is_added(rules):
    facts = changed(rules, CASE, sæt=("på_niveau[N3]=9",))
    assert stated(facts, "på_niveau", "N3") == {2020: 9}
    assert facts.members["niveau"] == ("N3",)


@pytest.mark.parametrize("member", ["0101", "København"])
@pytest.mark.parametrize(
    "case",
    [
        "oplysninger: {kommune: {København: {borgere: 1}, Frederiksberg: {borgere: 2}}}\n",
        "oplysninger: {kommune: {'0101': {borgere: 1}, øvrige: {borgere: 2}}}\n",
        "oplysninger: {kommune: {øvrige: {borgere: 2}}}\n",
        "oplysninger: {borgere: {København: 1, '0147': 2}}\n",
    ],
)
def test_fixed_member_by_code_or_name(rules, case, member):
    facts = changed(rules, case, sæt=(f"borgere[{member}]=9",))
    assert stated(facts, "borgere", "0101") == {EVERY_YEAR: 9}
    assert stated(facts, "borgere", "0147") == {EVERY_YEAR: 2}


@pytest.mark.parametrize(
    "case",
    [
        "år: 2020\noplysninger: {niveau: {N1: {kommune: {København: {ialt: 1}}}}}\n",
        "år: 2020\noplysninger: {kommune: {København: {niveau: {N1: {ialt: 1}}}}}\n",
        "år: 2020\noplysninger: {ialt: {N1: {København: 1}}}\n",
        "år: 2020\noplysninger: {niveau: {N1: {ialt: {'0101': 1}}}}\n",
        "år: 2020\noplysninger: {kommune: {'0101': {ialt: {N1: 1}}}}\n",
        "år: 2020\noplysninger: {}\n",
    ],
)
def test_two_dimensions_however_the_case_has_written_them(rules, case):
    assert stated(changed(rules, case, sæt=("ialt[N1,0101]=9",)), "ialt", "N1", "0101") == {2020: 9}


def test_parameter_becomes_a_what_if(rules):
    facts = changed(rules, CASE, sæt=("rente=3",))
    assert {year: one.value * 100 for year, one in facts.what_if["rente", ()].items()} == {EVERY_YEAR: 3}
    assert facts.stated.get(("rente", ())) is None


def test_parameter_of_one_year_leaves_the_agreements_others(rules):
    facts = changed(rules, CASE, sæt=("rente@2021=3",))
    assert {year: one.value * 100 for year, one in facts.what_if["rente", ()].items()} == {2021: 3}


def test_parameter_of_a_member(rules):
    facts = changed(rules, CASE, sæt=("gebyr[København]=7",))
    assert {year: one.value for year, one in facts.what_if["gebyr", ("0101",)].items()} == {EVERY_YEAR: 7}


def test_several_settings_at_once(rules):
    facts = changed(rules, CASE, sæt=("løn=1", "løn@2019=2", "på_niveau[N1]=3", "på_niveau[N2]=4"))
    assert stated(facts, "løn") == {2019: 2, 2020: 1}
    assert (stated(facts, "på_niveau", "N1"), stated(facts, "på_niveau", "N2")) == ({2020: 3}, {2020: 4})


def test_the_case_given_is_not_changed(rules):
    case = {"regelsæt": small.SET, "år": 2020, "oplysninger": {"niveau": {"N1": {"på_niveau": 1}}}}
    change_case(case, rules, {"sæt": ("på_niveau[N1]=9",)}, Findings())
    assert case["oplysninger"] == {"niveau": {"N1": {"på_niveau": 1}}}


@pytest.mark.parametrize(
    ("changes", "code", "message", "hint"),
    [
        ({"år": ("1820",)}, "S916", "«1820» er ikke et årstal mellem 1900 og 2200", None),
        ({"år": ("i år",)}, "S916", "«i år» er ikke et årstal mellem 1900 og 2200", None),
        ({"opgjort": "30-06-2020"}, "K107", "«30-06-2020» er ikke en dato", None),
        ({"tiltag": ("halv",)}, "S914", "tiltaget «halv» findes ikke i prøve/2020", "mente du «halvt»?"),
        ({"fortolkninger": ("læs",)}, "S924", "«læs» har ikke formen navn=værdi", None),
        (
            {"fortolkninger": ("læss=den_ene",)},
            "S914",
            "fortolkningen «læss» findes ikke i prøve/2020",
            "mente du «læs»?",
        ),
        (
            {"fortolkninger": ("læs=den_enne",)},
            "S913",
            "«den_enne» er ikke en læsning af «læs»",
            "mente du «den_ene»?",
        ),
        (
            {"fortolkninger": ("læs=den_ene", "læs=den_anden")},
            "S926",
            "«læs» er oplyst to gange for samme år og medlem",
            None,
        ),
        ({"sæt": ("løn",)}, "S924", "«løn» har ikke formen navn=værdi", None),
        ({"sæt": ("=3",)}, "S924", "«=3» har ikke formen navn=værdi", None),
        ({"sæt": ("lønn=3",)}, "S902", "«lønn» findes ikke i prøve/2020", "mente du «løn»?"),
        (
            {"sæt": ("løn=3,5",)},
            "S906",
            "«3,5» er ikke et tal i kr (decimaltegnet er punktum, ingen tusindtalstegn)",
            None,
        ),
        (
            {"sæt": ("løn=",)},
            "S906",
            "«» er ikke et tal i kr (decimaltegnet er punktum, ingen tusindtalstegn)",
            None,
        ),
        ({"sæt": ("løn=-1",)}, "S907", "«løn» er -1, men skal være mindst 0", None),
        (
            {"sæt": ("slags=boo",)},
            "S906",
            "«boo» er ikke en af mulighederne bo, dag",
            "mente du «bo»? Muligheder: bo, dag.",
        ),
        ({"sæt": ("løn[N1]=3",)}, "S919", "«løn» er ikke opdelt, men der står 1 i […]", None),
        ({"sæt": ("på_niveau=3",)}, "S909", "«på_niveau» skal oplyses for hvert medlem af «niveau»", None),
        ({"sæt": ("borgere[Køge]=3",)}, "S910", "«Køge» er ikke et medlem af «kommune»", None),
        ({"sæt": ("løn@20=3",)}, "S918", "«løn@20» er ikke en adresse", None),
        ({"sæt": ("løn@1820=3",)}, "S916", "«1820» er ikke et årstal mellem 1900 og 2200", None),
        ({"sæt": ("løn=1", "løn=2")}, "S926", "«løn» er oplyst to gange for samme år og medlem", None),
        (
            {"sæt": ("løn=1", "løn@2020=2")},
            "S926",
            "«løn@2020» er oplyst to gange for samme år og medlem",
            None,
        ),
        ({"sæt": ("læs=den_ene",)}, "S936", "«læs» er en fortolkning og ikke en størrelse", None),
    ],
)
def test_wrong_changes_are_findings_at_the_command_line(rules, changes, code, message, hint):
    case, (found,) = small.read(rules, CASE, **changes)
    assert case is None
    assert (found.code, found.message) == (code, message)
    assert found.span.source.path == "<kommandolinje>"
    if hint is not None:
        assert found.help == hint


def test_stating_what_a_chosen_measure_sets(rules):
    case, (found,) = small.read(rules, CASE, tiltag=("halvt",), sæt=("udgift=3",))
    assert case is None
    assert (found.code, found.span.source.path) == ("S917", "<kommandolinje>")


def test_faults_of_the_case_itself_keep_their_place(rules):
    case, (found,) = small.read(rules, "år: 2020\noplysninger: {lønn: 3}\n", sæt=("løn=3",))
    assert case is None
    assert (found.code, found.span.line, found.span.column) == ("S902", 3, 15)


def test_commands_take_the_changes(tmp_path):
    lib = small.library(tmp_path / "b", TOPIC)
    (lib.root / "sag.yaml").write_text(small.case_text(CASE), encoding="utf-8")
    said = small.command(
        "følsomhed", small.SET, "sag.yaml", "udgift", "--sæt", "løn=900", "--tiltag", "halvt", cwd=lib.root
    )
    assert said.out.startswith("udgift – Udgift: 450,00 kr\n")
    with pytest.raises(RammeaftaleError):
        small.command(
            "mangler", small.SET, "sag.yaml", "--størrelse", "udgift", "--saet", "løn", cwd=lib.root
        )
