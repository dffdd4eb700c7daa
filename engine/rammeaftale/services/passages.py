"""The source texts in a folder: which file is which document, and the passage of each section."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rammeaftale.core.records import record
from rammeaftale.rulefiles.model import Document

LONGEST_FILE = 20_000_000
MOST_FILES = 500
MOST_LINES = 25
TEXT_ENDINGS = (".txt", ".md")
_HEADING = re.compile(r"\s*(\d+(?:\.\d+)*)\.?\s+(\S.*)")
_LETTERED = re.compile(r"(\d+(?:\.\d+)*)([a-z])?\Z")


@record
class SourceFile:
    """A document's text; `same`: whether it is the one the manifest has the checksum of (None: it has none)."""

    path: Path
    same: bool | None
    lines: tuple[str, ...]


def find_files(folder: Path, documents: Iterable[Document]) -> dict[str, SourceFile]:
    """The file of each document: the one with its checksum, else the one that is named as it (or the only one)."""
    texts = {path: path.read_bytes() for path in _candidates(folder)}
    sums = {hashlib.sha256(raw).hexdigest(): path for path, raw in texts.items()}
    wanted = list(documents)
    found: dict[str, SourceFile] = {}
    for document in wanted:
        path = sums.get(document.sha256)
        named = path or next((one for one in texts if one.stem == document.name), None)
        if named is None and len(wanted) == len(texts) == 1:
            (named,) = texts
        if named is not None:
            same = (path is not None) if document.sha256 else None
            lines = texts[named].decode("utf-8", errors="replace").splitlines()
            found[document.name] = SourceFile(named, same, tuple(lines))
    return found


def _candidates(folder: Path) -> list[Path]:
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in TEXT_ENDINGS and path.is_file()]
    return [path for path in paths if path.stat().st_size <= LONGEST_FILE][:MOST_FILES]


def passages(file: SourceFile, sections: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The first lines of each section that can be found, blank ones left out, with « …» where it was cut."""
    wanted = list(sections)
    starts = {section: at for section in wanted if (at := _start(file.lines, section)) is not None}
    return {section: _passage(file.lines, at, set(starts.values())) for section, at in starts.items()}


def _start(lines: tuple[str, ...], section: str) -> int | None:
    """Where a section begins: by its number (`3.1.3b`: the second 3.1.3), else by a line that begins with its name."""
    numbered = _LETTERED.match(section)
    if numbered is None:
        return _named(lines, section)
    at = [n for n, line in enumerate(lines) if (h := _HEADING.match(line)) and h[1] == numbered[1]]
    if (
        "." not in numbered[1]
    ):  # a list and a footnote are numbered too: a heading is in capitals, or the first
        at = [n for n in at if _title(lines[n]).isupper()] or at
    number = ord(numbered[2]) - ord("a") if numbered[2] else 0
    return at[number] if number < len(at) else None


def _named(lines: tuple[str, ...], section: str) -> int | None:
    folded = section.casefold()
    return next((n for n, line in enumerate(lines) if line.strip().casefold().startswith(folded)), None)


def _title(line: str) -> str:
    found = _HEADING.match(line)
    return found[2].strip() if found else ""


def _passage(lines: tuple[str, ...], start: int, starts: set[int]) -> tuple[str, ...]:
    found = [lines[start].strip()]
    for at in range(start + 1, len(lines)):
        line = " ".join(lines[at].split())
        if at in starts or _is_heading(lines[at]):
            return tuple(found)
        if line:
            found.append(line)
        if len(found) > MOST_LINES:
            return (*found[:MOST_LINES], "…")
    return tuple(found)


def _is_heading(line: str) -> bool:
    """A line with a number of several parts and a title, or in capitals."""
    found = _HEADING.match(line)
    return found is not None and ("." in found[1] or found[2].strip().isupper()) and found[2][:1].isupper()
