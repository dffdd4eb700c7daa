"""Whether an event can be: the first reason why not, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rammeaftale.backends.events import Event
from rammeaftale.backends.exact import Run
from rammeaftale.backends.procedure_state import Place
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import Outcome, Unknown
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import ir
from rammeaftale.language.procedure_program import Procedure, Step
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.head_model import Citation


@dataclass
class Question:
    """An event and what it is held against; `lacking` and `waiting` are found on the way."""

    program: Program
    procedure: Procedure
    run: Run
    event: Event
    ask: Callable[[ir.Formula], Outcome]
    lacking: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)

    def actor(self, name: str) -> str:
        """An actor's title."""
        return self.program.manifest.actors.get(name, name)


def refused(
    question: Question,
    places: tuple[Place, ...],
    step: Step | None,
    decided: Mapping[str, str],
    latest: date | None,
    *,
    leaves: bool,
) -> tuple[str, Citation]:
    """Why an event cannot be (empty: it can), and the source that says so; `leaves`: it settles the step."""
    if step is None:
        return _not_here(question, places), _cited(question, places)
    reasons = _reasons(question, step, decided, latest, leaves=leaves)
    return next((reason for reason in reasons if reason), ""), step.entry.citation


def _cited(question: Question, places: tuple[Place, ...]) -> Citation:
    step = question.procedure.entry.steps.get(places[0].name)
    return step.citation if step else question.procedure.head.citation


def _not_here(question: Question, places: tuple[Place, ...]) -> str:
    procedure, name = question.procedure, question.event.step
    if name not in procedure.steps:
        return _with_hint(f"«{name}» er ikke et trin i proceduren", name, procedure.steps)
    ended = [place for place in places if place.is_end]
    if len(ended) == len(places):
        return f"proceduren er slut: {procedure.title(ended[0].name)} ({ended[0].name})"
    at = " eller ".join(f"«{place.name}»" for place in places)
    return f"sagen står ved {at}, ikke ved «{name}»"


def _with_hint(text: str, name: str, known: Iterable[str]) -> str:
    hint = did_you_mean(name, known)
    return f"{text} ({hint})" if hint else text


def _reasons(
    question: Question, step: Step, decided: Mapping[str, str], latest: date | None, *, leaves: bool
) -> Iterator[str]:
    """The reasons against an event in the order a reader would look for them; empty texts count for nothing."""
    yield _part(question, step, decided)
    yield _outcome(question, step)
    yield _day(question, latest)
    yield _actors(question, step)
    yield _requirements(question, step)
    yield _participants(question, step, leaves=leaves)
    yield _documents(question, step, leaves=leaves)
    yield _measures(question, step)


def _part(question: Question, step: Step, decided: Mapping[str, str]) -> str:
    event, entry = question.event, step.entry
    if entry.dimension is None and event.member is not None:
        return f"trinnet «{step.name}» afgøres ikke medlem for medlem"
    if not entry.parts and event.part is not None:
        return f"trinnet «{step.name}» har ingen dele"
    if not entry.is_parallel:
        return ""
    own = event.part if entry.dimension is None else event.member
    if own is None:
        key, what = ("del", "hvilken del") if entry.dimension is None else ("medlem", "hvilket medlem")
        return f"skriv «{key}»: trinnet «{step.name}» afgøres af flere, og hændelsen siger ikke {what}"
    if entry.dimension is None:
        if own not in entry.parts:
            return _with_hint(f"«{own}» er ikke en del af trinnet «{step.name}»", own, entry.parts)
    else:
        members = question.run.members(entry.dimension.text)
        if members is not None and own not in members:
            return _with_hint(f"«{own}» er ikke et medlem af «{entry.dimension.text}»", own, members)
    return f"«{own}» har allerede afgjort trinnet «{step.name}»" if own in decided else ""


def _outcome(question: Question, step: Step) -> str:
    event, entry = question.event, step.entry
    if entry.parts and event.part is not None:
        known: tuple[str, ...] = tuple(node.text for node in entry.parts[event.part].outcomes)
    else:
        known = entry.named_outcomes
    if event.outcome in known:
        return ""
    text = (
        f"«{event.outcome}» er ikke et udfald af trinnet «{step.name}», som kan ende med {', '.join(known)}"
    )
    return _with_hint(text, event.outcome, known)


def _day(question: Question, latest: date | None) -> str:
    day, today = question.event.day, question.run.facts.today
    if day is None:
        question.lacking.append(("dato", ()))
        return ""
    if latest is not None and day < latest:
        return f"datoen {show_date(day)} ligger før den forrige hændelse, {show_date(latest)}"
    if today is not None and day > today:
        return f"datoen {show_date(day)} ligger efter den dag, sagen er opgjort, {show_date(today)}"
    return ""


def _actors(question: Question, step: Step) -> str:
    event, entry = question.event, step.entry
    part = entry.parts.get(event.part or "")
    nodes = part.actors if part is not None and part.actors else entry.actors
    expected = [node.text for node in nodes]
    if not expected:
        return ""
    if event.actors is None:
        if event.member is None:  # a member that decides is itself who acts
            question.lacking.append(("aktør", tuple(expected)))
        return ""
    wrong = [name for name in event.actors if name not in expected]
    names = (
        " og ".join(map(question.actor, expected))
        if entry.joint
        else " eller ".join(map(question.actor, expected))
    )
    if wrong:
        together = " sammen" if entry.joint else ""
        return _with_hint(
            f"«{wrong[0]}» handler ikke i trinnet «{step.name}»; det gør {names}{together}",
            wrong[0],
            expected,
        )
    absent = [name for name in expected if name not in event.actors]
    if entry.joint and absent:
        return f"trinnet «{step.name}» tages af {names} sammen, men {question.actor(absent[0])} er ikke med"
    return ""


def _requirements(question: Question, step: Step) -> str:
    for formula, otherwise in step.requires:
        holds = question.ask(formula)
        if holds is False:
            return otherwise
        if isinstance(holds, Unknown):
            question.waiting |= holds.missing
    return ""


def required(question: Question, conditions: Iterable[tuple[str, ir.Formula | None]]) -> list[str]:
    """The names whose condition holds, or that have none; what an unknown one waits for is noted."""
    found = []
    for name, formula in conditions:
        holds = True if formula is None else question.ask(formula)
        if holds is True:
            found.append(name)
        elif isinstance(holds, Unknown):
            question.waiting |= holds.missing
    return list(dict.fromkeys(found))


def _participants(question: Question, step: Step, *, leaves: bool) -> str:
    if not leaves:
        return ""
    wanted = required(question, ((one.actor, one.when) for one in step.participants))
    given = question.event.participants
    absent = _absent(question, "deltagere", wanted, given)
    if not absent:
        return ""
    text = f"{question.actor(absent[0])} ({absent[0]}) skal deltage i trinnet «{step.name}»"
    return text + _unknown(given or (), question.program.manifest.actors, absent, "en aktør i regelsættet")


def _documents(question: Question, step: Step, *, leaves: bool) -> str:
    if not leaves:
        return ""
    wanted = required(question, step.documents.items())
    given = question.event.documents
    absent = _absent(question, "dokumenter", wanted, given)
    if not absent:
        return ""
    title = step.entry.documents[absent[0]].title
    text = f"dokumentet {title} ({absent[0]}) skal følge med trinnet «{step.name}»"
    return text + _unknown(given or (), step.documents, absent, "et af trinnets dokumenter")


def _absent(question: Question, kind: str, wanted: Sequence[str], given: Collection[str] | None) -> list[str]:
    """What is wanted and not among what is given; where nothing is said of it at all, that is what is lacking."""
    if given is None:
        if wanted:
            question.lacking.append((kind, tuple(wanted)))
        return []
    return [name for name in wanted if name not in given]


def _unknown(given: Iterable[str], known: Iterable[str], absent: list[str], what: str) -> str:
    """The first given name that is none of the known, for one that is missing may be it, misspelt."""
    strange = next((name for name in given if name not in known), None)
    if strange is None:
        return ""
    hint = did_you_mean(strange, absent) or did_you_mean(strange, known)
    return f"; «{strange}» er ikke {what}" + (f" ({hint})" if hint else "")


def _measures(question: Question, step: Step) -> str:
    chosen, catalogue = question.event.measures, step.entry.catalogue
    if not chosen:
        return ""
    if catalogue is None:
        return f"trinnet «{step.name}» vælger ingen tiltag"
    members = exhaustive_members(question.program, catalogue.text)
    wrong = [name for name in chosen if members is not None and name not in members]
    if not wrong or members is None:
        return ""
    return _with_hint(
        f"«{wrong[0]}» er ikke et af tiltagene i kataloget «{catalogue.text}»", wrong[0], members
    )


def exhaustive_members(program: Program, catalogue: str) -> list[str] | None:
    """The members of a catalogue that names all there are; None of one that does not."""
    found = program.text.catalogues.get(catalogue)
    return list(found.members) if found is not None and found.exhaustive else None
