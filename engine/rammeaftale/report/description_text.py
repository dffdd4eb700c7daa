"""One entry as text: heading, source, outcomes, its own fields, the rule as written, who uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap
from typing import Any

from rammeaftale.core.display import show_amount
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.excerpts import Excerpt
from rammeaftale.services.describing.as_json import unit_name
from rammeaftale.services.describing.description import Description, Figure, Link, Source

WIDEST, LABEL = 100, 18
TYPES = {
    "ja_nej": "ja eller nej",
    "heltal": "et helt tal",
    "valg": "et valg",
    "medlem": "et medlem",
    "tal": "et tal",
}
EXPLAINED: dict[str, Mapping[str, str]] = {
    "modalitet": schema.MODALITIES,
    "art": schema.ART.options,
}
STATUS = {
    m.OWN: "skrevet i {origin}",
    m.REAFFIRMED: "genbekræftet: aftalt igen, uændret",
    m.CHANGED: "ændret i {origin}",
    m.ASSUMED: "arvet fra {origin} og antaget videreført",
}


def description_text(found: Description) -> str:
    """Everything about an entry, in the order a reader asks."""
    parts = [
        "\n".join(_heading(found)),
        "\n".join(_facts(found)),
        *(_excerpt(part) for part in found.written),
        _links("Bruger", found.uses),
        _links("Bruges af" if found.kind != "dimension" else "Opdelt efter den", found.used_by, bare=True),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(found: Description) -> Iterator[str]:
    yield f"{found.name}  {found.title}"
    what = [found.kind, _type(found), f"emne {found.topic}" if found.topic else ""]
    yield "  " + " · ".join(part for part in what if part)
    if found.description:
        yield ""
        yield from wrap(found.description, WIDEST, initial_indent="  ", subsequent_indent="  ")


def _type(found: Description) -> str:
    if found.type is None:
        return ""
    unit = unit_name(found.type)
    what = TYPES.get(found.type_name, found.type_name) if found.type_name != "tal" else unit
    if found.type_name == "heltal" and unit not in ("", "forhold"):
        what = f"{what} i {unit}"
    shown = f", vises i {found.display}" if found.display else ""
    return what + (f" pr. {' og '.join(found.dims)}" if found.dims else "") + shown


def _facts(found: Description) -> Iterator[str]:
    document = ""
    for source in found.sources:
        yield from _source(source, same=source.document == document)
        document = source.document
    if found.concept:
        yield from _line("begreb", found.concept)
    if found.status != m.OWN:
        yield from _line("status", STATUS[found.status].format(origin=found.origin))
        yield from _line("begrundelse", found.reason)
    if found.outcomes:
        yield from _line("kan blive", _words(found.outcomes))
    if found.kind == "procedure":
        from rammeaftale.report.procedure_description import procedure_lines

        yield from procedure_lines(found.details)
        return
    for key, value in found.details.items():
        yield from _detail(key, value)
    if found.figures:
        yield from _figures(found)


def _words(outcomes: Iterable[str]) -> str:
    words = [word.replace("_", " ").replace("værdi", "en værdi") for word in outcomes]
    return " eller ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _source(source: Source, *, same: bool) -> Iterator[str]:
    """A source with its clauses; one more section of the `same` document is named without its title."""
    section = f"afsnit {source.section}" if source.section[:1].isdigit() else source.section
    yield from _line("og" if same else "kilde", section if same else f"{source.title}, {section}")
    for id_, title in source.clauses:
        yield from _line("", f"{id_}  {title}".rstrip())


def _line(label: str, text: str) -> Iterator[str]:
    if text:
        lines = wrap(text, WIDEST - LABEL) or [""]
        yield f"  {label:<{LABEL}}{lines[0]}"
        yield from (" " * (LABEL + 2) + line for line in lines[1:])


def _detail(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - text, truth or a list
    label = key.replace("_", " ")
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        yield f"  {label}"
        for item in value:
            yield from _item(item)
    elif isinstance(value, list):
        yield from _line(label, ", ".join(value))
    elif value is True:
        yield from _line(label, "ja")
    else:
        meaning = EXPLAINED.get(key, {}).get(value)
        yield from _line(label, f"{value} ({meaning})" if meaning else str(value))


def _item(item: Mapping[str, Any]) -> Iterator[str]:
    """A reading of a passage, a member of a dimension or catalogue, or an action of a goal."""
    if "kode" in item:
        yield f"    {item['kode']}  {item['navn']}"
        return
    mark = " (standard)" if item.get("standard") else " (tiltag)" if item.get("tiltag") else ""
    yield f"    {item['navn']}{mark}: {item['titel']}"
    for text in (item.get("beskrivelse", ""), _when(item)):
        yield from wrap(text, WIDEST, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _when(item: Mapping[str, Any]) -> str:
    """An action's period, who acts, and when it is done."""
    if "fra" not in item:
        return ""
    until = f" til {item['til']}" if "til" in item else " og frem"
    parts = [f"{item['fra']}{until}", item.get("gentages", ""), " og ".join(item.get("aktør", ()))]
    parts += [f"gennemført når {item['gennemført_når']}"] if "gennemført_når" in item else []
    return " · ".join(part for part in parts if part)


def _figures(found: Description) -> Iterator[str]:
    yield "  værdier"
    shown = [_figure(figure, found) for figure in found.figures]
    widths = [max(len(row[column]) for row in shown) for column in range(3)]
    for row in shown:
        columns = (f"{text:<{width}}" for text, width in zip(row, widths, strict=False))
        yield f"    {'  '.join([*columns, row[3]])}".rstrip()


def _figure(figure: Figure, found: Description) -> tuple[str, str, str, str]:
    lacking = "skal udfyldes" if figure.unfilled else "kilden mangler"
    value = lacking if figure.value is None else _amount(figure, found)
    about = f"{figure.source.title}, {figure.source.section}" if figure.source else ""
    mark = "uden for aftalen: " if figure.external else ""
    return figure.member, figure.when, value, mark + about


def _amount(figure: Figure, found: Description) -> str:
    assert found.type is not None
    assert figure.value is not None
    unit = found.type.unit if found.type.kind is Kind.NUMBER else None
    is_year = found.type.kind is Kind.YEAR
    return show_amount(figure.value, unit, is_year=is_year, display=found.display)


def _excerpt(part: Excerpt) -> str:
    margin = len(str(part.last))
    numbered = (f"  {part.first + n:>{margin}} | {line}".rstrip() for n, line in enumerate(part.lines))
    return "\n".join([f"{part.path}:{part.first}", *numbered])


def _links(title: str, links: tuple[Link, ...], *, bare: bool = False) -> str:
    """Other entries; those this one uses with how (`[-2]`), unless `bare`."""
    if not links:
        return ""
    names = [link.name if bare else link.name + _how(link) for link in links]
    width = max(map(len, names))
    rows = zip(names, links, strict=True)
    return "\n".join([title, *(f"  {name:<{width}}  {link.kind:<11}  {link.title}" for name, link in rows)])


def _how(link: Link) -> str:
    """`[-2]` for a lagged use; nothing for a use as it is."""
    return " ".join(how for how in link.how if how.startswith("["))
