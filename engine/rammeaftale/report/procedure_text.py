"""Where a case stands in a procedure, as a person reads it: the place, who acts, what is missing, what may follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from rammeaftale.backends.procedure_state import Done, Place
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import Failure, NoValue
from rammeaftale.language.member_names import member_name
from rammeaftale.language.procedure_calls import OTHERWISE
from rammeaftale.report.naming import source_text, words
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.procedures import Standing, Way, mentioned, standing

WIDEST, LABEL, MOST_LISTED = 100, 15, 12
MARGIN = " " * (LABEL + 2)
_KEYS = {
    "dato": "datoen",
    "aktør": "hvem der handlede",
    "dokumenter": "dokumenterne",
    "deltagere": "hvem der deltog",
}


def procedure_text(result: Calculation, name: str) -> str:
    """Everything about a case in one procedure."""
    found = standing(result, name)
    if not isinstance(found, Standing):
        return f"{name}: {no_standing(found)}"
    years = ", ".join(str(year) for year in result.run.facts.years)
    about = " · ".join(part for part in (result.case.title, result.rules.id, years) if part)
    head = found.procedure.head
    blocks = [
        [f"{head.title} ({found.name})", about, f"Kilde: {source_text(head.citation)}"],
        _wrapped_block(incomplete_lines(found)),
        list(standing_lines(found)),
        following_lines(found),
        _history(found),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def procedure_section(result: Calculation) -> list[str]:
    """Each procedure the case speaks of in a few lines, for `beregn`."""
    lines: list[str] = []
    for name in mentioned(result):
        found = standing(result, name)
        if not isinstance(found, Standing):
            lines.append(f"  {name}: {no_standing(found)}")
            continue
        lines.append(f"  {found.procedure.head.title} ({name})")
        lines += [f"  {line}" for line in (*_wrapped_block(incomplete_lines(found)), *standing_lines(found))]
    return ["Procedurer", *lines] if lines else []


def no_standing(found: NoValue) -> str:
    """Why it cannot be told where a case stands."""
    return found.message if isinstance(found, Failure) else words(found.state)


def incomplete_lines(found: Standing) -> list[str]:
    """What the source lacks of the procedure."""
    lacking = found.procedure.entry.incomplete
    return [f"Ufuldstændig: kilden mangler {lacking.missing}. {lacking.text}"] if lacking else []


def _wrapped_block(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in wrap(text, WIDEST)]


def standing_lines(found: Standing) -> Iterator[str]:
    """The place and what goes with it, a label and a text a line."""
    for label, text in standing_rows(found):
        yield from _row(label, text)


def standing_rows(found: Standing) -> Iterator[tuple[str, str]]:
    """The place and what goes with it, each with its label (empty where it belongs to the one before)."""
    yield place_words(found)
    if found.invalid:
        number, reason = found.invalid.number, found.invalid.reason
        yield "Ugyldig", f"hændelse {number}: {reason} ({source_text(found.invalid.citation)})"
        yield "", "Den og senere hændelser regnes ikke med."
    if found.step is not None:
        yield from _acting(found)
    yield from _missing(found)
    for one in found.blocked:
        yield "Blokeret", f"{one.reason} ({source_text(one.citation)})"


def place_words(found: Standing) -> tuple[str, str]:
    """Where it stands, as a label and a text."""
    state, procedure = found.state, found.procedure
    if not state.begun:
        return "Ikke begyndt", f"sagen nævner den ikke; den begynder med {_named(found, procedure.first)}"
    round_ = f", runde {state.round}" if state.round > 1 else ""
    place = state.place
    if place is None:
        names = " eller ".join(_named(found, one.name) for one in state.places)
        why = f": {state.doubt.message}" if isinstance(state.doubt, Failure) else ""
        return "Står måske ved", f"{names}{round_}{why}"
    return ("Slut" if place.is_end else "Står ved"), f"{_named(found, place.name)}{round_}"


def _named(found: Standing, name: str) -> str:
    return f"{found.procedure.title(name)} ({name})"


def _acting(found: Standing) -> Iterator[tuple[str, str]]:
    assert found.step is not None
    entry = found.step.entry
    joining = " og " if entry.joint or entry.parts else " eller "
    who = joining.join(_actor(found, name) for name in found.actors)
    together = " sammen" if entry.joint else ""
    duty = "" if entry.modality == "skal" else f" ({words(entry.modality)})"
    yield "Handler", f"{who}{together}{duty}" if who else "kilden siger det ikke"
    if entry.is_parallel:
        yield from _parts(found)
    if found.participants:
        yield "Deltager", ", ".join(_actor(found, name) for name in found.participants)
    if found.deadline is not None:
        over = " (overskredet)" if found.is_late else ""
        yield "Frist", f"{show_date(found.deadline)}{over}"
    elif found.deadline_missing:
        yield "Frist", f"kan ikke regnes ud; mangler {', '.join(found.deadline_missing)}"


def _parts(found: Standing) -> Iterator[tuple[str, str]]:
    open_ = [_part_name(found, part) for part, outcome in found.parts if outcome is None]
    yield (
        "Afgjort",
        (f"{len(found.parts) - len(open_)} af {len(found.parts)}" if found.parts else "ingen endnu"),
    )
    outcomes = {outcome for _, outcome in found.parts if outcome is not None}
    for outcome in sorted(outcomes):
        names = [_part_name(found, part) for part, came_to in found.parts if came_to == outcome]
        yield "", f"{words(outcome)}: {_some(names)}"
    if open_:
        yield "Afventer", _some(open_)


def _part_name(found: Standing, part: str) -> str:
    assert found.step is not None
    entry = found.step.entry
    if entry.dimension is not None:
        return member_name(found.program, entry.dimension.text, part)
    return f"{entry.parts[part].title} ({part})"


def _some(names: list[str]) -> str:
    more = len(names) - MOST_LISTED
    return f"{', '.join(names[:MOST_LISTED])} og {more} mere" if more > 1 else ", ".join(names)


def _actor(found: Standing, name: str) -> str:
    return found.program.manifest.actors.get(name, name)


def _missing(found: Standing) -> Iterator[tuple[str, str]]:
    told = []
    if found.inputs:
        told.append(f"oplysninger: {', '.join(found.inputs)}")
    if found.documents and found.step is not None:
        documents = found.step.entry.documents
        told.append(
            "dokumenter: " + ", ".join(f"{documents[name].title} ({name})" for name in found.documents)
        )
    told += _lacking(found)
    for position, text in enumerate(told):
        yield "" if position else "Mangler", text


def _lacking(found: Standing) -> list[str]:
    """What the events leave out; those that leave out the same stand together."""
    events: dict[str, list[str]] = {}
    for number, keys in groupby(found.lacking, key=lambda one: one[0]):
        text = ", ".join(_key(found, key, names) for _, key, names in keys)
        events.setdefault(text, []).append(str(number))
    return [f"i {_numbered(numbers)}: {text}" for text, numbers in events.items()]


def _numbered(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"hændelse {numbers[0]}"
    return f"hændelse {', '.join(numbers[:-1])} og {numbers[-1]}"


def _key(found: Standing, key: str, names: tuple[str, ...]) -> str:
    shown = [_actor(found, name) for name in names] if key in ("aktør", "deltagere") else list(names)
    return f"{_KEYS[key]} ({', '.join(shown)})" if names else _KEYS[key]


def following_lines(found: Standing) -> list[str]:
    """What the step it stands at may lead to."""
    ways = ways_rows(found)
    width = max((len(name) for name, _ in ways), default=0)
    return ["Det kan føre til", *(f"  {name:<{width}}  → {to}" for name, to in ways)] if ways else []


def ways_rows(found: Standing) -> list[tuple[str, str]]:
    """Each outcome of the step it stands at, and where that leads."""
    if found.step is None:
        return []
    parallel = found.step.entry.is_parallel
    only = len(found.ways) == 1
    return [(_way_name(way, parallel=parallel, only=only), _led(found, way)) for way in found.ways]


def _way_name(way: Way, *, parallel: bool, only: bool) -> str:
    if not parallel:
        return words(way.outcome)
    return (
        ("når alle har svaret" if only else "ellers")
        if way.outcome == OTHERWISE
        else f"alle {words(way.outcome)}"
    )


def _led(found: Standing, way: Way) -> str:
    names = " eller ".join(_to(found, place) for place in way.places)
    return f"{names}, efter betingelser der ikke er afgjort" if len(way.places) > 1 else names


def _to(found: Standing, place: Place) -> str:
    round_ = f", runde {place.round}" if place.round > found.state.round else ""
    end = "slut: " if place.is_end else ""
    return f"{end}{found.procedure.title(place.name)}{round_}"


def _history(found: Standing) -> list[str]:
    if not found.state.done:
        return []
    lines = ["Forløb"]
    many = max(one.at.round for one in found.state.done) > 1
    for round_, events in groupby(found.state.done, key=lambda one: one.at.round):
        if many:
            lines.append(f"  Runde {round_}")
        for one in events:
            lines += event_lines(found, one)
    return lines


def event_lines(found: Standing, one: Done) -> list[str]:
    """An event that counted: when, who, what it came to and where that led."""
    day, line, *extra = event_texts(found, one)
    first = f"  {one.number:>3}. {day:<10}  "
    rest = " " * len(first)
    lines = wrap(line, WIDEST - len(first))
    return [first + lines[0], *(rest + more for more in (*lines[1:], *extra))]


def event_texts(found: Standing, one: Done) -> list[str]:
    """The day of an event, what happened and where it led, then its measures and note where it has them."""
    event = one.event
    day = show_date(event.day) if event.day else "uden dato"
    who = ", ".join(_actor(found, name) for name in event.actors or ())
    part = _whose(found, one)
    text = f"{found.procedure.title(one.at.name)}{part}: {words(event.outcome)}"
    to = " eller ".join(found.procedure.title(place.name) for place in one.led_to)
    line = f"{text}{f' ({who})' if who else ''}{f' → {to}' if to else ''}"
    measures = ", ".join(_measure(found, name) for name in event.measures or ())
    extra = [f"tiltag: {measures}" if measures else "", event.note]
    return [day, line, *(part for part in extra if part)]


def _measure(found: Standing, name: str) -> str:
    known = found.program.measures.get(name)
    return f"{known.entry.head.title} ({name})" if known else name


def _whose(found: Standing, one: Done) -> str:
    entry = found.procedure.steps[one.at.name].entry
    if one.event.member is not None and entry.dimension is not None:
        return f", {member_name(found.program, entry.dimension.text, one.event.member)}"
    return f", {entry.parts[one.event.part].title}" if one.event.part is not None else ""


def _row(label: str, text: str) -> Iterator[str]:
    lines = wrap(text, WIDEST - LABEL) or [""]
    yield f"  {label:<{LABEL}}{lines[0]}"
    yield from (MARGIN + line for line in lines[1:])
