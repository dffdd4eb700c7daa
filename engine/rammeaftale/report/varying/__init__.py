"""A quantity along one number of a case: table, thresholds, drawing, and what the number must be."""
