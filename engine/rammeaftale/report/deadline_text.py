"""A deadline in words: how much is counted, which way, by which calendar, and what days off do to it."""

from __future__ import annotations

from rammeaftale.backends.ruletrace import DeadlineTrace

_ONE = {"dage": "dag", "arbejdsdage": "arbejdsdag", "måneder": "måned"}


def deadline_words(rule: DeadlineTrace) -> str:
    """`15 arbejdsdage efter (kalender hverdage); dagen efter er den første, der tælles`."""
    written = rule.deadline
    unit = _ONE[written.unit] if rule.length.outcome == 1 else written.unit
    length = rule.length.outcome if isinstance(rule.length.outcome, int) else rule.length.filled
    parts = [f"{length} {unit} {'før' if written.backwards else 'efter'}"]
    if written.calendar is not None:
        parts[0] += f" (kalender {written.calendar.name})"
    if written.same_day:
        parts.append("dagen selv tælles med")
    if written.day_off != "uændret":
        parts.append(f"en fridag flyttes til {written.day_off} arbejdsdag")
    if written.unit == "måneder" and written.month_end == "næste_dag":
        parts.append("findes datoen ikke, tæller den første i næste måned")
    return "; ".join(parts)
