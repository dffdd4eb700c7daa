"""Sets side by side by shared concept: every state a cell can have, what the last column says, in every format."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from comparing.sheets import sheets
from comparing.small_sets import case, facts, run, told, write

ROOT = Path(__file__).resolve().parents[2]
CONCEPTS = """\
begreber:
  os: {titel: Os, art: aktør}
  pris: {titel: Prisen, art: størrelse}
  rabat: {titel: Rabatten, art: størrelse, under: pris}
  del_af_rabat: {titel: En del af rabatten, art: størrelse, under: rabat}
  sats: {titel: Satsen, art: størrelse}
  forløb: {titel: Forløbet, art: procedure}
  svar: {titel: Svaret, art: trin, under: forløb}
  kurv: {titel: Kurven, art: katalog}
  hjælp: {titel: Hjælpen, art: værktøj, under: kurv}
  melding: {titel: Meldingen, art: pligt}
  regnskab: {titel: Regnskabet, art: pligt}
  ingen: {titel: Ingen nævner det, art: andet}
"""
ONE = """
parametre:
  sats: {titel: Sats, enhed: pct, begreb: sats, værdier: {2020: 7, 2021: 7}}
  sats_lav: {titel: Lav sats, enhed: pct, begreb: sats, værdi: 2}
oplysninger:
  x: {titel: X, enhed: kr, fast: ja, spørgsmål: Hvad koster det?}
størrelser:
  rabatten: {titel: Rabat, enhed: kr, begreb: rabat, formel: x * sats, kilde: {afsnit: "2", anker: ENE-2}}
  prisen: {titel: Pris, enhed: kr, begreb: pris, formel: x - rabatten}
pligter:
  meld: {titel: Meld, modalitet: skal, adressat: vi, modtager: andre, begreb: melding}
  regn: {titel: Regn, modalitet: bør, adressat: vi, begreb: regnskab, kilde: {afsnit: "1", anker: ENE-1}}
procedurer:
  forløb:
    titel: Forløb
    begreb: forløb
    trin:
      spørg: {titel: Spørg, aktør: vi, udfald: {spurgt: svar}}
      svar:
        titel: Svar
        begreb: svar
        aktør: andre
        dokumenter: {brev: {titel: Brevet}}
        udfald: {svaret: {slut: slut}}
    slutninger: {slut: {titel: Slut}}
tiltag:
  hjælp: {titel: Hjælp, begreb: hjælp, virkning: beregnes, sætter: {rabatten: "uden_tiltag(rabatten) * 2"}}
kataloger:
  kurv: {titel: Kurv, begreb: kurv, udtømmende: nej, medlemmer: {hjælp: {titel: Hjælp, begreb: hjælp}}}
"""
TWO = """
parametre:
  satsen: {titel: Sats, enhed: pct, begreb: sats, værdier: {2020: 9}}
oplysninger:
  x: {titel: X, enhed: kr, fast: ja}
størrelser:
  betaling: {titel: Betaling, enhed: kr, begreb: pris, formel: x * (1 - satsen)}
pligter:
  meld: {titel: Meld det, modalitet: skal, adressat: vi, modtager: andre, begreb: melding}
"""
SILENT = """
tier: {rabat: Der er ingen rabat.}
kilde_mangler: {forløb: Bilaget er væk.}
"""
THREE = """
pligter:
  regn: {ændring: ophævet, begrundelse: Ingen læste det.}
udeladt:
  - {klausul: ENE-2, grund: hensigt, note: Kun en hensigt.}
størrelser:
  rabatten: {ændring: ophævet, begrundelse: Kun en hensigt.}
  prisen: {ændring: ændret, begrundelse: Uden rabat., formel: x}
tiltag:
  hjælp: {ændring: ophævet, begrundelse: Ingen rabat.}
"""


@pytest.fixture
def library(tmp_path):
    """Two sets of two regions and one that builds on the first."""
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    write(tmp_path, "ene/2020", 2020, ONE, code="ENE")
    write(tmp_path, "anden/2020", 2020, TWO, more=SILENT, code="AND")
    write(tmp_path, "ene/2021", 2021, THREE, base="ene/2020", code="NYE")
    return tmp_path


def rows(library, *sets, more=()):
    return {row["begreb"]: row for row in told(library, "sammenlign", *sets, *more)["begreber"]}


def states(row):
    return [cell["tilstand"] for cell in row["celler"]]


def test_every_state_is_told_apart(library):
    found = rows(library, "ene/2020", "anden/2020", "ene/2021")
    assert {name: states(row) for name, row in found.items()} == {
        "os": ["værdi", "værdi", "værdi"],
        "pris": ["værdi", "værdi", "værdi"],
        "rabat": ["værdi", "tier", "ophævet"],
        "del_af_rabat": ["ikke_kodet", "tier", "ikke_kodet"],
        "sats": ["værdi", "værdi", "værdi"],
        "forløb": ["værdi", "kilde_mangler", "værdi"],
        "svar": ["værdi", "kilde_mangler", "værdi"],
        "kurv": ["værdi", "ikke_kodet", "værdi"],
        "hjælp": ["værdi", "ikke_kodet", "værdi"],
        "melding": ["værdi", "værdi", "værdi"],
        "regnskab": ["værdi", "ikke_kodet", "ophævet"],
    }
    assert found["svar"]["celler"][1]["om_begreb"] == "forløb"
    assert "Forløbet" in found["svar"]["celler"][1]["note"]


def test_a_clause_left_out_is_told_where_another_set_has_it_as_a_rule(tmp_path):
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    source = "pligter:\n  regn: {titel: Regn, modalitet: bør, adressat: vi, begreb: regnskab, kilde: {afsnit: '1', anker: K-1}}\n"
    write(tmp_path, "ene/2020", 2020, source)
    write(
        tmp_path, "anden/2020", 2020, "udeladt:\n  - {klausul: K-1, grund: hensigt, note: Kun en hensigt.}\n"
    )
    cell = rows(tmp_path, "ene/2020", "anden/2020")["regnskab"]["celler"][1]
    assert (cell["tilstand"], cell["note"]) == ("udeladt", "K-1: en hensigt uden regel. Kun en hensigt.")


def test_a_clause_left_out_says_what_concept_it_is_about(tmp_path):
    """The nearest word counts: the set's own before what it inherits, the concept itself before the broader one."""
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    out = "udeladt:\n  - {klausul: %s, grund: %s, begreb: %s, note: %s}\n"
    write(tmp_path, "ene/2020", 2020, ONE, code="ENE")
    first = out % ("AND-1", "hensigt", "[kurv, rabat]", "Kun et ønske.")
    write(tmp_path, "anden/2020", 2020, first, more="tier: {pris: Ingen pris.}\n", code="AND")
    second = out % ("TRE-2", "kilde_mangler", "sats", "Bilaget er væk.")
    more = "tier: {kurv: Der er ingen kurv.}\n"
    write(tmp_path, "anden/2021", 2021, second, base="anden/2020", more=more, code="TRE")
    found = rows(tmp_path, "ene/2020", "anden/2020", "anden/2021")
    assert {name: states(found[name])[1:] for name in ("pris", "rabat", "del_af_rabat", "kurv", "sats")} == {
        "pris": ["tier", "tier"],
        "rabat": ["udeladt", "udeladt"],
        "del_af_rabat": ["udeladt", "udeladt"],
        "kurv": ["udeladt", "tier"],
        "sats": ["ikke_kodet", "kilde_mangler"],
    }
    own, inherited = found["rabat"]["celler"][1:]
    assert own["note"] == "AND-1: en hensigt uden regel. Kun et ønske."
    assert inherited["note"] == f"{own['note']} Arvet fra anden/2020."


def test_a_silence_about_a_broader_concept_ends_where_a_set_has_a_rule_of_that(tmp_path):
    """The first set is silent on prices; the second inherits that, but has a price of its own and says no more."""
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    write(tmp_path, "ene/2020", 2020, ONE, code="ENE")
    write(tmp_path, "anden/2020", 2020, "", more="tier: {pris: Ingen pris.}\n", code="AND")
    write(
        tmp_path,
        "anden/2021",
        2021,
        TWO.split("pligter:", maxsplit=1)[0].replace("2020: 9", "2021: 9"),
        base="anden/2020",
        code="TRE",
    )
    found = rows(tmp_path, "ene/2020", "anden/2020", "anden/2021")
    assert {name: states(found[name])[1:] for name in ("pris", "rabat", "del_af_rabat")} == {
        "pris": ["tier", "værdi"],
        "rabat": ["tier", "ikke_kodet"],
        "del_af_rabat": ["tier", "ikke_kodet"],
    }


def test_a_concept_left_out_must_exist(library):
    text = "udeladt:\n  - {klausul: NY-1, grund: hensigt, begreb: priss}\n"
    write(library, "ny/2020", 2020, text, code="NY")
    ran = run(library, "sammenlign", "ene/2020", "ny/2020")
    assert "K117" in ran.err
    assert "mente du «pris»" in ran.err


def test_the_last_column(library):
    found = rows(library, "ene/2020", "anden/2020")
    assert {name: (row["sammenligning"], row["kun_i"]) for name, row in found.items()} == {
        "os": ("ens", []),
        "pris": ("forskellig", []),
        "rabat": ("kun_i", ["ene/2020"]),
        "del_af_rabat": ("ingen", []),
        "sats": ("forskellig", []),
        "forløb": ("kun_i", ["ene/2020"]),
        "svar": ("kun_i", ["ene/2020"]),
        "kurv": ("kun_i", ["ene/2020"]),
        "hjælp": ("kun_i", ["ene/2020"]),
        "melding": ("ens", []),
        "regnskab": ("kun_i", ["ene/2020"]),
    }


def test_another_source_is_no_other_rule(tmp_path):
    """The figure, the list and the steps are the same; only the agreements and sections they stand in are others."""
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    text = """
    parametre:
      sats: {{titel: Sats, enhed: pct, begreb: sats, værdier: {{2020: 7}}}}
    kataloger:
      kurv:
        titel: Kurv
        begreb: kurv
        udtømmende: nej
        medlemmer: {{hjælp: {{titel: Hjælp, begreb: hjælp, kilde: {{afsnit: "{section}"}}}}}}
    procedurer:
      forløb:
        titel: Forløb
        begreb: forløb
        trin: {{svar: {{titel: Svar, aktør: vi, kilde: {{afsnit: "{section}"}}, udfald: {{svaret: {{slut: slut}}}}}}}}
        slutninger: {{slut: {{titel: Slut}}}}
    """
    write(tmp_path, "ene/2020", 2020, text.format(section=1))
    write(tmp_path, "anden/2020", 2020, text.format(section=2))
    found = rows(tmp_path, "ene/2020", "anden/2020")
    assert {name: row["sammenligning"] for name, row in found.items()} == dict.fromkeys(
        ["os", "sats", "kurv", "hjælp", "forløb"], "ens"
    )


def test_only_what_differs_on_request(library):
    every = told(library, "sammenlign", "ene/2020", "anden/2020")
    some = told(library, "sammenlign", "ene/2020", "anden/2020", "--kun-forskelle")
    assert {row["begreb"] for row in every["begreber"]} - {row["begreb"] for row in some["begreber"]} == {
        "os",
        "melding",
        "del_af_rabat",
    }
    assert every["antal"] == some["antal"] == {"ens": 2, "forskellig": 2, "kun_i": 6, "ingen": 1}


def test_duties_are_compared_by_modality(tmp_path):
    (tmp_path / "begreber.yaml").write_text(CONCEPTS, encoding="utf-8")
    duty = "  {name}: {{titel: {name}, modalitet: {modality}, adressat: vi, begreb: {about}}}\n"

    def duties(*told) -> str:
        lines = (duty.format(name=name, modality=modality, about=about) for name, modality, about in told)
        return "pligter:\n" + "".join(lines)

    one = duties(("a", "kan", "regnskab"), ("b", "må_ikke", "regnskab"), ("c", "skal", "melding"))
    write(tmp_path, "ene/2020", 2020, one)
    write(tmp_path, "anden/2020", 2020, duties(("a", "bør", "regnskab"), ("c", "skal", "melding")))
    found = rows(tmp_path, "ene/2020", "anden/2020")
    assert [cell["modaliteter"] for cell in found["regnskab"]["celler"]] == [["må_ikke", "kan"], ["bør"]]
    assert [block["navn"] for block in found["regnskab"]["celler"][0]["regler"]] == ["b", "a"]
    assert [cell["modaliteter"] for cell in found["melding"]["celler"]] == [["skal"], ["skal"]]
    text = run(tmp_path, "sammenlign", "ene/2020", "anden/2020").out
    assert "[forskellig (må ikke, kan / bør)]" in text
    assert "[ens]" in text


def test_a_cell_says_what_the_rule_says(library):
    def words(name, number=0) -> list[tuple[str, list[str]]]:
        return [(block["slags"], block["tekst"]) for block in found[name]["celler"][number]["regler"]]

    found = rows(library, "ene/2020", "anden/2020")
    assert words("sats") == [("parameter", ["2020: 7 pct · 2021: 7 pct"]), ("parameter", ["2 pct"])]
    assert words("pris") == [("størrelse", ["x - rabatten"])]
    assert words("melding") == [("pligt", ["Vi skal over for De andre", "Altid"])]
    assert words("forløb") == [("procedure", ["1. Spørg (Vi)", "2. Svar (De andre)"])]
    assert words("svar") == [
        ("trin", ["Trin 2 af 2 i «Forløb»", "Handler: De andre", "Dokumenter: Brevet", "Udfald: svaret"])
    ]
    assert [kind for kind, _ in words("hjælp")] == ["tiltag", "medlem"]
    assert "Sætter rabatten til uden_tiltag(rabatten) * 2" in words("hjælp")[0][1]


def test_status_and_source_are_those_of_each_set(library):
    found = rows(library, "ene/2020", "ene/2021")
    status = [cell["regler"][0]["status"] for cell in found["pris"]["celler"]]
    assert status == ["egen", "ændret"]
    assert found["sats"]["celler"][1]["regler"][0]["status"] == "antaget videreført fra ene/2020"
    assert found["sats"]["celler"][1]["regler"][0]["kilde"] == "aftale2020, afsnit 1"


def test_one_concept_with_those_below_it(library):
    assert list(rows(library, "ene/2020", "anden/2020", more=("--begreb", "pris"))) == [
        "pris",
        "rabat",
        "del_af_rabat",
    ]


def test_a_region_stands_for_its_sets_in_order(library):
    found = told(library, "sammenlign", "ene", "anden/2020")
    assert [one["id"] for one in found["regelsæt"]] == ["ene/2020", "ene/2021", "anden/2020"]


def test_the_same_case_by_concept_with_the_first_rule_that_differs(library):
    """1000 kr.: 7 pct. off is 930, 9 pct. off 910; the figure of the concept «sats» is the first that differs."""
    sag = case(library, "ene/2020", facts(x=1000))
    found = told(library, "sammenlign", "ene/2020", "anden/2020", "--sag", sag, "--størrelse", "prisen")[
        "sag"
    ]["resultater"][0]
    assert {id_: cell["værdi"] for id_, cell in found["resultater"].items()} == {
        "ene/2020": "930",
        "anden/2020": "910",
    }
    assert found["sammenligning"] == "forskellig"
    parting = found["første_forskel"][0]
    assert parting["vej"] == ["prisen"]
    assert [side["regel"] for side in parting["sider"]] == [["x - rabatten"], ["x * (1 - satsen)"]]
    assert parting["bemærkninger"] == [
        "Reglen i ene/2020 bruger desuden rabatten.",
        "Reglen i anden/2020 bruger desuden satsen.",
    ]


def test_the_way_to_the_first_rule_that_differs_goes_through_what_both_read(library):
    sag = case(library, "ene/2020", facts(x=1000))
    found = told(library, "sammenlign", "ene/2020", "ene/2021", "--sag", sag, "--størrelse", "prisen")["sag"][
        "resultater"
    ][0]
    assert found["første_forskel"][0]["vej"] == ["prisen"]
    write(library, "tredje/2020", 2020, ONE.replace("2020: 7,", "2020: 8,"), code="ENE")
    found = told(library, "sammenlign", "ene/2020", "tredje/2020", "--sag", sag, "--størrelse", "prisen")[
        "sag"
    ]["resultater"][0]
    assert found["første_forskel"][0]["vej"] == ["prisen", "rabatten", "sats"]
    assert [side["værdi"] for side in found["første_forskel"][0]["sider"]] == ["7 pct", "8 pct"]


def test_each_set_is_given_what_it_knows_of_a_case(library):
    more = "tiltag: [hjælp]\npligter: {meld: opfyldt, regn: opfyldt}\n"
    sag = case(library, "hvad/som-helst", facts(x=1000) + more)
    found = told(library, "sammenlign", "ene/2020", "anden/2020", "--sag", sag)["sag"]
    assert found["ukendte_navne"] == {"ene/2020": [], "anden/2020": ["hjælp", "regn"]}
    assert {d["navn"]: d["status"] for d in found["pligter"]} == {
        "meld": {"ene/2020": "opfyldt", "anden/2020": "opfyldt"},
        "regn": {"ene/2020": "opfyldt"},
    }


@pytest.mark.parametrize(
    "lines",
    [
        "oplysninger: {xx: 5}\n",
        "tiltag: [hjælpe]\n",
        "pligter: {melde: opfyldt}\n",
        "hvad_hvis: {satss: 5}\n",
        "fortolkninger: {a: b}\n",
    ],
)
def test_a_name_no_set_knows_is_refused(library, lines):
    ran = run(library, "sammenlign", "ene/2020", "anden/2020", "--sag", case(library, "ene/2020", lines))
    assert ran.code == 1
    assert "S970" in ran.err


def test_a_value_only_some_sets_can_take_is_left_out_of_the_others_and_said(library):
    write(
        library,
        "nul/2020",
        2020,
        "oplysninger:\n  x: {titel: X, enhed: kr, fast: ja, højst: 10}\n",
        code="NUL",
    )
    sag = case(library, "ene/2020", facts(x=1000))
    found = told(library, "sammenlign", "ene/2020", "nul/2020", "--sag", sag)["sag"]
    assert list(found["kan_ikke_bruges"]["nul/2020"]) == ["x"]
    both = run(
        library,
        "sammenlign",
        "nul/2020",
        "anden/2020",
        "--sag",
        case(library, "ene/2020", facts(x="mange"), "b.yaml"),
    )
    assert both.code == 1
    assert "S906" in both.err


def test_the_text_fits_the_page_with_two_sets_and_with_five(monkeypatch):
    monkeypatch.chdir(ROOT)
    for words in (("hovedstaden/2016", "nordjylland/2013"), ("hovedstaden", "nordjylland")):
        text = run(ROOT, "sammenlign", *words).out
        assert max(map(len, text.splitlines())) <= 110
        assert "aftalen tier" in text
        assert "[forskellig]" in text


def test_the_page_is_one_well_formed_file_with_headings_in_its_tables(library, tmp_path):
    target = tmp_path / "s.html"
    sag = case(library, "ene/2020", facts(x=1000))
    words = ("sammenlign", "ene/2020", "anden/2020", "--sag", sag, "--overskriv", "-o", target)
    assert run(library, *words).code == 0
    first = target.read_bytes()
    run(library, *words)
    assert target.read_bytes() == first
    text = first.decode()
    assert not re.search(r'(src|href)="(?!#)', text), "nothing is fetched from elsewhere"
    tree = ET.fromstring(re.sub(r"<(meta|col)\b([^>]*)>", r"<\1\2/>", text.split("\n", 1)[1]))  # noqa: S314 - our own page
    assert tree.get("lang") == "da"
    assert tree.find("head/title").text == "Sammenligning: ene/2020 og anden/2020"
    tables = list(tree.iter("table"))
    assert len(tables) == 3
    for table in tables:
        assert table.find("caption").text
        assert {th.get("scope") for th in table.iter("th")} <= {"col", "row", "rowgroup"}
        widths = {sum(int(c.get("colspan", 1)) for c in row) for row in table.iter("tr")}
        assert len(widths) == 1, "every row is as wide as the others"


def test_what_a_rule_says_cannot_become_markup(library, tmp_path):
    write(
        library,
        "ond/2020",
        2020,
        "parametre:\n  p: {titel: '<script>x</script>', enhed: kr, begreb: sats, værdi: 1}\n",
        code="OND",
    )
    target = tmp_path / "s.html"
    run(library, "sammenlign", "ene/2020", "ond/2020", "-o", target)
    assert "<script>" not in target.read_text("utf-8")
    assert "&lt;script&gt;" in target.read_text("utf-8")


def test_the_workbook_has_a_heading_that_stays_and_wrapped_cells(library, tmp_path):
    target = tmp_path / "s.xlsx"
    sag = case(library, "ene/2020", facts(x=1000))
    words = ("sammenlign", "ene/2020", "anden/2020", "--sag", sag, "--overskriv", "-o", target)
    assert run(library, *words).code == 0
    first = target.read_bytes()
    run(library, *words)
    assert target.read_bytes() == first
    book = sheets(first)
    assert list(book) == ["Sagen", "Begreber", "Regelsæt"]
    sheet = book["Begreber"]
    assert sheet.frozen_at == "B2"
    assert sheet.rows[0] == ["Begreb", "Navn", "Art", "ene/2020", "anden/2020", "Sammenligning"]
    by_name = {row[1]: row for row in sheet.rows}
    assert by_name["rabat"][4] == "aftalen tier: Der er ingen rabat."
    assert by_name["pris"][5] == "forskellig"
    assert sheet.wraps
    results = {row[1]: row for row in book["Sagen"].rows if len(row) > 1}
    assert results["prisen"][2] == "930,00 kr"
    assert "x * (1 - satsen)" in results["prisen"][5]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ene/2020"], "mindst to"),
        (["ene/2020", "ene/2020"], "mindst to"),
        (["ene/2020", "anden/2020", "--begreb", "priss"], "mente du «pris»"),
        (["ene/2020", "anden/2020", "--format", "xlsx"], "-o FIL.xlsx"),
        (["ene/2020", "anden/2020", "--format", "pdf"], "html"),
        (["ene/2020", "anden/2020", "--størrelse", "prisen"], "--sag"),
        (["ene/2020", "anden/2020", "-o", "/findes/ikke/a.html"], "findes ikke"),
        (["ene/2020", "anden/2020", "-o", "a.pdf"], "«.pdf» kendes ikke"),
        (["ene/2020", "anden/2020", "-o", "a.xlsx", "--format", "html"], "siger hver sit"),
        (["ene/2020", "anden/2021"], "mente du «anden/2020»"),
    ],
)
def test_wrong_use_is_one_message_and_exit_two(library, words, said):
    ran = run(library, "sammenlign", *words)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    "words",
    [
        ["ene/2020"],
        ["ene", "anden/2020"],
        ["ene/2020", "anden/2020", "--find-sag"],
        ["ene/2020", "anden/2020", "--sidste-kendte"],
        ["ene/2020", "a.yaml", "b.yaml", "--find-sag"],
        ["ene/2020", "anden/2020", "--find-sag", "--størrelse", "pris[A]"],
        ["ene/2020", "anden/2020", "-o", "a.xlsx"],
        ["ene/2020", "anden/2020", "-o", "a.json", "--format", "tekst"],
        ["ene/2020", "anden/2020", "--år", "2020"],
        ["ene/2020", "a.yaml", "b.yaml"],
        ["ene/2020", "-", "-"],
    ],
)
def test_wrong_use_of_forskel_is_exit_two(library, words, monkeypatch):
    monkeypatch.chdir(library)
    ran = run(library, "forskel", *words)
    assert ran.code == 2
    assert ran.out == ""


def test_a_quantity_only_one_set_has_is_refused(library):
    ran = run(
        library,
        "forskel",
        "ene/2020",
        "anden/2020",
        "--sag",
        case(library, "ene/2020", facts(x=1)),
        "--størrelse",
        "prisen",
    )
    assert ran.code == 1
    assert "S972" in ran.err


def test_a_set_that_is_not_in_force_in_the_year_of_the_case_is_said_to_be_so(library):
    sag = case(library, "ene/2020", facts(x=1000))
    said = "ene/2021 gælder ikke i 2020 (01-01-2021 til 31-12-2021)"
    for words in (["sammenlign", "ene/2020", "ene/2021"], ["forskel", "ene/2020", "ene/2021"]):
        text = " ".join(run(library, *words, "--sag", sag).out.split())
        assert said in text
        assert "ene/2020 gælder ikke" not in text
