"""Finding the examples: beside the rules of a set, of every set of a library, or one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles import findings as rf
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.folders import EXAMPLES, SetFolder
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library
from rammeaftale.rulefiles.reading import is_there
from rammeaftale.rulefiles.unread import check_unread_examples
from rammeaftale.services import findings as f

MOST_ABOVE = 4


@dataclass(frozen=True)
class ExampleFile:
    """An example: where it is, the name it is shown by, and the root of its library."""

    path: Path
    shown: str
    root: Path


@dataclass(frozen=True)
class ExampleSet:
    """A rule set of the library at `root` with the examples asked for, in name order.

    `complete`: all of the set's examples were asked for, so that what they leave out can be told.
    """

    root: Path
    id: str
    region: str
    files: tuple[ExampleFile, ...]
    complete: bool


def find_examples(paths: Iterable[Path], findings: Findings) -> list[ExampleSet]:
    """The sets that the paths (example files, set folders, libraries) lead to, each once; findings for the others."""
    found: dict[tuple[Path, str], ExampleSet] = {}
    for path in paths:
        for one in _of_path(path, findings):
            key = (one.root.resolve(), one.id)
            found[key] = _joined(found[key], one) if key in found else one
    return list(found.values())


def _joined(first: ExampleSet, second: ExampleSet) -> ExampleSet:
    by_name = {file.shown: file for file in (*first.files, *second.files)}
    files = tuple(by_name[name] for name in sorted(by_name))
    return replace(first, files=files, complete=first.complete or second.complete)


def _of_path(path: Path, findings: Findings) -> list[ExampleSet]:
    place = whole(SourceText(str(path)))
    if not is_there(path):
        findings.add(rf.NOT_FOUND, place, path=path)
        return []
    wanted = path.resolve()
    root = _root_of(path, wanted)
    if root is None:
        Library(path, findings)
        return []
    library = Library(root, findings)
    found = [one for folder in library.sets.values() if (one := _part(folder, root, wanted, findings))]
    if not found and wanted != root.resolve():
        findings.add(f.NO_EXAMPLE, place, path=path)
    return found


def _root_of(path: Path, wanted: Path) -> Path | None:
    """The library a path is in, called as the user called it where that is the path itself, or the current folder."""
    for folder in (wanted, *wanted.parents[:MOST_ABOVE]):
        if (folder / CONCEPTS_NAME).is_file():
            here = Path() if folder == Path.cwd() else folder
            return path if folder == wanted else here
    return None


def _part(folder: SetFolder, root: Path, wanted: Path, findings: Findings) -> ExampleSet | None:
    """What a path asks of a set: all its examples, one of them, or nothing (None)."""
    own = folder.path.resolve()
    paths = folder.examples()
    complete = own.is_relative_to(wanted) or wanted == own / EXAMPLES
    if complete:
        check_unread_examples(folder, findings)
    else:
        paths = [path for path in paths if path.resolve() == wanted]
        if not paths:
            return None
    files = tuple(ExampleFile(path, f"{folder.shown}/{EXAMPLES}/{path.name}", root) for path in paths)
    return ExampleSet(root, folder.id, nodes.text(folder.manifest, "region"), files, complete)
