"""Sections of a text."""

from __future__ import annotations

from collections.abc import Iterable


def joined(sections: Iterable[Iterable[str]]) -> str:
    """Sections as text with an empty line between; the empty ones fall away."""
    return "\n\n".join(text for lines in sections if (text := "\n".join(lines)))
