"""What an example expects: `forventet`, read address by address against the rules and the case.

An address without a year is about every calculated year, one without members about every member.
"""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import cast

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Members, address
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.goal_model import Goal
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import (
    Address,
    divided_by,
    find_address,
    member_code,
    parse_address,
    refuse_member,
)
from rammeaftale.services.cases.case import Case
from rammeaftale.services.duties import DUTY_STATUSES
from rammeaftale.services.examples.expected import (
    CHECK_ANSWERS,
    ExpectedCheck,
    ExpectedStatus,
    Wanted,
    WantedReader,
)
from rammeaftale.services.ruleset import RuleSet

QUANTITY, DUTY, CHECK, PROCEDURE = "størrelse", "pligt", "kontrol", "procedure"
ACTION = "handling"
SHOWN = {DUTY: "pligten", CHECK: "kontrollen"}


@record
class Expectation:
    """One thing expected: its address, what `kind` of thing it is about, which cell, and what is wanted.

    `unknown_dimension`: the case does not say which members the quantity has, so that it can only be unknown.
    """

    address: str
    kind: str
    cell: Cell
    wanted: Wanted
    span: Span
    unknown_dimension: str | None = None


def read_expectations(case: Case, rules: RuleSet, findings: Findings) -> list[Expectation]:
    """The expectations of an example that can be read, in the order written; findings for the others."""
    node = cast("Mapping", case.node)
    entries = nodes.mapping(node, "forventet")
    if not entries:
        findings.add(f.NOTHING_EXPECTED, node.span)
    reader = _Reader(case, rules, findings)
    return [one for key, part in entries.values() for one in reader.read(key, part)]


class _Reader:
    def __init__(self, case: Case, rules: RuleSet, findings: Findings) -> None:
        self.case, self.rules, self.findings = case, rules, findings
        self.years: tuple[int | None, ...] = case.facts.years or (None,)
        self.words = {name: DUTY for program in rules.programs for name in program.duties}
        self.words |= {name: CHECK for program in rules.programs for name in program.checks}

    @cached_property
    def goals(self) -> dict[str, Goal]:
        """The goals of the rules by name."""
        return {name: goal.entry for program in self.rules.programs for name, goal in program.goals.items()}

    def read(self, key: Scalar, part: Node) -> list[Expectation]:
        if key.text.startswith("procedurer."):
            return self._procedure(key, part)
        if key.text.partition(".")[0] in self.goals:
            return self._action(key, part)
        named = parse_address(key.text, self.findings, key.span)
        if named is None:
            return []
        if named.name in self.words:
            return self._word(named, key, part)
        if self.rules.quantity(named.name) is None:
            hint = did_you_mean(named.name, [*self.rules.names, *self.words])
            self.findings.add(f.UNKNOWN_FACT, key.span, name=named.name, rules=self.rules.id, hint=hint)
            return []
        found = find_address(key.text, self.rules, self.findings, key.span)
        return self._quantity(found, key, part) if found else []

    def _procedure(self, key: Scalar, part: Node) -> list[Expectation]:
        from rammeaftale.services.examples.procedures import read_standing

        found = read_standing(key, part, self.rules, self.findings)
        if found is None:
            return []
        name, wanted = found
        return [Expectation(key.text, PROCEDURE, (name, self.years[-1], ()), wanted, key.span)]

    def _action(self, key: Scalar, part: Node) -> list[Expectation]:
        from rammeaftale.services.examples.goals import read_action

        wanted = read_action(self.goals[key.text.partition(".")[0]], key, part, self.findings)
        cell = (key.text, self.years[-1], ())
        return [Expectation(key.text, ACTION, cell, wanted, key.span)] if wanted else []

    def _quantity(self, at: Address, key: Scalar, part: Node) -> list[Expectation]:
        quantity = cast("Quantity", self.rules.quantity(at.name))
        wanted = self._wanted(at.name).outcome(quantity.symbol.type, part)
        every = [self.case.facts.members.get(d) for d in quantity.dims]
        silent = next((d for d, known in zip(quantity.dims, every, strict=True) if known is None), None)
        cells = self._members(at, quantity, every, key) if silent is None else [()]
        if wanted is None:
            return []
        return [
            Expectation(self._shown(at.name, m, y), QUANTITY, (at.name, y, m), wanted, key.span, silent)
            for y in self._years(at)
            for m in cells
        ]

    def _members(
        self, at: Address, quantity: Quantity, every: list[Members | None], key: Scalar
    ) -> list[Members]:
        """The members meant; none with a finding when the case does not have them."""
        if at.members is None:
            cells = list(product(*[known or () for known in every]))
            if not cells:
                dims = " og ".join(quantity.dims)
                self.findings.add(f.EXPECTATION_OF_NOTHING, key.span, name=key.text, dims=dims)
            return cells
        for dimension, member, known in zip(quantity.dims, at.members, every, strict=True):
            if member not in (known or ()):
                refuse_member(member, dimension, known or (), self.findings, key.span)
                return []
        return [at.members]

    def _word(self, at: Address, key: Scalar, part: Node) -> list[Expectation]:
        """A duty's status or a check's answer in the calculated years."""
        kind = self.words[at.name]
        word = self._wanted(at.name).word(DUTY_STATUSES if kind == DUTY else tuple(CHECK_ANSWERS), part)
        if not self._judged(at, key, SHOWN[kind]) or word is None:
            return []
        wanted: Wanted = ExpectedStatus(word) if kind == DUTY else ExpectedCheck(CHECK_ANSWERS[word])
        return [
            Expectation(self._shown(at.name, (), year), kind, (at.name, year, ()), wanted, key.span)
            for year in self._years(at)
        ]

    def _judged(self, at: Address, key: Scalar, kind: str) -> bool:
        """Whether a duty or check is judged at the address; a finding when not."""
        if at.members is not None:
            count = len(at.members)
            self.findings.add(
                f.WRONG_MEMBER_COUNT, key.span, name=at.name, divided=divided_by(()), count=count
            )
            return False
        if at.year is None or at.year in self.years:
            return True
        years = ", ".join(map(str, self.case.facts.years)) or "ingen"
        self.findings.add(
            f.EXPECTED_YEAR_NOT_CALCULATED, key.span, kind=kind, name=at.name, years=years, year=at.year
        )
        return False

    def _years(self, at: Address) -> tuple[int | None, ...]:
        return self.years if at.year is None else (at.year,)

    def _shown(self, name: str, members: Members, year: int | None) -> str:
        return address(name, members, year, self.case.facts.years)

    def _wanted(self, name: str) -> WantedReader:
        return WantedReader(name, self.findings, self._code, self._missing)

    def _code(self, dimension: str, member: str) -> str:
        return member_code(dimension, member, self.rules)

    def _missing(self, item: Scalar) -> str | None:
        """A missing thing's address as an outcome has it."""
        if item.text in ("år", "opgjort") or item.text in self.case.facts.members:
            return item.text
        if item.text.startswith("procedurer."):
            return self._day_of_step(item)
        at = find_address(item.text, self.rules, self.findings, item.span)
        if at is None:
            return None
        fixed = cast("Quantity", self.rules.quantity(at.name)).symbol.fixed
        return self._shown(at.name, at.members or (), None if fixed else at.year)

    def _day_of_step(self, item: Scalar) -> str | None:
        """`procedurer.navn.trin.dato`: the day of an event, of a procedure and a step the rules have."""
        name, _, rest = item.text.removeprefix("procedurer.").partition(".")
        step = rest.removesuffix(".dato")
        known = [p.procedures[name] for p in self.rules.programs if name in p.procedures]
        if rest.endswith(".dato") and any(step in procedure.steps for procedure in known):
            return item.text
        self.findings.add(f.BAD_ADDRESS, item.span, text=item.text)
        return None
