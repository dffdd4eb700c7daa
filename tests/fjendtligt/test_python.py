"""Programs that give strange things: `RammeaftaleError` with findings, never another exception, never a guess."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

import rammeaftale
from fjendtligt.bibliotek import CASE, FILES, SET, TOPIC, library
from rammeaftale import RammeaftaleError


@pytest.fixture
def rules(root):
    return rammeaftale.load(SET, library=library(root))


def case(**facts: object):
    return {"regelsæt": SET, "år": 2019, "oplysninger": {"løn": 1000000, **facts}}


def codes(error):
    return [d.code for d in error.value.diagnostics]


SELF_CONTAINING: dict[str, object] = {}
SELF_CONTAINING["oplysninger"] = SELF_CONTAINING
STRANGE = {
    "float": ({"løn": 1.5}, "S920"),
    "not-a-number": ({"løn": float("nan")}, "S920"),
    "infinite-decimal": ({"løn": Decimal("Infinity")}, "S906"),
    "decimal-of-a-billion-digits": ({"løn": Decimal("1e999999999")}, "S906"),
    "decimal-of-a-billion-zeros": ({"løn": Decimal("1e-999999999")}, "S906"),
    "whole-number-of-5000-digits": ({"løn": 10**5000}, "S906"),
    "whole-number-of-61-digits": ({"løn": 10**60}, "S906"),
    "fraction-of-5000-digits": ({"løn": Fraction(1, 3**10000)}, "S906"),
    "none": ({"løn": None}, "S921"),
    "bytes": ({"løn": b"5"}, "S921"),
    "set": ({"løn": {5}}, "S921"),
    "object": ({"løn": object()}, "S921"),
    "truth-as-number": ({"løn": True}, "S906"),
    "nothing-as-text": ({"løn": ""}, "S906"),
    "nul": ({"slags": "b\0o"}, "F005"),
    "half-a-letter": ({"slags": "\ud800"}, "F005"),
    "key-of-nothing": ({None: 5}, "S921"),
    "key-of-two": ({("a", "b"): 5}, "S921"),
    "key-twice": ({"belægning": {2017: 90, "2017": 91}}, "F014"),
    "list-of-lists": ({"løn": [[1]]}, "K103"),
    "deep": ({"løn": __import__("functools").reduce(lambda inside, _: {"x": inside}, range(5000), 1)}, "F021"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_fact_is_refused(name, rules):
    facts, code = STRANGE[name]
    with pytest.raises(RammeaftaleError) as error:
        rules.calculate({**case(), "oplysninger": {"løn": 1, **facts}})
    assert set(codes(error)) == {code}
    assert all(d.span.source.path.split()[0] == "<sag>" for d in error.value.diagnostics)


def test_mapping_that_contains_itself(rules):
    with pytest.raises(RammeaftaleError) as error:
        rules.calculate(SELF_CONTAINING)
    assert codes(error) == ["F021"]


@pytest.mark.parametrize("given", [[], (), 5, None, "", "nej.yaml", "a\0b", "x" * 5000, "."])
def test_something_else_than_a_case(given, rules):
    with pytest.raises(RammeaftaleError):
        rules.calculate(given)


@pytest.mark.parametrize(
    "target", ["", "nej", "budget[", "budget[N1]", "budget@1", "budget@2019@2020", "i_alt[a,b]", "\0"]
)
def test_target_that_is_none(target, rules):
    with pytest.raises(RammeaftaleError):
        rules.calculate(case(), targets=[target])


@pytest.mark.parametrize("address", ["", "nej", "budget[", "budget[N1]", "\0"])
def test_address_without_answer_is_a_key_error(address, rules):
    result = rules.calculate(case())
    with pytest.raises(KeyError):
        result[address]


@pytest.mark.parametrize("name", ["", "nej", "prøve/2019", "..", "x" * 5000, "a\0b", "\ud800"])
def test_rules_that_are_not_there(name, root):
    library(root)
    with pytest.raises(RammeaftaleError):
        rammeaftale.load(name, library=root)


def test_library_that_is_not_there(root):
    for folder in (root, root / "nej", root / ("x" * 5000), "a\0b"):
        with pytest.raises(RammeaftaleError) as error:
            rammeaftale.load(SET, library=folder)
        assert codes(error) == ["L201"]


def test_broken_rules_are_refused_with_every_finding(root):
    library(root, {TOPIC: FILES[TOPIC].replace("løn *", "lønn *").replace("sum(pladser)", "summ(pladser)")})
    with pytest.raises(RammeaftaleError) as error:
        rammeaftale.load(SET, library=root)
    assert codes(error) == ["N301", "N302"]
    assert "2019/takst.yaml:22:13: N301" in str(error.value)


def test_exact_types_give_exact_results(rules):
    for pay in (1000000, "1000000", Decimal("1000000.00"), Fraction(1000000)):
        assert rules.calculate(case(løn=pay))["budget"].value == 1020000
    third = rules.calculate(case(løn=Fraction(1, 3)))
    assert third["budget"].value == Fraction(34, 100)
    assert rules.calculate(case(modtaget=date(2019, 3, 1), slags="bo"))["frist"].value == date(2019, 3, 6)


def test_the_same_case_as_file_and_as_mapping(rules, root):
    (root / "sag.yaml").write_text(CASE, encoding="utf-8")
    mapping = case(
        slags="bo", modtaget="2019-03-01", belægning={2017: 90, 2018: 95}, niveau={"N1": {"pladser": 4}}
    )
    assert rules.calculate("sag.yaml").to_json() == rules.calculate(mapping).to_json()
