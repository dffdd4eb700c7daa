"""A case that was found, as text: the two results and the case itself."""

from __future__ import annotations

from rammeaftale.core.danish import show_number
from rammeaftale.report.amounts import amount, apart
from rammeaftale.services.comparing.search import Found


def found_text(found: Found | None, tried: int, target: str, names: tuple[str, str], *, shown: bool) -> str:
    """The results in each set and, when `shown`, the case; or that there is none among those tried."""
    count = f"{show_number(tried)} {'sag' if tried == 1 else 'sager'}"
    if found is None and not tried:
        return (
            f"Ingen regel, oplysning eller sats bag «{target}» er forskellig; den bliver altid ens i de to."
        )
    if found is None:
        return (
            f"Ingen forskel fundet på «{target}»: {count} prøvet ved grænser, tærskler, muligheder,\n"
            "fortolkninger og trin i procedurer. Det udelukker ikke, at der er en."
        )
    first, second = found.outcomes
    texts = apart(first, second, found.quantity)
    if texts[0] == texts[1]:
        texts = amount(first, found.quantity), amount(second, found.quantity)
    width = max(map(len, names))
    lines = [f"{found.quantity.head.title} – {found.address} (fundet blandt {count})"]
    lines += [f"  {name:<{width}}  {text}" for name, text in zip(names, texts, strict=True)]
    return "\n".join([*lines, "", found.text.rstrip()] if shown else lines)
