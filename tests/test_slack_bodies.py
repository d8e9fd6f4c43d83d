"""Bodies that must be refused, so that the harness is known to be able to fail."""

import copy
from pathlib import Path

import pytest
import yaml
from fakes.alerts import NEW
from fakes.slack_rules import refusal
from fakes.specs import manifest_spec, needed

from handlers.slack_app.blocks import blocks, text
from handlers.slack_app.installs import SCOPES
from handlers.slack_app.listeners import EVENTS, SHORTCUTS
from handlers.slack_app.typed import SLASH

MANIFEST = Path(__file__).parents[1] / "config" / "slack-manifest.yaml"
PLAIN = {"type": "plain_text", "text": "word"}
BUTTON = {"type": "button", "action_id": "mute", "text": PLAIN}
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "word"}]}]}
TEXT_INPUT = {"type": "input", "block_id": "query", "label": PLAIN, "element": {"type": "plain_text_input", "action_id": "text"}}


def option(number):
    return {"text": PLAIN, "value": f"v{number}"}


def sound():
    said = {"text": text(NEW), "blocks": copy.deepcopy(blocks(NEW)), "metadata": {"event_payload": {"delivery": "d"}}}
    return said | {"unfurl_links": False, "unfurl_media": False, "link_names": False}


def section(words, kind="mrkdwn"):
    return {"blocks": [{"type": "section", "text": {"type": kind, "text": words}}]}


def rich(*leaves, kind="rich_text_section"):
    return {"blocks": [{"type": "rich_text", "elements": [{"type": kind, "elements": list(leaves)}]}]}


BAD = {
    "no text": {"text": ""},
    "a text at work": {"text": "<!channel> look"},
    "a text with half an entity": {"text": "AT&amp"},
    "links unfurled": {"unfurl_links": True},
    "media unfurled": {"unfurl_media": None},
    "names linked": {"link_names": True},
    "no delivery in the metadata": {"metadata": {}},
    "51 blocks": {"blocks": [{"type": "divider"}] * 51},
    "a block nobody knows": {"blocks": [{"type": "banner"}]},
    "a header of 151": {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}]},
    "a header in markup": {"blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}]},
    "a section of 3001": section("a" * 3001),
    "a section with a mention": section("hello <@U1>"),
    "a section with a bare ampersand": section("AT&T"),
    "a section with a cut link": section("<https://a.example|na"),
    "a section of nothing": {"blocks": [{"type": "section"}]},
    "eleven fields": {"blocks": [{"type": "section", "fields": [PLAIN] * 11}]},
    "a context of eleven": {"blocks": [{"type": "context", "elements": [PLAIN] * 11}]},
    "an empty context": {"blocks": [{"type": "context", "elements": []}]},
    "a rich text with nothing in it": {"blocks": [{"type": "rich_text", "elements": []}]},
    "a quote with nothing in it": rich(kind="rich_text_quote"),
    "a leaf of nothing": rich({"type": "text", "text": ""}),
    "a leaf that pings": rich({"type": "broadcast", "range": "channel"}),
    "a leaf that names a user": rich({"type": "user", "user_id": "U1"}),
    "a link that leads nowhere": rich({"type": "link", "url": "javascript:alert(1)"}),
    "26 buttons": {"blocks": [{"type": "actions", "elements": [{**BUTTON, "action_id": f"b{n}"} for n in range(26)]}]},
    "a button's label of 76": {"blocks": [{"type": "actions", "elements": [{**BUTTON, "text": {**PLAIN, "text": "a" * 76}}]}]},
    "a button's value of 2001": {"blocks": [{"type": "actions", "elements": [{**BUTTON, "value": "a" * 2001}]}]},
    "two buttons of one action_id": {"blocks": [{"type": "actions", "elements": [BUTTON, BUTTON]}]},
    "two blocks of one block_id": {"blocks": [{"type": "divider", "block_id": "b"}] * 2},
}


def test_a_sound_body_is_taken():
    assert refusal("chat.postMessage", sound()) == ""


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_a_bad_body_is_refused(change):
    assert refusal("chat.postMessage", sound() | change)


def answer(**change):
    quiet = {"response_type": "ephemeral", "replace_original": False, "unfurl_links": False, "unfurl_media": False}
    return {"text": "said", "blocks": [RICH], **quiet} | change


BAD_ANSWERS = {
    "no text": {"text": ""},
    "unfurled": {"unfurl_links": None},
    "for nobody in particular": {"response_type": None},
    "nothing said of what it replaces": {"replace_original": None},
    "a picture without words": {"blocks": [{"type": "image", "slack_file": {"id": "F1"}, "alt_text": " "}]},
    "an input in a message": {"blocks": [TEXT_INPUT]},
    "a menu of nothing": {"blocks": [{"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": []}]}]},
    "six options in an overflow": {
        "blocks": [{"type": "actions", "elements": [{"type": "overflow", "action_id": "a", "options": [option(n) for n in range(6)]}]}]
    },
    "a checkbox among the buttons": {
        "blocks": [{"type": "actions", "elements": [{"type": "checkboxes", "action_id": "a", "options": [option(1)]}]}]
    },
    "a channel that is none": rich({"type": "channel", "channel_id": "general"}),
}


def test_a_sound_answer_is_taken():
    assert refusal("response_url", answer()) == ""


@pytest.mark.parametrize("change", BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_bad_answer_is_refused(change):
    assert refusal("response_url", answer(**change))


def modal(**change):
    return {"type": "modal", "title": PLAIN, "submit": PLAIN, "blocks": [TEXT_INPUT], "private_metadata": "m", "callback_id": "f"} | change


def menu(**element):
    made = {"type": "static_select", "action_id": "a", "options": [option(1)]} | element
    return {"blocks": [{**TEXT_INPUT, "element": made}]}


BAD_VIEWS = {
    "of another kind": {"type": "home"},
    "without a title": {"title": None},
    "a title of 25": {"title": {**PLAIN, "text": "t" * 25}},
    "a button of 25": {"submit": {**PLAIN, "text": "t" * 25}},
    "inputs that nothing sends": {"submit": None},
    "nothing in it": {"blocks": []},
    "101 blocks": {"blocks": [{"type": "divider"}] * 101},
    "3001 characters of metadata": {"private_metadata": "m" * 3001},
    "a block nobody knows": {"blocks": [{"type": "banner"}]},
    "two inputs of one id": {"blocks": [TEXT_INPUT, TEXT_INPUT]},
    "an input without a label": {"blocks": [{**TEXT_INPUT, "label": {**PLAIN, "text": " "}}]},
    "an input nobody knows": {"blocks": [{**TEXT_INPUT, "element": {"type": "slider", "action_id": "a"}}]},
    "more at first than fits": {
        "blocks": [{**TEXT_INPUT, "element": {"type": "plain_text_input", "action_id": "a", "max_length": 3, "initial_value": "four"}}]
    },
    "101 options": menu(options=[option(n) for n in range(101)]),
    "two options of one value": menu(options=[option(1), option(1)]),
    "an option's value of 151": menu(options=[{**option(1), "value": "v" * 151}]),
    "an option's text of 76": menu(options=[{**option(1), "text": {**PLAIN, "text": "t" * 76}}]),
    "chosen at first: what is not offered": menu(initial_option=option(2)),
}


def test_a_sound_modal_is_taken():
    assert refusal("views.open", {"view": modal()}) == ""


@pytest.mark.parametrize("change", BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_a_bad_modal_is_refused(change):
    assert refusal("views.open", {"view": modal(**change)})


def test_the_manifest_is_one_slack_takes():
    faults = [
        f"{'/'.join(map(str, f.path))}: {f.message[:200]}"
        for f in needed(manifest_spec()).iter_errors(yaml.safe_load(MANIFEST.read_text()))
    ]
    assert faults == []


def test_a_manifest_with_a_key_nobody_knows_is_refused():
    manifest = yaml.safe_load(MANIFEST.read_text())
    manifest["settings"]["loud"] = True
    assert list(needed(manifest_spec()).iter_errors(manifest))


def test_the_manifest_asks_for_what_an_install_asks_for_and_no_more():
    scopes = yaml.safe_load(MANIFEST.read_text())["oauth_config"]["scopes"]
    assert list(scopes) == ["bot"]
    assert set(scopes["bot"]) == set(SCOPES)


def test_the_manifest_names_what_the_app_listens_to_and_nothing_else():
    manifest = yaml.safe_load(MANIFEST.read_text())
    features = manifest["features"]
    assert [one["command"] for one in features["slash_commands"]] == [SLASH]
    assert {one["callback_id"] for one in features["shortcuts"]} == SHORTCUTS
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == EVENTS
