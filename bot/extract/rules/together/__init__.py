"""Who did it together: sides that the words name side by side, or that do the same to each other."""
