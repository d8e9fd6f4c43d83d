import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.feeds import Answer, FeedServer, rss

from bot.errors import BadInput, TocsinError
from bot.model import Feed, FeedState, Story
from bot.poll import Change, check, find, poll_round, read_story, reread
from bot.web import Web

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FEED = Answer(rss([{"title": "Newest story", "guid": "1", "at": NOW}, {"title": "Older", "guid": "2"}], title="The Post"))
HTML = "text/html; charset=utf-8"


def over(pages, work):
    """What `work` makes of a server of these pages."""

    async def run():
        async with FeedServer(pages) as server, Web(frozenset({server.host}), host_gap=0, deadline=2) as web:
            return await work(server, web)

    return asyncio.run(run())


def home(head="", body=""):
    return Answer(f"<html><head><title>Home</title>{head}</head><body><h1>News</h1>{body}</body></html>".encode(), kind=HTML)


def found(pages, path="/"):
    async def work(server, web):
        return [
            (one.feed.url.replace(server.url(""), ""), one.feed.outlet, one.items, one.example) for one in await find(web, server.url(path))
        ]

    return over(pages, work)


def test_an_address_that_is_a_feed_is_found_as_it_is():
    assert found({"/f": FEED}, "/f") == [("/f", "The Post", 2, "Newest story")]


def test_a_home_page_names_its_feeds_and_those_that_do_not_answer_are_left_out():
    head = "".join(f'<link rel="alternate" type="application/{kind}+xml" href="{url}">' for kind, url in (("rss", "/f"), ("atom", "/gone")))
    assert found({"/": home(head, '<a href="/rss/all">RSS</a>'), "/f": FEED}) == [("/f", "The Post", 2, "Newest story")]


def test_a_page_that_names_none_is_asked_at_the_usual_places():
    assert [url for url, *_ in found({"/": home(), "/rss.xml": FEED})] == ["/rss.xml"]


def test_a_site_without_a_feed_is_told_so_in_one_line():
    with pytest.raises(BadInput, match="names none that answers"):
        found({"/": home()})
    with pytest.raises(TocsinError, match="404"):
        found({}, "/nothing")


LIST = home(
    body='<nav><a href="/about">About this outlet</a></nav><div id="news"><ul class="items wide">'
    '<li><h2><a href="/n/1?utm_source=x">First story of the day</a></h2></li><li><a href="/n/2">Second story of the day</a></li>'
    '<li><a href="/n/2#c">Second story of the day</a></li><li><a href="/p/2">More</a></li></ul></div>'
)
TIME = '<meta property="article:published_time" content="2026-03-01T08:00:00Z">'
ARTICLE = "<html><head><title>{0}</title>" + TIME + "</head><body><article><h1>{0}</h1>{1}</article></body></html>"
PARAGRAPHS = "".join(f"<p>The ministry said that the ship number {n} had left port on Monday with its crew.</p>" for n in range(6))


@pytest.mark.parametrize("selector", ["ul.items a", "#news li a[href*='/n/']", "div > ul > li", ".items.wide li, .none", 'a[href^="/n/"]'])
def test_a_list_page_gives_the_stories_its_selector_finds(selector):
    async def work(server, web):
        feed = Feed(server.url("/"), "Outlet", links=selector)
        shelf = {}

        class Shelf:
            def due_feeds(self, now, limit, lease_s, worker):
                return [] if shelf else [shelf.setdefault("state", FeedState(feed))]

            def settle_feed(self, state, stories, now):
                shelf["stories"] = stories
                return len(stories)

        await poll_round(Shelf(), web, NOW)
        return [(story.title, story.url.replace(server.url(""), "")) for story in shelf["stories"]], await check(web, [feed], NOW)

    stories, [health] = over({"/": LIST}, work)
    assert stories == [("First story of the day", "/n/1?utm_source=x"), ("Second story of the day", "/n/2")]
    assert (health.status, health.items) == ("ok", 2)


def test_a_story_of_a_list_page_gets_its_text_and_time_from_its_own_page():
    async def work(server, web):
        story = Story("s", "First story of the day", "", NOW, url=server.url("/n/1"))
        return await read_story(web, story, None, NOW)

    story = over({"/n/1": Answer(ARTICLE.format("First story of the day", PARAGRAPHS).encode(), kind=HTML)}, work)
    assert (story.published, story.whole) == (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), True)


@pytest.mark.parametrize("selector", ["", "a,", "a:hover", "a[href", "li ~ a", "x" * 600, "a'] | //*["])
def test_a_selector_that_is_not_understood_is_told_so(selector):
    async def work(server, web):
        return await check(web, [Feed(server.url("/"), "Outlet", links=selector or ",")], NOW)

    [health] = over({"/": LIST}, work)
    assert health.status == "wrong"
    assert "selector" in health.advice


# --- pages read again ---------------------------------------------------------


def again(first, second, **headers):
    async def work(server, web):
        server.pages["/1"] = first
        story = await read_story(web, Story("s", "Ship leaves port today", "", NOW, url=server.url("/1")), None, NOW)
        assert story.whole
        one = await reread(web, story)
        server.pages["/1"] = second
        two = await reread(web, one.story, one.etag, one.modified)
        return one, two, server.answers

    return over({}, work)


def article(text=PARAGRAPHS, status=200):
    return Answer(ARTICLE.format("Ship leaves port today", text).encode(), kind=HTML, status=status)


def test_a_page_that_is_the_same_costs_a_304():
    one, two, answers = again(article(), article())
    assert (one.change, two.change) == (Change.SAME, Change.SAME)
    assert answers[304] == 1


def test_an_edited_page_is_a_new_text_even_where_it_is_shorter():
    _, two, _ = again(article(), article(PARAGRAPHS.replace("number 3", "number 33")))
    assert (two.change, "number 33" in two.story.text) == (Change.EDITED, True)
    _, cut, _ = again(article(PARAGRAPHS * 2), article(PARAGRAPHS))
    assert cut.change is Change.EDITED
    _, noted, _ = again(article(), article(PARAGRAPHS + "<p>Correction: The ship left on Sunday, not on Monday.</p>"))
    assert noted.story.notes == ("Correction: The ship left on Sunday, not on Monday.",)


def test_a_page_taken_down_is_gone_and_one_that_does_not_answer_is_not():
    assert again(article(), Answer(status=410))[1].change is Change.GONE
    assert again(article(), Answer(status=500))[1].change is Change.FAILED
    wall = again(article(), Answer(b"<html><title>Just a moment...</title>", kind=HTML))[1]
    assert (wall.change, wall.story.whole, wall.reason) == (Change.FAILED, True, "a bot check came instead of the page")


def test_a_story_whose_page_was_never_read_is_not_read_again():
    async def work(_, web):
        return await reread(web, replace(Story("s", "t", "x", NOW), url="http://10.0.0.1/"))

    assert over({}, work).change is Change.FAILED
