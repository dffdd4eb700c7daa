"""The guide to the rule language tells of every key, word and function, and its examples stand in the rule files.

What the tests read on the page:

    <!-- nøgler: tabel, rækker -->   the next table explains all keys of these records, one a row: | `efter` | … |;
                                     a key of another record than the first says so: | `når` (i `rækker`) | … |
    <!-- funktioner -->              the rows of the next table are functions: signature, meaning, example, where
    <!-- ord: pligtstatus -->        the rows of the next table are the words of one kind
    ```yaml
    # rules/2016/noedbremse.yaml     an example: everything in it stands so in that file, which holds more
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import language_keys as keys
from rammeaftale.core.units import UNIT_NAMES
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.language.parser import COMPARISONS, KEYWORDS
from rammeaftale.services import goals
from rammeaftale.services.duties import DUTY_STATUSES

ROOT = Path(__file__).resolve().parents[2]
PAGE = unicodedata.normalize("NFC", (ROOT / "docs" / "regelsprog.md").read_text(encoding="utf-8"))
INVENTED = "tests/biblioteker/fiktiv/"
WORDS = {
    "enheder": UNIT_NAMES,
    "tegn": (*KEYWORDS, *COMPARISONS, "+", "-", "*", "/", "**"),
    "pligtstatus": DUTY_STATUSES,
    "målstatus": (goals.NOT_BEGUN, goals.UNDER_WAY, goals.DONE, goals.PAST, goals.UNKNOWN),
    "udfald": ("ukendt", "ikke_reguleret", "ikke_relevant", "fejl"),
}
_MARK = re.compile(
    r"^<!-- (?P<kind>nøgler|funktioner|ord)(?:: (?P<names>[^>]+?))? -->\n+(?P<table>(?:\|.*\n)+)",
    re.MULTILINE,
)
_BLOCK = re.compile(r"^```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"\| `([^`]+)`(?: \(i `([^`]+)`\))? \|")
_LINK = re.compile(r"`([^`]+)` i \[[^]]+\]\(\.\./([^)]+)\)")


def rows(kind: str, names: str | None = None) -> Iterator[tuple[str | None, list[str]]]:
    """The rows of the marked tables, each with what the mark names."""
    for mark in _MARK.finditer(PAGE):
        if mark["kind"] == kind and names in (None, mark["names"]):
            for line in mark["table"].splitlines()[2:]:
                yield mark["names"], [cell.strip() for cell in line.strip("|").split(" | ")]


def explained() -> dict[keys.Key, str]:
    """Every key that a table explains, with its row."""
    found: dict[keys.Key, str] = {}
    for mark in _MARK.finditer(PAGE):
        if mark["kind"] != "nøgler":
            continue
        first = mark["names"].split(",")[0].strip()
        for line in mark["table"].splitlines()[2:]:
            cell = _KEY.match(line)
            assert cell, f"ingen nøgle i rækken {line}"
            key = (cell[2] or first, cell[1])
            assert key not in found, f"{key} er forklaret to gange"
            found[key] = line
    return found


def blocks() -> list[tuple[str, Any]]:
    """Every example: the file it names, and what it says."""
    found = []
    for block in _BLOCK.finditer(PAGE):
        first, _, rest = block["text"].partition("\n")
        assert first.startswith("# "), f"eksemplet nævner ingen fil: {first}"
        found.append((first.removeprefix("# ").split(" ")[0], yaml.load(rest, yaml.BaseLoader)))
    return found


BLOCKS = blocks()


def written(file: str) -> Any:
    """What a rule file says."""
    return yaml.load(unicodedata.normalize("NFC", (ROOT / file).read_text(encoding="utf-8")), yaml.BaseLoader)


def astray(shown: Any, real: Any, where: str = "") -> Iterator[str]:
    """What of an example does not stand in the file: keys left out are no fault, nor are list items."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for key, value in shown.items():
            if key not in real:
                yield f"{where}{key} findes ikke"
            else:
                yield from astray(value, real[key], f"{where}{key}.")
    elif isinstance(shown, list) and isinstance(real, list):
        yield from _list_astray(shown, real, where)
    elif not _same(shown, real):
        yield f"{where[:-1]} er {real!r}, ikke {shown!r}"


def _same(shown: Any, real: Any) -> bool:
    """Whether two texts are the same but for where the lines break, or one is a list of only the other."""
    if isinstance(shown, str) and isinstance(real, str):
        return shown.split() == real.split()
    return real == [shown] or shown == [real]


def _list_astray(shown: list[Any], real: list[Any], where: str) -> Iterator[str]:
    at = 0
    for item in shown:
        places = (n for n in range(at, len(real)) if not any(astray(item, real[n])))
        at = next(places, -1) + 1
        if at == 0:
            yield f"{where}{item!r} findes ikke i listen"
            return


# --- the page ---


def test_every_key_is_explained_and_no_other():
    told = explained()
    assert sorted(set(keys.all_keys()) - set(told)) == [], "nøgler, som siden ikke forklarer"
    assert sorted(set(told) - set(keys.all_keys())) == [], "nøgler, som ikke findes"


@pytest.mark.parametrize("key", keys.words(), ids=lambda key: f"{key[0]}.{key[1]}")
def test_every_word_a_key_can_have_is_explained(key):
    row = explained()[key]
    assert [word for word in keys.words()[key] if f"`{word}`" not in row] == []


def test_every_key_stands_in_an_example():
    shown = {key for file, data in BLOCKS for key in keys.used_keys(keys.root_of(file), data)}
    assert sorted(set(keys.all_keys()) - shown) == []


def test_every_function_is_explained_with_an_example():
    table = [row for _, row in rows("funktioner")]
    names = [row[0].strip("`").split("(")[0] for row in table]
    assert sorted(names) == sorted(FUNCTIONS)
    for name, row in zip(names, table, strict=True):
        assert f"{name}(" in row[2]


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_of_a_kind_is_explained(kind):
    told = {word for _, row in rows("ord", kind) for word in re.findall(r"`([^`]+)`", row[0])}
    assert sorted(set(WORDS[kind]) - told) == []


@pytest.mark.parametrize(("file", "data"), BLOCKS, ids=[f"{n}-{file}" for n, (file, _) in enumerate(BLOCKS)])
def test_examples_stand_in_the_rule_files(file, data):
    assert list(astray(data, written(file))) == []


def test_formulas_of_the_tables_stand_in_the_rule_files():
    wrong = []
    for row in [row for kind in ("funktioner", "ord") for _, row in rows(kind) if len(row) > 3]:
        link = _LINK.search(row[3])
        assert link, row
        formula = row[2].strip("`")
        if not any(formula in text for text in _texts_of(written(link[2]), link[1])):
            wrong.append(f"{formula} står ikke i {link[1]} i {link[2]}")
    assert wrong == []


def _texts_of(data: Any, name: str) -> Iterator[str]:
    """Every text inside the entries of a name, each on one line."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value) if key == name else _texts_of(value, name)


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield " ".join(data.split())
    else:
        for inner in data.values() if isinstance(data, dict) else data:
            yield from _texts(inner)


def test_what_is_invented_says_so():
    said = [PAGE.rfind("pdigte", 0, block.start()) for block in _BLOCK.finditer(PAGE)]
    near = [
        (file, block.start() - at)
        for (file, _), block, at in zip(BLOCKS, _BLOCK.finditer(PAGE), said, strict=True)
        if file.startswith(INVENTED) and block.start() - at > 900
    ]
    assert near == []
    assert [row for _, row in rows("funktioner") if INVENTED in row[3] and "opdigtede" not in row[3]] == []


def test_its_own_links_lead_somewhere():
    headings = {_slug(heading) for heading in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)}
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert [link for link in links if link.startswith("#") and link[1:] not in headings] == []
    files = {link.split("#")[0] for link in links if not link.startswith(("#", "http"))}
    assert [file for file in files if not (ROOT / "docs" / file).resolve().exists()] == []


def _slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


# --- the reader of examples itself ---


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ({"a": {"b": "1"}}, True),
        ({"a": {"b": "2"}}, False),
        ({"a": {"x": "1"}}, False),
        ({"liste": ["p", "r"]}, True),
        ({"liste": ["r", "p"]}, False),
        ({"liste": ["s"]}, False),
        ({"tekst": "to ord"}, True),
        ({"én": "k"}, True),
        ({"a": "1"}, False),
    ],
)
def test_what_stands_in_a_file(shown, same):
    real = {"a": {"b": "1", "c": "2"}, "liste": ["p", "q", "r"], "tekst": "to\n  ord", "én": ["k"]}
    assert (list(astray(shown, real)) == []) is same
