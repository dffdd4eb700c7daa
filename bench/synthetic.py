"""A made-up rule set of any size with the mix of a real one, and chains of any depth; always the same text.

Twenty quantities make a group: two parameters, seven inputs and eleven calculated ones (formulas with and without
steps, variants, a table, a reading, last year's value, levels and sums over them). A group uses its own inputs and
the results of earlier groups, and its last quantity rests on all before it: its trace is the trace of everything.
"""

from __future__ import annotations

from pathlib import Path

GROUP = 20
GROUPS_A_FILE = 2
LEVELS = ("N1", "N2", "N3")
SET, YEAR = "prøve/2018-2020", 2019

_CONCEPTS = "begreber: {}\n"
_MANIFEST = f"""\
id: {SET}
titel: Et regelsæt til måling
region: prøve
spor: måling
periode:
  fra: 2018-01-01
  til: 2020-12-31
historik: 2
kilder:
  aftalen:
    titel: En tænkt aftale
    udgiver: Ingen
aktører:
  driftsherre:
    titel: Driftsherre
dimensioner:
  niveau:
    titel: Takstniveau
    hvis_ikke_nævnt: ingen
"""
_HEAD = """\
# Afsnit {n} og det næste: budget, regulering og pris.
emne: Emne {n}
kilde:
  dokument: aftalen
  afsnit: "{n}"
"""
_SECTIONS = {
    "parametre": """\
  sats_{n}:
    titel: Sats efter afsnit {n}
    beskrivelse: Den sats, som parterne har aftalt for de enkelte år, med udgangspunkt i den almindelige regulering.
    enhed: pct
    kilde:
      anker: K{n}-01
    værdier:
      2017: 1.9
      2018: 2.1
      2019: 1.37
      2020: 0.82
  faktor_{n}:
    titel: Faktor efter afsnit {n}
    enhed: forhold
    kilde:
      anker: K{n}-02
    værdi: 0.75
""",
    "oplysninger": """\
  løn_{n}:
    titel: Løn til fastansat personale, del {n}
    beskrivelse: Alle udgifter til løn, også vikarer og pension, men ikke til tjenestemænd, som har deres egen linje.
    spørgsmål: Hvad er budgettet til løn i takståret?
    enhed: kr
    mindst: 0
    fast: ja
    kilde:
      anker: K{n}-03
  drift_{n}:
    titel: Øvrige driftsudgifter, del {n}
    spørgsmål: Hvad er budgettet til øvrig drift i takståret?
    enhed: kr
    mindst: 0
    fast: ja
  tillæg_{n}:
    titel: Tillæg, del {n}
    beskrivelse: Udelades, når tilbuddet ikke har et tillæg.
    spørgsmål: Hvor stort er tillægget?
    enhed: kr
    valgfri: ja
    kilde:
      anker:
        - K{n}-04
        - K{n}-05
  andel_{n}:
    titel: Andel, som fordeles, del {n}
    spørgsmål: Hvor stor en andel fordeles?
    enhed: pct
    mindst: 0
    højst: 100
  slags_{n}:
    titel: Slags tilbud, del {n}
    spørgsmål: Hvilken slags tilbud er det?
    type: valg
    muligheder:
      - bo
      - dag
      - andet
    standard: bo
    fast: ja
  omfattet_{n}:
    titel: Omfattet af reguleringen, del {n}
    spørgsmål: Er tilbuddet omfattet?
    type: ja_nej
  pladser_{n}:
    titel: Pladser på niveauet, del {n}
    spørgsmål: Hvor mange pladser har niveauet?
    enhed: plads
    pr: niveau
    mindst: 0
    fast: ja
    kilde:
      anker: K{n}-06
""",
    "fortolkninger": """\
  tvivl_{n}:
    titel: Gælder andelen hele budgettet eller kun nettobeløbet?
    art: flertydig
    standard: netto
    læsninger:
      netto:
        titel: Kun nettobeløbet
      hele:
        titel: Hele budgettet
""",
    "størrelser": """\
  budget_{n}:
    titel: Budget efter afsnit {n}
    beskrivelse: Løn og drift, reguleret med årets sats; det er grundlaget for resten af afsnittet.
    enhed: kr
    kilde:
      anker: K{n}-07
    formel: løn_{n} * (1 + sats_{n}) + drift_{n}
  netto_{n}:
    titel: Netto efter afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-08
    formel: maks(budget_{n} - oplyst_eller(tillæg_{n}, 0) * faktor_{n}, 0)
  regulering_{n}:
    titel: Regulering efter afsnit {n}
    beskrivelse: Reguleringen falder bort for tilbud, som ikke er omfattet af den.
    enhed: kr
    kilde:
      anker:
        - K{n}-09
        - K{n}-10
    varianter:
      - når: omfattet_{n} og andel_{n} > 25 pct
        formel: netto_{n} * sats_{n}
      - når: oplyst(tillæg_{n})
        formel: tillæg_{n}
      - ellers: 0 kr
  pris_{n}:
    titel: Pris efter afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-11
    tabel:
      efter:
        - slags_{n}
        - andel_{n}
      rækker:
        - når: {{slags_{n}: bo, andel_{n}: "< 50"}}
          giver: netto_{n} * andel_{n}
        - når: {{slags_{n}: bo, andel_{n}: ">= 50"}}
          giver: netto_{n} / 2
        - når:
            slags_{n}:
              - dag
              - andet
          giver: netto_{n} - regulering_{n}
  rest_{n}:
    titel: Rest efter afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-12
    efter_fortolkning:
      tvivl_{n}:
        netto: netto_{n} * (1 - andel_{n})
        hele: budget_{n} * (1 - andel_{n})
  udvikling_{n}:
    titel: Udvikling siden året før efter afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-13
    formel: budget_{n} - budget_{n}[-1]
  pladser_i_alt_{n}:
    titel: Pladser i alt efter afsnit {n}
    enhed: plads
    kilde:
      anker: K{n}-14
    formel: sum(pladser_{n})
  pr_plads_{n}:
    titel: Beløb pr. plads efter afsnit {n}
    beskrivelse: Beløbet vises og bruges i hele kroner.
    enhed: kr
    kilde:
      anker: K{n}-15
    formel: netto_{n} / maks(pladser_i_alt_{n}, 1)
    trin:
      - afrund: {{til: 1, metode: halv_op}}
  niveau_{n}:
    titel: Niveauets del efter afsnit {n}
    enhed: kr
    pr: niveau
    kilde:
      anker: K{n}-16
    formel: pladser_{n} * pr_plads_{n} * (1 + sats_{n})
  loft_{n}:
    titel: Beløb med loft efter afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-17
    formel: netto_{earlier} * andel_{n} + regulering_{n}
    trin:
      - mindst: 0
      - højst: netto_{n}
        når: omfattet_{n}
  samlet_{n}:
    titel: Samlet til og med afsnit {n}
    enhed: kr
    kilde:
      anker: K{n}-18
    formel: >-
      {carried} + pris_{n} + rest_{n} + udvikling_{n} + pr_plads_{n} + loft_{n}
      + sum(niveau_{n})
""",
}


def rule_set(count: int = 1000) -> dict[str, str]:
    """The files of a library with one set of `count` quantities (a multiple of twenty), text by path."""
    groups = count // GROUP
    files = {"begreber.yaml": _CONCEPTS, "2019/regelsaet.yaml": _MANIFEST}
    for first in range(0, groups, GROUPS_A_FILE):
        numbers = range(first, min(first + GROUPS_A_FILE, groups))
        files[f"2019/emne{first:04d}.yaml"] = _topic(numbers)
    return files


def last_of(count: int = 1000) -> str:
    """The quantity of `rule_set(count)` that rests on every other."""
    return f"samlet_{count // GROUP - 1}"


def case(count: int = 1000) -> str:
    """A case that states the inputs of `rule_set(count)`; every third group has no tillæg."""
    numbers = range(count // GROUP)
    lines = [f"regelsæt: {SET}", "titel: En tænkt sag", f"år: {YEAR}", "oplysninger:"]
    for n in numbers:
        lines += [f"  løn_{n}: {1_000_000 + 7919 * n}", f"  drift_{n}: {350_000 + 104_729 * n}.25"]
        lines += [f"  andel_{n}: {n % 40 + 20}", f"  slags_{n}: {('bo', 'dag', 'andet')[n % 3]}"]
        lines += [f"  omfattet_{n}: {'ja' if n % 2 else 'nej'}"]
        lines += [f"  tillæg_{n}: {1500 + n}"] if n % 3 else []
    lines.append("  niveau:")
    for place, level in enumerate(LEVELS, start=1):
        lines.append(f"    {level}:")
        lines += [f"      pladser_{n}: {place + n % 5}" for n in numbers]
    return "\n".join(lines) + "\n"


def chain(depth: int, links_a_file: int = 1000) -> dict[str, str]:
    """The files of a library where each of `depth` quantities is the one before it and a krone."""
    files = {"begreber.yaml": _CONCEPTS, "2019/regelsaet.yaml": _MANIFEST}
    for first in range(1, depth + 1, links_a_file):
        links = [
            f"  led_{n}: {{titel: Led {n}, enhed: kr, formel: led_{n - 1} + 1}}\n"
            for n in range(first, min(first + links_a_file, depth + 1))
        ]
        start = "oplysninger:\n  led_0: {titel: Begyndelsen, enhed: kr}\n" if first == 1 else ""
        body = f"{_HEAD.format(n=first)}{start}størrelser:\n{''.join(links)}"
        files[f"2019/led{first:06d}.yaml"] = body
    return files


def chain_case() -> str:
    """The case of every chain: it begins with 0."""
    return f"regelsæt: {SET}\når: {YEAR}\noplysninger:\n  led_0: 0\n"


def write(files: dict[str, str], folder: Path) -> Path:
    """Write the files of a library under a folder; the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _topic(numbers: range) -> str:
    text = _HEAD.format(n=numbers[0])
    for section, entries in _SECTIONS.items():
        text += f"\n{section}:\n"
        for n in numbers:
            carried = f"samlet_{n - 1}" if n else "0 kr"
            text += entries.format(n=n, earlier=max(n - 3, 0), carried=carried)
    return text
