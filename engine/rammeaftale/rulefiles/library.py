"""A library of rule sets on disk: finding them, and reading one whole as text with what it inherits."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import entries as e
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.inheritance import inherit
from rammeaftale.rulefiles.manifest import (
    MANIFEST_NAME,
    build_manifest,
    member_inputs,
    read_manifest,
)
from rammeaftale.rulefiles.reading import read_tree
from rammeaftale.rulefiles.references import check_references
from rammeaftale.rulefiles.shapes import MapOf, fits
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

CONCEPTS_NAME = "begreber.yaml"
EXAMPLES = "eksempler"
MOST_LEVELS = 2


@dataclass(frozen=True)
class SetFolder:
    """One rule set's folder: id, where it is, and how it is shown in messages."""

    id: str
    path: Path
    shown: str
    manifest: Mapping

    def topic_files(self) -> list[Path]:
        """The topic files in name order (not the manifest, nor what it names)."""
        named = {MANIFEST_NAME}
        for section, key in (("kilder", "klausuler"), ("dimensioner", "medlemmer")):
            for _, part in e.mapping(self.manifest, section).values():
                named.add(e.text(cast("Mapping", part), key))
        return sorted(p for p in self.path.glob("*.yaml") if p.name not in named)

    def examples(self) -> list[Path]:
        """The example files in name order."""
        return sorted((self.path / EXAMPLES).glob("*.yaml"))


class Library:
    """The rule sets under a root folder that has `begreber.yaml`."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self.root = root
        self.findings = findings
        self.sets: dict[str, SetFolder] = {}
        if not (root / CONCEPTS_NAME).is_file():
            findings.add(f.NO_LIBRARY, whole(SourceText(str(root))), path=root)
            return
        for folder in _set_folders(root):
            self._add(folder)

    def _add(self, folder: Path) -> None:
        shown = _shown(folder, self.root)
        node = read_manifest(folder, shown, self.findings)
        if node is None:
            return
        id_ = e.text(node, "id")
        if id_ in self.sets:
            paths = f"{self.sets[id_].shown}, {shown}"
            self.findings.add(f.SAME_ID, node.span, name=id_, paths=paths)
            return
        self.sets[id_] = SetFolder(id_, folder, shown, node)

    @property
    def regions(self) -> list[str]:
        """The regions the sets belong to."""
        return sorted({e.text(s.manifest, "region") for s in self.sets.values()})

    @cached_property
    def concepts(self) -> dict[str, MappingType[str, str]]:
        """The shared concepts by name."""
        node = read_tree(self.root / CONCEPTS_NAME, self.findings, CONCEPTS_NAME)
        if node is None or not fits(schema.CONCEPTS, node, self.findings, CONCEPTS_NAME):
            return {}
        found = e.mapping(cast("Mapping", node), "begreber")
        fields = ("titel", "definition", "art", "under")
        return {
            name: {k: e.text(cast("Mapping", part), k) for k in fields} for name, (_, part) in found.items()
        }

    def find(self, id_: str, span: Span | None = None) -> SetFolder | None:
        """The set with this id, or None with a finding that names the known ones."""
        if id_ not in self.sets:
            place = span or whole(SourceText(str(self.root)))
            known = [*sorted(self.sets), *self.regions]
            hint = did_you_mean(id_, known)
            self.findings.add(f.UNKNOWN_SET, place, name=id_, known=", ".join(known) or "ingen", hint=hint)
            return None
        return self.sets[id_]

    def read(self, id_: str) -> m.RuleText | None:
        """A whole rule set as text, with what it inherits; None when it cannot be found."""
        folder = self.find(id_)
        if folder is None:
            return None
        raws = _Reader(self, self.findings).read(folder, ())
        text = _rule_text(raws, self.findings)
        check_references(text, self.concepts, self.findings)
        return text


def _set_folders(root: Path) -> Iterator[Path]:
    """Folders with a manifest at most two levels down, not inside another library."""
    pending = [(root, 0)]
    while pending:
        folder, level = pending.pop(0)
        if level and (folder / CONCEPTS_NAME).exists():
            continue
        if level and (folder / MANIFEST_NAME).is_file():
            yield folder
            continue
        if level < MOST_LEVELS:
            inside = sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))
            pending += [(p, level + 1) for p in inside]


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@dataclass
class _RawSet:
    """A set before its entries are built."""

    manifest: m.Manifest
    entries: m.RawEntries
    groups: list[Node]
    omissions: list[tuple[Mapping, str]]
    repealed: dict[str, Span]


class _Reader:
    """Reads a set's files and, first, those of the set it builds on."""

    def __init__(self, library: Library, findings: Findings) -> None:
        self.library, self.findings = library, findings

    def read(self, folder: SetFolder, above: tuple[str, ...]) -> _RawSet:
        base = self._base(folder, (*above, folder.id))
        manifest = build_manifest(
            folder.manifest, folder.path, folder.shown, base.manifest if base else None, self.findings
        )
        raw = _RawSet(manifest, {}, [], [], {})
        reaffirmed: list[tuple[Scalar, Scalar]] = []
        for path in folder.topic_files():
            self._topic(path, folder, raw, reaffirmed)
        for dimension, tree in member_inputs(folder.manifest, folder.path, folder.shown, self.findings):
            self._attributes(dimension, tree, raw)
        if base is None:
            for name, _ in reaffirmed:
                self.findings.add(f.CHANGE_OF_NEW, name.span, name=name.text, change="genbekræftet")
            self._refuse_changes(raw)
            return raw
        raw.entries, raw.repealed = inherit(
            base.entries, raw.entries, reaffirmed, base.manifest.id, self.findings
        )
        raw.groups = [*base.groups, *raw.groups]
        return raw

    def _refuse_changes(self, raw: _RawSet) -> None:
        for name, entry in raw.entries.items():
            change = e.text(entry.node, "ændring") if isinstance(entry.node, Mapping) else ""
            if change:
                self.findings.add(f.CHANGE_OF_NEW, entry.name.span, name=name, change=change)

    def _base(self, folder: SetFolder, path: tuple[str, ...]) -> _RawSet | None:
        named = e.scalar(folder.manifest, "bygger_på")
        if named is None:
            return None
        if named.text in path:
            self.findings.add(f.BASE_CYCLE, named.span, path=" → ".join((*path, named.text)))
            return None
        if named.text not in self.library.sets:
            known = ", ".join(sorted(self.library.sets))
            hint = did_you_mean(named.text, self.library.sets)
            self.findings.add(f.UNKNOWN_BASE, named.span, name=named.text, known=known, hint=hint)
            return None
        return self.read(self.library.sets[named.text], path)

    def _topic(
        self, path: Path, folder: SetFolder, raw: _RawSet, reaffirmed: list[tuple[Scalar, Scalar]]
    ) -> None:
        node = read_tree(path, self.findings, f"{folder.shown}/{path.name}")
        if not isinstance(node, Mapping):
            if node is not None:
                fits(schema.TOPIC, node, self.findings, path.name)
            return
        self._check_frame(node, path.name)
        own = node.get("kilde")
        source = {k: part for k, (_, part) in own.entries.items()} if isinstance(own, Mapping) else {}
        topic = e.text(node, "emne")
        for section in schema.SECTIONS:
            for name, (key, part) in e.mapping(node, section).items():
                if section == "oplysninger" and name == "grupper":
                    raw.groups += part.items if isinstance(part, Sequence) else (part,)
                else:
                    self._add(m.RawEntry(key, section, part, source, topic, folder.id), raw)
        reaffirmed += [(k, v) for k, v in e.mapping(node, "genbekræftet").values() if isinstance(v, Scalar)]
        omitted = node.get("udeladt")
        if isinstance(omitted, Sequence):
            raw.omissions += [(item, topic) for item in omitted.items if isinstance(item, Mapping)]

    def _check_frame(self, node: Mapping, name: str) -> None:
        """The file's own keys; the entries are checked one by one, after inheritance."""
        frame = {k: v for k, v in node.entries.items() if k not in schema.SECTIONS}
        fits(schema.TOPIC, Mapping(frame, node.span), self.findings, name)
        for section in schema.SECTIONS:
            block = node.get(section)
            if block is not None and not isinstance(block, Mapping):
                fits(MapOf(schema.TEXT), block, self.findings, section)

    def _add(self, entry: m.RawEntry, raw: _RawSet) -> None:
        name = entry.name.text
        if not fits(schema.NAME, entry.name, self.findings, name):
            return
        if name in raw.entries:
            other = str(raw.entries[name].name.span)
            self.findings.add(f.DOUBLE_NAME, entry.name.span, name=name, other=other)
            return
        raw.entries[name] = entry

    def _attributes(self, dimension: str, tree: Mapping, raw: _RawSet) -> None:
        """Attributes of fixed members become inputs per member with the member's figure as standard."""
        for key, part in e.mapping(tree, "attributter").values():
            if isinstance(part, Mapping):
                pr = Scalar(dimension, key.span)
                node = Mapping({**part.entries, "pr": (Scalar("pr", key.span), pr)}, part.span)
                self._add(m.RawEntry(key, "oplysninger", node, {}, "Medlemmer", raw.manifest.id), raw)


def _rule_text(raw: _RawSet, findings: Findings) -> m.RuleText:
    built: dict[str, m.Entry] = {}
    broken: set[str] = set()
    for name, entry in _with_measure_inputs(raw.entries, findings).items():
        result = e.build_entry(entry, findings)
        if result is None:
            broken.add(name)
        else:
            built[name] = result
    groups = [g for node in raw.groups if (g := _group(node, findings))]
    omissions = [o for node, _ in raw.omissions if (o := _omission(node))]
    return m.RuleText(raw.manifest, built, tuple(groups), tuple(omissions), frozenset(broken), raw.repealed)


def _with_measure_inputs(entries: m.RawEntries, findings: Findings) -> m.RawEntries:
    """A measure's own inputs stand among the others."""
    found = dict(entries)
    for entry in entries.values():
        if entry.section != "tiltag" or not isinstance(entry.node, Mapping):
            continue
        for name, (key, part) in e.mapping(entry.node, "oplysninger").items():
            if name in found:
                findings.add(f.DOUBLE_NAME, key.span, name=name, other=str(found[name].name.span))
                continue
            source = dict(entry.source)
            own = entry.node.get("kilde")
            if isinstance(own, Mapping):
                source |= {k: v for k, (_, v) in own.entries.items()}
            found[name] = m.RawEntry(
                key, "oplysninger", part, source, entry.topic, entry.origin, entry.status
            )
    return found


def _group(node: Node, findings: Findings) -> m.Group | None:
    if not fits(schema.GROUP, node, findings, "gruppen"):
        return None
    block = cast("Mapping", node)
    exactly = block.get("netop_én_af") is not None
    members = e.scalars(block, "netop_én_af" if exactly else "alle_eller_ingen")
    return m.Group(members, exactly, e.text(block, "besked"), block.span)


def _omission(node: Mapping) -> m.Omission | None:
    clauses = e.scalars(node, "klausul")
    return m.Omission(clauses, e.text(node, "grund"), e.text(node, "note"), node.span)
