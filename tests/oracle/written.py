"""A rule set as files: written, read and built as any other."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from oracle import courses
from oracle import sorts as ex
from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.build import build_program
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.library import Library

FIRST, LAST = 2018, 2021
SOURCE = {"dokument": "kilden", "afsnit": "1"}
MANIFEST = {
    "id": "prøve/2018-2021",
    "titel": "Prøve",
    "region": "prøve",
    "spor": "prøve",
    "periode": {"fra": f"{FIRST}-01-01", "til": f"{LAST}-12-31"},
    "historik": str(ex.HISTORY),
    "kilder": {"kilden": {"titel": "Kilden"}},
    "dimensioner": {
        ex.LEVELS: {"titel": "Niveau", "hvis_ikke_nævnt": "ingen"},
        ex.TOWNS: {"titel": "Kommune", "medlemmer": "kommuner.yaml"},
    },
    "aktører": courses.ACTORS,
    "kalendere": {
        "hverdage": {"ugedage": ["ma", "ti", "on", "to", "fr"], "fri": "helligdage_dk"},
        "lang_uge": {
            "ugedage": ["ma", "ti", "on", "to", "fr", "lø"],
            "også_fri": ["juleaftensdag", "grundlovsdag"],
        },
    },
}


@dataclass(frozen=True)
class RuleSet:
    """The files of a generated set by name, as YAML values."""

    manifest: dict[str, Any]
    towns: dict[str, Any]
    topic: dict[str, Any]

    def write(self, root: Path) -> None:
        """A library of this one set."""
        folder = root / "set"
        folder.mkdir(parents=True)
        (root / "begreber.yaml").write_text("begreber: {}\n", encoding="utf-8")
        files = {"regelsaet": self.manifest, "kommuner": self.towns, "regler": self.topic}
        for name, content in files.items():
            (folder / f"{name}.yaml").write_text(as_yaml(content), encoding="utf-8")


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def as_yaml(content: object) -> str:
    """Block style, everything as text."""
    return yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


def build(rules: RuleSet) -> tuple[Program | None, Findings]:
    """The program of a set, read from files as any other."""
    findings = Findings()
    with tempfile.TemporaryDirectory() as folder:
        rules.write(Path(folder))
        text = Library(Path(folder), findings).read(rules.manifest["id"])
        assert text is not None
        return build_program(text, findings), findings
