"""One slip in the small library of the fixtures gives one finding: at the slip, with help that helps."""

import shutil

import pytest

import rammeaftale
from finding_cases import FRAME

RULES, MANIFEST = "aftale/regler.yaml", "aftale/regelsaet.yaml"


def found(root, file, old, new):
    """(code, line, help) of every finding once `old` has become `new` in a file of the library."""
    shutil.copytree(FRAME, root, dirs_exist_ok=True)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(d.code, d.span.line, d.help) for d in rammeaftale.check([root])]


def test_nothing_is_wrong_with_the_library_itself(tmp_path):
    assert found(tmp_path, RULES, "Overhead", "Overhead") == []


YAML_SLIPS = {
    "no-space-after-colon": ("    enhed: pct\n", "    enhed:pct\n", 8, "Skriv «enhed: pct»."),
    "equals": ("    enhed: pct\n", "    enhed = pct\n", 8, "Skriv «enhed: pct»."),
    "semicolon": ("    enhed: pct\n", "    enhed; pct\n", 8, "Skriv «enhed: pct»."),
    "no-colon": ("    enhed: pct\n", "    enhed pct\n", 8, "Skriv «enhed: pct»."),
    "no-colon-above-a-block": ("  overhead:\n", "  overhead\n", 6, "Skriv «overhead:»."),
    "too-far-in": (
        "    enhed: pct\n",
        "      enhed: pct\n",
        8,
        "Begynd linjen lige under de andre i blokken, med 4 mellemrum.",
    ),
    "too-far-out": (
        "    enhed: pct\n",
        "  enhed: pct\n",
        8,
        "Begynd linjen lige under de andre i blokken, med 4 mellemrum.",
    ),
    "quote-closed-by-the-next-one": (
        "titel: Overhead\n    enhed: pct\n",
        'titel: "Overhead\n    enhed: "pct"\n',
        7,
        'Sæt " efter teksten.',
    ),
    "conflict-of-git": (
        "    enhed: pct\n",
        "<<<<<<< HEAD\n    enhed: pct\n=======\n    enhed: kr\n>>>>>>> andet\n",
        8,
        "Vælg den ene af de to udgaver, og slet linjerne med <<<<<<<, ======= og >>>>>>>.",
    ),
    "colon-in-a-text": (
        "titel: Overhead",
        "titel: Overhead: norm",
        7,
        "Hører kolonet med til teksten, så sæt anførselstegn om hele teksten.",
    ),
}


@pytest.mark.parametrize("name", YAML_SLIPS)
def test_what_is_no_yaml_is_told_on_the_line_of_the_slip(name, tmp_path):
    old, new, line, help_ = YAML_SLIPS[name]
    assert found(tmp_path, RULES, old, new) == [("F010", line, help_)]


@pytest.mark.parametrize(
    "slip", ["    enhed:\u00a0pct\n", "    \u00a0enhed: pct\n", "\u00a0\u00a0enhed: pct\n"]
)
def test_a_hard_space_is_called_that(slip, tmp_path):
    [(code, line, help_)] = found(tmp_path, RULES, "    enhed: pct\n", slip)
    assert (code, line) == ("F022", 8)
    assert "almindeligt mellemrum" in help_


def test_a_hard_space_inside_a_title_is_fine(tmp_path):
    assert found(tmp_path, RULES, "titel: Overhead", "titel: Overhead\u00a07") == []


ONE_FAULT = {
    "title-without-value": (RULES, "titel: Overhead", "titel:", "F019", 7),
    "formula-without-value": (RULES, "formel: niveau_pladser / pladser", "formel:", "F019", 83),
    "entry-without-value": (RULES, "  overhead:\n    titel: Overhead\n    enhed: pct\n    værdier:\n      2020: 7\n", "  overhead:\n", "F019", 6),
    "source-misspelt": (RULES, "kilde:\n", "kiilde:\n", "K101", 2),
    "topic-misspelt": (RULES, "emne:", "emner:", "K101", 1),
    "section-misspelt": (RULES, "oplysninger:\n  løn", "oplysniger:\n  løn", "K101", 21),
    "unknown-step": (RULES, "formel: niveau_pladser / pladser", "formel: niveau_pladser / pladser\n    trin:\n      - maks: 100", "K101", 85),
    "comma-in-braces": (RULES, "fast: 365 dag", "fast: {formel: hvis(år == 2020, 1 dag, 2 dag)}", "F018", 70),
    "cycle-through-itself": (RULES, "formel: niveau_pladser / pladser", "formel: niveau_andel / 2", "G701", 79),
    "set-misspelt": (MANIFEST, "periode:", "period:", "K101", 5),
    "members-misspelt": (MANIFEST, "medlemmer: [", "medlemer: [", "K101", 24),
    "concepts-misspelt": ("begreber.yaml", "begreber:", "begreeber:", "K101", 1),
    "option-without-quotes": (RULES, 'tilbudstype == "bosted"', "tilbudstype == bosted", "N301", 76),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_one_finding(name, tmp_path):
    file, old, new, code, line = ONE_FAULT[name]
    assert [at[:2] for at in found(tmp_path, file, old, new)] == [(code, line)]


def test_what_a_broken_file_may_hold_is_not_unknown_elsewhere(tmp_path):
    more = tmp_path / "aftale" / "aaa.yaml"
    more.parent.mkdir(parents=True)
    more.write_text(
        'emne: Mere\nkilde:\n  dokument: moseaftalen\n  afsnit: "1"\nstørrelser:\n'
        "  dobbelt:\n    titel: Det dobbelte\n    enhed: kr\n    formel: løn * 2\n",
        encoding="utf-8",
    )
    assert [at[:2] for at in found(tmp_path, RULES, "emne: Takst", "emne; Takst")] == [("F010", 1)]


def test_what_keeps_a_file_from_being_read_comes_first(tmp_path):
    more = tmp_path / "aftale" / "aaa.yaml"
    more.parent.mkdir(parents=True)
    more.write_text("emne: Mere\nukendt: ja\n", encoding="utf-8")
    assert [at[0] for at in found(tmp_path, RULES, "emne: Takst", "emne; Takst")] == ["F010", "K101"]


HELP = {
    "excel": ("formel: niveau_pladser", "formel: =niveau_pladser", "M203", "Her begynder en formel ikke med «=»; slet det."),
    "dash": ("niveau_pladser / pladser", "niveau_pladser – pladser", "M209", "Skriv «-»."),
    "unequal": ('tilbudstype == "bosted"', 'tilbudstype <> "bosted"', "M209", "Skriv «!=»."),
    "at-most": ("formel: niveau_pladser / pladser", "formel: hvis(pladser =< 2, 1, niveau_pladser / pladser)", "M209", "Skriv «<=»."),
    "procent": ("enhed: pct", "enhed: procent", "N308", "Skriv «enhed: pct»."),
    "dkk": ("enhed: kr/dag", "enhed: DKK/døgn", "N308", "Skriv «enhed: kr/dag»."),
    "comma": ("2020: 7", "2020: 6,5", "T421", "Skriv 6.5."),
    "percent-sign": ("2020: 7", "2020: 6.5%", "T421", "Skriv 6.5."),
    "thousands": ("mindst: 0", "mindst: 1.250.000,50 kr", "T421", "Skriv 1250000.50."),
    "option": ("standard: bosted", "standard: Bosted", "T421", "mente du «bosted»? Muligheder: bosted, dagtilbud."),
    "no-such-day": ("2020: 7", "2020-02-31: 7", "K110", "Dagen findes ikke: februar 2020 har 29 dage."),
    "danish-date": ("fra: 2020-01-01", "fra: 1-1-2020", "K107", "Skriv «2020-01-01»."),
}  # fmt: skip


@pytest.mark.parametrize("name", HELP)
def test_help_says_what_to_write(name, tmp_path):
    old, new, code, help_ = HELP[name]
    file = MANIFEST if old.startswith("fra") else RULES
    assert [(at[0], at[2]) for at in found(tmp_path, file, old, new)] == [(code, help_)]


@pytest.mark.parametrize(("year", "codes"), [(2017, []), (2016, ["G704"])])
def test_a_fixed_year_of_a_calculated_quantity_must_lie_within_the_history(year, codes, tmp_path):
    rule = "formel: niveau_pladser / pladser\n  før:\n    titel: Før\n    enhed: kr\n"
    rule += f"    formel: sum(husleje_i_alt[{year}:år]) - husleje_i_alt[{year}]"
    assert [at[0] for at in found(tmp_path, RULES, "formel: niveau_pladser / pladser", rule)] == codes


@pytest.mark.parametrize(
    ("section", "codes"), [("1", []), ("1.2", []), ("1, side 4", []), ("12", ["K126"]), ("2", ["K126"])]
)
def test_a_section_is_the_one_of_its_clause(section, codes, tmp_path):
    new = f'anker: M-1\n      afsnit: "{section}"'
    assert [at[0] for at in found(tmp_path, RULES, "anker: M-1", new)] == codes
