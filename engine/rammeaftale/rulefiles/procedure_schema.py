"""The closed keys of a procedure: who joins, its steps with what they take and where they lead, its ends."""

from __future__ import annotations

from rammeaftale.rulefiles.shapes import Either, Field, ListOf, MapOf, Record, Shape, Text, Word

_TEXT, _NAME, _FORMULA, _YES_NO = Text(), Text("navn"), Text("formel"), Text("ja_nej")
_SOME_NAMES = ListOf(_NAME, or_one=True, filled=True)
_WHERE = (
    Field("til", _NAME, "Det trin, sagen går til."),
    Field("slut", _NAME, "Den slutning, proceduren får."),
    Field("ny_runde", _YES_NO, "Ja, når sagen begynder på en ny runde."),
)
FOLLOWING = Record("følge", _WHERE, one_of=("til", "slut"))
CONDITIONAL = Record(
    "betinget følge",
    (
        Field("når", _FORMULA, "Betingelsen."),
        *_WHERE,
        Field(
            "ellers",
            Either((_NAME, FOLLOWING), "et trin, {til: trin} eller {slut: slutning}"),
            "Det, der følger, når ingen betingelse er opfyldt; står til sidst.",
        ),
    ),
    one_of=("til", "slut", "ellers"),
)
OUTCOME: Shape = Either(
    (_NAME, FOLLOWING, ListOf(CONDITIONAL, filled=True)),
    "et trin, {slut: slutning}, {til: trin, ny_runde: ja} eller en liste med betingelser",
)
PARTICIPANT = Record(
    "deltager",
    (
        Field("aktør", _NAME, "Aktøren, der deltager.", required=True),
        Field("når", _FORMULA, "Hvornår aktøren deltager; udeladt altid."),
    ),
)
JOINING = Record(
    "deltager i proceduren",
    (
        *PARTICIPANT.fields,
        Field("fra_trin", _NAME, "Det første trin, aktøren deltager i; udeladt fra begyndelsen."),
    ),
)
REQUIREMENT = Record(
    "krav",
    (
        Field("når", _FORMULA, "Det, der skal være opfyldt.", required=True),
        Field("ellers", _TEXT, "Det, brugeren får at læse, når det ikke er.", required=True),
    ),
)
DOCUMENT = Record(
    "bilag",
    (
        Field("titel", _TEXT, "Hvad dokumentet er.", required=True),
        Field("når", _FORMULA, "Hvornår det skal med; udeladt altid."),
    ),
)
PART = Record(
    "del",
    (
        Field("titel", _TEXT, "Delens overskrift.", required=True),
        Field("aktør", _SOME_NAMES, "Den eller de, der afgør delen; udeladt trinnets."),
        Field(
            "udfald",
            Either(
                (ListOf(_NAME, filled=True), MapOf(_TEXT)), "en liste af udfald, eller udfald med forklaring"
            ),
            "Hvad delen kan ende med.",
            required=True,
        ),
    ),
)
END = Record(
    "slutning", (Field("titel", _TEXT, "Hvad der er sket, når proceduren slutter så.", required=True),)
)
EVENT = Record(
    "hændelse",
    (
        Field("trin", _TEXT, "Det trin, der blev taget.", required=True),
        Field("udfald", _TEXT, "Hvad det endte med.", required=True),
        Field("dato", Text("dato"), "Dagen, det skete."),
        Field("aktør", ListOf(_TEXT, or_one=True, filled=True), "Den eller de, der handlede."),
        Field("dokumenter", ListOf(_TEXT), "De dokumenter, der fulgte med."),
        Field("deltagere", ListOf(_TEXT), "De aktører, der deltog."),
        Field("tiltag", ListOf(_TEXT), "De tiltag, der blev valgt."),
        Field("medlem", _TEXT, "Det medlem, der afgjorde, i et trin, hvor hvert medlem afgør."),
        Field("del", _TEXT, "Den del, der blev afgjort, i et trin med dele."),
        Field("note", _TEXT, "Noter til hændelsen."),
    ),
)


def step_record(citation: Record, modality: Word) -> Record:
    """A step, with the shapes it shares with other entries."""
    return Record(
        "proceduretrin",
        (
            Field("titel", _TEXT, "Trinnets overskrift.", required=True),
            Field("beskrivelse", _TEXT, "Forklaring i egne ord."),
            Field("kilde", citation, "Lægges oven på procedurens kilde."),
            Field("begreb", _NAME, "Det fælles begreb i begreber.yaml."),
            Field("modalitet", modality, "Hvor bindende trinnet er; udeladt skal."),
            Field("aktør", _SOME_NAMES, "Den eller de, der handler."),
            Field("fælles", _YES_NO, "Ja, når aktørerne handler sammen; ellers én af dem."),
            Field("frist", _FORMULA, "Sidste rettidige dag som datoformel."),
            Field(
                "kræver",
                ListOf(REQUIREMENT, filled=True),
                "Det, der skal være opfyldt, før trinnet kan tages.",
            ),
            Field(
                "dokumenter",
                MapOf(DOCUMENT),
                "De dokumenter, der skal følge med, når sagen forlader trinnet.",
            ),
            Field(
                "deltagere", ListOf(PARTICIPANT, filled=True), "De aktører, der deltager i netop dette trin."
            ),
            Field("tiltag", _NAME, "Det katalog, trinnet kan vælge tiltag fra."),
            Field(
                "udfald",
                Either(
                    (ListOf(_NAME, filled=True), MapOf(OUTCOME)),
                    "udfald og hvad de fører til, eller en liste af udfald",
                ),
                "Hvad trinnet kan ende med og føre til; hvor flere afgør hver for sig, blot en liste.",
            ),
            Field("dele", MapOf(PART), "Dele, der afgøres hver for sig."),
            Field("pr", _NAME, "Den dimension, hvis medlemmer afgør hver for sig."),
            Field("når_alle", MapOf(OUTCOME), "Hvad der følger, når alle dele har samme udfald."),
            Field("ellers", OUTCOME, "Hvad der følger, når alle dele er afgjort forskelligt."),
        ),
    )


def procedure_fields(step: Record) -> tuple[Field, ...]:
    """The keys only a procedure has."""
    return (
        Field(
            "ufuldstændig",
            Record(
                "ufuldstændighed",
                (
                    Field("mangler", _TEXT, "Hvad kilden mangler, for eksempel figur 2.", required=True),
                    Field("tekst", _TEXT, "Hvad det betyder for proceduren.", required=True),
                ),
            ),
            "Når kilden ikke har det hele.",
        ),
        Field("deltagere", ListOf(JOINING, filled=True), "De aktører, der deltager fra et trin og frem."),
        Field("trin", MapOf(step), "Trinnene i kildens orden; det første er begyndelsen.", required=True),
        Field("slutninger", MapOf(END), "Hvordan proceduren kan slutte.", required=True),
    )
