"""Rule sets ready to calculate: found in a library, checked, and refused with every finding when wrong."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import rammeaftale
from rammeaftale.backends.definitions import Compiled, Timeline
from rammeaftale.core.collecting import without_collecting
from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.language.build import build_program
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.model import Manifest
from rammeaftale.rulefiles.reading import is_file, is_there

PACKAGE = Path(rammeaftale.__file__).parent


def shipped_library() -> Path:
    """The rules that came with the program: inside the wheel, or the root of the checkout."""
    inside = PACKAGE / "_bibliotek"
    return inside if inside.is_dir() else PACKAGE.parents[1]


def default_library() -> Path:
    """The current folder if it is a library root, else the shipped rules."""
    here = Path()
    return here if (here / CONCEPTS_NAME).is_file() else shipped_library()


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


@without_collecting()
def load_rules(name: str, root: Path, findings: Findings) -> RuleSet | None:
    """The rules called `name` (an id, a region or a folder), or None with findings."""
    folder = Path(name)
    if is_file(folder / MANIFEST_NAME):
        return _load_folder(folder, findings)
    library = Library(root, findings)
    if findings.has_errors and not library.sets:
        return None
    if name in library.regions:
        return _load_ids(name, library.of_region(name), library, findings, is_timeline=True)
    return _load_ids(name, [name], library, findings)


def _load_folder(folder: Path, findings: Findings) -> RuleSet | None:
    for root in (folder.parent, folder.parent.parent):
        if is_file(root / CONCEPTS_NAME):
            library = Library(root, findings)
            found = [s.id for s in library.sets.values() if s.path.resolve() == folder.resolve()]
            return _load_ids(found[0], found, library, findings) if found else None
    findings.add(f.NO_LIBRARY, whole(SourceText(str(folder))), path=folder)
    return None


def _load_ids(
    name: str, ids: list[str], library: Library, findings: Findings, *, is_timeline: bool = False
) -> RuleSet | None:
    texts = [library.read(id_) for id_ in ids]
    programs = [build_program(text, findings) for text in texts if text is not None]
    if len(programs) == len(ids) > 0:
        _check_overlap([program.manifest for program in programs], findings)
    usable = programs and not findings.has_errors
    return RuleSet(name, programs, is_timeline=is_timeline) if usable else None


def _check_overlap(manifests: list[Manifest], findings: Findings) -> None:
    by_track: dict[tuple[str, str], list[Manifest]] = {}
    for manifest in manifests:
        by_track.setdefault((manifest.region, manifest.track), []).append(manifest)
    for track in by_track.values():
        ordered = sorted(track, key=lambda m: (m.starts, m.id))
        for earlier, later in pairwise(ordered):
            if earlier.ends is None or earlier.ends >= later.starts:
                findings.add(f.OVERLAP, later.span, first=earlier.id, second=later.id, track=later.track)


@without_collecting()
def check_paths(paths: Iterable[Path]) -> list[Diagnostic]:
    """Every finding about the libraries, rule set folders and files named (files by way of their set)."""
    findings = Findings()
    for path in paths:
        _check_path(path, findings)
    return findings.sorted()


def _check_path(path: Path, findings: Findings) -> None:
    if not is_there(path):
        findings.add(f.NOT_FOUND, whole(SourceText(str(path))), path=path)
        return
    folder = path if path.is_dir() else path.parent
    for root in (folder, folder.parent, folder.parent.parent):
        if is_file(root / CONCEPTS_NAME):
            library = Library(root, findings)
            inside = [s for s in library.sets.values() if s.path.resolve().is_relative_to(folder.resolve())]
            texts = [text for found in inside if (text := library.read(found.id))]
            for text in texts:
                build_program(text, findings)
            _check_overlap([text.manifest for text in texts], findings)
            return
    findings.add(f.NO_LIBRARY, whole(SourceText(str(path))), path=path)
