"""Thresholds held against brute force: a fine grid of plain calculations, on random rules and on the fictional library.

The random rules are piecewise linear, so between thresholds three neighbouring figures lie on a line, and beside a
threshold they do not: that is all the test knows of how the figures come about.
"""

from fractions import Fraction
from itertools import count, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fiktivia
import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue
from rammeaftale.services.api import Rules
from rammeaftale.services.cases.case import case_node, read_case
from rammeaftale.services.varying.axis import MEASURED
from rammeaftale.services.varying.variation import depending
from udfyldning import plain
from variation import reached, varied

LOW, HIGH, STEPS = -40, 60, 96
TINY = Fraction(1, 10**9)
HEAD = """\
parametre:
  p: {titel: P, enhed: kr, værdi: 7}
oplysninger:
  x: {titel: X, enhed: kr}
  y: {titel: Y, enhed: kr}
størrelser:
"""
numbers = st.integers(-12, 25)
names = st.sampled_from(["x", "y", "p"])
factors = st.sampled_from(["2", "0.5", "-1", "3", "0.25"])


def formulas(names_) -> st.SearchStrategy[str]:
    """Piecewise linear formulas in kr over some names."""
    plain_ = st.one_of(names_, numbers.map(lambda n: f"({n} kr)"))

    def wider(inner) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(factors, inner).map(lambda t: f"({t[0]} * {t[1]})"),
            st.tuples(st.sampled_from(["min", "maks"]), inner, inner).map(
                lambda t: f"{t[0]}({t[1]}, {t[2]})"
            ),
            inner.map(lambda a: f"abs({a})"),
            st.tuples(inner, st.integers(0, 9)).map(lambda t: f"ud_over({t[0]}, {t[1]} kr)"),
            st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner, inner, inner).map(
                lambda t: f"hvis({t[0]} {t[1]} {t[2]}, {t[3]}, {t[4]})"
            ),
        )

    return st.recursive(plain_, wider, max_leaves=6)


@st.composite
def topics(draw):
    """Three quantities, each on those before it: one formula with steps, one with branches, one with a scale or table."""
    first, second = draw(formulas(names)), draw(formulas(names.map(lambda n: n if n != "p" else "a")))
    test, other = draw(formulas(names.map(lambda n: n if n != "y" else "a"))), draw(formulas(names))
    third = draw(formulas(st.sampled_from(["a", "b", "x"])))
    low, high = sorted((draw(numbers), draw(numbers) + 30))
    lines = [
        f"  a: {{titel: A, enhed: kr, formel: '{first}', trin: [{{højst: '{high} kr'}}, {{mindst: '{low} kr'}}]}}",
        (
            f"  b: {{titel: B, enhed: kr, varianter: [{{når: '{test} > {low} kr', formel: '{second}'}}, "
            f"{{ellers: '{other}'}}]}}"
        ),
        f"  grundlag: {{titel: G, enhed: kr, formel: '{third} + a - 0.5 * b + x'}}",
        "  c:",
        "    titel: C",
        "    enhed: kr",
        (
            f"    skala: {{af: grundlag, art: {draw(st.sampled_from(['marginal', 'enkelt']))}, intervaller: "
            f"[{{fra: -100000, sats: 0}}, {{{draw(st.sampled_from(['fra', 'over']))}: {low}, sats: 0.5}}, "
            f"{{over: {high + 1}, sats: 2}}]}}"
        ),
    ]
    return HEAD + "\n".join(lines) + "\n"


NUMBERS = count()


@settings(max_examples=20)
@given(topic=topics(), y=numbers)
def test_random_rules(tmp_path_factory, topic, y):
    rules = small.library(tmp_path_factory.mktemp("r") / str(next(NUMBERS)), topic).load()
    case = {"regelsæt": small.SET, "år": 2020, "oplysninger": {"x": 1, "y": y}}

    def plainly(x: Fraction) -> Fraction:
        stated = {**case, "oplysninger": {"x": x, "y": y}}
        return Rules(rules).calculate(stated, ["c"])["c"].value

    found = varied(rules, case, "c", f"x={LOW}..{HIGH}")
    assert found.method == "nøjagtig"
    places = [one.at for one in found.thresholds]
    _none_missing(plainly, places)
    for one in found.thresholds:
        _is_one(plainly, one.at)


def _none_missing(plainly, places) -> None:
    grid = [LOW + Fraction(HIGH - LOW, STEPS) * n for n in range(STEPS + 1)]
    values = [plainly(x) for x in grid]
    for n in range(1, STEPS):
        bent = values[n - 1] + values[n + 1] != 2 * values[n]
        beside = [place for place in places if grid[n - 1] <= place <= grid[n + 1]]
        assert not bent or beside, (grid[n], values[n - 1 : n + 2])


def _is_one(plainly, place) -> None:
    """Five figures around a threshold are not on one line; at an end of the range two jump."""
    around = [plainly(place + TINY * n) for n in (-2, -1, 0, 1, 2)]
    if place == LOW:
        around = around[2:]
    elif place == HIGH:
        around = around[:3]
    steps = {b - a for a, b in pairwise(around)}
    assert len(steps) > 1, (place, around)


@settings(max_examples=15)
@given(topic=topics(), y=numbers, wanted=st.integers(-60, 90))
def test_random_answers(tmp_path_factory, topic, y, wanted):
    """Every answer gives the value, and wherever the grid crosses it without a jump there is an answer."""
    rules = small.library(tmp_path_factory.mktemp("o") / str(next(NUMBERS)), topic).load()
    case = {"regelsæt": small.SET, "år": 2020, "oplysninger": {"x": 1, "y": y}}
    found = reached(rules, case, "c", str(wanted), f"x={LOW}..{HIGH}")

    def plainly(x: Fraction) -> Fraction:
        stated = {**case, "oplysninger": {"x": x, "y": y}}
        return Rules(rules).calculate(stated, ["c"])["c"].value

    for one in found.answers:
        assert plainly((one.low + one.high) / 2) == wanted
        for place, is_in in ((one.low, one.low_in), (one.high, one.high_in)):
            assert not is_in or plainly(place) == wanted
    told = [(one.low, one.high) for one in found.answers]
    for n in range(STEPS + 1):
        x = LOW + Fraction(HIGH - LOW, STEPS) * n
        inside = any(low < x < high for low, high in told)
        beside = any(x in ends for ends in told)
        assert (plainly(x) == wanted) == inside or beside, x


@pytest.fixture(scope="module")
def material():
    """The fictional examples: rules, case, and what each states that can be moved."""
    found = []
    for path in sorted((fiktivia.ROOT / "fiktivia" / "2018-2019" / "eksempler").glob("*.yaml"))[::2]:
        if path.name == "huler.yaml":  # states one input in two ways, which `--sæt` cannot change
            continue
        node = case_node(path, Findings())
        rules = fiktivia.rules(node.get("regelsæt").text).rules
        case = read_case(path, rules, Findings())
        slots = [
            (name, members, year)
            for (name, members), by_year in case.facts.stated.items()
            for year in by_year
            if rules.quantity(name).symbol.type.kind in MEASURED
        ]
        if slots:
            found.append((rules, case, plain(node), sorted(slots, key=str)))
    return found


@settings(max_examples=40)
@given(seed=st.integers(0, 10**9))
def test_fictional_library(material, seed):
    """Between two thresholds each plain calculation is what the stretch's function says."""
    random = Random(seed)  # noqa: S311 - a choice of examples
    rules, case, source, slots = random.choice(material)
    name, members, year = random.choice(slots)
    own = case.facts.find(name, members, year).value
    targets = sorted(
        t for t in depending(rules, name) if t in rules.names and t != name and _is_asked(rules, case, t)
    )
    text = _range(rules, name, own, random)
    if not targets or text is None:
        return
    moved = f"{name}{'[' + ','.join(members) + ']' if members else ''}{'@' + str(year) if year else ''}"
    target = random.choice(targets)
    quantity = rules.quantity(target)
    picked = [random.choice(case.facts.members[d]) for d in quantity.dims]
    asked = f"{target}{'[' + ','.join(picked) + ']' if picked else ''}"
    asked += f"@{case.facts.years[0]}" if len(case.facts.years) > 1 and not quantity.symbol.fixed else ""
    source = {key: part for key, part in source.items() if key != "forventet"}
    found = varied(rules, source, asked, f"{moved}={text}/17")
    for point in found.points:
        for one in found.ranges:
            if one.low < point.x < one.high and found.method == "nøjagtig":
                _holds(one, point, found)


def _is_asked(rules, case, name) -> bool:
    quantity = rules.quantity(name)
    return quantity.symbol.is_computed and all(case.facts.members.get(d) for d in quantity.dims)


def _range(rules, name, own, random) -> str | None:
    """A range around the case's own value, within bounds."""
    quantity = rules.quantity(name)
    if not isinstance(own, int | Fraction):
        return (
            f"{own.replace(day=1).isoformat()}..{own.replace(day=28, month=12).isoformat()}"
            if own.month < 12
            else None
        )
    unit = quantity.symbol.type.unit.scale
    width = max(abs(own), 10 * unit) * random.choice([1, 2, Fraction(1, 4)])
    low, high = own - width, own + width
    low = low if quantity.least is None else max(low, quantity.least)
    high = high if quantity.most is None else min(high, quantity.most)
    low, high = round(low / unit), round(high / unit)
    year = quantity.symbol.type.kind not in MEASURED[:2]
    if year:
        low, high = own - 3, own + 3
    return f"{low}..{high}" if low < high and low >= (quantity.least or low * unit) / unit else None


def _holds(one, point, found) -> None:
    outcome = point.outcome
    if isinstance(outcome, NoValue) or one.function is None:
        assert type(outcome) is type(one.seen.outcome)
        assert isinstance(outcome, NoValue) or outcome == one.seen.outcome
        return
    if found.axis.is_whole and point.x.denominator != 1:
        return
    value = Fraction(outcome) if isinstance(outcome, int | Fraction) else Fraction(outcome.toordinal())
    near = sum((4 * rounded.multiple for rounded in found.rounded), Fraction(0)) if one.seen.rounded else 0
    assert abs(one.function.value(point.x) - value) <= near, (found.address, point.x)
