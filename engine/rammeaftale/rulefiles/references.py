"""What entries say of the world outside the formulas: documents, clauses, actors and shared concepts."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from itertools import chain

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.yamltree import Mapping, Node, Sequence

_BINDING = {"OBL", "PRO"}
_GOOD_FOR_BINDING = {"kilde_mangler", "tal_mangler", "anden_lovgivning"}


def check_references(text: m.RuleText, concepts: MappingType[str, object], findings: Findings) -> None:
    """Findings for every mention of a document, clause, actor or concept that does not exist."""
    manifest = text.manifest
    anchored: dict[str, str] = {}
    for entry in text.entries.values():
        head = entry.head
        for cited in citations(entry):
            _document(cited, head, manifest, findings)
            anchored |= dict.fromkeys(cited.anchors, head.name)
            for clause in cited.anchors:
                if manifest.clauses and clause not in manifest.clauses:
                    hint = did_you_mean(clause, manifest.clauses)
                    findings.add(f.UNKNOWN_CLAUSE, place_of(head, clause), name=clause, hint=hint)
        if head.concept and head.concept not in concepts:
            hint = did_you_mean(head.concept, concepts)
            findings.add(f.UNKNOWN_CONCEPT, place_of(head, head.concept), name=head.concept, hint=hint)
        for actor in _actors(entry):
            if actor not in manifest.actors:
                known = ", ".join(manifest.actors) or "ingen"
                hint = did_you_mean(actor, manifest.actors)
                findings.add(f.UNKNOWN_ACTOR, place_of(head, actor), name=actor, known=known, hint=hint)
    for omission in text.omissions:
        _omission(omission, anchored, manifest, findings)


def place_of(head: m.Head, mention: str) -> Span:
    """Where an entry mentions a document, clause, actor, concept or measure, else where its name stands."""
    raw = head.raw
    pending: list[tuple[str, Node]] = [*raw.source.items(), ("", raw.node)] if raw else []
    while pending:
        key, node = pending.pop()
        if isinstance(node, Mapping):
            pending += [(k, part) for k, (_, part) in node.entries.items()]
        elif isinstance(node, Sequence):
            pending += [(key, item) for item in node.items]
        elif key in _MENTIONS and node.text == mention:
            return node.span
    return head.span


def key_place(head: m.Head, key: str) -> Span:
    """Where an entry has a key (a field, a member, a year), else where its name stands."""
    pending = [head.raw.node] if head.raw else []
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping):
            if key in node.entries:
                return node.entries[key][0].span
            pending += [part for _, part in node.entries.values()]
    return head.span


_MENTIONS = ("dokument", "anker", "begreb", "adressat", "modtager", "af", "efter")


def citations(entry: m.Entry) -> list[m.Citation]:
    """Every source an entry cites, its own first."""
    found = [entry.head.citation]
    if isinstance(entry, m.Reading):
        found += entry.citations
    if isinstance(entry, m.Parameter):
        for dated in entry.values.values():
            values = chain(dated.by_year.values(), (v for _, v in dated.from_date), (dated.always,))
            found += [v.citation for v in values if v]
    return found


def _document(cited: m.Citation, head: m.Head, manifest: m.Manifest, findings: Findings) -> None:
    if cited.document and cited.document not in manifest.documents:
        hint = did_you_mean(cited.document, manifest.documents)
        known = ", ".join(manifest.documents)
        place = place_of(head, cited.document)
        findings.add(f.UNKNOWN_DOCUMENT, place, name=cited.document, known=known, hint=hint)


def _actors(entry: m.Entry) -> tuple[str, ...]:
    if isinstance(entry, m.Duty):
        return (*entry.addressees, *entry.receivers)
    if isinstance(entry, m.Input) and entry.judged_by:
        return (entry.judged_by,)
    return ()


def _omission(
    omission: m.Omission, anchored: dict[str, str], manifest: m.Manifest, findings: Findings
) -> None:
    for node in omission.clauses:
        clause = manifest.clauses.get(node.text)
        if clause is None:
            if manifest.clauses:
                hint = did_you_mean(node.text, manifest.clauses)
                findings.add(f.UNKNOWN_CLAUSE, node.span, name=node.text, hint=hint)
        elif node.text in anchored:
            findings.add(f.CLAUSE_TWICE, node.span, name=node.text, entry=anchored[node.text])
        elif clause.kind in _BINDING and omission.reason not in _GOOD_FOR_BINDING:
            findings.add(f.BINDING_OMITTED, node.span, name=node.text, reason=omission.reason)
