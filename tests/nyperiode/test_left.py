"""What is left of a new period is told once for each kind, and nothing drops out unseen."""

from pathlib import Path

from ny_periode import codes

UNDER_WAY = ["S942", "A813", "A816", "A815", "A814", "A811"]


def kinds(ran):
    return {found["kode"]: found for found in ran.json["fund"]}


def test_one_warning_for_each_kind(swamp):
    ran = swamp("tjek", "--format", "json")
    assert (ran.code, sorted(codes(ran))) == (0, sorted(UNDER_WAY))
    told = kinds(ran)
    assert {found["grad"] for found in told.values()} == {"advarsel"}
    assert told["A811"]["besked"] == "4 af 8 arvede poster er ikke gennemgået"
    assert told["A811"]["noter"] == [
        "i takst.yaml:30 (4)",
        "heraf fortolkninger: 1, pligter: 1, størrelser: 2",
    ]
    assert told["A814"]["besked"] == "2 tal mangler i den nye periode: tillæg (2021), aftalen_slutter"
    assert told["A815"]["besked"].endswith("tillæg.begrundelse, aftalen_slutter.begrundelse")


def test_the_older_set_has_nothing_left(swamp):
    assert codes(swamp("tjek", "sump/2020", "--format", "json")) == []


def test_a_line_that_is_only_deleted_is_told(swamp, put):
    put("sump/2021/takst.yaml", '  budget: "1"           # størrelse: Budget\n', "")
    told = kinds(swamp("tjek", "--format", "json"))
    assert told["A811"]["besked"].startswith("3 af 8 ")
    assert told["A812"]["besked"] == "1 af 8 arvede poster er ikke nævnt i det nye regelsæt: budget"


def test_without_the_line_in_the_manifest_only_the_lists_count(swamp, put):
    put("sump/2021/takst.yaml", '  budget: "1"           # størrelse: Budget\n', "")
    put("sump/2021/regelsaet.yaml", "gennemgang: i_gang\n", "")
    assert "A812" not in codes(swamp("tjek", "--format", "json"))


def test_a_line_left_behind_is_a_fault(swamp, put):
    put("sump/2021/takst.yaml", '  løn: "3"', '  løn: "3"\n  budget: "3"')
    ran = swamp("tjek", "--format", "json")
    assert (ran.code, "A810" in codes(ran)) == (1, True)


def test_a_repealed_entry_still_listed_is_a_fault(swamp, put):
    repeal = "pligter:\n  takst_meldes_ud:\n    ændring: ophævet\n    begrundelse: Ingen læste den.\n\n"
    put("sump/2021/takst.yaml", "genbekræftet:\n", f"{repeal}genbekræftet:\n")
    assert "men er også ophævet" in kinds(swamp("tjek", "--format", "json"))["A810"]["besked"]


def test_names_that_are_not_inherited_are_faults(swamp, put):
    put("sump/2021/takst.yaml", '  budget: "1" ', '  budgettet: "1" ')
    told = kinds(swamp("tjek", "--format", "json"))
    assert told["A804"]["hjælp"] == "mente du «budget»?"
    assert told["A812"]["besked"].endswith(": budget")


def test_a_name_on_both_lists_is_a_fault(swamp, put):
    put("sump/2021/takst.yaml", "antaget_videreført:\n", 'antaget_videreført:\n  budget: "1"\n')
    assert kinds(swamp("tjek", "--format", "json"))["K113"]["hjælp"] == "Slet den ene linje."


def test_lists_where_nothing_is_inherited_are_faults(swamp):
    path = Path("sump/2020/takst.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}ikke_gennemgået:\n  løn: "1"\n', encoding="utf-8")
    assert "A804" in codes(swamp("tjek", "sump/2020", "--format", "json"))


def test_when_all_is_done_the_last_line_is_asked_for(swamp, put):
    for old, new in (
        (
            'begrundelse: udfyldes\n    kilde:\n      afsnit: "1.1"',
            'begrundelse: Ny.\n    kilde:\n      afsnit: "1.1"',
        ),
        ("begrundelse: udfyldes", "begrundelse: Nyt."),
        ("2021: udfyldes", "2021: 8"),
        ("værdi: udfyldes", "værdi: 2021-12-31"),
        ("ikke_gennemgået:", "antaget_videreført_:"),
    ):
        put("sump/2021/takst.yaml", old, new)
    text = Path("sump/2021/takst.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("antaget_videreført_:\n")
    Path("sump/2021/takst.yaml").write_text(head, encoding="utf-8")
    Path("sump/2021/resten.yaml").write_text(
        f"emne: Takst\nkilde:\n  dokument: aftale-2021\ngenbekræftet:\n{rest}", encoding="utf-8"
    )
    put("sump/2021/regelsaet.yaml", "    klausuler: udfyldes\n", "")
    put("sump/2021/regelsaet.yaml", "  varsel: udfyldes", "  varsel: Stadig intet.")
    put("sump/2021/eksempler/takst.yaml", "ubekræftet: sump/2020\n", "")
    assert codes(swamp("tjek", "sump/2021", "--format", "json")) == ["A817"]
    put("sump/2021/regelsaet.yaml", "gennemgang: i_gang\n", "")
    ran = swamp("tjek", "sump/2021", "--format", "json")
    assert (ran.code, codes(ran)) == (0, [])


def test_a_concept_still_to_be_judged_is_not_told_as_silent(swamp):
    sets = {one["id"]: one["tier"] for one in swamp("liste", "--format", "json").json["regelsæt"]}
    assert sets == {"sump/2020": ["varsel"], "sump/2021": []}


CLAUSES = "klausuler:\n  S-1:\n    afsnit: '2'\n    art: OBL\n    titel: Pligten udgår\n  S-2:\n    afsnit: '3'\n    art: PAR\n    titel: Løn\n"
REPEAL = """\
pligter:
  takst_meldes_ud:
    ændring: ophævet
    begrundelse: Ingen læste den.
    kilde:
      afsnit: "2"
      anker: {}
"""


def repealing(put, anchor):
    Path("sump/2021/klausuler.yaml").write_text(CLAUSES, encoding="utf-8")
    put("sump/2021/regelsaet.yaml", "klausuler: udfyldes", "klausuler: klausuler.yaml")
    put("sump/2021/takst.yaml", '  takst_meldes_ud: "2"  # pligt: Taksten meldes ud\n', "")
    put("sump/2021/takst.yaml", "genbekræftet:\n", f"{REPEAL.format(anchor)}\ngenbekræftet:\n")


def test_a_clause_that_only_repeals_is_covered_by_the_entry_that_says_so(swamp, put):
    repealing(put, "S-1")
    assert kinds(swamp("tjek", "--format", "json"))["K128"]["besked"].endswith("(1): S-2")
    (source,) = swamp("dækning", "sump/2021", "--format", "json").json["kilder"]
    assert "Taksten meldes ud (ophævet)" in str(source)


def test_a_clause_that_a_repeal_names_must_be_there(swamp, put):
    repealing(put, "S-9")
    assert "«S-9»" in kinds(swamp("tjek", "--format", "json"))["K118"]["besked"]


def test_a_figure_to_be_filled_in_is_not_told_as_missing_in_the_source(swamp):
    assert "2021  skal udfyldes" in swamp("vis", "sump/2021", "tillæg").out
    figures = swamp("vis", "sump/2021", "tillæg", "--format", "json").json
    assert "{'gælder': '2021', 'tilstand': 'udfyldes'}" in str(figures)


def test_a_calculation_with_unfinished_rules_says_so(swamp, put):
    case = "regelsæt: sump/2021\når: 2021\noplysninger: {løn: 1000, pladser: 4}\nhvad_hvis: {tillæg: {2021: 10}}\n"
    Path("sag.yaml").write_text(case, encoding="utf-8")
    told = "det arvede i sump/2021 er ved at blive gennemgået"
    assert told in swamp("beregn", "sump/2021", "sag.yaml").out
    assert told in swamp("forklar", "sump/2021", "sag.yaml", "takst").out
    assert swamp("rapport", "sump/2021", "sag.yaml", "-o", "r.html").code == 0
    assert told in Path("r.html").read_text(encoding="utf-8")
    assert "ikke færdig: det arvede er ved at blive gennemgået" in swamp("liste").out
    assert told in swamp("følsomhed", "sump/2021", "sag.yaml", "takst").err
    for words in (("sammenlign",), ("forskel",), ("forskel", "--sag", "sag.yaml")):
        assert swamp(words[0], "sump/2020", "sump/2021", *words[1:]).out.count("ikke færdigt") == 1
    put("sump/2021/regelsaet.yaml", "gennemgang: i_gang\n", "")
    assert told not in swamp("beregn", "sump/2021", "sag.yaml").out + swamp("liste").out


def test_on_a_timeline_only_the_rules_of_the_years_asked_for_count(swamp):
    case = "regelsæt: sump\når: {}\noplysninger: {{løn: 1000, pladser: 4}}\n"
    for year, told in ((2020, False), (2021, True)):
        Path("sag.yaml").write_text(case.format(year), encoding="utf-8")
        assert ("Reglerne er ikke færdige" in swamp("beregn", "sump", "sag.yaml").out) == told


def test_what_is_to_be_written_is_no_title_to_a_reader(swamp):
    words = ("ny-periode", "sump/2022", "--fra", "sump/2020", "--periode", "2022-01-01..2022-12-31")
    assert swamp(*words).code == 0
    assert "\nsump/2022  sump/2022\n" in swamp("liste").out
    shown = swamp("vis", "sump/2022", "tillæg").out
    assert "kilde             aftale-2022, afsnit 1.1" in shown
