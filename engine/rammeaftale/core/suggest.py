"""The nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

MANY = 1000


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A help line such as `mente du «løn»?`, or nothing when no known name is near.

    Among very many names only those of about the same length and with the same first letter are compared.
    """
    from difflib import get_close_matches

    wanted, names = word.lower(), sorted(known, reverse=True)
    if len(names) > MANY:
        alike = [n for n in names if n[:1].lower() == wanted[:1] and abs(len(n) - len(word)) <= _LENGTHS]
        names = alike[-MANY:]
    lowered = {name.lower(): name for name in names}
    near = get_close_matches(wanted, lowered, n=1, cutoff=0.6)
    return f"mente du «{lowered[near[0]]}»?" if near else ""


def option_hint(word: str, options: Iterable[str]) -> str:
    """`did_you_mean` with all the options behind it, for the few words of a choice."""
    known = list(options)
    near = did_you_mean(word, known)
    return f"{near} Muligheder: {', '.join(known)}." if near else ""


_LENGTHS = 3
