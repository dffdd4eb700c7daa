"""The rule files an audit bundle takes along, and a library made of them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.library import Library
from rammeaftale.rulefiles.nodes import text
from rammeaftale.rulefiles.reading import LARGEST, reason
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import name_fault, printable, read_bytes
from rammeaftale.services.bundles.bundle import MOST_NAMED, RULES, Bundle

RENAME = "Ret navnet i regelbiblioteket, og lav pakken igen."


def rule_files(library: Library, ids: Iterable[str], findings: Findings) -> dict[str, bytes] | None:
    """The concepts and every file of the sets and of those they build on, examples apart, by path in the library."""
    before = len(findings.items)
    found = {}
    for name, path in _paths(library, ids).items():
        fault = name_fault(name) or name_fault(RULES + name)
        data = read_bytes(path, findings) if fault is None else None
        if fault is not None:
            findings.add(fault, whole(SourceText(str(path))), hint=RENAME, name=name)
            break
        if data is not None and len(data) > LARGEST:
            findings.add(f.TOO_LARGE, whole(SourceText(str(path))), name=name, size=len(data), limit=LARGEST)
        elif data is not None:
            found[name] = data
    return None if len(findings.items) > before else found


def _paths(library: Library, ids: Iterable[str]) -> dict[str, Path]:
    """The files that sets are made of by what they are called in the library; one outside it by its whole path."""
    paths = [library.concepts_file]
    for folder in _with_bases(library, ids):
        paths += folder.rule_files()
    root = library.root
    return {(p.relative_to(root) if p.is_relative_to(root) else p).as_posix(): p for p in paths}


def _with_bases(library: Library, ids: Iterable[str]) -> Iterator[SetFolder]:
    """The sets and all they build on, each once."""
    pending, seen = list(ids), set[str]()
    while pending:
        id_ = pending.pop(0)
        if id_ in library.sets and id_ not in seen:
            seen.add(id_)
            yield library.sets[id_]
            pending.append(text(library.sets[id_].manifest, "bygger_på"))


@contextmanager
def unpacked(files: Mapping[str, bytes], findings: Findings) -> Iterator[Library | None]:
    """A library of these files in a folder of its own, gone afterwards; its places are told from the library's root.

    The names must have been checked (`name_fault`). None with a finding where there is no room.
    """
    with ExitStack() as stack:
        try:
            root = Path(stack.enter_context(TemporaryDirectory(prefix="rammeaftale-")))
            for name, data in files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as fault:
            findings.add(f.NO_ROOM, whole(SourceText("<midlertidige filer>")), reason=reason(fault))
            yield None
            return
        yield Library(root, findings, from_root=True)


def check_no_more(bundle: Bundle, library: Library, ids: Iterable[str], findings: Findings) -> None:
    """A finding for each file among the bundle's rules that the sets do not use."""
    for name in sorted(bundle.rule_files.keys() - _paths(library, ids).keys())[:MOST_NAMED]:
        findings.add(f.EXTRA_FILE, whole(SourceText(bundle.shown)), name=printable(RULES + name))
