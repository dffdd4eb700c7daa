"""Formulas that are code, nonsense, huge, or of the wrong kind: refused at the sign that is wrong."""

import json

import pytest

from fjendtligt.bibliotek import FILES, TOPIC, changed, check, refused

SOUND = "formel: løn * (1 + sats) + oplyst_eller(tillæg, 0)"


def told_of(formula, root):
    """What is found when `budget` is calculated by the formula, which begins in column 14 of line 22."""
    return check(root, changed(TOPIC, SOUND, f"formel: {json.dumps(formula, ensure_ascii=False)}"))


FORMULAS = {
    # code
    "import": ('__import__("os").system("ls")', "M204", 32),
    "import-with-single-quotes": ("__import__('os')", "M209", 25),
    "attribute": ("løn.__class__", "M204", 17),
    "eval": ("eval(løn)", "N302", 14),
    "lambda": ("lambda x: x", "M209", 14),
    "two-statements": ("løn; løn", "M209", 17),
    # too much
    "3000-parentheses": ("(" * 3000 + "løn" + ")" * 3000, "M206", 74),
    "3000-minus": ("-" * 3000 + "løn", "M206", 73),
    "3000-not": ("ikke " * 3000 + "sand", "M206", 309),
    "200-calls": ("hvis(sand, " * 200 + "løn" + ", løn)" * 200, "M206", 668),
    "5000-terms": (" + ".join(["løn"] * 5000), "K111", 13),
    "3000-terms": ("+".join(["løn"] * 3000), "M206", 14),
    "long-name": ("x" * 5000, "N301", 14),
    "open-call": ("maks(løn,", "M201", 23),
    "open-parentheses": ("(" * 50, "M201", 64),
    # numbers
    "tower-of-powers": ("9**9**9**9", "M212", 20),
    "huge-power": ("løn ** 2000", "M212", 21),
    "power-by-a-quantity": ("løn ** løn", "M212", 21),
    "500-digits": ("9" * 500, "M211", 14),
    "500-decimals": ("0." + "9" * 500, "M211", 14),
    "exponent": ("1e999999999", "M208", 14),
    "hexadecimal": ("0xff", "M208", 14),
    "underscore": ("1_000", "M208", 14),
    "thousands": ("1.000.000", "M208", 14),
    "octal": ("0777", "M208", 14),
    "decimal-comma": ("løn * 5,5", "M202", 20),
    "arabic-digits": ("løn * ١٢", "M204", 20),
    "full-width-digit": ("løn * ５", "M204", 20),
    "mixed-digits": ("løn * 1٢", "M208", 20),
    "infinity": ("inf", "N301", 14),
    "not-a-number": ("nan", "N301", 14),
    # signs and letters
    "single-equals": ("hvis(løn = 5, løn, løn)", "M203", 23),
    "english": ("hvis(løn > 5 and sand, løn, løn)", "M209", 27),
    "mixed-og-eller": ("hvis(sand og sand eller falsk, løn, løn)", "M205", 32),
    "minus-sign": ("løn − 5", "M209", 18),
    "dash": ("løn – 5", "M209", 18),
    "times-sign": ("løn × 5", "M209", 18),
    "percent-sign": ("løn * 7%", "M209", 21),
    "emoji": ("løn + 😀", "M204", 20),
    "cyrillic-letter": ("l\u00f8\u043d", "N301", 14),
    "look-alike": ("løn * (1 + s\u0430ts)", "N301", 25),
    "letter-and-stroke-apart": ("lo\u0338n", "M204", 16),
    "capitals": ("LØN", "N301", 14),
    "superscript": ("løn ²", "M201", 18),
    "zero-width": ("lø\u200bn", "F005", 16),
    "right-to-left": ("løn \u202e+ 1", "F005", 18),
    "open-text": ('hvis(slags == "bo, løn, løn)', "M207", 28),
    "empty": ("", "M210", 14),
    "spaces": ("   ", "M210", 14),
    "named-argument-twice": ("sum(pladser, over=niveau, over=niveau)", "M201", 40),
    # kinds and units
    "percent-against-7": ("hvis(sats > 7, løn, løn)", "T403", 26),
    "percent-plus-7": ("løn * (sats + 7)", "T403", 28),
    "kroner-plus-days": ("løn + 5 dag", "T402", 14),
    "kroner-plus-percent": ("løn + belægning[-1]", "T402", 14),
    "square-kroner": ("løn * løn", "T404", 13),
    "number-as-condition": ("hvis(løn, løn, løn)", "T401", 19),
    "truth-as-number": ("sand + sand", "T401", 14),
    "date-as-number": ("modtaget", "T405", 13),
    "text-as-number": ('"abc"', "T405", 13),
    "number-against-date": ("hvis(løn == modtaget, løn, løn)", "T402", 19),
    "branches-of-two-kinds": ("hvis(sand, løn, modtaget)", "T402", 14),
    "not-an-option": ('hvis(slags == "boo", løn, løn)', "T407", 28),
    "levels-left": ("pladser * 1 kr", "T408", 13),
    "nothing-to-count": ("sum(løn)", "T410", 14),
    "wrong-dimension": ("sum(pladser, over=kommune)", "T411", 32),
    "unknown-dimension": ("sum(pladser, over=niveauer)", "N307", 32),
    "outside-a-sum": ("denne(løn)", "T412", 14),
    "unknown-calendar": ("løn * dage_mellem(modtaget, arbejdsdage_efter(modtaget, 1, hverdage))", "N312", 73),
    # years and presence
    "the-future": ("løn[1]", "M214", 18),
    "the-far-future": ("løn[99999]", "M214", 18),
    "half-a-year": ("løn[0.5]", "M213", 18),
    "behind-history": ("løn[-9]", "G704", 18),
    "window-alone": ("belægning[-2:-1]", "T413", 14),
    "window-backwards": ("gennemsnit(belægning[-1:-2])", "M215", 25),
    "optional-unguarded": ("løn + tillæg", "G702", 20),
    "optional-guarded-the-wrong-way": ("hvis(ikke oplyst(tillæg), tillæg, løn)", "G702", 40),
    "measure-apart": ("uden_tiltag(budget)", "G707", 14),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMULAS)
def test_formula_is_refused_at_its_place(name, root):
    formula, code, column = FORMULAS[name]
    told = told_of(formula, root)
    refused(told, f"{code} {TOPIC}:22:{column}")
    assert "hjælp:" in told.text


def test_place_in_a_folded_formula_is_its_own_line(root):
    folded = "formel: >-\n      løn * (1 + sats)\n      + oplyst_eller(tillæg,\n        løøn)"
    refused(check(root, changed(TOPIC, SOUND, folded)), f"N301 {TOPIC}:25:9")


def test_cycle_is_told_as_a_path(root):
    ring = """størrelser:
  a: {titel: A, enhed: kr, formel: b + 1}
  b: {titel: B, enhed: kr, formel: c + 1}
  c: {titel: C, enhed: kr, formel: a + 1}
"""
    told = check(root, changed(TOPIC, "størrelser:\n", ring))
    refused(told, f"G701 {TOPIC}:19:3")
    assert "a → b → c → a" in told.text


def test_cycle_of_a_thousand_is_found(root):
    links = "".join(f"  x{n}: {{titel: X, enhed: kr, formel: x{(n + 1) % 1000} + 1}}\n" for n in range(1000))
    told = check(root, {TOPIC: FILES[TOPIC] + links})
    assert told.codes == ["G701"]
    assert told.seconds < 10


def test_every_formula_is_looked_at_in_one_run(root):
    wrong = "".join(f"  f{n}: {{titel: F, enhed: kr, formel: løøn + {n}}}\n" for n in range(50))
    told = check(root, {TOPIC: FILES[TOPIC] + wrong})
    assert told.codes == ["N301"] * 50
