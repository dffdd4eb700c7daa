"""A deadline as a way to calculate: a length from a date, by a calendar that a reading may choose."""

from __future__ import annotations

from typing import cast

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.nodes import mapping, scalar, text
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar


def deadline(node: Node, findings: Findings) -> w.Branch | None:
    """A length from a date, by a calendar that a reading may choose; where it does not apply it is not relevant."""
    block = cast("Mapping", node)
    if not _all_count(block, findings):
        return None
    calendar = block.get("kalender")
    if isinstance(calendar, Mapping):
        by_reading = one_reading(cast("Node", calendar.get("efter_fortolkning")), findings)
        if by_reading is None:
            return None
        key, choices = by_reading
        branches: dict[str, w.Branch] = {
            name: _counted(block, cast("Scalar", named)) for name, (_, named) in choices.entries.items()
        }
        keys = tuple(choice for choice, _ in choices.entries.values())
        return where_it_applies(
            scalar(block, "gælder_når"), w.ByReading(key, branches, keys, block.span), block
        )
    return where_it_applies(scalar(block, "gælder_når"), _counted(block, scalar(block, "kalender")), block)


def _all_count(block: Mapping, findings: Findings) -> bool:
    """Whether every field means something by the unit the deadline counts in; a finding when one does not."""
    (unit,) = mapping(block, "længde")
    moves = text(block, "ved_fridag", "uændret") != "uændret"
    for key, counts, why in (
        ("slut", unit == "måneder", "kun en frist i måneder kan ende i en måned, der er for kort"),
        ("kalender", unit == "arbejdsdage" or moves, f"en frist i {unit} bruger den kun med «ved_fridag»"),
    ):
        if key in block.entries and not counts:
            findings.add(f.WITHOUT_EFFECT, block.entries[key][0].span, key=key, why=why)
            return False
    return True


def _counted(block: Mapping, calendar: Scalar | None) -> w.Deadline:
    ((unit, (_, length)),) = mapping(block, "længde").items()
    return w.Deadline(
        start=cast("Scalar", scalar(block, "fra")),
        unit=unit,
        length=cast("Scalar", length),
        backwards=text(block, "retning") == "før",
        calendar=calendar,
        same_day=text(block, "første_dag") == "samme_dag",
        day_off=text(block, "ved_fridag", "uændret"),
        month_end=text(block, "slut", "sidste_dag"),
        span=block.span,
    )


def where_it_applies(applies: Scalar | None, branch: w.Branch, node: Mapping) -> w.Branch:
    """The branch where the condition holds; elsewhere it is not relevant."""
    if applies is None:
        return branch
    return w.Variants((w.Variant(applies, branch),), Scalar("ikke_relevant", applies.span), node.span)


def one_reading(node: Node, findings: Findings) -> tuple[Scalar, Mapping] | None:
    """The one reading a block names, and what stands under its choices."""
    block = cast("Mapping", node)
    if len(block.entries) == 1:
        key, choices = next(iter(block.entries.values()))
        return key, cast("Mapping", choices)
    found = " og ".join(block.entries) or "ingen af dem"
    findings.add(f.EXACTLY_ONE, block.span, where="efter_fortolkning", keys="fortolkningerne", found=found)
    return None
