import re
from dataclasses import replace

import pytest
from fakes.alerts import CORRECTION, DENIAL, DIGEST, NEW, UPDATE, WIRE
from fakes.discord_rules import refusal
from fakes.hostile import ALERTS, BOMBS, PINGS, SCRIPTS
from fakes.specs import discord_spec, needed
from hypothesis import given, settings

from handlers.discord_app.card import COLOURS, card
from handlers.discord_app.markdown import escaped, fitted, weight

V2 = 1 << 15


def body(alert):
    nobody = {"parse": [], "replied_user": False}
    return {"components": card(alert, 4711).to_components(), "flags": V2, "nonce": "n", "enforce_nonce": True, "allowed_mentions": nobody}


def texts(alert):
    return [part["content"] for part in body(alert)["components"][0]["components"] if "content" in part]


def shown(text):
    """What a reader sees of escaped text."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")


@settings(max_examples=50, deadline=None)
@given(ALERTS)
def test_no_alert_goes_over_a_limit_pings_anybody_or_breaks_a_link(alert):
    assert refusal("POST", "/channels/1/messages", body(alert)) == ""


@settings(max_examples=15, deadline=None)
@given(ALERTS)
def test_no_alert_is_refused_by_discords_own_document(alert):
    assert needed(discord_spec()).refusal_of_request("POST", "/channels/1/messages", body(alert)) == ""


@pytest.mark.parametrize("piece", SCRIPTS + PINGS + tuple(bomb for bomb in BOMBS if bomb.isprintable()))
def test_the_first_line_is_told_whole_whatever_is_in_it(piece):
    line = f"ALLEGED · {piece} → Keldovia · 23 {piece} · {piece} (Harbour Wire)"
    said = shown(texts(replace(NEW, headline=line, quote="x" * 10_000, note="한" * 10_000))[0])
    assert said.startswith(f"### {' '.join(line.split())}".replace("\u200b", ""))


@pytest.mark.parametrize("text", ["한" * 10_000, "<" * 10_000, "🚀" * 10_000, "word " * 2_000])
def test_a_text_of_any_length_is_cut_to_its_share(text):
    assert 0.5 * 900 < weight(fitted(text, 900)) <= 900


@pytest.mark.parametrize(
    "mark", ["<@1>", "<#1>", "<t:0:R>", "</run:1>", "<:e:1>", "<id:home>", "**b**", "_i_", "||s||", "[a](b)", "`c`", "# h", "> q", "- l"]
)
def test_every_mark_is_made_harmless_and_still_reads_the_same(mark):
    assert not re.search(r"(?<!\\)[<>*_|`\[\]#~]|^-", escaped(mark))
    assert shown(escaped(mark)) == mark


def test_a_number_at_the_start_begins_no_list():
    assert shown(escaped("3. Armee")) == "3. Armee"
    assert not re.match(r"\d+\.", escaped("3. Armee"))


def test_an_address_in_a_sentence_is_no_link():
    assert escaped("see https://evil.example/x") == "see https\\://evil.example/x"


@pytest.mark.parametrize("alert", [NEW, UPDATE, DENIAL, CORRECTION])
def test_kind_and_status_are_words_and_colour_only_helps(alert):
    first = texts(alert)[0]
    assert first.startswith(f"### {alert.status_word}")
    assert f"-# {alert.kind.value.upper()}" in first
    assert body(alert)["components"][0]["accent_color"] == COLOURS[alert.kind]


def test_links_that_find_no_room_are_counted():
    links = tuple(replace(WIRE, jump=f"{WIRE.url}/{n}#:~:text=" + "word%20" * 60) for n in range(20))
    said = texts(replace(NEW, links=links, quote="q" * 2000, note="n" * 500))[-1]
    kept = said.count("](<https://")
    assert 1 <= kept < 20
    assert said.endswith(f"and {20 - kept} more")


def test_a_link_jumps_to_the_sentence_or_where_that_is_too_long_to_the_story():
    assert f"](<{WIRE.jump}>)" in texts(NEW)[-1]
    assert f"](<{WIRE.url}>)" in texts(replace(NEW, links=(replace(WIRE, jump=WIRE.url + "#:~:text=" + "a" * 600),)))[-1]


def test_a_list_that_a_query_names_stays_as_it_is_typed_and_everyone_does_not():
    assert escaped("party @koreas") == "party @koreas"
    assert escaped("@Everyone @here") == "@\u200bEveryone @\u200bhere"


def test_short_lines_of_a_digest_leave_room_for_the_links_of_long_ones():
    long = "[high] " + "word " * 40
    links = tuple(replace(WIRE, outlet=f"{long}{n}", jump=f"{WIRE.url}/{n}#:~:text=" + "word%20" * 20) for n in range(4))
    told = replace(DIGEST, parts=(*(f"Party {n}: 1 strike" for n in range(12)), *(f"{long}{n}" for n in range(4))), links=links)
    assert texts(told)[-1].count("](<https://") == 4
