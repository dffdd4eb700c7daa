"""What `test --dækning` counts as covered: only what an expectation rests on, and every condition both ways."""

import json

import pytest

import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.examples.coverage import coverage
from rammeaftale.services.examples.examples import run_examples

INPUTS = """\
oplysninger:
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr}
  ja1: {titel: Første, type: ja_nej}
  ja2: {titel: Andet, type: ja_nej}
  slags: {titel: Slags, muligheder: [bo, dag], fast: ja}
  frivillig: {titel: Frivillig, enhed: kr, valgfri: ja}
  på_niveau: {titel: På niveau, enhed: kr, pr: niveau}
  frist: {titel: Frist, type: dato, fast: ja}
"""


class Covered:
    """The gaps that some examples leave in a rule: {kind: [(owner, text, ways)]}, and the quantities not asked for."""

    def __init__(self, folder) -> None:
        self.folder = folder

    def __call__(self, topic, *examples: str) -> tuple[dict, list[str]]:
        lib = small.library(self.folder, f"{INPUTS}{topic}")
        lib.load()
        for number, text in enumerate(examples):
            lib.example(f"e{number}", text)
        sets = run_examples([lib.root], Findings())
        assert [one.file.shown for result in sets for one in result.results if not one.passed] == []
        (found,) = coverage(sets)
        gaps = {}
        for gap in found.gaps:
            gaps.setdefault(gap.point.kind, []).append((gap.point.owner, gap.point.text, gap.missing))
        return gaps, [item.name for item in found.unasked]


@pytest.fixture
def covered(tmp_path):
    return Covered(tmp_path / "b")


CHOICE = "størrelser:\n  svar: {titel: Svar, enhed: kr, formel: 'hvis(ja1, a, b)'}\n"


def test_nothing_is_covered_without_examples(covered):
    gaps, unasked = covered(CHOICE)
    assert gaps == {"hvis": [("svar", "ja1", ("sand", "falsk"))]}
    assert unasked == ["svar"]


def test_one_way_of_a_condition(covered):
    gaps, unasked = covered(CHOICE, "oplysninger: {ja1: ja, a: 3}\nforventet: {svar: 3}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("falsk",))]}
    assert unasked == []


def test_both_ways_of_a_condition(covered):
    examples = [
        "oplysninger: {ja1: ja, a: 3}\nforventet: {svar: 3}\n",
        "oplysninger: {ja1: nej, b: 4}\nforventet: {svar: 4}\n",
    ]
    assert covered(CHOICE, *examples) == ({}, [])


def test_a_condition_that_no_expectation_rests_on_is_not_covered(covered):
    topic = CHOICE + "  andet: {titel: Andet, enhed: kr, formel: a}\n"
    gaps, unasked = covered(topic, "oplysninger: {ja1: ja, a: 3}\nforventet: {andet: 3}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("sand", "falsk"))]}
    assert unasked == ["svar"]


def test_a_condition_behind_the_expectation_is_covered(covered):
    topic = CHOICE + "  dobbelt: {titel: Dobbelt, enhed: kr, formel: svar * 2}\n"
    gaps, unasked = covered(topic, "oplysninger: {ja1: ja, a: 3}\nforventet: {dobbelt: 6}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("falsk",))]}
    assert unasked == ["svar"]


def test_an_unknown_condition_is_no_case_of_either(covered):
    gaps, _ = covered(CHOICE, "oplysninger: {a: 3}\nforventet: {svar: ukendt}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("sand", "falsk"))]}


def test_a_stated_quantity_reaches_nothing_of_its_rule(covered):
    gaps, _ = covered(CHOICE, "oplysninger: {ja1: ja, svar: 9}\nforventet: {svar: 9}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("sand", "falsk"))]}


VARIANTS = """\
størrelser:
  svar:
    titel: Svar
    enhed: kr
    varianter:
      - når: ja1
        formel: a
      - når: ja2 og a > 3 kr
        formel: b
      - ellers: a + b
"""


def test_later_variants_are_tried_only_when_the_earlier_fail(covered):
    gaps, _ = covered(VARIANTS, "oplysninger: {ja1: ja, a: 3, ja2: ja, b: 1}\nforventet: {svar: 3}\n")
    assert gaps["variant"] == [("svar", "ja1", ("falsk",)), ("svar", "ja2 og a > 3 kr", ("sand", "falsk"))]


def test_operands_are_seen_both_ways_by_themselves(covered):
    example = "oplysninger: {{ja1: nej, a: {a}, ja2: {ja2}, b: 1}}\nforventet: {{svar: {svar}}}\n"
    examples = [example.format(a=3, ja2="ja", svar=4), example.format(a=4, ja2="ja", svar=1)]
    gaps, _ = covered(VARIANTS, *examples)
    assert gaps["led"] == [("svar", "ja2", ("falsk",))]
    assert gaps["variant"] == [("svar", "ja1", ("sand",))]


TABLE = """\
størrelser:
  svar:
    titel: Svar
    enhed: kr
    tabel:
      efter: [slags, a]
      rækker:
        - {når: {slags: bo}, giver: a}
        - {når: {slags: dag, a: "< 10"}, giver: b}
        - {når: {slags: dag, a: ">= 10"}, giver: ikke_reguleret}
"""


def test_rows_of_a_table(covered):
    gaps, _ = covered(TABLE, "oplysninger: {slags: dag, a: 10}\nforventet: {svar: ikke_reguleret}\n")
    assert gaps == {"tabelrække": [("svar", "slags bo", ("nået",)), ("svar", "slags dag, a < 10", ("nået",))]}


SCALE = """\
størrelser:
  svar:
    titel: Svar
    enhed: kr
    skala:
      af: a
      art: marginal
      intervaller: [{fra: 0, sats: 1 pct}, {fra: 100, sats: 2 pct}, {fra: 900, sats: 3 pct}]
"""


def test_intervals_of_a_scale(covered):
    gaps, _ = covered(SCALE, "oplysninger: {a: 200}\nforventet: {svar: 3}\n")
    assert gaps == {"interval": [("svar", "interval 3 (3 pct)", ("nået",))]}


STEPS = """\
størrelser:
  svar:
    titel: Svar
    enhed: kr
    formel: a
    trin:
      - højst: 100
        når: ja1
      - mindst: b
      - afrund: {til: 1, metode: halv_op}
"""


def test_steps_and_whether_they_bind(covered):
    gaps, _ = covered(STEPS, "oplysninger: {a: 200, ja1: ja, b: 5}\nforventet: {svar: 100}\n")
    assert gaps == {
        "trin": [
            ("svar", "ja1", ("falsk",)),
            ("svar", "højst: 100", ("loftet rammer ikke",)),
            ("svar", "mindst: b", ("bunden rammer",)),
        ]
    }


READING = """\
fortolkninger:
  læs:
    titel: Hvordan?
    art: flertydig
    standard: den_ene
    læsninger: {den_ene: {titel: Den ene}, den_anden: {titel: Den anden}, den_tredje: {titel: Den tredje}}
størrelser:
  svar: {titel: Svar, enhed: kr, efter_fortolkning: {læs: {den_ene: a, den_anden: b, den_tredje: a + b}}}
"""


def test_readings_that_no_example_chooses(covered):
    examples = [
        "oplysninger: {a: 3}\nforventet: {svar: 3}\n",
        "oplysninger: {a: 3, b: 4}\nfortolkninger: {læs: den_anden}\nforventet: {svar: 4}\n",
    ]
    gaps, _ = covered(READING, *examples)
    assert gaps == {"læsning": [("svar", "læs: den_tredje", ("valgt",))]}


AGGREGATE = """\
størrelser:
  svar: {titel: Svar, enhed: kr, formel: "sum(på_niveau, over=niveau, hvor=på_niveau > 3 kr)"}
"""


def test_conditions_inside_an_aggregate_count_every_member(covered):
    example = "oplysninger: {niveau: {N1: {på_niveau: 3}, N2: {på_niveau: 4}}}\nforventet: {svar: 4}\n"
    assert covered(AGGREGATE, example)[0] == {}


def test_conditions_inside_an_aggregate_of_one_member(covered):
    example = "oplysninger: {niveau: {N2: {på_niveau: 4}}}\nforventet: {svar: 4}\n"
    assert covered(AGGREGATE, example)[0] == {"hvor": [("svar", "på_niveau > 3 kr", ("falsk",))]}


def test_stated_or_not(covered):
    topic = "størrelser:\n  svar: {titel: Svar, enhed: kr, formel: 'a + oplyst_eller(frivillig, b)'}\n"
    gaps, _ = covered(topic, "oplysninger: {a: 1, b: 2}\nforventet: {svar: 3}\n")
    assert gaps == {"oplyst_eller": [("svar", "oplyst_eller(frivillig, b)", ("oplyst",))]}


def test_answers_yes_and_no(covered):
    topic = "størrelser:\n  svar: {titel: Er a stor?, type: ja_nej, formel: a > 3 kr}\n"
    gaps, _ = covered(topic, "oplysninger: {a: 4}\nforventet: {svar: ja}\n")
    assert gaps == {"svar": [("svar", "Er a stor?", ("nej",))]}


DUTY = """\
pligter:
  melde: {titel: Melde, modalitet: skal, adressat: driftsherre, udløses_når: ja1, opfyldt_når: ja2}
kontroller:
  rimelig: {titel: Rimelig, gælder_når: ja1, skal_gælde: a < 10 kr, grad: fejl, besked: For stor}
"""


def test_duties_and_checks_count_where_they_are_expected(covered):
    examples = [
        "år: 2020\noplysninger: {ja1: ja, ja2: nej, a: 3}\nforventet: {melde: ikke_opfyldt}\n",
        "år: 2020\noplysninger: {ja1: ja, ja2: ja, a: 30}\nforventet: {rimelig: nej}\n",
        "år: 2020\noplysninger: {ja1: nej, ja2: ja, a: 30}\nforventet: {a: 30}\n",
    ]
    gaps, unasked = covered(DUTY, *examples)
    assert gaps == {
        "status": [("melde", "Melde", ("ikke_udløst", "opfyldt", "overtrådt"))],
        "udløses_når": [("melde", "ja1", ("falsk",))],
        "opfyldt_når": [("melde", "ja2", ("sand",))],
        "gælder_når": [("rimelig", "ja1", ("falsk",))],
        "skal_gælde": [("rimelig", "a < 10 kr", ("sand",))],
    }
    assert unasked == []


PLAIN = "pligter:\n  melde: {{titel: Melde, modalitet: {}, adressat: driftsherre{}}}\n"
DUE_STATUSES = ("opfyldt", "opfyldt_for_sent", "ikke_opfyldt", "overtrådt", "afventer")


@pytest.mark.parametrize("modality", ["skal", "bør", "skal_tilstræbe"])
@pytest.mark.parametrize(
    ("more", "possible"),
    [
        ("", ("opfyldt", "overtrådt", "afventer")),
        (", udløses_når: ja1", ("ikke_udløst", "opfyldt", "overtrådt", "afventer")),
        (", frist: frist", DUE_STATUSES),
        (", frist: frist, opfyldt_når: ja2", DUE_STATUSES),
        (", opfyldt_når: ja2", ("opfyldt", "ikke_opfyldt", "overtrådt")),
        (", overtrådt_når: ja2", ("opfyldt", "overtrådt", "afventer")),
        (", gentages: {hver: år}", ("opfyldt", "ikke_opfyldt", "overtrådt", "afventer")),
        (", gentages: {hver: år}, frist: frist", DUE_STATUSES),
    ],
)
def test_statuses_of_what_is_to_be_done(covered, modality, more, possible):
    gaps, _ = covered(PLAIN.format(modality, more))
    assert gaps["status"] == [("melde", "Melde", possible)]


@pytest.mark.parametrize(
    ("modality", "more", "possible"),
    [
        ("må_ikke", "", ("opfyldt", "overtrådt", "afventer")),
        ("må_ikke", ", udløses_når: ja1", ("ikke_udløst", "opfyldt", "overtrådt", "afventer")),
        ("må_ikke", ", frist: frist", ("opfyldt", "overtrådt", "afventer")),
        ("må_ikke", ", overtrådt_når: ja2", ("opfyldt", "overtrådt")),
        ("kan", "", ("opfyldt", "til_rådighed")),
        ("kan", ", udløses_når: ja1, frist: frist", ("ikke_udløst", "opfyldt", "til_rådighed")),
        ("kan", ", overtrådt_når: ja2", ("opfyldt", "overtrådt", "til_rådighed")),
    ],
)
def test_statuses_of_what_is_forbidden_or_allowed(covered, modality, more, possible):
    gaps, _ = covered(PLAIN.format(modality, more))
    assert gaps["status"] == [("melde", "Melde", possible)]


STATUSES = {
    "ikke_udløst": "oplysninger: {ja1: nej, frist: 2020-06-30}\n",
    "opfyldt": "oplysninger: {ja1: ja, frist: 2020-06-30}\npligter: {melde: opfyldt}\n",
    "opfyldt_for_sent": (
        "opgjort: 2020-07-31\noplysninger: {ja1: ja, frist: 2020-06-30}\npligter: {melde: 2020-07-01}\n"
    ),
    "ikke_opfyldt": "opgjort: 2020-07-01\noplysninger: {ja1: ja, frist: 2020-06-30}\n",
    "overtrådt": "oplysninger: {ja1: ja, frist: 2020-06-30}\npligter: {melde: overtrådt}\n",
    "afventer": "opgjort: 2020-06-30\noplysninger: {ja1: ja, frist: 2020-06-30}\n",
}
DUE = PLAIN.format("skal", ", udløses_når: ja1, frist: frist")


def status_example(status: str) -> str:
    return f"år: 2020\n{STATUSES[status]}forventet: {{melde: {status}}}\n"


def test_every_status_expected(covered):
    assert covered(DUE, *[status_example(status) for status in STATUSES]) == ({}, [])


@pytest.mark.parametrize("left_out", STATUSES)
def test_a_status_that_no_example_expects(covered, left_out):
    gaps, _ = covered(DUE, *[status_example(status) for status in STATUSES if status != left_out])
    assert gaps["status"] == [("melde", "Melde", (left_out,))]


def test_a_status_that_is_only_computed_is_not_covered(covered):
    example = f"år: 2020\n{STATUSES['overtrådt']}forventet: {{ja1: ja}}\n"
    assert covered(DUE, example)[0]["status"] == [("melde", "Melde", tuple(STATUSES))]


def test_text_of_statuses(tmp_path):
    lib = small.library(tmp_path / "b", f"{INPUTS}{PLAIN.format('skal', '')}")
    lib.example("e", "år: 2020\nforventet: {melde: afventer}\n")
    said = small.command("test", "--dækning", cwd=lib.root).out
    assert "statusser, pligterne forventes at få     1 af    3\n" in said
    assert "Pligters statusser, som intet eksempel forventer\n" in said
    assert "  melde  aldrig opfyldt, overtrådt\n" in said


MEASURE = """\
størrelser:
  svar: {titel: Svar, enhed: kr, formel: 'hvis(ja1, a, b)'}
tiltag:
  halvt: {titel: Halvt, virkning: beregnes, sætter: {svar: uden_tiltag(svar) / 2}}
  fast: {titel: Fast, virkning: beregnes, efter: [halvt], sætter: {svar: 7 kr}}
"""


def test_measures_and_what_they_leave_of_the_rule(covered):
    gaps, _ = covered(MEASURE, "oplysninger: {ja1: ja, a: 4}\ntiltag: [halvt]\nforventet: {svar: 2}\n")
    assert gaps == {"hvis": [("svar", "ja1", ("falsk",))], "tiltag": [("fast", "Fast", ("valgt",))]}


def test_a_rule_that_a_measure_replaces_is_not_covered(covered):
    gaps, _ = covered(MEASURE, "oplysninger: {ja1: ja, a: 4}\ntiltag: [fast]\nforventet: {svar: 7}\n")
    assert gaps["hvis"] == [("svar", "ja1", ("sand", "falsk"))]


def test_earlier_years_of_a_lag_count(covered):
    topic = """\
størrelser:
  svar: {titel: Svar, enhed: kr, formel: 'hvis(år >= 2020, a, b)'}
  før: {titel: Før, enhed: kr, formel: 'svar[-1] + svar'}
"""
    gaps, _ = covered(topic, "år: 2020\noplysninger: {a: {2020: 1}, b: {2019: 2}}\nforventet: {før: 3}\n")
    assert gaps == {}


TEXT = """\
1 eksempel med 1 forventning: alle er opfyldt

Dækning af prøve/2020
  størrelser, der forventes noget af         1 af    2
  svar, ja og nej                            0 af    2
  betingelser i hvis(…), sande og falske     1 af    2

Størrelser, som intet eksempel forventer noget af
  2020/regler.yaml:14  stor  Er a stor?

Størrelser, der kun er set med det ene svar
  2020/regler.yaml:14  stor  aldrig prøvet

Betingelser i hvis(…)
  2020/regler.yaml:13  svar  aldrig falsk: ja1

Eksemplerne efterlader 3 steder uprøvet.
"""


@pytest.fixture
def half(tmp_path):
    lib = small.library(
        tmp_path / "b", f"{INPUTS}{CHOICE}  stor: {{titel: Er a stor?, type: ja_nej, formel: a > 3 kr}}\n"
    )
    lib.example("e", "oplysninger: {ja1: ja, a: 3}\nforventet: {svar: 3}\n")
    return lib


@pytest.mark.parametrize("option", ["--dækning", "--daekning"])
def test_text(half, option):
    assert small.command("test", option, cwd=half.root) == small.Said(TEXT, 0)


@pytest.mark.parametrize("option", ["--kræv-fuld", "--kraev-fuld"])
def test_full_coverage_can_be_demanded(half, option):
    assert small.command("test", option, cwd=half.root).code == 1
    half.example("f", "oplysninger: {ja1: nej, b: 3, a: 4}\nforventet: {svar: 3, stor: ja}\n")
    half.example("g", "oplysninger: {a: 3}\nforventet: {stor: nej}\n")
    said = small.command("test", option, cwd=half.root)
    assert said.code == 0
    assert said.out.endswith("Eksemplerne prøver hele regelsættet.\n")


def test_part_of_the_examples_tells_no_coverage(half):
    said = small.command("test", "2020/eksempler/e.yaml", "--dækning", cwd=half.root)
    assert said.out.endswith("Intet regelsæt at måle dækningen af.\n")


def test_json(half):
    (found,) = json.loads(small.command("test", "--dækning", "--format", "json", cwd=half.root).out)[
        "dækning"
    ]
    assert (found["id"], found["fuld"]) == ("prøve/2020", False)
    assert found["optælling"]["hvis"] == {"dækket": 1, "af": 2}
    assert [(gap["art"], gap["navn"], gap["linje"], gap["mangler"]) for gap in found["huller"]] == [
        ("størrelse", "stor", 14, ["forventet"]),
        ("hvis", "svar", 13, ["falsk"]),
        ("svar", "stor", 14, ["ja", "nej"]),
    ]


def test_inherited_rules_are_covered_where_they_were_written(half):
    newer = half.root / "2022"
    newer.mkdir()
    manifest = small.MANIFEST.replace("prøve/2020", "prøve/2022").replace("2020-01-01", "2022-01-01")
    manifest = manifest.replace("2021-12-31", "2022-12-31").replace(
        "historik: 4\n", "historik: 4\nbygger_på: prøve/2020\n"
    )
    (newer / "regelsaet.yaml").write_text(
        manifest.replace("kommuner.yaml", "../2020/kommuner.yaml"), encoding="utf-8"
    )
    topic = small.HEAD + "størrelser:\n  ny: {titel: Ny, enhed: kr, formel: svar * 2}\n"
    (newer / "regler.yaml").write_text(topic, encoding="utf-8")
    (newer / "kommuner.yaml").write_text(small.MEMBERS, encoding="utf-8")
    (newer / "regelsaet.yaml").write_text(manifest, encoding="utf-8")
    found = json.loads(small.command("test", "--dækning", "--format", "json", cwd=half.root).out)["dækning"]
    assert [gap["navn"] for gap in found[1]["huller"]] == ["ny"]
