"""The closed keys of catalogues with their members and of goals with their actions."""

from __future__ import annotations

from rammeaftale.rulefiles.shapes import Field, ListOf, MapOf, Record, Shape, Text

_TEXT, _NAME = Text(), Text("navn")


def _part(citation: Shape) -> tuple[Field, ...]:
    return (
        Field("titel", _TEXT, "Hvad det er.", required=True),
        Field("beskrivelse", _TEXT, "Forklaring i egne ord."),
        Field("begreb", _NAME, "Det fælles begreb i begreber.yaml."),
        Field("kilde", citation, "Dokument, afsnit og klausul; lægges oven på postens."),
    )


def catalogue_fields(citation: Shape) -> tuple[Field, ...]:
    """What a catalogue has beside what every entry has."""
    return (
        Field(
            "udtømmende",
            Text("ja_nej"),
            "Ja, når intet andet hører til; nej, når aftalen kun nævner eksempler.",
            required=True,
        ),
        Field("medlemmer", MapOf(Record("katalogmedlem", _part(citation))), "Medlemmerne.", required=True),
    )


def goal_fields(citation: Shape, period: Shape, repetition: Shape) -> tuple[Field, ...]:
    """What a goal has beside what every entry has."""
    action = Record(
        "handling",
        (
            *_part(citation),
            Field("aktør", ListOf(_NAME, or_one=True, filled=True), "Den eller de aktører, der handler."),
            Field("periode", period, "Hvornår handlingen skal ske.", required=True),
            Field("gentages", repetition, "Hvor ofte den skal ske inden for perioden."),
            Field("gennemført_når", Text("formel"), "Hvornår den er gennemført."),
        ),
    )
    return (Field("handlinger", MapOf(action), "Det, der skal gøres for målet.", required=True),)
