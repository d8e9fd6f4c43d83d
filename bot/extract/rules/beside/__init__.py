"""Who did not do it: who stands beside an event, and is no side of it."""
