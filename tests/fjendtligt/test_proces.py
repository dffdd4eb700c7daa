"""The worst of it through the real program: a process of its own, with its own streams and exit code."""

import os
import subprocess
import sys

import pytest

from fjendtligt.bibliotek import CASE, FILES, SET, TOPIC, changed, library

ATTACKS = {
    "code-in-a-formula": changed(TOPIC, "formel: løn", "formel: __import__('os').system('touch ramt') + løn"),
    "python-tag": changed(TOPIC, "titel: Sats", "titel: !!python/object/apply:os.system [touch ramt]"),
    "3000-parentheses": changed(TOPIC, "formel: løn", f"formel: {'(' * 3000}løn{')' * 3000}"),
    "tower-of-powers": changed(TOPIC, "formel: løn", "formel: 9**9**9**9 * løn"),
    "100000-brackets": {TOPIC: "[" * 100_000},
    "10-megabytes": {TOPIC: FILES[TOPIC] + "#" * 10_000_000},
    "not-utf-8": {TOPIC: FILES[TOPIC].encode("latin-1")},
    "not-text": {TOPIC: bytes(range(256)) * 1000},
    "paints-the-terminal": changed(TOPIC, "enhed: pct", 'enhed: "\\e[2J\\e[31mpct"'),
}


def run(*arguments, given=b"", **environment: str):
    return subprocess.run(
        [sys.executable, "-m", "rammeaftale", *arguments],
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **environment},
    )


def text_of(done):
    told = done.stdout.decode() + done.stderr.decode()
    assert "Traceback" not in told
    assert "\x1b" not in told
    return told


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_ends_in_findings(name, root):
    library(root, ATTACKS[name])
    done = run("tjek")
    assert done.returncode == 1
    assert "fejl[" in text_of(done)
    assert f"--> {TOPIC}" in text_of(done)
    assert not (root / "ramt").exists()


def test_case_from_a_pipe_that_is_not_text(root):
    library(root)
    done = run("beregn", SET, "-", given=b"\xff\xfe" * 1000)
    assert done.returncode == 1
    assert "fejl[F006]" in text_of(done)


def test_case_from_a_pipe_that_never_ends(root):
    library(root)
    done = run("beregn", SET, "-", given=b"#" * 20_000_000)
    assert done.returncode == 1
    assert "fejl[F003]" in text_of(done)


def test_sound_case_in_a_locale_without_danish_letters(root):
    library(root)
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = run("beregn", SET, "-", "--format", "json", given=CASE.encode(), **plain)
    assert done.returncode == 0
    assert '"værdi": "1020000"' in text_of(done)


def test_reader_that_leaves_early(root):
    library(root)
    with subprocess.Popen(
        [sys.executable, "-m", "rammeaftale", "beregn", SET, "sag.yaml", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
