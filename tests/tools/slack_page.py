"""Slack's screens, as their blocks say, as web pages: enough of Slack's look to judge a message, a modal or App Home by."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Block = Mapping[str, Any]
MARKUP = re.compile(r"<!date\^(\d+)\^[^|]*\|[^>]*>|<(https?://[^|>]+)\|([^>]*)>")
STYLE = """
*{box-sizing:border-box}
body{margin:0;min-height:150px;background:#fff;color:#1d1c1d;font:15px/1.46 'Noto Sans','Noto Sans CJK KR',sans-serif}
.message{display:flex;gap:8px;padding:8px 16px}
.reply{margin-left:44px;border-left:2px solid #ddd}
.alone{background:#f8f8f8}
.avatar{flex:none;width:36px;height:36px;border-radius:4px;background:#1d2b3a;color:#fff;font:700 18px/36px 'Noto Sans';text-align:center}
.said{min-width:0;flex:1;overflow-wrap:anywhere}
.name{font-weight:900}
.app{background:#e8e8e8;color:#616061;font-size:10px;padding:1px 3px;border-radius:2px;vertical-align:middle;margin:0 4px}
.at,.small{font-size:12px;color:#616061}
.block{margin:4px 0}
h2{font-size:18px;line-height:1.3;margin:12px 0 4px}
hr{border:0;border-top:1px solid #ddd;margin:12px 0}
ul{margin:2px 0;padding-left:22px}
li{margin:3px 0}
code{font:12px 'Noto Sans Mono',monospace;color:#c01343;background:#f7f7f7;border:1px solid #e1e1e1;border-radius:3px;padding:1px 3px}
blockquote{margin:4px 0;padding-left:12px;border-left:4px solid #ddd}
.context{font-size:13px;color:#616061;display:flex;flex-wrap:wrap;column-gap:8px}
a{color:#1264a3;text-decoration:none}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.button,.menu{border:1px solid #bbb;border-radius:4px;padding:4px 12px;font:700 13px/1.4 'Noto Sans';background:#fff;max-width:100%}
.menu{font-weight:400;display:flex;gap:24px;justify-content:space-between;min-width:160px}
.danger{color:#e01e5a;border-color:#e01e5a}
.send{background:#007a5a;border-color:#007a5a;color:#fff}
img{max-width:min(100%,360px);border-radius:4px;border:1px solid #ddd;display:block}
.modal{margin:12px;border:1px solid #ccc;border-radius:8px;box-shadow:0 2px 12px #0002}
.head{font:900 18px/1.3 'Noto Sans';padding:14px 18px;border-bottom:1px solid #ddd}
.body{padding:10px 18px;overflow-wrap:anywhere}
.foot{display:flex;gap:8px;justify-content:flex-end;padding:12px 18px;border-top:1px solid #ddd}
.label{font-weight:700;margin-top:10px}
.optional{font-weight:400;color:#616061}
.field{border:1px solid #bbb;border-radius:4px;padding:6px 12px;margin:3px 0;min-height:34px;display:flex;justify-content:space-between}
.long{min-height:72px}
.empty{color:#868686}
.home{padding:4px 18px 14px}
"""


def page(messages: Sequence[Block]) -> str:
    """A channel; replies stand under their message, those that the channel sees say so."""
    posts = [message for message in messages if "thread_ts" not in message]
    shown = "".join(_message(post) + "".join(_reply(m) for m in messages if m.get("thread_ts") == post["ts"]) for post in posts)
    return _page(shown)


def answer_page(asked: str, told: Block, files: Mapping[str, bytes]) -> str:
    """What somebody wrote or pressed, and the answer."""
    alone = told.get("response_type") == "ephemeral"
    only = '<div class="small">👁 Only visible to you</div>' if alone else ""
    said = f'<div class="message"><span class="small">{html.escape(asked)}</span></div>' if asked else ""
    head = '<span class="name">Tocsin</span><span class="app">APP</span><span class="at">09:12</span>'
    body = f'<div class="avatar">T</div><div class="said">{only}{head}{blocks(told["blocks"], files)}</div>'
    return _page(f'{said}<div class="message{" alone" if alone else ""}">{body}</div>')


def view_page(view: Block) -> str:
    """A modal, or App Home."""
    if view["type"] == "home":
        return _page(f'<div class="home">{blocks(view["blocks"], {})}</div>')
    buttons = [("button", view["close"]["text"])] + ([("button send", view["submit"]["text"])] if view.get("submit") else [])
    foot = "".join(f'<span class="{kind}">{html.escape(text)}</span>' for kind, text in buttons)
    head = f'<div class="head">{html.escape(view["title"]["text"])}</div>'
    return _page(f'<div class="modal">{head}<div class="body">{blocks(view["blocks"], {})}</div><div class="foot">{foot}</div></div>')


def _page(shown: str) -> str:
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{shown}'


def _reply(message: Block) -> str:
    return f'<div class="reply">{_message(message, also=message.get("subtype") == "thread_broadcast")}</div>'


def _message(message: Block, *, also: bool = False) -> str:
    at = datetime.fromtimestamp(float(message["ts"]), UTC).strftime("%H:%M")
    edited = ' <span class="at">(edited)</span>' if message.get("edited") else ""
    head = f'<span class="name">Tocsin</span><span class="app">APP</span><span class="at">{at}</span>{edited}'
    told = '<div class="small">Also sent to the channel</div>' if also else ""
    said = f'<div class="said">{head}{told}{blocks(message["blocks"], {})}</div>'
    return f'<div class="message"><div class="avatar">T</div>{said}</div>'


def blocks(shown: Sequence[Block], files: Mapping[str, bytes]) -> str:
    """The blocks; `files` are uploaded pictures by id."""
    return "".join(f'<div class="block">{_block(block, files)}</div>' for block in shown)


def _block(block: Block, files: Mapping[str, bytes]) -> str:
    kind = block["type"]
    if kind == "rich_text":
        return "".join(map(_rich, block["elements"]))
    if kind == "actions":
        return f'<div class="actions">{"".join(map(_pressed, block["elements"]))}</div>'
    if kind == "image":
        png = base64.b64encode(files[block["slack_file"]["id"]]).decode()
        return f'<img alt="{html.escape(block["alt_text"])}" src="data:image/png;base64,{png}">'
    simple = {"divider": "<hr>", "header": f"<h2>{html.escape((block.get('text') or {}).get('text', ''))}</h2>"}
    if kind == "input":
        return _input(block)
    return simple.get(kind) or f'<div class="context">{"".join(f"<span>{_said(part)}</span>" for part in block["elements"])}</div>'


def _rich(element: Block) -> str:
    if element["type"] == "rich_text_list":
        return f"<ul>{''.join(f'<li>{_leaves(line)}</li>' for line in element['elements'])}</ul>"
    inner = _leaves(element)
    return f"<blockquote>{inner}</blockquote>" if element["type"] == "rich_text_quote" else f"<div>{inner}</div>"


def _leaves(element: Block) -> str:
    return "".join(map(_leaf, element["elements"]))


def _leaf(leaf: Block) -> str:
    text = html.escape(leaf.get("text", ""))
    if leaf["type"] == "link":
        return f'<a href="{html.escape(leaf["url"])}">{text}</a>'
    if leaf["type"] == "channel":
        return f"<a>#{CHANNELS.get(leaf['channel_id'], leaf['channel_id'])}</a>"
    if leaf["type"] == "date":
        text = html.escape(leaf["fallback"])
    style = leaf.get("style") or {}
    text = f"<code>{text}</code>" if style.get("code") else text
    return f"<b>{text}</b>" if style.get("bold") else text


CHANNELS = {"C1": "desk", "C2": "black-sea"}


def _pressed(element: Block) -> str:
    if element["type"] == "overflow":
        return '<span class="button">⋯</span>'
    if element["type"] == "static_select":
        return _menu((element.get("initial_option") or element)["text" if element.get("initial_option") else "placeholder"]["text"], "menu")
    danger = " danger" if element.get("style") == "danger" else ""
    return f'<span class="button{danger}">{html.escape(element["text"]["text"])}</span>'


def _menu(text: str, kind: str) -> str:
    return f'<span class="{kind}"><span>{html.escape(text)}</span><span>▾</span></span>'


def _input(block: Block) -> str:
    element = block["element"]
    optional = ' <span class="optional">(optional)</span>' if block.get("optional") else ""
    hint = f'<div class="small">{html.escape(block["hint"]["text"])}</div>' if block.get("hint") else ""
    return f'<div class="label">{html.escape(block["label"]["text"])}{optional}</div>{_field(element)}{hint}'


def _field(element: Block) -> str:
    if element["type"] == "plain_text_input":
        return f'<div class="field{" long" if element.get("multiline") else ""}">{html.escape(element.get("initial_value", ""))}</div>'
    if element["type"] == "conversations_select":
        held = element.get("initial_conversation") or ("C1" if element.get("default_to_current_conversation") else "")
        return _menu(f"#{CHANNELS.get(held, held)}", "field") if held else _menu(element["placeholder"]["text"], "field empty")
    first = element.get("initial_option")
    return _menu(first["text"]["text"], "field") if first else _menu(element["placeholder"]["text"], "field empty")


def _said(part: Block) -> str:
    return html.escape(part["text"]) if part["type"] == "plain_text" else MARKUP.sub(_marked, part["text"])


def _marked(found: re.Match[str]) -> str:
    moment, url, label = found.groups()
    return f"{datetime.fromtimestamp(int(moment), UTC):%b %-d, %Y %-I:%M %p}" if moment else f'<a href="{url}">{label}</a>'
