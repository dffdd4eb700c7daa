"""The claim of `mangler`, tried on random parts of every example: stating what is listed makes the quantity known.

And no more than that: without a thing said to be certainly needed, the quantity does not become known.
"""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue, Unknown
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import case_node, read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.missing.missing import find_missing
from rammeaftale.services.missing.walk import SOME_MEMBER
from udfyldning import fill_in, plain

LIBRARIES = {
    "fiktivia/2018-2019": ("tests/biblioteker/fiktiv", "fiktivia/2018-2019"),
    "hovedstaden/2019-2020": (".", "rules/2019-2020"),
}
# Its answer depends on a date, and the agreement has figures for some dates only.
DATED = {"rente_ved_optagelse"}


class Material:
    """A rule set, its examples as cases, and the quantities it calculates."""

    def __init__(self, root, id_) -> None:
        library, folder = LIBRARIES[id_]
        findings = Findings()
        self.rules = load_rules(id_, root / library, findings)
        assert self.rules is not None, [d.message for d in findings]
        files = sorted((root / library / folder).glob("eksempler/*.yaml"))
        self.cases = [plain(case_node(path, Findings())) for path in files]
        computed = [n for n in self.rules.names if self.rules.quantity(n).symbol.is_computed]
        self.targets = [name for name in computed if name not in DATED]

    def part_of_a_case(self, random):
        """Some of what an example states; now and then without its year or its date."""
        case = deepcopy(random.choice(self.cases))
        case.pop("forventet", None)
        kept = {k: v for k, v in (case.get("oplysninger") or {}).items() if random.random() < 0.6}
        case["oplysninger"] = {} if random.random() < 0.2 else kept
        for key in ("år", "opgjort"):
            if random.random() < 0.1:
                case.pop(key, None)
        return case

    def calculated(self, case, target):
        """The result, or None when made-up answers do not go together."""
        findings = Findings()
        read = read_case(case, self.rules, findings)
        return calculate(self.rules, read, [target], findings) if read is not None else None


@pytest.fixture(scope="module", params=LIBRARIES)
def material(request, paths):
    return Material(paths.root, request.param)


def outcomes(result):
    return [result.outcome(cell) for target in result.targets for cell in target.cells()]


@settings(max_examples=150)
@given(random=st.randoms(use_true_random=False))
def test_stating_everything_listed_makes_it_known(material, random):
    case, target = material.part_of_a_case(random), random.choice(material.targets)
    result = material.calculated(case, target)
    if result is None:
        return
    report = find_missing(result)
    assert report.is_settled == (not report.missing)
    fill_in(case, list(report.missing), report, random)
    filled = material.calculated(case, target)
    if filled is not None:
        assert [one for one in outcomes(filled) if isinstance(one, Unknown)] == [], (target, case)


@settings(max_examples=150)
@given(random=st.randoms(use_true_random=False))
def test_without_something_certain_it_stays_unknown(material, random):
    case, target = material.part_of_a_case(random), random.choice(material.targets)
    result = material.calculated(case, target)
    report = find_missing(result) if result is not None else None
    certain = [one for one in report.missing if one.certain] if report is not None else []
    if not certain or any(SOME_MEMBER in one.addresses[0] for one in report.missing):
        return  # members of an unnamed dimension cannot be stated without naming it
    left_out = random.choice(certain)
    fill_in(case, [one for one in report.missing if one is not left_out], report, random)
    filled = material.calculated(case, target)
    if filled is not None:
        assert any(isinstance(one, NoValue) for one in outcomes(filled)), (target, left_out)


@settings(max_examples=60)
@given(random=st.randoms(use_true_random=False))
def test_order_of_the_case_changes_nothing(material, random):
    case, target = material.part_of_a_case(random), random.choice(material.targets)
    result = material.calculated(case, target)
    if result is None:
        return
    stated = list(case["oplysninger"].items())
    random.shuffle(stated)
    again = material.calculated({**case, "oplysninger": dict(stated)}, target)
    assert find_missing(again).missing == find_missing(result).missing
