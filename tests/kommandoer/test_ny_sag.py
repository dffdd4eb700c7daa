"""`ny-sag`: the form asks for exactly what is needed, and is a case as soon as it is filled in."""

import re
from pathlib import Path

import pytest

from case_forms import filled, plain_answer
from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.types import Kind
from rammeaftale.report.case_form import case_form
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.result_json import result_json
from rammeaftale.services.scaffolding.scaffold import scaffold

ROOT = Path(__file__).resolve().parents[2]
FORM = """\
# Sag til Haveaftalen 2020. Skrevet til: leje, bede_i_alt, solrigest.
# Slet # foran en linje, og skriv svaret efter kolonet. Linjer, der beholder #, siger ingenting.
# Tal skrives med punktum som decimaltegn og uden tusindtalstegn: 14200000 eller 96.4.
# Et beløb på nul skrives 0. Det, der skal udfyldes og mangler, gør resultatet ukendt; det bliver ikke nul.
# Mere om en linje: rammeaftale vis haven/2020 NAVN
regelsæt: haven/2020
titel: Ny sag
år: 2020                                # filen hører til dette år; lav en ny til et andet

oplysninger:

  # ──── Skal udfyldes ───────────────────────────────────────────────────────────────────────────────────────

  # Leje
  #forbrug:                             # kr – Hvor meget vand blev brugt i året?
  #  2018:
  #  2019:

  # Udfyld netop én af de næste to. Rabatten er enten et beløb eller en procent.
  #rabat_kroner:                        # kr – Rabat i kroner.
  #rabat_procent:                       # pct – Rabat i procent.

  #areal:                               # tal, mindst 1, højst 900 – Hvor stor er haven?
                                        # Mål med målebånd.

  # Havens hjørne: hvert medlem for sig.
  #hjørne:
  #  n:                                 # Nord
  #    sol:                             # timer – Hvor mange timer er der sol?
  #  s:                                 # Syd
  #    sol:

  # Skur. Navnet vælger I selv; gentag blokken for hver. Er der ingen, så skriv «skur: {}».
  #skur:
  #  skur_1:
  #    skurleje:                        # kr – Hvad koster skuret?

  # ──── Udfyldes, når det passer ────────────────────────────────────────────────────────────────────────────

  # Leje
  #i_skygge:                            # ja eller nej, uden svar regnes med nej – Ligger haven i skygge?
  #tillæg:                              # kr, valgfri – Er der aftalt et tillæg, og hvor stort?
                                        # Udelades, når der ikke er aftalt et tillæg.
"""


@pytest.fixture(scope="module")
def rules():
    found = load_rules("hovedstaden/2019-2020", ROOT, Findings())
    assert found is not None
    return found


def names(text: str) -> set[str]:
    """The keys a form has a line for."""
    return set(re.findall(r"^  # *([a-zæøå_0-9]+):", text, re.MULTILINE))


def calculated(rules, text: str, target: str):
    findings = Findings()
    case = read_case(text, rules, findings)
    assert case is not None, [str(d) for d in findings]
    result = calculate(rules, case, [target], findings)
    assert result is not None, [str(d) for d in findings]
    return result


# --- the form ---


def test_the_form_has_units_questions_groups_members_and_what_silence_means(garden):
    ran = garden("ny-sag", "haven/2020", *targets("leje", "bede_i_alt", "solrigest"))
    assert ran.out.startswith(FORM)
    assert "#  vandår: to_forrige  # eller sidste – Hvilke år regnes vandet af?\n" in ran.out
    assert "#tiltag:\n#  - fælles_vand  # Fælles vand\n" in ran.out


def targets(*wanted: str) -> list[str]:
    return [word for name in wanted for word in ("--størrelse", name)]


def test_nothing_else_than_what_the_quantity_needs(garden):
    text = garden("ny-sag", "haven/2020", *targets("grundleje")).out
    assert names(text) == {"areal"}
    # The parameter has no figure in 2018, so a case may state it.
    assert names(garden("ny-sag", "haven/2020", *targets("grundleje"), "--år", "2018").out) == {
        "areal",
        "kvadratmeterpris",
        "2018",
    }


def test_a_year_is_left_out_where_nothing_depends_on_it(garden):
    assert "\når:" not in garden("ny-sag", "haven/2020", *targets("bede_i_alt")).out
    assert "\når: 2021" in garden("ny-sag", "haven/2020", *targets("bede_i_alt"), "--år", "2021").out


def test_a_lagged_quantity_is_stated_for_its_year_instead_of_all_its_inputs(garden):
    text = garden("ny-sag", "haven/2020", *targets("regulering")).out
    assert (
        "  #leje:                                # kr, beregnes, når den ikke er oplyst – Leje.\n  #  2019:"
        in text
    )


def test_the_year_of_an_address_is_the_case_year(garden):
    text = garden("ny-sag", "haven/2020", *targets("vand@2021")).out
    assert "\når: 2021 " in text
    assert "  #forbrug:" in text
    assert "  #  2019:\n  #  2020:\n" in text


def test_several_years_ask_by_year(garden):
    text = garden("ny-sag", "haven/2020", *targets("rabat"), "--år", "2020", "--år", "2021").out
    assert "\når: [2020, 2021] " in text
    assert "  #rabat_kroner:                        # kr – Rabat i kroner.\n  #  2020:\n  #  2021:\n" in text
    assert "  #areal:" in text
    assert text.count("2020:") == 2, "areal is fixed, the two rebates are not"


def test_a_chosen_reading_leaves_out_what_only_the_other_needs(garden):
    text = garden("ny-sag", "haven/2020", *targets("vand"), "--fortolkning", "vandår=sidste").out
    assert names(text) == {"forbrug", "2019"}
    assert "\nfortolkninger:\n  vandår: sidste  " in text


def test_a_chosen_measure_takes_the_place_of_the_rule(garden):
    text = garden("ny-sag", "haven/2020", *targets("vand"), "--tiltag", "fælles_vand").out
    # i_skygge: what the measure requires.
    assert names(text) == {"vandbidrag", "i_skygge"}
    assert "\ntiltag:\n  - fælles_vand   # Fælles vand\n" in text


@pytest.fixture(scope="module")
def guarantee():
    found = load_rules("hovedstaden/2021-2022", ROOT, Findings())
    assert found is not None
    return found


def test_members_with_figures_of_their_own_are_not_asked_for_one_by_one(guarantee):
    found = scaffold(guarantee, ["underskudsdækning_kommune"], {}, Findings())
    assert found is not None
    (population,) = [ask for ask in found.asks if ask.name == "befolkning"]
    assert population.free
    assert not population.must
    text = case_form(found)
    assert text.count("befolkning:") == 1
    below = text.split("Udfyldes, når det passer")[1]
    assert "# Kommune i hovedstadsregionen. Nævn kun dem, der har et andet svar;" in below
    assert "0163 Herlev" in below
    assert "uden svar regnes med reglernes eget tal for hver" in " ".join(below.split())


def test_what_is_only_needed_under_a_condition_stands_by_itself(guarantee):
    found = scaffold(guarantee, ["underskudsdækning_kommune"], {}, Findings())
    assert found is not None
    must, rest = case_form(found).split("Skal udfyldes, når betingelsen ved linjen gælder")
    under, may = rest.split("Udfyldes, når det passer")
    assert names(must) >= {"nye_pladser", "erfaring_med_målgruppen", "udvider_til_målgruppen"}
    assert names(under) == {"ibrugtagning", "takst_ny_plads"}
    assert "andre_garanterede_pladser" in names(may)


def test_a_members_required_lines_stand_before_the_optional_ones(rules):
    found = scaffold(rules, ["opsigelse_slut"], {}, Findings())
    assert found is not None
    block = case_form(found).split("#opsigelse:")[1]
    told = re.findall(r"^  # +(opsigelse_\w+):", block, re.MULTILINE)
    required = ["opsigelse_dato", "opsigelse_kommune", "opsigelse_tilbud", "opsigelse_årlig_indtægt"]
    assert told[1:5] == required
    assert "opsigelse_besat_dato" in told[5:]


def test_json_for_programs(garden):
    told = garden("ny-sag", "haven/2020", *targets("leje"), "--format", "json").json
    asked = {ask["navn"]: ask for ask in told["oplysninger"]}
    assert {name for name, ask in asked.items() if ask["skal"]} == {
        "forbrug",
        "areal",
        "rabat_procent",
        "skurleje",
    }
    assert asked["forbrug"]["år"] == [2018, 2019]
    assert told["grupper"] == [
        {
            "netop_én_af": ["rabat_kroner", "rabat_procent"],
            "besked": "Rabatten er enten et beløb eller en procent.",
        }
    ]
    assert told["dimensioner"] == [{"navn": "skur", "titel": "Skur", "hvis_ikke_nævnt": "ukendt"}]


# --- filled in ---


def test_the_empty_form_is_a_case_that_lacks_just_what_must_be_filled_in(garden, tmp_path):
    form = tmp_path / "sag.yaml"
    assert garden("ny-sag", "haven/2020", *targets("leje"), "-o", form).code == 0
    told = garden("beregn", "haven/2020", form, *targets("leje"), "--format", "json").json
    assert told["værdier"]["leje"]["mangler"] == [
        "areal",
        "forbrug@2018",
        "forbrug@2019",
        "rabat_kroner",
        "rabat_procent",
        "skur",
    ]


ANSWERS = {
    "areal": "100",
    "rabat_kroner": "100",
    "2018": "30",
    "2019": "50",
    "skurleje": "60",
}


def test_the_filled_in_form_is_calculated(garden, tmp_path):
    form = tmp_path / "sag.yaml"
    garden("ny-sag", "haven/2020", *targets("leje"), "-o", form)
    text = filled(form.read_text(encoding="utf-8"), ANSWERS.get)
    form.write_text(text, encoding="utf-8")
    told = garden("beregn", "haven/2020", form, *targets("leje"), "--format", "json").json
    # 100 x 12.5 - 100 + (30 + 50) / 2 + 60
    assert told["værdier"]["leje"]["værdi"] == "1250"


QUANTITIES = {
    "takst_pr_dag": "nej",
    "niveau_takst_pr_dag": "nej",
    "belægningsprocent": "nej",
    "omkostningsbaseret_budget": "nej",
    "prisloft_overholdt": "nej",
    "overskud_anvendes_senest": "nej",
    # Not settled by one no.
    "aftale_i_enighed": "ja",
}


@pytest.mark.parametrize(("target", "yes_or_no"), QUANTITIES.items())
def test_what_must_be_filled_in_is_enough_and_no_more(rules, target, yes_or_no):
    """In the shipped rules: with it nothing is missing; without any one of it, something is."""
    found = scaffold(rules, [target], {}, Findings())
    assert found is not None
    text = case_form(found)

    def missing(answered: set[str]) -> set[str]:
        answers = {
            name: yes_or_no if is_truth(rules, name) else plain_answer(rules, name) for name in answered
        }
        result = calculated(rules, filled(text, answers.get), target)
        unknown = result_json(result)["ukendte"].values()
        return {name_of(address) for told in unknown for address in told["mangler"]}

    must = needed(found)
    assert missing(must) == set()
    for name in must:
        assert missing(must - {name}) & {name, *rules.quantity(name).dims}, name


def needed(found) -> set[str]:
    """What must be stated where no optional dimension is mentioned; one of each group."""
    silent = {d for d, members in found.facts.members.items() if members == ()}
    must = {ask.name for ask in found.asks if ask.must and not silent & set(ask.quantity.dims)}
    for group in found.groups():
        inside = [node.text for node in group.members if node.text in must]
        must -= set(inside[1:])
    return must


def is_truth(rules, name: str) -> bool:
    return rules.quantity(name).symbol.type.kind is Kind.BOOL


def name_of(address: str) -> str:
    return re.split(r"[\[@]", address)[0]


def every_answer(rules, key: str) -> str | None:
    """An answer to any line of a form that can have one."""
    if key == "opgjort":
        return "2019-06-30"
    return plain_answer(rules, key) if key in rules.names else None


@pytest.mark.slow
def test_every_quantity_of_the_shipped_rules_has_a_form_that_reads(rules):
    for name in rules.names:
        if rules.quantity(name).symbol.is_computed:
            found = scaffold(rules, [name], {}, Findings())
            assert found is not None
            calculated(rules, case_form(found), name)
            every = filled(case_form(found), lambda key: every_answer(rules, key))
            findings = Findings()
            read_case(every, rules, findings)
            # All answered at once: only what excludes each other may be refused.
            assert {d.code for d in findings} <= {"S912", "S907"}, name


# --- the file ---


def test_no_file_is_overwritten_by_accident(garden, tmp_path):
    form = tmp_path / "sag.yaml"
    form.write_text("mit arbejde\n", encoding="utf-8")
    ran = garden("ny-sag", "haven/2020", *targets("leje"), "-o", form)
    assert ran.code == 2
    assert "findes allerede; brug --overskriv" in ran.err
    assert form.read_text(encoding="utf-8") == "mit arbejde\n"
    assert garden("ny-sag", "haven/2020", *targets("leje"), "-o", form, "--overskriv").code == 0
    assert form.read_text(encoding="utf-8").startswith("# Sag til")
    assert list(tmp_path.iterdir()) == [form], "no temporary file is left"


@pytest.mark.parametrize(
    ("target", "message"),
    [("findes/ikke/sag.yaml", "mappen «{}findes/ikke» findes ikke"), ("", "er en mappe")],
)
def test_a_bad_path_is_one_clear_message(garden, tmp_path, target, message):
    ran = garden("ny-sag", "haven/2020", *targets("leje"), "-o", tmp_path / target)
    assert ran.code == 2
    assert message.format(f"{tmp_path}/") in ran.err
    assert ran.err.count("\n") == 2


def test_a_file_as_folder(garden, tmp_path):
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    ran = garden("ny-sag", "haven/2020", *targets("leje"), "-o", tmp_path / "fil" / "sag.yaml")
    assert ran.code == 2
    assert "findes ikke" in ran.err


def test_without_file_it_is_shown(garden):
    shown = garden("ny-sag", "haven/2020", *targets("leje"))
    assert shown.out == garden("ny-sag", "haven/2020", *targets("leje"), "-o", "-").out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "nævn mindst én størrelse"),
        (["--størrelse", "lejen"], 1, "mente du «leje»?"),
        (["--størrelse", "leje", "--fortolkning", "vandår=x"], 1, "«x» er ikke en læsning af «vandår»"),
        (["--størrelse", "leje", "--tiltag", "fælles_van"], 1, "mente du «fælles_vand»?"),
        (["--størrelse", "leje", "--år", "i år"], 2, "«i år» er ikke et årstal"),
    ],
)
def test_wrong_use(garden, tmp_path, words, code, message):
    ran = garden("ny-sag", "haven/2020", *words, "-o", tmp_path / "sag.yaml")
    assert ran.code == code
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []
