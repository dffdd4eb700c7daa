"""Small damages to a text: to its bytes, its lines, its YAML tree, or the words of its formulas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any, TypeAlias

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, read_yaml

Mutation: TypeAlias = Callable[[Random, str], bytes]
Tree: TypeAlias = Any  # texts, lists and pairs (key, tree)

NASTY_BYTES = (
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\t",
        b"\n",
        b"\x1b[31m",
        b"\xc3",
        b"\xed\xa0\x80",
    ),
    *(
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b" " * 200,
        b"9" * 100,
        b": ",
        b"- ",
        b"? ",
        b"&a ",
        b"<<: ",
        b"---\n",
    ),
    *(b"*a", b"!!", b"%TAG", b"[", b"{", b"]", b"}", b"|\n", b">-\n", b'"', b"'", b"#", b","),
)
NASTY_TEXTS = (
    *("", " ", "9" * 70, "1" * 45, "x" * 300, "2 ** 20", "0 - 1", "<= 5", "\\"),
    *[
        "0",
        "-1",
        "1e9",
        "0.1",
        ".5",
        "5,5",
        "1_000",
        "NaN",
        "null",
        "~",
        "ja",
        "nej",
        "sand",
        "2019",
        "2019-02-30",
        "2019-01-01",
        "0001-01-01",
        "9999-12-31",
        "2200",
    ],
    *[
        "1899",
        "kr",
        "pct",
        "kr/dag",
        "../../etc/passwd",
        "løn",
        "sum",
        "år",
        "ikke_reguleret",
        "ikke_relevant",
        "kilde_mangler",
        "ophævet",
        "a[",
    ],
    *[
        "0..10",
        "5..<3",
        "..",
        "{0}",
        "{name}",
        "%s",
        "«»",
        "ååå",
        "__import__('os')",
        "1/0",
        "x[-1]",
        "x[2019]",
        "sum(x)",
        "(((",
    ],
)
SIGNS = (
    *("7 pct", "3 dag", "1000 kr", "** 3"),
    *[
        "+",
        "-",
        "*",
        "/",
        "**",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "=",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        '"',
        '"bo"',
        "0",
        "1",
        "2019",
        "-1",
        "0.5",
        "100",
        "og",
        "eller",
        "ikke",
        "sand",
        "falsk",
        "år",
    ],
    *["opgjort", "ikke_reguleret", "ikke_relevant", "over=niveau", "hvor=", "[-1]", "[2019]", "[-2:-1]"],
)
WORD = re.compile(r'"[^"]*"|\w+|\*\*|[<>=!]=|\S')
FORMULA_KEYS = frozenset(
    [
        "formel",
        "når",
        "ellers",
        "giver",
        "skal_gælde",
        "gælder_når",
        "udløses_når",
        "frist",
        "højst",
        "mindst",
        "opfyldt_når",
        "overtrådt_når",
        "kræver",
        "af",
        "sats",
        "standard",
    ]
)


def damage_bytes(random: Random, text: str) -> bytes:
    """A few bytes changed, removed, repeated or put in."""
    raw = bytearray(text.encode())
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(raw) + 1)
        end = min(at + random.choice((1, 1, 2, 8, 60, 500)), len(raw))
        match random.randrange(5):
            case 0:
                raw[at:at] = random.choice(NASTY_BYTES)
            case 1:
                del raw[at:end]
            case 2:
                raw[at:at] = raw[at:end] * random.choice((1, 2, 20))
            case 3:
                raw[at:end] = bytes(random.randrange(256) for _ in range(end - at))
            case _:
                other = random.randrange(len(raw) + 1)
                raw[at:at] = raw[other : other + end - at]
    return bytes(raw)


def damage_lines(random: Random, text: str) -> bytes:
    """A few lines removed, repeated, moved, indented or joined."""
    lines = text.splitlines()
    for _ in range(random.randint(1, 4)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(7):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = " " * random.choice((1, 2, 4)) + lines[at]
            case 4:
                lines[at] = lines[at][random.choice((1, 2, 4)) :]
            case 5:
                lines[at] += " " + lines[other].strip()
            case _:
                key, colon, _ = lines[at].partition(":")
                lines[at] = f"{key}{colon} {random.choice(NASTY_TEXTS)}"
    return "\n".join(lines).encode()


def damage_tree(random: Random, text: str) -> bytes:
    """A few nodes of the YAML tree removed, renamed, exchanged or replaced; the result is well-formed YAML."""
    tree = _tree(read_yaml(SourceText("x", text), Findings()))
    for _ in range(random.randint(1, 3)):
        spots = list(_spots(tree))
        if not spots:
            break
        _damage_spot(random, *random.choice(spots), spots)
    return _written(tree).encode()


def damage_formulas(random: Random, text: str) -> bytes:
    """A few words of formulas removed, repeated, exchanged or replaced by others; the result is well-formed YAML."""
    tree = _tree(read_yaml(SourceText("x", text), Findings()))
    spots = [(pairs, i) for pairs, i in _spots(tree) if _is_formula(pairs, i)]
    names = sorted({word for pairs, i in spots for word in re.findall(r"[^\W\d]\w*", pairs[i][1])}) or ["x"]
    for _ in range(random.randint(1, 3) if spots else 0):
        pairs, i = random.choice(spots)
        pairs[i] = (pairs[i][0], damaged_formula(random, pairs[i][1], names))
    return _written(tree).encode()


def damaged_formula(random: Random, text: str, names: list[str]) -> str:
    """A formula with one word changed."""
    words = WORD.findall(text) or ["1"]
    at, other = random.randrange(len(words)), random.randrange(len(words))
    match random.randrange(7):
        case 0 if len(words) > 1:
            del words[at]
        case 1:
            words.insert(at, words[other])
        case 2:
            words[at], words[other] = words[other], words[at]
        case 3:
            words[at] = random.choice(SIGNS)
        case 4:
            words[at] = random.choice(names)
        case 5:
            words[at] = f"{random.choice(list(FUNCTIONS))}({words[at]}, {random.choice(names)})"
        case _:
            words.insert(at, random.choice(SIGNS))
    return " ".join(words)


def _is_formula(pairs: list[Tree], at: int) -> bool:
    item = pairs[at]
    return isinstance(item, tuple) and item[0] in FORMULA_KEYS and isinstance(item[1], str)


def _tree(node: Node | None) -> Tree:
    if node is None:
        return []
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return [(key, _tree(part)) for key, (_, part) in node.entries.items()]
    return ["", *(_tree(item) for item in node.items)]


def _is_list(tree: Tree) -> bool:
    """A list begins with an empty text, so that it can be told from a block of pairs."""
    return isinstance(tree, list) and bool(tree) and tree[0] == ""


def _spots(tree: Tree) -> list[tuple[list[Tree], int]]:
    """Every place in a tree as (what holds it, where in that)."""
    found: list[tuple[list[Tree], int]] = []
    pending = [tree]
    while pending:
        part = pending.pop()
        if not isinstance(part, list):
            continue
        for position, item in enumerate(part):
            if item != "" or position:
                found.append((part, position))
                pending.append(item[1] if isinstance(item, tuple) else item)
    return found


def _damage_spot(random: Random, holder: list[Tree], at: int, spots: list[tuple[list[Tree], int]]) -> None:
    if at >= len(holder):
        return
    item = holder[at]
    key, value = item if isinstance(item, tuple) else (None, item)
    other_holder, other_at = random.choice(spots)
    other = other_holder[other_at] if other_at < len(other_holder) else ""
    other_value = other[1] if isinstance(other, tuple) else other
    match random.randrange(7):
        case 0:
            del holder[at]
            return
        case 1:
            key = key and _misspelt(random, key)
        case 2:
            value = random.choice(NASTY_TEXTS)
        case 3:
            value = deepcopy(other_value)
        case 4:
            value = ["", value] if random.random() < 0.5 else [(random.choice(NASTY_TEXTS) or "x", value)]
        case 5:
            value = ["", *([value] * random.choice((2, 50)))]
        case _:
            key = key and str(other[0] if isinstance(other, tuple) else key)
    holder[at] = item if key == "" else (key, value) if key is not None else value


def _misspelt(random: Random, word: str) -> str:
    at = random.randrange(len(word) + 1)
    return (
        random.choice((word[:at] + word[at + 1 :], word[:at] + "q" + word[at:], word.upper(), word[::-1]))
        or "q"
    )


def _written(tree: Tree, depth: int = 0) -> str:
    """The tree as YAML: blocks, a field a line, every text quoted."""
    if isinstance(tree, str):
        return json.dumps(tree, ensure_ascii=False)
    if not tree:
        return "{}"
    pad = "  " * depth
    if _is_list(tree):
        items = [f"\n{pad}- {_written(item, depth + 1)}" for item in tree[1:]]
        return "".join(items) if items else "[]"
    parts = []
    for item in tree:
        key, value = item if isinstance(item, tuple) else ("x", item)
        parts.append(f"\n{pad}{json.dumps(key, ensure_ascii=False)}: {_written(value, depth + 1)}")
    return "".join(parts)


MUTATIONS: dict[str, Mutation] = {
    "bytes": damage_bytes,
    "lines": damage_lines,
    "tree": damage_tree,
    "formulas": damage_formulas,
}
