"""Small rule sets written out in a test: the entries as YAML, the case as values."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from oracle.programs import MANIFEST, as_yaml

from rammeaftale.backends.facts import Facts, Stated
from rammeaftale.backends.oracle import Oracle
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.language.build import build_program
from rammeaftale.rulefiles.library import Library

if TYPE_CHECKING:
    from rammeaftale.language.program import Program

TOWNS = {"medlemmer": {"A": {"navn": "Aby"}, "B": {"navn": "Bby"}, "C": {"navn": "Cby"}}}
HEAD = {"emne": "Prøve", "kilde": {"dokument": "kilden", "afsnit": "1"}}


def program(entries: str, *, towns: str = "", manifest: dict[str, object] | None = None) -> Program:
    """The program of a topic file's sections; entries may leave out their titles."""
    topic = yaml.load(entries, Loader=yaml.BaseLoader) or {}  # noqa: S506 - every scalar stays a text
    for section in topic.values():
        for name, entry in section.items():
            if isinstance(entry, dict):
                entry.setdefault("titel", name)
    members = yaml.load(towns, Loader=yaml.BaseLoader) if towns else TOWNS  # noqa: S506
    files = {"regelsaet": {**MANIFEST, **(manifest or {})}, "kommuner": members, "regler": {**HEAD, **topic}}
    findings = Findings()
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "set"
        folder.mkdir()
        (Path(root) / "begreber.yaml").write_text("begreber: {}\n", encoding="utf-8")
        for name, content in files.items():
            (folder / f"{name}.yaml").write_text(as_yaml(content), encoding="utf-8")
        text = Library(Path(root), findings).read(str(files["regelsaet"]["id"]))
        assert text is not None
        built = build_program(text, findings)
    assert not findings.has_errors, "\n".join(f"{d.code} {d.message}" for d in findings)
    return built


def case(stated: dict[str, object] | None = None, *, years: tuple[int, ...] = (2019,), **rest: object) -> Facts:
    """A case: `navn` or `navn[A]` or `navn@2018` to a value, where a plain one holds for the calculated years."""
    slots: dict[tuple[str, tuple[str, ...]], dict[int | None, Stated]] = {}
    for address, value in (stated or {}).items():
        name, _, year = address.partition("@")
        name, _, inside = name.partition("[")
        members = tuple(inside.rstrip("]").split(",")) if inside else ()
        wanted = (int(year),) if year else (None, *years)
        slots.setdefault((name, members), {}).update(dict.fromkeys(wanted, Stated(value)))  # type: ignore[arg-type]
    members = {"niveau": None, "kommune": ("A", "B", "C"), **rest.pop("members", {})}  # type: ignore[dict-item]
    return Facts(years=years, members=members, stated=slots, **rest)  # type: ignore[arg-type]


def shown(outcome: Outcome) -> object:
    """A value as it is; else the state's word, for unknown with what is missing."""
    if isinstance(outcome, Unknown):
        return {"ukendt": sorted(outcome.missing)}
    return outcome.state if isinstance(outcome, NoValue) else outcome


def oracle(built: Program, facts: Facts, name: str, *members: str, year: int | None = 2019) -> object:
    """What the oracle says of a quantity."""
    return shown(Oracle([built], facts).value(name, year, members))


def worked_out(formula: str, *, type_: str = "tal", unit: str | None = "forhold", facts: Facts | None = None) -> object:
    """What a formula comes to, as the only quantity of a set."""
    enhed = f"\n    enhed: {unit}" if unit else ""
    built = program(f"størrelser:\n  x:\n    type: {type_}{enhed}\n    formel: >-\n      {formula}\n")
    return oracle(built, facts or case(), "x")


def fraction(text: str) -> Fraction:
    """A number written as a decimal or a fraction."""
    return Fraction(text)
