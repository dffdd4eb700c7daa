"""Cases that are well-formed YAML and still wrong, and options that are: refused, never calculated on."""

import json

import pytest

from fjendtligt.bibliotek import CASE, SET, calculate, changed_case, command, library, refused

LEVEL, YEARS = "N1: {pladser: 4}", "{2017: 90, 2018: 95}"
SLIPS = {
    # names
    "unknown-fact": ("løn: 1000000", "lønn: 1000000", "S902 4:3"),
    "unknown-key": ("år: 2019", "aar: 2019", "K101 2:1"),
    "other-set": ("prøve/2019-2020", "prøve/2020", "S901 1:11"),
    "no-set": ("regelsæt: prøve/2019-2020\n", "", "K102 1:1"),
    "parameter": ("løn: 1000000", "sats: 5", "S904 4:3"),
    "no-parameter": ("oplysninger:", "hvad_hvis: {løn: 5}\noplysninger:", "S905 3:13"),
    "unknown-duty": ("oplysninger:", "pligter: {nej: opfyldt}\noplysninger:", "S914 3:11"),
    "unknown-reading": ("oplysninger:", "fortolkninger: {nej: x}\noplysninger:", "S914 3:17"),
    "unknown-measure": ("oplysninger:", "tiltag: [nej]\noplysninger:", "S914 3:10"),
    # values
    "text-as-number": ("løn: 1000000", "løn: en million", "S906 4:8"),
    "thousands": ("løn: 1000000", "løn: 1.000.000", "S906 4:8"),
    "decimal-comma": ("løn: 1000000", 'løn: "1000000,50"', "S906 4:8"),
    "below-the-least": ("løn: 1000000", "løn: -0.01", "S907 4:8"),
    "100000-digits": ("løn: 1000000", f"løn: {'9' * 100_000}", "K111 4:8"),
    "61-digits": ("løn: 1000000", f"løn: {'9' * 61}", "S906 4:8"),
    "huge-exponent": ("løn: 1000000", "løn: 1e400000000", "S906 4:8"),
    "not-a-number": ("løn: 1000000", "løn: .nan", "S906 4:8"),
    "list-as-number": ("løn: 1000000", "løn: [1]", "K103 4:8"),
    "not-an-option": ("slags: bo", "slags: boo", "S906 5:10"),
    "no-such-day": ("2019-03-01", "2019-02-30", "S906 6:13"),
    "danish-day": ("2019-03-01", "01-03-2019", "S906 6:13"),
    "day-of-year-0": ("2019-03-01", "0000-01-01", "S906 6:13"),
    "day-of-year-19": ("2019-03-01", "0019-03-01", "S906 6:13"),
    "last-day-of-all": ("2019-03-01", "9999-12-31", "S906 6:13"),
    # years
    "year-0": ("år: 2019", "år: 0", "S916 2:5"),
    "year-99999": ("år: 2019", "år: 99999", "S916 2:5"),
    "year-of-5000-digits": ("år: 2019", f"år: {'9' * 5000}", "K106 2:5"),
    "year-below-0": ("år: 2019", "år: -2019", "S916 2:5"),
    "year-in-words": ("år: 2019", "år: nu", "K106 2:5"),
    "no-years": ("år: 2019", "år: []", "F019 2:5"),
    "year-twice": ("år: 2019", "år: [2019, 2019]", "K121 2:12"),
    "201-years": ("år: 2019", f"år: {list(range(1900, 2101))}", "S922 2:6"),
    "date-in-words": ("år: 2019", "år: 2019\nopgjort: i dag", "K107 3:10"),
    "no-such-date": ("år: 2019", "år: 2019\nopgjort: 2019-02-30", "K107 3:10"),
    "not-by-year": (YEARS, "90", "S908 7:3"),
    "stated-year-20018": (YEARS, "{20018: 95}", "S916 7:15"),
    "stated-year-in-words": (YEARS, "{sidste: 95}", "S923 7:15"),
    "years-inside-years": (YEARS, "{2017: {2018: 95}}", "S923 7:22"),
    "values-inside-values": (YEARS, "{2017: {værdi: {værdi: 95}}}", "S906 7:21"),
    "unknown-field": (YEARS, "{2017: {værdi: 90, hvem: y}}", "S923 7:33"),
    # members
    "member-with-comma": (LEVEL, '"N,1": {pladser: 4}', "S911 9:5"),
    "member-with-bracket": (LEVEL, '"N[1]": {pladser: 4}', "S911 9:5"),
    "member-with-at": (LEVEL, '"N@1": {pladser: 4}', "S911 9:5"),
    "member-without-name": (LEVEL, '"": {pladser: 4}', "S911 9:5"),
    "member-of-spaces": (LEVEL, '"  ": {pladser: 4}', "S911 9:5"),
    "member-on-two-lines": (LEVEL, '"N\\n1": {pladser: 4}', "S911 9:5"),
    "member-that-paints": (LEVEL, '"N\\e[31m": {pladser: 4}', "F005 9:5"),
    "member-of-101-letters": (LEVEL, f"{'N' * 101}: {{pladser: 4}}", "S911 9:5"),
    "member-as-number": (LEVEL, "N1: 4", "S909 9:9"),
    "members-as-list": (LEVEL, "- N1", "K103 9:5"),
    "not-a-member": (f"niveau:\n    {LEVEL}", "kommune:\n    Grevee: {}", "S910 9:5"),
    "not-divided": (LEVEL, "N1: {løn: 4}", "S927 9:10"),
    "level-inside-level": (LEVEL, "N1: {niveau: {N2: {pladser: 4}}}", "S927 9:18"),
    "without-members": (f"niveau:\n    {LEVEL}", "pladser: 4", "S909 8:3"),
    "stated-twice": (f"niveau:\n    {LEVEL}", f"niveau:\n    {LEVEL}\n  pladser: {{N1: 5}}", "S926 10:13"),
    # shapes
    "facts-as-list": ("oplysninger:", "hvad_hvis: [sats]\noplysninger:", "K103 3:12"),
    "measures-as-text": ("oplysninger:", "tiltag: nej\noplysninger:", "K103 3:9"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_slip_is_found_at_its_place(name, root):
    old, new, finding = SLIPS[name]
    code, place = finding.split()
    refused(calculate(root, changed_case(old, new)), f"{code} sag.yaml:{place}")


def test_every_slip_is_found_in_one_run(root):
    case = (
        CASE.replace("løn: 1000000", "lønn: 1")
        .replace("slags: bo", "slags: boo")
        .replace("år: 2019", "år: 0")
    )
    assert sorted(calculate(root, case).codes) == ["S902", "S906", "S916"]


@pytest.mark.parametrize(
    "member",
    ["😀", "N'); DROP TABLE", "<script>", "Ålborg Øst", "^", "2019", "værdi", "__class__", "N" * 100],
)
def test_odd_member_is_only_a_name(member, root):
    told = calculate(root, changed_case(LEVEL, f"{json.dumps(member, ensure_ascii=False)}: {{pladser: 4}}"))
    assert told.code == 0
    assert json.loads(told.out)["værdier"]["i_alt"]["værdi"] == "4"


OPTIONS = {
    "year-in-words": (["--år", "x"], "S916 <kommandolinje>"),
    "year-0": (["--år", "0"], "S916 <kommandolinje>"),
    "year-of-20-digits": (["--år", "9" * 20], "S916 <kommandolinje>"),
    "no-such-day": (["--opgjort", "2019-02-30"], "K107 <kommandolinje>"),
    "unknown-measure": (["--tiltag", "x"], "S914 <kommandolinje>"),
    "unknown-reading": (["--fortolkning", "x=y"], "S914 <kommandolinje>"),
    "setting-without-value": (["--sæt", "løn"], "S924 <kommandolinje>"),
    "setting-without-name": (["--sæt", "=5"], "S924 <kommandolinje>"),
    "setting-of-nothing": (["--sæt", "nej=5"], "S902 <kommandolinje>"),
    "setting-of-text": (["--sæt", "løn=abc"], "S906 <kommandolinje>"),
    "setting-of-yaml": (["--sæt", "løn={a: b}"], "S906 <kommandolinje>"),
    "setting-of-6000-digits": (["--sæt", f"løn={'9' * 6000}"], "S906 <kommandolinje>"),
    "setting-without-member": (["--sæt", "pladser=5"], "S909 <kommandolinje>"),
    "address-of-nothing": (["--størrelse", ""], "S918 <adresse>"),
    "address-half": (["--størrelse", "i_alt["], "S918 <adresse>"),
    "address-with-two-years": (["--størrelse", "budget@2019@2020"], "S918 <adresse>"),
    "address-of-year-0": (["--størrelse", "budget@0000"], "S916 <adresse>"),
    "address-of-another": (["--størrelse", "takst"], "S902 <adresse>"),
    "address-with-member": (["--størrelse", "budget[N1]"], "S919 <adresse>"),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_wrong_option_is_refused(name, root):
    options, finding = OPTIONS[name]
    malformed = finding.split()[0] in ("K107", "S916", "S918", "S924")
    refused(calculate(root, CASE, *options), finding, code=2 if malformed else 1)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nej"],
        ["beregn"],
        ["beregn", SET],
        ["beregn", SET, "sag.yaml", "mere"],
        ["beregn", SET, "sag.yaml", "--nej"],
        ["beregn", SET, "sag.yaml", "--format", "xml"],
        ["beregn", SET, "sag.yaml", "--sæt"],
    ],
)
def test_wrong_use_is_2(words, root):
    library(root)
    told = command(*words)
    assert told.code == 2
    assert told.err or told.out
    assert "Traceback" not in told.text
