"""One entry of a rule set as `vis` tells it: as written, with source, outcomes, what it uses and who uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import STATE_NAMES, Value
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.effects import SHOWN, effects
from rammeaftale.language.mentions import mentions
from rammeaftale.language.program import Figures, Program
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.excerpts import Excerpt, excerpt, named_block
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.references import citations
from rammeaftale.rulefiles.yamltree import Mapping, Node, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.describing.details import details
from rammeaftale.services.ruleset import RuleSet

VALUE = "værdi"
DIMENSION = "dimension"


@record
class Source:
    """A place in a source document, with the document's title and the clauses as (id, short title)."""

    document: str
    title: str
    section: str
    clauses: tuple[tuple[str, str], ...]


@record
class Link:
    """Another entry: name, kind (størrelse, pligt, …), title and how it is mentioned (`[-2]`, `oplyst`)."""

    name: str
    kind: str
    title: str
    how: tuple[str, ...] = ()


@record
class Figure:
    """A parameter's figure: for whom and when, its value in base scale (None: not in the source, or `unfilled`).

    `source`: its own, where it is not the entry's.
    """

    member: str
    when: str
    value: Value | None
    source: Source | None
    external: bool
    unfilled: bool


@record
class Description:
    """All there is to say of an entry.

    `type` is None for what has no value; `outcomes`: what it can come out as; `status`, `origin`, `reason`: how this
    set stands to an inherited entry; `details`: what only its kind has, as text, truth, lists of text or of mappings.
    """

    name: str
    kind: str
    title: str
    description: str
    topic: str
    concept: str | None
    status: str
    origin: str
    reason: str
    type: Type | None
    type_name: str
    dims: tuple[str, ...]
    display: str | None
    sources: tuple[Source, ...]
    outcomes: tuple[str, ...]
    written: tuple[Excerpt, ...]
    figures: tuple[Figure, ...]
    details: dict[str, Any]
    uses: tuple[Link, ...]
    used_by: tuple[Link, ...]


def find(rules: RuleSet, name: str) -> list[tuple[str, Description]]:
    """What each set has under a name, as (set id, description); an unknown name is refused with a suggestion.

    An address is taken for the name in it. Raises `RammeaftaleError`.
    """
    bare = re.split(r"[\[@]", name, maxsplit=1)[0].strip()
    found = [(p.id, told) for p in rules.programs for told in describe(p, bare)]
    if not found:
        findings = Findings()
        entries = [entry for p in rules.programs for entry in p.text.entries.values()]
        known = [entry.head.name for entry in entries]
        known += [n for p in rules.programs for n in p.manifest.dimensions]
        place = whole(SourceText("<navn>"))
        hint = _repealed(rules, bare) or did_you_mean(bare, known)
        findings.add(f.UNKNOWN_FACT, place, name=bare, rules=rules.id, hint=hint)
        findings.raise_errors()
    return found


def _repealed(rules: RuleSet, name: str) -> str:
    """Where a set says that what had the name no longer holds, if one does."""
    keys = (name, m.entry_key("kataloger", name))
    found = ((p.id, p.text.repealed[key]) for p in rules.programs for key in keys if key in p.text.repealed)
    return next((f"«{name}» er ophævet i {id_} ({span})." for id_, span in found), "")


def describe(program: Program, name: str) -> list[Description]:
    """What a set has under a name: an entry, a dimension, a catalogue (which may have the name of another entry)."""
    entries, dimension = program.text.entries, program.manifest.dimensions.get(name)
    keys = dict.fromkeys((name, m.entry_key("kataloger", name)))
    found = [_entry(program, entries[key]) for key in keys if key in entries]
    return found or ([_dimension(program, dimension)] if dimension else [])


def _entry(program: Program, entry: m.Entry) -> Description:
    head = entry.head
    key = m.entry_key(head.section, head.name)
    symbol = program.names.symbols.get(key)
    every = mentions(program)
    uses = [_link(program, name, how) for name, how in every.get(key, {}).items()]
    used_by = [_link(program, n, said[key]) for n, said in every.items() if key in said]
    typing = entry.typing if isinstance(entry, m.Parameter | m.Input | m.Computed) else None
    return Description(
        name=head.name,
        kind=schema.SECTIONS[head.section].title,
        title=head.title,
        description=head.description,
        topic=head.topic,
        concept=head.concept,
        status=head.status,
        origin=head.origin,
        reason=head.reason,
        type=symbol.type if symbol else None,
        type_name=typing.kind if typing else "",
        dims=symbol.dims if symbol else (),
        display=typing.display if typing else None,
        sources=tuple(dict.fromkeys(_source(program, cited) for cited in _cited(entry))),
        outcomes=_outcomes(program, key),
        written=tuple(_written(head)),
        figures=tuple(_figures(program, entry)),
        details=details(program, entry),
        uses=tuple(sorted(uses, key=lambda link: link.name)),
        used_by=tuple(sorted(used_by, key=lambda link: link.name)),
    )


def _cited(entry: m.Entry) -> list[m.Citation]:
    """The entry's own sources: a parameter's figures show theirs; two passages a reading names replace the file's."""
    own = [entry.head.citation]
    if isinstance(entry, m.Reading) and entry.citations:
        own = [cited for cited in own if cited.anchors]
    return own if isinstance(entry, m.Parameter) else [*own, *citations(entry)[1:]]


def _dimension(program: Program, dimension: Dimension) -> Description:
    divided = [s for s in program.names.symbols.values() if dimension.name in s.dims]
    members = [{"kode": code, "navn": name} for code, name in (dimension.members or {}).items()]
    fixed = "reglerne" if dimension.members is not None else "sagen"
    silence = "der er ingen" if dimension.empty_when_unmentioned else "ukendt"
    told = {"nævnes_af": fixed, "hvis_ikke_nævnt": silence if fixed == "sagen" else ""}
    return Description(
        name=dimension.name,
        kind=DIMENSION,
        title=dimension.title,
        description="",
        topic="",
        concept=None,
        status=m.OWN,
        origin=program.id,
        reason="",
        type=None,
        type_name="",
        dims=(),
        display=None,
        sources=(),
        outcomes=(),
        written=(excerpt(dimension.span),),
        figures=(),
        details={k: v for k, v in {**told, "medlemmer": members}.items() if v},
        uses=(),
        used_by=tuple(sorted((_link(program, s.name, ()) for s in divided), key=lambda link: link.name)),
    )


def _link(program: Program, name: str, how: tuple[str, ...]) -> Link:
    head = program.text.entries[name].head
    shown = () if set(how) <= {""} else tuple(h or "[år]" for h in how)
    return Link(head.name, schema.SECTIONS[head.section].title, head.title, shown)


def _source(program: Program, cited: m.Citation) -> Source:
    manifest = program.manifest
    document = manifest.documents.get(cited.document)
    known = manifest.clauses
    clauses = tuple((id_, known[id_].title if id_ in known else "") for id_ in cited.anchors)
    return Source(cited.document, document.title if document else cited.document, cited.section, clauses)


def _outcomes(program: Program, name: str) -> tuple[str, ...]:
    """What a quantity can come out as, a value first; nothing for what is no quantity."""
    quantity = program.quantities.get(name)
    if quantity is None:
        return ()
    effect = effects(program.quantities)[name]
    states = {word for one, word in SHOWN.items() if one in effect}
    silent = quantity.rule is not None and quantity.rule.type.kind is Kind.NEVER
    return (*(() if silent else (VALUE,)), *(state for state in reversed(STATE_NAMES) if state in states))


def _written(head: m.Head) -> Iterator[Excerpt]:
    """The entry in this set and, where it builds on an inherited one, the blocks its other fields come from."""
    yield excerpt(head.span)
    seen = {head.span.source.path}
    for span in _spans(head.raw.node if head.raw else None):
        if span.source.path not in seen:
            seen.add(span.source.path)
            found = named_block(head.name, span)
            if found:
                yield found


def _spans(node: Node | None) -> Iterator[Span]:
    """The places of every key below a node."""
    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, Mapping):
            for key, value in part.entries.values():
                yield key.span
                pending.append(value)
        elif isinstance(part, Sequence):
            pending += part.items


def _figures(program: Program, entry: m.Entry) -> Iterator[Figure]:
    if not isinstance(entry, m.Parameter):
        return
    quantity = program.quantities[entry.head.name]
    for member, figures in (quantity.figures or {}).items():
        for when, figure in _in_time(figures):
            own = None if figure.citation == entry.head.citation else _source(program, figure.citation)
            yield Figure(member, when, figure.value, own, figure.external, figure.unfilled)


def _in_time(figures: Figures) -> Iterator[tuple[str, Any]]:
    if figures.always:
        yield "alle år", figures.always
    for year in sorted(figures.by_year):
        yield str(year), figures.by_year[year]
    for day, figure in figures.from_date:
        yield f"fra {day.isoformat()}", figure
