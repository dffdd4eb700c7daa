"""The closed keys of every file: manifest, topic file, members, clauses, concepts, case and example.

The loader checks files against these shapes and the JSON schemas are generated from them.
"""

from __future__ import annotations

from dataclasses import replace

from rammeaftale.rulefiles.goal_schema import catalogue_fields, goal_fields
from rammeaftale.rulefiles.procedure_schema import procedure_fields, step_record
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Text, Word

TEXT, NAME, FORMULA, LITERAL = Text(), Text("navn"), Text("formel"), Text("literal")
WHOLE, DATE, YES_NO = Text("heltal"), Text("dato"), Text("ja_nej")
NAMES = ListOf(NAME, or_one=True)
MOST_TIMES = 366
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
        Field("udeladt", ListOf(OMISSION), "Klausuler, der ikke er kodet, og hvorfor."),
    ),
)
