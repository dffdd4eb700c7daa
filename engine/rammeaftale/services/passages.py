"""The source texts in a folder: which file is which document, and the passage of each section."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from rammeaftale.core.records import record
from rammeaftale.rulefiles.manifest_model import Document

LONGEST_FILE = 20_000_000
MOST_FILES = 500
INTRODUCTION = "indledning"
SHORTEST_HEADING = 12
FEWEST_SPACED, MOSTLY = 4, 0.6
TEXT_ENDINGS = (".txt", ".md")
_HEADING = re.compile(r"\s*(\d+(?:\.\d+)*)\.?\s+(\S.*)")
_CALLED = re.compile(r"\s*(?:afsnit|bilag|del|kapitel|mål|punkt|§)\s+(\d+)\b", re.IGNORECASE)
_LETTERED = re.compile(r"(\d+(?:\.\d+)*)([a-z])?\Z")


@record
class SourceFile:
    """A document's text; `same`: whether it is the one the manifest has the checksum of (None: it has none)."""

    path: Path
    same: bool | None
    lines: tuple[str, ...]


def find_files(
    folder: Path, documents: Iterable[Document], sections: Mapping[str, Iterable[str]] | None = None
) -> dict[str, SourceFile]:
    """The file of each document: the one with its checksum, else the one named as it, else the one with its sections.

    `sections`: by document, those its clauses stand in; a file that has most of them, and more than any other that is
    no other document's, is a changed edition of it.
    """
    texts = {path: path.read_bytes() for path in _candidates(folder)}
    sums = {hashlib.sha256(raw).hexdigest(): path for path, raw in texts.items()}
    wanted = list(documents)
    paths = {one.name: sums[one.sha256] for one in wanted if one.sha256 in sums}
    for one in wanted:
        if one.name not in paths:
            free = [path for path in texts if path not in paths.values()]
            path = next((path for path in free if path.stem == one.name), None)
            path = path or _most_alike(free, texts, list((sections or {}).get(one.name, ())))
            if path is not None:
                paths[one.name] = path
    return {
        one.name: SourceFile(
            paths[one.name],
            (paths[one.name] == sums.get(one.sha256)) if one.sha256 else None,
            _lines(texts[paths[one.name]]),
        )
        for one in wanted
        if one.name in paths
    }


def _most_alike(paths: Iterable[Path], texts: Mapping[Path, bytes], sections: list[str]) -> Path | None:
    """The file in which most of the sections are found, if that is most of them."""
    counted = {path: sum(_start(_lines(texts[path]), one) is not None for one in sections) for path in paths}
    best = max(counted, key=lambda path: counted[path], default=None)
    return best if best is not None and counted[best] > MOSTLY * len(sections) else None


def _lines(raw: bytes) -> tuple[str, ...]:
    return tuple(raw.decode("utf-8", errors="replace").splitlines())


def _candidates(folder: Path) -> list[Path]:
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in TEXT_ENDINGS and path.is_file()]
    return [path for path in paths if path.stat().st_size <= LONGEST_FILE][:MOST_FILES]


def passages(file: SourceFile, sections: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The lines of each section that can be found, blank ones left out."""
    wanted = list(sections)
    starts = {section: at for section in wanted if (at := _start(file.lines, section)) is not None}
    return {section: _passage(file.lines, at, set(starts.values())) for section, at in starts.items()}


def _start(lines: tuple[str, ...], section: str) -> int | None:
    """Where a section begins: by its number (`3.1.3b`: the second 3.1.3), else by a line that begins with its name."""
    numbered = _LETTERED.match(section)
    if numbered is None:
        return _named(lines, section)
    at = [n for n, line in enumerate(lines) if (h := _HEADING.match(line)) and h[1] == numbered[1]]
    if "." not in numbered[1]:
        at = _headings(lines, numbered[1], at)
    number = ord(numbered[2]) - ord("a") if numbered[2] else 0
    return at[number] if number < len(at) else None


def _headings(lines: tuple[str, ...], number: str, at: list[int]) -> list[int]:
    """Of lines with one number, those that are headings: items of a list and footnotes are numbered too.

    A heading is in capitals; else it has a full stop behind its number; else it says what it is, as «Mål 1» does.
    """
    capitals = [n for n in at if _title(lines[n]).isupper()]
    stopped = [n for n in at if lines[n].lstrip().startswith(f"{number}.")]
    called = [n for n, line in enumerate(lines) if (h := _CALLED.match(line)) and h[1] == number]
    return capitals or stopped or called or at


def _named(lines: tuple[str, ...], section: str) -> int | None:
    """The first line that begins with a name, however its letters are spaced; an introduction may go without."""
    wanted = _folded(section)
    for at, line in enumerate(lines):
        found = _folded(line)
        if found.startswith(wanted) and not found[len(wanted) : len(wanted) + 1].isalnum():
            return at
    if wanted == INTRODUCTION:
        return next((at for at, line in enumerate(lines) if line.strip()), None)
    return None


def _folded(line: str) -> str:
    return readable(line).casefold()


def readable(line: str) -> str:
    """A line with single spaces, and with the letters of words that were s p a c e d  o u t put together again."""
    parts = line.split()
    if (
        len(parts) < FEWEST_SPACED
        or sum(part.isalpha() and len(part) == 1 for part in parts) < len(parts) * MOSTLY
    ):
        return " ".join(parts)
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", line.strip()))


def _title(line: str) -> str:
    found = _HEADING.match(line)
    return found[2].strip() if found else ""


def _passage(lines: tuple[str, ...], start: int, starts: set[int]) -> tuple[str, ...]:
    found = [readable(lines[start])]
    for at in range(start + 1, len(lines)):
        line = readable(lines[at])
        if at in starts or _is_heading(lines[at]) or _begins_anew(line, found[-1]):
            return tuple(found)
        if line:
            found.append(line)
    return tuple(found)


def _is_heading(line: str) -> bool:
    """A line with a number of several parts and a title, or in capitals."""
    found = _HEADING.match(line)
    return found is not None and ("." in found[1] or found[2].strip().isupper()) and found[2][:1].isupper()


def _begins_anew(line: str, before: str) -> bool:
    """A heading of several words in capitals, unless it goes on from the line before."""
    return line.isupper() and " " in line and len(line) >= SHORTEST_HEADING and not before.isupper()
