"""Catalogues and goals as the rule files say them, checked for shape; conditions are still text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.yamltree import Scalar

if TYPE_CHECKING:
    from rammeaftale.rulefiles.head_model import Citation, Head


@record
class Member:
    """A member of a catalogue; where it has the name of a measure, it is that measure."""

    name: str
    title: str
    description: str
    concept: str | None
    citation: Citation
    span: Span


@record
class Catalogue:
    """A list the agreement gives; `exhaustive`: what is not on it is none of its kind."""

    head: Head
    exhaustive: bool
    members: Mapping[str, Member]


@record
class Action:
    """Something to be done for a goal between two days; `every`, `times`: once in each so many years or months."""

    name: str
    title: str
    description: str
    concept: str | None
    citation: Citation
    actors: tuple[str, ...]
    starts: date
    ends: date | None
    every: str | None
    times: int
    done_when: Scalar | None
    span: Span


@record
class Goal:
    """A goal and what is to be done for it."""

    head: Head
    actions: Mapping[str, Action]


Part: TypeAlias = Member | Action
"""A part of an entry with a source of its own."""
