"""A new period begun from an earlier set."""
