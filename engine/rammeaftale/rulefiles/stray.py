"""A file in a rule set's folder that is no topic file: told once, by what it looks like."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.yamltree import Mapping

_MANIFEST = "regelsaet.yaml"
# By a key that only such files have: what it is, and what to do with it.
_KINDS = {
    "forventet": ("et eksempel", "Flyt den til mappen «eksempler»."),
    "regelsæt": ("en sag", "Flyt den til mappen «eksempler», eller læg den uden for regelsættets mappe."),
    "medlemmer": (
        "en medlemsfil",
        f"Nævn den ved sin dimension i {_MANIFEST} med «medlemmer: {{file}}», eller flyt den.",
    ),
    "klausuler": (
        "en klausulfil",
        f"Nævn den ved sin kilde i {_MANIFEST} med «klausuler: {{file}}», eller flyt den.",
    ),
    "begreber": ("en begrebsfil", "Begreberne står i begreber.yaml i bibliotekets mappe."),
    "periode": ("et manifest", f"Et manifest hedder {_MANIFEST} og ligger i regelsættets egen mappe."),
}


def is_stray(node: Mapping, name: str, findings: Findings) -> bool:
    """Whether a file looks like another kind than a topic file; then with a finding."""
    if "emne" in node.entries:
        return False
    telling = next((key for key in _KINDS if key in node.entries), None)
    if telling is None:
        return False
    what, todo = _KINDS[telling]
    place = node.entries[telling][0].span
    findings.add(f.NOT_A_TOPIC_FILE, place, file=name, what=what, todo=todo.format(file=name))
    return True
