"""A quantity under every reading, as text: each reading's table, then what they come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.report.amounts import amount, bare, differing, unit_name
from rammeaftale.report.naming import source_text
from rammeaftale.report.varying.words import answer
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.rulefiles.model import Reading
from rammeaftale.services.examples.expected import is_number
from rammeaftale.services.sensitivity import (
    MOST_COMBINATIONS,
    Alternative,
    Combination,
    Sensitivity,
    Varied,
)

WIDEST, WIDEST_ROW, LEAST_ROOM = 100, 110, 40
MOST_NAMED = 3
KINDS = {
    "flertydig": "teksten er flertydig",
    "modstrid": "to steder siger hver sit",
    "tavshed": "teksten er tavs",
}


def sensitivity_text(found: Iterable[tuple[str, Sensitivity]]) -> str:
    """One block a cell, each with the address it is asked for by."""
    return (
        "\n\n".join(_cell(address, one) for address, one in found)
        or "Størrelsen har ingen medlemmer i sagen."
    )


def _cell(address: str, one: Sensitivity) -> str:
    lines = wrap(f"{address} – {one.quantity.head.title}: {answer(one.base, one.quantity)}", WIDEST)
    if not one.readings:
        return "\n".join([*lines, _none_behind(one)])
    for varied in one.readings:
        if varied.matters:
            lines += ["", *_reading(varied, one)]
    idle = [varied for varied in one.readings if not varied.matters]
    if idle:
        lines += ["", _of_idle(one)]
        named = (f"{varied.reading.head.name} – {varied.reading.head.title}" for varied in idle)
        lines += [f"  {line}" for name in named for line in wrap(name, WIDEST, subsequent_indent="  ")]
    return "\n".join([*lines, *_together(one)])


def _none_behind(one: Sensitivity) -> str:
    """That no reading was met; on the way to something unknown there may be more of it to go."""
    if isinstance(one.base, Unknown):
        return "Ingen fortolkninger er brugt, så langt der kan regnes; det manglende kan føre flere med sig."
    return "Ingen fortolkninger ligger bag; aftalen er kun læst på én måde."


def _of_idle(one: Sensitivity) -> str:
    """The heading of the readings that change nothing; of an unknown that stays so, they may yet matter."""
    if isinstance(one.base, Unknown):
        return "Kan ikke afgøres: resultatet er ukendt med hver læsning af"
    return "Uden betydning for resultatet i denne sag" + (", hver for sig" if one.too_many else "")


def _reading(varied: Varied, one: Sensitivity) -> list[str]:
    reading = varied.reading
    cited = " og ".join(source_text(citation) for citation in citations(reading))
    lines = wrap(f"{reading.head.name} – {reading.head.title}", WIDEST)
    lines += [f"  {line}" for line in wrap(f"{KINDS[reading.kind]}: {cited}", WIDEST)]
    rows = [_alternative(alternative, varied, one) for alternative in varied.alternatives]
    if not varied.alone:
        lines.append("  Ændrer kun resultatet sammen med andre fortolkninger, se nedenfor.")
    return [*lines, *_table(("", "læsning", *_heads(one), ""), rows)]


def _alternative(alternative: Alternative, varied: Varied, one: Sensitivity) -> tuple[str, ...]:
    title = alternative.choice.title
    if alternative.used:
        title += " (valgt i sagen)" if varied.chosen else " (standard)"
    if isinstance(alternative.outcome, Unknown):
        title += f"; mangler {_some(sorted(alternative.outcome.missing))}"
    mark = "*" if alternative.used else ""
    return (mark, alternative.choice.name, *_figures(alternative.outcome, one), title)


def citations(reading: Reading) -> tuple[Citation, ...]:
    """The passages a reading is about."""
    return reading.citations or (reading.head.citation,)


def _heads(one: Sensitivity) -> tuple[str, str, str]:
    unit = unit_name(one.quantity)
    return (unit if unit not in ("", "forhold", "antal") else "resultat", "forskel", "i pct")


def _figures(outcome: Outcome, one: Sensitivity) -> tuple[str, str, str]:
    if outcome == one.base:
        return bare(outcome, one.quantity), "", ""
    change, percent = differing(one.base, outcome, one.quantity)
    return bare(outcome, one.quantity), change, percent.removesuffix(" pct")


def _together(one: Sensitivity) -> list[str]:
    """The combinations where more than one reading is changed, by what they come to."""
    if one.too_many:
        text = f"Der er flere end {MOST_COMBINATIONS} kombinationer; hver fortolkning er kun prøvet for sig."
        return ["", *wrap(text, WIDEST)]
    if not one.combinations:
        return []
    own = one.combinations[0].choices
    rows, without = [], 0
    for combination in sorted(one.combinations[1:], key=_size):
        changed = [f"{n}={c}" for n, c in combination.choices.items() if own.get(n) != c]
        if len(changed) > 1 and isinstance(combination.outcome, NoValue):
            without += 1
        elif len(changed) > 1:
            rows.append(("", *_figures(combination.outcome, one), _listed(changed)))
    title = "Flere læsninger ændret på én gang (de øvrige som i sagen)"
    lines = ["", title, *_table(("", *_heads(one), "ændret"), rows)] if rows else []
    if without:
        noun = "anden kombination" if without == 1 else "andre kombinationer"
        lines += ["", f"{without} {noun} giver ikke en værdi."]
    return [*lines, *_span(one)]


def _some(names: list[str]) -> str:
    """A few names in full, many as the first ones and how many more."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} og {len(names) - MOST_NAMED} mere"
    return _listed(names)


def _listed(parts: list[str]) -> str:
    return " og ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _size(one: Combination) -> tuple[int, Any]:
    """Numbers and dates by size, other outcomes last."""
    if is_number(one.outcome) or isinstance(one.outcome, date):
        return 0, one.outcome
    return 1, str(one.outcome)


def _span(one: Sensitivity) -> list[str]:
    values = sorted((c for c in one.combinations if _size(c)[0] == 0), key=_size)
    if len(values) < 2:  # noqa: PLR2004 - no span
        return []
    low, high = amount(values[0].outcome, one.quantity), amount(values[-1].outcome, one.quantity)
    return ["", f"I alt spænder læsningerne fra {low} til {high}."]


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns: a mark and names to the left, figures to the right, the last one free."""
    figures = range(len(heads) - 4, len(heads) - 1)
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    lines = []
    for row in (heads, *rows):
        cells = [
            text.rjust(widths[n]) if n in figures else text.ljust(widths[n])
            for n, text in enumerate(row[:-1])
        ]
        left = f"  {'  '.join(cells)}  "
        first, *rest = wrap(row[-1], max(WIDEST_ROW - len(left), LEAST_ROOM)) or [""]
        lines += [f"{left}{first}".rstrip(), *(" " * len(left) + line for line in rest)]
    return lines
