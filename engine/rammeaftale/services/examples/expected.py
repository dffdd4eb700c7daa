"""What an expectation wants: a value, a fraction, a state, a duty's status, a check's answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple, NoReturn, TypeAlias, TypeGuard, cast

from rammeaftale.core.danish import parse_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import STATE_NAMES, Number, Value
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import expected, read_exact
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar
from rammeaftale.services import findings as f

CHECK_ANSWERS = {"ja": True, "nej": False, "ukendt": None}
EXACTLY = Fraction(0)
_FRACTION = re.compile(r"(-?[0-9]{1,60})\s*/\s*([0-9]{1,60})\Z")
_COMPANIONS = {"værdi": "tolerance", "brøk": "", "tilstand": "mangler"}


class ExpectedValue(NamedTuple):
    """A value in base scale, and how far off a number may be."""

    value: Value
    tolerance: Fraction = EXACTLY


class ExpectedState(NamedTuple):
    """An outcome that is not a value; `missing`: exactly these addresses, or None where it is not said."""

    state: str
    missing: frozenset[str] | None = None


class ExpectedStatus(NamedTuple):
    """A duty's status."""

    status: str


class ExpectedCheck(NamedTuple):
    """Whether a check holds; None: the facts do not tell."""

    holds: bool | None


class ExpectedStanding(NamedTuple):
    """One thing about where a procedure stands, as a text."""

    field: str
    text: str


class FoundStanding(NamedTuple):
    """What was found of the same thing, and why where that is worth telling."""

    text: str
    why: str = ""


Wanted: TypeAlias = ExpectedValue | ExpectedState | ExpectedStatus | ExpectedCheck | ExpectedStanding


def is_number(found: object) -> TypeGuard[Number]:
    """Whether something is a number (a ja_nej is not)."""
    return isinstance(found, int | Fraction) and not isinstance(found, bool)


class WantedReader:
    """Reads the right-hand side of one expectation; what cannot be read is a finding and None.

    `code_of` gives a member's code by code or name; `missing_of` the address of something missing.
    """

    def __init__(
        self,
        name: str,
        findings: Findings,
        code_of: Callable[[str, str], str],
        missing_of: Callable[[Scalar], str | None],
    ) -> None:
        self.name, self.findings = name, findings
        self.code_of, self.missing_of = code_of, missing_of

    def outcome(self, type_: Type, part: Node) -> Wanted | None:
        """What a quantity of a type should come to."""
        try:
            return self._outcome(type_, part)
        except _UnreadableError as fault:
            self._report(fault)
            return None

    def word(self, words: tuple[str, ...], part: Node) -> str | None:
        """One of a few fixed words."""
        if isinstance(part, Scalar) and part.text in words:
            return part.text
        found = part.text if isinstance(part, Scalar) else "en blok"
        said = f"«{found}» er ikke en af {', '.join(words)}"
        hint = did_you_mean(found, words) or f"Skriv en af {', '.join(words)}."
        self._report(_UnreadableError(part, said, hint))
        return None

    def _report(self, fault: _UnreadableError) -> None:
        self.findings.add(
            f.UNREADABLE_EXPECTATION, fault.node.span, name=self.name, text=fault.text, hint=fault.hint
        )

    def _outcome(self, type_: Type, part: Node) -> Wanted | None:
        if isinstance(part, Scalar):
            return ExpectedState(part.text) if part.text in STATE_NAMES else self._value(type_, part)
        if not isinstance(part, Mapping):
            _refuse(part, "en liste er ikke et resultat")
        given = [key for key in _COMPANIONS if key in part.entries]
        if len(given) != 1:
            _refuse(part, "skriv netop én af værdi, brøk og tilstand")
        for key, (node, _) in part.entries.items():
            if key not in (given[0], _COMPANIONS[given[0]]):
                _refuse(node, f"«{key}» hører ikke sammen med «{given[0]}»")
        told = cast("Scalar", part.get(given[0]))
        if given[0] == "brøk":
            return _fraction(type_, told)
        if given[0] == "tilstand":
            return self._state(told, nodes.scalars(part, "mangler") if part.get("mangler") else None)
        value = self._value(type_, told)
        slack = nodes.scalar(part, "tolerance")
        return ExpectedValue(value.value, _tolerance(type_, slack)) if slack else value

    def _value(self, type_: Type, node: Scalar) -> ExpectedValue:
        text = self.code_of(type_.dimension, node.text) if type_.kind is Kind.MEMBER else node.text
        value = read_exact(text, type_)
        if value is None:
            hint = did_you_mean(node.text, (*type_.options, *STATE_NAMES)) or literal_hint(node.text, type_)
            _refuse(node, f"«{node.text}» er ikke {expected(type_)}", hint)
        return ExpectedValue(value)

    def _state(self, node: Scalar, missing: tuple[Scalar, ...] | None) -> ExpectedState | None:
        if node.text not in STATE_NAMES:
            said = f"«{node.text}» er ikke en af {', '.join(STATE_NAMES)}"
            _refuse(node, said, did_you_mean(node.text, STATE_NAMES))
        if missing is None:
            return ExpectedState(node.text)
        if node.text != "ukendt":
            _refuse(node, f"kun «ukendt» har noget, der mangler, ikke «{node.text}»")
        addresses = [self.missing_of(item) for item in missing]
        return ExpectedState(node.text, frozenset(a for a in addresses if a)) if all(addresses) else None


def _tolerance(type_: Type, node: Scalar) -> Fraction:
    slack = parse_number(node.text)
    if slack is None or slack < 0 or type_.kind is not Kind.NUMBER:
        _refuse(node, "en tolerance er et tal på 0 eller mere og hører kun til tal")
    return Fraction(slack) * type_.unit.scale


def _fraction(type_: Type, node: Scalar) -> ExpectedValue:
    if type_.kind is not Kind.NUMBER:
        _refuse(node, f"en brøk er et tal, men her ventes {expected(type_)}")
    match = _FRACTION.match(node.text)
    if match is None or not int(match[2]):
        _refuse(node, f"«{node.text}» er ikke en brøk af to hele tal som 1000/7")
    return ExpectedValue(Fraction(int(match[1]), int(match[2])) * type_.unit.scale)


class _UnreadableError(Exception):
    """Why a right-hand side cannot be read."""

    def __init__(self, node: Node, text: str, hint: str) -> None:
        super().__init__(text)
        self.node, self.text, self.hint = node, text, hint


def _refuse(node: Node, text: str, hint: str = "") -> NoReturn:
    raise _UnreadableError(node, text, hint)
