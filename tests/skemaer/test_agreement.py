"""The JSON schemas of files and the loader say the same of every file there is, and of files broken on purpose."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

import finding_cases
import rammeaftale
from editor_yaml import native, texts
from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.rulefiles import case_schema
from rammeaftale.rulefiles.file_schemas import FILES, file_schema
from rammeaftale.rulefiles.library import Library
from rammeaftale.rulefiles.reading import read_tree
from rammeaftale.rulefiles.shapes import fits
from rammeaftale.rulefiles.yamltree import Node

ROOT = Path(__file__).resolve().parents[2]
GARDEN = ROOT / "tests" / "biblioteker" / "have"
# The codes for what a file looks like (F019: an empty list); the others are about what it mentions.
SHAPE = {*(f"K1{number:02d}" for number in range(1, 13)), "K121", "K122", "K124", "F019"}
VALIDATORS = {
    name: Draft202012Validator(one, format_checker=FormatChecker())
    for name, one in ((name, file_schema(*parts)) for name, parts in FILES.items())
}
CASES = list(finding_cases.cases())


def kind_of(path: Path) -> str:
    """Which schema a file of a library has."""
    if path.parent.name == "eksempler":
        return "eksempel"
    named = {
        "regelsaet.yaml": "regelsaet",
        "begreber.yaml": "begreber",
        "sag.yaml": "sag",
        "klausuler.yaml": "klausuler",
    }
    return named.get(path.name) or ("medlemmer" if path.stem in ("kommuner", "hjoerner") else "emnefil")


def verdicts(path: Path, tree: Node) -> dict[str, list[str]]:
    """What the schema says of a file as an editor reads it, and as plain text."""
    validator = VALIDATORS[kind_of(path)]
    return {
        how.__name__: [
            f"{'/'.join(map(str, e.absolute_path))}: {e.message[:80]}"
            for e in validator.iter_errors(how(tree))
        ]
        for how in (native, texts)
    }


def about_shape(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings a schema can have too: not those that hold a file against another part of it, or another file."""
    return [
        d
        for d in found
        if d.code in SHAPE
        and "medlemmet" not in d.message  # an attribute the member file does not declare
        and not (
            d.code == "K104" and (d.span.source.line(d.span.line) or "").lstrip().startswith("standard:")
        )
    ]


def disagreements(paths: Iterable[Path], found: list[Diagnostic]) -> Iterator[str]:
    """The files of which schema and loader do not say the same."""
    for path in sorted(paths):
        findings = Findings()
        tree = read_tree(path, findings, str(path))
        if tree is None or findings.has_errors:
            continue  # not YAML as we read it: there is nothing for a schema to see
        own = [d for d in found if Path(d.span.source.path) == path]
        if kind_of(path) in ("sag", "eksempel"):
            fits(case_schema.CASE if kind_of(path) == "sag" else case_schema.EXAMPLE, tree, findings, "")
            own = list(findings)
        if any(d.code == "A803" for d in own):
            continue  # whether a name is inherited stands in another file
        told = about_shape(own)
        for how, errors in verdicts(path, tree).items():
            if bool(errors) != bool(told):
                yield f"{path.name} ({how}): schema {errors}, loader {[f'{d.code} {d.message}' for d in told]}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_schema_and_loader_agree_on_fixtures(case, tmp_path, monkeypatch):
    for side in finding_cases.SIDES:
        root = tmp_path / side
        root.mkdir()
        case._lay_out(side, root)
        monkeypatch.chdir(root)
        assert list(disagreements(Path().rglob("*.yaml"), rammeaftale.check(["."]))) == [], side


@pytest.mark.parametrize(
    "library", [ROOT, *sorted((ROOT / "tests" / "biblioteker").iterdir())], ids=lambda p: p.name
)
def test_schema_and_loader_agree_on_libraries(library, monkeypatch):
    monkeypatch.chdir(library)
    found = rammeaftale.check(["."])
    for folder in ("rules", "nordjylland") if library == ROOT else ("",):
        assert list(disagreements(Path(folder).rglob("*.yaml"), found)) == []


# --- broken on purpose ---

CHANGES = ("away", "list", "block", "text", "number", "name", "word", "no day", "strange key")
VALUES = {
    "list": ["x"],
    "block": {"x": "y"},
    "text": "En Tekst",
    "number": "5.5",
    "name": "navn",
    "word": "ophævet",
    "no day": "2020-02-30",
}


def places(value: object, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every part of a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*above, key)
        yield from places(part, (*above, key))


def broken(document: object, place: tuple[str | int, ...], change: str) -> object:
    """A copy of a document with one part changed."""
    copy = yaml.safe_load(yaml.safe_dump(document))
    parent = copy
    for key in place[:-1]:
        parent = parent[key]
    if change == "away":
        del parent[place[-1]]
    elif change == "strange key" and isinstance(parent, dict):
        parent["Ukendt nøgle"] = "x"
    elif change in VALUES:
        parent[place[-1]] = VALUES[change]
    return copy


def mutations() -> list[tuple[Path, tuple[str | int, ...], str]]:
    """Every change of every part of the older set's files."""
    found = []
    for path in sorted(Path("haven/2020").rglob("*.yaml")):
        document = texts(read_tree(path, Findings()))
        found += [(path, place, change) for place in places(document) for change in CHANGES]
    return found


def mutated_disagreements(every: int, folder: Path) -> Iterator[str]:
    """What the two say of every n-th mutation."""
    shutil.copytree(GARDEN, folder, dirs_exist_ok=True)
    os.chdir(folder)
    for path, place, change in mutations()[::every]:
        before = path.read_text(encoding="utf-8")
        document = broken(texts(read_tree(path, Findings())), place, change)
        path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8")
        findings = Findings()
        library = Library(Path(), findings)
        for set_id in library.sets:
            library.read(set_id)
        yield from (f"{place} {change}: {told}" for told in disagreements([path], list(findings)))
        path.write_text(before, encoding="utf-8")


def test_schema_and_loader_agree_on_some_broken_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert list(mutated_disagreements(101, tmp_path)) == []


@pytest.mark.slow
def test_schema_and_loader_agree_on_every_broken_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert list(mutated_disagreements(1, tmp_path)) == []


def test_the_order_of_ellers_is_the_one_thing_a_schema_cannot_say():
    # JSON Schema has no word for "the last of a list"; the loader says K112.
    arms = [{"ellers": "0"}, {"når": "sand", "formel": "1"}]
    topic = {"emne": "x", "størrelser": {"a": {"titel": "A", "enhed": "kr", "varianter": arms}}}
    assert VALIDATORS["emnefil"].is_valid(topic)
