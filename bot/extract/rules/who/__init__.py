"""Who did it and to whom: the sides of a claim, and those who only stand beside it."""
