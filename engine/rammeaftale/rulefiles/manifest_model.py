"""The head of a rule set: who, when, from which documents, with which dimensions and calendars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.places import Span
from rammeaftale.core.records import record


@record
class Dimension:
    """`members`: fixed codes with their shown names, or None when the case names them."""

    name: str
    title: str
    members: Mapping[str, str] | None
    empty_when_unmentioned: bool
    span: Span


@record
class Document:
    """A source document of a set; `awaits_clauses`: the list of its clauses is still to be made."""

    name: str
    title: str
    publisher: str = ""
    date: str = ""
    link: str = ""
    sha256: str = ""
    awaits_clauses: bool = field(default=False, kw_only=True)


@record
class Clause:
    """A clause of a source: id, section, kind and a short title in our own words.

    `inherited`: the source is one of the set this one builds on.
    """

    id: str
    section: str
    kind: str
    title: str
    document: str
    span: Span
    inherited: bool = False


@record
class Manifest:
    """The head of a rule set: who, when, from which documents.

    `under_way`: what it inherits is still being held against the new agreement.
    """

    id: str
    title: str
    region: str
    track: str
    starts: date
    ends: date | None
    history: int
    base: str | None
    folder: str
    span: Span
    documents: Mapping[str, Document]
    actors: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    calendars: Mapping[str, Calendar]
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    source_missing: Mapping[str, str] = field(default_factory=dict)
    under_way: bool = False
