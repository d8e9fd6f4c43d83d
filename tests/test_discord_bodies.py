"""Bodies that must be refused, so that the harness is known to be able to fail."""

import copy

import pytest
from fakes.alerts import NEW
from fakes.discord_rules import refusal
from fakes.specs import discord_spec, needed

from handlers.discord_app.card import card

POST, EDIT, THREAD = "/channels/1/messages", "/channels/1/messages/2", "/channels/1/messages/2/threads"
TEXT = {"type": 10, "content": "word"}
BUTTON = {"type": 2, "style": 2, "label": "Mute", "custom_id": "mute"}


def sound():
    nobody = {"parse": [], "replied_user": False}
    sent = {"flags": 1 << 15, "nonce": "n", "enforce_nonce": True, "tts": False, "allowed_mentions": nobody}
    return sent | {"components": copy.deepcopy(card(NEW, 4711).to_components())}


def box(*parts, **held):
    return {"components": [{"type": 17, "components": list(parts), **held}]}


def row(*buttons):
    return box({"type": 1, "components": list(buttons)})


BY_RULE = {
    "nobody said who may be pinged": {"allowed_mentions": None},
    "everyone may be pinged": {"allowed_mentions": {"parse": ["everyone"]}},
    "a role may be pinged": {"allowed_mentions": {"parse": [], "roles": ["3"]}},
    "the author answered may be pinged": {"allowed_mentions": {"parse": [], "replied_user": True}},
    "no nonce": {"nonce": None},
    "a nonce that is not enforced": {"enforce_nonce": False},
    "new components without their flag": {"flags": 0},
    "new components with content": {"content": "also"},
    "nothing at all": {"components": []},
    "an empty container": box(),
    "a text of spaces": box({"type": 10, "content": "  "}),
    "texts over 4000 together": box({"type": 10, "content": "a" * 2500}, {"type": 10, "content": "b" * 2500}),
    "more bytes than Discord bears": box({"type": 10, "content": "한" * 3500}),
    "41 components": box(*[TEXT] * 41),
    "six buttons in a row": row(*({**BUTTON, "custom_id": f"b{n}"} for n in range(6))),
    "two buttons of one custom_id": row(BUTTON, BUTTON),
    "two components of one id": box({**TEXT, "id": 5}, {**TEXT, "id": 5}),
    "a mention at work": box({"type": 10, "content": "hello <@123>"}),
    "a channel at work": box({"type": 10, "content": "see <#123>"}),
    "everyone at work": box({"type": 10, "content": "@everyone look"}),
    "a link that ends early": box({"type": 10, "content": "[x](<https://a.example/b c>)"}),
    "a link that leads nowhere": box({"type": 10, "content": "[x](<javascript:alert(1)>)"}),
    "content over 2000": {"components": [], "flags": 0, "content": "a" * 2001},
    "embeds over 6000 together": {"components": [], "flags": 0, "embeds": [{"description": "d" * 4000}, {"description": "d" * 4000}]},
}
BY_DOCUMENT = {
    "a nonce of 26": ("POST", POST, {"nonce": "n" * 26}),
    "a key nobody knows": ("POST", POST, {"colour": 3}),
    "a key nobody knows inside": ("POST", POST, box({**TEXT, "colour": 3})),
    "a component of no type": ("POST", POST, {"components": [{"content": "word"}]}),
    "a text of 4001": ("POST", POST, box({"type": 10, "content": "a" * 4001})),
    "a colour beyond white": ("POST", POST, box(TEXT, accent_color=1 << 24)),
    "an id of 33 bits": ("POST", POST, box({**TEXT, "id": 1 << 32})),
    "a label of 81": ("POST", POST, row({**BUTTON, "label": "a" * 81})),
    "a custom_id of 101": ("POST", POST, row({**BUTTON, "custom_id": "a" * 101})),
    "a container in a container": ("POST", POST, box({"type": 17, "components": [TEXT]})),
    "eleven embeds": ("POST", POST, {"embeds": [{"title": "t"}] * 11}),
    "an edit with a nonce": ("PATCH", EDIT, {"nonce": "n"}),
    "a thread's name of 101": ("POST", THREAD, {"name": "a" * 101}),
    "a thread that rests after an odd time": ("POST", THREAD, {"name": "a", "auto_archive_duration": 5}),
    "a route nobody knows": ("POST", "/channels/1/megaphone", {}),
}


def test_a_sound_body_is_taken():
    assert refusal("POST", POST, sound()) == ""


@pytest.mark.parametrize("change", BY_RULE.values(), ids=BY_RULE)
def test_a_body_against_the_rules_is_refused(change):
    assert refusal("POST", POST, sound() | change)


def test_a_sound_body_is_taken_by_discords_document():
    assert needed(discord_spec()).refusal_of_request("POST", POST, sound()) == ""


@pytest.mark.parametrize(("method", "path", "change"), BY_DOCUMENT.values(), ids=BY_DOCUMENT)
def test_a_body_against_discords_document_is_refused(method, path, change):
    spec = needed(discord_spec())
    assert spec.refusal_of_request(method, path, sound() | change if path == POST else change)


def test_a_fakes_answer_that_discord_would_not_give_is_refused():
    spec = needed(discord_spec())
    assert spec.refusal_of_answer("GET", "/gateway/bot", 200, {"url": "ws://127.0.0.1/"})
    assert spec.refusal_of_answer("GET", "/users/@me", 200, [])


def test_in_ci_a_missing_document_fails_and_elsewhere_it_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("TOCSIN_SHARED", str(tmp_path))
    monkeypatch.setenv("CI", "1")
    with pytest.raises(AssertionError, match=r"discord-openapi\.json\.gz is missing: in CI every body is held to it"):
        discord_spec.__wrapped__()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="needs the platforms' documents in"):
        needed(discord_spec.__wrapped__())
