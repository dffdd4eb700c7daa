"""What every entry has: where it comes from, what it is called, and its text before its fields are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.yamltree import Node, Scalar

OWN, REAFFIRMED, CHANGED, ASSUMED = "egen", "genbekræftet", "ændret", "antaget_videreført"


@record
class Citation:
    """Where a rule comes from: document id of the manifest, section, clause ids."""

    document: str
    section: str = ""
    anchors: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.document} {self.section}".strip()


@record
class Head:
    """What every entry has. `origin`: the set it was written in; `status`: how this set stands to it.

    `raw`: what was written, for the places of what it mentions.
    """

    name: str
    section: str
    title: str
    citation: Citation
    span: Span
    topic: str
    description: str = ""
    concept: str | None = None
    origin: str = ""
    status: str = OWN
    reason: str = ""
    raw: RawEntry | None = field(default=None, compare=False)

    @property
    def order(self) -> tuple[list[tuple[int, str]], str]:
        """Sorts entries as their source has them: by section number, then by name."""
        parts = _SECTION_PART.findall(self.citation.section)
        return ([(int(digits or 0), letters) for digits, letters in parts], self.name)


_SECTION_PART = re.compile(r"(\d+)|([^\W\d]+)")


RawEntries: TypeAlias = dict[str, "RawEntry"]


@record
class RawEntry:
    """An entry before its fields are read: the merged YAML, the file's default source and its history.

    `source_told`: there is a finding already of what is wrong with the file's source.
    """

    name: Scalar
    section: str
    node: Node
    source: Mapping[str, Node]
    topic: str
    origin: str
    status: str = OWN
    source_told: bool = False

    @property
    def key(self) -> str:
        """What it goes by among the entries."""
        return entry_key(self.section, self.name.text)


def entry_key(section: str, name: str) -> str:
    """An entry's name; for a catalogue one no other kind of entry can have, as they have a namespace of their own."""
    return f"katalog {name}" if section == "kataloger" else name
