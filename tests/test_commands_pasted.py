"""extract: any link through the guarded door, any text, read by the real extractor; nothing is stored."""

import asyncio
from pathlib import Path

import pytest
from fakes.archive import NOW
from fakes.desk import told_lines
from fakes.feeds import Answer, FeedServer
from fakes.sentence import extractor

from bot.cli.desk import desk_of
from bot.store import open_store
from bot.web import Web
from handlers.commands import Asked
from handlers.commands.pasted import WAITING, Pasted

HTML = "text/html; charset=utf-8"
PAGES = Path(__file__).parent / "pages"
SENTENCE = "North Korea fired 17 ballistic missiles into the sea off Wonsan on Wednesday, South Korea's Joint Chiefs of Staff said."
FILLER = "".join(f"<p>Officials said that the watch on the coast was kept up through night number {n} of the week.</p>" for n in range(6))
HEAD = "North Korea fires missiles"
ARTICLE = f"<html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1><p>{SENTENCE}</p>{FILLER}</article></body></html>"


def answered(text, pages=None, *, allowed=True):
    """The answer to a pasted text; `LINK` in it is the server's address."""

    async def asked():
        async with FeedServer(pages) as server, Web(frozenset({server.host}) if allowed else frozenset(), host_gap=0) as web:
            told = text.replace("LINK", server.url("/story"))
            return await Pasted(web, extractor).answer(Asked("extract", "", {"text": told}), NOW)

    return asyncio.run(asked())


def refused(text, pages=None, *, allowed=True, tmp="/nowhere"):
    """What a person is told where nothing could be read."""

    async def asked():
        async with FeedServer(pages) as server, Web(frozenset({server.host}) if allowed else frozenset(), host_gap=0) as web:
            with_reader = Pasted(web, extractor)
            desk = desk_of(open_store(f"sqlite:///{tmp}/unused.db"), with_reader)
            return await desk.answer(Asked("extract", "", {"text": text.replace("LINK", server.url("/story"))}), NOW)

    reply = asyncio.run(asked())
    assert not reply.ok
    return reply.title


def test_a_text_gives_its_claims_with_the_sentence_of_each():
    lines = list(told_lines(answered(f"Launch off Wonsan\n{SENTENCE} Nobody was hurt.")))
    assert lines[0] == "# 1 claim in: Launch off Wonsan"
    assert "North Korea" in lines[1]
    assert "missile launch: 17 ballistic missiles" in lines[1]
    assert lines[2] == f"> {SENTENCE}"


def test_a_mail_that_was_quoted_is_read_without_its_marks():
    lines = list(told_lines(answered(f"> Launch off Wonsan\n> > {SENTENCE}\n> Nobody was hurt.")))
    assert lines[0] == "# 1 claim in: Launch off Wonsan"
    assert lines[2] == f"> {SENTENCE}"


def test_a_claim_that_is_not_sure_is_told_to_be_none_that_would_be_posted():
    sure, unsure = (answered(text).lines[0].text for text in (SENTENCE, "Berlin is mulling sending missiles to Kyiv, he said."))
    assert not sure.endswith("would not be posted")
    assert unsure.endswith("would not be posted")


def test_one_sentence_alone_is_read_too():
    assert answered(SENTENCE).title.startswith("1 claim in: North Korea fired 17")


def test_a_link_is_fetched_and_its_claims_lead_to_the_sentence():
    reply = answered("what of this? LINK", {"/story": Answer(ARTICLE.encode(), kind=HTML)})
    assert reply.title == "1 claim in: North Korea fires missiles"
    assert reply.lines[0].text == "127.0.0.1" or reply.lines[0].text.startswith("127.0.0.1:")
    assert reply.lines[1].url.partition("#:~:text=")[2].startswith("North%20Korea%20fired%2017")
    assert reply.lines[2].quote
    assert reply.lines[2].text == SENTENCE


def test_a_long_text_with_a_link_in_it_is_read_itself():
    reply = answered(f"{SENTENCE} More at LINK", {})
    assert reply.title.startswith("1 claim in: North Korea fired 17")


def test_what_holds_no_claim_is_said_to_hold_none_and_why():
    assert answered("The bakery on the corner opens at seven and sells good bread.").lines[0].text.startswith("It holds no words of war")
    korean = (
        "북한이 수요일 원산 앞바다로 탄도미사일 17발을 발사했다고 한국 합동참모본부가 밝혔다. 주민들은 대피했고 부상자는 없었다고 전했다."
    )
    assert "only English is read" in answered(korean).lines[0].text


def test_nothing_pasted_opens_the_form():
    reply = answered("  ")
    assert reply.form
    assert [option.name for option in reply.form.options] == ["text"]


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({}, "that page cannot be read (answers 404): paste the text instead"),
        ({"/story": Answer(status=503)}, "that page cannot be read (answers 503): try again in a minute, or paste the text"),
        ({"/story": Answer(b"%PDF-1.7", kind="application/pdf")}, "that is no page but application/pdf: paste the text instead"),
        (
            {"/story": Answer((PAGES / "paywall.html").read_bytes(), kind=HTML)},
            "no article could be read there (the page is behind a paywall)",
        ),
        (
            {"/robots.txt": Answer(b"User-agent: *\nDisallow: /", kind="text/plain"), "/story": Answer(ARTICLE.encode(), kind=HTML)},
            "its robots.txt does not let us read it: paste the text instead",
        ),
        ({"/robots.txt": Answer(status=503)}, "its robots.txt cannot be had: it answers 503: paste the text instead"),
    ],
    ids=["missing", "away", "pdf", "paywall", "robots", "no robots"],
)
def test_a_page_that_cannot_be_read_says_why_and_what_to_do(tmp_path, pages, told):
    assert refused("LINK", pages, tmp=tmp_path).startswith(told)


def test_a_host_that_is_not_there_is_not_said_to_forbid_us(tmp_path):
    told = refused("http://nowhere.invalid/story", tmp=tmp_path)
    assert told == "nowhere.invalid cannot be reached (the name nowhere.invalid is not found): paste the text instead"


def test_an_internal_address_is_not_fetched(tmp_path):
    assert "is not fetched" in refused("LINK", {"/story": Answer(ARTICLE.encode(), kind=HTML)}, allowed=False, tmp=tmp_path)
    for link in ("http://169.254.169.254/latest/meta-data", "http://localhost:22/", "http://[::1]/"):
        assert refused(link, tmp=tmp_path)


def test_a_text_that_is_too_long_is_refused_with_what_to_do(tmp_path):
    assert refused("war " * 20_000, tmp=tmp_path) == "the text has 79,999 characters; at most 60,000 are read: paste the part that matters"


def test_only_a_few_texts_wait_and_the_next_is_told_to_come_back(tmp_path):
    async def many():
        async with (
            FeedServer({"/story": Answer(ARTICLE.encode(), kind=HTML, stall=0.3)}) as server,
            Web(frozenset({server.host}), 0) as web,
        ):
            desk = desk_of(open_store(f"sqlite:///{tmp_path}/unused.db"), Pasted(web, extractor))
            asked = Asked("extract", "", {"text": server.url("/story")})
            return await asyncio.gather(*(desk.answer(asked, NOW) for _ in range(WAITING + 2)))

    replies = asyncio.run(many())
    assert [reply.ok for reply in replies] == [True] * WAITING + [False] * 2
    assert replies[-1].title == "several texts are being read already: try again in a minute"
