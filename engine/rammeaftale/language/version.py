"""Which version of the rule language this program reads."""

from __future__ import annotations

LANGUAGE_VERSION = "1"
"""The version of the rule language, a whole number as text.

It is raised by one when a rule file that was valid before may now mean something else or be refused: a function, key,
unit, rounding or evaluation order changes, or the fingerprint counts other things. It is not raised for what only adds
(a new function or key), for faster or better explained results, or for changes of the JSON outputs (which have a
`skema` of their own). It is part of every fingerprint, and an audit bundle of another version is not recalculated.
"""
