"""The keys of the ways to calculate: variants, tables, scales, deadlines, and one of these by a reading."""

from __future__ import annotations

from rammeaftale.rulefiles.common_schema import FORMULA, LITERAL, NAME
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Word


def _branch() -> Shape:
    return BRANCH


SCALE = Record(
    "skala",
    (
        Field("af", FORMULA, "Det, satsen afhænger af.", required=True),
        Field(
            "art",
            Word(
                {
                    "marginal": "hver del får sit intervals sats",
                    "enkelt": "hele beløbet får ét intervals sats",
                }
            ),
            "Marginal eller enkelt.",
            required=True,
        ),
        Field(
            "intervaller",
            ListOf(
                Record(
                    "interval",
                    (
                        Field("fra", LITERAL, "Nedre grænse, som selv hører med."),
                        Field("over", LITERAL, "Nedre grænse, som ikke selv hører med."),
                        Field("sats", FORMULA, "Satsen i intervallet.", required=True),
                    ),
                    one_of=("fra", "over"),
                ),
                filled=True,
            ),
            "Intervallerne i stigende orden.",
            required=True,
        ),
    ),
)
CELL = Either((LITERAL, ListOf(LITERAL, filled=True)), "en værdi eller en liste af værdier")
TABLE = Record(
    "tabel",
    (
        Field(
            "efter",
            ListOf(NAME, or_one=True, filled=True),
            "De størrelser, rækkerne vælger efter.",
            required=True,
        ),
        Field(
            "rækker",
            ListOf(
                Record(
                    "række",
                    (
                        Field(
                            "når",
                            MapOf(CELL),
                            "Betingelserne; en udeladt kolonne passer altid.",
                            required=True,
                        ),
                        Field("giver", Lazy("gren", _branch), "Værdien, når rækken passer.", required=True),
                    ),
                ),
                filled=True,
            ),
            "Rækkerne; sammen skal de dække alt uden overlap.",
            required=True,
        ),
    ),
)
LENGTHS = ("dage", "arbejdsdage", "måneder")
DIRECTIONS = {"efter": "dagen ligger efter", "før": "dagen ligger før"}
FIRST_DAYS = {"dagen_efter": "dagen efter er den første, der tælles", "samme_dag": "dagen selv tælles med"}
DAYS_OFF = {
    "uændret": "dagen flyttes ikke",
    "næste": "flyttes til den næste arbejdsdag",
    "forrige": "flyttes til den forrige arbejdsdag",
}
MONTH_ENDS = {
    "sidste_dag": "månedens sidste dag, når datoen ikke findes",
    "næste_dag": "den første i næste måned, når datoen ikke findes",
}
BY_CALENDAR = Field("efter_fortolkning", MapOf(MapOf(NAME)), "Kalenderen efter en læsning.", required=True)
CALENDAR: Shape = Either(
    (NAME, Record("kalendervalg", (BY_CALENDAR,))), "en kalender, eller en kalender for hver læsning"
)
DEADLINE_FIELDS = (
    Field("fra", FORMULA, "Den dato, der regnes fra.", required=True),
    Field(
        "længde",
        Record(
            "længde",
            (
                Field("dage", FORMULA, "Et antal kalenderdage."),
                Field("arbejdsdage", FORMULA, "Et antal arbejdsdage i kalenderen."),
                Field("måneder", FORMULA, "Et antal måneder."),
            ),
            one_of=LENGTHS,
        ),
        "Hvor lang fristen er.",
        required=True,
    ),
    Field("retning", Word(DIRECTIONS), "Om fristen løber frem eller tilbage; udeladt efter."),
    Field("kalender", CALENDAR, "Kalenderen med arbejdsdage."),
    Field("første_dag", Word(FIRST_DAYS), "Den første dag, der tælles; udeladt dagen_efter."),
    Field("ved_fridag", Word(DAYS_OFF), "Når fristen ender på en fridag; udeladt uændret."),
    Field("slut", Word(MONTH_ENDS), "Når måneden er for kort; udeladt sidste_dag."),
    Field("gælder_når", FORMULA, "Hvornår der er en frist; ellers er den ikke relevant."),
)
DEADLINE = Record("frist", DEADLINE_FIELDS)
COUNTING = tuple(field.name for field in DEADLINE_FIELDS if field.name not in ("længde", "gælder_når"))
WAYS = ("formel", "varianter", "tabel", "skala", "efter_fortolkning", "frist")
VARIANT = Record(
    "variant",
    (
        Field("når", FORMULA, "Betingelsen."),
        Field("ellers", Lazy("gren", _branch), "Det, der gælder, når ingen anden variant passer."),
        Field("formel", FORMULA, "Værdien som formel."),
        Field("varianter", Lazy("varianter", lambda: VARIANTS), "Værdien som nye varianter."),
        Field("tabel", TABLE, "Værdien som tabel."),
        Field("skala", SCALE, "Værdien som skala."),
        Field("efter_fortolkning", Lazy("fortolket", lambda: BY_READING), "Værdien efter en fortolkning."),
        Field("frist", DEADLINE, "Værdien som frist."),
    ),
)
VARIANTS: Shape = ListOf(VARIANT)
BY_READING: Shape = MapOf(MapOf(Lazy("gren", _branch)))
WAY_FIELDS = (
    Field("formel", FORMULA, "Beregningen som formel."),
    Field(
        "varianter",
        VARIANTS,
        "Beregningen som varianter; den første, der passer, gælder; slutter med ellers.",
    ),
    Field("tabel", TABLE, "Beregningen som beslutningstabel."),
    Field("skala", SCALE, "Beregningen som skala."),
    Field("efter_fortolkning", BY_READING, "Beregningen efter den valgte læsning af en fortolkning."),
    Field("frist", DEADLINE, "Beregningen som frist: en længde fra en dato."),
)
BRANCH: Shape = Either(
    (FORMULA, Record("gren", WAY_FIELDS, one_of=WAYS)), "en formel eller en blok med én beregning"
)
