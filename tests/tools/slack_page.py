"""A Slack message, as its blocks say, as a web page: enough of Slack's look to judge a message by."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Message = Mapping[str, Any]
MARKUP = re.compile(r"<!date\^(\d+)\^[^|]*\|[^>]*>|<(https?://[^|>]+)\|([^>]*)>")
STYLE = """
body{margin:0;background:#fff;color:#1d1c1d;font:15px/1.46 'Noto Sans','Noto Sans CJK KR',sans-serif}
.message{display:flex;gap:8px;padding:8px 16px}
.reply{margin-left:44px;border-left:2px solid #ddd}
.avatar{flex:none;width:36px;height:36px;border-radius:4px;background:#1d2b3a;color:#fff;font:700 18px/36px 'Noto Sans';text-align:center}
.said{min-width:0;flex:1;overflow-wrap:anywhere}
.name{font-weight:900}
.app{background:#e8e8e8;color:#616061;font-size:10px;padding:1px 3px;border-radius:2px;vertical-align:middle;margin:0 4px}
.at{font-size:12px;color:#616061}
.block{margin:4px 0}
blockquote{margin:4px 0;padding-left:12px;border-left:4px solid #ddd}
.context{font-size:13px;color:#616061;display:flex;flex-wrap:wrap;column-gap:8px}
a{color:#1264a3;text-decoration:none}
.also{font-size:12px;color:#616061}
"""


def page(messages: Sequence[Message]) -> str:
    """A channel; replies stand under their message, those that the channel sees say so."""
    posts = [message for message in messages if "thread_ts" not in message]
    shown = "".join(_message(post) + "".join(_reply(m) for m in messages if m.get("thread_ts") == post["ts"]) for post in posts)
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{shown}'


def _reply(message: Message) -> str:
    return f'<div class="reply">{_message(message, also=message.get("subtype") == "thread_broadcast")}</div>'


def _message(message: Message, *, also: bool = False) -> str:
    at = datetime.fromtimestamp(float(message["ts"]), UTC).strftime("%H:%M")
    edited = ' <span class="at">(edited)</span>' if message.get("edited") else ""
    head = f'<span class="name">Tocsin</span><span class="app">APP</span><span class="at">{at}</span>{edited}'
    told = '<div class="also">Also sent to the channel</div>' if also else ""
    said = "".join(f'<div class="block">{_block(block)}</div>' for block in message["blocks"])
    return f'<div class="message"><div class="avatar">T</div><div class="said">{head}{told}{said}</div></div>'


def _block(block: Message) -> str:
    if block["type"] == "rich_text":
        return "".join(map(_rich, block["elements"]))
    return f'<div class="context">{"".join(f"<span>{_said(part)}</span>" for part in block["elements"])}</div>'


def _rich(element: Message) -> str:
    inner = "".join(map(_leaf, element["elements"]))
    return f"<blockquote>{inner}</blockquote>" if element["type"] == "rich_text_quote" else f"<div>{inner}</div>"


def _leaf(leaf: Message) -> str:
    text = html.escape(leaf.get("text", ""))
    if leaf["type"] == "link":
        return f'<a href="{html.escape(leaf["url"])}">{text}</a>'
    return f"<b>{text}</b>" if (leaf.get("style") or {}).get("bold") else text


def _said(part: Message) -> str:
    return html.escape(part["text"]) if part["type"] == "plain_text" else MARKUP.sub(_marked, part["text"])


def _marked(found: re.Match[str]) -> str:
    moment, url, label = found.groups()
    return f"{datetime.fromtimestamp(int(moment), UTC):%b %-d, %Y %-I:%M %p}" if moment else f'<a href="{url}">{label}</a>'
