"""What entries say of the world outside the formulas: documents, clauses, actors and shared concepts."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType
from itertools import chain

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.yamltree import Mapping, Node, Sequence

_BINDING = {"OBL", "PRO"}
_GOOD_FOR_BINDING = {"kilde_mangler", "tal_mangler", "anden_lovgivning"}


def check_references(text: m.RuleText, concepts: MappingType[str, object] | None, findings: Findings) -> None:
    """Findings for every mention of a document, clause, actor or concept that does not exist.

    `concepts`: None when they are not known, so that none can be told to be missing.
    """
    manifest = text.manifest
    anchored: dict[str, str] = {}
    for entry in text.entries.values():
        head = entry.head
        for cited in citations(entry):
            _document(cited, head, manifest, findings)
            _section(cited, head, manifest, findings)
            anchored |= dict.fromkeys(cited.anchors, head.name)
            for clause in cited.anchors:
                _anchor(clause, cited, place_of(head, clause), manifest, findings)
        _check_concepts(entry, concepts, findings)
        for actor in _actors(entry):
            if actor not in manifest.actors:
                known = ", ".join(manifest.actors) or "ingen"
                hint = did_you_mean(actor, manifest.actors)
                findings.add(f.UNKNOWN_ACTOR, place_of(head, actor), name=actor, known=known, hint=hint)
    anchored |= _repeals(text, findings)
    for omission in text.omissions:
        _omission(omission, anchored, manifest, findings)
        for node in omission.concepts:
            if concepts is not None and node.text not in concepts:
                hint = did_you_mean(node.text, concepts)
                findings.add(f.UNKNOWN_CONCEPT, node.span, name=node.text, hint=hint)


def _repeals(text: m.RuleText, findings: Findings) -> dict[str, str]:
    """The clauses by which entries are repealed, with the name of one; findings for those that do not exist."""
    anchored: dict[str, str] = {}
    for repeal in text.repeals:
        for clause in repeal.citation.anchors:
            anchored[clause] = repeal.name.text
            _anchor(clause, repeal.citation, repeal.name.span, text.manifest, findings)
    return anchored


def _anchor(clause: str, cited: m.Citation, place: Span, manifest: Manifest, findings: Findings) -> None:
    """A clause must be on a list; where the document's own is still to be made, the manifest is told of instead."""
    document = manifest.documents.get(cited.document)
    if not manifest.clauses or clause in manifest.clauses or (document and document.awaits_clauses):
        return
    own = [id_ for id_, one in manifest.clauses.items() if one.document == cited.document]
    hint = did_you_mean(clause, own) if own else _NO_LIST
    findings.add(f.UNKNOWN_CLAUSE, place, name=clause, hint=hint)


_NO_LIST = "Kilden har ingen klausulliste: lav den, og skriv filens navn under «klausuler:» i regelsaet.yaml."


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


_MENTIONS = ("dokument", "afsnit", "anker", "begreb", "adressat", "modtager", "af", "efter", "aktør")


def citations(entry: m.Entry) -> list[m.Citation]:
    """Every source an entry cites, its own first."""
    found = [entry.head.citation]
    if isinstance(entry, m.Reading):
        found += entry.citations
    found += [part.citation for part in m.parts_of(entry)]
    if isinstance(entry, m.Parameter):
        for dated in entry.values.values():
            values = chain(dated.by_year.values(), (v for _, v in dated.from_date), (dated.always,))
            found += [v.citation for v in values if v]
    return found


def _document(cited: m.Citation, head: m.Head, manifest: Manifest, findings: Findings) -> None:
    if cited.document and cited.document not in manifest.documents:
        hint = did_you_mean(cited.document, manifest.documents)
        known = ", ".join(manifest.documents)
        place = place_of(head, cited.document)
        findings.add(f.UNKNOWN_DOCUMENT, place, name=cited.document, known=known, hint=hint)


def _section(cited: m.Citation, head: m.Head, manifest: Manifest, findings: Findings) -> None:
    """A section is the clause's own, one it lies in, or a place in it; of several clauses one is enough."""
    if _QUOTED.match(cited.section):
        findings.add(f.QUOTED_SECTION, place_of(head, cited.section), text=cited.section)
        return
    clauses = [manifest.clauses[a] for a in cited.anchors if a in manifest.clauses]
    sections = [clause.section for clause in clauses if clause.document == cited.document]
    if sections and not any(_agree(cited.section, section) for section in sections):
        place, anchor = place_of(head, cited.section), clauses[0].id
        findings.add(f.SECTION_DIFFERS, place, section=cited.section, clause=anchor, other=clauses[0].section)


_QUOTED = re.compile("[\"'“”„‘’«»]")


def _agree(cited: str, section: str) -> bool:
    """Whether one of two sections is the other or holds it: 3.1 and 3.1.2, but not 3.1 and 3.12."""
    shorter, longer = sorted((cited, section), key=len)
    return longer.startswith(shorter) and not longer[len(shorter) :][:1].isalnum()


def check_clauses(text: m.RuleText, findings: Findings) -> None:
    """One warning for the clauses that are neither encoded nor left out, once a set speaks of its clauses at all."""
    own = {id_: clause for id_, clause in text.manifest.clauses.items() if not clause.inherited}
    told = {node.text for omission in text.omissions for node in omission.clauses}
    told |= {anchor for repeal in text.repeals for anchor in repeal.citation.anchors}
    for entry in text.entries.values():
        told |= {anchor for cited in citations(entry) for anchor in cited.anchors}
    left = [id_ for id_ in own if id_ not in told]
    if not left or told.isdisjoint(own):
        return
    shown = ", ".join(left[:MOST_NAMED]) + (" …" if len(left) > MOST_NAMED else "")
    findings.add(f.CLAUSES_UNTOLD, own[left[0]].span, clauses=shown, count=len(left))


def check_sections(text: m.RuleText, findings: Findings) -> None:
    """One warning for the entries that still cite the earlier agreement's section, as of their own document's."""
    listed: dict[str, set[str]] = {}
    for clause in text.manifest.clauses.values():
        listed.setdefault("" if clause.inherited else clause.document, set()).add(clause.section)
    earlier = listed.pop("", set())
    if not listed or not earlier:
        return
    cited = [(e.head, one) for e in text.entries.values() for one in citations(e) if one.document in listed]
    sections = {(one.document, one.section) for _, one in cited}
    kept = {
        (document, section)
        for document, section in sections
        if _stands_in(section, earlier) and not _stands_in(section, listed[document])
    }
    lost = [(head, one.section) for head, one in cited if (one.document, one.section) in kept]
    if lost:
        names = list(dict.fromkeys(head.name for head, _ in lost))
        more = f" og {len(names) - MOST_NAMED} mere" if len(names) > MOST_NAMED else ""
        place = min(
            (place_of(head, section) for head, section in lost), key=lambda s: (s.source.path, s.line)
        )
        findings.add(f.OLD_SECTION, place, count=len(names), names=", ".join(names[:MOST_NAMED]) + more)


def _stands_in(section: str, listed: set[str]) -> bool:
    return any(_agree(section, one) for one in listed)


MOST_NAMED = 10


def _check_concepts(entry: m.Entry, concepts: MappingType[str, object] | None, findings: Findings) -> None:
    """Findings for the concepts an entry and its steps name that do not exist."""
    for concept in (entry.head.concept, *(part.concept for part in m.parts_of(entry))):
        if concept and concepts is not None and concept not in concepts:
            hint = did_you_mean(concept, concepts)
            findings.add(f.UNKNOWN_CONCEPT, place_of(entry.head, concept), name=concept, hint=hint)


def _actors(entry: m.Entry) -> tuple[str, ...]:
    if isinstance(entry, m.Procedure):
        return entry.actors
    if isinstance(entry, m.Goal):
        return tuple(actor for action in entry.actions.values() for actor in action.actors)
    if isinstance(entry, m.Duty):
        return (*entry.addressees, *entry.receivers)
    if isinstance(entry, m.Input) and entry.judged_by:
        return (entry.judged_by,)
    return ()


def _omission(omission: m.Omission, anchored: dict[str, str], manifest: Manifest, findings: Findings) -> None:
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
