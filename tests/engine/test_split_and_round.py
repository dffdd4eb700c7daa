"""Laws of splitting and rounding: parts sum to the whole, halves go where the rule says."""

from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fiktivia
import inline
from rammeaftale.backends.arithmetic import Impossible, beyond, round_to, split, weighted

ORE = Fraction(1, 100)
amounts = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000)
keys = st.lists(st.fractions(min_value=0, max_value=10**6, max_denominator=97), min_size=1, max_size=8)
multiples = st.sampled_from([ORE, Fraction(1, 2), Fraction(1), Fraction(25), Fraction(3, 7)])


@given(amounts, keys)
def test_parts_are_whole_ore_and_sum_to_the_whole_in_ore(amount, key):
    if not sum(key):
        return
    parts = split(amount, key)
    assert sum(parts) == round_to(amount, ORE)
    assert all((part / ORE).denominator == 1 for part in map(Fraction, parts))


@given(amounts, keys)
def test_no_part_is_an_ore_or_more_from_its_share_and_none_has_the_other_sign(amount, key):
    if not sum(key):
        return
    whole = round_to(amount, ORE)
    for part, weight in zip(split(amount, key), key, strict=True):
        assert abs(part - Fraction(whole) * weight / sum(key)) < ORE
        assert part * whole >= 0


@given(amounts, keys)
def test_sign_goes_by_magnitude_and_scale_of_the_key_does_not_matter(amount, key):
    if not sum(key):
        return
    parts = split(amount, key)
    assert split(-amount, key) == [-part for part in parts]
    assert split(amount, [weight * 3 for weight in key]) == parts


@given(amounts, keys)
def test_larger_weights_never_get_less(amount, key):
    if not sum(key):
        return
    pairs = sorted(zip(key, split(abs(amount), key), strict=True))
    for (light, less), (heavy, more) in pairwise(pairs):
        assert more >= less or (light == heavy and less - more <= ORE)


def test_ties_go_to_the_first_members_in_their_order():
    assert split(Fraction("0.05"), [1, 1, 1]) == [Fraction("0.02"), Fraction("0.02"), Fraction("0.01")]
    assert split(100, [1, 1, 1]) == [Fraction("33.34"), Fraction("33.33"), Fraction("33.33")]
    assert split(Fraction("-0.05"), [1, 1, 1]) == [Fraction("-0.02"), Fraction("-0.02"), Fraction("-0.01")]


def test_the_largest_remainder_gets_the_last_ore_wherever_it_stands():
    # 10.00 by 1, 2 and 4 of 7: 1.42 + 0.857…, 2.85 + 0.714…, 5.71 + 0.428…: two øre are left
    weights = {1: Fraction("1.43"), 2: Fraction("2.86"), 4: Fraction("5.71")}
    for order in permutations(weights):
        assert split(10, list(order)) == [weights[w] for w in order]


def test_nothing_to_split_gives_zeros_and_a_bad_key_is_a_fault():
    assert split(0, [0, 0]) == [0, 0]
    assert split(Fraction("0.004"), [1, 1]) == [0, 0]
    for key, code in (([0, 0], "nøgle_uden_sum"), ([1, -1, 2], "negativ_nøgle")):
        with pytest.raises(Impossible) as fault:
            split(1, key)
        assert fault.value.code == code


def test_one_cent_exactness_of_shares_where_decimals_fail(tmp_path):
    text = """\
oplysninger:
  vægt: {titel: Vægt, enhed: forhold, pr: hold}
  i_alt: {titel: I alt, enhed: kr}
størrelser:
  andel: {titel: Andel, enhed: pct, pr: hold, formel: vægt / sum(vægt)}
  andele: {titel: Andele, enhed: pct, formel: sum(andel)}
  stemmer: {titel: Stemmer, type: ja_nej, formel: sum(andel) == 1}
  afregnet: {titel: Afregnet, enhed: kr, pr: hold, formel: "fordel(i_alt, vægt)"}
  rest: {titel: Rest, enhed: kr, formel: i_alt - sum(afregnet)}
"""
    rules = inline.rules(tmp_path, text)
    for weights in ((3, 7, 11, 13), (1, 1, 1, 997), (17, 19, 23, 29)):
        hold = {f"h{n}": {"vægt": w} for n, w in enumerate(weights)}
        result = rules.calculate(inline.case(hold=hold, i_alt="1234567.89"))
        assert (result["andele"].value, result["stemmer"].value, result["rest"].value) == (100, True, 0)
        assert result["afregnet[h0]"].value == round_to(
            Fraction("1234567.89") * weights[0] / sum(weights), ORE
        )


@given(amounts, multiples)
def test_rounding_lands_on_a_multiple_within_one_and_keeps_multiples(value, multiple):
    for method in ("halv_op", "halv_lige", "op", "ned"):
        rounded = round_to(value, multiple, method)
        assert (Fraction(rounded) / multiple).denominator == 1
        assert abs(rounded - value) < multiple
        assert round_to(rounded, multiple, method) == rounded
        assert round_to(-value, multiple, method) == -rounded


@given(amounts, multiples)
def test_op_is_away_from_zero_ned_towards_it_and_halves_are_nearest(value, multiple):
    up, down = round_to(value, multiple, "op"), round_to(value, multiple, "ned")
    assert abs(down) <= abs(value) <= abs(up)
    for method in ("halv_op", "halv_lige"):
        nearest = round_to(value, multiple, method)
        assert nearest in (up, down)
        assert abs(nearest - value) * 2 <= multiple


@pytest.mark.parametrize(
    ("value", "halv_op", "halv_lige", "op", "ned"),
    [
        ("2.5", 3, 2, 3, 2),
        ("3.5", 4, 4, 4, 3),
        ("-2.5", -3, -2, -3, -2),
        ("2.499", 2, 2, 3, 2),
        ("2.501", 3, 3, 3, 2),
        ("0.1", 0, 0, 1, 0),
        ("-0.1", 0, 0, -1, 0),
        ("7", 7, 7, 7, 7),
    ],
)
def test_rounding_to_whole_numbers(value, halv_op, halv_lige, op, ned):
    found = [round_to(Fraction(value), 1, method) for method in ("halv_op", "halv_lige", "op", "ned")]
    assert found == [halv_op, halv_lige, op, ned]


def test_rounding_to_nothing_is_a_fault():
    for multiple in (0, -1):
        with pytest.raises(Impossible):
            round_to(1, multiple)


@given(amounts, st.fractions(min_value=0, max_value=10**6, max_denominator=100))
def test_beyond_is_the_signed_part_outside_the_band(value, bound):
    part = beyond(value, bound)
    assert abs(part) == max(abs(value) - bound, 0)
    assert part == 0 or (part > 0) == (value > 0)
    assert abs(value - part) == min(abs(value), bound)


def test_weighted_mean_lies_between_and_needs_a_weight():
    assert weighted([80, 10, 40], [3, 1, 3]) == Fraction(370, 7)
    with pytest.raises(Impossible):
        weighted([1, 2], [1, -1])


def test_split_is_one_decision_shared_by_all_members():
    result = fiktivia.rules("fiktivia/2018-2019").calculate(
        {"regelsæt": "fiktivia/2018-2019", "år": 2018, "oplysninger": {"brofond": "0.01"}},
        ["kommune_trolde_bidrag"],
    )
    parts = [result[f"kommune_trolde_bidrag[{code}]"].value for code in ("0007", "0013", "0042", "0099")]
    assert parts == [0, 0, Fraction(1, 100), 0]
