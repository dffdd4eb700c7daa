"""What can be wrong with a case, an address or an example."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

WRONG_SET = error(
    "S901", "sagen hører til «{case}», men der regnes med «{loaded}»",
    when="Fejler når en sag regnes med et andet regelsæt end det, den nævner.",
    help="Ret «regelsæt:» i sagen, eller vælg det rigtige regelsæt.",
)  # fmt: skip
UNKNOWN_FACT = error(
    "S902", "«{name}» findes ikke i {rules}",
    when="Fejler når en sag oplyser noget, reglerne ikke kender.",
    help="Se navnene med «rammeaftale vis {rules}».",
)  # fmt: skip
NOT_STATABLE = error(
    "S903", "«{name}» er {kind} og kan ikke oplyses",
    when="Fejler når en sag oplyser en pligt, en fortolkning eller lignende som et tal.",
    help="Pligter står under «pligter:», fortolkninger under «fortolkninger:» og tiltag under «tiltag:».",
)  # fmt: skip
PARAMETER_STATED = error(
    "S904", "«{name}» er fastsat i aftalen og kan ikke oplyses",
    when="Fejler når en sag oplyser en parameter, aftalen har en værdi for.",
    help="Prøv en anden værdi under «hvad_hvis:».",
)  # fmt: skip
NOT_A_PARAMETER = error(
    "S905", "«{name}» er ikke en parameter",
    when="Fejler når «hvad_hvis» nævner andet end en parameter.",
    help="Oplys værdien under «oplysninger:».",
)  # fmt: skip
BAD_VALUE = error(
    "S906", "«{text}» er ikke {expected}",
    when="Fejler når en oplysning ikke har den type, reglerne venter.",
    help="Ret værdien; enhed og muligheder ses med «rammeaftale vis».",
)  # fmt: skip
OUT_OF_BOUNDS = error(
    "S907", "«{name}» er {text}, men skal være {bounds}",
    when="Fejler når et tal ligger uden for oplysningens grænser.",
    help="Kontrollér tallet og dets enhed.",
)  # fmt: skip
BY_YEAR_NEEDED = error(
    "S908", "«{name}» skal oplyses pr. år",
    when="Fejler når en oplysning, der hører til et bestemt år, står uden år.",
    help="Skriv året foran: «{name}: {{2017: …}}».",
)  # fmt: skip
MEMBERS_NEEDED = error(
    "S909", "«{name}» skal oplyses for hvert medlem af «{dimension}»",
    when="Fejler når en opdelt oplysning står som ét tal.",
    help="Skriv den under dimensionen: {dimension}: {{medlem: {{{name}: …}}}}.",
)  # fmt: skip
DIMENSION_STATED = error(
    "S938", "«{name}» er en dimension: under den står medlemmerne, ikke en værdi",
    when="Fejler når en dimension i en sag har en værdi og ikke medlemmer under sig.",
    help="Er der ingen, så skriv «{name}: {{}}»; ellers hvert medlem for sig: {name}: {{medlem: {{{example}: …}}}}.",
)  # fmt: skip
NOT_A_MEMBER = error(
    "S910", "«{text}» er ikke et medlem af «{dimension}»",
    when="Fejler når en sag eller adresse nævner et medlem, dimensionen ikke har.",
    help="Ret stavemåden; faste medlemmer skrives med kode eller navn.",
)  # fmt: skip
BAD_MEMBER_NAME = error(
    "S911", "«{text}» kan ikke være navn på et medlem",
    when="Fejler når et medlem har komma, kantet parentes eller snabel-a i navnet.",
    help="Brug et kort navn uden «,», «[», «]» og «@».",
)  # fmt: skip
TWO_OF_ONE = error(
    "S912", "{names} kan ikke oplyses samtidig",
    when="Fejler når to oplysninger, der udelukker hinanden, begge står i sagen.",
    help="{message}",
)  # fmt: skip
UNKNOWN_CHOICE = error(
    "S913", "«{text}» er ikke en læsning af «{name}»",
    when="Fejler når en sag vælger en læsning, fortolkningen ikke har.",
    help="Læsninger: {known}.",
)  # fmt: skip
UNKNOWN_THING = error(
    "S914", "{kind} «{name}» findes ikke i {rules}",
    when="Fejler når en sag nævner en ukendt fortolkning, en ukendt pligt eller et ukendt tiltag.",
    help="Se navnene med «rammeaftale vis {rules}».",
)  # fmt: skip
BAD_DUTY_FACT = error(
    "S915", "«{text}» siger ikke, om pligten er opfyldt",
    when="Fejler når en pligts forhold hverken er opfyldt, overtrådt eller en dato.",
    help="Skriv opfyldt, overtrådt eller datoen for opfyldelsen.",
)  # fmt: skip
DATES_OF_ONE = error(
    "S937", "«{name}» gentages ikke og kan kun have én dato",
    when="Fejler når en pligt, der ikke gentages, får en liste af datoer.",
    help="Skriv den ene dato for opfyldelsen.",
)  # fmt: skip
BAD_YEAR = error(
    "S916", "«{text}» er ikke et årstal mellem {first} og {last}",
    when="Fejler når et årstal i en sag er uden for det mulige.",
    help="Skriv årstallet med fire cifre.",
)  # fmt: skip
STATED_AND_SET = error(
    "S917", "«{name}» er både oplyst og sat af tiltaget «{measure}»",
    when="Fejler når en sag oplyser en størrelse, som et valgt tiltag beregner.",
    help="Slet oplysningen, eller vælg tiltaget fra.",
)  # fmt: skip
BAD_ADDRESS = error(
    "S918", "«{text}» er ikke en adresse",
    when="Fejler når en adresse ikke har formen navn, navn[medlem], navn@år eller navn[medlem]@år.",
    help="Skriv for eksempel niveau_takst_pr_dag[N1]@2019.",
)  # fmt: skip
WRONG_MEMBER_COUNT = error(
    "S919", "«{name}» er {divided}, men der står {count} i […]",
    when="Fejler når en adresse har flere eller færre medlemmer end dimensioner.",
    help="Skriv ét medlem i […] for hver dimension; er der ingen, så slet […].",
)  # fmt: skip
FLOAT = error(
    "S920", "et kommatal (float) kan ikke være nøjagtigt",
    when="Fejler når et program giver en sag med float.",
    help="Brug Decimal, Fraction eller en tekst.",
)  # fmt: skip
BAD_TYPE = error(
    "S921", "en værdi af typen {type} kan ikke bruges i en sag",
    when="Fejler når et program giver en sag med andre typer end tekst, tal, dato og sandt/falsk.",
    help="Brug str, int, Decimal, Fraction, date (uden klokkeslæt) eller bool; er intet oplyst, så udelad nøglen.",
)  # fmt: skip
TOO_MANY = error(
    "S922", "sagen har {count} {what}; grænsen er {limit}",
    when="Fejler når en sag har urimeligt mange år eller medlemmer.",
    help="Del sagen op i flere.",
)  # fmt: skip
NO_YEAR_BUT_BY_YEAR = error(
    "S923", "«{text}» er ikke et år eller et felt i en oplysning",
    when="Fejler når en oplysning har nøgler, der hverken er år, medlemmer, værdi, kilde eller af.",
    help="Skriv værdien efter kolonet, værdier efter år, eller felterne værdi, kilde og af.",
)  # fmt: skip
BAD_SETTING = error(
    "S924", "«{text}» har ikke formen navn=værdi",
    when="Fejler når --sæt eller --fortolkning ikke har et lighedstegn.",
    help="Skriv for eksempel {example}.",
)  # fmt: skip
MEMBER_TWICE = error(
    "S925", "«{text}» er nævnt to gange under «{dimension}»",
    when="Fejler når samme medlem står to gange, for eksempel både med kode og navn.",
    help="Saml oplysningerne under ét af navnene.",
)  # fmt: skip
STATED_TWICE = error(
    "S926", "«{name}» er oplyst to gange for samme år og medlem",
    when="Fejler når en sag oplyser det samme to steder, så det ene i tavshed ville vinde.",
    help="Slet den ene.",
)  # fmt: skip
NOT_DIVIDED = error(
    "S927", "«{name}» er ikke opdelt efter «{dimension}»",
    when="Fejler når en oplysning står under et medlem, den ikke er opdelt efter.",
    help="Flyt den ud af «{dimension}:».",
)  # fmt: skip
BAD_EXPECTATION = error(
    "S930", "«{name}» ventes at være {expected}, men er {found}",
    when="Fejler når et eksempel giver et andet resultat end det forventede.",
    help="{hint}",
)  # fmt: skip
UNREADABLE_EXPECTATION = error(
    "S931", "forventningen til «{name}» kan ikke læses: {text}",
    when="Fejler når et eksempels forventning hverken er en værdi, en brøk eller en tilstand.",
    help="Skriv en værdi i den erklærede enhed, {{brøk: 1/3}} eller {{tilstand: ukendt}}.",
)  # fmt: skip
EXPECTATION_OF_NOTHING = error(
    "S932", "«{name}» er opdelt efter {dims}, men sagen har ingen medlemmer at forvente noget om",
    when="Fejler når et eksempel forventer noget af en opdelt størrelse, som sagen ingen medlemmer har til.",
    help="Nævn medlemmerne under «oplysninger:», eller slet forventningen.",
)  # fmt: skip
EXPECTED_YEAR_NOT_CALCULATED = error(
    "S933", "{kind} «{name}» bliver kun prøvet i de år, sagen beregner ({years}), ikke i {year}",
    when="Fejler når et eksempel forventer noget om en pligt eller kontrol i et år, sagen ikke beregner.",
    help="Tilføj året under «år:».",
)  # fmt: skip
NOTHING_EXPECTED = error(
    "S934", "eksemplet forventer ingenting",
    when="Fejler når et eksempel ikke har «forventet:», eller når den er tom.",
    help="Skriv mindst ét forventet resultat under «forventet:».",
)  # fmt: skip
NO_EXAMPLE = error(
    "S935", "«{path}» er hverken et eksempel, et regelsæt eller et bibliotek",
    when="Fejler når «test» får en sti, der ikke hører til et regelsæt.",
    help="Nævn en fil i «eksempler», et regelsæts mappe eller mappen med begreber.yaml.",
)  # fmt: skip
UNCONFIRMED = warning(
    "S942", "{count} af {every} eksempler er taget med fra {sets} og ikke regnet efter",
    when="Advarer når eksempler er mærket «ubekræftet»; de prøves, men tæller ikke med.",
    help="Ret eksemplet til den nye periode, regn det ventede efter i hånden, og slet linjen «ubekræftet».",
)  # fmt: skip
NOT_A_QUANTITY = error(
    "S936", "«{name}» er {kind} og ikke en størrelse",
    when="Fejler når der spørges til en pligt, en kontrol eller lignende som til en størrelse.",
    help="«rammeaftale beregn» uden --størrelse viser pligter og kontroller; «forklar» siger hvorfor.",
)  # fmt: skip
MEMBER_WANTED = error(
    "S940", "«{name}» er opdelt efter {dims}: nævn, hvilket medlem der skal forklares",
    when="Fejler når en opdelt størrelse skal forklares, uden at medlemmet er nævnt.",
    help="Skriv for eksempel niveau_takst_pr_dag[N1].",
)  # fmt: skip
NOT_EXPLAINED = error(
    "S941", "«{name}» er {kind} og har intet resultat at forklare",
    when="Fejler når andet end en størrelse, en pligt, en kontrol, et tiltag eller en procedure skal forklares.",
    help="Se den med «rammeaftale vis {rules} {name}».",
)  # fmt: skip

WORKBOOK_TOO_LARGE = error(
    "S950", "regnearket ville få mere end {limit} celler",
    when="Fejler når «rapport -o F.xlsx» spørges om mere, end et regneark egner sig til.",
    help="Nævn de størrelser, der skal med, med «--størrelse», eller lav en .html.",
)  # fmt: skip
NUMBER_TOO_LARGE = error(
    "S951", "«{name}» bliver et større tal, end et regneark kan holde",
    when="Fejler når et tal i beregningen har mere end 307 cifre, og «rapport -o F.xlsx» skal skrive det.",
    help="Nævn andre størrelser med «--størrelse», eller lav en .html.",
)  # fmt: skip
UNKNOWN_TO_ALL = error(
    "S970", "{kind}«{name}» findes ikke i noget af regelsættene ({rules})",
    when="Fejler når en sag, der holdes op mod flere regelsæt, nævner noget, som ingen af dem kender.",
    help="Ret stavemåden; navnene ses med «rammeaftale vis REGELSÆT».",
)  # fmt: skip
NOT_ONE_SET = error(
    "S971", "«{name}» er en region med flere regelsæt ({known}); en forskel er mellem to",
    when="Fejler når «forskel» får en region i stedet for et regelsæt.",
    help="Nævn et af regelsættene.",
)  # fmt: skip
NOT_IN_BOTH = error(
    "S972", "«{name}» findes kun i {rules}, så resultatet kan ikke forklares som en forskel",
    when="Fejler når «forskel» spørges om en størrelse, som kun det ene regelsæt har.",
    help="Vælg en størrelse, begge har; «rammeaftale sammenlign» viser, hvad der findes hvor.",
)  # fmt: skip
OTHER_YEARS = error(
    "S973", "sagerne beregner ikke lige mange år ({first} og {second})",
    when="Fejler når «forskel» får to sager, der ikke kan holdes op mod hinanden år for år.",
    help="Beregn dem i samme år med --år.",
)  # fmt: skip
TWO_EDITIONS = error(
    "S974", "«{name}» er nævnt i to udgaver med hver sine regler",
    when="Fejler når «sammenlign» får to udgaver af et regelsæt, for eksempel den ene fra en revisionspakke.",
    help="Se forskellen mellem de to med «rammeaftale forskel».",
)  # fmt: skip
