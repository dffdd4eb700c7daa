"""The nearest known name to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

MANY = 400


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A help line such as `mente du «løn»?`, or nothing when no known name is near.

    Among very many names only those one slip away are near, so that thousands of misspelt names are told soon.
    """
    near = nearest(word, known)
    return f"mente du «{near}»?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is near enough to be what was meant, or None."""
    names = tuple(sorted(known))
    return _one_slip_away(word.lower(), names) if len(names) > MANY else _most_alike(word.lower(), names)


def option_hint(word: str, options: Iterable[str]) -> str:
    """`did_you_mean` with all the options behind it, for the few words of a choice."""
    known = list(options)
    near = did_you_mean(word, known)
    return f"{near} Muligheder: {', '.join(known)}." if near else ""


def _most_alike(word: str, names: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in reversed(names)}
    near = get_close_matches(word, lowered, n=1, cutoff=0.6)
    return lowered[near[0]] if near else None


def _one_slip_away(word: str, names: tuple[str, ...]) -> str | None:
    """A name that becomes the word when a letter is left out, put in, exchanged or swapped with the next."""
    index = _index(names)
    return next((index[variant] for variant in _with_one_left_out(word) if variant in index), None)


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> dict[str, str]:
    return {variant: name for name in reversed(names) for variant in _with_one_left_out(name.lower())}


def _with_one_left_out(word: str) -> Iterator[str]:
    yield word
    for position in range(min(len(word), _LONGEST)):
        yield word[:position] + word[position + 1 :]


_LONGEST = 60
