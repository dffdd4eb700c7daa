"""Values worth trying for an input: the ends of its bounds, the thresholds of the rules and a step to either side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from fractions import Fraction

from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Value
from rammeaftale.language import ir
from rammeaftale.language.build import within
from rammeaftale.language.program import Program, Quantity
from rammeaftale.language.types import Kind, Type
from rammeaftale.services.comparing.entry_changes import behind
from rammeaftale.services.comparing.sides import Side

ORDINARY = {"kr": 1000, "dag": 30, "time": 10, "måned": 3, "år": 2, "plads": 10, "borger": 10, "antal": 2}
MOST_THRESHOLDS = 24
ONE_DAY = timedelta(days=1)


class Candidates:
    """The values to try for each input that a target may need in one of two sets."""

    def __init__(self, target: str, sides: Iterable[Side]) -> None:
        sides = list(sides)
        self.programs = [side.program for side in sides]
        names = behind(target, sides)
        self.dimensions = {
            d
            for p in self.programs
            for n in names & p.quantities.keys()
            for d in p.quantities[n].dims
            if p.manifest.dimensions[d].members is None
        }
        self.inputs = sorted(n for n in names if any(_is_input(p, n) for p in self.programs))
        self.measures = sorted(n for n in names if any(n in p.measures for p in self.programs))
        self.procedures = sorted(n for n in names if any(n in p.procedures for p in self.programs))
        self.readings = {
            name: tuple(
                dict.fromkeys(
                    c for p in self.programs if name in p.readings for c in p.readings[name].choices
                )
            )
            for name in sorted(n for n in names if any(n in p.readings for p in self.programs))
        }
        self.back = range(1, max(p.manifest.history for p in self.programs) + 1) or range(1, 2)
        years = sorted({p.manifest.starts.year for p in self.programs})
        every = (value for p in self.programs for value in _thresholds(p, names, years))
        self.thresholds = list({(type(value), value): value for value in every}.values())

    def quantity(self, name: str) -> Quantity:
        """An input as the newer set that has it says."""
        return next(p.quantities[name] for p in reversed(self.programs) if name in p.quantities)

    def of(self, name: str, year: int | None) -> list[Value]:
        """The values to try, an ordinary one first; all within the bounds of every set that has the input."""
        every = list(dict.fromkeys(self._every(self.quantity(name), year)))
        return [value for value in every if self.fits(name, value)]

    def fits(self, name: str, value: Value) -> bool:
        """Whether a value is within the bounds of every set that has the input."""
        having = [p.quantities[name] for p in self.programs if name in p.quantities]
        return all(within(value, q.least, q.most) for q in having)

    def _every(self, quantity: Quantity, year: int | None) -> Iterator[Value]:
        type_ = quantity.symbol.type
        if type_.kind is Kind.BOOL:
            yield from (True, False)
        elif type_.kind is Kind.CHOICE:
            yield from dict.fromkeys(o for p in self.programs for o in _options(p, quantity.name))
        elif type_.kind is Kind.MEMBER:
            found = (p.manifest.dimensions.get(type_.dimension) for p in self.programs)
            yield from (code for one in found if one is not None for code in one.members or ())
        elif type_.kind is Kind.DATE:
            yield from self._dates(year)
        elif type_.kind is Kind.YEAR:
            yield from (year or 2000, (year or 2000) + 1)
            yield from ((year or 2000) - back for back in self.back)
        elif type_.kind is Kind.NUMBER:
            yield from self._numbers(quantity)
        else:
            yield from ("tekst", *(v for v in self.thresholds if isinstance(v, str)))

    def of_days(self, year: int | None) -> list[date]:
        """The days to try as the case's own."""
        return list(dict.fromkeys(self._dates(year)))

    def _dates(self, year: int | None) -> Iterator[date]:
        own = year or 2000
        yield from (date(own, 6, 15), date(own, 1, 1), date(own, 12, 31))
        for found in self.thresholds:
            if isinstance(found, date):
                yield from (found, found - ONE_DAY, found + ONE_DAY)
        yield from (date(own - back, 6, 15) for back in self.back)

    def _numbers(self, quantity: Quantity) -> Iterator[Value]:
        type_ = quantity.symbol.type
        step = Fraction(1) * type_.unit.scale
        yield _whole(_ordinary(type_), type_)
        bounds = [b for b in (quantity.least, quantity.most, quantity.default) if b is not None]
        near = [v for v in self.thresholds if isinstance(v, int | Fraction) and not isinstance(v, bool)]
        for found in [*bounds, *near[:MOST_THRESHOLDS]]:
            for moved in (Fraction(found), Fraction(found) - step, Fraction(found) + step):  # type: ignore[arg-type]
                if exact_text(moved / type_.unit.scale)[1] is None and (
                    not type_.whole or moved.denominator == 1
                ):
                    yield _whole(moved, type_)


def _whole(value: Fraction, type_: Type) -> Value:
    return int(value) if value.denominator == 1 else value


def _ordinary(type_: Type) -> Fraction:
    unit = type_.unit
    if unit.label == "pct":
        return Fraction(1, 2)
    base = next((name for name, power in unit.powers if power > 0), unit.label or "")
    return Fraction(ORDINARY.get(base, 1))


def _is_input(program: Program, name: str) -> bool:
    return name in program.quantities and program.quantities[name].symbol.is_input


def _options(program: Program, name: str) -> tuple[str, ...]:
    return program.quantities[name].symbol.type.options if name in program.quantities else ()


def _thresholds(program: Program, names: set[str], years: list[int]) -> Iterator[Value]:
    """The constants that rules compare with: in conditions, tables, scales, steps, and the figures of parameters."""
    for name in sorted(names & program.quantities.keys()):
        quantity = program.quantities[name]
        for figures in (quantity.figures or {}).values():
            told = [*figures.by_year.values(), *(f for _, f in figures.from_date), figures.always]
            yield from (f.value for f in told if f is not None and f.value is not None)
        roots: list[ir.AnyNode] = [r for r in (quantity.rule, *(o.rule for o in quantity.overrides)) if r]
        roots += [node for step in quantity.steps for node in (step.amount, step.when) if node]
        yield from _constants(roots, years)


def _constants(roots: list[ir.AnyNode], years: list[int]) -> Iterator[Value]:
    pending = list(reversed(roots))
    while pending:
        node = pending.pop()
        if isinstance(node, ir.Const):
            yield node.value
        elif isinstance(node, ir.IsOneOf):
            yield from node.options
        elif isinstance(node, ir.Apply) and node.function == "dato":
            yield from _days(node, years)
        elif isinstance(node, ir.Table):
            for cell in (cell for row in node.rows for cell in row.cells if cell is not None):
                yield from sorted(cell.values, key=str)
                yield from (end for end in (cell.low, cell.high) if end is not None)
        elif isinstance(node, ir.Scale):
            yield from (bracket.bound for bracket in node.brackets)
        pending += reversed(ir.parts(node))


def _days(node: ir.Apply, years: list[int]) -> Iterator[date]:
    """The days of `dato(…)` with a written month and day; those of the calculated year in the first of each period."""
    year, month, day = node.arguments
    if isinstance(month, ir.Const) and isinstance(day, ir.Const):
        for own in [year.value] if isinstance(year, ir.Const) else years:
            with suppress(ValueError, TypeError):
                yield date(int(own), int(month.value), int(day.value))  # type: ignore[arg-type]
