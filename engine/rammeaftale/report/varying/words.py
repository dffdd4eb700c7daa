"""What is said of a threshold or a stretch between two: shared by the text, the plot and the JSON."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rammeaftale.backends.moving.moving import Decision
from rammeaftale.core.danish import show_number
from rammeaftale.core.display import show_unit
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.language.program import Quantity
from rammeaftale.report.amounts import (
    amount,
    bare,
    change,
    differing,
    first_digits,
    is_all_zeros,
    unit_name,
    unit_of,
)
from rammeaftale.report.naming import display_of, place_text, section_text
from rammeaftale.rulefiles.head_model import Head
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying.axis import Axis
from rammeaftale.services.varying.request import usual_step
from rammeaftale.services.varying.sweep import ENDLESS
from rammeaftale.services.varying.thresholds import (
    ALONE,
    HOLE,
    JUMP,
    KINK,
    LEFT,
    RIGHT,
    SHIFT,
    Range,
    Threshold,
)

MOST_MISSING = 3
MOST_QUOTED = 70
LONGEST_FRACTION = 20
KIND_WORDS = {
    JUMP: "spring",
    KINK: "knæk",
    HOLE: "enkelt værdi",
    SHIFT: "skifte",
    "tilstand": "andet svar",
}
_DECIDED = {
    "betingelse": "betingelsen",
    "række": "en anden række i tabellen",
    "højst": "loftet (højst) træder i kraft eller hører op",
    "mindst": "bunden (mindst) træder i kraft eller hører op",
    "min": "en anden er den mindste i",
    "maks": "en anden er den største i",
    "mindst_af": "en anden er den mindste i",
    "størst": "en anden er den største i",
    "ud_over": "grænsen i",
    "fortegn": "fortegnet skifter i",
    "interval": "et andet interval i skalaen",
    "afrunding": "afrundingen",
    "trin": "værdien går i trin, for eksempel efter måneder, arbejdsdage eller afrunding",
    "division": "der divideres med nul i",
    "nøgle": "der er intet at fordele, eller ingen nøgle at fordele efter, i",
    "fejl": "her kan der ikke regnes",
    "ikke_relevant": "her er det ikke relevant",
    "ikke_reguleret": "her er det ikke reguleret",
}


def where(x: Fraction, axis: Axis) -> str:
    """A position with its unit; one that has more decimals than are usual, with as many as it takes."""
    value = axis.value(x)
    shown = amount(value, axis.quantity)
    if isinstance(value, date):
        return shown
    plain = Fraction(x) / axis.scale
    if (plain * 100).denominator == 1:
        return shown
    unit = show_unit(value, unit_of(axis.quantity), display=display_of(axis.quantity))
    if (plain * 10**6).denominator == 1:
        return f"{show_number(plain, most=6)} {unit}".strip()
    if is_all_zeros(shown) and not is_all_zeros(digits := first_digits(plain)):
        return f"cirka {digits} {unit}".strip()
    is_short = plain.denominator < 10**LONGEST_FRACTION and len(str(plain)) <= LONGEST_FRACTION
    return f"{shown} (nøjagtigt {plain})" if is_short else f"cirka {shown}"


def place_words(one: Threshold, axis: Axis) -> str:
    """`over 7 pct`, `fra og med 12 pladser`, `ved 5 pct`; `cirka` where the place is only known nearly."""
    if one.within and not axis.is_whole:
        return f"ved cirka {amount(axis.value(one.at), axis.quantity)}"
    if one.kind == HOLE or one.side == ALONE:
        return f"netop ved {where(one.at, axis)}"
    if one.first is not None:
        return f"fra og med {where(one.first, axis)}"
    if one.side == LEFT:
        return f"over {where(one.at, axis)}"
    if one.side == RIGHT:
        return f"fra og med {where(one.at, axis)}"
    return f"ved {where(one.at, axis)}"


def answer(outcome: Outcome, quantity: Quantity) -> str:
    """A value with its unit, or a state with its reason."""
    if isinstance(outcome, Unknown):
        names = sorted(outcome.missing)
        more = f" og {len(names) - MOST_MISSING} mere" if len(names) > MOST_MISSING else ""
        return f"ukendt (mangler {', '.join(names[:MOST_MISSING])}{more})"
    if isinstance(outcome, Failure):
        return f"fejl ({outcome.message})"
    return amount(outcome, quantity)


def change_words(one: Threshold, axis: Axis, quantity: Quantity) -> str:
    """What happens to the quantity: `springer fra … til … (+ …)`, `knækker ved …`."""
    if one.kind == KINK:
        return f"knækker ved {answer(one.before, quantity)}"
    if one.kind == HOLE:
        own = answer(one.own, quantity) if one.own is not None else ""
        when = {axis.low: "efter", axis.high: "før"}.get(one.at, "før og efter")
        beside = "vokser det uden grænse" if one.after == ENDLESS else answer(one.after, quantity)
        return f"{own}; lige {when} {beside}"
    if ENDLESS in (one.before, one.after):
        return _endless_words(one, quantity)
    before, after = answer(one.before, quantity), answer(one.after, quantity)
    if isinstance(one.before, NoValue) or isinstance(one.after, NoValue) or one.before == one.after:
        return f"går fra {before} til {after}"
    difference, _ = differing(one.before, one.after, quantity)
    told = f" ({difference})" if difference not in ("", "–") else ""
    verb = "springer" if one.kind == JUMP else "går"
    return f"{verb} fra {before} til {after}{told}"


def _endless_words(one: Threshold, quantity: Quantity) -> str:
    """What happens beside a division by zero."""
    own = f"{answer(one.own, quantity)}; " if one.own is not None else ""
    if one.before == one.after:
        return f"{own}lige før og efter vokser det uden grænse"
    if one.before == ENDLESS:
        return f"{own}lige før vokser det uden grænse, lige efter {answer(one.after, quantity)}"
    return f"{own}lige før {answer(one.before, quantity)}, lige efter vokser det uden grænse"


def cause_head(rules: RuleSet, cause: Decision) -> Head | None:
    """The rule a decision belongs to: a quantity, a duty or a check."""
    name = cause.owner[0]
    return next((p.text.entries[name].head for p in reversed(rules.programs) if name in p.text.entries), None)


def cause_words(rules: RuleSet, cause: Decision) -> str:
    """`Titel (navn), afsnit 3.5, fil:linje: betingelsen «…»`."""
    head = cause_head(rules, cause)
    title = f"{head.title} ({cause.owner[0]})" if head else cause.owner[0]
    section = section_text(head.citation) if head else ""
    place = place_text(cause.span) if cause.span else place_text(head.span) if head else ""
    return f"{', '.join(part for part in (title, section, place) if part)}: {decided(cause)}"


def decided(cause: Decision) -> str:
    """What kind of decision it was, with its words."""
    what = _DECIDED.get(cause.kind, cause.kind)
    if cause.text and len(cause.text) <= MOST_QUOTED:
        return f"{what} «{cause.text}»"
    return f"{what} formlen" if what.endswith(" i") else what


def stretch_words(one: Range, axis: Axis, quantity: Quantity) -> str:
    """What the quantity is between two thresholds: a state, one value, or how much it grows."""
    outcome = one.seen.outcome
    function = one.function
    if isinstance(outcome, NoValue | bool | str):
        return answer(outcome, quantity)
    if function is None:
        return f"uændret {answer(outcome, quantity)}" if one.is_flat else "fra punkt til punkt, se tabellen"
    if function.is_constant:
        return f"uændret {answer(outcome, quantity)}"
    slope = function.slope
    if slope is None:
        return "en kurve, se tabellen"
    step = usual_step(axis)
    if isinstance(outcome, date):
        days = Fraction(slope) * step
        per = where_step(step, axis)
        return f"{'+' if days > 0 else ''}{days} dage for hver {per} mere"
    return f"{change(slope * step, quantity)} for hver {where_step(step, axis)} mere"


def where_step(step: Fraction, axis: Axis) -> str:
    """A step along the axis: percentages move by percentage points, dates by days."""
    if isinstance(axis.value(axis.low), date):
        return "dag" if step == 1 else f"{step} dage"
    text = change(step, axis.quantity).removeprefix("+")
    return text.replace(",00 ", " ")


def heads(axis: Axis, quantity: Quantity) -> tuple[str, str]:
    """The units over the table's two columns."""
    return unit_name(axis.quantity), unit_name(quantity)


def short(outcome: Outcome, quantity: Quantity) -> str:
    """A value without its unit, for columns."""
    return bare(outcome, quantity)
