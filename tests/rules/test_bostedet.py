"""The example of `make run`: its expected figures, worked out once more from its inputs by the words of the agreement.

Nothing of the engine is used here: only fractions, and the figures as they stand in the file.
"""

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

FILE = Path(__file__).resolve().parents[2] / "rules" / "2019-2020" / "eksempler" / "bostedet.yaml"
PERCENT = Fraction(1, 100)
DAYS = 365
LINES = (
    "løn",
    "øvrige_personaleudgifter",
    "varer_og_tjenesteydelser",
    "ejendomsudgifter",
    "brugertransport",
    "administrationsudgifter",
    "tilsynsudgifter",
)


@pytest.fixture(scope="module")
def case() -> dict:
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stated(case) -> dict:
    """What is stated, as figures."""
    return {
        name: part["værdi"] if isinstance(part, dict) and "værdi" in part else part
        for name, part in case["oplysninger"].items()
    }


def worked_out(f: dict) -> dict[str, Fraction]:
    """Section by section: 3.1.1-3.1.4, 3.7, 3.5.1 and 3.5."""
    direct = sum(f[line] for line in LINES) * (1 + 2 * PERCENT)
    overhead = Fraction(str(f["overhead_procent_anvendt"]))
    # 3.1.3: 20.3 pct, 1.37 pct in 2019; what was written off at once is left out.
    assets = [asset for asset in f["aktiv"].values() if asset["straksafskrevet"] == "nej"]
    calculated = (
        Fraction("20.3") * PERCENT * f["tjenestemandslønsum"]
        + Fraction("1.37") * PERCENT * sum(asset["restgæld_primo"] for asset in assets)
        + sum(asset["afskrivning"] for asset in assets)
    )
    gross = direct + overhead * PERCENT * direct + calculated
    budget = gross - f["almindelige_indtægter"] - f["egenbetaling_serviceydelser"]
    # 3.7: a surplus of 2017 beyond 5 pct of that year's budget lowers the takst of 2019.
    income = f["takstindtægter_regnskab"][2017] - f["takstindtægter_budget"][2017]
    costs = f["direkte_omkostninger_regnskab"][2017] - f["direkte_omkostninger_budget"][2017]
    deviation = income - costs
    regulated = deviation - 5 * PERCENT * f["omkostningsbaseret_budget"][2017]
    assert regulated > 0
    base = budget - f["objektiv_finansiering"] - regulated
    levels = f["takstniveau"]
    keys = sum(level["niveau_nøgle"] for level in levels.values())
    share = {name: Fraction(level["niveau_nøgle"], keys) for name, level in levels.items()}
    # 3.5: the average of three and two years before, and no more than 100 pct.
    mean = {
        name: Fraction(sum(level["niveau_belægning_faktisk"].values()), 2) for name, level in levels.items()
    }
    occupancy = min(sum(share[name] * mean[name] for name in levels), Fraction(100))
    days = f["pladser"] * DAYS * occupancy * PERCENT
    found = {
        "direkte_omkostninger": direct,
        "overhead_procent": overhead,
        "beregnede_omkostninger": calculated,
        "bruttoomkostninger": gross,
        "omkostningsbaseret_budget": budget,
        "afvigelse@2017": Fraction(deviation),
        "efterregulering_i_takst": -regulated,
        "takstgrundlag": base,
        "belægningsprocent": occupancy,
        "belagte_dage": days,
        "takst_pr_dag": base / days,
    }
    for name, level in levels.items():
        own_days = level["niveau_pladser"] * DAYS * occupancy * PERCENT
        found |= {
            f"niveau_andel[{name}]": share[name] * 100,
            f"niveau_efterregulering[{name}]": share[name] * -regulated,
            f"niveau_takstgrundlag[{name}]": share[name] * base,
            f"niveau_takst_pr_dag[{name}]": share[name] * base / own_days,
        }
    return found


def test_every_expected_figure_follows_from_the_inputs(case, stated):
    found = worked_out(stated)
    expected = {
        name: Fraction(part["brøk"]) if isinstance(part, dict) else Fraction(str(part))
        for name, part in case["forventet"].items()
        if name in found
    }
    assert expected == {name: found[name] for name in expected}
    assert expected.keys() >= {
        "takst_pr_dag",
        "niveau_takst_pr_dag[N3]",
        "belægningsprocent",
        "efterregulering_i_takst",
    }


def test_the_levels_bring_in_what_the_takst_is_to_pay(stated):
    found = worked_out(stated)
    days = {
        name: level["niveau_pladser"] * DAYS * found["belægningsprocent"] * PERCENT
        for name, level in stated["takstniveau"].items()
    }
    assert sum(found[f"niveau_takst_pr_dag[{name}]"] * days[name] for name in days) == found["takstgrundlag"]
