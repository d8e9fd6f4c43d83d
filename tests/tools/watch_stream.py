"""Three presets as watches over the stream (nine days of 55 feeds): is every alert explained, and is nothing of a matched event left out?

    python tests/tools/watch_stream.py ../shared/stream/feeds-2022-10.jsonl.gz [--claims /tmp/stream-claims.pickle] [--jobs 2]

`--claims` is what stream_cache.py kept, so that nothing is extracted again. What each watch asks for is judged by the plain reader of
queries in tests/fakes/naive.py, not by the code that routes. Exit status 1 where an alert is not explained, came to the wrong channel,
or is missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

HERE = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests"), str(HERE / "tests" / "tools")]

from fakes.naive import naive  # noqa: E402  # the path comes first
from stream_cache import Read, kept  # noqa: E402

from bot.cli.watching import board_of, names, presets, scale  # noqa: E402
from bot.model import Alert, Destination, Event, Report, Severity, Watch  # noqa: E402
from bot.replay import claims_of, stories_of  # noqa: E402
from bot.store import Store, open_store  # noqa: E402
from bot.store.codec import ALERT  # noqa: E402
from bot.store.tables import alert, delivery  # noqa: E402
from bot.take import keep  # noqa: E402
from bot.watch import parse, printed  # noqa: E402
from bot.watch.why import why  # noqa: E402

CHOSEN = ("ukraine", "korea", "arms")


@dataclass
class Expected:
    """What a channel should get, by the plain reader."""

    messages: set[tuple[str, int]] = field(default_factory=set)  # (event, revision)
    events: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)  # (event, story) of what made a message at once


def place_of(preset: str) -> str:
    """The channel of a preset."""
    return f"slack:{preset}"


def filled(store: Store, read: Read) -> dict[str, Expected]:
    """Files every item, and notes what each channel should get of it."""
    trees = {one.id: parse(one.query, names()) for one in presets().presets if one.id in CHOSEN}
    found = {preset: Expected() for preset in CHOSEN}
    for story, claims in read:
        outcome = keep(store, story, None, claims, story.published, None, scale())
        events = {one.id: one for one in outcome.events}
        told = {message.event for message in outcome.alerts}
        for preset, tree in trees.items():
            for message in outcome.alerts:
                note(found[preset], message, events[message.event], tree)
            found[preset].told |= {(key, story.id) for key in told}
    return found


def note(channel: Expected, message: Alert, event: Event, tree: object) -> None:
    """Whether a message belongs into a channel: it matches, or its event was posted there."""
    if message.event in channel.events or naive(tree, event, Severity(message.severity).value, names().groups, names().line):
        channel.events.add(message.event)
        channel.messages.add((message.event, message.revision))


def sent(store: Store) -> dict[str, set[tuple[str, int]]]:
    """What the outbox holds for each channel."""
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    with store._read() as connection:  # a measuring tool looks inside
        for place, event, revision in connection.execute(select(delivery.c.destination, delivery.c.event, delivery.c.revision)):
            found[place].add((event, revision))
    return found


def explained(store: Store, place: str, messages: set[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The messages whose way into a channel `why` tells, with the words that decided."""
    for event in sorted({event for event, _ in messages}):
        trace = store.watches.trace(event)
        lines = [one.text for one in why(trace, store.watches.board(), {}, "", trace.events[0].changed)]
        start = lines.index(f"  {place}") + 1
        mine = [line.strip() for line in lines[start:] if line.startswith("    ")]
        ends = next((number for number, line in enumerate(lines[start:]) if not line.startswith("    ")), len(lines) - start)
        for revision in sorted(revision for key, revision in messages if key == event):
            by = (f"message {revision}: post by watch", f"message {revision}: follow")
            if any(line.startswith(by) and line.split(": ", 2)[-1] for line in mine[:ends]):
                yield event, revision


def linked(store: Store, place: str) -> set[tuple[str, str]]:
    """(Event, address) and (event, outlet) of every source that a message in a channel links."""
    same = (alert.c.event == delivery.c.event) & (alert.c.revision == delivery.c.revision)
    with store._read() as connection:  # likewise
        bodies = connection.scalars(select(alert.c.body).join(delivery, same).where(delivery.c.destination == place))
        links = [(told.event, link) for told in map(ALERT.value, bodies) for link in told.links]
    found = {(event, link.url) for event, link in links}
    events = filter(None, map(store.event, {event for event, _ in links}))
    told = [(one.id, report) for one in events for report in one.reports]
    return found | {(event, report.outlet) for event, report in told if (event, report.url) in found}


def counted(store: Store, channel: Expected, links: set[tuple[str, str]]) -> Counter[str]:
    """What became of the items of the events that a channel got, as they are filed in the end."""
    events = filter(None, map(store.event, channel.events))
    items = {(one.id, report.story): report for one in events for report in one.reports}
    return Counter("at once" if item in channel.told else _fate(item[0], report, links) for item, report in items.items())


def _fate(key: str, report: Report, links: set[tuple[str, str]]) -> str:
    return "linked" if (key, report.url) in links else "again" if (key, report.outlet) in links else "left out"


def report(store: Store, found: dict[str, Expected]) -> Iterator[tuple[str, bool]]:
    """A line a preset, and whether all is well."""
    posted = sent(store)
    for preset, channel in found.items():
        place = place_of(preset)
        got, told = posted[place], set(explained(store, place, posted[place]))
        items = counted(store, channel, linked(store, place))
        missing, wrong, silent = channel.messages - got, got - channel.messages, got - told
        line = (
            f"| {preset} | {len(channel.events)} | {len(got)} | {len(told)} | {sum(items.values())} | {items['at once']} |"
            f" {items['linked']} | {items['again']} | {items['left out']} | {len(missing)} | {len(wrong)} |"
        )
        yield line, not (missing or wrong or silent or items["left out"])


def main() -> int:
    """Runs it on a store of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("stream", type=Path)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    read: Read = kept(args.claims) if args.claims else list(claims_of(stories_of(args.stream), args.jobs))
    chosen = [one for one in presets().presets if one.id in CHOSEN]
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"sqlite:///{folder}/s.db", synchronous="OFF")) as store:
        store.migrate()
        store.watches.use(board_of)
        store.keep_destinations([Destination(place_of(one.id), "slack", one.id) for one in chosen], read[0][0].published)
        for one in chosen:
            query = printed(parse(one.query, names()))
            store.watches.keep(Watch(one.id, one.name, query, (place_of(one.id),), changed=read[0][0].published - timedelta(days=1)))
        rows = list(report(store, filled(store, read)))
    heads = ("watch", "events", "messages", "explained", "items of them", "a message each", "linked in one", "its outlet again")
    print(f"| {' | '.join(heads)} | left out | messages missing | wrongly sent |\n|{'---|' * (len(heads) + 3)}")
    print("\n".join(line for line, _ in rows))
    return 0 if all(well for _, well in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
