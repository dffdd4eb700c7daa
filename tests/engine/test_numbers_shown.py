"""Numbers of very many digits: cut for people, whole as exact text."""

from fractions import Fraction

import pytest

from rammeaftale.core.danish import exact_text, show_number
from rammeaftale.core.display import show_amount
from rammeaftale.core.units import parse_unit

F = Fraction


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (10**60 - 1, ".".join(["999"] * 20)),
        (10**60, "1·10^60"),
        (-25 * 10**6000, "-2,5·10^6001"),
        (F(10**70, 7), "1,4286·10^69"),
        (2**2048, "3,2317·10^616"),
        (F(1, 10**60), "0"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "tal",
)
def test_a_number_no_one_can_read_is_shown_by_its_size(value, shown):
    assert show_number(value) == shown


def test_with_its_unit():
    assert show_amount(5 * 10**4000, parse_unit("kr")) == "5·10^4000 kr"
    assert show_amount(2019, is_year=True) == "2019"
    assert show_amount(10**5000, is_year=True) == "1·10^5000"


@pytest.mark.parametrize(
    ("value", "text", "fraction"),
    [
        (10**5000, "1" + 5000 * "0", None),
        (F(1, 10**5000), "0." + 4999 * "0" + "1", None),
        (F(1, 3 * 10**5000), "0." + 5000 * "0" + 34 * "3", "1/3" + 5000 * "0"),
        (F(2, 3), "0." + 33 * "6" + "7", "2/3"),
        (F(-100, 3), "-33." + 32 * "3", "-100/3"),
        (F(1, 70), "0.0" + 5 * "142857" + "1429", "1/70"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "tal",
)
def test_exact_text_has_every_digit(value, text, fraction):
    assert exact_text(value) == (text, fraction)
