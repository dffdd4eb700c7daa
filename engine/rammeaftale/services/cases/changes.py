"""A case changed from the command line: another year, reading, measure, date or value."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from pathlib import Path
from typing import Any

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import COMMAND_LINE, SourceText, Span, whole
from rammeaftale.rulefiles.shapes import YEARS
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address, find_address, refuse_member
from rammeaftale.services.cases.case import Case, build_case, case_node, read_year, shaped
from rammeaftale.services.cases.setting import put, set_value, years_meant
from rammeaftale.services.ruleset import RuleSet


def change_case(
    source: Path | MappingType[str, object] | str | bytes,
    rules: RuleSet,
    changes: dict[str, Any],
    findings: Findings,
) -> Case | None:
    """The case with the changes laid over it before it is read; keys år, tiltag, fortolkninger, sæt, opgjort."""
    node = case_node(source, findings)
    return change_node(node, rules, changes, findings) if node is not None else None


def change_node(
    node: Mapping, rules: RuleSet, changes: MappingType[str, Any], findings: Findings
) -> Case | None:
    """The same for a case that has been read as a tree and found to have the shape of one."""
    span = whole(SourceText(COMMAND_LINE))
    entries = dict(node.entries)
    years, measures, date = changes.get("år"), changes.get("tiltag"), changes.get("opgjort")
    if years:
        _check_years(years, findings, span)
        entries["år"] = _entry("år", _one_or_list(years, span), span)
    if measures:
        entries["tiltag"] = _entry("tiltag", Sequence(tuple(Scalar(t, span) for t in measures), span), span)
    if date:
        entries["opgjort"] = _entry("opgjort", Scalar(date, span), span)
    seen: set[object] = set()
    for text in changes.get("fortolkninger") or ():
        name, value = _pair(text, findings, span, "--fortolkning efterregulering_omfang=hele")
        if name and _is_new([name], seen, name, findings, span):
            put(entries, ["fortolkninger", name], Scalar(value, span), span)
    for text in changes.get("sæt") or ():
        name, value = _pair(text, findings, span, "--sæt rentesats=2.0")
        found = find_address(name, rules, findings, span) if name else None
        if found is None or not _is_mentioned(found, node, rules, findings, span):
            continue
        years_set: list[int | None] = [*years_meant(found, entries)] or [None]
        cells = [(found.name, found.members, year) for year in years_set]
        if _is_new(cells, seen, name, findings, span):
            set_value(entries, found, Scalar(value, span), rules, span)
    changed = Mapping(entries, node.span)
    checked = None if findings.has_errors else shaped(changed, findings)
    return build_case(checked, rules, findings) if checked is not None else None


def _check_years(texts: Iterable[str], findings: Findings, span: Span) -> None:
    for text in texts:
        two = YEARS.match(text)
        hint = f"Skriv --år {two[1]} --år {two[2]}." if two else ""
        read_year(Scalar(text, span), findings, hint)


def _one_or_list(texts: tuple[str, ...], span: Span) -> Node:
    scalars = tuple(Scalar(text, span) for text in texts)
    return scalars[0] if len(scalars) == 1 else Sequence(scalars, span)


def _entry(name: str, node: Node, span: Span) -> tuple[Scalar, Node]:
    return (Scalar(name, span), node)


def _pair(text: str, findings: Findings, span: Span, example: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        findings.add(f.BAD_SETTING, span, text=text, example=example)
        return "", ""
    return name.strip(), value.strip()


def _is_mentioned(at: Address, node: Mapping, rules: RuleSet, findings: Findings, span: Span) -> bool:
    """Whether the case knows the members, or none at all of their dimension; a finding when it knows others."""
    case = build_case(node, rules, Findings()) if at.members else None
    quantity = rules.quantity(at.name)
    if case is None or quantity is None:
        return True
    for dimension, member in zip(quantity.dims, at.members or (), strict=True):
        known = case.facts.members.get(dimension) or ()
        if known and member not in known:
            refuse_member(member, dimension, known, findings, span)
            return False
    return True


def _is_new(what: Iterable[object], seen: set[object], name: str, findings: Findings, span: Span) -> bool:
    """Whether the command line has not set any of it already; a finding when it has."""
    cells = set(what)
    if cells & seen:
        findings.add(f.STATED_TWICE, span, name=name)
        return False
    seen |= cells
    return True
