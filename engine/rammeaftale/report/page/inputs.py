"""What the case states: each value with who stated it and where, and what it assumes by leaving the rest out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rammeaftale.backends.facts import EVERY_YEAR, Members, Stated
from rammeaftale.core.danish import show_date
from rammeaftale.core.places import COMMAND_LINE
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_name
from rammeaftale.report.naming import display_of, place_text, shown, words
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.wanted_text import name_of

MOST_APART = 6
TRIED = "prøvet i stedet for reglernes tal"


@record
class InputRow:
    """A stated value. `part`: the members and the year it is about; `remark`: what it stands in place of."""

    title: str
    name: str
    part: str
    value: str
    href: str
    source: str
    by: str
    place: str
    remark: str


@record
class Assumed:
    """A standard that was used because the case is silent, and who set it; `value` by year where it differs."""

    title: str
    name: str
    value: str
    href: str
    source: Link


def input_rows(scope: Scope) -> list[InputRow]:
    """In the order of the case; what replaces the rules' own figures last."""
    facts = scope.result.run.facts
    rows = [_row(scope, *one, "") for one in _each(facts.stated)]
    return rows + [_row(scope, *one, TRIED) for one in _each(facts.what_if)]


def _each(stated: object) -> Iterator[tuple[str, Members, int | None, Stated]]:
    assert hasattr(stated, "items")
    for (name, members), by_year in stated.items():
        for year, one in by_year.items():
            yield name, members, year, one


def _row(
    scope: Scope, name: str, members: Members, year: int | None, stated: Stated, remark: str
) -> InputRow:
    rules = scope.result.rules
    quantity = rules.quantity(name)
    assert quantity is not None
    program = rules.program_of(name)
    named = [member_name(program, d, m) for d, m in zip(quantity.dims, members, strict=True)]
    if year is not EVERY_YEAR and (year,) != scope.years:
        named.append(str(year))
    if not remark and not quantity.symbol.is_input:
        remark = "oplyst i stedet for reglen" if quantity.symbol.is_computed else "tal, kilden mangler"
    by_hand = stated.span is not None and stated.span.source.path == COMMAND_LINE
    return InputRow(
        quantity.head.title,
        name,
        ", ".join(named),
        shown(stated.value, quantity.symbol.type, program, display_of(quantity)),
        _href(scope, name, members, year),
        stated.source,
        stated.by,
        "kommandolinjen" if by_hand else _place(scope, stated),
        remark,
    )


def _place(scope: Scope, stated: Stated) -> str:
    """The line in the case's own file, or file and line elsewhere."""
    if stated.span is None:
        return ""
    own = stated.span.source.path == scope.asked.case_path
    return f"linje {stated.span.line}" if own else place_text(stated.span)


def _href(scope: Scope, name: str, members: Members, year: int | None) -> str:
    """The link to where the trace tells it, if a result rests on it."""
    years = [year] if year is not EVERY_YEAR else [*reversed(scope.years), None]
    return next((found for y in years if (found := scope.href((name, y, members)))), "")


def stated_of_duties(scope: Scope) -> list[tuple[str, str, str]]:
    """(title, name, what the case says) of duties and of the actions of goals."""
    rules, case = scope.result.rules, scope.result.case
    found = []
    for name, fact in case.duties.items():
        title = next(p.duties[name].entry.head.title for p in reversed(rules.programs) if name in p.duties)
        found.append((title, name, _fact(fact)))
    for goal, actions in case.goals.items():
        entry = next(p.goals[goal].entry for p in reversed(rules.programs) if goal in p.goals)
        found += [(entry.actions[a].title, f"{goal}.{a}", _fact(fact)) for a, fact in actions.items()]
    return found


def _fact(fact: str | Iterable[date]) -> str:
    return words(fact) if isinstance(fact, str) else "gjort " + ", ".join(show_date(day) for day in fact)


def assumptions(scope: Scope) -> tuple[list[Assumed], list[Assumed]]:
    """The standards used, and the optional inputs counted as absent (without a value)."""
    standards: dict[str, dict[str, dict[str, list[str]]]] = {}
    absent: dict[str, Assumed] = {}
    for address, outcome in scope.result.assumed_by(scope.targets).items():
        quantity = scope.result.rules.quantity(name_of(address))
        assert quantity is not None
        if outcome == "ikke_oplyst":
            absent[quantity.name] = Assumed(quantity.head.title, quantity.name, "", "", Link(""))
            continue
        program = scope.result.rules.program_of(quantity.name)
        place, _, year = address.partition("@")
        value = shown(outcome, quantity.symbol.type, program, display_of(quantity))
        by_place = standards.setdefault(quantity.name, {})
        by_place.setdefault(place, {}).setdefault(value, []).append(year)
    told = [one for name, places in standards.items() for one in _standards(scope, name, places)]
    return told, list(absent.values())


def _standards(scope: Scope, name: str, places: dict[str, dict[str, list[str]]]) -> Iterator[Assumed]:
    """A standard of each member; of many as one, which the trace tells member by member."""
    quantity = scope.result.rules.quantity(name)
    assert quantity is not None
    program, title = scope.result.rules.program_of(name), quantity.head.title
    source = scope.source(quantity.head.citation)
    rows = []
    for place, values in places.items():
        codes = place.removeprefix(name).strip("[]").split(",")
        members = tuple(codes) if quantity.dims else ()
        named = [member_name(program, d, m) for d, m in zip(quantity.dims, members, strict=True)]
        href = _href(scope, name, members, EVERY_YEAR)
        rows.append(Assumed(", ".join((title, *named)), place, _values(values), href, source))
    if len(rows) > MOST_APART:
        href = next((row.href for row in rows if row.href), "")
        yield Assumed(title, name, f"{len(rows)} tal", href, source)
    else:
        yield from rows


def _values(values: dict[str, list[str]]) -> str:
    if len(values) == 1:
        return next(iter(values))
    return ", ".join(f"{value} ({', '.join(years)})" for value, years in values.items())
