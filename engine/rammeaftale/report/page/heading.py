"""What the report is about, what a reader must be told at once, and how to make it again."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version

from rammeaftale.backends.provenance import OUTSIDE
from rammeaftale.core.danish import show_date
from rammeaftale.core.records import record
from rammeaftale.report.page.scope import Scope
from rammeaftale.services.cases.case import Case

VERSIONED = ("rammeaftale", "holidays")


@record
class RuleText:
    """A rule set: id, title, the period it holds in, fingerprint."""

    id: str
    title: str
    period: str
    fingerprint: str


@record
class Heading:
    """The report's identity; `has_title`: whether the case has one of its own.

    `is_placed`: the command works from the folder its paths are written from alone.
    """

    title: str
    has_title: bool
    years: str
    made_up: str
    outside: str
    rules: tuple[RuleText, ...]
    case_path: str
    case_sha256: str
    command: str
    is_placed: bool
    versions: tuple[tuple[str, str], ...]


def heading(scope: Scope) -> Heading:
    """From the case and the manifests."""
    case, facts = scope.result.case, scope.result.run.facts
    return Heading(
        case.title or f"Beregning efter {scope.program.manifest.title}",
        bool(case.title),
        ", ".join(str(year) for year in facts.years),
        show_date(facts.today) if facts.today else "",
        _outside(scope),
        tuple(
            RuleText(p.id, p.manifest.title, _period(p.manifest.starts, p.manifest.ends), p.fingerprint)
            for p in scope.result.rules.programs
        ),
        scope.asked.case_path,
        _checksum(case),
        scope.asked.command,
        scope.asked.is_placed,
        tuple((name, scope.asked.version if name == "rammeaftale" else version(name)) for name in VERSIONED),
    )


def _checksum(case: Case) -> str:
    """Of the case's text as it was read; empty where it was not read from a text."""
    text = case.node.span.source.text if case.node is not None else ""
    return sha256(text.encode("utf-8")).hexdigest() if text else ""


def _period(starts: object, ends: object) -> str:
    from datetime import date

    assert isinstance(starts, date)
    first = f"fra {show_date(starts)}"
    return f"{first} til {show_date(ends)}" if isinstance(ends, date) else first


def _outside(scope: Scope) -> str:
    """The calculated years outside the agreement's period."""
    cells = [cell for target in scope.result.targets for cell in target.cells()]
    years = {cell[1] for cell in cells if cell[1] is not None and OUTSIDE in scope.result.stamps(cell)}
    return ", ".join(str(year) for year in sorted(years))
