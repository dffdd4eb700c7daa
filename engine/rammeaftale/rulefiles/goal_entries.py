"""From the checked YAML of catalogues and goals to their model."""

from __future__ import annotations

from datetime import date
from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import goal_findings as gf
from rammeaftale.rulefiles import goal_model as gm
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.nodes import citation, mapping, scalar, scalars, text, yes
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar


def catalogue(head: m.Head, node: Mapping, findings: Findings) -> gm.Catalogue | None:
    """The catalogue, or None with a finding when it is empty."""
    members = {
        name: _member(key, cast("Mapping", part), head)
        for name, (key, part) in mapping(node, "medlemmer").items()
    }
    if not members:
        findings.add(gf.NOTHING_IN_IT, head.span, what="kataloget", name=head.name, part="medlemmer")
        return None
    return gm.Catalogue(head, yes(node, "udtømmende"), members)


def _member(key: Scalar, node: Mapping, head: m.Head) -> gm.Member:
    return gm.Member(
        key.text,
        text(node, "titel"),
        text(node, "beskrivelse"),
        text(node, "begreb") or None,
        _cited(node, head),
        key.span,
    )


def _cited(node: Mapping, head: m.Head) -> m.Citation:
    """A part's own source laid over its entry's; the entry's anchors are the entry's own."""
    base = {"dokument": head.citation.document, "afsnit": head.citation.section}
    default: dict[str, Node] = {k: Scalar(v, node.span) for k, v in base.items()}
    return citation(node.get("kilde"), default)


def goal(head: m.Head, node: Mapping, findings: Findings) -> gm.Goal | None:
    """The goal, or None with findings when an action's period is none."""
    actions = {
        name: _action(key, cast("Mapping", part), head, findings)
        for name, (key, part) in mapping(node, "handlinger").items()
    }
    if not actions:
        findings.add(gf.NOTHING_IN_IT, head.span, what="målet", name=head.name, part="handlinger")
    known = {name: action for name, action in actions.items() if action is not None}
    return gm.Goal(head, known) if actions and len(known) == len(actions) else None


def _action(key: Scalar, node: Mapping, head: m.Head, findings: Findings) -> gm.Action | None:
    period = cast("Mapping", node.get("periode"))
    starts = date.fromisoformat(text(period, "fra"))
    ends = date.fromisoformat(text(period, "til")) if period.get("til") else None
    if ends and ends < starts:
        findings.add(f.BAD_PERIOD, cast("Scalar", period.get("til")).span, fra=starts, til=ends)
        return None
    repeats = node.get("gentages")
    repeats = repeats if isinstance(repeats, Mapping) else None
    return gm.Action(
        name=key.text,
        title=text(node, "titel"),
        description=text(node, "beskrivelse"),
        concept=text(node, "begreb") or None,
        citation=_cited(node, head),
        actors=tuple(s.text for s in scalars(node, "aktør")),
        starts=starts,
        ends=ends,
        every=text(repeats, "hver") if repeats else None,
        times=int(text(repeats, "antal", "1")) if repeats else 1,
        done_when=scalar(node, "gennemført_når"),
        span=key.span,
    )
