"""Reports made once for all tests: the three shipped examples, as a user makes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from html_page import Element, read_page
from running import Ran, run_program

ROOT = Path(__file__).resolve().parents[2]
TARIFF = ("hovedstaden/2019-2020", "rules/2019-2020/eksempler/bostedet.yaml")
GUARANTEE = ("hovedstaden/2021-2022", "rules/2021-2022/eksempler/dele-i-oere.yaml")
EMERGENCY = ("hovedstaden/2019-2020", "rules/2019-2020/eksempler/betaling-alle-tiltag.yaml")
EXAMPLES = {"takst": TARIFF, "garanti": GUARANTEE, "nødbremse": EMERGENCY}


@dataclass(frozen=True)
class Report:
    """A report's file and what it holds."""

    path: Path
    ran: Ran

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def page(self) -> Element:
        return read_page(self.text)


def make(folder: Path, example: tuple[str, str], *more: str, name: str = "rapport.html") -> Report:
    """The report of a case, made in the root of the library."""
    path = folder / name
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        ran = run_program(["rapport", *example, "-o", path, *more])
    return Report(path, ran)


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Each shipped example as HTML, by name."""
    return {name: make(tmp_path_factory.mktemp("rapport"), example) for name, example in EXAMPLES.items()}
