"""Thresholds of shipped and small rules, each worked out by hand from the rule's own words."""

from fractions import Fraction

import pytest

import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.changes import change_case
from variation import case_of, places, reached, rules_of, varied

HOME = "rules/2019-2020/eksempler/bostedet.yaml"


@pytest.fixture(scope="module")
def hovedstaden(paths):
    return rules_of("hovedstaden/2019-2020", paths.root)


@pytest.fixture(scope="module")
def home(paths):
    return paths.root / HOME


def test_documentation_of_overhead_is_owed_over_7_percent(hovedstaden, home):
    """The duty is triggered over 7 pct; the takst itself only grows, so it has no threshold."""
    found = varied(hovedstaden, home, "takst_pr_dag", "overhead_procent_anvendt=0..12")
    assert found.thresholds == ()
    (duty,) = found.sides
    assert duty.name == "overhead_dokumentation"
    assert duty.threshold.at == Fraction(7, 100)
    assert (duty.threshold.before, duty.threshold.after) == (False, True)
    assert duty.threshold.side == "før"  # 7 pct itself is not over 7 pct


def test_the_limit_of_5_percent_on_both_sides(hovedstaden, home):
    """Deviation = X - 17.600.000 - (16.310.000 - 16.400.000); the limit is 5 pct of 17.480.000 = 874.000."""
    found = varied(hovedstaden, home, "takst_pr_dag", "takstindtægter_regnskab@2017=15000000..20000000")
    assert places(found) == [17510000 - 874000, 17510000 + 874000]
    assert [one.kind for one in found.thresholds] == ["knæk", "knæk"]
    for one in found.thresholds:
        (cause,) = one.causes
        assert cause.owner[0] == "afvigelse_uden_for_grænsen"
        assert cause.text == "ud_over(afvigelse, efterreguleringsgrænse)"
        assert cause.span.source.path.endswith("efterregulering.yaml")
    # Outside the limit each krone is given back over 24 places in 365 days at 97,54 pct.
    assert found.ranges[2].function.slope == -1 / (24 * 365 * Fraction(9754, 10000))
    assert found.ranges[1].function.slope == 0


def test_the_cap_of_100_percent_occupancy(hovedstaden, home):
    """0,24 x 95 + 0,42 x 97 + 0,34 x (101 + y) / 2 = 100 gives y = 1929/17."""
    found = varied(hovedstaden, home, "belægningsprocent", "niveau_belægning_faktisk[N3]@2017=80..120")
    assert places(found) == [Fraction(1929, 17)]
    (one,) = found.thresholds
    assert (one.kind, one.before, one.after, one.within) == ("knæk", 1, 1, 0)
    assert [(cause.owner[0], cause.kind) for cause in one.causes] == [("belægningsprocent", "højst")]
    assert found.quantity.name == "belægningsprocent"


def test_what_overhead_must_be(hovedstaden, home):
    """2.000 kr: the takst is (699.639.500 + 716.125.000 o) / 356.021, so o = 12.402.500 / 716.125.000."""
    found = reached(hovedstaden, home, "takst_pr_dag", "2000", "overhead_procent_anvendt")
    (one,) = found.answers
    assert one.low == one.high == Fraction(12402500, 716125000)
    assert one.outcome == 2000
    assert one.low_in
    assert one.high_in


def test_an_answer_put_back_gives_the_value(hovedstaden, home):
    found = reached(hovedstaden, home, "takst_pr_dag", "2135", "takstindtægter_regnskab@2017")
    (one,) = found.answers
    assert one.low == Fraction("18385986.96")
    findings = Findings()
    changes = {"sæt": ["takstindtægter_regnskab@2017=18385986.96"]}
    case = change_case(home, hovedstaden, changes, findings)
    assert calculate(hovedstaden, case, None, findings)["takst_pr_dag"].value == 2135


def test_the_flat_part_is_told_as_a_stretch(hovedstaden, home):
    """Without regulation the takst is 18.244.503 / 8.544,504 wherever the deviation is inside the limit."""
    flat = Fraction(18244503) / (24 * 365 * Fraction(9754, 10000))
    found = varied(hovedstaden, home, "takst_pr_dag", "takstindtægter_regnskab@2017=15000000..20000000")
    assert found.ranges[1].seen.outcome == flat
    near = reached(hovedstaden, home, "belægningsprocent", "100", "niveau_belægning_faktisk[N3]@2017")
    (one,) = near.answers
    assert one.low == Fraction(1929, 1700)
    assert one.high == near.axis.high


def test_why_there_is_no_answer(hovedstaden, home):
    found = reached(hovedstaden, home, "belægningsprocent", "101", "niveau_belægning_faktisk[N3]@2017")
    assert found.answers == ()
    assert found.nearest.value == 1
    assert found.nearest.attained
    assert [cause.kind for cause in found.nearest.threshold.causes] == ["højst"]


def test_places_are_whole_and_their_neighbours_told(hovedstaden, home):
    found = reached(hovedstaden, home, "takst_pr_dag", "2000", "pladser")
    (beside,) = found.neighbours
    assert (beside.below, beside.above) == (25, 26)
    assert beside.outcomes[0] > 2000 > beside.outcomes[1]


TOPIC = """\
parametre:
  grænse: {titel: Grænse, enhed: kr, værdi: 100}
oplysninger:
  x: {titel: X, enhed: kr, mindst: -1000, højst: 1000}
  stk: {titel: Antal, type: heltal, mindst: 0, højst: 50}
  dag: {titel: Dag, type: dato, fast: ja}
  år_bygget: {titel: Bygget, type: årstal, fast: ja}
  uoplyst: {titel: Uoplyst, enhed: kr}
  vægt: {titel: Vægt, enhed: antal, pr: kommune}
størrelser:
  trappe:
    titel: Trappe
    enhed: kr
    skala:
      af: x
      art: marginal
      intervaller: [{fra: -1000, sats: 0}, {fra: 0, sats: 10 pct}, {over: 500, sats: 30 pct}]
  rækker:
    titel: Rækker
    enhed: kr
    tabel:
      efter: [stk]
      rækker:
        - {når: {stk: "< 3"}, giver: 10}
        - {når: {stk: "3..7"}, giver: 20}
        - {når: {stk: "> 7"}, giver: 20}
  huller: {titel: Huller, enhed: forhold, formel: 100 kr / (x - grænse)}
  kvadrat: {titel: Kvadrat, enhed: kr*kr, formel: x * x}
  dobbelt: {titel: Dobbelt, type: ja_nej, formel: "x * x > 200 kr * kr_en"}
  kr_en: {titel: En krone, enhed: kr, formel: 1 kr}
  netop: {titel: Netop, type: ja_nej, formel: x == 7 kr}
  ligemeget: {titel: Lige meget, enhed: kr, formel: "hvis(x > 3 kr, x, x + 0 kr)"}
  skjult: {titel: Skjult, enhed: kr, formel: "hvis(stk > 99, x, grænse)"}
  afrundet: {titel: Afrundet, enhed: kr, formel: x / 3, trin: [{afrund: {til: 0.01, metode: halv_op}}]}
  over_fem: {titel: Over fem, type: ja_nej, formel: afrundet >= 5 kr}
  groft: {titel: Groft, enhed: kr, formel: x, trin: [{afrund: {til: 100, metode: op}}]}
  præcis_fem: {titel: Præcis fem, type: ja_nej, formel: afrundet == 5 kr}
  omvendt: {titel: Omvendt, enhed: forhold, formel: (x / grænse) ** -1}
  til_syv: {titel: Til syv, enhed: antal, varianter: [{når: stk < 7, formel: stk}, {ellers: ikke_reguleret}]}
  mange: {titel: Mange, type: ja_nej, formel: stk > 3}
  dele: {titel: Dele, enhed: kr, pr: kommune, formel: "fordel(grænse, vægt)"}
  frist: {titel: Frist, type: dato, formel: "hvis(dag < dato(2020, 3, 1), dag + dage(30), slut_på_måned(dag))"}
  dag_for_dag:
    titel: Dag for dag
    enhed: dag
    varianter:
      - {når: "dag == dato(2020, 4, 15)", formel: dage(40)}
      - {ellers: "maks(dage(30), dage_mellem(dato(2020, 3, 17), dag))"}
  ventetid: {titel: Ventetid, enhed: dag, formel: "dage_mellem(dag, dato(2020, 12, 31))"}
  gammel: {titel: Gammel, type: ja_nej, formel: år_bygget < 1950}
  måske: {titel: Måske, enhed: kr, formel: "hvis(x > 20 kr, uoplyst, x)"}
  tavs:
    titel: Tavs
    enhed: kr
    varianter: [{når: x < 50 kr, formel: x}, {ellers: ikke_relevant}]
  summen: {titel: Summen, enhed: kr, formel: "maks(x, grænse) + min(x, 200 kr)"}
  dyb: {titel: Dyb, enhed: kr, formel: "maks(0 kr, summen - 250 kr)"}
"""
CASE = {
    "regelsæt": small.SET,
    "år": 2020,
    "oplysninger": {
        "x": 40,
        "stk": 5,
        "dag": "2020-02-10",
        "år_bygget": 1960,
        "kommune": {"0101": {"vægt": 1}, "0147": {"vægt": 2}},
    },
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return small.library(tmp_path_factory.mktemp("v") / "v", TOPIC).load()


@pytest.mark.parametrize(
    ("target", "asked", "wanted"),
    [
        ("trappe", "x=-500..1000", [(0, "knæk"), (500, "knæk")]),
        ("rækker", "stk=0..20", [(3, "spring")]),  # 7 to 8 gives the same
        ("huller", "x=0..200", [(100, "enkelt_værdi")]),  # divided by nothing just there
        ("omvendt", "x=-10..10", [(0, "enkelt_værdi")]),
        ("kvadrat", "x=-10..10", []),
        ("netop", "x=0..10", [(7, "enkelt_værdi")]),
        ("ligemeget", "x=0..10", []),
        ("skjult", "x=0..10", []),
        ("afrundet", "x=0..100", []),
        ("groft", "x=50..350", [(100, "spring"), (200, "spring"), (300, "spring")]),
        ("gammel", "år_bygget=1900..2000", [(1950, "tilstand")]),
        ("måske", "x=0..40", [(20, "tilstand")]),
        ("tavs", "x=0..100", [(50, "tilstand")]),
        ("summen", "x=0..400", [(100, "knæk"), (200, "knæk")]),
        ("summen", "grænse=0..400", [(40, "knæk")]),  # a parameter, its own value laid aside
        ("dyb", "x=0..400", [(125, "knæk"), (200, "knæk")]),  # 2x = 250; nothing shows at 100
    ],
)
def test_small_rules(rules, target, asked, wanted):
    found = varied(rules, CASE, target, asked)
    assert found.method == "nøjagtig"
    assert [(one.at, one.kind) for one in found.thresholds] == wanted


def test_which_side_a_limit_belongs_to(rules):
    assert varied(rules, CASE, "tavs", "x=0..100").thresholds[0].side == "efter"  # x < 50 ends before 50
    assert varied(rules, CASE, "måske", "x=0..40").thresholds[0].side == "før"  # x > 20 begins after 20
    assert varied(rules, CASE, "netop", "x=0..10").thresholds[0].side == "for_sig"


def test_a_limit_that_is_no_fraction_is_near_enough(rules):
    """The rule: x * x > 200 kr² from the root of 200 on, on both sides."""
    found = varied(rules, CASE, "dobbelt", "x=-100..100")
    low, high = found.thresholds
    assert (low.before, low.after, high.after) == (True, False, True)
    for one in (low, high):
        assert abs(one.at**2 - 200) < Fraction(1, 10**9)
        assert 0 < one.within <= Fraction(1, 10**9)


def test_a_limit_on_a_rounded_figure(rules):
    """A third rounded to the øre is 5 from 4,995 on: x = 14,985."""
    (one,) = varied(rules, CASE, "over_fem", "x=0..100").thresholds
    assert abs(one.at - Fraction("14.985")) <= one.within <= Fraction(1, 10000)
    assert (one.before, one.after) == (False, True)


def test_dates_day_by_day(rules):
    found = varied(rules, CASE, "frist", "dag=2020-01-01..2020-06-30")
    assert found.method == "alle_værdier"
    first, *months = found.thresholds
    assert found.axis.value(first.at).isoformat() == "2020-03-01"
    # 29 February and 30 days is 30 March; 1 March is the end of its month.
    assert [str(value) for value in (first.before, first.after)] == ["2020-03-30", "2020-03-31"]
    assert [found.axis.value(one.at).isoformat() for one in months] == [
        "2020-04-01",
        "2020-05-01",
        "2020-06-01",
    ]
    assert [str(one.after) for one in months] == ["2020-04-30", "2020-05-31", "2020-06-30"]
    assert {(cause.owner[0], cause.kind) for one in months for cause in one.causes} == {("frist", "trin")}


def test_two_days_next_to_each_other_where_something_is_decided(rules):
    """Only 15 April is 40 days; 16 April is 30 days after 17 March, and each day after it one more."""
    found = varied(rules, CASE, "dag_for_dag", "dag=2020-04-01..2020-05-31")
    assert found.method == "nøjagtig"
    told = [(found.axis.value(one.first).isoformat(), one.before, one.after) for one in found.thresholds]
    assert told == [("2020-04-15", 30, 40), ("2020-04-16", 40, 30)]
    assert [(one.low - one.high) == 0 for one in found.ranges] == [False, True, False]
    assert found.ranges[2].function.slope == 1
    assert [one.at for one in found.thresholds] == [one.first for one in found.thresholds]


def test_every_day_that_gives_the_end_of_a_month(rules):
    """The whole of April, whether each day is tried or ten years are searched."""
    for by in ("dag", "dag=2020-03-10..2020-06-30"):
        found = reached(rules, CASE, "frist", "2020-04-30", by)
        (one,) = found.answers
        assert [found.axis.value(x).isoformat() for x in (one.low, one.high)] == ["2020-04-01", "2020-04-30"]


def test_a_whole_place_tells_its_own_result(rules):
    """`stk > 3`: 3 itself belongs to what is before it."""
    (one,) = varied(rules, CASE, "mange", "stk=0..9").thresholds
    assert (one.at, one.side, one.own, one.last, one.first) == (3, "før", False, 3, 4)


def test_a_split_without_a_key(rules):
    """A key may be nothing but not less; at -2 both keys sum to nothing, which shows no more."""
    (one,) = varied(rules, CASE, "dele[0101]", "vægt[0101]=-5..5").thresholds
    assert (one.at, one.kind, one.side) == (0, "tilstand", "efter")
    assert [cause.text for cause in one.causes] == ["fordel(grænse, vægt)"]


def test_one_value_of_a_rounded_figure(rules):
    """A third rounded to the øre is 5 from 14,985 to just before 15,015: a stretch no single place tells."""
    found = varied(rules, CASE, "præcis_fem", "x=14..16")
    assert found.method == "prøvet"
    assert [(one.at, one.after) for one in found.thresholds] == [
        (Fraction("14.99"), True), (Fraction("15.02"), False),
    ]  # fmt: skip


def test_a_rounding_behind_a_decision_is_told(rules):
    """`over_fem` is no number, but where it changes rests on a rounded one."""
    found = varied(rules, CASE, "over_fem", "x=0..100")
    assert [(one.name, one.multiple) for one in found.rounded] == [("afrundet", Fraction(1, 100))]


def test_the_nearest_is_where_a_curve_turns(rules):
    """X * x is never below 0, which it is at 0, inside the range; at its ends it is 100 and 49."""
    found = reached(rules, CASE, "kvadrat", "-5", "x=-10..7")
    assert (found.nearest.x, found.nearest.value, found.nearest.attained) == (0, 0, True)
    assert (found.attainable.least, found.attainable.most) == (0, 100)


def test_the_nearest_whole_place_is_just_inside(rules):
    """`til_syv` is the number of places up to 6, and nothing from 7 on: 6 is the nearest to 9."""
    found = reached(rules, CASE, "til_syv", "9", "stk=0..20")
    assert (found.nearest.x, found.nearest.value) == (6, 6)
    assert (found.attainable.least, found.attainable.most) == (0, 6)


def test_what_is_only_come_near_to(rules):
    """100 / (x - 100) comes as near to 0 as one likes, on both sides, and has no end on either."""
    found = reached(rules, CASE, "huller", "0", "grænse")
    assert found.answers == ()
    assert (found.nearest.far, found.nearest.attained, found.nearest.value) == (True, False, 0)
    assert (found.attainable.least, found.attainable.most) == (None, None)
    found = reached(rules, CASE, "huller", "0", "x=200..300")
    assert (found.attainable.least, found.attainable.most) == (Fraction(1, 2), 1)


def test_what_is_not_used_reaches_nothing(rules):
    found = reached(rules, CASE, "skjult", "5", "x")
    assert not found.matters
    assert (found.attainable.least, found.attainable.most) == (100, 100)


def test_the_value_of_one_year_is_not_that_of_another(hovedstaden, home):
    """The case is about 2019 and states wages: what they are in 2020 it does not say."""
    assert varied(hovedstaden, home, "takst_pr_dag", "løn@2020=0..10").axis.own is None
    assert varied(hovedstaden, home, "takst_pr_dag", "løn@2019=0..10").axis.own == 13650000


def test_days_between_dates_are_a_line(rules):
    found = varied(rules, CASE, "ventetid", "dag=2020-01-01..2020-12-31")
    assert (found.method, found.thresholds, found.ranges[0].function.slope) == ("nøjagtig", (), -1)
    back = reached(rules, CASE, "ventetid", "100", "dag=2020-01-01..2020-12-31")
    assert back.axis.value(back.answers[0].low).isoformat() == "2020-09-22"


def test_it_is_said_that_a_figure_is_rounded(rules):
    assert [(one.name, one.multiple) for one in varied(rules, CASE, "afrundet", "x=0..100").rounded] == [
        ("afrundet", Fraction(1, 100))
    ]


def test_not_used_in_this_case(rules):
    assert not varied(rules, CASE, "skjult", "x=0..10").reached


@pytest.mark.parametrize(
    ("target", "value", "by", "wanted"),
    [
        ("kvadrat", "49", "x", [-7, 7]),
        ("kvadrat", "49", "x=0..100", [7]),
        ("summen", "250", "x", [125]),
        ("summen", "140", "x", [40]),
        ("trappe", "200", "x", [1000]),  # 50 + 30 pct of 500: just at the highest x may be
        ("huller", "4", "x", [125]),
        ("netop", "ja", "x", [7]),
        ("tavs", "49.5", "x", [Fraction(99, 2)]),
    ],
)
def test_every_answer(rules, target, value, by, wanted):
    found = reached(rules, CASE, target, value, by)
    assert [one.low for one in found.answers] == wanted
    assert all(one.low == one.high and one.within == 0 for one in found.answers)


@pytest.mark.parametrize(
    ("target", "value", "by", "nearest"),
    [
        ("trappe", "201", "x", (200, True)),
        ("tavs", "60", "x", (50, False)),  # 50 itself is not reached
        ("kvadrat", "-1", "x", None),
        ("måske", "30", "x", (20, True)),
    ],
)
def test_no_answer_and_how_near_one_gets(rules, target, value, by, nearest):
    found = reached(rules, CASE, target, value, by)
    assert found.answers == ()
    if nearest is not None:
        assert (found.nearest.value, found.nearest.attained) == nearest


def test_a_stretch_of_answers_has_its_ends(rules):
    (one,) = reached(rules, CASE, "over_fem", "nej", "x=0..10").answers
    assert (one.low, one.high, one.low_in, one.high_in) == (0, 10, True, True)
    (two,) = reached(rules, CASE, "tavs", "40", "x").answers
    assert two.low == two.high == 40


def test_whole_numbers_have_neighbours(rules):
    found = reached(rules, CASE, "rækker", "15", "stk")
    assert found.answers == ()
    assert found.nearest.value in (10, 20)


def test_the_case_itself_is_among_the_points(rules):
    found = varied(rules, CASE, "summen", "x=0..100/4")
    assert [point.x for point in found.points] == [0, Fraction(100, 3), 40, Fraction(200, 3), 100]
    assert [point.own for point in found.points] == [False, False, True, False, False]
    assert case_of(rules, CASE).facts.find("x", (), 2020).value == 40
