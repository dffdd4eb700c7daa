"""Archives are written the same everywhere, and what should not be in one is refused by its own name."""

import hashlib
import io
import stat
import zipfile

import pytest

import revision_pakker as make
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.bundles import bundle as bundles
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import check_unchanged, name_fault, read_archive, write_archive
from rammeaftale.services.bundles.bundle import bundle_of

FILES = {"b.txt": b"to\n", "a/å.yaml": "én\n".encode()}


def codes(raw: bytes) -> list[str]:
    findings = Findings()
    assert read_archive(raw, "F.zip", findings) is None
    return [found.code for found in findings]


def test_an_archive_has_the_bytes_it_has_always_had():
    # worked out once; another Python that writes other bytes would refuse every bundle there is
    written = write_archive(FILES)
    assert (
        hashlib.sha256(written).hexdigest()
        == "fe0ad6f3d37277161ce36d6d3cb51ef33dc450f9963789990701dfcda04e30a0"
    )
    assert write_archive(dict(reversed(FILES.items()))) == written
    assert read_archive(written, "F.zip", Findings()) == FILES


def test_any_unzipper_reads_it(tmp_path):
    with zipfile.ZipFile(io.BytesIO(write_archive(FILES))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a/å.yaml", "b.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {stat.filemode(e.external_attr >> 16) for e in archive.infolist()} == {"-rw-r--r--"}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../x", f.TRAVERSAL),
        ("regler/../../x", f.TRAVERSAL),
        ("regler/./x", f.TRAVERSAL),
        ("regler//x", f.TRAVERSAL),
        ("", f.TRAVERSAL),
        ("..", f.TRAVERSAL),
        ("/etc/passwd", f.ABSOLUTE),
        ("//vært/del/x", f.ABSOLUTE),
        ("C:/x", f.DRIVE),
        ("c:x", f.DRIVE),
        ("..\\x", f.BACKSLASH),
        ("\\\\vært\\x", f.BACKSLASH),
        ("C:\\x", f.BACKSLASH),
        ("regler/x.zip", f.NESTED),
        ("regler/X.ZIP", f.NESTED),
        ("regler/con", f.BAD_NAME),
        ("regler/Lpt1.yaml", f.BAD_NAME),
        ("regler/x.yaml:skjult", f.BAD_NAME),
        ("regler/x.yaml.", f.BAD_NAME),
        ("regler/x ", f.BAD_NAME),
        ("regler/a\nb", f.BAD_NAME),
        ("regler/a\x1b[31m", f.BAD_NAME),
        ("regler/\u202elmay.exe", f.BAD_NAME),
        ("x" * 241, f.BAD_NAME),
        ("å" * 121, f.BAD_NAME),
        ("regler/a\u200bb.yaml", f.BAD_NAME),
        ("regler/\ufeffx.yaml", f.BAD_NAME),
        ("regler/\uff0e\uff0e/x", f.TRAVERSAL),
        ("\uff0fetc/passwd", f.ABSOLUTE),
        ("regler/x.\uff5aip", f.NESTED),
        ("regler/rules/2019-2020/takst.yaml", None),
        ("regler/år 2020/ø.yaml", None),
        ("regler/..skjult.yaml", None),
    ],
)
def test_names(name, fault):
    assert name_fault(name) == fault


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SAG.yaml", "sag.yaml"),
        ("regler/a\u030a.yaml", "regler/å.yaml"),
        ("sag.yaml", "sag.yaml"),
        ("sag.yaml/x", "sag.yaml"),
        ("sag.yaml", "sag.yaml/x"),
        ("Regler/x.yaml/y/z", "regler/X.yaml"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_for_one_file(one, other):
    raw = make.med(make.med(write_archive(FILES), other), one)
    assert codes(raw) == [f.SAME_NAME.code]


@pytest.mark.parametrize(
    ("kind", "told"),
    [(stat.S_IFLNK, "link"), (stat.S_IFDIR, "mappe"), (stat.S_IFIFO, "særlig"), (stat.S_IFCHR, "særlig")],
)
def test_what_is_no_file(kind, told):
    findings = Findings()
    raw = make.med(write_archive(FILES), "regler/x", external_attr=(kind | 0o644) << 16)
    assert read_archive(raw, "F.zip", findings) is None
    assert told in findings.items[0].message


def test_a_folder_by_its_name():
    assert codes(make.med(write_archive(FILES), "regler/x/", b"")) == [f.NOT_A_FILE.code]


def test_entries_that_share_their_bytes():
    """One file's data named by many entries of the directory: the bomb that needs no ratio."""
    raw = write_archive({"a": b"x" * 10_000})
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    entry, count = raw[at:end], 50
    directory = b"".join(entry[:46] + bytes([97 + n % 26, 65 + n // 26]) + entry[47:] for n in range(count))
    directory = directory.replace(entry[:46], entry[:28] + b"\x02\0" + entry[30:46])
    ending = bytearray(raw[end:])
    ending[8:12] = count.to_bytes(2, "little") * 2
    ending[12:16] = len(directory).to_bytes(4, "little")
    assert codes(raw[:at] + directory + bytes(ending)) == [f.BOMB.code]


def test_a_bomb_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sag.yaml", b"0" * 50_000_000)
    assert len(buffer.getvalue()) < 100_000
    assert codes(buffer.getvalue()) == [f.BOMB.code]


def test_an_archive_with_a_comment_or_something_in_front():
    raw = write_archive(FILES)
    with_comment = raw[:-2] + b"\x03\x00hej"
    assert codes(with_comment) == [f.CUT_SHORT.code]
    assert codes(b"#!/bin/sh\n" + raw) == [f.NOT_A_ZIP.code]


def test_a_change_late_in_a_large_archive_is_found_at_once():
    raw = write_archive({**FILES, "c": b"x" * 20_000_000})
    at = raw.rindex(b"PK\x01\x02") + 38  # its attributes
    findings = Findings()
    assert not check_unchanged(
        raw[:at] + b"\x21" + raw[at + 1 :], {**FILES, "c": b"x" * 20_000_000}, "F", findings
    )
    assert f"byte {at} er ikke" in findings.items[0].message


def test_too_many_rules_to_read(bundle):
    large = b"# " + b"x" * (bundles.LARGEST_RULES // 2)
    raw = make.forseglet(make.forseglet(bundle, "regler/a.yaml", large), "regler/b.yaml", large)
    findings = Findings()
    assert bundle_of(raw, "F.zip", findings) is None
    assert [found.code for found in findings] == [f.TOO_LARGE.code]


def test_no_one_reads_on_after_ten_faults(bundle):
    raw = make.forseglet(bundle)
    for number in range(20):
        raw = make.uden_seglet(raw, f"regler/{number}.yaml", b"x: 1\n")
    findings = Findings()
    assert bundle_of(raw, "F.zip", findings) is None
    assert [found.code for found in findings] == [f.EXTRA_FILE.code] * 10


@pytest.mark.parametrize(
    "raw", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06" + b"\xff" * 18]
)
def test_next_to_nothing(raw):
    findings = Findings()
    assert bundle_of(raw, "F.zip", findings) is None
    assert findings.has_errors


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": NaN}',
        b"\xff",
        b'{"format": 1e999}',
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
def test_a_manifest_that_is_none(bundle, text):
    findings = Findings()
    assert bundle_of(make.uden_seglet(bundle, "manifest.json", text), "F.zip", findings) is None
    assert [found.code for found in findings] == [f.BAD_MANIFEST.code]


@pytest.mark.parametrize("key", [b'"program": "', b'"fingeraftryk": "', b'"regler/'])
def test_half_a_letter_in_a_manifest(bundle, key):
    findings = Findings()
    told = make.filer(bundle)["manifest.json"].replace(key, key + b"\\ud800", 1)
    assert b"\\ud800" in told
    assert bundle_of(make.uden_seglet(bundle, "manifest.json", told), "F.zip", findings) is None
    assert [found.code for found in findings] == [f.MANIFEST_CHANGED.code]
