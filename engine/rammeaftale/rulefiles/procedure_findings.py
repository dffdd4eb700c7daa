"""What can be wrong with a procedure: steps that lead nowhere, conditions without an end, names that do not exist."""

from __future__ import annotations

from rammeaftale.core.diagnostics import error, warning

UNKNOWN_TARGET = error(
    "R101", "«{outcome}» i «{step}» fører til «{name}», som {what}",
    when="Fejler når et udfald fører til et trin eller en slutning, proceduren ikke har.",
    help="Her er trinnene {steps} og slutningerne {ends}.",
)  # fmt: skip
UNREACHABLE = error(
    "R102", "ingen vej fører til trinnet «{name}»",
    when="Fejler når et trin hverken er det første eller følger af noget udfald, man kan komme til.",
    help="Lad et udfald føre til det, eller slet trinnet; det første trin er dér, proceduren begynder.",
)  # fmt: skip
NO_WAY_OUT = error(
    "R103", "fra trinnet «{name}» fører ingen vej til en slutning",
    when="Fejler når proceduren aldrig kan slutte, når den først er nået til et trin.",
    help="Lad et udfald føre til en slutning: {{slut: navn}}.",
)  # fmt: skip
UNKNOWN_FROM_STEP = error(
    "R104", "«fra_trin» nævner «{name}», som ikke er et trin i proceduren",
    when="Fejler når en deltager kommer til fra et trin, proceduren ikke har.",
    help="Her er trinnene {steps}.",
)  # fmt: skip
NO_OTHERWISE = error(
    "R105", "en liste af betingede følger skal slutte med «- ellers: …»",
    when="Fejler når et udfald med betingelser ikke siger, hvad der følger, når ingen af dem er opfyldt, eller når "
    "«ellers» ikke står alene og sidst.",
    help="Hver linje har «når» og «til» eller «slut»; den sidste kun «ellers».",
)  # fmt: skip
NOT_A_PART_OUTCOME = error(
    "R106", "«når_alle» i «{step}» nævner «{name}», som ikke alle dele kan ende med",
    when="Fejler når «når_alle» nævner et udfald, som mindst én del aldrig kan få, så det aldrig kan ske.",
    help="Delene kan alle ende med: {known}.",
)  # fmt: skip
UNKNOWN_CATALOGUE = error(
    "R107", "kataloget «{name}» findes ikke",
    when="Fejler når et trins «tiltag» nævner et katalog, regelsættet ikke har.",
    help="Kendte kataloger: {known}.",
)  # fmt: skip
NO_STEPS = error(
    "R108", "proceduren «{name}» har ingen trin",
    when="Fejler når en procedure ikke har et eneste trin.",
    help="Skriv mindst ét trin under «trin:».",
)  # fmt: skip
NO_OUTCOME = error(
    "R109", "trinnet «{name}» har intet udfald",
    when="Fejler når et trin ikke siger, hvad det kan ende med.",
    help="Skriv for eksempel «udfald: {{afsluttet: {{slut: …}}}}».",
)  # fmt: skip
TWO_WAYS_APART = error(
    "R110", "trinnet «{name}» deles op på to måder",
    when="Fejler når et trin både har «dele» og «pr», eller både «dele» og «udfald».",
    help="Med «dele» har hver del sine udfald; med «pr» har trinnet dem.",
)  # fmt: skip
PARTS_LEAD_NOWHERE = error(
    "R111", "trinnet «{name}» afgøres af flere, men siger ikke, hvad det fører til",
    when="Fejler når et trin med «dele» mangler «når_alle», eller et trin med «pr» mangler «udfald» eller «når_alle».",
    help="Skriv «når_alle: {{udfald: trin}}» og «ellers: trin»; med «pr» også «udfald: [navn, navn]».",
)  # fmt: skip
NOT_APART = error(
    "R112", "trinnet «{name}» afgøres kun ét sted, men er skrevet, som om flere afgør det",
    when="Fejler når et trin uden «dele» og «pr» har «når_alle» eller «ellers», eller når dets udfald er en liste, så "
    "ingen kan se, hvad de fører til.",
    help="Skriv «udfald: {{navn: trin}}», eller tilføj «pr: dimension» eller «dele».",
)  # fmt: skip
NOT_ALL_COVERED = error(
    "R113", "trinnet «{name}» siger ikke, hvad der følger, når delene ender forskelligt",
    when="Fejler når et trin med flere dele mangler «ellers», selv om delene kan få andre udfald end dem i «når_alle».",
    help="Tilføj «ellers: …» til trinnet.",
)  # fmt: skip
STEP_AND_END = error(
    "R114", "«{name}» er både et trin og en slutning",
    when="Fejler når et trin og en slutning i samme procedure har samme navn.",
    help="Giv slutningen et andet navn.",
)  # fmt: skip
END_UNUSED = warning(
    "R115", "intet udfald fører til slutningen «{name}»",
    when="Advarer når en slutning aldrig kan nås.",
    help="Lad et udfald føre til den, eller slet den.",
)  # fmt: skip
ROUND_AT_END = error(
    "R117", "en slutning begynder ikke en ny runde",
    when="Fejler når «ny_runde» står sammen med «slut».",
    help="Slet «ny_runde», eller lad udfaldet gå til et trin.",
)  # fmt: skip
UNKNOWN_PROCEDURE = error(
    "R121", "proceduren «{name}» findes ikke",
    when="Fejler når nået, udfald_af eller dato_for nævner en procedure, regelsættet ikke har.",
    help="Kendte procedurer: {known}.",
)  # fmt: skip
UNKNOWN_STEP = error(
    "R122", "«{name}» er ikke et {what} i proceduren «{procedure}»",
    when="Fejler når en formel spørger til et trin, proceduren ikke har; kun nået(…) kan spørge til en slutning.",
    help="Her kan stå: {known}.",
)  # fmt: skip
JOINT_ALONE = error(
    "R116", "trinnet «{name}» er fælles, men har {count}",
    when="Fejler når «fælles: ja» står på et trin uden mindst to aktører.",
    help="Nævn de aktører, der handler sammen, eller slet «fælles».",
)  # fmt: skip
