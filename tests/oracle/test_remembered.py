"""What is found once for all members: only where it is the same for all of them."""

import pytest

from oracle.small import case, exact_says, oracle_says, program
from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Run
from rammeaftale.backends.facts import Facts, Stated

BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
INPUTS = "oplysninger: {v: {enhed: forhold, pr: kommune}, n: {enhed: forhold, pr: niveau}}\nstørrelser:\n"
STATED = {"v[A]": 1, "v[B]": 2, "v[C]": 5, "n[N1]": 10, "n[N2]": 30}
LEVELS = ("N1", "N2")


@BOTH
@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("v / sum(v)", {"A": 0.125, "B": 0.25, "C": 0.625}),
        # those before it, those not before it
        ("sum(v, hvor=v < denne(v))", {"A": 0, "B": 1, "C": 3}),
        ("sum(v, hvor=v >= denne(v))", {"A": 8, "B": 7, "C": 5}),
        # for each of all: how many are smaller; 0 + 1 + 2
        (
            "sum(sum(v / v, over=kommune, hvor=v < denne(v)), over=kommune, hvor=v > 0)",
            dict.fromkeys("ABC", 3),
        ),
        # of those not smaller than the calculated one: their share of all
        ("sum(v / sum(v), over=kommune, hvor=v >= denne(v))", {"A": 1, "B": 0.875, "C": 0.625}),
        # levels of which n exceeds ten times v: 10 > 10, 20, 50 never; 30 > 10, 20 but not 50
        ("antal(n > 10 * v, over=niveau)", {"A": 1, "B": 1, "C": 0}),
        # v of all, once for each such level
        ("sum(sum(v), over=niveau, hvor=n > 10 * denne(v))", {"A": 8, "B": 8, "C": 0}),
    ],
)
def test_each_member_has_its_own(says, formula, found):
    built = program(
        f"{INPUTS}  x: {{enhed: forhold, pr: kommune, formel: '{formula}'}}\n  y: {{enhed: forhold, formel: sum(x)}}"
    )
    facts = case(STATED, levels=LEVELS)
    assert {member: says(built, facts, "x", member) for member in found} == found
    assert says(built, facts, "y") == sum(found.values())


@BOTH
def test_each_year_has_its_own(says):
    built = program(
        "oplysninger: {v: {enhed: forhold, pr: [kommune, år]}}\nstørrelser:\n"
        "  x: {enhed: forhold, pr: kommune, formel: v / sum(v)}\n"
        "  y: {enhed: forhold, pr: kommune, formel: 'x - x[-1]'}"
    )
    stated = {"v[A]@2018": 1, "v[B]@2018": 1, "v[C]@2018": 2, "v[A]@2019": 3, "v[B]@2019": 1, "v[C]@2019": 0}
    assert [says(built, case(stated), "y", member) for member in "ABC"] == [0.5, 0, -0.5]


def test_each_cell_has_read_it_all():
    built = program(f"{INPUTS}  x: {{enhed: forhold, pr: kommune, formel: v / sum(v)}}")
    run = Run(Compiled(built), case(STATED))
    inputs = [("v", 2019, (member,)) for member in "ABC"]
    for member in "ABC":
        run.value("x", 2019, (member,))
        assert run.reads["x", 2019, (member,)] == [("v", 2019, (member,)), *inputs]


def test_a_share_of_the_sum_for_two_thousand_members():
    """Four million readings counted one by one would be too many, and take seconds."""
    members = tuple(f"M{number}" for number in range(2000))
    built = program(
        "oplysninger: {k: {enhed: kr, pr: ting}}\nstørrelser:\n"
        "  x: {enhed: pct, pr: ting, formel: k / sum(k)}\n  y: {enhed: pct, formel: sum(x)}",
        dimensioner={
            "ting": {"titel": "Ting", "hvis_ikke_nævnt": "ingen"},
            "kommune": {"titel": "K", "medlemmer": "kommuner.yaml"},
        },
    )
    stated = {("k", (member,)): {2019: Stated(at + 1)} for at, member in enumerate(members)}
    assert exact_says(built, Facts((2019,), None, {"ting": members}, stated), "y") == 1


def test_what_is_asked_of_the_calculated_member_cannot_ask_again():
    with pytest.raises(AssertionError, match=r"^T412 «denne» "):
        program(f"{INPUTS}  x: {{enhed: forhold, pr: kommune, formel: 'sum(v, hvor=samme(denne(v)))'}}")
