"""The first thing read: the main figures, and what they must be read with."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.core.records import record
from rammeaftale.report.page.accounts import Account
from rammeaftale.report.page.courses import Course
from rammeaftale.report.page.duties import BROKEN, CheckRow, DutyGroup
from rammeaftale.report.page.inputs import TRIED, InputRow
from rammeaftale.report.page.measures import EffectsTold
from rammeaftale.report.page.readings import ReadingTold
from rammeaftale.report.page.stamps import Stamp
from rammeaftale.report.page.unknowns import Unknowns

MOST_FIGURES, MOST_NAMED = 12, 4


@record
class Caution:
    """Something to know before using the figures: how grave, the words, and the section that tells more."""

    grade: str
    text: str
    href: str


@record
class Summary:
    """The figures at the top (of how many), where the procedures stand, the cautions, the meaning of every stamp."""

    standings: tuple[tuple[str, str], ...]
    figures: tuple[Account, ...]
    left_out: int
    cautions: tuple[Caution, ...]
    stamps: tuple[Stamp, ...]


def summary(
    accounts: list[Account], courses: list[Course], cautions: list[Caution], stamps: list[Stamp]
) -> Summary:
    """The figures and standings with what is said of them."""
    standings = tuple((one.title, _stands(one)) for one in courses)
    more = max(len(accounts) - MOST_FIGURES, 0)
    return Summary(
        standings, tuple(accounts[:MOST_FIGURES]), more, tuple(cautions), tuple(dict.fromkeys(stamps))
    )


def _stands(course: Course) -> str:
    """Where a procedure stands, in words."""
    if not course.rows:
        return course.trouble
    label, texts = course.rows[0]
    return f"{label}: {texts[0]}"


def faults(unknown: Unknowns, checks: list[CheckRow]) -> list[Caution]:
    """What cannot be calculated, and the checks that do not hold."""
    found = [Caution("Fejl", f"{one.name}: {one.message}", "#mangler") for one in unknown.faults]
    return found + [
        Caution("Fejl" if row.grade == "fejl" else "Advarsel", row.message or row.title, "#kontroller")
        for row in checks
        if row.grade
    ]


def cautions(
    unfinished: str,
    outside: str,
    unknown: Unknowns,
    duties: list[DutyGroup],
    checks: list[CheckRow],
    courses: list[Course],
    told: tuple[list[ReadingTold], EffectsTold | None, int, list[InputRow]],
) -> list[Caution]:
    """What is wrong first, then what the figures rest on."""
    readings, effects, assumed, instead = told
    found = faults(unknown, checks)
    wrong = [one.title for one in courses if one.is_wrong]
    found += [Caution("Fejl", f"{title}: en hændelse kan ikke være rigtig", "#procedurer") for title in wrong]
    broken = [row for group in duties if group.title == BROKEN for row in group.rows]
    found += [Caution("Brud", f"{row.title}: {row.status}", "#pligter") for row in broken]
    if unfinished:
        found.append(Caution("Bemærk", unfinished, ""))
    if outside:
        found.append(Caution("Bemærk", f"Beregnet uden for aftalens periode: {outside}", ""))
    for one in effects.measures if effects else ():
        rejected = ", selv om det blev valgt fra" if one.is_rejected else ""
        found.append(Caution("Tiltag", f"{one.title} er regnet med{rejected}", "#tiltag"))
    found += [Caution("Fortolkning", text, "#fortolkninger") for text in _doubts(readings)]
    found += [Caution(_grade(remark), text, "#oplysninger") for remark, text in _instead(instead)]
    if assumed:
        noun = "oplysning er" if assumed == 1 else "oplysninger er"
        found.append(Caution("Antaget", f"{assumed} {noun} antaget, fordi sagen ikke har dem", "#antaget"))
    return found


def _doubts(readings: list[ReadingTold]) -> Iterator[str]:
    """How many passages would change the main results, and how many might, for all the case tells."""
    mattering = [one for one in readings if one.matters]
    known = sum(one.is_known for one in mattering)
    if known:
        yield f"{_passages(known)} i aftalen kan læses, så hovedresultaterne bliver anderledes"
    if len(mattering) > known:
        count = len(mattering) - known
        yield f"{_passages(count)} kan læses, så sagen ikke oplyser nok til at regne hovedresultaterne ud"


def _passages(count: int) -> str:
    return "1 tvivlsomt sted" if count == 1 else f"{count} tvivlsomme steder"


def _instead(rows: list[InputRow]) -> Iterator[tuple[str, str]]:
    """What stands in place of the rules' own figures, by how."""
    by_remark: dict[str, list[str]] = {}
    for row in rows:
        by_remark.setdefault(row.remark, []).append(", ".join(part for part in (row.title, row.part) if part))
    for remark, titles in by_remark.items():
        more = f" og {len(titles) - MOST_NAMED} mere" if len(titles) > MOST_NAMED else ""
        yield remark, f"{'; '.join(titles[:MOST_NAMED])}{more} – {remark}"


def _grade(remark: str) -> str:
    return "Hvad hvis" if remark == TRIED else "Oplyst"
