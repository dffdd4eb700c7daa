"""The ways to calculate: a formula, variants, a table, a scale, a deadline, or one of these by a reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.deadlines import deadline, one_reading
from rammeaftale.rulefiles.nodes import as_scalars, mapping, scalar, scalars, text
from rammeaftale.rulefiles.shapes import exactly_one
from rammeaftale.rulefiles.way_schema import WAYS
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence


def branch_of(node: Node, findings: Findings) -> w.Branch | None:
    """A branch: a formula as text, or a block with one way to calculate."""
    return node if isinstance(node, Scalar) else way(cast("Mapping", node), findings)


def way(node: Mapping, findings: Findings) -> w.Branch | None:
    """The one of `formel`, `varianter`, `tabel`, `skala`, `efter_fortolkning` that the block has."""
    for key in WAYS:
        found = node.get(key)
        if found is not None:
            return _WAYS[key](found, findings)
    return None


def _formula(node: Node, findings: Findings) -> w.Branch | None:
    return cast("Scalar", node)


def _variants(node: Node, findings: Findings) -> w.Branch | None:
    items = cast("tuple[Mapping, ...]", cast("Sequence", node).items)
    arms: list[w.Variant] = []
    for position, item in enumerate(items):
        last = position == len(items) - 1
        if item.blank:
            return None
        if ("ellers" in item.entries) != last or ("når" in item.entries) == last:
            findings.add(f.WITHOUT_ELSE, item.span)
            return None
        if last and len(item.entries) > 1:
            exactly_one(("ellers", *WAYS), item, findings, "varianten")
            return None
        if last:
            otherwise = branch_of(cast("Node", item.get("ellers")), findings)
            return w.Variants(tuple(arms), otherwise, node.span) if otherwise else None
        if sum(key in item.entries for key in WAYS) != 1:
            exactly_one(WAYS, item, findings, "varianten")
            return None
        then = way(item, findings)
        if then is None:
            return None
        arms.append(w.Variant(cast("Scalar", item.get("når")), then))
    findings.add(f.WITHOUT_ELSE, node.span)
    return None


def _table(node: Node, findings: Findings) -> w.Branch | None:
    block = cast("Mapping", node)
    rows: list[w.Row] = []
    for item in cast("tuple[Mapping, ...]", cast("Sequence", block.get("rækker")).items):
        gives = branch_of(cast("Node", item.get("giver")), findings)
        if gives is None:
            return None
        cells = {name: as_scalars(cell) for name, (_, cell) in mapping(item, "når").items()}
        keys = tuple(key for key, _ in mapping(item, "når").values())
        rows.append(w.Row(cells, gives, item.span, keys))
    return w.Table(scalars(block, "efter"), tuple(rows), block.span)


def _scale(node: Node, findings: Findings) -> w.Branch | None:
    block = cast("Mapping", node)
    intervals = []
    for item in cast("tuple[Mapping, ...]", cast("Sequence", block.get("intervaller")).items):
        bound = scalar(item, "fra") or scalar(item, "over")
        rate = cast("Scalar", scalar(item, "sats"))
        intervals.append(w.Interval(cast("Scalar", bound), "fra" in item.entries, rate))
    base = cast("Scalar", scalar(block, "af"))
    return w.Scale(base, text(block, "art") == "marginal", tuple(intervals), block.span)


def _by_reading(node: Node, findings: Findings) -> w.Branch | None:
    found = one_reading(node, findings)
    if found is None:
        return None
    key, choices = found
    branches: dict[str, w.Branch] = {}
    for name, (_, part) in choices.entries.items():
        branch = branch_of(part, findings)
        if branch is None:
            return None
        branches[name] = branch
    keys = tuple(choice for choice, _ in choices.entries.values())
    return w.ByReading(key, branches, keys, cast("Mapping", node).span)


_WAYS: dict[str, Callable[[Node, Findings], w.Branch | None]] = {
    "formel": _formula,
    "varianter": _variants,
    "tabel": _table,
    "skala": _scale,
    "efter_fortolkning": _by_reading,
    "frist": deadline,
}
