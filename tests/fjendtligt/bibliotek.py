"""A small sound library, and what becomes of it when one of its files is something else."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from time import process_time

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


LONGEST = 10.0  # seconds of this process alone; what is usual is some hundredths


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

    @property
    def findings(self) -> list[tuple[str, str]]:
        """Code and place of every error found, in order."""
        return re.findall(r"^fejl\[([A-Z][0-9]{3})\]: .*\n  --> (.*)$", self.text, re.MULTILINE)

    @property
    def codes(self) -> list[str]:
        """The codes of the errors found, in order."""
        return [code for code, _ in self.findings]


def misused(outcome: Outcome, *wanted: str) -> None:
    """As `refused`, with exit 2: the command itself was written wrongly."""
    refused(outcome, *wanted, code=2)


def refused(outcome: Outcome, *wanted: str, code: int = 1) -> None:
    """Exit 1 with just these findings, each `CODE` or `CODE place`, soon, and nothing but Danish findings."""
    told = [f"{code} {place}" for code, place in outcome.findings]
    assert len(told) == len(wanted), outcome.text[:3000]
    for found, expected in zip(told, wanted, strict=True):
        assert found == expected or found.startswith(f"{expected} "), outcome.text[:3000]
    assert outcome.code == code
    assert "Traceback" not in outcome.text
    assert outcome.seconds < LONGEST


def changed(name: str, old: str, new: str) -> dict[str, str | bytes]:
    """One file of the library with one text in it replaced by another."""
    assert FILES[name].count(old) >= 1, old
    return {name: FILES[name].replace(old, new, 1)}


def changed_case(old: str, new: str) -> str:
    """The case with one text in it replaced by another."""
    assert CASE.count(old) == 1, old
    return CASE.replace(old, new)


def library(folder: Path, files: dict[str, str | bytes] | None = None, case: str | bytes = CASE) -> Path:
    """The sound library in a folder with some files changed or added, and `sag.yaml`."""
    for name, content in {**FILES, **(files or {}), "sag.yaml": case}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return folder


def command(*arguments: str, given: bytes = b"") -> Outcome:
    """Run a command in this process; an exception that would reach the user reaches the test."""
    out, err, before = io.StringIO(), io.StringIO(), (sys.argv, sys.stdin)
    sys.argv, sys.stdin = ["rammeaftale", *arguments], io.TextIOWrapper(io.BytesIO(given))
    start = process_time()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _run()
    finally:
        sys.argv, sys.stdin = before
    return Outcome(code, out.getvalue(), err.getvalue(), process_time() - start)


def check(folder: Path, files: dict[str, str | bytes]) -> Outcome:
    """What `tjek` says of the library with some files changed, in its own folder."""
    library(folder, files)
    return command("tjek")


def calculate(
    folder: Path, case: str | bytes = CASE, *options: str, files: dict[str, str | bytes] | None = None
) -> Outcome:
    """What `beregn` says of a case, in the library's own folder."""
    library(folder, files, case)
    return command("beregn", SET, "sag.yaml", "--format", "json", *options)
