"""The fixtures of findings: a wrong example that gives just one code, and the same example mended.

A folder `tests/cases/fund/<CODE>-<name>/` holds, for each side (`forkert`, `rigtig`), what is laid over the small
library in `tests/cases/fund/ramme/`:

    <side>.yaml            the topic file of its rule set
    <side>.regelsaet.yaml  the manifest (the topic file then only if the fixture has one)
    <side>.nyt.yaml        the topic file of a second set, mosen/2021, that builds on the first
    <side>.sag.yaml        the case
    <side>/                any other files, by their path in the library
    regler.yaml            a topic file for both sides

and what is done: `<side>.py` runs a program, `<side>.kommando.txt` a command line; else examples are run when there are
any; else a case is calculated when the side has one; else the library is checked. `forventet.txt` is what a user reads.
"""

from __future__ import annotations

import os
import re
import runpy
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import rammeaftale
from rammeaftale.core.diagnostics import Diagnostic, Findings, RammeaftaleError
from rammeaftale.report import diagnostics

FOLDER = Path(__file__).parent / "cases" / "fund"
FRAME = FOLDER / "ramme"
SET = "mosen/2020"
SIDES = ("forkert", "rigtig")
NEWER = """\
id: mosen/2021
titel: Moseaftalen 2021
region: mosen
spor: styringsaftale
periode:
  fra: 2021-01-01
  til: 2021-12-31
bygger_på: mosen/2020
kilder:
  moseaftalen-2021:
    titel: Moseaftalen 2021
"""


@dataclass(frozen=True)
class FindingCase:
    """One folder of fixtures."""

    folder: Path

    @property
    def code(self) -> str:
        return self.folder.name.split("-")[0]

    @property
    def expected(self) -> str:
        return (self.folder / "forventet.txt").read_text(encoding="utf-8")

    def run(self, side: str, root: Path) -> list[Diagnostic]:
        """What is found, with the library built in the empty folder `root`."""
        self._lay_out(side, root)
        with _inside(root):
            return self._act(side, root)

    def told(self, found: list[Diagnostic], root: Path) -> str:
        """What a user reads, wherever the library stands."""
        return diagnostics.text(found).replace(f"{root}/", "").replace(str(root), "bibliotek") + "\n"

    def _lay_out(self, side: str, root: Path) -> None:
        shutil.copytree(FRAME, root, dirs_exist_ok=True)
        rules, manifest = root / "aftale" / "regler.yaml", self.folder / f"{side}.regelsaet.yaml"
        if manifest.exists():
            shutil.copy(manifest, root / "aftale" / "regelsaet.yaml")
            rules.unlink()
            (root / "aftale" / "klausuler.yaml").unlink()
        newer = root / "ny" / "regler.yaml"
        if (self.folder / f"{side}.nyt.yaml").exists():
            newer.parent.mkdir()
            (newer.parent / "regelsaet.yaml").write_text(NEWER, encoding="utf-8")
        for name, target in (
            ("regler.yaml", rules),
            (f"{side}.yaml", rules),
            (f"{side}.nyt.yaml", newer),
            (f"{side}.sag.yaml", root / "sag.yaml"),
        ):
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, target)
        if (self.folder / side).is_dir():
            shutil.copytree(self.folder / side, root, dirs_exist_ok=True)

    def _act(self, side: str, root: Path) -> list[Diagnostic]:
        try:
            if (self.folder / f"{side}.py").exists():
                return list(runpy.run_path(str(self.folder / f"{side}.py")).get("fund", ()))
            if (self.folder / f"{side}.kommando.txt").exists():
                return _command((self.folder / f"{side}.kommando.txt").read_text(encoding="utf-8"))
            if (root / "aftale" / "eksempler").exists():
                return _try_examples()
            if (self.folder / f"{side}.sag.yaml").exists():
                return _calculate()
            return rammeaftale.check(["."])
        except RammeaftaleError as fault:
            return list(fault.diagnostics)


def cases() -> Iterator[FindingCase]:
    """Every fixture, by code."""
    for folder in sorted(FOLDER.iterdir()):
        if re.match(r"[A-Z][0-9]{3}-", folder.name):
            yield FindingCase(folder)


def _command(line: str) -> list[Diagnostic]:
    from rammeaftale.cli.main import cli

    words = shlex.split(line)
    assert words[0] == "rammeaftale"
    with redirect_stdout(StringIO()):
        cli.main(words[1:], standalone_mode=False)
    return []


def _try_examples() -> list[Diagnostic]:
    from rammeaftale.report.examples.text import mismatches
    from rammeaftale.services.examples.examples import run_examples

    findings = Findings()
    sets = run_examples([Path("aftale")], findings)
    parts = [result for one in sets for result in one.results]
    told = [d for one in (*sets, *parts) for d in one.findings]
    return [*findings, *told, *(d for result in parts for d in mismatches(result))]


def _calculate() -> list[Diagnostic]:
    from rammeaftale.services.calculate import calculate
    from rammeaftale.services.cases.case import read_case
    from rammeaftale.services.loading import load_rules

    findings = Findings()
    named = re.search(r"^regelsæt: (.+)$", Path("sag.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    rules = load_rules(named[1] if named else SET, Path(), findings)
    case = read_case(Path("sag.yaml"), rules, findings) if rules else None
    if rules and case:
        calculate(rules, case, None, findings)
    return findings.sorted()


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
