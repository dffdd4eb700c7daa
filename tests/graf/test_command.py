"""The command `graf`: its formats, what it refuses, and that it says what it left out."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from rammeaftale.report.schemas import schema_of
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
