"""Slack's rules: slack-sdk's own models where they know one, and the limits and habits they do not."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

ENTITY = re.compile(r"&(?:amp|lt|gt);")
MARKUP = re.compile(r"<(?:https?://[^\s<>|]+(?:\|[^<>|]*)?|!date\^\d+\^[^<>^|]+(?:\^https?://[^\s<>|]+)?\|[^<>|]+)>")
RICH = frozenset({"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"})
LEAVES = frozenset({"text", "link", "date", "emoji"})
KNOWN = frozenset({"rich_text", "context", "section", "divider", "actions", "header", "image"})
TEXTS = {"header": 150, "section": 3000, "context": 3000, "button": 75, "option": 75}


def refusal(method: str, body: dict[str, Any], pingable: Collection[str] = ()) -> str:
    """Why a call's body breaks a rule; "" where it breaks none. `pingable` are the user groups that a watch may call."""
    if method not in {"chat.postMessage", "chat.update"}:
        return ""
    if method == "chat.postMessage":
        body = body | {"blocks": [block for block in body.get("blocks") or [] if block not in [_call(group) for group in pingable]]}
    for rule in (_text, _quiet, _metadata, _count, _models, _blocks, _ids):
        if why := rule(body) if rule not in {_quiet, _metadata} or method == "chat.postMessage" else "":
            return why
    return ""


def _call(group: str) -> dict[str, Any]:
    leaf = {"type": "usergroup", "usergroup_id": group}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}


def _text(body: dict[str, Any]) -> str:
    text = body.get("text") or ""
    if not text.strip():
        return "no text for notifications and screen readers"
    return "text over 4000" if len(text) > 4000 else _markup(text)


def _quiet(body: dict[str, Any]) -> str:
    loud = [name for name in ("unfurl_links", "unfurl_media", "link_names") if body.get(name) not in {False, "false", "0"}]
    return f"{loud[0]} is not off" if loud else ""


def _metadata(body: dict[str, Any]) -> str:
    payload = (body.get("metadata") or {}).get("event_payload") or {}
    return "" if payload.get("delivery") else "no delivery in the metadata: it could not be found again"


def _count(body: dict[str, Any]) -> str:
    blocks = body.get("blocks") or []
    if len(blocks) > 50:
        return f"{len(blocks)} blocks"
    unknown = [block.get("type") for block in blocks if block.get("type") not in KNOWN]
    return f"a block of type {unknown[0]!r}" if unknown else ""


def _models(body: dict[str, Any]) -> str:
    try:
        for block in Block.parse_all(body.get("blocks") or []):
            block.validate_json()
    except (SlackObjectFormationError, TypeError, ValueError) as fault:
        return str(fault)
    return ""


def _blocks(body: dict[str, Any]) -> str:
    return next((why for block in body.get("blocks") or [] if (why := _block(block))), "")


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "rich_text":
        return _rich(block["elements"])
    if block["type"] == "context":
        size = len(block["elements"])
        return f"{size} elements in a context" if not 1 <= size <= 10 else _first(_said, block["elements"], TEXTS["context"])
    if block["type"] == "header" and block["text"]["type"] != "plain_text":
        return "a header in markup"
    if block["type"] in {"section", "header"}:
        fields = block.get("fields") or []
        if len(fields) > 10:
            return "more than ten fields"
        return _first(_said, [block["text"]] if block.get("text") else [], TEXTS[block["type"]]) or _first(_said, fields, 2000)
    return _actions(block["elements"]) if block["type"] == "actions" else ""


def _first(rule: Any, parts: list[Any], limit: int) -> str:
    return next((why for part in parts if (why := rule(part, limit))), "")


def _said(part: dict[str, Any], limit: int) -> str:
    if part["type"] == "image":
        return ""
    text = part.get("text", "")
    if not text.strip() or len(text) > limit:
        return f"a text of {len(text)} characters"
    return _markup(text) if part["type"] == "mrkdwn" else ""


def _markup(text: str) -> str:
    """Only links and dates of the right form may stand in what Slack parses; every other & < > is an entity."""
    left = ENTITY.sub("", MARKUP.sub("", text))
    found = re.search(r"[<>&]", left)
    return f"at work or cut in a text: {left[max(0, found.start() - 20) : found.start() + 20]!r}" if found else ""


def _rich(elements: list[dict[str, Any]]) -> str:
    if not elements:
        return "an empty rich_text"
    for element in elements:
        if element["type"] not in RICH or not element["elements"]:
            return f"a {element['type']} that is empty or unknown"
        listed = element["type"] == "rich_text_list"
        if why := _rich(element["elements"]) if listed else _first(_leaf, element["elements"], 3000):
            return why
    return ""


def _leaf(leaf: dict[str, Any], limit: int) -> str:
    if leaf["type"] not in LEAVES:
        return f"a rich_text leaf of type {leaf['type']!r}: it could ping"
    if leaf["type"] == "link" and not re.fullmatch(r"https?://[^\s<>|\"]{1,2990}", leaf["url"]):
        return f"a broken link: {leaf['url'][:80]!r}"
    text = leaf.get("text", "x")
    return "" if text and len(text) <= limit else f"a rich_text leaf of {len(text)} characters"


def _actions(elements: list[dict[str, Any]]) -> str:
    if not 1 <= len(elements) <= 25:
        return f"{len(elements)} elements in actions"
    buttons = [element for element in elements if element["type"] == "button"]
    if any(len(button.get("value") or "") > 2000 for button in buttons):
        return "a button's value over 2000"
    return _first(_said, [button["text"] for button in buttons], TEXTS["button"])


def _ids(body: dict[str, Any]) -> str:
    blocks = body.get("blocks") or []
    for name, held in (
        ("block_id", [block[name] for block in blocks if (name := "block_id") in block]),
        ("action_id", [e["action_id"] for b in blocks if b["type"] == "actions" for e in b["elements"] if "action_id" in e]),
    ):
        if len(held) != len(set(held)):
            return f"two of one {name}"
    return ""
