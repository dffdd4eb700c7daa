"""A small sound library, and what becomes of it when one of its files is something else."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from rammeaftale.cli.main import _run

SET = "prøve/2019-2020"
TOPIC, MANIFEST = "2019/takst.yaml", "2019/regelsaet.yaml"
FILES = {
    "begreber.yaml": "begreber:\n  takst: {titel: Takst}\n",
    MANIFEST: """\
id: prøve/2019-2020
titel: Et lille regelsæt
region: prøve
spor: takst
periode: {fra: 2019-01-01, til: 2020-12-31}
historik: 3
kilder:
  aftalen: {titel: Aftalen}
aktører:
  driftsherre: {titel: Driftsherre}
dimensioner:
  niveau: {titel: Takstniveau, hvis_ikke_nævnt: ingen}
  kommune: {titel: Kommune, medlemmer: [Greve, Solrød]}
kalendere:
  arbejdsdage: {ugedage: [ma, ti, on, to, fr], fri: helligdage_dk}
""",
    TOPIC: """\
emne: Takst
kilde: {dokument: aftalen, afsnit: "1"}

parametre:
  sats:
    titel: Sats
    enhed: pct
    værdier: {2019: 2, 2020: 3}

oplysninger:
  løn: {titel: Løn, enhed: kr, mindst: 0}
  tillæg: {titel: Tillæg, enhed: kr, valgfri: ja}
  belægning: {titel: Belægning, enhed: pct, pr: år, mindst: 0}
  pladser: {titel: Pladser, enhed: plads, pr: niveau, mindst: 0}
  slags: {titel: Slags, muligheder: [bo, dag], fast: ja}
  modtaget: {titel: Modtaget, type: dato, fast: ja}

størrelser:
  budget:
    titel: Budget
    enhed: kr
    formel: løn * (1 + sats) + oplyst_eller(tillæg, 0)
  fyldt:
    titel: Gennemsnitlig belægning
    enhed: pct
    formel: gennemsnit(belægning[-2:-1])
  i_alt:
    titel: Pladser i alt
    enhed: plads
    formel: sum(pladser)
  frist:
    titel: Frist
    type: dato
    tabel:
      efter: [slags]
      rækker:
        - når: {slags: bo}
          giver: arbejdsdage_efter(modtaget, 3, arbejdsdage)
        - når: {slags: dag}
          giver: slut_på_måned(modtaget)
""",
}
CASE = """\
regelsæt: prøve/2019-2020
år: 2019
oplysninger:
  løn: 1000000
  slags: bo
  modtaget: 2019-03-01
  belægning: {2017: 90, 2018: 95}
  niveau:
    N1: {pladser: 4}
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def text(self) -> str:
        """Everything it said."""
        return self.out + self.err


def library(folder: Path, changed: dict[str, str | bytes] | None = None) -> Path:
    """The sound library in a folder with some files changed or added."""
    for name, content in {**FILES, **(changed or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return folder


def command(*arguments: str, given: bytes = b"") -> Outcome:
    """Run a command in this process; an exception that reaches the user reaches the test."""
    out, err, before = io.StringIO(), io.StringIO(), (sys.argv, sys.stdin)
    sys.argv, sys.stdin = ["rammeaftale", *arguments], io.TextIOWrapper(io.BytesIO(given))
    start = perf_counter()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _run()
    finally:
        sys.argv, sys.stdin = before
    return Outcome(code, out.getvalue(), err.getvalue(), perf_counter() - start)
