"""Explanations of a finished calculation: what is asked about, its rule, and why a yes or no."""
