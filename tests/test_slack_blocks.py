import html
from dataclasses import replace

import pytest
from fakes.alerts import NEW, WIRE
from fakes.hostile import ALERTS, BOMBS, PINGS, SCRIPTS
from fakes.slack_rules import refusal
from hypothesis import given, settings

from handlers.slack_app.blocks import blocks, text
from handlers.slack_app.mrkdwn import escaped, fitted

QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False}


def body(alert):
    return {"text": text(alert), "blocks": blocks(alert), "metadata": {"event_payload": {"delivery": "d"}}, **QUIET}


@settings(max_examples=50, deadline=None)
@given(ALERTS)
def test_no_alert_goes_over_a_limit_pings_anybody_or_breaks_a_link(alert):
    assert refusal("chat.postMessage", body(alert)) == ""


@pytest.mark.parametrize("piece", SCRIPTS + PINGS + tuple(bomb for bomb in BOMBS if bomb.isprintable()))
def test_the_first_line_is_told_whole_whatever_is_in_it(piece):
    line = f"ALLEGED · {piece} → Keldovia · 23 {piece} · {piece} (Harbour Wire)"
    alert = replace(NEW, headline=line, quote="x" * 10_000)
    assert html.unescape(text(alert)).replace("\u200b", "") == " ".join(line.split())
    assert blocks(alert)[0]["elements"][0]["elements"][0]["text"] == " ".join(line.split())


@pytest.mark.parametrize("limit", range(1, 30))
def test_no_entity_is_ever_cut(limit):
    cut = fitted("a&b<c>d & e < f > g" * 3, limit)
    assert len(cut) <= limit
    assert not [part for part in cut.split("&")[1:] if not part.startswith(("amp;", "lt;", "gt;"))]


@pytest.mark.parametrize("mark", ["*b*", "_i_", "~s~", "`c`", ":skull:", "@here"])
def test_formatting_in_parsed_text_is_made_harmless_and_reads_the_same(mark):
    assert mark not in escaped(mark)
    assert escaped(mark).replace("\u200b", "") == mark


def test_quotes_stand_in_rich_text_which_slack_does_not_parse():
    alert = replace(NEW, quote="*not bold* <!channel> & co")
    quote = blocks(alert)[0]["elements"][-1]
    assert quote["type"] == "rich_text_quote"
    assert quote["elements"][0]["text"] == "*not bold* <!channel> & co"


def test_links_beyond_a_dozen_are_counted():
    links = tuple(replace(WIRE, url=f"{WIRE.url}/{n}") for n in range(20))
    said = blocks(replace(NEW, links=links))[-1]["elements"][0]["elements"]
    assert sum(part["type"] == "link" for part in said) == 12
    assert said[-1]["text"] == " · and 8 more"


def test_an_alert_without_words_still_has_a_text():
    assert text(replace(NEW, headline="", status_word="")) == "Alert"
