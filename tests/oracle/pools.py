"""The figures random rules and cases use: chosen so that bounds, halves and month ends are met."""

from __future__ import annotations

from oracle import sorts as ex
from oracle.sorts import Sort

POOLS: dict[Sort, tuple[str, ...]] = {
    ex.KRONER: ("100", "0", "1000.05", "-250", "2.5", "12000000", "-0.05", "1000.55"),
    ex.PERCENT: ("0", "50", "7", "100", "2.5", "-10", "33.3"),
    ex.DAYS: ("1", "0", "30", "365", "-2"),
    ex.SHARE: ("1", "0", "0.5", "2", "-1.5", "0.125"),
    ex.PLACES: ("0", "3", "24", "1"),
    ex.RATE: ("10", "0", "2297.55"),
    ex.WHOLE: ("0", "1", "3", "-4", "13"),
    ex.BOOL: ("ja", "nej"),
    ex.DATE: (
        "2019-06-30",
        "2020-02-29",
        "2018-01-01",
        "2018-08-31",
        "2019-12-31",
        "2019-01-31",
        "2016-06-30",
    ),
    ex.YEAR: ("2019", "2018", "2020", "2021"),
    ex.CHOICE: ex.OPTIONS,
    ex.MEMBER: ("A", "B", "C"),
    ex.TEXT: ("tekst", "anden tekst"),
}
CUTS: dict[Sort, tuple[str, ...]] = {
    ex.KRONER: ("-100", "0", "100", "1000.55"),
    ex.PERCENT: ("0", "50", "100"),
    ex.DAYS: ("0", "30", "365"),
    ex.SHARE: ("0", "0.5", "1"),
    ex.PLACES: ("0", "3", "24"),
    ex.RATE: ("0", "10", "2297.55"),
    ex.DATE: ("2019-01-01", "2019-06-30", "2020-02-29"),
    ex.YEAR: ("2018", "2019", "2020"),
}
