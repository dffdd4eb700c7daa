"""Every contradiction and gap of the inventory is taken up by an entry; the page tells which."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "uklarheder.md"


def test_every_number_has_its_place():
    told = re.findall(r"^\| ([CG]-\d\d) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [f"C-{number:02}" for number in range(1, 43)] + [
        f"G-{number:02}" for number in range(1, 36)
    ]


def test_every_row_says_how_it_is_taken_up():
    rows = re.findall(
        r"^\| [^|]* \| [a-z]+/[-0-9]+ \| ([^|]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(rows) > 90
    assert {row.split(" (")[0] for row in rows} == {"fortolkning", "tier", "kilde mangler", "udeladt"}
