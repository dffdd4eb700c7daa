"""Formulas and programs: grammar, functions, typed expressions, proofs over tables and years, the checked program."""
