"""Watches in every chat and in the terminal: add, list, edit, remove, test, pause, preview; mutes and calls beside them.

A chat's people see and change what belongs to the channel they ask in. The operator, in the terminal, sees all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.errors import BadInput
from bot.model import Alert, Preset, Watch
from bot.store import Store
from bot.watch import Vocabulary, parse, printed
from bot.watch.rehearse import Rehearsal, asks_words, rehearsed
from handlers.commands.asking import button
from handlers.commands.given import number_of
from handlers.commands.muting import Muting
from handlers.commands.nearest import nearest
from handlers.commands.shut import retry, told_first
from handlers.commands.sight import OPERATOR
from handlers.commands.waiting import preview
from handlers.commands.watch_commands import ADD, COMMANDS, EDIT
from handlers.commands.watch_list import Row, idle, listed, wide
from handlers.commands.watch_words import FIELDS, caps_of, changed, check_ping, destination_of, fresh, line_of, stood_for, where_of
from handlers.commands.words import Asked, Button, Line, Reply
from handlers.wording import moment

DAYS, LONGEST = 30, 365


class Watching:
    """Answers them."""

    COMMANDS = COMMANDS

    def __init__(self, store: Store, names: Vocabulary, presets: Sequence[Preset], kept: timedelta | None = None) -> None:
        """`kept`: for how long the store remembers what was told where; None: for ever."""
        self._store, self._names, self._kept = store, names, kept
        self._presets: Mapping[str, Preset] = {one.id: one for one in presets}
        self._muting = Muting(store, names)
        self._verbs: Mapping[str, Callable[[Asked, datetime], Reply]] = {
            "add": self._add,
            "list": self._list,
            "edit": self._edit,
            "remove": self._remove,
            "test": self._test,
            "pause": self._switch,
            "resume": self._switch,
            "presets": self._list_presets,
            "preview": lambda asked, now: preview(self._store, asked, now),
            "retry": lambda asked, now: retry(self._store, asked, now),
        }

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None where it is no business of ours; BadInput says in one line what to do."""
        return await asyncio.to_thread(self.reply, asked, now)

    def reply(self, asked: Asked, now: datetime) -> Reply | None:
        """The same, waiting for the store."""
        if asked.noun == "watch":
            verb = self._verbs.get(asked.verb or "list")
            return told_first(self._store, verb(asked, now), asked, now) if verb else None
        return self._muting.reply(asked, now)

    def _add(self, asked: Asked, now: datetime) -> Reply:
        if not asked.options.get("query", "").strip() and not asked.options.get("preset", "").strip():
            return Reply("Add a watch", form=ADD, given=asked.options)
        one = fresh(asked, self._presets, self._names, now)
        places = self._targets(asked)
        before = self._watched()
        one = replace(one, destinations=places)
        check_ping(one, asked.home)
        twin = self._twin(one)
        self._open(places, asked)
        self._store.watches.keep(one)
        notes = list(stood_for(asked.options.get("query", ""), self._names))
        if set(places) & self._named() - before:
            notes.append(Line("Until now it got everything; from now on only what its watches ask for."))
        if twin:
            notes.append(Line(f"`{twin}` asks for the same there already; /watch remove takes one of them away."))
        return Reply(f"Watching: {one.name}", (Line(self._line(one, asked)), *notes), self._buttons(one, asked))

    def _twin(self, one: Watch) -> str:
        """The id of a watch that asks for the same in one of the same places."""
        alike = (
            other for other in self._store.watches.all() if other.query == one.query and set(other.destinations) & set(one.destinations)
        )
        return next((other.id for other in alike), "")

    def _watched(self) -> set[str]:
        return {place for one in self._store.watches.all() for place in one.destinations}

    def _named(self) -> set[str]:
        return {one.id for one in self._store.places.named()}

    def _targets(self, asked: Asked) -> tuple[str, ...]:
        """Where a new watch posts: the channel named, or the one asked in; in the terminal, all that the settings name."""
        told = [place for place in asked.options.get("to", "").split(",") if place]
        if _operates(asked):
            return self._known(told) if told else tuple(sorted(self._named()))
        place = asked.options.get("channel", "").strip() or asked.place
        if not place:
            raise BadInput("in which channel? Ask in the channel itself, or name one")
        return (place,)

    def _known(self, told: Sequence[str]) -> tuple[str, ...]:
        """Destinations that an operator names, which are known."""
        known = [one.id for one in self._store.places.all()]
        if unknown := next((place for place in told if place not in known), ""):
            near = nearest(unknown, known)
            meant = f"; did you mean {near}?" if near else "."
            raise BadInput(f"{unknown}: no such destination{meant} There are {', '.join(known) or 'none yet'}")
        return tuple(dict.fromkeys(told))

    def _open(self, places: Sequence[str], asked: Asked) -> None:
        """A channel gets alerts from its first watch on, whether the settings name it or not."""
        for place in () if _operates(asked) else places:
            private = asked.private if place == asked.place else self._private(place, asked)
            self._store.places.open(destination_of(place, asked.home, private=private))

    def _private(self, place: str, asked: Asked) -> bool:
        """Whether a channel named from another is private: yes, unless the chat knows better, or somebody asked in it and it was open."""
        if place in asked.public:
            return False
        known = self._store.places.of(place)
        return known.private if known and known.home else True

    def _list(self, asked: Asked, now: datetime) -> Reply:
        board = self._store.watches.board()
        mine, faults = self._mine(asked), board.faults if board else {}
        places = {place for one in mine for place in one.destinations} if _operates(asked) else self._shown(asked)
        quiet = idle(self._store, mine, places, now, self._kept)
        rows = [Row(one, " · ".join(filter(None, (self._line(one, asked), quiet.get(one.id)))), faults.get(one.id, "")) for one in mine]
        none = () if rows else (Line(self._empty(asked)),)
        return listed(asked, rows, (*none, *self._muting.lines(asked, now)))

    def _empty(self, asked: Asked) -> str:
        if _operates(asked):
            return "no watches: every destination that the settings name gets everything"
        if not asked.place:
            return "no watches that are shown here: ask in a channel"
        return "no watches: this channel gets " + ("everything" if asked.place in self._named() else "nothing yet")

    def _mine(self, asked: Asked) -> list[Watch]:
        """The watches that may be shown: a channel's own; outside of channels those of its home's open ones; the operator's are all."""
        watches = self._store.watches.all()
        if _operates(asked):
            return watches
        shown = self._shown(asked)
        return [one for one in watches if shown.intersection(one.destinations)]

    def _shown(self, asked: Asked) -> set[str]:
        """The destinations whose watches may be shown where it was asked."""
        if not asked.home or (asked.place and not wide(asked)):
            return {asked.place}
        return {asked.place, *self._open_places(asked)} - {""}

    def _open_places(self, asked: Asked) -> set[str]:
        """The channels that everybody of the home sees."""
        return {one.id for one in self._store.places.all() if one.home == asked.home and not one.private} if asked.home else set()

    def _line(self, one: Watch, asked: Asked) -> str:
        if asked.place and not _operates(asked) and not wide(asked):
            said = {asked.options.get(name, "") for name in ("channel", "also")}
            return line_of(one, asked.place, {}, self._open_places(asked) | said)
        labels = {place.id: place.label for place in self._store.places.all()}
        shown = set(one.destinations) if _operates(asked) else self._shown(asked)
        return line_of(replace(one, destinations=tuple(place for place in one.destinations if place in shown)), "", labels)

    def _one(self, asked: Asked) -> Watch:
        said = asked.options.get("watch", "").strip()
        mine = self._mine(asked)
        found = next((one for one in (*mine, *self._managed(asked)) if said in {one.id, one.name}), None)
        if found is None:
            begun = [one.name for one in mine if said and one.name.casefold().startswith(said.casefold())]
            near = begun[0] if len(begun) == 1 else nearest(said, [name for one in mine for name in (one.id, one.name)])
            raise BadInput(f"no watch `{said}` here{f'; did you mean `{near}`?' if near else ''}: /watch list shows them")
        return found

    def _managed(self, asked: Asked) -> list[Watch]:
        """The watches of the home's open channels, which who may manage all of the home changes from anywhere in it."""
        places = self._open_places(asked) if asked.may_all else set()
        return [one for one in self._store.watches.all() if places and places.issuperset(one.destinations)]

    def _mine_to_change(self, asked: Asked) -> Watch:
        """The watch, where it may be changed from here: it was made here, goes nowhere else, or is the asker's to manage."""
        one = self._one(asked)
        if _operates(asked) or asked.place == one.place or one.destinations == (asked.place,) or one in self._managed(asked):
            return one
        raise BadInput(f"`{one.name}` was made in another channel: change it there, or take it away from here with /watch remove")

    def _edit(self, asked: Asked, now: datetime) -> Reply:
        if not asked.options.get("watch", "").strip():
            return Reply("Change a watch", form=EDIT, given=asked.options)
        one = self._mine_to_change(asked)
        told = {name: value for name, value in asked.options.items() if value.strip() and name != "watch"}
        if not told:
            return Reply(f"Change {one.name}", form=EDIT, given={"watch": one.id} | _given(one))
        before, one = one.destinations, replace(changed(one, told, self._names, now), destinations=self._moved(one, asked))
        if "ping" in told or one.destinations != before:
            check_ping(one, asked.home)
        self._open([place for place in one.destinations if place not in before], asked)
        self._store.watches.keep(one)
        notes = stood_for(told.get("query", ""), self._names)
        return Reply(f"Changed: {one.name}", (Line(self._line(one, asked)), *notes), self._buttons(one, asked))

    def _moved(self, one: Watch, asked: Asked) -> tuple[str, ...]:
        told = [place for place in asked.options.get("to", "").split(",") if place]
        if told and _operates(asked):
            return self._known(told)
        also, drop = asked.options.get("also", "").strip(), asked.options.get("drop", "").strip()
        left = tuple(place for place in dict.fromkeys((*one.destinations, *filter(None, (also,)))) if place != drop)
        if not left:
            raise BadInput(f"`{one.name}` posts nowhere else: take it away with /watch remove")
        return left

    def _remove(self, asked: Asked, now: datetime) -> Reply:
        one = self._one(asked)
        others = tuple(place for place in one.destinations if place != asked.place)
        if _operates(asked) or not others or asked.place == one.place or asked.place not in one.destinations:
            self._store.watches.remove(one.id)
        else:
            self._store.watches.keep(replace(one, destinations=others, changed=now))
        return Reply(f"Removed: {one.name}", tuple(self._after(one, asked)))

    def _after(self, one: Watch, asked: Asked) -> Iterator[Line]:
        yield Line(f"{one.query} is watched for no more, {where_of(one, '' if _operates(asked) else asked.place, {})}.")
        if not _operates(asked) and asked.place not in self._watched():
            named = asked.place in self._named()
            yield Line(f"This channel has no watch left: it gets {'everything again' if named else 'nothing more'}.")

    def _switch(self, asked: Asked, now: datetime) -> Reply:
        on = asked.verb == "resume"
        one = replace(self._mine_to_change(asked), on=on, changed=now)
        self._store.watches.keep(one)
        return Reply(f"{'Goes on' if on else 'Paused'}: {one.name}", (Line(self._line(one, asked)),), self._buttons(one, asked))

    def _buttons(self, one: Watch, asked: Asked) -> tuple[Button, ...]:
        if _operates(asked):
            return ()
        on = (
            button("Pause", asked, "watch", "pause", {"watch": one.id})
            if one.on
            else button("Resume", asked, "watch", "resume", {"watch": one.id})
        )
        test = button("What would it have posted?", asked, "watch", "test", {"query": one.query})
        return (test, button("Edit", asked, "watch", "edit", {"watch": one.id}), on)

    def _test(self, asked: Asked, now: datetime) -> Reply:
        tree = parse(asked.options.get("query", ""), self._names)
        days = number_of(asked, "days", DAYS, LONGEST)
        until = asked.options.get("until", "")
        last = datetime.fromisoformat(until).replace(tzinfo=UTC) if until and _operates(asked) else now
        past = self._store.watches.past(last - timedelta(days=days), last, words=asks_words(tree))
        told = rehearsed(tree, past, self._names.groups)
        strongest = [Line(_graver(one), event=one.event) for one in self._store.watches.alerts(told.strongest)]
        words = printed(tree)
        watch = () if _operates(asked) else (button("Watch for this here", asked, "watch", "add", {"query": words}),)
        said = _span_said(told, days, last) + (f" The gravest {len(strongest)}:" if told.matched > len(strongest) > 0 else "")
        notes = stood_for(asked.options.get("query", ""), self._names)
        return Reply(words, (*notes, Line(said, strong=True), *strongest), watch, shareable=True)

    def _list_presets(self, asked: Asked, now: datetime) -> Reply:  # noqa: ARG002  # every verb takes its question and time
        presets = [Line(f"{one.id:12} {one.name}: {printed(parse(one.query, self._names))}") for one in self._presets.values()]
        lists = [Line(f"@{name:11} {', '.join(sorted(members))}") for name, members in self._names.groups.items()]
        regions = [Line(f"{'in':12} {', '.join(self._names.regions)}")] if self._names.regions else []
        return Reply("Presets, lists and regions that queries may name", (*presets, *lists, *regions))


def _span_said(told: Rehearsal, days: int, last: datetime) -> str:
    """What it would have posted, and since when there is anything to try it on."""
    if told.first is None:
        return f"In {days} day{'' if days == 1 else 's'} nothing was told that it could be tried on."
    if told.first - (last - timedelta(days=days)) > timedelta(days=1):
        return f"There are events to try it on only since {moment(told.first)}; since then it {told}."
    return f"In {days} day{'' if days == 1 else 's'} it {told}."


def _graver(one: Alert) -> str:
    """High: the headline."""
    return f"{one.severity.capitalize()}: {one.headline}" if one.severity else one.headline


def _given(one: Watch) -> dict[str, str]:
    """A watch as a form shows it."""
    told = {"caps": "; ".join(caps_of(one)), "confirm": str(one.confirm or "")}
    values = {name: told.get(name, str(getattr(one, name, ""))) for name in FIELDS if name != "cap"} | {"cap": told["caps"]}
    return {name: value for name, value in values.items() if value}


def _operates(asked: Asked) -> bool:
    """Whether the operator asks, in the terminal: they see every watch and may name any known destination."""
    return asked.person == OPERATOR
