"""What stands under a key of a node that has passed its shape: texts, scalars, lists, blocks, sources."""

from __future__ import annotations

from collections.abc import Mapping as MappingType

from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.rulefiles.shapes import YES
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence


def text(node: Mapping, key: str, default: str = "") -> str:
    """The text under `key`."""
    found = node.get(key)
    return found.text if isinstance(found, Scalar) else default


def scalar(node: Mapping, key: str) -> Scalar | None:
    """The scalar under `key`, or None."""
    found = node.get(key)
    return found if isinstance(found, Scalar) else None


def scalars(node: Mapping, key: str) -> tuple[Scalar, ...]:
    """The scalars of a list that may also be written as one scalar."""
    return as_scalars(node.get(key))


def as_scalars(found: Node | None) -> tuple[Scalar, ...]:
    """A scalar or list of scalars as a tuple."""
    if isinstance(found, Scalar):
        return (found,)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple([item for item in items if isinstance(item, Scalar)])


def yes(node: Mapping, key: str) -> bool:
    """Whether `key` says ja."""
    return text(node, key) == YES


def mapping(node: Mapping, key: str) -> dict[str, tuple[Scalar, Node]]:
    """The entries under `key`, or none."""
    found = node.get(key)
    return found.entries if isinstance(found, Mapping) else {}


def citation(own: Node | None, default: MappingType[str, Node]) -> Citation:
    """An entry's own source laid over the file's default, key by key."""
    own_entries = own.entries if isinstance(own, Mapping) else {}
    document, section = "", ""
    for key in ("dokument", "afsnit"):
        node = own_entries[key][1] if key in own_entries else default.get(key)
        value = node.text if isinstance(node, Scalar) else ""
        document, section = (value, section) if key == "dokument" else (document, value)
    anchors = own_entries["anker"][1] if "anker" in own_entries else default.get("anker")
    return Citation(document, section, tuple(s.text for s in as_scalars(anchors)))
