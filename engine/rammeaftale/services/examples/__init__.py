"""Examples: found, run, held against what they expect, and what they leave out."""
