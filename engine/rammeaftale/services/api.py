"""The Python face of it all: `load(...)`, `.calculate(...)`, `check(...)`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.services.calculate import calculate
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.checking import check_paths
from rammeaftale.services.loading import default_library, load_rules
from rammeaftale.services.result_json import result_json
from rammeaftale.services.ruleset import RuleSet

if TYPE_CHECKING:
    from rammeaftale.services.effects import Effects


class Result(Calculation):
    """A finished calculation as a caller has it; further cells may still be asked for."""

    @cached_property
    def effects(self) -> Effects:
        """What the chosen measures do to the targets; worked out when asked for."""
        from rammeaftale.services.effects import effects_of

        return effects_of(self)

    def to_json(self) -> dict[str, object]:
        """The mapping that `beregn --format json` prints."""
        return result_json(self)


class Rules:
    """Loaded rules; see `load`."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    @property
    def id(self) -> str:
        """The rule set's or region's id."""
        return self.rules.id

    def calculate(
        self, case: str | Path | Mapping[str, object], targets: str | Iterable[str] | None = None
    ) -> Result:
        """Calculate a case: a path, or a mapping of the shape of a case file; `targets`: one address or several.

        Raises `RammeaftaleError` when the case or a target cannot be read; a calculated `fejl` does not raise.
        """
        findings = Findings()
        source = Path(case) if isinstance(case, str) else case
        read = read_case(source, self.rules, findings)
        wanted = [targets] if isinstance(targets, str) else targets
        result = calculate(self.rules, read, wanted, findings) if read is not None else None
        if result is None:
            findings.raise_errors()
        assert result is not None
        return Result(**{part.name: getattr(result, part.name) for part in fields(result)})


def load(name: str, *, library: str | Path | None = None) -> Rules:
    """Load a rule set by id, a region's timeline by region id, or a folder.

    `library`: a folder with `begreber.yaml`; without it the current folder if it is one, else the shipped rules.
    Raises `RammeaftaleError` with every finding when the rules cannot be used.
    """
    findings = Findings()
    rules = load_rules(name, Path(library) if library else default_library(), findings)
    findings.raise_errors()
    assert rules is not None
    return Rules(rules)


def check(paths: str | Path | Iterable[str | Path]) -> list[Diagnostic]:
    """Every finding about libraries, rule set folders and rule files: one path or several."""
    every = [paths] if isinstance(paths, str | Path) else paths
    return list(check_paths([Path(path) for path in every]).findings)
