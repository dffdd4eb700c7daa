"""Two or more small rule sets written by a test, and the commands on them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

from running import Ran, run_program

MANIFEST = """\
id: {id}
titel: Aftalen {id}
region: {region}
spor: fælles
periode: {{fra: {year}-01-01, til: {year}-12-31}}
historik: 4
{base}kilder:
  aftale{year}: {{titel: Aftalen {year}, klausuler: klausuler.yaml}}
aktører:
  vi: {{titel: Vi, begreb: os}}
  andre: {{titel: De andre}}
dimensioner:
  rum: {{titel: Rum}}
{more}
"""
CLAUSES = """\
klausuler:
  {code}-1: {{afsnit: "1", art: DEF, titel: Det første}}
  {code}-2: {{afsnit: "2", art: DEF, titel: Det andet}}
"""


def write(
    root: Path,
    id_: str,
    year: int,
    topic: str,
    *,
    base: str = "",
    more: str = "",
    code: str = "K",
) -> None:
    """A set of one topic file in the library `root`; `more`: further lines of its manifest."""
    folder = root / id_.replace("/", "-")
    folder.mkdir(parents=True)
    if not (root / "begreber.yaml").exists():
        (root / "begreber.yaml").write_text("begreber: {os: {titel: Os, art: aktør}}\n", encoding="utf-8")
    text = MANIFEST.format(
        id=id_,
        region=id_.split("/", maxsplit=1)[0],
        year=year,
        base=f"bygger_på: {base}\n" if base else "",
        more=dedent(more),
    )
    (folder / "regelsaet.yaml").write_text(text, encoding="utf-8")
    (folder / "klausuler.yaml").write_text(CLAUSES.format(code=code), encoding="utf-8")
    head = f'emne: Prøve\nkilde: {{dokument: aftale{year}, afsnit: "1"}}\n'
    (folder / "regler.yaml").write_text(head + dedent(topic), encoding="utf-8")


def case(root: Path, id_: str, lines: str, name: str = "sag.yaml", year: int | None = 2020) -> Path:
    """A case file; `lines` stand under `oplysninger`, or from the margin when they begin with a key of the case."""
    path = root / name
    about = f"år: {year}\n" if year is not None else ""
    path.write_text(f"regelsæt: {id_}\ntitel: Prøve\n{about}" + dedent(lines), encoding="utf-8")
    return path


def facts(**stated: object) -> str:
    """`oplysninger` with these values."""
    return "oplysninger:\n" + indent("".join(f"{name}: {value}\n" for name, value in stated.items()), "  ")


def run(root: Path, *words: object) -> Ran:
    """A command on the library."""
    return run_program([*words, "--regler", root])


def told(root: Path, *words: object) -> dict[str, Any]:
    """The JSON a command prints."""
    ran = run(root, *words, "--format", "json")
    assert ran.code == 0, ran.err
    return ran.json


def exact(value: Mapping[str, str]) -> Fraction:
    """The number of a JSON value."""
    return Fraction(value.get("brøk", value["værdi"]))


def shares(result: Mapping[str, Any]) -> dict[str, Fraction]:
    """What each change contributes, by the names of what was changed (or of the sections)."""
    found = {}
    for one in result["bidrag"]:
        names = one["afsnit"] or [change["navn"] for change in one["ændringer"]]
        found["+".join(names)] = exact(one["bidrag"])
    return found
