"""The independent second evaluation: slow, plain, and without a line in common with the evaluation of record."""
