"""Small libraries written by a test: rule sets from a few lines of YAML."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.services.api import Rules, load

TOPIC = """\
emne: Prøve
kilde:
  dokument: aftalen
  afsnit: "1"
"""
MANIFEST = """\
id: {id}
titel: Prøve
region: {region}
spor: {track}
periode:
  fra: {start}-01-01
  til: {end}-12-31
historik: 8
{base}kilder:
  aftalen:
    titel: Aftalen
aktører:
  vi:
    titel: Vi
dimensioner:
  hold:
    titel: Hold
    hvis_ikke_nævnt: ingen
  rum:
    titel: Rum
  by:
    titel: By
    medlemmer: [nord, syd]
kalendere:
  hverdage:
    ugedage: [ma, ti, on, to, fr]
    fri: helligdage_dk
"""


def write_set(
    root: Path,
    topic: str,
    *,
    name: str = "prøve/2020",
    years: tuple[int, int] = (2020, 2020),
    base: str = "",
    track: str = "fælles",
) -> None:
    """A rule set of one topic file in the library `root`; `name` is region/period."""
    folder = root / name.replace("/", "-")
    folder.mkdir(parents=True)
    (root / "begreber.yaml").write_text("begreber: {}\n", encoding="utf-8")
    text = MANIFEST.format(
        id=name,
        region=name.split("/", maxsplit=1)[0],
        track=track,
        start=years[0],
        end=years[1],
        base=f"bygger_på: {base}\n" if base else "",
    )
    (folder / "regelsaet.yaml").write_text(text, encoding="utf-8")
    (folder / "regler.yaml").write_text(TOPIC + topic, encoding="utf-8")


def rules(root: Path, topic: str) -> Rules:
    """The rules of a library with this one set, `prøve/2020`."""
    write_set(root, topic)
    return load("prøve/2020", library=root)


def quantities(formulas: dict[str, str], kind: str = "enhed: forhold") -> str:
    """`størrelser:` entries of one kind, one formula each."""
    lines = ["størrelser:"] if formulas else []
    for name, formula in formulas.items():
        lines += [f"  {name}:", f"    titel: {name}", f"    {kind}", f"    formula: {formula}"]
    return "\n".join(lines).replace("formula:", "formel:") + "\n"


def case(year: int | list[int] | None = 2020, **facts: object) -> dict[str, object]:
    """A case of `prøve/2020` that states `facts`."""
    found: dict[str, object] = {"regelsæt": "prøve/2020", "oplysninger": facts}
    return found if year is None else {**found, "år": year}
