"""A comparison as text: two sets in two columns, more of them one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from textwrap import wrap

from rammeaftale.report.comparing.notes import case_notes
from rammeaftale.report.comparing.result_words import Parting, ResultView, duty_views, result_views
from rammeaftale.report.comparing.view import (
    STATE_HELP,
    STATE_WORDS,
    CellView,
    RowView,
    counts_text,
    period,
    row_views,
)
from rammeaftale.report.layout import joined
from rammeaftale.services.comparing.alignment import Comparison
from rammeaftale.services.comparing.results import Results

WIDEST, GAP, TWO = 110, 4, 2
INDENT = "  "


def comparison_text(comparison: Comparison) -> str:
    """The sets, the rows by art, and what the words mean."""
    views = list(row_views(comparison))
    sections = [_heading(comparison), [counts_text(comparison)]]
    for group, rows in groupby(views, key=lambda view: view.row.concept.group):
        sections.append([group.upper().replace("_", " "), "─" * WIDEST])
        sections += [list(_row(view, comparison)) for view in rows]
    return joined([*sections, _meanings(views), _without(comparison)])


def _heading(comparison: Comparison) -> list[str]:
    width = max(len(side.id) for side in comparison.sides)
    lines = []
    for side in comparison.sides:
        left = f"{side.id:<{width}}  {period(side)}  "
        first, *rest = wrap(side.program.manifest.title, WIDEST - len(left))
        lines += [left + first, *(" " * len(left) + line for line in rest)]
    return lines


def _row(view: RowView, comparison: Comparison) -> Iterator[str]:
    concept = view.row.concept
    indent = INDENT * concept.depth
    if view.row.is_empty:
        yield f"{indent}{concept.title}"
        return
    verdict = f"[{view.verdict}]"
    title = f"{indent}{concept.title}"
    if len(title) + len(verdict) + GAP <= WIDEST:
        yield f"{title}{verdict:>{WIDEST - len(title)}}"
    else:
        yield title
        yield from (f"{line:>{WIDEST}}" for line in wrap(verdict, WIDEST - GAP))
    if len(comparison.sides) == TWO and any(cell.blocks for cell in view.cells):
        yield from _columns(view, comparison, indent + INDENT)
    else:
        yield from _stacked(view, comparison, indent + INDENT)


def _columns(view: RowView, comparison: Comparison, indent: str) -> Iterator[str]:
    width = (WIDEST - len(indent) - GAP) // TWO
    told = []
    for side, cell in zip(comparison.sides, view.cells, strict=True):
        told.append([side.id, *(line for text in _cell(cell) for line in _wrapped(text, width))])
    for left, right in zip_longest(*told, fillvalue=""):
        yield f"{indent}{left:<{width}}{' ' * GAP}{right}".rstrip()


def _stacked(view: RowView, comparison: Comparison, indent: str) -> Iterator[str]:
    """Each set's rules below its name; the sets that have none together, by why."""
    silent: dict[tuple[str, str], list[str]] = {}
    for side, cell in zip(comparison.sides, view.cells, strict=True):
        if not cell.blocks:
            silent.setdefault((cell.words, cell.brief), []).append(side.id)
            continue
        yield f"{indent}{side.id}"
        for text in _cell(cell):
            yield from (
                f"{indent}{INDENT}{line}" for line in _wrapped(text, WIDEST - len(indent) - len(INDENT))
            )
    for (word, note), ids in silent.items():
        text = f"{', '.join(ids)}: {word}" + (f" – {note}" if note else "")
        yield from (f"{indent}{line}" for line in _wrapped(text, WIDEST - len(indent)))


def _cell(cell: CellView) -> Iterator[str]:
    """The paragraphs of a cell."""
    if not cell.blocks:
        yield cell.words
        if cell.brief:
            yield cell.brief
    for block in cell.blocks:
        yield f"{block.title} ({block.kind})"
        yield from (f"  {line}" for line in block.lines)
        about = " · ".join(part for part in (block.source, block.status) if part)
        if about:
            yield f"  [{about}]"


def _wrapped(text: str, width: int) -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    return wrap(text, width, subsequent_indent=lead + (INDENT if lead else "")) or [""]


def _meanings(views: Iterable[RowView]) -> list[str]:
    used = {cell.state for view in views for cell in view.cells}
    lines = [f"  {STATE_WORDS[state]}: {text}" for state, text in STATE_HELP.items() if state in used]
    return ["Ordene", *lines] if lines else []


def _without(comparison: Comparison) -> list[str]:
    counts = ", ".join(f"{count} i {id_}" for id_, count in comparison.without_concept.items())
    return wrap(
        f"Regler uden fælles begreb er ikke med: {counts}. Mellem to regelsæt viser «forskel» dem alle.",
        WIDEST,
    )


def results_text(results: Results) -> str:
    """The case through each set: what differs first, with the rule that does it, then what is the same."""
    views, duties = list(result_views(results)), list(duty_views(results))
    sections = [list(_case(results))]
    differing = [view for view in views if view.verdict == "forskellig"]
    if differing:
        sections.append(["Forskellige resultater"])
        sections += [list(_differing(view, results)) for view in differing]
    sections.append(_simple("Ens resultater", [v for v in views if v.verdict == "ens"]))
    sections.append(
        _grouped("Findes kun i nogle af dem", [v for v in views if v.verdict.startswith("kun")], results)
    )
    sections.append(_duties(duties, results))
    return joined(sections)


def _case(results: Results) -> Iterator[str]:
    years = ", ".join(map(str, results.shared[0].case.facts.years))
    yield f"Sagen «{results.shared[0].case.title or 'uden titel'}»" + (f", {years}" if years else "")
    yield from case_notes(results.shared)


def _differing(view: ResultView, results: Results) -> Iterator[str]:
    yield from _wrapped(f"{view.title} – {view.address}", WIDEST)
    width = max(len(one.side.id) for one in results.shared)
    for one, value in zip(results.shared, view.values, strict=True):
        lines = wrap(value, WIDEST - width - 4) or [""]
        yield f"  {one.side.id:<{width}}  {lines[0]}"
        yield from (" " * (width + 4) + line for line in lines[1:])
    for parting in view.partings:
        yield from _parting(parting)


def _parting(parting: Parting) -> Iterator[str]:
    way = " → ".join(parting.way)
    yield from _wrapped(
        f"  Den første regel, hvor {parting.other} skiller sig ud: {parting.title} ({way})", WIDEST
    )
    for id_, value, rule, source in parting.sides:
        yield from _wrapped(f"    {id_}: {value}", WIDEST)
        for line in rule:
            yield from _wrapped(f"      {line}", WIDEST)
        yield from _wrapped(f"      [{source}]", WIDEST)
    for remark in parting.remarks:
        yield from _wrapped(f"    {remark}", WIDEST)


def _simple(title: str, views: list[ResultView]) -> list[str]:
    """Rows that are the same in all: one value each."""
    if not views:
        return []
    width = min(max(len(view.address) for view in views), WIDEST // TWO)
    rows = (
        f"  {view.address:<{width}}  {next(v for v in view.values if v != 'findes ikke')}" for view in views
    )
    return [f"{title} ({len(views)})", *rows]


def _grouped(title: str, views: list[ResultView], results: Results) -> list[str]:
    lines: list[str] = []
    for verdict in dict.fromkeys(view.verdict for view in views):
        lines += _simple(verdict.capitalize(), [view for view in views if view.verdict == verdict])
    return [title, *(f"  {line}" for line in lines)] if lines else []


def _duties(duties: list[ResultView], results: Results) -> list[str]:
    if not duties:
        return []
    lines = [f"Pligter, der er udløst i mindst ét af dem ({len(duties)})"]
    for verdict in dict.fromkeys(view.verdict for view in duties):
        lines.append(f"  {verdict}")
        for view in duties:
            if view.verdict == verdict:
                told = [
                    f"{s.side.id}: {v}"
                    for s, v in zip(results.shared, view.values, strict=True)
                    if v != "findes ikke"
                ]
                value = view.values[0] if verdict == "ens" else "; ".join(told)
                lines += _wrapped(f"    {view.title}: {value}", WIDEST)
    return lines
