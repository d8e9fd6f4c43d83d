"""What a mute is of, as people say it: an event by its id, or a party, an outlet, a watch or everything by a plain word."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from types import MappingProxyType

from bot.alert.names import name_of
from bot.errors import BadInput
from bot.model import Alert, Is, MuteKind, Slot
from bot.store import Store
from bot.store.asking import Search
from bot.watch import Vocabulary, normal
from bot.watch.kinds import EVENTS
from handlers.commands.nearest import nearest
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked

SIDES = frozenset({MuteKind.ACTOR, MuteKind.TARGET})
SLOTS = MappingProxyType({"from": MuteKind.ACTOR, "by": MuteKind.ACTOR, "to": MuteKind.TARGET, "on": MuteKind.TARGET})  # as in a query
OF = MappingProxyType(
    {
        MuteKind.ACTOR: "what {} does",
        MuteKind.TARGET: "what is done to {}",
        MuteKind.SOURCE: "what {} tells",
        MuteKind.WATCH: "watch {}",
        MuteKind.EVENT: "event {}",
        MuteKind.ALL: "everything",
    }
)
NOBODY = frozenset({"unknown", "civilians"})  # who do nothing that could be muted
EVERYTHING = frozenset({"all", "everything"})
WAYS = "KP, Yonhap, on UA, a watch's name, or all"
WORD = 80  # characters of what was typed, in an answer


def doers_of(alert: Alert) -> tuple[str, ...]:
    """The parties of a message whose acts may be muted, its doers first."""
    return tuple(dict.fromkeys(one for one in alert.party_ids if one not in NOBODY))


def targets_of(alert: Alert) -> tuple[str, ...]:
    """The parties of a message to whom it was done; civilians, who are nobody's alone, last."""
    return tuple(sorted(dict.fromkeys(one for one in alert.target_ids if one != "unknown"), key=lambda party: party == "civilians"))


def party_words(store: Store, names: Vocabulary, party: str) -> str:
    """A party's name; of one that no list has, as the latest event with it spells it."""
    return name_of(party) if party in names.parties.values() else spelt(store, party)


def spelt(store: Store, party: str) -> str:
    """A party's name, as the latest event with it spells it where no list has it."""
    latest = store.asking.search(Search(Is(Slot.PARTY, (party,)), limit=1), {}, lambda _: True).events
    return name_of(party, latest[0].sentences if latest else ())


def mute_said(told: str, named: Callable[[str], str] = name_of) -> str:
    """What a mute was of, as it is noted: "actor:RU" is "what Russia does", "all" is "everything"; `named`: a party's name by its id."""
    kind, _, name = told.partition(":")
    known = kind == MuteKind.ALL or (kind in set(MuteKind) and name)
    return OF[MuteKind(kind)].format(named(name) if kind in SIDES else name) if known else told


class Meant:
    """Reads the options `event` and `what` of a mute."""

    def __init__(self, store: Store, names: Vocabulary, asked: Asked, now: datetime) -> None:
        self._store, self._names, self._asked, self._now = store, names, asked, now

    def kind(self) -> tuple[MuteKind, str]:
        """What kind of thing is meant, and its id or name; BadInput where it is not known."""
        told = self._asked.options.get("event", "").strip()
        said = self._asked.options.get("what", "").strip() or told or MuteKind.EVENT.value
        if said.casefold() in EVERYTHING:
            return MuteKind.ALL, ""
        kind, colon, name = said.partition(":")
        kind = SLOTS.get(kind.strip().casefold(), kind)
        if kind == MuteKind.EVENT:
            return MuteKind.EVENT, self._event(name.strip() or told)
        if not colon:
            return self._plain(said)
        return self._named(kind.strip(), name.strip(), said)

    def _plain(self, said: str) -> tuple[MuteKind, str]:
        """A word that says of itself what it is; a name comes before the beginning of an event's id."""
        found = ((kind, find(said)) for kind, find in ((MuteKind.ACTOR, self._party), (MuteKind.SOURCE, self._outlet)))
        known = [(kind, name) for kind, name in (*found, (MuteKind.WATCH, self._watch(said))) if name]
        if len(known) > 1:
            ways = " or ".join(f"`{kind}:{said[:WORD]}`" for kind, _ in known)
            raise BadInput(f"what: `{said[:WORD]}` may be several things: write {ways}")
        word, _, name = said.partition(" ")
        if not known and word.casefold() in SLOTS and name:
            return self._named(SLOTS[word.casefold()], name.strip(), said)
        return known[0] if known else (MuteKind.EVENT, self._event(said))

    def _named(self, kind: str, name: str, said: str) -> tuple[MuteKind, str]:
        finds = {MuteKind.ACTOR: self._party, MuteKind.TARGET: self._party, MuteKind.SOURCE: self._outlet, MuteKind.WATCH: self._watch}
        if kind not in finds or not name:
            raise BadInput(f"what: `{said[:WORD]}`: write event, actor:KP, target:UA, source:Yonhap, watch:ID or all")
        found = finds[MuteKind(kind)](name)
        if not found:
            raise BadInput(self._unknown(MuteKind(kind), name))
        return MuteKind(kind), found

    def _unknown(self, kind: MuteKind, name: str) -> str:
        if kind is MuteKind.WATCH:
            return f"no watch `{name[:WORD]}` here: /watch list shows them"
        if kind in SIDES:
            near, what = self._names.near(name, [self._names.parties]), "no known state, group or company"
        else:
            near, what = nearest(name, self._outlets()), "no outlet that is known"
        hint = f"; did you mean `{near}`?" if near else "" if kind in SIDES else ": /sources lists them"
        return f"`{name[:WORD]}` is {what}{hint}"

    def _event(self, key: str) -> str:
        if not key:
            raise BadInput(f"which event? Its id stands under each alert; or say what: {WAYS}")
        found = self._store.listing.named(key)
        if found is None:
            raise BadInput(self._nothing(key))
        return found.id

    def _nothing(self, key: str) -> str:
        said = f"`{key[:WORD]}`"
        if normal(key) in EVENTS:
            return f"{said} is a kind of event, which cannot be muted: /watch edit leaves it out, as `… not {key[:WORD]}`"
        near = self._names.near(key, [self._names.parties]) or nearest(key, self._outlets())
        guess = f"; did you mean `{near}`?" if near else ": ids stand under each alert"
        return f"{said} is no event, party, outlet or watch here{guess}; say what: {WAYS}"

    def _party(self, name: str) -> str:
        return self._names.party(name) or (name if name in self._names.parties.values() or name in self._unlisted() else "")

    def _unlisted(self) -> Collection[str]:
        """Parties that no list may have: those of the event that was asked about, and those that are muted already."""
        event = self._store.listing.named(self._asked.options.get("event", "").strip())
        muted = {one.what for one in self._store.watches.mutes(self._now) if one.kind in SIDES}
        return muted | ({*event.claim.actor, *event.claim.target} if event else set())

    def _outlet(self, name: str) -> str:
        """An outlet as its alerts name it: one that is read, one that told something once, or one that is muted already."""
        muted = [one.what for one in self._store.watches.mutes(self._now) if one.kind is MuteKind.SOURCE]
        known = {one.casefold(): one for one in (*self._outlets(), *muted)}
        if found := known.get(name.casefold()):
            return found
        told = self._store.asking.told_by(normal(name), 1)
        return next((report.outlet for event in told for report in event.reports if normal(report.outlet) == normal(name)), "")

    def _outlets(self) -> list[str]:
        return [state.feed.outlet for state in self._store.feed_states()]

    def _watch(self, name: str) -> str:
        everywhere = self._asked.person == OPERATOR
        mine = [one for one in self._store.watches.all() if everywhere or self._asked.place in one.destinations]
        return next((one.id for one in mine if name in {one.id, one.name}), "")
