"""A procedure's course told from a finished calculation: each event with what its step asked, then where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.procedure_state import Done
from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.procedure_program import Case, Procedure, Step
from rammeaftale.language.program import Program
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.explaining.rules import roots_of, tell_formulas
from rammeaftale.services.procedures import Standing, standing

REQUIRES, DOCUMENT, PARTICIPANT, LEADS, DEADLINE = "kræver", "dokument", "deltager", "fører videre", "frist"


@record
class Asked:
    """A condition a procedure asked; `about`: what a failed requirement says, the document, the actor or the target."""

    role: str
    about: str
    formula: FormulaTrace


@record
class Passed:
    """An event that counted, the step it was an event of, and what the step asked then."""

    done: Done
    step: Step
    asked: tuple[Asked, ...]


@record
class ProcedureExplanation:
    """A procedure's course.

    `passed`: the events that counted, in order; `now`: what the step it stands at asks; `nodes`: all behind them.
    """

    program: Program
    procedure: Procedure
    year: int | None
    standing: Standing | NoValue
    passed: tuple[Passed, ...]
    now: tuple[Asked, ...]
    nodes: Mapping[str, TraceNode]
    roots: tuple[str, ...]

    @property
    def stands_wrong(self) -> bool:
        """Whether an event of the case cannot be, or it cannot be followed at all."""
        return not isinstance(self.standing, Standing) or self.standing.invalid is not None


def explain_procedure(result: Calculation, name: str) -> ProcedureExplanation:
    """The course of a procedure in the last of the years calculated; KeyError when the rules have none of the name."""
    found = standing(result, name)
    year = next(iter(reversed(result.run.facts.years)), None)
    course = result.run.definitions.course(name, year)
    assert course is not None
    teller = _Teller(result, course.program, course.procedure, year)
    passed: list[Passed] = []
    now: tuple[Asked, ...] = ()
    if isinstance(found, Standing):
        passed = [teller.passed(done) for done in found.state.done]
        now = teller.asked(_now(found.step)) if found.step is not None else ()
    nodes = build_nodes(result.run, teller.cells, result.provenance)
    roots = roots_of(nodes, teller.cells)
    return ProcedureExplanation(
        course.program, course.procedure, year, found, tuple(passed), now, nodes, roots
    )


class _Teller:
    """Tells the conditions of one procedure, and keeps what they read."""

    def __init__(self, result: Calculation, program: Program, procedure: Procedure, year: int | None) -> None:
        self.result, self.program, self.procedure, self.year = result, program, procedure, year
        self.cells: dict[Cell, None] = {}

    def asked(self, formulas: Iterable[tuple[str, str, ir.Formula]]) -> tuple[Asked, ...]:
        wanted = list(formulas)
        pairs = [(role, formula) for role, _, formula in wanted]
        told, cells = tell_formulas(self.result, self.program, self.procedure.head.name, pairs, self.year)
        self.cells |= cells
        return tuple(Asked(role, about, one) for (role, about, _), (_, one) in zip(wanted, told, strict=True))

    def passed(self, done: Done) -> Passed:
        step = self.procedure.steps[done.at.name]
        return Passed(done, step, (*self.asked(_taken(step)), *self._led(done, step)))

    def _led(self, done: Done, step: Step) -> Iterator[Asked]:
        """The conditions on where the outcome led, up to the first that holds."""
        if done.came_to is None:
            return
        cases = step.outcomes.get(done.came_to, step.otherwise)
        for asked in self.asked(part for case in cases for part in _case(case)):
            yield asked
            if asked.formula.outcome is True:
                return


def _taken(step: Step) -> Iterator[tuple[str, str, ir.Formula]]:
    """What is asked of an event at the step, whatever it comes to."""
    for formula, otherwise in step.requires:
        yield REQUIRES, otherwise, formula
    for name, when in step.documents.items():
        if when is not None:
            yield DOCUMENT, name, when
    for one in step.participants:
        if one.when is not None:
            yield PARTICIPANT, one.actor, one.when


def _now(step: Step) -> Iterator[tuple[str, str, ir.Formula]]:
    """All that a step asks, also where its outcomes may lead and until when."""
    yield from _taken(step)
    for cases in (*step.outcomes.values(), step.otherwise):
        for case in cases:
            yield from _case(case)
    if step.deadline is not None:
        yield DEADLINE, "", step.deadline


def _case(case: Case) -> Iterator[tuple[str, str, ir.Formula]]:
    if case.when is not None:
        yield LEADS, case.target.name.text, case.when
