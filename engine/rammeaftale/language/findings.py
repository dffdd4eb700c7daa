"""What can be wrong with a formula: how it is written, its names, types, units and dimensions."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

UNEXPECTED = error(
    "M201", "uventet {found} i formlen",
    when="Fejler når en formel ikke følger grammatikken.",
    help="Her ventes {expected}.",
)  # fmt: skip
COMMA_DECIMAL = error(
    "M202", "«{found}»: decimaltegnet er punktum",
    when="Fejler når et tal er skrevet med decimalkomma.",
    help="Skriv «{better}». Er det to tal, så sæt mellemrum efter kommaet.",
)  # fmt: skip
SINGLE_EQUALS = error(
    "M203", "«=» kan ikke stå i en formel",
    when="Fejler når et enkelt lighedstegn bruges til at sammenligne.",
    help="Brug == til sammenligning.",
)  # fmt: skip
STRANGE_CHARACTER = error(
    "M204", "tegnet «{found}» hører ikke hjemme i en formel",
    when="Fejler ved tegn, som grammatikken ikke bruger.",
    help='Formler består af navne, tal, "tekster", + - * / **, sammenligninger og funktioner.',
)  # fmt: skip
MIXED_LOGIC = error(
    "M205", "«og» og «eller» er blandet uden parenteser",
    when="Fejler når en betingelse blander og/eller, så rækkefølgen skal gættes.",
    help="Sæt parenteser om det, der hører sammen.",
)  # fmt: skip
TOO_NESTED = error(
    "M206", "formlen er indlejret dybere end {limit} niveauer",
    when="Fejler når parenteser eller funktioner ligger inde i hinanden i hundredvis af lag.",
    help="Del den op i flere størrelser.",
)  # fmt: skip
OPEN_TEXT = error(
    "M207", 'teksten er ikke lukket med "',
    when="Fejler når et anførselstegn mangler i en formel.",
    help='Sæt " efter teksten.',
)  # fmt: skip
THOUSANDS = error(
    "M208", "«{found}» er ikke et tal",
    when="Fejler når et tal har tusindtalspunktum, understreg eller bogstaver.",
    help="Skriv tallet uden skilletegn, for eksempel 1250000.5.",
)  # fmt: skip
FOREIGN_WORD = error(
    "M209", "«{found}» findes ikke i formelsproget",
    when="Fejler når en formel bruger engelske ord eller tegn som and, or, not, true, &&, <>.",
    help="Skriv «{better}».",
)  # fmt: skip
EMPTY_FORMULA = error(
    "M210", "formlen er tom",
    when="Fejler når der ikke står noget i en formel.",
    help="Skriv en formel eller ikke_reguleret.",
)  # fmt: skip
TOO_LONG_NUMBER = error(
    "M211", "tallet har flere end {limit} cifre",
    when="Fejler når et tal er længere, end nogen skriver.",
    help="Skriv færre cifre, eller skriv brøken, for eksempel 1 / 3.",
)  # fmt: skip
BAD_EXPONENT = error(
    "M212", "eksponenten skal være et helt tal mellem -{limit} og {limit}",
    when="Fejler når ** ikke følges af et lille, fast helt tal.",
    help="Skriv for eksempel x ** 2.",
)  # fmt: skip
BAD_YEAR_INDEX = error(
    "M213", "«{found}» kan ikke stå i […]",
    when="Fejler når et årsopslag ikke er et årstal, en forskydning bagud, «år» eller en dato.",
    help="Skriv x[-2], x[2014], x[år] eller x[-3:-2]; en parameter kan også slås op efter dato.",
)  # fmt: skip
FORWARD_LAG = error(
    "M214", "«{found}» ser frem i tiden",
    when="Fejler når et årsopslag peger på et senere år.",
    help="Året før er x[-1]; samme år er x.",
)  # fmt: skip
BACKWARD_WINDOW = error(
    "M215", "vinduet {found} slutter, før det begynder",
    when="Fejler når et vindue af år er vendt om.",
    help="Skriv det ældste år først, for eksempel [-3:-2].",
)  # fmt: skip
UNKNOWN_NAME = error(
    "N301", "ukendt navn «{name}»",
    when="Fejler når en formel nævner noget, regelsættet ikke har.",
    help="Ret stavemåden, eller tilføj navnet under parametre, oplysninger eller størrelser.",
)  # fmt: skip
UNKNOWN_FUNCTION = error(
    "N302", "ukendt funktion «{name}»",
    when="Fejler når en formel kalder en funktion, der ikke findes.",
    help="Funktionerne hedder som i Excel på dansk: hvis, min, maks, sum, gennemsnit, afrund, oplyst, dato …",
)  # fmt: skip
NOT_A_FUNCTION = error(
    "N303", "«{name}» er en størrelse, ikke en funktion",
    when="Fejler når et navn på en størrelse følges af en parentes.",
    help="Brug * til gange, og x[…] til årsopslag.",
)  # fmt: skip
FUNCTION_AS_NAME = error(
    "N304", "funktionen «{name}» mangler parentes",
    when="Fejler når et funktionsnavn bruges som en størrelse.",
    help="Skriv {name}(…).",
)  # fmt: skip
REPEALED_NAME = error(
    "N305", "«{name}» er ophævet i {set}, men bruges her",
    when="Fejler når en regel nævner en post, som regelsættet har ophævet.",
    help="Brug det, der er trådt i stedet. Er reglen her arvet, så ret den ikke her, men skriv den i {set} med "
    "«ændring: ændret» eller «ændring: ophævet».",
)  # fmt: skip
NOT_A_QUANTITY = error(
    "N306", "«{name}» er {kind} og har ingen værdi",
    when="Fejler når en formel regner på en pligt, en fortolkning, et tiltag eller en dimension.",
    help="Nævn en størrelse, en oplysning eller en parameter.",
)  # fmt: skip
UNKNOWN_DIMENSION = error(
    "N307", "dimensionen «{name}» er ikke i manifestet",
    when="Fejler når «pr», «af» eller «over» nævner en dimension, manifestet ikke har.",
    help="Tilføj den under «dimensioner» i regelsaet.yaml.",
)  # fmt: skip
UNKNOWN_UNIT = error(
    "N308", "ukendt enhed «{name}»",
    when="Fejler når en enhed ikke findes.",
    help="Enheder: kr, pct, dag, time, måned, år, forhold, plads, borger, antal, og brøker som kr/dag.",
)  # fmt: skip
UNKNOWN_OPTION = error(
    "N309", "«{name}» er ikke en mulighed for «{quantity}»",
    when="Fejler når en formel giver et valg en mulighed, det ikke har.",
    help="Muligheder: {known}.",
)  # fmt: skip
UNKNOWN_READING = error(
    "N310", "fortolkningen «{name}» findes ikke",
    when="Fejler når «efter_fortolkning» nævner en ukendt fortolkning.",
    help="Tilføj den under «fortolkninger».",
)  # fmt: skip
READINGS_DIFFER = error(
    "N311", "«{reading}» har læsningerne {known}; her står {found}",
    when="Fejler når en beregning efter fortolkning mangler en læsning eller har en for meget.",
    help="Skriv hver læsning netop én gang.",
)  # fmt: skip
CALENDAR_WANTED = error(
    "N350", "fristen {why}, men nævner ingen kalender",
    when="Fejler når en frist i arbejdsdage, eller en frist der flyttes fra fridage, ikke har «kalender:».",
    help="Skriv «kalender:» med en af regelsættets kalendere: {known}.",
)  # fmt: skip
UNKNOWN_CALENDAR = error(
    "N312", "kalenderen «{name}» er ikke i manifestet",
    when="Fejler når en arbejdsdagsfunktion nævner en ukendt kalender.",
    help="Kendte kalendere: {known}.",
)  # fmt: skip
UNKNOWN_ARGUMENT = error(
    "N313", "«{function}» kender ikke argumentet «{name}»",
    when="Fejler når et navngivet argument ikke findes.",
    help="Navngivne argumenter: {known}.",
)  # fmt: skip
WRONG_COUNT = error(
    "N314", "antallet af argumenter til «{function}» skal være {expected}, ikke {found}",
    when="Fejler når en funktion får for få eller for mange argumenter.",
    help="Skriv {signature}.",
)  # fmt: skip
RESERVED_NAME = error(
    "N315", "«{name}» er et ord i formelsproget og kan ikke være et navn",
    when="Fejler når en post hedder som en funktion eller et ord i grammatikken.",
    help="Vælg et andet navn.",
)  # fmt: skip
UNUSED = warning(
    "N316", "«{name}» bruges ikke",
    when="Advarer når en oplysning, en parameter eller en fortolkning ikke bruges af nogen regel.",
    help="Slet den, eller brug den.",
)  # fmt: skip
NAME_TAKEN = error(
    "N317", "navnet «{name}» er også {kind}",
    when="Fejler når en post hedder som en dimension.",
    help="Vælg et andet navn.",
)  # fmt: skip
UNKNOWN_MEMBER = error(
    "N318", "«{name}» er ikke et medlem af «{dimension}»",
    when="Fejler når en parameter har en værdi for et medlem, en fast dimension ikke har.",
    help="Medlemmerne står ved dimensionen i regelsaet.yaml.",
)  # fmt: skip
WRONG_TYPE = error(
    "T401", "{what} skal være {expected}, ikke {found}",
    when="Fejler når en funktion eller regneart får en forkert slags værdi.",
    help="Ret udtrykket, eller ret «type» på det, der nævnes.",
)  # fmt: skip
UNITS_DIFFER = error(
    "T402", "{left} og {right} kan ikke {verb}",
    when="Fejler når enheder eller slags værdier blandes i plus, minus, sammenligning eller valg.",
    help="Regn først om til samme enhed; intet omregnes af sig selv.",
)  # fmt: skip
PERCENT_LITERAL = error(
    "T403", "et pct-tal møder tallet {number} uden enhed",
    when="Fejler når en procent lægges til eller sammenlignes med et bart tal, der ikke er 0 eller 1.",
    help="Skriv «{number} pct», hvis der menes procent (7 pct er 0,07).",
)  # fmt: skip
WRONG_UNIT = error(
    "T404", "formlen giver {found}, men «{name}» er i {expected}",
    when="Fejler når en formels enhed ikke er den, størrelsen er erklæret med.",
    help="Ret formlen eller enheden; intet omregnes af sig selv.",
)  # fmt: skip
WRONG_RESULT = error(
    "T405", "formlen giver {found}, men «{name}» er {expected}",
    when="Fejler når en formel giver en anden slags værdi, end størrelsen er erklæret med.",
    help="Ret formlen eller «type».",
)  # fmt: skip
TEXT_NOT_OPTION = error(
    "T407", "teksten «{text}» er ikke en mulighed for «{name}»",
    when="Fejler når et valg sammenlignes med en tekst, det aldrig kan have.",
    help="Muligheder: {known}.",
)  # fmt: skip
DIMENSION_LEFT = error(
    "T408", "formlen er opdelt efter {found}, men «{name}» er det ikke",
    when="Fejler når en opdelt størrelse bruges uden sum, gennemsnit eller lignende.",
    help="Brug sum(…), eller tilføj «pr: {found}».",
)  # fmt: skip
OVER_NEEDED = error(
    "T409", "skriv over=…: udtrykket er opdelt efter {found}",
    when="Fejler når en sum kan tages over flere dimensioner.",
    help="Tilføj for eksempel over={first}.",
)  # fmt: skip
NOTHING_TO_COUNT = error(
    "T410", "«{function}» har intet at tælle over: udtrykket er ikke opdelt",
    when="Fejler når sum, antal og lignende bruges på noget, der hverken har dimension eller vindue.",
    help="Angiv over=dimension, eller brug et vindue som x[-3:-2].",
)  # fmt: skip
OVER_ABSENT = error(
    "T411", "udtrykket er ikke opdelt efter «{name}»",
    when="Fejler når over= nævner en dimension, udtrykket ikke har.",
    help="Udtrykket er opdelt efter {found}.",
)  # fmt: skip
OUTER_ALONE = error(
    "T412", "«{function}» kan kun stå inde i sum, antal og lignende",
    when="Fejler når denne(x) eller samme(x) står, hvor intet tælles.",
    help="Uden for en sum er x selv det medlem, der regnes for.",
)  # fmt: skip
WINDOW_ALONE = error(
    "T413", "et vindue af år kan kun stå direkte i sum, gennemsnit, produkt, antal, alle, mindst_én, størst, mindst_af",
    when="Fejler når x[-3:-2] bruges som ét tal.",
    help="Skriv for eksempel gennemsnit(x[-3:-2]).",
)  # fmt: skip
NO_YEARS = error(
    "T414", "«{name}» er en fast oplysning og kan ikke slås op efter år",
    when="Fejler når et årsopslag bruges på noget, der ikke er opdelt efter år.",
    help="Slet […], eller slet «fast: ja».",
)  # fmt: skip
DATE_INDEX = error(
    "T415", "kun en parameter kan slås op efter dato",
    when="Fejler når x[dato] bruges på andet end en parameter.",
    help="Slå op efter år, for eksempel x[-1], eller gør den til en parameter med daterede værdier.",
)  # fmt: skip
NOT_PRESENT = error(
    "T416", "«{function}» kan kun spørge til en valgfri oplysning eller en beregnet størrelse",
    when="Fejler når oplyst(x) bruges på noget, der altid skal oplyses.",
    help="Sæt «valgfri: ja» på oplysningen, eller slet spørgsmålet.",
)  # fmt: skip
CONSTANT_NEEDED = error(
    "T417", "«{function}» skal have {what} som fast værdi",
    when="Fejler når antal decimaler, muligheder og lignende beregnes i stedet for at stå fast.",
    help="Skriv værdien direkte i formlen.",
)  # fmt: skip
YEAR_IN_PR = error(
    "T418", "en beregnet størrelse har ikke «år» i «pr»",
    when="Fejler når en beregnet størrelse er erklæret pr år; alle beregnede størrelser findes for hvert år.",
    help="Slet «år» i «pr».",
)  # fmt: skip
UNIT_ON_OTHER = error(
    "T419", "«{name}» er {kind} og kan ikke have enhed",
    when="Fejler når enhed står på en dato, en tekst eller et ja/nej.",
    help="Slet «enhed».",
)  # fmt: skip
NO_UNIT = error(
    "T420", "«{name}» er et tal uden enhed",
    when="Fejler når et tal ikke siger sin enhed.",
    help="Skriv «enhed: kr», «enhed: pct», «enhed: forhold» eller lignende.",
)  # fmt: skip
BAD_LITERAL = error(
    "T421", "«{text}» er ikke {expected}",
    when="Fejler når en værdi ikke har den erklærede type.",
    help="Ret værdien, «type» eller «enhed».",
)  # fmt: skip
NO_OPTIONS = error(
    "T422", "«{name}» er et valg uden muligheder",
    when="Fejler når et valg ikke har «muligheder».",
    help="Tilføj «muligheder: […]».",
)  # fmt: skip
NO_MEMBER_DIMENSION = error(
    "T423", "«{name}» er et medlem, men «af» mangler",
    when="Fejler når et medlem ikke siger, hvilken dimension det hører til.",
    help="Tilføj «af: dimension».",
)  # fmt: skip
