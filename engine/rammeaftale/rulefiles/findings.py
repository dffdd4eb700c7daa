"""What can be wrong with a file as such: reading, YAML, keys and shapes, library and inheritance."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

NOT_FOUND = error(
    "F001", "filen findes ikke: {path}",
    when="Fejler når en fil eller mappe, der er nævnt, ikke findes.",
    help="Kontrollér stien; den regnes fra den mappe, hvor den er nævnt.",
)  # fmt: skip
NOT_READABLE = error(
    "F002", "filen kan ikke læses: {reason}",
    when="Fejler når styresystemet ikke giver adgang til filen, eller når den er en mappe.",
    help="Kontrollér rettigheder og filtype.",
)  # fmt: skip
TOO_LARGE = error(
    "F003", "filen fylder {size} byte; grænsen er {limit}",
    when="Fejler når en regel- eller sagsfil er større, end et menneske skriver.",
    help="Del en regelfil op i flere emner; en sag handler kun om ét tilbud.",
)  # fmt: skip
NOT_UTF8 = error(
    "F004", "filen er ikke UTF-8: ugyldig byte i linje {line}",
    when="Fejler når filen er gemt i en anden tegnkodning, så æ, ø og å ikke kan læses.",
    help="Gem filen som UTF-8 i din editor.",
)  # fmt: skip
BAD_CHARACTER = error(
    "F005", "filen indeholder et tegn, der ikke hører hjemme i tekst (kode {number})",
    when="Fejler ved styretegn og andre usynlige tegn, som YAML forbyder.",
    help="Slet tegnet; det er typisk kommet med, da teksten blev kopieret.",
)  # fmt: skip
NOT_TEXT = error(
    "F006", "filen er ikke en tekstfil i UTF-8: den er {kind}",
    when="Fejler når filen er et regneark, et dokument eller gemt i en helt anden tegnkodning.",
    help="Gem indholdet som en tekstfil i UTF-8.",
)  # fmt: skip
BAD_YAML = error(
    "F010", "filen er ikke gyldig YAML: {problem}",
    when="Fejler når indrykning, kolon, anførselstegn eller parenteser ikke passer sammen.",
    help="Se på linjen og den foregående: mangler der et kolon, et mellemrum eller et anførselstegn?",
)  # fmt: skip
TAB = error(
    "F011", "tabulator er ikke tilladt som indrykning",
    when="Fejler når en linje er rykket ind med tabulator.",
    help="Brug to mellemrum for hvert niveau.",
)  # fmt: skip
EMPTY_FILE = error(
    "F012", "filen er tom",
    when="Fejler når en fil ikke har noget indhold.",
    help="En emnefil begynder med «emne:», en sag med «regelsæt:». Skriv indholdet, eller slet filen.",
)  # fmt: skip
MORE_DOCUMENTS = error(
    "F013", "filen indeholder mere end ét YAML-dokument",
    when="Fejler når «---» deler filen i flere dokumenter.",
    help="Fjern «---», eller læg hvert dokument i sin egen fil.",
)  # fmt: skip
DUPLICATE_KEY = error(
    "F014", "nøglen «{key}» står to gange; første gang i linje {line}",
    when="Fejler når samme nøgle står to gange; ellers ville den sidste vinde i tavshed.",
    help="Slet den ene, eller giv den et andet navn.",
)  # fmt: skip
ANCHOR = error(
    "F015", "ankre og henvisninger (&navn, *navn) er ikke tilladt",
    when="Fejler når YAML's ankre bruges til at genbruge tekst.",
    help="Skriv teksten ud. Begynder en tekst med & eller *, så sæt anførselstegn om den.",
)  # fmt: skip
TAG = error(
    "F016", "YAML-mærker ({tag}) er ikke tilladt",
    when="Fejler når en værdi er mærket med !type.",
    help="Slet mærket; typen følger af «type» og «enhed». Begynder en tekst med !, så sæt anførselstegn om den.",
)  # fmt: skip
MERGE_KEY = error(
    "F017", "flettenøglen «<<» er ikke tilladt",
    when="Fejler når «<<» bruges til at flette en anden blok ind.",
    help="Skriv nøglerne ud.",
)  # fmt: skip
FLOW_COMMA = error(
    "F018", "komma i {{…}}: «{key}» har ingen værdi",
    when="Fejler når et komma i en tekst eller formel uden anførselstegn inde i {…} deler den i to.",
    help="Sæt anførselstegn om teksten, eller skriv hvert felt på sin egen linje.",
)  # fmt: skip
EMPTY_VALUE = error(
    "F019", "«{key}» har ingen værdi",
    when="Fejler når der ikke står noget efter et kolon.",
    help="Skriv en værdi, eller slet linjen.",
)  # fmt: skip
ODD_KEY = error(
    "F020", "en nøgle skal være en enkel tekst",
    when="Fejler når en liste eller en blok bruges som nøgle.",
    help="Skriv nøglen som ét ord eller en tekst i anførselstegn.",
)  # fmt: skip
TOO_DEEP = error(
    "F021", "filen er indlejret dybere end {limit} niveauer",
    when="Fejler når blokke eller parenteser ligger inde i hinanden i hundredvis af lag.",
    help="Gør strukturen fladere.",
)  # fmt: skip

ODD_SPACE = error(
    "F022", "her står et hårdt mellemrum, som ikke er et mellemrum i YAML",
    when="Fejler når et hårdt eller særligt mellemrum står før en nøgle eller lige efter et kolon.",
    help="Slet det, og tast et almindeligt mellemrum; det er typisk kommet med fra Word eller en netside.",
)  # fmt: skip
CUT_BY_HASH = warning(
    "F023", "«{key}» slutter før «#»: «{cut}» læses som en bemærkning",
    when="Advarer når « #» i en titel eller anden fri tekst uden anførselstegn skjuler resten af linjen.",
    help="Sæt anførselstegn om hele teksten, eller sæt bemærkningen på sin egen linje.",
)  # fmt: skip

UNKNOWN_KEY = error(
    "K101", "ukendt nøgle «{key}» i {where}",
    when="Fejler når en nøgle ikke findes i sproget.",
    help="Her kan stå: {known}.",
)  # fmt: skip
MISSING_KEY = error(
    "K102", "«{key}» mangler i {where}",
    when="Fejler når et felt, der skal være der, ikke er der.",
    help="Tilføj «{key}:». {doc}",
)  # fmt: skip
WRONG_SHAPE = error(
    "K103", "her skal stå {expected}, ikke {found}",
    when="Fejler når der står en liste, hvor der skulle stå en tekst, og lignende.",
)  # fmt: skip
NOT_A_WORD = error(
    "K104", "«{text}» er ikke en af mulighederne",
    when="Fejler når en værdi ikke er et af de ord, feltet kan have.",
    help="Her kan stå: {known}.",
)  # fmt: skip
NOT_A_NAME = error(
    "K105", "«{text}» kan ikke være et navn",
    when="Fejler når et navn har mellemrum, bindestreg eller store bogstaver.",
    help="Brug små bogstaver (også æ, ø, å), cifre og «_»; begynd med et bogstav.",
)  # fmt: skip
NOT_WHOLE = error(
    "K106", "«{text}» er ikke et helt tal",
    when="Fejler når der står andet end et helt tal, hvor et helt tal hører hjemme.",
    help="Skriv et helt tal med cifre og uden skilletegn.",
)  # fmt: skip
NOT_DATE = error(
    "K107", "«{text}» er ikke en dato",
    when="Fejler når en dato ikke er skrevet som ÅÅÅÅ-MM-DD, eller dagen ikke findes.",
    help="Skriv for eksempel 2019-01-01.",
)  # fmt: skip
NOT_YES_NO = error(
    "K108", "«{text}» er hverken ja eller nej",
    when="Fejler når et ja/nej-felt har en anden værdi.",
    help="Skriv ja eller nej.",
)  # fmt: skip
EXACTLY_ONE = error(
    "K109", "{where} skal have netop én af {keys}; her står {found}",
    when="Fejler når en regel har flere beregningsmåder på én gang, eller slet ingen.",
    help="Skriv den ene, der skal gælde.",
)  # fmt: skip
NOT_A_YEAR = error(
    "K110", "«{text}» er hverken et årstal eller en dato",
    when="Fejler når en parameters nøgle ikke er et år (2019) eller en dato (2019-07-01).",
    help="Skriv årstallet med fire cifre eller datoen som ÅÅÅÅ-MM-DD.",
)  # fmt: skip
TOO_LONG = error(
    "K111", "teksten er på {size} tegn; grænsen er {limit}",
    when="Fejler når en enkelt tekst eller formel er urimelig lang.",
    help="Del den op i flere størrelser.",
)  # fmt: skip
WITHOUT_ELSE = error(
    "K112", "«varianter» skal slutte med «ellers»",
    when="Fejler når en række af varianter ikke siger, hvad der gælder, når ingen af dem passer.",
    help="Tilføj «- ellers: …» til sidst; det kan være ikke_reguleret.",
)  # fmt: skip
DOUBLE_NAME = error(
    "K113", "navnet «{name}» bruges to gange; første gang i {other}",
    when="Fejler når to poster i samme regelsæt har samme navn.",
    help="Giv den ene et andet navn.",
)  # fmt: skip
NO_SOURCE = error(
    "K114", "{where} har ingen kilde",
    when="Fejler når hverken posten eller filen nævner dokument og afsnit.",
    help="Skriv «kilde: {{dokument: …, afsnit: …}}» øverst i filen eller i posten.",
)  # fmt: skip
UNKNOWN_DOCUMENT = error(
    "K115", "dokumentet «{name}» er ikke blandt regelsættets kilder",
    when="Fejler når en kilde nævner et dokument, manifestet ikke kender.",
    help="Kendte dokumenter: {known}.",
)  # fmt: skip
UNKNOWN_ACTOR = error(
    "K116", "aktøren «{name}» er ikke nævnt i manifestet",
    when="Fejler når en pligt, en procedure eller et skøn nævner en aktør, manifestet ikke kender.",
    help="Kendte aktører: {known}.",
)  # fmt: skip
UNKNOWN_CONCEPT = error(
    "K117", "begrebet «{name}» står ikke i begreber.yaml",
    when="Fejler når «begreb:», «tier:» eller «kilde_mangler:» nævner et begreb, biblioteket ikke har.",
    help="Tilføj det i begreber.yaml, eller ret stavemåden.",
)  # fmt: skip
UNKNOWN_CLAUSE = error(
    "K118", "klausulen «{name}» findes ikke i kildens klausulliste",
    when="Fejler når «anker:» eller «udeladt:» nævner en klausul, kildens liste ikke har.",
    help="Se klausuler.yaml.",
)  # fmt: skip
CLAUSE_TWICE = error(
    "K119", "klausulen «{name}» er udeladt her, men kodet i «{entry}»",
    when="Fejler når en klausul er anker for en post og samtidig står under «udeladt».",
    help="Slet den under «udeladt», eller fjern ankeret i «{entry}».",
)  # fmt: skip
BINDING_OMITTED = error(
    "K120", "klausulen «{name}» er en pligt eller et forbud og kan ikke udelades som «{reason}»",
    when="Fejler når en skal- eller må ikke-klausul udelades, uden at kilde, tal eller anden lovgivning er grunden.",
    help="Kod den som pligt, eller brug kilde_mangler, tal_mangler eller anden_lovgivning.",
)  # fmt: skip
TWICE_IN_LIST = error(
    "K121", "«{text}» står to gange på listen",
    when="Fejler når en liste af ord eller navne nævner det samme to gange.",
    help="Slet det ene.",
)  # fmt: skip
OUT_OF_RANGE = error(
    "K122", "{where} skal være mellem {least} og {most}, ikke {text}",
    when="Fejler når et helt tal eller et årstal i en regelfil er større eller mindre, end det giver mening.",
    help="Ret tallet.",
)  # fmt: skip
BAD_MEMBER = error(
    "K123", "«{text}» kan ikke være navn på et medlem",
    when="Fejler når et fast medlem har tegn i navnet, som gør, at det ikke kan stå i en adresse.",
    help="Brug et kort navn uden «,», «[», «]» og «@».",
)  # fmt: skip
NOT_AN_ID = error(
    "K124", "«{text}» kan ikke være et regelsæts id",
    when="Fejler når et id ikke har formen område/periode.",
    help="Skriv område/periode med små bogstaver, for eksempel hovedstaden/2019-2020.",
)  # fmt: skip
NOT_A_TOPIC_FILE = error(
    "K125", "«{file}» har intet «emne» og er ingen emnefil; den ligner {what}",
    when="Fejler når en anden slags fil, for eksempel en medlemsfil, ligger blandt regelsættets emnefiler.",
    help="En emnefil begynder med «emne:». {todo}",
)  # fmt: skip

SECTION_DIFFERS = error(
    "K126", "her står afsnit {section}, men klausulen «{clause}» står i afsnit {other}",
    when="Fejler når en kildes afsnit ikke er det, klausulerne i «anker» står i ifølge kildens klausulliste.",
    help="Ret afsnittet eller ankeret; af flere klausuler skal mindst én stå i afsnittet.",
)  # fmt: skip
QUOTED_SECTION = error(
    "K127", "anførselstegnet i «{text}» læses som en del af afsnittet",
    when="Fejler når et afsnit er skrevet med krøllede anførselstegn, som et tekstbehandlingsprogram sætter dem.",
    help='Brug lige anførselstegn: "3.1.2".',
)  # fmt: skip
CLAUSES_UNTOLD = warning(
    "K128", "klausuler, der hverken er kodet eller udeladt ({count}): {clauses}",
    when="Advarer når klausuler på kildens liste hverken er anker for en post eller står under «udeladt»; "
    "et regelsæt, der slet ikke nævner klausuler endnu, får ingen advarsel.",
    help="Skriv klausulen som «anker» på den post, der koder den, eller under «udeladt» med en grund.",
)  # fmt: skip

OLD_SECTION = warning(
    "K130", "poster, hvis afsnit ser ud til at være den gamle aftales ({count}): {names}",
    when="Advarer når en post henviser til et afsnit i den nye aftale, som dens klausulliste ikke har, men den gamle "
    "aftales har.",
    help="Ret afsnittet til den nye aftales. Er det rigtigt, så tilføj klausulen på listen.",
)  # fmt: skip
WITHOUT_EFFECT = error(
    "K129", "«{key}» har ingen virkning her: {why}",
    when="Fejler når et felt i en frist ikke kan betyde noget sammen med de andre, så det ellers ville blive overset.",
    help="Slet linjen, eller skriv det, der hører til.",
)  # fmt: skip
SILENT_BUT_ENCODED = warning(
    "K140", "begrebet «{name}» står under «{key}», men «{entry}» koder det",
    when="Advarer når regelsættet siger, at aftalen er tavs om et begreb, eller at kilden mangler, og en af dets egne "
    "poster har begrebet.",
    help="Slet begrebet under «{key}», eller giv posten et begreb, der siger mere præcist, hvad den handler om.",
)  # fmt: skip

NO_LIBRARY = error(
    "L201", "der er intet regelbibliotek i {path}",
    when="Fejler når den nævnte mappe ikke har filen begreber.yaml.",
    help="Et bibliotek er en mappe med filen begreber.yaml; peg på den med --regler MAPPE.",
)  # fmt: skip
UNKNOWN_SET = error(
    "L202", "regelsættet «{name}» findes ikke",
    when="Fejler når et regelsæt eller en region ikke er i biblioteket.",
    help="Kendte regelsæt: {known}.",
)  # fmt: skip
SAME_ID = error(
    "L203", "to regelsæt har samme id «{name}»: {paths}",
    when="Fejler når to mapper i biblioteket siger, at de er det samme regelsæt.",
    help="Giv det ene et andet id, eller nævn kun det ene bibliotek med --regler.",
)  # fmt: skip
BAD_PERIOD = error(
    "L204", "perioden slutter ({til}) før den begynder ({fra})",
    when="Fejler når «til» ligger før «fra».",
    help="Byt datoerne om, eller slet «til», hvis aftalen gælder indtil videre.",
)  # fmt: skip
OVERLAP = error(
    "L205", "{first} og {second} gælder samtidig på sporet «{track}»",
    when="Fejler når to regelsæt i samme region og på samme spor overlapper i tid.",
    help="Ret perioderne, eller læg dem på hver sit spor.",
)  # fmt: skip
NO_SET_THAT_YEAR = error(
    "L206", "{region} har intet regelsæt, der gælder i {year}",
    when="Fejler når en sag beregnes på en regions tidslinje i et år uden aftale.",
    help="Nærmest er {nearest}; bed om det ved id for at regne uden for perioden.",
)  # fmt: skip
OUTSIDE_FOLDER = error(
    "L207", "stien «{path}» peger ud af regelsættets mappe",
    when="Fejler når manifestet nævner en fil uden for sin egen mappe.",
    help="Læg filen ved siden af regelsaet.yaml.",
)  # fmt: skip
TWO_RULES_FOR_YEAR = error(
    "L208", "«{name}» i {year} kan ikke regnes for flere år på én gang: {one} og {two} har hver sin regel",
    when="Fejler når et tidligere år er uden regel, og de år, der beregnes, har hver sin.",
    help="Regn årene hver for sig; så bruger det tidligere år reglen for det år, der beregnes.",
)  # fmt: skip

UNREAD_FILE = error(
    "L209", "«{file}» læses ikke: kun filer, der ender på .yaml, hører til et regelsæt",
    when="Fejler når en fil i et regelsæts mappe eller blandt eksemplerne har en anden endelse og derfor ville blive "
    "sprunget over; noter (.md), kilder (.pdf, .docx, .xlsx …) og billeder må gerne ligge der.",
    help="Omdøb den til «{better}», eller flyt den ud af mappen.",
)  # fmt: skip
UNREAD_FOLDER = error(
    "L210", "filerne i mappen «{folder}» læses ikke",
    when="Fejler når der ligger regelfiler i en mappe inde i et regelsæt; kun «eksempler» er en sådan mappe.",
    help="Læg emnefiler direkte i regelsættets mappe og eksempler i mappen «eksempler».",
)  # fmt: skip
NO_MANIFEST = error(
    "L211", "mappen «{folder}» har regelfiler, men intet regelsaet.yaml, så de læses ikke",
    when="Fejler når en mappe i biblioteket har emnefiler uden et manifest, eller manifestet er stavet forkert.",
    help="Tilføj regelsaet.yaml med id, titel, region, spor, periode og kilder, eller flyt filerne.",
)  # fmt: skip
SET_TOO_DEEP = error(
    "L212", "regelsættet ligger for dybt og læses ikke",
    when="Fejler når et regelsæts mappe ligger mere end to mapper nede i biblioteket.",
    help="Flyt det højst {limit} mapper ned fra begreber.yaml.",
)  # fmt: skip
NOT_CHECKED = error(
    "L213", "«{path}» er hverken et bibliotek, et regelsæt eller en fil i et regelsæt",
    when="Fejler når tjek får en sti, der intet er at tjekke i.",
    help="Nævn mappen med begreber.yaml, et regelsæts mappe eller en af dets filer.",
)  # fmt: skip

UNKNOWN_BASE = error(
    "A801", "regelsættet bygger på «{name}», som ikke findes",
    when="Fejler når «bygger_på» nævner et ukendt regelsæt.",
    help="Kendte regelsæt: {known}.",
)  # fmt: skip
BASE_CYCLE = error(
    "A802", "regelsæt bygger på hinanden i ring: {path}",
    when="Fejler når et regelsæt direkte eller indirekte bygger på sig selv.",
    help="Ret «bygger_på» i ét af dem.",
)  # fmt: skip
TOUCHED_SILENTLY = error(
    "A803", "«{name}» er arvet fra {base}, men posten siger ikke, hvad der er sket med den",
    when="Fejler når en post har samme navn som en arvet uden «ændring».",
    help="Skriv «ændring: genbekræftet», «ændret» eller «ophævet», eller vælg et nyt navn.",
)  # fmt: skip
CHANGE_OF_NEW = error(
    "A804", "«{name}» er ikke arvet, så den kan ikke være {change}",
    when="Fejler når «ændring» står på en post, som det tidligere regelsæt ikke har.",
    help="Slet «ændring», eller ret navnet.",
)  # fmt: skip
NO_REASON = error(
    "A805", "«{name}» er {change}, men «begrundelse» mangler",
    when="Fejler når en ændret eller ophævet post ikke siger hvorfor.",
    help="Tilføj «begrundelse: …».",
)  # fmt: skip
REAFFIRMED_WITH_CHANGES = error(
    "A806", "«{name}» er genbekræftet, men «{key}» er også angivet",
    when="Fejler når en genbekræftet post har andre felter end «kilde».",
    help="Skriv «ændring: ændret» med en begrundelse, eller slet feltet.",
)  # fmt: skip
REPEAL_OF_NOTHING = error(
    "A807", "«{name}» kan ikke ophæves: det findes ikke i det arvede",
    when="Fejler når «x: ophævet» nævner en nøgle, den arvede post ikke har.",
    help="Slet linjen, eller ret navnet.",
)  # fmt: skip
MOVED_SECTION = error(
    "A808", "«{name}» er arvet som {old}, men står her som {new}",
    when="Fejler når en ændret post er flyttet til en anden slags.",
    help="Ophæv den gamle, og giv den nye et nyt navn.",
)  # fmt: skip
TOO_MANY_BASES = error(
    "A809", "mere end {limit} regelsæt bygger på hinanden i rækkefølge",
    when="Fejler når rækken af regelsæt, der arver fra hinanden, er længere, end nogen aftale har behov for.",
    help="Lad regelsættet stå alene, eller byg på et tidligere i rækken.",
)  # fmt: skip
