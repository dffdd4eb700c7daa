"""One case for several rule sets: each is given what it knows of it; a name none of them knows is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import nodes as e
from rammeaftale.rulefiles.yamltree import Mapping as Tree
from rammeaftale.rulefiles.yamltree import Node, Scalar, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.cases.case import Case, build_case
from rammeaftale.services.comparing.sides import Side
from rammeaftale.services.ruleset import RuleSet

FACTS = "oplysninger"
Names: TypeAlias = Callable[[RuleSet], Iterable[str]]
SECTIONS: Mapping[str, tuple[str, Names]] = {
    "hvad_hvis": ("parameteren", lambda rules: rules.names),
    "fortolkninger": ("fortolkningen", lambda rules: (n for p in rules.programs for n in p.readings)),
    "pligter": ("pligten", lambda rules: (n for p in rules.programs for n in p.duties)),
    "procedurer": ("proceduren", lambda rules: (n for p in rules.programs for n in p.procedures)),
    "mål": ("målet", lambda rules: (n for p in rules.programs for n in p.goals)),
}
MEASURES = "tiltag"
MOST_LEFT_OUT = 50


@dataclass(frozen=True)
class SharedCase:
    """The case as one set reads it. `unknown`: names the set does not have; `refused`: (name, why) it cannot take."""

    side: Side
    case: Case
    unknown: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def read_shared(node: Tree, sides: Iterable[Side], findings: Findings) -> list[SharedCase]:
    """The case tree as each of the sets reads it; findings for what none of them can take."""
    sides = list(sides)
    known = [_Known(side.rules) for side in sides]
    _refuse_strangers(node, known, findings)
    if findings.has_errors:
        return []
    found = [_read(node, side, one) for side, one in zip(sides, known, strict=True)]
    refusals = _refused_by_all(node, known, found)
    findings.items += refusals
    return [] if refusals else [read for read, _ in found]


def _refused_by_all(
    node: Tree, known: list[_Known], found: list[tuple[SharedCase, list[Diagnostic]]]
) -> list[Diagnostic]:
    """Why a name is refused that no set can take."""
    pairs = zip(known, found, strict=True)
    taken = {name for one, (read, _) in pairs for name in _leaves(node, one) - dict(read.refused).keys()}
    return [
        fault
        for read, faults in found
        for (name, _), fault in zip(read.refused, faults, strict=True)
        if name not in taken
    ]


class _Known:
    """The names a set knows in each section of a case."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.dimensions = {name for p in rules.programs for name in p.manifest.dimensions}
        self.facts = {*rules.names, *self.dimensions}
        self.named = {section: set(names(rules)) for section, (_, names) in SECTIONS.items()}
        self.measures = {name for p in rules.programs for name in p.measures}


def _refuse_strangers(node: Tree, known: list[_Known], findings: Findings) -> None:
    """A finding for every name of the case that no set knows."""
    ids = ", ".join(one.rules.id for one in known)
    every = {name for one in known for name in one.facts}
    for key in _fact_keys(node, {name for one in known for name in one.dimensions}):
        if key.text not in every:
            hint = did_you_mean(key.text, every)
            findings.add(f.UNKNOWN_TO_ALL, key.span, kind="", name=key.text, rules=ids, hint=hint)
    for section, (kind, _) in SECTIONS.items():
        names = {name for one in known for name in one.named[section]}
        keys = [key for key, _ in e.mapping(node, section).values()]
        _refuse_keys(keys, names, kind, ids, findings)
    measures = {name for one in known for name in one.measures}
    _refuse_keys(list(e.as_scalars(node.get(MEASURES))), measures, "tiltaget", ids, findings)


def _refuse_keys(keys: list[Scalar], names: set[str], kind: str, ids: str, findings: Findings) -> None:
    for key in keys:
        if key.text not in names:
            hint = did_you_mean(key.text, names)
            findings.add(f.UNKNOWN_TO_ALL, key.span, kind=f"{kind} ", name=key.text, rules=ids, hint=hint)


def _fact_keys(node: Tree, dimensions: set[str]) -> list[Scalar]:
    """The names under `oplysninger`, also those under the members of dimensions."""
    found: list[Scalar] = []
    pending = [part for _, part in e.mapping(node, FACTS).values()]
    found += [key for key, _ in e.mapping(node, FACTS).values()]
    keys = [key.text for key in found]
    todo = list(zip(keys, pending, strict=True))
    while todo:
        name, part = todo.pop()
        if name in dimensions and isinstance(part, Tree):
            for _, member in part.entries.values():
                if isinstance(member, Tree):
                    found += [key for key, _ in member.entries.values()]
                    todo += [(key.text, below) for key, below in member.entries.values()]
    return found


def _leaves(node: Tree, known: _Known) -> set[str]:
    """Every name of the case a set knows."""
    found = {key.text for key in _fact_keys(node, known.dimensions) if key.text in known.facts}
    for section, names in known.named.items():
        found |= {name for name in e.mapping(node, section) if name in names}
    return found | {s.text for s in e.as_scalars(node.get(MEASURES)) if s.text in known.measures}


def _read(node: Tree, side: Side, known: _Known) -> tuple[SharedCase, list[Diagnostic]]:
    """The case as the set reads it: first without the names it has not, then without what it refuses."""
    own = _own_names(node, known)
    refused: list[tuple[str, str]] = []
    faults: list[Diagnostic] = []
    for _ in range(MOST_LEFT_OUT):
        findings = Findings()
        case = build_case(own, side.rules, findings)
        if case is not None:
            unknown = sorted(_all_names(node) - _leaves(node, known))
            return SharedCase(side, case, tuple(unknown), tuple(refused)), faults
        fault = next(d for d in findings.sorted() if d.is_error)
        lighter, name = _lightened(own, fault.span, known.dimensions)
        if lighter is None:
            findings.raise_errors()
        own = cast("Tree", lighter)
        refused.append((name, fault.message))
        faults.append(fault)
    findings.raise_errors()
    raise AssertionError("a case that cannot be read has findings")


def _all_names(node: Tree) -> set[str]:
    found = set(e.mapping(node, FACTS)) | {name for section in SECTIONS for name in e.mapping(node, section)}
    return found | {s.text for s in e.as_scalars(node.get(MEASURES))}


def _own_names(node: Tree, known: _Known) -> Tree:
    """The case without the names a set has not, said to be about that set."""
    entries = dict(node.entries)
    key, named = entries["regelsæt"]
    entries["regelsæt"] = (key, replace_text(cast("Scalar", named), known.rules.id))
    if FACTS in entries:
        entries[FACTS] = (entries[FACTS][0], _own_facts(cast("Tree", entries[FACTS][1]), known))
    for section, names in known.named.items():
        if section in entries:
            part = cast("Tree", entries[section][1])
            kept = {name: pair for name, pair in part.entries.items() if name in names}
            entries[section] = (entries[section][0], part._replace(entries=kept))
    if MEASURES in entries:
        word, listed = entries[MEASURES]
        chosen = tuple(s for s in e.as_scalars(listed) if s.text in known.measures)
        entries[MEASURES] = (word, Sequence(chosen, listed.span))
    return node._replace(entries=entries)


def replace_text(node: Scalar, text: str) -> Scalar:
    """A scalar that says something else in the same place."""
    return Scalar(text, node.span)


def _own_facts(part: Tree, known: _Known) -> Tree:
    kept: dict[str, tuple[Scalar, Node]] = {}
    for name, (key, inside) in part.entries.items():
        if name not in known.facts:
            continue
        if name in known.dimensions and isinstance(inside, Tree):
            members = {
                member: (member_key, _own_facts(below, known) if isinstance(below, Tree) else below)
                for member, (member_key, below) in inside.entries.items()
            }
            kept[name] = (key, inside._replace(entries=members))
        else:
            kept[name] = (key, inside)
    return part._replace(entries=kept)


def _lightened(node: Tree, at: Span, dimensions: set[str]) -> tuple[Tree | None, str]:
    """The case without the named thing that stands at a place, and its name; None when there is none there."""
    for section in (FACTS, *SECTIONS, MEASURES):
        if section not in node.entries:
            continue
        key, part = node.entries[section]
        lighter, name = _without(part, at, dimensions if section == FACTS else set())
        if lighter is not None:
            return node._replace(entries={**node.entries, section: (key, lighter)}), name
    return None, ""


def _without(node: Node, at: Span, dimensions: set[str]) -> tuple[Node | None, str]:
    """A block or list without the name at a place, and that name; under a dimension only what stands in its members."""
    if isinstance(node, Sequence):
        kept = tuple(item for item in node.items if not _holds(item, at))
        gone = [item.text for item in node.items if isinstance(item, Scalar) and _holds(item, at)]
        return (Sequence(kept, node.span), gone[0]) if gone else (None, "")
    if not isinstance(node, Tree):
        return None, ""
    for name, (key, part) in node.entries.items():
        if name in dimensions and _holds(part, at):
            lighter, inner = _without_inside(part, at, dimensions)
            if lighter is not None:
                return node._replace(entries={**node.entries, name: (key, lighter)}), inner
        if _same(key.span, at) or _holds(part, at):
            return node._replace(entries={n: pair for n, pair in node.entries.items() if n != name}), name
    return None, ""


def _without_inside(members: Node, at: Span, dimensions: set[str]) -> tuple[Node | None, str]:
    """The members of a dimension without the quantity at a place, and its name."""
    for name, (key, member) in members.entries.items() if isinstance(members, Tree) else ():
        if isinstance(members, Tree) and isinstance(member, Tree) and _holds(member, at):
            lighter, inner = _without(member, at, dimensions)
            if lighter is not None:
                return members._replace(entries={**members.entries, name: (key, lighter)}), inner
    return None, ""


def _holds(node: Node, at: Span) -> bool:
    """Whether a place is that of a node or of a part of it."""
    if _same(node.span, at):
        return True
    if isinstance(node, Tree):
        return any(_same(key.span, at) or _holds(part, at) for key, part in node.entries.values())
    return isinstance(node, Sequence) and any(_holds(item, at) for item in node.items)


def _same(first: Span, second: Span) -> bool:
    return (first.line, first.column, first.source.path) == (second.line, second.column, second.source.path)
