"""Any answer as a Discord message in Components V2: within every limit, its title always first, nobody called."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, MediaGallery, TextDisplay

from handlers.commands import Asked, Line, Reply
from handlers.discord_app.card import BUDGET, COLOURS, ago, stamp, texts
from handlers.discord_app.controls import asking_menu, controls, events_menu
from handlers.discord_app.ids import Does, custom_id
from handlers.discord_app.markdown import fitted, link, named, weight
from handlers.wording import address, plain

TITLE, LINE, LONG = 600, 700, 1_500  # of a message's 4000; a sentence quoted may be long
LABEL, ALT, URL = 40, 1_000, 1_000
PRESSABLE, UNDER_CARD, A_ROW = 20, 18, 5  # buttons in all, under a card (a message has 40 components at most), and side by side
RED = 0xD63A3A
SHARE = "Share"
MANY = 5  # plain lines from which on they are a list, where no sentence is quoted among them
LEFT_OUT = 60  # what the line takes that counts what found no room


@dataclass(frozen=True, slots=True)
class Shown:
    """A message ready to be sent. The view is stopped: nothing of it is kept in memory."""

    view: LayoutView
    files: tuple[discord.File, ...] = ()


def shown(reply: Reply, asked: Asked, *, pressable: bool = True) -> Shown:
    """The message of an answer to a question, with what can be pressed under it."""
    file = _picture(reply)
    box: Container[LayoutView] = Container(accent_colour=_colour(reply))
    for text in told(reply):
        box.add_item(TextDisplay(text))
    for item in (*([_gallery(reply)] if file else []), *(_rows(reply, asked) if pressable else [])):
        box.add_item(item)
    return done(LayoutView(timeout=None).add_item(box), file)


def done(view: LayoutView, *files: discord.File | None) -> Shown:
    """A message that the library keeps no memory of: what is pressed on it comes to us by its id."""
    view.stop()
    return Shown(view, tuple(file for file in files if file))


def _colour(reply: Reply) -> discord.Colour | None:
    if reply.alert:
        return discord.Colour(COLOURS[reply.alert.kind])
    return None if reply.ok else discord.Colour(RED)


def told(reply: Reply) -> list[str]:
    """The texts of an answer, together within a message's limit."""
    head = _head(reply)
    if reply.alert:
        head = "" if _same(reply.title, reply.alert.headline) else head
        card = texts(reply.alert)
        room = BUDGET - sum(map(weight, card)) - weight(head) - 1
        body = _body(reply.lines, room) if room > LEFT_OUT * 2 else ""
        return [text for text in (head if room > 0 else "", *card, body) if text]
    body = _body(reply.lines, BUDGET - weight(head))
    return [text for text in (head, body) if text] or ["Nothing to show."]


def _head(reply: Reply) -> str:
    title = fitted(reply.title, TITLE)
    if not title:
        return "" if reply.ok else "⚠️ That did not work."
    return f"### {title}" if reply.ok else f"⚠️ {title}"


def _same(title: str, headline: str) -> bool:
    """The title says what the card's first line says: status and parties."""
    return title.split(" · ")[:2] == headline.split(" · ")[:2]


def _body(lines: Sequence[Line], room: int) -> str:
    """The lines that find room, in order, and how many did not."""
    shown: list[str] = []
    used, listed = 0, _listed(lines)
    for line in lines:
        mark = "> " if line.quote else "- " if listed(line) else ""
        text = _line(line, mark, min(LONG if line.quote else LINE, room - used - LEFT_OUT))
        if not text and (plain(line.text) or line.url):
            break
        shown.append(text)
        used += weight(text) + 1
    left = sum(bool(plain(line.text)) for line in lines[len(shown) :])
    body = "\n".join(shown).strip("\n")
    return f"{body}\n-# and {left} more" if left else body


def _listed(lines: Sequence[Line]) -> Callable[[Line], bool]:
    """Which lines are points of a list: several events, or many plain lines. On a phone lines run into each other."""
    events = sum(bool(line.event) for line in lines) > 1
    many = not any(line.quote for line in lines) and sum(not line.strong for line in lines) >= MANY
    return lambda line: not line.strong and bool(plain(line.text)) and (many or (events and bool(line.event)))


def _line(line: Line, mark: str, room: int) -> str:
    """A line in at most `room`; "" where it has none."""
    frame = "**" if line.strong else ""
    url = address(line.url)
    url = url if len(url) <= min(URL, room // 2) else ""
    times = "".join(f" · {word} {stamp(at)} ({ago(at)})".replace("  ", " ") for word, at in line.times)
    extra = weight(link("", url) if url else "") + len(mark) + 2 * len(frame) + len(times)
    text = fitted(line.text, max(0, room - extra))
    if not text:
        return ""
    return f"{mark}{frame}{link(text, url) if url else text if line.quote else named(text)}{frame}{times}"


def _picture(reply: Reply) -> discord.File | None:
    return discord.File(io.BytesIO(reply.picture.png), reply.picture.name) if reply.picture else None


def _gallery(reply: Reply) -> MediaGallery[LayoutView]:
    about = plain(reply.picture.alt)[:ALT] if reply.picture else ""
    name = reply.picture.name if reply.picture else ""
    return MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=about or None))


def _rows(reply: Reply, asked: Asked) -> list[ActionRow[LayoutView]]:
    """What can be pressed: an alert's own controls, a menu of the events told of, the answer's buttons and Share."""
    own = controls(reply.alert) if reply.alert else None
    here = {*asked.options.values(), reply.alert.event if reply.alert else ""}
    menu = events_menu((line.event, line.text) for line in reply.lines if line.event not in here)
    above = [row for row in (own, menu, asking_menu(reply.menu) if reply.menu else None) if row]
    buttons = list(_buttons(reply, asked, {getattr(item, "custom_id", "") for row in above for item in row.children}))
    return [*above, *(ActionRow(*buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW))]


def _buttons(reply: Reply, asked: Asked, seen: set[str]) -> Iterator[Button[LayoutView]]:
    for button in reply.buttons[: UNDER_CARD if reply.alert else PRESSABLE]:
        same = (button.asks.noun, button.asks.verb) == (asked.noun, asked.verb)
        known = custom_id(Does.PAGE if same else Does.ASK, button.asks)
        if known and known not in seen:
            seen.add(known)
            style = discord.ButtonStyle.danger if button.danger else discord.ButtonStyle.secondary
            yield Button(label=plain(button.label)[:LABEL] or "…", custom_id=known, style=style)
    if reply.shareable and reply.ok:
        yield Button(label=SHARE, custom_id=custom_id(Does.SHARE, Asked("")), style=discord.ButtonStyle.primary)
