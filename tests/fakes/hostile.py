"""Text as bad as feeds can make it, for the renderers of both chats."""

from __future__ import annotations

from dataclasses import replace

from fakes.alerts import NEW
from hypothesis import strategies as st

from bot.model import AlertKind, SourceLink

PINGS = ("@everyone", "@here", "<@1>", "<@!1>", "<@&2>", "<#3>", "<!channel>", "<!here|x>", "<!subteam^S1>", "<@U1>", "<#C1|general>")
BOMBS = (
    "**bold", "__under", "||spoiler||", "`code", "```\nblock", "> quote", ">>> all", "# big", "-# small", "- list", "1. one", "~~gone~~",
    "[text](https://evil.example)",
    "https://evil.example/x", "<t:0:R>", "</run:1>", "<:emoji:1>", "<id:home>", ":skull:", "&amp;", "&lt;!channel&gt;",
    "<https://evil.example|bank>", "<!date^0^{date}|x>", "\\", "\\\\<@1>", "](",
    "](<https://evil.example>)", "\u202e", "\x1b[31m", "\x00", "\ud800",
)  # fmt: skip
SCRIPTS = (
    "북한이 탄도미사일을 발사했다",
    "Російські війська завдали удару",
    "أطلقت صواريخ باليستية",
    "השיגור נכשל",
    "弾道ミサイル",
    "🚀🧨👩‍👩‍👧‍👦",
    "e\u0301\u0301\u0301",
)
PIECES = st.one_of(st.sampled_from(PINGS + BOMBS + SCRIPTS), st.text(max_size=40), st.just(" "), st.just("\n"))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.sampled_from(SCRIPTS + PINGS + BOMBS).map(lambda piece: (piece + " ") * (1_500 // (len(piece) + 1))),
    st.sampled_from(("&", "<", "*", "_", "한", "a", "@", "🚀")).map(lambda mark: mark * 10_000),
)
URLS = st.one_of(
    st.text(max_size=60).map("https://outlet.example/".__add__),
    st.sampled_from(
        (
            "https://outlet.example/a_(b)_[c]?q=<d>|e&f=g h#:~:text=%D0%BE,%2D",
            "https://outlet.example/" + "x" * 3000,
            "javascript:alert(1)",
            "https://outlet.example/\u202ecod.exe",
            "https://[bad",
            "https://новости.example/путь",
        )
    ),
)
LINKS = st.lists(st.builds(SourceLink, TEXTS, URLS, URLS, TEXTS, TEXTS), max_size=15).map(tuple)
ALERTS = st.builds(
    lambda kind, **told: replace(NEW, kind=kind, **told),
    kind=st.sampled_from(AlertKind),
    headline=TEXTS,
    quote=TEXTS,
    quote_outlet=TEXTS,
    change=TEXTS,
    note=TEXTS,
    where=st.lists(TEXTS, max_size=3).map(tuple),
    parts=st.lists(TEXTS, max_size=8).map(tuple),
    links=LINKS,
    grade=TEXTS,
    severity=TEXTS,
)
