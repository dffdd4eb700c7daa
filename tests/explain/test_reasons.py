"""The shortest list of conditions that settle a yes or no."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.services.explaining.conditions import READ, STATED, TAKEN
from rammeaftale.services.explaining.reasons import reasons_of
from smaa_regler import library, result

LEAVES = ("a", "b", "c", "d", "e")
INPUTS = "oplysninger:\n" + "".join(f"  {name}: {{titel: {name.upper()}, type: ja_nej}}\n" for name in LEAVES)


def reasons(tmp_path, topic, facts, name="svar", extra=""):
    found = result(
        library(tmp_path / "rules", topic).load(), f"år: 2020\noplysninger: {facts}\n{extra}", name
    )
    trace = found.explain(name)
    return reasons_of(trace.top, trace.nodes)


def written(conditions):
    return [condition.written for condition in conditions]


def quantity(formula, name="svar"):
    return f"  {name}: {{titel: {name.capitalize()}, type: ja_nej, formel: {formula}}}\n"


def test_one_failing_part_of_og_is_enough_and_the_others_are_told_apart(tmp_path):
    topic = INPUTS + "størrelser:\n" + quantity("a og b og c")
    found = reasons(tmp_path, topic, "{a: ja, b: nej, c: nej}")
    assert found.holds is False
    assert written(found.needed) == ["B (b)"]
    assert written(found.others) == ["C (c)"]


def test_every_part_of_eller_is_needed(tmp_path):
    topic = INPUTS + "størrelser:\n" + quantity("a eller b")
    assert written(reasons(tmp_path, topic, "{a: nej, b: nej}").needed) == ["A (a)", "B (b)"]


def test_the_shortest_part_is_chosen_through_named_quantities(tmp_path):
    topic = (
        INPUTS
        + "størrelser:\n"
        + quantity("lang og kort")
        + quantity("a eller b", "lang")
        + quantity("ikke c", "kort")
    )
    assert written(reasons(tmp_path, topic, "{a: nej, b: nej, c: ja}").needed) == ["C (c)"]


def test_a_condition_that_serves_twice_is_counted_once(tmp_path):
    """(b og a) eller (c og a): a alone makes both false, though b and c come first."""
    topic = INPUTS + "størrelser:\n" + quantity("(b og a) eller (c og a)")
    assert written(reasons(tmp_path, topic, "{a: nej, b: nej, c: nej}").needed) == ["A (a)"]


def test_a_quantity_two_others_share_is_opened(tmp_path):
    topic = (
        INPUTS
        + "størrelser:\n"
        + quantity("x eller y")
        + quantity("a og b", "x")
        + quantity("x eller c", "y")
    )
    assert written(reasons(tmp_path, topic, "{a: nej, b: ja, c: nej}").needed) == ["A (a)", "C (c)"]


def test_down_to_comparisons_with_numbers(tmp_path):
    topic = """
        parametre:
          grænse: {titel: Grænse, enhed: pct, værdi: 7}
        oplysninger:
          andel: {titel: Andel, enhed: pct}
        størrelser:
          høj: {titel: Høj, type: ja_nej, formel: andel > grænse}
          svar: {titel: Svar, type: ja_nej, formel: høj}
        """
    (only,) = reasons(tmp_path, topic, "{andel: 6.2}").needed
    assert (only.written, only.filled, only.outcome) == ("andel > grænse", "6,2 pct > 7 pct", False)
    assert (only.owner, only.title, only.span.line) == ("høj", "Høj", 9)


def test_what_the_case_states_settles_it_without_the_rule(tmp_path):
    topic = INPUTS + "størrelser:\n" + quantity("mellem") + quantity("a og b", "mellem")
    (only,) = reasons(tmp_path, topic, "{mellem: nej}").needed
    assert (only.written, only.filled, only.kind) == ("Mellem (mellem)", "nej", STATED)


def test_a_branch_names_what_led_to_it(tmp_path):
    topic = (
        INPUTS
        + """
størrelser:
  svar:
    titel: Svar
    type: ja_nej
    varianter:
      - når: a
        formel: sand
      - når: b
        formel: c
      - ellers: sand
"""
    )
    found = reasons(tmp_path, topic, "{a: nej, b: ja, c: nej}").needed
    assert [(c.written, c.outcome) for c in found] == [("C (c)", False), ("A (a)", False), ("B (b)", True)]


def test_a_table_names_the_columns_of_its_row(tmp_path):
    topic = """
        oplysninger:
          art: {titel: Art, type: valg, muligheder: [x, y]}
          tal_i_alt: {titel: Tal, enhed: forhold}
        størrelser:
          svar:
            titel: Svar
            type: ja_nej
            tabel:
              efter: [art, tal_i_alt]
              rækker:
                - {når: {art: x}, giver: sand}
                - {når: {art: y}, giver: tal_i_alt > 3}
        """
    found = reasons(tmp_path, topic, "{art: y, tal_i_alt: 2}").needed
    assert [(c.written, c.filled, c.kind) for c in found[1:]] == [("art: y", '"y"', TAKEN)]
    assert found[0].filled == "2 > 3"


def test_a_reading_is_named(tmp_path):
    topic = """
        oplysninger:
          a: {titel: A, type: ja_nej}
        fortolkninger:
          f:
            titel: Hvordan?
            art: tavshed
            standard: x
            læsninger: {x: {titel: Sådan}, y: {titel: Slet ikke}}
        størrelser:
          svar: {titel: Svar, type: ja_nej, efter_fortolkning: {f: {x: a, y: falsk}}}
        """
    found = reasons(tmp_path, topic, "{a: ja}", extra="fortolkninger: {f: y}").needed
    assert [(c.written, c.filled, c.kind) for c in found] == [("f: y", "Slet ikke", READ)]


def test_one_failing_member_is_enough_for_alle_and_all_are_needed_for_mindst_en(tmp_path):
    topic = """
        oplysninger:
          god: {titel: God, type: ja_nej, pr: niveau}
        størrelser:
          svar: {titel: Svar, type: ja_nej, formel: "alle(god, over=niveau)"}
          nogen: {titel: Nogen, type: ja_nej, formel: "mindst_én(god, over=niveau)"}
        """
    facts = "{niveau: {N1: {god: ja}, N2: {god: nej}, N3: {god: nej}}}"
    assert written(reasons(tmp_path, topic, facts).needed) == ["God, N2 (god[N2])"]
    none = "{niveau: {N1: {god: nej}, N2: {god: nej}}}"
    assert written(reasons(tmp_path / "2", topic, none, "nogen").needed) == [
        "God, N1 (god[N1])",
        "God, N2 (god[N2])",
    ]


def test_unknown_has_no_reasons(tmp_path):
    topic = INPUTS + "størrelser:\n" + quantity("a og b")
    assert reasons(tmp_path, topic, "{a: ja}") is None


formulas = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.tuples(st.sampled_from(("og", "eller")), st.lists(inner, min_size=2, max_size=3)),
    max_leaves=9,
)


def text(tree):
    if isinstance(tree, str):
        return tree
    operator, parts = tree
    return "(" + f" {operator} ".join(text(part) for part in parts) + ")"


def holds(tree, facts):
    if isinstance(tree, str):
        return facts[tree]
    return (all if tree[0] == "og" else any)(holds(part, facts) for part in tree[1])


def settles(tree, facts, chosen):
    """Whether the chosen leaves alone, whatever the others say, give the same answer."""
    others = [name for name in LEAVES if name not in chosen]
    answers = {
        holds(tree, {**facts, **dict(zip(others, values, strict=True))})
        for values in product((True, False), repeat=len(others))
    }
    return len(answers) == 1


@given(tree=formulas, values=st.tuples(*[st.booleans()] * len(LEAVES)))
def test_the_list_is_enough_and_none_is_shorter(tmp_path_factory, tree, values):
    facts = dict(zip(LEAVES, values, strict=True))
    stated = ", ".join(f"{name}: {'ja' if value else 'nej'}" for name, value in facts.items())
    topic = INPUTS + "størrelser:\n" + quantity(text(tree))
    found = reasons(tmp_path_factory.mktemp("r"), topic, f"{{{stated}}}")
    chosen = [condition.owner for condition in found.needed]
    assert found.holds is holds(tree, facts)
    assert settles(tree, facts, chosen)
    shorter = combinations(LEAVES, len(chosen) - 1)
    assert not any(settles(tree, facts, subset) for subset in shorter)


@pytest.mark.parametrize(("fact", "count"), [("nej", 1), ("ja", 20)])
def test_a_long_chain_stays_readable(tmp_path, fact, count):
    """Of a hundred conditions that must all hold, only the last ones are listed, and a name stands for the rest."""
    steps = "".join(quantity(f"trin_{n - 1} og tal_i_alt > {n}", f"trin_{n}") for n in range(1, 100))
    topic = (
        "oplysninger:\n  a: {titel: A, type: ja_nej}\n  tal_i_alt: {titel: T, enhed: forhold}\n"
        "størrelser:\n" + quantity("a", "trin_0") + steps
    )
    found = reasons(tmp_path, topic, f"{{a: {fact}, tal_i_alt: 1000}}", "trin_99")
    assert count <= len(found.needed) <= 60
