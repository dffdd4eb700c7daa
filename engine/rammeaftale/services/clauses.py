"""Every clause of a set's own sources: the entries that encode it, why it is left out, or that nothing says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.manifest_model import Clause, Document
from rammeaftale.rulefiles.references import citations
from rammeaftale.rulefiles.source_order import in_source

ENCODED, OMITTED, UNTOLD = "kodet", "udeladt", "mangler"
STATUSES = (ENCODED, OMITTED, UNTOLD)


@record
class Encoding:
    """An entry, or a part of one (`procedure.trin`), that has a clause as its anchor."""

    name: str
    kind: str
    title: str


@record
class Told:
    """A clause with what is said of it: `reason`, `note` where it is left out."""

    clause: Clause
    encodings: tuple[Encoding, ...]
    reason: str = ""
    note: str = ""

    @property
    def status(self) -> str:
        """Encoded, left out or untold."""
        if self.encodings:
            return ENCODED
        return OMITTED if self.reason else UNTOLD


@record
class SectionClauses:
    """The clauses of a section."""

    section: str
    clauses: tuple[Told, ...]


@record
class SourceClauses:
    """The clauses of a source document, section by section."""

    document: Document
    sections: tuple[SectionClauses, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many clauses have each status."""
        every = [told.status for part in self.sections for told in part.clauses]
        return {status: every.count(status) for status in STATUSES}


def clause_cover(program: Program) -> list[SourceClauses]:
    """The sources of which the set itself lists the clauses, in the order of the manifest."""
    encodings = _encodings(program.text)
    omissions = {node.text: one for one in program.text.omissions for node in one.clauses}
    own = [clause for clause in program.manifest.clauses.values() if not clause.inherited]
    found = []
    for document in program.manifest.documents.values():
        clauses = sorted((c for c in own if c.document == document.name), key=lambda c: _parts(c.id))
        by_section: dict[str, list[Told]] = {}
        for clause in clauses:
            by_section.setdefault(clause.section, []).append(_told(clause, encodings, omissions))
        ordered = sorted(by_section.items(), key=lambda item: _section_place(item[0]))
        parts = tuple(SectionClauses(section, tuple(inside)) for section, inside in ordered)
        if parts:
            found.append(SourceClauses(document, parts))
    return found


def _told(
    clause: Clause, encodings: Mapping[str, tuple[Encoding, ...]], omissions: Mapping[str, m.Omission]
) -> Told:
    omission = omissions.get(clause.id)
    reason, note = (omission.reason, omission.note) if omission else ("", "")
    return Told(clause, encodings.get(clause.id, ()), reason, note)


_NUMBER = re.compile(r"(\d+)|([^\W\d]+)")


def _section_place(section: str) -> tuple[bool, list[tuple[int, str]]]:
    """3.2 before 3.10; sections with a name and no number last, in the order of their clauses."""
    numbered = section[:1].isdigit()
    return not numbered, _parts(section) if numbered else []


def _parts(text: str) -> list[tuple[int, str]]:
    """A sorting key: D1-9 before D1-10."""
    return [(int(digits or 0), letters) for digits, letters in _NUMBER.findall(text)]


def _encodings(text: m.RuleText) -> dict[str, tuple[Encoding, ...]]:
    found: dict[str, dict[Encoding, None]] = {}
    for entry in sorted(text.entries.values(), key=lambda entry: in_source(entry.head)):
        for encoding, cited in _anchored(entry):
            for anchor in cited.anchors:
                found.setdefault(anchor, {})[encoding] = None
    for repeal in text.repeals:
        title = f"{repeal.title} (ophævet)"
        encoding = Encoding(repeal.name.text, schema.SECTIONS[repeal.section].title, title)
        for anchor in repeal.citation.anchors:
            found.setdefault(anchor, {})[encoding] = None
    return {clause: tuple(encodings) for clause, encodings in found.items()}


def _anchored(entry: m.Entry) -> Iterator[tuple[Encoding, m.Citation]]:
    """What in an entry cites a source: itself, by every source it names, and its parts."""
    head = entry.head
    kind = schema.SECTIONS[head.section].title
    parts = m.parts_of(entry)
    of_parts = {id(part.citation) for part in parts}
    for cited in citations(entry):
        if id(cited) not in of_parts:
            yield Encoding(head.name, kind, head.title), cited
    for part in parts:
        name = part.name if isinstance(part.name, str) else part.name.text
        yield Encoding(f"{head.name}.{name}", _KINDS_OF_PARTS[head.section], part.title), part.citation


_KINDS_OF_PARTS = {"procedurer": "trin", "kataloger": "medlem", "mål": "handling"}
