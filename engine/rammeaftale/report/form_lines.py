"""The lines of a case form: a key to fill in with unit, question and what silence means beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rammeaftale.core.display import plural
from rammeaftale.core.units import NONE
from rammeaftale.language.types import Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.services.scaffolding.scaffold import Ask, Scaffold

WIDEST, COLUMN = 110, 40
MOST_MEMBERS = 50
MOST_FREE = 6
JOINT = "\N{NO-BREAK SPACE}"


def prose(text: str, indent: str = "") -> Iterator[str]:
    """A comment of its own."""
    lines = wrap(text, WIDEST, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
    yield from (line.replace(JOINT, " ") for line in lines)


def heading(text: str, indent: str = "  ") -> Iterator[str]:
    """A part's heading with air above."""
    yield ""
    yield f"{indent}# {'─' * 4} {text} {'─' * max(4, WIDEST - len(text) - len(indent) - 8)}"


def row(key: str, comments: Iterable[str], column: int = COLUMN) -> Iterator[str]:
    """A key with its comments beside it, each from a line of its own, wrapped under itself."""
    column = max(column, len(key) + 2)
    width = max(WIDEST - column - 2, 30)
    lines = [line for text in comments for line in wrap(text, width)] or [""]
    yield f"{key:<{column}}# {lines[0]}"
    yield from (f"{' ' * column}# {line}" for line in lines[1:])


def ask_lines(ask: Ask, level: int, second: Iterable[str] = (), *, told: bool = True) -> Iterator[str]:
    """What is asked, at a level of nesting, with a line a member of a `second` dimension and a line a year."""
    key = f"  #{'  ' * level}{ask.name}:"
    yield from row(key, _comments(ask)) if told else [key]
    for member in second:
        yield f"  #{'  ' * (level + 1)}{member}:"
        yield from _years(ask, level + 2, told=told)
    if not second:
        yield from _years(ask, level + 1, told=told)


def _years(ask: Ask, level: int, *, told: bool) -> Iterator[str]:
    for year in ask.years:
        key = f"  #{'  ' * level}{year}:"
        why = ask.sometimes.get(year)
        yield from (
            [key] if why is None or not told else row(key, [f"Bruges kun, når {why}." if why else "Valgfri."])
        )


def block_lines(dimension: Dimension, asks: list[Ask], found: Scaffold) -> Iterator[str]:
    """A dimension with an example member (or its fixed members) and what is asked of each."""
    members = _members(dimension)
    if len(members) > MOST_FREE and all(ask.free for ask in asks):
        yield from prose(_about_exceptions(dimension, members), "  ")
        members = members[:1]
    else:
        yield from prose(_about(dimension), "  ")
    yield f"  #{dimension.name}:"
    for number, (code, title) in enumerate(members):
        yield from row(f"  #  {_key(code)}:", [title]) if title not in ("", code) else [f"  #  {_key(code)}:"]
        for ask in sorted(asks, key=lambda ask: ask.free):
            others = [d for d in found.dimensions if d.name in ask.quantity.dims[1:2]]
            second = [_key(member) for other in others for member, _ in _members(other)]
            yield from ask_lines(ask, 2, second, told=number == 0)


def _about(dimension: Dimension) -> str:
    if dimension.members is not None:
        return f"{dimension.title}: hvert medlem for sig."
    silence = (
        "Nævnes ingen, er der ingen."
        if dimension.empty_when_unmentioned
        else f"Er der ingen, så skriv «{dimension.name}: {{}}»."
    )
    return f"{dimension.title}. Navnet vælger I selv; gentag blokken for hver. {silence}"


def _about_exceptions(dimension: Dimension, members: list[tuple[str, str]]) -> str:
    """Fixed members that may all be left out, on one list (a code is never parted from its name)."""
    told = ", ".join(f"{code}{JOINT}{title}" if title != code else code for code, title in members)
    return f"{dimension.title}. Nævn kun dem, der har et andet svar; blokken er til én af dem: {told}."


def _members(dimension: Dimension) -> list[tuple[str, str]]:
    if dimension.members is None:
        return [(f"{dimension.name}_1", "")]
    return list(dimension.members.items())[:MOST_MEMBERS]


def _key(code: str) -> str:
    return f'"{code}"' if code[:1].isdigit() else code


def _comments(ask: Ask) -> Iterator[str]:
    """Unit and question, then what else there is to know, then when it is not needed."""
    entry, head = ask.quantity.symbol.entry, ask.quantity.head
    question = entry.question if isinstance(entry, m.Input) and entry.question else f"{head.title}."
    marks = ", ".join([_unit(ask.quantity.symbol.type), *_marks(ask)])
    yield f"{marks} – {question}"
    yield head.description
    if ask.why:
        yield f"Bruges {'blandt andet' if ask.quantity.symbol.is_computed else 'kun'}, når {ask.why}."
    if ask.unless:
        yield f"Bruges ikke, når sagen nævner «{ask.unless}»."


def _unit(type_: Type) -> str:
    if type_.kind is Kind.NUMBER:
        return (
            " ".join(["helt tal" * type_.whole, plural(type_.unit) * (type_.unit != NONE)]).strip() or "tal"
        )
    return {
        Kind.BOOL: "ja eller nej",
        Kind.DATE: "dato (ÅÅÅÅ-MM-DD)",
        Kind.YEAR: "årstal",
        Kind.CHOICE: f"en af: {', '.join(type_.options)}",
        Kind.MEMBER: f"et medlem af {type_.dimension}",
    }.get(type_.kind, "tekst")


def _marks(ask: Ask) -> Iterator[str]:
    """Whether and why it may be left out, and its bounds (zero as the lowest goes without saying)."""
    entry = ask.quantity.symbol.entry
    if ask.quantity.symbol.is_computed:
        yield "beregnes, når den ikke er oplyst"
    if not isinstance(entry, m.Input):
        return
    if entry.optional:
        yield "valgfri"
    if ask.free and ask.quantity.member_defaults:
        yield "uden svar regnes med reglernes eget tal for hver"
    elif entry.default is not None:
        yield f"uden svar regnes med {' '.join(entry.default.text.split())}"
    if entry.least is not None and entry.least.text != "0":
        yield f"mindst {entry.least.text}"
    if entry.most is not None:
        yield f"højst {entry.most.text}"
