"""The nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A help line such as `mente du «løn»?`, or nothing when no known name is near."""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return f"mente du «{lowered[near[0]]}»?" if near else ""
