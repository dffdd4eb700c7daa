"""Every shipped file tells an editor which schema it follows, and the schema is there and fits the file's kind."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "regelsaet.yaml": "regelsaet",
    "klausuler.yaml": "klausuler",
    "kommuner.yaml": "medlemmer",
    "begreber.yaml": "begreber",
}
FILES = [ROOT / "begreber.yaml", *sorted(ROOT.glob("rules/*/*.yaml")), *sorted(ROOT.glob("rules/*/*/*.yaml"))]


def kind(path):
    return "eksempel" if path.parent.name == "eksempler" else KINDS.get(path.name, "emnefil")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_first_line_names_the_schema_of_the_file(path):
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named is not None, first
    schema = Path(os.path.normpath(path.parent / named[1]))
    assert schema == ROOT / "schemas" / f"{kind(path)}.schema.json"
    assert schema.is_file()


def test_there_are_files_to_look_at():
    assert {kind(path) for path in FILES} == {*KINDS.values(), "eksempel", "emnefil"}
