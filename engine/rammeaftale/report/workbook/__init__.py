"""A calculation as a workbook with live formulas."""
