"""A Discord message, as its body says, as a web page: enough of Discord's look to judge a message by."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

Message = Mapping[str, Any]
TOKEN = re.compile(
    r"\\([^0-9A-Za-z\s])"  # 1: a mark made harmless
    r"|\[((?:\\.|[^\]\\])*)\]\(<([^>]+)>\)"  # 2, 3: a link
    r"|\*\*((?:\\.|[^*\\])+)\*\*"  # 4: bold
    r"|<t:(\d+):f>"  # 5: a moment
    r"|<t:(\d+):R>"  # 6: how long ago
    r"|<#(\d+)>"  # 7: a channel
)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # when the pictures are taken
UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
LINES = (("### ", "h3"), ("-# ", "small"), ("> ", "blockquote"), ("- ", "li"))
CONTAINER, ROW, GALLERY, SEPARATOR, MENU = 17, 1, 12, 14, 3
STYLES = {1: "primary", 2: "", 3: "success", 4: "danger"}
STYLE = """
body{margin:0;background:#313338;color:#dbdee1;font:16px/1.375 'Noto Sans','Noto Sans CJK KR',sans-serif}
.message{display:flex;gap:12px;padding:8px 12px}
.reply{padding:8px 12px 0 64px;font-size:13px;color:#b5bac1;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.avatar{flex:none;width:40px;height:40px;border-radius:50%;background:#5865f2;color:#fff;font:700 20px/40px 'Noto Sans';text-align:center}
.said{min-width:0;flex:1;overflow-wrap:anywhere}
.name{font-weight:600;color:#f2f3f5}
.app{background:#5865f2;color:#fff;font-size:10px;padding:1px 4px;border-radius:3px;vertical-align:middle;margin:0 6px}
.at{font-size:12px;color:#949ba4}
.box{margin-top:4px;max-width:600px;background:#2b2d31;border:1px solid #3f4147;border-radius:8px;padding:12px}
.box.accent{border-left:4px solid}
.text+.text,.gap+.text,.text+.row,.row+.row,.picture+.row,.text+.picture{margin-top:8px}
h3{margin:0 0 2px;font-size:17px;line-height:1.3;color:#f2f3f5}
small{display:block;font-size:13px;color:#949ba4}
li{margin:3px 0 3px 18px}
blockquote{margin:2px 0;padding-left:10px;border-left:4px solid #4e5058}
a{color:#00a8fc;text-decoration:none}
b{color:#f2f3f5}
time{background:#3f4147;border-radius:3px;padding:0 2px}
.row{display:flex;flex-wrap:wrap;gap:8px}
.button{background:#4e5058;color:#fff;font:500 14px/32px 'Noto Sans';border-radius:8px;padding:0 14px}
.button.primary{background:#5865f2}.button.danger{background:#da373c}.button.success{background:#248046}
.menu{flex:1;background:#1e1f22;border:1px solid #3f4147;border-radius:8px;padding:7px 12px;color:#949ba4;font-size:15px}
.menu:after{content:'▾';float:right}
.options{margin-top:4px;background:#1e1f22;border:1px solid #3f4147;border-radius:8px;padding:4px 0;font-size:15px;width:100%}
.options div{padding:5px 12px}.options i{display:block;font:13px 'Noto Sans';color:#949ba4}
.picture{max-width:100%;border-radius:8px;display:block}
.mine{margin-top:4px;font-size:12px;color:#949ba4}.mine a{font-size:12px}
.thread{margin:8px 12px 8px 64px;padding:8px 12px;background:#2b2d31;border-radius:6px;font-size:14px}
.thread b{color:#f2f3f5}.thread span{color:#00a8fc}
.title{padding:10px 12px;border-bottom:1px solid #26272b;font-weight:600;color:#f2f3f5}
.form{margin:12px;background:#313338;border:1px solid #3f4147;border-radius:12px;padding:16px}
.form h2{margin:0 0 12px;font-size:20px;color:#f2f3f5}
.field{margin-bottom:12px}.field b{display:block;font-size:15px}
.field i{display:block;font:13px 'Noto Sans';color:#949ba4;margin-bottom:4px}
.input{background:#1e1f22;border:1px solid #3f4147;border-radius:8px;padding:8px 12px;min-height:22px;font-size:15px}
.input.long{min-height:66px}.needed{color:#f23f43}
"""


def page(
    messages: Sequence[Message],
    threads: Mapping[str, Sequence[Message]],
    title: str = "",
    pictures: Mapping[str, str] | None = None,
    *,
    opened: bool = False,
) -> str:
    """The channel; under a message that has a thread, how many it holds. `opened`: menus show what they offer."""
    shown = "".join(
        _message(message, messages, pictures or {}, opened=opened) + _thread(threads.get(message["id"], ())) for message in messages
    )
    return sheet(shown, title)


def sheet(shown: str, title: str = "") -> str:
    """A page of these parts."""
    head = f'<div class="title">{html.escape(title)}</div>' if title else ""
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{head}{shown}'


def form(modal: Mapping[str, Any]) -> str:
    """An open form."""
    fields = "".join(map(_field, modal["components"]))
    send = '<div class="row"><span class="button primary">Submit</span><span class="button">Cancel</span></div>'
    return f'<div class="form"><h2>{html.escape(modal["title"])}</h2>{fields}{send}</div>'


def _field(label: Mapping[str, Any]) -> str:
    held = label["component"]
    about = f"<i>{html.escape(label['description'])}</i>" if label.get("description") else ""
    needed = ' <span class="needed">*</span>' if held.get("required") else ""
    chosen = next((one["label"] for one in held.get("options", ()) if one.get("default")), "")
    inner = f'<div class="input{" long" if held.get("style") == 2 else ""}">{html.escape(held.get("value") or chosen)}</div>'
    if held["type"] != 4:
        inner = f'<div class="menu">{html.escape(chosen or _asked_for(held["type"]))}</div>'
    return f'<div class="field"><b>{html.escape(label["label"])}{needed}</b>{about}{inner}</div>'


def _asked_for(kind: int) -> str:
    return {6: "Select a role", 8: "Select a channel"}.get(kind, "Make a selection")


def _message(message: Message, others: Sequence[Message], pictures: Mapping[str, str], *, opened: bool) -> str:
    said = "".join(_top(part, pictures, opened=opened) for part in message["components"])
    at = datetime.fromisoformat(message["timestamp"]).strftime("%H:%M")
    edited = ' <span class="at">(edited)</span>' if message.get("edited_timestamp") else ""
    name = f'<span class="name">Tocsin</span><span class="app">APP</span><span class="at">Today at {at}</span>{edited}'
    mine = '<div class="mine">👁 Only you can see this · <a>Dismiss message</a></div>' if message.get("flags", 0) & 64 else ""
    used = f'<div class="reply">↱ <b>{html.escape(message["used"])}</b></div>' if message.get("used") else _answered(message, others)
    return f'{used}<div class="message"><div class="avatar">T</div><div class="said">{name}{said}{mine}</div></div>'


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


def _top(part: Message, pictures: Mapping[str, str], *, opened: bool) -> str:
    if part["type"] != CONTAINER:
        return _part(part, pictures, opened=opened)
    inner = "".join(_part(one, pictures, opened=opened) for one in part["components"])
    colour = part.get("accent_color")
    accent = f' accent" style="border-left-color:#{colour:06x}' if colour is not None else ""
    return f'<div class="box{accent}">{inner}</div>'


def _part(part: Message, pictures: Mapping[str, str], *, opened: bool) -> str:
    if "content" in part:
        return f'<div class="text">{_text(part["content"])}</div>'
    if part["type"] == ROW:
        return f'<div class="row">{"".join(_pressable(one, opened=opened) for one in part["components"])}</div>'
    if part["type"] == GALLERY:
        return "".join(f'<img class="picture" alt="" src="{pictures.get(one["media"]["url"], "")}">' for one in part["items"])
    return '<div class="gap"></div>' if part["type"] == SEPARATOR else ""


def _pressable(part: Message, *, opened: bool) -> str:
    if part["type"] != MENU:
        return f'<span class="button {STYLES.get(part.get("style", 2), "")}">{html.escape(part["label"])}</span>'
    menu = f'<span class="menu">{html.escape(part.get("placeholder") or "Make a selection")}</span>'
    return menu + (f'<div class="options">{"".join(map(_offered, part["options"]))}</div>' if opened else "")


def _offered(one: Message) -> str:
    about = f"<i>{html.escape(one['description'])}</i>" if one.get("description") else ""
    return f"<div>{html.escape(one['label'])}{about}</div>"


def _text(content: str) -> str:
    return "".join(map(_line, content.splitlines()))


def _line(line: str) -> str:
    for mark, element in LINES:
        if line.startswith(mark):
            return f"<{element}>{_inline(line.removeprefix(mark))}</{element}>"
    return f"<div>{_inline(line) or '&nbsp;'}</div>"


def _inline(text: str) -> str:
    out, at = [], 0
    for found in TOKEN.finditer(text):
        out.append(html.escape(text[at : found.start()]))
        out.append(_token(found))
        at = found.end()
    return "".join([*out, html.escape(text[at:])])


def _ago(gone: timedelta) -> str:
    """As Discord says it, to the largest unit."""
    seconds = abs(int(gone.total_seconds()))
    size, unit = next(((n, u) for n, u in UNITS if seconds >= n), (1, "second"))
    count = seconds // size
    told = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{told} ago" if gone >= timedelta(0) else f"in {told}"


def _token(found: re.Match[str]) -> str:
    mark, label, url, bold, moment, ago, room = found.groups()
    if mark:
        return html.escape(mark)
    if url:
        return f'<a href="{html.escape(url)}">{_inline(label)}</a>'
    if bold:
        return f"<b>{_inline(bold)}</b>"
    if room:
        return "<a>#desk</a>"
    if ago:
        return f"<time>{_ago(NOW - datetime.fromtimestamp(int(ago), UTC))}</time>"
    return f"<time>{datetime.fromtimestamp(int(moment), UTC):%-d %B %Y %H:%M}</time>"
