"""What `ny-periode` writes: everything inherited once, the figures that ended, and nothing when it cannot."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from ny_periode import NEXT, ROOT, codes, files
from rammeaftale.services.api import load
from running import run_program

FIKTIV = ROOT / "tests" / "biblioteker" / "fiktiv"


def written(file):
    return yaml.load(Path(file).read_text(encoding="utf-8"), yaml.BaseLoader)


def test_every_inherited_entry_stands_once_with_its_section(swamp):
    assert swamp(*NEXT).code == 0
    topic = written("sump/2022/takst.yaml")
    assert topic["kilde"] == {"dokument": "aftale-2022"}
    assert topic["ikke_gennemgået"] == {
        "løn": "1",
        "pladser": "1",
        "afrunding": "1",
        "budget": "1",
        "takst": "1",
        "takst_meldes_ud": "2",
    }
    assert list(topic["parametre"]) == ["tillæg", "aftalen_slutter"]
    assert topic["parametre"]["tillæg"]["værdier"] == {"2021": "udfyldes", "2022": "udfyldes"}
    assert topic["parametre"]["aftalen_slutter"]["værdi"] == "udfyldes"


def test_the_titles_and_the_old_figures_stand_beside(swamp):
    swamp(*NEXT)
    text = Path("sump/2022/takst.yaml").read_text(encoding="utf-8")
    assert re.search(r'^  budget: "1" +# størrelse: Budget$', text, re.MULTILINE)
    assert "2021: udfyldes  # før: 2020: 7" in text
    page = Path("sump/2022/gennemgang.md").read_text(encoding="utf-8")
    assert "| [ ] | `tillæg` | Tillæg for fugt | 2021, 2022 | 2020: 7 (pct) |" in page
    assert "der er et hul mellem de to perioder" in " ".join(page.split())


def test_the_manifest_says_what_is_to_be_filled_in(swamp):
    swamp(*NEXT)
    manifest = written("sump/2022/regelsaet.yaml")
    assert (manifest["bygger_på"], manifest["gennemgang"]) == ("sump/2020", "i_gang")
    assert manifest["periode"] == {"fra": "2022-01-01", "til": "2022-12-31"}
    assert set(manifest["kilder"]["aftale-2022"].values()) == {manifest["titel"]} == {"udfyldes"}
    assert manifest["tier"] == {"varsel": "udfyldes"}


def test_examples_come_along_marked(swamp):
    swamp(*NEXT)
    example = written("sump/2022/eksempler/takst.yaml")
    assert (example["regelsæt"], example["ubekræftet"]) == ("sump/2022", "sump/2020")
    assert example["forventet"] == {"takst": "267.5"}


def test_a_mark_from_before_is_not_kept_twice(swamp):
    assert swamp("ny-periode", "sump/2022", "--fra", "sump/2021", "--periode", "2022-01-01..").code == 0
    text = Path("sump/2022/eksempler/takst.yaml").read_text(encoding="utf-8")
    assert re.findall("ubekræftet: .*", text) == ["ubekræftet: sump/2021"]
    assert "til" not in written("sump/2022/regelsaet.yaml")["periode"]


def test_what_is_written_can_be_read_and_calculated_with(swamp):
    swamp(*NEXT)
    assert set(codes(swamp("tjek", "sump/2022", "--format", "json"))) == {
        "A811",
        "A813",
        "A814",
        "A815",
        "A816",
        "S942",
    }
    rules = load("sump/2022", library=Path())
    told = {"regelsæt": "sump/2022", "år": 2022, "oplysninger": {"løn": 1000, "pladser": 4}}
    unknown = rules.calculate(told, targets=["takst"])["takst"]
    assert (unknown.state, set(unknown.missing)) == ("ukendt", {"tillæg"})
    stated = rules.calculate({**told, "hvad_hvis": {"tillæg": {2022: 10}}}, targets=["takst"])["takst"]
    assert stated.value == 275
    assert "antaget_videreført" in stated.stamps


def test_the_same_bytes_every_time(swamp, tmp_path):
    swamp(*NEXT)
    first = files(tmp_path / "sump" / "2022")
    for path in sorted((tmp_path / "sump" / "2022").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (tmp_path / "sump" / "2022").rmdir()
    swamp(*NEXT)
    assert files(tmp_path / "sump" / "2022") == first


SPECIAL = """\
emne: Særligt
kilde:
  dokument: sumpaftalen-2020
  afsnit: "5"
parametre:
  gebyr:
    titel: Gebyr
    enhed: kr
    pr: slags
    værdier:
      våd: {2020: 5}
      tør: {2020: {værdi: 6, kilde: {afsnit: "6"}, ekstern: ja}}
  sats:
    titel: Sats
    enhed: pct
    ophører: 2021-01-01
    værdier: {2019-01-01: 3}
  fast:
    titel: "Fast: «sats» med \\"tegn\\" #1"
    enhed: pct
    værdi: 4
størrelser:
  i_alt:
    titel: I alt
    enhed: kr
    formel: sum(gebyr) * (1 + sats + fast)
"""
KINDS = "dimensioner:\n  slags:\n    titel: Slags\n    medlemmer: [våd, tør]\n"


def test_figures_by_member_and_by_date(swamp, put):
    Path("sump/2020/saerligt.yaml").write_text(SPECIAL, encoding="utf-8")
    put("sump/2020/regelsaet.yaml", "aktører:", f"{KINDS}aktører:")
    assert (
        swamp("ny-periode", "sump/2023", "--fra", "sump/2020", "--periode", "2023-01-01..2023-12-31").code
        == 0
    )
    found = written("sump/2023/saerligt.yaml")
    assert found["parametre"]["gebyr"]["værdier"] == {
        "våd": {"2020": "5", "2021": "udfyldes", "2022": "udfyldes", "2023": "udfyldes"},
        "tør": {
            "2020": {"værdi": "6", "kilde": {"dokument": "sumpaftalen-2020", "afsnit": "6"}, "ekstern": "ja"},
            "2021": "udfyldes",
            "2022": "udfyldes",
            "2023": "udfyldes",
        },
    }
    assert found["parametre"]["sats"]["ophører"] == "ophævet"
    assert found["parametre"]["sats"]["værdier"] == {"2021-01-01": "udfyldes"}
    assert found["ikke_gennemgået"] == {"fast": "5", "i_alt": "5"}
    errors = [
        one for one in swamp("tjek", "sump/2023", "--format", "json").json["fund"] if one["grad"] == "fejl"
    ]
    assert errors == []


PERIOD = ("--periode", "2022-01-01..2022-12-31")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Sump", "--fra", "sump/2020", *PERIOD), "kan ikke være et regelsæts id"),
        (("mose/2022", "--fra", "sump/2020", *PERIOD), "samme region"),
        (("sump/2021", "--fra", "sump/2020", *PERIOD), "findes allerede i sump/2021"),
        (("sump/2022", "--fra", "sump", *PERIOD), "«sump» er en region"),
        (("sump/2022", "--fra", "sump/2012", *PERIOD), "findes ikke; mente du"),
        (("sump/2022", "--fra", "sump/2020", "--periode", "2022"), "er ikke en periode"),
        (("sump/2022", "--fra", "sump/2020", "--periode", "2022-01-01..31-12-2022"), "er ikke en dato"),
        (("sump/2022", "--fra", "sump/2020", "--periode", "..2022-12-31"), "er ikke en dato"),
        (("sump/2022", "--fra", "sump/2020", "--periode", "2022-12-31..2022-01-01"), "før den begynder"),
        (("sump/2022", "--fra", "sump/2020", "--periode", "2021-06-01..2022-12-31"), "overlapper sump/2021"),
        (("sump/2019", "--fra", "sump/2020", "--periode", "2019-01-01..2019-12-31"), "ikke efter sump/2020"),
        (("sump/2022", "--fra", "sump/2020", *PERIOD, "-o", "../uden"), "ville ikke blive fundet"),
        (("sump/2022", "--fra", "sump/2020", *PERIOD, "-o", "sump/2020/ny"), "ville ikke blive fundet"),
        (("sump/2022", "--fra", "sump/2020", *PERIOD, "-o", "nej/ny"), "«nej» findes ikke"),
        (
            ("sump/2022", "--fra", "sump/2020", *PERIOD, "-o", "sump/2020"),
            "findes allerede; intet er skrevet",
        ),
        (("sump/2022", "--fra", "sump/2020", *PERIOD, "-o", " "), "-o skal have navnet"),
        (("sump/2022", "--fra", "sump/2020"), "«--periode» mangler"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(swamp, tmp_path, words, told):
    before = files(tmp_path)
    ran = swamp("ny-periode", *words)
    assert ran.code == 2
    assert told in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
    assert files(tmp_path) == before


def test_running_it_twice_changes_nothing(swamp, tmp_path):
    swamp(*NEXT)
    Path("sump/2022/takst.yaml").write_text("emne: Mit eget arbejde\n", encoding="utf-8")
    before = files(tmp_path)
    assert swamp(*NEXT).code == 2
    assert files(tmp_path) == before


def test_a_set_without_an_end_must_be_ended_first(swamp, put):
    put("sump/2021/regelsaet.yaml", "  til: 2021-12-31\n", "")
    ran = swamp(*NEXT)
    assert ran.code == 2
    assert "skriv først, hvornår det slutter" in ran.err


def test_a_base_with_faults_is_refused_with_them(swamp, put, tmp_path):
    put("sump/2020/takst.yaml", "    formel: løn * (1 + tillæg)\n", "    formel: lon * (1 + tillæg)\n")
    before = files(tmp_path)
    ran = swamp(*NEXT)
    assert (ran.code, "N301" in ran.err) == (1, True)
    assert files(tmp_path) == before


@pytest.mark.parametrize("allowed", [0, 3])
def test_when_writing_fails_nothing_is_left(swamp, tmp_path, monkeypatch, allowed):
    left, write = [allowed], Path.write_bytes

    def refuses(self: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise PermissionError(13, "nej", str(self))
        return write(self, data)

    before = files(tmp_path)
    monkeypatch.setattr(Path, "write_bytes", refuses)
    ran = swamp(*NEXT)
    assert (ran.code, "kan ikke skrives: du har ikke adgang" in ran.err) == (2, True)
    assert files(tmp_path) == before
    assert [path.name for path in (tmp_path / "sump").iterdir() if path.name not in ("2020", "2021")] == []


def test_outside_a_library_one_must_be_named(swamp, tmp_path, monkeypatch):
    elsewhere = tmp_path.parent / "andetsteds"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "stå i dets mappe" in swamp(*NEXT).err
    assert swamp(*NEXT, "--regler", tmp_path).code == 0
    assert (tmp_path / "sump" / "2022" / "regelsaet.yaml").is_file()


BASES = [
    (ROOT, "hovedstaden/2021-2022", "hovedstaden/2023-2026", "2023-01-01..2026-12-31"),
    (ROOT, "hovedstaden/2019-2020", "hovedstaden/2023", "2023-01-01.."),
    (ROOT, "hovedstaden/2017-2021", "hovedstaden/2022-2025", "2022-01-01..2025-12-31"),
    (FIKTIV, "fiktivia/2020-2021", "fiktivia/2022-2023", "2022-01-01..2023-12-31"),
    (FIKTIV, "nabolandet/2020", "nabolandet/2021", "2021-01-01..2021-12-31"),
]


@pytest.mark.parametrize(("root", "base", "new", "period"), BASES, ids=[base for _, base, _, _ in BASES])
def test_every_set_can_be_built_on(tmp_path, root, base, new, period):
    """What is written is read without a fault, and says of every inherited entry that it is left."""
    shutil.copy(root / "begreber.yaml", tmp_path)
    for part in ("rules", "fiktivia", "nabolandet"):
        if (root / part).is_dir():
            shutil.copytree(root / part, tmp_path / part, ignore=shutil.ignore_patterns("eksempler"))
    assert (
        run_program(["ny-periode", new, "--fra", base, "--periode", period, "--regler", tmp_path]).code == 0
    )
    folders = {one["id"]: one["mappe"] for one in listing(tmp_path)}
    found = run_program(["tjek", tmp_path / folders[new], "--format", "json"]).json["fund"]
    assert {one["grad"] for one in found} == {"advarsel"}
    assert {one["kode"] for one in found} <= {"A811", "A813", "A814", "A815", "A816"}
    (left,) = [one["besked"] for one in found if one["kode"] == "A811"]
    ended = sum(one["besked"].count("begrundelse") for one in found if one["kode"] == "A815")
    count, every = map(int, re.findall(r"\d+", left))
    assert count + ended == every


def listing(root):
    return run_program(["liste", "--format", "json", "--regler", root]).json["regelsæt"]


def test_a_catalogue_of_the_same_name_is_told_apart(tmp_path):
    library = shutil.copytree(FIKTIV, tmp_path / "fiktiv")
    words = ("--fra", "fiktivia/2020-2021", "--periode", "2022-01-01..2023-12-31", "--regler", library)
    assert run_program(["ny-periode", "fiktivia/2022-2023", *words]).code == 0
    folder = library / "fiktivia" / "2022-2023"
    assert "katalog tæpper" in written(folder / "maal.yaml")["ikke_gennemgået"]
    assert "tæpper" in written(folder / "takst.yaml")["ikke_gennemgået"]


def test_rules_that_name_years_or_days_of_the_earlier_period_are_told(tmp_path):
    """The goals of 2017-2021 have a first and a last day; nothing else of that set names a year in a rule."""
    shutil.copy(ROOT / "begreber.yaml", tmp_path)
    shutil.copytree(ROOT / "rules" / "2017-2021", tmp_path / "rules" / "2017-2021")
    words = ("--fra", "hovedstaden/2017-2021", "--periode", "2022-01-01..2025-12-31", "--regler", tmp_path)
    told = run_program(["ny-periode", "hovedstaden/2022-2025", *words, "--format", "json"]).json
    assert [one["navn"] for one in told["daterede"]] == ["mål_1", "mål_2", "mål_3"]
    assert told["daterede"][1]["nævner"] == ["2018-01-01", "2019-12-31"]
    page = (tmp_path / "rules" / "2022-2025" / "gennemgang.md").read_text(encoding="utf-8")
    assert "| [ ] | `mål_2` | Forpligtende samarbejde | 2018-01-01, 2019-12-31 |" in page


RULES_OF_ONCE = """\
emne: Engang
kilde:
  dokument: sumpaftalen-2020
  afsnit: "6"
størrelser:
  engang:
    titel: Beløb i 2019
    enhed: kr
    beskrivelse: Gjaldt også i 2018.
    varianter:
      - når: år == 2020
        formel: løn
      - ellers: 2500 kr
  siden:
    titel: Dagen
    type: dato
    formel: dato(2030, 6, 5)
  før:
    titel: Dagen før
    type: dato
    formel: dato(2020, 6, 5)
kontroller:
  stemmer:
    titel: Stemmer
    skal_gælde: siden > før og engang > 0
    grad: fejl
    besked: Stemmer ikke
"""


def test_what_readers_are_told_and_what_lies_ahead_is_not_named(swamp):
    Path("sump/2020/engang.yaml").write_text(RULES_OF_ONCE, encoding="utf-8")
    told = swamp(*NEXT, "--format", "json").json["daterede"]
    assert told == [{"navn": "engang", "nævner": ["2020"]}, {"navn": "før", "nævner": ["2020-06-05"]}]


def test_what_is_inherited_without_being_an_entry_is_told_too(swamp, put):
    Path("sump/2020/medlemmer.yaml").write_text(MEMBERS, encoding="utf-8")
    named = "dimensioner:\n  by:\n    titel: By\n    medlemmer: medlemmer.yaml\nkalendere:\n  hver:\n"
    named += "    ugedage: [ma, fr]\n    fri: ingen\naktører:"
    put("sump/2020/regelsaet.yaml", "aktører:", named)
    told = {one["navn"]: one for one in swamp(*NEXT, "--format", "json").json["ramme"]}
    assert told["by"] == {
        "slags": "dimension",
        "navn": "by",
        "indhold": "By: 2 medlemmer med egne tal (folketal)",
    }
    assert told["vogter"] == {"slags": "aktør", "navn": "vogter", "indhold": "Sumpens vogter"}
    assert told["hver"] == {"slags": "kalender", "navn": "hver", "indhold": "2 dage om ugen"}


MEMBERS = """\
attributter:
  folketal:
    titel: Folketal
    enhed: borger
    kilde:
      dokument: sumpaftalen-2020
      afsnit: "6"
medlemmer:
  øst:
    folketal: 5
  vest:
    folketal: 7
"""


def test_what_an_unfinished_set_lacks_is_to_be_filled_in_again(swamp):
    ran = swamp("ny-periode", "sump/2022", "--fra", "sump/2021", "--periode", "2022-01-01..2022-12-31")
    assert ran.code == 0
    assert "Bemærk: sump/2021 er ikke selv gennemgået til ende" in ran.out
    topic = written("sump/2022/takst.yaml")
    assert topic["parametre"]["aftalen_slutter"]["værdi"] == "udfyldes"
    assert "aftalen_slutter" not in topic["ikke_gennemgået"]
    manifest = Path("sump/2022/regelsaet.yaml").read_text(encoding="utf-8")
    assert "# sump/2020: Aftalen siger intet om varsler.\n  varsel: udfyldes\n" in manifest


def test_the_command_to_go_on_with_can_be_copied(swamp):
    out = swamp(*NEXT, "-o", "sump/ny aftale").out
    assert out.endswith("Se, hvad der mangler: rammeaftale tjek 'sump/ny aftale'\n")
    assert "«rammeaftale tjek 'sump/ny aftale'»" in Path("sump/ny aftale/gennemgang.md").read_text(
        encoding="utf-8"
    )
