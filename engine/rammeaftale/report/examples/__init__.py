"""The run of the examples, and what they leave out, as text and data."""
