"""The run of the examples as text: where a figure first goes wrong, what follows from it, and a summary."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.outcome import Failure, NoValue, Unknown
from rammeaftale.core.shell import quoted
from rammeaftale.report import diagnostics
from rammeaftale.report.amounts import amount, apart, change
from rammeaftale.report.examples.unconfirmed import unconfirmed_text
from rammeaftale.services import findings as f
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.examples.examples import ExampleResult, Mismatch, SetResult
from rammeaftale.services.examples.expectations import ACTION, PROCEDURE, Expectation
from rammeaftale.services.examples.expected import (
    ExpectedCheck,
    ExpectedStanding,
    ExpectedState,
    ExpectedStatus,
    FoundStanding,
)
from rammeaftale.services.loading import default_library

MOST_NAMED = 5
_CHECKS = {True: "ja", False: "nej", None: "ukendt"}


def examples_text(sets: Iterable[SetResult]) -> str:
    """Every example that fails, then how many passed."""
    sets = list(sets)
    blocks = [diagnostics.text(one.findings) for one in sets if one.findings]
    blocks += [failure(result) for one in sets for result in one.results if result.failed]
    blocks += [failure(r) for one in sets if not one.examples.complete for r in one.results if _differs(r)]
    carried = unconfirmed_text([result for one in sets for result in one.results if result.unconfirmed])
    return "\n\n".join([*blocks, *carried, summary(sets)])


def _differs(result: ExampleResult) -> bool:
    return bool(result.unconfirmed) and not result.passed


def failure(result: ExampleResult) -> str:
    """One example: what could not be read, and each figure that goes wrong by itself."""
    found = [*result.findings, *mismatches(result)]
    title = f" – {result.title}" if result.title else ""
    return f"{result.file.shown}{title}\n\n{diagnostics.text(found)}"


def mismatches(result: ExampleResult) -> list[Diagnostic]:
    """A finding for each mismatch that rests on no other; those that do are named in its note."""
    findings = Findings()
    for mismatch in result.mismatches:
        if mismatch.rests_on:
            continue
        expectation = mismatch.expectation
        wanted, found = told(mismatch, result)
        after = [m for m in result.mismatches if expectation.address in m.rests_on]
        findings.add(
            f.BAD_EXPECTATION,
            expectation.span,
            name=expectation.address,
            expected=wanted,
            found=found,
            notes=[
                note for note in (difference(mismatch, result), _why(mismatch), _following(after)) if note
            ],
            hint=advice(expectation, result),
        )
    return list(findings)


def told(mismatch: Mismatch, result: ExampleResult) -> tuple[str, str]:
    """What was expected and what was found, so that the difference shows."""
    expectation, found = mismatch.expectation, mismatch.found
    wanted = expectation.wanted
    if isinstance(wanted, ExpectedStatus):
        return wanted.status, found.status if isinstance(found, DutyResult) else ""
    if isinstance(wanted, ExpectedCheck):
        return _CHECKS[wanted.holds], _CHECKS[found.holds] if isinstance(found, CheckResult) else ""
    if isinstance(wanted, ExpectedStanding):
        return wanted.text, found.text if isinstance(found, FoundStanding) else ""
    assert not isinstance(found, DutyResult | CheckResult | FoundStanding)
    quantity = result.rules.quantity(expectation.cell[0])
    assert quantity is not None
    if isinstance(wanted, ExpectedState):
        return _state(wanted), _state(found) if isinstance(found, NoValue) else amount(found, quantity)
    if isinstance(found, NoValue):
        return amount(wanted.value, quantity), found.state
    first, second = apart(wanted.value, found, quantity)
    return (f"{first} (± {amount(wanted.tolerance, quantity)})" if wanted.tolerance else first), second


def _state(told: ExpectedState | NoValue) -> str:
    missing = getattr(told, "missing", None)
    return told.state if missing is None else f"{told.state}, fordi {_listed(missing)} mangler"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "ingenting"


def difference(mismatch: Mismatch, result: ExampleResult) -> str:
    """How far off a number is."""
    quantity = result.rules.quantity(mismatch.expectation.cell[0])
    if mismatch.difference is None or quantity is None:
        return ""
    return f"forskel {change(mismatch.difference, quantity)}"


def _why(mismatch: Mismatch) -> str:
    """Why there is no value."""
    found = mismatch.found
    if isinstance(found, FoundStanding):
        return found.why
    if isinstance(found, Failure):
        return f"{found.message} ({found.span})" if found.span else found.message
    if isinstance(found, Unknown) and not isinstance(mismatch.expectation.wanted, ExpectedState):
        return f"det, der mangler: {_listed(found.missing)}"
    span = getattr(found, "span", None)
    return f"står i {span}" if isinstance(found, NoValue) and span else ""


def _following(after: list[Mismatch]) -> str:
    if not after:
        return ""
    names = [m.expectation.address for m in after]
    more = f" og {len(names) - MOST_NAMED} mere" if len(names) > MOST_NAMED else ""
    return f"bygger på den og afviger også: {', '.join(names[:MOST_NAMED])}{more}"


def advice(expectation: Expectation, result: ExampleResult) -> str:
    """The command that shows why."""
    words = ["forklar", result.rules.id, str(result.file.path), expectation.address]
    if expectation.kind == ACTION:
        words = ["beregn", result.rules.id, str(result.file.path)]
    if expectation.kind == PROCEDURE:
        words = ["procedure", result.rules.id, expectation.cell[0], str(result.file.path)]
    if result.file.root.resolve() != default_library().resolve():
        words += ["--regler", str(result.file.root)]
    return f"Se hvorfor: rammeaftale {' '.join(map(quoted, words))}"


def summary(sets: Iterable[SetResult]) -> str:
    """How many examples passed, and how much they expect."""
    every = [result for one in sets for result in one.results]
    results = [result for result in every if not result.unconfirmed]
    if not results:
        return "ingen bekræftede eksempler" if every else "ingen eksempler"
    failed = sum(result.failed for result in results)
    expected = sum(len(result.judged) for result in results)
    wrong = sum(len(result.mismatches) for result in results)
    held = f"{_counted(len(results), 'eksempel', 'eksempler')} med {_counted(expected, 'forventning', 'forventninger')}"
    if not failed:
        return f"{held}: alle er opfyldt"
    unread = sum(bool(result.findings) for result in results)
    parts = [f"{failed} fejler"]
    if wrong:
        parts.append(
            f"{wrong} forventninger er ikke opfyldt" if wrong > 1 else "1 forventning er ikke opfyldt"
        )
    if unread:
        parts.append(f"{unread} kan ikke læses")
    return f"{held}: {', '.join(parts)}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
