"""The order of the source: what people read is sorted by it, so that the order of files and entries does not matter."""

from __future__ import annotations

from typing import TypeAlias

from rammeaftale.rulefiles.head_model import Head

Order: TypeAlias = tuple[list[tuple[int, str]], tuple[str, ...], str]


def in_source(head: Head) -> Order:
    """A sorting key: section by section, within one by clause id, then by name."""
    sections, name = head.order
    return sections, head.citation.anchors, name
