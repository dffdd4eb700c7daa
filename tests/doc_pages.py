"""The pages of docs/ as something to follow: commands with their output, and what a reader does to files between them.

A block marked `console` holds commands after `$ ` and, under each, what it prints; a line of only … stands for any
lines, and … last in a line, after a space, for the rest of it. A block may be indented, as in a list. What the reader
does in an editor stands in a comment of the page that only these tests read:

    <!-- prøve: udfyld FIL       lines `navn: svar` (`navn: 2016=svar, 2017=svar` by year), put into a form of ny-sag
    <!-- prøve: erstat FIL       a text, `=>`, and the text to put in its place; with * in FIL in each that has it
    <!-- prøve: står i FIL -->   the lines of the next `yaml` block stand in the file (comments apart)
    <!-- prøve: skriv FIL -->    the next `yaml` block is what the file becomes
    <!-- prøve: slet FIL -->     the file, or with * all of them, but for those named in the text
    <!-- prøve: kopiér FIL       the name of the copy
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from case_forms import filled
from running import run_program

_PART = re.compile(
    r"^(?P<indent> *)```(?P<kind>console|yaml)\n(?P<block>.*?)^(?P=indent)```$"
    r"|^ *<!-- prøve: (?P<what>udfyld|erstat|står i|skriv|slet|kopiér) (?P<file>\S+)(?P<text>.*?)-->",
    re.MULTILINE | re.DOTALL,
)
_PLACE = re.compile(r"(\.yaml):\d+(:\d+)?")
_NUMBERED = re.compile(r"^ *\d+ \|", re.MULTILINE)
REST = "…"


@dataclass(frozen=True)
class Step:
    """Something the page does or shows: a name, a file and a text."""

    what: str
    file: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """What a page does, in order."""
    for part in _PART.finditer(page):
        if part["what"]:
            yield Step(part["what"], part["file"], part["text"].strip("\n"))
        else:
            yield Step(part["kind"], "", re.sub(f"^{part['indent']}", "", part["block"], flags=re.MULTILINE))


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with the output under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def follow(page: str) -> Iterator[str]:
    """Follow a page in the current folder; what is not as it says."""
    stands_in = written = ""
    for step in steps(page):
        if step.what == "console":
            yield from (told for command, output in commands(step.text) for told in _run(command, output))
        elif step.what == "yaml" and stands_in:
            yield from _missing_lines(step.text, stands_in)
            stands_in = ""
        elif step.what == "yaml" and written:
            Path(written).write_text(step.text, encoding="utf-8")
            written = ""
        elif step.what == "står i":
            stands_in = step.file
        elif step.what == "skriv":
            written = step.file
        elif step.what in _EDITS:
            _EDITS[step.what](Path(step.file), step.text)


def _run(command: str, expected: str) -> Iterator[str]:
    words = shlex.split(command)
    assert words[0] == "rammeaftale", command
    ran = run_program(words[1:])
    found = ran.out + ran.err
    if expected.strip() and not matches(expected, found):
        yield f"$ {command}\n--- the page shows\n{expected}\n--- it prints\n{found}"


def matches(expected: str, found: str) -> bool:
    """Whether the output is what the page shows, apart from line numbers and what … stands for."""
    shown, printed = _lines(expected), _lines(found)
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == REST:
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) == 1:
        return _same(shown, printed)
    first, last = parts[0], parts[-1]
    if not _same(first, printed[: len(first)]) or (last and not _same(last, printed[-len(last) :])):
        return False
    return _in_order(parts[1:-1], printed[len(first) : len(printed) - len(last)])


def _in_order(parts: list[list[str]], lines: list[str]) -> bool:
    """Whether the parts stand among the lines one after another."""
    at = 0
    for part in parts:
        places = (n for n in range(at, len(lines)) if _same(part, lines[n : n + len(part)]))
        start = next(places, None)
        if start is None:
            return False
        at = start + len(part)
    return True


def _same(shown: list[str], printed: list[str]) -> bool:
    """Whether lines are those shown, each whole or as far as it is shown."""
    if len(shown) != len(printed):
        return False
    pairs = zip(shown, printed, strict=True)
    return all(s == p or (s.endswith(f" {REST}") and p.startswith(s[: -len(REST)])) for s, p in pairs)


def _lines(text: str) -> list[str]:
    return [_plain(line.rstrip()) for line in text.rstrip().splitlines()]


def _plain(text: str) -> str:
    """A line without the line numbers of rule files and without how many files and inherited entries there are."""
    text = _COUNTED.sub(" N", f" {text}").removeprefix(" ")
    return _FILES.sub("i N filer i", _NUMBERED.sub("N |", _PLACE.sub(r"\1:N", text)))


_COUNTED = re.compile(
    r" +[0-9]+(?: af [0-9]+)?(?= +(?:andre arvede|arvede poster|af dem|begreber|udeladelser|eksempler (?:fra|skal|er)|"
    r"tal slutter|giver) )|(?<=\()[0-9]+(?= filer\))"
)
_FILES = re.compile(r"\bi [0-9]+ filer i\b")


def _missing_lines(block: str, file: str) -> Iterator[str]:
    text = {_bare(line) for line in Path(file).read_text(encoding="utf-8").splitlines()}
    for line in block.splitlines():
        if line.strip() not in ("", REST) and _bare(line) not in text:
            yield f"{file} has no line {line!r}"


def _bare(line: str) -> str:
    return re.sub(r" +# .*", "", line).rstrip()


def _fill_in(path: Path, text: str) -> None:
    told = dict(line.split(": ", 1) for line in text.splitlines() if line.strip())
    form = path.read_text(encoding="utf-8")
    for name in [name for name, answer in told.items() if answer == "{}"]:
        form = form.replace(f"  #{name}:\n", f"  {name}: {told.pop(name)}\n")
    answers = {name: dict(_by_year(answer)) if "=" in answer else answer for name, answer in told.items()}
    path.write_text(filled(form, answers.get), encoding="utf-8")


def _by_year(answer: str) -> Iterator[tuple[str, str]]:
    for part in answer.split(", "):
        year, _, value = part.partition("=")
        yield year, value


def _replace(path: Path, text: str) -> None:
    old, new = (part.strip("\n") for part in text.split("\n=>"))
    if "*" in path.name:
        for one in sorted(path.parent.glob(path.name)):
            found = one.read_text(encoding="utf-8")
            one.write_text(found.replace(old, new), encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{path} has {before.count(old)} of {old!r}"
    path.write_text(before.replace(old, new) if new else before.replace(f"{old}\n", ""), encoding="utf-8")


def _delete(path: Path, kept: str) -> None:
    for one in sorted(path.parent.glob(path.name)):
        if one.name not in kept.split():
            one.unlink()


def _copy(path: Path, name: str) -> None:
    Path(name.strip()).write_bytes(path.read_bytes())


_EDITS: dict[str, Callable[[Path, str], None]] = {
    "udfyld": _fill_in,
    "erstat": _replace,
    "slet": _delete,
    "kopiér": _copy,
}
