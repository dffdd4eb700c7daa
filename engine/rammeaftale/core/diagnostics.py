"""Findings: what can be wrong (`Finding`), one occurrence of it (`Diagnostic`) and the list that collects them.

RammeaftaleError          raised by the public API; carries the diagnostics
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rammeaftale.core.places import Span
from rammeaftale.core.records import record

MOST_SHOWN = 1000
MOST_QUOTED = 300


class Severity(StrEnum):
    """How grave a finding is; only `ERROR` refuses a rule set or case."""

    ERROR = "fejl"
    WARNING = "advarsel"


@record
class Finding:
    """A kind of fault: stable code, Danish message and help with `{fields}`, and when it strikes."""

    code: str
    severity: Severity
    message: str
    when: str
    help: str = ""


@record
class Diagnostic:
    """One occurrence of a finding at a place, with its texts filled in."""

    code: str
    severity: Severity
    message: str
    span: Span
    help: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        """Whether it refuses what it was found in."""
        return self.severity is Severity.ERROR

    def sort_key(self) -> tuple[bool, str, int, int, str, str]:
        """What keeps a file or library from being read first, then by place: however the checks ran."""
        _, line, column, *_ = self.span
        first = self.code[0] in "FL" and self.code != TOO_MANY.code
        return (not first, self.span.source.path, line, column, self.code, self.message)


class RammeaftaleError(Exception):
    """Rules or a case that cannot be used; `diagnostics` says why, each with its place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.span}: {d.code}: {d.message}" for d in self.diagnostics))


CATALOGUE: dict[str, Finding] = {}


def error(code: str, message: str, *, when: str, help: str = "") -> Finding:  # noqa: A002 - reads as the user does
    """Register a finding that refuses."""
    return _register(Finding(code, Severity.ERROR, message, when, help))


def warning(code: str, message: str, *, when: str, help: str = "") -> Finding:  # noqa: A002
    """Register a finding that only advises."""
    return _register(Finding(code, Severity.WARNING, message, when, help))


def _register(finding: Finding) -> Finding:
    if finding.code in CATALOGUE:
        raise AssertionError(f"{finding.code} is registered twice")
    CATALOGUE[finding.code] = finding
    return finding


TOO_MANY = error(
    "F099",
    "mere end {most} fund; resten er udeladt",
    when="Fejler når en kørsel finder flere fejl, end nogen kan læse.",
    help="Ret de første, og kør igen.",
)


@dataclass
class Findings:
    """The one list a run collects into; nothing else about a run changes.

    Only so many of each severity are kept, so that a flood of warnings hides no error and refuses nothing.
    """

    items: list[Diagnostic] = field(default_factory=list)
    counts: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))

    def add(
        self, finding: Finding, span: Span, notes: Iterable[str] = (), hint: str = "", **fields: object
    ) -> None:
        """Record `finding` at `span`; `hint` replaces the finding's own help."""
        self.counts[finding.severity] += 1
        if self.counts[finding.severity] <= MOST_SHOWN:
            self.items.append(_filled(finding, span, tuple(notes), hint, fields))
        elif self.counts[finding.severity] == MOST_SHOWN + 1:
            many = _filled(TOO_MANY, span, (), "", {"most": MOST_SHOWN})
            self.items.append(replace(many, severity=finding.severity))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.items)

    @property
    def has_errors(self) -> bool:
        """Whether any of them refuses."""
        return any(d.is_error for d in self.items)

    def sorted(self) -> list[Diagnostic]:
        """By place, without repetitions."""
        return sorted(dict.fromkeys(self.items), key=Diagnostic.sort_key)

    def raise_errors(self) -> None:
        """Raise `RammeaftaleError` with all findings if one of them refuses."""
        if self.has_errors:
            raise RammeaftaleError(self.sorted())


def _filled(
    finding: Finding, span: Span, notes: tuple[str, ...], hint: str, fields: dict[str, object]
) -> Diagnostic:
    short = {name: _shortened(value) for name, value in fields.items()}
    text = finding.message.format(**short)
    return Diagnostic(finding.code, finding.severity, text, span, hint or finding.help.format(**short), notes)


def _shortened(value: object) -> object:
    """What is quoted from a file, on one line and cut where no one would read on."""
    if not isinstance(value, str):
        return value
    line = value.replace("\n", " ")
    return f"{line[:MOST_QUOTED]}…" if len(line) > MOST_QUOTED else line
