"""Catalogues and `i_katalog`: yes, no, not settled; a namespace of their own; what can be wrong; inheritance."""

import pytest

import inline
from oracle.small import case, exact_says, oracle_says, program
from rammeaftale.core.diagnostics import RammeaftaleError
from rammeaftale.services.api import load
from rammeaftale.services.describing.description import find
from rammeaftale.services.describing.overview import overview

BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
RULES = """
oplysninger:
  valgt: {type: tekst, fast: ja}
  slags: {type: valg, muligheder: [kost, spand], fast: ja}
  by: {type: medlem, af: kommune, fast: ja}
kataloger:
  alle: {udtømmende: ja, medlemmer: {kost: {titel: Kost}, A: {titel: Aby}}}
  nogle: {udtømmende: nej, medlemmer: {kost: {titel: Kost}}}
størrelser:
""".replace("A: {titel: Aby}", "trug: {titel: Trug}")


def asked(formula):
    return program(f"{RULES}  x: {{type: ja_nej, formel: '{formula}'}}\n")


@BOTH
@pytest.mark.parametrize(
    ("formula", "valgt", "expected"),
    [
        ('i_katalog(valgt, "alle")', "kost", True),
        ('i_katalog(valgt, "alle")', "spand", False),
        ('i_katalog(valgt, "nogle")', "kost", True),
        ('i_katalog(valgt, "nogle")', "spand", "ikke_reguleret"),
        ('ikke i_katalog(valgt, "nogle")', "spand", "ikke_reguleret"),
        ('i_katalog(valgt, "alle") eller i_katalog(valgt, "nogle")', "kost", True),
        ('i_katalog(valgt, "alle") og i_katalog(valgt, "nogle")', "spand", False),
        ('reguleret(i_katalog(valgt, "nogle"))', "spand", False),
        ('i_katalog("kost", "alle")', "spand", True),
        ('i_katalog("spand", "nogle")', "kost", "ikke_reguleret"),
    ],
)
def test_a_text_asked_of_a_catalogue(says, formula, valgt, expected):
    assert says(asked(formula), case({"valgt@*": valgt}), "x") == expected


@BOTH
def test_a_choice_and_what_is_not_stated(says):
    built = asked('i_katalog(slags, "alle")')
    assert says(built, case({"slags@*": "kost"}), "x") is True
    assert says(built, case({"slags@*": "spand"}), "x") is False
    assert says(built, case(), "x") == "ukendt: slags"


@BOTH
def test_a_member_of_a_dimension(says):
    built = asked('i_katalog(by, "nogle")')
    assert says(built, case({"by@*": "A"}), "x") == "ikke_reguleret"


WRONG = """\
oplysninger:
  valgt: {titel: Valgt, type: tekst}
  tal: {titel: Tal, enhed: kr}
kataloger:
  alle: {titel: Alle, udtømmende: ja, medlemmer: {kost: {titel: Kost}}}
  nogle: {titel: Nogle, udtømmende: nej, medlemmer: {kost: {titel: Kost}}}
størrelser:
  x: {titel: X, type: ja_nej, formel: '%s'}
"""


@pytest.mark.parametrize(
    ("formula", "code", "hint"),
    [
        ('i_katalog(valgt, "ale")', "H202", "«alle»"),
        ('i_katalog("kosst", "alle")', "H203", "«kost»"),
        ("i_katalog(valgt, alle)", "T417", ""),
        ('i_katalog(tal, "alle")', "T401", ""),
        ("i_katalog(valgt)", "M2|N3", ""),
    ],
)
def test_what_is_wrong_with_asking(tmp_path, formula, code, hint):
    with pytest.raises(RammeaftaleError) as caught:
        inline.rules(tmp_path, WRONG % formula)
    errors = [d for d in caught.value.diagnostics if d.is_error]
    assert all(d.code == code or d.code[:2] in code.split("|") for d in errors)
    assert hint in str(errors[0].help) + "".join(map(str, errors[0].notes))


def test_a_text_an_open_catalogue_lacks_is_no_fault(tmp_path):
    result = inline.rules(tmp_path, WRONG % 'i_katalog("spand", "nogle")').calculate(inline.case())
    assert result["x"].state == "ikke_reguleret"


def test_catalogues_have_names_of_their_own(tmp_path):
    rules = inline.rules(tmp_path, (WRONG % 'i_katalog(valgt, "x")').replace("  alle:", "  x:"))
    assert rules.calculate(inline.case(valgt="kost"))["x"].value is True
    told = [one.kind for _, one in find(rules.rules, "x")]
    assert told == ["størrelse", "katalog"]


def test_the_lists_of_a_set_show_a_catalogue_without_the_unit_of_its_namesake(tmp_path):
    rules = inline.rules(tmp_path, (WRONG % 'i_katalog(valgt, "tal")').replace("  alle:", "  tal:"))
    rows = {row.section: (row.name, row.unit) for row in overview(rules.rules.programs[0], "tal")}
    assert rows["oplysninger"] == ("tal", "kr")
    assert rows["kataloger"] == ("tal", "")
    quantity, catalogue = (one for _, one in find(rules.rules, "tal"))
    assert (quantity.outcomes, catalogue.outcomes) == (("værdi", "ukendt"), ())
    assert [link.name for link in catalogue.used_by] == ["x"]
    assert quantity.used_by == ()


def test_two_of_one_name_are_refused(tmp_path):
    inline.write_set(tmp_path, WRONG % 'i_katalog(valgt, "alle")')
    other = "kataloger:\n  alle: {titel: Alle, udtømmende: ja, medlemmer: {x: {titel: X}}}\n"
    (tmp_path / "prøve-2020" / "to.yaml").write_text(inline.TOPIC + other, encoding="utf-8")
    with pytest.raises(RammeaftaleError) as caught:
        load("prøve/2020", library=tmp_path)
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {"K113"}


def test_members_are_inherited_one_by_one(tmp_path):
    inline.write_set(tmp_path, WRONG % 'i_katalog(valgt, "alle")', name="prøve/2019", years=(2019, 2019))
    changed = """\
kataloger:
  alle:
    ændring: ændret
    begrundelse: Aftalt
    medlemmer: {kost: ophævet, spand: {titel: Spand}, trug: {titel: Trug}}
  nogle: {ændring: genbekræftet}
"""
    inline.write_set(tmp_path, changed, base="prøve/2019")
    rules = load("prøve/2020", library=tmp_path)
    assert list(rules.rules.programs[0].text.catalogues["alle"].members) == ["spand", "trug"]
    answers = [rules.calculate(inline.case(valgt=word))["x"].value for word in ("kost", "spand", "trug")]
    assert answers == [False, True, True]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ("alle: {titel: Igen, udtømmende: ja, medlemmer: {x: {titel: X}}}", "A803"),
        ("alle: {ændring: ændret, begrundelse: A, medlemmer: {spand: ophævet}}", "A807"),
        ("alle: {ændring: ændret, begrundelse: A, medlemmer: {kost: ophævet}}", "H201"),
        (
            "andre: {ændring: ophævet, begrundelse: A, titel: X, udtømmende: ja, medlemmer: {x: {titel: X}}}",
            "A804",
        ),
    ],
)
def test_what_is_wrong_with_a_change(tmp_path, changed, code):
    inline.write_set(tmp_path, WRONG % "sand", name="prøve/2019", years=(2019, 2019))
    inline.write_set(tmp_path, f"kataloger:\n  {changed}\n", base="prøve/2019")
    with pytest.raises(RammeaftaleError) as caught:
        load("prøve/2020", library=tmp_path)
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {code}


def test_a_repealed_one_is_gone(tmp_path):
    inline.write_set(tmp_path, WRONG % 'i_katalog(valgt, "alle")', name="prøve/2019", years=(2019, 2019))
    inline.write_set(tmp_path, "kataloger:\n  alle: {ændring: ophævet, begrundelse: A}\n", base="prøve/2019")
    with pytest.raises(RammeaftaleError) as caught:
        load("prøve/2020", library=tmp_path)
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {"H202"}


def test_the_short_form_means_the_entry_before_the_catalogue_of_its_name(tmp_path):
    both = (WRONG % 'i_katalog(valgt, "x")').replace("  alle:", "  x:")
    inline.write_set(tmp_path, both, name="prøve/2019", years=(2019, 2019))
    inline.write_set(tmp_path, 'genbekræftet: {x: "7", nogle: "8"}\n', base="prøve/2019")
    heads = [e.head for e in load("prøve/2020", library=tmp_path).rules.programs[0].text.entries.values()]
    told = {
        (head.section, head.name): head.citation.section for head in heads if head.status == "genbekræftet"
    }
    assert told == {("størrelser", "x"): "7", ("kataloger", "nogle"): "8"}
