"""`oplysninger` and `hvad_hvis` of a case: values nested by dimension, member and year, read one by one.

Under a dimension stand its members, under a member its quantities, under a quantity a value or years.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import cast

from rammeaftale.backends.facts import EVERY_YEAR, Members, Slot, Stated
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Value
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.build import bounds_text, within
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR, expected, read_literal
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.shapes import MEMBER
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar
from rammeaftale.services import findings as f
from rammeaftale.services.cases.values import EXACT
from rammeaftale.services.ruleset import RuleSet

MOST_MEMBERS = 5000
REST = "øvrige"
_YEAR = re.compile(r"[12][0-9]{3}\Z")
_LEAF = {"værdi", "kilde", "af"}


def read_value(node: Scalar, type_: Type) -> Value | None:
    """A value in the declared unit; a program's `Fraction` comes as `p/q`."""
    if node.style == EXACT and type_.kind is Kind.NUMBER:
        value = Fraction(node.text) * type_.unit.scale
        return None if type_.whole and value.denominator != 1 else value
    return read_literal(node.text, type_)


def check_stated(quantity: Quantity, node: Scalar, findings: Findings) -> Stated | None:
    """A stated value of a quantity, read in its declared unit and held against its bounds."""
    value = read_value(node, quantity.symbol.type)
    if value is None:
        what = expected(quantity.symbol.type)
        hint = literal_hint(node.text, quantity.symbol.type)
        findings.add(f.BAD_VALUE, node.span, text=node.text, expected=what, hint=hint)
        return None
    if not within(value, quantity.least, quantity.most):
        entry = cast("m.Input", quantity.symbol.entry)
        bounds = bounds_text(entry)
        findings.add(f.OUT_OF_BOUNDS, node.span, name=quantity.name, text=node.text, bounds=bounds)
        return None
    return Stated(value, span=node.span)


class Statements:
    """Collects what a case states. `stated`, `what_if`: by (name, members) and year; `members`: as mentioned."""

    def __init__(self, rules: RuleSet, years: tuple[int, ...], findings: Findings) -> None:
        self.rules, self.years, self.findings = rules, years, findings
        self.stated: dict[Slot, dict[int | None, Stated]] = {}
        self.what_if: dict[Slot, dict[int | None, Stated]] = {}
        self.members: dict[str, list[str]] = {}
        self.dimensions: dict[str, Dimension] = {}
        for program in rules.programs:
            self.dimensions.update(program.manifest.dimensions)

    def read(self, node: Mapping) -> None:
        """Read `oplysninger` and `hvad_hvis` of a case."""
        for name, (key, part) in nodes.mapping(node, "oplysninger").items():
            self._named(name, key, part, {})
        for name, (key, part) in nodes.mapping(node, "hvad_hvis").items():
            quantity = self._quantity(name, key)
            if quantity is None:
                continue
            if quantity.symbol.is_parameter:
                self._by_member(quantity, key, part, {}, self.what_if)
            else:
                self.findings.add(f.NOT_A_PARAMETER, key.span, name=name)

    def all_members(self) -> dict[str, Members | None]:
        """The members of every dimension: fixed, as mentioned, none, or None where the case is silent."""
        found: dict[str, Members | None] = {}
        for name, dimension in self.dimensions.items():
            if dimension.members is not None:
                found[name] = tuple(dimension.members)
            elif name in self.members:
                found[name] = tuple(self.members[name])
            else:
                found[name] = () if dimension.empty_when_unmentioned else None
        return found

    def _named(self, name: str, key: Scalar, part: Node, bound: dict[str, str]) -> None:
        if name in self.dimensions and name not in self.rules.names:
            self._dimension(name, part, bound)
            return
        quantity = self._quantity(name, key)
        if quantity is not None and self._may_state(quantity, key):
            strange = [d for d in bound if d not in quantity.dims]
            if strange:
                self.findings.add(f.NOT_DIVIDED, key.span, name=name, dimension=strange[0])
                return
            self._by_member(quantity, key, part, bound, self.stated)

    def _quantity(self, name: str, key: Scalar) -> Quantity | None:
        quantity = self.rules.quantity(name)
        if quantity is not None:
            return quantity
        for program in self.rules.programs:
            if name in program.names.others:
                self.findings.add(f.NOT_STATABLE, key.span, name=name, kind=program.names.others[name])
                return None
        hint = did_you_mean(name, [*self.rules.names, *self.dimensions])
        self.findings.add(f.UNKNOWN_FACT, key.span, name=name, rules=self.rules.id, hint=hint)
        return None

    def _may_state(self, quantity: Quantity, key: Scalar) -> bool:
        if not quantity.symbol.is_parameter:
            return True
        figures = [
            g
            for figures in (quantity.figures or {}).values()
            for g in (*figures.by_year.values(), figures.always)
        ]
        dated = [g for figures in (quantity.figures or {}).values() for _, g in figures.from_date]
        if any(figure is not None and figure.value is None for figure in (*figures, *dated)):
            return True
        self.findings.add(f.PARAMETER_STATED, key.span, name=quantity.name)
        return False

    def _dimension(self, name: str, part: Node, bound: dict[str, str]) -> None:
        if not isinstance(part, Mapping):
            every = (self.rules.quantity(other) for other in self.rules.names)
            divided = (q.name for q in every if q is not None and q.symbol.is_input and name in q.dims)
            self.findings.add(f.DIMENSION_STATED, part.span, name=name, example=next(divided, "navn"))
            return
        if name in bound:
            self.findings.add(f.NOT_DIVIDED, part.span, name=name, dimension=name)
            return
        for member, key, inside in self._members_in(name, part):
            if not isinstance(inside, Mapping):
                self.findings.add(f.MEMBERS_NEEDED, inside.span, name=key.text, dimension=name)
                continue
            for below, (below_key, below_part) in inside.entries.items():
                self._named(below, below_key, below_part, {**bound, name: member})

    def _members_in(self, dimension: str, part: Mapping) -> list[tuple[str, Scalar, Node]]:
        """Each member mentioned, once; `øvrige` stands for the rest of a fixed dimension."""
        fixed = self.dimensions[dimension].members
        count = len({*self.members.get(dimension, ()), *part.entries})
        if count > MOST_MEMBERS and fixed is None:
            self.findings.add(f.TOO_MANY, part.span, count=count, what="medlemmer", limit=MOST_MEMBERS)
            return []
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, inside in part.entries.values():
            if key.text == REST and fixed is not None:
                continue
            member = self._member(dimension, key)
            if member in found:
                self.findings.add(f.MEMBER_TWICE, key.span, text=key.text, dimension=dimension)
            elif member is not None:
                found[member] = (key, inside)
        if fixed is not None and REST in part.entries:
            found |= {member: part.entries[REST] for member in fixed if member not in found}
        mentioned = self.members.setdefault(dimension, [])
        known = set(mentioned)
        mentioned += [member for member in found if member not in known]
        return [(member, key, inside) for member, (key, inside) in found.items()]

    def _member(self, dimension: str, key: Scalar) -> str | None:
        """A member's code; fixed members may be written by code or by name."""
        fixed = self.dimensions[dimension].members
        if fixed is None:
            if MEMBER.match(key.text):
                return key.text
            self.findings.add(f.BAD_MEMBER_NAME, key.span, text=key.text)
            return None
        if key.text in fixed:
            return key.text
        codes = [code for code, name in fixed.items() if name == key.text]
        if codes:
            return codes[0]
        hint = did_you_mean(key.text, [*fixed, *fixed.values()])
        self.findings.add(f.NOT_A_MEMBER, key.span, text=key.text, dimension=dimension, hint=hint)
        return None

    def _by_member(
        self,
        quantity: Quantity,
        key: Scalar,
        part: Node,
        bound: dict[str, str],
        into: dict[Slot, dict[int | None, Stated]],
    ) -> None:
        """Remaining dimensions nest under the quantity in the order of `pr`."""
        missing = next((d for d in quantity.dims if d not in bound), None)
        if missing is None:
            members = tuple(bound[d] for d in quantity.dims)
            self._values(quantity, part, members, into, key)
            return
        if not isinstance(part, Mapping) or part.entries.keys() & _LEAF:
            self.findings.add(f.MEMBERS_NEEDED, key.span, name=quantity.name, dimension=missing)
            return
        for member, member_key, inside in self._members_in(missing, part):
            self._by_member(quantity, member_key, inside, {**bound, missing: member}, into)

    def _values(
        self,
        quantity: Quantity,
        part: Node,
        members: Members,
        into: dict[Slot, dict[int | None, Stated]],
        key: Scalar,
    ) -> None:
        """A value for the calculated years, or values by year."""
        slot = into.setdefault((quantity.name, members), {})
        if isinstance(part, Mapping) and "værdi" not in part.entries:
            for year_key, inside in part.entries.values():
                year = self._year(year_key)
                if year is not None and into is self.stated and self._is_fixed(quantity, members, year):
                    self.findings.add(f.PARAMETER_STATED, year_key.span, name=f"{quantity.name}@{year}")
                    continue
                stated = self._stated(quantity, inside) if year is not None else None
                if stated is not None:
                    self._put(slot, (year,), stated, quantity, year_key)
            return
        entry = quantity.symbol.entry
        if isinstance(entry, m.Input) and entry.per_year:
            self.findings.add(f.BY_YEAR_NEEDED, key.span, name=quantity.name)
            return
        stated = self._stated(quantity, part)
        fixed = [into is self.stated and self._is_fixed(quantity, members, year) for year in self.years]
        if fixed and all(fixed):
            self.findings.add(f.PARAMETER_STATED, key.span, name=quantity.name)
        elif stated is not None:
            always = quantity.symbol.fixed or quantity.symbol.is_parameter or not self.years
            self._put(slot, (EVERY_YEAR,) if always else self.years, stated, quantity, key)

    def _is_fixed(self, quantity: Quantity, members: Members, year: int) -> bool:
        """Whether it is a parameter for which the agreement lacks nothing in a year."""
        if not quantity.symbol.is_parameter:
            return False
        own = self.rules.definitions.quantity(quantity.name, year)
        figures = (own.figures or {}).get(members[0] if members else "")
        return figures is not None and None not in figures.values_in(year)

    def _put(
        self,
        slot: dict[int | None, Stated],
        years: tuple[int | None, ...],
        stated: Stated,
        quantity: Quantity,
        key: Scalar,
    ) -> None:
        """Keep a value, unless the same was already stated in another place of the case."""
        if any(year in slot for year in years):
            self.findings.add(f.STATED_TWICE, key.span, name=quantity.name)
        slot.update(dict.fromkeys(years, stated))

    def _year(self, key: Scalar) -> int | None:
        if _YEAR.match(key.text) and FIRST_YEAR <= int(key.text) <= LAST_YEAR:
            return int(key.text)
        if key.text.isdigit():
            self.findings.add(f.BAD_YEAR, key.span, text=key.text, first=FIRST_YEAR, last=LAST_YEAR)
        else:
            self.findings.add(
                f.NO_YEAR_BUT_BY_YEAR, key.span, text=key.text, hint=did_you_mean(key.text, _LEAF)
            )
        return None

    def _stated(self, quantity: Quantity, part: Node) -> Stated | None:
        if not isinstance(part, Mapping):
            if isinstance(part, Scalar):
                return self._checked(quantity, part)
            self.findings.add(
                f.BAD_VALUE, part.span, text="en liste", expected=expected(quantity.symbol.type)
            )
            return None
        for name, (key, _) in part.entries.items():
            if name not in _LEAF:
                self.findings.add(f.NO_YEAR_BUT_BY_YEAR, key.span, text=name, hint=did_you_mean(name, _LEAF))
                return None
        node = part.get("værdi")
        if not isinstance(node, Scalar):
            self.findings.add(f.BAD_VALUE, part.span, text="en blok", expected=expected(quantity.symbol.type))
            return None
        stated = self._checked(quantity, node)
        return (
            replace(stated, source=nodes.text(part, "kilde"), by=nodes.text(part, "af")) if stated else None
        )

    def _checked(self, quantity: Quantity, node: Scalar) -> Stated | None:
        stated = check_stated(quantity, node, self.findings)
        if stated is None or quantity.symbol.type.kind is not Kind.MEMBER:
            return stated
        member = self._member(quantity.symbol.type.dimension, node)
        return replace(stated, value=member) if member is not None else None
