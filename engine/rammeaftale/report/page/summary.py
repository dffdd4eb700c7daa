"""The first thing read: the main figures, and what they must be read with."""

from __future__ import annotations

from rammeaftale.core.records import record
from rammeaftale.report.page.accounts import Account
from rammeaftale.report.page.courses import Course
from rammeaftale.report.page.duties import BROKEN, CheckRow, DutyGroup
from rammeaftale.report.page.readings import MeasureTold, ReadingTold
from rammeaftale.report.page.stamps import Stamp
from rammeaftale.report.page.unknowns import Unknowns

MOST_FIGURES = 12


@record
class Caution:
    """Something to know before using the figures: how grave, the words, and the section that tells more."""

    grade: str
    text: str
    href: str


@record
class Summary:
    """The figures at the top (of how many), the cautions, the meaning of every stamp they carry."""

    figures: tuple[Account, ...]
    left_out: int
    cautions: tuple[Caution, ...]
    stamps: tuple[Stamp, ...]


def summary(accounts: list[Account], cautions: list[Caution], stamps: list[Stamp]) -> Summary:
    """The figures with what is said of them."""
    more = max(len(accounts) - MOST_FIGURES, 0)
    return Summary(tuple(accounts[:MOST_FIGURES]), more, tuple(cautions), tuple(dict.fromkeys(stamps)))


def cautions(
    outside: str,
    unknown: Unknowns,
    duties: list[DutyGroup],
    checks: list[CheckRow],
    courses: list[Course],
    told: tuple[list[ReadingTold], list[MeasureTold], int],
) -> list[Caution]:
    """What is wrong first, then what the figures rest on."""
    readings, measures, assumed = told
    found = [Caution("Fejl", f"{one.name}: {one.message}", "#mangler") for one in unknown.faults]
    found += [
        Caution("Fejl" if row.grade == "fejl" else "Advarsel", row.message or row.title, "#kontroller")
        for row in checks
        if row.grade
    ]
    found += [Caution("Fejl", f"{one.title}: en hændelse kan ikke være rigtig", "#procedurer") for one in courses if one.is_wrong]
    broken = [row for group in duties if group.title == BROKEN for row in group.rows]
    found += [Caution("Brud", f"{row.title}: {row.status}", "#pligter") for row in broken]
    if outside:
        found.append(Caution("Bemærk", f"Beregnet uden for aftalens periode: {outside}", ""))
    found += [
        Caution("Tiltag", f"{one.title} er regnet med{_rejected(one)}", "#tiltag") for one in measures
    ]
    mattering = [one for one in readings if one.matters]
    if mattering:
        text = "1 tvivlsomt sted i aftalen kan læses, så hovedresultaterne bliver anderledes"
        many = f"{len(mattering)} tvivlsomme steder i aftalen kan læses, så hovedresultaterne bliver anderledes"
        found.append(Caution("Fortolkning", text if len(mattering) == 1 else many, "#fortolkninger"))
    if assumed:
        noun = "oplysning er" if assumed == 1 else "oplysninger er"
        found.append(Caution("Antaget", f"{assumed} {noun} antaget, fordi sagen ikke har dem", "#antaget"))
    return found


def _rejected(one: MeasureTold) -> str:
    return ", selv om det blev forkastet" if one.status == "forkastet" else ""
