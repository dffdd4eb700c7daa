"""The closed keys of a case and of an example."""

from __future__ import annotations

from rammeaftale.rulefiles.common_schema import DATE, LITERAL, NAME, TEXT, WHOLE
from rammeaftale.rulefiles.procedure_schema import EVENT
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Text

ANYTHING: Shape = Either(
    (LITERAL, MapOf(Lazy("oplysning", lambda: ANYTHING), "tekst")),
    "en værdi, eller en blok med medlemmer, år eller kilde",
)
CASE_FIELDS = (
    Field("regelsæt", TEXT, "Regelsættets eller regionens id.", required=True),
    Field("titel", TEXT, "Sagens titel."),
    Field("note", TEXT, "Noter til sagen."),
    Field("år", ListOf(WHOLE, or_one=True, filled=True), "Det eller de år, der beregnes."),
    Field("opgjort", DATE, "Den dag, sagen er opgjort; reglernes «i dag»."),
    Field("oplysninger", MapOf(ANYTHING, "tekst"), "Det, sagen oplyser."),
    Field("hvad_hvis", MapOf(ANYTHING, "tekst"), "Parametre, der prøves med andre værdier."),
    Field(
        "pligter",
        MapOf(ListOf(TEXT, or_one=True, filled=True)),
        "Kendte forhold: opfyldt, overtrådt eller datoen for opfyldelsen; af en pligt, der gentages, gerne flere.",
    ),
    Field(
        "mål",
        MapOf(MapOf(ListOf(TEXT, or_one=True, filled=True))),
        "Mål og deres handlinger: gennemført eller datoen; af en handling, der gentages, gerne flere.",
    ),
    Field("procedurer", MapOf(ListOf(EVENT)), "Det, der er sket i hver procedure, i den orden, det skete."),
    Field("fortolkninger", MapOf(NAME), "Den valgte læsning af hver fortolkning."),
    Field("tiltag", ListOf(NAME), "De tiltag, sagen regner med."),
)
CASE = Record("sag", CASE_FIELDS)
EXPECTED = Either(
    (
        LITERAL,
        Record(
            "forventning",
            (
                Field("værdi", LITERAL, "Den forventede værdi."),
                Field("brøk", TEXT, "Den forventede værdi som brøk, for eksempel 1000/7."),
                Field("tolerance", LITERAL, "Største tilladte afvigelse."),
                Field("tilstand", TEXT, "ukendt, ikke_reguleret, ikke_relevant eller fejl."),
                Field("mangler", ListOf(TEXT), "De oplysninger, der mangler."),
            ),
        ),
    ),
    "en værdi eller en blok med værdi, brøk eller tilstand",
)
EXAMPLE = Record(
    "eksempel",
    (
        *CASE_FIELDS,
        Field(
            "ubekræftet",
            Text("id"),
            "Det regelsæt, eksemplet er taget med fra, uden at nogen har regnet det efter.",
        ),
        Field("forventet", MapOf(EXPECTED, "tekst"), "Det forventede resultat efter adresse.", required=True),
    ),
)
