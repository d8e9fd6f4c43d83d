"""An alert as Slack blocks. What comes from a story stands in rich_text or plain_text, which Slack does not parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.alert import tally
from bot.model import Alert, SourceLink
from handlers.commands.muted import doers_of, targets_of
from handlers.commands.words import Asked
from handlers.slack_app.mrkdwn import fitted, stamp
from handlers.slack_app.packing import OPTION, packed, unpacked
from handlers.wording import days, digest_lines, jump, linked, places, plain, shortened, tag

Block = dict[str, Any]
HEADLINE, CHANGE, QUOTE, OUTLET, FACT, TEXT = 900, 400, 2_000, 150, 300, 1_000
LABEL, LINKS, PARTS, DIGEST_LINES, PARTIES, DESK = 75, 12, 3, 24, 8, 8


def text(alert: Alert) -> str:
    """The first line, for notifications and screen readers."""
    return fitted(alert.headline, TEXT) or fitted(alert.status_word, TEXT) or "Alert"


def blocks(alert: Alert, ping: str = "") -> list[Block]:
    """The message: first line, what is new, the sentence; where it stands; facts and counts; links. `ping` is a user group's id."""
    called = [_rich(_section({"type": "usergroup", "usergroup_id": ping}))] if ping else []
    if alert.kind.of_lines:
        return [*called, *_digest(alert)]
    found = [_rich(*_told(alert)), {"type": "context", "elements": list(_context(alert))}, *_desk(alert)]
    return [*called, *found, *([_rich(_section(*_links(alert)))] if linked(alert) else [])]


def controls(alert: Alert, call: str = "") -> list[Block]:
    """Evidence, Mute and Wrong, and a menu of what else may be asked; they hold all they need, so they outlive a restart.

    `call`: a user group that is called once two people have agreed.
    """
    if alert.kind.of_lines or not alert.event:
        return []
    event = {"event": alert.event}
    sides = {"parties": ",".join(doers_of(alert)[:PARTIES]), "target": ",".join(targets_of(alert)[:PARTIES])}
    mute = packed(Asked("mute", "", event | sides))
    wrong = packed(Asked("wrong", "", event | {"revision": str(alert.revision)}))
    held = (
        ("evidence", "Evidence", packed(Asked("evidence", "", event))),
        ("mute", "Mute", mute),
        ("wrong", "Wrong", wrong),
        ("call", "Call the group", packed(Asked("call", "", event)) if call else ""),
    )
    buttons = [{"type": "button", "action_id": name, "text": _label(label), "value": value} for name, label, value in held if value]
    more = [{"text": _label(label), "value": value} for label, asked in _more(alert) if (value := packed(asked, OPTION))]
    menu = [{"type": "overflow", "action_id": "more", "options": more}] if more else []
    return [{"type": "actions", "block_id": "controls", "elements": [*buttons, *menu]}] if buttons else []


def event_of(message: Mapping[str, Any]) -> str:
    """The event that a bot's message has the controls of; "" where it is no alert of ours."""
    rows = (message.get("blocks") or ()) if message.get("bot_id") else ()
    pressed = (element for row in rows for element in row.get("elements") or () if element.get("action_id") == "evidence")
    held = (unpacked(str(element.get("value") or "")) for element in pressed)
    return next((one.options.get("event", "") for one in held if one), "")


def _more(alert: Alert) -> Iterator[tuple[str, Asked]]:
    yield "The whole event", Asked("claims", "show", {"event": alert.event})
    yield "Why did I get this?", Asked("why", "", {"about": alert.event})
    yield "Prove the quotes", Asked("verify", "", {"event": alert.event})
    yield "Grade it yourself", Asked("grade", "give", {"event": alert.event})
    if parties := [one for one in alert.party_ids if one != "unknown"]:
        yield "Timeline", Asked("timeline", "", dict(zip(("actor", "with"), parties, strict=False)))


def _label(words: str) -> Block:
    return {"type": "plain_text", "text": words, "emoji": False}


def _digest(alert: Alert) -> Iterator[Block]:
    yield _rich(_section(_words(plain(alert.headline) or "Digest", HEADLINE, bold=True)))
    note = f"{tag(alert)} · {plain(alert.note)}" if plain(alert.note) else tag(alert)
    yield {"type": "context", "elements": [{"type": "plain_text", "text": shortened(note, FACT), "emoji": False}]}
    lines = [_section(_digest_line(plain(part), source)) for part, source in digest_lines(alert)[:DIGEST_LINES] if plain(part)]
    if lines:
        yield _rich({"type": "rich_text_list", "style": "bullet", "elements": lines})


def _digest_line(part: str, source: SourceLink | None) -> Block:
    return {"type": "link", "url": jump(source), "text": shortened(part, FACT)} if source else _words(part, FACT)


def _rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _told(alert: Alert) -> Iterator[Block]:
    yield _section(_words(plain(alert.headline) or plain(alert.status_word) or "Alert", HEADLINE, bold=True))
    if plain(alert.change):
        yield _section(_words("Changed: ", 20, bold=True), _words(alert.change, CHANGE))
    if plain(alert.quote):
        yield {"type": "rich_text_quote", "elements": [_words(alert.quote, QUOTE)]}


def _context(alert: Alert) -> Iterator[Block]:
    said = fitted(alert.quote_outlet, OUTLET)
    yield {"type": "mrkdwn", "text": f"{said}, {stamp(alert.published)}" if said else stamp(alert.published), "verbatim": True}
    for fact in _facts(alert):
        yield {"type": "plain_text", "text": shortened(plain(fact), FACT), "emoji": False}


def _facts(alert: Alert) -> Iterator[str]:
    yield tag(alert)
    when = f"When: {days(alert.when)}" if alert.when else ""
    where = f"Where: {places(alert.where)}" if places(alert.where) else ""
    if when or where:
        yield " · ".join(fact for fact in (when, where) if fact)
    yield f"Told by: {tally(alert)}"
    if plain(alert.note):
        yield f"Note: {alert.note}"
    for part in alert.parts[-PARTS:]:
        yield f"Earlier: {part}"


def _desk(alert: Alert) -> Iterator[Block]:
    """What people of the desk did about it."""
    told = [{"type": "plain_text", "text": shortened(plain(line), FACT), "emoji": False} for line in alert.desk[:DESK] if plain(line)]
    if told:
        yield {"type": "context", "elements": told}


def _links(alert: Alert) -> Iterator[Block]:
    found = linked(alert)
    for number, source in enumerate(found[:LINKS]):
        yield from [{"type": "text", "text": " · "}] if number else []
        yield _link(source)
        if plain(source.note):
            yield _words(f" ({shortened(plain(source.note), LABEL)})", LABEL + 3)
    if len(found) > LINKS:
        yield _words(f" · and {len(found) - LINKS} more", 30)


def _link(source: SourceLink) -> Block:
    url = jump(source)
    name = plain(source.outlet) or urlsplit(url).hostname or "source"
    return {"type": "link", "url": url, "text": shortened(name, LABEL)}


def _section(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _words(words: str, limit: int, *, bold: bool = False) -> Block:
    shown = shortened(_kept(words), limit)
    return {"type": "text", "text": shown, "style": {"bold": True}} if bold else {"type": "text", "text": shown}


def _kept(words: str) -> str:
    """plain(), with the space at either end that sets one element off from its neighbour."""
    inner = plain(words)
    return f"{' ' if words[:1] == ' ' else ''}{inner}{' ' if words[-1:] == ' ' and inner else ''}"
