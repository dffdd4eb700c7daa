"""Rule sets side by side by shared concept: for each concept and set what it says, or why it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language.fingerprint import said, said_part
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.schema import MODALITIES
from rammeaftale.services.comparing.concepts import Concept, arrange, broader, merged
from rammeaftale.services.comparing.sides import NO_SOURCE, OMITTED, SILENT, Side, Titled, left_out

VALUE, REPEALED, NOT_CODED = "værdi", "ophævet", "ikke_kodet"
STATES = VALUE, SILENT, NO_SOURCE, OMITTED, REPEALED, NOT_CODED
SAME, DIFFERENT, ONLY, NONE = VERDICTS = ("ens", "forskellig", "kun_i", "ingen")
Part: TypeAlias = Any


@record
class Said:
    """What a set says of a concept in one place: an entry, a part of one (step, member, action) or a titled name."""

    entry: m.Entry | None
    part: Part | None = None
    titled: Titled | None = None

    @property
    def name(self) -> str:
        """Its name: of a part, with the entry it is part of."""
        if self.titled is not None:
            return self.titled.name
        assert self.entry is not None
        if self.part is None:
            return self.entry.head.name
        own = self.part.name if isinstance(self.part.name, str) else self.part.name.text
        return f"{self.entry.head.name}: {own}"

    @property
    def title(self) -> str:
        """Its title."""
        if self.titled is not None:
            return self.titled.title
        assert self.entry is not None
        return str(self.part.title) if self.part is not None else self.entry.head.title

    @property
    def head(self) -> m.Head | None:
        """The head of the entry it is or stands in."""
        return self.entry.head if self.entry is not None else None

    @property
    def citation(self) -> m.Citation | None:
        """Where it comes from."""
        if self.part is not None:
            found: m.Citation = self.part.citation
            return found
        return self.entry.head.citation if self.entry is not None else None

    @property
    def span(self) -> Span | None:
        """Where it stands in the rule files."""
        if self.titled is not None:
            return self.titled.span
        if self.part is not None:
            place: Span = self.part.span if hasattr(self.part, "span") else self.part.name.span
            return place
        return self.entry.head.span if self.entry is not None else None


@record
class Cell:
    """What a set has of a concept: `said` when the state is `værdi`; else a `note`.

    `broader`: the concept the note is about, where it is not the row's own; `origin`: the set that says it.
    """

    state: str
    said: tuple[Said, ...] = ()
    note: str = ""
    broader: str = ""
    origin: str = ""


@record
class Row:
    """A concept across the sets, cells in their order; `only`: the sets that say something, when not all do."""

    concept: Concept
    cells: tuple[Cell, ...]
    verdict: str
    only: tuple[str, ...] = ()

    @property
    def modalities(self) -> tuple[tuple[str, ...], ...]:
        """The modalities of the duties in each cell, in the order of `MODALITIES`."""
        return tuple(
            tuple(dict.fromkeys(one for one in map(_modality, cell.said) if one)) for cell in self.cells
        )

    @property
    def is_empty(self) -> bool:
        """Whether no set speaks of the concept at all."""
        return all(cell.state == NOT_CODED for cell in self.cells)


@dataclass(frozen=True)
class Comparison:
    """The sets and the rows shown.

    `counts`: how many rows of each verdict there are, shown or not; `without_concept`: how many rules of each set no
    concept ties to the others.
    """

    sides: tuple[Side, ...]
    concepts: Mapping[str, Mapping[str, str]]
    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    without_concept: Mapping[str, int]


def compare(sides: Iterable[Side], only: set[str] | None = None, *, differing: bool = False) -> Comparison:
    """The sets by concept; `only` keeps these, `differing` those the sets do not say the same of.

    A concept no set speaks of is there only for those below it.
    """
    sides = tuple(sides)
    concepts = merged(sides)
    told = [_told_by(side) for side in sides]
    rows = []
    for concept in arrange(concepts):
        if only is None or concept.name in only:
            cells = tuple(
                _cell(concept.name, side, told[number], concepts, sides) for number, side in enumerate(sides)
            )
            rows.append(_row(concept, cells, sides))
    wanted = (DIFFERENT, ONLY) if differing else VERDICTS
    spoken = [row for row in rows if not row.is_empty]
    kept = {row.concept.name for row in spoken if row.verdict in wanted}
    headings = {above for name in kept for above in broader(name, concepts)} - {
        r.concept.name for r in spoken
    }
    shown = tuple(row for row in rows if row.concept.name in kept | headings)
    counts = {verdict: sum(row.verdict == verdict for row in spoken) for verdict in VERDICTS}
    return Comparison(sides, concepts, shown, counts, {side.id: _without(side) for side in sides})


def _told_by(side: Side) -> dict[str, tuple[Said, ...]]:
    """What a set says, by concept, in the order of its source."""
    found: dict[str, list[Said]] = {}
    for titled in side.titled:
        found.setdefault(titled.concept, []).append(Said(None, titled=titled))
    for entry in sorted(side.program.text.entries.values(), key=lambda one: one.head.order):
        for concept, one in _concepts_of(entry):
            found.setdefault(concept, []).append(one)
    return {concept: tuple(sorted(every, key=_strictness)) for concept, every in found.items()}


def _strictness(one: Said) -> int:
    """Duties after the rest, the strictest first, so that those of two sets stand beside each other."""
    modality = _modality(one)
    return [*MODALITIES].index(modality) if modality else -1


def _modality(one: Said) -> str:
    return one.entry.modality if isinstance(one.entry, m.Duty) else ""


def _concepts_of(entry: m.Entry) -> Iterator[tuple[str, Said]]:
    if entry.head.concept:
        yield entry.head.concept, Said(entry)
    for part in m.parts_of(entry):
        if part.concept:
            yield part.concept, Said(entry, part)


def _cell(
    name: str,
    side: Side,
    told: Mapping[str, tuple[Said, ...]],
    concepts: Mapping[str, Mapping[str, str]],
    sides: tuple[Side, ...],
) -> Cell:
    """A silence about a broader concept counts as far up as the set has no rule of it."""
    if name in told:
        return Cell(VALUE, told[name])
    for one in takewhile(lambda above: above not in told, (name, *broader(name, concepts))):
        silence = side.silences.get(one)
        if silence is not None:
            return Cell(silence.state, (), silence.note, one if one != name else "", silence.origin)
    elsewhere = [entry for other in sides for entry in _with_concept(other, name)]
    return _repealed(side, elsewhere) or _omitted(side, elsewhere) or Cell(NOT_CODED)


def _with_concept(side: Side, name: str) -> list[m.Entry]:
    entries = side.program.text.entries.values()
    return [entry for entry in entries if any(concept == name for concept, _ in _concepts_of(entry))]


def _repealed(side: Side, elsewhere: list[m.Entry]) -> Cell | None:
    """A set that has repealed the rule another one has of the concept."""
    for entry in elsewhere:
        key = m.entry_key(entry.head.section, entry.head.name)
        if key in side.program.text.repealed and entry.head.origin != side.id:
            return Cell(REPEALED, note=f"«{entry.head.name}» fra {entry.head.origin} er ophævet.")
    return None


def _omitted(side: Side, elsewhere: list[m.Entry]) -> Cell | None:
    """A set that leaves out the very clause which another one's rule of the concept is built on."""
    anchors = {anchor for entry in elsewhere for anchor in entry.head.citation.anchors}
    for omission in side.program.text.omissions:
        clauses = [clause for clause in omission.clauses if clause.text in anchors]
        if clauses:
            told = left_out(omission, clauses)
            return Cell(told.state, note=told.note)
    return None


def _row(concept: Concept, cells: tuple[Cell, ...], sides: tuple[Side, ...]) -> Row:
    having = tuple(side.id for side, cell in zip(sides, cells, strict=True) if cell.state == VALUE)
    contents = {_content(cell) for cell in cells if cell.state == VALUE}
    if not having:
        return Row(concept, cells, NONE)
    if len(contents) > 1:
        return Row(concept, cells, DIFFERENT)
    return Row(concept, cells, SAME) if len(having) == len(sides) else Row(concept, cells, ONLY, having)


def _content(cell: Cell) -> str:
    """What a cell says, to compare: rules in canonical form, without titles, sources and where they stand."""
    return repr(sorted(str(_substance(one)) for one in cell.said))


def _substance(one: Said) -> object:
    if one.titled is not None:
        return one.titled.title
    assert one.entry is not None
    if one.part is not None:
        return said_part(one.part)
    return said(one.entry)


def _without(side: Side) -> int:
    return sum(not any(True for _ in _concepts_of(entry)) for entry in side.program.text.entries.values())
