"""What is generated is what is committed."""

import re
from pathlib import Path

import pytest

from rammeaftale.cli.main import COMMANDS
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.rulefiles import case_schema, manifest_schema, schema

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every generated file by its path in the repo."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "docs")
        from generate import generated

        return {path.relative_to(ROOT).as_posix(): text for path, text in generated()}


def test_generated_files_are_up_to_date(pages):
    stale = [
        name
        for name, text in pages.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "kør make docs"


def test_no_schema_is_left_over(pages):
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} <= set(pages)


def test_every_command_and_function_has_its_place(pages):
    assert re.findall(r"^## (.+)$", pages["docs/reference/kommandoer.md"], re.MULTILINE) == list(COMMANDS)
    told = pages["docs/reference/funktioner.md"]
    assert [name for name in FUNCTIONS if f"| `{name}(" not in told] == []


def test_every_key_has_its_place(pages):
    told = pages["docs/reference/noegler.md"]
    for record in (
        *schema.SECTIONS.values(),
        manifest_schema.MANIFEST,
        schema.TOPIC,
        case_schema.CASE,
        case_schema.EXAMPLE,
    ):
        assert [field.name for field in record.fields if f"`{field.name}`" not in told] == []


def test_pages_say_that_they_are_generated(pages):
    assert all(
        "make docs" in pages[f"docs/reference/{name}.md"] for name in ("noegler", "funktioner", "kommandoer")
    )
