"""Sound libraries as texts by path, with a case for each: what the mutations start from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fjendtligt.bibliotek import CASE, FILES, SET

ROOT = Path(__file__).resolve().parents[2]
FICTION = ROOT / "tests" / "biblioteker" / "fiktiv"
SHIPPED = ROOT / "rules" / "2019-2020"
BASE = ROOT / "rules" / "2016"


@dataclass(frozen=True, eq=False)
class Library:
    """`files`: text by path under the root; `cases`: (rule set, text of a case); `name` for messages."""

    name: str
    files: dict[str, str]
    cases: tuple[tuple[str, str], ...]

    def rule_files(self) -> list[str]:
        """The paths a mutation may change, in order."""
        return sorted(self.files)


@cache
def libraries() -> tuple[Library, ...]:
    """The small one, the fictional agreement with every feature, the shipped rules."""
    small = Library("small", dict(FILES), ((SET, CASE),))
    return (small, _fiction(), _shipped())


def _fiction() -> Library:
    rules = [path for path in FICTION.rglob("*.yaml") if path.parent.name != "eksempler"]
    examples = sorted(FICTION.glob("fiktivia/2018-2019/eksempler/*.yaml"))
    cases = tuple((_set_of(path), path.read_text(encoding="utf-8")) for path in examples)
    return Library("fiction", _texts(rules, FICTION), cases)


def _shipped() -> Library:
    rules = [ROOT / "begreber.yaml", *BASE.glob("*.yaml"), *SHIPPED.glob("*.yaml")]
    examples = sorted(SHIPPED.glob("eksempler/*.yaml"))[::5]
    cases = tuple((_set_of(path), path.read_text(encoding="utf-8")) for path in examples)
    return Library("shipped", _texts(rules, ROOT), cases)


def _texts(paths: list[Path], root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def _set_of(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith("regelsæt:")).partition(":")[2].strip()
