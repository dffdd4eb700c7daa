"""Running the examples: each one calculated, held against what it expects, and the first difference found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import reach
from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.outcome import Number, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.reading import read_tree
from rammeaftale.rulefiles.yamltree import Mapping
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import build_case, shaped
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.examples.expectations import (
    ACTION,
    DUTY,
    PROCEDURE,
    QUANTITY,
    Expectation,
    read_expectations,
)
from rammeaftale.services.examples.expected import (
    ExpectedCheck,
    ExpectedStanding,
    ExpectedState,
    ExpectedStatus,
    ExpectedValue,
    FoundStanding,
    is_number,
)
from rammeaftale.services.examples.files import ExampleFile, ExampleSet, find_examples
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet

Found: TypeAlias = Outcome | DutyResult | CheckResult | FoundStanding
Tracked: TypeAlias = Callable[[Sequence[ExampleFile], str], Iterable[ExampleFile]]
"""Hands files on, one after another, while it shows how far the work of the named set has come."""


@record
class Mismatch:
    """An expectation that was not met, what was found, how far off a number is (base scale).

    `rests_on`: the addresses of other mismatches it is calculated from; without any it is where to look first.
    """

    expectation: Expectation
    found: Found
    difference: Number | None
    rests_on: tuple[str, ...] = ()


@record
class Judged:
    """An expectation, what was found, and the cells that rests on directly (its own, or what a duty or check reads)."""

    expectation: Expectation
    found: Found
    cells: tuple[Cell, ...]


@record
class ExampleResult:
    """One example that was run.

    `findings`: why it could not be read, and expectations that could not; `mismatches` in the order of calculation,
    each after those it rests on; `judged`: every expectation that could be read; `result`: None when nothing ran;
    `unconfirmed`: the set it is carried over from as long as nobody has gone over what it expects, else empty.
    """

    file: ExampleFile
    title: str
    rules: RuleSet
    findings: tuple[Diagnostic, ...]
    mismatches: tuple[Mismatch, ...] = ()
    judged: tuple[Judged, ...] = ()
    result: Calculation | None = None
    unconfirmed: str = ""

    @property
    def passed(self) -> bool:
        """Whether everything expected was found."""
        return not self.mismatches and not any(d.is_error for d in self.findings)

    @property
    def failed(self) -> bool:
        """Whether it counts against the rules: an unconfirmed example does not."""
        return not self.passed and not self.unconfirmed


@record
class SetResult:
    """The examples of a rule set; `findings` and no `rules` when the rules themselves cannot be used."""

    examples: ExampleSet
    rules: RuleSet | None
    findings: tuple[Diagnostic, ...]
    results: tuple[ExampleResult, ...]

    @property
    def passed(self) -> bool:
        """Whether the rules could be used and every confirmed example gave what it expects."""
        return self.rules is not None and not any(result.failed for result in self.results)


def run_examples(
    paths: Iterable[Path], findings: Findings, tracked: Tracked = lambda files, _: files
) -> list[SetResult]:
    """The examples that the paths lead to, every rule set loaded once; findings for paths that lead to none."""
    return [_run_set(one, tracked) for one in find_examples(paths, findings)]


def _run_set(examples: ExampleSet, tracked: Tracked) -> SetResult:
    findings = Findings()
    rules = load_rules(examples.id, examples.root, findings)
    if rules is None:
        return SetResult(examples, None, tuple(findings.sorted()), ())
    loaded = {examples.id: rules}
    results = [_run(file, examples, loaded) for file in tracked(examples.files, examples.id)]
    return SetResult(examples, rules, (), tuple(results))


def _run(file: ExampleFile, examples: ExampleSet, loaded: dict[str, RuleSet]) -> ExampleResult:
    """One example; a `regelsæt:` that names the region is calculated on the region's timeline."""
    findings = Findings()
    rules = loaded[examples.id]
    node = shaped(read_tree(file.path, findings, file.shown), findings)
    if node is None:
        return ExampleResult(file, "", rules, tuple(findings.sorted()))
    if nodes.text(node, "regelsæt") == examples.region:
        timeline = loaded.get(examples.region) or load_rules(examples.region, examples.root, findings)
        if timeline is None:
            return ExampleResult(file, nodes.text(node, "titel"), rules, tuple(findings.sorted()))
        rules = loaded[examples.region] = timeline
    unconfirmed = nodes.text(node, "ubekræftet")
    return replace(run_example(file, node, rules, findings), unconfirmed=unconfirmed)


def run_example(file: ExampleFile, node: Mapping, rules: RuleSet, findings: Findings) -> ExampleResult:
    """An example that has been read as a tree: calculated and judged."""
    title = nodes.text(node, "titel")
    case = build_case(node, rules, findings)
    if case is None:
        return ExampleResult(file, title, rules, tuple(findings.sorted()))
    expectations = read_expectations(case, rules, findings)
    result = calculate(rules, case, [], findings)
    if result is None:
        return ExampleResult(file, title, rules, tuple(findings.sorted()))
    judged = [_judge(expectation, result) for expectation in expectations]
    return ExampleResult(
        file, title, rules, tuple(findings.sorted()), _mismatches(judged, result), tuple(judged), result
    )


def _judge(expectation: Expectation, result: Calculation) -> Judged:
    name, year, _ = expectation.cell
    if expectation.kind == QUANTITY:
        if expectation.unknown_dimension:
            return Judged(expectation, Unknown(frozenset([expectation.unknown_dimension])), ())
        return Judged(expectation, result.outcome(expectation.cell), (expectation.cell,))
    if expectation.kind == ACTION:
        return _judge_action(expectation, result)
    if expectation.kind == PROCEDURE:
        return _judge_procedure(expectation, result)
    told: Iterable[tuple[int | None, DutyResult | CheckResult]] = (
        result.duties if expectation.kind == DUTY else result.checks
    )
    found = next(one for at, one in told if at == year and one.name == name)
    return Judged(expectation, found, found.reads)


def _judge_action(expectation: Expectation, result: Calculation) -> Judged:
    from rammeaftale.services.examples.goals import found_action, shown

    found = found_action(result, expectation.cell[0])
    return Judged(expectation, shown(found), found.reads)


def _judge_procedure(expectation: Expectation, result: Calculation) -> Judged:
    from rammeaftale.services.examples.procedures import found_standing

    wanted = expectation.wanted
    assert isinstance(wanted, ExpectedStanding)
    found = found_standing(result, expectation.cell[0], wanted.field)
    return Judged(expectation, found, (expectation.cell,))


def _mismatches(judged: list[Judged], result: Calculation) -> tuple[Mismatch, ...]:
    """The expectations not met, in the order of calculation, each with the mismatches it rests on."""
    wrong = [one for one in judged if not meets(one.expectation, one.found)]
    if not wrong:
        return ()
    order = {cell: place for place, cell in enumerate(reach(result.run, [c for j in wrong for c in j.cells]))}
    wrong.sort(
        key=lambda one: (
            max((order[cell] for cell in one.cells), default=-1),
            one.expectation.kind != QUANTITY,
        )
    )
    by_cell = {one.expectation.cell: one.expectation.address for one in wrong}
    found = []
    for one in wrong:
        below = reach(result.run, one.cells)
        rests_on = tuple(by_cell[cell] for cell in below if cell in by_cell and cell != one.expectation.cell)
        found.append(Mismatch(one.expectation, one.found, _difference(one), rests_on))
    return tuple(found)


def meets(expectation: Expectation, found: Found) -> bool:
    """Whether what was found is what was expected: exactly, or within the tolerance."""
    wanted = expectation.wanted
    if isinstance(wanted, ExpectedStanding) or isinstance(found, FoundStanding):
        return isinstance(found, FoundStanding) and found.text == getattr(wanted, "text", None)
    if isinstance(wanted, ExpectedStatus):
        return isinstance(found, DutyResult) and found.status == wanted.status
    if isinstance(wanted, ExpectedCheck):
        return isinstance(found, CheckResult) and found.holds is wanted.holds
    if isinstance(wanted, ExpectedState):
        state = getattr(found, "state", None)
        missing = wanted.missing is None or (isinstance(found, Unknown) and found.missing == wanted.missing)
        return state == wanted.state and missing
    if is_number(found) and is_number(wanted.value):
        return abs(Fraction(found) - Fraction(wanted.value)) <= wanted.tolerance
    return found == wanted.value and isinstance(found, bool) == isinstance(wanted.value, bool)


def _difference(one: Judged) -> Number | None:
    wanted = one.expectation.wanted
    if isinstance(wanted, ExpectedValue) and is_number(wanted.value) and is_number(one.found):
        return one.found - wanted.value
    return None
