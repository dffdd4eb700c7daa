"""A workbook read back: the texts of each sheet, where it is frozen and whether its cells wrap."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows of texts; `frozen_at`: the first cell that moves; `wraps`: every cell's text is wrapped."""

    rows: list[list[str]]
    frozen_at: str | None
    wraps: bool


def sheets(raw: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by name, in order."""
    with ZipFile(BytesIO(raw)) as file:
        tree = {name: ET.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}  # noqa: S314
    texts = ["".join(t.text or "" for t in one.iter(f"{MAIN}t")) for one in tree["xl/sharedStrings.xml"]]
    formats = tree["xl/styles.xml"].find(f"{MAIN}cellXfs")
    wrapping = [one.find(f"{MAIN}alignment[@wrapText='1']") is not None for one in formats]
    names = [one.get("name") for one in tree["xl/workbook.xml"].iter(f"{MAIN}sheet")]
    return {
        name: _sheet(tree[f"xl/worksheets/sheet{number}.xml"], texts, wrapping)
        for number, name in enumerate(names, 1)
    }


def _sheet(tree: ET.Element, texts: list[str], wrapping: list[bool]) -> Sheet:
    pane = tree.find(f".//{MAIN}pane[@state='frozen']")
    cells = [list(row) for row in tree.iter(f"{MAIN}row")]
    rows = [[_text(cell, texts) for cell in row] for row in cells]
    wraps = all(wrapping[int(cell.get("s", 0))] for row in cells for cell in row)
    return Sheet(rows, pane.get("topLeftCell") if pane is not None else None, wraps)


def _text(cell: ET.Element, texts: list[str]) -> str:
    value = cell.find(f"{MAIN}v")
    return texts[int(value.text or 0)] if value is not None else ""
