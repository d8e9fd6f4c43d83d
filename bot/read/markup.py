"""What a page tells about itself: JSON-LD, meta tags, canonical address, correction notes. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from bot.read.text import line, plain, text_of

ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
            "LiveBlogPosting", "BlogPosting", "ReviewNewsArticle", "Report", "TechArticle", "PressRelease")  # fmt: skip
PUBLISHED = ("article:published_time", "og:article:published_time", "og:published_time", "datePublished", "date", "pubdate",
             "publish-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "DC.date.issued", "dcterms.created",
             "article.published", "cXenseParse:recs:publishtime", "publication_date")  # fmt: skip
AUTHORS = ("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author")
NOTE_WORDS = ("correction", "editors-note", "editor-note", "editorsnote", "article-note", "clarification", "amendment")
LD_LIMIT = 500_000  # characters of one JSON-LD block
NODES = 2000  # nodes of one block that are looked at


@dataclass(frozen=True, slots=True)
class Markup:
    """A page's word about itself; empty where it says nothing."""

    title: str = ""
    published: datetime | None = None
    byline: str = ""
    headings: tuple[str, ...] = ()  # its h1 lines
    canonical: str = ""
    free: bool = True  # False where the page says that it is behind a paywall
    notes: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()  # the posts of a live blog, in its order
    language: str = ""
    amp: str = ""  # the address of its AMP twin


def markup_of(tree: Any) -> Markup:
    """Everything a parsed page (an lxml tree) tells about itself; JSON-LD before meta tags."""
    metas = _metas(tree)
    articles = [node for node in _nodes(tree) if _is_article(node)]
    main = next(iter(articles), {})
    return Markup(
        title=line(_first(metas, ("og:title", "twitter:title")) or str(main.get("headline") or "") or _title(tree)),
        published=_time(main.get("datePublished")) or _meta_time(metas) or _tag_time(tree),
        byline=_authors(main.get("author")) or _byline(metas) or _signed(tree),
        headings=tuple(line(text_of(tag), 500) for tag in islice(tree.iter("h1"), 3)),
        canonical=_based_on(main) or _link(tree, "canonical"),
        free=str(main.get("isAccessibleForFree", "true")).lower() not in {"false", "no", "0"},
        notes=_notes(tree, main),
        updates=_updates(main),
        language=(tree.get("lang") or "").partition("-")[0].lower(),
        amp=_link(tree, "amphtml"),
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and tag.get("content"):
            found.setdefault(name.strip(), tag.get("content").strip())
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _title(tree: Any) -> str:
    found = tree.find(".//title")
    return str(found.text or "") if found is not None else ""


def _link(tree: Any, rel: str) -> str:
    return next((tag.get("href", "").strip() for tag in tree.iter("link") if rel in (tag.get("rel") or "").lower().split()), "")


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    for tag in tree.iter("script"):
        if "ld+json" in (tag.get("type") or "") and tag.text and len(tag.text) < LD_LIMIT:
            yield from _walked(_loaded(tag.text))


def _loaded(text: str) -> object:
    """The block's JSON; line breaks inside strings, a common fault, are let pass."""
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _walked(root: object) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [root], 0
    while waiting and seen < NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, Mapping):
            yield node
            waiting += [value for key, value in node.items() if key in {"@graph", "mainEntity", "mainEntityOfPage"}]
        elif isinstance(node, list):
            waiting += node


def _types(node: Mapping[str, Any]) -> set[str]:
    told = node.get("@type")
    return {str(name) for name in (told if isinstance(told, list) else [told])}


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(name.rpartition("/")[2] in ARTICLES for name in _types(node))


def _time(told: object) -> datetime | None:
    """A moment to the minute; a bare date is none, for the feed knows better."""
    if not isinstance(told, str) or len(told.strip()) < 16:
        return None
    try:
        found = datetime.fromisoformat(told.strip().replace("Z", "+00:00").replace(" +", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _meta_time(metas: Mapping[str, str]) -> datetime | None:
    return next((found for name in PUBLISHED if (found := _time(metas.get(name)))), None)


def _tag_time(tree: Any) -> datetime | None:
    """The first <time> of the page that is marked as its publication, or the first in its article."""
    times = [tag for tag in tree.iter("time") if tag.get("datetime")]
    marked = [
        tag for tag in times if tag.get("pubdate") is not None or "publish" in (tag.get("itemprop") or tag.get("class") or "").lower()
    ]
    return next((found for tag in [*marked, *times[:1]] if (found := _time(tag.get("datetime")))), None)


def _authors(told: object) -> str:
    people = told if isinstance(told, list) else [told]
    names = [str(one.get("name") or "") if isinstance(one, Mapping) else str(one or "") for one in people]
    return line(", ".join(name for name in names if name and not name.startswith("http")), 300)


def _byline(metas: Mapping[str, str]) -> str:
    return next((line(metas[name], 300) for name in AUTHORS if metas.get(name) and not metas[name].startswith("http")), "")


def _signed(tree: Any) -> str:
    """The credit as it stands on the page, where it is marked as one."""
    marked = (tag for tag in tree.iter("a", "span", "p", "div", "address") if tag.get("rel") == "author" or tag.get("itemprop") == "author")
    return next((name.removeprefix("By ") for tag in marked if (name := line(text_of(tag), 200))), "")


def _based_on(node: Mapping[str, Any]) -> str:
    told = node.get("isBasedOn") or node.get("isBasedOnUrl")
    told = told[0] if isinstance(told, list) and told else told
    found = told.get("url") or told.get("@id") if isinstance(told, Mapping) else told
    return found if isinstance(found, str) and found.startswith("http") else ""


def _updates(main: Mapping[str, Any]) -> tuple[str, ...]:
    """A live blog's posts, whole, in the order it tells them: on the page they stand among much else."""
    told = main.get("liveBlogUpdate")
    posts = [one for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    texts = (plain(str(post.get("articleBody") or "")) for post in posts[:200])
    return tuple(text for text in texts if text)


def _notes(tree: Any, main: Mapping[str, Any]) -> tuple[str, ...]:
    told = main.get("correction")
    parts = [_told(one) for one in (told if isinstance(told, list) else [told] if told else [])]
    marked = (tag for tag in tree.iter("p", "div", "aside", "section", "li", "span") if _is_note(tag))
    parts += [line(text_of(tag), 1000) for tag in marked]
    return tuple(dict.fromkeys(part for part in parts if part))[:5]


def _told(correction: object) -> str:
    return line(
        str(correction.get("text") or correction.get("description") or "") if isinstance(correction, Mapping) else str(correction), 1000
    )


def _is_note(tag: Any) -> bool:
    named = f"{tag.get('class') or ''} {tag.get('id') or ''} {tag.get('itemprop') or ''}".lower()
    inside = tag.getparent()
    return _says_note(named) and (inside is None or not _says_note(f"{inside.get('class') or ''} {inside.get('id') or ''}".lower()))


def _says_note(named: str) -> bool:
    return any(word in part for part in named.replace("_", "-").split() for word in NOTE_WORDS)
