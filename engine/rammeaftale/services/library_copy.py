"""A library as files to put elsewhere: what a user may change when the rules came inside the program."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library


def library_files(root: Path, findings: Findings) -> dict[str, bytes]:
    """The concepts and every file of the sets, by path inside the library; nothing with findings."""
    library = Library(root, findings)
    if findings.has_errors:
        return {}
    paths = [root / CONCEPTS_NAME, *(path for folder in library.sets.values() for path in folder.files())]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(paths)}
