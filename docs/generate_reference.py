"""The reference pages of the rule language: every key of every section, every function."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.rulefiles import case_schema as c
from rammeaftale.rulefiles import manifest_schema as ms
from rammeaftale.rulefiles import schema as s
from rammeaftale.rulefiles.common_schema import COMMON, TYPED
from rammeaftale.rulefiles.shapes import Either, Field, Lazy, ListOf, MapOf, Record, Shape, Text, Word
from rammeaftale.rulefiles.way_schema import BY_READING

NOTE = "<!-- Siden er dannet med «make docs» af programmets egne tabeller; ret dem, ikke siden. -->"
KINDS = {
    "tekst": "tekst",
    "navn": "navn",
    "id": "id",
    "formel": "formel",
    "literal": "værdi",
    "heltal": "helt tal",
    "dato": "dato",
    "ja_nej": "ja/nej",
    "år_eller_dato": "år eller dato",
}
# What a shape that contains itself is called.
INNER = {
    "gren": "formel eller blok med én beregning",
    "fortolket": "en fortolkning og en gren for hver læsning",
    "varianter": "liste af variant",
    "oplysning": "en værdi eller en blok",
}
FILES = (
    ("regelsaet.yaml", ms.MANIFEST, "Hvem aftalen gælder for, hvornår, og hvad den bygger på."),
    ("Emnefiler", s.TOPIC, "Et emnes regler. En mappe kan have lige så mange emnefiler, den har brug for."),
    ("Medlemmer", ms.MEMBERS, "En dimensions faste medlemmer, for eksempel kommunerne."),
    ("Klausuler", ms.CLAUSES, "Kildens klausuler, som reglerne henviser til med «anker»."),
    ("begreber.yaml", ms.CONCEPTS, "Fælles begreber, som regelsættene mødes i."),
    ("Sager", c.CASE, "Det, en sag oplyser, og de valg, der regnes med."),
    ("Eksempler", c.EXAMPLE, "En sag med det forventede resultat; eksempler ligger i mappen «eksempler»."),
)


GROUPS = "Under `oplysninger` kan `grupper` stå som en liste af oplysninger, der hører sammen:"


def keys_page() -> str:
    """docs/reference/noegler.md."""
    return "\n".join([*_keys_head(), *_files(), *_sections()]).rstrip() + "\n"


def _keys_head() -> Iterator[str]:
    yield "# Nøgler i filerne"
    yield ""
    yield NOTE
    yield ""
    yield "Alle nøgler, der kan stå i en fil. En nøgle, der ikke er nævnt her, er en fejl. **Fed** skrift betyder, at"
    yield "nøglen skal være der. Det samme står i skemaerne i `schemas/`, som en YAML-editor retter og foreslår efter."


def _files() -> Iterator[str]:
    told: set[str] = set()
    for title, record, about in FILES:
        yield from ("", f"## {title}", "", about, "")
        yield from _table(record)
        yield from _inner(record, told)


def _sections() -> Iterator[str]:
    told: set[str] = set()
    yield from ("", "## Poster i en emnefil", "")
    yield "Under hvert afsnit (`parametre`, `oplysninger` …) står poster med hver sit navn. Alle poster kan have:"
    yield from ("", *_rows(COMMON), "")
    yield "`titel` skal være der, og enten posten eller filen skal have en `kilde`; en arvet post nøjes med"
    yield "`ændring` og det, der er ændret. Parametre, oplysninger og størrelser kan desuden have:"
    yield from ("", *_rows(TYPED))
    shared = {field.name for field in (*COMMON, *TYPED)}
    for name, record in s.SECTIONS.items():
        own = Record(record.title, tuple(f for f in record.fields if f.name not in shared), record.one_of)
        yield from ("", f"### {name}", "", s.SECTION_DOCS[name], "")
        yield from _table(own, f"Netop én af {_code(record.one_of)}." if record.one_of else "")
        yield from _inner(own, told)
        if record is s.INPUT:
            yield from ("", GROUPS, "")
            yield from _table(s.GROUP, f"Netop én af {_code(s.GROUP.one_of)}.")


def _inner(record: Record, told: set[str]) -> Iterator[str]:
    """The blocks inside a record, each once on the page part."""
    for field in record.fields:
        for inner in _records(field.shape):
            if inner.title not in told and inner not in s.SECTIONS.values():
                told.add(inner.title)
                yield from ("", f"**{inner.title}** (i `{field.name}`)", "")
                yield from _table(inner, f"Netop én af {_code(inner.one_of)}." if inner.one_of else "")
                yield from _inner(inner, told)


def _records(shape: Shape) -> Iterator[Record]:
    """The records directly inside a shape."""
    if isinstance(shape, Record):
        yield shape
    elif isinstance(shape, ListOf):
        yield from _records(shape.item)
    elif isinstance(shape, MapOf):
        yield from _records(shape.value)
    elif isinstance(shape, Either):
        for option in shape.shapes:
            yield from _records(option)


def _table(record: Record, note: str = "") -> Iterator[str]:
    if note:
        yield from (note, "")
    yield from _rows(record.fields)


def _rows(fields: tuple[Field, ...]) -> Iterator[str]:
    yield from ("| nøgle | indhold | betydning |", "|---|---|---|")
    for field in fields:
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        yield f"| {name} | {_kind(field.shape)} | {field.doc}{_words(field.shape)} |"


def _kind(shape: Shape) -> str:
    if isinstance(shape, Text):
        bounds = "" if shape.least is None else f" ({shape.least}-{shape.most})"
        return KINDS[shape.kind] + bounds
    if shape is BY_READING:
        return "en fortolkning og en gren for hver læsning"
    if isinstance(shape, Word):
        return "ord"
    if isinstance(shape, ListOf):
        return f"{_kind(shape.item)} eller liste" if shape.or_one else f"liste af {_kind(shape.item)}"
    if isinstance(shape, MapOf):
        return f"navne med {_kind(shape.value)}"
    if isinstance(shape, Lazy):
        return INNER.get(shape.name, shape.name)
    return shape.title if isinstance(shape, Record) else shape.expected


def _words(shape: Shape) -> str:
    """The words a field can be, with what each means where that differs."""
    word = shape.item if isinstance(shape, ListOf) else shape
    if not isinstance(word, Word):
        return ""
    if len(set(word.options.values())) < len(word.options):
        return f" Et af: {_code(tuple(word.options))}."
    return " " + "; ".join(f"`{name}`: {meaning}" for name, meaning in word.options.items()) + "."


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


FORMULAS = """\
Formler bruger desuden `+ - * /`, `**` med et fast helt tal, `== != < <= > >=` (også i kæde: `0 <= x <= 1`),
`og`, `eller`, `ikke`, `sand`, `falsk`, tekster i `"…"`, tal med enhed (`7 pct`, `1000 kr`), `år` (det år, der regnes
for) og `opgjort` (sagens dato). Hvor `og` og `eller` blandes, skal der parenteser. `x[-2]` er x to år før, `x[2014]` er
x i 2014, og `x[-3:-2]` er et vindue af år, som kan stå inde i for eksempel `gennemsnit`. `p[d]` er parameteren p på
datoen d, som også kan være et regnestykke, der giver en dato: `p[d + dage(30)]`."""


def functions_page() -> str:
    """docs/reference/funktioner.md."""
    lines = ["# Funktioner i formler", "", NOTE, ""]
    lines += [FORMULAS]
    for group, functions in groupby(FUNCTIONS.values(), key=lambda function: function.group):
        lines += ["", f"## {group.capitalize()}", "", "| funktion | betydning |", "|---|---|"]
        lines += [f"| `{function.signature}` | {function.doc} |" for function in functions]
    return "\n".join(lines) + "\n"
