"""Examples carried over are tried and told of, but count neither as faults nor as coverage until they are confirmed."""

from pathlib import Path

EXAMPLE = "sump/2021/eksempler/takst.yaml"


def test_how_many_are_not_confirmed(swamp):
    ran = swamp("test")
    assert ran.code == 0
    assert ran.out.startswith(
        "1 eksempel fra sump/2020 er ikke regnet efter og tæller ikke med:\n  1 giver stadig"
    )
    assert ran.out.endswith("3 eksempler med 3 forventninger: alle er opfyldt\n")


def test_one_that_gives_something_else_is_named_and_is_no_fault(swamp, put):
    put(EXAMPLE, "takst: 267.5", "takst: 260")
    ran = swamp("test")
    assert ran.code == 0
    assert f"  1 giver noget andet eller kan ikke læses:\n    {EXAMPLE}  takst\n" in ran.out
    alone = swamp("test", EXAMPLE)
    assert (alone.code, "260,00 kr, men er 267,50 kr" in alone.out) == (0, True)
    assert swamp("tjek").code == 0


def test_once_confirmed_it_counts(swamp, put):
    put(EXAMPLE, "takst: 267.5", "takst: 260")
    put(EXAMPLE, "ubekræftet: sump/2020\n", "")
    assert swamp("test").code == 1


def test_one_that_names_what_is_gone_is_no_fault_either(swamp, put):
    put(EXAMPLE, "  løn: 1000", "  løn: 1000\n  vandstand: 3")
    assert swamp("tjek").code == 0
    ran = swamp("test")
    assert (ran.code, "«vandstand» findes ikke" in ran.out) == (0, True)


def test_in_json(swamp, put):
    put(EXAMPLE, "takst: 267.5", "takst: 260")
    told = swamp("test", "sump/2021", "--format", "json").json
    assert (told["eksempler"], told["bestået"], told["ubekræftede"]) == (2, 1, 1)
    one = {e["fil"]: e for e in told["regelsæt"][0]["eksempler"]}[EXAMPLE]
    assert (one["ubekræftet"], one["bestået"]) == ("sump/2020", False)


def test_they_cover_nothing(swamp, put):
    """The set writes two parameters of its own; with only unconfirmed examples nothing rests on them."""
    sure = Path("sump/2021/eksempler/takst-for-en.yaml")
    covered = swamp("test", "sump/2021", "--dækning", "--format", "json").json["dækning"][0]["optælling"]
    sure.unlink()
    less = swamp("test", "sump/2021", "--dækning", "--format", "json").json["dækning"][0]["optælling"]
    assert sum(kind["dækket"] for kind in covered.values()) >= sum(kind["dækket"] for kind in less.values())
    assert [kind["dækket"] for kind in less.values() if kind["dækket"]] == []


def test_only_confirmed_examples_are_asked_for(swamp):
    Path("sump/2021/eksempler/takst-for-en.yaml").unlink()
    assert swamp("test", "sump/2021").out.endswith("\n\ningen bekræftede eksempler\n")


def test_the_mark_must_be_an_id(swamp, put):
    put(EXAMPLE, "ubekræftet: sump/2020", "ubekræftet: ja")
    found = swamp("tjek", "--format", "json").json["fund"]
    assert [one["kode"] for one in found if one["grad"] == "fejl"] == ["K124"]
