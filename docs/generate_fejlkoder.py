"""Write docs/fejlkoder.md: every finding with its wrong and its right example.

The texts come from the catalogue of findings, the examples from `tests/cases/fund/`. A test holds the page against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from string import Formatter

from rammeaftale.core.diagnostics import CATALOGUE, Finding, Severity

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "cases" / "fund"
TARGET = ROOT / "docs" / "fejlkoder.md"
MODULES = (
    "core.diagnostics",
    "rulefiles.findings",
    "language.findings",
    "language.rule_findings",
    "rulefiles.procedure_findings",
    "rulefiles.goal_findings",
    "rulefiles.review_findings",
    "services.findings",
    "services.varying.findings",
    "services.bundles.findings",
)
AREAS = {
    "F": "Filer og YAML",
    "K": "Nøgler, felter og kilder",
    "L": "Biblioteket og regelsættene",
    "A": "Arv fra et tidligere regelsæt",
    "M": "Formlens skrivemåde",
    "N": "Navne",
    "T": "Typer, enheder og dimensioner",
    "B": "Tabeller og skalaer",
    "P": "Parametre og oplysninger",
    "R": "Procedurer",
    "H": "Kataloger og mål",
    "G": "Sammenhængen mellem reglerne",
    "S": "Sager, adresser og eksempler",
    "Z": "Revisionspakker",
}
LANGUAGES = {".yaml": "yaml", ".yml": "yaml", ".py": "python", ".txt": "text"}
INTRO = """\
# Fejlkoder

Alt, hvad `rammeaftale` kan finde i regelfiler, sager, eksempler og revisionspakker. Koden i klammer er den samme i alle
versioner, så den kan søges op her. En **fejl** betyder, at filen ikke kan bruges, før den er rettet; en **advarsel**
er et råd.

Hvert fund viser fil, linje og kolonne, selve linjen med `^` under stedet og som regel et forslag. Eksemplerne er
uddrag: `…` står for linjer, der er ens i det forkerte og det rigtige.

Siden er skrevet af `docs/generate_fejlkoder.py`; ret teksterne dér, hvor fundene er beskrevet.
"""


def page() -> str:
    """The whole page."""
    for module in MODULES:
        import_module(f"rammeaftale.{module}")
    parts = [INTRO, _contents()]
    for letter, title in AREAS.items():
        parts.append(f"## {letter}: {title}\n")
        parts += [_entry(CATALOGUE[code]) for code in sorted(CATALOGUE) if code[0] == letter]
    return "\n".join(parts)


def _contents() -> str:
    rows = ["| kode | grad | fundet |", "|---|---|---|"]
    for letter in AREAS:
        for code in sorted(code for code in CATALOGUE if code[0] == letter):
            finding = CATALOGUE[code]
            shown = _pattern(finding.message).replace("|", "\\|")
            rows.append(f"| [{code}](#{code.lower()}) | {finding.severity} | {shown} |")
    return "\n".join(rows) + "\n"


def _pattern(message: str) -> str:
    """A message with … where a finding puts names and numbers."""
    return "".join(
        text + ("…" if field is not None else "") for text, field, _, _ in Formatter().parse(message)
    )


def _entry(finding: Finding) -> str:
    folder = next(FIXTURES.glob(f"{finding.code}-*"))
    told = (folder / "forventet.txt").read_text(encoding="utf-8").rstrip("\n")
    grade = "" if finding.severity is Severity.ERROR else " (advarsel)"
    wrong, right = (_files(folder, side) for side in ("forkert", "rigtig"))
    parts = [
        f'### <a id="{finding.code.lower()}"></a>{finding.code}: {_pattern(finding.message)}{grade}\n',
        f"{finding.when}\n",
        *([f"Hjælp: {_pattern(finding.help)}\n"] if finding.help else []),
        *_examples("Forkert", wrong, right),
        f"Programmet skriver:\n\n{_fenced(told, 'text')}",
        *_examples("Rigtigt", right, wrong),
    ]
    return "\n".join(parts)


def _examples(title: str, side: dict[str, str], other: dict[str, str]) -> Iterator[str]:
    """What a side has that the other has not, file by file."""
    for name, text in sorted(side.items()):
        if text != other.get(name):
            kind = Path(name).suffix
            shown = _excerpt(text, other.get(name, "")) if kind == ".yaml" else text.rstrip("\n")
            yield f"{title} (`{name}`):\n\n{_fenced(shown, LANGUAGES[kind])}"


def _files(folder: Path, side: str) -> dict[str, str]:
    """The texts of a side by the name a reader would know them by."""
    names = {
        f"{side}.yaml": "aftale/regler.yaml",
        f"{side}.regelsaet.yaml": "aftale/regelsaet.yaml",
        f"{side}.nyt.yaml": "ny/regler.yaml",
        f"{side}.sag.yaml": "sag.yaml",
        f"{side}.py": "program.py",
        f"{side}.kommando.txt": "kommando.txt",
    }
    found = {shown: folder / name for name, shown in names.items() if (folder / name).exists()}
    inside = folder / side
    found |= {p.relative_to(inside).as_posix(): p for p in sorted(inside.rglob("*")) if p.is_file()}
    return {shown: path.read_text(encoding="utf-8", errors="replace") for shown, path in found.items()}


def _excerpt(text: str, other: str) -> str:
    """The lines that `other` has not, the one before each run of them, and the keys they stand under."""
    lines = text.splitlines()
    if not other:
        return text.rstrip("\n")
    kept: set[int] = set()
    matcher = SequenceMatcher(None, lines, other.splitlines(), autojunk=False)
    for tag, start, end, _, _ in matcher.get_opcodes():
        if tag != "equal":
            kept |= {*range(max(start - 1, 0), max(end, start + 1))}
    kept = {n for n in kept if n < len(lines)}
    for number in sorted(kept):
        kept |= set(_above(lines, number))
    shown, last = [], -1
    for number in sorted(kept):
        if number == last + 2:
            shown.append(lines[number - 1])
        elif number > last + 1:
            shown.append("…")
        shown.append(lines[number])
        last = number
    return "\n".join([*shown, "…"] if last < len(lines) - 1 else shown)


def _above(lines: list[str], number: int) -> Iterator[int]:
    """The lines that a line is indented under."""
    depth = _depth(lines[number])
    for above in range(number - 1, -1, -1):
        if lines[above].strip() and _depth(lines[above]) < depth:
            depth = _depth(lines[above])
            yield above


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _fenced(text: str, language: str) -> str:
    shown = "".join(c if c in "\n\t" or c.isprintable() else "�" for c in text)
    marks = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`+", shown))])
    return f"{marks}{language}\n{shown}\n{marks}\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
