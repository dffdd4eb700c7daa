"""A heltal or an årstal that comes to part of a whole number is a failure, and the program knows where that can be."""

import pytest

from oracle.small import case, exact_says, oracle_says, program
from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Run
from rammeaftale.core.outcome import Failure
from rammeaftale.language.effects import Effect, effects

BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
INPUTS = "oplysninger: {a: {type: heltal}, k: {enhed: kr}, b: {type: heltal, pr: kommune}}\n"


@BOTH
@pytest.mark.parametrize(
    ("type_", "formula", "expected"),
    [
        ("heltal", "a / 2", "fejl"),
        ("heltal", "a / 5", 1),
        ("heltal", "afrund(a / 2, 0)", 3),
        ("heltal", "a / 2 + a / 2", 5),
        ("årstal", "år - a / 2", "fejl"),
        ("årstal", "år - a", 2014),
        ("tal, enhed: forhold", "a / 10", 0.5),
    ],
)
def test_the_result_must_be_whole(says, type_, formula, expected):
    built = program(f"{INPUTS}størrelser: {{x: {{type: {type_}, formel: '{formula}'}}}}")
    assert says(built, case({"a": 5}), "x") == expected


@BOTH
def test_the_steps_come_first(says):
    built = program(
        f"{INPUTS}størrelser: {{x: {{type: heltal, formel: a / 2, trin: [{{afrund: {{til: 1, metode: op}}}}]}}}}"
    )
    assert says(built, case({"a": 5}), "x") == 3


@BOTH
def test_a_standard_that_is_calculated_must_be_whole_too(says):
    built = program(
        "oplysninger: {a: {type: heltal}, h: {type: heltal, standard: a / 2}}\n"
        "størrelser: {x: {type: heltal, formel: h}}"
    )
    assert says(built, case({"a": 5}), "x") == "fejl"
    assert says(built, case({"a": 6}), "x") == 3


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("a / 2", "resultatet skal være et helt tal, ikke 2,5"),
        ("a + 1 / 100000", "resultatet skal være et helt tal, ikke 5,00001"),
        ("a / 3", "resultatet skal være et helt tal, ikke 1,6666666667"),
    ],
)
def test_the_message_shows_what_it_came_to(formula, message):
    built = program(f"{INPUTS}størrelser: {{x: {{type: heltal, formel: '{formula}'}}}}")
    found = Run(Compiled(built), case({"a": 5})).value("x", 2019)
    assert isinstance(found, Failure)
    assert (found.code, found.message, found.quantity) == ("ikke_helt_tal", message, "x")
    assert found.span is not None


@pytest.mark.parametrize(
    ("formula", "more", "may_fail"),
    [
        ("a / 2", "", True),
        ("afrund(a / 2, 0)", "", False),
        ("afrund(a / 2, 1)", "", True),
        ("a / 2", ", trin: [{afrund: {til: 1, metode: ned}}]", False),
        ("a", ", trin: [{højst: a / 2}]", True),
        ("a + 0.5", "", True),
        ("sum(b) - antal(b > 2)", "", False),
        ("hvis(k / 2 > 2 kr, a, -a) * 3", "", False),
    ],
)
def test_where_it_can_fail_is_known_beforehand(formula, more, may_fail):
    built = program(f"{INPUTS}størrelser: {{x: {{type: heltal, formel: '{formula}'{more}}}}}")
    assert (Effect.FAILURE in effects(built.quantities)["x"]) is may_fail
