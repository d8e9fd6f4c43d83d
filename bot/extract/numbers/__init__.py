"""Numbers with what they count: money, amounts, casualties."""
