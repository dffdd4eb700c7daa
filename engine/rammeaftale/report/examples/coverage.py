"""What the examples leave out, as text: counts by kind, then every gap with its place."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.services.examples.coverage import Coverage, Gap, Unasked
from rammeaftale.services.examples.points import STATUS

# By kind: how the line of the count begins, and the heading over the gaps.
KINDS = {
    "størrelse": ("størrelser, der forventes noget af", "Størrelser, som intet eksempel forventer noget af"),
    "pligt": ("pligter, der forventes noget af", "Pligter, som intet eksempel forventer noget af"),
    "kontrol": ("kontroller, der forventes noget af", "Kontroller, som intet eksempel forventer noget af"),
    "procedure": (
        "procedurer, der forventes noget af",
        "Procedurer, som intet eksempel forventer noget af",
    ),
    "handling": ("handlinger, der forventes noget af", "Handlinger, som intet eksempel forventer noget af"),
    "svar": ("svar, ja og nej", "Størrelser, der kun er set med det ene svar"),
    "variant": ("varianter, sande og falske", "Varianter"),
    "hvis": ("betingelser i hvis(…), sande og falske", "Betingelser i hvis(…)"),
    "led": ("led i og/eller, sande og falske", "Led i og/eller"),
    "hvor": ("betingelser i hvor=, sande og falske", "Betingelser i hvor="),
    "oplyst_eller": ("oplyst_eller(…), begge veje", "oplyst_eller(…)"),
    "tabelrække": ("rækker i tabeller", "Rækker i tabeller"),
    "interval": ("intervaller i skalaer", "Intervaller i skalaer"),
    "læsning": ("læsninger af fortolkninger", "Læsninger af fortolkninger"),
    "trin": ("trin, begge veje", "Trin"),
    "tiltag": ("tiltag", "Tiltag"),
    STATUS: (
        "statusser, pligterne forventes at få",
        "Pligters statusser, som intet eksempel forventer",
    ),
    "udløses_når": ("pligter, udløst og ikke udløst", "Pligters «udløses_når»"),
    "opfyldt_når": ("pligter, opfyldt og ikke opfyldt", "Pligters «opfyldt_når»"),
    "overtrådt_når": ("pligter, overtrådt og ikke overtrådt", "Pligters «overtrådt_når»"),
    "gælder_når": ("kontroller, der gælder og ikke gælder", "Kontrollers «gælder_når»"),
    "procedure_trin": ("trin i procedurer, nået", "Trin i procedurer"),
    "procedure_udfald": ("udfald i procedurer, taget", "Udfald i procedurer"),
    "procedure_slutning": ("slutninger, nået", "Slutninger i procedurer"),
    "procedure_ugyldig": ("procedurer med en ugyldig hændelse", "Procedurer uden en ugyldig hændelse"),
    "procedure_kræver": ("krav i procedurer, opfyldt og ikke opfyldt", "Krav i procedurer"),
    "procedure_dokumenter": ("dokumenter, krævet og ikke krævet", "Dokumenter i procedurer"),
    "procedure_deltagere": ("deltagere, med og ikke med", "Deltagere i procedurer"),
    "procedure_udfald_når": ("betingede udfald, sande og falske", "Betingede udfald"),
    "skal_gælde": ("kontroller, holdt og brudt", "Kontrollers «skal_gælde»"),
}
_MISSING = {
    "sand": "aldrig sand",
    "falsk": "aldrig falsk",
    "ja": "aldrig ja",
    "nej": "aldrig nej",
    "nået": "aldrig nået",
    "valgt": "aldrig valgt",
    "taget": "aldrig taget",
    "set": "aldrig set",
    "oplyst": "aldrig oplyst",
    "ikke oplyst": "altid oplyst",
    "loftet rammer": "loftet rammer aldrig",
    "loftet rammer ikke": "loftet rammer altid",
    "bunden rammer": "bunden rammer aldrig",
    "bunden rammer ikke": "bunden rammer altid",
}
MOST_TEXT = 60


def coverage_text(found: Iterable[Coverage]) -> str:
    """One block a rule set."""
    return "\n\n".join(_set(one) for one in found) or "Intet regelsæt at måle dækningen af."


def _set(one: Coverage) -> str:
    lines = [f"Dækning af {one.id}", *_counts(one)]
    for kind, (_, heading) in KINDS.items():
        rows = [_unasked(item) for item in one.unasked if item.kind == kind]
        rows += [_gap(gap) for gap in one.gaps if gap.point.kind == kind]
        if rows:
            lines += ["", heading, *_aligned(rows)]
    number = len(one.unasked) + len(one.gaps)
    noun = "sted" if number == 1 else "steder"
    told = (
        f"Eksemplerne efterlader {number} {noun} uprøvet."
        if number
        else "Eksemplerne prøver hele regelsættet."
    )
    lines += ["", told]
    return "\n".join(lines)


def _counts(one: Coverage) -> list[str]:
    shown = [(KINDS[kind][0], *one.counts[kind]) for kind in KINDS if kind in one.counts]
    wide = max((len(text) for text, _, _ in shown), default=0)
    return [f"  {text:<{wide}}  {covered:>4} af {of:>4}" for text, covered, of in shown]


def _unasked(item: Unasked) -> tuple[str, str, str]:
    return f"{item.span.source.path}:{item.span.line}", item.name, item.title


def _gap(gap: Gap) -> tuple[str, str, str]:
    point = gap.point
    place = f"{point.span.source.path}:{point.span.line}"
    if point.kind == STATUS:
        return place, point.owner, f"aldrig {', '.join(gap.missing)}"
    text = point.text if len(point.text) <= MOST_TEXT else f"{point.text[: MOST_TEXT - 1]}…"
    said = _MISSING[gap.missing[0]] if len(gap.missing) == 1 else "aldrig prøvet"
    shown = said if point.kind == "svar" else f"{said}: {text}"
    return place, point.owner, shown


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    places = max(len(row[0]) for row in rows)
    names = max(len(row[1]) for row in rows)
    return [f"  {place:<{places}}  {name:<{names}}  {text}" for place, name, text in rows]
