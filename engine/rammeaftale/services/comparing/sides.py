"""The rule sets of a comparison, each with the shared concepts of its library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import COMMAND_LINE, SourceText, Span, whole
from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes as e
from rammeaftale.rulefiles.library import CONCEPTS_NAME, SILENCES, Library
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.reading import is_file
from rammeaftale.rulefiles.schema import OMISSIONS
from rammeaftale.rulefiles.yamltree import Mapping as Tree
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services import findings as f
from rammeaftale.services.bundles.kind import is_archive
from rammeaftale.services.library_rules import find_in, load_found
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet

SILENT, NO_SOURCE, OMITTED = "tier", "kilde_mangler", "udeladt"
NAMED_IN_MANIFEST = {"aktører": "aktør", "dimensioner": "dimension"}


@record
class Titled:
    """An actor or dimension that a manifest ties to a concept."""

    kind: str
    name: str
    title: str
    concept: str
    span: Span


@record
class Silence:
    """What a set says of a concept it has no rule of: silent (`tier`), source lacking (`kilde_mangler`), left out."""

    state: str
    note: str
    origin: str


@dataclass(frozen=True)
class Side:
    """One rule set of a comparison.

    `titled`: the actors and dimensions with a concept; `silences` by concept; both with what the set inherits;
    `bases`: the sets it builds on, the nearest first; `examples`: the
    files of its own and then of theirs.
    """

    rules: RuleSet
    concepts: Mapping[str, Mapping[str, str]]
    titled: tuple[Titled, ...]
    silences: Mapping[str, Silence]
    bases: tuple[str, ...] = ()
    examples: tuple[Path, ...] = ()

    @property
    def id(self) -> str:
        """The set's id."""
        return self.rules.id

    @property
    def program(self) -> Program:
        """The set's program."""
        return self.rules.programs[0]


def load_sides(names: Iterable[str], roots: Iterable[Path], findings: Findings) -> list[Side]:
    """The sets of some names, each once in the order asked for; a region stands for its sets by period."""
    libraries = [Library(root, findings) for root in roots]
    sides: dict[str, Side] = {}
    for name in names:
        found = (
            _in_bundle(Path(name), findings)
            if is_archive(Path(name))
            else _in_library(name, libraries, findings)
        )
        for side in found:
            other = sides.setdefault(side.id, side)
            if other.rules.fingerprint != side.rules.fingerprint:
                findings.add(f.TWO_EDITIONS, whole(SourceText(COMMAND_LINE)), name=side.id)
    return list(sides.values())


def _in_library(name: str, libraries: list[Library], findings: Findings) -> Iterator[Side]:
    for id_, library in _meant(name, libraries, findings):
        yield from _side(id_, library)


def _in_bundle(path: Path, findings: Findings) -> Iterator[Side]:
    """The sets of an audit bundle, read while they are unpacked."""
    from rammeaftale.services.bundles.bundle import read_bundle
    from rammeaftale.services.bundles.loading import found_in

    bundle = read_bundle(path, findings)
    if bundle is None:
        return
    with found_in(bundle, findings) as found:
        if found is not None:
            for id_ in _by_start(found.library, found.ids):
                yield from _side(id_, found.library)


def _side(id_: str, library: Library) -> Iterator[Side]:
    rules = load_found(find_in(library, id_), library.findings)
    if rules is not None:
        manifests = list(_manifests(id_, library))
        silences = _silences(manifests, rules.programs[0].text)
        bases = tuple(base for base, _ in manifests[1:])
        examples = tuple(path for one, _ in manifests for path in library.sets[one].examples())
        yield Side(rules, library.concepts or {}, tuple(_titled(manifests)), silences, bases, examples)


def _meant(name: str, libraries: list[Library], findings: Findings) -> list[tuple[str, Library]]:
    for library in libraries:
        if name in library.sets:
            return [(name, library)]
        if name in library.regions:
            return [(id_, library) for id_ in _by_start(library, library.of_region(name))]
    folder = Path(name)
    if is_file(folder / MANIFEST_NAME):
        return _of_folder(folder, findings)
    libraries[0].find(name)
    return []


def _by_start(library: Library, ids: Iterable[str]) -> list[str]:
    """Sets in the order their periods begin."""
    period = {id_: cast("Tree", library.sets[id_].manifest.get("periode")) for id_ in ids}
    return sorted(ids, key=lambda id_: e.text(period[id_], "fra"))


def _of_folder(folder: Path, findings: Findings) -> list[tuple[str, Library]]:
    for root in (folder.parent, folder.parent.parent):
        if is_file(root / CONCEPTS_NAME):
            library = Library(root, findings)
            return [(s.id, library) for s in library.sets.values() if s.path.resolve() == folder.resolve()]
    load_rules(str(folder), folder, findings)
    return []


def _manifests(id_: str, library: Library) -> Iterator[tuple[str, Tree]]:
    """The manifests of a set and of those it builds on, the nearest first."""
    seen: set[str] = set()
    while id_ in library.sets and id_ not in seen:
        seen.add(id_)
        manifest = library.sets[id_].manifest
        yield id_, manifest
        id_ = e.text(manifest, "bygger_på")


def _titled(manifests: Iterable[tuple[str, Tree]]) -> list[Titled]:
    found: dict[tuple[str, str], Titled] = {}
    for _, manifest in manifests:
        for key, kind in NAMED_IN_MANIFEST.items():
            for name, (place, part) in e.mapping(manifest, key).items():
                title, concept = (e.text(cast("Tree", part), word) for word in ("titel", "begreb"))
                if concept:
                    found.setdefault((kind, name), Titled(kind, name, title, concept, place.span))
    return list(found.values())


def _silences(manifests: Iterable[tuple[str, Tree]], text: m.RuleText) -> dict[str, Silence]:
    """By concept, the nearest set first; in each what its manifest says before what it leaves out."""
    omissions = (*text.omissions, *text.inherited_omissions)
    found: dict[str, Silence] = {}
    for id_, manifest in manifests:
        for key in SILENCES:
            for concept, (_, note) in e.mapping(manifest, key).items():
                found.setdefault(concept, Silence(key, cast("Scalar", note).text, id_))
        for one in omissions:
            if one.origin == id_:
                for node in one.concepts:
                    found.setdefault(node.text, left_out(one, one.clauses))
    return found


def left_out(omission: m.Omission, clauses: Iterable[Scalar]) -> Silence:
    """What an omission says of some of its clauses."""
    state = NO_SOURCE if omission.reason == NO_SOURCE else OMITTED
    named = ", ".join(node.text for node in clauses)
    note = f"{named}: {OMISSIONS.get(omission.reason, omission.reason)}. {omission.note}".strip()
    return Silence(state, note, omission.origin)
