"""A small set with one procedure of each sort, and its states worked out by hand in the tests beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

TOPIC = """\
oplysninger:
  klar: {titel: Er forslaget klart?, type: ja_nej, fast: ja}
  stor: {titel: Er sagen stor?, type: ja_nej, fast: ja}
  frist_dage: {titel: Dage til at svare, enhed: dag, fast: ja}
procedurer:
  høring:
    titel: Høring
    deltagere:
      - {aktør: nabo, når: stor, fra_trin: behandling}
    trin:
      forslag:
        titel: Forslaget sendes
        aktør: vi
        kræver: [{når: klar, ellers: Forslaget er ikke klart}]
        dokumenter:
          budget: {titel: Budget}
          tegning: {titel: Tegning, når: stor}
        udfald: {sendt: behandling, droppet: {slut: droppet}}
      behandling:
        titel: Forslaget behandles
        aktør: [udvalg, nabo]
        fælles: ja
        tiltag: redskaber
        frist: dato_for("høring", "forslag") + dage(frist_dage)
        udfald:
          tiltrådt: {slut: vedtaget}
          retur: {til: forslag, ny_runde: ja}
          henvist:
            - {når: stor, til: forslag}
            - ellers: {slut: vedtaget}
    slutninger: {vedtaget: {titel: Vedtaget}, droppet: {titel: Droppet}}
  svar:
    titel: Svar fra alle
    trin:
      runde: {titel: Byerne svarer, pr: by, udfald: [ja, nej], når_alle: {ja: {slut: enige}}, ellers: {til: runde, ny_runde: ja}}
    slutninger: {enige: {titel: Enige}}
  rumsvar:
    titel: Holdene svarer
    trin:
      svar: {titel: Holdene svarer, pr: rum, udfald: [ja], når_alle: {ja: {slut: enige}}}
    slutninger: {enige: {titel: Enige}}
  dele:
    titel: To dele
    trin:
      begge:
        titel: Begge dele
        aktør: vi
        dele:
          pris: {titel: Prisen, udfald: [godkendt, forkastet]}
          sted: {titel: Stedet, aktør: nabo, udfald: [godkendt, flyttes]}
        når_alle: {godkendt: {slut: færdig}}
        ellers: begge
    slutninger: {færdig: {titel: Færdig}}
kataloger:
  redskaber: {titel: Redskaber, udtømmende: ja, medlemmer: {skovl: {titel: Skovl}}}
størrelser:
  er_vedtaget: {titel: Vedtaget?, type: ja_nej, formel: 'nået("høring", "vedtaget")'}
  er_behandlet: {titel: Behandlet?, type: ja_nej, formel: 'nået("høring", "behandling")'}
  er_begyndt: {titel: Begyndt?, type: ja_nej, formel: 'nået("høring", "forslag")'}
  udfaldet: {titel: Udfald, type: tekst, formel: 'udfald_af("høring", "behandling")'}
  dagen: {titel: Dagen, type: dato, formel: 'dato_for("høring", "behandling")'}
  sendt: {titel: Sendt, type: dato, formel: 'dato_for("høring", "forslag")'}
  svaret: {titel: Svaret, type: tekst, formel: 'udfald_af("svar", "runde")'}
"""
ACTORS = "  udvalg:\n    titel: Udvalget\n  nabo:\n    titel: Naboen\n"


def event(step: str, outcome: str, day: str | None = None, **more: Any) -> dict[str, Any]:
    """An event as a case has it."""
    return {"trin": step, "udfald": outcome, **({"dato": day} if day else {}), **more}


def case(procedure: str, events: Iterable[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A case with the events of one procedure; `more`: inputs, and `opgjort`."""
    today = {"opgjort": more.pop("opgjort")} if "opgjort" in more else {}
    return {
        "regelsæt": "prøve/2020",
        "år": 2020,
        **today,
        "oplysninger": more,
        "procedurer": {procedure: list(events)},
    }
