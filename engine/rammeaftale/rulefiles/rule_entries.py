"""The entries that rules are beside quantities: readings, duties, checks and measures."""

from __future__ import annotations

from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.branches import branch_of
from rammeaftale.rulefiles.nodes import citation, mapping, scalar, scalars, text
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence


def reading(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A doubtful passage with the ways to read it."""
    choices = {
        name: m.ReadingChoice(
            name, text(cast("Mapping", part), "titel"), text(cast("Mapping", part), "beskrivelse")
        )
        for name, (_, part) in mapping(node, "læsninger").items()
    }
    default = cast("Scalar", node.get("standard"))
    if default.text not in choices:
        findings.add(f.NOT_A_WORD, default.span, text=default.text, known=", ".join(choices))
        return None
    standard = (("dokument", head.citation.document), ("afsnit", head.citation.section))
    own: dict[str, Node] = {key: Scalar(value, node.span) for key, value in standard}
    both = node.get("kilder")
    cited = tuple(citation(item, own) for item in both.items) if isinstance(both, Sequence) else ()
    return m.Reading(head, text(node, "art"), default.text, choices, cited)


def duty(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A duty."""
    repeats = node.get("gentages")
    repeats = repeats if isinstance(repeats, Mapping) else None
    return m.Duty(
        head,
        modality=text(node, "modalitet"),
        addressees=tuple(s.text for s in scalars(node, "adressat")),
        receivers=tuple(s.text for s in scalars(node, "modtager")),
        when=scalar(node, "udløses_når"),
        deadline=scalar(node, "frist"),
        every=text(repeats, "hver") if repeats else None,
        times=int(text(repeats, "antal", "1")) if repeats else 1,
        reservation=text(node, "forbehold"),
        fulfilled_when=scalar(node, "opfyldt_når"),
        breached_when=scalar(node, "overtrådt_når"),
    )


def check(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A check."""
    must_hold = cast("Scalar", node.get("skal_gælde"))
    is_error = text(node, "grad") == "fejl"
    return m.Check(head, must_hold, scalar(node, "gælder_når"), is_error, text(node, "besked"))


def measure(head: m.Head, node: Mapping, findings: Findings) -> m.Entry | None:
    """A measure with what it sets and adds."""
    parts: dict[str, dict[str, tuple[Scalar, w.Branch]]] = {"sætter": {}, "tilføjer": {}}
    for key, found in parts.items():
        for name, (name_node, part) in mapping(node, key).items():
            branch = branch_of(part, findings)
            if branch is None:
                return None
            found[name] = (name_node, branch)
    after = tuple(s.text for s in scalars(node, "efter"))
    status = text(node, "status", "mulighed")
    requires = scalar(node, "kræver")
    effect = text(node, "virkning")
    return m.Measure(head, effect, status, requires, parts["sætter"], parts["tilføjer"], after)
