"""The rule sets the benchmarks measure are sound, realistic and calculate what they should."""

import importlib.util
from fractions import Fraction
from pathlib import Path

import pytest

import rammeaftale


@pytest.fixture(scope="module")
def synthetic(paths):
    found = importlib.util.spec_from_file_location("synthetic", paths.root / "bench" / "synthetic.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture
def library(synthetic, tmp_path):
    def laid_out(files: dict[str, str], case: str) -> Path:
        (synthetic.write(files, tmp_path) / "sag.yaml").write_text(case, encoding="utf-8")
        return tmp_path

    return laid_out


def test_set_has_no_findings_and_as_many_quantities_as_asked_for(synthetic, library):
    root = library(synthetic.rule_set(100), synthetic.case(100))
    assert rammeaftale.check([root]) == []
    assert len(rammeaftale.load(synthetic.SET, library=root).rules.names) == 100


def test_one_group_by_hand(synthetic, library):
    """Løn 1.000.000 and 1,37 pct, drift 350.000,25; 20 pct; one, two and three places; last year's rate 2,1 pct."""
    root = library(synthetic.rule_set(20), synthetic.case(20))
    result = rammeaftale.load(synthetic.SET, library=root).calculate(root / "sag.yaml")
    netto = Fraction("1363700.25")
    assert result["netto_0"].value == netto
    assert result["pris_0"].value == netto / 5
    assert result["udvikling_0"].value == -7300
    assert result["pr_plads_0"].value == 227283
    levels = 6 * 227283 * Fraction("1.0137")
    assert result["samlet_0"].value == netto / 5 + netto * 4 / 5 - 7300 + 227283 + netto / 5 + levels


def test_trace_of_the_last_quantity_holds_all(synthetic, library):
    root = library(synthetic.rule_set(100), synthetic.case(100))
    rules = rammeaftale.load(synthetic.SET, library=root)
    trace = rules.calculate(root / "sag.yaml").explain(synthetic.last_of(100))
    assert {node.quantity.name for node in trace.nodes.values()} == set(rules.rules.names)


def test_chain_ends_at_its_depth(synthetic, library):
    root = library(synthetic.chain(2500, links_a_file=400), synthetic.chain_case())
    assert rammeaftale.check([root]) == []
    result = rammeaftale.load(synthetic.SET, library=root).calculate(root / "sag.yaml", ["led_2500"])
    assert result["led_2500"].value == 2500
