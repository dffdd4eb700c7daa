"""What a rule says in a reader's words: its figures, its formula as written, who must do what, which steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rammeaftale.core.danish import show_date
from rammeaftale.language.program import Figure, Figures, Program, Quantity
from rammeaftale.report.amounts import amount
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import way_model as way
from rammeaftale.rulefiles.goal_model import Action, Member
from rammeaftale.rulefiles.procedure_model import ProcedureStep
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services.comparing.alignment import Said

LONGEST = 300
MOST_ROWS = 6
MODALITY = {
    "skal": "skal", "må_ikke": "må ikke", "bør": "bør", "skal_tilstræbe": "skal tilstræbe", "kan": "kan",
}  # fmt: skip
EFFECTS = {
    "beregnes": "regnes med i resultatet",
    "ingen": "har ingen virkning på beregningen",
    "ikke_beregnet": "virkningen kan ikke regnes",
}


def kind_of(one: Said) -> str:
    """What sort of rule it is."""
    if one.titled is not None:
        return one.titled.kind
    if one.part is not None:
        return _PART_KINDS[type(one.part)]
    assert one.entry is not None
    return _KINDS[type(one.entry)]


def words_of(one: Said, program: Program) -> list[str]:
    """What it says, in short lines; nothing beyond its title for what only has one."""
    if one.titled is not None:
        return []
    assert one.entry is not None
    told = (
        _PARTS[type(one.part)](one, program)
        if one.part is not None
        else _WORDS[type(one.entry)](one.entry, program)
    )
    return [_short(line) for line in told if line]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:LONGEST].rstrip()} …" if len(line) > LONGEST else line


def _parameter(entry: m.Parameter, program: Program) -> Iterator[str]:
    yield from parameter_figures(program.quantities[entry.head.name])


def parameter_figures(quantity: Quantity) -> Iterator[str]:
    """A line a member: when and how much."""
    for member, figures in (quantity.figures or {}).items():
        told = [
            f"{when}: {_figure(figure, quantity)}" if when else _figure(figure, quantity)
            for when, figure in in_time(figures)
        ]
        line = " · ".join(told) + (f" · ophører {show_date(figures.ends)}" if figures.ends else "")
        yield f"{member}: {line}" if member else line


def in_time(figures: Figures) -> Iterator[tuple[str, Figure]]:
    """The figures with when they hold; nothing for one that holds always."""
    if figures.always:
        yield "", figures.always
    for year in sorted(figures.by_year):
        yield str(year), figures.by_year[year]
    for day, figure in figures.from_date:
        yield f"fra {show_date(day)}", figure


def _figure(figure: Figure, quantity: Quantity) -> str:
    if figure.value is None:
        return "kilden mangler"
    return amount(figure.value, quantity) + (" (uden for aftalen)" if figure.external else "")


def _input(entry: m.Input, program: Program) -> Iterator[str]:
    yield f"Oplyses i sagen: {entry.question}" if entry.question else "Oplyses i sagen."
    if entry.typing.options:
        yield f"Muligheder: {', '.join(entry.typing.options)}"
    bounds = [
        f"{word} {node.text}" for word, node in (("mindst", entry.least), ("højst", entry.most)) if node
    ]
    yield f"Grænser: {' og '.join(bounds)}" if bounds else ""
    yield f"Er intet oplyst, bruges {entry.default.text}" if entry.default else ""
    yield f"Skønnes af {_actors((entry.judged_by,), program)}" if entry.judged_by else ""


def _computed(entry: m.Computed, program: Program) -> Iterator[str]:
    yield from branch_words(entry.branch)
    for step in entry.steps:
        when = f" når {_text(step.when)}" if step.when else ""
        what = (
            f"{step.kind} {_text(step.amount)}"
            if step.kind in ("højst", "mindst")
            else f"afrundes ({step.kind}) til {_text(step.amount)}"
        )
        yield f"Derefter {what}{when}"


def branch_words(branch: way.Branch) -> list[str]:
    """A branch as written: a formula, its variants, the first rows of a table."""
    return list(_BRANCHES[type(branch)](branch))


def _inline(branch: way.Branch) -> str:
    return "; ".join(branch_words(branch))


def _variants(branch: way.Variants) -> Iterator[str]:
    for arm in branch.arms:
        yield f"Hvis {_text(arm.when)}: {_inline(arm.then)}"
    yield f"Ellers: {_inline(branch.otherwise)}"


def _table(branch: way.Table) -> Iterator[str]:
    yield f"Tabel efter {', '.join(node.text for node in branch.columns)}"
    for row in branch.rows[:MOST_ROWS]:
        cells = ", ".join(
            f"{name} {' eller '.join(s.text for s in tests)}" for name, tests in row.cells.items()
        )
        yield f"{cells or 'alt andet'}: {_inline(row.gives)}"
    if len(branch.rows) > MOST_ROWS:
        yield f"og {len(branch.rows) - MOST_ROWS} rækker mere"


def _scale(branch: way.Scale) -> Iterator[str]:
    yield f"Skala af {_text(branch.base)}{', hver del for sig' if branch.marginal else ''}"
    for one in branch.intervals:
        yield f"{'fra' if one.inclusive else 'over'} {one.bound.text}: {one.rate.text}"


def _deadline(branch: way.Deadline) -> Iterator[str]:
    way = "før" if branch.backwards else "efter"
    yield f"{_text(branch.length)} {branch.unit} {way} {_text(branch.start)}"
    yield "Dagen selv tæller med" if branch.same_day else ""


def _by_reading(branch: way.ByReading) -> Iterator[str]:
    for name, part in branch.branches.items():
        yield f"Læst som {name}: {_inline(part)}"


def _reading(entry: m.Reading, program: Program) -> Iterator[str]:
    yield f"Tvivl ({entry.kind}); læsninger:"
    for choice in entry.choices.values():
        yield f"{choice.title}{' (standard)' if choice.name == entry.default else ''}"


def _duty(entry: m.Duty, program: Program) -> Iterator[str]:
    to = f" over for {_actors(entry.receivers, program)}" if entry.receivers else ""
    yield f"{_actors(entry.addressees, program)} {MODALITY[entry.modality]}{to}"
    yield f"Når {_text(entry.when)}" if entry.when else "Altid"
    yield f"Frist: {_text(entry.deadline)}" if entry.deadline else ""
    if entry.every:
        count = f"{entry.times}. " if entry.times > 1 else ""
        yield f"Gentages {'hvert' if entry.every == 'år' else 'hver'} {count}{entry.every}"
    yield f"Forbehold: {entry.reservation}" if entry.reservation else ""


def _check(entry: m.Check, program: Program) -> Iterator[str]:
    yield f"Skal gælde: {_text(entry.must_hold)}"
    yield f"Når {_text(entry.when)}" if entry.when else ""


def _measure(entry: m.Measure, program: Program) -> Iterator[str]:
    yield f"Tiltaget {EFFECTS[entry.effect]}" + (" (forkastet)" if entry.status == "forkastet" else "")
    yield f"Kræver {_text(entry.requires)}" if entry.requires else ""
    for name, (_, branch) in entry.sets.items():
        yield f"Sætter {name} til {_inline(branch)}"
    for name, (_, branch) in entry.adds.items():
        yield f"Lægger til {name}: {_inline(branch)}"


def _procedure(entry: m.Procedure, program: Program) -> Iterator[str]:
    for number, step in enumerate(_in_order(entry), 1):
        yield f"{number}. {step.title}{_by(step, program)}"
    if entry.incomplete:
        yield f"Ufuldstændig: {entry.incomplete.text}"


def _in_order(entry: m.Procedure) -> list[ProcedureStep]:
    names = [name for name in entry.order if name in entry.steps]
    return [entry.steps[name] for name in dict.fromkeys((*names, *entry.steps))]


def _by(step: ProcedureStep, program: Program) -> str:
    who = _actors((node.text for node in step.actors), program)
    return f" ({who})" if who else ""


def _step(one: Said, program: Program) -> Iterator[str]:
    step, entry = one.part, one.entry
    assert isinstance(step, ProcedureStep)
    assert isinstance(entry, m.Procedure)
    number = [one.name.text for one in _in_order(entry)].index(step.name.text) + 1
    yield f"Trin {number} af {len(entry.steps)} i «{entry.head.title}»"
    who = _actors((node.text for node in step.actors), program)
    yield f"Handler: {who}{' (i fællesskab)' if step.joint else ''}" if who else ""
    yield f"Bindende: {MODALITY[step.modality]}" if step.modality != "skal" else ""
    joined = [
        f"{_actors((p.actor.text,), program)}{' når ' + _text(p.when) if p.when else ''}"
        for p in step.participants
    ]
    yield f"Deltager: {', '.join(joined)}" if joined else ""
    documents = [d.title + (f" (når {_text(d.when)})" if d.when else "") for d in step.documents.values()]
    yield f"Dokumenter: {', '.join(documents)}" if documents else ""
    yield from (f"Kræver {_text(need.when)}" for need in step.requires)
    yield (
        f"Udfald: {', '.join(name.replace('_', ' ') for name in step.named_outcomes)}"
        if step.named_outcomes
        else ""
    )


def _catalogue(entry: m.Catalogue, program: Program) -> Iterator[str]:
    yield "Listen er udtømmende" if entry.exhaustive else "Listen er åben"
    yield from (f"– {one.title}" for one in entry.members.values())


def _member(one: Said, program: Program) -> Iterator[str]:
    assert isinstance(one.part, Member)
    assert one.entry is not None
    yield f"Står på listen «{one.entry.head.title}»"
    yield one.part.description


def _goal(entry: m.Goal, program: Program) -> Iterator[str]:
    for action in entry.actions.values():
        yield f"– {action.title} ({_period(action)})"


def _action(one: Said, program: Program) -> Iterator[str]:
    assert isinstance(one.part, Action)
    assert one.entry is not None
    yield f"Handling under «{one.entry.head.title}», {_period(one.part)}"
    who = _actors(one.part.actors, program)
    yield f"Handler: {who}" if who else ""


def _period(action: Action) -> str:
    return (
        f"{show_date(action.starts)} til {show_date(action.ends)}"
        if action.ends
        else f"fra {show_date(action.starts)}"
    )


def _actors(names: Iterable[str], program: Program) -> str:
    shown = [program.manifest.actors.get(name, name) for name in names]
    return " og ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def _text(node: Scalar | None) -> str:
    return " ".join(node.text.split()) if node is not None else ""


_SILENT = {"ikke_reguleret": "Aftalen tier (ikke reguleret)", "ikke_relevant": "Ikke relevant"}
_WORDS: Mapping[type, Callable[[Any, Program], Iterator[str]]] = {
    m.Parameter: _parameter, m.Input: _input, m.Computed: _computed, m.Reading: _reading, m.Duty: _duty,
    m.Check: _check, m.Measure: _measure, m.Procedure: _procedure, m.Catalogue: _catalogue, m.Goal: _goal,
}  # fmt: skip
_PARTS: Mapping[type, Callable[[Said, Program], Iterator[str]]] = {
    ProcedureStep: _step, Member: _member, Action: _action,
}  # fmt: skip
_BRANCHES: Mapping[type, Callable[[Any], Iterable[str]]] = {
    Scalar: lambda node: [_SILENT.get(_text(node), _text(node))], way.Variants: _variants, way.Table: _table,
    way.Scale: _scale, way.Deadline: _deadline, way.ByReading: _by_reading,
}  # fmt: skip
_KINDS: Mapping[type, str] = {
    m.Parameter: "parameter", m.Input: "oplysning", m.Computed: "størrelse", m.Reading: "fortolkning",
    m.Duty: "pligt", m.Check: "kontrol", m.Measure: "tiltag", m.Procedure: "procedure",
    m.Catalogue: "katalog", m.Goal: "mål",
}  # fmt: skip
_PART_KINDS: Mapping[type, str] = {ProcedureStep: "trin", Member: "medlem", Action: "handling"}
