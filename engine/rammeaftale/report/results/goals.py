"""The goals of a result: each action with its status at the day the case is made up."""

from __future__ import annotations

from rammeaftale.core.danish import show_date
from rammeaftale.report.naming import words
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.goals import DONE, MADE_UP, NOT_BEGUN, PAST, UNDER_WAY, ActionResult

_MARKS = {DONE: "gennemført", UNDER_WAY: "i gang", NOT_BEGUN: "ikke begyndt", PAST: "udløbet uden"}


def goal_section(result: Calculation) -> list[str]:
    """Goal by goal; what cannot be told without a day is said once."""
    lines: list[str] = []
    titles = {name: goal.entry.head.title for p in result.rules.programs for name, goal in p.goals.items()}
    for one in result.actions:
        heading = f"  {titles[one.goal]} ({one.goal})"
        if heading not in lines:
            lines.append(heading)
        lines.append(f"    {one.action.title} ({one.action.name}): {_told(one)}")
    if any(one.missing == (MADE_UP,) for one in result.actions):
        lines.append("  Skriv «opgjort: DATO» i sagen for at se, hvor langt handlingerne er.")
    return ["Mål", *lines] if lines else []


def _told(one: ActionResult) -> str:
    status = _MARKS.get(one.status, words(one.status))
    if one.status == DONE:
        return status
    if one.status == NOT_BEGUN:
        return f"{status}, begynder {show_date(one.action.starts)}"
    if one.status == PAST and one.deadline:
        return f"{status} at være gennemført, senest {show_date(one.deadline)}"
    lacking = f", mangler {', '.join(one.missing)}" if one.missing else ""
    return status + lacking + (f", frist {show_date(one.deadline)}" if one.deadline else "")
