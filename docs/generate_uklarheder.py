"""The page of what the sources leave in doubt: each contradiction and gap with the entry that takes it up.

Numbers are those of the project's clause inventory (C: contradictions, G: gaps); what is said of each is the rules' own
words, so that the page cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import rammeaftale
from rammeaftale.language.program import Figures, Program
from rammeaftale.services.loading import shipped_library

NOTE = "<!-- Siden er dannet med «make docs» af regelsættene; ret dem eller docs/generate_uklarheder.py. -->"
HEAD = """\
# Hvad kilderne lader stå uklart

{note}

De fem aftaler modsiger sig selv og hinanden nogle steder og tier andre steder. Intet af det er afgjort i stilhed.
En modsigelse eller en tvivl er en **fortolkning**, som en sag kan vælge en anden læsning af (`--fortolkning`), og
`følsomhed` viser, hvad den betyder. Det, kilden henviser til, men som vi ikke har, er **kilde mangler**. Det, aftalen
slet ikke siger, er **tier** (og hvor en beregning spørger om det: *ikke reguleret*). En klausul, der ikke er gjort til
en regel, er **udeladt** med en grund. Numrene er klausulfortegnelsens: C er modsigelser, G er huller.

Her står kun det, fortegnelsen har fundet. Hvert regelsæt har flere fortolkninger; se dem med `rammeaftale vis`.
"""
H16, H17, H19, H21, N13 = (
    "hovedstaden/2016",
    "hovedstaden/2017-2021",
    "hovedstaden/2019-2020",
    "hovedstaden/2021-2022",
    "nordjylland/2013",
)
PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "C-01": ((H19, "opkræver_serviceydelser"),),
    "C-02": ((H19, "egenbetaling_fradrag"),),
    "C-03": ((H19, "rente_dag"),),
    "C-04": ((H16, "D0-01"),),
    "C-05": ((H19, "aftalens_karakter"),),
    "C-06": ((H19, "takstmodel_periode"), (H19, "kapacitetsaftaler_2020")),
    "C-07": ((H19, "valgperiode_regnes_fra"),),
    "C-08": ((H19, "besked_fra_tidligere_periode"),),
    "C-09": ((H19, "behovsvurdering_hvor_tit"),),
    "C-10": ((H21, "tyve_pladser"),),
    "C-11": ((H21, "belægning_ved_udvidelse"),),
    "C-12": ((H17, "målgruppe_befolkning"),),
    "C-13": ((H17, "varslingsaftale"),),
    "C-14": ((H19, "egenbetaling_109_110_regler"),),
    "C-15": ((H19, "afsnitsnumre"),),
    "C-16": ((H19, "indtægter_placering"),),
    "C-17": ((H19, "vedligeholdelse_plads"),),
    "C-18": ((H19, "belægning_to_år"),),
    "C-19": ((H19, "overskud_på_grænsen"),),
    "C-20": ((H19, "takst_forhandling"),),
    "C-21": ((H19, "budgetændring_årsager"),),
    "C-22": ((H19, "længere_varsel_kompetence"),),
    "C-23": ((H19, "indstilling_kræver"),),
    "C-24": ((H19, "mest_specialiseret_afgøres_af"),),
    "C-25": ((H19, "drøftelse_hvor_ofte"),),
    "C-26": ((H19, "fastsætter_serviceydelser"),),
    "C-27": ((H19, "opkrævning_egenbetaling"),),
    "C-28": ((H19, "visitationskompetence"), (H19, "fortsættelse_er_afgørelse")),
    "C-29": ((H19, "hensigtserklæringers_vægt"),),
    "C-30": ((H19, "prisloft_omfang"),),
    "C-31": ((H19, "årlige_oplysninger_108"),),
    "C-32": ((H21, "dækningens_længde"),),
    "C-33": ((H21, "underskud_som_loft"),),
    "C-34": ((H21, "takstens_grundlag"),),
    "C-35": ((H21, "anlæg_i_taksten"), (H21, "anlæg_ved_region")),
    "C-36": ((H21, "helt_nye_tilbud"),),
    "C-37": ((H21, "modellens_ikrafttræden"), (H21, "kommunalbestyrelser_senest")),
    "C-38": ((H21, "garanti_efter_perioden"),),
    "C-39": ((N13, "c1_alternativer"),),
    "C-40": ((H17, "varsling_bindende_fra"),),
    "C-41": ((H17, "målgruppe_optælling"),),
    "C-42": ((N13, "købsaftale_form"),),
    "G-01": ((H19, "omfattede_tilbud"),),
    "G-02": ((H19, "D1-017"),),
    "G-03": ((H19, "regneeksempler"),),
    "G-04": ((H19, "kriterier_for_mest_specialiserede"),),
    "G-05": ((H19, "egenbetaling_lovgrundlag"),),
    "G-06": (
        (N13, "beslutningsorgan"),
        (H19, "arbejdsgange_for_udredning"),
        (H19, "skabelon_til_samarbejdsaftaler"),
    ),
    "G-07": ((H19, "region_overhead_højst"),),
    "G-08": ((H19, "afrunding_af_taksten"),),
    "G-09": ((H19, "efterregulering_omfang"),),
    "G-10": ((H19, "efterregulering_grundlag"),),
    "G-11": ((H19, "takstårets_dage"),),
    "G-12": ((H19, "afregning_forud"),),
    "G-13": ((H19, "tre_måneder"), (H19, "indtægt_vindue")),
    "G-14": ((H21, "uden_alle_kommuner"),),
    "G-15": ((H19, "loftets_udgift_og_niveau"), (H19, "loftets_grundtal")),
    "G-16": ((H19, "overhead_norm"), (H19, "nøgle_til_centrale_udgifter")),
    "G-17": ((H19, "adgang_til_overtagne_tilbud"),),
    "G-18": (
        (H19, "forlænget_uden_varsel"),
        (H19, "bortfald_forlænget"),
        (H19, "driftsherres_opsigelsesvarsel"),
    ),
    "G-19": ((H19, "afregning_art"),),
    "G-20": ((H19, "takst_under_omplacering"),),
    "G-21": (
        (H19, "opstart_delår"),
        (H19, "opstart_nøgle"),
        (H19, "opstart_opgørelse"),
        (H19, "estimat_uden_opstart"),
    ),
    "G-22": ((H19, "anlægskartotekets_grænse"),),
    "G-23": ((H19, "aktørernes_definition"), (H19, "hverdage"), (H19, "lukkedage")),
    "G-24": ((H19, "privat_driftsherre"),),
    "G-25": ((H19, "meddelelse_og_anmodning"),),
    "G-26": ((H19, "D1-210"), (H19, "overtagelsesvilkår"), (H19, "egenbetaling_lovgrundlag")),
    "G-27": ((H19, "skabelonernes_indhold"), (H17, "beslutningsorgan")),
    "G-28": (
        (H16, "følger_af_et_nej"),
        (H19, "følger_af_et_nej"),
        (H19, "tab_af_status"),
        (N13, "tiltagets_varighed"),
    ),
    "G-29": ((H21, "D2-31"), (H21, "standardkontrakt"), (H21, "materiale_til_projektforslag")),
    "G-30": ((H21, "sædvanlig_tomgang"), (H21, "særtakst_i_garantien"), (H21, "garanti_afregning")),
    "G-31": ((H21, "garanti_skøn"),),
    "G-32": ((N13, "dispensation_varighed"), (N13, "beskyttelse_ophør"), (N13, "beslutningsorgan")),
    "G-33": ((H19, "omfattede_kommunikationscentre"), (H19, "sammenligningsperiode_for_henvendelser")),
    "G-34": ((H19, "betalende_brugere_forhold"),),
    "G-35": ((H19, "nøgle_til_timetakst"),),
}


def unclear_page() -> str:
    """docs/uklarheder.md."""
    library = shipped_library()
    ids = {id_ for places in PLACES.values() for id_, _ in places}
    programs = {id_: rammeaftale.load(id_, library=library).rules.programs[0] for id_ in sorted(ids)}
    lines = [
        HEAD.format(note=NOTE),
        "| nr. | regelsæt | slags | navn | det handler om |",
        "|---|---|---|---|---|",
    ]
    for number, places in PLACES.items():
        for position, (id_, name) in enumerate(places):
            kind, about = taken_up(programs[id_], name)
            lines.append(f"| {'' if position else number} | {id_} | {kind} | `{name}` | {about} |")
    return "\n".join(lines) + "\n"


def taken_up(program: Program, name: str) -> tuple[str, str]:
    """How a set takes something up, and in which words.

    Raises:
        KeyError: The set does not.
    """
    found = next(_ways(program, name), None)
    if found is None:
        raise KeyError(f"{program.id} tager ikke «{name}» op")
    return found


def _ways(program: Program, name: str) -> Iterator[tuple[str, str]]:
    manifest = program.manifest
    if name in program.readings:
        yield "fortolkning", program.readings[name].head.title
    if name in manifest.silent:
        yield "tier", manifest.silent[name]
    if name in manifest.source_missing:
        yield "kilde mangler", manifest.source_missing[name]
    quantity = program.quantities.get(name)
    if quantity is not None and quantity.figures is not None and not _all_known(quantity.figures.values()):
        yield "kilde mangler", quantity.head.title
    for omission in program.text.omissions:
        if name in {node.text for node in omission.clauses}:
            words = omission.reason.replace("_", " ")
            yield f"udeladt ({words})", omission.note or manifest.clauses[name].title


def _all_known(every: Iterable[Figures]) -> bool:
    figures = [
        f for one in every for f in (one.always, *one.by_year.values(), *(d for _, d in one.from_date))
    ]
    return all(figure is None or figure.value is not None for figure in figures)
