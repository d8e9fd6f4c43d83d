from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.model import Story
from bot.read.article import article, article_of

PAGES = Path(__file__).with_name("pages")
FED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Layout:
    """A page, what its feed told, and what is right: where the text begins and ends, its time and credit, words never to be in it."""

    page: str
    title: str
    starts: str
    ends: str
    published: datetime = FED
    byline: str = ""
    never: tuple[str, ...] = ("Most read", "recipes", "All rights reserved", "World")
    language: str = "en"


def at(day, hour, minute, month=3):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


LAYOUTS = (
    Layout(
        "json_ld",
        "Coast guard tracks three unmarked submarines",
        "VALBERG, Norway — The coast guard said",
        "Reporting by Ann Bee; editing by Carl Dee",
        at(2, 10, 42),
        "Ann Bee, Carl Dee",
    ),
    Layout("no_markup", "Ardena orders 48 howitzers", "ARDENA — The army", "a charge that the office rejected."),
    Layout(
        "live_blog",
        "Live: Drones attack the port of Sarnica",
        "Air raid sirens",
        "the longest this year.",
        at(2, 5, 0),
        "The Northern Post",
    ),
    Layout("amp", "Fighter jets land at Kessel", "KESSEL — Six fighter jets", "beside the runway.", at(2, 7, 30), "Ian Jay"),
    Layout(
        "two_dates",
        "Minesweepers leave to clear shipping lane",
        "TORVIK — Two minesweepers",
        "strait by half.",
        at(28, 14, 10, 2),
        "Lea Em",
    ),
    Layout("no_date", "Shipyard lays keel of second frigate", "The state shipyard", "the workforce of 2,400.", byline="Nia Oh"),
    Layout("korean", "해군, 신형 호위함 진수", "(부산=북방일보)", "참석했다.", at(2, 9, 30), "김하늘", language="ko"),
    Layout(
        "arabic", "سلاح الجو يعلن اعتراض طائرتين مسيرتين", "أعلن سلاح الجو", "المنشآت الحيوية.", at(2, 9, 5), "سلمى حداد", language="ar"
    ),
    Layout("huge_table", "Every ship of the two fleets, counted", "A count of public", "out of the count.", at(1, 9, 0), "Pia Que"),
    Layout("correction", "Sounding rocket reaches space, agency says", "LINDEN — A rocket", "", at(25, 14, 0, 2), "Rui Ess"),
)


def fed(title, text="Two lines of summary.", language="en"):
    return Story("s1", title, text, FED, outlet="Outlet", url="https://outlet.test/story", language=language)


def page(name):
    return (PAGES / f"{name}.html").read_bytes()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.page)
def test_a_page_of_each_layout_gives_title_text_time_and_credit(layout):
    story = article(page(layout.page), fed(layout.title, language=layout.language))
    assert story.whole
    assert story.title == layout.title
    assert story.text.startswith(layout.starts)
    assert story.text.endswith(layout.ends)
    assert [word for word in layout.never if word in story.text] == []
    assert (story.published, story.byline) == (layout.published, layout.byline)
    assert story.language == layout.language
    assert "<" not in story.text


@pytest.mark.parametrize(
    ("name", "title", "reason", "published"),
    [
        ("paywall", "Inside the missile talks", "the page is behind a paywall", at(1, 20, 15)),
        ("cookie_wall", "Frigate fires two missiles", "a cookie wall came instead of the page", FED),
        ("amp", "Something else was told here entirely", "the page tells of something else", at(2, 7, 30)),
    ],
)
def test_a_page_that_is_no_article_leaves_the_feeds_text_and_says_why(name, title, reason, published):
    read = article_of(page(name), fed(title))
    assert (read.kept, read.story.text, read.story.whole) == (reason, "Two lines of summary.", False)
    assert read.story.published == published


@pytest.mark.parametrize(
    "html", [b"", b"\x00", b"<html></html>", b"plain", b"<" * 5000, b"{}", b"%PDF-1.4", b"<html><body>" + b"<div>" * 9000]
)
def test_what_holds_no_article_changes_nothing(html):
    assert article(html, fed("A title of some words")) == fed("A title of some words")


def test_a_correction_is_told_once_beside_the_story():
    story = article(page("correction"), fed("Sounding rocket reaches space, agency says"))
    assert story.notes == ("An earlier version of this article gave the altitude as 210 kilometres. It was 110 kilometres.",)
    last = b"a charge that the office rejected.</p>"
    marked = page("no_markup").replace(last, last + b"<p>Correction: The price is 310 million crowns, not 130 million.</p>")
    assert article(marked, fed("Ardena orders 48 howitzers")).notes == ("Correction: The price is 310 million crowns, not 130 million.",)


def test_a_copy_names_the_page_it_was_taken_from():
    html = page("json_ld").replace(b"https://outlet.test/navy/submarines", b"https://wire.test/original")
    assert article(html, fed("Coast guard tracks three unmarked submarines")).canonical == "https://wire.test/original"
    own = replace(fed("Coast guard tracks three unmarked submarines"), url="https://www.outlet.test/navy/submarines/?utm_source=rss")
    assert article(page("json_ld"), own).canonical == ""


def test_a_pages_time_counts_only_where_it_is_earlier_than_the_feeds():
    early = replace(fed("Fighter jets land at Kessel"), published=at(1, 0, 0))
    assert article(page("amp"), early).published == at(1, 0, 0)


def test_a_page_that_tells_less_than_its_feed_is_not_taken():
    long = "The feed told much more of it than the page does. " * 40
    assert article(page("amp"), fed("Fighter jets land at Kessel", long)).text == long


def test_broken_markup_about_a_page_is_passed_over():
    html = page("amp").replace(b"</head>", b'<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script></head>')
    assert article(html, fed("Fighter jets land at Kessel")).published == at(2, 7, 30)
    told = b'{"@type":"NewsArticle","datePublished":7,"author":[null,3],"correction":[{}],"isBasedOn":[]}'
    odd = b'<script type="application/ld+json">' + told + b"</script></head>"
    assert article(page("amp").replace(b"</head>", odd), fed("Fighter jets land at Kessel")).published == at(2, 7, 30)
