"""Checking libraries: their rules, their examples, and that nothing in them is left unread."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import realpath
from pathlib import Path

from rammeaftale.core.collecting import without_collecting
from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.language.build import build_program
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.folders import EXAMPLES, SetFolder
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library, has_sets
from rammeaftale.rulefiles.reading import is_file, is_there, read_tree
from rammeaftale.rulefiles.unread import check_unread_examples
from rammeaftale.services.cases.case import build_case, shaped
from rammeaftale.services.examples.expectations import read_expectations
from rammeaftale.services.examples.unconfirmed import Unconfirmed
from rammeaftale.services.library_rules import check_overlap, check_same_ids
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet

MOST_ABOVE = 3


@record
class Checked:
    """What was found, in how many files, and the folders (as a user knows them) those are in."""

    findings: tuple[Diagnostic, ...]
    files: int
    folders: tuple[str, ...]


@without_collecting()
def check_paths(paths: Iterable[Path]) -> Checked:
    """Every finding about the libraries, rule set folders and files named (files by way of their set)."""
    findings, files, folders = Findings(), set[Path](), list[str]()
    roots: dict[Path, None] = {}
    for path in paths:
        root = _root_of(path, findings)
        if root is not None:
            roots[root] = None
            read, shown = _check_path(path, root, findings)
            files |= {_real(file) for file in read}
            folders += shown
    check_same_ids(roots, findings)
    return Checked(tuple(findings.sorted()), len(files), tuple(dict.fromkeys(folders)))


def _root_of(path: Path, findings: Findings) -> Path | None:
    """The library a path is, or is in; None with a finding."""
    if not is_there(path):
        findings.add(f.NOT_FOUND, whole(SourceText(str(path))), path=path)
        return None
    folder = path if path.is_dir() else path.parent
    for root in (folder, *folder.resolve().parents[:MOST_ABOVE]):
        if is_file(root / CONCEPTS_NAME):
            return root
    if path.is_dir() or has_sets(folder):
        Library(folder, findings)
    else:
        findings.add(f.NOT_CHECKED, whole(SourceText(str(path))), path=path)
    return None


def _check_path(path: Path, root: Path, findings: Findings) -> tuple[list[Path], list[str]]:
    """The files that were checked for the sake of a path, and the folders they are in as a user knows them."""
    before = len(findings.items)
    library = Library(root, findings)
    wanted = _real(path)
    whole_library = wanted in (_real(root), _real(library.concepts_file))
    inside = [s for s in library.sets.values() if whole_library or _concerns(s, wanted)]
    if not inside and not whole_library:
        if len(findings.items) == before:
            findings.add(f.NOT_CHECKED, whole(SourceText(str(path))), path=path)
        return [], []
    texts = [(folder, text) for folder in inside if (text := library.read(folder.id))]
    for folder, text in texts:
        program = build_program(text, findings)
        _check_examples(folder, None if findings.has_errors else program, library, findings)
    check_overlap([text.manifest for _, text in texts], findings)
    files = [file for folder in inside for file in folder.files()]
    if whole_library:
        return [library.concepts_file, *files], [_named(root)]
    return files, [_named(Path(folder.shown)) for folder in inside]


def _real(path: Path) -> Path:
    """Where a path leads; one that leads in a ring is left as it is."""
    return Path(realpath(path))


def _named(folder: Path) -> str:
    return str(folder.resolve() if folder == Path() else folder)


def _concerns(folder: SetFolder, wanted: Path) -> bool:
    """Whether a path names a set: a folder it is in, its own folder, its examples or one of its files."""
    own = _real(folder.path)
    if own.is_relative_to(wanted) or wanted == own / EXAMPLES:
        return True
    return wanted in {_real(file) for file in folder.files()}


def _check_examples(folder: SetFolder, program: Program | None, library: Library, findings: Findings) -> None:
    """The examples read against their rules, not calculated; only their keys and shapes when the rules are at fault."""
    check_unread_examples(folder, findings)
    rules = RuleSet(folder.id, [program]) if program else None
    timeline: RuleSet | None = None
    carried = Unconfirmed()
    for path in folder.examples():
        node = shaped(read_tree(path, findings, f"{folder.shown}/{EXAMPLES}/{path.name}"), findings)
        if node is None or carried.takes(node) or rules is None:
            continue
        region = nodes.text(folder.manifest, "region")
        if nodes.text(node, "regelsæt") == region:
            timeline = timeline or load_rules(region, library.root, Findings())
        used = timeline if nodes.text(node, "regelsæt") == region else rules
        case = build_case(node, used, findings) if used else None
        if used and case is not None and "forventet" in node.entries:
            read_expectations(case, used, findings)
    carried.tell(len(folder.examples()), findings)
