"""A bundle is verified with nothing but itself, and one that was changed and sealed anew is seen through."""

import json
import tempfile
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import pytest

import revision_pakker as make
from rammeaftale.backends.oracle.oracle import Oracle
from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.version import LANGUAGE_VERSION
from rammeaftale.report.bundles.check import verify
from rammeaftale.report.bundles.contents import traced
from rammeaftale.report.bundles.text import plain
from rammeaftale.services import loading
from rammeaftale.services.bundles import sources as bundle_sources
from rammeaftale.services.bundles.bundle import bundle_of
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.second_opinion import second_opinion
from running import run_program


def verified(raw: bytes):
    findings = Findings()
    bundle = bundle_of(raw, "F.zip", findings)
    assert bundle is not None, findings.items
    found = verify(bundle, findings)
    assert found is not None, findings.items
    return found


def test_a_good_bundle_is_identical_without_its_library(bundle, tmp_path, monkeypatch):
    away = tmp_path / "andetsteds"
    away.mkdir()
    monkeypatch.chdir(away)
    monkeypatch.setattr(loading, "default_library", lambda: pytest.fail("the library was asked for"))
    monkeypatch.setattr(bundle_sources, "find_rules", lambda *_: pytest.fail("the library was asked for"))
    found = verified(bundle)
    assert found.deviation is None
    assert found.opinion.values > 5
    assert found.opinion.formulas > 0


def test_made_anywhere_it_is_the_same(bundle, library, tmp_path, monkeypatch):
    away = tmp_path / "dybt" / "nede"
    away.mkdir(parents=True)
    (away / "min sag.yaml").write_bytes((library / "sag.yaml").read_bytes())
    monkeypatch.chdir(away)
    assert make.pakke(case="min sag.yaml", library=str(library)) == bundle
    # also when the current folder holds the temporary one
    monkeypatch.setattr(tempfile, "tempdir", str(away))
    assert make.pakke(case="min sag.yaml", library=str(library)) == bundle
    assert make.pakke(name=str(library / "aftale"), case="min sag.yaml") == bundle


@pytest.mark.parametrize("old", [b'"v\xc3\xa6rdi": "', b'"status": "', b'"enhed": "'])
def test_a_result_that_was_changed_and_sealed_anew(bundle, old):
    data = make.filer(bundle)["resultat.json"]
    at = data.index(old) + len(old)
    found = verified(make.forseglet(bundle, "resultat.json", data[:at] + b"9" + data[at:]))
    assert found.deviation is not None
    assert found.deviation.file == "resultat.json"
    assert found.deviation.where.endswith(old.decode().strip('": '))
    assert found.deviation.expected == f"9{found.deviation.found}"


def test_a_case_that_was_changed_and_sealed_anew(bundle):
    case = make.filer(bundle)["sag.yaml"].replace(b"1000000", b"1000001")
    found = verified(make.forseglet(bundle, "sag.yaml", case))
    assert found.deviation is not None
    assert (found.deviation.file, found.deviation.where.split(".")[0]) == ("resultat.json", "værdier")


def test_a_rule_that_was_changed_and_sealed_anew(bundle):
    name = "regler/aftale/regler.yaml"
    rules = make.filer(bundle)[name]
    assert b"2020: 7\n" in rules
    found = verified(make.forseglet(bundle, name, rules.replace(b"2020: 7\n", b"2020: 8\n")))
    assert found.deviation is not None
    assert found.deviation.file == "manifest.json"
    assert found.deviation.where == "regelsæt.fingeraftryk"


def test_a_rule_changed_and_the_fingerprint_too_is_seen_in_the_result(bundle):
    """Of the rules, the result and the trace each first difference is told."""
    name = "regler/aftale/regler.yaml"
    changed = make.forseglet(bundle, name, make.filer(bundle)[name].replace(b"2020: 7\n", b"2020: 8\n"))
    found = verified(changed)
    told = {one.file: (one.where, one.expected, one.found) for one in found.deviations}
    assert list(told) == ["manifest.json", "resultat.json", "spor.json"]
    sealed = verified(make.forseglet(changed, fingerprint=told["manifest.json"][2]))
    # 1,000,000 · 1.08 + 250,000 in place of 1.07
    at = next(one for one in sealed.deviations if one.file == "resultat.json")
    assert at.where == "regelsæt.fingeraftryk"
    raw = json.loads(make.filer(bundle)["resultat.json"])
    raw["regelsæt"]["fingeraftryk"] = told["manifest.json"][2]
    again = (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()
    sealed = verified(
        make.forseglet(
            make.forseglet(changed, fingerprint=told["manifest.json"][2]),
            "resultat.json",
            again,
            fingerprint=told["manifest.json"][2],
        )
    )
    at = sealed.deviations[0]
    assert (at.file, at.where, at.expected, at.found) == (
        "resultat.json",
        "værdier.budget.værdi",
        "1320000",
        "1330000",
    )


@pytest.mark.parametrize("language", ["0", "2", "10", ""])
def test_a_bundle_in_another_version_of_the_language_is_told_and_not_calculated(library, bundle, language):
    """Older or newer, whatever command it is given to."""
    Path("F.zip").write_bytes(make.forseglet(bundle, language=language, program="7.3"))
    for words in (
        ["revision", "efterprøv", "F.zip"],
        ["revision", "pak", "F.zip", "sag.yaml", "-o", "G.zip"],
        ["beregn", "F.zip", "sag.yaml"],
        ["forskel", "F.zip", "mosen/2020"],
    ):
        ran = run_program(words)
        assert ran.code == 1
        assert ran.out == ""
        assert f"regelsprogets version {language}; dette program regner med version 1" in ran.err
        assert ran.err.count("Z124") == 1
        assert "7.3" in ran.err
    assert not Path("G.zip").exists()
    told = run_program(["revision", "efterprøv", "F.zip", "--format", "json"]).json
    assert (told["identisk"], [one["kode"] for one in told["fund"]]) == (False, ["Z124"])


def test_another_version_of_the_program_with_the_same_language_is_told(library, bundle):
    Path("F.zip").write_bytes(make.forseglet(bundle, program="7.3"))
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 0
    assert "lavet med version 7.3 af programmet" in ran.out
    trace = json.loads(make.filer(bundle)["spor.json"])
    next(iter(trace["knuder"].values()))["titel"] = "Sagt på en anden måde"
    raw = (json.dumps(trace, ensure_ascii=False, indent=1) + "\n").encode()
    Path("F.zip").write_bytes(make.forseglet(bundle, "spor.json", raw, program="7.3"))
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 1
    assert "Resultatet er det samme; det er kun sporet" in ran.out
    assert "Om forskellen kommer af det, viser version 7.3" in ran.out


def test_other_holidays_are_told(library, bundle):
    Path("F.zip").write_bytes(bundle)
    here = run_program(["revision", "efterprøv", "F.zip"]).out
    assert f"helligdage efter holidays {version('holidays')}\n" in here
    assert "her er de efter" not in here
    result = make.filer(bundle)["resultat.json"]
    Path("F.zip").write_bytes(make.forseglet(bundle, holidays="7.3"))
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 0
    assert ran.out.endswith(f"er efter holidays 7.3; her er de efter holidays {version('holidays')}.\n")
    changed = result.replace(b'"1320000"', b'"1320001"', 1)
    Path("F.zip").write_bytes(make.forseglet(bundle, "resultat.json", changed, holidays="7.3"))
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 1
    assert "arbejdsdage, kan den komme af det." in ran.out
    told = run_program(["revision", "efterprøv", "F.zip", "--format", "json"]).json
    assert told["pakke"]["helligdage"] == "7.3"


def test_a_bundle_that_does_not_say_by_which_holidays_it_was_made(bundle):
    """As the first were made."""
    old = make.forseglet(bundle, holidays=None)
    assert b"helligdage" not in make.filer(old)["manifest.json"]
    assert verified(old).deviation is None


def test_a_trace_that_was_changed_and_sealed_anew(bundle):
    trace = json.loads(make.filer(bundle)["spor.json"])
    node = next(iter(trace["knuder"]))
    trace["knuder"][node]["titel"] = "Noget andet"
    raw = (json.dumps(trace, ensure_ascii=False, indent=1) + "\n").encode()
    found = verified(make.forseglet(bundle, "spor.json", raw))
    assert found.deviation is not None
    assert (found.deviation.file, found.deviation.where) == ("spor.json", f"knuder.{node}.titel")
    assert found.deviation.expected == "Noget andet"


def test_a_file_in_another_form(bundle):
    trace = json.loads(make.filer(bundle)["spor.json"])
    found = verified(make.forseglet(bundle, "spor.json", json.dumps(trace).encode()))
    assert found.deviation is not None
    assert found.deviation.file == "spor.json"
    assert "form" in found.deviation.where
    found = verified(make.forseglet(bundle, "spor.json", b"[" * 10_000))
    assert found.deviation is not None
    assert found.deviation.expected == "ikke JSON"
    # what is far larger than it should be is not read at all
    found = verified(make.forseglet(bundle, "spor.json", b"[" + b"[]," * 1_000_000 + b"[]]"))
    assert found.deviation is not None
    assert (found.deviation.where, found.deviation.expected) == ("hele filen", "3.000.004 bytes")
    found = verified(make.forseglet(bundle, "resultat.json", b"null"))
    assert found.deviation is not None
    assert found.deviation.where == "hele filen"


def test_the_first_difference_between_engine_and_oracle_is_told(bundle, monkeypatch):
    right = Oracle.value

    def wrong(self, name, year=None, members=(), home=None) -> object:
        outcome = right(self, name, year, members, home)
        return outcome + 1 if isinstance(outcome, Fraction | int) and name == "takst" else outcome

    monkeypatch.setattr(Oracle, "value", wrong)
    found = verified(bundle)
    assert found.deviation is not None
    assert found.deviation.where == "takst"
    assert Fraction(found.deviation.found) - Fraction(found.deviation.expected) == 1


def test_what_it_would_be_without_the_measures_is_asked_of_the_oracle_too(library, monkeypatch):
    case = Path("sag.yaml").read_text(encoding="utf-8") + "tiltag: [sparekniv]\n"
    Path("sag.yaml").write_text(case, encoding="utf-8")
    with_measure = make.pakke()
    assert verified(with_measure).deviation is None
    right = Oracle.value

    def wrong(self, name, year=None, members=(), home=None) -> object:
        outcome = right(self, name, year, members, home)
        return outcome if self.facts.measures or name != "budget" else outcome + 1

    monkeypatch.setattr(Oracle, "value", wrong)
    found = verified(with_measure)
    assert found.deviation is not None
    assert found.deviation.where == "budget uden tiltag"
    assert Fraction(found.deviation.found) - Fraction(found.deviation.expected) == 1


def test_a_duty_the_oracle_sees_otherwise_is_told(bundle, monkeypatch):
    monkeypatch.setattr(Oracle, "formula", lambda *_: date(1999, 1, 1))
    found = verified(bundle)
    assert found.deviation is not None
    assert ": " in found.deviation.where


# --- the commands ---


def test_made_and_verified(library, tmp_path):
    ran = run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    assert ran.code == 0, ran.err
    assert "Notér sha256" in ran.out
    data = Path("F.zip").read_bytes()
    ran = run_program(["revision", "efterproev", "F.zip"])
    assert ran.code == 0
    assert "Identisk:" in ran.out
    assert run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"]).code == 2
    assert run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip", "--overskriv"]).code == 0
    assert Path("F.zip").read_bytes() == data


def test_a_bundle_is_a_rule_set(library):
    run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    for words in (["beregn", "{}", "sag.yaml"], ["vis", "{}"], ["forklar", "{}", "sag.yaml", "takst"]):
        plain = run_program([word.format("mosen/2020") for word in words])
        packed = run_program([word.format("F.zip") for word in words])
        assert (packed.code, packed.out) == (plain.code, plain.out)
        assert packed.out
    again = run_program(["revision", "pak", "F.zip", "sag.yaml", "-o", "G.zip"])
    assert again.code == 0
    assert Path("G.zip").read_bytes() == Path("F.zip").read_bytes()
    Path("H.zip").write_bytes(Path("F.zip").read_bytes()[:-1])
    assert "Z102" in run_program(["beregn", "H.zip", "sag.yaml"]).err


def test_a_bundle_is_held_against_other_rules(library):
    """Also the same set as one knows it: what an auditor asks of the rules in a bundle."""
    Path("F.zip").write_bytes(make.pakke())
    ran = run_program(["forskel", "F.zip", "mosen/2020"])
    assert ran.code == 0
    assert "ændret" not in ran.out
    rules = Path("aftale/regler.yaml")
    rules.write_text(rules.read_text(encoding="utf-8").replace("2020: 7\n", "2020: 8\n"), encoding="utf-8")
    ran = run_program(["forskel", "F.zip", "mosen/2020", "--sag", "sag.yaml", "--størrelse", "budget"])
    assert ran.code == 0
    # 1,000,000 · 1.08 less 1,000,000 · 1.07
    assert "10.000" in ran.out
    refused = run_program(["sammenlign", "F.zip", "mosen/2020"])
    assert (refused.code, "S974" in refused.err) == (1, True)


def test_a_bundle_made_when_the_language_was_first_numbered():
    """A file kept since then: every byte of it good, and calculated alike as long as the language is that one."""
    raw = (Path(__file__).parent / "pakke-regelsprog-1.zip").read_bytes()
    findings = Findings()
    bundle = bundle_of(raw, "F.zip", findings)
    assert bundle is not None, findings.items
    found = verify(bundle, findings)
    if LANGUAGE_VERSION != "1":
        assert [one.code for one in findings] == ["Z124"]
        return
    assert found is not None
    assert [(one.file, one.where) for one in found.deviations if one.file != "spor.json"] == []


def test_a_fault_inside_a_bundle_says_that_it_is_there(library, bundle):
    broken = make.filer(bundle)["regler/aftale/regler.yaml"] + b"nej: 1\n"
    Path("F.zip").write_bytes(make.forseglet(bundle, "regler/aftale/regler.yaml", broken))
    for words in (["revision", "efterprøv", "F.zip"], ["beregn", "F.zip", "sag.yaml"], ["vis", "F.zip"]):
        ran = run_program(words)
        assert (ran.code, "aftale/regler.yaml:" in ran.err) == (1, True)
        assert "Det står i revisionspakken «F.zip»." in ran.err
    case = make.filer(bundle)["sag.yaml"] + b"  nej: 1\n"
    Path("F.zip").write_bytes(make.forseglet(bundle, "sag.yaml", case))
    assert "Det står i revisionspakken «F.zip»." in run_program(["revision", "efterprøv", "F.zip"]).err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "klausuler: klausuler.yaml",
            "klausuler: ../../uden/for.yaml",
            "«aftale/../../uden/for.yaml» fører ud",
        ),
        ("klausuler: klausuler.yaml", "klausuler: /etc/passwd", "«/etc/passwd»"),
        ("klausuler: klausuler.yaml", "klausuler: a?.yaml", "«aftale/a?.yaml» kan ikke være et filnavn"),
    ],
)
def test_a_library_whose_names_cannot_be_in_a_bundle(library, old, new, told):
    """One message, and nothing outside the library is read."""
    manifest = Path("aftale/regelsaet.yaml")
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert "Ret navnet i regelbiblioteket" in ran.err
    assert ran.err.count("fejl[") == 1
    assert not Path("F.zip").exists()


def test_choices_are_kept(library):
    words = ["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip", "--størrelse", "takst"]
    assert run_program([*words, "--sæt", "løn=2000000", "--år", "2020", "--opgjort", "2020-03-01"]).code == 0
    told = run_program(["revision", "efterprøv", "F.zip", "--format", "json"]).json
    assert told["identisk"] is True
    assert told["pakke"]["valg"] == {
        "størrelser": ["takst"],
        "år": ["2020"],
        "tiltag": [],
        "fortolkninger": [],
        "sæt": ["løn=2000000"],
        "opgjort": "2020-03-01",
    }
    result = json.loads(make.filer(Path("F.zip").read_bytes())["resultat.json"])
    options = ["--størrelse", "takst", "--sæt", "løn=2000000", "--år", "2020", "--opgjort", "2020-03-01"]
    shown = run_program(["beregn", "mosen/2020", "sag.yaml", *options, "--format", "json"]).json
    assert result["værdier"] == shown["værdier"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["pak", "mosen/2020", "sag.yaml"], 2, "tilvalget «-o» mangler"),
        (["pak", "mosen/2020", "nej.yaml", "-o", "G.zip"], 2, "nej.yaml"),
        (["pak", "mosen/1999", "sag.yaml", "-o", "G.zip"], 2, "mosen/1999"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "sag.yaml", "--overskriv"], 2, "de filer, der læses"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "nej/G.zip"], 2, "findes ikke"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "aftale"], 2, "er en mappe"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "G.html"], 2, "der ender på .zip"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "G.zip", "--størrelse", "tagst"], 1, "tagst"),
        (["pak", "mosen/2020", "sag.yaml", "-o", "G.zip", "--sæt", "løn"], 2, "løn"),
        (["efterprøv"], 2, "PAKKE mangler"),
        (["efterprøv", "nej.zip"], 2, "nej.zip"),
        (["efterprøv", "aftale"], 2, "aftale"),
        (["efterprøv", "sag.yaml"], 1, "ikke et zip-arkiv"),
        (["vask"], 2, "ukendt kommando «vask»"),
    ],
)
def test_wrong_use(library, words, code, told):
    ran = run_program(["revision", *words])
    assert (ran.code, told in ran.err, ran.out) == (code, True, "")
    assert not Path("G.zip").exists()


def test_a_fault_in_the_case_is_told_with_the_users_own_place(library):
    Path("min sag.yaml").write_text("regelsæt: mosen/2020\nlønn: 5\n", encoding="utf-8")
    ran = run_program(["revision", "pak", "mosen/2020", "min sag.yaml", "-o", "F.zip"])
    assert ran.code == 1
    assert "min sag.yaml:2" in ran.err


def test_a_refusal_as_json(library):
    Path("F.zip").write_bytes(make.pakke()[:-5])
    ran = run_program(["revision", "efterprøv", "F.zip", "--format", "json"])
    assert ran.code == 1
    assert ran.json["identisk"] is False
    assert [found["kode"] for found in ran.json["fund"]] == ["Z102"]


# --- the second evaluation, asked about more than cells ---

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = {"rules": (ROOT, 40), "fiktiv": (ROOT / "tests" / "biblioteker" / "fiktiv", 6)}


def of_its_region(path: Path, text: str) -> tuple[str, str]:
    """The region of an example's set, and the example as a case of the region."""
    named = next(line for line in text.splitlines() if line.startswith("regelsæt: "))
    region = named.removeprefix("regelsæt: ").split("/")[0]
    return region, text.replace(named, f"regelsæt: {region}", 1)


@pytest.mark.parametrize("name", LIBRARIES)
def test_engine_and_oracle_agree_on_a_regions_timeline(name):
    """Conditions, deadlines and procedures too, and years before the first set."""
    library, step = LIBRARIES[name]
    regions, counted = {}, 0
    for path in sorted(library.glob("*/*/eksempler/*.yaml"))[::step]:
        region, text = of_its_region(path, path.read_text(encoding="utf-8"))
        if region not in regions:
            regions[region] = loading.load_rules(region, library, Findings())
        findings = Findings()
        case = read_case(text, regions[region], findings)
        result = calculate(regions[region], case, None, findings) if case is not None else None
        if result is not None:
            found = second_opinion(result, [node.cell for node in traced(result).values()])
            assert found.first is None, f"{path}: {found.first}"
            assert found.formulas > 0
            counted += 1
    assert counted > 5


def test_a_calculation_that_fails_is_packed_and_told(library):
    case = Path("sag.yaml").read_text(encoding="utf-8").replace("pladser: 10", "pladser: 4")
    Path("sag.yaml").write_text(case, encoding="utf-8")
    ran = run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    assert ran.code == 1
    assert "en kontrol holder ikke" in ran.err
    ran = run_program(["rapport", "mosen/2020", "sag.yaml", "-o", "F.json"])
    assert (ran.code, ran.out) == (1, "Skrev F.json.\n")
    assert "en kontrol holder ikke" in ran.err
    assert run_program(["revision", "efterprøv", "F.zip"]).code == 0


def test_a_number_beyond_bounds_is_a_fault_both_ways(library):
    """Each is the square of the one before, from 2 ** 1: the 15th is 2 ** 16384, the 16th has 32,769 bits."""
    squares = "".join(
        f'  k{n}: {{titel: K, enhed: forhold, formel: "k{n - 1} * k{n - 1}"}}\n' for n in range(1, 17)
    )
    text = f'emne: K\nkilde: {{dokument: moseaftalen, afsnit: "1"}}\nstørrelser:\n{squares}'
    first = '  k0: {titel: K, enhed: forhold, formel: "1 + 1"}\n'
    Path("aftale/store_tal.yaml").write_text(text + first, encoding="utf-8")
    ran = run_program(["revision", "pak", "mosen/2020", "sag.yaml", "-o", "F.zip"])
    assert (ran.code, "(ValueError" in ran.err) == (1, False)
    values = json.loads(make.filer(Path("F.zip").read_bytes())["resultat.json"])["værdier"]
    assert len(values["k14"]["værdi"]) == 4933  # 16384 · log10(2) = 4932.07…
    assert values["k15"]["kode"] == "tal_for_stort"
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 0, ran.out + ran.err


def test_a_number_of_many_digits_is_told_and_cut():
    assert plain(10**5000) == "1" + 199 * "0" + "…"
    assert (plain(-17), plain(False)) == ("-17", "false")  # noqa: FBT003


def test_a_difference_is_told_with_file_place_and_both_sides(bundle):
    data = make.filer(bundle)["resultat.json"]
    # 1,000,000 · 1.07 + 250,000
    assert b'"v\xc3\xa6rdi": "1320000"' in data
    changed = data.replace(b'"1320000"', b'"1320001"', 1)
    Path("F.zip").write_bytes(make.forseglet(bundle, "resultat.json", changed))
    ran = run_program(["revision", "efterprøv", "F.zip"])
    assert ran.code == 1
    line = "✗ resultat.json, værdier.budget.værdi: pakken siger «1320001», genberegningen giver «1320000»."
    assert line in ran.out
    told = run_program(["revision", "efterprøv", "F.zip", "--format", "json"]).json
    assert told["identisk"] is False
    assert [one["fil"] for one in told["forskelle"]] == ["resultat.json"]
    assert told["forskelle"][0]["ventet"] == "1320001"
    assert told["forskelle"][0]["fundet"] == "1320000"
