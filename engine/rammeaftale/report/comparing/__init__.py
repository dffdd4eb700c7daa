"""Comparisons and differences as text, JSON, HTML and workbooks."""
