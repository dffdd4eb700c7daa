"""What can be wrong with `følsomhed --variér` and `--opnå … --ved`."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error

BAD_RANGE = error(
    "S960", "«{text}» har ikke formen {form}",
    when="Fejler når --variér eller --ved ikke har et navn og et interval med to prikker.",
    help="Skriv for eksempel {example}.",
)  # fmt: skip
REVERSED = error(
    "S961", "intervallet for «{name}» går fra {low} til {high}",
    when="Fejler når et interval ender, hvor det begynder, eller før.",
    help="Skriv den mindste værdi først: {better}.",
)  # fmt: skip
NOT_VARIABLE = error(
    "S962", "«{name}» er {kind} og kan ikke varieres",
    when="Fejler når det, der skal varieres, hverken er et tal, en dato eller et årstal.",
    help="Prøv værdierne en ad gangen med --sæt {name}=….",
)  # fmt: skip
WHICH_MEMBER = error(
    "S963", "«{name}» er opdelt efter {dims}: nævn et medlem",
    when="Fejler når en opdelt størrelse varieres eller undersøges, uden at medlemmet er nævnt.",
    help="Skriv medlemmet i kantet parentes efter navnet.",
)  # fmt: skip
INDEPENDENT = error(
    "S964", "«{target}» afhænger ikke af «{name}»",
    when="Fejler når ingen regel fører fra det, der varieres, til størrelsen.",
    help="Se, hvad den bygger på: «rammeaftale vis {rules} {target}».",
)  # fmt: skip
TOO_MANY_POINTS = error(
    "S965", "der er {count} punkter i tabellen; der skal være mindst 2 og højst {limit}",
    when="Fejler når --variér beder om flere punkter, end nogen kan læse, eller kun et.",
    help="Skriv et mindre antal efter skråstregen, eller et større trin efter kolonet.",
)  # fmt: skip
WHICH_YEAR = error(
    "S966", "«{name}» beregnes for flere år: nævn et af dem",
    when="Fejler når en størrelse undersøges i en sag med flere år, uden at året er nævnt.",
    help="Skriv for eksempel {name}@{year}.",
)  # fmt: skip
BAD_STEP = error(
    "S967", "trinnet «{text}» er ikke {expected}",
    when="Fejler når trinnet efter kolonet i --variér ikke er et positivt tal.",
    help="Skriv for eksempel {example}.",
)  # fmt: skip
NOT_ATTAINABLE = error(
    "S968", "«{name}» er {kind} og kan ikke opnås med --opnå",
    when="Fejler når --opnå spørger til en størrelse, der hverken er et tal, en dato, et årstal eller ja/nej.",
    help="Prøv værdierne med --variér.",
)  # fmt: skip
