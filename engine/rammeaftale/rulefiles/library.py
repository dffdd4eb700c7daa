"""A library of rule sets on disk: finding them, their concepts, and reading one with its references checked."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from functools import cached_property
from pathlib import Path
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import manifest_schema, nodes
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.manifest import MANIFEST_NAME, read_manifest
from rammeaftale.rulefiles.reading import folders_in, is_file, read_tree
from rammeaftale.rulefiles.references import check_references
from rammeaftale.rulefiles.ruletext import read_rules
from rammeaftale.rulefiles.shapes import fits
from rammeaftale.rulefiles.unread import check_without_manifest
from rammeaftale.rulefiles.yamltree import Mapping, Scalar

CONCEPTS_NAME = "begreber.yaml"
MOST_LEVELS = 2
SILENCES = ("tier", "kilde_mangler")


class Library:
    """The rule sets under a root folder that has `begreber.yaml`."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self.root = root
        self.findings = findings
        self.sets: dict[str, SetFolder] = {}
        self.complete = True
        if not is_file(root / CONCEPTS_NAME):
            hint = f"Mappen har regelsæt, men filen {CONCEPTS_NAME} mangler." if has_sets(root) else ""
            findings.add(f.NO_LIBRARY, whole(SourceText(str(root))), path=_named(root), hint=hint)
            return
        for folder in _set_folders(root, findings):
            self._add(folder)

    @property
    def concepts_file(self) -> Path:
        """The file of the shared concepts."""
        return self.root / CONCEPTS_NAME

    def _add(self, folder: Path) -> None:
        shown = _shown(folder, self.root)
        node = read_manifest(folder, shown, self.findings)
        if node is None:
            self.complete = False
            return
        id_ = nodes.text(node, "id")
        if id_ in self.sets:
            paths = f"{self.sets[id_].shown}, {shown}"
            self.findings.add(f.SAME_ID, cast("Scalar", node.get("id")).span, name=id_, paths=paths)
            return
        self.sets[id_] = SetFolder(id_, folder, shown, node)

    @property
    def regions(self) -> list[str]:
        """The regions the sets belong to."""
        return sorted({nodes.text(s.manifest, "region") for s in self.sets.values()})

    def of_region(self, region: str) -> list[str]:
        """The ids of a region's sets."""
        return sorted(
            id_ for id_, found in self.sets.items() if nodes.text(found.manifest, "region") == region
        )

    @cached_property
    def concepts(self) -> dict[str, MappingType[str, str]] | None:
        """The shared concepts by name; None when their file could not be read."""
        node = read_tree(self.root / CONCEPTS_NAME, self.findings, CONCEPTS_NAME)
        if node is None or not fits(manifest_schema.CONCEPTS, node, self.findings, CONCEPTS_NAME):
            return None
        found = nodes.mapping(cast("Mapping", node), "begreber")
        fields = ("titel", "definition", "art", "under")
        return {
            name: {k: nodes.text(cast("Mapping", part), k) for k in fields}
            for name, (_, part) in found.items()
        }

    def find(self, id_: str, span: Span | None = None) -> SetFolder | None:
        """The set with this id, or None with a finding that names the known ones."""
        if id_ not in self.sets and not self.complete:
            return None
        if id_ not in self.sets:
            place = span or whole(SourceText(_named(self.root)))
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
        text = read_rules(folder, self.sets, self.findings, complete=self.complete)
        check_references(text, self.concepts, self.findings)
        self._check_silences(folder, text)
        return text

    def _check_silences(self, folder: SetFolder, text: m.RuleText) -> None:
        """Findings for concepts said to be lacking that do not exist, or that an entry of the set has."""
        known = self.concepts
        own = [entry.head for entry in text.entries.values() if entry.head.origin == folder.id]
        encoded = {head.concept: head.name for head in own if head.concept is not None}
        for key in SILENCES:
            for name, (place, _) in nodes.mapping(folder.manifest, key).items():
                if known is not None and name not in known:
                    hint = did_you_mean(name, known)
                    self.findings.add(f.UNKNOWN_CONCEPT, place.span, name=name, hint=hint)
                elif name in encoded:
                    self.findings.add(
                        f.SILENT_BUT_ENCODED, place.span, name=name, key=key, entry=encoded[name]
                    )


def has_sets(folder: Path) -> bool:
    """Whether a folder is or holds rule sets, as a library does."""
    patterns = (MANIFEST_NAME, f"*/{MANIFEST_NAME}", f"rules/*/{MANIFEST_NAME}")
    try:
        return any(True for pattern in patterns for _ in folder.glob(pattern))
    except (OSError, ValueError):
        return False


def _named(folder: Path) -> str:
    """A folder as a person can find it: the current one by its whole path."""
    return str(folder.resolve() if folder == Path() else folder)


def _set_folders(root: Path, findings: Findings) -> Iterator[Path]:
    """Folders with a manifest at most two levels down, not inside another library."""
    pending = [(root, 0)]
    while pending:
        folder, level = pending.pop(0)
        if level and is_file(folder / CONCEPTS_NAME):
            continue
        if level and is_file(folder / MANIFEST_NAME):
            yield folder
            continue
        known = (CONCEPTS_NAME,) if not level else ()
        check_without_manifest(folder, _shown(folder, root), known, findings)
        inside = folders_in(folder, findings)
        if level < MOST_LEVELS:
            pending += [(path, level + 1) for path in inside]
            continue
        for path in inside:
            if is_file(path / MANIFEST_NAME) and not is_file(path / CONCEPTS_NAME):
                place = whole(SourceText(f"{_shown(path, root)}/{MANIFEST_NAME}"))
                findings.add(f.SET_TOO_DEEP, place, limit=MOST_LEVELS)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
