"""watch preview: what waits here for a digest, for quiet hours to end, or for room under a cap, and when it comes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from bot.errors import BadInput
from bot.model import Alert, Route, Watch, Way
from bot.store import Store
from bot.watch.denials import told_once
from bot.watch.digest import Bundle, digests
from bot.watch.schedule import cadence, quiet
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked, Command, Kind, Line, Option, Reply
from handlers.wording import moment

PREVIEW = Command(
    "watch",
    "preview",
    "What waits here for the next digest, for quiet hours to end or for room under a cap",
    (Option("watch", "Only of this watch", Kind.WATCH),),
)
PAGES = 3  # of a digest that is shown
WAITS: Mapping[Way, str] = MappingProxyType(
    {Way.HELD: "held by quiet hours", Way.OVER: "over the cap", Way.DIGEST: "for the digest", Way.MUTED: "until a mute ends"}
)


def preview(store: Store, asked: Asked, now: datetime) -> Reply:
    """What waits where it was asked; in the terminal, everywhere."""
    operator = asked.person == OPERATOR
    if not operator and not asked.place:
        raise BadInput("what waits belongs to a channel: ask in the channel itself")
    watches = {one.id: one for one in store.watches.all()}
    mine = [one for one in watches.values() if operator or asked.place in one.destinations]
    only = _only(asked.options.get("watch", "").strip(), mine)
    kept = [one for one in store.watches.kept_back() if operator or one.destination == asked.place]
    kept = [one for one in kept if only is None or one.watch == only]
    if not kept:
        return Reply("Nothing waits here" if not operator else "Nothing waits")
    events = list(dict.fromkeys(one.event for one in kept))
    alerts = told_once(store.watches.alerts(events), store.watches.denied(events))
    waits = ", ".join(WAITS[way] for way in dict.fromkeys(one.way for one in kept))
    title = f"{len(alerts)} event waits {waits}" if len(alerts) == 1 else f"{len(alerts)} events wait {waits}"
    due = [Line(line) for line in dict.fromkeys(_due(one, watches, now) for one in kept)]
    return Reply(title, (*due, *_told(digests(Bundle("preview", "DIGEST", now), alerts))), shareable=True)


def _only(said: str, mine: Sequence[Watch]) -> str | None:
    found = next((one.id for one in mine if said in {one.id, one.name}), None)
    if said and found is None:
        raise BadInput(f"no watch `{said}` here: /watch list shows them")
    return found if said else None


def _due(one: Route, watches: Mapping[str, Watch], now: datetime) -> str:
    """When a watch tells what it keeps back."""
    watch = watches.get(one.watch)
    rhythm = cadence(watch.when) if watch and one.way is Way.DIGEST else None
    at = rhythm.next(now, quiet(watch.quiet)) if watch and rhythm else one.until
    name = watch.name if watch else ", ".join(one.words) if one.way is Way.MUTED else one.watch
    return f"{name}: {f'comes {moment(at)}' if at and at > now else 'comes with the next round'}"


def _told(pages: Sequence[Alert]) -> Iterator[Line]:
    for page in pages[:PAGES]:
        yield Line(page.headline, strong=True)
        yield from map(Line, page.parts)
    if len(pages) > PAGES:
        yield Line(f"and {len(pages) - PAGES} more such messages")
