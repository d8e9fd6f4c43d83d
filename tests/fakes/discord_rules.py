"""Discord's rules that its document does not hold: limits over a whole message, and ours (no mention, a nonce on every post)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from fakes.discord_command_rules import commands_refusal

V2 = 1 << 15
# The name of a channel or role of ours may stand in a text: whole ids, which nobody's words hold.
FORBIDDEN = re.compile(r"(?!<@&\d{17,20}>)<@[!&]?\d|(?<!\\)(?!<(?:#|@&)\d{17,20}>)<(?:@|#|/|a?:\w+:|id:)|@everyone|@here")


def refusal(method: str, path: str, body: Any, pingable: Collection[str] = ()) -> str:
    """Why a body breaks a rule; "" where it breaks none. `pingable` are the roles that a watch may call."""
    if isinstance(body, dict) and (called := [str(role) for role in (body.get("allowed_mentions") or {}).get("roles") or []]):
        if method != "POST" or not set(called) <= set(pingable):
            return f"calls {called}"
        return refusal(method, path, _uncalled(body, called))
    if isinstance(body, dict) and isinstance(body.get("message"), dict) and "name" in body:
        return refusal("POST", "/webhooks/", body["message"], pingable) or refusal_of_post(body)
    return next((rule(body) for asked, pattern, rule in RULES if asked == method and re.search(pattern, path)), "")


def _answered(body: dict[str, Any]) -> str:
    """An answer to an interaction: a message, a wait, completions or a form."""
    data = body.get("data") or {}
    if body["type"] in {4, 7}:
        return _message(data)
    if body["type"] == 8:
        return _choices(data.get("choices") or [])
    return _form(data) if body["type"] == 9 else ""


def _choices(choices: list[dict[str, Any]]) -> str:
    if len(choices) > 25:
        return "more than 25 completions"
    return "a completion over 100" if any(not 0 < len(one["name"]) <= 100 or len(str(one["value"])) > 100 for one in choices) else ""


def _form(data: dict[str, Any]) -> str:
    held = [part.get("component", part) for part in data["components"]]
    if len(held) > 5:
        return "more than five fields"
    if len({part.get("custom_id") for part in held}) != len(held):
        return "two fields of one custom_id"
    return next((why for part in held if (why := _selects(part))), "")


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
    for rule in (_mentions, _layout, _components, _texts, _embeds, _links, _ids, _menus):
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
    shown = [*told, body.get("content") or ""]
    return next((f"at work in a text: {found[0]!r}" for text in shown if (found := FORBIDDEN.search(text))), "")


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


def _menus(body: dict[str, Any]) -> str:
    parts = _parts(body.get("components") or [])
    if any(len(row["components"]) > 1 for row in parts if row["type"] == 1 and any(one["type"] == 3 for one in row["components"])):
        return "a menu shares its row"
    return next((why for part in parts if (why := _selects(part))), "")


def _selects(part: dict[str, Any]) -> str:
    offered = part.get("options") if part.get("type") == 3 else None
    if offered is None:
        return ""
    if not 0 < len(offered) <= 25:
        return f"a menu of {len(offered)}"
    if len({one["value"] for one in offered}) != len(offered):
        return "a menu with one value twice"
    return "a menu's words over 100" if any(not 0 < len(one[name]) <= 100 for one in offered for name in ("label", "value")) else ""


def _posted(body: dict[str, Any]) -> str:
    return _message(body) or _keyed(body)


def refusal_of_post(body: dict[str, Any]) -> str:
    """Why a forum would not take a post, whatever its message."""
    return "more than five tags" if len(body.get("applied_tags") or []) > 5 else ""


RULES = (
    ("POST", r"/channels/\d+/messages$", _posted),
    ("PATCH", r"/messages/", _message),
    ("POST", r"/callback$", _answered),
    ("POST", r"^/webhooks/", _message),
    ("PUT", r"/commands$", commands_refusal),
)
