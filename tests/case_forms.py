"""Filling in a case form as a person would: # removed, an answer after the colon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rammeaftale.language.types import Kind
from rammeaftale.services.ruleset import RuleSet

_LINE = re.compile(r"(?P<indent> *)#(?P<inner> *)(?P<key>\"?[\wæøåÆØÅ]+\"?):(?P<rest> *(# .*)?)$")

TOP = 2  # where the keys stand that belong to no member

Answer = str | Mapping[str, str] | None


def filled(text: str, answer: Callable[[str], Answer]) -> str:
    """The form with every line answered for which `answer(name)` is a text (for all its years) or texts by year."""
    lines = text.splitlines()
    parsed = [_parsed(line) for line in lines]
    keep: set[int] = set()
    for number, found in enumerate(parsed):
        given = answer(found[1]) if found else None
        if given is None:
            continue
        years = _below(parsed, number)
        by_year = given if isinstance(given, Mapping) else {parsed[year][1]: given for year in years}
        stated = [year for year in years if parsed[year][1] in by_year]
        for year in stated:
            lines[year] = _answered(lines[year], by_year[parsed[year][1]])
        if not years:
            lines[number] = _answered(lines[number], str(given))
        keep |= {number, *stated, *_above(parsed, number)}
    for number in keep:
        if lines[number].lstrip().startswith("#"):
            lines[number] = lines[number].replace("#", "", 1)
    return "\n".join(lines) + "\n"


def _answered(line: str, answer: str) -> str:
    """A line with its answer after the colon; the # in front is removed with the others."""
    key, colon, rest = line.partition(":")
    return (
        f"{key}{colon} {answer}{rest[len(answer) + 1 :] if rest.startswith(' ' * (len(answer) + 3)) else ''}"
    )


def _parsed(line: str) -> tuple[int, str] | None:
    """Where a commented line's key would stand, and the key."""
    match = _LINE.match(line)
    return (len(match["indent"]) + len(match["inner"]), match["key"]) if match else None


def _below(parsed: list[tuple[int, str] | None], number: int) -> list[int]:
    """The years, or the members of a second dimension, right under a key."""
    depth = parsed[number][0]
    found = []
    for other in range(number + 1, len(parsed)):
        line = parsed[other]
        if line is None:
            continue
        # Only what stands under a member can have a second dimension.
        if line[0] <= depth or not (line[1].isdigit() or depth > TOP):
            break
        found.append(other)
    return found


def _above(parsed: list[tuple[int, str] | None], number: int) -> list[int]:
    """The keys a line stands under."""
    depth, found = parsed[number][0], []
    for other in range(number - 1, -1, -1):
        line = parsed[other]
        if line is not None and line[0] < depth:
            found.append(other)
            depth = line[0]
    return found


def plain_answer(rules: RuleSet, name: str) -> str:
    """A value of the right type, within its bounds."""
    quantity = rules.quantity(name)
    assert quantity is not None
    kind = quantity.symbol.type.kind
    if kind is Kind.NUMBER:
        return "50"
    if kind is Kind.BOOL:
        return "nej"
    if kind is Kind.DATE:
        return "2019-05-01"
    if kind is Kind.CHOICE:
        return quantity.symbol.type.options[0]
    if kind is Kind.MEMBER:
        fixed = rules.programs[-1].manifest.dimensions[quantity.symbol.type.dimension].members
        return next(iter(fixed or ()), "tekst")
    return "2019" if kind is Kind.YEAR else "tekst"
