"""The difference between two sets in a case: every mixture of changes written out as rule files of its own."""

from fractions import Fraction

import pytest

from comparing.orders import averaged
from comparing.small_sets import case, exact, facts, run, shares, told, write
from fiktivia import ROOT as FICTIONAL
from rammeaftale.services.api import load

OLD = {
    "sats": "værdi: 7",
    "procent": "formel: hvis(plads_procent > 90 pct, 90 pct, plads_procent)",
    "pris": "formel: udgift * (1 + sats) / (pladser * procent)\n    trin:\n      - afrund: {til: 0.01, metode: halv_op}",
    "rabat": "sætter: {pris: uden_tiltag(pris) - 10 kr}",
}
NEW = {
    "sats": "værdi: 9",
    "procent": "formel: plads_procent",
    "pris": "formel: udgift * (1 + sats) / (pladser * procent) + 3 kr\n    trin:\n      - afrund: {til: 1, metode: halv_op}",
    "rabat": "sætter: {pris: uden_tiltag(pris) * 0.9}",
}
TOPIC = """
parametre:
  sats:
    titel: Sats
    enhed: pct
    {sats}
oplysninger:
  udgift: {{titel: Udgift, enhed: kr, fast: ja}}
  pladser: {{titel: Pladser, enhed: forhold, fast: ja}}
  plads_procent: {{titel: Belægning, enhed: pct, fast: ja}}
størrelser:
  procent:
    titel: Procent
    enhed: pct
    {procent}
  pris:
    titel: Pris
    enhed: kr
    {pris}
tiltag:
  rabat:
    titel: Rabat
    virkning: beregnes
    {rabat}
"""
CASE = facts(udgift=100000, pladser=12, plads_procent=95) + "tiltag: [rabat]\n"


def topic(made):
    return TOPIC.format(**{name: (NEW if name in made else OLD)[name] for name in OLD})


@pytest.fixture
def library(tmp_path):
    """The old set, the new one, and a case of the new."""
    write(tmp_path, "prøve/2019", 2019, topic(()))
    write(tmp_path, "prøve/2020", 2020, topic(NEW))
    case(tmp_path, "prøve/2020", CASE)
    return tmp_path


def test_each_change_gets_what_it_adds_on_average_over_every_order(library, tmp_path_factory):
    def by_rule_files(made) -> Fraction:
        root = tmp_path_factory.mktemp("blanding")
        write(root, "prøve/2020", 2020, topic(made))
        answer = load("prøve/2020", library=root).calculate(case(root, "prøve/2020", CASE))["pris"]
        return answer.value

    known: dict[frozenset[str], Fraction] = {}
    value = lambda made: known.setdefault(made, by_rule_files(made)) if made not in known else known[made]  # noqa: E731
    expected = averaged(list(OLD), value)
    result = told(
        library, "forskel", "prøve/2019", "prøve/2020", "--sag", library / "sag.yaml", "--størrelse", "pris"
    )["resultater"][0]
    assert shares(result) == expected
    assert (
        sum(shares(result).values()) == value(frozenset(OLD)) - value(frozenset()) == exact(result["forskel"])
    )
    assert result["opdeling"] == "hver_for_sig"
    assert len(set(expected.values())) == 4, "the four changes are told apart"


def test_the_other_way_round_every_part_has_the_other_sign(library):
    words = ("--sag", library / "sag.yaml", "--størrelse", "pris")
    there = told(library, "forskel", "prøve/2019", "prøve/2020", *words)["resultater"][0]
    back = told(library, "forskel", "prøve/2020", "prøve/2019", *words)["resultater"][0]
    assert {name: -amount for name, amount in shares(there).items()} == shares(back)


def test_the_text_names_each_change_with_what_it_was_and_is(library):
    text = run(library, "forskel", "prøve/2019", "prøve/2020", "--sag", library / "sag.yaml").out
    assert "alle år: 7 pct → 9 pct" in text
    assert "Tiltag: Rabat" in text
    assert "i alt" in text
    assert "hver for sig" in text


def test_a_rule_only_one_set_has_belongs_to_the_change_that_reads_it(tmp_path):
    """x·2 becomes x·a + b, with a = 3 and b = 10 new: for x = 5 the difference 15 is all the formula's."""
    head = "oplysninger:\n  x: {titel: X, enhed: kr, fast: ja}\n"
    write(tmp_path, "prøve/2019", 2019, head + "størrelser:\n  y: {titel: Y, enhed: kr, formel: x * 2}\n")
    parameters = (
        "parametre:\n  a: {titel: A, enhed: forhold, værdi: 3}\n  b: {titel: B, enhed: kr, værdi: 10}\n"
    )
    write(
        tmp_path,
        "prøve/2020",
        2020,
        parameters + head + "størrelser:\n  y: {titel: Y, enhed: kr, formel: x * a + b}\n",
    )
    found = told(
        tmp_path, "forskel", "prøve/2019", "prøve/2020", "--sag", case(tmp_path, "prøve/2019", facts(x=5))
    )
    assert shares(found["resultater"][0]) == {"y": 15}


def test_what_has_another_unit_changes_together_with_all_that_reads_it(tmp_path):
    """The length is 2 months, then 60 days; the price per unit follows. Only both together can be calculated."""
    old = """
    oplysninger:
      x: {titel: X, enhed: kr, fast: ja}
    parametre:
      længde: {titel: Længde, enhed: måned, værdi: 2}
      tillæg: {titel: Tillæg, enhed: kr, værdi: 1}
    størrelser:
      pris: {titel: Pris, enhed: kr, formel: x * længde / 1 måned}
      y: {titel: Y, enhed: kr, formel: pris + tillæg}
    """
    new = (
        old.replace("måned, værdi: 2", "dag, værdi: 60")
        .replace("/ 1 måned", "/ 1 dag")
        .replace("kr, værdi: 1", "kr, værdi: 4")
    )
    write(tmp_path, "prøve/2019", 2019, old)
    write(tmp_path, "prøve/2020", 2020, new)
    found = told(
        tmp_path, "forskel", "prøve/2019", "prøve/2020", "--sag", case(tmp_path, "prøve/2019", facts(x=5))
    )
    result = next(r for r in found["resultater"] if r["adresse"] == "y")
    assert shares(result) == {"længde+pris": 290, "tillæg": 3}


def test_a_reading_with_another_standard_is_a_change(tmp_path):
    text = """
    oplysninger:
      x: {titel: X, enhed: kr, fast: ja}
    fortolkninger:
      tvivl:
        titel: Med eller uden
        art: flertydig
        standard: uden
        læsninger: {med: {titel: Med}, uden: {titel: Uden}}
    størrelser:
      y:
        titel: Y
        enhed: kr
        efter_fortolkning: {tvivl: {med: x + 1 kr, uden: x}}
    """
    write(tmp_path, "prøve/2019", 2019, text)
    write(tmp_path, "prøve/2020", 2020, text.replace("standard: uden", "standard: med"))
    words = ("forskel", "prøve/2019", "prøve/2020", "--sag")
    found = told(tmp_path, *words, case(tmp_path, "prøve/2019", facts(x=5)))
    assert shares(found["resultater"][0]) == {"tvivl": 1}
    chosen = case(tmp_path, "prøve/2019", facts(x=5) + "fortolkninger: {tvivl: med}\n", "valgt.yaml")
    assert told(tmp_path, *words, chosen)["resultater"] == []


def many(values, sections):
    """Fourteen parameters and their sum."""
    entry = '  p{n}: {{titel: P{n}, enhed: kr, kilde: {{afsnit: "{section}"}}, værdi: {value}}}'
    pairs = enumerate(zip(sections, values, strict=True))
    lines = [entry.format(n=n, section=section, value=value) for n, (section, value) in pairs]
    total = " + ".join(f"p{n}" for n in range(14))
    computed = f"størrelser:\n  y: {{titel: Y, enhed: kr, formel: {total}}}\n"
    return "\n".join(["parametre:", *lines, computed])


@pytest.mark.parametrize(
    ("sections", "way", "expected"),
    [
        (["2.1"] * 5 + ["2.2"] * 4 + ["3"] * 5, "efter_afsnit", [10, 26, 55]),
        ([f"2.{n}" for n in range(7)] + [f"3.{n}" for n in range(7)], "efter_dele", [21, 70]),
        ([str(n + 1) for n in range(14)], "efter_dele", [3, 7, 11, 15, 19, 23, 13]),
    ],
)
def test_more_than_twelve_changes_are_put_together_by_section(tmp_path, sections, way, expected):
    """Parameter n goes up by n kr, so a section's part is the sum of its numbers."""
    write(tmp_path, "prøve/2019", 2019, many([0] * 14, sections))
    write(tmp_path, "prøve/2020", 2020, many(range(14), sections))
    result = told(
        tmp_path,
        "forskel",
        "prøve/2019",
        "prøve/2020",
        "--sag",
        case(tmp_path, "prøve/2020", "oplysninger: {}\n"),
    )["resultater"][0]
    assert result["opdeling"] == way
    assert list(shares(result).values()) == expected


def test_from_unknown_to_a_value_is_told_in_words(tmp_path):
    head = "oplysninger:\n  x: {titel: X, enhed: kr, fast: ja}\nstørrelser:\n"
    sats = "parametre:\n  sats:\n    titel: Sats\n    enhed: forhold\n    værdier: {2019: 1, 2020: %s}\n"
    formula = "  y: {titel: Y, enhed: kr, formel: x * sats}\n"
    write(tmp_path, "prøve/2019", 2019, sats % "kilde_mangler" + head + formula)
    write(tmp_path, "prøve/2020", 2020, sats % 3 + head + formula)
    words = ("forskel", "prøve/2019", "prøve/2020", "--sag", case(tmp_path, "prøve/2020", facts(x=5)))
    result = told(tmp_path, *words)["resultater"][0]
    assert (result["bidrag"], result["afgørende"]) == ([], [["Sats"]])
    text = run(tmp_path, *words).out
    assert "ukendt (mangler sats)" in text
    assert "2020: kilden mangler → 3" in text


def test_a_parameter_that_ended_can_be_carried_on(tmp_path):
    """The old set has 2 for 2019 only; carried on to 2020 the change from 2 to 3 of 5 kr is 5 kr."""
    head = "oplysninger:\n  x: {titel: X, enhed: kr, fast: ja}\nstørrelser:\n  y: {titel: Y, enhed: kr, formel: x * sats}\n"
    sats = "parametre:\n  sats: {titel: Sats, enhed: forhold, værdier: {%s}}\n"
    write(tmp_path, "prøve/2019", 2019, sats % "2019: 2" + head)
    write(tmp_path, "prøve/2020", 2020, sats % "2020: 3" + head)
    words = ("forskel", "prøve/2019", "prøve/2020", "--sag", case(tmp_path, "prøve/2020", facts(x=5)))
    assert "prøv --sidste-kendte" in run(tmp_path, *words).out
    found = told(tmp_path, *words, "--sidste-kendte")
    assert shares(found["resultater"][0]) == {"sats": 5}
    assert 2020 in found["sidste_kendte"]["prøve/2019"]["sats"]


def test_the_takst_of_the_fictional_sets_by_hand():
    """2020: old rules 582,37 kr., new 618 kr. (see the example's own note).

    The basis is 996.300 kr. and the supervision of 922.500 kr.: 1,75 pct. carried on from 2019, or 2 pct., so
    1.012.443,75 or 1.014.750 kr. The occupancy is 95 pct. of 5·366 days (1.738,5) when only the mean is capped, and 90
    (1.647) when each year is. Old formula: the quotient in øre; new: 2 kr. more, in whole kroner.
    """
    basis = {False: Fraction("1012443.75"), True: Fraction(1014750)}
    days = {False: Fraction("1738.5"), True: Fraction(1647)}

    def value(made) -> Fraction:
        quotient = basis["tilsynsbidrag" in made] / days["belægning_loft" in made]
        if "takst_pr_dag" in made:
            return Fraction(int(quotient + 2 + Fraction(1, 2)))
        return Fraction(int(quotient * 100 + Fraction(1, 2)), 100)

    changes = ["belægning_loft", "takst_pr_dag", "tilsynsbidrag"]
    example = FICTIONAL / "fiktivia/2020-2021/eksempler/takst-2020.yaml"
    words = ("--sag", example, "--størrelse", "takst_pr_dag", "--sidste-kendte")
    result = told(FICTIONAL, "forskel", "fiktivia/2018-2019", "fiktivia/2020-2021", *words)["resultater"][0]
    assert (exact(result["før"]), exact(result["nu"])) == (Fraction("582.37"), 618)
    assert shares(result) == {**averaged(changes, value), "brand": 0}
    assert shares(result)["tilsynsbidrag"] == Fraction("1.34")


def test_a_case_the_old_set_reads_otherwise_is_told_for_what_it_is(tmp_path):
    """«s» is a sum by room in the new set only; the old one can take no part of it and says so."""
    old = """
    oplysninger:
      s: {titel: S, enhed: kr, fast: ja}
      x: {titel: X, enhed: kr, fast: ja}
    størrelser:
      m: {titel: M, enhed: kr, formel: s}
      y: {titel: Y, enhed: kr, formel: x + m}
    """
    new = old.replace("S, enhed: kr, fast: ja", "S, enhed: kr, fast: ja, pr: rum").replace(
        "formel: s}", "formel: sum(s)}"
    )
    write(tmp_path, "prøve/2019", 2019, old)
    write(tmp_path, "prøve/2020", 2020, new)
    sag = case(tmp_path, "prøve/2020", facts(x=5) + "  rum:\n    A: {s: 3}\n    B: {s: 4}\n")
    ran = run(tmp_path, "forskel", "prøve/2019", "prøve/2020", "--sag", sag)
    assert "prøve/2019 kan ikke bruge «s»" in ran.out
    result = told(tmp_path, "forskel", "prøve/2019", "prøve/2020", "--sag", sag)["resultater"][0]
    assert result["før"] == {"tilstand": "ukendt", "mangler": ["s"]}
    assert result["nu"] == {"værdi": "12"}


def test_changes_that_cannot_be_made_alone_are_told_together(tmp_path):
    """6/(1+0) becomes 6/(0+3) + 1: with a=0 alone it cannot be divided, so a and b make 2 - 6 together."""
    text = """
    parametre:
      a: {titel: A, enhed: forhold, værdi: %s}
      b: {titel: B, enhed: forhold, værdi: %s}
    oplysninger:
      x: {titel: X, enhed: kr, fast: ja}
    størrelser:
      y: {titel: Y, enhed: kr, formel: x / (a + b) + %s kr}
    """
    write(tmp_path, "prøve/2019", 2019, text % (1, 0, 0))
    write(tmp_path, "prøve/2020", 2020, text % (0, 3, 1))
    words = ("forskel", "prøve/2019", "prøve/2020", "--sag", case(tmp_path, "prøve/2020", facts(x=6)))
    assert shares(told(tmp_path, *words)["resultater"][0]) == {"a+b": -4, "y": 1}
    assert "kan ikke skilles ad" in run(tmp_path, *words).out


MEASURES = """
oplysninger:
  x: {titel: X, enhed: kr, fast: ja}
størrelser:
  y: {titel: Y, enhed: kr, formel: x}
tiltag:
"""
LAID = "  {name}: {{titel: {name}, virkning: beregnes, sætter: {{y: '{rule}'}}{after}}}\n"


def laid(*measures):
    """The quantity y = x with these measures, each laid over the one before."""
    names = [name for name, _ in measures]
    return MEASURES + "".join(
        LAID.format(name=name, rule=rule, after=f", efter: {before}" if before else "")
        for (name, rule), before in zip(measures, [None, *names], strict=False)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # In the order a, b: 10·4·8 = 320, a changed (10+3)·8 = 104, b changed 10·4+3 = 43, both 10+3+3 = 16.
        (
            [("a", "uden_tiltag(y) * 4"), ("b", "uden_tiltag(y) * 8")],
            [("a", "uden_tiltag(y) + 3 kr"), ("b", "uden_tiltag(y) + 3 kr")],
            {"a": Fraction((104 - 320) + (16 - 43), 2), "b": Fraction((43 - 320) + (16 - 104), 2)},
        ),
        # b is unchanged and always last: 10·8 = 80 without a, (10+3)·8 = 104 with it.
        (
            [("b", "uden_tiltag(y) * 8")],
            [("a", "uden_tiltag(y) + 3 kr"), ("b", "uden_tiltag(y) * 8")],
            {"a": 24},
        ),
        # The order itself: 10·4+3 = 43 becomes (10+3)·4 = 52, and that is y's change alone.
        (
            [("a", "uden_tiltag(y) * 4"), ("b", "uden_tiltag(y) + 3 kr")],
            [("b", "uden_tiltag(y) + 3 kr"), ("a", "uden_tiltag(y) * 4")],
            {"y": 9},
        ),
    ],
    ids=["both-changed", "one-added-below", "order-changed"],
)
def test_measures_keep_their_order_in_every_mixture(tmp_path, old, new, expected):
    write(tmp_path, "prøve/2019", 2019, laid(*old))
    write(tmp_path, "prøve/2020", 2020, laid(*new))
    sag = case(tmp_path, "prøve/2020", facts(x=10) + "tiltag: [a, b]\n")
    for ids, sign in ((("prøve/2019", "prøve/2020"), 1), (("prøve/2020", "prøve/2019"), -1)):
        result = told(tmp_path, "forskel", *ids, "--sag", sag, "--størrelse", "y")["resultater"][0]
        assert shares(result) == {name: sign * part for name, part in expected.items()}
