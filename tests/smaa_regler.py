"""A rule set of a few lines for one test: written to a folder, checked, loaded; cases and commands run on it."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from rammeaftale.cli.main import cli
from rammeaftale.core.diagnostics import Diagnostic, Findings, RammeaftaleError
from rammeaftale.report import diagnostics
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import Case, read_case
from rammeaftale.services.cases.changes import change_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet

SET = "prøve/2020"
MANIFEST = """\
id: prøve/2020
titel: Prøveaftalen
region: prøve
spor: takst
periode: {fra: 2020-01-01, til: 2021-12-31}
historik: 4
kilder:
  aftalen: {titel: Aftalen}
  bilag: {titel: Bilaget}
aktører:
  driftsherre: {titel: Driftsherre}
dimensioner:
  niveau: {titel: Takstniveau, hvis_ikke_nævnt: ingen}
  aktiv: {titel: Aktiv}
  kommune: {titel: Kommune, medlemmer: kommuner.yaml}
kalendere:
  arbejdsdage: {ugedage: [ma, ti, on, to, fr], fri: helligdage_dk}
"""
MEMBERS = """\
medlemmer:
  "0101": {navn: København}
  "0147": {navn: Frederiksberg}
"""
HEAD = 'emne: Prøve\nkilde: {dokument: aftalen, afsnit: "1"}\n'


@dataclass(frozen=True)
class Library:
    """A library folder with the one set `prøve/2020`."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "2020"

    def load(self) -> RuleSet:
        """The rules; the test fails with every error when they are wrong."""
        findings = Findings()
        rules = load_rules(SET, self.root, findings)
        assert rules is not None, diagnostics.text(findings)
        return rules

    def example(self, name: str, text: str) -> Path:
        """An example beside the rules; `regelsæt:` is added."""
        path = self.folder / "eksempler" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"regelsæt: {SET}\ntitel: {name}\n{dedent(text)}", encoding="utf-8")
        return path


def library(root: Path, topic: str, manifest: str = MANIFEST) -> Library:
    """A library whose only topic file has these sections; `emne` and `kilde` are added."""
    folder = root / "2020"
    folder.mkdir(parents=True)
    (root / "begreber.yaml").write_text("begreber:\n  takst: {titel: Takst}\n", encoding="utf-8")
    (folder / "regelsaet.yaml").write_text(manifest, encoding="utf-8")
    (folder / "kommuner.yaml").write_text(MEMBERS, encoding="utf-8")
    (folder / "regler.yaml").write_text(HEAD + dedent(topic), encoding="utf-8")
    return Library(root)


def case_text(text: str) -> str:
    """A case of the set from its other lines."""
    return f"regelsæt: {SET}\n{dedent(text)}"


def read(rules: RuleSet, text: str, **changes: object) -> tuple[Case | None, list[Diagnostic]]:
    """A case and its findings, changed as the options of a command would."""
    findings = Findings()
    if changes:
        return change_case(case_text(text), rules, dict(changes), findings), findings.sorted()
    return read_case(case_text(text), rules, findings), findings.sorted()


def result(rules: RuleSet, text: str, *targets: str) -> Calculation:
    """A calculated case that has no findings."""
    case, found = read(rules, text)
    assert case is not None, diagnostics.text(found)
    findings = Findings()
    calculated = calculate(rules, case, targets or None, findings)
    assert calculated is not None, diagnostics.text(findings)
    return calculated


@dataclass(frozen=True)
class Said:
    """What a command said: standard output, and its exit code."""

    out: str
    code: int


def command(*words: str, cwd: Path) -> Said:
    """Run a command in a folder; findings it refuses with are raised."""
    out = io.StringIO()
    with inside(cwd), contextlib.redirect_stdout(out):
        code = cli.main(list(words), standalone_mode=False)
    return Said(out.getvalue(), code or 0)


def refused(*words: str, cwd: Path) -> list[Diagnostic]:
    """The findings a command refuses with."""
    try:
        said = command(*words, cwd=cwd)
    except RammeaftaleError as fault:
        return list(fault.diagnostics)
    raise AssertionError(f"not refused: {said}")


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """The folder as the current one."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
