"""Which event a day, a place, a count or a toll belongs to."""
