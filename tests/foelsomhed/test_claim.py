"""The claims of `følsomhed`, tried on the examples.

Each combination is what the case gives with those readings, and a reading that is not listed changes nothing.
"""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import case_node, read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.sensitivity import differs, find_sensitivity
from udfyldning import plain

SETS = {
    "fiktivia/2018-2019": ("tests/biblioteker/fiktiv", "fiktivia/2018-2019"),
    "hovedstaden/2019-2020": (".", "rules/2019-2020"),
}


class Material:
    """A rule set, its examples as cases, and the quantities some reading may reach."""

    def __init__(self, root, id_) -> None:
        library, folder = SETS[id_]
        self.rules = load_rules(id_, root / library, Findings())
        files = sorted((root / library / folder).glob("eksempler/*.yaml"))
        self.cases = [plain(case_node(path, Findings())) for path in files]
        for case in self.cases:
            case.pop("forventet")
        self.readings = self.rules.programs[0].readings
        self.targets = [name for name in self.rules.names if self.rules.quantity(name).symbol.is_computed]

    def result(self, case, target, **readings: str) -> Calculation | None:
        case = deepcopy(case)
        case["fortolkninger"] = {**case.get("fortolkninger", {}), **readings}
        findings = Findings()
        read = read_case(case, self.rules, findings)
        return calculate(self.rules, read, [target], findings) if read is not None else None


@pytest.fixture(scope="module", params=SETS)
def material(request, paths):
    return Material(paths.root, request.param)


@settings(max_examples=25)
@given(random=st.randoms(use_true_random=False))
def test_combinations_and_unlisted_readings(material, random):
    case, target = random.choice(material.cases), random.choice(material.targets)
    result = material.result(case, target)
    if result is None:
        return
    for one in find_sensitivity(result):
        assert one.base == result.outcome(one.cell)
        for combination in random.sample(one.combinations, min(3, len(one.combinations))):
            again = material.result(case, target, **combination.choices)
            assert not differs(again.outcome(one.cell), combination.outcome), (target, combination.choices)
        listed = {varied.reading.head.name for varied in one.readings if varied.matters}
        others = sorted(material.readings.keys() - listed)
        for name in random.sample(others, min(4, len(others))):
            choice = random.choice(sorted(material.readings[name].choices))
            again = material.result(case, target, **{name: choice})
            assert not differs(again.outcome(one.cell), one.base), (target, name, choice)
