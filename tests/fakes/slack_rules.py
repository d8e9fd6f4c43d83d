"""Slack's rules: slack-sdk's own models where they know one, and the limits and habits they do not."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.basic_components import Option
from slack_sdk.models.views import View

ENTITY = re.compile(r"&(?:amp|lt|gt);")
MARKUP = re.compile(r"<(?:https?://[^\s<>|]+(?:\|[^<>|]*)?|!date\^\d+\^[^<>^|]+(?:\^https?://[^\s<>|]+)?\|[^<>|]+)>")
RICH = frozenset({"rich_text_section", "rich_text_quote", "rich_text_list", "rich_text_preformatted"})
LEAVES = frozenset({"text", "link", "date", "emoji", "channel"})
KNOWN = frozenset({"rich_text", "context", "section", "divider", "actions", "header", "image"})
INPUTS = frozenset({"plain_text_input", "static_select", "external_select", "conversations_select"})
ACTIONS = frozenset({"button", "static_select", "overflow"})
TEXTS = {"header": 150, "section": 3000, "context": 3000, "button": 75, "option": 75}
OPTION_VALUE, OVERFLOW = 150, 5
POSTS = frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"})
VIEWS = {"views.open": "modal", "views.update": "modal", "views.publish": "home"}


def refusal(method: str, body: dict[str, Any], pingable: Collection[str] = ()) -> str:
    """Why a call's body breaks a rule; "" where it breaks none. `pingable` are the user groups that a watch may call."""
    if method in VIEWS:
        return refusal_of_view(body.get("view") or {}, VIEWS[method])
    if method not in POSTS:
        return ""
    if method == "chat.postMessage":
        body = body | {"blocks": [block for block in body.get("blocks") or [] if block not in [_call(group) for group in pingable]]}
    rules = [_text, _count, _models, _blocks, _ids]
    if method in {"chat.postMessage", "response_url"}:
        rules.append(_quiet_answer if method == "response_url" else _quiet)
    if method == "chat.postMessage" and str(body.get("channel", ""))[:1] in "CG":
        rules.append(_metadata)
    return next((why for rule in rules if (why := rule(body))), "")


def refusal_of_view(view: dict[str, Any], kind: str) -> str:
    """Why a modal or an App Home breaks a rule; "" where it breaks none."""
    if view.get("type") != kind:
        return f"a view of type {view.get('type')!r}"
    try:
        View(**view).validate_json()
    except (SlackObjectFormationError, TypeError, ValueError) as fault:
        return str(fault)
    if kind == "modal" and not view.get("title"):
        return "a modal without a title"
    if kind == "modal" and any(block["type"] == "input" for block in view["blocks"]) and not view.get("submit"):
        return "inputs, and nothing that sends them"
    rules = (_inputs, _models, _blocks, _ids)
    return next((why for rule in rules if (why := rule(view))), "")


def refusal_of_options(options: list[dict[str, Any]]) -> str:
    """Why a menu's choices break a rule; "" where they break none."""
    if len(options) > 100:
        return f"{len(options)} options"
    return next((why for option in options if (why := _option(option, OPTION_VALUE))), "")


def _inputs(view: dict[str, Any]) -> str:
    for block in view["blocks"]:
        if block["type"] not in KNOWN | {"input"}:
            return f"a block of type {block['type']!r} in a view"
        if block["type"] == "input" and (why := _input(block)):
            return why
    return ""


def _input(block: dict[str, Any]) -> str:
    element = block["element"]
    if element["type"] not in INPUTS:
        return f"an input of type {element['type']!r}"
    if not block["label"]["text"].strip() or len(block["label"]["text"]) > 2000:
        return "a label that is empty or over 2000"
    if len((block.get("hint") or {}).get("text", "")) > 2000:
        return "a hint over 2000"
    if element["type"] == "plain_text_input":
        return "an initial value over its limit" if len(element.get("initial_value", "")) > element.get("max_length", 3000) else ""
    return _menu(element)


def _menu(element: dict[str, Any]) -> str:
    """A select or an overflow: its options, and what is chosen at first."""
    options, first = element.get("options") or [], element.get("initial_option")
    if element["type"] == "static_select" and not options:
        return "a menu of nothing"
    if element["type"] == "static_select" and first and first not in options:
        return "chosen at first: what is not offered"
    if element["type"] == "overflow" and not 1 <= len(options) <= OVERFLOW:
        return f"{len(options)} options in an overflow"
    if len({option["value"] for option in options}) != len(options):
        return "two options of one value"
    return refusal_of_options([*options, *([first] if first else [])][:101])


def _option(option: dict[str, Any], _: int) -> str:
    try:
        Option.parse_all([option])[0].validate_json()
    except (SlackObjectFormationError, TypeError, ValueError) as fault:
        return str(fault)
    if not 0 < len(option["value"]) <= OPTION_VALUE:
        return f"an option's value of {len(option['value'])}"
    return _said(option["text"], TEXTS["option"])


def _quiet_answer(body: dict[str, Any]) -> str:
    loud = [name for name in ("unfurl_links", "unfurl_media") if body.get(name) is not False]
    if loud:
        return f"{loud[0]} is not off"
    if body.get("response_type") not in {"ephemeral", "in_channel"}:
        return f"a response_type of {body.get('response_type')!r}"
    return "" if isinstance(body.get("replace_original"), bool) else "nothing says whether it replaces the message it answers"


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
    rule = BLOCKS.get(block["type"])
    return rule(block) if rule else ""


def _context(block: dict[str, Any]) -> str:
    size = len(block["elements"])
    return f"{size} elements in a context" if not 1 <= size <= 10 else _first(_said, block["elements"], TEXTS["context"])


def _section(block: dict[str, Any]) -> str:
    if block["type"] == "header" and block["text"]["type"] != "plain_text":
        return "a header in markup"
    fields = block.get("fields") or []
    if len(fields) > 10:
        return "more than ten fields"
    return _first(_said, [block["text"]] if block.get("text") else [], TEXTS[block["type"]]) or _first(_said, fields, 2000)


def _image(block: dict[str, Any]) -> str:
    return "" if 0 < len(block.get("alt_text", "").strip()) <= 2000 else "a picture without words, or with too many"


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
    if leaf["type"] == "channel" and not re.fullmatch(r"[CG][A-Z0-9]+", leaf["channel_id"]):
        return f"no channel: {leaf['channel_id']!r}"
    text = leaf.get("text", "x")
    return "" if text and len(text) <= limit else f"a rich_text leaf of {len(text)} characters"


def _actions(elements: list[dict[str, Any]]) -> str:
    if not 1 <= len(elements) <= 25:
        return f"{len(elements)} elements in actions"
    unknown = [element["type"] for element in elements if element["type"] not in ACTIONS]
    if unknown:
        return f"an element of type {unknown[0]!r} in actions"
    if why := next((why for element in elements if element["type"] != "button" and (why := _menu(element))), ""):
        return why
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
    long = [one for block in blocks for one in (block.get("block_id") or "", *_action_ids(block)) if len(one) > 255]
    return "an id over 255" if long else ""


def _action_ids(block: dict[str, Any]) -> list[str]:
    return [element.get("action_id", "") for element in block.get("elements") or [] if block["type"] == "actions"]


BLOCKS = {
    "rich_text": lambda block: _rich(block["elements"]),
    "context": _context,
    "section": _section,
    "header": _section,
    "image": _image,
    "actions": lambda block: _actions(block["elements"]),
}
