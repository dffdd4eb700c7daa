"""The table of outcomes: what each operator makes of operands that are not all values."""

from itertools import product

import pytest

import inline

STRICT_RANK = ("fejl", "ikke_reguleret", "ikke_relevant", "ukendt")
LOGIC_RANK = ("ukendt", "fejl", "ikke_reguleret", "ikke_relevant")
OTHERS = ("fejl", "ikke_reguleret", "ikke_relevant", "ukendt")

# One source of each outcome, as a number, a truth and a date.
SOURCES = """\
oplysninger:
  tal_ukendt:
    titel: Et tal, ingen oplyser
    enhed: forhold
  svar_ukendt:
    titel: Et svar, ingen oplyser
    type: ja_nej
  dato_ukendt:
    titel: En dato, ingen oplyser
    type: dato
  nul:
    titel: Nul
    enhed: forhold
    standard: 0
  ja_1:
    titel: Ja
    type: ja_nej
    standard: ja
"""
NUMBERS = {
    "tal_værdi": "nul + 4",
    "tal_fejl": "1 / nul",
    "tal_ikke_reguleret": "hvis(ja_1, ikke_reguleret, 1)",
    "tal_ikke_relevant": "hvis(ja_1, ikke_relevant, 1)",
}
TRUTHS = {
    "svar_sand": "nul == 0",
    "svar_falsk": "nul == 1",
    "svar_fejl": "1 / nul > 1",
    "svar_ikke_reguleret": "hvis(ja_1, ikke_reguleret, sand)",
    "svar_ikke_relevant": "hvis(ja_1, ikke_relevant, sand)",
}
DATES = {
    "dato_værdi": "dato(2020, 1, 31)",
    "dato_fejl": "dato(2020, 2, 31 + nul)",
    "dato_ikke_reguleret": "hvis(ja_1, ikke_reguleret, dato(2020, 1, 1))",
    "dato_ikke_relevant": "hvis(ja_1, ikke_relevant, dato(2020, 1, 1))",
}


def strict(*states: str):
    """The state of a strict operation whose operands have these states."""
    found = [s for s in STRICT_RANK if s in states]
    return found[0] if found else "værdi"


def logic(deciding, *states: str):
    """The state of `og` (deciding falsk) or `eller` (deciding sand)."""
    if deciding in states:
        return deciding
    found = [s for s in LOGIC_RANK if s in states]
    return found[0] if found else {"falsk": "sand", "sand": "falsk"}[deciding]


def told(answer):
    """An answer as a word: a truth, `værdi`, or the state."""
    if isinstance(answer.value, bool):
        return "sand" if answer.value else "falsk"
    return answer.state


class Formulas:
    """Formulas of three kinds in one small library, calculated once."""

    def __init__(self, root) -> None:
        self.root, self.numbers, self.truths, self.dates = root, dict(NUMBERS), dict(TRUTHS), dict(DATES)

    def calculate(self):
        parts = [
            inline.quantities(self.numbers),
            inline.quantities(self.truths, "type: ja_nej").removeprefix("størrelser:\n"),
            inline.quantities(self.dates, "type: dato").removeprefix("størrelser:\n"),
        ]
        return inline.rules(self.root, SOURCES + "".join(parts)).calculate(inline.case())


NUMERIC = (
    "{} + {}",
    "{} - {}",
    "{} * {}",
    "{} / {}",
    "min({}, {})",
    "maks({}, {})",
    "ud_over({}, {})",
    "afrund_til({}, {})",
)
COMPARING = ("{} == {}", "{} != {}", "{} < {}", "{} <= {}", "{} > {}", "{} >= {}", "i({}, [4]) == ({} > 0)")


def test_arithmetic_functions_and_comparisons_pass_on_the_strictest(tmp_path):
    formulas, expected = Formulas(tmp_path), {}
    for number, pattern in enumerate((*NUMERIC, *COMPARING)):
        into = formulas.numbers if pattern in NUMERIC else formulas.truths
        for left, right in product(("værdi", *OTHERS), repeat=2):
            name = f"p{number}_{left}_{right}"
            into[name] = pattern.format(f"tal_{left}", f"tal_{right}")
            expected[name] = strict(left, right)
    result = formulas.calculate()
    found = {name: result[name].state for name in expected}
    assert found == expected
    assert len(expected) == 15 * 25


def test_chain_of_comparisons_reads_every_operand(tmp_path):
    formulas, expected = Formulas(tmp_path), {}
    for states in product(("værdi", *OTHERS), repeat=3):
        name = "k_" + "_".join(states)
        formulas.truths[name] = "tal_{} < tal_{} < tal_{}".format(*states)
        expected[name] = strict(*states)
    result = formulas.calculate()
    assert {name: result[name].state for name in expected} == expected


def test_dates_and_one_argument_functions_are_strict(tmp_path):
    formulas, expected = Formulas(tmp_path), {}
    patterns = {
        "abs(tal_{})": "numbers",
        "-tal_{}": "numbers",
        "tal_{} ** 2": "numbers",
        "afrund(tal_{}, 1)": "numbers",
        "rund_op(tal_{}, 1)": "numbers",
        "rund_ned(tal_{}, 1)": "numbers",
        "ikke svar_{}": "truths",
        "start_på_måned(dato_{})": "dates",
        "slut_på_måned(dato_{})": "dates",
        'læg_måneder(dato_{}, 1, "sidste_dag")': "dates",
        "arbejdsdage_efter(dato_{}, 1, hverdage)": "dates",
        "dato_{} + dage(1)": "dates",
        "dato_{} - dage(1)": "dates",
        "min(dato_{}, dato_værdi)": "dates",
    }
    for number, (pattern, kind) in enumerate(patterns.items()):
        for state in ("værdi", *OTHERS):
            name = f"e{number}_{state}"
            getattr(formulas, kind)[name] = pattern.format(
                "sand" if "svar" in pattern and state == "værdi" else state
            )
            expected[name] = state
    result = formulas.calculate()
    assert {name: result[name].state for name in expected} == expected


@pytest.mark.parametrize(("word", "deciding"), [("og", "falsk"), ("eller", "sand")])
def test_logic_is_settled_by_a_deciding_operand_in_any_order(tmp_path, word, deciding):
    formulas, expected = Formulas(tmp_path), {}
    for states in product(("sand", "falsk", *OTHERS), repeat=3):
        name = "l_" + "_".join(states)
        formulas.truths[name] = f" {word} ".join(f"svar_{state}" for state in states)
        expected[name] = logic(deciding, *states)
    result = formulas.calculate()
    assert {name: told(result[name]) for name in expected} == expected
    assert len(expected) == 6**3


def test_choice_has_the_conditions_outcome_and_else_only_the_taken_branch(tmp_path):
    formulas, expected = Formulas(tmp_path), {}
    for condition, then, otherwise in product(
        ("sand", "falsk", *OTHERS), ("værdi", *OTHERS), ("værdi", *OTHERS)
    ):
        name = f"h_{condition}_{then}_{otherwise}"
        formulas.numbers[name] = f"hvis(svar_{condition}, tal_{then}, tal_{otherwise})"
        expected[name] = {"sand": then, "falsk": otherwise}.get(condition, condition)
    result = formulas.calculate()
    assert {name: result[name].state for name in expected} == expected


def test_regulated_is_a_value_of_all_but_unknown(tmp_path):
    formulas = Formulas(tmp_path)
    formulas.truths |= {f"r_{state}": f"reguleret(tal_{state})" for state in ("værdi", *OTHERS)}
    result = formulas.calculate()
    assert {state: told(result[f"r_{state}"]) for state in ("værdi", *OTHERS)} == {
        "værdi": "sand",
        "fejl": "sand",
        "ikke_reguleret": "falsk",
        "ikke_relevant": "sand",
        "ukendt": "ukendt",
    }


def test_unknown_names_all_that_would_settle_it_and_no_more(tmp_path):
    formulas = Formulas(tmp_path)
    formulas.numbers["begge"] = "tal_ukendt + hvis(svar_ukendt, 1, 2)"
    formulas.truths["afgjort"] = "svar_ukendt og svar_falsk"
    formulas.truths["stærkere"] = "tal_ukendt + tal_ikke_relevant > 1"
    result = formulas.calculate()
    assert result["begge"].missing == ("svar_ukendt", "tal_ukendt")
    assert (result["afgjort"].value, result["afgjort"].missing) == (False, ())
    assert (result["stærkere"].state, result["stærkere"].missing) == ("ikke_relevant", ())


def test_silence_and_failure_say_where_they_stand(tmp_path):
    result = Formulas(tmp_path).calculate()
    lines = (tmp_path / "prøve-2020" / "regler.yaml").read_text(encoding="utf-8").splitlines()
    silent = result.outcome(("tal_ikke_reguleret", 2020, ()))
    assert silent.quantity == "tal_ikke_reguleret"
    assert lines[silent.span.line - 1].strip() == "formel: hvis(ja_1, ikke_reguleret, 1)"
    failure = result["tal_fejl"].failure
    assert (failure.code, failure.quantity) == ("division_med_nul", "tal_fejl")
    line = lines[failure.span.line - 1]
    assert line[failure.span.column - 1 : failure.span.end_column - 1] == "1 / nul"
