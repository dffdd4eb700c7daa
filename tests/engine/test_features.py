"""The fictional library makes use of everything the engine has, so that no real rule is needed to try it."""

from collections.abc import Iterator
from typing import get_args

import pytest

import fiktivia
from rammeaftale.backends.provenance import STAMPS
from rammeaftale.core.outcome import STATE_NAMES, NoValue
from rammeaftale.core.units import UNIT_NAMES
from rammeaftale.language import ir
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.language.parser import COMPARISONS, KEYWORDS, parse
from rammeaftale.language.syntax import (
    Binary,
    Call,
    Comparison,
    Index,
    Logic,
    NumberLiteral,
    Unary,
    Word,
    inside,
)
from rammeaftale.rulefiles import case_schema, manifest_schema, schema
from rammeaftale.rulefiles.shapes import Either, Lazy, ListOf, MapOf, Record, Shape
from rammeaftale.rulefiles.shapes import Word as Choice
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services.duties import DUTY_STATUSES

FILES = {
    "regelsaet.yaml": manifest_schema.MANIFEST,
    "begreber.yaml": manifest_schema.CONCEPTS,
    "kommuner.yaml": manifest_schema.MEMBERS,
}
FILES |= {"klausuler.yaml": manifest_schema.CLAUSES}
GROUPS = ListOf(schema.GROUP)
ROOTS = (*FILES.values(), schema.TOPIC, schema.GROUP, case_schema.EXAMPLE)


def lacking(known, used):
    return sorted(str(item) for item in set(known) - set(used))


# --- keys and words of the rule files ---


def solid(shape: Shape) -> Shape:
    return shape.resolve() if isinstance(shape, Lazy) else shape


def parts(shape: Shape) -> Iterator[tuple[str, Shape]]:
    if isinstance(shape, ListOf):
        yield "", shape.item
    elif isinstance(shape, MapOf):
        yield "", shape.value
    elif isinstance(shape, Either):
        yield from (("", option) for option in shape.shapes)


def features(shape: Shape, where: str, seen: set[int]) -> Iterator[str]:
    """Every key of every record under a shape, and every word a key can have."""
    shape = solid(shape)
    if isinstance(shape, Choice):
        yield from (f"{where}: {option}" for option in shape.options)
        return
    if id(shape) in seen:
        return
    seen.add(id(shape))
    if isinstance(shape, Record):
        for field in shape.fields:
            yield f"{shape.title}.{field.name}"
            yield from features(field.shape, f"{shape.title}.{field.name}", seen)
    for _, part in parts(shape):
        yield from features(part, where, seen)


def used(shape: Shape, node: Node, where: str) -> Iterator[str]:
    """The features a node makes use of."""
    shape = solid(shape)
    if isinstance(shape, Choice) and isinstance(node, Scalar):
        yield f"{where}: {node.text}"
    elif isinstance(shape, Record) and isinstance(node, Mapping):
        yield from used_keys(shape, node)
    elif isinstance(node, Sequence) and isinstance(shape, ListOf):
        for item in node.items:
            yield from used(shape.item, item, where)
    elif isinstance(node, Mapping) and isinstance(shape, MapOf):
        for key, part in node.entries.values():
            yield from used(GROUPS if key.text == "grupper" else shape.value, part, where)
    elif isinstance(shape, Either) or (isinstance(shape, ListOf) and shape.or_one):
        for _, part in parts(shape):
            yield from used(part, node, where)


def used_keys(shape: Record, node: Mapping) -> Iterator[str]:
    """The keys a block makes use of, and what stands under them."""
    for name, (_, part) in node.entries.items():
        field = shape.by_name.get(name)
        if field is not None:
            yield f"{shape.title}.{name}"
            yield from used(field.shape, part, f"{shape.title}.{name}")


def test_every_key_and_word_of_the_schema_is_used():
    known, seen = set(), set()
    for root in ROOTS:
        known |= set(features(root, "", seen))
    found = set()
    for path, node in (*fiktivia.trees(), *fiktivia.trees(fiktivia.UNDER_WAY)):
        is_example = path.parent.name == "eksempler"
        shape = case_schema.EXAMPLE if is_example else FILES.get(path.name, schema.TOPIC)
        found |= set(used(shape, node, ""))
    assert lacking(known, found) == []


# --- formulas ---


def written_formulas() -> Iterator[str]:
    for program in fiktivia.programs().values():
        for node in typed_nodes(program):
            # a literal such as a date in a step is no formula
            if isinstance(node, ir.Formula) and not isinstance(node.expression, ir.Const):
                yield node.text.text


def typed_rules(program) -> Iterator[ir.AnyNode]:
    for quantity in program.quantities.values():
        yield from (rule for rule in (quantity.rule, *(o.rule for o in quantity.overrides)) if rule)
        for step in quantity.steps:
            yield from (part for part in (step.amount, step.when) if part)
    for duty in program.duties.values():
        yield from (f for f in (duty.when, duty.deadline, duty.fulfilled, duty.breached) if f)
    for check in program.checks.values():
        yield from (f for f in (check.must_hold, check.when) if f)
    yield from (m.requires for m in program.measures.values() if m.requires)


def typed_nodes(program) -> Iterator[ir.AnyNode]:
    pending = list(typed_rules(program))
    while pending:
        node = pending.pop()
        yield node
        pending += ir.parts(node)


@pytest.fixture(scope="module")
def surface():
    """Every node of every formula as written."""
    pending = [parse(text) for text in set(written_formulas())]
    found = []
    while pending:
        node = pending.pop()
        found.append(node)
        pending += inside(node)
    return found


def test_every_function_is_used(surface):
    assert lacking(FUNCTIONS, {n.name for n in surface if isinstance(n, Call)}) == []


def test_every_named_argument_is_used(surface):
    known = {name for function in FUNCTIONS.values() for name in function.named}
    assert lacking(known, {name for n in surface if isinstance(n, Call) for name, _ in n.named}) == []


def test_every_operator_and_keyword_is_used(surface):
    operators = {n.operator for n in surface if isinstance(n, Binary | Unary | Logic)}
    operators |= {sign for n in surface if isinstance(n, Comparison) for sign in n.operators}
    words = {n.name for n in surface if isinstance(n, Word)}
    known = {*"+-*/", "**", *COMPARISONS, *KEYWORDS}
    assert lacking(known, operators | words) == []
    assert any(len(n.operators) > 1 for n in surface if isinstance(n, Comparison)), "no chain of comparisons"
    assert any(n.unit for n in surface if isinstance(n, NumberLiteral)), "no literal with a unit"


def test_every_form_of_year_is_used(surface):
    forms = {(type(n.first).__name__, n.last is not None) for n in surface if isinstance(n, Index)}
    words = {n.last.name for n in surface if isinstance(n, Index) and isinstance(n.last, Word)}
    assert {("Unary", False), ("NumberLiteral", False), ("Unary", True), ("NumberLiteral", True)} <= forms
    assert ("Word", False) in forms, "no look-up by date"
    assert "år" in words


def test_every_node_of_the_program_is_used():
    known = {kind.__name__ for union in (ir.Expr, ir.Rule) for kind in get_args(union)}
    found = {type(n).__name__ for p in fiktivia.programs().values() for n in typed_nodes(p)}
    assert lacking(known, found) == []


def test_every_unit_is_used():
    texts = {s.type.unit for p in fiktivia.programs().values() for s in p.names.symbols.values()}
    bases = {base for unit in texts for base, _ in unit.powers}
    labels = {unit.label for unit in texts if unit.label}
    assert lacking(set(UNIT_NAMES) - {"forhold"}, bases | labels) == []


def test_every_form_of_cell_is_used():
    tables = [n for p in fiktivia.programs().values() for n in typed_nodes(p) if isinstance(n, ir.Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    assert None in cells, "no column left out"
    shown = [cell for cell in cells if cell is not None]
    forms = {
        (c.low is not None, c.low_inclusive, c.high is not None, c.high_inclusive)
        for c in shown
        if not c.values
    }
    wanted = {
        "0..10": (True, True, True, True),
        "5..<10": (True, True, True, False),
        "> 5": (True, False, False, True),
        ">= 5": (True, True, False, True),
        "< 5": (False, True, True, False),
        "<= 5": (False, True, True, True),
    }
    assert [text for text, form in wanted.items() if form not in forms] == []
    assert {len(c.values) for c in shown} >= {1, 2}, "no single value or no list"


def test_every_kind_of_parameter_is_used():
    figures = [
        (symbol.dims, figures)
        for p in fiktivia.programs().values()
        for symbol in p.names.symbols.values()
        for figures in (p.quantities[symbol.name].figures or {}).values()
    ]
    kinds = {
        ("by_year" if f.by_year else "from_date" if f.from_date else "always", bool(dims))
        for dims, f in figures
    }
    assert kinds >= {
        ("by_year", False),
        ("by_year", True),
        ("from_date", False),
        ("always", False),
        ("always", True),
    }
    every = [
        g for _, f in figures for g in (*f.by_year.values(), *(g for _, g in f.from_date), f.always) if g
    ]
    assert any(g.external for g in every)
    assert any(g.value is None for g in every)
    assert any(f.ends for _, f in figures)


def test_every_history_of_an_entry_occurs():
    text = fiktivia.programs()["fiktivia/2020-2021"].text
    found = {(type(e).__name__, e.head.status) for e in text.entries.values()}
    kinds = ("Parameter", "Input", "Computed", "Reading", "Duty", "Check", "Measure")
    changed, gone = {kind for kind, status in found if status == "ændret"}, text.repealed
    assert lacking(kinds, changed) == []
    assert lacking(kinds, {kind for kind, status in found if status == "genbekræftet"}) == []
    assert lacking(kinds, {kind for kind, status in found if status == "antaget_videreført"}) == []
    assert len(gone) >= 6


# --- results ---


def test_every_outcome_occurs():
    outcomes = [
        result.outcome(cell)
        for result in fiktivia.example_results().values()
        for target in result.targets
        for cell in target.cells()
    ]
    assert lacking(STATE_NAMES, {o.state for o in outcomes if isinstance(o, NoValue)}) == []


def test_every_duty_status_occurs():
    results = fiktivia.example_results().values()
    assert lacking(DUTY_STATUSES, {duty.status for result in results for _, duty in result.duties}) == []


def test_every_stamp_occurs():
    found = {
        stamp
        for result in fiktivia.example_results().values()
        for target in result.targets
        for cell in target.cells()
        for stamp in result.stamps(cell)
    }
    assert lacking(STAMPS, found) == []
