"""The closed keys of the sections of a topic file, and of the file as a whole.

The loader checks files against these shapes and the JSON schemas are generated from them.
"""

from __future__ import annotations

from dataclasses import replace

from rammeaftale.rulefiles.common_schema import (
    CITATION,
    COMMON,
    DATE,
    FORMULA,
    LITERAL,
    MOST_TIMES,
    NAME,
    NAMES,
    PERIOD,
    TEXT,
    TYPED,
    YES_NO,
)
from rammeaftale.rulefiles.goal_schema import catalogue_fields, goal_fields
from rammeaftale.rulefiles.procedure_schema import procedure_fields, step_record
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Text, Word
from rammeaftale.rulefiles.way_schema import BRANCH, DEADLINE_FIELDS, WAY_FIELDS, WAYS

ROUNDING = Record(
    "afrunding",
    (
        Field("til", LITERAL, "Multiplum i størrelsens egen enhed, for eksempel 0.01.", required=True),
        Field(
            "metode",
            Word(
                {
                    "halv_op": "halve rundes væk fra nul",
                    "halv_lige": "halve rundes til lige",
                    "op": "altid væk fra nul",
                    "ned": "altid mod nul",
                }
            ),
            "Hvordan der rundes.",
            required=True,
        ),
    ),
)
STEP = Record(
    "trin",
    (
        Field("højst", FORMULA, "Øvre grænse."),
        Field("mindst", FORMULA, "Nedre grænse."),
        Field("afrund", ROUNDING, "Afrunding."),
        Field("når", FORMULA, "Betingelse for trinnet."),
    ),
    one_of=("højst", "mindst", "afrund"),
)
PARAMETER_VALUE = Record(
    "værdi",
    (
        Field("værdi", LITERAL, "Værdien i størrelsens enhed.", required=True),
        Field("kilde", CITATION, "Værdiens egen kilde."),
        Field("ekstern", YES_NO, "Ja, når tallet ikke står i aftalen."),
    ),
)
VALUES: Shape = Either(
    (LITERAL, MapOf(Lazy("værdier", lambda: VALUES), "tekst")), "en værdi, eller værdier efter medlem og år"
)
PARAMETER = Record(
    "parameter",
    (
        *COMMON,
        *TYPED,
        Field("værdier", VALUES, "Værdierne efter år (gælder det år) eller dato (gælder til næste)."),
        Field("værdi", VALUES, "Én værdi, der gælder i alle år."),
        Field("ophører", DATE, "Den dag, den sidste daterede værdi ophører."),
    ),
    one_of=("værdier", "værdi"),
)
INPUT_FIELDS = (
    *COMMON,
    *TYPED,
    Field("spørgsmål", TEXT, "Det, man ville spørge tilbuddet om."),
    Field("mindst", LITERAL, "Mindste tilladte værdi; en sag med mindre afvises."),
    Field("højst", LITERAL, "Største tilladte værdi; en sag med mere afvises."),
    Field("standard", LITERAL, "Bruges og nævnes under «antaget», når intet er oplyst."),
    Field("valgfri", YES_NO, "Ja, når et fravær har en betydning; spørg med oplyst(x)."),
    Field("fast", YES_NO, "Ja, når oplysningen gælder i alle år."),
    Field(
        "skøn",
        Record("skøn", (Field("af", NAME, "Aktøren, der skønner.", required=True),)),
        "Et skøn og hvis.",
    ),
    Field(
        "indikation",
        Record(
            "indikation",
            (
                Field("når", FORMULA, "Hvornår pejlemærket viser sig.", required=True),
                Field("tekst", TEXT, "Hvad det peger på.", required=True),
            ),
        ),
        "Et pejlemærke; det afgør aldrig.",
    ),
)
INPUT = Record("oplysning", INPUT_FIELDS)
GROUP = Record(
    "gruppe",
    (
        Field("netop_én_af", ListOf(NAME, filled=True), "Netop én af disse skal oplyses."),
        Field("alle_eller_ingen", ListOf(NAME, filled=True), "Disse oplyses samlet eller slet ikke."),
        Field("besked", TEXT, "Det, brugeren får at læse."),
    ),
    one_of=("netop_én_af", "alle_eller_ingen"),
)
COMPUTED = Record(
    "størrelse",
    (
        *COMMON,
        *TYPED,
        *WAY_FIELDS,
        Field("trin", ListOf(STEP), "Lofter, bunde og afrundinger i den orden, de står."),
    ),
    one_of=WAYS,
)
FRIST = Record(
    "frist",
    (
        *COMMON,
        Field("pr", ListOf(TEXT, or_one=True), "Dimensionen eller dimensionerne, fristen er opdelt efter."),
        *(replace(field, required=False) for field in DEADLINE_FIELDS),
        *(field for field in WAY_FIELDS if field.name != "skala"),  # a rate gives no date
    ),
    one_of=("længde", *(way for way in WAYS if way != "skala")),
)
ART = Word(
    {
        "flertydig": "teksten kan læses på flere måder",
        "modstrid": "to steder siger hver sit",
        "tavshed": "teksten siger intet",
    }
)
READING = Record(
    "fortolkning",
    (
        *COMMON,
        Field("art", ART, "Hvorfor der er tvivl.", required=True),
        Field("kilder", ListOf(CITATION), "Begge steder, når to steder siger hver sit."),
        Field("standard", NAME, "Den læsning, der bruges, når sagen ikke vælger.", required=True),
        Field(
            "læsninger",
            MapOf(
                Record(
                    "læsning",
                    (
                        Field("titel", TEXT, "Læsningen i få ord.", required=True),
                        Field("beskrivelse", TEXT, "Hvad læsningen bygger på."),
                    ),
                )
            ),
            "De mulige læsninger.",
            required=True,
        ),
    ),
)
MODALITIES = {
    "skal": "en pligt",
    "må_ikke": "et forbud",
    "bør": "en anbefaling",
    "skal_tilstræbe": "noget, der skal tilstræbes",
    "kan": "en mulighed",
}
REPETITION = Record(
    "gentagelse",
    (
        Field("hver", Word({"år": "år", "måned": "måneder"}), "Hvad der tælles i.", required=True),
        Field("antal", Text("heltal", 1, MOST_TIMES), "Periodens længde i år eller måneder; udeladt 1."),
    ),
)
DUTY = Record(
    "pligt",
    (
        *COMMON,
        Field("modalitet", Word(MODALITIES), "Hvor bindende den er.", required=True),
        Field("adressat", NAMES, "Den eller de aktører, den retter sig til.", required=True),
        Field("modtager", NAMES, "Den eller de aktører, den skylder noget."),
        Field("udløses_når", FORMULA, "Betingelsen; udeladt gælder den altid."),
        Field("frist", FORMULA, "Sidste rettidige dag som datoformel."),
        Field("gentages", REPETITION, "Hvor ofte den skal opfyldes: én gang i hver periode."),
        Field("forbehold", TEXT, "Tekstens eget forbehold."),
        Field("opfyldt_når", FORMULA, "Hvornår den er opfyldt."),
        Field("overtrådt_når", FORMULA, "Hvornår den er overtrådt."),
    ),
)
CHECK = Record(
    "kontrol",
    (
        *COMMON,
        Field("skal_gælde", FORMULA, "Det, der skal være sandt.", required=True),
        Field("gælder_når", FORMULA, "Hvornår kontrollen giver mening."),
        Field(
            "grad",
            Word({"fejl": "giver udgangskode 1", "advarsel": "oplyses kun"}),
            "Alvoren.",
            required=True,
        ),
        Field("besked", TEXT, "Det, brugeren får at læse.", required=True),
    ),
)
MEASURE_EFFECTS = {
    "beregnes": "virkningen regnes ud",
    "ingen": "uden virkning på tal",
    "ikke_beregnet": "virkningen kan ikke regnes ud fra kilden",
}
MEASURE_STATUSES = {"mulighed": "kan vælges", "forkastet": "blev fravalgt"}
MEASURE = Record(
    "tiltag",
    (
        *COMMON,
        Field("kræver", FORMULA, "Den beslutning, tiltaget forudsætter."),
        Field(
            "virkning",
            Word(MEASURE_EFFECTS),
            "Om tiltaget ændrer beregningen.",
            required=True,
        ),
        Field("status", Word(MEASURE_STATUSES), "Tiltagets stilling."),
        Field("oplysninger", MapOf(INPUT), "Tiltagets egne oplysninger."),
        Field("sætter", MapOf(BRANCH), "Størrelser, tiltaget sætter i stedet for den almindelige beregning."),
        Field("tilføjer", MapOf(BRANCH), "Beløb, tiltaget lægger til den almindelige beregning."),
        Field("efter", NAMES, "Tiltag, som dette virker oven på."),
    ),
)
STEP_MODALITIES = {word: meaning for word, meaning in MODALITIES.items() if word != "må_ikke"}
PROCEDURE = Record("procedure", (*COMMON, *procedure_fields(step_record(CITATION, Word(STEP_MODALITIES)))))
CATALOGUE = Record("katalog", (*COMMON, *catalogue_fields(CITATION)))
GOAL = Record("mål", (*COMMON, *goal_fields(CITATION, PERIOD, REPETITION)))
OMISSIONS = {
    "kilde_mangler": "kilden er ikke tilgængelig",
    "tal_mangler": "tallet står ikke i kilden",
    "hensigt": "en hensigt uden regel",
    "ikke_normativ": "beskrivelse uden regel",
    "historik": "fortid",
    "eksempel": "et eksempel",
    "praktisk": "praktisk oplysning",
    "anden_lovgivning": "reguleret i anden lovgivning",
}
OMISSION = Record(
    "udeladelse",
    (
        Field("klausul", ListOf(TEXT, or_one=True), "Klausulens id.", required=True),
        Field("grund", Word(OMISSIONS), "Hvorfor den ikke er kodet.", required=True),
        Field("note", TEXT, "Uddybning."),
        Field("begreb", NAMES, "Det eller de fælles begreber, klausulen handler om."),
    ),
)
SECTIONS: dict[str, Record] = {
    "parametre": PARAMETER,
    "oplysninger": INPUT,
    "størrelser": COMPUTED,
    "frister": FRIST,
    "pligter": DUTY,
    "procedurer": PROCEDURE,
    "tiltag": MEASURE,
    "kataloger": CATALOGUE,
    "mål": GOAL,
    "fortolkninger": READING,
    "kontroller": CHECK,
}
SECTION_DOCS = {
    "parametre": "Tal, som aftalen selv fastsætter.",
    "oplysninger": "Det, en sag oplyser.",
    "størrelser": "Det, der beregnes.",
    "frister": "Frister: sidste rettidige dag.",
    "pligter": "Pligter, forbud, anbefalinger og muligheder.",
    "procedurer": "Forløb i trin: hvem handler, hvad det kan ende med, og hvad der følger.",
    "tiltag": "Særlige tiltag, en sag kan vælge.",
    "kataloger": "Lister, aftalen giver: værktøjer, redskaber, opgaver.",
    "mål": "Mål, og det, der skal gøres for dem og hvornår.",
    "fortolkninger": "Steder, hvor teksten kan læses på flere måder.",
    "kontroller": "Det, der skal stemme.",
}
TOPIC = Record(
    "emnefil",
    (
        Field("emne", TEXT, "Filens emne.", required=True),
        Field("kilde", CITATION, "Standardkilden for filens poster."),
        *(Field(name, MapOf(shape), SECTION_DOCS[name]) for name, shape in SECTIONS.items()),
        Field("genbekræftet", MapOf(TEXT), "Arvede poster, der er aftalt igen uændret: navn og afsnit."),
        Field(
            "antaget_videreført",
            MapOf(TEXT, "tekst"),
            "Arvede poster, den nye aftale ikke nævner, og som regnes for at gælde endnu: navn og afsnit.",
        ),
        Field(
            "ikke_gennemgået",
            MapOf(TEXT, "tekst"),
            "Arvede poster, ingen har taget stilling til endnu: navn og afsnit.",
        ),
        Field("udeladt", ListOf(OMISSION), "Klausuler, der ikke er kodet, og hvorfor."),
    ),
)
