"""What grammar says for certain, a room for each question and a file for each answer; bot.extract.both puts them in order."""
