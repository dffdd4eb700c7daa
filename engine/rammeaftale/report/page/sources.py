"""The documents behind the report: who made them, their checksums, the sections cited and, where given, their words."""

from __future__ import annotations

from rammeaftale.core.records import record
from rammeaftale.report.naming import section_text
from rammeaftale.report.page.scope import Scope
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.rulefiles.manifest_model import Document
from rammeaftale.services.passages import passages

SAME = {
    True: "Teksten er den, reglerne er skrevet efter (samme kontrolsum).",
    False: "Bemærk: Teksten er ikke den, reglerne er skrevet efter (kontrolsummen er en anden).",
    None: "Reglerne har ingen kontrolsum at holde teksten op mod.",
}
NOT_GIVEN = "Kildens tekst er ikke i mappen: ingen fil har kontrolsummen eller kildens navn."


@record
class Section:
    """A cited section; `passage`: its first lines, None where no text was given or it is cited in passing."""

    anchor: str
    title: str
    passage: tuple[str, ...] | None


@record
class Source:
    """A document with the sections that are cited; `text`: what is known of the given source text."""

    title: str
    name: str
    publisher: str
    date: str
    link: str
    sha256: str
    text: str
    is_main: bool
    sections: tuple[Section, ...]

    @property
    def quoted(self) -> tuple[Section, ...]:
        """The sections whose words were looked for."""
        return tuple(section for section in self.sections if section.passage is not None)

    @property
    def named(self) -> tuple[Section, ...]:
        """The sections that are only named."""
        return tuple(section for section in self.sections if section.passage is None)


def sources(scope: Scope) -> list[Source]:
    """The cited documents, the main one first; to be made when all else has cited its sections."""
    cited: dict[str, list[tuple[str, str]]] = {}
    for (document, section), anchor in scope.cited.items():
        cited.setdefault(document, []).append((section, anchor))
    names = sorted(cited, key=lambda name: name != scope.document)
    return [_source(scope, name, cited[name]) for name in names]


def _source(scope: Scope, name: str, cited: list[tuple[str, str]]) -> Source:
    documents = [
        p.manifest.documents[name] for p in scope.result.rules.programs if name in p.manifest.documents
    ]
    document = documents[-1] if documents else Document(name, name)
    files = scope.asked.files
    file = files.get(name) if files else None
    found = passages(file, [section for section, _ in cited if section]) if file else {}
    ordered = sorted(cited, key=lambda one: _order(one[0]))
    wanted = [
        Section(anchor, _title(name, s), found.get(s, ()) if file and (name, s) in scope.quoted else None)
        for s, anchor in ordered
    ]
    said = "" if files is None else SAME[file.same] if file else NOT_GIVEN
    is_safe = document.link.startswith(("https://", "http://"))
    return Source(
        document.title,
        name,
        document.publisher,
        document.date,
        document.link if is_safe else "",
        document.sha256,
        said,
        name == scope.document,
        tuple(wanted),
    )


def _title(document: str, section: str) -> str:
    text = section_text(Citation(document, section))
    return text[:1].upper() + text[1:] if text else "Hele dokumentet"


def _order(section: str) -> tuple[bool, list[tuple[int, str]]]:
    """Sections by number, what has none last."""
    parts = section.split(".")
    numbers = [(int("".join(c for c in part if c.isdigit()) or 0), part) for part in parts]
    return not section[:1].isdigit(), numbers
