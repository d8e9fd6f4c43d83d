"""A published watch as Atom and as JSON Feed."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from fakes.filled import filled
from fakes.reader import got
from fakes.site import WATCHES, served, site_of

from bot.alert.shape import carrying
from handlers.pages import Site
from handlers.pages.feeds import atom, json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
COUNTED = "5e67c467e9861933"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("feeds"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(store):
    with served(site_of(store, "everything", "watch:launches")) as address:
        yield address


def test_a_watch_is_followed_by_atom_and_json_feed(base, store):
    status, headers, text = got(f"{base}/watches/launches/atom.xml")
    assert (status, headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = ET.fromstring(text)  # noqa: S314  # our own
    entries = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}title") == "Tocsin: Launches of North Korea"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    told_json = json.loads(got(f"{base}/watches/launches/feed.json")[2])
    assert told_json["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["url"] for item in told_json["items"]] == links
    assert all(got(link)[0] == 200 for link in links)
    assert {link.rsplit("/", 1)[1] for link in links} >= {COUNTED}
    assert carrying(store.event(COUNTED))[0] in text.replace("&apos;", "'")


def test_our_own_reader_reads_both_feeds(store):
    from bot.read.feed import read  # noqa: PLC0415  # what others do with it

    site = site_of(store, "watch:launches")
    watch = site.watch("launches")
    events = site.of(watch)
    for body, kind in (
        (atom(watch, events, "https://x.example"), "application/atom+xml"),
        (json_feed(watch, events, "https://x.example"), "application/feed+json"),
    ):
        doc = read(body, "https://x.example/feed", kind)
        assert len(doc.items) == len(events)
        assert all(item.title and item.link.startswith("https://x.example/events/") and item.published for item in doc.items)
    site.easel.close()


def test_a_feed_that_did_not_change_is_not_sent_again(base):
    tag = got(f"{base}/watches/launches/atom.xml")[1]["ETag"]
    assert got(f"{base}/watches/launches/atom.xml", **{"If-None-Match": tag})[0] == 304


def test_links_of_feeds_lead_to_the_address_the_operator_gives(store):
    site = site_of(store, "watch:launches")
    with served(Site(store, site.judging, site.published, base="https://alerts.example/")) as base:
        assert "https://alerts.example/events/" in got(f"{base}/watches/launches/atom.xml")[2]
        assert "127.0.0.1" not in got(f"{base}/watches/launches/feed.json")[2]
    site.easel.close()


def test_an_empty_watch_has_a_sound_feed(store):
    watch = replace(WATCHES[0], query="seizure")
    assert ET.fromstring(atom(watch, (), "https://x.example")).findtext(f"{ATOM}updated")  # noqa: S314  # our own
