"""What things are called in an explanation: quantities with year and members, values with units, sources, places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rammeaftale.backends.facts import address
from rammeaftale.core.display import show_amount
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.core.places import Span
from rammeaftale.language.member_names import member_name
from rammeaftale.language.program import Program, Quantity
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles.head_model import Citation

if TYPE_CHECKING:
    from rammeaftale.backends.trace import TraceNode

_SECTION = re.compile(r"[0-9]+(\.[0-9]+)*[a-z]?\Z")


def title_of(node: TraceNode, around: TraceNode | None = None, *, counted: bool = False) -> str:
    """A quantity's title, with the year and the members where they are not those of the node `around` it.

    `counted`: it is one of several members, which are all named.
    """
    _, year, members = node.cell
    parts = [node.quantity.head.title]
    if members and (counted or around is None or members != around.cell[2]):
        named = zip(node.quantity.dims, members, strict=True)
        parts.append(", ".join(member_name(node.program, dimension, member) for dimension, member in named))
    if year is not None and around is not None and year != around.cell[1] and not node.quantity.symbol.fixed:
        parts.append(str(year))
    return ", ".join(parts)


def shown_id(node: TraceNode, years: tuple[int, ...]) -> str:
    """The address a user knows a node by: without the year where that is the calculated one, or makes no difference."""
    name, year, members = node.cell
    return address(name, members, None if node.quantity.symbol.fixed else year, years)


def shown(outcome: Outcome, type_: Type, program: Program, display: str | None = None) -> str:
    """An outcome as people read it, with its unit; a member by its name."""
    if isinstance(outcome, str) and type_.kind is Kind.MEMBER:
        return member_name(program, type_.dimension, outcome)
    unit = type_.unit if type_.kind is Kind.NUMBER else None
    return show_amount(outcome, unit, is_year=type_.kind is Kind.YEAR, display=display)


def display_of(quantity: Quantity) -> str | None:
    """How the rules want it shown (`vis`), where they say."""
    return quantity.symbol.entry.typing.display


def value_of(node: TraceNode) -> str:
    """What a node came to; an input whose absence counts is «ikke oplyst»."""
    if node.assumed and isinstance(node.outcome, Unknown):
        return "ikke oplyst"
    if len({figure.value for _, figure in node.days if figure}) > 1:
        return "forskellig fra dag til dag"
    return shown(node.outcome, node.quantity.symbol.type, node.program, display_of(node.quantity))


def citation_of(node: TraceNode) -> Citation:
    """Where it comes from: a parameter's figure has its own source."""
    figure = node.figure
    return figure.citation if figure else node.quantity.head.citation


def section_text(citation: Citation) -> str:
    """`afsnit 3.5`, or what else the source's place is called; empty where none is named."""
    return f"afsnit {citation.section}" if _SECTION.match(citation.section) else citation.section


def source_text(citation: Citation, main: str = "") -> str:
    """`kommunekredit, 2. april 2019`, `afsnit 3.5 (D1-075)`: the document is left out where it is the main one."""
    document = "" if citation.document == main else citation.document
    text = ", ".join(part for part in (document, section_text(citation)) if part)
    return f"{text} ({', '.join(citation.anchors)})" if citation.anchors else text


def main_document(citations: Iterable[Citation]) -> str:
    """The document most of them come from."""
    counted = Counter(citation.document for citation in citations)
    return counted.most_common(1)[0][0] if counted else ""


def legend(citations: Iterable[Citation], main: str, program: Program) -> list[str]:
    """Which documents the sources are in, the main one first."""
    documents = program.manifest.documents
    others = [name for name in dict.fromkeys(c.document for c in citations) if name != main]
    found = [f"Afsnit uden andet navn er i {documents[main].title}."] if main in documents else []
    return found + [f"{name}: {documents[name].title}." for name in others if name in documents]


def place_text(span: Span) -> str:
    """`fil:linje`."""
    return f"{span.source.path}:{span.line}"


def words(name: str) -> str:
    """A name of ours as words: `hvad_hvis` → `hvad hvis`."""
    return name.replace("_", " ")
