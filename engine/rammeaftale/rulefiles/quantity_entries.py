"""The entries that are quantities: parameters, inputs, what is calculated, and deadlines."""

from __future__ import annotations

from datetime import date
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.branches import way
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.deadlines import deadline, where_it_applies
from rammeaftale.rulefiles.nodes import citation, scalar, scalars, text, yes
from rammeaftale.rulefiles.shapes import YEAR, Text, fits, wrong_shape
from rammeaftale.rulefiles.way_schema import COUNTING
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

UNKNOWN_VALUES = ("kilde_mangler", UNFILLED)


def parameter(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A parameter with its figures by member and year."""
    dims = scalars(node, "pr")
    ends = date.fromisoformat(text(node, "ophører")) if node.get("ophører") else None
    timeless = "værdi" in node.entries
    given = cast("Node", node.get("værdi") or node.get("værdier"))
    values: dict[str, m.DatedValues] = {}
    if dims:
        if not isinstance(given, Mapping):
            wrong_shape(given, findings, "værdier efter medlem")
            return None
        for name, (_, part) in given.entries.items():
            dated = _dated(part, head.citation, ends, findings, timeless=timeless)
            if dated is None:
                return None
            values[name] = dated
    else:
        dated = _dated(given, head.citation, ends, findings, timeless=timeless)
        if dated is None:
            return None
        values[""] = dated
    return m.Parameter(head, _typing(node, dims), values)


def _dated(
    node: Node, cited: m.Citation, ends: date | None, findings: Findings, *, timeless: bool
) -> m.DatedValues | None:
    if timeless:
        value = _value(node, cited, findings)
        return m.DatedValues(always=value) if value else None
    if not isinstance(node, Mapping):
        wrong_shape(node, findings, "værdier efter år")
        return None
    by_year: dict[int, m.ValueText] = {}
    from_date: list[tuple[date, m.ValueText]] = []
    for key, part in node.entries.values():
        value = _value(part, cited, findings)
        if value is None or not fits(Text("år_eller_dato"), key, findings, f"«{key.text}»"):
            return None
        if YEAR.match(key.text):
            by_year[int(key.text)] = value
        else:
            from_date.append((date.fromisoformat(key.text), value))
    return m.DatedValues(by_year, tuple(sorted(from_date, key=lambda item: item[0])), None, ends)


def _value(node: Node, cited: m.Citation, findings: Findings) -> m.ValueText | None:
    if isinstance(node, Scalar):
        known = None if node.text in UNKNOWN_VALUES else node
        return m.ValueText(known, cited, unfilled=node.text == UNFILLED)
    if not fits(schema.PARAMETER_VALUE, node, findings, "værdi"):
        return None
    block = cast("Mapping", node)
    base = {"dokument": cited.document, "afsnit": cited.section}
    default: dict[str, Node] = {k: Scalar(v, block.span) for k, v in base.items()}
    own = citation(block.get("kilde"), default)
    stated = cast("Scalar", block.get("værdi"))
    known = None if stated.text in UNKNOWN_VALUES else stated
    return m.ValueText(known, own, external=yes(block, "ekstern"), unfilled=stated.text == UNFILLED)


def told(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """An input: what a case tells."""
    dims = scalars(node, "pr")
    hint = node.get("indikation")
    judged = node.get("skøn")
    return m.Input(
        head,
        _typing(node, tuple(d for d in dims if d.text != "år")),
        question=text(node, "spørgsmål"),
        least=scalar(node, "mindst"),
        most=scalar(node, "højst"),
        default=scalar(node, "standard"),
        optional=yes(node, "valgfri"),
        fixed=yes(node, "fast"),
        per_year=any(d.text == "år" for d in dims),
        judged_by=text(judged, "af") if isinstance(judged, Mapping) else None,
        hint_when=scalar(hint, "når") if isinstance(hint, Mapping) else None,
        hint_text=text(hint, "tekst") if isinstance(hint, Mapping) else "",
    )


def computed(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A quantity that is calculated."""
    branch = way(node, findings)
    if branch is None:
        return None
    return m.Computed(head, _typing(node, scalars(node, "pr")), branch, _steps(node.get("trin")))


def frist(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A deadline: a date that is calculated."""
    if "længde" in node.entries and "fra" not in node.entries:
        doc = "Den dato, der regnes fra."
        findings.add(f.MISSING_KEY, head.span, key="fra", where=f"fristen «{head.name}»", doc=doc)
        return None
    counted = "længde" in node.entries
    stray = () if counted else tuple(key for key in COUNTING if key in node.entries)
    if stray:
        why = "fristen har ingen «længde»"
        findings.add(f.WITHOUT_EFFECT, node.entries[stray[0]][0].span, key=stray[0], why=why)
        return None
    branch = deadline(node, findings) if counted else way(node, findings)
    if branch is None:
        return None
    applies = None if counted else scalar(node, "gælder_når")
    typing = m.Typing("dato", None, scalars(node, "pr"), (), None, None)
    return m.Computed(head, typing, where_it_applies(applies, branch, node))


def _steps(node: Node | None) -> tuple[m.StepText, ...]:
    items = cast("tuple[Mapping, ...]", node.items) if isinstance(node, Sequence) else ()
    return tuple(_step(item) for item in items)


def _step(node: Mapping) -> m.StepText:
    when = scalar(node, "når")
    for kind in ("højst", "mindst"):
        bound = scalar(node, kind)
        if bound:
            return m.StepText(kind, bound, when, node.span)
    rounding = cast("Mapping", node.get("afrund"))
    return m.StepText(text(rounding, "metode"), cast("Scalar", scalar(rounding, "til")), when, node.span)


def _typing(node: Mapping, dims: tuple[Scalar, ...]) -> m.Typing:
    options = tuple(s.text for s in scalars(node, "muligheder"))
    kind = text(node, "type") or ("valg" if options else "tal")
    return m.Typing(kind, scalar(node, "enhed"), dims, options, scalar(node, "af"), text(node, "vis") or None)
