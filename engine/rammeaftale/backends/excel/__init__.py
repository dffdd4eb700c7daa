"""The rules of a case as live spreadsheet formulas."""
