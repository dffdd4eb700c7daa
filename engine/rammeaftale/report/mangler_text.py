"""What is missing, as text: what must be stated first, most decisive on top; then what may come to be needed."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from rammeaftale.core.outcome import Failure, NoValue, NotRegulated, NotRelevant, Unknown
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.amounts import amount
from rammeaftale.rulefiles.model import Dimension, Input
from rammeaftale.services.case_places import keys_to
from rammeaftale.services.lookahead_walk import SOME_MEMBER
from rammeaftale.services.missing import DATE, YEAR, Asked, Missing, MissingReport, name_of
from rammeaftale.services.needs import CONDITION, MEMBERS, OTHERS

WIDEST = 100
MOST_ADDRESSES = 12
_WHY = {
    Failure: "kan ikke beregnes",
    NotRegulated: "er ikke reguleret i aftalen",
    NotRelevant: "er ikke relevant i denne sag",
}


def missing_text(report: MissingReport) -> str:
    """The answer for everything asked for, then the list."""
    heads = [_head(one) for one in report.asked]
    if not report.missing:
        return "\n".join([*heads, "", "Ingen oplysninger mangler." if report.is_settled else ""]).rstrip()
    lines = [*heads, "", _count(report)]
    if report.assumed_year:
        lines += _wrapped(f"Sagen nævner intet år. Listen gælder for {report.year}, reglernes første år.")
    certain = [one for one in report.missing if one.certain]
    others = [one for one in report.missing if not one.certain and SOME_MEMBER not in one.addresses[0]]
    number = 0
    for title, rows in (
        ("Skal oplyses, det mest afgørende først", certain),
        ("Kan blive nødvendigt", others),
    ):
        if rows:
            lines += ["", title]
        for group in _grouped(rows):
            number += 1
            lines += _item(number, group, report)
    if report.optional:
        lines += ["", "Valgfrit og ikke oplyst; kan ændre, hvad der mangler", *_names(report.optional)]
    lines += [
        "",
        *_wrapped("Et beregnet tal kan også oplyses direkte under «oplysninger», når det er kendt."),
    ]
    return "\n".join(lines)


def _head(one: Asked) -> str:
    title = f"{one.address} – {one.quantity.head.title}"
    outcome = one.outcome
    if isinstance(outcome, Unknown):
        return f"{title}: ukendt"
    if not isinstance(outcome, NoValue):
        return f"{title}: {amount(outcome, one.quantity)}"
    span = getattr(outcome, "span", None)
    place = f" ({span.source.path}:{span.line})" if span else ""
    reason = f": {outcome.message}" if isinstance(outcome, Failure) else ""
    return f"{title} {_WHY[type(outcome)]}{reason}{place}"


def _count(report: MissingReport) -> str:
    certain = sum(one.certain for one in report.missing)
    possible = len(report.missing) - certain
    first = f"{certain} {'oplysning' if certain == 1 else 'oplysninger'} skal gives" if certain else ""
    second = f"{possible} kan blive {'nødvendig' if possible == 1 else 'nødvendige'}" if possible else ""
    return "; ".join(part for part in (first, second) if part) + "."


def _grouped(rows: Iterable[Missing]) -> list[list[Missing]]:
    """The same thing for several years or members stands once, where the first of them stands."""
    groups: dict[object, list[Missing]] = {}
    for one in rows:
        key = (tuple(name_of(address) for address in one.addresses), one.gate)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _item(number: int, group: list[Missing], report: MissingReport) -> list[str]:
    first = group[0]
    names = list(dict.fromkeys(name_of(address) for address in first.addresses))
    if len(group) == 1:
        heading = " eller ".join(first.addresses)
    else:
        addresses = [" eller ".join(one.addresses) for one in group]
        more = [f"og {len(addresses) - MOST_ADDRESSES} flere"] if len(addresses) > MOST_ADDRESSES else []
        heading = ", ".join([*addresses[:MOST_ADDRESSES], *more])
    margin = " " * (len(str(number)) + 2)
    lines = [f"{number}. {heading}"]
    for name in names:
        lines += [f"{margin}{line}" for line in _described(name, report)]
    lines += [f"{margin}{line}" for line in _where(group, report)]
    lines += [f"{margin}{line}" for line in (*_why(first), *_weight(group))]
    return lines + [f"{margin}{line}" for line in _per_member(first, report)]


def _described(name: str, report: MissingReport) -> list[str]:
    """Title with unit, and the question one asks the offering."""
    quantity = report.rules.quantity(name)
    if quantity is None:
        return _wrapped(_TOP.get(name) or _dimension_title(_dimension(name, report)))
    entry = quantity.symbol.entry
    question = entry.question if isinstance(entry, Input) else ""
    cited = quantity.head.citation
    told = [f"{quantity.head.title} ({type_words(quantity.symbol.type)}) · {cited}"]
    if quantity.symbol.is_computed:
        question = "Ligger før de år, reglerne regner i; oplys tallet selv."
    return [line for text in (*told, question) if text for line in _wrapped(text)]


_TOP = {
    YEAR: "Det år, der beregnes (årstal)",
    DATE: "Den dag, sagen er opgjort; reglernes «i dag» (dato)",
}


def _dimension(name: str, report: MissingReport) -> Dimension | None:
    found = (p.manifest.dimensions.get(name) for p in report.rules.programs)
    return next((dimension for dimension in found if dimension is not None), None)


def _dimension_title(dimension: Dimension | None) -> str:
    title = dimension.title if dimension else ""
    return f"{title}: nævn hver enkelt med et kort navn, eller skriv, at der ingen er"


def type_words(type_: Type) -> str:
    """How a value is written: its unit, or what sort of answer it is."""
    if type_.kind is Kind.NUMBER:
        unit = str(type_.unit)
        return "tal" if unit == "forhold" else unit
    if type_.kind is Kind.CHOICE:
        return f"et af: {', '.join(type_.options)}"
    words = {Kind.BOOL: "ja/nej", Kind.DATE: "dato", Kind.YEAR: "årstal", Kind.MEMBER: "medlem"}
    return words.get(type_.kind, "tekst")


def _where(group: list[Missing], report: MissingReport) -> list[str]:
    paths = [keys_to(address, report.rules, report.year) for one in group for address in one.addresses]
    if len(paths) == 1:
        shown = " → ".join(paths[0])
        empty = f"; er der ingen: {paths[0][-1]}: {{}}" if _dimension(paths[0][-1], report) else ""
        return [f"Skrives under {shown}{empty}"]
    if len(group) == 1:
        return [f"Skriv den ene under {' eller '.join(' → '.join(path) for path in paths)}"]
    years = {path[-1] for path in paths}
    if len({path[:-1] for path in paths}) == 1:
        return _wrapped(f"Skrives under {' → '.join(paths[0][:-1])} → {', '.join(sorted(years))}")
    return [f"Skrives under {' → '.join(path)}" for path in paths[:MOST_ADDRESSES]]


def _why(one: Missing) -> list[str]:
    told = []
    if one.gate is not None and one.gate.kind != MEMBERS:
        said = {CONDITION: "Afhænger af", OTHERS: "Kun hvis det ikke afgøres af"}[one.gate.kind]
        told.append(f"{said} «{one.gate.text}» i {one.gate.owner}")
    if one.asked_by:
        told.append(f"Bruges i {', '.join(one.asked_by)}")
    return [line for text in told for line in _wrapped(text)]


def _weight(group: list[Missing]) -> list[str]:
    settles, steers = max(one.settles for one in group), max(one.steers for one in group)
    told = []
    if steers:
        told.append(f"afgør, om {steers} {'anden' if steers == 1 else 'andre'} skal oplyses")
    if settles:
        told.append(f"gør alene {settles} {'beregnet tal' if settles == 1 else 'beregnede tal'} kendt")
    text = " og ".join(told)
    return [f"{text[0].upper()}{text[1:]}"] if text else []


def _per_member(one: Missing, report: MissingReport) -> list[str]:
    """What each member of an unnamed dimension needs."""
    dimension = _dimension(one.addresses[0], report)
    if dimension is None:
        return []
    rows = []
    for inside in report.missing:
        quantity = report.rules.quantity(name_of(inside.addresses[0]))
        if quantity is None or SOME_MEMBER not in inside.addresses[0] or dimension.name not in quantity.dims:
            continue
        gate = inside.gate
        when = f", afhænger af «{gate.text}»" if gate is not None and gate.kind == CONDITION else ""
        rows += _wrapped(f"- {_short(quantity)}{when}")
    return [f"For hvert medlem af «{dimension.name}» desuden", *rows] if rows else []


def _short(quantity: Quantity) -> str:
    return f"{quantity.name}: {quantity.head.title} ({type_words(quantity.symbol.type)})"


def _names(addresses: Iterable[str]) -> list[str]:
    return [f"   {line}" for line in wrap(", ".join(addresses), WIDEST, break_long_words=False)]


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDEST, break_long_words=False, break_on_hyphens=False)
