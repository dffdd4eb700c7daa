"""Strict YAML: every scalar is text, every node knows its place, and everything ambiguous is a finding.

YAML's own guessing (numbers, dates, yes/no) is off; anchors, tags, merge keys and duplicate keys are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias
from unicodedata import is_normalized, normalize

from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml._yaml import CParser
from yaml.reader import ReaderError

from rammeaftale.core.diagnostics import MOST_SHOWN, Finding, Findings, Severity
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.yaml_slips import find_slip

DEEPEST = 64
# A case form (`ny-sag`) has all its lines commented out until the first is filled in.
MAY_BE_EMPTY = "oplysninger"


class Scalar(NamedTuple):
    """A text; `style` is YAML's quote or block sign, empty for a plain one; `start`, `end` are offsets in the file."""

    text: str
    span: Span
    style: str = ""
    start: int = 0
    end: int = 0

    def part(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the file, also when the text is quoted or folded."""
        source, line, column, end_line, _ = self.span
        offset = 1 if self.style in ("'", '"') else 0
        raw = source.text[self.start + offset : self.start + offset + len(self.text)]
        if line == end_line and raw == self.text:
            column += offset + start
            return Span(source, line, column, line, column + max(end - start, 1))
        return self._folded_part(start, end)

    def _folded_part(self, start: int, end: int) -> Span:
        raw, at, line, column = self.span.source.text[self.start : self.end], 0, *self.span[1:3]
        if self.style in ("|", ">"):
            at = raw.find("\n") + 1
        seen, begin = 0, None
        text = self.text
        for position in range(len(raw)):
            char = raw[position]
            if position >= at and seen < len(text):
                while seen < len(text) and text[seen].isspace() and not char.isspace():
                    seen += 1
                if seen >= start and not char.isspace() and begin is None:
                    begin = (line, column)
                if seen < len(text) and char == text[seen] and not char.isspace():
                    seen += 1
                    if seen >= end and begin is not None:
                        return Span(self.span.source, *begin, line, column + 1)
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
        return Span(self.span.source, *begin, line, column) if begin else self.span


class Mapping(NamedTuple):
    """Named nodes in the order written; `blank`: keys without a value, of which there is a finding already."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span
    blank: tuple[str, ...] = ()

    def get(self, key: str) -> Node | None:
        """The node under `key`, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


class Sequence(NamedTuple):
    """Nodes in the order written."""

    items: tuple[Node, ...]
    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence


def read_yaml(source: SourceText, findings: Findings) -> Node | None:
    """The tree of a YAML text, or None with findings that say why not."""
    if _has_invisible(source, findings) or _has_odd_space(source, findings):
        return None
    if " #" in source.text:
        _check_cut_titles(source, findings)
    reader = _Reader(source, findings)
    try:
        root = reader.document()
    except _Refused:
        return None
    except YAMLError as fault:
        _report_fault(source, fault, findings)
        return None
    if root is None:
        findings.add(f.EMPTY_FILE, whole(source))
    return None if reader.refused else root


# Line ends no editor shows as such, marks that reverse or hide text: what one reads would not be what is meant.
_INVISIBLE = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
UNPRINTABLE = re.compile(_INVISIBLE.pattern + "|[\0-\x08\x0b-\x1f\ud800-\udfff]")


def _has_invisible(source: SourceText, findings: Findings) -> bool:
    found = False
    for match in _INVISIBLE.finditer(source.text):
        found = True
        line, start = source.text.count("\n", 0, match.start()) + 1, source.text.rfind("\n", 0, match.start())
        column = match.start() - start
        findings.add(f.BAD_CHARACTER, Span(source, line, column, line, column + 1), number=ord(match[0]))
        if findings.counts[Severity.ERROR] > MOST_SHOWN:
            break
    return found


# Spaces that look like one but are none to YAML, where only one could stand: before a key, after «-» and «:».
_SPACES = "\u00a0\u2007\u2009\u202f\u3000"
_ODD_SPACE = re.compile(rf"^[ -]*([{_SPACES}])|^[ -]*[^\W\d]\w*:? *([{_SPACES}])", re.MULTILINE)
# Free text that a « #» cuts short, and nobody sees it.
_FREE = "titel|beskrivelse|besked|spørgsmål|note|begrundelse|forbehold|tekst"
_CUT = re.compile(rf"^[ {{-]*({_FREE}): +(?![\"'>|{{\[])[^\n]*?( #)", re.MULTILINE)


def _has_odd_space(source: SourceText, findings: Findings) -> bool:
    if not any(space in source.text for space in _SPACES):
        return False
    match = _ODD_SPACE.search(source.text)
    if match:
        findings.add(f.ODD_SPACE, _at(source, match.start(match.lastindex or 0), 1))
    return match is not None


def _check_cut_titles(source: SourceText, findings: Findings) -> None:
    for match in _CUT.finditer(source.text):
        end = source.text.find("\n", match.start(2))
        cut = source.text[match.start(2) : end if end >= 0 else None].strip()
        findings.add(f.CUT_BY_HASH, _at(source, match.start(2) + 1, len(cut)), key=match[1], cut=cut)


def _at(source: SourceText, position: int, length: int) -> Span:
    line, column = source.text.count("\n", 0, position) + 1, position - source.text.rfind("\n", 0, position)
    return Span(source, line, column, line, column + length)


class _Refused(Exception):  # noqa: N818 - reads as what it is
    """There is a finding for why the rest is not read."""


class _Reader:
    """From libyaml's events to our nodes, with the findings on the way.

    Events are asked for one by one, so that nothing after a place that is refused is ever looked at.
    """

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self.source, self.findings = source, findings
        self.is_nfc = is_normalized("NFC", source.text)
        self.next: Callable[[], Any] = CParser(source.text).get_event
        self.depth = 0
        self.refused = False

    def document(self) -> Node | None:
        """The one document of the text; None when there is none."""
        self.next()
        start = self.next()
        if isinstance(start, StreamEndEvent):
            return None
        if start.version or start.tags:
            span = Span(self.source, start.start_mark.line + 1, 1, start.start_mark.line + 1, 2)
            self._refuse(f.TAG, span, tag="%YAML" if start.version else "%TAG")
        root = self._node(self.next())
        self.next()
        event = self.next()
        if isinstance(root, Scalar) and not root.text and not root.style:
            return None
        if not isinstance(event, StreamEndEvent):
            self._refuse(f.MORE_DOCUMENTS, self._span(event, event))
            raise _Refused
        return root

    def _node(self, event: Any) -> Node:
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._refuse(f.ANCHOR, self._span(event, event))
            return Scalar("", self._span(event, event), "*")
        if event.anchor or event.tag:
            self._refuse_extras(event)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        self.depth += 1
        if self.depth > DEEPEST:
            self._refuse(f.TOO_DEEP, self._span(event, event), limit=DEEPEST)
            raise _Refused
        inside = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        node = inside(event)
        self.depth -= 1
        return node

    def _scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        text = event.value if self.is_nfc else normalize("NFC", event.value)
        span = Span(self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if style in ("|", ">"):
            text = text.strip()
        elif style == '"' and (hidden := UNPRINTABLE.search(text)):
            self._refuse(f.BAD_CHARACTER, span, number=ord(hidden[0]))
        return Scalar(text, span, style, start.index, end.index)

    def _sequence(self, start: Any) -> Sequence:
        items = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self._node(event))
        return Sequence(tuple(items), self._span(start, event))

    def _mapping(self, start: Any) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        blank: dict[str, bool] = {}
        read, node = self.next, self._node
        while type(event := read()) is not MappingEndEvent:
            key, value = node(event), node(read())
            if not isinstance(key, Scalar):
                self.findings.add(f.ODD_KEY, key.span)
            elif key.text == "<<" and not key.style:
                self.findings.add(f.MERGE_KEY, key.span)
            elif key.text in entries:
                first = entries[key.text][0].span.line
                self.findings.add(f.DUPLICATE_KEY, key.span, key=key.text, line=first)
            elif isinstance(value, Scalar) and not value.text and not value.style:
                if self.depth > 1 or key.text != MAY_BE_EMPTY:
                    self._without_value(key, entries, blank)
            else:
                entries[key.text] = (key, value)
        return Mapping(entries, self._span(start, event), tuple(blank))

    def _without_value(
        self, key: Scalar, entries: dict[str, tuple[Scalar, Node]], blank: dict[str, bool]
    ) -> None:
        """A comma that cut a text in two is told once, and what stands before it is only half of what was meant."""
        by_comma = not self.source.text[key.end : key.end + 9].lstrip().startswith(":")
        if not by_comma:
            self.findings.add(f.EMPTY_VALUE, key.span, key=key.text)
        elif not any(blank.values()):
            self.findings.add(f.FLOW_COMMA, key.span, key=key.text)
            before = next(reversed(entries), None)
            if before and isinstance(entries[before][1], Scalar):
                del entries[before]
                blank[before] = True
        blank[key.text] = by_comma

    def _span(self, first: Any, last: Any) -> Span:
        start, end = first.start_mark, last.end_mark
        return Span(self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _refuse_extras(self, event: Any) -> None:
        span = self._span(event, event)
        if event.anchor:
            self._refuse(f.ANCHOR, span)
        if event.tag:
            self._refuse(f.TAG, span, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _refuse(self, finding: Finding, span: Span, **fields: object) -> None:
        self.refused = True
        self.findings.add(finding, span, **fields)  # type: ignore[arg-type]


def _report_fault(source: SourceText, fault: Exception, findings: Findings) -> None:
    if isinstance(fault, ReaderError):
        before = source.text.encode()[: fault.position].decode(errors="ignore")  # libyaml counts bytes
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        findings.add(f.BAD_CHARACTER, Span(source, line, column, line, column + 1), number=fault.character)
        return
    problem = str(getattr(fault, "problem", None) or fault)
    marks = [getattr(fault, name, None) for name in ("problem_mark", "context_mark")]
    if "end of stream" in problem:
        marks.reverse()  # where the text began that has no end
    mark = next((m for m in marks if m), None)
    line, column = _before_the_end(source, mark.line + 1, mark.column + 1) if mark else (1, 1)
    span = Span(source, line, column, line, column + 1)
    if "undefined alias" in problem or "alphabetic or numeric character" in problem:
        findings.add(f.ANCHOR, span)
    elif "\t" in (source.line(line) or "")[:column] or "'\\t'" in problem:
        findings.add(f.TAB, span)
    elif slip := find_slip(source, line):
        findings.add(f.BAD_YAML, slip.span(source), problem=slip.problem, hint=slip.help)
    else:
        part = next((part for part in _PROBLEMS if part in problem), "")
        danish = _PROBLEMS.get(part, _UNKNOWN_PROBLEM)
        findings.add(f.BAD_YAML, span, problem=danish, hint=_HINTS.get(part, ""))


def _before_the_end(source: SourceText, line: int, column: int) -> tuple[int, int]:
    """The place itself, or the end of the last line that says something when it lies behind that."""
    last = len(source.text.rstrip().split("\n"))
    return (line, column) if line <= last else (last, len(source.lines[last - 1].rstrip()) + 1)


_UNKNOWN_PROBLEM = "linjen kan ikke læses"
_PROBLEMS = {
    "mapping values are not allowed": "kolon midt i en tekst, eller en linje, der er rykket forkert ind",
    "did not find expected key": "her ventes en nøgle; indrykningen passer ikke",
    "could not find expected ':'": "der mangler et kolon efter nøglen",
    "did not find expected '-' indicator": "her ventes et listepunkt; indrykningen passer ikke",
    "did not find expected ',' or ']'": "listen […] er ikke lukket, eller der mangler et komma",
    "did not find expected ',' or '}'": "blokken {…} er ikke lukket, eller en tekst i den skal have anførselstegn",
    "unexpected end of stream": "et anførselstegn er ikke lukket",
    "found character that cannot start any token": "et tegn, som en værdi ikke kan begynde med; sæt anførselstegn",
    "did not find expected node content": "her ventes en værdi",
    "unknown escape character": "ukendt tegn efter «\\» i dobbelte anførselstegn; brug enkelte anførselstegn",
    "did not find expected <document start>": "der står noget efter filens slutning",
    "block sequence entries are not allowed": "et listepunkt kan ikke stå her; ryk det ind på sin egen linje",
    "did not find expected comment or line break": "der står noget efter «|» eller «>»",
    "did not find URI escape": "et mærke med «!» er ikke tilladt",
    "tag": "et mærke med «!» eller «%» er ikke tilladt",
    "mapping keys are not allowed": "«?» kan ikke stå her; sæt anførselstegn om teksten",
    "unexpected document indicator": "«---» eller «...» midt i en tekst med anførselstegn",
    "invalid Unicode character escape code": "tegnkoden efter «\\» findes ikke",
    "hexdecimal number": "tegnkoden efter «\\» er ikke et hexadecimalt tal",
    "incompatible YAML document": "linjer med «%» øverst er ikke tilladt",
    "directive": "linjer med «%» øverst er ikke tilladt",
    "version number": "linjer med «%» øverst er ikke tilladt",
    "digit or '.' character": "linjer med «%» øverst er ikke tilladt",
    "indentation indicator": "der står noget efter «|» eller «>»",
    "expected whitespace": "der mangler et mellemrum",
}  # fmt: skip
_HINTS = {
    "mapping values are not allowed": "Hører kolonet med til teksten, så sæt anførselstegn om hele teksten.",
    "unexpected end of stream": "Sæt et anførselstegn af samme slags efter teksten.",
    "did not find expected ',' or ']'": "Luk listen med ], og sæt komma mellem punkterne.",
    "did not find expected ',' or '}'": "Luk blokken med }, og sæt komma mellem felterne.",
}
