"""The message that somebody wants the claims of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.commands import Command
from handlers.discord_app.ids import pressed

TEXTS, LINKS = ("text", "what"), ("url", "link", "address")
_LINK = re.compile(r"https?://[^\s<>|)\]]+")
_BARE = re.compile(r"[<>\s]+")


def target_of(data: Mapping[str, Any], command: Command) -> dict[str, str]:
    """What the message holds, as the command's options: its link where it has one and the command takes links, its text."""
    text = "\n".join(filter(None, _texts(_message(data)))).strip()
    link = next(iter(_links(_message(data), text)), "")
    wanted = {option.name for option in command.options}
    held = {name: link for name in LINKS if name in wanted and link}
    if not (held and _only(text, link)):
        held |= {name: text for name in TEXTS if name in wanted and text}
    if link and _only(text, link) and not held:
        held |= {name: link for name in TEXTS if name in wanted}
    return held


def own_event(data: Mapping[str, Any], us: int) -> str | None:
    """The event that a message of our own tells of, "" where it is no alert; None for any other message."""
    message = _message(data)
    if str((message.get("author") or {}).get("id")) != str(us):
        return None
    held = (pressed(str(part.get("custom_id") or "")) for part in _parts(message.get("components") or ()))
    return next((one.asks.options.get("event", "") for one in held if one and one.asks.noun == "evidence"), "")


def _message(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (data.get("resolved") or {}).get("messages", {}).get(str(data.get("target_id")), {})
    return found


def _texts(message: Mapping[str, Any]) -> Iterator[str]:
    """What a reader of the message sees: its own text, embeds, components, and what it forwards."""
    yield str(message.get("content") or "")
    for embed in message.get("embeds") or ():
        yield from (str(embed[name]) for name in ("title", "description") if embed.get(name))
    for part in _parts(message.get("components") or ()):
        yield str(part.get("content") or "")
    for forwarded in message.get("message_snapshots") or ():
        yield from _texts(forwarded.get("message") or {})


def _parts(components: Any) -> Iterator[Mapping[str, Any]]:
    for part in components:
        yield part
        yield from _parts(part.get("components") or ())


def _links(message: Mapping[str, Any], text: str) -> Iterator[str]:
    yield from _LINK.findall(text)
    yield from (str(embed["url"]) for embed in message.get("embeds") or () if embed.get("url"))


def _only(text: str, link: str) -> bool:
    """The text is nothing but the link."""
    return not _BARE.sub("", text.replace(link, "", 1))
