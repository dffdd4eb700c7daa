"""Words of a command line as a user can copy them."""

from __future__ import annotations

import re
import shlex

_BARE = re.compile(r"[\w@%+=:,./-]+\Z")


def quoted(word: str) -> str:
    """A word as a shell reads it; Danish letters need no quotes."""
    return word if _BARE.match(word) else shlex.quote(word)
