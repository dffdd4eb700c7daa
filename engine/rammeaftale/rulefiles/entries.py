"""From checked YAML to the entry model; every function takes a node that has passed its shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.nodes import citation, text
from rammeaftale.rulefiles.quantity_entries import computed, frist, parameter, told
from rammeaftale.rulefiles.rule_entries import check, duty, measure, reading
from rammeaftale.rulefiles.shapes import fits
from rammeaftale.rulefiles.yamltree import Mapping


def build_entry(raw: m.RawEntry, findings: Findings) -> m.Entry | None:
    """The entry, or None with findings when its shape is wrong."""
    record = schema.SECTIONS[raw.section]
    where = f"{_THE[raw.section]} «{raw.name.text}»"
    named = (
        Mapping(raw.node.entries, raw.name.span, raw.node.blank)
        if isinstance(raw.node, Mapping)
        else raw.node
    )
    if not fits(record, named, findings, where):
        return None
    node = cast("Mapping", raw.node)
    head = _head(raw, node, findings, where)
    return _BUILDERS[raw.section](head, node, findings)


_THE = {
    "parametre": "parameteren",
    "oplysninger": "oplysningen",
    "størrelser": "størrelsen",
    "frister": "fristen",
    "fortolkninger": "fortolkningen",
    "pligter": "pligten",
    "kontroller": "kontrollen",
    "tiltag": "tiltaget",
    "procedurer": "proceduren",
    "kataloger": "kataloget",
    "mål": "målet",
}


def _head(raw: m.RawEntry, node: Mapping, findings: Findings, where: str) -> m.Head:
    title = text(node, "titel")
    if not title and "titel" not in node.blank:
        doc = "Overskriften, som en controller ville skrive den."
        findings.add(f.MISSING_KEY, raw.name.span, key="titel", where=where, doc=doc)
    cited = citation(node.get("kilde"), raw.source)
    if not (cited.document and cited.section) and not raw.source_told and "kilde" not in node.blank:
        findings.add(f.NO_SOURCE, raw.name.span, where=where)
    return m.Head(
        name=raw.name.text,
        section=raw.section,
        title=title,
        citation=cited,
        span=raw.name.span,
        topic=raw.topic,
        description=text(node, "beskrivelse"),
        concept=text(node, "begreb") or None,
        origin=raw.origin,
        status=raw.status,
        reason=text(node, "begrundelse"),
        raw=raw,
    )


def _procedure(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.procedure_entries import procedure

    return procedure(head, node, findings)


def _catalogue(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.goal_entries import catalogue

    return catalogue(head, node, findings)


def _goal(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    from rammeaftale.rulefiles.goal_entries import goal

    return goal(head, node, findings)


_BUILDERS: dict[str, Callable[[m.Head, Mapping, Findings], m.Entry | None]] = {
    "parametre": parameter,
    "oplysninger": told,
    "størrelser": computed,
    "frister": frist,
    "fortolkninger": reading,
    "pligter": duty,
    "kontroller": check,
    "tiltag": measure,
    "procedurer": _procedure,
    "kataloger": _catalogue,
    "mål": _goal,
}
