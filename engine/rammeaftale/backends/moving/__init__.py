"""A calculation followed as a function of one number that moves."""
