"""The fictional agreements check clean, their examples hold, and the examples reach every corner of them."""

import fiktivia
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.api import check
from rammeaftale.services.examples.coverage import coverage
from rammeaftale.services.examples.examples import run_examples


def test_nothing_is_found_in_it():
    assert check([fiktivia.ROOT]) == []


def test_every_example_gives_what_it_expects_and_together_they_leave_nothing_out():
    findings = Findings()
    sets = run_examples([fiktivia.ROOT], findings)
    assert list(findings) == []
    assert [result.file.shown for one in sets for result in one.results if not result.passed] == []
    assert sum(len(one.results) for one in sets) > 50
    assert [one for one in coverage(sets) if not one.is_full] == []
