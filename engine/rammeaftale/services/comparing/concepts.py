"""The shared concepts in the order a comparison shows them: by art, each broader concept before those under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rammeaftale.core.records import record
from rammeaftale.services.comparing.sides import Side

NO_ART = "andet"


@record
class Concept:
    """A shared concept; `depth`: how many broader ones stand above it; `group`: the art of the broadest."""

    name: str
    title: str
    definition: str
    art: str
    under: str
    depth: int
    group: str


def arrange(concepts: Mapping[str, Mapping[str, str]]) -> list[Concept]:
    """Every concept once: arts in the order they first appear, in each its concepts as trees in file order."""
    below: dict[str, list[str]] = {}
    for name, told in concepts.items():
        under = told.get("under", "")
        below.setdefault(under if under in concepts else "", []).append(name)
    ordered = [one for root in below.get("", ()) for one in _tree(root, concepts, below, 0, set())]
    seen = {one.name for one in ordered}
    ordered += [_concept(name, concepts, 0, "") for name in concepts if name not in seen]
    groups = list(dict.fromkeys(one.group for one in ordered))
    return sorted(ordered, key=lambda one: groups.index(one.group))


def _tree(
    name: str,
    concepts: Mapping[str, Mapping[str, str]],
    below: Mapping[str, list[str]],
    depth: int,
    seen: set[str],
) -> Iterator[Concept]:
    pending = [(name, depth)]
    group = concepts[name].get("art") or NO_ART
    while pending:
        one, level = pending.pop()
        if one not in seen:
            seen.add(one)
            yield _concept(one, concepts, level, group)
            pending += [(child, level + 1) for child in reversed(below.get(one, ()))]


def _concept(name: str, concepts: Mapping[str, Mapping[str, str]], depth: int, group: str) -> Concept:
    told = concepts[name]
    art = told.get("art") or NO_ART
    parts = (told.get("titel") or name, told.get("definition") or "", art, told.get("under") or "")
    return Concept(name, *parts, depth, group or art)


def merged(sides: Iterable[Side]) -> dict[str, Mapping[str, str]]:
    """The concepts of every library taking part; where two have one of a name, the first."""
    found: dict[str, Mapping[str, str]] = {}
    for side in sides:
        for name, told in side.concepts.items():
            found.setdefault(name, told)
    return found


def broader(name: str, concepts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The concepts above one, the nearest first."""
    seen = {name}
    under = concepts.get(name, {}).get("under", "")
    while under in concepts and under not in seen:
        seen.add(under)
        yield under
        under = concepts[under].get("under", "")


def narrowed(name: str, concepts: Mapping[str, Mapping[str, str]]) -> set[str]:
    """A concept and every one below it."""
    return {one for one in concepts if one == name or name in broader(one, concepts)}
