"""The closed shapes a YAML node can have: one description, read by the checker here and by the JSON schemas.

Every check returns whether the node fits; what does not fit is a finding, and its owner leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from rammeaftale.core.danish import (
    DATE,
    FIRST_YEAR,
    LAST_YEAR,
    date_hint,
    parse_date,
    parse_number,
    show_number,
)
from rammeaftale.core.diagnostics import Finding, Findings
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean, nearest
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*\Z")
YEAR = re.compile(r"[12][0-9]{3}\Z")
YEARS = re.compile(r"([12][0-9]{3})\s*(?:[-–,/]|og)\s*([12][0-9]{3})\Z")
MEMBER = re.compile(r"[^,\[\]@\s](?:[^,\[\]@\r\n\t]{0,98}[^,\[\]@\s])?\Z")
ID = re.compile(r"[a-zæøå][a-zæøå0-9_-]*/[a-zæøå0-9][a-zæøå0-9_-]*\Z")
LONGEST_TEXT = 20_000
MOST_UNKNOWN = 10  # so many unknown keys are asked whether they are another one misspelt
YES, NO = "ja", "nej"


@record
class Text:
    """A text of one kind: tekst, navn, id, formel, literal, heltal, dato, ja_nej or år_eller_dato.

    A heltal may have bounds, `least` and `most`, both included.
    """

    kind: str = "tekst"
    least: int | None = None
    most: int | None = None


@record
class Word:
    """One of a few fixed words, each with a Danish explanation."""

    options: dict[str, str]


@record
class ListOf:
    """Any number of nodes of one shape; `or_one` also takes a single such node without the list.

    No text may stand twice; `filled`: there must be at least one.
    """

    item: Shape
    or_one: bool = False
    filled: bool = False


@record
class MapOf:
    """Nodes of one shape under free keys of one kind (navn, tekst, år_eller_dato)."""

    value: Shape
    key: str = "navn"


@record
class Field:
    """One key of a record: its shape and what it means (Danish, shown in editors)."""

    name: str
    shape: Shape
    doc: str
    required: bool = False


@dataclass(frozen=True)
class Record:
    """A mapping with a closed set of keys; `one_of`: exactly one of these must be present."""

    title: str
    fields: tuple[Field, ...]
    one_of: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by key."""
        return {field.name: field for field in self.fields}

    @cached_property
    def required(self) -> tuple[Field, ...]:
        """The fields that must be present."""
        return tuple(field for field in self.fields if field.required)


@record
class Either:
    """One of several shapes of different YAML kind (text, list, mapping)."""

    shapes: tuple[Shape, ...]
    expected: str


@record
class Lazy:
    """A shape that is defined further on (shapes may contain themselves)."""

    name: str
    resolve: Callable[[], Shape]


Shape: TypeAlias = Text | Word | ListOf | MapOf | Record | Either | Lazy


def fits(shape: Shape, node: Node, findings: Findings, where: str) -> bool:
    """Whether `node` has the shape; findings name what does not. `where` is how a person calls the node."""
    return _CHECKS[type(shape)](shape, node, findings, where)


def _text(shape: Text, node: Node, findings: Findings, where: str) -> bool:
    if not isinstance(node, Scalar):
        return wrong_shape(node, findings, _KINDS[shape.kind])
    if len(node.text) > LONGEST_TEXT:
        findings.add(f.TOO_LONG, node.span, size=show_number(len(node.text)), limit=show_number(LONGEST_TEXT))
        return False
    finding = _text_finding(shape.kind, node.text)
    if finding:
        findings.add(finding, node.span, text=node.text, hint=_better(finding, node.text, where))
        return False
    return shape.kind not in _BOUNDED or _within_bounds(shape, node, findings, where)


_BOUNDED = frozenset(("heltal", "år_eller_dato"))


def _within_bounds(shape: Text, node: Scalar, findings: Findings, where: str) -> bool:
    least, most, where = shape.least, shape.most, f"«{where}»"
    if shape.kind == "år_eller_dato":
        least, most = (FIRST_YEAR, LAST_YEAR) if YEAR.match(node.text) else (None, None)
        where = "et årstal"
    if (least is None or int(node.text) >= least) and (most is None or int(node.text) <= most):
        return True
    findings.add(f.OUT_OF_RANGE, node.span, where=where, least=least, most=most, text=node.text)
    return False


def _better(finding: Finding, text: str, where: str) -> str:
    """What the author probably meant by a name, a year or a date, or nothing."""
    if finding is f.NOT_WHOLE and where == "år":
        years = YEARS.match(text)
        return f"Skriv [{years[1]}, {years[2]}]." if years else "Skriv årstallet med fire cifre."
    if finding is f.NOT_A_NAME:
        name = "_".join(re.findall(r"\w+", text.lower()))
        return f"Skriv for eksempel «{name}»." if NAME.match(name) else ""
    if finding is f.NOT_YES_NO:
        return f"Skriv {text.lower()}." if text.lower() in (YES, NO) else ""
    return date_hint(text) if finding in (f.NOT_DATE, f.NOT_A_YEAR) else ""


def _text_finding(kind: str, text: str) -> Finding | None:
    if kind == "navn":
        return None if NAME.match(text) else f.NOT_A_NAME
    if kind == "heltal":
        return None if isinstance(parse_number(text), int) else f.NOT_WHOLE
    if kind == "id":
        return None if ID.match(text) else f.NOT_AN_ID
    if kind == "dato":
        return None if parse_date(text) else f.NOT_DATE
    if kind == "ja_nej":
        return None if text in (YES, NO) else f.NOT_YES_NO
    if kind == "år_eller_dato" and not YEAR.match(text):
        return None if DATE.match(text) and parse_date(text) else f.NOT_A_YEAR
    return None


def _word(shape: Word, node: Node, findings: Findings, where: str) -> bool:
    if not isinstance(node, Scalar):
        return wrong_shape(node, findings, "et ord")
    if node.text in shape.options:
        return True
    hint = did_you_mean(node.text, shape.options)
    findings.add(f.NOT_A_WORD, node.span, text=node.text, known=", ".join(shape.options), hint=hint)
    return False


def _list(shape: ListOf, node: Node, findings: Findings, where: str) -> bool:
    if isinstance(node, Sequence):
        if shape.filled and not node.items:
            findings.add(f.EMPTY_VALUE, node.span, key=where)
            return False
        good = all([fits(shape.item, item, findings, where) for item in node.items])
        return _each_once(node, findings) and good
    if shape.or_one:
        return fits(shape.item, node, findings, where)
    return wrong_shape(node, findings, "en liste")


def _each_once(node: Sequence, findings: Findings) -> bool:
    seen: set[str] = set()
    good = True
    for item in node.items:
        if isinstance(item, Scalar):
            if item.text in seen:
                findings.add(f.TWICE_IN_LIST, item.span, text=item.text)
                good = False
            seen.add(item.text)
    return good


def _map(shape: MapOf, node: Node, findings: Findings, where: str) -> bool:
    if not isinstance(node, Mapping):
        return wrong_shape(node, findings, "en blok med navne og værdier")
    good = True
    for key, value in node.entries.values():
        good &= _text(Text(shape.key), key, findings, where) and fits(shape.value, value, findings, key.text)
    return good


def _record(shape: Record, node: Node, findings: Findings, where: str) -> bool:
    if not isinstance(node, Mapping):
        return wrong_shape(node, findings, "en blok med felter")
    good, by_name, unknown = True, shape.by_name, []
    for name, (key, value) in node.entries.items():
        field = by_name.get(name)
        if field is None:
            hint = did_you_mean(name, by_name)
            findings.add(f.UNKNOWN_KEY, key.span, key=name, where=where, known=", ".join(by_name), hint=hint)
            unknown.append(name)
        elif not _CHECKS[type(field.shape)](field.shape, value, findings, name):
            good = False
    for field in shape.required:
        if field.name not in node.entries:
            if not _is_told(field.name, node, unknown, by_name):
                findings.add(f.MISSING_KEY, node.span, key=field.name, where=where, doc=field.doc)
            good = False
    if shape.one_of and sum(name in node.entries for name in shape.one_of) != 1:
        if any(name in node.entries for name in shape.one_of) or not (unknown or node.blank):
            exactly_one(shape.one_of, node, findings, where)
        good = False
    return good and not unknown


def _is_told(name: str, node: Mapping, unknown: list[str], known: dict[str, Field]) -> bool:
    """Whether a key that lacks has a finding already: it stands there without a value, or misspelt."""
    return name in node.blank or any(nearest(key, known) == name for key in unknown[:MOST_UNKNOWN])


def exactly_one(keys: tuple[str, ...], node: Mapping, findings: Findings, where: str) -> None:
    """The finding for a block that has none or several of `keys`."""
    found = [key for key in keys if key in node.entries]
    shown = " og ".join(found) if found else "ingen af dem"
    findings.add(f.EXACTLY_ONE, node.span, where=where, keys=", ".join(keys), found=shown)


def _either(shape: Either, node: Node, findings: Findings, where: str) -> bool:
    for option in shape.shapes:
        solid = option.resolve() if isinstance(option, Lazy) else option
        if isinstance(node, _NODE_KINDS[type(solid)]):
            return _CHECKS[type(solid)](solid, node, findings, where)
    return wrong_shape(node, findings, shape.expected)


def _lazy(shape: Lazy, node: Node, findings: Findings, where: str) -> bool:
    return fits(shape.resolve(), node, findings, where)


def wrong_shape(node: Node, findings: Findings, expected: str) -> bool:
    """Never fits: the finding for a node of another YAML kind than `expected`."""
    empty = "blok" in expected and isinstance(node, Sequence) and not node.items
    usual = next((how for word, how in _HOW.items() if word in expected), "Skriv én værdi efter kolonet.")
    hint = "Er der ingen, så skriv {}." if empty else usual
    findings.add(f.WRONG_SHAPE, node.span, expected=expected, found=_FOUND[type(node)], hint=hint)
    return False


_HOW = {
    "blok": "Skriv «navn: værdi» på hver sin linje, rykket ind og uden «-» foran.",
    "liste": "Skriv hvert punkt på sin egen linje med «- » foran.",
    "efter": "Skriv «medlem eller år: værdi» på hver sin linje.",
}


_CHECKS: dict[type, Callable[..., bool]] = {
    Text: _text,
    Word: _word,
    ListOf: _list,
    MapOf: _map,
    Record: _record,
    Either: _either,
    Lazy: _lazy,
}
_NODE_KINDS: dict[type, type] = {
    Text: Scalar,
    Word: Scalar,
    ListOf: Sequence,
    MapOf: Mapping,
    Record: Mapping,
}
_FOUND = {Scalar: "en tekst", Sequence: "en liste", Mapping: "en blok"}
_KINDS = {
    "tekst": "en tekst",
    "navn": "et navn",
    "id": "et id",
    "formel": "en formel",
    "literal": "en værdi",
    "heltal": "et helt tal",
    "dato": "en dato",
    "ja_nej": "ja eller nej",
    "år_eller_dato": "et årstal eller en dato",
}
