"""The folder of one rule set."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.yamltree import Mapping

EXAMPLES = "eksempler"


@dataclass(frozen=True)
class SetFolder:
    """One rule set's folder: id, where it is, and how it is shown in messages."""

    id: str
    path: Path
    shown: str
    manifest: Mapping

    def topic_files(self) -> list[Path]:
        """The topic files in name order (not the manifest, nor what it names)."""
        named = {MANIFEST_NAME, *self._named()}
        return sorted(p for p in self.path.glob("*.yaml") if p.name not in named)

    def files(self) -> list[Path]:
        """Every file of the set: manifest, what it names, topic files and examples."""
        return [*self.rule_files(), *self.examples()]

    def rule_files(self) -> list[Path]:
        """The files of the set that decide a result: manifest, what it names, topic files."""
        named = [self.path / name for name in sorted(self._named())]
        return [self.path / MANIFEST_NAME, *named, *self.topic_files()]

    def named_folders(self) -> set[str]:
        """The folders inside in which the manifest names a file."""
        return {Path(name).parts[0] for name in self._named() if len(Path(name).parts) > 1}

    def _named(self) -> set[str]:
        named = set()
        for section, key in (("kilder", "klausuler"), ("dimensioner", "medlemmer")):
            for _, part in nodes.mapping(self.manifest, section).values():
                named.add(nodes.text(cast("Mapping", part), key))
        return named - {"", UNFILLED}

    def examples(self) -> list[Path]:
        """The example files in name order."""
        return sorted((self.path / EXAMPLES).glob("*.yaml"))
