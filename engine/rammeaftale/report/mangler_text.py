"""What is missing, as text: what must be stated first, most decisive on top; then what may come to be needed."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from rammeaftale.core.display import plural
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Unknown
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.amounts import amount
from rammeaftale.report.naming import source_text
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.model import Input
from rammeaftale.services.cases.places import EVENTS, place_in_case
from rammeaftale.services.missing.missing import DATE, YEAR, Asked, Missing, MissingReport, name_of
from rammeaftale.services.missing.needs import CONDITION, MEMBERS, OTHER_ROWS, OTHERS
from rammeaftale.services.missing.walk import SOME_MEMBER

WIDEST = 100
MOST_NAMED = 8
_WHY = {
    Failure: "kan ikke beregnes",
    NotRegulated: "er ikke reguleret i aftalen",
    NotRelevant: "er ikke relevant i denne sag",
}

ALTERNATIVES = "Hvor der står «eller», er det første nok; svares der med det andet, kan der mangle mere."
ALSO_STATED = "Et beregnet tal kan også oplyses direkte under «oplysninger», når det er kendt."
_GATES = {
    CONDITION: "Afhænger af",
    OTHERS: "Kun hvis det ikke afgøres af",
    OTHER_ROWS: "Kun hvis det ikke afgøres af et andet medlem eller år i",
}


def missing_text(report: MissingReport) -> str:
    """The answer for everything asked for, then the list."""
    heads = [*(_head(one) for one in report.asked), *(_empty(quantity) for quantity in report.empty)]
    if not report.missing:
        return "\n".join([*heads, "", "Ingen oplysninger mangler."])
    certain = _grouped(one for one in report.missing if one.certain)
    rest = [one for one in report.missing if not one.certain]
    others = _grouped(one for one in rest if SOME_MEMBER not in one.addresses[0])
    lines = [*heads, "", _count(certain, others)]
    if report.assumed_year:
        lines += _wrapped(f"Sagen nævner intet år. Listen gælder for {report.year}, reglernes første år.")
    lines += _section("Skal oplyses, det mest afgørende først", certain, 0, report)
    lines += _section("Kan blive nødvendigt, det mest afgørende først", others, len(certain), report)
    if report.optional:
        names = sorted({name_of(address) for address in report.optional})
        lines += ["", "Valgfrit og ikke oplyst; kan ændre, hvad der mangler"]
        lines += [f"   {line}" for line in _wrapped(", ".join(names))]
    notes = [ALTERNATIVES] if any(len(one.addresses) > 1 for one in report.missing) else []
    lines += ["", *(line for note in [*notes, ALSO_STATED] for line in _wrapped(note))]
    return "\n".join(lines)


def _section(title: str, groups: list[list[Missing]], before: int, report: MissingReport) -> list[str]:
    if not groups:
        return []
    items = [_item(number, group, report) for number, group in enumerate(groups, start=before + 1)]
    return ["", title, *(line for item in items for line in item)]


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


def _empty(quantity: Quantity) -> str:
    dims = " og ".join(quantity.dims)
    return f"{quantity.name} – {quantity.head.title}: sagen har ingen medlemmer af {dims}, så der er intet at beregne"


def _count(certain: list[list[Missing]], others: list[list[Missing]]) -> str:
    """How many things to state; one thing for several years or members counts once."""
    told = []
    if certain:
        told.append(f"{len(certain)} {'oplysning' if len(certain) == 1 else 'oplysninger'} skal gives")
    if others:
        told.append(f"{len(others)} kan blive {'nødvendig' if len(others) == 1 else 'nødvendige'}")
    return "; ".join(told) + "."


def _grouped(rows: Iterable[Missing]) -> list[list[Missing]]:
    """The same thing for several years or members stands once, where the first of them stands."""
    groups: dict[object, list[Missing]] = {}
    for one in rows:
        key = (tuple(name_of(address) for address in one.addresses), one.gate)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _item(number: int, group: list[Missing], report: MissingReport) -> list[str]:
    first = group[0]
    margin = " " * (len(str(number)) + 2)
    heading = _wrapped(f"{number}. {_heading(group, report)}")
    details = [line for name in _names(first) for line in _described(name, report)]
    details += [*_where(group, report), *_why(first), *_weight(group), *_per_member(first, report)]
    return [heading[0], *(f"{margin}{line}" for line in (*heading[1:], *details))]


def _names(one: Missing) -> list[str]:
    return list(dict.fromkeys(name_of(address) for address in one.addresses))


def _heading(group: list[Missing], report: MissingReport) -> str:
    """The address; for several, the name with the members and years it is missing for."""
    if len(group) == 1:
        return " eller ".join(group[0].addresses)
    places = [place_in_case(one.addresses[0], report.rules, report.year) for one in group]
    members = dict.fromkeys(",".join(place.members) for place in places if place.members)
    years = sorted({str(place.year) for place in places if place.year is not None})
    parts = [_some(list(part)) for part in (members, years) if part]
    return f"{' eller '.join(_names(group[0]))} for {' i '.join(parts)}"


def _some(names: list[str]) -> str:
    """A few names in full, many as the first ones and how many more."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} og {len(names) - MOST_NAMED} flere"
    return " og ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _described(name: str, report: MissingReport) -> list[str]:
    """Title with unit, and the question one asks the offering."""
    quantity = report.rules.quantity(name)
    if name.startswith(EVENTS):
        return ["Den dag, trinnet blev taget (dato)"]
    if quantity is None:
        return _wrapped(_TOP.get(name) or _dimension_title(_dimension(name, report)))
    entry = quantity.symbol.entry
    question = entry.question if isinstance(entry, Input) else ""
    cited = quantity.head.citation
    told = [f"{quantity.head.title} ({type_words(quantity.symbol.type)}) · {source_text(cited)}"]
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
    return f"{title}: nævn hver med et kort navn"


def type_words(type_: Type) -> str:
    """How a value is written: its unit, or what sort of answer it is."""
    if type_.kind is Kind.NUMBER:
        unit = plural(type_.unit)
        return "tal" if unit == "forhold" else unit
    if type_.kind is Kind.CHOICE:
        return f"et af: {', '.join(type_.options)}"
    words = {Kind.BOOL: "ja/nej", Kind.DATE: "dato", Kind.YEAR: "årstal", Kind.MEMBER: "medlem"}
    return words.get(type_.kind, "tekst")


def _where(group: list[Missing], report: MissingReport) -> list[str]:
    """The keys in the case file, with a placeholder where there are several members or years."""
    shown = [
        " → ".join(_keys(addresses, report)) for addresses in zip(*(g.addresses for g in group), strict=True)
    ]
    if len(shown) > 1:
        return _wrapped(f"Skriv den ene: {' eller '.join(shown)}")
    is_dimension = _dimension(group[0].addresses[0], report) is not None
    empty = f"; er der ingen: {group[0].addresses[0]}: {{}}" if is_dimension else ""
    return _wrapped(f"Skrives under {shown[0]}{empty}")


def _keys(addresses: Iterable[str], report: MissingReport) -> tuple[str, ...]:
    """The keys to one address, or to several that differ in member and year only."""
    places = [place_in_case(address, report.rules, report.year) for address in addresses]
    member = "‹medlem›" if len({place.members for place in places}) > 1 else None
    year = "‹år›" if len({place.year for place in places}) > 1 else None
    dated = next((place for place in places if place.year is not None), places[0])
    return dated.keys(member, year)


def _why(one: Missing) -> list[str]:
    told = []
    if one.gate is not None and one.gate.kind != MEMBERS:
        told.append(f"{_GATES[one.gate.kind]} «{one.gate.text}» i {one.gate.owner}")
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


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDEST, break_long_words=False, break_on_hyphens=False)
