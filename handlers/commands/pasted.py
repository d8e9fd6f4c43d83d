"""extract: the claims of any pasted link or text, read by the very extractor that reads the feeds. Nothing is stored."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from bot.alert.jump import jump
from bot.alert.sites import where_of
from bot.alert.speakers import speaker_of
from bot.alert.words import STATUS, sides_of, what_of
from bot.errors import BadInput, Later, TocsinError
from bot.extract import Extractor
from bot.model import Claim, Story
from bot.read.article import article_of
from bot.read.language import language_of
from bot.web import Page, Web
from handlers.commands.telling import counted
from handlers.commands.words import Asked, Command, Line, Option, Reply
from handlers.wording import days, plain, shortened

LINK = re.compile(r"https?://[^\s<>|\"']+", re.IGNORECASE)
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)  # as mails and chats quote
BESIDE = 60  # letters beside a link from which on the text itself is meant
LONGEST = 60_000  # characters of a text
PAGE = 5_000_000  # bytes of a page
SHOWN = 12
QUOTE = 400
WAITING = 4  # questions that may wait for the one being read
TITLE = 200
KINDS = ("html", "xml", "text/plain")
COMMANDS = (
    Command(
        "extract",
        "",
        "The claims of any link or text",
        (Option("text", "A link to a story, or its text", required=True, long=True),),
        form=True,
    ),
)


class Pasted:
    """Answers it; one text is read at a time, so that the feeds are not held up."""

    def __init__(self, web: Web, load: Callable[[], Extractor]) -> None:
        self._web, self._load = web, load
        self._extractor: Extractor | None = None
        self._turn, self._waiting = asyncio.Lock(), 0

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun != "extract":
            return None
        text = asked.options.get("text", "").strip()
        if not text:
            return Reply("What shall be read?", form=COMMANDS[0])
        if self._waiting >= WAITING:
            raise BadInput("several texts are being read already: try again in a minute")
        self._waiting += 1
        try:
            story = await self._story(text, now)
            async with self._turn:
                claims, gated = await asyncio.to_thread(self._read, story)
        finally:
            self._waiting -= 1
        return _reply(story, claims, gated=gated)

    def _read(self, story: Story) -> tuple[tuple[Claim, ...], bool]:
        """Its claims, and whether the gate held it back."""
        if self._extractor is None:
            self._extractor = self._load()
        return self._extractor.claims(story), not self._extractor.gate(story)

    async def _story(self, text: str, now: datetime) -> Story:
        link = LINK.search(text)
        if link and len(LINK.sub("", text).strip()) < BESIDE:
            return await self._fetched(link[0].rstrip(").,;"), now)
        if len(text) > LONGEST:
            raise BadInput(f"the text has {len(text):,} characters; at most {LONGEST:,} are read: paste the part that matters")
        head, _, rest = QUOTED.sub("", text).partition("\n")
        title, body = (head.strip(), rest.strip()) if rest.strip() and len(head) <= TITLE else ("", f"{head}\n{rest}".strip())
        return Story("pasted", title, body, now, outlet="pasted text", language=language_of(text, "en"), whole=True)

    async def _fetched(self, link: str, now: datetime) -> Story:
        page = await self._page(link)
        if page.content_type and not any(kind in page.content_type.lower() for kind in KINDS):
            raise BadInput(f"that is no page but {page.content_type.partition(';')[0]}: paste the text instead")
        bare = Story("pasted", "", "", now, outlet=_host(page.url), url=link)
        read = await asyncio.to_thread(article_of, page.body, bare, page.url, page.content_type)
        if read.kept:
            raise BadInput(f"no article could be read there ({read.kept}): paste the text instead")
        story = read.story
        return Story(
            story.id,
            story.title,
            story.text[:LONGEST],
            story.published,
            story.outlet,
            link,
            language=language_of(story.full, "en"),
            whole=True,
        )

    async def _page(self, link: str) -> Page:
        try:
            barred = await self._web.barred(link)
            if not barred:
                return await self._web.get(link, limit=PAGE)
        except BadInput:
            raise
        except TocsinError as fault:
            tail = "try again in a minute, or paste the text" if isinstance(fault, Later) else "paste the text instead"
            raise BadInput(f"that page cannot be read ({fault}): {tail}") from None
        raise BadInput(f"{barred}: paste the text instead")


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def _reply(story: Story, claims: tuple[Claim, ...], *, gated: bool) -> Reply:
    title = f"{counted(len(claims), 'claim')} in: {shortened(plain(story.title or story.text), 120)}"
    lines: list[Line] = [Line(story.outlet, url=story.url)] if story.url else []
    if story.language != "en":
        lines.append(Line(f"It seems to be written in another language ({story.language}); only English is read."))
    elif gated:
        lines.append(Line("It holds no words of war, nor words of force beside a place at odds: it was not read further."))
    elif not claims:
        lines.append(Line("It was read, and holds no claim of a defense event."))
    lines += [line for claim in claims[:SHOWN] for line in _claim(claim, story)]
    if len(claims) > SHOWN:
        lines.append(Line(f"and {len(claims) - SHOWN} more: paste a part of it to see them"))
    return Reply(title, tuple(lines), shareable=True)


def _claim(claim: Claim, story: Story) -> Iterator[Line]:
    told = [STATUS[claim.status], sides_of(claim), what_of(claim), days(claim.date) if claim.date else "", ", ".join(where_of(claim))]
    said = speaker_of(claim.source)
    told += [f"said by {said}" if said else "", "background" if claim.background else "", f"confidence {claim.confidence:.0%}"]
    told += ["" if claim.post else "would not be posted"]
    quote = next((told for told in claim.quotes if told != story.title), claim.quotes[0] if claim.quotes else "")
    yield Line(" · ".join(filter(None, told)), url=jump(story.url, quote) if story.url and quote else "", strong=claim.post)
    if quote:
        yield Line(shortened(quote, QUOTE), quote=True)
