"""The functions of the formula language, each once: name, signature, what it does (Danish, for docs and editors).

How a call is typed stands in `calls.py` under the same name; how it is evaluated, in each backend.
"""

from __future__ import annotations

from rammeaftale.core.records import record


@record
class Function:
    """`least`..`most` positional arguments (most = -1: any number); `named`: the named ones it knows."""

    name: str
    signature: str
    doc: str
    least: int
    most: int
    group: str
    named: tuple[str, ...] = ()


def _group(group: str, *rows: tuple[str, str, int, int, str]) -> list[Function]:
    return [
        Function(n, signature, doc, least, most, group, _named(signature))
        for n, signature, least, most, doc in rows
    ]


def _named(signature: str) -> tuple[str, ...]:
    return tuple(word for word in ("over", "hvor") if f"{word}=" in signature)


_ALL = [
    *_group(
        "valg og grænser",
        ("hvis", "hvis(betingelse, ja, nej)", 3, 3, "Den ene eller den anden værdi efter en betingelse."),
        ("min", "min(a, b, …)", 1, -1, "Den mindste; også den tidligste dato."),
        ("maks", "maks(a, b, …)", 1, -1, "Den største; også den seneste dato."),
        ("abs", "abs(x)", 1, 1, "Talværdien uden fortegn."),
        ("ud_over", "ud_over(x, grænse)", 2, 2, "Den del af x, der ligger uden for ± grænse, med fortegn."),
        ("i", "i(x, [a, b])", 2, 2, "Om x er en af de nævnte."),
        ("i_katalog", 'i_katalog(x, "katalog")', 2, 2,
         "Om x er i kataloget; ikke_reguleret, når det ikke er, og kataloget ikke er udtømmende."),
    ),
    *_group(
        "afrunding",
        ("afrund", "afrund(x, decimaler)", 2, 2, "Afrunder; halve væk fra nul som AFRUND."),
        ("rund_op", "rund_op(x, decimaler)", 2, 2, "Runder væk fra nul."),
        ("rund_ned", "rund_ned(x, decimaler)", 2, 2, "Runder mod nul."),
        ("afrund_til", "afrund_til(x, multiplum)", 2, 2, "Afrunder til nærmeste multiplum; halve væk fra nul."),
    ),
    *_group(
        "oplyst og reguleret",
        ("oplyst", "oplyst(x)", 1, 1, "Om sagen oplyser x for året og medlemmet."),
        ("oplyst_eller", "oplyst_eller(x, y)", 2, 2, "Det oplyste x, ellers y."),
        ("reguleret", "reguleret(x)", 1, 1, "Om aftalen regulerer x."),
        ("uden_tiltag", "uden_tiltag(x)", 1, 1, "Værdien før tiltaget; kun i et tiltag."),
    ),
    *_group(
        "over en dimension",
        ("sum", "sum(x, over=dimension, hvor=betingelse)", 1, 1, "Summen; af ingenting 0."),
        ("gennemsnit", "gennemsnit(x, over=…, hvor=…)", 1, 1, "Gennemsnittet; af ingenting en fejl."),
        ("produkt", "produkt(x, over=…, hvor=…)", 1, 1, "Produktet; af ingenting en fejl."),
        ("antal", "antal(betingelse, over=…, hvor=…)", 0, 1, "Antal, for hvilke betingelsen gælder; af ingenting 0."),
        ("alle", "alle(betingelse, over=…, hvor=…)", 1, 1, "Om den gælder for alle; af ingenting sand."),
        ("mindst_én", "mindst_én(betingelse, over=…, hvor=…)", 1, 1, "Om den gælder for mindst én; af ingen falsk."),
        ("størst", "størst(x, over=…, hvor=…)", 1, 1, "Den største; af ingenting en fejl."),
        ("mindst_af", "mindst_af(x, over=…, hvor=…)", 1, 1, "Den mindste; af ingenting en fejl."),
        ("vægtet_gennemsnit", "vægtet_gennemsnit(x, vægt, over=…, hvor=…)", 2, 2, "Gennemsnit med vægte."),
        ("fordel", "fordel(beløb, nøgle, over=…)", 2, 2, "Dele i hele øre, der tilsammen er beløbet."),
    ),
    *_group(
        "inde i en sum",
        ("denne", "denne(x)", 1, 1, "x for det medlem, der regnes for, ikke det, der tælles."),
        ("samme", "samme(x, y, …)", 1, -1, "Om det talte og det beregnede medlem er ens i det nævnte."),
    ),
    *_group(
        "datoer",
        ("dato", "dato(år, måned, dag)", 3, 3, "En dato; en dag, der ikke findes, er en fejl."),
        ("dage", "dage(n)", 1, 1, "Et antal dage til at lægge til en dato."),
        ("slut_på_måned", "slut_på_måned(d, n)", 1, 2, "Sidste dag i måneden n måneder efter; uden n samme måned."),
        ("start_på_måned", "start_på_måned(d)", 1, 1, "Første dag i måneden."),
        ("læg_måneder", 'læg_måneder(d, n, "sidste_dag")', 3, 3,
         "n måneder senere; findes dagen ikke: sidste_dag, næste_dag eller fejl."),
        ("arbejdsdage_efter", "arbejdsdage_efter(d, n, kalender)", 3, 3, "Den n-te arbejdsdag efter d."),
        ("dage_mellem", "dage_mellem(a, b)", 2, 2, "Dage fra a til b."),
        ("hele_år", "hele_år(a, b)", 2, 2, "Fyldte år fra a til b."),
        ("årstal", "årstal(d)", 1, 1, "Datoens årstal."),
        ("dage_i_året", "dage_i_året(år)", 1, 1, "365 eller 366."),
    ),
    *_group(
        "procedurer",
        ("nået", 'nået("procedure", "trin")', 2, 2, "Om sagen er nået til trinnet eller slutningen i nogen runde."),
        ("udfald_af", 'udfald_af("procedure", "trin")', 2, 2,
         "Trinnets seneste udfald; ikke_relevant, så længe det intet har."),
        ("dato_for", 'dato_for("procedure", "trin")', 2, 2,
         "Dagen for trinnets seneste udfald; ikke_relevant, så længe det intet har."),
    ),
]  # fmt: skip
FUNCTIONS: dict[str, Function] = {function.name: function for function in _ALL}
ENGLISH = {
    "average": "gennemsnit",
    "mean": "gennemsnit",
    "middel": "gennemsnit",
    "round": "afrund",
    "roundup": "rund_op",
    "rounddown": "rund_ned",
    "max": "maks",
    "count": "antal",
    "tæl": "antal",
    "all": "alle",
    "any": "mindst_én",
    "product": "produkt",
    "date": "dato",
    "year": "årstal",
    "eomonth": "slut_på_måned",
    "edate": "læg_måneder",
    "workday": "arbejdsdage_efter",
}
AGGREGATES = frozenset(
    ("sum", "gennemsnit", "produkt", "antal", "alle", "mindst_én", "størst", "mindst_af", "vægtet_gennemsnit")
)
WINDOWED = AGGREGATES - {"vægtet_gennemsnit"}
