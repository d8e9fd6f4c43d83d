import html
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace

import pytest
import structlog
from fakes.filled import filled
from fakes.ledger import Outcome, event, story
from fakes.reader import Tags, got
from fakes.site import TOKEN, WATCHES, served, site_of

from bot.errors import BadInput, Fix, Later
from config.settings import Settings, read_settings
from handlers.pages import Site, routes
from handlers.pages.published import published
from handlers.pages.told import told

COUNTED = "5e67c467e9861933"  # several launches, counted and disputed
DENIED = "daab544e2eebd919"
DENIAL = "5d6bb98c4feaf138"
WITHDRAWN = "961d59f4e04a40d4"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("pages"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(store):
    with served(site_of(store, "everything", "watch:launches")) as address:
        yield address


def test_nothing_is_served_unless_something_is_published(store):
    assert routes(site_of(store, token="")) == []
    assert {route.path for route in routes(site_of(store))} == {"/api/openapi.json", "/api/events", "/api/events/{event}", "/api/claims"}
    assert "/ledger" in {route.path for route in routes(site_of(store, "event:x", token=""))}


@pytest.mark.parametrize("word", ["all", "event:", "watch", "channel:1", ""])
def test_an_unknown_word_of_publishing_is_told(word):
    with pytest.raises(BadInput, match="must be event:ID, watch:ID or everything"):
        published([word])


def test_a_short_token_is_refused(store, monkeypatch):
    from bot.cli.site import site_routes  # noqa: PLC0415  # it reads the settings

    monkeypatch.setenv("TOCSIN_API_TOKEN", "short")
    with pytest.raises(Fix, match="TOCSIN_API_TOKEN: at least 16 characters"):
        read_settings(None)
    monkeypatch.delenv("TOCSIN_API_TOKEN")
    assert site_routes(Settings(_env_file=None), store) == ()
    assert site_routes(Settings(_env_file=None, TOCSIN_PUBLISH="everything"), store)


def test_a_published_watch_that_there_is_none_of_is_told(store):
    from bot.cli.site import site_routes  # noqa: PLC0415  # it reads the settings

    with structlog.testing.capture_logs() as told:
        site_routes(Settings(_env_file=None, TOCSIN_PUBLISH="watch:nope, event:none"), store)
    assert [(line["log_level"], line["event"][:30], line.get("watch", "")) for line in told] == [
        ("warning", "TOCSIN_PUBLISH names a watch t", "nope"),
        ("warning", "TOCSIN_PUBLISH names an event ", ""),
    ]


def test_the_ledger_lists_the_latest_events_with_their_sentences(base, store):
    status, headers, page = got(f"{base}/ledger")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    links = [attrs["href"] for tag, attrs in Tags(page).tags if tag == "a" and attrs["href"].startswith("/events/")]
    newest = store.listing.stretch(limit=100, newest=True).events
    assert sorted(links) == sorted(f"/events/{one.id}" for one in newest)
    assert "North Korea fired two short-range ballistic missiles on Thursday morning" in page


def test_a_search_finds_by_words_and_by_the_language_of_watches(base):
    by_words = got(f"{base}/ledger?q=missile+courier")[2]
    assert f"/events/{COUNTED}" in by_words
    assert f"/events/{WITHDRAWN}" not in by_words
    by_query = got(f"{base}/ledger?{urllib.parse.urlencode({'q': 'arms_transfer to RU'})}")[2]
    assert f"/events/{DENIED}" in by_query
    assert f"/events/{COUNTED}" not in by_query
    assert "No published event fits" in got(f"{base}/ledger?q=zeppelin")[2]
    status, _, page = got(f"{base}/ledger?q={'x+' * 100}")
    assert (status, "at most 40 words" in page) == (400, True)


def test_a_query_that_cannot_be_read_is_told_beside_the_search(base):
    status, _, page = got(f"{base}/ledger?q={urllib.parse.quote('from Nowhereland')}")
    assert status in {200, 400}
    if status == 400:
        assert 'role="alert"' in page


def test_older_events_are_a_link_away(base):
    first = got(f"{base}/ledger")[2]
    assert 'rel="next"' not in first
    status, _, page = got(f"{base}/ledger?skip=5")
    assert status == 200
    assert len(re.findall(r'<h2><a href="/events/', page)) == len(re.findall(r'<h2><a href="/events/', first)) - 5


def test_a_reader_turns_back_page_by_page_or_to_the_first(base, monkeypatch):
    monkeypatch.setattr("handlers.pages.site.LISTED", 4)
    at, seen, back = f"{base}/ledger", [], []
    while at:
        page = got(at)[2]
        seen.append(re.findall(r'<h2><a href="/events/(\w+)', page))
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        assert (">First page<" in page) is (len(seen) > 1)
        at = base + html.unescape(onward[1]) if onward else ""
    while page:
        back.append(re.findall(r'<h2><a href="/events/(\w+)', page))
        before = re.search(r'rel="prev" href="([^"]+)"', page)
        page = got(base + html.unescape(before[1]))[2] if before else ""
    assert len(seen) > 2
    assert back == seen[::-1]
    assert got(f"{base}/ledger?skip=4&trail=x.-1.99999999999")[0] == 200


@pytest.mark.parametrize("skip", ["-1", "x", "9999999", "٣", "1e3", ""])
def test_a_skip_that_is_no_number_is_told(base, skip):
    status, _, page = got(f"{base}/ledger?skip={urllib.parse.quote(skip)}")
    assert status == 400
    assert "skip must be a whole number" in page


def test_an_event_shows_facts_evidence_lineage_history_and_neighbours(base):
    text = Tags(got(f"{base}/events/{COUNTED}")[2]).text()
    assert "ALLEGED, DISPUTED · North Korea · missile launch: at least 23 ballistic missiles · 2 Nov 2022" in text
    assert "Told by3 outlets, up to 3 newsrooms; 2 parties say so" in text
    assert "count: 17 → at least 23 (Harbour Wire)" in text
    assert "Where it comes from" in text
    denied = Tags(got(f"{base}/events/{DENIED}")[2]).text()
    assert "Related It is denied by: DENIED" in denied


def test_each_sentence_is_marked_in_its_place_with_a_link_that_jumps_there(base, store):
    page = got(f"{base}/events/{WITHDRAWN}")[2]
    tags = Tags(page).tags
    marked = re.findall(r"<mark>(.*?)</mark>", page)
    assert marked == [quote for one in store.event(WITHDRAWN).reports for quote in one.claim.quotes]
    assert "killed two people.</mark> The official asked not to be named." in page
    jumps = [attrs["href"] for tag, attrs in tags if tag == "a" and ":~:text=" in attrs["href"]]
    assert len(jumps) == 3
    assert all(urllib.parse.unquote(one.split(":~:text=")[1].split(",")[0])[:20] in page for one in jumps)


def test_the_proof_of_a_sentence_is_its_place_and_the_hash_of_the_stored_text(base, store):
    page = got(f"{base}/events/{WITHDRAWN}")[2]
    first = store.event(WITHDRAWN).reports[0]
    span = first.claim.evidence[0]
    assert f"Stands at characters {span.start}–{span.end} of the stored text, SHA-256 " in page


def test_only_what_is_published_is_found_and_the_rest_is_not_even_named(store):
    with served(site_of(store, f"event:{DENIED}", "watch:launches")) as base:
        assert got(f"{base}/events/{DENIED}")[0] == 200
        assert got(f"{base}/events/{COUNTED}")[0] == 200
        unknown, hidden = got(f"{base}/events/0000000000000000"), got(f"{base}/events/{DENIAL}")
        assert (hidden[0], hidden[2]) == (404, unknown[2])
        assert DENIAL not in got(f"{base}/events/{DENIED}")[2]
        ledger = got(f"{base}/ledger")[2]
        shown = set(re.findall(r'href="/events/([^"]+)"', ledger))
        fit = {one.id for one in store.listing.everything() if one.type.value == "missile_launch" and "KP" in one.claim.actor}
        assert shown == fit | {DENIED}
        assert WITHDRAWN not in got(f"{base}/ledger?q=missile")[2]


def test_a_private_watch_never_leaks(base):
    assert got(f"{base}/watches/secret")[0] == 404
    assert got(f"{base}/watches/secret/atom.xml")[0] == 404
    assert got(f"{base}/watches/secret/feed.json")[0] == 404
    paths = [
        "/ledger",
        "/ledger?q=arms",
        f"/events/{DENIED}",
        "/watches/launches",
        "/watches/launches/atom.xml",
        "/watches/launches/feed.json",
    ]
    for path in paths:
        page = got(base + path)[2]
        assert not any(word in page for word in ("secret", "one reader", "discord:42", "slack:", "S42"))


def test_a_watch_that_is_gone_or_cannot_be_read_shows_nothing(tmp_path):
    made = filled(tmp_path)
    site = site_of(made, "watch:launches", "watch:broken", "watch:gone")
    made.watches.keep(replace(WATCHES[0], id="broken", query="from @nosuchlist"))
    with served(site) as base:
        assert got(f"{base}/watches/gone")[0] == 404
        assert "Nothing of it was told yet" in got(f"{base}/watches/broken")[2]
        assert got(f"{base}/events/{DENIED}")[0] == 404
    made.close()


def test_an_event_that_was_joined_to_another_leads_there(tmp_path):
    made = filled(tmp_path, names=())
    kept, gone = event("kept1"), event("gone1", merged_into="kept1")
    with made.taking(story()) as taking:
        taking.keep(Outcome(story(), (), (kept, gone)))
    with served(site_of(made, "everything")) as base:
        status, headers, _ = got(f"{base}/events/gone1")
        assert (status, headers["Location"]) == (302, "/events/kept1")
    made.close()


@pytest.mark.parametrize("path", ["/", "/ledger", f"/events/{COUNTED}", "/events/nosuch", "/watches/launches", "/pages.css"])
def test_every_page_has_a_strict_policy(base, path):
    headers = got(base + path)[1]
    if path == "/":
        assert headers["Location"] == "/ledger"
        return
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "script-src" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_story_that_is_stored_no_more_is_quoted_without_its_surroundings(store):
    one = told(store.event(WITHDRAWN), {})
    assert all(part.marked for evidence in one.evidence for passage in evidence.passages for part in passage.parts)
    assert "stored here no more" in one.evidence[0].proof


def test_a_sentence_that_does_not_stand_at_its_place_is_said_so(store):
    held = store.event(WITHDRAWN)
    stories = {
        key: replace(one, text="Other words. " * 30)
        for key, one in store.asking.versions([(r.story, r.version) for r in held.reports]).items()
    }
    assert "does not hold this sentence" in told(held, stories).evidence[0].proof


def test_pictures_of_an_event_are_served_in_light_and_dark_with_words(base):
    page = got(f"{base}/events/{WITHDRAWN}")[2]
    image, paper = [attrs for tag, attrs in Tags(page).tags if tag == "img"]
    assert (paper["src"], paper["class"], "loading" in paper) == (image["src"], "paper", False)
    assert image["alt"].startswith("Map, Russia → Poland: attack")
    assert image["width"] == "360"
    for look in ("light", "dark"):
        status, headers, _ = got(f"{base}/events/{WITHDRAWN}/map-{look}.png")
        assert (status, headers["Content-Type"]) == (200, "image/png")
    assert got(f"{base}/events/{WITHDRAWN}/map-pink.png")[0] == 404
    assert got(f"{base}/events/{WITHDRAWN}/nosuch-dark.png")[0] == 404
    assert got(f"{base}/events/{COUNTED}/map-dark.png")[0] == 404


class _Away:
    """A store whose database does not answer."""

    fault = Later("the database is away")

    class watches:  # noqa: N801  # it stands for the store's field
        @staticmethod
        def all():
            raise _Away.fault

    @staticmethod
    def event(_):
        raise _Away.fault

    class listing:  # noqa: N801  # the same
        @staticmethod
        def stretch(*_, **__):
            raise _Away.fault


@pytest.mark.parametrize("fault", [Later("the database is away"), Fix("DATABASE_URL: password authentication failed")])
def test_a_ledger_that_is_away_is_told_and_not_a_crash(store, monkeypatch, fault):
    monkeypatch.setattr(_Away, "fault", fault)
    site = Site(_Away(), site_of(store).judging, published(["watch:launches"]), token=TOKEN)
    with served(site) as base:
        status, _, page = got(f"{base}/ledger")
        assert status == 503
        assert "try again in a minute" in page
        assert "DATABASE_URL" not in page
        status, headers, text = got(f"{base}/api/events", Authorization=f"Bearer {TOKEN}")
        assert (status, headers["Retry-After"]) == (503, "60")
        assert json.loads(text) == {"error": "the ledger does not answer just now"}
