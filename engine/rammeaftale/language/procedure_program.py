"""A procedure in the typed program: its steps with their conditions as formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_model as pm


@record
class Case:
    """A target under a typed condition; None: when no earlier condition holds."""

    when: ir.Formula | None
    target: pm.Target


@record
class Participant:
    """An actor that takes part where the condition holds."""

    actor: str
    when: ir.Formula | None


@record
class Step:
    """A step; `outcomes`: what each leads to (of a parallel step: when all have it), `otherwise`: when they differ.

    `participants`: the step's own and those of the procedure that have joined by then.
    """

    entry: pm.ProcedureStep
    requires: tuple[tuple[ir.Formula, str], ...]
    deadline: ir.Formula | None
    documents: Mapping[str, ir.Formula | None]
    participants: tuple[Participant, ...]
    outcomes: Mapping[str, tuple[Case, ...]]
    otherwise: tuple[Case, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.entry.name.text

    def formulas(self) -> Iterator[tuple[str, ir.Formula]]:
        """(role, condition or deadline) of everything the step asks, each once."""
        yield from (("kræver", formula) for formula, _ in self.requires)
        yield from (("dokumenter", formula) for formula in self.documents.values() if formula)
        yield from (("deltagere", one.when) for one in self.participants if one.when)
        for cases in (*self.outcomes.values(), self.otherwise):
            yield from (("udfald", case.when) for case in cases if case.when)
        if self.deadline:
            yield "frist", self.deadline


@record
class Waits:
    """What must be known before it can be told where a procedure stands."""

    head: m.Head
    reads: tuple[ir.Read, ...]


@record
class Procedure:
    """A procedure; `asks`: what its conditions mention, `dates`: what its deadlines do."""

    entry: m.Procedure
    steps: Mapping[str, Step]
    asks: tuple[ir.Read, ...]
    dates: tuple[ir.Read, ...]

    @property
    def reads(self) -> tuple[ir.Read, ...]:
        """All it mentions."""
        return tuple(dict.fromkeys((*self.asks, *self.dates)))

    @property
    def waits(self) -> Waits:
        """It as others wait for it: a deadline does not decide where it stands, and may ask when a step was taken."""
        return Waits(self.head, self.asks)

    @property
    def head(self) -> m.Head:
        """Title, source, place."""
        return self.entry.head

    @property
    def first(self) -> str:
        """The step it begins with."""
        return next(iter(self.steps))

    def title(self, name: str) -> str:
        """The title of a step or an end."""
        step = self.entry.steps.get(name)
        return step.title if step else self.entry.ends[name].title

    def formulas(self) -> Iterator[tuple[str, ir.Formula]]:
        """(role, formula) of every step, each formula once."""
        found = {
            id(formula): (role, formula) for step in self.steps.values() for role, formula in step.formulas()
        }
        yield from found.values()
