"""What each command answers, the same on every chat. A chat turns its own events into Asked and lays a Reply out."""

from handlers.commands.port import Answers
from handlers.commands.words import Asked, Button, Choice, Command, Kind, Line, Menu, Option, Picture, Reply, error

__all__ = ["Answers", "Asked", "Button", "Choice", "Command", "Kind", "Line", "Menu", "Option", "Picture", "Reply", "error"]
