from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.alerts import DIGEST, NEW
from fakes.hostile import ALERTS, TEXTS
from fakes.slack_rules import refusal, refusal_of_view
from fakes.slack_scene import said
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Picture, Reply
from handlers.slack_app.blocks import blocks, controls
from handlers.slack_app.forms import form, mute_form, wrong_form
from handlers.slack_app.packing import BUTTON, OPTION, packed, unpacked
from handlers.slack_app.reply import message, modal, text

ASKS = st.builds(Asked, TEXTS, TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=4))
LINES = st.builds(Line, TEXTS, st.sampled_from(["", "https://a.example/b?c=<d>&e", "javascript:x"]), st.booleans(), st.booleans(), TEXTS)
REPLIES = st.builds(
    Reply,
    title=TEXTS,
    lines=st.lists(LINES, max_size=60).map(tuple),
    buttons=st.lists(st.builds(Button, TEXTS.map(lambda words: words[:40]), ASKS, st.booleans()), max_size=30).map(tuple),
    picture=st.none() | st.builds(Picture, st.just(b"x"), TEXTS),
    alert=st.none() | ALERTS,
    ok=st.booleans(),
    private=st.booleans(),
    shareable=st.booleans(),
)
QUIET = {"response_type": "ephemeral", "replace_original": False, "unfurl_links": False, "unfurl_media": False}


@settings(max_examples=60, deadline=None)
@given(REPLIES, ASKS, st.sampled_from(["", "F1"]), TEXTS)
def test_no_answer_goes_over_a_limit_or_pings_anybody(reply, asked, picture, by):
    body = {"text": text(reply, ["help"]), "blocks": message(reply, asked, ["help", "watch"], picture, by), **QUIET}
    assert refusal("response_url", body) == ""


@settings(max_examples=40, deadline=None)
@given(REPLIES)
def test_no_answer_in_a_modal_goes_over_a_limit(reply):
    view = modal("Tocsin", reply, ["help"])
    assert refusal_of_view(view, "modal") == ""


OPTIONS = st.builds(
    Option,
    st.uuids().map(lambda one: one.hex[:8]),
    TEXTS,
    st.sampled_from(list(Kind)),
    st.booleans(),
    st.just(("one", "two")),
    st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(OPTIONS, max_size=20).map(tuple), TEXTS, st.data())
def test_no_form_goes_over_a_limit_whatever_is_filled_in(options, words, data):
    given_ = {option.name: data.draw(TEXTS) if option.kind is not Kind.CHOICE else "two" for option in options}
    view = form(Command("watch", "edit", words or "x", options), given_ | {"hidden": words * 9}, "C1")
    assert refusal_of_view(view, "modal") == ""


@settings(max_examples=40, deadline=None)
@given(ALERTS)
def test_the_controls_and_their_forms_pass_for_every_alert(alert):
    assert refusal("response_url", {"text": "x", "blocks": [*blocks(alert), *controls(alert)], **QUIET}) == ""
    asked = Asked("mute", "", {"event": alert.event, "parties": ",".join(alert.party_ids), "revision": "1"})
    for make in (mute_form, wrong_form):
        assert refusal_of_view(make(asked, "C1"), "modal") == ""


@given(ASKS)
def test_a_question_comes_out_of_a_button_as_it_went_in(asked):
    value = packed(asked)
    assert len(value) <= BUTTON
    assert value == "" or unpacked(value) == Asked(asked.noun, asked.verb, dict(asked.options))


def test_a_long_question_is_squeezed_and_one_longer_still_has_no_button():
    query = " or ".join(f'saying "shipment number {number}"' for number in range(200))
    value = packed(Asked("watch", "test", {"query": query}))
    assert 0 < len(value) <= BUTTON
    assert unpacked(value).options == {"query": query}
    assert packed(Asked("watch", "test", {"query": query}), OPTION) == ""


@pytest.mark.parametrize("value", ["", "x", "~", "~abc", "[]", '["a"]', '["a","b",[1]]', "{}", "~" + "Z" * 50])
def test_what_is_no_question_is_none(value):
    assert unpacked(value) is None


def test_who_asks_and_where_is_never_in_a_button():
    asked = Asked("watch", "remove", {"watch": "w1"}, person="slack:T1/U9", place="slack:C1", home="slack:T1", may_write=True)
    assert unpacked(packed(asked)) == Asked("watch", "remove", {"watch": "w1"})


def test_quotes_stand_apart_links_lead_on_and_lines_in_a_row_are_a_list():
    lines = (Line("Head", strong=True), Line("one"), Line("two", url="https://a.example/x"), Line("“word *for* word”", quote=True))
    [_, body] = message(Reply("Title", lines), None)
    assert [element["type"] for element in body["elements"]] == ["rich_text_section", "rich_text_list", "rich_text_quote"]
    assert body["elements"][1]["elements"][1]["elements"][0] == {"type": "link", "url": "https://a.example/x", "text": "two"}
    assert body["elements"][2]["elements"][0]["text"] == "“word *for* word”"


def test_code_is_set_as_code_and_commands_are_told_as_slack_has_them():
    [block] = message(Reply("See /help or `/watch add`, not https://a.example/help"), None, ["help", "watch"])
    leaves = block["elements"][0]["elements"]
    assert "".join(leaf["text"] for leaf in leaves) == "See /tocsin help or /tocsin watch add, not https://a.example/help"
    assert leaves[1]["style"] == {"bold": True, "code": True}


def test_an_error_is_no_headline():
    [block] = message(Reply("no such watch", ok=False), None)
    assert "style" not in block["elements"][0]["elements"][0]


def test_lines_beyond_the_room_there_is_are_counted():
    shown = said(message(Reply("Many", tuple(Line(f"{number} " + "x" * 400) for number in range(100))), None))
    assert "more lines" in shown


def test_an_answer_with_a_card_has_the_cards_own_controls():
    reply = Reply("x", buttons=(Button("Evidence", Asked("evidence", "", {"event": "e1"})), Button("Back", Asked("status"))), alert=NEW)
    shown = message(reply, None)
    labels = [
        element["text"]["text"] for block in shown if block["type"] == "actions" for element in block["elements"] if "text" in element
    ]
    assert labels == ["Evidence", "Mute", "Wrong", "Back"]


def test_a_digest_has_no_controls_and_a_call_by_two_has_one_more():
    assert controls(DIGEST) == []
    assert "Call the group" in said(controls(NEW, call="S1"))
    assert "Call the group" not in said(controls(replace(NEW, revision=2)))


def test_times_stand_behind_a_line_in_the_readers_own_form():
    at = datetime(2026, 3, 1, 18, 5, tzinfo=UTC)
    blocks_ = message(Reply("Why", (Line("posted", times=(("", at), ("until", at))),)), None)
    assert refusal("response_url", {"text": "Why", "blocks": blocks_, **QUIET}) == ""
    (section,) = blocks_[1]["elements"]
    assert [one["type"] for one in section["elements"]] == ["text", "text", "date", "text", "date"]
    assert section["elements"][2] == {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} {time}",
        "fallback": "1 Mar 2026 18:05 UTC",
    }
