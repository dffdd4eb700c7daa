"""Verifying an audit bundle: calculated again from what it holds, by the engine and by the oracle, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.bundles.contents import contents, traced
from rammeaftale.report.json_difference import first_difference
from rammeaftale.services.bundles.bundle import CASE, RESULT, TRACE, Bundle
from rammeaftale.services.bundles.case import calculated, case_in
from rammeaftale.services.bundles.loading import rules_of, told_of
from rammeaftale.services.bundles.manifest import MANIFEST
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.second_opinion import SecondOpinion, second_opinion

ORACLE = "den uafhængige genberegning"
WHOLE = "hele filen"
MOST_TIMES = 4


@dataclass(frozen=True)
class Deviation:
    """Where a bundle is not what it is calculated to: the file, the place in it, what it says and what was found."""

    file: str
    where: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class Verification:
    """A bundle that could be calculated again; `deviations`: the first in its rules, result, second opinion, trace."""

    bundle: Bundle
    result: Calculation
    opinion: SecondOpinion
    deviations: tuple[Deviation, ...]

    @property
    def deviation(self) -> Deviation | None:
        """The first difference, None when it is identical."""
        return next(iter(self.deviations), None)


def verify(bundle: Bundle, findings: Findings) -> Verification | None:
    """The bundle calculated again, or None with findings when it cannot be."""
    rules = rules_of(bundle, findings)
    result = _calculated(bundle, rules, findings) if rules is not None else None
    if rules is None or result is None:
        return None
    again = contents(result)  # told before the second opinion asks for more
    opinion = second_opinion(result, [node.cell for node in traced(result).values()])
    return Verification(bundle, result, opinion, tuple(_deviations(bundle, rules, again, opinion)))


def _calculated(bundle: Bundle, rules: RuleSet, findings: Findings) -> Calculation | None:
    own, choices = Findings(), bundle.manifest.choices
    case = case_in(bundle.files[CASE], CASE, rules, choices, own)
    result = calculated(rules, case, choices, own) if case is not None else None
    findings.items += [told_of(bundle, one) for one in own]
    return result


def _deviations(
    bundle: Bundle, rules: RuleSet, again: dict[str, bytes], opinion: SecondOpinion
) -> Iterator[Deviation]:
    """The first difference of each kind in the order of their weight."""
    if bundle.manifest.fingerprint != rules.fingerprint:
        yield Deviation(MANIFEST, "regelsæt.fingeraftryk", bundle.manifest.fingerprint, rules.fingerprint)
    for name in (RESULT, TRACE):
        found = _in_file(name, bundle.files[name], again[name])
        if found is not None:
            yield found
        if name == RESULT and opinion.first is not None:
            yield Deviation(ORACLE, opinion.first.where, opinion.first.exact, opinion.first.oracle)


def _in_file(name: str, stored: bytes, again: bytes) -> Deviation | None:
    """The first difference of a JSON file from the one that is calculated now."""
    if stored == again:
        return None
    if len(stored) > MOST_TIMES * len(again):  # to read it would cost more than there is to learn
        return Deviation(name, WHOLE, f"{show_number(len(stored))} bytes", f"{show_number(len(again))} bytes")
    try:
        told = json.loads(stored.decode())
    except (ValueError, RecursionError):
        return Deviation(name, WHOLE, "ikke JSON", "JSON")
    found = first_difference(told, json.loads(again.decode()))
    if found is None:
        return Deviation(
            name, "filens form (linjer, mellemrum eller rækkefølge)", "en anden form", "den rette form"
        )
    return Deviation(name, ".".join(found.path) or WHOLE, found.expected, found.found)
