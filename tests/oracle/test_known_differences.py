"""One repro for each way the engine is known to differ from the specification; see `known.py`."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from oracle.known import UNFIXED
from oracle.small import case, exact_says, oracle_says, program
from oracle.test_timeline import Sets
from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Run

F = Fraction
DIFFERENCES: dict[str, Callable[[], None]] = {}


def difference(key: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a repro under its key."""

    def register(repro: Callable[[], None]) -> Callable[[], None]:
        DIFFERENCES[key] = repro
        return repro

    return register


def says(entries, facts, name, *members, expected, year=2019):
    """Both evaluations must say what is expected."""
    built = program(entries)
    assert oracle_says(built, facts, name, *members, year=year) == expected
    assert exact_says(built, facts, name, *members, year=year) == expected


@difference("uden_tiltag i en skala")
def scale_of_the_value_before() -> None:
    """`uden_tiltag` inside a scale stops the calculation with an AssertionError."""
    says(
        "størrelser: {x: {enhed: kr, formel: 100 kr}}\n"
        "tiltag: {t: {virkning: beregnes, sætter: {x: {skala: {af: uden_tiltag(x), art: enkelt,"
        " intervaller: [{fra: 0, sats: 5 pct}]}}}}}",
        case(measures=("t",)),
        "x",
        expected=5,
    )


@difference("flere ukendte satser i en marginal skala")
def several_rates_without_a_value() -> None:
    """A marginal scale is a sum: strict in all rates it reaches, not only in the first without a value."""
    entries = (
        "oplysninger: {a: {enhed: pct}, b: {enhed: pct}}\n"
        "størrelser: {x: {enhed: kr, skala: {af: 200 kr, art: marginal,"
        " intervaller: [{fra: 0, sats: a}, {fra: 100, sats: RATE}]}}}"
    )
    says(entries.replace("RATE", "b"), case(), "x", expected="ukendt: a, b")
    says(entries.replace("RATE", "1 / 0"), case(), "x", expected="fejl")


@difference("dato i […] med egen dimension")
def date_index_with_its_own_dimension() -> None:
    """The dimensions of the date are taken for the parameter's: p[A] is looked up, which does not exist."""
    says(
        "oplysninger: {d: {type: dato, pr: kommune}}\nparametre: {p: {enhed: kr, værdier: {2010-01-01: 5}}}\n"
        "størrelser: {x: {enhed: kr, pr: kommune, formel: 'p[d]'}}",
        case({"d[A]": date(2019, 5, 1)}),
        "x",
        "A",
        expected=5,
    )


@difference("denne i fordel")
def split_remembered_for_another_member() -> None:
    """The parts of a split are remembered without regard to the member that `denne` stands for."""
    inner = 'hvis(kommune == "A", fordel(100 kr, hvis(k > denne(k), 1, 2)), 0 kr)'
    entries = (
        "oplysninger: {k: {enhed: forhold, pr: kommune}}\n"
        f"størrelser:\n  x: {{enhed: kr, pr: kommune, formel: 'sum({inner}, over=kommune)'}}\n"
        "  y: {enhed: kr, formel: sum(x)}"
    )
    # keys 2, 1, 1 for A; 2, 2, 1 for B; 2, 2, 2 for C: A's part is 50.00, 40.00 and 33.34
    says(entries, case({"k[A]": 1, "k[B]": 2, "k[C]": 3}), "y", expected=F("123.34"))


@difference("fordel af nul med negativ nøgle")
def nothing_to_split() -> None:
    """0 gives zeros; only otherwise is a negative key an error."""
    says(
        "oplysninger: {k: {enhed: forhold, pr: kommune}}\n"
        "størrelser: {x: {enhed: kr, pr: kommune, formel: 'fordel(0 kr, k)'}}",
        case({"k[A]": -1, "k[B]": 1, "k[C]": 1}),
        "x",
        "A",
        expected=0,
    )


@difference("netop_én_af i et år, sagen ikke handler om")
def group_in_another_year() -> None:
    """None of the group is stated for 2018, and any of it would do."""
    says(
        "oplysninger: {a: {enhed: kr}, b: {enhed: kr}, grupper: [{netop_én_af: [a, b]}]}\n"
        "størrelser: {x: {enhed: kr, formel: 'hvis(oplyst(a[-1]), a[-1], b[-1])'}}",
        case(),
        "x",
        expected="ukendt: a@2018, b@2018",
    )


@difference("brøk i en heltalskolonne")
def fraction_in_a_column_of_whole_numbers() -> None:
    """A computed heltal may be 2.5; a table over it stops with an AssertionError."""
    says(
        "oplysninger: {a: {type: heltal}}\nstørrelser:\n  h: {type: heltal, formel: a / 2}\n"
        "  x: {enhed: kr, tabel: {efter: [h],"
        " rækker: [{når: {h: '<= 2'}, giver: 1 kr}, {når: {h: '>= 3'}, giver: 2 kr}]}}",
        case({"a": 5}),
        "x",
        expected="fejl",
    )


@difference("oplyst parameter med dateret værdi")
def stated_parameter_with_a_figure_on_the_day() -> None:
    """A case may state what the source lacks; on 1 August the source does not lack it."""
    says(
        "parametre: {p: {enhed: kr, værdier: {2010-01-01: kilde_mangler, 2019-07-01: 5}}}\n"
        "størrelser: {x: {enhed: kr, formel: 'p[dato(2019, 8, 1)]'}}",
        case({"p@2019": 7}),
        "x",
        expected=5,
    )


@difference("ring på tværs af år")
def ring_across_years() -> None:
    """The outcome must not depend on which cell is asked for first."""
    built = program(
        "størrelser:\n  a: {type: ja_nej, formel: 'reguleret(y[-1])'}\n  y: {type: ja_nej, formel: 'a[2017]'}"
    )
    first, second = Run(Compiled(built), case()), Run(Compiled(built), case())
    second.value("a", 2017)
    assert type(first.value("y", 2016)) is type(second.value("y", 2016))


@difference("valg mellem to tekster")
def choice_between_two_texts() -> None:
    """Refused with T405: hvis between two of a choice's options."""
    says(
        "oplysninger: {b: {type: ja_nej}}\n"
        'størrelser: {x: {muligheder: [p, q], formel: \'hvis(b, "p", "q")\'}}',
        case({"b": True}),
        "x",
        expected="p",
    )


@difference("regnestykke i […]")
def sum_as_a_date_index() -> None:
    """Refused with M213: a date that is a sum."""
    says(
        "parametre: {p: {enhed: kr, værdier: {2010-01-01: 5}}}\n"
        "størrelser: {x: {enhed: kr, formel: 'p[dato(2019, 1, 1) + dage(3)]'}}",
        case(),
        "x",
        expected=5,
    )


@difference("oplyst_eller i grundtilfældet")
def asking_is_not_recursion() -> None:
    """Refused with G703, though oplyst_eller only sees what the case states."""
    says(
        "oplysninger: {k: {enhed: kr, pr: år}}\nstørrelser:\n  x: {enhed: kr, varianter:"
        " [{når: år == 2018, formel: 'oplyst_eller(x[-1], 0 kr)'}, {ellers: 'x[-1] + k'}]}",
        case({"k@2019": 3, "x@2017": 4}),
        "x",
        expected=7,
    )


@difference("fast år og egen forskydning")
def fixed_year_of_a_quantity_that_uses_its_earlier_years() -> None:
    """Refused with P601 for a hundred years back; historik reaches to 2014."""
    years = ", ".join(f"{year}: 1" for year in range(2010, 2022))
    says(
        f"parametre: {{p: {{enhed: kr, værdier: {{{years}}}}}}}\nstørrelser:\n"
        "  a: {enhed: kr, varianter: [{når: år == 2016, formel: 0 kr}, {ellers: 'a[-1] + p'}]}\n"
        "  x: {enhed: kr, formel: 'a - a[2018]'}",
        case(),
        "x",
        expected=1,
    )


@difference("tilføjer til andet end tal")
def adding_to_what_is_no_number() -> None:
    """Ja + ja is accepted and becomes 2; it must be refused at load."""
    with pytest.raises(AssertionError, match=r"^[A-Z]\d{3} "):
        program(
            "størrelser: {x: {type: ja_nej, formel: sand}}\n"
            "tiltag: {t: {virkning: beregnes, tilføjer: {x: sand}}}"
        )


@difference("afrunding af en dato")
def rounding_a_date() -> None:
    """Accepted at load, a TypeError when calculated; it must be refused at load."""
    with pytest.raises(AssertionError, match=r"^[A-Z]\d{3} "):
        program(
            "størrelser: {x: {type: dato, formel: 'dato(2019, 1, 15)',"
            " trin: [{afrund: {til: 2019-01-01, metode: op}}]}}"
        )


@difference("tidslinje: et år uden regelsæt")
def timeline_year_without_a_set() -> None:
    """A lagged year without a set in force uses the calculated year's definition, not the nearest later one."""
    sets = Sets({2012: 1, 2017: 2, 2019: 3})
    assert sets.oracle("x", 2019) == 103
    assert sets.exact("x", 2019) == 103


@difference("tidslinje: et regelsæt uden navnet")
def timeline_set_without_the_name() -> None:
    """A lagged year whose set lacks the name uses the calculated year's definition."""
    sets = Sets({2016: None, 2018: 2, 2019: 3})
    assert sets.oracle("x", 2019) == 103
    assert sets.exact("x", 2019) == 103


def test_every_known_difference_has_a_repro():
    assert set(DIFFERENCES) >= UNFIXED


@pytest.mark.parametrize("key", sorted(DIFFERENCES))
def test_known_difference(key):
    """A mended difference passes; one that still stands in UNFIXED must fail."""
    if key not in UNFIXED:
        DIFFERENCES[key]()
        return
    with pytest.raises((AssertionError, TypeError, pytest.fail.Exception)):
        DIFFERENCES[key]()
