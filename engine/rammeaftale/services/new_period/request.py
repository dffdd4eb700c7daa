"""What is asked for when a new period is begun: checked before anything is read or written."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from rammeaftale.core.danish import parse_date
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.library import CONCEPTS_NAME, MOST_LEVELS, Library
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.reading import is_file
from rammeaftale.rulefiles.shapes import ID
from rammeaftale.rulefiles.yamltree import Mapping

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_FORM = "skriv for eksempel 2023-01-01..2024-12-31"


class Refused(Exception):  # noqa: N818 - no fault of the program: what was asked for cannot be done
    """A new period that cannot be begun; the text says why, in Danish."""


@record
class Period:
    """From the first day to the last, both included; `ends` None: until further notice."""

    starts: date
    ends: date | None


@record
class Request:
    """A new set: its id, what it builds on, when, its library and folder, and the name of its new document."""

    id: str
    base: SetFolder
    period: Period
    root: Path
    folder: Path
    document: str


def read_period(text: str) -> Period:
    """A period written FRA..TIL, TIL left out when it has no end.

    Raises:
        Refused: It is not written so, or ends before it begins.
    """
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        raise Refused(f"«{text}» er ikke en periode; {_FORM}")
    starts, ends = parse_date(first), parse_date(last)
    wrong = first if starts is None else last if last and ends is None else None
    if wrong is not None or starts is None:
        raise Refused(f"«{wrong}» er ikke en dato; {_FORM}")
    if ends is not None and ends < starts:
        raise Refused(f"perioden slutter ({ends}) før den begynder ({starts})")
    return Period(starts, ends)


def check_request(
    id_: str, base: SetFolder, period: Period, target: Path | None, library: Library
) -> Request:
    """The whole request, held against the library.

    Raises:
        Refused: The id, the period or the folder cannot be used.
    """
    region = nodes.text(base.manifest, "region")
    _check_id(id_, region, library)
    _check_period(period, base, library)
    folder = target or base.path.parent / id_.split("/")[1].translate(_ASCII)
    _check_folder(folder, base, library)
    return Request(id_, base, period, library.root, folder, _document(id_, base, library))


def _check_id(id_: str, region: str, library: Library) -> None:
    if not ID.match(id_):
        raise Refused(
            f"«{id_}» kan ikke være et regelsæts id; skriv område/periode med små bogstaver, "
            f"for eksempel {region}/2023-2024"
        )
    if id_ in library.sets:
        raise Refused(f"regelsættet «{id_}» findes allerede i {library.sets[id_].shown}")
    prefix, _, name = id_.partition("/")
    if prefix != region:
        raise Refused(f"et regelsæt, der bygger på {region}, hører til samme region; skriv {region}/{name}")


def period_of(folder: SetFolder) -> Period:
    """When a set is in force."""
    block = nodes.mapping(folder.manifest, "periode")
    days = {key: parse_date(getattr(node, "text", "")) for key, (_, node) in block.items()}
    starts = days["fra"]
    assert starts is not None
    return Period(starts, days.get("til"))


def _check_period(period: Period, base: SetFolder, library: Library) -> None:
    if period.starts <= period_of(base).starts:
        raise Refused(
            f"perioden begynder ({period.starts}) ikke efter {base.id} ({period_of(base).starts}); "
            "et regelsæt bygger på et tidligere"
        )
    place = (nodes.text(base.manifest, "region"), nodes.text(base.manifest, "spor"))
    for other in sorted(library.sets.values(), key=lambda folder: folder.id):
        same = (nodes.text(other.manifest, "region"), nodes.text(other.manifest, "spor")) == place
        if same and _overlap(period, period_of(other)):
            raise Refused(_overlap_text(period, other))


def _overlap(one: Period, other: Period) -> bool:
    last = date.max
    return one.starts <= (other.ends or last) and other.starts <= (one.ends or last)


def _overlap_text(period: Period, other: SetFolder) -> str:
    theirs, track = period_of(other), nodes.text(other.manifest, "spor")
    if theirs.ends is None:
        return (
            f"{other.id} gælder indtil videre på sporet «{track}», så perioderne overlapper; "
            f"skriv først, hvornår det slutter («til:») i {other.shown}/{MANIFEST_NAME}"
        )
    return (
        f"perioden {period.starts}..{period.ends or ''} overlapper {other.id}, der gælder "
        f"{theirs.starts}..{theirs.ends} på sporet «{track}»"
    )


def _check_folder(folder: Path, base: SetFolder, library: Library) -> None:
    if folder.exists() or folder.is_symlink():
        raise Refused(f"«{folder}» findes allerede; intet er skrevet. Vælg en anden mappe med -o")
    if not folder.parent.is_dir():
        raise Refused(f"mappen «{folder.parent}» findes ikke")
    root, parent = library.root.resolve(), folder.parent.resolve()
    inside = parent.is_relative_to(root) and not folder.name.startswith(".")
    above = [parent, *parent.parents] if inside else []
    between = above[: above.index(root)] if inside else []
    if not inside or len(between) >= MOST_LEVELS or any(_is_taken(one) for one in between):
        raise Refused(
            f"et regelsæt i «{folder}» ville ikke blive fundet sammen med {base.id}, som det bygger på; "
            f"vælg en mappe i biblioteket, højst to niveauer nede, for eksempel {base.path.parent / folder.name}"
        )


def _is_taken(folder: Path) -> bool:
    return is_file(folder / CONCEPTS_NAME) or is_file(folder / MANIFEST_NAME)


def _document(id_: str, base: SetFolder, library: Library) -> str:
    """A name for the new agreement that none of the sets built on has."""
    stem = "aftale-" + re.sub(r"[^a-zæøå0-9]+", "-", id_.split("/")[1]).strip("-")
    taken = {name for one in chain_of(base, library) for name in nodes.mapping(one.manifest, "kilder")}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if name not in taken)


def chain_of(folder: SetFolder, library: Library) -> list[SetFolder]:
    """A set and those it builds on, the newest first."""
    found: list[SetFolder] = []
    pending: SetFolder | None = folder
    while pending is not None and pending not in found:
        found.append(pending)
        pending = library.sets.get(nodes.text(pending.manifest, "bygger_på"))
    return found


def base_of(name: str, library: Library) -> SetFolder:
    """The set to build on, by id or folder.

    Raises:
        Refused: There is no such set; a region is not one.
    """
    if name in library.sets:
        return library.sets[name]
    if Path(name).is_dir():
        wanted = Path(name).resolve()
        for folder in library.sets.values():
            if folder.path.resolve() == wanted:
                return folder
    if name in library.regions:
        ids = library.of_region(name)
        raise Refused(f"«{name}» er en region; nævn ét af dens regelsæt: {', '.join(ids)}")
    known = ", ".join(sorted(library.sets))
    hint = did_you_mean(name, library.sets)
    raise Refused(f"regelsættet «{name}» findes ikke; {hint or f'kendte regelsæt: {known}'}")


def blocks(manifest: Mapping, key: str) -> dict[str, str]:
    """The texts under a key of a manifest."""
    return {name: getattr(node, "text", "") for name, (_, node) in nodes.mapping(manifest, key).items()}
