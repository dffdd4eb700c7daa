"""`forklar` of a procedure: its course as a statement, each event with its source and what its step asked, then now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rammeaftale.core.outcome import Unknown
from rammeaftale.language.procedure_program import Step
from rammeaftale.report.explaining.explanation_text import WIDEST, about_case, tree_sections
from rammeaftale.report.explaining.grounds_text import grounds_text
from rammeaftale.report.explaining.node_text import asked_lines, tested
from rammeaftale.report.explaining.reasons_text import reasons_text
from rammeaftale.report.layout import joined
from rammeaftale.report.naming import citation_of, legend, main_document, place_text, source_text
from rammeaftale.report.procedure_text import (
    event_lines,
    following_lines,
    incomplete_lines,
    no_standing,
    place_words,
    standing_lines,
)
from rammeaftale.report.wanted_text import wanted_lines
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.explaining.conditions import Owner
from rammeaftale.services.explaining.procedures import (
    DOCUMENT,
    LEADS,
    PARTICIPANT,
    REQUIRES,
    Asked,
    Passed,
    ProcedureExplanation,
)
from rammeaftale.services.explaining.reasons import reasons_for
from rammeaftale.services.procedures import Standing

_MARGIN = " " * 19


def course_text(result: Calculation, found: ProcedureExplanation, depth: int | None = None) -> str:
    """The course of a procedure; `depth` as for a quantity."""
    citations = [found.procedure.head.citation, *(one.step.entry.citation for one in found.passed)]
    citations += [citation_of(node) for node in found.nodes.values()]
    document, years = main_document(citations), result.run.facts.years
    sections = [list(_opening(result, found, document))]
    if isinstance(found.standing, Standing):
        sections += [list(_passed(found, found.standing, document))]
        sections += [["Nu", *standing_lines(found.standing)]]
        sections += [list(_now(result, found, document)), following_lines(found.standing)]
    sections += [
        *grounds_text(found.nodes.values(), years),
        *tree_sections(dict(found.nodes), found.roots, depth, years, document),
        legend(citations, document, found.program),
    ]
    return joined(sections)


def _opening(result: Calculation, found: ProcedureExplanation, document: str) -> Iterator[str]:
    head, standing = found.procedure.head, found.standing
    year = f", {found.year}" if found.year is not None else ""
    if isinstance(standing, Standing):
        label, text = place_words(standing)
        colon = "" if label.endswith("ved") else ":"
        yield from wrap(f"{head.title}{year}: {label.lower()}{colon} {text}", WIDEST)
    else:
        yield f"{head.title}{year}: {no_standing(standing)}"
    if head.description:
        yield from wrap(head.description, WIDEST)
    yield from about_case(result, f"{head.name} (procedure)")
    yield f"{'kilde':<10}{source_text(head.citation, document)} · {place_text(head.span)}"
    if isinstance(standing, Standing):
        yield from (line for text in incomplete_lines(standing) for line in wrap(text, WIDEST))


def _passed(found: ProcedureExplanation, standing: Standing, document: str) -> Iterator[str]:
    if not found.passed:
        return
    yield "Forløb"
    for one in found.passed:
        yield from event_lines(standing, one.done)
        yield from _asked(found, one, document)


def _asked(found: ProcedureExplanation, one: Passed, document: str) -> Iterator[str]:
    """What the step asked of the event, and where the rules say so."""
    for asked in one.asked:
        yield from _labelled(asked.role, asked_words(found, asked, one.step))
    place = place_text(one.step.entry.name.span)
    yield from _labelled("kilde", f"{source_text(one.step.entry.citation, document)} · {place}")


def asked_words(found: ProcedureExplanation, asked: Asked, step: Step) -> str:
    """A condition with what it came to, and what depends on it."""
    if asked.role == DOCUMENT:
        what = f"{step.entry.documents[asked.about].title}, når "
    elif asked.role == PARTICIPANT:
        what = f"{found.program.manifest.actors.get(asked.about, asked.about)}, når "
    else:
        what = f"til «{found.procedure.title(asked.about)}», når " if asked.role == LEADS else ""
    return what + tested(asked.formula)


def _now(result: Calculation, found: ProcedureExplanation, document: str) -> Iterator[str]:
    """What the step it stands at asks, and why that is, or is not, so."""
    standing = found.standing
    if not found.now or not isinstance(standing, Standing) or standing.step is None:
        return
    entry = standing.step.entry
    yield f"Betingelser for «{entry.title}» ({source_text(entry.citation, document)})"
    owner = Owner(standing.step.name, entry.title, entry.citation)
    for asked in found.now:
        yield from _wrapped(f"  {asked.role.capitalize()}: {asked_words(found, asked, standing.step)}")
        yield from (f"    {label:<8}{text}" for label, text in asked_lines(asked.formula))
        reasons = reasons_for(asked.formula, owner, found.nodes) if asked.role == REQUIRES else None
        if reasons is not None and asked.formula.outcome is False:
            yield from (f"    {line}" for line in reasons_text(reasons, document))
        elif isinstance(asked.formula.outcome, Unknown):
            missing = sorted(asked.formula.outcome.missing)
            yield from (f"      {line}" for line in ["Sagen mangler:", *_wanted(missing, result, found)])


def _wanted(missing: Iterable[str], result: Calculation, found: ProcedureExplanation) -> list[str]:
    return [f"  {line}" for line in wanted_lines(missing, result.rules, found.year)]


def _labelled(label: str, text: str) -> list[str]:
    first = f"{_MARGIN}{label:<14}"
    return wrap(text, WIDEST, initial_indent=first, subsequent_indent=" " * len(first))


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDEST, subsequent_indent="    ")
