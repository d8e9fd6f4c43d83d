"""The commands of watches, as chats register them."""

from __future__ import annotations

from handlers.commands.muting import MUTING
from handlers.commands.shut import RETRY
from handlers.commands.waiting import PREVIEW
from handlers.commands.watch_list import LIST
from handlers.commands.words import Command, Kind, Option

_HOW = (
    Option("name", "What it is called"),
    Option("when", "at once, hourly, daily 08:00 Asia/Seoul, weekly Mon 07:30 UTC"),
    Option("quiet", "Hours in which it is held: 22:00-07:00 Asia/Seoul; none ends them"),
    Option("cap", "10 an hour; 3 in 10 minutes: what is more comes in one message; none ends it"),
    Option("ping", "The role or user group that severe events call; none: nobody", Kind.ROLE),
    Option("confirm", "Minutes in which two people must agree before anybody is called; 0: called at once", Kind.NUMBER),
)
_WATCH = Option("watch", "Which watch", Kind.WATCH, required=True)
ADD = Command(
    "watch",
    "add",
    "Watch for something in a channel: from then on it gets only what its watches ask for",
    (
        Option("query", "What is wanted: strike on UA with drone not background", Kind.QUERY, long=True),
        Option("preset", "Or one of the ready-made ones", Kind.PRESET),
        *_HOW,
        Option("channel", "Where; left out: here", Kind.CHANNEL, here=True),
    ),
    writes=True,
    form=True,
)
EDIT = Command(
    "watch",
    "edit",
    "Change a watch; what is left out stays as it is",
    (
        _WATCH,
        Option("query", "What is wanted from now on", Kind.QUERY, long=True),
        *_HOW,
        Option("also", "One more channel it posts in", Kind.CHANNEL),
        Option("drop", "A channel it posts in no more", Kind.CHANNEL),
    ),
    writes=True,
    form=True,
)
COMMANDS = (
    ADD,
    LIST,
    EDIT,
    Command("watch", "remove", "Take a watch away", (_WATCH,), writes=True),
    Command(
        "watch",
        "test",
        "What a query would have posted lately, before it is saved",
        (
            Option("query", "What is wanted: strike on UA with drone", Kind.QUERY, required=True),
            Option("days", "How far back; left out: 30", Kind.NUMBER),
        ),
    ),
    Command("watch", "pause", "Pause a watch; it keeps its words", (_WATCH,), writes=True),
    Command("watch", "resume", "Let a paused watch go on", (_WATCH,), writes=True),
    RETRY,
    Command("watch", "presets", "The ready-made watches, the lists and the regions that queries may name"),
    PREVIEW,
    *MUTING,
)
