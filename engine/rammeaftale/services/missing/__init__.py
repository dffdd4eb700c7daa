"""What an open result lacks: looked for along every branch that the facts leave open."""
