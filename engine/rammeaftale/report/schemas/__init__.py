"""The JSON schemas of what people write and of what the commands print."""
