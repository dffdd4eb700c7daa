"""How a formula of each type may be made of parts: a pattern and the types of what fills its holes.

`SAME` stands for the type wanted, `LITERAL` for a literal of it, `SMALL` for a small whole number.
"""

from __future__ import annotations

from typing import TypeAlias

from oracle.sorts import BOOL, DATE, DAYS, KRONER, PERCENT, PLACES, PLAIN, RATE, SHARE, WHOLE, YEAR, Sort

SAME, LITERAL, SMALL, FACTOR = "samme", "literal", "lille", "faktor"
Pattern: TypeAlias = tuple[str, tuple["Sort | str", ...]]
ROUNDINGS = tuple(
    (f"{function}({{0}}, {decimals})", (SAME,))
    for function, places in (("afrund", (0, 1, -2)), ("rund_op", (0, 2)), ("rund_ned", (0, -1)))
    for decimals in places
)
EVERY_NUMBER: tuple[Pattern, ...] = (
    ("({0} + {1})", (SAME, SAME)),
    ("({0} - {1})", (SAME, SAME)),
    ("(-{0})", (SAME,)),
    ("({0} * {1})", (SAME, FACTOR)),
    ("({0} / {1})", (SAME, FACTOR)),
    ("min({0}, {1})", (SAME, SAME)),
    ("maks({0}, {1}, {2})", (SAME, SAME, LITERAL)),
    ("abs({0})", (SAME,)),
    ("ud_over({0}, {1})", (SAME, LITERAL)),
    ("ud_over({0}, {1})", (SAME, SAME)),
    ("afrund_til({0}, {1})", (SAME, LITERAL)),
    *ROUNDINGS,
)
OF_NUMBERS: dict[Sort, tuple[Pattern, ...]] = {
    KRONER: (("({0} * {1})", (RATE, DAYS)), ("({1} * {0})", (KRONER, PERCENT))),
    RATE: (("({0} / {1})", (KRONER, DAYS)),),
    DAYS: (
        ("dage_i_året({0})", (YEAR,)),
        ("dage_mellem({0}, {1})", (DATE, DATE)),
        ("({0} - {1})", (DATE, DATE)),
        ("(dage({0}) + {1})", (WHOLE, DAYS)),
    ),
    SHARE: (
        ("({0} / {1})", (KRONER, KRONER)),
        ("({0} / {1})", (DAYS, DAYS)),
        ("({0} / {1})", (PLACES, PLACES)),
        ("hele_år({0}, {1})", (DATE, DATE)),
        ("hele_år({0}, dato(år, 6, 30))", (DATE,)),
        ("(årstal({0}) - årstal({1}))", (DATE, DATE)),
        *((f"({{0}} ** {exponent})", (SHARE,)) for exponent in (2, 3, 0, -1)),
    ),
}
OF_DATES: tuple[Pattern, ...] = (
    ("start_på_måned({0})", (SAME,)),
    ("slut_på_måned({0})", (SAME,)),
    ("slut_på_måned({0}, {1})", (SAME, SMALL)),
    ("({0} + dage({1}))", (SAME, SMALL)),
    ("({0} - dage({1}))", (SAME, WHOLE)),
    ("({0} + {1})", (SAME, DAYS)),
    *(
        (f'læg_måneder({{0}}, {{1}}, "{mode}")', (SAME, SMALL))
        for mode in ("sidste_dag", "næste_dag", "fejl")
    ),
    ('læg_måneder({0}, {1}, "næste_dag")', (SAME, SHARE)),
    ("arbejdsdage_efter({0}, {1}, hverdage)", (SAME, SMALL)),
    ("arbejdsdage_efter({0}, {1}, lang_uge)", (SAME, WHOLE)),
    ("dato(år, {0}, 31)", (SMALL,)),
    ("dato(årstal({0}), {1}, 15)", (SAME, WHOLE)),
    ("min({0}, {1})", (SAME, SAME)),
    ("maks({0}, {1})", (SAME, SAME)),
)
OF_YEARS: tuple[Pattern, ...] = (
    ("årstal({0})", (DATE,)),
    ("({0} - 1)", (SAME,)),
    ("({0} + 2)", (SAME,)),
    ("min({0}, {1})", (SAME, SAME)),
    ("maks({0}, {1})", (SAME, SAME)),
)
OF_BOOLS: tuple[Pattern, ...] = (
    ("(ikke {0})", (BOOL,)),
    ("({0} og {1})", (BOOL, BOOL)),
    ("({0} eller {1})", (BOOL, BOOL)),
    ("({0} og {1} og {2})", (BOOL, BOOL, BOOL)),
    ("({0} eller {1} eller {2})", (BOOL, BOOL, BOOL)),
    ("({0} == {1})", (BOOL, BOOL)),
    ("i({0}, [0, 1, -4])", (WHOLE,)),
    ("reguleret({0})", (KRONER,)),
    ("reguleret({0})", (DATE,)),
)


def patterns(sort: Sort) -> tuple[Pattern, ...]:
    """The patterns that give a sort."""
    if sort.kind in ("tal", "heltal"):
        return (*EVERY_NUMBER, *OF_NUMBERS.get(sort, ()))
    return {DATE: OF_DATES, YEAR: OF_YEARS, BOOL: OF_BOOLS}.get(sort, ())


def factors(sort: Sort) -> tuple[Sort, ...]:
    """What a sort may be multiplied with and stay what it is."""
    return PLAIN if sort in (KRONER, DAYS, RATE) else (SHARE, WHOLE)
