"""Expectations of a goal's actions: `mål_1.overblik: i_gang`."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import goal_findings as gf
from rammeaftale.rulefiles.goal_model import Goal
from rammeaftale.rulefiles.yamltree import Node, Scalar
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.goals import known_action
from rammeaftale.services.examples.expected import ExpectedStanding, FoundStanding
from rammeaftale.services.goals import STATUSES, ActionResult

STATUS = "status"


def read_action(goal: Goal, key: Scalar, part: Node, findings: Findings) -> ExpectedStanding | None:
    """The status expected of an action; None with a finding when there is no such action or status."""
    name = goal.head.name
    action = known_action(name, goal.actions, key, key.text.partition(".")[2], findings)
    if action is None:
        return None
    said = part.text if isinstance(part, Scalar) else "en blok"
    if said not in STATUSES:
        hint, known = did_you_mean(said, STATUSES), ", ".join(STATUSES)
        findings.add(gf.NO_SUCH_STATUS, part.span, text=said, known=known, hint=hint)
        return None
    return ExpectedStanding(STATUS, said)


def found_action(result: Calculation, address: str) -> ActionResult:
    """The action at an address."""
    return next(one for one in result.actions if one.address == address)


def shown(one: ActionResult) -> FoundStanding:
    """What was found of an action, and what is missing where that is why."""
    why = f"det, der mangler: {', '.join(one.missing)}" if one.missing else ""
    return FoundStanding(one.status, why)
