"""An entry as `vis --format json` prints it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rammeaftale.language.types import Type
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.excerpts import Excerpt
from rammeaftale.services.cells_json import value_json
from rammeaftale.services.describing.description import Description, Figure, Link, Source
from rammeaftale.services.ruleset import RuleSet


def poster_json(rules: RuleSet, entries: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The mapping `vis --format json` prints; on a timeline each entry says which set it is from."""
    named = [{"regelsæt": id_, **told} if rules.is_timeline else told for id_, told in entries]
    return {
        "skema": "1",
        "regelsæt": {"id": rules.id, "fingeraftryk": rules.fingerprint},
        "poster": named,
    }


def description_json(found: Description) -> dict[str, Any]:
    """The mapping of one entry; what does not apply to its kind is left out."""
    head: dict[str, Any] = {
        "navn": found.name,
        "slags": found.kind,
        "titel": found.title,
        "beskrivelse": found.description,
        "emne": found.topic,
        "begreb": found.concept,
        "type": found.type_name,
        "enhed": unit_name(found.type),
        "pr": list(found.dims),
        "vis": found.display,
        "udfald": list(found.outcomes),
        "værdier": [_figure(figure, found.type) for figure in found.figures],
        "felter": found.details,
        "ændring": {"status": found.status, "fra": found.origin, "begrundelse": found.reason},
        "kilder": [_source(source) for source in found.sources],
        "skrevet": [_excerpt(part) for part in found.written],
    }
    links = {"bruger": [_link(link) for link in found.uses], "bruges_af": [_link(x) for x in found.used_by]}
    return {key: value for key, value in head.items() if value not in ("", None, [])} | links


def unit_name(type_: Type | None) -> str:
    """The declared unit of a number, or nothing."""
    return str(type_.unit) if type_ is not None and type_.kind == "et tal" else ""


def _figure(figure: Figure, type_: Type | None) -> dict[str, Any]:
    assert type_ is not None
    lacking = {"tilstand": UNFILLED if figure.unfilled else "kilde_mangler"}
    value = value_json(figure.value, type_) if figure.value is not None else lacking
    told = {"medlem": figure.member, "gælder": figure.when, **value, "ekstern": figure.external}
    found = {key: part for key, part in told.items() if part != "" and (part or key == "værdi")}
    return {**found, "kilde": _source(figure.source)} if figure.source else found


def _source(source: Source) -> dict[str, Any]:
    return {
        "dokument": source.document,
        "titel": source.title,
        "afsnit": source.section,
        "klausuler": [{"id": id_, "titel": title} for id_, title in source.clauses],
    }


def _excerpt(part: Excerpt) -> dict[str, Any]:
    return {"fil": part.path, "linje": part.first, "slutlinje": part.last, "tekst": list(part.lines)}


def _link(link: Link) -> dict[str, Any]:
    told = {"navn": link.name, "slags": link.kind, "titel": link.title}
    return {**told, "hvordan": list(link.how)} if link.how else told
