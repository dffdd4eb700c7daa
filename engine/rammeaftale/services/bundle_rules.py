"""The rule files an audit bundle takes along, and a library made of them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.library import Library
from rammeaftale.rulefiles.nodes import text
from rammeaftale.rulefiles.reading import LARGEST
from rammeaftale.services import archive_findings as f
from rammeaftale.services.archive import name_fault, read_bytes
from rammeaftale.services.bundle import RULES, Bundle


def rule_files(library: Library, ids: Iterable[str], findings: Findings) -> dict[str, bytes] | None:
    """The concepts and every file of the sets and of those they build on, examples apart, by path in the library."""
    paths = [library.concepts_file]
    for folder in _with_bases(library, ids):
        paths += folder.rule_files()
    before = len(findings.items)
    found = {}
    for path in paths:
        data, name = read_bytes(path, findings), path.relative_to(library.root).as_posix()
        fault = name_fault(RULES + name)
        if fault is not None:
            findings.add(fault, whole(SourceText(str(path))), name=name)
        elif data is not None and len(data) > LARGEST:
            findings.add(f.TOO_LARGE, whole(SourceText(str(path))), name=name, size=len(data), limit=LARGEST)
        elif data is not None:
            found[name] = data
    return None if len(findings.items) > before else found


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
def unpacked(files: Mapping[str, bytes], findings: Findings) -> Iterator[Library]:
    """A library of these files in a folder of its own, gone afterwards; its places are told from the library's root.

    The names must have been checked (`name_fault`).
    """
    with TemporaryDirectory(prefix="rammeaftale-") as temporary:
        root = Path(temporary)
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Library(root, findings, from_root=True)


def check_no_more(bundle: Bundle, library: Library, ids: Iterable[str], findings: Findings) -> bool:
    """Whether the bundle's rules are just the files that the set uses; a finding for each other."""
    used = rule_files(library, ids, findings)
    extra = sorted(bundle.rule_files.keys() - (used or {}).keys()) if used is not None else []
    for name in extra:
        findings.add(f.EXTRA_FILE, whole(SourceText(bundle.shown)), name=RULES + name)
    return used is not None and not extra
