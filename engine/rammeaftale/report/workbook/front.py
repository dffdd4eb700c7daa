"""The front page: what it is, what comes out now and came out when it was made, how to use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.pairs import FAILED
from rammeaftale.backends.excel.plan import RULE, Plan, Planned
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import Failure
from rammeaftale.language.types import BOOL, Kind
from rammeaftale.report.workbook.cells import label, unit_text
from rammeaftale.report.workbook.looks import shown
from rammeaftale.report.workbook.sheet import Live, Table

if TYPE_CHECKING:
    from rammeaftale.services.calculation import Calculation

COLUMNS = (
    ("Beregning efter rammeaftalen", 52), ("", 22), ("", 22), ("", 18), ("", 12), ("", 36),
)  # fmt: skip
_RESULTS = ("Resultat", "Nu", "Som beregnet", "Ændring", "Enhed", "Står i")
_HOW = """\
Gule felter kan ændres: tal på arkene «Oplysninger» og «Parametre», læsninger og tiltag på «Valg». Resten regnes om.
Et tomt gult felt betyder, at oplysningen ikke er givet; 0 er et tal. Det, der så ikke kan beregnes, står som «ukendt».
Skriv procenter med procenttegn (95,6 %) og datoer som 31-12-2019. SAND er ja, FALSK er nej.
Et felt, der ikke kan læses, giver «fejl», og det gør alt, der bygger på det.
Regnearket regner med 15 betydende cifre; programmet, der har lavet det, regner eksakt. Forskelle under en milliontedel
krone (for andele 12 decimaler) regnes for ingen, når regnearket sammenligner.
«Sporing» viser beregningen, som den blev lavet, og følger ikke med, når felter ændres.""".splitlines()
_FIXED = (
    "Grå felter på «Beregning» ({count}) står som værdi; grunden står under «Bemærk». "
    "Ændres noget, et gråt felt bygger på, bliver det «ukendt»."
)
_CLOSE = "ROUND({now}-{then},6)"


def write_front(
    table: Table, result: Calculation, plan: Plan, told: tuple[str, Sequence[str]], states: Sequence[str]
) -> None:
    """What it is, what came out, how to use it, and how to make it again.

    `told`: the command that makes it, and what was wrong then; `states`: where the fields' are.
    """
    command, wrong = told
    _write_case(table, result, command)
    _write_wrong(table, wrong)
    for column, text in enumerate(_RESULTS):
        table.put(column, text, table.looks.heading(text))
    table.row += 1
    for target in result.targets:
        for cell in target.cells():
            _write_result(table, plan.cell(*cell), result.run.facts.years)
    table.row += 1
    _write_faults(table, plan, states)
    for text in (*_HOW, *_told_of_fixed(plan)):
        table.line([text])


def _write_case(table: Table, result: Calculation, command: str) -> None:
    manifest, facts = result.rules.programs[-1].manifest, result.run.facts
    rows = (
        ("Sag", result.case.title or "uden titel"),
        ("Regelsæt", f"{result.rules.id} · {manifest.title}"),
        ("År", ", ".join(map(str, facts.years))),
        ("Opgjort", show_date(facts.today) if facts.today else ""),
        ("Reglernes fingeraftryk", ", ".join(p.fingerprint for p in result.rules.programs)),
        ("Lavet med", command),
    )
    for name, text in rows:
        if text:
            table.put(0, name, table.looks(bold=True))
            table.put(1, text)
            table.row += 1
    table.row += 1


def _write_wrong(table: Table, wrong: Sequence[str]) -> None:
    """The errors of the calculation and the checks that did not hold; they do not follow the fields."""
    if wrong:
        table.put(0, "Da regnearket blev lavet", table.looks(bold=True))
        table.row += 1
        for text in wrong:
            table.put(0, text, table.looks.wrong())
            table.row += 1
        table.row += 1


def _write_result(table: Table, planned: Planned, years: tuple[int, ...]) -> None:
    """A result as it is now beside what it was when the workbook was made, and what a change of fields has done."""
    type_ = planned.quantity.symbol.type
    parts = [str(part) for part in label(planned) if part and (part,) != years]
    table.put(0, ", ".join(parts))
    look, strong = table.looks.of(type_), table.looks.of(type_, strong=True, fixed=bool(planned.fixed))
    now, then = table.here(1), table.here(2)
    table.value(1, Live(planned.name, shown(planned.outcome)), type_, strong)
    for state, laid_over in ((4, table.looks.failed()), (1, table.looks.unknown())):
        rule = {"type": "formula", "criteria": f"={planned.state_name}={state}", "format": laid_over}
        table.sheet.conditional_format(table.row, 1, table.row, 1, rule)
    table.put(2, shown(planned.outcome), look)
    changed = f'IF({now}={then},"","ændret")'
    if type_.kind is Kind.NUMBER:
        difference = _CLOSE.format(now=now, then=then)
        changed = f'IF(AND(ISNUMBER({now}),ISNUMBER({then})),IF({difference}=0,"",{now}-{then}),{changed})'
    table.value(3, Live(changed, ""), type_ if type_.kind is Kind.NUMBER else BOOL, look)
    table.put(4, unit_text(type_), table.looks.unit())
    table.sheet.write_url(table.row, 5, f"internal:{planned.name}", string=planned.name)
    table.row += 1


def _write_faults(table: Table, plan: Plan, states: Sequence[str]) -> None:
    """How many fields cannot be read, as a figure that follows."""
    fields = [cell for cell in plan.cells.values() if cell.kind != RULE]
    count = sum(isinstance(cell.outcome, Failure) for cell in fields)
    counted = "+".join(f"COUNTIF({column},{FAILED})" for column in states)
    table.put(0, "Gule felter, der ikke kan læses", table.looks(bold=True))
    table.put(1, Live(counted, count), table.looks(num_format="0", align="right"))
    table.row += 2


def _told_of_fixed(plan: Plan) -> list[str]:
    count = sum(bool(cell.fixed) for cell in plan.cells.values() if cell.kind == RULE)
    return [_FIXED.format(count=count)] if count else []
