"""A rule set read whole: its topic files, member attributes and what it inherits, as one `RuleText`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes, schema
from rammeaftale.rulefiles.common_schema import CITATION, NAME, TEXT
from rammeaftale.rulefiles.entries import build_entry
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.inheritance import Reaffirmed, inherit
from rammeaftale.rulefiles.manifest import build_manifest, member_inputs
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.reading import read_tree
from rammeaftale.rulefiles.review import LISTS, WORDS, Listed, Review, check_review, order, review_of
from rammeaftale.rulefiles.shapes import MapOf, fits
from rammeaftale.rulefiles.stray import is_stray
from rammeaftale.rulefiles.unread import check_unread
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

MOST_BASES = 20


def read_rules(
    folder: SetFolder, sets: dict[str, SetFolder], findings: Findings, *, complete: bool = True
) -> m.RuleText:
    """The rule set in a folder with what it inherits from the other sets of its library.

    `complete`: whether every manifest of the library could be read.
    """
    raw = _Reader(sets, findings, complete=complete).read(folder, ())
    return _rule_text(raw, folder.manifest, findings)


@dataclass
class _RawSet:
    """A set before its entries are built; see `RuleText` for `broken` and `complete`.

    `omissions`: each with the set it stands in, the set's own first.
    """

    manifest: Manifest
    entries: m.RawEntries
    groups: list[Node]
    omissions: list[tuple[str, Mapping]]
    repealed: dict[str, Span]
    member_values: dict[str, dict[str, Scalar]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    complete: bool = True
    listed: list[Listed] = field(default_factory=list)
    review: Review | None = None
    repeals: tuple[m.Repeal, ...] = ()


class _Reader:
    """Reads a set's files and, first, those of the set it builds on."""

    def __init__(self, sets: dict[str, SetFolder], findings: Findings, *, complete: bool) -> None:
        self.sets, self.findings, self.complete = sets, findings, complete

    def read(self, folder: SetFolder, above: tuple[str, ...]) -> _RawSet:
        base = self._base(folder, (*above, folder.id))
        manifest = build_manifest(
            folder.manifest, folder.path, folder.shown, base.manifest if base else None, self.findings
        )
        raw = _RawSet(manifest, {}, [], [], {}, complete=base.complete if base else not _builds_on(folder))
        reaffirmed: list[Reaffirmed] = []
        raw.complete &= check_unread(folder, self.findings)
        for path in folder.topic_files():
            self._topic(path, folder, raw, reaffirmed)
        raw.complete &= not _lacks_members(folder, manifest)
        for dimension, tree in member_inputs(folder.manifest, folder.path, folder.shown, self.findings):
            self._attributes(dimension, tree, raw)
        if base is None and _builds_on(folder):
            return raw
        if base is None:
            self._refuse_changes(raw, reaffirmed)
            return raw
        told = self.findings if base.complete else Findings()
        own = raw.entries
        raw.entries, raw.repealed, broken = inherit(
            base.entries, raw.entries, reaffirmed, base.manifest.id, told
        )
        listed = [one for one in raw.listed if one.name.text not in broken]
        raw.review = review_of(
            base.entries, raw.entries, listed, folder.manifest, told, complete=raw.complete
        )
        raw.repeals = tuple(_repeal(own[key], base.entries[key]) for key in own if key in raw.repealed)
        raw.broken |= broken | (base.broken - raw.entries.keys())
        raw.repealed = {**{n: s for n, s in base.repealed.items() if n not in raw.entries}, **raw.repealed}
        raw.groups = [*base.groups, *raw.groups]
        raw.omissions += base.omissions
        raw.member_values = {**base.member_values, **raw.member_values}
        return raw

    def _refuse_changes(self, raw: _RawSet, reaffirmed: list[Reaffirmed]) -> None:
        """One finding when a set that builds on none speaks of inherited entries, however many: one line is missing."""
        found = [(name, "genbekræftet") for name, _, _ in reaffirmed]
        found += [(one.name, WORDS[one.key]) for one in raw.listed]
        changing = [entry for entry in raw.entries.values() if _change(entry)]
        found += [(entry.name, _change(entry)) for entry in changing]
        if found:
            (name, change), *others = sorted(found, key=lambda one: order(one[0].span))
            notes = [f"det samme gælder {len(others)} andre poster"] if others else []
            hint = "Skriv «bygger_på: …» i regelsaet.yaml, eller slet linjen."
            self.findings.add(f.CHANGE_OF_NEW, name.span, notes, hint, name=name.text, change=change)
        for entry in changing:
            raw.broken.add(entry.key)
            del raw.entries[entry.key]

    def _base(self, folder: SetFolder, path: tuple[str, ...]) -> _RawSet | None:
        named = nodes.scalar(folder.manifest, "bygger_på")
        if named is None:
            return None
        if named.text in path:
            self.findings.add(f.BASE_CYCLE, named.span, path=" → ".join((*path, named.text)))
            return None
        if len(path) > MOST_BASES:
            self.findings.add(f.TOO_MANY_BASES, named.span, limit=MOST_BASES)
            return None
        if named.text not in self.sets and not self.complete:
            return None
        if named.text not in self.sets:
            known = ", ".join(sorted(self.sets))
            hint = did_you_mean(named.text, (s for s in self.sets if s not in path))
            self.findings.add(f.UNKNOWN_BASE, named.span, name=named.text, known=known, hint=hint)
            return None
        return self.read(self.sets[named.text], path)

    def _topic(self, path: Path, folder: SetFolder, raw: _RawSet, reaffirmed: list[Reaffirmed]) -> None:
        node = read_tree(path, self.findings, f"{folder.shown}/{path.name}")
        if not isinstance(node, Mapping):
            raw.complete = False
            if node is not None:
                fits(schema.TOPIC, node, self.findings, path.name)
            return
        if is_stray(node, path.name, self.findings):
            return
        raw.complete &= self._check_frame(node, path.name)
        own = node.get("kilde")
        unsourced = _source_is_told(node, own)
        source = {k: part for k, (_, part) in own.entries.items()} if isinstance(own, Mapping) else {}
        topic = nodes.text(node, "emne")
        for section in schema.SECTIONS:
            block = node.get(section)
            raw.broken |= set(block.blank) if isinstance(block, Mapping) else set()
            for name, (key, part) in nodes.mapping(node, section).items():
                if section == "oplysninger" and name == "grupper":
                    raw.groups += part.items if isinstance(part, Sequence) else (part,)
                else:
                    entry = m.RawEntry(key, section, part, source, topic, folder.id, source_told=unsourced)
                    self._add(entry, raw)
        again = nodes.mapping(node, "genbekræftet").values()
        reaffirmed += [(k, v, source) for k, v in again if isinstance(v, Scalar)]
        raw.listed += [Listed(k, key) for key in LISTS for k, _ in nodes.mapping(node, key).values()]
        omitted = node.get("udeladt")
        if isinstance(omitted, Sequence):
            raw.omissions += [(folder.id, item) for item in omitted.items if isinstance(item, Mapping)]

    def _check_frame(self, node: Mapping, name: str) -> bool:
        """Whether all sections are told apart by the file's own keys; the entries are checked after inheritance."""
        frame = {k: v for k, v in node.entries.items() if k not in schema.SECTIONS}
        fits(schema.TOPIC, Mapping(frame, node.span, node.blank), self.findings, name)
        complete = frame.keys() <= schema.TOPIC.by_name.keys()
        for section in schema.SECTIONS:
            block = node.get(section)
            if block is not None and not isinstance(block, Mapping):
                complete = fits(MapOf(TEXT), block, self.findings, section)
        return complete

    def _add(self, entry: m.RawEntry, raw: _RawSet) -> None:
        name = entry.name.text
        if not fits(NAME, entry.name, self.findings, name):
            raw.complete = False
            return
        if entry.key in raw.entries:
            other = str(raw.entries[entry.key].name.span)
            self.findings.add(f.DOUBLE_NAME, entry.name.span, name=name, other=other)
            return
        raw.entries[entry.key] = entry

    def _attributes(self, dimension: str, tree: Mapping, raw: _RawSet) -> None:
        """Attributes of fixed members become inputs per member with the member's figure as standard."""
        for key, part in nodes.mapping(tree, "attributter").values():
            if isinstance(part, Mapping):
                pr = Scalar(dimension, key.span)
                node = Mapping({**part.entries, "pr": (Scalar("pr", key.span), pr)}, part.span)
                self._add(m.RawEntry(key, "oplysninger", node, {}, "Medlemmer", raw.manifest.id), raw)
                raw.member_values[key.text] = _attribute(tree, key.text)


def _change(entry: m.RawEntry) -> str:
    return nodes.text(entry.node, "ændring") if isinstance(entry.node, Mapping) else ""


def _repeal(own: m.RawEntry, old: m.RawEntry) -> m.Repeal:
    """What a repealing entry says; its own source, laid over its file's."""
    title = nodes.text(old.node, "titel") if isinstance(old.node, Mapping) else ""
    cited = own.node.get("kilde") if isinstance(own.node, Mapping) else None
    return m.Repeal(own.name, old.section, title, nodes.citation(cited, own.source))


def _source_is_told(node: Mapping, own: Node | None) -> bool:
    """Whether there is a finding already of what is wrong with a file's source."""
    if own is None:
        return "kilde" in node.blank or not node.entries.keys() <= schema.TOPIC.by_name.keys()
    fine = isinstance(own, Mapping) and own.entries.keys() <= CITATION.by_name.keys() and not own.blank
    return not fine


def _lacks_members(folder: SetFolder, manifest: Manifest) -> bool:
    """Whether a file of members, and so their attributes, could not be read."""
    parts = nodes.mapping(folder.manifest, "dimensioner").items()
    named = [name for name, (_, part) in parts if cast("Mapping", part).get("medlemmer") is not None]
    return any(manifest.dimensions[name].members is None for name in named)


def _builds_on(folder: SetFolder) -> bool:
    return "bygger_på" in folder.manifest.entries


def _attribute(tree: Mapping, name: str) -> dict[str, Scalar]:
    """An attribute's value for each member that has one."""
    members = nodes.mapping(tree, "medlemmer").items()
    found = {code: nodes.scalar(cast("Mapping", part), name) for code, (_, part) in members}
    return {code: value for code, value in found.items() if value is not None}


def _rule_text(raw: _RawSet, node: Mapping, findings: Findings) -> m.RuleText:
    built: dict[str, m.Entry] = {}
    broken = set(raw.broken)
    for name, entry in _with_measure_inputs(raw.entries, findings).items():
        result = build_entry(entry, findings)
        if result is None:
            broken.add(name)
        elif name in raw.member_values and isinstance(result, m.Input):
            built[name] = replace(result, member_values=raw.member_values[name])
        else:
            built[name] = result
    groups = [g for node in raw.groups if (g := _group(node, raw.repealed, findings))]
    omissions = [_omission(origin, node) for origin, node in raw.omissions]
    own = tuple(one for one in omissions if one.origin == raw.manifest.id)
    check_review(raw.review, raw.manifest, raw.entries, node, findings)
    return m.RuleText(
        raw.manifest,
        built,
        tuple(groups),
        own,
        frozenset(broken),
        raw.repealed,
        complete=raw.complete,
        repeals=raw.repeals,
        inherited_omissions=tuple(one for one in omissions if one not in own),
    )


def _with_measure_inputs(entries: m.RawEntries, findings: Findings) -> m.RawEntries:
    """A measure's own inputs stand among the others; those that a change of the measure leaves alone are reaffirmed."""
    found = dict(entries)
    for entry in entries.values():
        if entry.section != "tiltag" or not isinstance(entry.node, Mapping):
            continue
        for name, (key, part) in nodes.mapping(entry.node, "oplysninger").items():
            if name in found:
                findings.add(f.DOUBLE_NAME, key.span, name=name, other=str(found[name].name.span))
                continue
            source = dict(entry.source)
            own = entry.node.get("kilde")
            if isinstance(own, Mapping):
                source |= {k: v for k, (_, v) in own.entries.items()}
            stands = entry.status == m.CHANGED and part.span.source != entry.name.span.source
            status = m.REAFFIRMED if stands else entry.status
            found[name] = m.RawEntry(key, "oplysninger", part, source, entry.topic, entry.origin, status)
    return found


def _group(node: Node, repealed: dict[str, Span], findings: Findings) -> m.Group | None:
    """A group with the members that are still in force; None when fewer than two of an inherited one are."""
    if not fits(schema.GROUP, node, findings, "gruppen"):
        return None
    block = cast("Mapping", node)
    exactly = block.get("netop_én_af") is not None
    members = nodes.scalars(block, "netop_én_af" if exactly else "alle_eller_ingen")
    kept = tuple(member for member in members if member.text not in repealed)
    if len(kept) < len(members) and len(kept) <= 1:
        return None
    return m.Group(kept, exactly, nodes.text(block, "besked"), block.span)


def _omission(origin: str, node: Mapping) -> m.Omission:
    about = nodes.text(node, "grund"), nodes.text(node, "note"), node.span
    return m.Omission(nodes.scalars(node, "klausul"), *about, nodes.scalars(node, "begreb"), origin)
