"""Size: deep chains, long lags and wide sums evaluate without running out of anything."""

from fractions import Fraction

import pytest

import inline
from rammeaftale import load
from rammeaftale.core.diagnostics import RammeaftaleError

DEEP = 20_000


def chain(length):
    lines = ["størrelser:", "  k0: {titel: K, enhed: kr, formel: 1}"]
    lines += [f"  k{n}: {{titel: K, enhed: kr, formel: k{n - 1} + 1}}" for n in range(1, length)]
    return "\n".join(lines) + "\n"


def test_a_chain_of_20_000_quantities_loads_and_evaluates(tmp_path):
    rules = inline.rules(tmp_path, chain(DEEP))
    result = rules.calculate(inline.case(), [f"k{DEEP - 1}"])
    assert result[f"k{DEEP - 1}"].value == DEEP
    assert result.stamps((f"k{DEEP - 1}", 2020, ())) == ()


def test_a_cycle_through_a_long_chain_is_told_as_a_path(tmp_path):
    text = chain(50).replace("k0: {titel: K, enhed: kr, formel: 1}", "k0: {titel: K, enhed: kr, formel: k49}")
    with pytest.raises(RammeaftaleError) as refused:
        inline.rules(tmp_path, text)
    (finding,) = refused.value.diagnostics
    assert finding.code == "G701"
    assert finding.message.startswith("ring i reglerne: k0 → ")
    assert finding.message.endswith("→ k0")


def test_a_lag_of_sixty_years_and_a_window_over_them(tmp_path):
    text = """\
oplysninger:
  start: {titel: Start, enhed: kr, fast: ja}
størrelser:
  kapital:
    titel: Kapital
    enhed: kr
    varianter:
      - {når: år <= 1960, formel: start}
      - ellers: kapital[-1] * 2
  i_alt: {titel: I alt, enhed: kr, formel: "sum(kapital[1960:år])"}
"""
    inline.write_set(tmp_path, text)
    manifest = tmp_path / "prøve-2020" / "regelsaet.yaml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("historik: 8", "historik: 60"), encoding="utf-8"
    )
    result = load("prøve/2020", library=tmp_path).calculate(inline.case(start=1))
    assert result["kapital"].value == 2**60
    assert result["i_alt"].value == 2**61 - 1


def test_a_sum_over_many_members_and_their_shares(tmp_path):
    text = """\
oplysninger:
  vægt: {titel: Vægt, enhed: forhold, pr: hold}
størrelser:
  andel: {titel: Andel, enhed: pct, pr: hold, formel: vægt / sum(vægt)}
  alle_andele: {titel: Alle, enhed: pct, formel: sum(andel)}
  del: {titel: Del, enhed: kr, pr: hold, formel: "fordel(10000 kr, vægt)"}
  dele: {titel: Dele, enhed: kr, formel: sum(del)}
"""
    hold = {f"h{n}": {"vægt": n % 7 + 1} for n in range(200)}
    result = inline.rules(tmp_path, text).calculate(inline.case(hold=hold))
    assert result["alle_andele"].value == 100
    assert result["dele"].value == 10000


@pytest.mark.parametrize("formula", ["9 ** 9 ** 9", "2 ** 21", "2 ** x", "2 ** 0.5"])
def test_an_exponent_is_a_small_fixed_whole_number(tmp_path, formula):
    text = f"""\
oplysninger:
  x: {{titel: X, enhed: forhold, fast: ja}}
størrelser:
  y: {{titel: Y, enhed: forhold, formel: x + {formula}}}
"""
    with pytest.raises(RammeaftaleError) as refused:
        inline.rules(tmp_path, text)
    assert [d.code for d in refused.value.diagnostics] == ["M212"]


def test_a_power_of_a_power_is_exact(tmp_path):
    text = "størrelser:\n  y: {titel: Y, enhed: forhold, formel: (3 ** 20) ** 20 / 3 ** 20}\n"
    assert inline.rules(tmp_path, text).calculate(inline.case())["y"].value == Fraction(3**380)


def test_numbers_that_grow_year_by_year_stop_at_a_bound(tmp_path):
    text = """\
størrelser:
  vokser:
    titel: Vokser
    enhed: forhold
    varianter:
      - {når: år <= 2013, formel: 9 ** 20}
      - ellers: vokser[-1] ** 20
"""
    result = inline.rules(tmp_path, text).calculate(inline.case())
    assert result["vokser"].failure.code == "tal_for_stort"
