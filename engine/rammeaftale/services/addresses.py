"""Addresses: `navn`, `navn@2021`, `navn[N1]`, `navn[1,0101]@2021`; the same wherever a cell is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rammeaftale.backends.facts import Members
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR
from rammeaftale.services import findings as f
from rammeaftale.services.ruleset import RuleSet

_ADDRESS = re.compile(r"([^\W\d]\w*)(?:\[([^\[\]@]*)\])?(?:@([0-9]{4}))?\Z")
MOST_TOLD = 12
DIMENSION = "en dimension"


@record
class Address:
    """A quantity, perhaps for given members (None: all) and a year (None: the calculated ones)."""

    name: str
    members: Members | None = None
    year: int | None = None


def parse_address(text: str, findings: Findings, span: Span | None = None) -> Address | None:
    """The parts of an address, or None with a finding."""
    match = _ADDRESS.match(text)
    place = span or whole(SourceText("<adresse>"))
    if match is None:
        findings.add(f.BAD_ADDRESS, place, text=text)
        return None
    year = int(match[3]) if match[3] else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        findings.add(f.BAD_YEAR, place, text=match[3], first=FIRST_YEAR, last=LAST_YEAR)
        return None
    members = tuple(part.strip() for part in match[2].split(",")) if match[2] is not None else None
    return Address(match[1], members, year)


def find_address(text: str, rules: RuleSet, findings: Findings, span: Span | None = None) -> Address | None:
    """An address of a quantity the rules have, members as codes; None with a finding."""
    found = parse_address(text, findings, span)
    if found is None:
        return None
    place = span or whole(SourceText("<adresse>"))
    quantity = rules.quantity(found.name)
    if quantity is None:
        _refuse(found.name, rules, findings, place)
        return None
    if found.members is None:
        return found
    if len(found.members) != len(quantity.dims):
        divided = divided_by(quantity.dims)
        findings.add(f.WRONG_MEMBER_COUNT, place, name=found.name, divided=divided, count=len(found.members))
        return None
    codes = tuple(
        member_code(d, member, rules) for d, member in zip(quantity.dims, found.members, strict=True)
    )
    return Address(found.name, codes, found.year)


def _refuse(name: str, rules: RuleSet, findings: Findings, place: Span) -> None:
    kind = kind_of(name, rules)
    if kind:
        hint = _help(name, kind, rules)
        findings.add(f.NOT_A_QUANTITY, place, name=name, kind=kind, hint=hint)
    else:
        hint = did_you_mean(name, rules.names)
        findings.add(f.UNKNOWN_FACT, place, name=name, rules=rules.id, hint=hint)


def kind_of(name: str, rules: RuleSet) -> str | None:
    """What a name is that has no value: «en pligt», «en dimension» …; None when it is a quantity or nothing."""
    kinds = (p.names.others[name] for p in rules.programs if name in p.names.others)
    if any(name in p.manifest.dimensions for p in rules.programs) and name not in rules.names:
        return next(kinds, DIMENSION)
    is_catalogue = any(name in p.text.catalogues for p in rules.programs) and name not in rules.names
    return next(kinds, "et katalog" if is_catalogue else None)


_HELP = {
    "et tiltag": "Tag det med i beregningen: --tiltag {name}.",
    "en procedure": (
        "Se, hvor en sag står, med «rammeaftale procedure {rules} {name} SAG»; det, der er sket, skrives i sagen under "
        "«procedurer: {name}:»."
    ),
    "en pligt": (
        "«rammeaftale beregn» uden --størrelse viser pligter; om den er opfyldt, skrives i sagen under «pligter: "
        "{name}:»."
    ),
    "et mål": (
        "«rammeaftale beregn» uden --størrelse viser mål; handlinger, der er gennemført, skrives i sagen under "
        "«mål: {name}:»."
    ),
}


def _help(name: str, kind: str, rules: RuleSet) -> str:
    """What to do with a name of another kind; nothing for what a whole calculation shows."""
    if kind == DIMENSION:
        divided = [n for n in rules.names if name in rules.quantity(n).dims]  # type: ignore[union-attr]
        return f"Nævn noget, der er opdelt efter den, for eksempel {divided[0]}." if divided else ""
    if kind == "en fortolkning":
        return f"Vælg en læsning med --fortolkning {name}=…; se dem med «rammeaftale vis {rules.id} {name}»."
    return _HELP[kind].format(rules=rules.id, name=name) if kind in _HELP else ""


def refuse_member(
    member: str, dimension: str, known: Iterable[str], findings: Findings, span: Span | None = None
) -> None:
    """The finding for a member that is none of those the case has, with the nearest or all of them."""
    hint = did_you_mean(member, known) or known_members(known)
    place = span or whole(SourceText("<adresse>"))
    findings.add(f.NOT_A_MEMBER, place, text=member, dimension=dimension, hint=hint)


def known_members(known: Iterable[str]) -> str:
    """The members there are, when they are few enough to be told."""
    names = list(known)
    return f"Sagen har {', '.join(names)}." if 0 < len(names) <= MOST_TOLD else ""


def divided_by(dims: Iterable[str]) -> str:
    """How a message says which dimensions a quantity has."""
    named = " og ".join(dims)
    return f"opdelt efter {named}" if named else "ikke opdelt"


def member_code(dimension: str, member: str, rules: RuleSet) -> str:
    """The code of a fixed member that may be written by name; any other text as it is."""
    for program in rules.programs:
        fixed = (
            program.manifest.dimensions[dimension].members
            if dimension in program.manifest.dimensions
            else None
        )
        for code, name in (fixed or {}).items():
            if member == name:
                return code
    return member
