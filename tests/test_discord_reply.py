import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.alerts import DIGEST, NEW, UPDATE, WIRE
from fakes.discord_clerk import dot
from fakes.discord_rules import refusal
from fakes.discord_stage import pressables
from fakes.hostile import ALERTS, SCRIPTS, TEXTS, URLS
from fakes.specs import discord_spec, needed
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.commands import Asked, Button, Line, Menu, Picture, Reply, error
from handlers.discord_app.ids import pressed
from handlers.discord_app.reply import shown

HERE = Asked("claims", "search", {"text": "drones"})
POST = "/interactions/1/token/callback"
IDS = st.one_of(st.just(""), st.text(max_size=120))
REPLIES = st.builds(
    lambda title, lines, alert, picture, ok, labels: Reply(
        title,
        tuple(lines),
        tuple(Button(label, Asked("claims", "search", {"text": label, "page": str(number)})) for number, label in enumerate(labels)),
        picture=Picture(dot(), picture) if picture else None,
        alert=alert,
        ok=ok,
        shareable=True,
    ),
    TEXTS,
    st.lists(st.builds(Line, TEXTS, st.one_of(st.just(""), URLS), st.booleans(), st.booleans(), IDS), max_size=30),
    st.one_of(st.none(), ALERTS),
    st.one_of(st.none(), TEXTS),
    st.booleans(),
    st.lists(TEXTS, max_size=25),
)


def body(reply, asked=HERE, **held):
    message = shown(reply, asked, **held)
    nobody = {"parse": [], "replied_user": False}
    return {"type": 4, "data": {"components": message.view.to_components(), "flags": 1 << 15 | 64, "allowed_mentions": nobody}}


def inside(reply, **held):
    return body(reply, **held)["data"]["components"][0]["components"]


def told(reply, **held):
    return [part["content"] for part in inside(reply, **held) if "content" in part]


def seen(text):
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


@settings(max_examples=80, deadline=None)
@given(REPLIES)
def test_no_answer_goes_over_a_limit_pings_anybody_or_breaks_a_link(reply):
    assert refusal("POST", POST, body(reply)) == ""


@settings(max_examples=25, deadline=None)
@given(REPLIES)
def test_no_answer_is_refused_by_discords_own_document(reply):
    assert needed(discord_spec()).refusal_of_request("POST", POST, body(reply)) == ""


@pytest.mark.parametrize("piece", SCRIPTS)
def test_the_title_is_told_whole_whatever_follows(piece):
    title = f"Events of {piece}"
    reply = Reply(title, tuple(Line("x" * 10_000) for _ in range(30)))
    assert seen(told(reply)[0]) == f"### {' '.join(title.split())}"


def test_every_sort_of_line_has_its_look():
    lines = (
        Line("plain *text*"),
        Line("first", strong=True),
        Line("They fired.", quote=True),
        Line("the page", url=WIRE.url),
        Line("They fired.", url=WIRE.jump, quote=True),
    )
    assert told(Reply("T", lines))[1].split("\n") == [
        r"plain \*text\*",
        "**first**",
        "> They fired.",
        f"[the page](<{WIRE.url}>)",
        f"> [They fired.](<{WIRE.jump}>)",
    ]


def test_a_link_that_leads_nowhere_is_only_text():
    assert told(Reply("T", (Line("the page", url="javascript:alert(1)"),)))[1] == "the page"


def test_lines_that_find_no_room_are_counted():
    reply = Reply("T", tuple(Line("word " * 100) for _ in range(30)))
    last = told(reply)[1].split("\n")
    assert last[-1] == f"-# and {30 - len(last) + 1} more"


def test_an_error_is_one_line_with_a_sign_and_a_colour():
    held = body(error("no such actor: try `Iran`"))["data"]["components"][0]
    assert held["accent_color"] == 0xD63A3A
    assert [seen(part["content"]) for part in held["components"]] == ["⚠️ no such actor: try `Iran`"]


def test_an_answer_of_nothing_says_so():
    assert told(Reply("")) == ["Nothing to show."]


def test_a_picture_comes_with_words_for_who_cannot_see_it():
    reply = Reply("Trend", picture=Picture(dot(), "Two lines: both rise.", "trend.png"))
    [gallery] = [part for part in inside(reply) if part["type"] == 12]
    assert gallery["items"] == [{"media": {"url": "attachment://trend.png"}, "description": "Two lines: both rise.", "spoiler": False}]
    assert [file.filename for file in shown(reply, HERE).files] == ["trend.png"]


def test_a_button_that_asks_the_same_changes_the_message_and_any_other_answers_anew():
    buttons = (Button("Next", Asked("claims", "search", {"page": "2"})), Button("Trend", Asked("trend")))
    found = pressables(inside(Reply("T", buttons=buttons, shareable=True)))
    assert [pressed(found[name]).does.name for name in ("Next", "Trend", "Share")] == ["PAGE", "ASK", "SHARE"]


def test_what_is_shown_to_everybody_has_nothing_to_press():
    reply = Reply("T", (Line("an event", event="e1"),), (Button("Next", HERE),), alert=NEW, shareable=True)
    assert pressables(inside(reply, pressable=False)) == {}


def test_events_told_of_can_be_opened_from_a_menu():
    reply = Reply("T", (Line("first", event="e1"), Line("no event"), Line("second " * 40, event="e2"), Line("again", event="e1")))
    [menu] = [part["components"][0] for part in inside(reply) if part["type"] == 1]
    assert [line[:2] for line in told(reply)[1].split("\n")] == ["- ", "no", "- ", "- "]
    assert [(one["value"], one["label"][:6]) for one in menu["options"]] == [("event=e1", "first"), ("event=e2", "second")]


def test_the_event_that_was_asked_for_is_not_offered_again():
    reply = Reply("Evidence", (Line("the event", event="e1"), Line("a linked one", event="e2")))
    for asked in (Asked("evidence", "", {"event": "e1"}), Asked("why", "", {"about": "e1"})):
        held = body(reply, asked)["data"]["components"][0]["components"]
        assert [one["value"] for one in held[-1]["components"][0]["options"]] == ["event=e2"]


def test_many_plain_lines_are_a_list_and_a_few_are_not():
    assert told(Reply("T", tuple(Line(f"line {n}") for n in range(8))))[1].startswith("- line 0\n- line 1")
    assert told(Reply("T", tuple(Line(f"line {n}") for n in range(3))))[1].startswith("line 0\nline 1")


def test_an_alert_is_shown_as_its_card_with_its_controls_and_its_first_line_once():
    reply = Reply(NEW.headline, (), (Button("Evidence", Asked("evidence", "", {"event": "e1"})),), alert=NEW, shareable=True)
    assert list(pressables(inside(reply))) == ["Evidence", "Mute ▾", "Wrong ▾", "Grade", "Share"]
    assert "\n".join(told(reply)).count("ALLEGED · Norvania → Keldovia") == 1


def test_words_before_a_card_that_say_something_else_stay():
    assert told(Reply("A test: this is how an alert looks", alert=UPDATE))[0] == "### A test: this is how an alert looks"


def test_a_digest_has_no_controls_of_one_event():
    assert pressables(inside(Reply("", alert=DIGEST))) == {}


def test_a_button_whose_question_fits_in_no_id_is_left_out():
    long = Asked("claims", "search", {"text": "".join(chr(0x3400 + n * 7) for n in range(900))})
    assert list(pressables(inside(Reply("T", buttons=(Button("Next", long), Button("Trend", Asked("trend"))))))) == ["Trend"]


def test_a_shared_card_keeps_its_colour():
    held = body(Reply("", alert=replace(NEW, event="e9")))["data"]["components"][0]
    assert held["accent_color"] == 0x2F6FDE


def test_channels_and_roles_of_ours_are_told_by_their_names_and_a_strangers_words_are_not():
    line = "w1 strike → here and discord:1456074443980800030 (at once, calls role:1456074443980800081)"
    [_, shown_] = told(Reply("Watches", (Line(line),)))
    assert shown_ == "w1 strike → here and <#1456074443980800030> (at once, calls <@&1456074443980800081>)"
    [_, quoted] = told(Reply("Quote", (Line("see discord:1456074443980800030", quote=True), Line("home:discord:1456074443980800030"))))
    assert "<#" not in quoted


def test_a_menu_asks_again_with_what_is_chosen_in_it():
    choices = tuple(Button(f"Watch {number}", Asked("watch", "edit", {"watch": f"w{number}"})) for number in range(30))
    [row] = [part for part in inside(Reply("Watches", menu=Menu("Change a watch", choices))) if part["type"] == 1]
    [menu] = row["components"]
    assert menu["placeholder"] == "Change a watch"
    assert [one["value"] for one in menu["options"]] == [f"watch=w{number}" for number in range(25)]
    assert pressed(menu["custom_id"]).asks == Asked("watch", "edit")


def test_times_stand_behind_a_line_in_the_readers_own_form():
    at = datetime(2026, 3, 1, 18, 5, tzinfo=UTC)
    (text,) = told(Reply("", (Line("posted <t:1:R>", times=(("", at), ("until", at))),)))
    stamp = int(at.timestamp())
    assert text == rf"posted \<t:1:R\> · <t:{stamp}:f> (<t:{stamp}:R>) · until <t:{stamp}:f> (<t:{stamp}:R>)"
