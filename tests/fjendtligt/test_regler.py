"""Rule files that are well-formed YAML and still wrong: every kind of slip, at its place, with what to do."""

import pytest

from fjendtligt.bibliotek import FILES, MANIFEST, TOPIC, Outcome, changed, check, refused

SUM, DAY = "    formel: sum(pladser)", "    type: dato\n"
SLIPS = {
    # keys, names, words
    "unknown-key": ("    titel: Sats", "    titl: Sats", "K101 6:5"),
    "unknown-section": ("størrelser:", "størelser:", "K101 18:1"),
    "unknown-unit": ("enhed: pct\n    værdier", "enhed: procent\n    værdier", "N308 7:12"),
    "unit-of-nonsense": ("enhed: pct\n    værdier", 'enhed: "kr**9999999999"\n    værdier', "N308 7:12"),
    "unknown-type": ("type: dato, fast", "type: datoen, fast", "K104 16:37"),
    "unknown-document": ("dokument: aftalen", "dokument: aftaln", "K115 2:19"),
    "unknown-dimension": ("pr: niveau", "pr: niveauer", "N307 14:47"),
    "unknown-option-in-table": ("når: {slags: dag}", "når: {slags: daag}", "B504 39:24"),
    "unknown-column": ("når: {slags: dag}", "når: {slag: dag}", "B503 39:17"),
    "unknown-name-in-table": ("efter: [slags]", "efter: [slag]", "N301 35:15"),
    "english-yes": ("fast: ja}", "fast: yes}", "K108 15:54"),
    "no-unit": ("{titel: Løn, enhed: kr,", "{titel: Løn,", "T420 11:3"),
    "dimension-twice": ("pr: niveau", "pr: [niveau, niveau]", "K121 14:56"),
    "option-twice": ("[bo, dag]", "[bo, dag, bo]", "K121 15:47"),
    "no-options": ("[bo, dag]", "[]", "F019 15:37"),
    "no-rows": ("rækker:\n        - når", "rækker: []\n      række:\n        - når", "F019 36:15", "K101 37:7"),
    "empty-cell": ("når: {slags: dag}", "når: {slags: []}", "F019 39:24"),
    # names
    "capital": ("  fyldt:", "  Fyldt:", "K105 23:3"),
    "space": ("  fyldt:", "  fyldt op:", "K105 23:3"),
    "number": ("  fyldt:", "  1:", "K105 23:3"),
    "emoji": ("  fyldt:", "  😀:", "K105 23:3"),
    "cyrillic": ("  fyldt:", "  f\u0443ldt:", "K105 23:3"),
    "dunder": ("  fyldt:", "  __class__:", "K105 23:3"),
    "path": ("  fyldt:", '  "../../etc/passwd":', "K105 23:3"),
    "keyword": ("  fyldt:", "  år:", "N315 23:3"),
    "function": ("  fyldt:", "  sum:", "N315 23:3"),
    "dimension": ("  fyldt:", "  kommune:", "N317 23:3"),
    "twice": ("  fyldt:", "  budget:", "F014 23:3"),
    "twice-in-two-sections": ("  fyldt:", "  sats:", "K113 23:3"),
    # values
    "missing-year": ("{2019: 2, 2020: 3}", "{2019: 2}", "P601 5:3"),
    "missing-days": ("{2019: 2, 2020: 3}", "{2019-03-01: 2, 2020-01-01: 3}", "P602 5:3"),
    "no-such-day": ("{2019: 2, 2020: 3}", "{2019-02-30: 2, 2020-01-01: 3}", "K110 8:15"),
    "years-and-days": ("{2019: 2, 2020: 3}", "{2019: 2, 2020-01-01: 3}", "P609 5:3"),
    "year-0": ("{2019: 2, 2020: 3}", "{2019: 2, 2020: 3, 0: 3}", "K110 8:33"),
    "year-1000": ("{2019: 2, 2020: 3}", "{2019: 2, 2020: 3, 1000: 3}", "K122 8:33"),
    "year-99999": ("{2019: 2, 2020: 3}", "{2019: 2, 2020: 3, 99999: 3}", "K110 8:33"),
    "decimal-comma": ("{2019: 2, 2020: 3}", '{2019: "2,5", 2020: 3}', "T421 8:21"),
    "5000-digits": ("{2019: 2, 2020: 3}", f"{{2019: {'9' * 5000}, 2020: 3}}", "T421 8:21"),
    "huge-exponent": ("{2019: 2, 2020: 3}", "{2019: 1e9999999, 2020: 3}", "T421 8:21"),
    "infinity": ("{2019: 2, 2020: 3}", "{2019: .inf, 2020: 3}", "T421 8:21"),
    "octal": ("{2019: 2, 2020: 3}", "{2019: 010, 2020: 3}", "T421 8:21"),
    "sixty-base": ("{2019: 2, 2020: 3}", "{2019: 1:30, 2020: 3}", "T421 8:21"),
    "non-breaking-space": ("{2019: 2, 2020: 3}", "{2019: \u00a02, 2020: 3}", "T421 8:21"),
    "arabic-digit": ("{2019: 2, 2020: 3}", "{2019: ٢, 2020: 3}", "T421 8:21"),
    "list-of-values": ("{2019: 2, 2020: 3}", "[2, 3]", "K103 8:14"),
    "bounds-crossed": ("mindst: 0}\n  tillæg", "mindst: 5, højst: 3}\n  tillæg", "P605 11:50"),
    "standard-outside": ("mindst: 0}\n  tillæg", "mindst: 5, standard: 3}\n  tillæg", "P606 11:53"),
    "bound-is-text": ("mindst: 0}\n  tillæg", "mindst: nul}\n  tillæg", "T421 11:40"),
    "standard-needs-itself": ("mindst: 0}\n  tillæg", "standard: løn + 1}\n  tillæg", "G701 11:3"),
    # ways to calculate
    "two-ways": (SUM, f"{SUM}\n    varianter: [{{ellers: 1}}]", "K109 27:3"),
    "no-way": (f"{SUM}\n", "", "K109 27:3"),
    "no-else": (SUM, "    varianter: [{når: sand, formel: 1}]", "K112 30:17"),
    "no-variants": (SUM, "    varianter: []", "K112 30:16"),
    "gap": ("muligheder: [bo, dag]", "muligheder: [bo, dag, andet]", "B501 35:7"),
    "overlap": ("- når: {slags: dag}", "- når: {}", "B502 39:11"),
    "round-to-nothing": (SUM, f"{SUM}\n    trin: [{{afrund: {{til: 0, metode: op}}}}]", "T421 31:27"),
    "round-a-date": (DAY, f"{DAY}    trin: [{{afrund: {{til: 2019-01-01, metode: op}}}}]\n", "T401 34:12"),
    "two-steps-in-one": (SUM, f"{SUM}\n    trin: [{{højst: 3, mindst: 5}}]", "K109 31:12"),
    "step-in-another-unit": (SUM, f"{SUM}\n    trin: [{{højst: løn}}]", "T404 31:20"),
    # shapes
    "entry-is-a-number": (f"    titel: Pladser i alt\n    enhed: plads\n{SUM}", "    - 5", "K103 28:5"),
    "section-is-a-list": ("kilde: {dokument", "pligter: [a]\nkilde: {dokument", "K103 2:10"),
    "list-of-lists": ("oplysninger:", "udeladt:\n  - {klausul: [[a]], grund: praktisk}\noplysninger:", "K103 11:16"),
    "change-of-nothing": ("{titel: Løn,", "{titel: Løn, ændring: ændret,", "A804 11:3"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_slip_is_found_at_its_place(name, root):
    old, new, *wanted = SLIPS[name]
    told = check(root, changed(TOPIC, old, new))
    refused(told, *(f"{code} {TOPIC}:{place}" for code, place in (w.split() for w in wanted)))


MANIFESTS = {
    "period-backwards": ("{fra: 2019-01-01, til: 2020-12-31}", "{fra: 2020-01-01, til: 2019-12-31}", "L204 5:33"),
    "period-of-all-time": ("fra: 2019-01-01, til: 2020", "fra: 0001-01-01, til: 9999", "K107 5:16", "K107 5:33"),
    "no-such-day": ("fra: 2019-01-01", "fra: 2019-02-30", "K107 5:16"),
    "history-below": ("historik: 3", "historik: -5", "K122 6:11"),
    "history-above": ("historik: 3", "historik: 61", "K122 6:11"),
    "history-huge": ("historik: 3", f"historik: {'9' * 5000}", "K106 6:11"),
    "history-half": ("historik: 3", "historik: 3.5", "K106 6:11"),
    "member-twice": ("[Greve, Solrød]", "[Greve, Greve]", "K121 13:48"),
    "member-with-comma": ("[Greve, Solrød]", '["Greve, Solrød"]', "K123 13:41"),
    "member-with-bracket": ("[Greve, Solrød]", '["Greve[1]"]', "K123 13:41"),
    "member-of-nothing": ("[Greve, Solrød]", '[" "]', "K123 13:41"),
    "no-weekdays": ("[ma, ti, on, to, fr]", "[]", "F019 15:26"),
    "unknown-weekday": ("[ma, ti, on, to, fr]", "[mandag]", "K104 15:27"),
    "dimension-called-year": ("  kommune: {", "  år: {titel: År}\n  kommune: {", "N315 13:3"),
    "dimension-called-sum": ("  kommune: {", "  sum: {titel: Sum}\n  kommune: {", "N315 13:3"),
    "id-as-path": ("id: prøve/2019-2020", "id: ../../x", "K124 1:5"),
    "id-of-nothing": ("id: prøve/2019-2020", 'id: ""', "K124 1:5"),
    "id-on-two-lines": ("id: prøve/2019-2020", 'id: "a/b\\nc"', "K124 1:5"),
    "id-as-region": ("id: prøve/2019-2020", "id: prøve", "K124 1:5"),
    "no-id": ("id: prøve/2019-2020\n", "", "K102 1:1"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_slip_in_the_manifest_is_found_at_its_place(name, root):
    old, new, *wanted = MANIFESTS[name]
    told = check(root, changed(MANIFEST, old, new))
    refused(told, *(f"{code} {MANIFEST}:{place}" for code, place in (w.split() for w in wanted)))


def test_table_names_the_witness(root):
    told = check(root, changed(TOPIC, "muligheder: [bo, dag]", "muligheder: [bo, dag, andet]"))
    assert "slags = andet" in told.text
    told = check(root, changed(TOPIC, "- når: {slags: dag}", "- når: {}"))
    assert "række 1 og 2 passer begge på slags = bo" in told.text


def test_table_of_numbers_names_the_number(root):
    table = """størrelser:
  klasse:
    titel: Klasse
    enhed: forhold
    tabel:
      efter: [løn]
      rækker:
        - {når: {løn: "0..1000"}, giver: 1}
        - {når: {løn: "> 1001"}, giver: 2}
"""
    told = check(root, changed(TOPIC, "størrelser:\n", table))
    refused(told, f"B501 {TOPIC}:23:7")
    assert "løn = 1000.5" in told.text


@pytest.mark.parametrize("columns", [14, 40, 300])
def test_table_of_many_columns_is_proved_or_refused_soon(columns, root):
    inputs = "".join(f"  t{n}: {{titel: T, type: ja_nej}}\n" for n in range(columns))
    rows = "".join(f"        - {{når: {{t{n}: ja}}, giver: 1}}\n" for n in range(columns))
    names = ", ".join(f"t{n}" for n in range(columns))
    table = f"  z:\n    titel: Z\n    enhed: kr\n    tabel:\n      efter: [{names}]\n      rækker:\n{rows}"
    text = FILES[TOPIC].replace("oplysninger:\n", f"oplysninger:\n{inputs}")
    told = check(root, {TOPIC: text.replace("størrelser:\n", f"størrelser:\n{table}")})
    assert set(told.codes) <= {"B501", "B502", "B508", "F099"}
    assert told.codes
    assert told.seconds < 10


def test_table_of_many_rows_is_refused_soon(root):
    rows = "".join(f'        - {{når: {{løn: "{n}..<{n + 1}"}}, giver: 1}}\n' for n in range(5000))
    table = f"  z:\n    titel: Z\n    enhed: kr\n    tabel:\n      efter: [løn]\n      rækker:\n{rows}"
    told = check(root, {TOPIC: FILES[TOPIC].replace("størrelser:\n", f"størrelser:\n{table}")})
    refused(told, f"B508 {TOPIC}:23:7")


def test_branches_inside_branches(root):
    def nested(levels: int) -> Outcome:
        branch = "{varianter: [{ellers: " * levels + "1" + "}]}" * levels
        return check(
            root, changed(TOPIC, "    formel: sum(pladser)", f"    varianter: [{{ellers: {branch}}}]")
        )

    assert nested(10).code == 0
    refused(nested(40), f"F021 {TOPIC}:30:457")
