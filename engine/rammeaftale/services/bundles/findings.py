"""What can be wrong with an archive that should be an audit bundle."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error

_UNTRUSTED = "Brug ikke pakken; bed afsenderen om en ny, lavet med «rammeaftale revision pak»."
_AGAIN = "Hent pakken igen, og sammenlign dens sha256 med den, der blev noteret, da den blev lavet."

NOT_A_ZIP = error(
    "Z101", "«{path}» er ikke et zip-arkiv",
    when="Fejler når en revisionspakke ikke begynder, som et zip-arkiv gør.",
    help="En revisionspakke laves med «rammeaftale revision pak».",
)  # fmt: skip
CUT_SHORT = error(
    "Z102", "arkivet slutter ikke, hvor et zip-arkiv slutter: det er afkortet, eller noget er føjet til",
    when="Fejler når en revisionspakke er afkortet eller har noget efter sin indholdsfortegnelse.",
    help=_AGAIN,
)  # fmt: skip
TOO_LARGE = error(
    "Z103", "«{name}» fylder {size} bytes; grænsen er {limit}",
    when="Fejler når en revisionspakke eller en fil i den er urimeligt stor.",
    help="Nævn kun de størrelser, der skal efterprøves, med --størrelse.",
)  # fmt: skip
TOO_MANY_FILES = error(
    "Z104", "arkivet siger, at det har {count} filer; grænsen er {limit}",
    when="Fejler når en revisionspakke har urimeligt mange filer.",
    help=_UNTRUSTED,
)  # fmt: skip
BOMB = error(
    "Z105", "filerne i arkivet fylder {size} bytes pakket ud, men arkivet kun {held}",
    when="Fejler når et arkiv svulmer op, når det pakkes ud (en zipbombe).",
    help=_UNTRUSTED,
)  # fmt: skip
PACKED = error(
    "Z106", "«{name}» er komprimeret; i en revisionspakke står filerne, som de er",
    when="Fejler når en fil i en revisionspakke er komprimeret, så pakken ikke kan bygges ens igen.",
    help="Pakken er pakket om af et andet program; brug den oprindelige.",
)  # fmt: skip
ENCRYPTED = error(
    "Z107", "«{name}» er krypteret",
    when="Fejler når en fil i en revisionspakke kræver en adgangskode.",
    help=_UNTRUSTED,
)  # fmt: skip
NOT_A_FILE = error(
    "Z108", "«{name}» er {kind} og ikke en almindelig fil",
    when="Fejler når et arkiv har et symbolsk link, en mappe eller andet, der ikke er en fil.",
    help=_UNTRUSTED,
)  # fmt: skip
ABSOLUTE = error(
    "Z109", "«{name}» vil skrive et bestemt sted på maskinen",
    when="Fejler når en sti i arkivet begynder med en skråstreg.",
    help=_UNTRUSTED,
)  # fmt: skip
DRIVE = error(
    "Z110", "«{name}» nævner et drev",
    when="Fejler når en sti i arkivet begynder med et drevbogstav.",
    help=_UNTRUSTED,
)  # fmt: skip
BACKSLASH = error(
    "Z111", "«{name}» har en omvendt skråstreg",
    when="Fejler når en sti i arkivet har en omvendt skråstreg, som Windows læser som en mappe.",
    help=_UNTRUSTED,
)  # fmt: skip
TRAVERSAL = error(
    "Z112", "«{name}» fører ud af arkivet eller i ring",
    when="Fejler når en sti i arkivet har «..», «.» eller et tomt led.",
    help=_UNTRUSTED,
)  # fmt: skip
SAME_NAME = error(
    "Z113", "«{name}» og «{other}» kan ikke stå ved siden af hinanden på alle maskiner",
    when="Fejler når to filer i arkivet hedder det samme, kun skilles ved store bogstaver eller tegnenes form, "
    "eller når den ene også er en mappe.",
    help=_UNTRUSTED,
)  # fmt: skip
NESTED = error(
    "Z114", "«{name}» er et arkiv inden i arkivet",
    when="Fejler når en revisionspakke rummer et arkiv; det bliver ikke åbnet.",
    help=_UNTRUSTED,
)  # fmt: skip
BAD_NAME = error(
    "Z115", "«{name}» kan ikke være et filnavn på alle maskiner",
    when="Fejler når et navn i arkivet har tegn eller ord, et filnavn ikke kan have på Windows, Mac eller Linux.",
    help=_UNTRUSTED,
)  # fmt: skip
NO_MANIFEST = error(
    "Z116", "arkivet har ingen manifest.json",
    when="Fejler når et zip-arkiv ikke er en revisionspakke.",
    help="En revisionspakke laves med «rammeaftale revision pak».",
)  # fmt: skip
BAD_MANIFEST = error(
    "Z117", "pakkens manifest kan ikke læses: {reason}",
    when="Fejler når en revisionspakkes manifest ikke har den form, det skal have.",
    help=_AGAIN,
)  # fmt: skip
OTHER_FORMAT = error(
    "Z118", "pakken har format {format}; dette program kender format {known}",
    when="Fejler når en revisionspakke er lavet til et andet format.",
    help="Brug den version af programmet, som pakken er lavet med: {program}.",
)  # fmt: skip
MANIFEST_CHANGED = error(
    "Z119", "pakkens manifest er ændret: dets kontrolsum passer ikke",
    when="Fejler når manifestet er ændret, siden pakken blev lavet.",
    help=_AGAIN,
)  # fmt: skip
FILE_CHANGED = error(
    "Z120", "«{name}» er ændret: dens sha256 er ikke den, manifestet nævner",
    when="Fejler når en fil i pakken ikke er den, manifestet nævner.",
    help=_AGAIN,
)  # fmt: skip
FILE_MISSING = error(
    "Z121", "«{name}» mangler i pakken",
    when="Fejler når manifestet nævner en fil, pakken ikke har.",
    help=_AGAIN,
)  # fmt: skip
EXTRA_FILE = error(
    "Z122", "«{name}» hører ikke til i pakken",
    when="Fejler når pakken har en fil, som manifestet ikke nævner, eller som regler og sag ikke bruger.",
    help=_UNTRUSTED,
)  # fmt: skip
ARCHIVE_CHANGED = error(
    "Z123", "arkivet er ændret, siden det blev lavet: {where}",
    when="Fejler når en byte i arkivet uden for filerne er ændret, eller en fils data ikke passer med arkivets egne.",
    help=_AGAIN,
)  # fmt: skip
OTHER_LANGUAGE = error(
    "Z124", "pakken er lavet med regelsprogets version {made}; dette program regner med version {known}",
    when="Fejler når en pakke er lavet med en anden version af regelsproget, så dens regler kan betyde noget andet.",
    help="Brug den version af programmet, som pakken er lavet med: {program}.",
)  # fmt: skip
NO_ROOM = error(
    "Z125", "pakkens regler kan ikke skrives i mappen til midlertidige filer: {reason}",
    when="Fejler når en revisionspakkes regler ikke kan pakkes ud på denne maskine.",
    help="Giv plads i mappen, eller nævn en anden i miljøvariablen TMPDIR.",
)  # fmt: skip
