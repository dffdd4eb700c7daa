"""How wide text is when drawn, near enough to wrap it, without a font: a little more than Arial is."""

from __future__ import annotations

from functools import cache

_NARROW, _THIN, _WIDE, _BROAD = set("ijlI.,:;'|!·[]()/"), set('frt-“”" '), set("mwæ—…%@"), set("MWÆØ")
_MONO = 0.62
ELLIPSIS = "…"


@cache
def _em(letter: str) -> float:
    """The width of a letter in sizes of the type."""
    if letter in _NARROW:
        return 0.32
    if letter in _THIN:
        return 0.38
    if letter in _WIDE:
        return 0.9
    if letter in _BROAD:
        return 0.98
    return 0.74 if letter.isupper() else 1.0 if ord(letter) > 0x2E80 else 0.6  # noqa: PLR2004 - wide scripts


def width(text: str, size: float, *, bold: bool = False, mono: bool = False) -> float:
    """The width of a text in the unit of its size."""
    if mono:
        return len(text) * _MONO * size
    return sum(_em(letter) for letter in text) * size * (1.06 if bold else 1)


def wrapped(
    text: str, room: float, size: float, most: int, *, bold: bool = False, mono: bool = False
) -> list[str]:
    """The text in lines of at most `room`, broken at spaces (and after `_`), cut with … after `most` lines."""
    lines = [""]
    for word in _pieces(text, room, size, bold=bold, mono=mono):
        longer = lines[-1] + word
        if width(longer.rstrip(), size, bold=bold, mono=mono) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [line.strip() for line in lines]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + ELLIPSIS, size, bold=bold, mono=mono) > room:
        last = last[:-1]
    return [*lines[: most - 1], last + ELLIPSIS]


def _pieces(text: str, room: float, size: float, *, bold: bool, mono: bool) -> list[str]:
    """What a line may break between: words with the space behind them, parts of names, and of what is too long."""
    found = [""]
    for letter in " ".join(text.split()):
        if width(found[-1] + letter, size, bold=bold, mono=mono) > room:
            found.append("")
        found[-1] += letter
        if letter in " _-/":
            found.append("")
    return found
