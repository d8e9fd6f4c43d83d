"""Commands that tests can see through: what was asked is kept, what is answered is set."""

from __future__ import annotations

import asyncio

from handlers.commands.words import Choice, Command, Kind, Line, Option, Reply, error

COMMANDS = (
    Command("help", "", "What can be asked", (Option("about", "A command"),)),
    Command(
        "watch",
        "add",
        "Watch for something",
        (
            Option("query", "What for", Kind.QUERY),
            Option("actor", "Who does it", Kind.ACTOR),
            Option("when", "At once, or as a digest", Kind.CHOICE, choices=("at once", "hourly")),
            Option("channel", "Where it goes", Kind.CHANNEL, here=True),
            Option("ping", "Whom severe events call", Kind.ROLE),
        ),
        writes=True,
        form=True,
    ),
    Command("watch", "list", "What is watched"),
    Command("mute", "", "Be silent about something", (Option("what", "event, actor:XX, all", required=True), Option("for", "How long"))),
    Command("wrong", "", "Say what is wrong", (Option("mark", "What", required=True), Option("event", "Which", Kind.EVENT))),
    Command("why", "", "Why it came here", (Option("about", "Which", Kind.EVENT, required=True),)),
    Command("verify", "", "The quotes, proved again", (Option("event", "Which", Kind.EVENT, required=True),)),
    Command("evidence", "", "The sentences", (Option("event", "Which", Kind.EVENT, required=True),)),
    Command("claims", "search", "Events that hold some words", (Option("words", "Which", required=True),)),
    Command("claims", "show", "One event", (Option("event", "Which", Kind.EVENT, required=True),)),
    Command("extract", "", "Claims of a text", (Option("url", "An address"), Option("text", "The text", long=True))),
    Command("status", "", "How the bot fares"),
)


class FakeDesk:
    """Answers with what `replies` has for "noun verb", else with the question itself."""

    commands = COMMANDS

    def __init__(self):
        self.asked = []
        self.replies = {}
        self.gone = []
        self.open, self.joins = [], []
        self.gate = asyncio.Event()  # an answer waits for it
        self.gate.set()
        self.slow = False  # completions take longer than anybody waits
        self.choices = (Choice("Norvania", "BO"), Choice("Keldovia", "SY"))

    async def answer(self, asked, now):
        self.asked.append(asked)
        await self.gate.wait()
        said = f"{asked.noun} {asked.verb}".strip()
        if any(c.writes and f"{c.noun} {c.verb}".strip() == said for c in self.commands) and not asked.may_write:
            return error("ask someone who may manage this place")
        if said == "watch add" and not asked.options.get("query"):
            return Reply("What for?", form=next(c for c in self.commands if c.form), given=asked.options)
        found = self.replies.get(said)
        if isinstance(found, Exception):
            raise found
        return found or Reply(f"You asked {said}", tuple(Line(f"{name}: {value}") for name, value in asked.options.items()))

    async def completions(self, kind, typed, asked):
        await self.gate.wait()
        await asyncio.sleep(9 if self.slow else 0)
        return [one for one in self.choices if one.label.lower().startswith(typed.lower()) or one.value == typed]

    async def housed(self, home_of):
        pass

    async def opened(self, of):
        self.open.append(of)

    async def joined(self, place, home, label):
        self.joins.append((place, home))
        return Reply(f"Tocsin is here{f', {label}' if label else ''}", (Line(place or "nowhere yet"),), private=False)

    async def left(self, home, now):
        self.gone.append(home)
