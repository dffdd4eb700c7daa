"""What can be wrong with catalogues and goals, in rules and in cases."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error

NOTHING_IN_IT = error(
    "H201", "{what} «{name}» er uden {part}",
    when="Fejler når et katalog er uden medlemmer eller et mål uden handlinger.",
    help="Tilføj mindst én, eller slet posten.",
)  # fmt: skip
UNKNOWN_CATALOGUE = error(
    "H202", "kataloget «{name}» findes ikke",
    when="Fejler når i_katalog(x, …) nævner et katalog, regelsættet ikke har.",
    help="Kendte kataloger: {known}.",
)  # fmt: skip
NOT_IN_CATALOGUE = error(
    "H203", "«{name}» er ikke i kataloget «{catalogue}», så svaret er altid nej",
    when="Fejler når i_katalog(…) spørger til en fast tekst, som et udtømmende katalog ikke har.",
    help="Medlemmer: {known}.",
)  # fmt: skip
UNKNOWN_ACTION = error(
    "H204", "målet «{goal}» har ingen handling «{name}»",
    when="Fejler når en sag eller et eksempel nævner en handling, målet ikke har.",
    help="Handlinger: {known}.",
)  # fmt: skip
BAD_ACTION_FACT = error(
    "H205", "«{text}» siger ikke, om handlingen er gennemført",
    when="Fejler når et forhold om en handling hverken er gennemført eller en dato.",
    help="Skriv gennemført eller datoen.",
)  # fmt: skip
ACTION_DATES_OF_ONE = error(
    "H206", "handlingen «{name}» gentages ikke og kan kun have én dato",
    when="Fejler når en handling, der ikke gentages, får en liste af datoer.",
    help="Skriv den ene dato.",
)  # fmt: skip
NO_SUCH_STATUS = error(
    "H207", "«{text}» er ikke en tilstand for en handling",
    when="Fejler når et eksempel venter andet af en handling end en af dens tilstande.",
    help="Her kan stå: {known}.",
)  # fmt: skip
