"""What stands in a report: the figures of the examples' own hand calculations, who stated what, links that lead somewhere."""

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from html_page import read_page, table_of
from running import run_program

from .conftest import GUARANTEE, ROOT, TARIFF, make

pytestmark = pytest.mark.xdist_group("rapport")


def amounts(table) -> dict[str, str]:
    """The amounts of a table by what stands first in their rows."""
    return {row[0]: row[-1] for row in table.rows() if len(row) > 1}


def account(page, heading: str):
    """The account whose heading begins so."""
    return next(a for a in page.all("article") if a.all("h3")[0].text.startswith(heading))


# The figures are those of the note in bostedet.yaml, worked out by hand.
BOSTEDET = {
    "Øvrige direkte omkostninger": "16.850.000,00 kr",
    "Reparation og vedligeholdelse": "337.000,00 kr",
    "Direkte omkostninger": "17.187.000,00 kr",
    "Indirekte omkostninger": "1.117.155,00 kr",
    "Beregnede omkostninger": "564.348,00 kr",
    "Bruttoomkostninger": "18.868.503,00 kr",
    "Omkostningsbaseret budget": "18.244.503,00 kr",
    "Takstgrundlag med efterregulering": "17.908.503,00 kr",
    "Takst pr. dag": "2.095,91 kr/dag",
}


def test_the_account_of_a_tariff(reports):
    lines = account(reports["takst"].page, "Takst pr. dag:").all("table")[0].rows()
    told = [(line[0], line[-1]) for line in lines if not line[0].startswith("heraf")]
    found = {}
    for title in BOSTEDET:
        found[title] = next(
            (v for text, v in told if re.match(rf"[=+−×/]? ?{re.escape(title)}( afsnit|$)", text)), None
        )
    assert found == BOSTEDET
    assert told[0] == (
        "Løn til tilbuddets personale afsnit 3.1.1 (D1-025) · Budget 2019, side 12, Økonomiafdelingen",
        "13.650.000,00 kr",
    )


def test_what_one_account_has_made_up_is_a_line_in_the_next(reports):
    lines = account(reports["takst"].page, "Niveauets takst pr. dag, N1:").all("table")[0].rows()
    assert lines[0] == ["Takstgrundlag med efterregulering gjort op ovenfor", "17.908.503,00 kr"]
    assert lines[-1][-1] == "1.509,05 kr/dag"


def test_a_guarantee_split_on_the_municipalities(reports):
    """The figures of the note of dele-i-oere.yaml."""
    page = reports["garanti"].page
    found = account(page, "Kommunens del af dækningen i alle tre år")
    rows = {row[0]: row[1:] for row in found.all("table")[0].rows()}
    assert len(rows) == 30  # the 29 and the sum
    assert rows["København"] == ["51.383,60 kr", "25.691,80 kr", "0,00 kr", "77.075,40 kr"]
    assert rows["Dragør"] == ["1.177,77 kr", "588,89 kr", "0,00 kr", "1.766,66 kr"]
    assert rows["Bornholm"] == ["3.209,67 kr", "1.604,83 kr", "0,00 kr", "4.814,50 kr"]
    assert rows["I alt"] == ["150.000,00 kr", "75.000,00 kr", "0,00 kr", "225.000,00 kr"]
    heads = [head.text for head in found.all("th")[:5]]
    assert heads[1:] == [
        "Kommunens del af årets dækning, garantiår 1",
        "+ Kommunens del af årets dækning, garantiår 2",
        "+ Kommunens del af årets dækning, garantiår 3",
        "= Kommunens del af dækningen i alle tre år",
    ]


def test_a_sum_of_many_members_is_one_line_with_a_link_to_their_table(reports):
    page = reports["garanti"].page
    lines = account(page, "Det, kommunerne tilsammen betaler i alle tre år").all("table")[0]
    assert [row[-1] for row in lines.rows()] == ["225.000,00 kr", "225.000,00 kr"]
    (link,) = [one.attributes["href"] for one in lines.all("a") if one.text == "se tabellen"]
    (heading,) = [one.text for one in page.all("h3") if one.attributes.get("id") == link[1:]]
    assert heading.startswith("Kommunens del af dækningen i alle tre år: 29 tal")


def test_how_a_part_came_to_whole_ore(reports):
    """Year 1: Dragør's 1.177,7746 kr leaves 0,46 øre and Bornholm's 3.209,6673 kr 0,73; year 2 the other way."""
    told = dict(members_of(reports["garanti"].page, "underskudsdækning_kommune_år"))
    whole = "borgere af 1.845.939 borgere er cirka"
    for address, exact, verdict in (
        ("1,0155", "14.494 {} 1.177,77", "ikke blandt de 16 største, så delen rundes ned"),
        ("1,0400", "39.499 {} 3.209,66", "er blandt de 16 største, så delen rundes op"),
        ("2,0155", "14.494 {} 588,88", "største, så delen rundes op"),
        ("2,0400", "39.499 {} 1.604,83", "største, så delen rundes ned"),
    ):
        text = told[f"underskudsdækning_kommune_år[{address}]"]
        assert exact.format(whole) in text
        assert verdict in text


def members_of(page, name: str):
    """(address, text) of the members a quantity is told of together."""
    (group,) = [
        one
        for one in page.all("ul")
        if one.attributes.get("aria-label", "").endswith(f"({name}), hver for sig")
    ]
    return [(one.all("span")[1].text, one.text) for one in group.all("li")]


def test_the_course_of_the_emergency_brake(reports):
    events = table_of(reports["nødbremse"].page, "Forløbet").rows()
    assert [row[0] for row in events] == [str(number) for number in range(1, len(events) + 1)]
    assert "kræver: mest_specialiseret → ja" in events[0][2]
    assert re.search(r"noedbremse\.yaml:\d+", events[0][2])
    (figure,) = [f for f in reports["nødbremse"].page.all("dl") if f.attributes.get("class") == "figures"]
    assert "Slut: Der er besluttet særlige tiltag (særlige_tiltag)" in figure.text
    assert "Driftsherren kan indstille tilbuddet ja" in figure.text


def test_a_decided_measure_is_told_by_its_title(tmp_path):
    example = ("hovedstaden/2019-2020", "rules/2019-2020/eksempler/noedbremse-hele-vejen.yaml")
    events = table_of(make(tmp_path, example).page, "Forløbet").rows()
    assert "tiltag: Forpligtende købsaftale (forpligtende_købsaftale)" in events[-1][2]


def test_who_stated_what_and_where(reports):
    rows = {row[0]: row[1:] for row in table_of(reports["takst"].page, "Det, sagen oplyser").rows()}
    case = (ROOT / TARIFF[1]).read_text(encoding="utf-8").splitlines()
    value, who, where = rows["Løn til tilbuddets personale løn"]
    assert value == "13.650.000,00 kr"
    assert who == "Budget 2019, side 12, Økonomiafdelingen"
    assert where == f"linje {case.index('    værdi: 13650000') + 1}"
    stated = next(row for title, row in rows.items() if title.startswith("Omkostningsbaseret budget , 2017"))
    assert stated[0] == "17.480.000,00 kr"


def test_what_is_assumed(reports):
    rows = {row[0]: row[1:] for row in table_of(reports["takst"].page, "Standarder, der er brugt").rows()}
    assert rows["Dage i takståret dage_i_takståret"] == ["365 dage", "afsnit 3.5 (D1-075)"]


def test_another_reading_and_what_it_changes(reports):
    """efterregulering_omfang=hele: all 1.210.000 kr come back, so (18.244.503 - 1.210.000) / 8.544,504 a day."""
    section = next(
        s for s in reports["takst"].page.all("section") if s.attributes["aria-labelledby"] == "fortolkninger"
    )
    title = "Reguleres hele afvigelsen eller kun det, der ligger ud over 5 procent?"
    assert title in [heading.text for heading in section.all("h3")]
    table = next(t for t in section.all("table") if "1.993,62 kr/dag" in t.text)
    assert table.rows()[0][:3] == ["Takst pr. dag", "2.095,91 kr/dag", "1.993,62 kr/dag"]


@pytest.mark.parametrize("name", ["takst", "garanti", "nødbremse"])
def test_every_link_leads_to_one_place_on_the_page(reports, name):
    every = reports[name].page.all()
    ids = [one.attributes["id"] for one in every if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [one.attributes["href"] for one in every if one.tag == "a"]
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert [link for link in links if not link.startswith(("#", "https://"))] == []
    labelled = [one.attributes["aria-labelledby"] for one in every if "aria-labelledby" in one.attributes]
    assert set(labelled) <= set(ids)


@pytest.mark.parametrize("name", ["takst", "garanti", "nødbremse"])
def test_headings_in_order_and_tables_told(reports, name):
    page = reports[name].page
    (document,) = page.all("html")
    assert document.attributes["lang"] == "da"
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    for table in page.all("table"):
        assert len(table.all("caption")) == 1
        assert all("scope" in head.attributes for head in table.all("th"))
    assert [len(page.all(landmark)) for landmark in ("header", "main", "footer")] == [1, 1, 1]


@pytest.mark.parametrize("name", ["takst", "garanti", "nødbremse"])
def test_nothing_is_fetched(reports, name):
    text = reports[name].text
    assert re.findall(r"\bsrc=|url\(|@import", text) == []
    assert reports[name].page.all("link", "img", "iframe", "object") == []
    assert len(reports[name].page.all("script")) == 1


def test_the_trace_is_whole(reports):
    """Each quantity `forklar` tells is told once, a fixed one for all years; with its place and what did not apply."""
    page = reports["takst"].page
    told = {one.all("span")[2].text: one for one in page.all("details") if "node" in one.attributes["class"]}
    nodes = json.loads(forklar("niveau_takst_pr_dag[N1]"))["knuder"]
    assert len(nodes) > 60
    left_out = {id_.removesuffix("@2019") for id_ in nodes} - set(told)
    assert {id_.split("@")[0] for id_ in left_out} <= {"opstartsperiode_slut", "åbningsdato"}  # fast: ja
    assert {"opstartsperiode_slut", "åbningsdato"} <= set(told)
    steps = told["belægningsprocent"].text
    assert "Loft: højst 100 pct: ændrer intet" in steps
    assert re.search(r"rules/2019-2020/belaegning\.yaml:\d+", steps)
    assert (
        "række 2 nej: tilbudstype er botilbud, rækken kræver akutplads_børn"
        in told["opsigelsesvarsel_aftalt"].text
    )


def test_a_year_that_is_not_the_calculated_one_is_named(reports):
    page = reports["takst"].page
    told = [one.all("span")[0].text for one in page.all("details") if "node" in one.attributes["class"]]
    assert "Nettoresultatets afvigelse fra budgettet, 2017" in told
    assert told[0] == "Takst pr. dag"
    assert len(told) == len(set(told))


def test_what_was_not_tried_and_which_part_failed(reports):
    page = reports["takst"].page
    told = {
        one.all("span")[2].text: one.text for one in page.all("details") if "node" in one.attributes["class"]
    }
    assert "1 senere betingelse er ikke prøvet" in told["afvigelse@2017"]
    assert "→ nej (nej og nej og nej og nej)" in told["afvigelse"]


FIGURES = {
    "takst": ["takst_pr_dag", "takstgrundlag", "efterregulering_i_takst", "afvigelse@2017", "belagte_dage",
              "belægningsprocent", "rentesats", "tjenestemandspension", "løn", "dage_i_takståret"],
    "garanti": ["underskudsdækning_betalt_i_alt", "underskudsdækning_kommune[0101]", "befolkning[0101]",
                "underskudsdækning_kommune_år[2,0155]", "fordelingstal[0400]", "underskudsdækning[1]",
                "tomme_dage[1]", "garanti_pladser_højst", "garanti_gælder", "faste_omkostninger_andel[1]"],
    "nødbremse": ["takst_pr_dag", "belægningsprocent", "takstfinansieret_grundlag", "kommunens_betaling[A]",
                  "købsaftale_betaling[C]", "særlige_tiltag_besluttet", "kan_indstilles", "tiltag_belægning",
                  "mest_specialiseret", "objektivt_bidrag[B]"],
}  # fmt: skip
ORIGINS = ("regel", "oplyst", "antaget", "fastsat", "læsning", "når", "tabel")


@pytest.mark.parametrize("name", FIGURES)
def test_what_an_auditor_asks_of_a_figure(reports, name):
    """Value, origin (rule, who stated it, or that it is assumed), file and line, source section with a link."""
    told = answers(reports[name].page)
    for address in FIGURES[name]:
        labels, text, links = told[address]
        assert any(label in labels for label in ORIGINS), address
        assert re.search(r"(rules|eksempler)/[\w/.-]+\.yaml:\d+", text), address
        assert any(link.startswith("#k") for link in links), address


def answers(page):
    """By address: the labels, all that is said, and where the links lead; a member together with what all share."""
    found = {}
    for node in (one for one in page.all("details") if one.attributes.get("class") == "node"):
        labels = [one.text for one in node.all("dt")]
        shared = " ".join(one.text for one in node.all("dl"))
        links = [one.attributes["href"] for one in node.all("dl")[0].all("a")]
        members = [one for one in node.all("li") if "id" in one.attributes]
        for member in members:
            found[member.all("span")[1].text] = (labels, f"{shared} {member.text}", links)
        if not members:
            found[node.all("span")[2].text] = (labels, shared, links)
    return found


def test_what_replaces_the_rules_is_said_first(tmp_path):
    made = make(tmp_path, TARIFF, "--størrelse", "takst_pr_dag", "--sæt", "tjenestemandspension_sats=21")
    cautions = next(one for one in made.page.all("div") if one.attributes.get("class") == "cautions").text
    assert "Oplyst: Omkostningsbaseret budget, 2017 – oplyst i stedet for reglen" in cautions
    assert "Hvad hvis: Procentsats for beregnet tjenestemandspension – prøvet" in cautions


def test_a_reading_the_case_cannot_follow_says_what_it_lacks(reports):
    section = next(
        s for s in reports["takst"].page.all("section") if s.attributes["aria-labelledby"] == "fortolkninger"
    )
    assert "Læst sådan mangler sagen:" in section.text
    assert "niveau_belægning_faktisk" in [one.text for one in section.all("dt")] or any(
        "@2018" in one.text for one in section.all("dt")
    )


def forklar(address: str) -> str:
    return run_program(["forklar", TARIFF[0], ROOT / TARIFF[1], address, "--format", "json"]).out


def test_the_command_makes_the_same_report_again(reports, tmp_path, monkeypatch):
    (command,) = [one.text for one in reports["takst"].page.all("pre")]
    words = shlex.split(command)
    assert words[:2] == ["rammeaftale", "rapport"]
    monkeypatch.chdir(ROOT)
    at = words.index("-o") + 1
    again = [*words[1:at], str(tmp_path / words[at]), *words[at + 1 :]]
    assert run_program(again).code == 0
    assert (tmp_path / "rapport.html").read_bytes() == reports["takst"].path.read_bytes()


def test_only_what_is_asked_for(tmp_path):
    made = make(
        tmp_path, TARIFF, "--størrelse", "takst_pr_dag", "--fortolkning", "efterregulering_omfang=hele"
    )
    headings = [one.text for one in made.page.all("h3")]
    assert "Takst pr. dag: 1.993,62 kr/dag" in headings
    assert not any(heading.startswith("Niveauets takst") for heading in headings)
    (command,) = [one.text for one in made.page.all("pre")]
    assert command.endswith("--størrelse takst_pr_dag --fortolkning efterregulering_omfang=hele")


def test_the_words_of_the_sources(tmp_path):
    folder = tmp_path / "kilder"
    folder.mkdir()
    (folder / "styringsaftale-2019-2020.txt").write_text(
        "3.5 BELÆGNING\nOpdigtede ord om belægning & <b>andet</b>.\n", encoding="utf-8"
    )
    made = make(tmp_path, TARIFF, "--størrelse", "takst_pr_dag", "--kilder", str(folder))
    quoted = [one.text for one in made.page.all("blockquote")]
    assert "3.5 BELÆGNING Opdigtede ord om belægning & <b>andet</b>." in quoted
    assert "kontrolsummen er en anden" in made.text


def test_the_effect_of_measures(tmp_path):
    """Figures of the note of betaling-alle-tiltag.yaml: 11.680.000 / 4.672 days without, 8.409.600 / 4.380 with."""
    example = ("hovedstaden/2019-2020", "rules/2019-2020/eksempler/betaling-alle-tiltag.yaml")
    rows = {row[0]: row[1:] for row in table_of(make(tmp_path, example).page, "Virkning på").rows()}
    assert rows["Takst pr. dag"] == ["2.500,00 kr/dag", "1.920,00 kr/dag", "-580,00 kr/dag (-23,20 pct)"]
    assert rows["Alle nævnte kommuners betaling"][1] == "11.680.000,00 kr"
    assert "alene Takst sammen med objektiv finansiering" in rows
    assert not any("(–)" in cell for row in rows.values() for cell in row)
    assert all(row[0] != row[1] for row in rows.values())


def test_many_years(tmp_path):
    made = make(tmp_path, TARIFF, "--år", "2019", "--år", "2020")
    heads = [one.text for one in made.page.all("th")]
    assert "2019" in heads
    assert "2020" in heads
    assert made.ran.code == 0


def test_a_case_that_says_almost_nothing(tmp_path):
    case = tmp_path / "sag.yaml"
    case.write_text("regelsæt: hovedstaden/2021-2022\når: 2022\n", encoding="utf-8")
    made = make(tmp_path, (GUARANTEE[0], str(case)))
    assert made.ran.code == 0
    assert "Sagen oplyser ikke nok til, at der kommer et hovedresultat ud." in made.page.text
    wanted = make(tmp_path, (GUARANTEE[0], str(case)), "--størrelse", "garanti_slut", name="b.html")
    assert "Sagen mangler:" in wanted.page.text


@pytest.mark.slow
@pytest.mark.parametrize(
    "library", [ROOT, ROOT / "tests" / "biblioteker" / "fiktiv"], ids=["rules", "fiktiv"]
)
def test_every_kind_of_example_can_be_reported(library, tmp_path, monkeypatch):
    """Well-formed, every link leads somewhere, and the exit code is that of `beregn`."""
    monkeypatch.chdir(library)
    folder = Path("rules") if library == ROOT else Path()
    for path in sorted(folder.rglob("eksempler/*.yaml"))[::25]:
        lines = path.read_text(encoding="utf-8").splitlines()
        named = next(line.split()[1] for line in lines if line.startswith("regelsæt:"))
        ran = run_program(["rapport", named, path, "-o", tmp_path / "r.html", "--overskriv"])
        assert ran.code == run_program(["beregn", named, path]).code, path
        every = read_page((tmp_path / "r.html").read_text(encoding="utf-8")).all()
        ids = {one.attributes["id"] for one in every if "id" in one.attributes}
        links = {one.attributes["href"] for one in every if one.tag == "a"}
        assert {link[1:] for link in links if link.startswith("#")} <= ids, path
