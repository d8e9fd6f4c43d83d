"""Bodies that must be refused, so that the harness is known to be able to fail."""

import copy
from pathlib import Path

import pytest
import yaml
from fakes.alerts import NEW
from fakes.slack_rules import refusal
from fakes.specs import manifest_spec, needed

from handlers.slack_app.blocks import blocks, text

MANIFEST = Path(__file__).parents[1] / "config" / "slack-manifest.yaml"
PLAIN = {"type": "plain_text", "text": "word"}
BUTTON = {"type": "button", "action_id": "mute", "text": PLAIN}


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


def test_the_manifest_asks_for_what_the_outlet_needs_and_no_more():
    scopes = yaml.safe_load(MANIFEST.read_text())["oauth_config"]["scopes"]
    assert scopes == {"bot": ["chat:write", "channels:history", "groups:history"]}
