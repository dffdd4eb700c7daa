"""The shortest list of conditions that settle a yes or no, as numbered lines with source and place."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rammeaftale.report.naming import place_text, source_text
from rammeaftale.services.explaining.conditions import HOLDS, READ, STATED, TAKEN, Condition
from rammeaftale.services.explaining.reasons import Reasons

WIDEST, MOST_OTHERS = 108, 10
MARGIN = " " * 6
_NO, _YES = "ikke opfyldt", "opfyldt"


def reasons_text(reasons: Reasons, document: str) -> list[str]:
    """The conditions that are enough, numbered; what made their rule the one that counts; others of the same answer."""
    if not reasons.needed:
        return []
    lines = [f"{'Ja' if reasons.holds else 'Nej'}. Det følger af:"]
    has_asked = any(condition.kind == HOLDS for condition in reasons.needed)
    grounds = [condition for condition in reasons.needed if has_asked and condition.kind in (TAKEN, READ)]
    for number, condition in enumerate((c for c in reasons.needed if c not in grounds), 1):
        lines += _numbered(f"{number}.", condition, document)
    if grounds:
        lines.append("Det er afgørende, fordi:")
        for condition in grounds:
            lines += _numbered("–", condition, document)
    if reasons.others:
        lines.append("Andet, der peger samme vej:")
        for condition in reasons.others[:MOST_OTHERS]:
            lines += _numbered("–", condition, document)
    if len(reasons.others) > MOST_OTHERS:
        lines.append(f"  … og {len(reasons.others) - MOST_OTHERS} mere")
    return lines


def _numbered(mark: str, condition: Condition, document: str) -> Iterator[str]:
    yield from _wrapped(reason_words(condition), f"  {mark:<4}")
    place = place_text(condition.span)
    title = "" if condition.written.startswith(condition.title) else condition.title
    where = (title, source_text(condition.source, document), place)
    yield from _wrapped(" · ".join(part for part in where if part), MARGIN)


def _wrapped(text: str, first: str) -> list[str]:
    return wrap(
        text,
        WIDEST,
        initial_indent=first,
        subsequent_indent=MARGIN,
        break_long_words=False,
        break_on_hyphens=False,
    )


def reason_words(condition: Condition) -> str:
    """The condition as a sentence: what is asked, whether it holds, and the numbers."""
    if condition.kind == STATED:
        return f"{condition.written} er {condition.filled}"
    if condition.kind == READ:
        return f"aftalen læses sådan: {condition.filled} ({condition.written})"
    answer = _YES if condition.outcome is True else _NO
    because = "reglen for tilfældet gælder, fordi " if condition.kind == TAKEN else ""
    same = condition.filled in (condition.written, "ja", "nej")
    numbers = "" if same else f": {condition.filled}"
    return f"{because}{condition.written} er {answer}{numbers}"
