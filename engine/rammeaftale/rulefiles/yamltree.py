"""Strict YAML: every scalar is text, every node knows its place, and everything ambiguous is a finding.

YAML's own guessing (numbers, dates, yes/no) is off; anchors, tags, merge keys and duplicate keys are refused.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias
from unicodedata import is_normalized, normalize

import yaml
from yaml.composer import ComposerError
from yaml.cyaml import CParser
from yaml.reader import ReaderError
from yaml.resolver import BaseResolver

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles import findings as f

DEEPEST = 64


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
    """Named nodes in the order written."""

    entries: dict[str, tuple[Scalar, Node]]
    span: Span

    def get(self, key: str) -> Node | None:
        """The node under `key`, or None."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


class Sequence(NamedTuple):
    """Nodes in the order written."""

    items: tuple[Node, ...]
    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence


class _Loader(CParser, BaseResolver):
    """libyaml's composer without YAML's guessing of types."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        BaseResolver.__init__(self)


def read_yaml(source: SourceText, findings: Findings) -> Node | None:
    """The tree of a YAML text, or None with findings that say why not."""
    before = len(findings.items)
    if not source.text.strip():
        findings.add(f.EMPTY_FILE, whole(source))
        return None
    try:
        if _SUSPICIOUS.search(source.text) or _bracket_depth(source.text) > DEEPEST:
            _refuse_extras(source, findings)
            if len(findings.items) > before:
                return None
        root = _Loader(source.text).get_single_node()
    except (yaml.YAMLError, RecursionError) as fault:
        _report_fault(source, fault, findings)
        return None
    if root is None:
        findings.add(f.EMPTY_FILE, whole(source))
        return None
    return _Converter(source, findings).convert(root)


_SUSPICIOUS = re.compile(r"(?:^|[\s,\[{:?-])[&!][^\s=]?|(?:[-?:] ){20}|^ {130}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")


def _bracket_depth(text: str) -> int:
    depth = deepest = 0
    for match in _BRACKET.finditer(text):
        depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _refuse_extras(source: SourceText, findings: Findings) -> None:
    """Anchors, aliases, tags and deep nesting, which the composed tree no longer shows (or would not survive)."""
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        span = _span(source, event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            findings.add(f.ANCHOR, span)
        if getattr(event, "tag", None):
            findings.add(f.TAG, span, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            findings.add(f.TOO_DEEP, span, limit=DEEPEST)
            return


def _span(source: SourceText, node: yaml.Node | yaml.Event) -> Span:
    start, end = node.start_mark, node.end_mark
    return Span(source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _report_fault(source: SourceText, fault: Exception, findings: Findings) -> None:
    if isinstance(fault, ReaderError):
        line = source.text.count("\n", 0, fault.position) + 1
        findings.add(f.BAD_CHARACTER, Span(source, line, 1, line, 1), number=fault.character)
        return
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    span = Span(source, line, column, line, column + 1)
    problem = str(getattr(fault, "problem", None) or fault)
    if isinstance(fault, ComposerError) and "single document" in str(fault):
        findings.add(f.MORE_DOCUMENTS, span)
    elif "undefined alias" in problem:
        findings.add(f.ANCHOR, span)
    elif "\t" in (source.line(line) or "")[:column] or "'\\t'" in problem:
        findings.add(f.TAB, span)
    else:
        danish = next((text for part, text in _PROBLEMS.items() if part in problem), problem)
        findings.add(f.BAD_YAML, span, problem=danish)


_PROBLEMS = {
    "mapping values are not allowed": "kolon på et sted, hvor der ikke kan stå en nøgle",
    "did not find expected key": "her ventes en nøgle; indrykningen passer ikke",
    "could not find expected ':'": "der mangler et kolon efter nøglen",
    "did not find expected '-' indicator": "her ventes et listepunkt; indrykningen passer ikke",
    "did not find expected ',' or ']'": "listen […] er ikke lukket, eller der mangler et komma",
    "did not find expected ',' or '}'": "blokken {…} er ikke lukket, eller der mangler et komma",
    "unexpected end of stream": "et anførselstegn er ikke lukket",
    "found character that cannot start any token": "et tegn, som en værdi ikke kan begynde med; sæt anførselstegn",
    "did not find expected node content": "her ventes en værdi",
    "unknown escape character": "ukendt tegn efter «\\» i dobbelte anførselstegn; brug enkelte anførselstegn",
    "did not find expected <document start>": "der står noget efter filens slutning",
    "block sequence entries are not allowed": "et listepunkt kan ikke stå her; ryk det ind på sin egen linje",
    "did not find expected comment or line break": "der står noget efter «|» eller «>»",
    "did not find URI escape": "et mærke med «!» er ikke tilladt",
}  # fmt: skip


class _Converter:
    """From libyaml's nodes to ours, with the findings on the way."""

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self.source = source
        self.findings = findings
        self.is_nfc = is_normalized("NFC", source.text)

    def convert(self, node: yaml.Node) -> Node:
        start, end = node.start_mark, node.end_mark
        line, column = end.line + 1, end.column + 1
        span = Span(self.source, start.line + 1, start.column + 1, line, column)
        if isinstance(node, yaml.ScalarNode):
            text = node.value if self.is_nfc else normalize("NFC", node.value)
            style = node.style or ""
            return Scalar(
                text if style in ("", "'", '"') else text.strip(), span, style, start.index, end.index
            )
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple([self.convert(item) for item in node.value]), span)
        return Mapping(self._entries(node), span)

    def _entries(self, node: yaml.MappingNode) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for raw_key, raw_value in node.value:
            key, value = self.convert(raw_key), self.convert(raw_value)
            if not isinstance(key, Scalar):
                self.findings.add(f.ODD_KEY, key.span)
            elif key.text == "<<" and not key.style:
                self.findings.add(f.MERGE_KEY, key.span)
            elif key.text in entries:
                first = entries[key.text][0].span.line
                self.findings.add(f.DUPLICATE_KEY, key.span, key=key.text, line=first)
            elif isinstance(value, Scalar) and not value.text and not value.style:
                kind = f.FLOW_COMMA if node.flow_style else f.EMPTY_VALUE
                self.findings.add(kind, key.span, key=key.text)
            else:
                entries[key.text] = (key, value)
        return entries
