"""Several rule sets in time: each year by the set in force, as the specification says."""

from collections.abc import Mapping

import pytest

from oracle.small import case, program, shown
from rammeaftale.backends.definitions import Compiled, Timeline
from rammeaftale.backends.exact import Run
from rammeaftale.backends.oracle.oracle import Oracle


class Sets:
    """A set for each year, in which k is that year's figure (None: no k) and x is 100 + k of three years earlier."""

    def __init__(self, figures: Mapping[int, int | None]) -> None:
        self.programs = [self._program(year, figure) for year, figure in figures.items()]

    def _program(self, year: int, figure: int | None) -> object:
        own = "" if figure is None else f"\n  k: {{enhed: kr, formel: {figure} kr}}"
        uses = "1 kr" if figure is None else "100 kr + k[-3]"
        return program(
            f"størrelser:\n  x: {{enhed: kr, formel: '{uses}'}}{own}",
            id=f"prøve/{year}",
            periode={"fra": f"{year}-01-01", "til": f"{year}-12-31"},
        )

    def oracle(self, name: str, year: int | None) -> object:
        """What the oracle says, in a case of that year."""
        return shown(Oracle(self.programs, case(years=() if year is None else (year,))).value(name, year))

    def exact(self, name: str, year: int | None) -> object:
        """What the evaluation of record says."""
        timeline = Timeline([Compiled(built) for built in self.programs])
        return shown(Run(timeline, case(years=() if year is None else (year,))).value(name, year))


@pytest.mark.parametrize("by", ["oracle", "exact"])
@pytest.mark.parametrize(
    ("figures", "year", "expected"),
    [
        # the year's own set
        ({2018: 1, 2019: 2}, 2018, 1),
        ({2018: 1, 2019: 2}, 2019, 2),
    ],
)
def test_each_year_uses_the_set_in_force(by, figures, year, expected):
    assert getattr(Sets(figures), by)("k", year) == expected


@pytest.mark.parametrize("by", ["oracle", "exact"])
def test_a_lagged_year_uses_its_own_set(by):
    assert getattr(Sets({2016: 1, 2019: 2}), by)("x", 2019) == 101


@pytest.mark.parametrize("by", ["oracle", "exact"])
def test_a_lagged_year_before_all_sets_uses_the_calculated_year_s(by):
    assert getattr(Sets({2019: 2}), by)("x", 2019) == 102


def test_a_year_without_a_set_is_an_error():
    assert Sets({2018: 1, 2019: 2}).oracle("k", 2021) == "fejl"
