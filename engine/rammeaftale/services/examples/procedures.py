"""What an example expects of a procedure: `procedurer.navn.trin`, `.slutning`, `.runde` and the other fields."""

from __future__ import annotations

from rammeaftale.core.danish import WHOLE, parse_date
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.procedure_program import Procedure
from rammeaftale.rulefiles.yamltree import Node, Scalar
from rammeaftale.services import findings as f
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.examples.expected import ExpectedStanding, FoundStanding
from rammeaftale.services.procedures import Standing, standing
from rammeaftale.services.ruleset import RuleSet

PREFIX = "procedurer."
NONE = "ingen"
_YES = {True: "ja", False: "nej"}
FIELDS = ("trin", "slutning", "runde", "ugyldig", "blokeret", "frist")


def read_standing(
    key: Scalar, part: Node, rules: RuleSet, findings: Findings
) -> tuple[str, ExpectedStanding] | None:
    """(procedure, what is expected of it); None with a finding when it cannot be read."""
    known = {name: procedure for p in rules.programs for name, procedure in p.procedures.items()}
    name, _, field = key.text.removeprefix(PREFIX).partition(".")
    if name not in known:
        hint = did_you_mean(name, known)
        findings.add(f.UNKNOWN_THING, key.span, kind="proceduren", name=name, rules=rules.id, hint=hint)
        return None
    if field not in FIELDS:
        said = f"«{field}» er ikke en af {', '.join(FIELDS)}"
        findings.add(
            f.UNREADABLE_EXPECTATION, key.span, name=key.text, text=said, hint=did_you_mean(field, FIELDS)
        )
        return None
    text = part.text if isinstance(part, Scalar) else ""
    said, hint = _fault(field, text, known[name])
    if said:
        findings.add(f.UNREADABLE_EXPECTATION, part.span, name=key.text, text=said, hint=hint)
        return None
    return name, ExpectedStanding(field, text)


def _fault(field: str, text: str, procedure: Procedure) -> tuple[str, str]:
    """What is wrong with an expected text and how to mend it; empty when nothing is."""
    words: list[str] = []
    if field == "trin":
        words = [*procedure.steps, NONE]
    elif field == "slutning":
        words = [*procedure.entry.ends, NONE]
    elif field in ("ugyldig", "blokeret"):
        words = ["ja", "nej"]
    elif field == "runde":
        return ("", "") if WHOLE.match(text) else (f"«{text}» er ikke et helt tal", "")
    elif text == NONE or parse_date(text):
        return "", ""
    if text in words:
        return "", ""
    if not words:
        return f"«{text}» er ikke en dato", f"Skriv ÅÅÅÅ-MM-DD eller {NONE}."
    return f"«{text}» er ikke en af {', '.join(words)}", did_you_mean(text, words)


def found_standing(result: Calculation, name: str, field: str) -> FoundStanding:
    """What the case comes to of the same thing."""
    found = standing(result, name)
    if isinstance(found, NoValue):
        return FoundStanding(found.state)
    texts = {
        "trin": found.step.name if found.step else NONE,
        "slutning": found.end or NONE,
        "runde": str(found.state.round),
        "ugyldig": _YES[found.invalid is not None],
        "blokeret": _YES[bool(found.blocked)],
        "frist": found.deadline.isoformat() if found.deadline else NONE,
    }
    return FoundStanding(texts[field], _why(found))


def _why(found: Standing) -> str:
    if found.invalid is None:
        return ""
    return f"hændelse {found.invalid.number} er ugyldig: {found.invalid.reason}"
