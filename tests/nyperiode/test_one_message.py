"""A slip in the files of a new period gives one message, where it was made: nothing of the old set's, no consequences."""

from pathlib import Path

import pytest

TOPIC, MANIFEST = "sump/2021/takst.yaml", "sump/2021/regelsaet.yaml"
REST = {"A811", "A813", "A814", "A815", "A816", "S942"}
"""What is left to do in the small library, whatever else is wrong."""


def found(ran):
    assert "Traceback" not in ran.err
    return [one for one in ran.json["fund"] if one["kode"] not in REST]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('  budget: "1" ', '  budget "1" ', "F010"),
        ("    ændring: ændret  # Tillæg", "    ændring: aendret  # Tillæg", "K104"),
        ("    ændring: ændret  # Tillæg for fugt\n", "", "A803"),
        ('    begrundelse: udfyldes\n    kilde:\n      afsnit: "1.1"', '    begrundlse: Ny.\n    kilde:\n      afsnit: "1.1"', "K101"),
        ("  tillæg:\n", "  tillægget:\n    ændring: ændret\n    begrundelse: Ny.\n    værdi: 4\n  tillæg:\n", "A804"),
        ("      2021: udfyldes  # før", "      2021: 7,5  # før", "T421"),
        ("ikke_gennemgået:\n", "ikke_gennemgaet:\n", "K101"),
        ('  løn: "3"', '  løn: "3"\n  pladser: "3"', "A810"),
    ],
)  # fmt: skip
def test_one_slip_one_message_in_the_new_set(swamp, put, old, new, code):
    put(TOPIC, old, new)
    ran = swamp("tjek", "--format", "json")
    told = found(ran)
    assert (ran.code, [one["kode"] for one in told]) == (1, [code])
    assert told[0]["fil"] == TOPIC


def test_what_an_inherited_figure_lacks_is_not_mended_in_the_old_file(swamp, put):
    text = Path(TOPIC).read_text(encoding="utf-8")
    start, end = text.index("  tillæg:"), text.index("  aftalen_slutter:")
    Path(TOPIC).write_text(text[:start] + text[end:], encoding="utf-8")
    told = {one["kode"]: one for one in found(swamp("tjek", "--format", "json"))}
    assert set(told) == {"P601", "A812"}
    assert told["P601"]["fil"] == MANIFEST
    assert "Skriv «tillæg» i sump/2021 med «ændring: ændret»" in told["P601"]["hjælp"]
    assert told["P601"]["noter"] == ["arvet fra sump/2020: sump/2020/takst.yaml:7:3"]


def test_a_reading_that_is_repealed_but_used_is_told_as_repealed(swamp, put):
    put(TOPIC, '  afrunding: "1"        # fortolkning: Rundes taksten af?\n', "")
    reading = "fortolkninger:\n  afrunding:\n    ændring: ophævet\n    begrundelse: Aftalen svarer.\n\n"
    put(TOPIC, "genbekræftet:\n", f"{reading}genbekræftet:\n")
    (told,) = found(swamp("tjek", "--format", "json"))
    assert (told["kode"], told["fil"]) == ("N305", "sump/2020/takst.yaml")
    assert "ret den ikke her, men skriv den i sump/2021" in told["hjælp"]


CLAUSES = "klausuler:\n  {id}:\n    afsnit: '{section}'\n    art: PAR\n    titel: Tillæg\n"


def with_old_clauses(put):
    Path("sump/2020/klausuler.yaml").write_text(CLAUSES.format(id="S-1", section="1.1"), encoding="utf-8")
    put(
        "sump/2020/regelsaet.yaml",
        "    titel: Sumpaftalen 2020\n",
        "    titel: S\n    klausuler: klausuler.yaml\n",
    )


def test_anchors_are_not_looked_up_before_there_is_a_list(swamp, put):
    with_old_clauses(put)
    put(TOPIC, 'afsnit: "1.1"  # afsnittet i den gamle aftale; ret det', 'afsnit: "7"\n      anker: N-1')
    assert found(swamp("tjek", "sump/2021", "--format", "json")) == []
    Path("sump/2021/klausuler.yaml").write_text(CLAUSES.format(id="N-2", section="7"), encoding="utf-8")
    put(MANIFEST, "klausuler: udfyldes", "klausuler: klausuler.yaml")
    (told,) = found(swamp("tjek", "sump/2021", "--format", "json"))
    assert (told["kode"], told["hjælp"]) == ("K118", "mente du «N-2»?")


def test_a_reaffirmed_entry_with_the_old_agreements_section_is_told(swamp, put):
    old = (
        CLAUSES.format(id="S-1", section="1.1") + CLAUSES.format(id="S-2", section="3")[len("klausuler:\n") :]
    )
    Path("sump/2020/klausuler.yaml").write_text(old, encoding="utf-8")
    put(
        "sump/2020/regelsaet.yaml",
        "    titel: Sumpaftalen 2020\n",
        "    titel: S\n    klausuler: klausuler.yaml\n",
    )
    sections = "".join(
        CLAUSES.format(id=f"N-{s}", section=s).removeprefix("klausuler:\n") for s in ("1.1", "4", "7")
    )
    Path("sump/2021/klausuler.yaml").write_text(f"klausuler:\n{sections}", encoding="utf-8")
    put(MANIFEST, "klausuler: udfyldes", "klausuler: klausuler.yaml")
    (told,) = found(swamp("tjek", "sump/2021", "--format", "json"))
    assert (told["kode"], told["grad"]) == ("K130", "advarsel")
    assert told["besked"].endswith("(1): løn")
    put(TOPIC, '  løn: "3"', '  løn: "7"')
    assert found(swamp("tjek", "sump/2021", "--format", "json")) == []


def test_without_the_set_it_builds_on_one_message_and_not_one_a_line(swamp, put):
    put(MANIFEST, "bygger_på: sump/2020\n", "")
    told = found(swamp("tjek", "sump/2021", "--format", "json"))
    assert [one["kode"] for one in told] == ["A804"]
    assert (told[0]["noter"], "«bygger_på: …»" in told[0]["hjælp"]) == (
        ["det samme gælder 7 andre poster"],
        True,
    )


def test_the_command_that_shows_why_is_told_from_where_one_stands(swamp, put):
    put("sump/2021/eksempler/takst.yaml", "takst: 267.5", "takst: 260")
    ran = swamp("test", "sump/2021/eksempler/takst.yaml")
    assert "rammeaftale forklar sump/2021 sump/2021/eksempler/takst.yaml takst\n" in ran.out
