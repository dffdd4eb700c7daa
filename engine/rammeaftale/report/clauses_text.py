"""The cover of a set's clauses as text: counts, then section by section each clause with what encodes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from rammeaftale.rulefiles.schema import OMISSIONS
from rammeaftale.services.clauses import ENCODED, OMITTED, UNTOLD, SectionClauses, SourceClauses, Told
from rammeaftale.services.passages import SourceFile, passages

WIDEST = 100


def clauses_text(id_: str, sources: Iterable[SourceClauses], files: Mapping[str, SourceFile] | None) -> str:
    """One block a source; `files`: the texts by document, None where they were not asked for."""
    blocks = ["\n".join(_source(source, files)) for source in sources]
    return "\n\n".join([f"Dækning af kilderne i {id_}", *(blocks or [NOTHING])])


NOTHING = "  Regelsættet har ingen klausulliste: ingen af dets kilder nævner «klausuler:» i manifestet."


def _source(source: SourceClauses, files: Mapping[str, SourceFile] | None) -> Iterator[str]:
    counts, document = source.counts, source.document
    yield f"{document.title} ({document.name})"
    total = sum(counts.values())
    left = f", {counts[UNTOLD]} mangler" if counts[UNTOLD] else ""
    yield f"  {total} klausuler: {counts[ENCODED]} kodet, {counts[OMITTED]} udeladt{left}"
    file = None if files is None else files.get(document.name)
    if files is not None:
        yield f"  {_file(file)}"
    found = passages(file, [part.section for part in source.sections]) if file else {}
    for part in source.sections:
        yield ""
        yield from _section(part, found.get(part.section), wanted=file is not None)


def _file(file: SourceFile | None) -> str:
    if file is None:
        return "Kildens tekst er ikke i mappen: ingen fil har manifestets kontrolsum eller kildens navn."
    said = {
        True: "samme tekst, som reglerne er skrevet efter",
        False: "BEMÆRK: ikke samme tekst, som reglerne er skrevet efter (kontrolsummen er en anden)",
        None: "manifestet har ingen kontrolsum at holde den op mod",
    }
    return f"{file.path.name}: {said[file.same]}"


def _section(part: SectionClauses, passage: tuple[str, ...] | None, *, wanted: bool) -> Iterator[str]:
    yield f"  Afsnit {part.section}" if part.section[:1].isdigit() else f"  {part.section}"
    if wanted:
        shown = passage or ("(afsnittet er ikke fundet i kildens tekst)",)
        for line in shown:
            yield f"  │ {line}"
    for told in part.clauses:
        yield from _clause(told)


def _clause(told: Told) -> Iterator[str]:
    clause = told.clause
    yield from wrap(
        f"{clause.id}  {clause.title} ({clause.kind})",
        WIDEST,
        initial_indent="    ",
        subsequent_indent=" " * 6,
    )
    for one in told.encodings:
        yield f"      {one.kind} {one.name}: {one.title}"
    if told.status == OMITTED:
        note = f": {told.note}" if told.note else ""
        said = f"udeladt, {told.reason} ({OMISSIONS[told.reason]}){note}"
        yield from wrap(said, WIDEST, initial_indent=" " * 6, subsequent_indent=" " * 8)
    elif told.status == UNTOLD:
        yield "      MANGLER: hverken kodet eller udeladt"
