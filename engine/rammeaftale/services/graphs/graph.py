"""Part of the graph of a rule set around one entry: what it builds on and who uses it, level by level.

Edges lead the way the data flow: from what is mentioned to what mentions it. A measure leads to what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.language.mentions import mentions
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import DIMENSION
from rammeaftale.services.ruleset import RuleSet

READABLE = 32
CHANGES = "ændrer"
Hows: TypeAlias = tuple[str, ...]
Links: TypeAlias = Mapping[str, Mapping[str, Hows]]


@record
class Edge:
    """From what is mentioned to what mentions it, and how: `[-2]`, `[dato]`, `oplyst`, `ændrer`; empty for as it is."""

    source: str
    target: str
    how: Hows


@dataclass(frozen=True)
class Graph:
    """The nodes shown, by level and name, and the edges between them.

    `root`: what was asked for, None for a whole set; `sources`, `users`: how many of a node's own are not shown;
    `left_out`: how many nodes belong to what was asked for and are not shown; `deeper`: the levels that would show more
    as (down, up), None where that direction is shown to its end.
    """

    program: Program
    root: str | None
    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    sources: Mapping[str, int] = field(default_factory=dict)
    users: Mapping[str, int] = field(default_factory=dict)
    left_out: int = 0
    deeper: tuple[int | None, int | None] = (None, None)


def links(program: Program) -> tuple[Links, Links]:
    """By owner what it mentions, and by mentioned who mentions it, each with how."""
    down: dict[str, dict[str, Hows]] = {name: {} for name in program.text.entries}
    for owner, found in mentions(program).items():
        down[owner].update(found)
    for name, quantity in program.quantities.items():
        for override in quantity.overrides:
            down[name][override.measure] = (CHANGES,)
            down[override.measure].pop(name, None)  # the value before is part of changing it
    up: dict[str, dict[str, Hows]] = {name: {} for name in program.text.entries}
    for owner in sorted(down):
        for name, how in down[owner].items():
            up.setdefault(name, {})[owner] = how
    return down, up


def programs_from(rules: RuleSet, year: int | None) -> list[Program]:
    """The sets of a timeline, those in force in the year first, the latest before the others."""
    newest = sorted(rules.programs, key=lambda p: (p.manifest.starts, p.id), reverse=True)
    in_force = [] if year is None else list(rules.in_force(year))
    return sorted(newest, key=lambda program: program not in in_force)


def find_root(rules: RuleSet, name: str, year: int | None = None) -> tuple[Program, str]:
    """The first program that has an entry of this name, and the entry's key. Raises `RammeaftaleError`."""
    bare = name.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0].strip()
    for program in programs_from(rules, year):
        for key in (bare, m.entry_key("kataloger", bare)):
            if key in program.text.entries:
                return program, key
    if any(bare in program.manifest.dimensions for program in rules.programs):
        findings = Findings()
        findings.add(f.NOT_A_QUANTITY, whole(SourceText("<navn>")), name=bare, kind=DIMENSION)
        findings.raise_errors()
    from rammeaftale.services.describing.description import find

    find(rules, bare)
    raise AssertionError("an unknown name is refused")


def usual_levels(
    program: Program, root: str, down: int | None, up: int | None
) -> tuple[int | None, int | None]:
    """The levels where none are asked for: all it builds on and its own users; for a source all that comes of it."""
    sources = links(program)[0][root]
    return down, 1 if up is None and sources else up


def around(program: Program, root: str, levels: tuple[int | None, int | None], most: int | None) -> Graph:
    """The graph around an entry.

    `levels`: how many down (what it builds on) and up (who uses it), None for no limit of its own; `most`: how many
    nodes at the most (None: all).
    """
    down, up = links(program)
    layers = _layers(root, down, levels[0]), _layers(root, up, levels[1])
    wanted = {root, *(name for layer in (*layers[0], *layers[1]) for name in layer)}
    shown, taken = _fitting(root, layers, most)
    nodes = tuple(shown)
    deeper = tuple(n + 1 if n < len(found) else None for n, found in zip(taken, layers, strict=True))
    return Graph(
        program=program,
        root=root,
        nodes=nodes,
        edges=_edges(nodes, down),
        sources={name: len(set(down[name]) - shown.keys()) for name in nodes},
        users={name: len(set(up[name]) - shown.keys()) for name in nodes},
        left_out=len(wanted - shown.keys()),
        deeper=(deeper[0], deeper[1]),
    )


def _layers(root: str, near: Links, levels: int | None) -> list[list[str]]:
    """The names one, two … steps away, in the order they are mentioned."""
    found: list[list[str]] = []
    seen, layer = {root}, [root]
    while layer and (levels is None or len(found) < levels):
        after = dict.fromkeys(name for owner in layer for name in near.get(owner, ()) if name not in seen)
        seen |= after.keys()
        layer = list(after)
        if layer:
            found.append(layer)
    return found


def _fitting(
    root: str, layers: tuple[list[list[str]], list[list[str]]], most: int | None
) -> tuple[dict[str, None], tuple[int, int]]:
    """The nodes of as many whole levels as there is room for, what it builds on first; and how many each way.

    Of a first level too large for the room, as many as fit.
    """
    shown, taken = {root: None}, [0, 0]
    for way, number in _turns(layers):
        layer = [name for name in layers[way][number] if name not in shown]
        room = len(layer) if most is None else most - len(shown)
        if taken[way] < number:
            continue
        if len(layer) <= room:
            shown |= dict.fromkeys(layer)
            taken[way] = number + 1
        elif not way and not number:
            shown |= dict.fromkeys(layer[: max(room, 0)])
    return shown, (taken[0], taken[1])


def _turns(layers: tuple[list[list[str]], list[list[str]]]) -> Iterable[tuple[int, int]]:
    """The levels in the order they are tried: the first down, the first up, then further down and further up."""
    count = max(len(layers[0]), len(layers[1]))
    return [(way, number) for number in range(count) for way in (0, 1) if number < len(layers[way])]


def _edges(nodes: Iterable[str], down: Links) -> tuple[Edge, ...]:
    shown = list(nodes)
    inside = set(shown)
    return tuple(
        Edge(name, owner, how) for owner in shown for name, how in down[owner].items() if name in inside
    )
