"""An answer as Slack blocks. All text stands in rich_text or plain_text, which Slack does not parse; only `code` is set apart."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handlers.commands.words import Asked, Button, Command, Line, Menu, Reply
from handlers.slack_app.blocks import Block, blocks, controls
from handlers.slack_app.mrkdwn import ZERO, date, fitted
from handlers.slack_app.packing import OPTION, fitting, packed
from handlers.slack_app.typed import SLASH
from handlers.wording import address, plain, shortened

TITLE, LINE, QUOTE, ALT = 900, 1_000, 2_000, 1_000
BUDGET = 9_000  # characters of all lines
LABEL, ROW, ROWS, OPENED = 75, 5, 5, 25
CODE, PLACE = re.compile(r"`[^`]+`"), re.compile(r"\bslack:(?:[A-Z0-9]+/)?([CG][A-Z0-9]{1,30})\b")
MARKED = re.compile(r"(`[^`]+`|\bslack:(?:[A-Z0-9]+/)?[CG][A-Z0-9]{1,30}\b)")


def text(reply: Reply, nouns: Collection[str] = ()) -> str:
    """The answer in one line, for notifications and screen readers."""
    return fitted(slashed(reply.title, nouns), 1_000) or "Tocsin"


def message(reply: Reply, asked: Asked | None, nouns: Collection[str] = (), picture: str = "", by: str = "") -> list[Block]:
    """The answer as a message's blocks. `picture` is the id of the uploaded file, `by` the name of who shares it."""
    share = asked if reply.private and reply.shareable and not by else None
    found = [*_body(reply, nouns, picture), *_buttons(reply, share, asked)]
    return [*found, _small(f"Shared by {shortened(plain(by), 80)}")] if by else found


def late_form(command: Command, given: Mapping[str, str]) -> Block:
    """A message with a button that opens a form: Slack opens one only just after something was pressed."""
    words, value = f"Fill in the form to go on: {command.help}", packed(Asked(command.noun, command.verb, given))
    button = {"type": "button", "action_id": "form", "text": plain_text("Open the form", LABEL), "value": value}
    return {"text": fitted(words, 1_000), "blocks": [rich(section(words)), {"type": "actions", "elements": [button]}]}


def in_words(said: Mapping[str, Any]) -> list[Block]:
    """A message's blocks without its picture; of one that has none, the first line alone."""
    told = [block if block["type"] != "image" else _small(block["alt_text"]) for block in said["blocks"]]
    return told if told != said["blocks"] else [rich(section(html.unescape(said["text"]).replace(ZERO, "")))]


def modal(title: str, reply: Reply, nouns: Collection[str] = (), asked: Asked | None = None) -> Block:
    """The answer as a modal."""
    shown = [*_body(reply, nouns, ""), *_buttons(reply, None, asked)]
    return view(title, shown)


def view(title: str, shown: Sequence[Block], **held: Any) -> Block:
    """A modal of these blocks."""
    words = {"title": plain_text(title, 24), "close": plain_text("Close", 24)}
    return {"type": "modal", **words, "blocks": list(shown), **held}


def waiting(title: str) -> Block:
    """A modal that says that the answer is on its way."""
    return view(title, [rich(section("Looking that up…"))])


def plain_text(words: str, limit: int) -> Block:
    """Text that Slack does not parse."""
    return {"type": "plain_text", "text": shortened(plain(words), limit) or "…", "emoji": False}


def rich(*elements: Block) -> Block:
    """A rich_text block."""
    return {"type": "rich_text", "elements": list(elements)}


def section(words: str, *, bold: bool = False, url: str = "") -> Block:
    """A line of rich_text; what stands in backticks is set as code, and a destination of ours as its channel."""
    if url:
        return {"type": "rich_text_section", "elements": [{"type": "link", "url": url, "text": words}]}
    return {"type": "rich_text_section", "elements": [_leaf(part, bold=bold) for part in MARKED.split(words) if part]}


def slashed(words: str, nouns: Collection[str]) -> str:
    """The words with commands as Slack has them: /help is /tocsin help."""
    return re.sub(rf"(?<![\w/<.:])/({'|'.join(map(re.escape, nouns))})\b", rf"{SLASH} \1", words) if nouns else words


def _leaf(part: str, *, bold: bool) -> Block:
    if place := PLACE.fullmatch(part):
        return {"type": "channel", "channel_id": place[1]}
    style = {name: True for name, on in (("bold", bold), ("code", bool(CODE.fullmatch(part)))) if on}
    said = {"type": "text", "text": part.strip("`") if style.get("code") else part}
    return said | ({"style": style} if style else {})


def _body(reply: Reply, nouns: Collection[str], picture: str) -> Iterator[Block]:
    title = shortened(slashed(plain(reply.title), nouns), TITLE)
    if title and not (reply.alert and _same(reply.title, reply.alert.headline)):
        yield rich(section(title if reply.ok else f"⚠ {title}", bold=reply.ok))
    if reply.alert:
        yield from blocks(reply.alert)
        yield from controls(reply.alert)
    if elements := list(_lines(reply.lines, nouns)):
        yield rich(*elements)
    elif not (reply.alert or plain(reply.title)):
        yield rich(section("Nothing to show."))
    if reply.picture:
        yield from _picture(reply, picture)


def _same(title: str, headline: str) -> bool:
    """The title says what the card's first line says: status and parties."""
    return title.split(" · ")[:2] == headline.split(" · ")[:2]


def _picture(reply: Reply, picture: str) -> Iterator[Block]:
    alt = shortened(plain(reply.picture.alt if reply.picture else ""), ALT) or "Picture"
    if picture:
        yield {"type": "image", "slack_file": {"id": picture}, "alt_text": alt}
    else:
        yield _small(f"The picture did not come through. It shows: {alt}")


def _small(words: str) -> Block:
    return {"type": "context", "elements": [plain_text(words, 2_000)]}


def _lines(lines: Sequence[Line], nouns: Collection[str]) -> Iterator[Block]:
    """Quotes stand apart, strong lines are headings, and several lines in a row are a list."""
    kept = list(_within(lines))
    for kind, group in groupby(kept, key=lambda line: "quote" if line.quote else "strong" if line.strong else "line"):
        shown = [_line(line, nouns) for line in group]
        if kind == "quote":
            yield from ({"type": "rich_text_quote", "elements": one["elements"]} for one in shown)
        elif kind == "line" and len(shown) > 1:
            yield {"type": "rich_text_list", "style": "bullet", "elements": shown}
        else:
            yield from shown
    if len(kept) < len(lines):
        yield section(f"… and {len(lines) - len(kept)} more lines")


def _within(lines: Sequence[Line]) -> Iterator[Line]:
    room = BUDGET
    for line in lines:
        room -= min(len(line.text), QUOTE) + 40
        if room < 0:
            return
        if plain(line.text):
            yield line


def _line(line: Line, nouns: Collection[str]) -> Block:
    words = shortened(slashed(plain(line.text), () if line.quote else nouns), QUOTE if line.quote else LINE)
    if line.quote:
        return {"type": "rich_text_section", "elements": [_leaf(words.replace("`", "'") if CODE.fullmatch(words) else words, bold=False)]}
    told = section(words, bold=line.strong, url=address(line.url) if line.url else "")
    return told | {"elements": [*told["elements"], *_times(line)]}


def _times(line: Line) -> Iterator[Block]:
    for word, at in line.times:
        yield {"type": "text", "text": f" · {word} " if word else " · "}
        yield date(at)


def _open(lines: Sequence[Line], asked: Asked | None) -> Iterator[Block]:
    """A list to choose one of the events from that the lines tell of, or a button where there is one; not the one that was asked about."""
    known = set(asked.options.values()) if asked else set()
    told = {line.event: plain(line.text) for line in lines if line.event and line.event not in known}
    options = [
        {"text": plain_text(words, LABEL), "value": value}
        for event, words in list(told.items())[:OPENED]
        if (value := packed(Asked("claims", "show", {"event": event}), OPTION))
    ]
    opens = {"action_id": "open"}
    if len(options) == 1:
        yield opens | {"type": "button", "text": plain_text("Open the event", LABEL), "value": options[0]["value"]}
    elif options:
        yield opens | {"type": "static_select", "placeholder": plain_text("Open an event", LABEL), "options": options}


def _buttons(reply: Reply, share: Asked | None, asked: Asked | None) -> Iterator[Block]:
    held = [button for button in fitting(reply.buttons) if not (reply.alert and button.asks.noun == "evidence")]
    pressed = (_button(button, f"{_way(button, asked)}:{number}") for number, button in enumerate(held[: ROW * ROWS - 2]))
    made = [*_open(reply.lines, asked), *(_chosen(reply.menu) if reply.menu else ()), *pressed]
    if share and (value := packed(share)):
        made.append({"type": "button", "action_id": "share", "text": plain_text("Share", LABEL), "value": value})
    for row in range(0, len(made), ROW):
        yield {"type": "actions", "block_id": f"buttons:{row // ROW}", "elements": made[row : row + ROW]}


def _chosen(menu: Menu) -> Iterator[Block]:
    """A list each of whose choices asks again."""
    options = [
        {"text": plain_text(one.label, LABEL), "value": value} for one in menu.choices[:OPENED] if (value := packed(one.asks, OPTION))
    ]
    if options:
        yield {"type": "static_select", "action_id": f"ask:{ROW * ROWS}", "placeholder": plain_text(menu.label, LABEL), "options": options}


def _way(button: Button, asked: Asked | None) -> str:
    """What is asked further of the same question is a page: it may take the place of the answer."""
    return "page" if asked and (button.asks.noun, button.asks.verb) == (asked.noun, asked.verb) else "ask"


def _button(button: Button, action: str) -> Block:
    made = {"type": "button", "action_id": action, "text": plain_text(button.label, LABEL), "value": packed(button.asks)}
    return made | ({"style": "danger"} if button.danger else {})
