"""Duties, checks and indications: what is broken first, what waits, what else applies."""

from __future__ import annotations

from rammeaftale.core.danish import show_date
from rammeaftale.core.records import record
from rammeaftale.report.naming import words
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.services.duties import CheckResult, DutyResult

BROKEN, ADVICE, WAITING, KEPT, OPEN, ALWAYS, PAST, UNKNOWN = (
    "Brud på pligter",
    "Anbefalinger, der ikke er fulgt",
    "Pligter, sagen udløser, og som afventer",
    "Opfyldte pligter",
    "Muligheder, der kan bruges",
    "Pligter, der gælder uanset sagen, og som afventer",
    "Pligter med en frist, der er gået, uden at sagen nævner dem",
    "Pligter, sagen ikke oplyser nok til at afgøre",
)
SHOWN_FIRST = (BROKEN, ADVICE, WAITING, KEPT)
_NOT_KEPT = frozenset(("ikke_opfyldt", "overtrådt", "opfyldt_for_sent"))


@record
class DutyRow:
    """A duty with its status in words; `years`: where it does not hold in all that are calculated."""

    title: str
    name: str
    force: str
    who: str
    status: str
    deadline: str
    years: str
    source: Link


@record
class DutyGroup:
    """Duties of one kind; `is_first`: shown unfolded; `columns`: which of status and deadline say something."""

    title: str
    rows: tuple[DutyRow, ...]
    is_first: bool
    columns: frozenset[str]


@record
class CheckRow:
    """A check: whether it holds, how grave it is when not, and what it says."""

    title: str
    name: str
    verdict: str
    grade: str
    message: str
    years: str
    source: Link


def duty_groups(scope: Scope) -> list[DutyGroup]:
    """Those triggered, in groups; those not triggered are left out."""
    found: dict[str, list[DutyRow]] = {}
    merged: dict[tuple[object, ...], tuple[DutyResult, list[int | None]]] = {}
    for year, duty in scope.result.duties:
        key = (duty.name, duty.status, duty.breach, duty.deadline)
        merged.setdefault(key, (duty, []))[1].append(year)
    for duty, years in merged.values():
        group = _group(duty, is_own=scope.speaks_of(duty))
        if group:
            found.setdefault(group, []).append(_duty(scope, duty, years, is_aside=group not in SHOWN_FIRST))
    order = (*SHOWN_FIRST, PAST, OPEN, ALWAYS, UNKNOWN)
    return [_told(title, found[title]) for title in order if title in found]


def _told(title: str, rows: list[DutyRow]) -> DutyGroup:
    columns = {"frist"} if any(row.deadline for row in rows) else set[str]()
    columns |= {"status"} if title in (BROKEN, ADVICE) or any(row.years for row in rows) else set()
    return DutyGroup(title, tuple(rows), title in SHOWN_FIRST, frozenset(columns))


def _group(duty: DutyResult, *, is_own: bool) -> str:
    """The group, or nothing for what is not triggered; `is_own`: the case has to do with it."""
    if duty.status in _NOT_KEPT:
        return (BROKEN if duty.breach else ADVICE) if is_own else PAST
    if duty.status == "afventer":
        return WAITING if is_own else ALWAYS
    return {"opfyldt": KEPT, "til_rådighed": OPEN, "ukendt": UNKNOWN}.get(duty.status, "")


def _duty(scope: Scope, duty: DutyResult, years: list[int | None], *, is_aside: bool) -> DutyRow:
    entry = duty.duty.entry
    program = scope.result.rules.program_of(duty.name)
    actors = program.manifest.actors
    return DutyRow(
        entry.head.title,
        duty.name,
        words(entry.modality),
        ", ".join(actors.get(name, name) for name in entry.addressees),
        words(duty.status),
        show_date(duty.deadline) if duty.deadline else "",
        _years(scope, years),
        scope.source(entry.head.citation, is_aside=is_aside),
    )


def _years(scope: Scope, years: list[int | None]) -> str:
    return "" if len(years) >= len(scope.years or (None,)) else ", ".join(str(year) for year in years)


def check_rows(scope: Scope) -> list[CheckRow]:
    """Every check that could be judged, those that do not hold first."""
    merged: dict[tuple[str, bool], tuple[CheckResult, list[int | None]]] = {}
    for year, check in scope.result.checks:
        if check.holds is not None:
            merged.setdefault((check.name, check.holds), (check, []))[1].append(year)
    rows = [(check.holds is not False, _check(scope, check, years)) for check, years in merged.values()]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _check(scope: Scope, check: CheckResult, years: list[int | None]) -> CheckRow:
    entry = check.check.entry
    grade = "fejl" if entry.is_error else "advarsel"
    return CheckRow(
        entry.head.title or entry.message,
        check.name,
        "holder" if check.holds else "holder ikke",
        "" if check.holds else grade,
        "" if check.holds else entry.message,
        _years(scope, years),
        scope.source(entry.head.citation),
    )
