"""A byte changed anywhere in a bundle is found, and so is a byte left out, added or moved."""

import pytest

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.bundles.bundle import bundle_of


def is_refused(raw: bytes) -> bool:
    findings = Findings()
    found = bundle_of(raw, "F.zip", findings)
    assert (found is None) == findings.has_errors
    return found is None


def flipped(raw: bytes, at: int, by: int) -> bytes:
    changed = bytearray(raw)
    changed[at] ^= by
    return bytes(changed)


def test_the_bundle_itself_is_good(bundle):
    assert not is_refused(bundle)


def test_one_byte_in_five_and_all_of_the_archives_own(bundle):
    own = range(bundle.index(b"PK\x01\x02"), len(bundle))
    sampled = {*range(0, len(bundle), 5), *range(600), *own[::2]}
    assert [at for at in sampled if not is_refused(flipped(bundle, at, 1 << at % 8))] == []


@pytest.mark.slow
def test_every_byte_changed_in_three_ways(bundle):
    ways = [(at, by) for at in range(len(bundle)) for by in (0x01, 0x80, 0xFF)]
    assert [at for at in ways if not is_refused(flipped(bundle, *at))] == []


def test_bytes_left_out_or_added(bundle):
    for at in range(0, len(bundle), 97):
        assert is_refused(bundle[:at])
        assert is_refused(bundle[:at] + bundle[at + 1 :])
        assert is_refused(bundle[:at] + b"\0" + bundle[at:])
    for changed in (bundle + b"\n", b"\n" + bundle, bundle + bundle, b"MZ" + bundle, bundle[::-1]):
        assert is_refused(changed)
