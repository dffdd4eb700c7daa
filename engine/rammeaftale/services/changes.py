"""A case changed from the command line: another year, reading, measure, date or value."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from pathlib import Path
from typing import Any

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address, find_address
from rammeaftale.services.case import Case, build_case, case_node, shaped
from rammeaftale.services.loading import RuleSet


def change_case(
    source: Path | MappingType[str, object] | str | bytes,
    rules: RuleSet,
    changes: dict[str, Any],
    findings: Findings,
) -> Case | None:
    """The case with the changes laid over it before it is read; keys år, tiltag, fortolkninger, sæt, opgjort."""
    node = case_node(source, findings)
    if node is None:
        return None
    span = whole(SourceText("<kommandolinje>"))
    entries = dict(node.entries)
    years, measures, date = changes.get("år"), changes.get("tiltag"), changes.get("opgjort")
    if years:
        entries["år"] = _entry("år", _one_or_list(years, span), span)
    if measures:
        entries["tiltag"] = _entry("tiltag", Sequence(tuple(Scalar(t, span) for t in measures), span), span)
    if date:
        entries["opgjort"] = _entry("opgjort", Scalar(date, span), span)
    for text in changes.get("fortolkninger") or ():
        name, value = _pair(text, findings, span)
        _put(entries, ["fortolkninger", name], Scalar(value, span), span)
    for text in changes.get("sæt") or ():
        name, value = _pair(text, findings, span)
        found = find_address(name, rules, findings, span) if name else None
        if found is not None:
            _set(entries, found, Scalar(value, span), rules, span)
    changed = Mapping(entries, node.span)
    checked = shaped(changed, findings)
    return build_case(checked, rules, findings) if checked is not None and not findings.has_errors else None


def _one_or_list(texts: tuple[str, ...], span: Span) -> Node:
    scalars = tuple(Scalar(text, span) for text in texts)
    return scalars[0] if len(scalars) == 1 else Sequence(scalars, span)


def _entry(name: str, node: Node, span: Span) -> tuple[Scalar, Node]:
    return (Scalar(name, span), node)


def _pair(text: str, findings: Findings, span: Span) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        findings.add(f.BAD_SETTING, span, text=text)
        return "", ""
    return name.strip(), value.strip()


def _set(
    entries: dict[str, tuple[Scalar, Node]], at: Address, value: Scalar, rules: RuleSet, span: Span
) -> None:
    quantity = rules.quantity(at.name)
    assert quantity is not None
    section = "hvad_hvis" if quantity.symbol.is_parameter else "oplysninger"
    path = [section]
    members = at.members or ()
    if section == "oplysninger":
        for dimension, member in zip(quantity.dims, members, strict=False):
            path += [dimension, member]
        path.append(at.name)
    else:
        path += [at.name, *members]
    if at.year is not None:
        path.append(str(at.year))
    _put(entries, path, value, span)


def _put(entries: dict[str, tuple[Scalar, Node]], path: list[str], value: Node, span: Span) -> None:
    """Lay a value over nested blocks, copying what is changed."""
    name = path[0]
    if len(path) == 1:
        entries[name] = _entry(name, value, span)
        return
    old = entries.get(name)
    inside = (
        dict(old[1].entries) if old and isinstance(old[1], Mapping) and "værdi" not in old[1].entries else {}
    )
    _put(inside, path[1:], value, span)
    entries[name] = (old[0] if old else Scalar(name, span), Mapping(inside, span))
