"""The whole report as records, section by section; the sources last, when all else has cited them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rammeaftale.core.records import record
from rammeaftale.report.page.accounts import Account, accounts
from rammeaftale.report.page.courses import ActionRow, Course, actions, courses
from rammeaftale.report.page.duties import CheckRow, DutyGroup, check_rows, duty_groups
from rammeaftale.report.page.heading import Heading, heading
from rammeaftale.report.page.inputs import Assumed, InputRow, assumptions, input_rows, stated_of_duties
from rammeaftale.report.page.measures import EffectsTold, effects
from rammeaftale.report.page.readings import ReadingTold, readings
from rammeaftale.report.page.results import Topic, topics
from rammeaftale.report.page.scope import Scope
from rammeaftale.report.page.sources import Source, sources
from rammeaftale.report.page.summary import Summary, cautions, summary
from rammeaftale.report.page.tracing import Part, trace_parts
from rammeaftale.report.page.unknowns import Unknowns, unknowns
from rammeaftale.report.under_way import under_way_text

if TYPE_CHECKING:
    from rammeaftale.report.page.varied import VariedTold


@record
class Page:
    """Everything the template lays out."""

    heading: Heading
    summary: Summary
    accounts: tuple[Account, ...]
    topics: tuple[Topic, ...]
    unknown: Unknowns
    duties: tuple[DutyGroup, ...]
    checks: tuple[CheckRow, ...]
    hints: tuple[tuple[str, str], ...]
    courses: tuple[Course, ...]
    actions: tuple[ActionRow, ...]
    effects: EffectsTold | None
    inputs: tuple[InputRow, ...]
    stated: tuple[tuple[str, str, str], ...]
    standards: tuple[Assumed, ...]
    absent: tuple[Assumed, ...]
    readings: tuple[ReadingTold, ...]
    varied: tuple[VariedTold, ...]
    trace: tuple[Part, ...]
    sources: tuple[Source, ...]


def build_page(scope: Scope) -> Page:
    """The report of a calculation."""
    result = scope.result
    head, told, unknown = heading(scope), accounts(scope), unknowns(scope)
    by_topic, duties, checks = topics(scope), duty_groups(scope), check_rows(scope)
    run, chosen, read = courses(scope), effects(scope), readings(scope)
    standards, absent = assumptions(scope)
    unfinished = under_way_text(result.rules, result.run.facts.years)
    stated = input_rows(scope)
    warned = cautions(
        unfinished,
        head.outside,
        unknown,
        duties,
        checks,
        run,
        (read, chosen, len(standards) + len(absent), [row for row in stated if row.remark]),
    )
    parts = trace_parts(scope)
    stamps = [stamp for part in parts for entry in part.entries for stamp in entry.stamps]
    stamps += [stamp for topic in by_topic for row in topic.rows for stamp in row.stamps]
    return Page(
        head,
        summary(told, run, warned, stamps),
        tuple(told),
        tuple(by_topic),
        unknown,
        tuple(duties),
        tuple(checks),
        tuple(result.hints),
        tuple(run),
        tuple(actions(scope)),
        chosen,
        tuple(stated),
        tuple(stated_of_duties(scope)),
        tuple(standards),
        tuple(absent),
        tuple(read),
        tuple(_varied(scope)),
        tuple(parts),
        tuple(sources(scope)),
    )


def _varied(scope: Scope) -> list[VariedTold]:
    """What `--variér` asked for; imported only then."""
    if not scope.asked.vary:
        return []
    from rammeaftale.report.page.varied import varied

    return varied(scope)
