"""Parameters: figures read and typed, and every year the rules may ask for covered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import findings as f
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.graph import Reader, lookback
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import LAST_YEAR, expected, read_literal
from rammeaftale.language.program import Figure, Figures, Quantity
from rammeaftale.language.symbols import Names, Symbol
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.references import key_place

ONE_DAY = timedelta(days=1)


def figures(symbol: Symbol, names: Names, findings: Findings) -> dict[str, Figures] | None:
    """A parameter's typed figures by member, or None with findings."""
    entry = symbol.entry
    assert isinstance(entry, m.Parameter)
    found: dict[str, Figures] = {}
    if len(symbol.dims) > 1:
        dims = " og ".join(symbol.dims)
        findings.add(rf.TWO_DIMENSIONS, key_place(entry.head, "pr"), name=symbol.name, dims=dims)
        return None
    _check_members(symbol, entry, names, findings)
    for member, dated in entry.values.items():
        if member and not _known_member(symbol, member, names, findings):
            return None
        if dated.by_year and dated.from_date:
            findings.add(rf.MIXED_DATES, entry.head.span, name=symbol.name)
            return None
        if dated.ends and not dated.from_date:
            findings.add(rf.ENDS_WITHOUT_DATES, key_place(entry.head, "ophører"))
            return None
        by_year = {year: _figure(value, symbol, findings) for year, value in dated.by_year.items()}
        from_date = [(day, _figure(value, symbol, findings)) for day, value in dated.from_date]
        always = _figure(dated.always, symbol, findings) if dated.always else None
        if (dated.always and not always) or not all(
            [*by_year.values(), *(figure for _, figure in from_date)]
        ):
            return None
        kept = {year: figure for year, figure in by_year.items() if figure}
        later = tuple((day, figure) for day, figure in from_date if figure)
        found[member] = Figures(kept, later, always, dated.ends)
    return found


def _check_members(symbol: Symbol, entry: m.Parameter, names: Names, findings: Findings) -> None:
    """A finding for each fixed member without a value; members that cases name cannot be known."""
    dimension = names.manifest.dimensions[symbol.dims[0]] if symbol.dims else None
    for member in (dimension.members or ()) if dimension else ():
        if member not in entry.values:
            place, where = entry.head.span, symbol.dims[0]
            findings.add(rf.MEMBER_MISSING, place, name=symbol.name, member=member, dimension=where)


def _known_member(symbol: Symbol, member: str, names: Names, findings: Findings) -> bool:
    dimension = names.manifest.dimensions[symbol.dims[0]]
    if dimension.members is None or member in dimension.members:
        return True
    hint = did_you_mean(member, dimension.members)
    place = key_place(symbol.entry.head, member)
    findings.add(f.UNKNOWN_MEMBER, place, name=member, dimension=dimension.name, hint=hint)
    return False


def _figure(text: m.ValueText, symbol: Symbol, findings: Findings) -> Figure | None:
    if text.text is None:
        return Figure(None, text.citation, text.external, text.unfilled)
    value = read_literal(text.text.text, symbol.type)
    if value is None:
        findings.add(
            f.BAD_LITERAL,
            text.text.span,
            text=text.text.text,
            expected=expected(symbol.type),
            hint=literal_hint(text.text.text, symbol.type),
        )
        return None
    return Figure(value, text.citation, text.external)


def check_coverage(
    quantities: Mapping[str, Quantity],
    procedures: Mapping[str, Reader],
    text: m.RuleText,
    findings: Findings,
) -> None:
    """A finding for every year of the period, or as far back as the rules look, that a parameter lacks.

    What an inherited one lacks may stand in a file that could not be read; then nothing is said of it.
    """
    manifest = text.manifest
    parameters = [
        q
        for q in quantities.values()
        if q.figures
        and not all(g.always for g in q.figures.values())
        and (text.complete or q.head.origin == manifest.id)
    ]
    if not parameters:
        return
    back, fixed = lookback(
        {**quantities, **procedures}, manifest.history, manifest.starts.year - manifest.history
    )
    last = manifest.ends.year if manifest.ends else None
    read_by_year = {name for q in quantities.values() for name, year in q.reads if year is not None}
    for quantity in parameters:
        assert quantity.figures is not None
        first = manifest.starts.year - back[quantity.name]
        for member, figures_ in quantity.figures.items():
            final = last if last is not None else max([manifest.starts.year, *figures_.by_year])
            wanted = {*range(first, final + 1), *fixed.get(quantity.name, ())}
            shown = f"{quantity.name}[{member}]" if member else quantity.name
            _check_years(quantity, shown, figures_, wanted, manifest, findings)
            _check_reached(quantity, figures_, wanted, manifest, findings)
        if quantity.name in read_by_year:
            _check_mid_year(quantity, findings)


def _check_years(
    quantity: Quantity,
    shown: str,
    figures_: Figures,
    wanted: set[int],
    manifest: Manifest,
    findings: Findings,
) -> None:
    span, hint, notes = _place(quantity, manifest)
    if figures_.from_date:
        missing = [year for year in sorted(wanted) if figures_.on(date(year, 12, 31)) is None]
        missing_start = [year for year in sorted(wanted) if figures_.on(date(year, 1, 1)) is None]
        for year in sorted({*missing, *missing_start}):
            starts = [day for day, _ in figures_.from_date if day.year == year]
            first = date(year, 1, 1) if year in missing_start else figures_.ends
            last_day = starts[0] - ONE_DAY if starts and year in missing_start else date(year, 12, 31)
            findings.add(rf.DATE_GAP, span, notes, hint, name=shown, first=first, last=last_day)
        return
    missing = sorted(wanted - set(figures_.by_year))
    if missing:
        years = ", ".join(str(year) for year in missing)
        findings.add(rf.YEAR_MISSING, span, notes, hint, name=shown, years=years, first=missing[0])


def _place(quantity: Quantity, manifest: Manifest) -> tuple[Span, str, tuple[str, ...]]:
    """Where to say what a parameter lacks, and what to do: an inherited one is not mended where it was written."""
    head = quantity.head
    if head.origin in ("", manifest.id):
        return head.span, "", ()
    name = head.name
    hint = f"Skriv «{name}» i {manifest.id} med «ændring: ændret», «begrundelse» og det, der mangler."
    return manifest.span, hint, (f"arvet fra {head.origin}: {head.span}",)


def _check_reached(
    quantity: Quantity, figures_: Figures, wanted: set[int], manifest: Manifest, findings: Findings
) -> None:
    """A warning for years so far from the period that no rule will ask for it."""
    first, last = manifest.starts.year - manifest.history, LAST_YEAR
    if manifest.ends is not None:
        last = manifest.ends.year + manifest.history
    odd = [
        year
        for year in figures_.by_year
        if not (first <= year <= last or year in wanted) and _is_own(quantity, year, manifest)
    ]
    if odd:
        place, years = key_place(quantity.head, str(odd[0])), ", ".join(str(year) for year in odd)
        name = quantity.name
        findings.add(rf.YEAR_UNUSED, place, name=name, years=years, id=manifest.id, first=first, last=last)


def _is_own(quantity: Quantity, year: int, manifest: Manifest) -> bool:
    """Whether a year is written in the set's own files: an inherited one is not this set's to strike out."""
    return key_place(quantity.head, str(year)).source.path.startswith(f"{manifest.folder}/")


def _check_mid_year(quantity: Quantity, findings: Findings) -> None:
    for figures_ in (quantity.figures or {}).values():
        for day, _ in figures_.from_date[1:]:
            if (day.month, day.day) != (1, 1):
                findings.add(
                    rf.MID_YEAR, key_place(quantity.head, day.isoformat()), name=quantity.name, year=day.year
                )
