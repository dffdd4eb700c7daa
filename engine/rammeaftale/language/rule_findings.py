"""What can be wrong with rules as a whole: tables and scales, parameters, years, presence, measures, size."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

TABLE_GAP = error(
    "B501", "tabellen dækker ikke {witness}",
    when="Fejler når en kombination ikke passer på nogen række.",
    help="Tilføj en række; den må give ikke_reguleret.",
)  # fmt: skip
TABLE_OVERLAP = error(
    "B502", "række {first} og {second} passer begge på {witness}",
    when="Fejler når to rækker gælder samtidig, så rækkefølgen ville afgøre.",
    help="Gør betingelserne adskilte.",
)  # fmt: skip
UNKNOWN_COLUMN = error(
    "B503", "kolonnen «{name}» står ikke i «efter»",
    when="Fejler når en række nævner en kolonne, tabellen ikke vælger efter.",
    help="Kolonner: {known}.",
)  # fmt: skip
BAD_CELL = error(
    "B504", "«{text}» er ikke en celle for «{name}»",
    when="Fejler når en celle hverken er en værdi eller et interval i kolonnens type.",
    help='Skriv en værdi, "0..10", "5..<10", "> 5", ">= 5", "< 5" eller "<= 5".',
)  # fmt: skip
FREE_TEXT_COLUMN = error(
    "B505", "tabellen kan ikke vælge efter «{name}»: fri tekst har ingen ende",
    when="Fejler når en tabel vælger efter en størrelse uden endelige muligheder.",
    help="Gør den til et valg med muligheder.",
)  # fmt: skip
SCALE_ORDER = error(
    "B506", "intervallerne skal stige, men {bound} kommer efter {before}",
    when="Fejler når en skalas grænser ikke står i stigende orden.",
    help="Sæt intervallerne i stigende orden, og slet gentagelser.",
)  # fmt: skip
SCALE_UNIT = error(
    "B507", "skalaens sats giver {found}, men «{name}» er i {expected}",
    when="Fejler når sats gange grundlag ikke har størrelsens enhed.",
    help="En sats ganges med grundlaget: 5 pct af et beløb i kr giver kr.",
)  # fmt: skip
TABLE_TOO_LARGE = error(
    "B508", "tabellen har mere end {limit} kombinationer; så mange kan ikke gennemregnes",
    when="Fejler når en tabel har så mange kolonner og rækker, at den ikke kan gennemregnes.",
    help="Del tabellen op.",
)  # fmt: skip
EMPTY_INTERVAL = error(
    "B509", "intervallet «{text}» er tomt",
    when="Fejler når et interval slutter, før det begynder.",
    help="Skriv den mindste værdi først.",
)  # fmt: skip
YEAR_MISSING = error(
    "P601", "«{name}» har ingen værdi for {years}",
    when="Fejler når et år i perioden (eller så langt tilbage, reglerne ser) mangler en værdi.",
    help="Tilføj værdien, eller skriv «{first}: kilde_mangler».",
)  # fmt: skip
DATE_GAP = error(
    "P602", "«{name}» har et hul: {first} til {last}",
    when="Fejler når en dateret parameter ophører, før regelsættet gør.",
    help="Tilføj en værdi fra {first}.",
)  # fmt: skip
MID_YEAR = warning(
    "P603", "«{name}» skifter værdi midt i {year}; læst efter år gælder værdien 1. januar",
    when="Advarer når en parameter, der læses pr. år, ændres inde i året.",
    help="Slå den op efter dato: {name}[dato].",
)  # fmt: skip
ENDS_WITHOUT_DATES = error(
    "P604", "«ophører» giver kun mening for daterede værdier",
    when="Fejler når en parameter med årstal eller én værdi har «ophører».",
    help="Slet «ophører».",
)  # fmt: skip
BOUNDS_CROSSED = error(
    "P605", "«mindst» ({least}) er større end «højst» ({most})",
    when="Fejler når en oplysnings grænser udelukker alt.",
    help="Byt dem om.",
)  # fmt: skip
DEFAULT_OUTSIDE = error(
    "P606", "standarden {value} ligger uden for grænserne: {bounds}",
    when="Fejler når en oplysnings standard ikke selv er tilladt.",
    help="Ret standarden eller grænserne.",
)  # fmt: skip
OPTIONAL_WITH_DEFAULT = error(
    "P607", "«{name}» er både valgfri og har en standard",
    when="Fejler når et fravær både skal have en betydning og erstattes.",
    help="Behold én af dem.",
)  # fmt: skip
FIXED_PER_YEAR = error(
    "P608", "«{name}» er både fast og pr. år",
    when="Fejler når en oplysning både gælder alle år og skal oplyses pr. år.",
    help="Behold én af dem.",
)  # fmt: skip
MIXED_DATES = error(
    "P609", "«{name}» blander årstal og datoer",
    when="Fejler når en parameters værdier både er pr. år og fra en dato.",
    help="Brug kun årstal eller kun datoer.",
)  # fmt: skip
MEMBER_MISSING = error(
    "P610", "«{name}» har ingen værdi for medlemmet «{member}» af «{dimension}»",
    when="Fejler når en parameter ikke har en værdi for hvert af en dimensions faste medlemmer.",
    help="Tilføj værdien, eller skriv kilde_mangler.",
)  # fmt: skip
TWO_DIMENSIONS = error(
    "P611", "«{name}» er opdelt efter {dims}; en parameter kan kun have én dimension",
    when="Fejler når en parameter er opdelt efter to dimensioner.",
    help="Del den i én parameter for hvert medlem af den ene dimension.",
)  # fmt: skip
YEAR_UNUSED = warning(
    "P612", "«{name}» har værdi for {years}, men {id} ser kun på årene {first}-{last}",
    when="Advarer når en parameters år ligger før perioden og dens historik, eller længere efter perioden, end "
    "historikken er lang; ofte er det en slåfejl i årstallet.",
    help="Ret årstallet, eller slet linjen.",
)  # fmt: skip
CYCLE = error(
    "G701", "ring i reglerne: {path}",
    when="Fejler når størrelser afhænger af hinanden i samme år.",
    help="Bryd ringen, eller brug et tidligere år, for eksempel x[-1].",
)  # fmt: skip
UNGUARDED = error(
    "G702", "«{name}» er valgfri og læses uden oplyst({name})",
    when="Fejler når en valgfri oplysning bruges, uden at fraværet er taget i betragtning.",
    help="Skriv hvis(oplyst({name}), …, …), oplyst_eller({name}, …) eller en variant.",
)  # fmt: skip
NO_BASE_CASE = error(
    "G703", "«{name}» ser tilbage på sig selv uden et grundtilfælde",
    when="Fejler når en størrelse i hver gren bruger sit eget tidligere år.",
    help="Tilføj en variant, der standser, for eksempel når år == 2014.",
)  # fmt: skip
TOO_FAR_BACK = error(
    "G704", "{count} år tilbage er mere end regelsættets historik på {history}",
    when="Fejler når en forskydning når længere tilbage end «historik», eller når et fast år af en beregnet størrelse "
    "ikke kan nås fra periodens sidste år (uden slutdato: dens første).",
    help="Hæv «historik» i manifestet.",
)  # fmt: skip
TWO_MEASURES = error(
    "G705", "både «{first}» og «{second}» ændrer «{name}»",
    when="Fejler når to tiltag ændrer samme størrelse uden rækkefølge.",
    help="Skriv «efter:» på det, der virker oven på det andet.",
)  # fmt: skip
SETS_NOT_COMPUTED = error(
    "G706", "et tiltag kan kun sætte en beregnet størrelse; «{name}» er det ikke",
    when="Fejler når et tiltag sætter en oplysning eller en parameter.",
    help="Lad tiltaget sætte den størrelse, der bruger den.",
)  # fmt: skip
WITHOUT_OUTSIDE = error(
    "G707", "uden_tiltag(x) kan kun stå i et tiltags egen formel for «{name}»",
    when="Fejler når en almindelig regel spørger til værdien uden tiltag.",
    help="Nævn størrelsen selv; uden tiltag er det dens almindelige værdi.",
)  # fmt: skip
UNKNOWN_MEASURE = error(
    "G708", "tiltaget «{name}» findes ikke",
    when="Fejler når «efter» nævner et ukendt tiltag.",
    help="Ret stavemåden, eller slet det.",
)  # fmt: skip
GROUP_NOT_OPTIONAL = error(
    "G709", "«{name}» i gruppen er ikke en oplysning",
    when="Fejler når en gruppe nævner andet end oplysninger.",
    help="Kun oplysninger kan stå i en gruppe.",
)  # fmt: skip
EFFECTLESS_MEASURE = error(
    "G710", "tiltaget «{name}» har virkning «{effect}», men {problem}",
    when="Fejler når et tiltag siger, at virkningen beregnes, uden at sætte noget, eller omvendt.",
    help="Ret «virkning», eller ret det, tiltaget sætter og tilføjer.",
)  # fmt: skip
NEVER_SILENT = warning(
    "G711", "«{name}» er altid reguleret, så reguleret({name}) er altid sand",
    when="Advarer når reguleret(x) spørger til noget, aftalen aldrig er tavs om.",
    help="Slet spørgsmålet.",
)  # fmt: skip
MEASURE_CYCLE = error(
    "G712", "tiltagene virker oven på hinanden i ring: {path}",
    when="Fejler når «efter» går i ring.",
    help="Slet «efter» på ét af dem.",
)  # fmt: skip
TOO_MUCH = error(
    "G713", "beregningen er for stor: mere end {limit} {what}",
    when="Fejler når summer inde i summer eller meget opdelte størrelser aldrig ville blive færdige.",
    help="Del sagen op, eller skriv reglen uden summer inde i summer.",
)  # fmt: skip
ADDS_TO_NO_NUMBER = error(
    "G714", "et tiltag kan kun tilføje til et tal; «{name}» er {kind}",
    when="Fejler når «tilføjer» nævner en størrelse, der ikke er et tal.",
    help="Brug «sætter»; værdien før tiltaget er uden_tiltag({name}).",
)  # fmt: skip
