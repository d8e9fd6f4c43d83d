"""What grammar says for certain, a room for each question and a file for each answer.

`stages/` says in which order they are asked and why; `reading.py` is what each is given; `grammar.py` and `spans.py` are what they share.
"""
