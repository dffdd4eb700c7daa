"""The pages of docs/ can be followed: every command shown is run, and its output compared where it is shown."""

import shutil
from pathlib import Path

import pytest

from doc_pages import commands, follow, matches, steps

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("ny-periode",)
"""Pages followed by the tests that also look at what comes of them."""
PAGES = [
    page
    for page in sorted((ROOT / "docs").glob("*.md"))
    if "```console" in page.read_text(encoding="utf-8") and page.stem not in ELSEWHERE
]


def test_there_are_pages_to_follow():
    assert {page.stem for page in PAGES} >= {
        "kom-godt-i-gang",
        "ret-en-regel",
        "laes-en-forklaring",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_can_be_followed(page, tmp_path, monkeypatch):
    shutil.copy(ROOT / "begreber.yaml", tmp_path)
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "biblioteker").symlink_to(ROOT / "tests" / "biblioteker")
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    assert sum(step.what == "console" for step in steps(text)) == text.count("```console")
    assert "\n".join(follow(text)) == ""


# --- the follower itself ---


def test_commands_and_their_output():
    block = "$ rammeaftale liste\na\nb\n$ rammeaftale skema\n"
    assert list(commands(block)) == [("rammeaftale liste", "a\nb\n"), ("rammeaftale skema", "")]


def test_steps_in_order():
    page = "x\n<!-- prøve: erstat f.yaml\na\n=>\nb\n-->\n```console\n$ rammeaftale liste\n```\n"
    page += "<!-- prøve: står i g -->\n"
    assert [(step.what, step.file) for step in steps(page)] == [
        ("erstat", "f.yaml"),
        ("console", ""),
        ("står i", "g"),
    ]


def test_what_is_indented_in_a_list_is_followed_too():
    page = "- x:\n\n  <!-- prøve: står i g -->\n  ```yaml\n  a:\n    b: 1\n  ```\n"
    page += "  ```console\n  $ rammeaftale liste\n  …\n\n  c\n  ```\n"
    assert [(step.what, step.text) for step in steps(page)] == [
        ("står i", " "),
        ("yaml", "a:\n  b: 1\n"),
        ("console", "$ rammeaftale liste\n…\n\nc\n"),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nc", "a\nb", False),
        ("a", "a\nb", False),
        ("a\n…", "a\nb\nc", True),
        ("a\n…\nc", "a\nb\nb\nc", True),
        ("a\n…\nc", "a\nc", True),
        ("a\n…\nc", "a\nb\nd", False),
        ("…\nb\n…", "a\nb\nc", True),
        ("…\nx\n…", "a\nb\nc", False),
        ("--> r.yaml:4:9\n9 | x", "--> r.yaml:12:9\n10 | x", True),
        ("--> r.yaml:4:9", "--> s.yaml:4:9", False),
        ("a: b, …", "a: b, c og 3 mere", True),
        ("a: x, …", "a: b, c og 3 mere", False),
        ("a\n…\nc: b …", "a\nb\nc: b c", True),
        ("9 af 9 arvede poster er", "10 af 99 arvede poster er", True),
        ("3 eksempler med 10 forventninger", "3 eksempler med 11 forventninger", False),
    ],
)
def test_what_counts_as_the_same(shown, printed, same):
    assert matches(shown, printed) is same


def test_a_page_that_is_wrong_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (told,) = follow("```console\n$ rammeaftale skema sag\nnoget andet\n```\n")
    assert told.startswith("$ rammeaftale skema sag\n--- the page shows\nnoget andet\n")


def test_files_are_written_copied_replaced_in_and_deleted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = "<!-- prøve: skriv a.yaml -->\n```yaml\nx: 1\n```\n<!-- prøve: kopiér a.yaml\nb.yaml\n-->\n"
    page += "<!-- prøve: kopiér a.yaml\nc.yaml\n-->\n<!-- prøve: erstat *.yaml\nx: 1\n=>\nx: 2\n-->\n"
    page += "<!-- prøve: slet *.yaml\na.yaml b.yaml\n-->\n"
    assert list(follow(page)) == []
    assert {path.name: path.read_text() for path in Path().iterdir()} == {
        "a.yaml": "x: 2\n",
        "b.yaml": "x: 2\n",
    }


def test_lines_that_do_not_stand_in_a_file_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sag.yaml").write_text("a: 1   # kr\n", encoding="utf-8")
    page = "<!-- prøve: står i sag.yaml -->\n```yaml\na: 1\n…\nb: 2\n```\n"
    assert list(follow(page)) == ["sag.yaml has no line 'b: 2'"]
