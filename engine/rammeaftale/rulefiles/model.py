"""The entry model: what a rule set says, checked for shape, with places; names and formulas are still text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.goal_model import Action as Action
from rammeaftale.rulefiles.goal_model import Catalogue as Catalogue
from rammeaftale.rulefiles.goal_model import Goal as Goal
from rammeaftale.rulefiles.goal_model import Member
from rammeaftale.rulefiles.head_model import ASSUMED as ASSUMED
from rammeaftale.rulefiles.head_model import CHANGED as CHANGED
from rammeaftale.rulefiles.head_model import OWN as OWN
from rammeaftale.rulefiles.head_model import REAFFIRMED as REAFFIRMED
from rammeaftale.rulefiles.head_model import Citation as Citation
from rammeaftale.rulefiles.head_model import Head as Head
from rammeaftale.rulefiles.head_model import RawEntries as RawEntries
from rammeaftale.rulefiles.head_model import RawEntry as RawEntry
from rammeaftale.rulefiles.head_model import entry_key as entry_key
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.procedure_entry import Procedure as Procedure
from rammeaftale.rulefiles.way_model import Branch
from rammeaftale.rulefiles.yamltree import Scalar

if TYPE_CHECKING:
    from rammeaftale.rulefiles.procedure_model import ProcedureStep


@record
class Typing:
    """The declared type as text: unit, dimensions, options of a `valg`, dimension of a `medlem`, display."""

    kind: str
    unit: Scalar | None = None
    dims: tuple[Scalar, ...] = ()
    options: tuple[str, ...] = ()
    member_of: Scalar | None = None
    display: str | None = None


@record
class ValueText:
    """One figure of a parameter; `text` is None where there is none. `external`: from outside the agreement.

    `unfilled`: someone has yet to find it; else, without a text, the source lacks it.
    """

    text: Scalar | None
    citation: Citation
    external: bool = False
    unfilled: bool = False


@record
class DatedValues:
    """A parameter's figures: by year, from a date on (rising), or one for every year."""

    by_year: Mapping[int, ValueText] = field(default_factory=dict)
    from_date: tuple[tuple[date, ValueText], ...] = ()
    always: ValueText | None = None
    ends: date | None = None


@record
class Parameter:
    """A figure fixed by the agreement; `values` by member (the empty text where it has no dimension)."""

    head: Head
    typing: Typing
    values: Mapping[str, DatedValues]


@record
class Input:
    """What a case states. `per_year`: must be stated by year; `fixed`: holds in every year."""

    head: Head
    typing: Typing
    question: str = ""
    least: Scalar | None = None
    most: Scalar | None = None
    default: Scalar | None = None
    optional: bool = False
    fixed: bool = False
    per_year: bool = False
    judged_by: str | None = None
    hint_when: Scalar | None = None
    hint_text: str = ""
    member_values: Mapping[str, Scalar] = field(default_factory=dict)


@record
class StepText:
    """A cap, floor or rounding after the calculation. `kind`: højst, mindst or a rounding method."""

    kind: str
    amount: Scalar
    when: Scalar | None
    span: Span


@record
class Computed:
    """A calculated quantity."""

    head: Head
    typing: Typing
    branch: Branch
    steps: tuple[StepText, ...] = ()


@record
class ReadingChoice:
    """One way to read a passage."""

    name: str
    title: str
    description: str = ""


@record
class Reading:
    """A doubtful passage, its readings and the one used unless a case chooses."""

    head: Head
    kind: str
    default: str
    choices: Mapping[str, ReadingChoice]
    citations: tuple[Citation, ...] = ()


@record
class Duty:
    """Something an actor must, may not, should or can do."""

    head: Head
    modality: str
    addressees: tuple[str, ...]
    receivers: tuple[str, ...] = ()
    when: Scalar | None = None
    deadline: Scalar | None = None
    every: str | None = None
    times: int = 1
    reservation: str = ""
    fulfilled_when: Scalar | None = None
    breached_when: Scalar | None = None


@record
class Check:
    """Something that must hold; a failed one never removes a value."""

    head: Head
    must_hold: Scalar
    when: Scalar | None
    is_error: bool
    message: str


@record
class Measure:
    """A measure a case may choose and what it sets or adds."""

    head: Head
    effect: str
    status: str
    requires: Scalar | None
    sets: Mapping[str, tuple[Scalar, Branch]]
    adds: Mapping[str, tuple[Scalar, Branch]]
    after: tuple[str, ...] = ()


@record
class Group:
    """Inputs that belong together: `exactly_one` of them, else all or none."""

    members: tuple[Scalar, ...]
    exactly_one: bool
    message: str
    span: Span


@record
class Omission:
    """Clauses that are not encoded, and why."""

    clauses: tuple[Scalar, ...]
    reason: str
    note: str
    span: Span


Entry: TypeAlias = (
    Parameter | Input | Computed | Reading | Duty | Check | Measure | Procedure | Catalogue | Goal
)


@record
class Repeal:
    """An inherited entry this set repeals: what it was, and the source that says so."""

    name: Scalar
    section: str
    title: str
    citation: Citation


def parts_of(entry: Entry) -> tuple[ProcedureStep | Member | Action, ...]:
    """The parts of an entry that have a source and a concept of their own."""
    if isinstance(entry, Procedure):
        return tuple(entry.steps.values())
    if isinstance(entry, Catalogue):
        return tuple(entry.members.values())
    return tuple(entry.actions.values()) if isinstance(entry, Goal) else ()


@record
class RuleText:
    """A whole rule set as text: manifest and entries by name, in the order of file name and place.

    `broken`: names whose entry did not pass the shape checks, so that mentions of them are not faults too.
    `complete`: whether every file could be read; else a name that is not here may stand in the part that could not.
    """

    manifest: Manifest
    entries: Mapping[str, Entry]
    groups: tuple[Group, ...]
    omissions: tuple[Omission, ...]
    broken: frozenset[str]
    repealed: Mapping[str, Span]
    complete: bool = True
    repeals: tuple[Repeal, ...] = ()

    @property
    def catalogues(self) -> Mapping[str, Catalogue]:
        """The lists the agreement gives, by name."""
        return {e.head.name: e for e in self.entries.values() if isinstance(e, Catalogue)}

    @property
    def goals(self) -> Mapping[str, Goal]:
        """The goals by name."""
        return {name: e for name, e in self.entries.items() if isinstance(e, Goal)}
