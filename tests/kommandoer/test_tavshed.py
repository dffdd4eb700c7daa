"""`tier:` and `kilde_mangler:` of a manifest: shown by `vis` and `liste`, and only of concepts that exist."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError
from running import run_program

LACKS = "tier: {rente: Ikke et ord}\nkilde_mangler: {hule: Bilag 4 er væk}\n"


def library(root, lacks=LACKS):
    inline.write_set(root, "parametre:\n  sats: {titel: Sats, enhed: pct, værdi: 2}\n")
    (root / "begreber.yaml").write_text(
        "begreber: {rente: {titel: Rente}, hule: {titel: Hule}}\n", encoding="utf-8"
    )
    manifest = root / "prøve-2020" / "regelsaet.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + lacks, encoding="utf-8")


def run(root, *words):
    return run_program([*words, "--regler", str(root)])


def test_vis_ends_with_what_the_set_lacks(tmp_path):
    library(tmp_path)
    told = run(tmp_path, "vis", "prøve/2020").out
    assert told.endswith(
        "\nAftalen er tavs om\n    rente: Ikke et ord\n\nKilden mangler\n    hule: Bilag 4 er væk\n"
    )


def test_vis_searches_it(tmp_path):
    library(tmp_path)
    told = run(tmp_path, "vis", "prøve/2020", "--søg", "bilag 4").out
    assert "Kilden mangler\n    hule: Bilag 4 er væk" in told
    assert "rente" not in told


def test_vis_as_json(tmp_path):
    library(tmp_path)
    told = run(tmp_path, "vis", "prøve/2020", "--format", "json").json
    assert told["tier"] == [{"begreb": "rente", "note": "Ikke et ord"}]
    assert told["kilde_mangler"] == [{"begreb": "hule", "note": "Bilag 4 er væk"}]
    region = run(tmp_path, "vis", "prøve", "--format", "json").json
    assert region["tier"] == [{"regelsæt": "prøve/2020", "begreb": "rente", "note": "Ikke et ord"}]


def test_liste_counts_it(tmp_path):
    library(tmp_path)
    assert "1 begreb, aftalen er tavs om" in run(tmp_path, "liste").out
    (one,) = run(tmp_path, "liste", "--format", "json").json["regelsæt"]
    assert (one["tier"], one["kilde_mangler"]) == (["rente"], ["hule"])


def test_a_concept_that_does_not_exist(tmp_path):
    library(tmp_path, "tier: {rennte: Ikke et ord}\n")
    with pytest.raises(RammeaftaleError) as caught:
        inline.load("prøve/2020", library=tmp_path)
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {"K117"}
