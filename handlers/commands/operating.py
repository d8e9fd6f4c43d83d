"""What holds for everybody whom this Tocsin serves: who may change it, and who hears of it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

import structlog

from bot.errors import BadInput
from bot.model import Act, Destination, Someone
from bot.store import Store
from bot.watch.notes import note
from handlers.commands.said import CHATS, someone_of
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked

log = structlog.get_logger(__name__)
WHOSE = "sources are one list for everybody whom this bot serves: "


class Operating:
    """The operator's own: the terminal, and the homes that are theirs. `owner` is where they want to hear of things."""

    def __init__(self, store: Store, owner: Destination | None = None) -> None:
        self._store, self._owner = store, owner

    def check(self, asked: Asked) -> None:
        """BadInput, with what to do, for whoever is not the operator or may not manage all of one of the operator's homes."""
        if asked.person == OPERATOR:
            return
        if not asked.home:
            raise BadInput(f"{WHOSE}ask in a server or workspace of whoever runs it")
        if not (asked.own or asked.home in self._homes()):
            raise BadInput(
                f"{WHOSE}only whoever runs it may change them, in the terminal or in a server or workspace that the settings name"
                " (TOCSIN_OWNER, DISCORD_CHANNELS)"
            )
        if not asked.may_all:
            raise BadInput(f"{WHOSE}ask somebody who may manage all of this place, not one channel alone")

    def _homes(self) -> set[str]:
        """The homes of the channels that the settings name."""
        found = {place.home for place in self._store.places.named()}
        if self._owner:
            place = self._store.places.of(self._owner.id)
            team, slash, _ = self._owner.address.partition("/")  # of another workspace than the token's
            found |= {place.home if place else "", f"{self._owner.platform}:{team}" if slash else ""}
        return found - {""}

    def changed(self, asked: Asked, what: str, now: datetime) -> None:
        """Remembers who changed what, and tells the operator where it was not done in the terminal."""
        here = asked.person == OPERATOR
        who = Someone("", OPERATOR, "the operator") if here else someone_of(asked)
        self._store.desks.note(Act(now, who, "feeds", what))
        if here:
            return
        log.info("sources changed", what=what, by=who.person, name=who.name, home=who.home)
        if self._owner:
            key = sha256(f"{who.person}{what}{now.isoformat()}".encode()).hexdigest()[:16]
            told = note(f"sources:{key}", 1, "SOURCES", f"SOURCES · {what} · by {_by(who)}", (), now)
            self._store.silences.tell(self._owner, told, now)


def _by(who: Someone) -> str:
    """Ann (Newsroom on Discord)."""
    chat = CHATS.get(who.home.partition(":")[0], "")
    return f"{who.name or who.person} ({' on '.join(filter(None, (who.label, chat)))})"
