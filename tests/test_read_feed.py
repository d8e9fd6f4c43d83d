import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.feeds import rss

from bot.errors import BadInput
from bot.model import Feed
from bot.read.feed import read, stories

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FEED = Feed("https://outlet.test/feed", "Outlet")
AT = NOW - timedelta(hours=3)
ITEM = '<rss version="2.0"><channel><item><title>{}</title><guid>1</guid></item></channel></rss>'
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title type="html">Navy &amp;amp; army</title>
<id>urn:1</id><link rel="alternate" href="/news/1"/><published>2026-03-02T18:00:00+09:00</published><author><name>Ann Bee</name></author>
<content type="html">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://outlet.test/"><title>R</title></channel>
<item rdf:about="https://outlet.test/a"><title>Headline only</title><link>https://outlet.test/a</link><dc:date>2026-03-02T09:00:00Z</dc:date></item>
</rdf:RDF>"""


def told(body, content_type="", feed=FEED):
    return stories(body if isinstance(body, bytes) else body.encode(), feed, NOW, content_type)


def test_an_rss_item_becomes_a_story_of_plain_text():
    [story] = told(
        rss(
            [
                {
                    "title": "Two <b>drones</b> &amp; one ship",
                    "link": "https://outlet.test/1?a=1&b=2",
                    "guid": "tag:1",
                    "at": AT,
                    "by": "Ann Bee",
                    "text": "<p>First.</p><p>Caf&eacute; &lt;second&gt;.</p><script>alert(1)</script>",
                }
            ]
        )
    )
    assert (story.title, story.text) == ("Two drones & one ship", "First.\n\nCafé <second>.")
    assert (story.url, story.published, story.byline, story.outlet) == ("https://outlet.test/1?a=1&b=2", AT, "Ann Bee", "Outlet")
    assert (story.feed, story.whole, story.language) == (FEED.url, False, "en")


def test_atom_rdf_and_json_feeds_are_read_alike():
    [atom] = told(ATOM)
    assert (atom.title, atom.text, atom.url, atom.byline) == ("Navy & army", "One.\n\nTwo.", "https://outlet.test/news/1", "Ann Bee")
    assert atom.published == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    [rdf] = told(RDF)
    assert (rdf.title, rdf.text, rdf.published) == ("Headline only", "", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    items = [
        {"id": "7", "url": "https://outlet.test/7", "title": "T", "content_html": "<p>x</p>", "date_published": "2026-03-02T18:00:00+09:00"}
    ]
    [own] = told(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items}), "application/feed+json")
    assert (own.title, own.text, own.published) == ("T", "x", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


def test_a_long_body_is_the_whole_article_unless_it_says_read_more():
    long = "<p>" + "Words of an article. " * 80 + "</p>"
    whole, teaser, blog = told(
        rss(
            [
                {"title": "a", "guid": "1", "full": long},
                {"title": "b", "guid": "2", "full": long + "<p>Continue reading at the outlet</p>"},
                {"title": "c", "guid": "3", "full": long + "<p>The post c appeared first on Outlet.</p>"},
            ]
        )
    )
    assert (whole.whole, teaser.whole, blog.whole) == (True, False, True)
    assert "Continue" not in teaser.text
    assert "appeared first" not in blog.text


def test_times_are_utc_and_never_ahead_of_the_fetch():
    zones = rss(
        [
            {"title": "kst", "guid": "1", "raw": "<pubDate>Mon, 02 Mar 2026 18:00:00 +0900</pubDate>"},
            {"title": "named", "guid": "2", "raw": "<pubDate>Mon, 02 Mar 2026 18:00:00 KST</pubDate>"},
            {"title": "ahead", "guid": "3", "raw": "<pubDate>Sun, 02 Mar 2036 18:00:00 GMT</pubDate>"},
            {"title": "soon", "guid": "4", "raw": "<pubDate>Mon, 02 Mar 2026 12:05:00 GMT</pubDate>"},
            {"title": "none", "guid": "5"},
            {"title": "year", "guid": "2025"},
            {"title": "never set", "guid": "6", "raw": "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>"},
            {"title": "nonsense", "guid": "7", "raw": "<pubDate>yesterday-ish</pubDate>"},
        ]
    )
    nine = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert [story.published for story in told(zones)] == [nine, nine, NOW, NOW + timedelta(minutes=5), NOW, NOW, NOW, NOW]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"<!DOCTYPE html><html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>", "bot check"),
        (b"<html><body>Not Found</body></html>", "web page"),
        (b"/etc/passwd", "no feed"),
        (b"http://127.0.0.1/feed", "no feed"),
        (b"\x00\x01\x02\x03", "no feed"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "no feed"),
        (b"{}", "no JSON Feed"),
        (b'{"items": [1, 2]}', "no JSON Feed"),
        (b"[[[[[", "no JSON Feed"),
        (b"<urlset><url><loc>https://outlet.test/</loc></url></urlset>", "no feed"),
        (b"plain words", "no feed"),
    ],
)
def test_what_is_no_feed_is_told_in_one_line(body, reason):
    with pytest.raises(BadInput, match=reason) as fault:
        told(body)
    assert "\n" not in str(fault.value)


def test_a_feed_without_items_is_no_fault():
    assert told(rss([])) == ()


def test_a_body_that_is_a_path_opens_no_file(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss([{"title": "secret", "guid": "1"}]))
    for body in (str(secret), f"file://{secret}", f"<rss><channel><item><title>{secret}</title></item>"):
        try:
            found = told(body)
        except BadInput:
            continue
        assert "secret" not in [story.title for story in found]
    assert Path(secret).exists()


def test_a_document_that_stops_short_gives_its_whole_items_only():
    whole = rss([{"title": f"Story {n}", "guid": str(n), "text": "Some words."} for n in range(5)])
    cut = whole[: whole.index(b"Story 3") + 30]
    doc = read(cut)
    assert doc.cut
    assert [item.title for item in doc.items] == ["Story 0", "Story 1", "Story 2"]
    assert not read(whole).cut


@pytest.mark.parametrize(
    ("encode", "declared", "header"),
    [
        ("utf-8", "", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "us-ascii", "text/xml; charset=us-ascii"),
        ("cp1252", "utf-8", ""),
        ("cp1252", "", ""),
        ("cp1252", "iso-8859-1", ""),
        ("utf-16", "utf-16", ""),
        ("utf-8-sig", "utf-8", ""),
        ("cp1252", "no-such-thing", "text/xml; charset=hex"),
    ],
)
def test_the_wrong_encoding_is_seen_through(encode, declared, header):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = declaration + "<rss version='2.0'><channel><item><title>Café “naïve” Müller</title><guid>1</guid></item></channel></rss>"
    assert [story.title for story in told(text.encode(encode), header)] == ["Café “naïve” Müller"]


def test_a_document_cut_inside_a_letter_or_with_one_broken_byte_stays_what_it_is():
    body = rss([{"title": "Żołnierze są w Łodzi, źródła mówią o ćwiczeniach", "guid": str(n)} for n in range(4)])
    cut = body[: body.rindex("Ż".encode()) + 1]
    assert {story.title for story in told(cut)} == {story.title for story in told(body)}
    assert [story.title for story in told(body.replace("Ł".encode(), b"\xc5", 1))][1] == "Żołnierze są w Łodzi, źródła mówią o ćwiczeniach"


@pytest.mark.parametrize(("encode", "header"), [("euc-kr", "text/xml; charset=euc-kr"), ("shift_jis", "text/xml; charset=Shift_JIS")])
def test_an_encoding_told_only_by_the_header_is_believed(encode, header):
    words = {"euc-kr": "북한 미사일 발사", "shift_jis": "北朝鮮がミサイル発射"}[encode]
    body = f"<rss version='2.0'><channel><item><title>{words}</title><guid>1</guid></item></channel></rss>".encode(encode)
    assert [story.title for story in told(body, header)] == [words]


def test_undeclared_entities_and_bare_ampersands_cut_nothing():
    raw = "<description>caf&eacute; &nbsp;a&ntilde;o &foo; AT&T &amp; R&D &#8212; end</description>"
    [story] = told(rss([{"title": "t", "guid": "1", "raw": raw}]))
    assert story.text == "café año &foo; AT&T & R&D — end"


def test_a_billion_laughs_are_not_expanded():
    entities = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">{entities}]>{ITEM.format("a &lol9;")}'
    begun = time.perf_counter()
    [story] = told(bomb)
    assert story.title == "a &lol9;"
    assert time.perf_counter() - begun < 2


def test_an_outside_entity_is_not_fetched(tmp_path):
    (tmp_path / "s").write_text("SECRET")
    doc = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/s">]>{ITEM.format("a &x;")}'
    assert [story.title for story in told(doc)] == ["a &x;"]


def test_twenty_thousand_items_are_all_read():
    body = rss([{"title": f"Title {n}", "link": f"https://outlet.test/{n}", "guid": str(n), "text": f"Words {n}."} for n in range(20_000)])
    assert len({story.id for story in told(body)}) == 20_000


def test_a_story_of_a_megabyte_is_cut_at_a_sentence_and_kept():
    [story] = told(rss([{"title": "Long", "guid": "1", "text": "A sentence of the story. " * 50_000}]))
    assert 100_000 < len(story.text) <= 200_000
    assert story.text.endswith("story.")


def test_a_story_without_text_is_kept_by_its_title_and_one_without_both_is_none():
    found = told(rss([{"title": "Only a title", "guid": "1"}, {"guid": "2"}, {"text": "Only a text.", "guid": "3"}]))
    assert [(story.title, story.text) for story in found] == [("Only a title", ""), ("", "Only a text.")]


def test_signs_that_no_xml_may_hold_are_left_out():
    body = rss([{"title": "a", "guid": "1", "text": "x"}]).replace(b">a<", b">mis\x00sile\x0b &#0;&#11;&#xD800; \xe2\x80\x8blaunch<")
    assert [story.title for story in told(body)] == ["missile launch"]


def test_markup_escaped_twice_never_reaches_a_story():
    [story] = told(rss([{"title": "&lt;b&gt;Bold&lt;/b&gt; claim", "guid": "1", "text": "&lt;p&gt;One &amp;amp; two&lt;/p&gt;"}]))
    assert (story.title, story.text) == ("Bold claim", "One & two")


def test_a_broken_feed_that_the_fast_parser_gives_up_on_is_read_by_the_patient_one():
    body = b"<rss><channel><title>x</title><item><title>One</title><guid>1</guid></item></chanel>"
    assert [story.title for story in told(body)] == ["One"]


def test_the_time_a_feed_asks_for_is_read():
    assert read(rss([], head="<ttl>45</ttl>")).ttl == 2700
    assert read(rss([], head="<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>")).ttl == 1800
    assert read(rss([])).ttl == 0


def test_a_link_that_is_no_web_address_is_left_out():
    links = ["javascript:alert(1)", "file:///etc/passwd", "http://[bad", "/relative", "https://ok.test/a b"]
    found = told(rss([{"title": f"T{n}", "guid": str(n), "link": link} for n, link in enumerate(links)]))
    assert [story.url for story in found] == [None, None, None, "https://outlet.test/relative", "https://ok.test/a%20b"]


def test_a_guid_is_an_address_only_where_it_is_whole():
    found = told(rss([{"title": "a", "guid": "https://outlet.test/a"}, {"title": "b", "guid": "42"}]))
    assert [story.url for story in found] == ["https://outlet.test/a", None]


def test_nonsense_dates_cost_next_to_nothing():
    body = rss([{"title": f"T{n}", "guid": str(n), "raw": f"<pubDate>some {n} o'clock {n}</pubDate>"} for n in range(2000)])
    begun = time.process_time()
    assert len(told(body)) == 2000
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "inside",
    ["{}," * 200_000, '{"id":"1","title":"T"},' * 100_000, "[" * 100_001, '{"a":' * 50_000 + "[" * 60_000],
    ids=["empty", "items", "lists", "depth"],
)
def test_a_bomb_of_json_is_refused_before_it_is_parsed(inside):
    began = time.process_time()
    with pytest.raises(BadInput, match="more than 100,000 objects"):
        told('{"version": "https://jsonfeed.org/version/1.1", "items": [' + inside + "]}", "application/feed+json")
    assert time.process_time() - began < 2


def test_a_json_feed_of_twenty_thousand_items_is_read():
    items = [{"id": str(n), "url": f"https://outlet.test/{n}", "title": f"Title {n}", "content_text": "Words."} for n in range(20_000)]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items})
    assert len({story.id for story in told(body, "application/feed+json")}) == 20_000


@pytest.mark.parametrize(
    "inside",
    [
        "<item></item>" * 160_000,
        "<item><title>T</title><guid>1</guid></item>" * 100_000,
        "<item><title>x</title>" + "<a>" * 400_000 + "</item>",
        "<item " + " ".join(f'a{n}="1"' for n in range(20_000)) + "><title>x</title></item>",
    ],
    ids=["empty items", "items", "depth", "attributes"],
)
def test_a_bomb_of_tags_is_refused_before_it_is_parsed(inside):
    begun = time.process_time()
    with pytest.raises(BadInput, match="no feed does"):
        told(f'<rss version="2.0"><channel>{inside}</channel></rss>')
    assert time.process_time() - begun < 2
