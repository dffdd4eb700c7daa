"""Shapley values: by hand, against every order written out, and the laws they must keep."""

from fractions import Fraction
from math import prod

from hypothesis import given
from hypothesis import strategies as st

from comparing.orders import averaged
from rammeaftale.services.comparing.shapley import shapley


def test_a_product_by_hand():
    """2·3 becomes 4·5: the first adds 2·3 before the other and 2·5 after it, (6+10)/2; the second (4+8)/2."""
    factors = ((2, 4), (3, 5))
    value = lambda made: Fraction(prod(pair[made >> n & 1] for n, pair in enumerate(factors)))  # noqa: E731
    assert shapley(2, value) == [8, 6]


def test_one_change_is_the_whole_and_none_is_nothing():
    assert shapley(1, lambda made: Fraction(7 if made else 3)) == [4]
    assert shapley(0, lambda made: Fraction(1)) == []


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.fractions(), min_size=1 << n, max_size=1 << n)))
def test_as_every_order_written_out_and_summing_to_the_whole(values):
    count = len(values).bit_length() - 1
    found = shapley(count, lambda made: values[made])
    names = [str(n) for n in range(count)]
    expected = averaged(names, lambda made: values[sum(1 << int(n) for n in made)])
    assert found == [expected[name] for name in names]
    assert sum(found) == values[-1] - values[0]


@given(st.lists(st.fractions(), min_size=3, max_size=3))
def test_a_change_that_never_matters_gets_nothing(values):
    by_first_two = [*values, Fraction(9)]
    assert shapley(3, lambda made: by_first_two[made & 3])[2] == 0
