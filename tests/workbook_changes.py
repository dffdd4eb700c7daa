"""A dozen cases whose workbooks are changed as their readers would change them, and the same changes in the case.

Of each: a field of the workbook, or a choice, with what is typed in it; and where the same stands in the case. Together
they cover takst with levels and efterregulering, guarantees split on the municipalities, notices of termination, days
counted in two calendars, measures, a procedure, and what is unknown, not regulated or wrong.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workbook_making import ROOT

R19, R21, R16 = (ROOT / "rules" / period / "eksempler" for period in ("2019-2020", "2021-2022", "2016"))
NORTH = ROOT / "nordjylland" / "2013" / "eksempler"
NEXT = ROOT / "tests" / "biblioteker" / "ny-periode" / "rules" / "2023-2024" / "eksempler"
GONE, YES, NO = None, True, False


@dataclass(frozen=True)
class Change:
    """What is typed in a named field (None: it is emptied), and where the case says the same: keys, then the value."""

    field: str
    content: object
    keys: tuple[object, ...]
    value: object = None

    def in_case(self, case: dict[str, object]) -> dict[str, object]:
        """The case with the change."""
        changed = copy.deepcopy(case)
        *way, last = self.keys
        at = changed
        for key in way:
            at = at.setdefault(key, {}) if isinstance(at, dict) else at[key]
        if self.value is GONE:
            del at[last]
        else:
            at[last] = self.value
        return changed


def stated(cell: str, content: object, *keys: object, value: object = None) -> Change:
    """An input's field; the case's value is the same unless it is told otherwise."""
    return Change(f"{cell}.oplyst", content, ("oplysninger", *keys), content if value is None else value)


def reading(name: str, choice: str) -> Change:
    """Another way to read a passage."""
    return Change(f"valg.{name}", choice, ("fortolkninger", name), choice)


CHANGES: dict[Path, tuple[Change, ...]] = {
    R19 / "bostedet.yaml": (
        stated("løn", 14_000_000, "løn"),
        stated(
            "niveau_belægning_faktisk_N1_2017",
            0.915,
            "takstniveau",
            "N1",
            "niveau_belægning_faktisk",
            "2017",
            value="91.5",
        ),
        stated("straksafskrevet_køkken", NO, "aktiv", "køkken", "straksafskrevet"),
        reading("efterregulering_omfang", "hele"),
    ),
    R19 / "efterregulering-delvist-oplyst.yaml": (
        stated("omkostningsbaseret_budget_2017", GONE, "omkostningsbaseret_budget"),
    ),
    R19 / "omkostninger-linjer-og-niveaubudgetter.yaml": (
        stated("direkte_omkostninger", GONE, "direkte_omkostninger"),
    ),
    R19 / "omplacering-svarfrist-med-loerdag.yaml": (
        stated("omplacering_grundlag_modtaget", date(2019, 4, 11), "omplacering_grundlag_modtaget"),
    ),
    R19 / "visitation-frist-jul-lukkedage.yaml": (
        stated("sag_fuldt_oplyst_dato", date(2020, 4, 1), "sag_fuldt_oplyst_dato"),
    ),
    R19 / "flere-opsigelser-forlaenget-slut.yaml": (
        stated("opsigelse_dato_O1", date(2019, 8, 31), "opsigelse", "O1", "opsigelse_dato"),
    ),
    R19 / "opstart-estimat-fra-skuddag.yaml": (
        stated("åbningsdato", date(2019, 2, 28), "åbningsdato"),
        stated("opstartsperiode_slut", GONE, "opstartsperiode_slut"),
    ),
    R21 / "garanti.yaml": (
        stated("takst_ny_plads", 3333.33, "takst_ny_plads", value="3333.33"),
        stated("befolkning_0101", 5, "kommune", "0101", "befolkning"),
        stated("tomgang_til_årsskiftet", date(2023, 3, 20), "tomgang", "årsskiftet", "tomgang_til"),
    ),
    R16 / "betaling-objektiv-blandet.yaml": (
        stated("tilbuddets_omkostninger", 12_345_678.9, "tilbuddets_omkostninger", value="12345678.9"),
        stated("objektiv_andel", 0.335, "objektiv_andel", value="33.5"),
    ),
    NORTH / "redskab-koebsaftale-kun-usolgte.yaml": (
        Change("valg.forpligtende_købsaftale", "nej", ("tiltag",), []),
    ),
    NORTH / "kategori-a-ikke-opfyldt.yaml": (
        stated("kriterium_a1", YES, "kriterium_a1"),
        stated("kriterium_c2", GONE, "kriterium_c2"),
    ),
    NEXT / "takst-af-tre-aar.yaml": (
        stated("belægning_faktisk_2022", 0.885, "belægning_faktisk", "2022", value="88.5"),
        stated("pladser", 18, "pladser"),
    ),
}


def changed_case(path: Path, case: dict[str, object]) -> dict[str, object]:
    """The case with all its changes."""
    for change in CHANGES[path]:
        case = change.in_case(case)
    return case


def fields(path: Path) -> dict[str, object]:
    """What is typed in the workbook's fields."""
    return {change.field: change.content for change in CHANGES[path]}
