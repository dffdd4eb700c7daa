"""Texts that are not YAML, or YAML that means more than it says: refused at the place, in every kind of file."""

import pytest

from fjendtligt.bibliotek import (
    CASE,
    FILES,
    LONGEST,
    MANIFEST,
    TOPIC,
    calculate,
    changed,
    check,
    command,
    library,
    refused,
)

WHOLE_TEXTS = {
    "empty": ("", "F012"),
    "only-spaces": ("  \n\n", "F012"),
    "only-comments": ("# kun en kommentar\n# mere\n", "F012"),
    "only-a-document-mark": ("---\n", "F012"),
    "nul": ("titel: a\0b\n", "F005"),
    "escape-character": ("titel: a\x1bb\n", "F005"),
    "line-separator": ("titel: a\u2028b\n", "F005"),
    "next-line": ("titel: a\x85b\n", "F005"),
    "zero-width-space": ("titel: a\u200bb\n", "F005"),
    "right-to-left-mark": ("titel: a\u202eb\n", "F005"),
    "soft-hyphen": ("titel: a\u00adb\n", "F005"),
    "byte-order-mark-inside": ("titel: a\ufeffb\n", "F005"),
    "nul-by-escape": ('titel: "a\\0b"\n', "F005"),
    "surrogate-by-escape": ('titel: "\\ud800"\n', "F010"),
    "latin-1": ("titel: blå\n".encode("latin-1"), "F004"),
    "utf-16": ("titel: blå\n".encode("utf-16"), "F006"),
    "utf-32": ("titel: blå\n".encode("utf-32"), "F006"),
    "bytes-cut-in-two-after-a-mark": (b"\xef\xbb\xbf# \xc3\xa6\xc3\xa6\xff\n", "F004"),
    "all-bytes": (bytes(range(256)) * 40, "F004"),
    "tab": ("a:\n\tb: c\n", "F011"),
    "two-documents": ("a: b\n---\nc: d\n", "F013"),
    "text-after-the-end": ("a: b\n...\nc: d\n", "F010"),
    "directive-tag": ("%TAG ! tag:x.y,2000:\n---\na: b\n", "F016"),
    "directive-yaml": ("%YAML 1.2\n---\na: b\n", "F016"),
    "directive-unknown-version": ("%YAML 3.0\n---\na: b\n", "F010"),
    "anchor": ("a: &x b\n", "F015"),
    "alias": ("a: *x\n", "F015"),
    "billion-laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "F015", "F015", "F015", "F015", "F015", "F015"),
    "python-tag": ("a: !!python/object/apply:os.system [ls]\n", "F016"),
    "plain-tag": ("a: !!str b\n", "F016"),
    "own-tag": ("a: !secret b\n", "F016"),
    "open-quote": ('a: "b\n', "F010"),
    "open-list": ("a: [b\n", "F010"),
    "open-block": ("a: {b: c\n", "F010"),
    "colon-in-text": ("a: b: c\n", "F010"),
    "forbidden-beginning": ("a: @b\n", "F010"),
    "unknown-escape": ('a: "\\q"\n', "F010"),
    "wrong-indentation": ("a:\n    b: c\n  d: e\n", "F010"),
    "lists-inside-lists": ("[" * 100_000, "F021"),
    "blocks-inside-blocks": ("{" * 100_000, "F021"),
    "lists-inside-a-key": ("a: " + "[" * 100_000, "F021"),
    "dashes": ("- " * 10_000 + "x", "F021"),
    "question-marks": ("? " * 10_000, "F021"),
    "deep-indentation": ("".join(f"{' ' * n}a:\n" for n in range(2000)), "F021"),
    "ten-megabytes": ("#" * 10_000_000, "F003"),
}  # fmt: skip


@pytest.mark.parametrize("name", [TOPIC, MANIFEST, "begreber.yaml"])
@pytest.mark.parametrize("attack", WHOLE_TEXTS)
def test_rule_file_is_refused(attack, name, root):
    text, *codes = WHOLE_TEXTS[attack]
    told = check(root, {name: text})
    refused(told, *codes)
    assert {place.partition(":")[0] for _, place in told.findings} == {name}


@pytest.mark.parametrize("attack", WHOLE_TEXTS)
def test_case_is_refused(attack, root):
    text, *codes = WHOLE_TEXTS[attack]
    told = calculate(root, text)
    refused(told, *codes)
    assert {place.partition(":")[0] for _, place in told.findings} == {"sag.yaml"}


@pytest.mark.parametrize("attack", WHOLE_TEXTS)
def test_case_from_standard_input_is_refused(attack, root):
    library(root)
    text, *codes = WHOLE_TEXTS[attack]
    given = text if isinstance(text, bytes) else text.encode()
    refused(command("beregn", "prøve/2019-2020", "-", given=given), *codes)


@pytest.mark.parametrize("attack", ["scalar", "list"])
def test_other_shapes_are_refused(attack, root):
    text = {"scalar": "bare en tekst\n", "list": "- a\n- b\n"}[attack]
    refused(check(root, {TOPIC: text}), "K103 2019/takst.yaml:1:1")
    refused(check(root, {MANIFEST: text}), "K103 2019/regelsaet.yaml:1:1")
    refused(calculate(root, text), "K103 sag.yaml:1:1")


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        pytest.param("{titel: Løn,", "{titel: Løn, titel: Løn,", "F014 2019/takst.yaml:11:21", id="twice"),
        pytest.param("{titel: Løn,", "{<<: x, titel: Løn,", "F017 2019/takst.yaml:11:9", id="merge"),
        pytest.param("{titel: Løn,", "{titel: Løn, fast,", "F018 2019/takst.yaml:11:21", id="comma"),
        pytest.param(
            "titel: Budget", "titel: Budget\n    beskrivelse:", "F019 2019/takst.yaml:21:5", id="empty"
        ),
        pytest.param(
            "{titel: Løn,", "{? [a, b] : c, titel: Løn,", "F020 2019/takst.yaml:11:11", id="list-as-key"
        ),
        pytest.param(
            "{titel: Løn,", f"{{titel: {'x' * 20_001},", "K111 2019/takst.yaml:11:16", id="long-text"
        ),
    ],
)
def test_key_is_refused_at_its_place(old, new, finding, root):
    refused(check(root, changed(TOPIC, old, new)), finding)


def test_place_is_right_behind_danish_letters(root):
    refused(check(root, {TOPIC: "æøå: æøå\n# æøåæøå\ntitel: æøå\0\n"}), "F005 2019/takst.yaml:3:11")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends_and_a_mark_at_the_start_are_read(ends, root):
    files = {name: ("\ufeff" + text).replace("\n", ends) for name, text in FILES.items()}
    told = calculate(root, ("\ufeff" + CASE).replace("\n", ends), files=files)
    assert told.code == 0
    assert '"værdi": "1020000"' in told.out


def test_decomposed_letters_are_the_same_letters(root):
    files = changed(TOPIC, "løn: {titel", "år_løn: {titel") | {}
    files[TOPIC] = str(files[TOPIC]).replace("formel: løn", "formel: a\u030ar_løn")
    told = calculate(root, CASE.replace("  løn:", "  a\u030ar_løn:"), files=files)
    assert '"værdi": "1020000"' in told.out
    both = CASE.replace("  løn:", "  a\u030ar_løn: 1\n  år_løn:")
    refused(calculate(root, both, files=files), "F014 sag.yaml:5:3")


def test_line_of_a_megabyte(root):
    line = "x" * 1_000_000
    refused(check(root, {TOPIC: f"emne: {line}\n"}), f"K111 {TOPIC}:1:7")
    told = check(root, {TOPIC: FILES[TOPIC] + f"# {line}\n"})
    assert told.code == 0
    assert len(told.text) < 1000


@pytest.mark.parametrize("count", [10_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_many_keys_are_found_and_cut_off(count, root):
    told = check(root, {TOPIC: FILES[TOPIC] + "".join(f"n{n}: 1\n" for n in range(count))})
    assert told.codes.count("K101") == 1000
    assert told.codes.count("F099") == 1
    assert told.code == 1
    assert told.seconds < LONGEST


def test_many_entries_are_read(root):
    inputs = "".join(f"  n{n}: {{titel: N, enhed: kr}}\n" for n in range(5000))
    told = check(root, {TOPIC: FILES[TOPIC].replace("oplysninger:\n", f"oplysninger:\n{inputs}")})
    assert told.code == 0
    assert told.text.count("advarsel[N316]") == 1000
    assert told.text.count("advarsel[F099]") == 1
    wrong = (
        FILES[TOPIC]
        .replace("oplysninger:\n", f"oplysninger:\n{inputs}")
        .replace("formel: løn", "formel: løøn")
    )
    refused(check(root, {TOPIC: wrong}), f"N301 {TOPIC}:5022:13")
    assert told.seconds < LONGEST
