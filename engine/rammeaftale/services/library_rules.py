"""Rules found in a library, or in a folder of one, and checked; refused with every finding when wrong."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.language.build import build_program
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.reading import is_file
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services.ruleset import RuleSet


@record
class Found:
    """Where rules were found: the library and, in it, the ids they are made of."""

    name: str
    library: Library
    ids: tuple[str, ...]
    is_timeline: bool = False


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
