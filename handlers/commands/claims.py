"""claims: searched by words and the watch language together, the latest, one shown whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.alert.names import name_of
from bot.errors import BadInput
from bot.lookup import Span
from bot.model import Event, Everything, LinkKind, Query, Revision
from bot.store import Store
from bot.store.asking import Found, Search
from bot.watch import Vocabulary
from bot.watch.facts import facts_of
from bot.watch.match import test_of
from bot.watch.rehearse import asks_words
from bot.watch.severity import Rating, Scale, rating_of
from handlers.commands.asking import button
from handlers.commands.given import skip_of, span_of
from handlers.commands.reading import Reading, reading_of
from handlers.commands.said import desk_lines
from handlers.commands.telling import card_of, change_of, counted, headline_of, line_of, listed, span_words
from handlers.commands.watch_words import stood_for
from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Reply
from handlers.wording import moment

EACH = 10
GRAVEST = 50  # of so many latest the gravest come first
SINCE = Option("since", "From this day on, as 2026-03-01")
UNTIL = Option("until", "Up to this day, as 2026-03-31")
DAYS = Option("days", "The last so many days", Kind.NUMBER)
EVENT = Option("event", "The event: its id, or words of it", Kind.EVENT, required=True)
COMMANDS = (
    Command(
        "claims",
        "search",
        "Events by words, by the watch language, or by both together",
        (
            Option("query", "As `strike on UA refinery`, or `missile launch by KP count >= 3`", Kind.QUERY, required=True),
            Option("order", "Which come first", Kind.CHOICE, choices=("newest", "best")),
            SINCE,
            UNTIL,
            DAYS,
        ),
    ),
    Command("claims", "latest", "The events that changed last"),
    Command("claims", "show", "One event whole: its card, what changed, what it is linked to", (EVENT,)),
)
LINKS = {
    LinkKind.DENIES: "denies",
    LinkKind.ADMITS: "admits",
    LinkKind.PLANS: "was carried out as",
    LinkKind.RESPONDS_TO: "answers",
    LinkKind.PART_OF: "is part of",
    LinkKind.CORRECTS: "corrects",
    LinkKind.MAYBE_SAME: "may be the same as",
}
BACK = {
    LinkKind.DENIES: "is denied by",
    LinkKind.ADMITS: "is admitted by",
    LinkKind.PLANS: "came of",
    LinkKind.RESPONDS_TO: "was answered by",
    LinkKind.PART_OF: "has as a part",
    LinkKind.CORRECTS: "is corrected by",
    LinkKind.MAYBE_SAME: "may be the same as",
}
LINKED = 10  # events that a card names beside its own


@dataclass(frozen=True, slots=True)
class Judging:
    """What a query is tested with."""

    names: Vocabulary
    scale: Scale

    def rating(self, event: Event) -> Rating:
        """How grave an event is."""
        return rating_of(event, self.scale, lambda party: name_of(party, event.sentences))

    def judge(self, query: Query) -> Callable[[Event], bool]:
        """A query as a test of events: the very test that watches pass."""
        test, line, words = test_of(query, self.names.groups), self.names.line, asks_words(query)
        return lambda event: test(facts_of(event, self.rating(event).severity, line, words=words))


class Claims:
    """Answers them."""

    def __init__(self, store: Store, judging: Judging) -> None:
        self._store, self._judging = store, judging

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun != "claims" or asked.verb not in {"search", "latest", "show"}:
            return None
        work = {"search": self._search, "latest": self._latest, "show": self._show}[asked.verb]
        return await asyncio.to_thread(work, asked, now)

    def _search(self, asked: Asked, now: datetime) -> Reply:
        typed = asked.options.get("query", "").strip()
        if not typed:
            raise BadInput("query: say what to look for, as `strike on UA refinery`")
        reading = reading_of(typed, self._judging.names)
        if reading.empty:
            raise BadInput(f"query: there is no word in `{reading.empty[:80]}`: look for letters or numbers")
        span, best = span_of(asked, now, None), asked.options.get("order", "") == "best"
        found = self._found(reading, span, best=best, skip=skip_of(asked))
        return _searched(asked, reading, tuple(stood_for(reading.asked, self._judging.names)), span, found, now)

    def _found(self, reading: Reading, span: Span, *, best: bool, skip: int) -> Found:
        search = Search(reading.query, reading.words, span, best, skip, EACH)
        if best and not reading.words:
            return self._gravest(search)
        return self._store.asking.search(search, self._judging.names.groups, self._judging.judge(reading.query))

    def _gravest(self, asked: Search) -> Found:
        """Without words to rank by, the gravest of the latest come first."""
        wide = Search(asked.query, (), asked.span, limit=GRAVEST)
        found = self._store.asking.search(wide, self._judging.names.groups, self._judging.judge(asked.query)).events
        ranked = sorted(found, key=lambda one: (-self._judging.rating(one).sum, -one.changed.timestamp(), one.id))
        end = asked.skip + asked.limit
        return Found(tuple(ranked[asked.skip : end]), end if len(ranked) > end else None)

    def _latest(self, asked: Asked, now: datetime) -> Reply:
        skip = skip_of(asked)
        found = self._store.asking.search(Search(Everything(), skip=skip, limit=EACH), {}, lambda _: True)
        lines = listed(found.events) or (Line("The ledger is empty so far: the first stories are being read."),)
        return Reply(f"The latest events, as of {moment(now)}", lines, _pages(asked, skip, found), shareable=bool(found.events))

    def _show(self, asked: Asked, now: datetime) -> Reply:
        event = event_of(self._store, asked)
        linked = self._store.asking.events(self._store.listing.linked([event.id]))
        told = tuple(_whole(event, linked, self._judging.rating(event), now))
        key = {"event": event.id}
        buttons = (
            button("Evidence", asked, "evidence", "", key),
            button("Verify", asked, "verify", "", key),
            button("Why", asked, "why", "", {"about": event.id}),
        )
        card = card_of(event)
        shown = replace(card, desk=desk_lines(self._store, event, asked, now)) if card else None
        return Reply(headline_of(event), told, buttons, alert=shown, shareable=True)


def event_of(store: Store, asked: Asked) -> Event:
    """The event an option names, by its id or the latest with its words; BadInput where there is none."""
    said = asked.options.get("event", "").strip()
    found = store.listing.named(said) or next(iter(store.search(said, 1)), None)
    if found is None:
        raise BadInput(f"no event `{said[:80]}`: its id stands under each alert; words of it will do, too")
    if found.merged_into and (joined := store.event(found.merged_into)):
        return joined
    return found


def _searched(asked: Asked, reading: Reading, notes: Sequence[Line], span: Span, found: Found, now: datetime) -> Reply:
    within = f" · {span_words(span, now.date())}" if span.since or span.until else ""
    title, skip = f"Search: {reading.said}{within}", skip_of(asked)
    lines = list(listed(found.events))
    if not found.events:
        lines.append(Line("Nothing more is found." if skip else "Nothing is found."))
        lines += [Line(f"Did you mean `{guess}`?") for guess in reading.guesses[:3]]
    if found.tired:
        lines.append(Line("That is what the latest events hold; *Older* looks further back."))
    return Reply(title, (*notes, *lines), _pages(asked, skip, found), shareable=bool(found.events))


def _pages(asked: Asked, skip: int, found: Found) -> tuple[Button, ...]:
    told = []
    if skip:
        told.append(button("First page", asked, asked.noun, asked.verb, {**asked.options, "skip": "0"}))
    if found.next is not None:
        told.append(button("Older", asked, asked.noun, asked.verb, {**asked.options, "skip": str(found.next)}))
    return tuple(told)


def _whole(event: Event, linked: list[Event], rating: Rating, now: datetime) -> Iterator[Line]:
    """What the card does not tell."""
    told = f"opened {moment(event.opened)} · revision {event.revision} · {counted(len(event.reports), 'report')}"
    yield Line(f"Event {event.id} · {told} · as of {moment(now)}", event=event.id)
    yield Line(f"Severity {rating.severity}: {', '.join(rating.why) or 'nothing in it weighs'}")
    yield from (_changed(change, event) for change in event.revisions)
    by = {one.id: one for one in linked}
    on = [Line(f"It {LINKS[link.kind]}: {line_of(by[link.to]).text}", event=link.to) for link in event.links if link.to in by]
    back = [(other, link.kind) for other in linked for link in other.links if link.to == event.id]
    yield from (*on, *(Line(f"It {BACK[kind]}: {line_of(other).text}", event=other.id) for other, kind in back))[:LINKED]


def _changed(change: Revision, event: Event) -> Line:
    outlet = next((report.outlet for report in event.reports if report.id == change.report), "")
    return Line(f"{moment(change.at)}: {change_of(change, event.sentences)}{f' ({outlet})' if outlet else ''}")
