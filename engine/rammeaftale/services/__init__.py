"""What users ask for: load rules, read a case, calculate, explain, find what is missing, test the examples."""
