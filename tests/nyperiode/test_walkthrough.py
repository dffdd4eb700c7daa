"""The page on beginning a new period can be followed, and what comes of it is the fictional set the tests have."""

import pytest

from doc_pages import steps
from ny_periode import FINISHED, LIBRARY, PAGE, ROOT, files, walk
from rammeaftale.services.api import load
from running import run_program


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder after the walk, and what was not as the page says."""
    folder = tmp_path_factory.mktemp("bibliotek")
    return folder, walk(folder)


def test_the_page_can_be_followed_as_it_is_written(walked):
    assert walked[1] == ""


def test_what_comes_of_it_is_the_fictional_set(walked):
    found, kept = files(walked[0] / FINISHED), files(LIBRARY / FINISHED)
    assert found == kept, "kør: python tests/ny_periode.py"


def test_the_walk_changes_nothing_else(walked):
    before, after = files(ROOT / "rules"), files(walked[0] / "rules")
    assert {name: after[name] for name in before} == before
    assert {name.partition("/")[0] for name in after.keys() - before.keys()} == {"2023-2024"}


def test_it_says_that_it_is_fictional_and_is_not_shipped():
    listed = run_program(["liste", "--format", "json", "--regler", LIBRARY]).json["regelsæt"]
    (one,) = [one for one in listed if one["id"] == "hovedstaden/2023-2024"]
    assert "opdigtet" in one["titel"]
    shipped = run_program(["liste", "--format", "json", "--regler", ROOT]).json["regelsæt"]
    assert [other["id"] for other in listed if other != one] == [
        other["id"] for other in shipped if other["region"] == "hovedstaden"
    ]


def test_the_old_and_the_new_rules_differ_as_the_fictional_agreement_says():
    old, new = (load(f"hovedstaden/{years}", library=LIBRARY) for years in ("2021-2022", "2023-2024"))
    told = {
        "år": 2024,
        "oplysninger": {"tilbudstype": "botilbud", "takstgrundlag": 10_000_000, "pladser": 20},
    }
    told["oplysninger"]["belægning_faktisk"] = {2020: 90, 2021: 93, 2022: 96}
    results = [
        rules.calculate({"regelsæt": rules.rules.id, **told}, targets=["belægningsprocent", "rentesats"])
        for rules in (old, new)
    ]
    assert [str(result["belægningsprocent"].value) for result in results] == ["189/2", "93"]
    assert results[0]["rentesats"].state == "ukendt"
    assert "udvikling_af_indhold" not in new.rules.programs[0].measures


def test_everything_written_on_the_walk_is_shown_to_the_reader():
    """What a comment of the page puts into a file stands in a block the reader sees too."""
    parts = list(steps(PAGE.read_text(encoding="utf-8")))
    shown = {bare(line) for part in parts if part.what == "yaml" for line in part.text.splitlines()}
    written = [
        part.text.partition("\n=>") for part in parts if part.what == "erstat" and "rules" in part.file
    ]
    for old, _, new in written:
        known = {bare(line) for line in old.splitlines()} | shown
        assert [line for line in new.splitlines() if bare(line) not in known] == []


def bare(line):
    return line.partition("  #")[0].strip()


def test_with_levels_the_average_is_of_three_years_under_every_reading():
    """Shares 0.4 and 0.6: 32 + 42 = 74, 36 + 51 = 87 and 40 + 60 = 100; their average is 87, by level 90 and 85 too."""
    rules = load("hovedstaden/2023-2024", library=LIBRARY)
    levels = {
        "N1": {"niveau_pladser": 10, "niveau_budget": dict.fromkeys((2020, 2021, 2022, 2024), 4_000_000)},
        "N2": {"niveau_pladser": 10, "niveau_budget": dict.fromkeys((2020, 2021, 2022, 2024), 6_000_000)},
    }
    levels["N1"]["niveau_belægning_faktisk"] = {2020: 80, 2021: 90, 2022: 100}
    levels["N2"]["niveau_belægning_faktisk"] = {2020: 70, 2021: 85, 2022: 100}
    told = {"regelsæt": rules.rules.id, "år": 2024}
    told["oplysninger"] = {"tilbudstype": "botilbud", "pladser": 20, "takstniveau": levels}
    for reading in ("takstår", "belægningsår"):
        case = {**told, "fortolkninger": {"niveau_vægte_år": reading}}
        assert rules.calculate(case, targets=["belægningsprocent"])["belægningsprocent"].value == 87


def test_what_a_change_of_a_measure_leaves_alone_is_reaffirmed_with_it():
    new = load("hovedstaden/2023-2024", library=LIBRARY).rules.programs[0].text.entries
    assert new["lavere_belægningsprocent"].head.status == "ændret"
    assert new["tiltag_belægning"].head.status == "genbekræftet"


def test_what_is_repealed_is_told_as_that():
    ran = run_program(["vis", "hovedstaden/2023-2024", "udvikling_af_indhold", "--regler", LIBRARY])
    assert ran.code == 1
    assert "«udvikling_af_indhold» er ophævet i hovedstaden/2023-2024 (" in ran.err
    assert "vaerktoejskasse.yaml:" in ran.err
