"""`liste --kopiér`: the rules as files of one's own, also when they came inside the program."""

from pathlib import Path

import pytest

from ny_periode import FINISHED, LIBRARY, NEXT, files
from running import run_program


def test_all_of_a_library_and_the_schemas(swamp, tmp_path):
    Path("noter.txt").write_text("ikke en del af reglerne", encoding="utf-8")
    ran = swamp("liste", "--kopiér", "kopi")
    assert ran.code == 0
    assert "sump/2020" in ran.out
    copied = files(tmp_path / "kopi")
    own = {name: data for name, data in files(tmp_path).items() if name.startswith("sump/")}
    own = {name: data for name, data in own.items() if name.endswith(".yaml")}
    own["begreber.yaml"] = (tmp_path / "begreber.yaml").read_bytes()
    assert {name: data for name, data in copied.items() if not name.startswith("schemas/")} == own
    assert "schemas/emnefil.schema.json" in copied


def test_a_period_can_be_begun_in_the_copy(swamp, monkeypatch):
    assert swamp("liste", "--kopier", "kopi").code == 0
    monkeypatch.chdir("kopi")
    assert swamp(*NEXT).code == 0
    assert swamp("tjek", "sump/2022").code == 0


def test_sets_that_are_links_are_copied_as_files(tmp_path):
    before = files(LIBRARY)
    assert run_program(["liste", "--kopiér", tmp_path / "kopi", "--regler", LIBRARY]).code == 0
    copied = files(tmp_path / "kopi")
    assert copied[f"{FINISHED.as_posix()}/takst.yaml"] == before[f"{FINISHED.as_posix()}/takst.yaml"]
    assert not (tmp_path / "kopi" / "rules" / "2016").is_symlink()
    assert files(LIBRARY) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sump",), "«sump» findes allerede"),
        (("begreber.yaml",), "findes allerede"),
        (("nej/kopi",), "mappen «nej» findes ikke"),
        ((" ",), "nævn en ny mappe"),
        (("kopi", "--regler", ".", "--regler", "sump"), "kun ét bibliotek"),
    ],
)
def test_what_cannot_be_copied_to_is_told_and_nothing_is_written(swamp, tmp_path, words, told):
    before = files(tmp_path)
    ran = swamp("liste", "--kopiér", *words)
    assert (ran.code, told in " ".join(ran.err.split())) == (2, True)
    assert files(tmp_path) == before
