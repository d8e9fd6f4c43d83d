"""Who did it: the doer of a claim, where the words say so and he was not seen or another was taken for him."""
