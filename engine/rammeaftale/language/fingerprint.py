"""A rule set's fingerprint: the same for the same rules, however they are ordered, laid out or titled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from rammeaftale.core.places import Span
from rammeaftale.language.parser import parse
from rammeaftale.language.printer import print_formula
from rammeaftale.language.tokens import FormulaError
from rammeaftale.language.version import LANGUAGE_VERSION
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.yamltree import Scalar

_WORDING = {
    "span",
    "title",
    "description",
    "topic",
    "question",
    "message",
    "reason",
    "keys",
    "hint_text",
    "raw",
}


def fingerprint(text: m.RuleText) -> str:
    """`sha256:…` over the entries, groups and period; titles, descriptions and places do not count."""
    manifest = text.manifest
    whole = {
        "sprog": LANGUAGE_VERSION,
        "id": manifest.id,
        "periode": [manifest.starts.isoformat(), manifest.ends.isoformat() if manifest.ends else None],
        "historik": manifest.history,
        "dimensioner": {
            d.name: [sorted(d.members or ()), d.empty_when_unmentioned] for d in manifest.dimensions.values()
        },
        "kalendere": {name: _plain(calendar) for name, calendar in manifest.calendars.items()},
        "poster": {name: _plain(entry) for name, entry in text.entries.items()},
        "grupper": sorted(json.dumps(_plain(group), sort_keys=True) for group in text.groups),
    }
    packed = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(packed.encode()).hexdigest()


def said(entry: m.Entry) -> object:
    """What an entry says, as JSON that compares: not its title, sources, place or where it is inherited from."""
    kind: Any = type(entry)
    return [_plain(getattr(entry, name), _SOURCES) for name in _kept(kind) if name != "head"]


def said_part(part: object) -> object:
    """The same of a part of an entry: a step, a member or an action."""
    return _plain(part, _SOURCES)


def _plain(value: object, ignored: frozenset[type] = frozenset()) -> object:
    """Any part of the model as JSON, formulas in their canonical text; without parts of some kinds."""
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind in ignored:
        return None
    if kind is Scalar:
        return _canonical(value.text)  # type: ignore[attr-defined]
    if kind is tuple or kind is list:
        return [_plain(part, ignored) for part in value]  # type: ignore[attr-defined]
    if kind is Span:
        return None
    if isinstance(value, Mapping):
        return {str(key): _plain(part, ignored) for key, part in value.items()}
    if kind is frozenset:
        return sorted(str(_plain(part, ignored)) for part in value)  # type: ignore[attr-defined]
    if isinstance(value, str):
        return str(value)
    if kind is date:
        return value.isoformat()  # type: ignore[attr-defined]
    return [kind.__name__, *[_plain(part, ignored) for part in _parts(kind)(value)]]


_AS_IT_IS = frozenset((type(None), str, bool, int))
_SOURCES: frozenset[type] = frozenset((m.Citation,))


@cache
def _kept(record: type[Any]) -> tuple[str, ...]:
    """The fields of a part of the model that count."""
    return tuple(field.name for field in fields(record) if field.name not in _WORDING)


@cache
def _parts(record: type) -> Callable[[object], tuple[object, ...]]:
    """Takes the fields that count from a record."""
    names = _kept(record)
    if len(names) < 2:  # noqa: PLR2004 - attrgetter gives a tuple from two names on
        return lambda value: tuple([getattr(value, name) for name in names])
    return attrgetter(*names)


@cache
def _canonical(text: str) -> str:
    try:
        return print_formula(parse(text))
    except FormulaError:
        return text
