"""Text as sentences, clauses and parses: offsets stay those of the story."""
