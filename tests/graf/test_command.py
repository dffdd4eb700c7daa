"""The command `graf`: its formats, what it refuses, and that it says what it left out."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rammeaftale.report.schemas.schemas import schema_of
from running import run_program


@pytest.fixture
def large(library) -> None:
    """A sum of fifty inputs."""
    inputs = "".join(f"  i{n}: {{titel: Nr. {n}, enhed: kr}}\n" for n in range(50))
    total = " + ".join(f"i{n}" for n in range(50))
    head = "emne: Mange\nkilde:\n  dokument: moseaftalen\n  afsnit: '2'\n"
    Path("aftale/mange.yaml").write_text(
        f"{head}oplysninger:\n{inputs}størrelser:\n  i_alt: {{titel: I alt, enhed: kr, formel: {total}}}\n",
        encoding="utf-8",
    )


def test_never_more_than_can_be_read_unless_asked(large):
    ran = run_program(["graf", "mosen/2020", "i_alt", "-o", "F.json"])
    told = json.loads(Path("F.json").read_text(encoding="utf-8"))
    assert len(told["knuder"]) == 32
    assert told["udeladt"]["antal"] == 19
    assert "Viser 32 af 51 knuder" in ran.err
    assert "--alle" in ran.err
    drawing = run_program(["graf", "mosen/2020", "i_alt", "-o", "F.svg"])
    assert "Viser 32 af 51 knuder" in Path("F.svg").read_text(encoding="utf-8")
    assert drawing.code == 0
    ran = run_program(["graf", "mosen/2020", "i_alt", "--alle", "--format", "json"])
    assert len(ran.json["knuder"]) == 51
    assert ran.json["udeladt"] == {"antal": 0, "råd": None}


@pytest.fixture
def topics(library) -> None:
    """Forty topics in a row, each using an entry of the one before, the last five two, and one by itself."""
    head = "emne: Emne {0:02}\nkilde:\n  dokument: moseaftalen\n  afsnit: '2'\nstørrelser:\n"
    entry = "  {2}{0:02}: {{titel: Nr. {0}, enhed: kr, formel: {1}}}\n"
    for n in range(40):
        before = f"a{n - 1:02} + 1 kr" if n else "løn"
        text = head.format(n) + entry.format(n, before, "a")
        if n >= 35:
            text += entry.format(n, f"b{n - 1:02}" if n > 35 else "løn", "b")
        Path(f"aftale/e{n:02}.yaml").write_text(text, encoding="utf-8")
    alone = "  alene: {titel: Alene, enhed: kr, formel: 1 kr}\n"
    Path("aftale/x.yaml").write_text(head.replace("{0:02}", "for sig").format() + alone, encoding="utf-8")


def test_never_more_topics_than_can_be_read_unless_asked(topics):
    ran = run_program(["graf", "mosen/2020", "-o", "F.svg"])
    assert "Skrev F.svg: 32 knuder" in ran.err
    assert "Uden forbindelse til andre emner: Emne for sig (1)." in ran.err
    # forty in a row and Takst before them: nine too many, none of those with most ties
    least = next(line for line in ran.err.splitlines() if line.startswith("Ikke tegnet"))
    assert least.count("(") == 9
    assert "Emne 36" not in least
    assert "Viser 32 af 42 emner. Alle: --alle." in ran.err
    drawing = Path("F.svg").read_text(encoding="utf-8")
    assert "Viser 32 af 42 emner" in drawing
    ran = run_program(["graf", "mosen/2020", "--alle", "-o", "G.svg"])
    assert "Skrev G.svg: 42 knuder" in ran.err
    assert "Viser" not in ran.err
    assert len(run_program(["graf", "mosen/2020", "--format", "json"]).json["knuder"]) == 42


def test_one_cell_of_what_is_divided_and_what_it_rests_on(library):
    Path("aftale/mere.yaml").write_text(
        "emne: Mere\nkilde:\n  dokument: moseaftalen\n  afsnit: '2'\noplysninger:\n"
        "  salg: {titel: Salg, enhed: kr, pr: kommune}\nstørrelser:\n"
        "  dobbelt: {titel: Dobbelt, enhed: kr, pr: kommune, formel: salg * 2}\n",
        encoding="utf-8",
    )
    case = "regelsæt: mosen/2020\når: 2020\noplysninger:\n  kommune:\n    Skvulp: {salg: 5}\n    Grimlev: {salg: 7}\n"
    Path("sag.yaml").write_text(case, encoding="utf-8")
    told = run_program(
        ["graf", "mosen/2020", "dobbelt[Grimlev]", "--sag", "sag.yaml", "--format", "json"]
    ).json
    cells = {node["navn"]: [(c["medlemmer"], c["værdi"]) for c in node["celler"]] for node in told["knuder"]}
    assert cells == {"dobbelt": [(["Grimlev"], "14")], "salg": [(["Grimlev"], "7")]}
    whole = run_program(["graf", "mosen/2020", "dobbelt", "--sag", "sag.yaml", "--format", "json"]).json
    assert [len(node["celler"]) for node in whole["knuder"]] == [2, 2]
    for words, fault in (
        (["dobbelt[Grimlev]"], "kræver en sag"),
        (["dobbelt[Nej]", "--sag", "sag.yaml"], "Nej"),
        (["dobbelt[", "--sag", "sag.yaml"], "ikke en adresse"),
    ):
        ran = run_program(["graf", "mosen/2020", *words])
        assert (ran.code > 0, fault in ran.err, ran.out) == (True, True, "")


@pytest.mark.parametrize(
    "words",
    [
        ["takst"],
        ["takst", "--sag", "sag.yaml"],
        [],
        ["--sag", "sag.yaml"],
        ["udmelding", "--sag", "sag.yaml"],
    ],
)
def test_json_has_the_form_of_its_schema(library, words):
    ran = run_program(["graf", "mosen/2020", *words, "--format", "json"])
    assert ran.code == 0
    Draft202012Validator(schema_of("graf")).validate(ran.json)
    run_program(["graf", "mosen/2020", *words, "-o", "F.json"])
    assert json.loads(Path("F.json").read_text(encoding="utf-8")) == ran.json
    assert ("celler" in ran.out) == (words[:1] == ["takst"] and len(words) > 1)


def test_text(library):
    ran = run_program(["graf", "mosen/2020", "takst", "--ned", "1", "--sag", "sag.yaml", "--år", "2020"])
    assert "Takst pr. dag  [beregnet · kr/dag]" in ran.out
    assert "    380,68 kr/dag" in ran.out
    assert "  ← Pladser" in ran.out
    assert "    bygger på 5 andre, der ikke er vist" in ran.out


def test_a_bundle_can_be_drawn(library):
    run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    plain = run_program(["graf", "mosen/2020", "takst"])
    packed = run_program(["graf", "F.zip", "takst"])
    assert (packed.code, packed.out) == (plain.code, plain.out)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["takst", "-o", "F.png"], 2, ".svg, .dot eller .json"),
        (["takst", "-o", "F"], 2, ".svg, .dot eller .json"),
        (["takst", "-o", "nej/F.svg"], 2, "findes ikke"),
        (["takst", "-o", "aftale/regler.yaml"], 2, ".svg, .dot eller .json"),
        (["takst", "--ned", "-1"], 2, "helt tal"),
        (["--ned", "1"], 2, "nævn den med NAVN"),
        (["takst", "--år", "2020"], 2, "--sag"),
        (["takst", "--sag", "nej.yaml"], 2, "nej.yaml"),
        (["tagst"], 1, "mente du «takst»"),
        (["niveau"], 1, "en dimension"),
    ],
)
def test_wrong_use(library, words, code, told):
    ran = run_program(["graf", "mosen/2020", *words])
    assert (ran.code, told in ran.err, ran.out) == (code, True, ""), ran.err


def test_an_existing_file_is_kept(library):
    Path("F.svg").write_text("min", encoding="utf-8")
    assert run_program(["graf", "mosen/2020", "takst", "-o", "F.svg"]).code == 2
    assert Path("F.svg").read_text(encoding="utf-8") == "min"
    assert sorted(path.name for path in Path().iterdir()) == ["F.svg", "aftale", "begreber.yaml", "sag.yaml"]


FICTIONAL = Path(__file__).resolve().parents[1] / "biblioteker" / "have"


def test_of_a_region_the_newest_set(monkeypatch):
    monkeypatch.chdir(FICTIONAL)
    newest = run_program(["graf", "haven", "--format", "json"]).json
    assert newest["regelsæt"]["id"] == "haven/2022"
    assert "Ikke vist: regionens andre regelsæt, haven/2020." in run_program(["graf", "haven"]).out
    assert run_program(["graf", "haven", "leje", "--format", "json"]).json["regelsæt"]["id"] == "haven/2022"


def test_of_a_region_the_set_of_the_cases_year(library, monkeypatch):
    Path("ny").mkdir()
    manifest = Path("aftale/regelsaet.yaml").read_text(encoding="utf-8")
    newer = (
        manifest.replace("mosen/2020", "mosen/2021")
        .replace("2020-", "2021-")
        .replace("    klausuler: klausuler.yaml\n", "")
    )
    Path("ny/regelsaet.yaml").write_text(newer, encoding="utf-8")
    rules = Path("aftale/regler.yaml").read_text(encoding="utf-8").split("pligter:")[0]
    Path("ny/regler.yaml").write_text(rules.replace("2020: 7", "2021: 8"), encoding="utf-8")
    case = Path("sag.yaml").read_text(encoding="utf-8").replace("mosen/2020", "mosen")
    Path("sag.yaml").write_text(case, encoding="utf-8")
    assert run_program(["graf", "mosen", "takst", "--format", "json"]).json["regelsæt"]["id"] == "mosen/2021"
    told = run_program(["graf", "mosen", "takst", "--sag", "sag.yaml", "--format", "json"]).json
    assert told["regelsæt"]["id"] == "mosen/2020"
