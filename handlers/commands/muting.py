"""Mutes of a channel, and the word of a second person that calls somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.alert.names import name_of
from bot.errors import BadInput
from bot.model import Mute, MuteKind
from bot.store import Store
from bot.store.calls import Called
from bot.watch import Vocabulary
from handlers.commands.asking import button
from handlers.commands.sight import OPERATOR
from handlers.commands.watch_words import length_of
from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Reply
from handlers.wording import moment

MUTING = (
    Command(
        "mute",
        "",
        "Mute an event, an actor, an outlet, a watch or everything in this channel for a time",
        (
            Option("event", "The event", Kind.EVENT),
            Option("what", "event, actor:KP, source:Yonhap, watch:ID or all"),
            Option("for", "1h, 6h, 1d, 1w; 0 ends it; left out: a day"),
        ),
        writes=True,
    ),
    Command("mute", "list", "What is muted in this channel, and how long"),
    Command(
        "call",
        "",
        "Agree that a severe event calls whom its watch names; it takes two people",
        (Option("event", "The event", Kind.EVENT, required=True),),
    ),
)
USUAL = "1d"
CALLED: Mapping[Called, str] = MappingProxyType(
    {
        Called.NONE: "Nothing of this event waits for a second person here.",
        Called.FIRST: "You are the first. A second person has until {until} to agree; without one nobody is called.",
        Called.AGAIN: "You have agreed already: it takes a second person, until {until}.",
        Called.DONE: "You are the second: they are called.",
        Called.BEFORE: "They were called already.",
        Called.LATE: "It is too late: the time for a second person ended at {until}. The alert stands; nobody was called.",
    }
)


class Muting:
    """Answers `mute` and `call`."""

    def __init__(self, store: Store, names: Vocabulary) -> None:
        self._store, self._names = store, names

    def reply(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None where it is no business of ours."""
        if asked.noun == "call":
            return self._call(asked, now)
        if asked.noun != "mute":
            return None
        if asked.verb == "list":
            found = tuple(self.lines(asked, now))
            return Reply("Muted" if asked.person == OPERATOR else "Muted here", found or (Line("nothing is muted"),))
        return self._mute(asked, now)

    def lines(self, asked: Asked, now: datetime) -> Iterator[Line]:
        """What is muted where it was asked; in the terminal, everywhere."""
        shown = self._shown(asked)
        for one in self._store.watches.mutes(now):
            if asked.person == OPERATOR or one.destination in shown:
                at = "" if one.destination == asked.place else f" at {one.destination}"
                yield Line(f"muted: {self._said(one.kind, one.what)}{at} until {moment(one.until)}")

    def _shown(self, asked: Asked) -> set[str]:
        """A channel's own; outside of channels those of its home's open ones."""
        if asked.place or not asked.home:
            return {asked.place}
        return {one.id for one in self._store.places.all() if one.home == asked.home and not one.private}

    def _said(self, kind: MuteKind, what: str) -> str:
        if kind is MuteKind.ALL:
            return "everything"
        if kind is MuteKind.EVENT:
            told = self._store.watches.alerts([what])
            return f"event {what}{f' ({told[0].headline})' if told else ''}"
        return f"{kind} {name_of(what) if kind is MuteKind.ACTOR else what}"

    def _mute(self, asked: Asked, now: datetime) -> Reply:
        kind, what = self._what(asked)
        length = length_of(asked.options.get("for", "").strip() or USUAL)
        for place in (places := self._places(asked)):
            self._store.watches.mute(Mute(place, kind, what, now + length, asked.person))
        where = f" at {', '.join(places)}" if asked.person == OPERATOR else " here"
        if not length:
            return Reply(f"Heard again{where}: {self._said(kind, what)}")
        told = Line("It is still read and evaluated: /why and the look-ups find it, and what it changes is told when the mute ends.")
        return Reply(f"Muted{where} until {moment(now + length)}: {self._said(kind, what)}", (told,), self._unmute(asked, kind, what))

    def _unmute(self, asked: Asked, kind: MuteKind, what: str) -> tuple[Button, ...]:
        told = {"event": what, "what": "event"} if kind is MuteKind.EVENT else {"what": f"{kind}:{what}".removesuffix(":")}
        return () if asked.person == OPERATOR else (button("Unmute", asked, "mute", "", told | {"for": "0"}),)

    def _places(self, asked: Asked) -> Sequence[str]:
        if asked.person == OPERATOR:
            told = [place for place in asked.options.get("to", "").split(",") if place]
            return told or [one.id for one in self._store.places.all()]
        if not asked.place:
            raise BadInput("a mute holds in one channel: ask in the channel itself")
        return [asked.place]

    def _what(self, asked: Asked) -> tuple[MuteKind, str]:
        said = asked.options.get("what", "").strip() or "event"
        kind, _, name = said.partition(":")
        name = name.strip()
        if kind == MuteKind.EVENT:
            return MuteKind.EVENT, self._event(name or asked.options.get("event", "").strip())
        if kind not in set(MuteKind) or (kind != MuteKind.ALL and not name):
            raise BadInput(f"what: `{said}`: write event, actor:KP, source:Yonhap, watch:ID or all")
        return MuteKind(kind), self._name(MuteKind(kind), name, asked)

    def _event(self, key: str) -> str:
        if not key:
            raise BadInput("which event? Its id stands under each alert; or say what: actor:KP, source:Yonhap, watch:ID or all")
        if self._store.event(key) is None:
            raise BadInput(f"no event `{key}`: ids stand under each alert")
        return key

    def _name(self, kind: MuteKind, name: str, asked: Asked) -> str:
        if kind is MuteKind.ALL:
            return ""
        if kind is MuteKind.SOURCE:
            return name
        if kind is MuteKind.ACTOR:
            party = self._names.party(name) or (name if name in self._names.parties.values() else "")
            if not party:
                near = self._names.near(name, [self._names.parties])
                raise BadInput(f"`{name}` is no known state, group or company{f'; did you mean `{near}`?' if near else ''}")
            return party
        mine = [one for one in self._store.watches.all() if asked.person == OPERATOR or asked.place in one.destinations]
        found = next((one.id for one in mine if name in {one.id, one.name}), "")
        if not found:
            raise BadInput(f"no watch `{name}` here: `watch list` shows them")
        return found

    def _call(self, asked: Asked, now: datetime) -> Reply:
        if not asked.person or not asked.place:
            raise BadInput("a call takes two people of a channel: agree there, under the alert")
        said, until = self._store.calls.say(asked.options.get("event", "").strip(), asked.place, asked.person, now)
        return Reply(CALLED[said].format(until=moment(until)), ok=said in {Called.FIRST, Called.DONE, Called.BEFORE, Called.AGAIN})
