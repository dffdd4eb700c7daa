"""Readers of the typed program that calculate: exactly with a trace, and independently as an oracle."""
