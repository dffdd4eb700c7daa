"""Rule sets ready to calculate: found in a library, checked, and refused with every finding when wrong."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import cast

import rammeaftale
from rammeaftale.backends.definitions import Compiled, Timeline
from rammeaftale.core.collecting import without_collecting
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.language.build import build_program
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.library import CONCEPTS_NAME, MOST_LEVELS, Library, has_sets
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.reading import is_file
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services.archive_kind import is_archive

PACKAGE = Path(rammeaftale.__file__).parent


def shipped_library() -> Path:
    """The rules that came with the program: inside the wheel, or the root of the checkout."""
    inside = PACKAGE / "_bibliotek"
    return inside if inside.is_dir() else PACKAGE.parents[1]


def default_library() -> Path:
    """The current folder if it is a library root, else the shipped rules."""
    here = Path()
    return here if is_file(here / CONCEPTS_NAME) else shipped_library()


def library_to_check() -> Path:
    """The library that the current folder is or is in, or that it is but for its concepts; else the shipped rules."""
    here = Path()
    for folder in (here, *Path.cwd().parents[:MOST_LEVELS]):
        if is_file(folder / CONCEPTS_NAME):
            return folder
    return here if has_sets(here) else shipped_library()


class RuleSet:
    """One or, on a region's timeline (each year uses the sets in force), several checked programs."""

    def __init__(self, id_: str, programs: Iterable[Program], *, is_timeline: bool = False) -> None:
        self.id = id_
        self.is_timeline = is_timeline
        self.programs = tuple(programs)
        compiled = [Compiled(program) for program in self.programs]
        self.definitions: Compiled | Timeline = Timeline(compiled) if is_timeline else compiled[0]

    def quantity(self, name: str) -> Quantity | None:
        """The (latest) definition of a name, or None."""
        return next((p.quantities[name] for p in reversed(self.programs) if name in p.quantities), None)

    def program_of(self, name: str) -> Program:
        """The (latest) program that has a quantity, duty, check or measure of this name."""
        return next(p for p in reversed(self.programs) if name in p.text.entries)

    def in_force(self, year: int | None) -> Iterable[Program]:
        """The programs in force in a year; without a timeline the one there is."""
        if year is None or not isinstance(self.definitions, Timeline):
            return self.programs
        return [compiled.program for compiled in self.definitions.in_force(year)]

    @cached_property
    def names(self) -> list[str]:
        """Every quantity's name by section of its source, then by name: whatever the order in files."""
        every = {name: p.quantities[name].head for p in self.programs for name in p.quantities}
        return sorted(every, key=lambda name: every[name].order)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the set, or those of all sets on the timeline."""
        return "+".join(program.fingerprint for program in self.programs)


@record
class Found:
    """Where rules were found: the library and, in it, the ids they are made of."""

    name: str
    library: Library
    ids: tuple[str, ...]
    is_timeline: bool = False


@without_collecting()
def load_rules(name: str, root: Path, findings: Findings) -> RuleSet | None:
    """The rules called `name` (an id or region, else a folder, or an audit bundle), or None with findings."""
    if is_archive(Path(name)):
        from rammeaftale.services.bundle_loading import load_bundle

        return load_bundle(Path(name), findings)
    found = find_rules(name, root, findings)
    return load_found(found, findings) if found is not None else None


def find_rules(name: str, root: Path, findings: Findings) -> Found | None:
    """Where the rules called `name` are, an id or a region of the library, else a folder; or None with findings."""
    folder = Path(name)
    if is_file(folder / MANIFEST_NAME) and not _is_named_in(name, root):
        return _find_folder(folder, findings)
    library = Library(root, findings)
    return None if findings.has_errors and not library.sets else find_in(library, name)


def find_in(library: Library, name: str) -> Found:
    """The rules of an id or a region in a library; whether it has them shows when they are read."""
    if name in library.regions:
        return Found(name, library, tuple(library.of_region(name)), is_timeline=True)
    return Found(name, library, (name,))


def _is_named_in(name: str, root: Path) -> bool:
    """Whether a library has a set or a region of this name; `nordjylland/2013` is both an id and a folder of ours."""
    library = Library(root, Findings())
    return name in library.sets or name in library.regions


def _find_folder(folder: Path, findings: Findings) -> Found | None:
    for root in (folder.parent, folder.parent.parent):
        if is_file(root / CONCEPTS_NAME):
            library = Library(root, findings)
            ids = [s.id for s in library.sets.values() if s.path.resolve() == folder.resolve()]
            return Found(ids[0], library, tuple(ids)) if ids else None
    findings.add(f.NO_LIBRARY, whole(SourceText(str(folder))), path=folder)
    return None


def load_found(found: Found, findings: Findings) -> RuleSet | None:
    """The rules that were found, checked, or None with findings."""
    texts = [found.library.read(id_) for id_ in found.ids]
    programs = [build_program(text, findings) for text in texts if text is not None]
    if len(programs) == len(found.ids) > 0:
        check_overlap([program.manifest for program in programs], findings)
    usable = programs and not findings.has_errors
    return RuleSet(found.name, programs, is_timeline=found.is_timeline) if usable else None


def check_overlap(manifests: list[Manifest], findings: Findings) -> None:
    """A finding for each two sets of a region that are in force at once on one track."""
    by_track: dict[tuple[str, str], list[Manifest]] = {}
    for manifest in manifests:
        by_track.setdefault((manifest.region, manifest.track), []).append(manifest)
    for track in by_track.values():
        ordered = sorted(track, key=lambda m: (m.starts, m.id))
        for earlier, later in pairwise(ordered):
            if earlier.ends is None or earlier.ends >= later.starts:
                findings.add(f.OVERLAP, later.span, first=earlier.id, second=later.id, track=later.track)


def check_same_ids(roots: Iterable[Path], findings: Findings) -> None:
    """A finding for each set that two of the libraries have, so that neither wins in silence."""
    first: dict[str, str] = {}
    for root in {path.resolve(): path for path in roots}.values():
        for id_, folder in Library(root, Findings()).sets.items():
            if id_ in first:
                place = cast("Scalar", folder.manifest.get("id")).span
                findings.add(f.SAME_ID, place, name=id_, paths=f"{first[id_]}, {folder.path}")
            first.setdefault(id_, str(folder.path))
