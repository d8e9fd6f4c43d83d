"""Mutes of a channel, and the word of a second person that calls somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.errors import BadInput
from bot.model import WIDE, Act, Mute, MuteKind, Someone
from bot.store import Store
from bot.store.calls import Called
from bot.watch import Vocabulary
from handlers.commands.asking import button
from handlers.commands.muted import OF, SIDES, Meant, party_words
from handlers.commands.said import hears, homes_of, someone_of, until_words, where_words
from handlers.commands.shut import retry_buttons, shut_lines
from handlers.commands.sight import OPERATOR
from handlers.commands.telling import SHORT
from handlers.commands.watch_words import length_of
from handlers.commands.words import Asked, Button, Command, Kind, Line, Menu, Option, Reply
from handlers.wording import moment

DESK = "desk"
SCOPES = ("here", DESK)
MUTING = (
    Command(
        "mute",
        "",
        "Mute an event, actor, target, outlet, watch or everything for a time, here or on the whole desk",
        (
            Option("event", "The event", Kind.EVENT),
            Option("what", "A state or group, `on UA` for what is done to one, an outlet, a watch, an event's id, or all", Kind.MUTED),
            Option("for", "1h, 6h, 1d, 1w; 0 ends it; left out: a day"),
            Option("scope", "desk: every channel here and of the chats linked with this one; left out: here", Kind.CHOICE, choices=SCOPES),
        ),
        writes=True,
    ),
    Command("mute", "list", "What is muted in this channel and on its desk, how long, and by whom"),
    Command(
        "call",
        "",
        "Agree that a severe event calls whom its watch names; it takes two people",
        (Option("event", "The event", Kind.EVENT, required=True),),
    ),
)
USUAL = "1d"
LATER = (
    "It is still read and evaluated: /why and the look-ups find it. What stands here is kept up to date,"
    " and what else comes is told in one message when the mute ends."
)
REACH = MappingProxyType(
    {
        MuteKind.ACTOR: "muted is what {} alone does. `mute what: event` mutes this one.",
        MuteKind.TARGET: "muted is what is done to {} alone. `mute what: event` mutes this one.",
        MuteKind.SOURCE: "muted is what {} alone tells. `mute what: event` mutes this one.",
    }
)
UNMUTED = "There was no such mute to end; /mute list shows those there are."
MUTED = "muted: "  # before a mute in a list of other things
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
            found = tuple(Line(one.text.removeprefix(MUTED)) for one in self.lines(asked, now)) or (Line("nothing is muted"),)
            title = "Muted" if asked.person == OPERATOR else "Muted here"
            return Reply(
                title, (*shut_lines(self._store, asked, now), *found), retry_buttons(self._store, asked), menu=self._ending(asked, now)
            )
        return self._mute(asked, now)

    def lines(self, asked: Asked, now: datetime) -> Iterator[Line]:
        """What is muted where it was asked, on its desk, and in open channels of other homes; in the terminal, everywhere."""
        for one in self._heard(asked, now):
            yield Line(f"{MUTED}{self._said(one.kind, one.what)}{where_words(one, asked)} {until_words(one, asked)}")

    def _heard(self, asked: Asked, now: datetime) -> Iterator[Mute]:
        homes = homes_of(self._store, asked)
        for one in self._store.watches.mutes(now):
            beside = asked.place and one.home == asked.home and not one.wide and one.destination != asked.place
            if hears(one, asked, homes) and not beside:
                yield one

    def _ending(self, asked: Asked, now: datetime) -> Menu | None:
        """Ends one of the mutes of this channel, or of the whole desk: for who may."""
        mine = [one for one in self._heard(asked, now) if one.destination == asked.place or (one.wide and asked.may_all)]
        choices = [
            replace(pressed, label=f"{self._said(one.kind, one.what)}{where_words(one, asked)}")
            for one in mine
            for pressed in self._unmute(replace(asked, options={"scope": DESK} if one.wide else {}), one.kind, one.what)
        ]
        return Menu("Unmute", tuple(choices)) if choices and asked.may_write else None

    def _said(self, kind: MuteKind, what: str) -> str:
        if kind is MuteKind.EVENT and (told := self._store.watches.alerts([what])):
            return f"{told[0].headline} (event {what[:SHORT]})"
        return OF[kind].format(self._name(kind, what))

    def _name(self, kind: MuteKind, what: str) -> str:
        """A party's, an outlet's or a watch's name; the beginning of an event's id."""
        if kind in SIDES:
            return party_words(self._store, self._names, what)
        if kind is MuteKind.WATCH:
            name = next((one.name for one in self._store.watches.all() if one.id == what), "")
            return f"{name} ({what})" if name else what
        return what[:SHORT] if kind is MuteKind.EVENT else what

    def _mute(self, asked: Asked, now: datetime) -> Reply:
        kind, what = Meant(self._store, self._names, asked, now).kind()
        length = length_of(asked.options.get("for", "").strip() or USUAL)
        wide, who = self._wide(asked, kind), someone_of(asked)
        places = [f"{WIDE}{asked.home}"] if wide else self._places(asked)
        stood = bool(length) or self._stood(asked, kind, what, now, places)
        for place in places if stood else ():
            private = asked.private and not wide
            self._store.watches.mute(Mute(place, kind, what, now + length, who.person, who.name, who.home, private))
        if wide and stood:
            self._noted(who, kind, what, now, ends=not length)
        where = (
            " on the whole desk"
            if wide
            else f" at {', '.join(place.removesuffix(':') for place in places)}"
            if asked.person == OPERATOR
            else " here"
        )
        if not length:
            return self._ended(asked, kind, what, where, now, stood=stood)
        lines = (Line(LATER), *self._goes_on(asked, kind, what, now))
        buttons = self._unmute(asked, kind, what)
        return Reply(f"Muted{where} until {moment(now + length)}: {self._said(kind, what)}", lines, buttons)

    def _goes_on(self, asked: Asked, kind: MuteKind, what: str, now: datetime) -> Iterator[Line]:
        """Of a mute made under an alert: that its event goes on where the mute does not reach it, as others did or told it, too."""
        key = asked.options.get("event", "").strip()
        event = self._store.listing.named(key) if key and kind in REACH else None
        if event is None or not asked.place:
            return
        muted = {one.what.casefold() for one in self._store.watches.mutes(now) if one.kind is kind and self._holds(one, asked)}
        sides = {MuteKind.ACTOR: event.claim.actor, MuteKind.TARGET: event.claim.target}
        held = sides.get(kind, tuple(report.outlet for report in event.reports))
        if not held or not {one.casefold() for one in held} <= muted:
            yield Line(f"This event goes on: {REACH[kind].format(self._name(kind, what))}", strong=True)

    def _holds(self, one: Mute, asked: Asked) -> bool:
        """Whether a mute holds in the channel asked in."""
        return one.destination == asked.place or (one.wide and one.home in self._store.desks.homes(asked.home))

    def _stood(self, asked: Asked, kind: MuteKind, what: str, now: datetime, places: Sequence[str]) -> bool:
        """Whether there is a mute to end: of a desk, one that any of its homes made."""
        desk = {f"{WIDE}{home}" for home in self._store.desks.homes(asked.home)} if asked.home else set()
        held = set(places) | (desk if places[:1] == [f"{WIDE}{asked.home}"] else set())
        return any((one.kind, one.what) == (kind, what) and one.destination in held for one in self._store.watches.mutes(now))

    def _ended(self, asked: Asked, kind: MuteKind, what: str, where: str, now: datetime, *, stood: bool) -> Reply:
        """Whether it is heard again, or what still keeps it from being heard here."""
        said = self._said(kind, what)
        left = max(self._left(asked, kind, what, now), key=lambda one: one.until, default=None)
        if left is None:
            return Reply(f"Heard again{where}: {said}") if stood else Reply(f"Not muted{where}: {said}", (Line(UNMUTED),))
        all_ = "" if left.kind is kind else ", as everything is"
        title = f"Still muted{where_words(left, asked) or ' here'}{all_} {until_words(left, asked)}: {said}"
        rest = replace(asked, options={"scope": DESK} if left.wide else {})
        may = asked.may_all or not left.wide
        label = "Unmute on the whole desk" if left.wide else "Unmute here"
        buttons = self._unmute(rest, left.kind, left.what, label) if may else ()
        return Reply(title, (Line(f"Only its mute{where} has ended."),) if stood else (), buttons)

    def _left(self, asked: Asked, kind: MuteKind, what: str, now: datetime) -> Iterator[Mute]:
        """The mutes that still keep something, or everything, from being heard where it was asked."""
        places = {asked.place} if asked.place else set(self._places(asked)) if asked.person == OPERATOR else set()
        homes = {asked.home, *(one.home for one in self._store.places.all() if one.id in places)} - {""}
        desk = {home for one in homes for home in self._store.desks.homes(one)}
        for one in self._store.watches.mutes(now):
            same = (one.kind, one.what) == (kind, what) or one.kind is MuteKind.ALL
            if same and (one.destination in places or (one.wide and one.home in desk)):
                yield one

    def _noted(self, who: Someone, kind: MuteKind, what: str, now: datetime, *, ends: bool) -> None:
        """A mute of the desk is remembered with who made it; its end ends it wherever on the desk it was made."""
        if ends:
            self._store.desks.unmute(who, kind, what, now)
        self._store.desks.note(Act(now, who, "unmute" if ends else "mute", f"{kind}:{what}".removesuffix(":")))

    def _wide(self, asked: Asked, kind: MuteKind) -> bool:
        """Whether the whole desk is meant, and may be: it takes the right to manage the whole home."""
        said = asked.options.get("scope", "").strip()
        if said not in {"", *SCOPES}:
            raise BadInput(f"scope: `{said[:40]}`: write here or desk")
        if said != DESK or asked.person == OPERATOR:
            return False
        if not asked.home:
            raise BadInput("a desk is a server's or a workspace's: ask there")
        if not asked.may_all:
            raise BadInput("the whole desk is muted by who may manage all of this place; leave `scope` out to mute it in this channel")
        if kind is MuteKind.WATCH:
            raise BadInput("a watch is muted in its channel; /watch pause silences it everywhere")
        return True

    def _unmute(self, asked: Asked, kind: MuteKind, what: str, label: str = "Unmute") -> tuple[Button, ...]:
        told = {"event": what, "what": "event"} if kind is MuteKind.EVENT else {"what": f"{kind}:{what}".removesuffix(":")}
        told |= {name: value for name, value in asked.options.items() if name == "scope" and value == DESK}
        return () if asked.person == OPERATOR else (button(label, asked, "mute", "", told | {"for": "0"}),)

    def _places(self, asked: Asked) -> Sequence[str]:
        if asked.person == OPERATOR:
            told = [place for place in asked.options.get("to", "").split(",") if place]
            return told or [one.id for one in self._store.places.all()]
        if not asked.place:
            raise BadInput("a mute holds in one channel: ask in the channel itself, or mute with `scope: desk`")
        return [asked.place]

    def _call(self, asked: Asked, now: datetime) -> Reply:
        if not asked.person or not asked.place:
            raise BadInput("a call takes two people of a channel: agree there, under the alert")
        said, until = self._store.calls.say(asked.options.get("event", "").strip(), asked.place, asked.person, now)
        return Reply(CALLED[said].format(until=moment(until)), ok=said in {Called.FIRST, Called.DONE, Called.BEFORE, Called.AGAIN})
