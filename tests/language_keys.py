"""The keys of the rule language as (record, key), and those that a file uses: read off the closed shapes themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from rammeaftale.rulefiles import case_schema as c
from rammeaftale.rulefiles import manifest_schema as ms
from rammeaftale.rulefiles import schema as s
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Text, Word

Key = tuple[str, str]
COMMON, TYPED, WAYS = "fælles", "værdi", "beregning"
VALUE = Record("parameterværdi", s.PARAMETER_VALUE.fields)
# What a case may write instead of a bare figure; the program reads it with the figures, not by a shape.
STATED = Record(
    "oplyst tal",
    (
        Field("værdi", Text("literal"), "Tallet."),
        Field("kilde", Text(), "Hvor det står."),
        Field("af", Text(), "Hvem der har oplyst det."),
    ),
)
_COMMON = {field.name for field in s.COMMON}
_TYPED = {field.name for field in s.TYPED}
_TYPED_RECORDS = ("parameter", "oplysning", "størrelse")
_BRANCHES = ("størrelse", "variant", "gren", "frist")
# Records that stand in one key, or that differ only in what they leave out, go by the name a reader knows them by.
_PLACES = {
    "manifest": "regelsæt",
    "eksempel": "sag",
    "ufuldstændighed": "ufuldstændig",
    "deltager i proceduren": "deltagere",
    "deltager": "deltagere",
    "krav": "kræver",
    "bilag": "dokumenter",
    "følge": "udfald",
    "betinget følge": "udfald",
    "del": "dele",
    "slutning": "slutninger",
    "gentagelse": "gentages",
    "læsning": "læsninger",
    "interval": "intervaller",
    "række": "rækker",
    "afrunding": "afrund",
    "gruppe": "grupper",
    "benævnelse": "aktører",
    "kalendervalg": "kalender for hver læsning",
}
_ENTRIES = {id(record) for record in s.SECTIONS.values()}


def name_of(record: Record, key: str) -> Key:
    """A key by where it is explained: what all entries share, and what all values share, stand once."""
    if id(record) in _ENTRIES and key in _COMMON:
        return COMMON, key
    if record.title in _TYPED_RECORDS and key in _TYPED:
        return TYPED, key
    if record.title in _BRANCHES and key in (*s.WAYS, "når", "ellers"):
        return WAYS, key
    return _PLACES.get(record.title, record.title), key


def all_keys() -> dict[Key, Shape]:
    """Every key of every file with its shape."""
    found: dict[Key, Shape] = {}
    for root in (*ROOTS.values(), VALUE, STATED, s.GROUP):
        _collect(root, found, set())
    return found


def _collect(shape: Shape, found: dict[Key, Shape], seen: set[int]) -> None:
    if id(shape) in seen:
        return
    seen.add(id(shape))
    if isinstance(shape, Record):
        for field in shape.fields:
            found.setdefault(name_of(shape, field.name), field.shape)
            _collect(field.shape, found, seen)
    for inner in _inner(shape):
        _collect(inner, found, seen)


def _inner(shape: Shape) -> tuple[Shape, ...]:
    if isinstance(shape, ListOf):
        return (shape.item,)
    if isinstance(shape, MapOf):
        return (shape.value,)
    if isinstance(shape, Lazy):
        return (shape.resolve(),)
    return shape.shapes if isinstance(shape, Either) else ()


def words() -> dict[Key, tuple[str, ...]]:
    """The fixed words a key may have as its value."""
    found = {}
    for key, shape in all_keys().items():
        word = shape.item if isinstance(shape, ListOf) else shape
        if isinstance(word, Word):
            found[key] = tuple(word.options)
    return found


def root_of(file: str) -> Record:
    """What kind of file a path names."""
    path = PurePosixPath(file)
    if path.parent.name == "eksempler":
        return ROOTS["eksempel"]
    known = {
        "regelsaet": "regelsæt",
        "klausuler": "klausuler",
        "kommuner": "medlemmer",
        "begreber": "begreber",
    }
    return ROOTS[known.get(path.stem, "emne")]


def used_keys(shape: Shape, data: Any) -> Iterator[Key]:
    """The keys that some data of a shape uses."""
    if isinstance(shape, Lazy):
        yield from used_keys(shape.resolve(), data)
    elif isinstance(shape, Record) and isinstance(data, dict):
        yield from _record_keys(shape, data)
    elif isinstance(shape, ListOf):
        for item in data if isinstance(data, list) else [data]:
            yield from used_keys(shape.item, item)
    elif isinstance(shape, MapOf) and isinstance(data, dict):
        for value in data.values():
            yield from used_keys(shape.value, value)
    elif isinstance(shape, Either):
        for option in shape.shapes:
            if _fits(option, data):
                yield from used_keys(option, data)


def _record_keys(shape: Record, data: dict[str, Any]) -> Iterator[Key]:
    if shape is s.PARAMETER:
        yield from _values(data.get("værdier"), VALUE)
        yield from _values(data.get("værdi"), VALUE)
    elif shape.title == "eksempel":
        yield from _values(data.get("oplysninger"), STATED)
    if shape is s.TOPIC and "grupper" in data.get("oplysninger", {}):
        inputs = dict(data["oplysninger"])
        for group in inputs.pop("grupper"):
            yield from used_keys(s.GROUP, group)
        data = {**data, "oplysninger": inputs}
    for key, value in data.items():
        if key in shape.by_name:
            yield name_of(shape, key)
            yield from used_keys(shape.by_name[key].shape, value)


def _values(values: Any, block: Record) -> Iterator[Key]:
    """The keys of the blocks that stand for one value, wherever among members and years they are."""
    if not isinstance(values, dict):
        return
    if "værdi" in values:
        yield from used_keys(block, values)
        return
    for value in values.values():
        yield from _values(value, block)


def _fits(shape: Shape, data: Any) -> bool:
    if isinstance(shape, Record):
        return isinstance(data, dict) and set(data) <= set(shape.by_name)
    if isinstance(shape, ListOf):
        return isinstance(data, list)
    return isinstance(data, dict) if isinstance(shape, MapOf) else isinstance(data, str)


ROOTS = {
    "regelsæt": ms.MANIFEST,
    "emne": s.TOPIC,
    "medlemmer": ms.MEMBERS,
    "klausuler": ms.CLAUSES,
    "begreber": ms.CONCEPTS,
    "sag": c.CASE,
    "eksempel": c.EXAMPLE,
}
