"""Discord's rules that its document does not hold: limits over a whole message, and ours (no mention, a nonce on every post)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

V2 = 1 << 15
FORBIDDEN = re.compile(r"<@[!&]?\d|(?<!\\)<(?:@|#|/|a?:\w+:|id:)|@everyone|@here")


def refusal(method: str, path: str, body: Any, pingable: Collection[str] = ()) -> str:
    """Why a body breaks a rule; "" where it breaks none. `pingable` are the roles that a watch may call."""
    if isinstance(body, dict) and (called := [str(role) for role in (body.get("allowed_mentions") or {}).get("roles") or []]):
        if method != "POST" or not set(called) <= set(pingable):
            return f"calls {called}"
        return refusal(method, path, _uncalled(body, called))
    if method == "POST" and path.endswith("/messages"):
        return _message(body) or _keyed(body)
    if method == "PATCH" and "/messages/" in path:
        return _message(body)
    return ""


def _uncalled(body: dict[str, Any], called: Collection[str]) -> dict[str, Any]:
    """The body without the call, which is a text of its own before the message."""
    marks = [f"<@&{role}>" for role in called]
    left = [part for part in body["components"] if part.get("content") not in marks]
    return body | {"allowed_mentions": body["allowed_mentions"] | {"roles": []}, "components": left}


def _keyed(body: dict[str, Any]) -> str:
    if not body.get("nonce") or not body.get("enforce_nonce"):
        return "a post without an enforced nonce could appear twice"
    return ""


def _message(body: dict[str, Any]) -> str:
    for rule in (_mentions, _layout, _components, _texts, _embeds, _links, _ids):
        if why := rule(body):
            return why
    return ""


def _mentions(body: dict[str, Any]) -> str:
    allowed = body.get("allowed_mentions")
    if allowed is None:
        return "allowed_mentions is missing: anybody could be pinged"
    return (
        "allowed_mentions lets somebody be pinged" if any(allowed.get(name) for name in ("parse", "users", "roles", "replied_user")) else ""
    )


def _layout(body: dict[str, Any]) -> str:
    if not body.get("components"):
        return "" if body.get("content") or body.get("embeds") else "an empty message"
    new = bool((body.get("flags") or 0) & V2)
    if new and any(body.get(name) for name in ("content", "embeds", "poll", "stickers")):
        return "Components V2 go with no content, embeds, poll or stickers"
    if not new and any(part["type"] != 1 for part in body["components"]):
        return "Components V2 without their flag"
    return ""


def _parts(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [found for part in components for found in (part, *_parts(part.get("components", [])))]


def _components(body: dict[str, Any]) -> str:
    parts = _parts(body.get("components") or [])
    rows = [part for part in parts if part["type"] == 1]
    if len(parts) > 40:
        return f"{len(parts)} components"
    if any(len(row["components"]) > 5 for row in rows):
        return "more than five buttons in a row"
    return "an empty container" if any(part["type"] in {1, 17} and not part["components"] for part in parts) else ""


def _texts(body: dict[str, Any]) -> str:
    if len(body.get("content") or "") > 2000:
        return "content over 2000"
    parts = _parts(body.get("components") or [])
    told = [part["content"] for part in parts if "content" in part]
    if any(not text.strip() for text in told):
        return "a text of nothing"
    if (size := sum(map(len, told))) > 4000:
        return f"{size} code points of text"
    if (size := sum(len(text.encode()) for text in told) + 12 * len(parts)) > 10_170:
        return f"{size} bytes: Discord answers 500"
    return next((f"at work in a text: {found[0]!r}" for text in told if (found := FORBIDDEN.search(text))), "")


def _embeds(body: dict[str, Any]) -> str:
    embeds = body.get("embeds") or []
    if len(embeds) > 10:
        return "more than ten embeds"
    return "embeds over 6000 together" if sum(map(_embed_size, embeds)) > 6000 else ""


def _embed_size(embed: dict[str, Any]) -> int:
    fields = [field[name] for field in embed.get("fields", []) for name in ("name", "value")]
    ends = [(embed.get("footer") or {}).get("text", ""), (embed.get("author") or {}).get("name", "")]
    return sum(len(text or "") for text in (embed.get("title"), embed.get("description"), *fields, *ends))


def _links(body: dict[str, Any]) -> str:
    told = [part["content"] for part in _parts(body.get("components") or []) if "content" in part]
    targets = [target for text in told for target in re.findall(r"(?<!\\)\]\((.*?)\)(?=\s|$)", text)]
    return next((f"a broken link: {target!r}" for target in targets if not re.fullmatch(r"<https?://[^\s<>()\"'`\\]+>", target)), "")


def _ids(body: dict[str, Any]) -> str:
    parts = _parts(body.get("components") or [])
    for name in ("id", "custom_id"):
        held = [part[name] for part in parts if part.get(name)]
        if len(held) != len(set(held)):
            return f"two components of one {name}"
    return ""
