"""The schema of where a case stands in a procedure: in `beregn` and in `procedure`."""

from __future__ import annotations

from rammeaftale.report.json_shapes import COUNT, TEXT, Shape, closed, described, list_of, map_of, or_null
from rammeaftale.report.schema_parts import CLAUSED, DATE, RULES, TEXTS, VERSION, YEAR


def procedure_schema() -> Shape:
    """`procedure`: the one that was asked for."""
    years = described(or_null(YEAR), "Det år, betingelserne er afgjort i: sagens sidste.")
    return closed({"skema": VERSION, "regelsæt": RULES, "år": years, "procedurer": map_of(standing_schema())})


def standing_schema() -> Shape:
    """One procedure; without a standing, why there is none."""
    reason = closed({"grund": TEXT, "kilde": CLAUSED})
    part = closed({"navn": TEXT, "udfald": or_null(TEXT)})
    invalid = closed({"hændelse": COUNT, "grund": TEXT, "kilde": CLAUSED})
    stands = closed(
        {
            "trin": described(
                or_null(TEXT),
                "Det trin, sagen står ved; intet ved en slutning, eller når det ikke kan siges.",
            ),
            "slutning": or_null(TEXT),
            "kan_være": described(
                TEXTS, "De trin og slutninger, sagen kan stå ved, når det ikke kan siges hvilket."
            ),
            "runde": {"type": "integer", "minimum": 1},
            "aktører": described(TEXTS, "Dem, der skal handle nu."),
            "deltagere": described(TEXTS, "Dem, der skal deltage i trinnet."),
            "frist": or_null(DATE),
            "mangler": described(
                TEXTS, "Oplysninger og dokumenter ved navn; det, hændelser udelader, som «hændelse 2: dato»."
            ),
            "mulige_udfald": TEXTS,
            "dele": described(
                list_of(part), "Hvem eller hvad trinnet afgøres af hver for sig, og hvad der er afgjort."
            ),
            "blokeret": list_of(reason),
            "ugyldig": described(
                or_null(invalid), "Den hændelse, der ikke kan være sket; senere er ikke læst."
            ),
            "ufuldstændig": described(or_null(TEXT), "Hvad kilden mangler."),
            "historie": described(list_of(_event()), "De hændelser, der gælder."),
        }
    )
    return {"anyOf": [stands, closed({"tilstand": {"enum": ["fejl", "ukendt"]}, "besked": TEXT})]}


def _event() -> Shape:
    some = or_null(TEXTS)
    required: dict[str, Shape] = {
        "hændelse": COUNT,
        "runde": COUNT,
        "trin": TEXT,
        "udfald": TEXT,
        "dato": or_null(DATE),
        "aktører": some,
        "førte_til": TEXTS,
    }
    lists = dict.fromkeys(("dokumenter", "deltagere", "tiltag"), TEXTS)
    return closed(required, {"medlem": TEXT, "del": TEXT, **lists, "note": TEXT})
