"""Which results of a case differ between two sets or two cases, and each of them attributed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import address
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.places import SourceText, whole
from rammeaftale.language.program import Program, Quantity
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import find_address
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import Case
from rammeaftale.services.comparing.case_difference import CaseGame, check_years
from rammeaftale.services.comparing.entry_changes import behind
from rammeaftale.services.comparing.grouping import Grouped
from rammeaftale.services.comparing.set_difference import SetGame
from rammeaftale.services.comparing.shared_case import SharedCase
from rammeaftale.services.comparing.sides import Side
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.sensitivity import differs

MOST_TOLD, MOST_ASKED = 10, 100


@dataclass(frozen=True)
class Difference:
    """A cell with its outcomes and what makes the difference; `second_address`: the second case's, of its own year."""

    cell: Cell
    address: str
    second_address: str
    quantity: Quantity
    program: Program
    grouped: Grouped

    @property
    def outcomes(self) -> tuple[Outcome, Outcome]:
        """Without and with the changes."""
        return self.grouped.attribution.first, self.grouped.attribution.second


@dataclass(frozen=True)
class Differences:
    """The cells attributed; `others`: the addresses of more that differ, most of them behind the attributed ones.

    `asked`: whether the cells are those asked for, else they are those that differ and nothing else that does rests on.
    """

    told: tuple[Difference, ...]
    others: tuple[str, ...]
    game: SetGame | CaseGame
    asked: bool


def set_differences(
    shared: list[SharedCase], targets: tuple[str, ...], findings: Findings, *, carry: bool
) -> Differences | None:
    """What differs between two sets in a case; without targets the results nothing else that differs rests on."""
    one, two = shared
    for text in targets:
        bare = text.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0]
        having = [s.side.id for s in shared if s.side.rules.quantity(bare)]
        if len(having) == 1:
            findings.add(f.NOT_IN_BOTH, whole(SourceText("<adresse>")), name=bare, rules=having[0])
        elif not having:
            find_address(text, two.side.rules, findings)
    if findings.has_errors:
        return None
    game = SetGame(one, two, carry=carry)
    shared_names = [
        n for n in two.side.rules.names if _computed(two.side.rules, n) and _computed(one.side.rules, n)
    ]
    second = calculate(two.side.rules, two.case, targets or shared_names, findings)
    if second is None:
        return None
    cells = [cell for target in second.targets for cell in target.cells()]
    if not targets:
        cells = [cell for cell in cells if differs(*game.ends(cell))]
        cells, others = _final(cells, (one.side, two.side))
    else:
        others = []
    most = MOST_ASKED if targets else MOST_TOLD
    told = [_difference(second, cell, cell, game.difference(cell).grouped) for cell in cells[:most]]
    rest = [_address(second, cell) for cell in (*cells[most:], *others)]
    return Differences(tuple(told), tuple(rest), game, bool(targets))


def _computed(rules: RuleSet, name: str) -> bool:
    quantity = rules.quantity(name)
    return quantity is not None and quantity.symbol.is_computed


def _difference(calc: Calculation, cell: Cell, other: Cell, grouped: Grouped) -> Difference:
    quantity = calc.run.definitions.quantity(cell[0], cell[1])
    program = calc.run.definitions.program_of(cell[0], cell[1])
    return Difference(
        cell, _address(calc, cell), address(other[0], other[2], other[1]), quantity, program, grouped
    )


def _address(calc: Calculation, cell: Cell) -> str:
    return address(cell[0], cell[2], cell[1], calc.run.facts.years)


def _final(cells: list[Cell], sides: tuple[Side, ...]) -> tuple[list[Cell], list[Cell]]:
    """The cells that no other of them rests on, and the rest."""
    names = list(dict.fromkeys(cell[0] for cell in cells))
    below = {below for name in names for below in behind(name, sides) - {name}}
    final = [cell for cell in cells if cell[0] not in below] or cells
    return final, [cell for cell in cells if cell not in final]


def case_differences(
    rules: RuleSet, cases: tuple[Case, Case], targets: tuple[str, ...], findings: Findings
) -> Differences | None:
    """What differs between two cases of a set."""
    one, two = cases
    check_years(one, two, findings)
    if findings.has_errors:
        return None
    game = CaseGame(rules, one, two)
    wanted = targets or [name for name in rules.names if _computed(rules, name)]
    first, second = (calculate(rules, case, wanted, findings) for case in cases)
    if first is None or second is None:
        return None
    cells = list(_both(first, second, game.shift))
    others: list[Cell] = []
    if not targets:
        cells = [c for c in cells if differs(first.outcome(c), second.outcome(_later(c, game.shift)))]
        cells, others = _final(cells, tuple(Side(RuleSet(p.id, [p]), {}, (), {}) for p in rules.programs))
    most = MOST_ASKED if targets else MOST_TOLD
    told = [_difference(first, c, _later(c, game.shift), game.difference(c)) for c in cells[:most]]
    rest = [_address(first, cell) for cell in (*cells[most:], *others)]
    return Differences(tuple(told), tuple(rest), game, bool(targets))


def _both(first: Calculation, second: Calculation, shift: int) -> Iterable[Cell]:
    """The cells both cases have."""
    later = {cell for target in second.targets for cell in target.cells()}
    for target in first.targets:
        for cell in target.cells():
            if _later(cell, shift) in later:
                yield cell


def _later(cell: Cell, shift: int) -> Cell:
    return cell if cell[1] is None else (cell[0], cell[1] + shift, cell[2])
