"""link, unlink and desk: two chats become one desk by a code that each side's managers pass on, and who did what there.

Homes are linked two by two: whom another home is linked with besides concerns nobody else.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.errors import BadInput
from bot.model import Act, Someone, Tie
from bot.store import Store
from bot.store.desks import Tied
from handlers.commands.muted import mute_said, spelt
from handlers.commands.said import CHATS, by_words, homes_of, someone_of
from handlers.commands.sight import OPERATOR
from handlers.commands.telling import headline_of
from handlers.commands.words import Asked, Command, Line, Option, Reply
from handlers.wording import moment

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is read as another
GROUPS, GROUP = 3, 4  # 12 letters of 30: 58 bits
ACTS = 10
COMMANDS = (
    Command(
        "link",
        "",
        "Share one desk with another chat: first here for a code, then there with it",
        (Option("code", "The code that /link gave in the other chat; left out: a new one is given here"),),
        writes=True,
    ),
    Command(
        "unlink",
        "",
        "Share the desk with another chat no more",
        (Option("chat", "Its number, as /desk has it; left out: all of them"),),
        writes=True,
    ),
    Command("desk", "", "Which chats share this desk, and who muted, graded and linked what"),
)
KINDS = {"discord": "a Discord server", "slack": "a Slack workspace"}
TOLD = {
    Tied.WRONG: "this code is not good, or not any more: it works once, for ten minutes. Ask for a new one with /link in the other chat",
    Tied.OWN: "this code was given here: use it in the other chat",
    Tied.BEFORE: "the two chats are linked already: /desk shows them",
    Tied.WAIT: "too many wrong codes were tried: wait a quarter of an hour, then ask for a new one in the other chat",
}
DID = {
    "link": "linked",
    "unlink": "ended a link",
    "feeds": "changed the sources",
    "mute": "muted on the whole desk",
    "unmute": "ended a mute of the whole desk",
    "grade": "graded",
    "withdraw": "withdrew a grade",
}

MUTES = frozenset({"mute", "unmute"})
_EVENT = re.compile(r"(?:\bevent[: ])([0-9a-z]+)\b")  # as the store notes it: "B2 event 5e67", "event:5e67"


def fresh_code() -> str:
    """A code that nobody can guess."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


class Linking:
    """Answers them."""

    def __init__(self, store: Store, code: Callable[[], str] = fresh_code) -> None:
        self._store, self._code = store, code

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        work = {"link": self._link, "unlink": self._unlink, "desk": self._desk}.get(asked.noun)
        return await asyncio.to_thread(work, asked, now) if work else None

    def _link(self, asked: Asked, now: datetime) -> Reply:
        who = _managing(asked)
        typed = asked.options.get("code", "").strip()
        if not typed:
            code = self._code()
            until = self._store.desks.invite(who, code, now)
            return Reply(f"The code is {code}", tuple(map(Line, _how(code, until))))
        became, other = self._store.desks.join(who, typed, now)
        if became is not Tied.DONE or other is None:
            raise BadInput(TOLD[became])
        return Reply(f"Linked with {_side(other)}", tuple(map(Line, SHARED)))

    def _unlink(self, asked: Asked, now: datetime) -> Reply:
        who = _managing(asked)
        ties = self._store.desks.ties(who.home)
        gone = self._store.desks.part(who, {one.other(who.home).home for one in _meant(asked, ties)}, now)
        if not gone:
            raise BadInput("this chat is linked with no other: /link gives a code")
        lines = [Line(f"Not linked any more with {_side(one.other(who.home))}") for one in gone]
        return Reply(
            "Unlinked", (*lines, Line("From now on neither sees mutes, marks and grades of the other, and its mutes hold here no more."))
        )

    def _desk(self, asked: Asked, now: datetime) -> Reply:
        if not asked.home and asked.person != OPERATOR:
            raise BadInput("a desk is a server's or a workspace's: ask there")
        operator = asked.person == OPERATOR
        ties = self._store.desks.ties("" if operator else asked.home)
        lines = [_tied(number, one, asked) for number, one in enumerate(ties, 1)]
        none = "no two chats are linked" if operator else "This chat is linked with no other: /link gives a code for that."
        acts = self._store.desks.acts(homes_of(self._store, asked), ACTS)
        done = [Line("What was done last", strong=True), *(self._done(one, asked) for one in acts)] if acts else []
        return Reply(f"The desk, as of {moment(now)}", (*map(Line, lines or [none]), *done))

    def _done(self, one: Act, asked: Asked) -> Line:
        """Who did what, and when; an event by its headline, as long as it is known."""
        found = _EVENT.search(one.what)
        event = self._store.event(found[1]) if found else None
        what = _EVENT.sub(lambda _: headline_of(event), one.what) if event else self._muted(one.what) if one.verb in MUTES else one.what
        told = f"{moment(one.at)}: {by_words(one.by, asked)} {DID.get(one.verb, one.verb)}: {what}"
        return Line(told, event=event.id if event else "")

    def _muted(self, told: str) -> str:
        return mute_said(told, lambda party: spelt(self._store, party))


SHARED = (
    "Mutes with `scope: desk`, wrong marks and grades made in one chat now show in the other, with who made them.",
    "Watches, private channels and what is asked stay where they are. /unlink ends it, on either side.",
)


def _how(code: str, until: datetime) -> Iterator[str]:
    yield f"In the other chat, somebody who may manage it writes /link with `code: {code}`"
    yield f"It works once, until {moment(until)}. Whoever has it can link their chat with this one: pass it on in private."
    yield "Linked chats see each other's grades, wrong marks and mutes with who made them; a mute with `scope: desk` holds in both."


def _managing(asked: Asked) -> Someone:
    """Who asks, where they may manage the whole home."""
    if not asked.home:
        raise BadInput("a link is made in a server or a workspace: ask there" + ("; `desk` lists them" if asked.person == OPERATOR else ""))
    if not asked.may_all:
        raise BadInput("a link concerns the whole place: ask somebody who may manage all of it, not one channel alone")
    return someone_of(asked)


def _meant(asked: Asked, ties: Sequence[Tie]) -> Sequence[Tie]:
    said = asked.options.get("chat", "").strip()
    if not said:
        return ties
    if not said.isdecimal() or not 1 <= int(said[:6]) <= len(ties):
        raise BadInput(f"chat: `{said[:40]}`: there is no such number; /desk shows them")
    return [ties[int(said[:6]) - 1]]


def _side(one: Someone) -> str:
    """Newsroom on Discord."""
    platform = one.home.partition(":")[0]
    return f"{one.label} on {CHATS[platform]}" if one.label and platform in CHATS else KINDS.get(platform, "another chat")


def _tied(number: int, one: Tie, asked: Asked) -> str:
    sides = f"{_side(one.gave)} and {_side(one.used)}" if asked.person == OPERATOR else _side(one.other(asked.home))
    return f"{number}. {sides}: linked by {by_words(one.gave, asked)} and {by_words(one.used, asked)}, {moment(one.at)}"
