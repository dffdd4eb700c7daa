"""What a new period begins with: its files, its list of what is left, and what is said on the screen."""
