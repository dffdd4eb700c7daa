"""The dependency graph around an entry or of a whole set, with the values of a case."""
