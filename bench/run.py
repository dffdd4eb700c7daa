"""The benchmarks of `make bench`: each figure beside its target, absolute and as a ratio within this run.

    python bench/run.py [--quick] [--write --machine "two cores of …"]

Prints a table; `--write` records it in docs/bench.md with the description of the machine it was measured on.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import yaml

import rammeaftale
import synthetic
from measure import medians, python, run, seconds
from rammeaftale.backends.exact import Run
from rammeaftale.backends.ruletrace import (
    ArmsTrace,
    FormulaTrace,
    MeasureTrace,
    ReadingTrace,
    ScaleTrace,
    StepTrace,
    TableTrace,
)
from rammeaftale.backends.trace import build_trace
from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.parser import parse
from rammeaftale.rulefiles.library import Library
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying.request import read_range
from rammeaftale.services.varying.variation import vary

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "bench.md"
SHIPPED = "hovedstaden/2019-2020"
CASES = ("bostedet.yaml", "takst-botilbud-2019.yaml")
ASKED = "takst_pr_dag"
SWEPT, SWEEP = "takstindtægter_regnskab@2017=15000000..20000000/50", 1.0
COUNT, DEPTH = 1000, 20_000
TOLD = (ArmsTrace, TableTrace, ScaleTrace, ReadingTrace, MeasureTrace, StepTrace)
# What is wanted: MB, seconds, and times as long as what it is held against.
MEMORY, COLD, LOAD, EVALUATE, TRACE, CASE, PROOF, BUNDLE = 150, 6, 6, 0.030, 2, 0.010, 10, 3
PAGE_MADE, WORKBOOK_MADE = 1, 2
# The shipped examples whose reports tell most, by size of the page and count of its quantities.
REPORTED = (
    (SHIPPED, "rules/2019-2020/eksempler/bostedet.yaml"),
    (SHIPPED, "rules/2019-2020/eksempler/betaling-alle-tiltag.yaml"),
    ("hovedstaden/2021-2022", "rules/2021-2022/eksempler/garanti.yaml"),
    ("hovedstaden/2021-2022", "rules/2021-2022/eksempler/etablering-uden-en-kommune.yaml"),
)


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, what came out, what was wanted, and whether it is met."""

    what: str
    found: str
    wanted: str
    met: bool


def main() -> None:
    """Measure, print and perhaps record."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="few repetitions and a short chain, to try it out"
    )
    parser.add_argument("--write", "--skriv", action="store_true", help=f"record in {PAGE.relative_to(ROOT)}")
    parser.add_argument("--machine", "--maskine", default="", help="what it was measured on, for the record")
    options = parser.parse_args()
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in measured(
            Path(folder), times=3 if options.quick else 15, depth=DEPTH // (10 if options.quick else 1)
        ):
            print(
                f"{'ok  ' if figure.met else 'MISS'} {figure.what}: {figure.found}  (wanted: {figure.wanted})",
                flush=True,
            )
            figures.append(figure)
    if options.write:
        PAGE.write_text(page(figures, options.machine), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")


def measured(folder: Path, times: int, depth: int) -> Iterator[Figure]:
    """Every figure; memory first, while this process is small (a child's peak counts its parent's at the fork)."""
    library = synthetic.write(synthetic.rule_set(COUNT), folder / "set")
    (library / "sag.yaml").write_text(synthetic.case(COUNT), encoding="utf-8")
    yield memory(library, folder / "bytecode")
    yield cold_command(folder / "bytecode", max(times, 10))
    yield proving(folder / "bytecode")
    yield bundling(folder, folder / "bytecode")
    yield reporting(folder, "html", PAGE_MADE, min(times, 5))
    yield reporting(folder, "xlsx", WORKBOOK_MADE, min(times, 5))
    yield from loading(library, times)
    yield from evaluating(library, times)
    yield from long_chain(folder / "chain", depth)
    yield from shipped_case(times)
    yield sweeping(times)


def memory(library: Path, bytecode: Path) -> Figure:
    """The peak of a process that loads, evaluates and traces the synthetic set."""
    script = str(Path(__file__).with_name("memory.py"))
    last = synthetic.last_of(COUNT)
    peak, nodes = run(python(script, synthetic.SET, str(library), last), ROOT, bytecode).split()
    what = f"memory of a process that loads, evaluates and traces {COUNT} quantities ({nodes} trace nodes)"
    return Figure(what, f"{float(peak):.0f} MB", f"< {MEMORY} MB", float(peak) < MEMORY)


def cold_command(bytecode: Path, times: int) -> Figure:
    """Whole processes: `rammeaftale beregn` on the shipped case, and an import of the two libraries it stands on."""
    command = python("-m", "rammeaftale", "beregn", SHIPPED, str(shipped()), "--format", "json")
    ours, bare = medians(
        [
            lambda: run(command, ROOT, bytecode),
            lambda: run(python("-c", "import yaml, click"), ROOT, bytecode),
        ],
        times,
    )
    what = "cold `rammeaftale beregn` of the shipped case, all sets present / cold `import yaml, click`"
    return Figure(what, f"{ours / bare:.2f} ({ms(ours)} / {ms(bare)})", f"≤ {COLD}", ours <= COLD * bare)


def proving(bytecode: Path) -> Figure:
    """One after another, over everything shipped: `tjek`, `test`, and `dækning` of every set."""
    sets = sorted(Library(ROOT, Findings()).sets)
    commands = [("tjek",), ("test",), *(("dækning", id_) for id_ in sets)]
    took = seconds(lambda: [run(python("-m", "rammeaftale", *one), ROOT, bytecode) for one in commands])
    what = f"`tjek`, `test` and `dækning` of all {len(sets)} shipped sets, {len(commands)} commands"
    return Figure(what, f"{took:.1f} s", f"< {PROOF} s", took < PROOF)


def bundling(folder: Path, bytecode: Path) -> Figure:
    """Two commands: an audit bundle made of the whole shipped case with its set, and verified."""
    bundle = str(folder / "bundle.zip")
    make = ("revision", "pak", SHIPPED, str(shipped()), "-o", bundle)
    commands = [make, ("revision", "efterprøv", bundle)]
    took = seconds(lambda: [run(python("-m", "rammeaftale", *one), ROOT, bytecode) for one in commands])
    what = f"`revision pak` and `efterprøv` of {shipped().name}, whole"
    return Figure(what, f"{took:.1f} s", f"< {BUNDLE} s", took < BUNDLE)


def reporting(folder: Path, ending: str, limit: float, times: int) -> Figure:
    """Whole processes: the reports of the examples with most to tell; the slowest counts."""
    target = str(folder / f"report.{ending}")

    def made(id_: str, example: str) -> object:
        command = ("rapport", id_, example, "-o", target, "--overskriv")
        return run(python("-m", "rammeaftale", *command), ROOT, folder / "bytecode")

    took = medians([lambda one=one: made(*one) for one in REPORTED], times)
    slowest, name = max(zip(took, (Path(example).name for _, example in REPORTED), strict=True))
    what = f"cold `rapport -o F.{ending}` of the largest shipped example ({name})"
    return Figure(what, f"{slowest:.2f} s", f"≤ {limit} s", slowest <= limit)


def loading(library: Path, times: int) -> Iterator[Figure]:
    """Load and check beside libyaml's composing of the same text, for the synthetic and the shipped set."""
    for name, root, files in (
        (f"{COUNT} synthetic quantities", library, sorted(library.rglob("*.yaml"))),
        (f"the shipped {SHIPPED}", ROOT, sorted((ROOT / "rules" / "2019-2020").glob("*.yaml"))),
    ):
        texts = [path.read_text(encoding="utf-8") for path in files if path.name != "sag.yaml"]
        id_ = synthetic.SET if root == library else SHIPPED
        ours, composing = medians([lambda r=root, i=id_: load(i, r), lambda t=texts: compose(t)], times)
        what = f"load and check of {name} / `yaml.compose` of the same {sum(map(len, texts)) // 1000} kB"
        yield Figure(
            what, f"{ours / composing:.2f} ({ms(ours)} / {ms(composing)})", "≤ 6", ours <= 6 * composing
        )


def evaluating(library: Path, times: int) -> Iterator[Figure]:
    """Every quantity in one year, without and with the trace of them all."""
    rules = load(synthetic.SET, library)
    case = read_case(library / "sag.yaml", rules, Findings())
    assert case is not None
    last = (synthetic.last_of(COUNT), synthetic.YEAR, ())

    def evaluate() -> Run:
        calculation = Run(rules.definitions, case.facts)
        for name, quantity in rules.programs[0].quantities.items():
            for members in [(level,) for level in synthetic.LEVELS] if quantity.dims else [()]:
                calculation.value(name, synthetic.YEAR, members)
        return calculation

    def tell() -> None:
        for node in build_trace(evaluate(), last).nodes.values():
            for part in (node.rule, node.measures, node.steps):
                fill(part)

    cells, nodes = len(evaluate().outcomes), len(build_trace(evaluate(), last).nodes)
    plain, traced, told = medians([evaluate, lambda: build_trace(evaluate(), last), tell], times)
    yield Figure(
        f"evaluating {COUNT} quantities ({cells} cells)", ms(plain), f"≤ {ms(EVALUATE)}", plain <= EVALUATE
    )
    for what, took in (
        (f"the same and the trace of it all ({nodes} nodes, shared ones once) / without", traced),
        ("the same with every rule of the trace told and filled with numbers / without", told),
    ):
        found = f"{took / plain:.2f} ({ms(took)} / {ms(plain)})"
        yield Figure(what, found, f"≤ {TRACE}", took <= TRACE * plain)


def fill(part: object) -> None:
    """Have every formula in a part of a trace filled with its numbers (they are told when asked for)."""
    if isinstance(part, FormulaTrace):
        _ = part.filled
    elif isinstance(part, tuple):
        for inside in part:
            fill(inside)
    elif isinstance(part, TOLD):
        for field in fields(part):
            fill(getattr(part, field.name))


def long_chain(folder: Path, depth: int) -> Iterator[Figure]:
    """A chain where each quantity needs the one before it."""
    library = synthetic.write(synthetic.chain(depth), folder)
    found: list[RuleSet] = []
    loaded = seconds(lambda: found.append(load(synthetic.SET, library)))
    yield Figure(f"loading a chain {depth} deep", f"{loaded:.1f} s", "loads", met=True)
    rules = rammeaftale.Rules(found[0])
    answers: list[object] = []
    evaluated = seconds(
        lambda: answers.append(
            rules.calculate(
                {"regelsæt": synthetic.SET, "år": synthetic.YEAR, "oplysninger": {"led_0": 0}},
                [f"led_{depth}"],
            )[f"led_{depth}"].value
        )
    )
    yield Figure(
        f"evaluating it (the last link is {answers[0]} kr)", ms(evaluated), f"{depth} kr", answers[0] == depth
    )


def shipped_case(times: int) -> Iterator[Figure]:
    """The shipped case from file to the trace of its takst, with the rules already loaded."""
    rules = rammeaftale.load(SHIPPED, library=ROOT)
    (took,) = medians([lambda: rules.calculate(shipped(), [ASKED]).explain(ASKED)], times)
    what = f"{shipped().name}: reading it, calculating and tracing {ASKED}"
    yield Figure(what, ms(took), f"≤ {ms(CASE)}", took <= CASE)


def sweeping(times: int) -> Figure:
    """`følsomhed --variér` in fifty points, thresholds and duties included, with the rules already loaded."""
    rules, findings = load(SHIPPED, ROOT), Findings()
    case, asked = read_case(shipped(), rules, findings), read_range(SWEPT, findings)
    assert case is not None
    assert asked is not None
    (took,) = medians([lambda: vary(rules, case, ASKED, asked, Findings())], times)
    what = f"{shipped().name}: {ASKED} in 50 points along an input, with its thresholds"
    return Figure(what, ms(took), f"≤ {ms(SWEEP)}", took <= SWEEP)


def shipped() -> Path:
    """The realistic case that comes with the rules."""
    examples = [ROOT / "rules" / "2019-2020" / "eksempler" / name for name in CASES]
    return next(path for path in examples if path.is_file())


def load(name: str, root: Path) -> RuleSet:
    """A rule set loaded and checked, with nothing remembered from before."""
    parse.cache_clear()
    findings = Findings()
    rules = load_rules(name, root, findings)
    findings.raise_errors()
    assert rules is not None
    return rules


def compose(texts: list[str]) -> list[yaml.Node | None]:
    """The YAML trees of texts, by libyaml."""
    return [yaml.compose(text, Loader=yaml.CLoader) for text in texts]


def ms(duration: float) -> str:
    """A duration in milliseconds."""
    return f"{duration * 1000:.1f} ms"


def page(figures: list[Figure], machine: str) -> str:
    """The recorded table."""
    rows = [f"| {f.what} | {f.found} | {f.wanted} | {'yes' if f.met else '**no**'} |" for f in figures]
    ran_on = f"{machine or 'a machine that was not described'}, Python {platform.python_version()}"
    return "\n".join([_HEAD.format(machine=ran_on), *rows, "", _NOTES])


_HEAD = """\
# Benchmarks

Written by `python bench/run.py --write --machine "…"`; `make bench` prints the same table. Ratios are within one run,
of medians of alternated repetitions, and say more than the absolute times.

Measured on: {machine}.

| measured | found | wanted | met |
|---|---|---|---|"""
_NOTES = """\
## What is measured

- **The synthetic set** (`bench/synthetic.py`) has 1,000 quantities: 100 parameters, 350 inputs and 550 calculated
  ones with formulas, variants, tables, readings, steps, last year's values, levels and sums over them, in 25 files of
  about 375 lines with titles, questions and sources as in real rules. Loading reads its files from disk, parses,
  types, proves tables, finds cycles and runs every check; nothing is remembered from an earlier load.
- **Composing** is `yaml.compose` with `yaml.CLoader` on the text of the same files, already read.
- **Evaluating** calculates every quantity for one year and every level. **The trace of it all** is `explain` of the
  quantity that rests on every other: a node a cell with its outcome, stamps, source and what it read. How a rule came
  to its value (the branch or row taken and why the others were not, each step, the formula with numbers) is told when
  it is asked for (decision 0009). The last line asks for all of it, and for the Danish text of every number in every
  formula; that writing is what takes the time, and only `forklar` and reports do it, for the nodes they show.
- **Cold** is a whole process from start to exit, its bytecode compiled beforehand as an installation does.
- **The shipped case** is read from its file, calculated and its takst traced, with the rules already loaded.
"""


if __name__ == "__main__":
    main()
