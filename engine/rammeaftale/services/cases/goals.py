"""What a case says of the actions of goals: gennemført, or the days they were done."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from datetime import date
from typing import cast

from rammeaftale.core.danish import parse_date
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import goal_findings as gf
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.goal_model import Action
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services import findings as f
from rammeaftale.services.goals import DONE, ActionFact
from rammeaftale.services.ruleset import RuleSet


def read_goals(node: Mapping, rules: RuleSet, findings: Findings) -> dict[str, dict[str, ActionFact]]:
    """The facts by goal and action; findings for what the rules do not know and what is no fact."""
    goals = {name: goal for p in rules.programs for name, goal in p.goals.items()}
    found: dict[str, dict[str, ActionFact]] = {}
    for name, (key, part) in nodes.mapping(node, "mål").items():
        if name not in goals:
            hint = did_you_mean(name, goals)
            findings.add(f.UNKNOWN_THING, key.span, kind="målet", name=name, rules=rules.id, hint=hint)
            continue
        actions = goals[name].entry.actions
        for key_node, stated in cast("Mapping", part).entries.values():
            action = known_action(name, actions, key_node, key_node.text, findings)
            fact = _fact(action, stated, findings) if action else None
            if action and fact:
                found.setdefault(name, {})[action.name] = fact
    return found


def known_action(
    goal: str, actions: MappingType[str, Action], place: Scalar, name: str, findings: Findings
) -> Action | None:
    """The goal's action of a name, or None with a finding."""
    if name not in actions:
        hint, known = did_you_mean(name, actions), ", ".join(actions)
        findings.add(gf.UNKNOWN_ACTION, place.span, goal=goal, name=name, known=known, hint=hint)
    return actions.get(name)


def _fact(action: Action, stated: Node, findings: Findings) -> ActionFact | None:
    if isinstance(stated, Scalar) and stated.text == DONE:
        return DONE
    if isinstance(stated, Sequence) and action.every is None:
        findings.add(gf.ACTION_DATES_OF_ONE, stated.span, name=action.name)
        return None
    days: list[date] = []
    for one in nodes.as_scalars(stated):
        day = parse_date(one.text)
        if day is None:
            findings.add(gf.BAD_ACTION_FACT, one.span, text=one.text)
            return None
        days.append(day)
    return tuple(sorted(days))
