"""A YAML tree as an editor's YAML 1.2 reader has it: numbers and truth values as such, everything else as text."""

from __future__ import annotations

import re

from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar

Json = str | int | float | bool | list["Json"] | dict[str, "Json"]
_WHOLE = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def native(node: Node) -> Json:
    """The node as JSON data."""
    if isinstance(node, Scalar):
        return node.text if node.style else _plain(node.text)
    if isinstance(node, Mapping):
        return {name: native(value) for name, (_, value) in node.entries.items()}
    return [native(item) for item in node.items]


def texts(node: Node) -> Json:
    """The node with every scalar as text, as the loader reads it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {name: texts(value) for name, (_, value) in node.entries.items()}
    return [texts(item) for item in node.items]


def _plain(text: str) -> Json:
    if _WHOLE.match(text):
        return int(text) if len(text) < 4000 else text
    if _DECIMAL.match(text):
        return float(text)
    return _TRUTH.get(text, text)
