"""`beregn` as text: what came out by topic, what is missing or wrong, duties that matter, what it all rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from rammeaftale.backends.provenance import OUTSIDE, reach
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Unknown
from rammeaftale.core.places import COMMAND_LINE
from rammeaftale.report.layout import joined
from rammeaftale.report.naming import place_text
from rammeaftale.report.results.assumed import assumed_section
from rammeaftale.report.results.duties import duty_section
from rammeaftale.report.results.goals import goal_section
from rammeaftale.report.results.values import value_sections
from rammeaftale.report.under_way import under_way_text
from rammeaftale.report.wanted_text import name_of, wanted_lines, what_is
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.model import Reading
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import CheckResult
from rammeaftale.services.relevance import Relevance, relevance

MOST_WANTED, MOST_ALSO = 8, 4
WIDEST = 110
WHERE = ("Valgt i sagen", "Valgt i sagen og på kommandolinjen")


def result_text(result: Calculation, *, whole: bool) -> str:
    """The text of a calculation: everything that came out (`whole`), or only the quantities asked for."""
    about = relevance(result) if whole else None
    sections: list[list[str]] = [_heading(result), *value_sections(result, about)]
    sections += [_effects(result), _failures(result), _checks(result, whole=whole)]
    sections += (
        [
            _not_shown(result, about),
            _unknowns(result, about),
            _silences(result),
            duty_section(result, about),
            goal_section(result),
            _procedures(result),
        ]
        if about is not None
        else [_missing(result)]
    )
    sections += [_choices(result), _hints(result), assumed_section(result, about)]
    return joined(sections)


def _heading(result: Calculation) -> list[str]:
    years = ", ".join(str(year) for year in result.run.facts.years)
    rules = " · ".join(part for part in (result.rules.id, years) if part)
    return [
        text
        for text in (
            result.case.title,
            rules,
            under_way_text(result.rules, result.run.facts.years),
            _outside(result),
        )
        if text
    ]


def _outside(result: Calculation) -> str:
    """The calculated years outside the agreement's period."""
    cells = [cell for target in result.targets for cell in target.cells()]
    years = sorted({cell[1] for cell in cells if cell[1] is not None and OUTSIDE in result.stamps(cell)})
    return f"Uden for aftalens periode: {', '.join(map(str, years))}." if years else ""


def _cells(result: Calculation, kind: type[NoValue]) -> Iterator[tuple[str, NoValue]]:
    """(address, outcome) of the cells asked for that ended so."""
    for target in result.targets:
        for cell in target.cells():
            outcome = result.outcome(cell)
            if isinstance(outcome, kind):
                yield result.answer(cell).address, outcome


def _failures(result: Calculation) -> list[str]:
    found: dict[str, list[str]] = {}
    for address, outcome in _cells(result, Failure):
        assert isinstance(outcome, Failure)
        origin = outcome.quantity or name_of(address)
        place = f" · {place_text(outcome.span)}" if outcome.span else ""
        found.setdefault(f"  {origin}: {outcome.message}{place}", []).append(address)
    if not found:
        return []
    told = [text + _also(text, addresses) for text, addresses in found.items()]
    first = next(iter(found.values()))[0]
    return ["Fejl", *told, f"  Se regnestykket med «rammeaftale forklar {result.rules.id} SAG '{first}'»."]


def _also(text: str, addresses: list[str]) -> str:
    """How many more cannot be calculated for the same reason."""
    others = [address for address in addresses if not text.startswith(f"  {address}:")]
    shown_others = ", ".join(others[:MOST_ALSO]) + (" …" if len(others) > MOST_ALSO else "")
    return f" · rammer også {shown_others}" if others else ""


def _not_shown(result: Calculation, about: Relevance) -> list[str]:
    """The topics left out: what came out in them is the same whatever the case states."""
    topics = dict.fromkeys(t.quantity.head.topic for t in result.targets if not about.shows(t))
    if not topics:
        return []
    text = f"Sagen siger intet om: {', '.join(topics)}. Se en størrelse herfra med «--størrelse NAVN»."
    return wrap(text, WIDEST, subsequent_indent="  ")


def _unknowns(result: Calculation, about: Relevance) -> list[str]:
    """How many could not be calculated, and which inputs most of those in the topics shown wait for."""
    waiting: Counter[str] = Counter()
    unknown = dict(_waiting(result))
    shown = {target.quantity.name for target in result.targets if about.shows(target)}
    for missing in [m for name, m in unknown.items() if name in shown] or unknown.values():
        waiting.update(missing)
    if not unknown:
        return []
    total = len(result.targets)
    noun = "størrelse er ukendt" if len(unknown) == 1 else "størrelser er ukendte"
    lines = [f"{len(unknown)} af {total} {noun}, fordi sagen ikke oplyser nok. Flest mangler:"]
    names = sorted(waiting, key=lambda name: (-waiting[name], name))[:MOST_WANTED]
    width = max(map(len, names))
    lines += [f"  {waiting[n]:>3}  {n:<{width}}  {what_is(n, result.rules)}".rstrip() for n in names]
    lines.append(
        f"Se, hvad én størrelse mangler, med «rammeaftale mangler {result.rules.id} SAG --størrelse NAVN»."
    )
    return lines


def _waiting(result: Calculation) -> Iterator[tuple[str, set[str]]]:
    """(unknown quantity, the names it misses)."""
    for target in result.targets:
        missing: set[str] = set()
        if target.unknown_dimension is not None:
            missing.add(target.unknown_dimension)
        for cell in target.cells():
            outcome = result.outcome(cell)
            if isinstance(outcome, Unknown):
                missing |= {name_of(address) for address in outcome.missing}
        if missing:
            yield target.quantity.name, missing


def _missing(result: Calculation) -> list[str]:
    """What each quantity asked for misses."""
    missing = {address: outcome.missing for address, outcome in _cells(result, Unknown)}  # type: ignore[attr-defined]
    missing |= {
        t.quantity.name: frozenset([t.unknown_dimension]) for t in result.targets if t.unknown_dimension
    }
    if not missing:
        return []
    every = sorted(frozenset[str]().union(*missing.values()))
    return [
        "Sagen mangler",
        *(f"  {line}" for line in wanted_lines(every, result.rules, _only(result.run.facts.years))),
    ]


def _only(years: tuple[int, ...]) -> int | None:
    """The calculated year, when there is just one."""
    return years[0] if len(years) == 1 else None


def _silences(result: Calculation) -> list[str]:
    """How many the agreement does not regulate, and how many do not arise in this case."""
    lines = []
    for kind, one, many in (
        (NotRegulated, "reguleret af aftalen", "reguleret af aftalen"),
        (NotRelevant, "relevant i sagen", "relevante i sagen"),
    ):
        names = {name_of(address) for address, _ in _cells(result, kind)}
        if names:
            count = "1 størrelse" if len(names) == 1 else f"{len(names)} størrelser"
            lines.append(f"{count} er ikke {one if len(names) == 1 else many}.")
    return lines


def _checks(result: Calculation, *, whole: bool) -> list[str]:
    """The checks that do not hold; of warnings, when single quantities are asked for, only those about them."""
    cells = {cell for target in result.targets for cell in target.cells()}
    behind = cells if whole else set(reach(result.run, cells))
    several = len(result.run.facts.years) > 1
    lines: list[str] = []
    for year, check in result.checks:
        if check.holds is False and (whole or check.check.entry.is_error or behind & set(check.reads)):
            lines += _check(year if several else None, check)
    return ["Kontroller, der ikke holder", *lines] if lines else []


def _check(year: int | None, check: CheckResult) -> Iterator[str]:
    entry = check.check.entry
    grade = "fejl" if entry.is_error else "advarsel"
    when = f", {year}" if year is not None else ""
    yield f"  {grade}: {entry.message or entry.head.title} ({check.name}{when})"


def _choices(result: Calculation) -> list[str]:
    """The measures and readings the case chose."""
    program, facts = result.rules.programs[-1], result.run.facts
    lines = [
        f"tiltag: {program.measures[name].entry.head.title} ({name})"
        for name in facts.measures
        if name in program.measures
    ]
    lines += [
        _reading(program.readings[name], choice)
        for name, choice in facts.readings.items()
        if name in program.readings
    ]
    return [_chosen_where(result), *(part for line in lines for part in _wrapped(line))] if lines else []


def _wrapped(line: str) -> list[str]:
    return wrap(line, WIDEST, initial_indent="  ", subsequent_indent="    ")


def _chosen_where(result: Calculation) -> str:
    """The heading of what was chosen: in the case, on the command line or both."""
    node = result.case.node
    chosen = [part for _, part in nodes.mapping(node, "fortolkninger").values()] if node else []
    measures = node.get("tiltag") if node else None
    places = [part.span.source.path for part in (*chosen, *([measures] if measures else []))]
    called = [place == COMMAND_LINE for place in places]
    return "Valgt på kommandolinjen" if all(called) else WHERE[any(called)]


def _reading(reading: Reading, choice: str) -> str:
    title = reading.choices[choice].title if choice in reading.choices else choice
    standard = ", som også er standarden" if choice == reading.default else ""
    return f"{reading.head.title} {title} ({reading.head.name}: {choice}{standard})"


def _effects(result: Calculation) -> list[str]:
    """What the chosen measures do."""
    if not result.run.facts.measures:
        return []
    from rammeaftale.report.results.effects_text import effects_section

    return effects_section(result)


def _procedures(result: Calculation) -> list[str]:
    """Where the case stands in the procedures it speaks of."""
    if not result.run.facts.events:
        return []
    from rammeaftale.report.procedure_text import procedure_section

    return procedure_section(result)


def _hints(result: Calculation) -> list[str]:
    """Indications: they point, and decide nothing."""
    return ["Bemærk", *(f"  {name}: {text}" for name, text in result.hints)] if result.hints else []
