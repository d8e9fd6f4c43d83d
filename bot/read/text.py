"""Plain text out of what feeds call text: HTML, escaped HTML, or neither. Paragraphs are apart by an empty line."""

from __future__ import annotations

import html
import re

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

LIMIT = 200_000  # characters of one story; no article is longer, and the rest is noise or an attack
DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "form", "button", "select", "textarea",
    "input", "head", "audio", "video", "canvas", "nav",
})  # fmt: skip
BLOCKS = frozenset({
    "p", "div", "section", "article", "aside", "main", "header", "footer", "figure", "figcaption", "blockquote", "pre", "ul", "ol", "dl",
    "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "hr", "address", "details", "summary", "li",
})  # fmt: skip
TAG = re.compile(
    r"</?(?:p|a|b|i|u|br|em|hr|li|ol|ul|td|th|tr|div|img|pre|sub|sup|span|font|table|small|strong|figure|iframe|script|style|center|"
    r"h[1-6]|blockquote|figcaption)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Controls, soft hyphens, zero-width and bidi signs: invisible, and each would stand between a word and its match.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffe\uffff]"
)
BLANKS = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r" ?\n ?")
GAPS = re.compile(r"\n{3,}")
BREAK, PARAGRAPH = "\x00", "\x01"  # marks of our own while a tree is read: neither can come in, controls are taken out first
PASSES = 3  # markup that was escaped, and escaped again


def plain(told: str, limit: int = LIMIT) -> str:
    """The text as a reader sees it, paragraphs apart by an empty line; at most `limit` characters."""
    text = told[: limit * 4]
    for _ in range(PASSES):
        if _is_markup(text):
            text = _without_markup(text)
        elif ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    return cut(_tidy(text), limit)


def _is_markup(text: str) -> bool:
    """Whether there is a tag in it: "a<b then c>" is none, for what follows a tag's name is empty, one word, or has an = in it."""
    return any("=" in found[0] or len(found[0].split()) < 3 for found in TAG.finditer(text))


def line(told: str, limit: int = 1000) -> str:
    """The text in one line: a title, a name."""
    return " ".join(plain(told, limit).split())


def cut(text: str, limit: int) -> str:
    """The text up to a limit, whole paragraphs or at least whole words of it."""
    if len(text) <= limit:
        return text
    ends = (text.rfind(mark, limit // 2, limit) for mark in ("\n\n", ". ", " "))
    end = next((at + (text[at] == ".") for at in ends if at > 0), limit)
    return text[:end].rstrip()


def _tidy(text: str) -> str:
    if text.isprintable() and "  " not in text:  # neither line break nor hidden sign: most titles and summaries
        return text.replace("\xa0", " ").strip()
    clean = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    clean = BREAKS.sub("\n", BLANKS.sub(" ", clean))
    return GAPS.sub("\n\n", clean).strip()


def _without_markup(text: str) -> str:
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    clean = INVISIBLE.sub("", text)
    try:
        root = etree.fromstring(f"<div>{clean}</div>".encode("utf-8", errors="ignore"), parser)
    except etree.XMLSyntaxError:
        root = None
    whole = root is not None and not parser.error_log.filter_from_fatals()  # a tree thousands deep is given up half way
    return text_of(root) if whole else TAG.sub(" ", clean)


def text_of(root: etree._Element) -> str:
    """The text of a tree; blocks become paragraphs, source line breaks are only blanks."""
    parts: list[str] = []
    skipping: etree._Element | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if skipping is not None:
            if event == "end" and node is skipping:
                skipping = None
                parts.append(node.tail or "")
            continue
        if event == "start" and node.tag in DROPPED:
            skipping = node
            continue
        _tell(parts, event, node)
    flat = BLANKS.sub(" ", "".join(parts).replace("\n", " "))
    return re.sub(rf"[ {BREAK}]*{PARAGRAPH}[ {BREAK}{PARAGRAPH}]*", "\n\n", flat).replace(BREAK, "\n").strip()


def _tell(parts: list[str], event: str, node: etree._Element) -> None:
    block = node.tag in BLOCKS
    if event == "start":
        parts.append(PARAGRAPH if block else BREAK if node.tag == "br" else " " if node.tag in {"td", "th"} else "")
        parts.append(node.text or "")
    else:
        parts.append(PARAGRAPH if block else "")
        parts.append(node.tail or "")
