"""The evaluation of record and the oracle agree on every cell of random rule sets and cases."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st

from oracle.cases import cases, cells
from oracle.programs import rule_sets
from oracle.written import RuleSet, as_yaml, build
from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Run
from rammeaftale.backends.facts import Facts, Members
from rammeaftale.backends.oracle.oracle import Oracle
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.language.program import Program

CASES = 10
BACKENDS = "rammeaftale.backends."
FORBIDDEN = {"exact", "closures", "rules", "arithmetic", "definitions"}


def agree(left: Outcome, right: Outcome) -> bool:
    """The same value of the same kind, or the same state, missing the same."""
    if isinstance(left, NoValue) or isinstance(right, NoValue):
        missing = (
            (left.missing, right.missing)
            if isinstance(left, Unknown) and isinstance(right, Unknown)
            else (0, 0)
        )
        return type(left) is type(right) and missing[0] == missing[1]
    return isinstance(left, bool) is isinstance(right, bool) and left == right


def told(
    rules: RuleSet, facts: Facts, cell: tuple[str, int | None, Members], exact: Outcome, oracle: Outcome
) -> str:
    """A disagreement with all that is needed to look into it."""
    return f"{cell}\nexact:  {exact}\noracle: {oracle}\n\n{facts}\n\n{as_yaml(rules.topic)}"


def compare(rules: RuleSet, program: Program, facts: Facts) -> None:
    """Fail at the first cell the two evaluations do not agree on."""
    run, oracle = Run(Compiled(program), facts), Oracle([program], facts)
    for cell in cells(program, facts):
        left, right = run.value(*cell), oracle.value(*cell)
        assert agree(left, right), told(rules, facts, cell, left, right)


def comparison(programs: int) -> Callable[[], None]:
    """A property over so many random programs, each with some cases."""

    @settings(max_examples=programs, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rule_sets(), st.data())
    def holds(rules: RuleSet, data: st.DataObject) -> None:
        program, findings = build(rules)
        assume(program is not None and not findings.has_errors)
        assert program is not None
        for _ in range(CASES):
            compare(rules, program, data.draw(cases(program)))

    return holds


@pytest.mark.parametrize("part", range(4))
def test_exact_equals_oracle(part):
    seed(part)(comparison(40))()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4, 12))
def test_exact_equals_oracle_at_length(part):
    seed(part)(comparison(150))()


def test_most_random_rule_sets_are_accepted():
    refused = []

    @seed(0)
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rule_sets())
    def collect(rules: RuleSet) -> None:
        _, findings = build(rules)
        refused.extend([d.message for d in findings if d.is_error][:1])

    collect()
    assert len(refused) <= 8, refused


def test_the_oracle_shares_no_evaluation_code(paths):
    """Not a module of the evaluation of record, and nothing of the backends but what a calculation is given."""
    reached, pending = set(), ["oracle/oracle"]
    while pending:
        name = pending.pop()
        reached.add(name)
        tree = ast.parse((paths.package / "backends" / f"{name}.py").read_text(encoding="utf-8"))
        pending += backend_imports(tree, paths.package) - reached
    assert not reached & FORBIDDEN
    assert all(name in ("facts", "events") or name.startswith("oracle/") for name in reached)


def backend_imports(tree: ast.AST, package: Path) -> set[str]:
    """The modules of the backends that a file imports, anywhere in it, as paths below that folder."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "a relative import hides where it leads"
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found |= {
            name.removeprefix(BACKENDS).replace(".", "/") for name in names if name.startswith(BACKENDS)
        }
    return {name for name in found if (package / "backends" / f"{name}.py").is_file()}


def test_the_oracle_uses_no_shared_outcome_logic(paths):
    """The outcome table is written anew: only the outcomes themselves are common."""
    shared = {"first_reason", "strictest", "decide"}
    files = sorted((paths.package / "backends" / "oracle").glob("*.py"))
    assert len(files) > 5
    for path in files:
        names = {
            node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)
        }
        assert not names & shared, path.name
