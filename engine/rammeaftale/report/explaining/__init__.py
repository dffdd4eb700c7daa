"""Explanations as text and data: statements, reasons, rules, procedures and the trace."""
