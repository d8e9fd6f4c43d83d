"""What grammar says for certain, one question a file; bot.extract.both puts them in order."""
