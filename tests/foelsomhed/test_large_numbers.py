"""A number varied until what it is used for grows unreasonably large: told as the fault it is."""

import pytest

import smaa_regler as small

TOPIC = """\
oplysninger:
  x: {titel: X, enhed: forhold}
størrelser:
  a: {titel: A, enhed: forhold, formel: (2 ** 20) ** 20}
  b: {titel: B, enhed: forhold, formel: a ** 20}
  stor: {titel: Stor, enhed: forhold, formel: b * b * a ** 9 * (a / 2)}
  skala:
    titel: Skala
    enhed: forhold
    skala: {af: x, art: enkelt, intervaller: [{fra: 0, sats: stor}, {fra: 100, sats: 1}]}
  rundet: {titel: Rundet, enhed: forhold, formel: "afrund_til(stor * x, stor)"}
"""
"""`stor` is 2 ** 19999, about 1,9901·10^6020: twice as much is too large."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    library = small.library(tmp_path_factory.mktemp("s") / "s", TOPIC)
    (library.root / "sag.yaml").write_text(
        small.case_text("år: 2020\noplysninger: {x: 1}\n"), encoding="utf-8"
    )
    return library.root


@pytest.mark.parametrize("target", ["skala", "rundet"])
def test_beyond_the_bound_it_is_a_fault(root, target):
    said = small.command("følsomhed", small.SET, "sag.yaml", target, "--variér", "x=1..3", cwd=root)
    table = said.out.partition("Tærskler")[0].replace("*", " ")
    told = {row[0]: row[1] for line in table.splitlines() if len(row := line.split(maxsplit=1)) > 1}
    assert told["1"] == "1,9901·10^6020  sagens egen"
    assert told["2"] == "fejl  tallet bliver urimeligt stort"


def test_a_place_no_one_could_write_is_told_nearly(root):
    """7 / 2 ** 19999 is the place; its fraction has 6,021 digits."""
    said = small.command("følsomhed", small.SET, "sag.yaml", "skala", "--opnå", "7", "--ved", "x", cwd=root)
    assert "\n  cirka 0\n" in said.out
