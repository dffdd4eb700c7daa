"""Writes what can be written from the program itself: the JSON schemas and the reference pages (`make docs`).

The tests compare what is committed with what this would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generate_commands import commands_page
from generate_fejlkoder import page as codes_page
from generate_reference import functions_page, keys_page
from generate_uklarheder import unclear_page
from rammeaftale.report.schemas.schemas import all_schemas, schema_text

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file with its text."""
    for one in all_schemas():
        yield ROOT / "schemas" / one.file, schema_text(one.name)
    yield DOCS / "reference" / "noegler.md", keys_page()
    yield DOCS / "reference" / "funktioner.md", functions_page()
    yield DOCS / "reference" / "kommandoer.md", commands_page()
    yield DOCS / "fejlkoder.md", codes_page()
    yield DOCS / "uklarheder.md", unclear_page()


def main() -> None:
    """Write what has changed, and say so."""
    for path, text in generated():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"skrev {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    main()
