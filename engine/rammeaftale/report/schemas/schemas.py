"""Every JSON schema by name: of the files people write and of what the commands print."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from rammeaftale.core.records import record
from rammeaftale.report.schemas import rules as r
from rammeaftale.report.schemas.beregn import result_schema
from rammeaftale.report.schemas.forklar import explanation_schema
from rammeaftale.rulefiles.file_schemas import FILES, file_schema
from rammeaftale.rulefiles.json_schema import DIALECT


def _missing() -> dict[str, Any]:
    from rammeaftale.report.mangler_json import SCHEMA

    return SCHEMA


def _sensitivity() -> dict[str, Any]:
    from rammeaftale.report.foelsomhed_json import SCHEMA
    from rammeaftale.report.varying.as_json import VARIED
    from rammeaftale.report.varying.reaching_json import REACHED

    return {"type": "object", "oneOf": [SCHEMA, VARIED, REACHED]}


def _examples() -> dict[str, Any]:
    from rammeaftale.report.examples.as_json import SCHEMA

    return SCHEMA


def _procedure() -> dict[str, Any]:
    from rammeaftale.report.schemas.procedure import procedure_schema

    return procedure_schema()


def _clauses() -> dict[str, Any]:
    from rammeaftale.report.daekning_json import SCHEMA

    return SCHEMA


def _report() -> dict[str, Any]:
    from rammeaftale.report.schemas.rapport import report_schema

    return report_schema()


def _graph() -> dict[str, Any]:
    from rammeaftale.report.graphs.as_json import SCHEMA

    return SCHEMA


def _audit() -> dict[str, Any]:
    from rammeaftale.report.bundles.as_json import SCHEMA

    return SCHEMA


def _comparison() -> dict[str, Any]:
    from rammeaftale.report.comparing.comparison_json import SCHEMA

    return SCHEMA


def _difference() -> dict[str, Any]:
    from rammeaftale.report.comparing.difference_json import SCHEMA

    return SCHEMA


def _period() -> dict[str, Any]:
    from rammeaftale.report.new_period.as_json import SCHEMA

    return SCHEMA


_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "-": "_"})
OUTPUTS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "liste": ("Resultatet af liste", r.listing_schema),
    "vis": ("Resultatet af vis", r.shown_schema),
    "tjek": ("Resultatet af tjek", r.findings_schema),
    "ny-sag": ("Resultatet af ny-sag", r.form_schema),
    "beregn": ("Resultatet af beregn", result_schema),
    "forklar": ("Resultatet af forklar", explanation_schema),
    "mangler": ("Resultatet af mangler", _missing),
    "følsomhed": ("Resultatet af følsomhed", _sensitivity),
    "procedure": ("Resultatet af procedure", _procedure),
    "sammenlign": ("Resultatet af sammenlign", _comparison),
    "forskel": ("Resultatet af forskel", _difference),
    "test": ("Resultatet af test", _examples),
    "dækning": ("Resultatet af dækning", _clauses),
    "rapport": ("Resultatet af rapport", _report),
    "graf": ("Resultatet af graf", _graph),
    "revision": ("Resultatet af revision", _audit),
    "ny-periode": ("Resultatet af ny-periode", _period),
    "skema": ("Resultatet af skema", r.schemas_schema),
}


@record
class Named:
    """A schema's name, title and the name of its file."""

    name: str
    title: str
    file: str


def all_schemas() -> list[Named]:
    """Those of files first, then those of results."""
    titles = {name: f"{title}: filens form" for name, (_, title, _) in FILES.items()}
    titles |= {name: title for name, (title, _) in OUTPUTS.items()}
    return [Named(name, titles[name], file_name(name)) for name in titles]


def file_name(name: str) -> str:
    """The name of a schema's file: letters every system can write."""
    return f"{name.translate(_ASCII)}.schema.json"


def find_schema(name: str) -> str | None:
    """The name a schema goes by, also when asked for by its ASCII twin."""
    names = [*FILES, *OUTPUTS]
    wanted = name.translate(_ASCII)
    return next((known for known in names if known.translate(_ASCII) == wanted), None)


def schema_of(name: str) -> dict[str, Any]:
    """The schema of a known name."""
    if name in FILES:
        return file_schema(*FILES[name])
    title, write = OUTPUTS[name]
    return {"$schema": DIALECT, "title": title, **write()}


def schema_text(name: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"
