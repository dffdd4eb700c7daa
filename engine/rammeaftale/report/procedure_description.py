"""A procedure as `vis` shows it: steps in order with who acts and where each outcome leads, then the ends."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from rammeaftale.report.naming import words

WIDEST = 100


def procedure_lines(details: dict[str, Any]) -> Iterator[str]:
    """The details of a procedure as lines."""
    if "ufuldstændig" in details:
        yield from _wrapped(f"Ufuldstændig: kilden mangler {details['ufuldstændig']}", 2)
    for one in details.get("deltagere", ()):
        from_ = f" fra trinnet {one['fra_trin']}" if "fra_trin" in one else " i alle trin"
        yield from _wrapped(f"Deltager: {one['aktør']}{from_}{_when(one)}", 2)
    yield "  trin"
    titles = {one["navn"]: one["titel"] for one in (*details["trin"], *details.get("slutninger", ()))}
    for number, step in enumerate(details["trin"], start=1):
        yield from _step(number, step, titles)
    yield "  slutninger"
    for end in details.get("slutninger", ()):
        yield f"     {end['titel']} ({end['navn']})"


def _step(number: int, step: dict[str, Any], titles: dict[str, str]) -> Iterator[str]:
    yield f"  {number:>2}. {step['titel']} ({step['navn']})"
    actors = (" og " if step.get("fælles") else " eller ").join(step.get("aktører", ()))
    modality = "" if step["modalitet"] == "skal" else f" ({words(step['modalitet'])})"
    if actors:
        yield from _wrapped(f"{actors}{' sammen' if step.get('fælles') else ''}{modality}", 6)
    for label, key in (("", "beskrivelse"), ("Frist: ", "frist"), ("Vælger tiltag fra: ", "tiltag")):
        if key in step:
            yield from _wrapped(f"{label}{step[key]}", 6)
    for one in step.get("kræver", ()):
        yield from _wrapped(f"Kræver: {one['når']} (ellers: {one['ellers']})", 6)
    for one in step.get("dokumenter", ()):
        yield from _wrapped(f"Dokument: {one['titel']} ({one['navn']}){_when(one)}", 6)
    for one in step.get("deltagere", ()):
        yield from _wrapped(f"Deltager: {one['aktør']}{_when(one)}", 6)
    yield from _parts(step)
    if "pr" in step or "dele" in step:
        alike = [{**one, "navn": f"alle {one['navn']}"} for one in step.get("når_alle", ())]
        apart = [{"navn": "ellers", "følger": step["ellers"]}] if "ellers" in step else []
        yield from _ways([*alike, *apart], titles)
    else:
        yield from _ways(step["udfald"], titles)


def _parts(step: dict[str, Any]) -> Iterator[str]:
    if "pr" in step:
        yield from _wrapped(f"Hvert medlem af «{step['pr']}» for sig: {_words(step['udfald'])}", 6)
    for part in step.get("dele", ()):
        who = f", {' eller '.join(part['aktører'])}" if "aktører" in part else ""
        yield from _wrapped(f"Del: {part['titel']} ({part['navn']}){who}: {_words(part['udfald'])}", 6)


def _words(outcomes: list[str]) -> str:
    return " eller ".join(map(words, outcomes))


def _ways(outcomes: list[dict[str, Any]], titles: dict[str, str]) -> Iterator[str]:
    names = [words(one["navn"]) for one in outcomes]
    width = max(map(len, names), default=0)
    for name, outcome in zip(names, outcomes, strict=True):
        for position, case in enumerate(outcome["følger"]):
            told = name if position == 0 else ""
            yield f"      {told:<{width}}  → {_target(case, titles, first=position == 0)}"


def _target(case: dict[str, Any], titles: dict[str, str], *, first: bool) -> str:
    name = case.get("slut") or case["til"]
    end = "slut: " if "slut" in case else ""
    round_ = ", ny runde" if case.get("ny_runde") else ""
    otherwise = "" if first or "når" in case else "ellers "
    return f"{otherwise}{end}{titles.get(name, name)}{round_}{_when(case)}"


def _when(one: dict[str, Any]) -> str:
    return f", når {one['når']}" if "når" in one else ""


def _wrapped(text: str, indent: int) -> list[str]:
    margin = " " * indent
    return wrap(text, WIDEST, initial_indent=margin, subsequent_indent=margin + "  ")
