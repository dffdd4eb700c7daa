"""Rule files as text: strict YAML with places, the closed schema, the entry model, the library and inheritance."""
