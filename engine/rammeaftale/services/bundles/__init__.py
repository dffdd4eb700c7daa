"""Audit bundles: the archive, what is in it, and rules loaded from one."""
