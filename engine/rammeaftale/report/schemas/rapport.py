"""The schema of `rapport -o F.json`: the result, the explanations, the trace and the sources."""

from __future__ import annotations

from rammeaftale.report.daekning_json import SAME
from rammeaftale.report.json_shapes import TEXT, Shape, closed, described, list_of, map_of, or_null, word
from rammeaftale.report.rapport_json import SHARED
from rammeaftale.report.schema_parts import RULES, TEXTS, VERSION
from rammeaftale.report.schemas.beregn import result_schema
from rammeaftale.report.schemas.forklar import explanation_schema
from rammeaftale.report.varying.as_json import VARIED


def report_schema() -> Shape:
    """The whole report; cells, rules and nodes have the form they have in `beregn` and `forklar`."""
    result, explained = result_schema(), explanation_schema()
    return {
        **closed(
            {
                "skema": VERSION,
                "regelsæt": closed({**RULES["properties"], "titler": TEXTS}),
                "sag": closed(
                    {
                        "titel": TEXT,
                        "fil": TEXT,
                        "sha256": described(TEXT, "Af sagens tekst, som den blev læst."),
                    }
                ),
                "lavet_med": closed({"kommando": TEXT, "versioner": map_of(TEXT)}),
                "resultat": _without(result, ("skema", "regelsæt")),
                "hovedresultater": described(TEXTS, "Adresserne på det, der er forklaret."),
                "forklaringer": map_of(_without(explained["anyOf"][0], SHARED)),
                "knuder": described(
                    map_of({"$ref": "#/$defs/knude"}), "Hver størrelse bag resultaterne, én gang."
                ),
                "kilder": list_of(_source()),
            },
            {
                "følsomhed": described(
                    list_of(_without(VARIED, SHARED)), "Hovedresultater, når et tal er et andet (--variér)."
                )
            },
        ),
        "$defs": {**result["$defs"], **explained["$defs"]},
    }


def _without(shape: Shape, keys: tuple[str, ...]) -> Shape:
    """A closed shape without some of its keys."""
    properties = {key: part for key, part in shape["properties"].items() if key not in keys}
    required = {key: part for key, part in properties.items() if key in shape["required"]}
    return closed(required, {key: part for key, part in properties.items() if key not in required})


def _source() -> Shape:
    file = closed({"navn": TEXT, "kontrolsum": word(*SAME.values())})
    told = dict.fromkeys(("dokument", "titel", "udgiver", "dato", "link", "sha256"), TEXT)
    passage = described(or_null(TEXTS), "Afsnittets ord fra teksten i --kilder; null, når de ikke er der.")
    return closed(
        {**told, "afsnit": map_of(passage)},
        {"fil": described(or_null(file), "Kildens tekst; null, når den ikke er i mappen.")},
    )
