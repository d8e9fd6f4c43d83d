"""An alert as a Discord message in Components V2. Nothing goes over the platform's limits; the first line always comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlsplit

import discord
from discord.ui import ActionRow, Container, LayoutView, Separator, TextDisplay

from bot.alert import tally
from bot.model import Alert, AlertKind, SourceLink
from handlers.discord_app.markdown import escaped, fitted, link, weight
from handlers.wording import address, days, digest_lines, jump, linked, places, plain, shortened, tag

BUDGET = 3_800  # of Discord's 4000 for all text, with room for what a component itself takes
HEADLINE, CHANGE, QUOTE, OUTLET, PLACES, NOTE, PART, TAG = 900, 300, 1_200, 100, 150, 250, 120, 120
PARTS, LINKS, DIGEST_LINES = 3, 12, 24
DESK, DESK_LINE = 900, 300  # of all lines of the desk, and of one
LABEL = 60  # characters of an outlet's name in a link
COLOURS: Mapping[AlertKind, int] = MappingProxyType(
    {
        AlertKind.NEW: 0x2F6FDE,
        AlertKind.UPDATE: 0xE0A100,
        AlertKind.DENIAL: 0xD63A3A,
        AlertKind.CORRECTION: 0x8E44AD,
        AlertKind.DIGEST: 0x5B6770,
        AlertKind.SHOWN: 0x5B6770,
        AlertKind.NOTE: 0x5B6770,
    }
)


def card(alert: Alert, key: int, ping: str = "", controls: ActionRow[LayoutView] | None = None) -> LayoutView:
    """The message of an alert. `key` (1 to 2**31 - 1) is its container's id: by it the message is found again. `ping` is a role's id.

    The view is stopped: the library keeps no memory of it, and what is pressed on it is known by its id.
    """
    view = LayoutView(timeout=None)
    if ping:
        view.add_item(TextDisplay(f"<@&{ping}>"))
    box: Container[LayoutView] = Container(accent_colour=discord.Colour(COLOURS[alert.kind]), id=key)
    for number, text in enumerate(texts(alert)):
        if number == 1:
            box.add_item(Separator(visible=False))
        box.add_item(TextDisplay(text))
    if controls:
        box.add_item(controls)
    view.add_item(box).stop()
    return view


def texts(alert: Alert) -> list[str]:
    """The message's blocks of text: headline, what is new with the sentence, facts, links; together within the budget."""
    head = f"### {fitted(alert.headline, HEADLINE)}\n-# {fitted(tag(alert), TAG)}"
    if alert.kind.of_lines:
        return [head, *_digest(alert, BUDGET - weight(head))]
    told = [text for text in (head, "\n".join(_said(alert)), "\n".join(_facts(alert))) if text]
    if desk := _desk(alert, BUDGET - sum(map(weight, told))):
        told.append(desk)
    links = _links(alert, BUDGET - sum(map(weight, told)))
    return [*told, links] if links else told


def _digest(alert: Alert, room: int) -> Iterator[str]:
    """The lines of a digest: each a link to the sentence, or only to the story, or none."""
    if plain(alert.note):
        note = f"**Note** {fitted(alert.note, NOTE)}"
        room -= weight(note)
        yield note
    if lines := digest_lines(alert)[:DIGEST_LINES]:
        yield "\n".join(_shared_out(lines, room))


def _shared_out(lines: Sequence[tuple[str, SourceLink | None]], room: int) -> list[str]:
    """The lines in their order; those that need little leave the more to the others."""
    needs = [weight(_digest_line(part, source, BUDGET)) for part, source in lines]
    shown: dict[int, str] = {}
    for done, at in enumerate(sorted(range(len(lines)), key=needs.__getitem__)):
        shown[at] = _digest_line(*lines[at], room // (len(lines) - done) - 2)
        room -= weight(shown[at]) + 1
    return [shown[at] for at in range(len(lines))]


def _digest_line(part: str, source: SourceLink | None, room: int) -> str:
    label = fitted(part, min(PART * 2, room - 2))
    for url in (jump(source), address(source.url)) if source else ():
        line = f"- {link(label, url)}"
        if url and label and weight(line) <= room:
            return line
    return f"- {label}"


def _said(alert: Alert) -> Iterator[str]:
    if plain(alert.change):
        yield f"**Changed:** {fitted(alert.change, CHANGE)}"
    if plain(alert.quote):
        yield f"> {fitted(alert.quote, QUOTE)}"
    if plain(alert.quote_outlet):
        yield f"-# {fitted(alert.quote_outlet, OUTLET)}, {stamp(alert.published)}"


def _facts(alert: Alert) -> Iterator[str]:
    if alert.when:
        yield f"**When** {days(alert.when)}"
    if places(alert.where):
        yield f"**Where** {fitted(places(alert.where), PLACES)}"
    yield f"**Told by** {tally(alert)}"
    if plain(alert.note):
        yield f"**Note** {fitted(alert.note, NOTE)}"
    for part in alert.parts[-PARTS:]:
        yield f"-# earlier: {fitted(part, PART)}"


def _desk(alert: Alert, room: int) -> str:
    """What people of the desk did about it."""
    shown: list[str] = []
    for line in alert.desk:
        told = f"-# {fitted(line, DESK_LINE)}"
        if plain(line) and weight("\n".join([*shown, told])) <= min(room, DESK):
            shown.append(told)
    return "\n".join(shown)


def stamp(when: datetime) -> str:
    """A moment that each reader's client shows in that reader's own time."""
    return f"<t:{int(when.timestamp())}:f>"


def ago(when: datetime) -> str:
    """How long ago that is, as it is when it is read."""
    return f"<t:{int(when.timestamp())}:R>"


def _links(alert: Alert, room: int) -> str:
    found = linked(alert)
    shown: list[str] = []
    for source in found[:LINKS]:
        line = _link(source)
        if weight("\n".join([*shown, line])) + 20 > room:
            break
        shown.append(line)
    left = len(found) - len(shown)
    return "\n".join([*shown, f"-# and {left} more"] if left and shown else shown)


def _link(source: SourceLink) -> str:
    url = jump(source)
    name = plain(source.outlet).replace("://", " ") or urlsplit(url).hostname or "source"
    note = f" · {fitted(source.note, LABEL)}" if plain(source.note) else ""
    return link(escaped(shortened(name, LABEL)), url) + note
