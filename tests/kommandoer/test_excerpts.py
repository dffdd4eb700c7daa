"""Finding an entry's very lines again, however the file is laid out."""

import pytest

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span
from rammeaftale.rulefiles.excerpts import excerpt, named_block
from rammeaftale.rulefiles.yamltree import read_yaml

TEXT = """\
emne: X

størrelser:
  # Om a.
  # To linjer.
  a:
    titel: A
    # Inde i a.
    formel: >-
      1
      + 2

  # Om b.
  b: {titel: B,
      formel: 1}
  c: {titel: C, formel: 2}


pligter: {d: {titel: D}, e: {titel: E}}
f:
  - g
# Slut.
"""


def key(name: str) -> Span:
    """The place of a key in the text."""
    pending = [read_yaml(SourceText("x.yaml", TEXT), Findings())]
    while pending:
        for found, value in pending.pop().entries.values():
            if found.text == name:
                return found.span
            if hasattr(value, "entries"):
                pending.append(value)
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("name", "first", "lines"),
    [
        (
            "a",
            4,
            [
                "# Om a.",
                "# To linjer.",
                "a:",
                "  titel: A",
                "  # Inde i a.",
                "  formel: >-",
                "    1",
                "    + 2",
            ],
        ),
        ("b", 13, ["# Om b.", "b: {titel: B,", "    formel: 1}"]),
        ("c", 16, ["c: {titel: C, formel: 2}"]),
        ("d", 19, ["pligter: {d: {titel: D}, e: {titel: E}}"]),
        ("f", 20, ["f:", "  - g"]),
        ("emne", 1, ["emne: X"]),
    ],
)
def test_the_lines_of_an_entry(name, first, lines):
    found = excerpt(key(name))
    assert (found.path, found.first, list(found.lines)) == ("x.yaml", first, lines)
    assert found.last == first + len(lines) - 1


def test_the_innermost_block_of_a_name_around_a_place():
    source = SourceText("x.yaml", TEXT)
    assert named_block("a", Span(source, 10, 7, 10, 8)).first == 4
    assert named_block("b", Span(source, 10, 7, 10, 8)) is None
