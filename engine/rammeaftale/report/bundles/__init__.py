"""Audit bundles made and verified, and what is said of it."""
