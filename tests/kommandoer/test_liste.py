import pytest

COUNTED = {
    "parametre": 2,
    "oplysninger": 11,
    "frister": 0,
    "procedurer": 0,
    "kataloger": 0,
    "mål": 0,
    "størrelser": 8,
    "pligter": 1,
    "tiltag": 1,
    "fortolkninger": 1,
    "kontroller": 1,
    "udeladt": 1,
    "eksempler": 1,
}


def test_every_set_with_period_and_counts(garden):
    assert garden("liste").out == (
        "haven/2020  Haveaftalen 2020\n"
        "  region haven · spor styringsaftale · 01-01-2020 til 31-12-2021\n"
        "  2 parametre, 11 oplysninger, 8 størrelser, 1 pligt, 1 tiltag, 1 fortolkning, 1 kontrol,\n"
        "  1 udeladt klausul, 1 eksempel\n"
        "\n"
        "haven/2022  Haveaftalen 2022\n"
        "  region haven · spor styringsaftale · fra 01-01-2022 · bygger på haven/2020\n"
        "  2 parametre, 11 oplysninger, 7 størrelser, 1 pligt, 1 tiltag, 1 fortolkning, 1 kontrol\n"
    )


def test_json_has_the_same(garden):
    older, newer = garden("liste", "--format", "json").json["regelsæt"]
    assert older["id"] == "haven/2020"
    assert older["periode"] == {"fra": "2020-01-01", "til": "2021-12-31"}
    assert older["bygger_på"] is None
    assert older["antal"] == COUNTED
    assert newer["periode"] == {"fra": "2022-01-01", "til": None}
    assert newer["bygger_på"] == "haven/2020"
    # Ophævet: parkering. What is not inherited: omissions and examples.
    assert newer["antal"] == {**COUNTED, "størrelser": 7, "udeladt": 0, "eksempler": 0}


def test_a_folder_that_is_no_library_is_refused(run, tmp_path):
    ran = run("liste", "--regler", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "fejl[L201]" in ran.err


def test_a_library_without_sets(run, tmp_path):
    (tmp_path / "begreber.yaml").write_text("begreber: {}\n", encoding="utf-8")
    assert run("liste", "--regler", tmp_path).out == "Biblioteket har ingen regelsæt.\n"


def test_what_can_be_read_is_listed_beside_the_fault(run, tmp_path, garden):
    broken = tmp_path / "x"
    broken.mkdir()
    (tmp_path / "begreber.yaml").write_text("begreber: {}\n", encoding="utf-8")
    (broken / "regelsaet.yaml").write_text("id: [\n", encoding="utf-8")
    ran = garden("liste", "--regler", ".", "--regler", tmp_path)
    assert ran.code == 1
    assert "haven/2020  Haveaftalen 2020" in ran.out
    assert "fejl[F010]" in ran.err


@pytest.mark.parametrize("word", ["--regl", "haven/2020"])
def test_wrong_use(garden, word):
    assert garden("liste", word).code == 2
