"""One number, date or year of a case that is moved between two values; everything else stays as it is.

Positions are numbers in base scale; a date's position is its day number, a year's the year.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from rammeaftale.backends.arithmetic import tidy
from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import EVERY_YEAR, Facts, Slot, Stated
from rammeaftale.core.danish import exact_text
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Value
from rammeaftale.core.places import COMMAND_LINE, SourceText, Span, whole
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Mapping, Scalar
from rammeaftale.services.addresses import Address, find_address, refuse_member
from rammeaftale.services.cases.case import Case, build_case
from rammeaftale.services.cases.setting import set_value
from rammeaftale.services.cases.values import EXACT
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying import findings as vf

StatedBySlot: TypeAlias = MappingType[Slot, MappingType[int | None, Stated]]
MEASURED = (Kind.NUMBER, Kind.DATE, Kind.YEAR)
PLACE = whole(SourceText(COMMAND_LINE))


@record
class Axis:
    """What is moved, from `low` to `high`; `own`: the case's own value; `keys`: which values of the facts it is."""

    text: str
    quantity: Quantity
    low: Fraction
    high: Fraction
    own: Fraction | None
    facts: Facts
    keys: frozenset[tuple[Slot, int | None]]
    only_whole: bool = False

    @property
    def kind(self) -> Kind:
        """A number, a date or a year."""
        return self.quantity.symbol.type.kind

    @property
    def is_whole(self) -> bool:
        """Whether only whole positions have a meaning."""
        return self.only_whole or self.kind is not Kind.NUMBER or self.quantity.symbol.type.whole

    @property
    def scale(self) -> Fraction:
        """One declared unit in base scale."""
        return self.quantity.symbol.type.unit.scale if self.kind is Kind.NUMBER else Fraction(1)

    def value(self, x: Fraction) -> Value:
        """The value at a position."""
        return date.fromordinal(int(x)) if self.kind is Kind.DATE else tidy(Fraction(x))

    def facts_at(self, x: Fraction) -> Facts:
        """The case with the value at a position."""
        value = self.value(x)
        if self.quantity.symbol.is_parameter:
            return replace(self.facts, what_if=self._with(self.facts.what_if, value))
        return replace(self.facts, stated=self._with(self.facts.stated, value))

    def _with(self, table: StatedBySlot, value: Value) -> StatedBySlot:
        found = dict(table)
        for slot, year in self.keys:
            by_year = found[slot]
            found[slot] = {
                **by_year,
                year: Stated(value, by_year[year].source, by_year[year].by, by_year[year].span),
            }
        return found

    def is_moved(self, cell: Cell) -> bool:
        """Whether a cell is what moves."""
        name, year, members = cell
        if name != self.quantity.name:
            return False
        table = self.facts.what_if if self.quantity.symbol.is_parameter else self.facts.stated
        by_year = table.get((name, members), {})
        meant = year if year in by_year else EVERY_YEAR
        return ((name, members), meant) in self.keys


def find_axis(text: str, rules: RuleSet, case: Case, findings: Findings) -> Address | None:
    """The address of something that can be moved; None with a finding."""
    found = find_address(text, rules, findings, PLACE)
    quantity = rules.quantity(found.name) if found else None
    if found is None or quantity is None:
        return None
    if quantity.symbol.type.kind not in MEASURED:
        findings.add(vf.NOT_VARIABLE, PLACE, name=found.name, kind=quantity.symbol.type.kind.value)
        return None
    if quantity.dims and found.members is None:
        refuse_all_members(quantity, case, findings)
        return None
    return found if _has_members(quantity, found, case, findings) else None


def refuse_all_members(quantity: Quantity, case: Case, findings: Findings) -> None:
    """One member is to be named; an address with members the case has shows how."""
    known = [case.facts.members.get(dimension) for dimension in quantity.dims]
    named = [members[0] for members in known if members]
    hint = f"Skriv for eksempel {quantity.name}[{','.join(named)}]." if len(named) == len(known) else ""
    dims = " og ".join(quantity.dims)
    findings.add(vf.WHICH_MEMBER, PLACE, name=quantity.name, dims=dims, hint=hint)


def _has_members(quantity: Quantity, at: Address, case: Case, findings: Findings) -> bool:
    for dimension, member in zip(quantity.dims, at.members or (), strict=True):
        known = case.facts.members.get(dimension) or ()
        if member not in known:
            refuse_member(member, dimension, known, findings, PLACE)
            return False
    return True


def make_axis(
    at: Address, ends: tuple[Scalar, Scalar], rules: RuleSet, case: Case, findings: Findings
) -> Axis | None:
    """The axis between two values as written (`ends`), each held against type and bounds; None with findings."""
    changed = [stated(case, at, end, rules, findings) for end in ends]
    quantity = rules.quantity(at.name)
    assert quantity is not None
    if changed[0] is None or changed[1] is None:
        return None
    first, second = (_table(one.facts, quantity) for one in changed if one is not None)
    keys = {
        (slot, year): (by_year[year].value, second[slot][year].value)
        for slot, by_year in first.items()
        for year in by_year
        if slot[0] == at.name and by_year[year].value != second[slot][year].value
    }
    shown = f"{at.name}{'[' + ','.join(at.members) + ']' if at.members else ''}"
    shown += f"@{at.year}" if at.year is not None else ""
    low, high = (position(value) for value in next(iter(keys.values()), (0, 0)))
    if low >= high:
        better = f"{shown}={ends[1].text}..{ends[0].text}"
        hint = "" if low > high else "Skriv to forskellige værdier, den mindste først."
        findings.add(
            vf.REVERSED, PLACE, name=shown, low=ends[0].text, high=ends[1].text, better=better, hint=hint
        )
        return None
    own = _own(case, quantity, keys)
    return Axis(shown, quantity, low, high, own, changed[0].facts, frozenset(keys))


def stated(case: Case, at: Address, value: Scalar, rules: RuleSet, findings: Findings) -> Case | None:
    """The case with one value laid over it, as `--sæt` does."""
    assert case.node is not None
    entries = dict(case.node.entries)
    set_value(entries, at, value, rules, PLACE)
    return build_case(Mapping(entries, case.node.span), rules, findings)


def written(value: Fraction, quantity: Quantity, span: Span = PLACE) -> Scalar:
    """A position as a case file writes it."""
    kind = quantity.symbol.type.kind
    if kind is Kind.DATE:
        return Scalar(date.fromordinal(int(value)).isoformat(), span)
    plain = value / quantity.symbol.type.unit.scale if kind is Kind.NUMBER else value
    text, fraction = exact_text(plain)
    return Scalar(fraction, span, EXACT) if fraction else Scalar(text, span)


def position(value: Value) -> Fraction:
    """Where a value lies: a number itself, a date its day number."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, int | Fraction)
    return Fraction(value)


def _table(facts: Facts, quantity: Quantity) -> StatedBySlot:
    return facts.what_if if quantity.symbol.is_parameter else facts.stated


def _own(
    case: Case, quantity: Quantity, keys: MappingType[tuple[Slot, int | None], object]
) -> Fraction | None:
    """The case's own value, where it has one and only one."""
    found = set()
    for (name, members), year in keys:
        known = case.facts.replaced(name, members, year) or _stated(case, quantity, (name, members), year)
        if known is not None:
            found.add(position(known.value))
        elif (default := _default(quantity, case, year, members)) is not None:
            found.add(default)
    return found.pop() if len(found) == 1 else None


def _stated(case: Case, quantity: Quantity, slot: Slot, year: int | None) -> Stated | None:
    """What the case states; a value that changes with the years is only of those it is about, or of its own year."""
    by_year = case.facts.stated.get(slot, {})
    if year is None or year in case.facts.years or not case.facts.years or quantity.symbol.fixed:
        return by_year.get(year) or by_year.get(EVERY_YEAR)
    return by_year.get(year)


def _default(quantity: Quantity, case: Case, year: int | None, members: tuple[str, ...]) -> Fraction | None:
    """A parameter's figure, or an input's plain standard."""
    if quantity.default is not None:
        return position(quantity.default)
    figures = (quantity.figures or {}).get(members[0] if members else "")
    at = year if year is not None else next(iter(case.facts.years), None)
    if figures is None:
        return None
    figure = figures.always or (figures.of_year(at) if at is not None else None)
    return position(figure.value) if figure is not None and figure.value is not None else None
