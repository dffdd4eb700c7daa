"""The shapes and keys that entries of every section share: texts, types, sources, periods, the common fields."""

from __future__ import annotations

from rammeaftale.rulefiles.shapes import Field, ListOf, Record, Text, Word

TEXT, NAME, FORMULA, LITERAL = Text(), Text("navn"), Text("formel"), Text("literal")
WHOLE, DATE, YES_NO = Text("heltal"), Text("dato"), Text("ja_nej")
NAMES = ListOf(NAME, or_one=True)
MOST_TIMES = 366
UNFILLED = "udfyldes"
"""What stands where a person has yet to write something: in a new manifest, for a figure, for a reason."""
TYPES = {
    "tal": "et tal med enhed",
    "heltal": "et helt tal; går en beregning ikke op, er det en fejl",
    "ja_nej": "ja eller nej",
    "dato": "en dato",
    "årstal": "et årstal",
    "tekst": "fri tekst",
    "valg": "en af nogle få muligheder",
    "medlem": "et medlem af en dimension",
}
CHANGES = {
    "genbekræftet": "aftalt igen, uændret",
    "ændret": "aftalt igen med de felter, der står her",
    "ophævet": "gælder ikke længere",
}
CITATION = Record(
    "kilde",
    (
        Field("dokument", TEXT, "Kildens navn i manifestet."),
        Field("afsnit", TEXT, "Afsnittet i kilden, for eksempel 3.1.2."),
        Field("anker", ListOf(TEXT, or_one=True), "Klausulernes id, for eksempel D1-035."),
    ),
)
PERIOD = Record(
    "periode",
    (
        Field("fra", DATE, "Første dag, regelsættet gælder.", required=True),
        Field("til", DATE, "Sidste dag; udelades, når det gælder indtil videre."),
    ),
)
COMMON = (
    Field("titel", TEXT, "Overskriften, som en controller ville skrive den."),
    Field("beskrivelse", TEXT, "Forklaring i egne ord."),
    Field("kilde", CITATION, "Dokument, afsnit og klausul; lægges oven på filens standard."),
    Field("begreb", NAME, "Det fælles begreb i begreber.yaml."),
    Field("ændring", Word(CHANGES), "Hvad der er sket med en arvet post."),
    Field("begrundelse", TEXT, "Hvorfor posten er ændret eller ophævet."),
)
TYPED = (
    Field("type", Word(TYPES), "Værdiens type; udeladt er det tal."),
    Field(
        "enhed",
        TEXT,
        "Enheden: kr, pct, dag, time, måned, år, forhold, plads, borger, antal eller en brøk af dem.",
    ),
    Field("pr", ListOf(TEXT, or_one=True), "Dimensionen eller dimensionerne, værdien er opdelt efter."),
    Field("muligheder", ListOf(TEXT, filled=True), "Mulighederne for et valg."),
    Field("af", NAME, "Den dimension, et medlem hører til."),
    Field(
        "vis",
        Word({"promille": "vises i promille", "procent": "vises i procent"}),
        "Hvordan tekst viser tallet.",
    ),
)
