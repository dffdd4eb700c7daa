"""What the actions of goals come to, by the day the case is made up."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError
from rammeaftale.services.api import load

RULES = """\
oplysninger:
  møder: {titel: Møder, enhed: antal, fast: ja}
mål:
  fred:
    titel: Fred
    handlinger:
      tælling: {titel: Tælling, aktør: vi, periode: {fra: 2020-03-01, til: 2020-10-31}}
      drøftelse: {titel: Drøftelse, periode: {fra: 2020-01-01}, gennemført_når: møder >= 3}
      årsmøde: {titel: Årsmøde, periode: {fra: 2018-02-01, til: 2020-07-31}, gentages: {hver: år}}
      tilsyn: {titel: Tilsyn, periode: {fra: 2020-01-31}, gentages: {hver: måned, antal: 1}}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("mål"), RULES)


def told(rules, action, today=None, fact=None, **facts: object):
    """(status, last day, what is missing) of an action."""
    case = inline.case(**facts)
    case |= {"opgjort": today} if today else {}
    case |= {"mål": {"fred": {action: fact}}} if fact else {}
    found = rules.calculate(case, targets=[]).to_json()["mål"]["fred"]["handlinger"][action]
    return found["status"], found["frist"], found["manglende"]


END = "2020-10-31"


@pytest.mark.parametrize(
    ("today", "fact", "status", "missing"),
    [
        (None, None, "ukendt", ["opgjort"]),
        (None, "gennemført", "gennemført", []),
        (None, "2020-05-01", "gennemført", []),
        ("2020-02-29", None, "ikke_begyndt", []),
        ("2020-02-29", "2020-02-15", "gennemført", []),
        ("2020-02-29", "gennemført", "gennemført", []),
        ("2020-03-01", None, "i_gang", []),
        ("2020-10-31", None, "i_gang", []),
        ("2020-11-01", None, "udløbet_uden", []),
        ("2020-11-01", "2020-10-31", "gennemført", []),
        # What is dated later than the day has not happened yet.
        ("2020-05-01", "2020-05-02", "i_gang", []),
        ("2020-05-01", "2020-05-01", "gennemført", []),
        ("2020-02-29", "2020-05-01", "ikke_begyndt", []),
    ],
)
def test_an_action_between_two_days(rules, today, fact, status, missing):
    assert told(rules, "tælling", today, fact) == (status, END, missing)


@pytest.mark.parametrize(
    ("today", "facts", "expected"),
    [
        (None, {"møder": 3}, ("ukendt", None, ["opgjort"])),
        ("2019-12-31", {"møder": 3}, ("ikke_begyndt", None, [])),
        ("2020-06-01", {"møder": 3}, ("gennemført", None, [])),
        ("2020-06-01", {"møder": 2}, ("i_gang", None, [])),
        ("2030-06-01", {"møder": 2}, ("i_gang", None, [])),
        ("2020-06-01", {}, ("ukendt", None, ["møder"])),
    ],
)
def test_one_that_is_done_by_a_condition(rules, today, facts, expected):
    assert told(rules, "drøftelse", today, **facts) == expected


# The years are 1 February 2018 to 31 January 2019, the next to 31 January 2020, the last cut at 31 July 2020.
THREE = ["2018-02-01", "2019-12-24", "2020-07-31"]


@pytest.mark.parametrize(
    ("today", "days", "status", "last"),
    [
        ("2018-01-31", None, "ikke_begyndt", "2020-07-31"),
        ("2018-06-01", None, "i_gang", "2019-01-31"),
        ("2018-06-01", ["2018-05-01"], "i_gang", "2020-01-31"),
        ("2019-01-31", None, "i_gang", "2019-01-31"),
        ("2019-02-01", None, "udløbet_uden", "2019-01-31"),
        ("2019-02-01", ["2019-02-01"], "udløbet_uden", "2019-01-31"),
        ("2020-03-01", THREE[:2], "i_gang", "2020-07-31"),
        ("2020-07-31", THREE, "i_gang", "2020-07-31"),
        ("2020-08-01", THREE, "gennemført", "2020-07-31"),
        ("2020-08-01", THREE[:2], "udløbet_uden", "2020-07-31"),
        ("2020-08-01", [THREE[0], THREE[2]], "udløbet_uden", "2020-01-31"),
        # A day after the goal's own end does not count for the last year.
        ("2020-09-01", [*THREE[:2], "2020-08-01"], "udløbet_uden", "2020-07-31"),
        ("2018-06-01", "gennemført", "gennemført", "2020-07-31"),
        (None, THREE, "gennemført", "2020-07-31"),
    ],
)
def test_one_that_comes_back_each_year(rules, today, days, status, last):
    assert told(rules, "årsmøde", today, days) == (status, last, [])


def test_one_that_comes_back_without_a_day_to_judge_by(rules):
    assert told(rules, "årsmøde", None, THREE[:2]) == ("ukendt", "2020-07-31", ["opgjort"])


def test_months_from_the_last_of_january(rules):
    # 31 January to 28 February, 29 February to 30 March, 31 March to 29 April 2020.
    assert told(rules, "tilsyn", "2020-02-28") == ("i_gang", "2020-02-28", [])
    assert told(rules, "tilsyn", "2020-02-29") == ("udløbet_uden", "2020-02-28", [])
    assert told(rules, "tilsyn", "2020-03-31", ["2020-02-28", "2020-03-30"]) == ("i_gang", "2020-04-29", [])


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"frid": {"tælling": "gennemført"}}, "S914"),
        ({"fred": {"tæling": "gennemført"}}, "H204"),
        ({"fred": {"tælling": "næsten"}}, "H205"),
        ({"fred": {"tælling": "2020-13-01"}}, "H205"),
        ({"fred": {"tælling": ["2020-05-01"]}}, "H206"),
    ],
)
def test_facts_that_are_none(rules, facts, code):
    with pytest.raises(RammeaftaleError) as caught:
        rules.calculate(inline.case() | {"mål": facts})
    assert {d.code for d in caught.value.diagnostics} == {code}


@pytest.mark.parametrize(
    ("goal", "code"),
    [
        ("handlinger: {x: {titel: X}}", "K102"),
        ("handlinger: {x: {titel: X, periode: {fra: 2020-02-01, til: 2020-01-01}}}", "L204"),
        ("handlinger: {x: {titel: X, periode: {fra: 2020-02-01}, aktør: dem}}", "K116"),
        ("handlinger: {x: {titel: X, periode: {fra: 2020-02-01}, gennemført_når: 5}}", "T405"),
        ("handlinger: {x: {titel: X, periode: {fra: 2020-02-01}, begreb: intet}}", "K117"),
        ("handlinger: {x: {titel: X, periode: {fra: 2020-02-01}, gentages: {hver: uge}}}", "K104"),
        ("beskrivelse: Intet", "K102"),
    ],
)
def test_what_is_wrong_with_one(tmp_path, goal, code):
    with pytest.raises(RammeaftaleError) as caught:
        inline.rules(tmp_path, f"mål:\n  fred: {{titel: Fred, {goal}}}\n")
    assert {d.code for d in caught.value.diagnostics if d.is_error} == {code}


def test_actions_are_inherited_one_by_one(tmp_path):
    inline.write_set(tmp_path, RULES, name="prøve/2019", years=(2019, 2019))
    changed = """\
mål:
  fred:
    ændring: ændret
    begrundelse: Aftalt
    handlinger: {tilsyn: ophævet, tælling: {titel: Ny tælling, periode: {fra: 2021-01-01}}}
"""
    inline.write_set(tmp_path, changed, base="prøve/2019")
    goal = load("prøve/2020", library=tmp_path).rules.programs[0].goals["fred"].entry
    assert list(goal.actions) == ["tælling", "drøftelse", "årsmøde"]
    assert goal.actions["tælling"].title == "Ny tælling"
