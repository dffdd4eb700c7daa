"""Whatever a file, case, formula or command line says: findings with places, exit 0, 1 or 2, in bounded time.

Each property is one function of a seed. `make test` tries a few, always the same ones; `make fuzz` tries
FUZZ_EXAMPLES new ones of each. A failure names the seed: `python -c "…"` with the property replays it.
"""

# ruff: noqa: S311 - chance is what is wanted here, and the same chance every time
from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rammeaftale
from fjendtligt.bibliotek import command
from fuzz.checks import LONGEST, check_case, check_rules, lay_out
from fuzz.corpus import Library, libraries
from fuzz.mutations import MUTATIONS, NASTY_TEXTS, SIGNS, damaged_formula
from rammeaftale.language.parser import parse
from rammeaftale.language.printer import print_formula
from rammeaftale.language.tokens import FormulaError
from rammeaftale.services.api import Rules

# Of the libraries the small one is tried most: it is ten times as fast.
WEIGHTS = (10, 1, 1)
SEEDS = st.integers(min_value=0, max_value=2**48)


@cache
def folder(name: str) -> Path:
    """A folder of this process's own."""
    return Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))


@cache
def standing(library: Library) -> Path:
    """A library laid out unchanged, for cases."""
    return lay_out(library, {}, folder(library.name))


@cache
def loaded(library: Library, name: str) -> Rules:
    """A rule set of a library laid out unchanged."""
    return rammeaftale.load(name, library=standing(library))


def chosen(random: Random) -> Library:
    return random.choices(libraries(), WEIGHTS)[0]


def damaged_rules(kind: str) -> Callable[[int], None]:
    def property_(seed: int) -> None:
        random = Random(seed)
        library = chosen(random)
        name = random.choice(library.rule_files())
        changed = MUTATIONS[kind](random, library.files[name])
        check_rules(library, {name: changed}, folder("rules"))

    return property_


def damaged_cases(kind: str) -> Callable[[int], None]:
    def property_(seed: int) -> None:
        random = Random(seed)
        library = chosen(random)
        name, text = random.choice(library.cases)
        path = standing(library) / "sag.yaml"
        path.write_bytes(MUTATIONS[kind](random, text))
        check_case(loaded(library, name), path)

    return property_


def new_formulas(seed: int) -> None:
    """A heap of signs is refused at a place inside it, or printed as it reads; either way the rules are checked."""
    random = Random(seed)
    library = libraries()[0]
    names = [
        "løn",
        "sats",
        "tillæg",
        "belægning",
        "pladser",
        "slags",
        "modtaget",
        "budget",
        "niveau",
        "i_alt",
    ]
    text = "løn * (1 + sats) + oplyst_eller(tillæg, 0)"
    for _ in range(random.randint(1, 6)):
        text = damaged_formula(random, text, names)
    text += "".join(f" {random.choice((*SIGNS, *names))}" for _ in range(random.choice((0, 0, 0, 3, 30))))
    check_grammar(text)
    rule = library.files["2019/takst.yaml"].replace(
        "formel: løn * (1 + sats) + oplyst_eller(tillæg, 0)", f"formel: >-\n      {text}"
    )
    assert rule != library.files["2019/takst.yaml"]
    check_rules(library, {"2019/takst.yaml": rule.encode()}, folder("formulas"))


def check_grammar(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError as fault:
        inside = 0 <= fault.start <= fault.end <= len(text) + 1
    else:
        inside = parse(print_formula(tree)) == tree
    assert inside, text


def mappings(seed: int) -> None:
    """A program's mapping with a strange thing in it."""
    random = Random(seed)
    library = libraries()[0]
    case: dict[object, object] = {
        "regelsæt": "prøve/2019-2020",
        "år": 2019,
        "oplysninger": {
            "løn": 1000000,
            "belægning": {2017: 90, 2018: Decimal("95.5")},
            "niveau": {"N1": {"pladser": 4}},
        },
    }
    for _ in range(random.randint(1, 3)):
        holder = case
        while random.random() < 0.6 and (inner := [v for v in holder.values() if isinstance(v, dict)]):
            holder = random.choice(inner)
        key = random.choice([*holder, *NASTY_TEXTS, 2019, None, 1.5, ("a",), "løn", "niveau"])
        holder[key] = strange(random, 0)
    check_case(loaded(library, "prøve/2019-2020"), case)  # type: ignore[arg-type]


def strange(random: Random, depth: int) -> object:
    simple = (
        *(None, True, False, 0, -1, 10**5000, 1.5, float("nan"), b"x", object(), {1, 2}),
        *(Decimal("NaN"), Decimal("1e999999999"), Decimal("0.1"), Fraction(1, 3), Fraction(10**5000, 3)),
        *(date(2019, 3, 1), datetime(2019, 3, 1, 12, tzinfo=UTC), "\ud800", "\0", "x" * 30_000, *NASTY_TEXTS),
    )
    if depth > 3 or random.random() < 0.6:
        return random.choice(simple)
    inside = [strange(random, depth + 1) for _ in range(random.randint(0, 3))]
    if random.random() < 0.5:
        return inside
    return {random.choice((2017, "løn", "N1", "niveau", "pladser", "værdi", "")): part for part in inside}


def command_lines(seed: int) -> None:
    """Words after a command."""
    random = Random(seed)
    root = standing(libraries()[0])
    (root / "sag.yaml").write_text(libraries()[0].cases[0][1], encoding="utf-8")
    words = ["beregn", "prøve/2019-2020", str(root / "sag.yaml"), "--regler", str(root), "--format", "json"]
    options = [
        "--størrelse",
        "--år",
        "--sæt",
        "--tiltag",
        "--fortolkning",
        "--opgjort",
        "--format",
        "--nej",
        "-",
        "--",
    ]
    addresses = ["budget", "i_alt", "fyldt@2019", "løn=5", "sats@2019=7", "pladser[N1]=3", "2019", "x=y"]
    pool = [*options, *addresses, *NASTY_TEXTS]
    for _ in range(random.randint(1, 6)):
        if random.random() < 0.2:
            words[random.randrange(1, len(words))] = random.choice(pool)
        else:
            words.insert(random.randrange(3, len(words) + 1), random.choice(pool))
    done = command(*words, given=b"regels\xc3\xa6t: x\n")
    assert done.code in (0, 1, 2), (words, done)
    assert done.out or done.err, words
    assert "Traceback" not in done.text, words


def every_command(seed: int) -> None:
    """Each command, on rules and a case of which either may be damaged."""
    random = Random(seed)
    library, root = chosen(random), folder("every")
    name, case = random.choice(library.cases)
    damaged = random.choice(library.rule_files())
    kinds = ["formulas", "tree", "lines"]
    changed = {damaged: MUTATIONS[random.choice(kinds)](random, library.files[damaged])}
    lay_out(library, changed if random.random() < 0.5 else {}, root)
    sag = root / "sag.yaml"
    sag.write_bytes(MUTATIONS[random.choice(kinds)](random, case) if random.random() < 0.5 else case.encode())
    words = random.choice(commands(random, library, name, str(sag), str(root)))
    done = command(*words)
    assert done.code in (0, 1, 2), (words, done)
    assert done.text, words
    assert "Traceback" not in done.text, words
    assert done.seconds < LONGEST, words


def commands(random: Random, library: Library, name: str, sag: str, root: str) -> list[list[str]]:
    names = re.findall(r"^  ([a-zæøå_0-9]+):", "\n".join(library.files.values()), re.MULTILINE)
    asked = random.choice(names) + random.choice(("", "", "[N1]", "@2019"))
    rest = ["--regler", root, *random.choice(([], ["--format", "json"]))]
    return [
        ["beregn", name, sag, *rest],
        ["forklar", name, sag, asked, *rest],
        ["forklar", name, sag, asked, "--dybde", "9", "--regler", root],
        ["mangler", name, sag, "--størrelse", asked, *rest],
        ["følsomhed", name, sag, asked, *rest],
        ["vis", name, asked, *rest],
        ["vis", name, *rest],
        ["vis", name, "--søg", random.choice(NASTY_TEXTS), *rest],
        ["liste", *rest],
        ["ny-sag", name, "--størrelse", asked, "--regler", root],
        ["test", root, *rest[2:]],
        ["test", root, "--dækning"],
        ["tjek", root, "--format", random.choice(("tekst", "json", "sarif"))],
    ]


PROPERTIES: dict[str, tuple[Callable[[int], None], int]] = {
    **{f"rules-{kind}": (damaged_rules(kind), 40) for kind in MUTATIONS},
    **{f"case-{kind}": (damaged_cases(kind), 150) for kind in ("bytes", "lines", "tree")},
    "formulas": (new_formulas, 100),
    "mappings": (mappings, 300),
    "options": (command_lines, 100),
    "commands": (every_command, 100),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_little(name):
    check, examples = PROPERTIES[name]

    @settings(max_examples=examples)
    @given(SEEDS)
    def run(seed: int) -> None:
        check(seed)

    run()


@pytest.mark.slow
@pytest.mark.parametrize("name", PROPERTIES)
def test_a_lot(name):
    check, _ = PROPERTIES[name]

    @given(SEEDS)
    def run(seed: int) -> None:
        check(seed)

    run()
