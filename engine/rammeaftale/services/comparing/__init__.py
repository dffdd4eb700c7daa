"""Rule sets held against each other: concept by concept, rule by rule, and in one case."""
