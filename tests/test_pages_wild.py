"""What a story's words may not do to a page."""

import json
import re
import urllib.parse
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from fakes.filled import filled
from fakes.ledger import Outcome, claim, event, report, story
from fakes.payloads import ADDRESSES, PAYLOADS
from fakes.reader import Tags, got
from fakes.site import WATCHES, served, site_of

from bot.model import Category, Item, Span, Speaker
from handlers.pages.told import told

ATOM = "{http://www.w3.org/2005/Atom}"


def _wild(text, url="https://good.example/a", key="1"):
    """An event whose every word is a payload."""
    item = Item(Category.MISSILE, text)
    made = replace(claim(actor=(text,), target=(text,), speaker=""), item=(item,), place=(text,), quotes=(text,))
    made = replace(made, source=(Speaker(text, text),), evidence=(Span(0, len(text)),))
    one = replace(report(f"r{key}", made, of=f"s{key}"), outlet=text, title=text, url=url, newsroom=text, marks=(text,))
    held = story(f"s{key}", title=text, text=f"{text} and {text}.", outlet=text, url=url)
    return event(f"e{key}", made, (one,), flags=(text,), grade=f"A1: {text}"), held


@pytest.fixture(scope="module")
def wild(tmp_path_factory):
    """A site on which everything is a payload."""
    made = filled(tmp_path_factory.mktemp("wild"), names=())
    for key, text in enumerate(PAYLOADS):
        one, held = _wild(text, key=str(key))
        with made.taking(held) as taking:
            taking.keep(Outcome(held, one.reports, (one,)))
        made.watches.keep(replace(WATCHES[0], id=f"w{key}", name=text, query="everything"))
    with served(site_of(made, "everything", *(f"watch:w{key}" for key in range(len(PAYLOADS))))) as address:
        yield address
    made.close()


ALLOWED = frozenset(
    re.findall(
        r"\w+",
        "html head meta title link body a header nav main article h1 h2 h3 p code time ul li ol dl div dt dd section blockquote mark span"
        " footer form label input button q figure picture source img details summary select option",
    )
)
LINKING = ("href", "src", "action", "cite", "srcset")


@pytest.mark.parametrize("key", range(len(PAYLOADS)), ids=lambda key: f"{key}")
def test_a_story_puts_nothing_into_a_page_but_text(wild, key):
    text = PAYLOADS[key]
    typed = urllib.parse.quote(text)
    for path in ("/ledger", f"/ledger?q={typed}", f"/ledger?party={typed}", f"/events/e{key}", f"/watches/w{key}"):
        page = got(wild + path)[2]
        tags = Tags(page).tags
        assert {tag for tag, _ in tags} <= ALLOWED
        assert not any(name.startswith("on") or name in {"style", "srcdoc", "formaction"} for _, attrs in tags for name in attrs)
        links = [attrs[name] or "" for _, attrs in tags for name in LINKING if name in attrs]
        assert all(link.startswith(("/", "#", "https://good.example/")) for link in links), links
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)
    if "7 * 7" in text:
        assert "{{ 7 * 7 }}" in Tags(got(f"{wild}/events/e{key}")[2]).text()
    assert ET.fromstring(got(f"{wild}/watches/w{key}/atom.xml")[2]).tag == f"{ATOM}feed"  # noqa: S314  # our own
    assert json.loads(got(f"{wild}/watches/w{key}/feed.json")[2])["items"]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_no_sound_web_address_is_no_link(url):
    one, held = _wild("seventeen missiles", url)
    words = told(one, {("s1", 1): held})
    assert all("javascript" not in one.jump.lower() and '"' not in one.jump and "<" not in one.jump for one in words.evidence)
    assert all(one.jump == "" or one.jump.startswith("https://good.example/") for one in words.evidence)
