"""What somebody says about an event: denials, limits, threats, answers."""
