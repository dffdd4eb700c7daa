"""From the checked YAML of a procedure to its model."""

from __future__ import annotations

from typing import TypeVar, cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_findings as f
from rammeaftale.rulefiles import procedure_model as pm
from rammeaftale.rulefiles.nodes import as_scalars, citation, mapping, scalar, scalars, text, yes
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


def procedure(head: m.Head, node: Mapping, findings: Findings) -> m.Procedure | None:
    """The procedure, or None with findings when a step is not one."""
    ends = {
        name: pm.End(name, text(cast("Mapping", part), "titel"), key.span)
        for name, (key, part) in mapping(node, "slutninger").items()
    }
    steps = [
        _step(key, cast("Mapping", part), head, findings) for key, part in mapping(node, "trin").values()
    ]
    if not steps:
        findings.add(f.NO_STEPS, head.span, name=head.name)
        return None
    known = [step for step in steps if step is not None]
    if len(known) < len(steps):
        return None
    lacking = node.get("ufuldstændig")
    incomplete = (
        pm.Incomplete(text(lacking, "mangler"), text(lacking, "tekst"))
        if isinstance(lacking, Mapping)
        else None
    )
    by_name = {step.name.text: step for step in known}
    return m.Procedure(head, incomplete, _participants(node), by_name, ends, tuple(by_name))


def _step(name: Scalar, node: Mapping, head: m.Head, findings: Findings) -> pm.ProcedureStep | None:
    parts = {key.text: _part(key, cast("Mapping", part)) for key, part in mapping(node, "dele").values()}
    dimension = scalar(node, "pr")
    is_parallel = bool(parts) or dimension is not None
    if not _is_of_one_kind(name, node, findings, is_parallel=is_parallel):
        return None
    named = {} if is_parallel else _outcomes(node, "udfald", findings)
    when_all = _outcomes(node, "når_alle", findings)
    otherwise = _otherwise(node, findings)
    if named is None or when_all is None or (otherwise is None and "ellers" in node.entries):
        return None
    return pm.ProcedureStep(
        name=name,
        title=text(node, "titel"),
        description=text(node, "beskrivelse"),
        citation=_cited(node, head),
        concept=text(node, "begreb") or None,
        modality=text(node, "modalitet", "skal"),
        actors=scalars(node, "aktør"),
        joint=yes(node, "fælles"),
        deadline=scalar(node, "frist"),
        requires=tuple(_requirement(item) for item in _items(node, "kræver")),
        documents={
            key.text: _document(key, cast("Mapping", part))
            for key, part in mapping(node, "dokumenter").values()
        },
        participants=_participants(node),
        catalogue=scalar(node, "tiltag"),
        outcomes=named,
        dimension=dimension,
        parts=parts,
        part_outcomes=_named(node.get("udfald")) if dimension is not None else (),
        when_all=when_all,
        otherwise=otherwise,
    )


def _is_of_one_kind(name: Scalar, node: Mapping, findings: Findings, *, is_parallel: bool) -> bool:
    """Whether a step is either decided once, or by parts that are told apart one way; a finding when not."""
    keys = node.entries.keys()
    if {"dele", "pr"} <= keys or ("dele" in keys and "udfald" in keys):
        findings.add(f.TWO_WAYS_APART, name.span, name=name.text)
    elif is_parallel and ("når_alle" not in keys or ("pr" in keys and "udfald" not in keys)):
        findings.add(f.PARTS_LEAD_NOWHERE, name.span, name=name.text)
    elif not is_parallel and (keys & {"når_alle", "ellers"} or isinstance(node.get("udfald"), Sequence)):
        findings.add(f.NOT_APART, name.span, name=name.text)
    elif not is_parallel and not mapping(node, "udfald"):
        findings.add(f.NO_OUTCOME, name.span, name=name.text)
    else:
        return True
    return False


def _part(name: Scalar, node: Mapping) -> pm.Part:
    return pm.Part(name, text(node, "titel"), scalars(node, "aktør"), _named(node.get("udfald")))


def _named(node: Node | None) -> tuple[Scalar, ...]:
    """The names of a list, or the keys of a block."""
    if isinstance(node, Mapping):
        return tuple(key for key, _ in node.entries.values())
    return as_scalars(node)


def _cited(node: Mapping, head: m.Head) -> m.Citation:
    """The step's source laid over the procedure's; with a source of its own, only its own clauses."""
    own = node.get("kilde")
    if own is None:
        return m.Citation(head.citation.document, head.citation.section)
    base = {"dokument": head.citation.document, "afsnit": head.citation.section}
    default: dict[str, Node] = {key: Scalar(value, node.span) for key, value in base.items()}
    return citation(own, default)


def _requirement(item: Mapping) -> pm.Requirement:
    return pm.Requirement(cast("Scalar", scalar(item, "når")), text(item, "ellers"))


def _document(key: Scalar, node: Mapping) -> pm.Document:
    return pm.Document(key.text, text(node, "titel"), scalar(node, "når"))


def _participants(node: Mapping) -> tuple[pm.Participant, ...]:
    return tuple(
        pm.Participant(cast("Scalar", scalar(item, "aktør")), scalar(item, "når"), scalar(item, "fra_trin"))
        for item in _items(node, "deltagere")
    )


def _items(node: Mapping, key: str) -> tuple[Mapping, ...]:
    found = node.get(key)
    return cast("tuple[Mapping, ...]", found.items) if isinstance(found, Sequence) else ()


def _outcomes(node: Mapping, key: str, findings: Findings) -> dict[str, pm.Outcome] | None:
    """The outcomes under a key; None when one of them leads nowhere for certain."""
    found = {}
    for name, part in mapping(node, key).values():
        cases = _cases(part, findings)
        if cases is None:
            return None
        found[name.text] = pm.Outcome(name, cases)
    return found


def _otherwise(node: Mapping, findings: Findings) -> pm.Outcome | None:
    if "ellers" not in node.entries:
        return None
    key, part = node.entries["ellers"]
    cases = _cases(part, findings)
    return pm.Outcome(key, cases) if cases is not None else None


def _cases(node: Node, findings: Findings) -> tuple[pm.Case, ...] | None:
    if not isinstance(node, Sequence):
        return (pm.Case(None, _target(node)),)
    items = cast("tuple[Mapping, ...]", node.items)
    for position, item in enumerate(items):
        last = position == len(items) - 1
        if ("ellers" in item.entries) != last or ("når" in item.entries) == last:
            findings.add(f.NO_OTHERWISE, item.span)
            return None
        if last and len(item.entries) > 1:
            findings.add(f.NO_OTHERWISE, item.span)
            return None
    conditional = [pm.Case(scalar(item, "når"), _target(item)) for item in items[:-1]]
    return (*conditional, pm.Case(None, _target(cast("Node", items[-1].get("ellers")))))


def _target(node: Node) -> pm.Target:
    if isinstance(node, Scalar):
        return pm.Target(node, is_end=False)
    block = cast("Mapping", node)
    end = scalar(block, "slut")
    if end is not None:
        return pm.Target(end, is_end=True, new_round=yes(block, "ny_runde"))
    return pm.Target(cast("Scalar", scalar(block, "til")), is_end=False, new_round=yes(block, "ny_runde"))
