"""The duties of a result that matter: breaches first, then what waits, and in numbers what else there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.core.danish import show_date
from rammeaftale.report.naming import words
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import DutyResult
from rammeaftale.services.relevance import Relevance

MOST_LISTED = 12
_PAST = "har en frist, der er gået, uden at sagen nævner den"
WAITING = "afventer"
_NOT_KEPT = frozenset(("ikke_opfyldt", "overtrådt", "opfyldt_for_sent"))


def duty_section(result: Calculation, about: Relevance) -> list[str]:
    """Only triggered duties: every breach, every advice not followed, what this case set off; the rest counted.

    A duty of which the case says nothing, and whose deadline has passed, is only counted: nobody knows if it was kept.
    """
    found = list(_by_duty(result.duties))
    spoken_of = [d for d, _ in found if about.concerns(d) or d.name in result.case.duties]
    not_kept = [d for d, _ in found if d.status in _NOT_KEPT]
    told = [d for d in not_kept if d in spoken_of]
    waiting = [d for d, _ in found if d.status == WAITING]
    own = [d for d in waiting if d in spoken_of]
    years = {id(d): years for d, years in found}
    lines = [
        *_listed("Brud på pligter", [d for d in told if d.breach], years),
        *_listed("Anbefalinger, der ikke er fulgt", [d for d in told if not d.breach], years),
        *_listed("Pligter, sagen udløser, og som afventer", sorted(own, key=_by_deadline), years),
        *_counted(found, len(waiting) - len(own), len(not_kept) - len(told)),
    ]
    return ["Pligter", *(f"  {line}" for line in lines)] if lines else []


def _by_duty(
    duties: Iterable[tuple[int | None, DutyResult]],
) -> Iterator[tuple[DutyResult, list[int | None]]]:
    """Each duty and status once, with the years it holds in."""
    found: dict[tuple[object, ...], tuple[DutyResult, list[int | None]]] = {}
    for year, duty in duties:
        key = (duty.name, duty.status, duty.breach, duty.deadline)
        found.setdefault(key, (duty, []))[1].append(year)
    every = {year for year, _ in duties}
    for duty, years in found.values():
        yield duty, [] if len(years) == len(every) else years


def _by_deadline(duty: DutyResult) -> tuple[bool, str, str]:
    return (duty.deadline is None, duty.deadline.isoformat() if duty.deadline else "", duty.name)


def _listed(title: str, duties: list[DutyResult], years: dict[int, list[int | None]]) -> Iterator[str]:
    if duties:
        yield title
    for duty in duties[:MOST_LISTED]:
        when = f" ({', '.join(str(year) for year in years[id(duty)])})" if years[id(duty)] else ""
        deadline = f", frist {show_date(duty.deadline)}" if duty.deadline else ""
        status = "" if duty.status == WAITING else f": {words(duty.status)}"
        yield f"  {duty.duty.entry.head.title} ({duty.name}){status}{deadline}{when}"
    if len(duties) > MOST_LISTED:
        yield f"  … og {len(duties) - MOST_LISTED} mere"


def _counted(found: list[tuple[DutyResult, list[int | None]]], always: int, silent: int) -> Iterator[str]:
    """The rest in numbers: what always waits, is kept, is open to choose, cannot be told."""
    past = "har en frist, der er gået, uden at sagen nævner dem" if silent > 1 else _PAST
    parts = [
        (_number(found, "opfyldt"), "opfyldt"),
        (always, "gælder altid og afventer"),
        (silent, past),
        (_number(found, "til_rådighed"), "kan vælges"),
        (_number(found, "ukendt"), "kan ikke afgøres af sagen"),
    ]
    shown = [f"{count} {text}" for count, text in parts if count]
    if shown:
        yield "Øvrige: " + ", ".join(shown) + "."


def _number(found: list[tuple[DutyResult, list[int | None]]], status: str) -> int:
    return len({duty.name for duty, _ in found if duty.status == status})
