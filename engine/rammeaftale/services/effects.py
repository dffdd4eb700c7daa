"""What the chosen measures do: each outcome without and with them, and one by one where the rules say in which order.

Only cells that read something a chosen measure changes are calculated again: the others cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import Provenance, measures_behind
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language.types import Kind
from rammeaftale.services.calculate import begin
from rammeaftale.services.calculation import Answer, Calculation
from rammeaftale.services.chosen_measures import Chosen, chosen_measures, follows

_NONE: frozenset[str] = frozenset()


@record
class Change:
    """A cell before and after, as a caller sees it, and in base scale (`outcomes`).

    `difference` in the declared unit, where both are figures; `changed`: None when it is unknown both ways, so that
    nobody can say.
    """

    before: Answer
    after: Answer
    outcomes: tuple[Outcome, Outcome]
    difference: Fraction | None
    changed: bool | None


@record
class Effect:
    """A cell without and with the chosen measures.

    `measures`: those that have to do with it, in the order they work. Where they are several, each has its own part:
    `steps` when the rules settle their order (what it changed after those before it), else `alone` (what it would
    change if it were the only one; these need not sum to the whole).
    """

    cell: Cell
    change: Change
    measures: tuple[str, ...]
    steps: tuple[tuple[str, Change], ...] = ()
    alone: tuple[tuple[str, Change], ...] = ()

    @property
    def before(self) -> Answer:
        """Without the measures."""
        return self.change.before

    @property
    def after(self) -> Answer:
        """With the measures."""
        return self.change.after

    @property
    def difference(self) -> Fraction | None:
        """With less without, in the declared unit; None where one of them is no figure."""
        return self.change.difference

    @property
    def changed(self) -> bool | None:
        """Whether the measures make a difference; None when it is unknown both ways."""
        return self.change.changed


@dataclass(frozen=True)
class Effects:
    """What the chosen measures do to a calculation; `cells` holds every cell asked about."""

    measures: tuple[Chosen, ...]
    cells: Mapping[Cell, Effect]
    result: Calculation

    def __getitem__(self, text: str) -> Effect:
        """The effect at an address; KeyError when it was not asked about."""
        return self.cells[self.result.cell(text)]

    def by(self, measure: str) -> Iterator[Effect]:
        """The effects a measure has to do with."""
        return (effect for effect in self.cells.values() if measure in effect.measures)


def effects_of(result: Calculation, wanted: Iterable[Cell] | None = None) -> Effects:
    """The effects of the chosen measures on some cells (none named: those of the targets)."""
    chosen = chosen_measures(result)
    targets = [cell for target in result.targets for cell in target.cells()]
    cells = targets if wanted is None else list(wanted)
    if not chosen:
        return Effects((), {}, result)
    for cell in cells:
        result.run.value(*cell)
    order = [one.name for one in chosen]
    touched = measures_behind(result.run, cells, order)
    without = _with(result, [], [cell for cell in cells if touched[cell]])
    also = measures_behind(without.run, [cell for cell in cells if touched[cell]], order)
    behind = {cell: touched[cell] | also.get(cell, _NONE) for cell in cells}
    ordered = [cell for cell in cells if len(behind[cell]) > 1 and _is_ordered(behind[cell], chosen)]
    met = [cell for cell in cells if len(behind[cell]) > 1 and not _is_ordered(behind[cell], chosen)]
    stages = _stages(result, without, ordered, order)
    single = {name: _with(result, [name], met) for name in order} if met else {}
    found = {}
    for cell in cells:
        measures = tuple(name for name in order if name in behind[cell])
        change = _change(cell, without, result) if measures else _change(cell, result, result)
        steps = _steps(cell, stages, order) if cell in ordered else ()
        alone = [(name, _change(cell, without, single[name])) for name in measures] if cell in met else ()
        found[cell] = Effect(cell, change, measures, steps, tuple(alone))
    return Effects(chosen, found, result)


def _with(result: Calculation, measures: Iterable[str], cells: Iterable[Cell]) -> Calculation:
    """The same case with only these measures chosen, calculated as far as the cells need."""
    case = replace(result.case, facts=replace(result.case.facts, measures=tuple(sorted(measures))))
    run = begin(result.rules, case, result.targets)
    for cell in cells:
        run.value(*cell)
    return Calculation(result.rules, case, run, result.targets, (), (), Provenance(run), result.asked)


def _stages(
    result: Calculation, without: Calculation, cells: Iterable[Cell], order: Sequence[str]
) -> list[Calculation]:
    """Without measures, with the first, with the first two, … with all."""
    if not cells:
        return [without, result]
    between = [_with(result, order[:count], cells) for count in range(1, len(order))]
    return [without, *between, result]


def _is_ordered(names: frozenset[str], chosen: Sequence[Chosen]) -> bool:
    """Whether the rules say of every two of the measures which works first."""
    found = [one for one in chosen if one.name in names]
    return all(follows(later, earlier) for earlier, later in pairwise(found))


def _steps(cell: Cell, stages: Sequence[Calculation], order: Sequence[str]) -> tuple[tuple[str, Change], ...]:
    """A step for every measure that changes the cell."""
    changes = [_change(cell, before, after) for before, after in pairwise(stages)]
    named = zip(order, changes, strict=True)
    return tuple((name, change) for name, change in named if change.outcomes[0] != change.outcomes[1])


def _change(cell: Cell, before: Calculation, after: Calculation) -> Change:
    low, high = before.outcome(cell), after.outcome(cell)
    is_unknown = isinstance(low, Unknown) and isinstance(high, Unknown)
    type_ = after.run.definitions.quantity(cell[0], cell[1]).symbol.type
    difference = None
    if type_.kind is Kind.NUMBER and not isinstance(low, NoValue) and not isinstance(high, NoValue):
        difference = Fraction(high - low) / type_.unit.scale  # type: ignore[operator, arg-type]
    changed = None if is_unknown else low != high
    return Change(before.answer(cell), after.answer(cell), (low, high), difference, changed)
