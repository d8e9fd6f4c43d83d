"""A story with nothing in it, for rules that look at the claims alone."""

from datetime import UTC, datetime

from bot.extract.candidates import Doc
from bot.extract.rules.stages import reading
from bot.model import Story

UNREAD = reading(Doc(Story("s", "", "", datetime(2024, 5, 10, tzinfo=UTC)), (), ()))
