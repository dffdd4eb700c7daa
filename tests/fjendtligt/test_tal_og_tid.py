"""Rules and cases that would take for ever, or make numbers without end: answered or refused, soon."""

import json
from fractions import Fraction

import pytest

from fjendtligt.bibliotek import (
    CASE,
    FILES,
    LONGEST,
    MANIFEST,
    TOPIC,
    calculate,
    check,
    command,
    library,
    refused,
)
from rammeaftale.backends import exact

LEVELS = "  niveau:\n    N1: {pladser: 4}\n"


def rules(entries, inputs=""):
    """The topic file with further quantities and inputs."""
    text = FILES[TOPIC].replace("oplysninger:\n", f"oplysninger:\n{inputs}", 1)
    return {TOPIC: text.replace("størrelser:\n", f"størrelser:\n{entries}", 1)}


def entry(name, unit, formula):
    """A quantity on one line."""
    return f"  {name}: {{titel: T, enhed: {unit}, formel: {json.dumps(formula, ensure_ascii=False)}}}\n"


def levels(count):
    """The case with so many levels."""
    return CASE.replace(
        LEVELS, "  niveau:\n" + "".join(f"    N{n}: {{pladser: {n}}}\n" for n in range(count))
    )


def answer(told, name):
    """What `beregn` says of a quantity."""
    return json.loads(told.out)["værdier"][name]


@pytest.mark.parametrize(
    ("start", "step"),
    [
        pytest.param("1.234567890123456789", "{0} * {0}", id="squares"),
        pytest.param("1 / 3", "{0} * {0}", id="squares-of-a-third"),
        pytest.param("7 / 3", "{0} ** 20", id="powers"),
        pytest.param("7 / 3", "1 / {0} ** 20", id="powers-below"),
        pytest.param("1 / 7", "{0} + {0} * {0} / 3", id="sums-of-squares"),
        pytest.param("1 / 7", "maks({0} * {0}, 1 / ({0} + 1)) / ({0} * {0} + 3)", id="fractions"),
    ],
)
def test_growth_over_fifty_quantities_is_stopped(start, step, root):
    chain = entry("k0", "forhold", start)
    chain += "".join(entry(f"k{n}", "forhold", step.format(f"k{n - 1}")) for n in range(1, 51))
    told = calculate(root, CASE, "--størrelse", "k50", files=rules(chain))
    found = answer(told, "k50")
    assert (found["tilstand"], found["kode"]) == ("fejl", "tal_for_stort")
    assert found["sted"].startswith(f"{TOPIC}:")
    assert told.code == 1
    assert told.seconds < LONGEST


def test_sum_of_many_long_fractions_is_stopped(root):
    parts = '  x: {titel: X, enhed: forhold, pr: niveau, formel: "1 / (pladser * 1000003 + 7) ** 20"}\n'
    told = calculate(
        root, levels(2000), "--størrelse", "z", files=rules(parts + entry("z", "forhold", "sum(x)"))
    )
    assert answer(told, "z")["kode"] == "tal_for_stort"
    assert told.seconds < LONGEST


def test_long_fractions_within_bounds_are_exact(root):
    terms = [f"1 / {100_003 + 2 * n}" for n in range(60)]
    told = calculate(root, CASE, "--størrelse", "z", files=rules(entry("z", "forhold", " + ".join(terms))))
    exact = sum(Fraction(1, 100_003 + 2 * n) for n in range(60))
    assert Fraction(answer(told, "z")["brøk"]) == exact


@pytest.mark.parametrize(
    "formula",
    [
        "modtaget + dage(10 ** 20)",
        "slut_på_måned(modtaget, 10 ** 20)",
        'læg_måneder(modtaget, 0 - 10 ** 20, "sidste_dag")',
        "dato(10 ** 20, 1, 1)",
        "dato(9999, 12, 31) + dage(1)",
        'læg_måneder(dato(9999, 12, 31), 1, "næste_dag")',
        "dato(1, 1, 1) - dage(1)",
        "dato(1.5, 1, 1)",
        "dato(2019, 2, 29)",
        "arbejdsdage_efter(modtaget, 10 ** 20, arbejdsdage)",
        "arbejdsdage_efter(dato(9999, 12, 30), 30, arbejdsdage)",
        "arbejdsdage_efter(dato(1, 1, 5), 0 - 30, arbejdsdage)",
    ],
)
def test_impossible_day_is_a_failure_with_a_place(formula, root):
    quantity = f"  z: {{titel: Z, type: dato, formel: {json.dumps(formula, ensure_ascii=False)}}}\n"
    told = calculate(root, CASE, "--størrelse", "z", files=rules(quantity))
    found = answer(told, "z")
    assert found["tilstand"] == "fejl"
    assert found["sted"] == f"{TOPIC}:19"
    assert told.code == 1
    assert told.seconds < LONGEST


RING = entry("a", "kr", "b[-1] + 1") + entry("b", "kr", "a[2019] + 1") + entry("uden_for", "kr", "b[-1] * 0")


@pytest.mark.parametrize("asked", ["a", "b@2018", "uden_for"])
def test_ring_that_only_shows_when_years_are_counted(asked, root):
    assert check(root, rules(RING)).code == 0
    told = calculate(root, CASE, "--størrelse", asked, files=rules(RING))
    assert told.code == 1
    assert "reglerne går i ring: a@2019 → b@2018 → a@2019" in told.out


@pytest.mark.parametrize("asked", [["a", "b@2018", "c"], ["c", "b@2018", "a"], ["b@2018", "a", "c"]])
def test_ring_is_the_same_whichever_is_asked_first(asked, root):
    """Each of the ring fails, also where its own rule would have settled without the other."""
    ring = '  a: {titel: A, type: ja_nej, formel: "sand eller b[-1]"}\n'
    ring += '  b: {titel: B, type: ja_nej, formel: "a[2019]"}\n'
    ring += '  c: {titel: C, type: ja_nej, formel: "sand eller a"}\n'
    options = [word for name in asked for word in ("--størrelse", name)]
    told = calculate(root, CASE, *options, files=rules(ring))
    found = json.loads(told.out)["værdier"]
    assert found["a"]["kode"] == "ring"
    assert found["b"]["pr_år"]["2018"]["kode"] == "ring"
    assert found["c"]["værdi"] is True


@pytest.mark.parametrize("size", [10, 400, 1500])
def test_long_ring_over_years_ends(size, root):
    links = entry("x0", "kr", "x1[-1]")
    links += "".join(entry(f"x{n}", "kr", f"x{n + 1}") for n in range(1, size))
    told = calculate(
        root, CASE, "--størrelse", "x0", files=rules(links + entry(f"x{size}", "kr", "x0[2019]"))
    )
    assert answer(told, "x0")["kode"] == "ring"
    assert f"x{size}@2018 → x0@2019" in answer(told, "x0")["besked"]
    assert len(answer(told, "x0")["besked"]) < 300
    assert told.seconds < LONGEST


def test_long_chain_is_calculated(root):
    links = entry("x0", "kr", "løn") + "".join(entry(f"x{n}", "kr", f"x{n - 1} + 1") for n in range(1, 2001))
    told = calculate(root, CASE, "--størrelse", "x2000", files=rules(links))
    assert answer(told, "x2000")["værdi"] == "1002000"
    assert told.seconds < LONGEST


def test_sums_over_deep_quantities_are_calculated(root):
    """Each of many members' values is deep: none is begun over and over."""
    deep = "  d0: {titel: D, enhed: plads, pr: niveau, formel: pladser}\n"
    deep += "".join(
        f"  d{n}: {{titel: D, enhed: plads, pr: niveau, formel: d{n - 1}}}\n" for n in range(1, 40)
    )
    high = entry("h0", "plads", "sum(d39)") + "".join(
        entry(f"h{n}", "plads", f"h{n - 1}") for n in range(1, 40)
    )
    told = calculate(root, levels(500), "--størrelse", "h39", files=rules(deep + high))
    assert answer(told, "h39")["værdi"] == str(sum(range(500)))
    assert told.seconds < LONGEST


def test_recursion_ends_at_the_history(root):
    lag = (
        "  z: {titel: Z, enhed: kr, varianter: [{når: år == 1900, formel: 1 kr}, {ellers: 'z[-1] + 1 kr'}]}\n"
    )
    told = calculate(root, CASE, "--størrelse", "z", files=rules(lag))
    assert answer(told, "z") == {"enhed": "kr", "tilstand": "ukendt", "mangler": ["z@2015"], "stempler": []}


def test_sums_inside_sums_are_refused(root):
    nested = "sum(sum(sum(pladser, over=niveau) * pladser, over=niveau) * pladser, over=niveau)"
    told = calculate(root, levels(2000), "--størrelse", "z", files=rules(entry("z", "forhold", nested)))
    refused(told, f"G713 {TOPIC}:19:41")


def test_sums_of_every_member_over_every_member_are_refused(root, monkeypatch):
    monkeypatch.setattr(exact, "MOST_READS", 100_000)
    each = (
        '  z: {titel: Z, enhed: plads, pr: niveau, formel: "sum(pladser, hvor=pladser > denne(pladser))"}\n'
    )
    told = calculate(root, levels(500), "--størrelse", "z", files=rules(each))
    assert told.codes == ["G713"]


def test_five_thousand_members_are_counted_and_more_are_refused(root):
    told = calculate(root, levels(5000))
    assert answer(told, "i_alt")["værdi"] == str(sum(range(5000)))
    refused(calculate(root, levels(5001)), "S922 sag.yaml:9:5")
    refused(calculate(root, levels(10_000)), "S922 sag.yaml:9:5")
    inside = CASE.replace(LEVELS, f"  pladser: {{{', '.join(f'N{n}: {n}' for n in range(10_000))}}}\n")
    refused(calculate(root, inside), "S922 sag.yaml:8:12")


def test_a_million_members_are_refused_by_the_size_of_the_file(root):
    refused(calculate(root, levels(1_000_000)), "F003 sag.yaml")


def test_cells_of_two_large_dimensions_are_refused(root):
    files = {MANIFEST: FILES[MANIFEST].replace("  kommune:", "  anden: {titel: Anden}\n  kommune:")}
    files |= rules(
        "  z: {titel: Z, enhed: forhold, pr: [niveau, anden], formel: pladser * vægt}\n",
        "  vægt: {titel: V, enhed: forhold, pr: anden}\n",
    )
    case = levels(3000) + "  anden:\n" + "".join(f"    A{n}: {{vægt: {n}}}\n" for n in range(3000))
    refused(calculate(root, case, "--størrelse", "z", files=files), "S922 <adresse>")


def test_years_are_followed_no_further_back_than_the_history(root):
    """A long chain of earlier years from a fixed one asks for no figure that nothing could ever read."""
    links = entry("x0", "kr", "løn * sats")
    links += "".join(entry(f"x{n}", "kr", f"x{n - 1}[-1] + x{n - 1}[{2017 + n % 4}]") for n in range(1, 1500))
    told = check(root, rules(links))
    refused(told, f"P601 {TOPIC}:5:3")
    assert "«sats» har ingen værdi for 2016, 2017, 2018" in told.text


def test_a_thousand_misspelt_names_among_many(root):
    """A suggestion for each is looked for, but not for ever."""
    many = "".join(entry(f"størrelse_nummer_{n}", "kr", "løn") for n in range(3000))
    wrong = "".join(entry(f"f{n}", "kr", f"størelse_nummer_{n}") for n in range(1000))
    told = check(root, rules(many + wrong))
    assert told.codes.count("N301") >= 999
    assert "mente du «størrelse_nummer_7»?" in told.text
    assert told.seconds < LONGEST


def test_a_thousand_misspelt_facts(root):
    case = CASE + "".join(f"  fakta_{n}: 1\n" for n in range(1000))
    told = calculate(root, case)
    assert told.codes.count("S902") == 1000
    assert told.seconds < LONGEST


def test_years_of_a_century_are_calculated(root):
    library(root, case=CASE.replace("år: 2019", f"år: {list(range(1950, 2050))}"))
    told = command("beregn", "prøve/2019-2020", "sag.yaml", "--format", "json")
    assert len(answer(told, "i_alt")["pr_år"]) == 100
    assert told.seconds < LONGEST
