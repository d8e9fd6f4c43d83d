import asyncio
import io
from dataclasses import replace

import pytest
from fakes.alerts import CORRECTION, DENIAL, DIGEST, NEW, UPDATE, WIRE, delivery
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from handlers.console import LINKS, ConsoleOutlet

BIDI = "\u202e\u2066\u200f"


def printed(alert, width=80, **held):
    """What a reader of the terminal, or of the file it is written to, sees."""
    out = io.StringIO()
    outlet = ConsoleOutlet(Console(file=out, width=width, **held))
    asyncio.run(outlet.send(delivery(alert, "console", ""), None))
    return out.getvalue()


def joined(text):
    """The text with our own line breaks and bars taken out."""
    return " ".join(text.replace("┃", " ").split())


@pytest.mark.parametrize("width", [80, 40])
def test_every_fact_of_an_alert_is_there_at_either_width(width):
    text = joined(printed(NEW, width))
    for fact in (NEW.headline, NEW.quote, "NEW · grade B2 · event ", "16–22 Nov 2026", "Kelm", "23 Nov 2026 09:05 UTC"):
        assert fact in text
    for fact in ("4 outlets · up to 2 newsrooms · 1 party", "Zubrovia State Radio (state media)"):
        assert fact in text


@pytest.mark.parametrize("width", [80, 40])
def test_no_line_but_an_address_is_wider_than_the_terminal(width):
    lines = printed(UPDATE, width).splitlines()
    assert [line for line in lines if len(line) > width and "http" not in line] == []


def test_addresses_are_plain_and_whole_in_a_file():
    long = replace(WIRE, url="https://harbourwire.example/" + "a" * 200)
    assert long.url in printed(replace(NEW, links=(long,)), 40)
    assert "\x1b" not in printed(NEW)


def test_in_a_terminal_the_address_leads_to_the_sentence():
    text = printed(NEW, force_terminal=True)
    assert f"{WIRE.jump}\x1b\\" in text


@pytest.mark.parametrize(("alert", "word"), [(NEW, "NEW"), (UPDATE, "UPDATE"), (DENIAL, "DENIAL"), (CORRECTION, "CORRECTION")])
def test_the_kinds_are_told_apart_by_a_word(alert, word):
    assert f"┃ {word} · " in printed(alert)


def test_the_first_line_begins_with_the_status():
    assert printed(DENIAL).strip().startswith("┃ DENIED · ")


def test_what_changed_and_what_was_told_before_are_shown():
    text = printed(UPDATE)
    assert "changed  count at least 23 → 40" in text
    assert "earlier  at least 23 (23 Nov 2026 09:05 UTC)" in text


def test_more_links_than_a_screen_bears_are_counted():
    links = tuple(replace(WIRE, url=f"https://harbourwire.example/{n}") for n in range(20))
    text = printed(replace(NEW, links=links))
    assert text.count("https://") == LINKS
    assert f"the first {LINKS} of 20" in text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "click"),
        ("a\x07b\x00c\x9bd", "a b c d"),
        ("[bold red]loud[/]", "[bold red]loud[/]"),
        (f"left{BIDI}right", "left right"),
        ("one\n┃ two\r\nthree", "one ┃ two three"),
        ("half \ud800 pair", "half pair"),
    ],
)
def test_text_cannot_act_on_the_terminal(hostile, shown):
    text = printed(replace(NEW, quote=hostile, headline=hostile, note=hostile, where=(hostile,)))
    assert f"“{shown}”" in text
    assert f"note     {shown}" in text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://user@evil.example/", "not an address", "http://[::1", ""]
)
def test_what_is_no_web_address_is_not_shown_as_one(url):
    assert "evil" not in printed(replace(NEW, links=(replace(WIRE, url=url, jump=url),)))
    assert "Harbour Wire  " not in printed(replace(NEW, links=(replace(WIRE, url=url, jump=url),)))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from([40, 80]))
def test_no_text_breaks_out_of_its_bar(text, width):
    shown = printed(replace(NEW, headline=text, quote=text, note=text, change=text, where=(text,)), width)
    assert all(line.startswith("┃") for line in shown.split("\n") if line)
    assert not set(shown) & set(map(chr, [*range(10), *range(11, 32), *range(127, 160)]))


@pytest.mark.parametrize("width", [80, 40])
def test_a_digest_lists_its_events_each_with_its_address(width):
    text = printed(DIGEST, width)
    assert "• Norvania: 1 arms transfer" in text
    assert "note     2 h late" in text
    assert "┃ https://courier.example/exercise" in text
    assert "told by" not in text
