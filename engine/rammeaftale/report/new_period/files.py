"""The files of a new set as they stand before anyone has worked on them: path inside its folder, and text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from rammeaftale.report.new_period.lines import comment, ended_lines, listed
from rammeaftale.report.new_period.todo import TODO_NAME, todo_page
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.folders import EXAMPLES
from rammeaftale.rulefiles.head_model import REAFFIRMED
from rammeaftale.rulefiles.library import SILENCES
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.review import CARRIED, LEFT, UNDER_WAY
from rammeaftale.services.new_period.successor import CLAUSES_NAME, Silence, Successor, Topic

_RULES_LINE = re.compile(r"^regelsæt:[ \t]*(?P<id>\S+)[^\n]*$", re.MULTILINE)
_UNCONFIRMED = re.compile(r"^ubekræftet:[^\n]*\n", re.MULTILINE)
_HOW = (
    f"«{REAFFIRMED}»: den nye aftale siger det samme; ret afsnittet. «{CARRIED}»: den nævner det ikke. "
    "Det, der er ændret eller ophævet, skrives som post."
)


def period_files(found: Successor) -> dict[str, str]:
    """Every file of the new set by its path inside the folder, in the order they are written."""
    files = {MANIFEST_NAME: _text(_manifest(found)), TODO_NAME: todo_page(found)}
    for topic in found.topics:
        files[topic.file] = _text(_topic(topic, found))
    for example in found.examples:
        files[f"{EXAMPLES}/{example.name}"] = carried_example(example.text, found)
    return files


def _text(lines: Iterator[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _first(kind: str, found: Successor) -> Iterator[str]:
    """The line by which editors find the schema, when the set built on has one."""
    if not found.has_schema_lines:
        return
    request = found.request
    folder = request.folder.parent.resolve() / request.folder.name
    up = os.path.relpath(request.root.resolve() / "schemas", folder).replace(os.sep, "/")
    yield f"# yaml-language-server: $schema={up}/{kind}.schema.json"


def _manifest(found: Successor) -> Iterator[str]:
    request, old = found.request, found.text.manifest
    yield from _first("regelsaet", found)
    yield f"id: {request.id}"
    yield f"titel: {UNFILLED}"
    yield from comment(f"{old.id} hedder: {old.title}")
    yield f"region: {old.region}"
    yield f"spor: {old.track}"
    yield "periode:"
    yield f"  fra: {request.period.starts}"
    if request.period.ends:
        yield f"  til: {request.period.ends}"
    if found.history > old.history:
        yield from comment(
            f"{old.history} i {old.id}. Så når reglerne fra det sidste år lige så langt tilbage som før."
        )
        yield f"historik: {found.history}"
    yield f"bygger_på: {old.id}"
    yield from comment(
        "Linjen her får tjek til at sige, hvad der mangler. Slet den, når alt det arvede er gennemgået."
    )
    yield f"{UNDER_WAY}: i_gang"
    yield ""
    yield "kilder:"
    yield from comment(
        "Den nye aftale. Skal den have et andet navn, så ret det her og under «dokument:» i emnefilerne.",
        "  ",
    )
    yield f"  {request.document}:"
    for key in ("titel", "udgiver", "dato", "sha256"):
        yield f"    {key}: {UNFILLED}"
    yield from comment(f"Listen over aftalens klausuler: lav den, og skriv {CLAUSES_NAME} her.", "    ")
    yield f"    klausuler: {UNFILLED}"
    yield from _silences(found)


def _silences(found: Successor) -> Iterator[str]:
    why = {
        "tier": "Begreber, de tidligere aftaler var tavse om. Er den nye også tavs, så skriv hvorfor; "
        "ellers slet linjen.",
        "kilde_mangler": "Begreber, hvis kilde manglede. Mangler den stadig, så skriv hvorfor; ellers slet linjen.",
    }
    for kind in SILENCES:
        told = [one for one in found.silences if one.kind == kind]
        if told:
            yield ""
            yield from comment(why[kind])
            yield f"{kind}:"
            yield from (line for one in told for line in _silence(one))


def _silence(one: Silence) -> Iterator[str]:
    yield from comment(f"{one.set}: {one.note}", "  ")
    yield f"  {one.concept}: {UNFILLED}"


def _topic(topic: Topic, found: Successor) -> Iterator[str]:
    yield from _first("emnefil", found)
    yield f"emne: {_plain(topic.title)}"
    yield "kilde:"
    yield f"  dokument: {found.request.document}"
    ended = [one for one in found.ended if any(one.entry in part for part in topic.entries.values())]
    if ended:
        yield ""
        yield "parametre:"
        yield from (line for one in ended for line in ended_lines(one))
    names = {one.entry.head.name for one in ended}
    left = {path: [e for e in part if e.head.name not in names] for path, part in topic.entries.items()}
    if not any(left.values()):
        return
    taken = {e.head.name for e in found.inherited if not isinstance(e, m.Catalogue)}
    yield ""
    yield from comment(_HOW)
    yield f"{LEFT}:"
    for path, part in left.items():
        if part:
            yield from comment(path, "  ")
            yield from listed(part, taken)


def _plain(title: str) -> str:
    return title if re.fullmatch(r"[\wæøåÆØÅ][^:#\"'\n]*", title) else '"' + title.replace('"', '\\"') + '"'


def carried_example(text: str, found: Successor) -> str:
    """An example of the old set as one of the new, marked as not confirmed; one of the region's timeline stays so."""
    old, new = found.text.manifest.id, found.request.id

    def mark(line: re.Match[str]) -> str:
        id_ = new if line["id"].strip("\"'") == old else line["id"]
        return f"regelsæt: {id_}\nubekræftet: {old}"

    return _RULES_LINE.sub(mark, _UNCONFIRMED.sub("", text), count=1)
