"""Sums and the like over a dimension's members or a window of years as spreadsheet expressions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rammeaftale.backends.closures_cells import meant_year
from rammeaftale.backends.excel.numbers import is_zero
from rammeaftale.backends.excel.pairs import (
    FAILED,
    OK,
    UNKNOWN,
    Pair,
    call,
    fails_if,
    nothing,
    then,
    undecided,
    worst,
)
from rammeaftale.backends.excel.place import Place, Write
from rammeaftale.language import ir


@dataclass(frozen=True)
class Row:
    """One member or year: what is taken of it, its weight, and whether it is counted at all."""

    value: Pair
    chosen: Pair
    weight: Pair

    def counted(self, expression: str, otherwise: str) -> str:
        """An expression where the row is counted, else what changes nothing."""
        return (
            expression if self.chosen.value == "TRUE" else f"IF({self.chosen.value},{expression},{otherwise})"
        )

    @property
    def state(self) -> str:
        """The state of a strict aggregate's row: nothing of a row that is not counted matters."""
        inner = worst((self.value.state, self.weight.state))
        if inner != OK and self.chosen.value != "TRUE":
            inner = f"IF({self.chosen.value},{inner},0)"
        return then(self.chosen.state, inner)


YES = Pair("TRUE")


def _aggregate(node: ir.Aggregate, place: Place, write: Write) -> Pair:
    members = place.plan.run.members(node.over)
    if members is None:
        return nothing(UNKNOWN)
    rows = []
    for member in members:
        inside = place.at(node.over, member)
        chosen = inside.short(node.where, write) if node.where is not None else YES
        value = inside.short(node.body, write) if node.body is not None else YES
        weight = inside.short(node.weight, write) if node.weight is not None else Pair("1")
        rows.append(Row(value, chosen, weight))
    return _collect(node, rows)


def _window(node: ir.WindowAggregate, place: Place, write: Write) -> Pair:
    first, last = meant_year(node.first, place.year), meant_year(node.last, place.year)
    if first is None or last is None:
        return nothing(UNKNOWN)
    members = place.members(node.dims)
    cells = [place.plan.cell(node.name, year, members) for year in range(first, last + 1)]
    return _collect(node, [Row(cell.pair, YES, Pair("1")) for cell in cells])


def _collect(node: ir.Aggregate | ir.WindowAggregate, rows: list[Row]) -> Pair:
    if node.function in ("alle", "mindst_én"):
        return _decided(rows, deciding=node.function == "mindst_én")
    function = node.function
    state = worst([row.state for row in rows])
    if not rows:
        return Pair("0") if function in ("sum", "antal") else nothing(FAILED)
    if function not in ("sum", "antal") and any(row.chosen.value != "TRUE" for row in rows):
        state = then(state, fails_if(f"{_count(rows)}=0"))
    if function == "vægtet_gennemsnit":
        weights = _sum(row.counted(row.weight.value, "0") for row in rows)
        weight = node.weight if isinstance(node, ir.Aggregate) else None
        state = then(state, fails_if(is_zero(weight, weights) if weight else f"{weights}=0"))
    return Pair(_VALUES[function](rows), state)


def _decided(rows: list[Row], *, deciding: bool) -> Pair:
    """`alle` and `mindst_én`: a row that certainly decides settles it."""
    word, neutral = ("OR", "FALSE") if deciding else ("AND", "TRUE")
    if not rows:
        return Pair(neutral)
    tests, states = [], []
    for row in rows:
        settles = (
            row.value.value
            if row.value.state == OK
            else f"IF({row.value.state}=0,{row.value.value},{neutral})"
        )
        known = (
            row.chosen.value
            if row.chosen.state == OK
            else f"IF({row.chosen.state}=0,{row.chosen.value},FALSE)"
        )
        tests.append(settles if known == "TRUE" else f"IF({known},{settles},{neutral})")
        states.append(_open_state(row, deciding=deciding))
    value = call(word, tests)
    open_ = undecided(states)
    return Pair(value, open_ if open_ == OK else f"IF({value if deciding else f'NOT({value})'},0,{open_})")


def _open_state(row: Row, *, deciding: bool) -> str:
    """The state of a row that does not settle the matter; one whose value would not either is no reason for doubt."""
    if row.chosen.state == OK:
        return row.state
    harmless = row.value.value if not deciding else f"NOT({row.value.value})"
    doubtful = (
        f"IF(IF({row.value.state}=0,{harmless},FALSE),0,{undecided((row.chosen.state, row.value.state))})"
    )
    if row.value.state == OK:
        doubtful = f"IF({harmless},0,{row.chosen.state})"
    return f"IF({row.chosen.state}=0,{row.state},{doubtful})"


def _sum(parts: Iterable[str]) -> str:
    return call("SUM", parts)


def _count(rows: list[Row]) -> str:
    return _sum(row.counted("1", "0") for row in rows)


def _total(rows: list[Row]) -> str:
    return _sum(row.counted(row.value.value, "0") for row in rows)


def _weighted(rows: list[Row]) -> str:
    parts = _sum(row.counted(f"{row.value.value}*{row.weight.value}", "0") for row in rows)
    return f"({parts}/{_sum(row.counted(row.weight.value, '0') for row in rows)})"


_VALUES: dict[str, Callable[[list[Row]], str]] = {
    "sum": _total,
    "antal": lambda rows: _sum(row.counted(f"IF({row.value.value},1,0)", "0") for row in rows),
    "gennemsnit": lambda rows: f"({_total(rows)}/{_count(rows)})",
    "produkt": lambda rows: call("PRODUCT", (row.counted(row.value.value, "1") for row in rows)),
    "størst": lambda rows: call("MAX", (row.counted(row.value.value, "-1E+300") for row in rows)),
    "mindst_af": lambda rows: call("MIN", (row.counted(row.value.value, "1E+300") for row in rows)),
    "vægtet_gennemsnit": _weighted,
}


AGGREGATES: dict[type, Callable[..., Pair]] = {
    ir.Aggregate: _aggregate,
    ir.WindowAggregate: _window,
}
