"""`procedurer` of a case: what has happened in each, read as events; whether it could be is judged when followed."""

from __future__ import annotations

from datetime import date
from typing import cast

from rammeaftale.backends.events import Event
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.yamltree import Mapping, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import member_code
from rammeaftale.services.ruleset import RuleSet

MOST_EVENTS = 2000


def read_events(node: Mapping, rules: RuleSet, findings: Findings) -> dict[str, tuple[Event, ...]]:
    """The events of each procedure the case speaks of; findings for procedures the rules do not have."""
    known = {name: p.procedures[name] for p in rules.programs for name in p.procedures}
    found: dict[str, tuple[Event, ...]] = {}
    for name, (key, part) in nodes.mapping(node, "procedurer").items():
        items = cast("tuple[Mapping, ...]", part.items) if isinstance(part, Sequence) else ()
        if name not in known:
            hint = did_you_mean(name, known)
            findings.add(f.UNKNOWN_THING, key.span, kind="proceduren", name=name, rules=rules.id, hint=hint)
        elif len(items) > MOST_EVENTS:
            findings.add(f.TOO_MANY, key.span, count=len(items), what="hændelser", limit=MOST_EVENTS)
        else:
            dimensions = {
                s.name.text: s.dimension.text for s in known[name].entry.steps.values() if s.dimension
            }
            found[name] = tuple(_event(item, dimensions, rules) for item in items)
    return found


def _event(node: Mapping, dimensions: dict[str, str], rules: RuleSet) -> Event:
    step = nodes.text(node, "trin")
    member = nodes.text(node, "medlem") or None
    if member is not None and step in dimensions:
        member = member_code(dimensions[step], member, rules)
    return Event(
        step=step,
        outcome=nodes.text(node, "udfald"),
        day=date.fromisoformat(nodes.text(node, "dato")) if "dato" in node.entries else None,
        actors=_names(node, "aktør"),
        documents=_names(node, "dokumenter"),
        participants=_names(node, "deltagere"),
        measures=_names(node, "tiltag"),
        member=member,
        part=nodes.text(node, "del") or None,
        note=nodes.text(node, "note"),
        span=node.span,
    )


def _names(node: Mapping, key: str) -> tuple[str, ...] | None:
    if key not in node.entries:
        return None
    return tuple(one.text for one in nodes.scalars(node, key))
