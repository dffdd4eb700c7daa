"""What there is to do in a new period: as a page in its folder, and in short on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from rammeaftale.core.danish import show_date
from rammeaftale.core.shell import quoted
from rammeaftale.report.new_period.lines import figures_told
from rammeaftale.rulefiles import model as m
from rammeaftale.services.new_period.successor import ALWAYS, Ended, Successor, figure_text, inside

TODO_NAME = "gennemgang.md"
WIDEST = 118


def todo_page(found: Successor) -> str:
    """The whole list."""
    tasks = [
        _document(found),
        _clauses(found),
        _ended(found),
        _inherited(found),
        _figures(found),
        _dated(found),
        _readings(found),
        _silences(found),
        _frame(found),
        _examples(found),
        _last(found),
    ]
    texts = ["\n".join(task).removeprefix("## ") for task in tasks]
    numbered = [f"## {number}. {text}" for number, text in enumerate(filter(None, texts), 1)]
    return "\n\n".join(["\n".join(_top(found)), *numbered]) + "\n"


def _prose(text: str) -> Iterator[str]:
    yield from wrap(text, WIDEST, subsequent_indent="  " if text.startswith("- ") else "")


def _top(found: Successor) -> Iterator[str]:
    request, old = found.request, found.text.manifest
    until = f" til {show_date(request.period.ends)}" if request.period.ends else ""
    yield f"# Gennemgang af {request.id}"
    yield ""
    yield from _prose(
        f"Regelsættet gælder fra {show_date(request.period.starts)}{until} og bygger på {old.id} ({old.title}). "
        "Siden siger, hvad der stod tilbage, da mappen blev lavet. Hvad der står tilbage nu, siger "
        f"«rammeaftale tjek {_folder(found)}»."
    )
    for remark in _remarks(found):
        yield ""
        yield from _prose(remark)


def _remarks(found: Successor) -> Iterator[str]:
    """What is odd about the set built on: a gap after it, or that it is not finished itself."""
    old = found.text.manifest
    if old.ends is not None and (found.request.period.starts - old.ends).days > 1:
        yield f"Bemærk: {old.id} slutter {show_date(old.ends)}, så der er et hul mellem de to perioder."
    if old.under_way:
        yield f"Bemærk: {old.id} er ikke selv gennemgået til ende; det, der mangler dér, mangler også her."


def _folder(found: Successor) -> str:
    """The folder as commands take it from the library's own folder."""
    return quoted(inside(found.request.folder, found.request.root))


def _document(found: Successor) -> Iterator[str]:
    yield "## Den nye aftale"
    yield ""
    yield from _prose(
        f"- [ ] Skriv i regelsaet.yaml, hvad regelsættet og den nye aftale («{found.request.document}») hedder, "
        "hvem der har udgivet den og hvornår, og dens sha256. Det, der skal skrives, står som «udfyldes»."
    )


def _ended(found: Successor) -> Iterator[str]:
    if not found.ended:
        return
    yield "## Tal, der slutter med den gamle periode"
    yield ""
    yield "| | navn | titel | mangler | de gamle tal |"
    yield "|---|---|---|---|---|"
    for one in found.ended:
        head = one.entry.head
        yield f"| [ ] | `{head.name}` | {_cell(head.title)} | {_lacking(one)} | {_cell(old_figures(one))} |"


def _lacking(one: Ended) -> str:
    return "en ny værdi" if one.keys == (ALWAYS,) else ", ".join(one.keys)


def old_figures(one: Ended) -> str:
    """The old figures in a line, with the unit."""
    parts = []
    for member, figures in one.old.items():
        shown = figures_told((key, value) for key, value in figures if value.text) or "ingen"
        parts.append(f"{member}: {shown}" if member else shown)
    unit = one.entry.typing.unit
    return "; ".join(parts) + (f" ({unit.text})" if unit else "")


def _inherited(found: Successor) -> Iterator[str]:
    yield "## Arvede poster"
    yield ""
    yield from _prose(
        f"{len(found.inherited)} poster er arvet. Hver står med afsnit og titel i den fil, der har samme navn som den, "
        "den blev skrevet i."
    )
    yield ""
    yield "| | fil | emne | poster |"
    yield "|---|---|---|---|"
    for topic in found.topics:
        count = sum(len(part) for part in topic.entries.values())
        yield f"| [ ] | {topic.file} | {_cell(topic.title)} | {count} |"


def _figures(found: Successor) -> Iterator[str]:
    ended = {one.entry.head.name for one in found.ended}
    rows = [
        e
        for e in found.inherited
        if isinstance(e, m.Parameter)
        and any(d.always for d in e.values.values())
        and e.head.name not in ended
    ]
    if not rows:
        return
    yield "## Tal, der gælder, til nogen ændrer dem"
    yield ""
    yield "| | navn | titel | tal | afsnit |"
    yield "|---|---|---|---|---|"
    for entry in rows:
        head = entry.head
        told = (f"`{head.name}`", _cell(head.title), _cell(_always(entry)), _cell(head.citation.section))
        yield f"| [ ] | {' | '.join(told)} |"


def _always(entry: m.Parameter) -> str:
    told = {member: figure_text(d.always) for member, d in entry.values.items() if d.always}
    shown = ", ".join(f"{member}: {text}" if member else text for member, text in told.items())
    known = any(d.always and d.always.text for d in entry.values.values())
    return f"{shown} {entry.typing.unit.text}" if entry.typing.unit and known else shown


def _dated(found: Successor) -> Iterator[str]:
    if not found.dated:
        return
    yield "## Regler med faste år og datoer"
    yield ""
    yield from _prose(
        "Reglerne nævner år eller datoer fra før den nye periode. De flytter sig ikke af sig selv: skal de ændres, "
        "eller er de forbi?"
    )
    yield ""
    yield "| | navn | titel | nævner |"
    yield "|---|---|---|---|"
    for one in found.dated:
        head = one.entry.head
        yield f"| [ ] | `{head.name}` | {_cell(head.title)} | {', '.join(one.named)} |"


def _frame(found: Successor) -> Iterator[str]:
    if not found.frame:
        return
    yield "## Det, der følger med uden at være poster"
    yield ""
    yield from _prose(
        "Det gælder videre, som det er. Er der kommet et medlem til, eller har en aktør fået et nyt navn, så skriv "
        "dimensionen, aktøren eller kalenderen igen under samme navn i regelsaet.yaml. Er medlemmernes egne tal "
        "forældede, så kopiér medlemsfilen hertil, og skriv «ændring: ændret» og «begrundelse» ved tallene."
    )
    yield ""
    yield "| | slags | navn | indhold |"
    yield "|---|---|---|---|"
    for one in found.frame:
        yield f"| [ ] | {one.kind} | `{one.name}` | {_cell(one.holds)} |"


def _readings(found: Successor) -> Iterator[str]:
    rows = [entry for entry in found.inherited if isinstance(entry, m.Reading)]
    if not rows:
        return
    yield "## Fortolkninger, der skal vælges igen"
    yield ""
    yield from _prose("Svarer den nye aftale på spørgsmålet, er fortolkningen ikke længere nødvendig.")
    yield ""
    yield "| | navn | spørgsmål | regnes nu som |"
    yield "|---|---|---|---|"
    for entry in rows:
        chosen = entry.choices.get(entry.default)
        shown = chosen.title if chosen else entry.default
        yield f"| [ ] | `{entry.head.name}` | {_cell(entry.head.title)} | {_cell(shown)} |"


def _silences(found: Successor) -> Iterator[str]:
    if not found.silences:
        return
    yield "## Tavshed og manglende kilder"
    yield ""
    yield from _prose("Begreberne står i regelsaet.yaml under «tier» og «kilde_mangler» som «udfyldes».")
    yield ""
    yield "| | begreb | før | sagt af |"
    yield "|---|---|---|---|"
    for one in found.silences:
        yield f"| [ ] | `{one.concept}` | {one.kind}: {_cell(one.note)} | {one.set} |"


def _clauses(found: Successor) -> Iterator[str]:
    yield "## Klausullisten"
    yield ""
    yield from _prose(
        "- [ ] Lav klausuler.yaml: hver klausul i den nye aftale med id, afsnit, art og titel, og skriv filens navn i "
        "regelsaet.yaml. Derefter siger tjek, hvilke klausuler der hverken er kodet (som «anker») eller udeladt."
    )
    for one in found.omissions:
        note = f": {one.note}" if one.note else ""
        text = f"- [ ] Udeladt før: {', '.join(one.clauses)} ({one.reason}){note}"
        yield from wrap(text, WIDEST, subsequent_indent="  ")


def _examples(found: Successor) -> Iterator[str]:
    if not found.examples:
        return
    yield "## Eksempler"
    yield ""
    yield from _prose(
        f"- [ ] {len(found.examples)} eksempler er taget med fra {found.text.manifest.id}. De har stadig de gamle "
        "år og tal og er mærket «ubekræftet». Ret dem til den nye periode, regn det ventede efter i hånden, og slet "
        "linjen; så længe den står der, tæller eksemplet ikke med. Et eksempel, der ikke længere siger noget, slettes."
    )


def _last(found: Successor) -> Iterator[str]:
    yield "## Til sidst"
    yield ""
    yield f"- [ ] «rammeaftale tjek {_folder(found)}» og «rammeaftale test {_folder(found)}» har ikke mere at sige."
    yield "- [ ] Slet linjen «gennemgang: i_gang» i regelsaet.yaml."


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def short_list(found: Successor, files: Iterable[str]) -> str:
    """What the command prints: what was written, the figures that ended, and how much of each kind there is to do."""
    rows, folder = found.inherited, inside(found.request.folder, Path())
    counts = [(number, one if number == 1 else many) for number, one, many in _counts(found, rows)]
    width = len(str(max(count for count, _ in counts)))
    lines = [f"{found.request.id} er begyndt i {folder} ({len(list(files))} filer).", ""]
    lines += [f"  {count:>{width}}  {told}" for count, told in counts if count]
    lines += ["", "Tal, der slutter"] if found.ended else []
    for one in found.ended:
        latest = _latest(one)
        shown = f"  {one.entry.head.name}  mangler {_lacking(one)}" + (f"; før: {latest}" if latest else "")
        lines += wrap(shown, WIDEST, subsequent_indent="    ")
    lines += ["", *_remarks(found)] if any(_remarks(found)) else []
    lines += ["", f"Hele listen står i {folder}/{TODO_NAME}. Begynd med {folder}/regelsaet.yaml."]
    return "\n".join([*lines, f"Se, hvad der mangler: rammeaftale tjek {quoted(folder)}"])


def _counts(found: Successor, rows: list[m.Entry]) -> list[tuple[int, str, str]]:
    """How much there is of each kind, with what to say of one and of several."""
    readings = sum(isinstance(entry, m.Reading) for entry in rows)
    return [
        (
            len(found.ended),
            "tal slutter med den gamle periode og skal udfyldes",
            "tal slutter med den gamle periode og skal udfyldes",
        ),
        (
            len(rows) - len(found.ended),
            "anden arvet post skal gennemgås" if found.ended else "arvet post skal gennemgås",
            "andre arvede poster skal gennemgås" if found.ended else "arvede poster skal gennemgås",
        ),
        (
            readings,
            "af dem er en fortolkning, der skal vælges igen",
            "af dem er fortolkninger, der skal vælges igen",
        ),
        (
            len(found.dated),
            "af dem nævner år eller datoer fra før den nye periode",
            "af dem nævner år eller datoer fra før den nye periode",
        ),
        (
            len(found.silences),
            "begreb med tavshed eller manglende kilde skal vurderes igen",
            "begreber med tavshed eller manglende kilde skal vurderes igen",
        ),
        (
            len(found.omissions),
            "udeladelse i den gamle aftale skal ses efter i den nye",
            "udeladelser i den gamle aftale skal ses efter i den nye",
        ),
        (len(found.examples), "eksempel skal regnes efter", "eksempler skal regnes efter"),
    ]


def _latest(one: Ended) -> str:
    known = [(key, value) for figures in one.old.values() for key, value in figures if value.text]
    shown = figures_told(known[-3:])
    unit = one.entry.typing.unit
    return f"{shown} ({unit.text})" if unit and shown else shown
