"""What each municipality pays in the examples of the measures, worked out once more by the words of section 9.2.

Nothing of the engine is used here: only fractions, and the figures as they stand in the files.
"""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / "rules" / "2019-2020" / "eksempler"
PERCENT = Fraction(1, 100)
DAYS = 365


def examples() -> list[dict]:
    """Those that expect what is paid in 2019 for an offering without levels."""
    found = [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("betaling-*.yaml"))
    ]
    return [one for one in found if "betaling_i_alt" in one["forventet"] and is_plain(one)]


def is_plain(one: dict) -> bool:
    return "brugerkommune" in one["oplysninger"] and "takstniveau" not in one["oplysninger"]


def occupancy(facts: dict, chosen: list[str]) -> Fraction:
    own = min(Fraction(sum(facts["belægning_faktisk"].values()), 2), Fraction(100)) * PERCENT
    if "lavere_belægningsprocent" in chosen:
        own = min(own, facts["tiltag_belægning"] * PERCENT)
    return own


def guaranteed_days(facts: dict, part: dict) -> int:
    start = max(facts["købsaftale_fra"], date(2019, 1, 1))
    end = min(facts["købsaftale_til"], date(2019, 12, 31))
    return part["garanterede_pladser"] * max(0, (end - start).days + 1)


def paid(one: dict) -> tuple[Fraction, dict[str, Fraction]]:
    """The takst and what each pays: takst for its days, its objective part, empty guaranteed days, its share."""
    facts, chosen = one["oplysninger"], one.get("tiltag", [])
    places = facts["brugerkommune"]
    budget = Fraction(facts["omkostningsbaseret_budget"] - facts["objektiv_finansiering"])
    objective = shared = Fraction(0)
    if "takst_og_objektiv_finansiering" in chosen:
        objective = budget * facts["objektiv_andel"] * PERCENT
    share = {name: Fraction(part.get("finansieringsandel", 0)) * PERCENT for name, part in places.items()}
    if "delt_finansieringsansvar" in chosen:
        of_costs = facts["delt_finansiering_af"] == "omkostninger"
        shared = budget - objective if of_costs else Fraction(facts["underskud_til_deling"])
    from_takst = shared * sum(share.values()) if facts.get("delt_finansiering_af") == "omkostninger" else 0
    days = facts["pladser"] * DAYS * occupancy(facts, chosen)
    takst = (budget - objective - from_takst + facts.get("efterregulering_i_takst", 0)) / days
    keys = sum(part.get("borgere_i_målgruppe", 0) for part in places.values())
    found = {}
    for name, part in places.items():
        found[name] = takst * part["kommunens_dage"] + shared * share[name]
        if objective:
            found[name] += objective * part["borgere_i_målgruppe"] / keys
        if "forpligtende_købsaftale" in chosen and "garanterede_pladser" in part:
            found[name] += takst * max(0, guaranteed_days(facts, part) - part["garanterede_dage_belagt"])
    return takst, found


def value(expected: object) -> Fraction:
    return Fraction(expected["brøk"] if isinstance(expected, dict) else str(expected))


@pytest.mark.parametrize("one", examples(), ids=lambda one: one["titel"])
def test_every_expected_payment_follows_from_the_inputs(one):
    takst, found = paid(one)
    expected = one["forventet"]
    assert value(expected["takst_pr_dag"]) == takst
    for name, amount in found.items():
        if f"kommunens_betaling[{name}]" in expected:
            assert value(expected[f"kommunens_betaling[{name}]"]) == amount
    assert value(expected["betaling_i_alt"]) == sum(found.values())
    facts = one["oplysninger"]
    wanted = facts["omkostningsbaseret_budget"] + facts.get("efterregulering_i_takst", 0)
    assert value(expected["rest_til_driftsherren"]) == wanted - sum(found.values())


def test_each_measure_alone_and_all_together_are_there():
    chosen = [tuple(one.get("tiltag", [])) for one in examples()]
    assert {len(measures) for measures in chosen} == {0, 1, 4}
    assert {measures[0] for measures in chosen if len(measures) == 1} == {
        "lavere_belægningsprocent",
        "takst_og_objektiv_finansiering",
        "forpligtende_købsaftale",
        "delt_finansieringsansvar",
    }
