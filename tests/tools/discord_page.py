"""A Discord message, as its body says, as a web page: enough of Discord's look to judge a message by."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

Message = Mapping[str, Any]
TOKEN = re.compile(
    r"\\([^0-9A-Za-z\s])"  # 1: a mark made harmless
    r"|\[((?:\\.|[^\]\\])*)\]\(<([^>]+)>\)"  # 2, 3: a link
    r"|\*\*((?:\\.|[^*\\])+)\*\*"  # 4: bold
    r"|<t:(\d+):f>"  # 5: a moment
)
LINES = (("### ", "h3"), ("-# ", "small"), ("> ", "blockquote"))
STYLE = """
body{margin:0;background:#313338;color:#dbdee1;font:16px/1.375 'Noto Sans','Noto Sans CJK KR',sans-serif}
.message{display:flex;gap:12px;padding:8px 12px}
.reply{padding:8px 12px 0 64px;font-size:13px;color:#b5bac1;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.avatar{flex:none;width:40px;height:40px;border-radius:50%;background:#5865f2;color:#fff;font:700 20px/40px 'Noto Sans';text-align:center}
.said{min-width:0;flex:1;overflow-wrap:anywhere}
.name{font-weight:600;color:#f2f3f5}
.app{background:#5865f2;color:#fff;font-size:10px;padding:1px 4px;border-radius:3px;vertical-align:middle;margin:0 6px}
.at{font-size:12px;color:#949ba4}
.box{margin-top:4px;max-width:600px;background:#2b2d31;border:1px solid #3f4147;border-left:4px solid;border-radius:8px;padding:12px}
.text+.text,.gap+.text{margin-top:8px}
h3{margin:0 0 2px;font-size:17px;line-height:1.3;color:#f2f3f5}
small{display:block;font-size:13px;color:#949ba4}
blockquote{margin:2px 0;padding-left:10px;border-left:4px solid #4e5058}
a{color:#00a8fc;text-decoration:none}
time{background:#3f4147;border-radius:3px;padding:0 2px}
.thread{margin:8px 12px 8px 64px;padding:8px 12px;background:#2b2d31;border-radius:6px;font-size:14px}
.thread b{color:#f2f3f5}.thread span{color:#00a8fc}
.title{padding:10px 12px;border-bottom:1px solid #26272b;font-weight:600;color:#f2f3f5}
"""


def page(messages: Sequence[Message], threads: Mapping[str, Sequence[Message]], title: str = "") -> str:
    """The channel; under a message that has a thread, how many it holds."""
    shown = "".join(_message(message, messages) + _thread(threads.get(message["id"], ())) for message in messages)
    head = f'<div class="title">{html.escape(title)}</div>' if title else ""
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{head}{shown}'


def _message(message: Message, others: Sequence[Message]) -> str:
    said = "".join(_box(part) for part in message["components"])
    at = datetime.fromisoformat(message["timestamp"]).strftime("%H:%M")
    edited = ' <span class="at">(edited)</span>' if message.get("edited_timestamp") else ""
    name = f'<span class="name">Tocsin</span><span class="app">APP</span><span class="at">Today at {at}</span>{edited}'
    return f'{_answered(message, others)}<div class="message"><div class="avatar">T</div><div class="said">{name}{said}</div></div>'


def _answered(message: Message, others: Sequence[Message]) -> str:
    wanted = (message.get("message_reference") or {}).get("message_id")
    found = next((other for other in others if other["id"] == wanted), None)
    return '<div class="reply">↱ <b>Tocsin</b> Click to see attachment</div>' if found else ""


def _thread(messages: Sequence[Message]) -> str:
    if not messages:
        return ""
    count = f"{len(messages)} message{'' if len(messages) == 1 else 's'}"
    first = next(_contents(messages[0]["components"])).splitlines()[0].removeprefix("### ")
    return f'<div class="thread"><b>{_inline(first)[:400]}</b><br><span>{count} ›</span></div>'


def _contents(components: Sequence[Message]) -> Iterator[str]:
    for part in components:
        if "content" in part:
            yield part["content"]
        yield from _contents(part.get("components", ()))


def _box(part: Message) -> str:
    inner = "".join(
        f'<div class="text">{_text(c["content"])}</div>' if "content" in c else '<div class="gap"></div>' for c in part["components"]
    )
    return f'<div class="box" style="border-left-color:#{part["accent_color"]:06x}">{inner}</div>'


def _text(content: str) -> str:
    return "".join(map(_line, content.splitlines()))


def _line(line: str) -> str:
    for mark, element in LINES:
        if line.startswith(mark):
            return f"<{element}>{_inline(line.removeprefix(mark))}</{element}>"
    return f"<div>{_inline(line)}</div>"


def _inline(text: str) -> str:
    out, at = [], 0
    for found in TOKEN.finditer(text):
        out.append(html.escape(text[at : found.start()]))
        out.append(_token(found))
        at = found.end()
    return "".join([*out, html.escape(text[at:])])


def _token(found: re.Match[str]) -> str:
    mark, label, url, bold, moment = found.groups()
    if mark:
        return html.escape(mark)
    if url:
        return f'<a href="{html.escape(url)}">{_inline(label)}</a>'
    if bold:
        return f"<b>{_inline(bold)}</b>"
    return f"<time>{datetime.fromtimestamp(int(moment), UTC):%-d %B %Y %H:%M}</time>"
