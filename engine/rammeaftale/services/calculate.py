"""One case through the rules: the cells asked for, every duty and every check."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import TypeVar

from rammeaftale.backends.definitions import Timeline
from rammeaftale.backends.exact import MOST_CELLS, Cell, Run
from rammeaftale.backends.provenance import Provenance
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address, find_address, refuse_member
from rammeaftale.services.calculation import Calculation, Target, named
from rammeaftale.services.cases.case import Case
from rammeaftale.services.duties import CheckResult, DutyResult, check_result, duty_result
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.years_in_force import addressed_in_force, calculated_in_force

VALUE = "værdi"
T = TypeVar("T")


def calculate(
    rules: RuleSet, case: Case, targets: Iterable[str] | None, findings: Findings
) -> Calculation | None:
    """The case's outcomes; without targets every calculated quantity. None with findings for wrong addresses."""
    if not calculated_in_force(rules, case, findings):
        return None
    wanted = _targets(rules, case, targets, findings)
    if wanted is None:
        return None
    run = begin(rules, case, wanted)
    duties, checks = _evaluate(
        run,
        rules,
        case,
        [cell for target in wanted for cell in target.cells()],
        case.facts.years or (None,),
    )
    asked = targets is not None
    return Calculation(rules, case, run, wanted, tuple(duties), tuple(checks), Provenance(run), asked)


def begin(rules: RuleSet, case: Case, wanted: Iterable[Target]) -> Run:
    """A run of the case in which nothing is calculated yet; on a timeline its years agree on what each name means."""
    run = Run(rules.definitions, case.facts)
    if isinstance(run.definitions, Timeline) and len(case.facts.years) > 1:
        run.definitions.agree([_alone(rules, case, wanted, year) for year in case.facts.years])
    return run


def _evaluate(
    run: Run, rules: RuleSet, case: Case, cells: Iterable[Cell], years: Iterable[int | None]
) -> tuple[list[tuple[int | None, DutyResult]], list[tuple[int | None, CheckResult]]]:
    """The cells, and the duties and checks of the years."""
    for cell in cells:
        run.value(*cell)
    duties, checks = [], []
    for year in years:
        programs = rules.in_force(year)
        for name, duty in named(programs, lambda p: p.duties):
            duties.append((year, duty_result(run, name, duty, case.duties.get(name), year)))
        for name, check in named(programs, lambda p: p.checks):
            checks.append((year, check_result(run, name, check, year)))
    return duties, checks


def _alone(rules: RuleSet, case: Case, wanted: Iterable[Target], year: int) -> Timeline:
    """What each name means in each year when one of the case's years is calculated by itself."""
    definitions = rules.definitions.seen_from((year,))
    assert isinstance(definitions, Timeline)
    cells = [cell for target in wanted for cell in target.cells() if cell[1] == year]
    _evaluate(Run(definitions, case.facts), rules, case, cells, [year])
    return definitions


def _targets(
    rules: RuleSet, case: Case, texts: Iterable[str] | None, findings: Findings
) -> tuple[Target, ...] | None:
    if texts is None:
        wanted = [Address(name) for name in rules.names if rules.quantity(name).symbol.is_computed]  # type: ignore[union-attr]
    else:
        found = [find_address(text, rules, findings) for text in texts]
        wanted = [address_ for address_ in found if address_]
        if not all(found) or not all([addressed_in_force(rules, case, a.year, findings) for a in wanted]):
            return None
    by_name: dict[str, list[Address]] = {}
    for address_ in wanted:
        by_name.setdefault(address_.name, []).append(address_)
    targets = [_target(rules, case, parts, findings) for parts in by_name.values()]
    return tuple(t for t in targets if t) if all(targets) else None


def _target(rules: RuleSet, case: Case, parts: list[Address], findings: Findings) -> Target | None:
    quantity = rules.quantity(parts[0].name)
    assert quantity is not None
    calculated: tuple[int | None, ...] = case.facts.years or (None,)
    years: dict[int | None, None] = {}
    for part in parts:
        years |= dict.fromkeys([part.year] if part.year is not None else calculated)
    by_year = case.listed or tuple(years) not in (calculated, (None,)) or len(years) > 1
    dims = [case.facts.members.get(d) for d in quantity.dims]
    unknown = next((d for d, members in zip(quantity.dims, dims, strict=True) if members is None), None)
    if unknown is not None:
        return Target(quantity, tuple(years), (), by_year, unknown)
    count = prod(len(members or ()) for members in dims) * len(years)
    if count > MOST_CELLS:
        findings.add(
            f.TOO_MANY,
            whole(SourceText("<adresse>")),
            count=count,
            what=f"celler i «{quantity.name}»",
            limit=MOST_CELLS,
        )
        return None
    every = dict.fromkeys(product(*[members or () for members in dims]))
    whole_quantity = any(part.members is None for part in parts)
    chosen = list(every) if whole_quantity else [p.members for p in parts if p.members]
    for members in chosen:
        if members not in every:
            for dimension, member, known in zip(quantity.dims, members, dims, strict=True):
                if member not in (known or ()):
                    refuse_member(member, dimension, known or (), findings)
            return None
    ordered = tuple(dict.fromkeys(chosen))
    return Target(quantity, tuple(sorted(years, key=lambda y: y or 0)), ordered, by_year)
