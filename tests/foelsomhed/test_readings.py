"""A quantity under every reading: exact, only readings on its path, and those that matter only together found."""

from fractions import Fraction
from itertools import product

import pytest

import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services import sensitivity
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.sensitivity import find_sensitivity


def reading(name, *choices: str, standard=None):
    told = ", ".join(f"{c}: {{titel: {c.capitalize()}}}" for c in choices)
    return (
        f"  {name}:\n    titel: Hvordan læses {name}?\n    art: flertydig\n    standard: {standard or choices[0]}\n"
        f"    kilder: [{{afsnit: '2'}}, {{dokument: bilag, afsnit: '7'}}]\n    læsninger: {{{told}}}\n"
    )


READINGS = "fortolkninger:\n" + "".join(
    reading(name, *choices)
    for name, choices in (
        ("sats_læses", ("lav", "høj")),
        ("bund_læses", ("nul", "hundrede", "tusind")),
        ("vej", ("lige", "omvej")),
        ("omvej_læses", ("kort", "lang")),
        ("fremmed", ("en", "to")),
    )
)
TOPIC = (
    READINGS
    + """\
oplysninger:
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr}
  niveauets: {titel: Niveauets, enhed: kr, pr: niveau}
størrelser:
  sats: {titel: Sats, enhed: pct, efter_fortolkning: {sats_læses: {lav: 10 pct, høj: 20 pct}}}
  bund: {titel: Bund, enhed: kr, efter_fortolkning: {bund_læses: {nul: 0 kr, hundrede: 100 kr, tusind: 1000 kr}}}
  afgift: {titel: Afgift, enhed: kr, formel: "maks(sats * a, bund)"}
  længde: {titel: Længde, enhed: kr, efter_fortolkning: {omvej_læses: {kort: 5 kr, lang: 50 kr}}}
  tur: {titel: Tur, enhed: kr, efter_fortolkning: {vej: {lige: 5 kr, omvej: længde}}}
  uden: {titel: Uden, enhed: kr, formel: a + b}
  fremmed_tal: {titel: Fremmed, enhed: kr, efter_fortolkning: {fremmed: {en: 1 kr, to: 2 kr}}}
  pr_niveau: {titel: Pr. niveau, enhed: kr, pr: niveau, formel: sats * niveauets}
  over: {titel: Er afgiften stor?, type: ja_nej, formel: afgift > 150 kr}
"""
)


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return small.library(tmp_path_factory.mktemp("b") / "b", TOPIC).load()


def study(rules, name, case="år: 2020\noplysninger: {a: 1000, b: 1}\n"):
    return find_sensitivity(small.result(rules, case, name))


def values(one):
    return {v.reading.head.name: {a.choice.name: a.outcome for a in v.alternatives} for v in one.readings}


def test_every_reading_on_the_path_and_no_other(rules):
    (one,) = study(rules, "afgift")
    assert one.base == 100
    assert values(one) == {
        "sats_læses": {"lav": 100, "høj": 200},
        "bund_læses": {"nul": 100, "hundrede": 100, "tusind": 1000},
    }
    assert [(v.matters, v.alone) for v in one.readings] == [(True, True), (True, True)]
    assert [[a.used for a in v.alternatives] for v in one.readings] == [[True, False], [True, False, False]]


def test_quantity_without_readings(rules):
    (one,) = study(rules, "uden")
    assert (one.base, one.readings, one.combinations) == (1001, (), ())


def test_every_combination_is_as_calculated_alone(rules):
    (one,) = study(rules, "afgift")
    expected = {
        (sats, bund): max({"lav": 100, "høj": 200}[sats], {"nul": 0, "hundrede": 100, "tusind": 1000}[bund])
        for sats, bund in product(("lav", "høj"), ("nul", "hundrede", "tusind"))
    }
    assert {
        (c.choices["sats_læses"], c.choices["bund_læses"]): c.outcome for c in one.combinations
    } == expected
    assert dict(one.combinations[0].choices) == {"sats_læses": "lav", "bund_læses": "nul"}


def test_reading_that_only_another_reading_brings_in_is_found(rules):
    (one,) = study(rules, "tur")
    by_name = {v.reading.head.name: v for v in one.readings}
    assert (by_name["vej"].matters, by_name["vej"].alone) == (False, False) or by_name["vej"].matters
    assert (by_name["omvej_læses"].matters, by_name["omvej_læses"].alone) == (True, False)
    assert {tuple(sorted(c.choices.items())): c.outcome for c in one.combinations} == {
        (("vej", "lige"),): 5,
        (("omvej_læses", "kort"), ("vej", "omvej")): 5,
        (("omvej_læses", "lang"), ("vej", "omvej")): 50,
    }


def test_reading_that_matters_only_together_with_another(rules):
    (one,) = study(rules, "tur")
    vej = next(v for v in one.readings if v.reading.head.name == "vej")
    assert (vej.matters, vej.alone) == (True, False)  # alone: 5 both ways; with the long detour: 50


def test_readings_that_hide_each_other(rules):
    (one,) = study(rules, "over", "år: 2020\noplysninger: {a: 500}\n")
    assert one.base is False
    by_name = {v.reading.head.name: (v.matters, v.alone) for v in one.readings}
    assert by_name == {"sats_læses": (False, False), "bund_læses": (True, True)}


def test_reading_without_effect_in_this_case(rules):
    (one,) = study(
        rules, "afgift", "år: 2020\noplysninger: {a: 20000}\nfortolkninger: {bund_læses: hundrede}\n"
    )
    assert one.base == 2000
    by_name = {v.reading.head.name: v for v in one.readings}
    assert not by_name["bund_læses"].matters
    assert by_name["bund_læses"].chosen
    assert [a.used for a in by_name["bund_læses"].alternatives] == [False, True, False]
    assert one.combinations == ()  # one reading that matters has no combinations


def test_the_case_own_choice_is_the_base(rules):
    (one,) = study(rules, "afgift", "år: 2020\noplysninger: {a: 1000}\nfortolkninger: {sats_læses: høj}\n")
    assert one.base == 200
    assert values(one)["sats_læses"] == {"lav": 100, "høj": 200}


def test_stated_quantity_hides_the_readings_behind_it(rules):
    (one,) = study(rules, "afgift", "år: 2020\noplysninger: {a: 1000, bund: 0}\n")
    assert list(values(one)) == ["sats_læses"]


def test_unknown_and_other_states_count_as_answers(rules):
    (one,) = study(rules, "afgift", "år: 2020\n")
    assert one.base.state == "ukendt"
    assert [(v.matters, v.alone) for v in one.readings] == [(False, False), (False, False)]


def test_every_member_by_itself(rules):
    case = "år: 2020\noplysninger: {niveau: {N1: {niveauets: 10}, N2: {niveauets: 0}}}\n"
    first, second = study(rules, "pr_niveau", case)
    assert [v.matters for v in first.readings] == [True]
    assert [v.matters for v in second.readings] == [False]
    assert values(first) == {"sats_læses": {"lav": 1, "høj": 2}}


def test_every_calculated_year(rules):
    case = "år: [2020, 2021]\noplysninger: {a: {2020: 1000, 2021: 2000}}\n"
    assert [one.base for one in study(rules, "afgift", case)] == [100, 200]


def test_exact_fractions(rules):
    (one,) = study(rules, "afgift", "år: 2020\noplysninger: {a: 0.1}\n")
    assert one.base == Fraction(1, 100)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Seven readings with two ways each: 128 combinations."""
    names = [f"l{n}" for n in range(7)]
    topic = (
        "fortolkninger:\n" + "".join(reading(name, "nej_tak", "ja_tak") for name in names) + "størrelser:\n"
    )
    for number, name in enumerate(names):
        branches = f"{{nej_tak: 0 kr, ja_tak: {2**number} kr}}"
        topic += f"  t{number}: {{titel: T, enhed: kr, efter_fortolkning: {{{name}: {branches}}}}}\n"
    topic += f"  sum7: {{titel: Sum, enhed: kr, formel: {' + '.join(f't{n}' for n in range(7))}}}\n"
    topic += f"  sum6: {{titel: Sum, enhed: kr, formel: {' + '.join(f't{n}' for n in range(6))}}}\n"
    return small.library(tmp_path_factory.mktemp("m") / "b", topic).load()


def test_64_combinations_are_all_calculated(many):
    (one,) = study(many, "sum6", "år: 2020\n")
    assert not one.too_many
    assert sorted(c.outcome for c in one.combinations) == list(range(64))


def test_more_than_64_combinations_are_varied_one_at_a_time(many):
    (one,) = study(many, "sum7", "år: 2020\n")
    assert one.too_many
    assert one.combinations == ()
    assert [[a.outcome for a in v.alternatives] for v in one.readings] == [[0, 2**n] for n in range(7)]


def test_a_path_is_run_once(many, monkeypatch):
    runs = []

    class Counted(sensitivity.Run):
        def __init__(self, definitions, facts) -> None:
            runs.append(facts)
            super().__init__(definitions, facts)

    monkeypatch.setattr(sensitivity, "Run", Counted)
    study(many, "t3", "år: 2020\n")
    assert len(runs) <= 3  # the case's own, the other reading, and once more for its table


def test_timeline_whose_sets_have_different_ways_to_read(tmp_path):
    older = small.library(
        tmp_path / "b", "fortolkninger:\n" + reading("l", "x", "y") + BY_READING.format(other="y")
    )
    newer = older.root / "2022"
    newer.mkdir()
    manifest = small.MANIFEST.replace("prøve/2020", "prøve/2022").replace("2020-01-01", "2022-01-01")
    (newer / "regelsaet.yaml").write_text(manifest.replace("2021-12-31", "2023-12-31"), encoding="utf-8")
    (newer / "kommuner.yaml").write_text(small.MEMBERS, encoding="utf-8")
    topic = small.HEAD + "fortolkninger:\n" + reading("l", "x", "z") + BY_READING.format(other="z")
    (newer / "regler.yaml").write_text(topic, encoding="utf-8")
    rules = load_rules("prøve", older.root, Findings())
    case = read_case("regelsæt: prøve\når: [2020, 2022]\nfortolkninger: {l: z}\n", rules, Findings())
    found = find_sensitivity(calculate(rules, case, ["t"], Findings()))
    assert [one.base for one in found] == [1, 2]  # 2020 does not know z: its standard counts


BY_READING = (
    "størrelser:\n  t: {{titel: T, enhed: kr, efter_fortolkning: {{l: {{x: 1 kr, {other}: 2 kr}}}}}}\n"
)
