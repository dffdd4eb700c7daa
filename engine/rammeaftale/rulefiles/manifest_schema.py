"""The closed keys of the files that frame the rules: manifest, members, clauses and concepts."""

from __future__ import annotations

from rammeaftale.core.calendar import SPECIAL_DAYS, WEEKDAYS
from rammeaftale.rulefiles.common_schema import LITERAL, NAME, PERIOD, TEXT
from rammeaftale.rulefiles.schema import INPUT
from rammeaftale.rulefiles.shapes import Either, Field, ListOf, MapOf, Record, Text, Word

MOST_HISTORY = 60

DIMENSION = Record(
    "dimension",
    (
        Field("titel", TEXT, "Dimensionens navn.", required=True),
        Field("beskrivelse", TEXT, "Forklaring i egne ord."),
        Field(
            "medlemmer",
            Either((TEXT, ListOf(TEXT)), "en fil eller en liste"),
            "Faste medlemmer: fil eller liste.",
        ),
        Field("hvis_ikke_nævnt", Word({"ingen": "der er ingen medlemmer"}), "Hvad tavshed i sagen betyder."),
        Field("begreb", NAME, "Det fælles begreb i begreber.yaml."),
    ),
)
FREE_DAY = Word({**dict.fromkeys(SPECIAL_DAYS, "hvert år")})
CALENDAR = Record(
    "kalender",
    (
        Field(
            "ugedage",
            ListOf(Word(dict.fromkeys(WEEKDAYS, "ugedag")), filled=True),
            "De ugedage, der tæller.",
            required=True,
        ),
        Field(
            "fri", Word({"helligdage_dk": "danske helligdage", "ingen": "ingen helligdage"}), "Helligdagene."
        ),
        Field("også_fri", ListOf(FREE_DAY), "Dage, som også er fri."),
    ),
)
TITLED = Record(
    "benævnelse",
    (
        Field("titel", TEXT, "Navnet.", required=True),
        Field("beskrivelse", TEXT, "Forklaring i egne ord."),
        Field("begreb", NAME, "Det fælles begreb i begreber.yaml."),
    ),
)
DOCUMENT = Record(
    "dokument",
    (
        Field("titel", TEXT, "Dokumentets titel.", required=True),
        Field("udgiver", TEXT, "Hvem der har udgivet det."),
        Field("dato", TEXT, "Dokumentets dato."),
        Field("link", TEXT, "Hvor det kan findes."),
        Field("sha256", TEXT, "Kontrolsum af den brugte tekst."),
        Field("klausuler", TEXT, "Filen med dokumentets klausuler."),
    ),
)
MANIFEST = Record(
    "manifest",
    (
        Field("id", Text("id"), "Regelsættets id: region/periode.", required=True),
        Field("titel", TEXT, "Regelsættets titel.", required=True),
        Field("beskrivelse", TEXT, "Forklaring i egne ord."),
        Field("region", TEXT, "Regionen; dens regelsæt udgør en tidslinje.", required=True),
        Field("spor", TEXT, "Sporet; regelsæt på forskellige spor må overlappe i tid.", required=True),
        Field("periode", PERIOD, "Hvornår regelsættet gælder.", required=True),
        Field("historik", Text("heltal", 0, MOST_HISTORY), "Hvor mange år tilbage forskydninger kan nå."),
        Field("bygger_på", TEXT, "Det regelsæt, dette arver fra."),
        Field(
            "gennemgang",
            Word({"i_gang": "det arvede er ved at blive gået igennem"}),
            "Om det arvede er ved at blive holdt op mod en ny aftale.",
        ),
        Field("kilder", MapOf(DOCUMENT, "tekst"), "Dokumenterne, reglerne bygger på.", required=True),
        Field("aktører", MapOf(TITLED), "Dem, reglerne taler til."),
        Field("dimensioner", MapOf(DIMENSION), "Det, størrelser kan være opdelt efter."),
        Field("kalendere", MapOf(CALENDAR), "Kalendere for arbejdsdage."),
        Field("tier", MapOf(TEXT), "Begreber, aftalen er tavs om."),
        Field("kilde_mangler", MapOf(TEXT), "Begreber, hvis kilde ikke er tilgængelig."),
    ),
)
MEMBERS = Record(
    "medlemmer",
    (
        Field("attributter", MapOf(INPUT), "Medlemmernes egne størrelser; sagen kan oplyse andre tal."),
        Field("medlemmer", MapOf(MapOf(LITERAL), "tekst"), "Medlemmerne efter kode.", required=True),
    ),
)
CLAUSES = Record(
    "klausuler",
    (
        Field(
            "klausuler",
            MapOf(
                Record(
                    "klausul",
                    (
                        Field("afsnit", TEXT, "Afsnittet i kilden.", required=True),
                        Field("art", TEXT, "Klausulens art.", required=True),
                        Field("titel", TEXT, "Indholdet i egne ord.", required=True),
                    ),
                ),
                "tekst",
            ),
            "Kildens klausuler efter id.",
            required=True,
        ),
    ),
)
CONCEPTS = Record(
    "begreber",
    (
        Field(
            "begreber",
            MapOf(
                Record(
                    "begreb",
                    (
                        Field("titel", TEXT, "Begrebets navn.", required=True),
                        Field("definition", TEXT, "Hvad det betyder."),
                        Field("art", TEXT, "Hvad det er: størrelse, pligt, aktør, …."),
                        Field("under", NAME, "Det bredere begreb."),
                    ),
                )
            ),
            "Begreberne, som regelsættene mødes i.",
        ),
    ),
)
