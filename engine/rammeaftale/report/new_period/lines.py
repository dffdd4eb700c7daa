"""The lines that files of a new period are made of: names with section and title, comments, a parameter to fill in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from textwrap import wrap

from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.schema import SECTIONS
from rammeaftale.services.new_period.successor import ALWAYS, Ended, figure_text

WIDEST, NAMES_WIDE = 110, 58
_PLAIN = re.compile(r"[A-Za-zæøåÆØÅ][\w. -]*\Z")
MOST_FIGURES = 3


def comment(text: str, indent: str = "") -> Iterator[str]:
    """A comment of its own, wrapped."""
    yield from wrap(text, WIDEST, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")


def beside(line: str, told: str, column: int) -> str:
    """A line with a comment beside it, cut where it grows too wide."""
    shown = f"{line:<{column}}  # {' '.join(told.split())}"
    return shown if len(shown) <= WIDEST else f"{shown[: WIDEST - 1].rstrip()}…"


def listed(entries: Iterable[m.Entry], taken: Collection[str]) -> Iterator[str]:
    """Each entry as `navn: "afsnit"` with what it is and its title; `taken`: names of other than catalogues."""
    rows = [(f'  {_name(e, taken)}: "{_quoted(e.head.citation.section)}"', _told(e)) for e in entries]
    column = min(max((len(line) for line, _ in rows), default=0), NAMES_WIDE)
    yield from (beside(line, told, column) for line, told in rows)


def _name(entry: m.Entry, taken: Collection[str]) -> str:
    """A catalogue that shares its name with another entry is told apart from it."""
    name = entry.head.name
    return m.entry_key(entry.head.section, name) if name in taken else name


def _told(entry: m.Entry) -> str:
    return f"{SECTIONS[entry.head.section].title}: {entry.head.title}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def ended_lines(ended: Ended) -> Iterator[str]:
    """A parameter with its years to fill in, the last old figures beside them."""
    head = ended.entry.head
    yield f"  {head.name}:"
    yield beside("    ændring: ændret", head.title, 0)
    yield f"    begrundelse: {UNFILLED}"
    yield "    kilde:"
    yield beside(
        f'      afsnit: "{_quoted(head.citation.section)}"', "afsnittet i den gamle aftale; ret det", 0
    )
    if ended.stops:
        yield beside("    ophører: ophævet", f"før: {ended.stops}", 0)
    if ended.keys == (ALWAYS,):
        yield beside(f"    {ALWAYS}: {UNFILLED}", f"før: {figures_told(ended.old[''])}", 0)
        return
    yield "    værdier:"
    if "" in ended.old:
        yield from _years(ended, "", "      ")
        return
    for member in ended.old:
        yield f'      "{_quoted(member)}":'
        yield from _old_lines(ended, member)
        yield from _years(ended, member, "        ")


def _years(ended: Ended, member: str, indent: str) -> Iterator[str]:
    old = ended.old[member][-MOST_FIGURES:]
    told = f"før: {figures_told(old)}"
    for number, key in enumerate(ended.keys):
        line = f"{indent}{key}: {UNFILLED}"
        yield beside(line, told, 0) if not number else line


def figures_told(figures: Iterable[tuple[str, m.ValueText]]) -> str:
    """Figures with their years, in a line; one for every year by itself."""
    return ", ".join(figure_text(v) if key == ALWAYS else f"{key}: {figure_text(v)}" for key, v in figures)


def _old_lines(ended: Ended, member: str) -> Iterator[str]:
    """The old figures again: a member's figures are replaced whole."""
    for key, value in ended.old[member]:
        cited = value.citation
        if cited == ended.entry.head.citation and not value.external:
            yield f"        {key}: {figure_text(value)}"
            continue
        yield f"        {key}:"
        yield f"          værdi: {figure_text(value)}"
        yield "          kilde:"
        yield f"            dokument: {cited.document}"
        yield f'            afsnit: "{_quoted(cited.section)}"'
        if value.external:
            yield "          ekstern: ja"
