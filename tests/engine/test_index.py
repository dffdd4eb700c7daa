"""What may stand in […]: a year as it always was, else an expression that is a date, else one clear finding."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError

RULES = """\
parametre:
  p: {{titel: P, enhed: kr, værdier: {{2010-01-01: 5, 2020-01-04: 6}}}}
oplysninger:
  d: {{titel: D, type: dato, fast: ja}}
  k: {{titel: K, enhed: kr}}
  n: {{titel: N, type: heltal}}
størrelser:
  x: {{titel: X, enhed: kr, formel: '{formula}'}}
"""


def findings(tmp_path, formula):
    with pytest.raises(RammeaftaleError) as refused:
        inline.rules(tmp_path, RULES.format(formula=formula))
    return [d for d in refused.value.diagnostics if d.is_error]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("p[d]", 6),
        ("p[d - dage(1)]", 6),
        ("p[d - dage(2)]", 5),
        ("p[dage(n) + d - dage(3)]", 5),
        ("p[dato(2020, 1, 1) + dage(3)]", 6),
        ("p[hvis(k > 1, d, d - dage(9))]", 5),
        ("p[min(d, d - dage(9)) + dage(9)]", 6),
        ("p[2020]", 5),
        ("p[år - 1]", 5),
        ("p[0]", 5),
    ],
)
def test_a_parameter_is_read_on_any_expression_that_is_a_date(tmp_path, formula, value):
    rules = inline.rules(tmp_path, RULES.format(formula=formula))
    # 5 January; from the fourth the figure is 6
    assert rules.calculate(inline.case(d="2020-01-05", k=1, n=1), ["x"])["x"].value == value


@pytest.mark.parametrize(
    ("formula", "code", "told"),
    [
        ("p[k]", "M213", "Det er et tal (kr), ikke en dato."),
        ("p[n + 1]", "M213", "Det er et tal (forhold), ikke en dato."),
        ("p[år - n]", "M213", "Det er et årstal, ikke en dato."),
        ("p[d - d]", "M213", "Det er et tal (dag), ikke en dato."),
        ('p["a"]', "M213", "Det er en tekst, ikke en dato."),
        ("k[2 - 3]", "M213", "Skriv x[-2], x[2014], x[år] eller x[-3:-2]"),
        ("k[-n]", "M213", "Skriv x[-2], x[2014], x[år] eller x[-3:-2]"),
        ("k[år + 1]", "M214", "Året før er x[-1]"),
        ("k[-9]", "G704", "Hæv «historik»"),
        ("k[d + dage(1)]", "T415", "Slå op efter år"),
        ("p[d + 3]", "T402", "Regn først om"),
        ("p[e + dage(1)]", "N301", ""),
        ("sum(p[d:d])", "M213", "Skriv x[-2], x[2014], x[år] eller x[-3:-2]"),
    ],
)
def test_anything_else_gives_one_clear_finding(tmp_path, formula, code, told):
    (found,) = findings(tmp_path, formula)
    assert (found.code, found.help.startswith(told)) == (code, True)
