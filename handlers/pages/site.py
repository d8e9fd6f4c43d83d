"""What pages may read of the store: published events and watches, and nothing of who is told of them. Sync: call it off the loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.chart import Easel
from bot.errors import BadInput
from bot.model import Event, Story, Watch
from bot.store import Store
from bot.store.asking import Found, Search
from bot.watch.facts import facts_of
from bot.watch.match import Test, test_of
from bot.watch.parse import parse
from handlers.commands.claims import Judging
from handlers.pages.published import Published
from handlers.pages.sought import Sought, sought_of

LISTED = 20  # events of a page
FED = 50  # events of a feed


@dataclass(frozen=True, slots=True)
class Site:
    """The published part of a ledger. `token` opens the API; without one there is no API."""

    store: Store
    judging: Judging
    published: Published
    easel: Easel = field(default_factory=Easel)
    base: str = ""  # the address others reach us under; "": the one they asked for
    token: str = ""

    def watches(self) -> list[Watch]:
        """The published watches that there are."""
        held = {watch.id: watch for watch in self.store.watches.all()} if self.published.watches else {}
        return [held[key] for key in self.published.watches if key in held]

    def watch(self, key: str) -> Watch | None:
        """A published watch."""
        return next((watch for watch in self.watches() if watch.id == key), None)

    def event(self, key: str) -> Event | None:
        """A published event; one that was joined to another is that other one."""
        found = self.store.event(key)
        if found and found.merged_into:
            found = self.store.event(found.merged_into)
        return found if found and self.shows()(found) else None

    def shows(self) -> Callable[[Event], bool]:
        """The test that an event is published."""
        if self.published.everything:
            return lambda event: event.id in self.published.events or not event.unsaid
        tests = [test for watch in self.watches() if (test := self._test(watch.query))]
        return lambda event: event.id in self.published.events or (not event.unsaid and self._any(event, tests))

    def _any(self, event: Event, tests: Sequence[Test]) -> bool:
        if not tests:
            return False
        facts = facts_of(event, self.judging.rating(event).severity, self.judging.names.line)
        return any(test(facts) for test in tests)

    def _test(self, query: str) -> Test | None:
        """A query as a test; None for one that cannot be read any more, which shows nothing."""
        try:
            return test_of(parse(query, self.judging.names), self.judging.names.groups)
        except BadInput:
            return None

    def sought(self, given: Mapping[str, str]) -> Sought:
        """What a form was given, as it is understood; BadInput where a field cannot be read."""
        return sought_of(given, self.judging.names)

    def search(self, sought: Sought, skip: int) -> Found:
        """Published events that words, a query and filters find, the latest change first."""
        names, shows, reading = self.judging.names, self.shows(), sought.reading
        fits = self.judging.judge(reading.query)
        asked = Search(reading.query, reading.words, sought.span, skip=skip, limit=LISTED)
        return self.store.asking.search(asked, names.groups, lambda event: shows(event) and fits(event))

    def of(self, watch: Watch, limit: int = FED) -> tuple[Event, ...]:
        """The latest events of a published watch."""
        try:
            query = parse(watch.query, self.judging.names)
        except BadInput:
            return ()
        return self.store.asking.search(Search(query, limit=limit), self.judging.names.groups, self.judging.judge(query)).events

    def linked(self, event: Event) -> list[Event]:
        """The events that one is linked to, from either side, as far as they are published."""
        keys = sorted({link.to for link in event.links} | set(self.store.listing.linked([event.id])))
        shows = self.shows()
        return [other for other in self.store.asking.events(keys) if shows(other)]

    def stories(self, event: Event) -> Mapping[tuple[str, int], Story]:
        """The stored texts of an event's reports."""
        return self.store.asking.versions(sorted({(report.story, report.version) for report in event.reports}))
