"""The agreements' sentences do not carry over into the project: facts and figures do, in our own words."""

import re
import unicodedata
from collections.abc import Iterable

import pytest

RUN = 10


def words(text: str) -> list[tuple[str, int]]:
    """The words of a text in lower case, each with its line number."""
    return [
        (word, number)
        for number, line in enumerate(unicodedata.normalize("NFC", text).lower().split("\n"), start=1)
        for word in re.findall(r"\w+", line)
    ]


def runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Every run of RUN words in the texts."""
    found = set()
    for text in texts:
        plain = [word for word, _ in words(text)]
        found.update(tuple(plain[i : i + RUN]) for i in range(len(plain) - RUN + 1))
    return found


def repeated(text: str, known: set[tuple[str, ...]]) -> list[str]:
    """The runs of a text that stand in the known ones, as "line: words"; overlapping ones once."""
    numbered = words(text)
    plain = [word for word, _ in numbered]
    found: list[str] = []
    last = -RUN
    for i in range(len(plain) - RUN + 1):
        run = tuple(plain[i : i + RUN])
        if i - last >= RUN and run in known:
            found.append(f"{numbered[i][1]}: {' '.join(run)}")
            last = i
    return found


def test_no_file_repeats_a_source(paths, tracked_texts):
    sources = sorted(paths.sources.glob("0*.txt"))
    if not sources:
        pytest.skip("the source documents are not beside this repo")
    known = runs(path.read_text(encoding="utf-8", errors="replace") for path in sources)
    found = [
        f"{path.relative_to(paths.root).as_posix()}:{hit}"
        for path, text in tracked_texts.items()
        for hit in repeated(text, known)
    ]
    assert found == []


SOURCE = "Den grå gås går\nover åen hver eneste morgen, og den kommer først hjem når månen står op."


def test_checker_finds_a_run_across_lines_case_and_punctuation():
    text = "titel: noget\nnote: OVER ÅEN hver eneste\n  morgen og «den» kommer først hjem\n"
    assert repeated(text, runs([SOURCE])) == ["2: over åen hver eneste morgen og den kommer først hjem"]


def test_checker_finds_decomposed_letters():
    text = unicodedata.normalize("NFD", SOURCE)
    assert repeated(text, runs([SOURCE]))


def test_checker_accepts_one_word_less():
    text = "over åen hver eneste morgen og den kommer først ud"
    assert repeated(text, runs([SOURCE])) == []
