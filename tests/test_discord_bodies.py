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
CALLBACK, COMMANDS, FORUM = "/interactions/1/token/callback", "/applications/1/commands", "/channels/1/threads"
FIELD = {"type": 18, "label": "Words", "component": {"type": 4, "style": 1, "custom_id": "text"}}
MENU = {"type": 3, "custom_id": "menu", "options": [{"label": "one", "value": "1"}]}
COMMAND = {"type": 1, "name": "claims", "description": "Claims", "options": []}
OPTION = {"type": 3, "name": "text", "description": "Words"}


def answer(kind, **data):
    return {"type": kind, "data": data}


def form(*fields, **held):
    return answer(9, **({"title": "A form", "custom_id": "f", "components": list(fields)} | held))


def answered(components):
    return answer(4, flags=1 << 15, allowed_mentions={"parse": []}, components=components)


def fields(count):
    return [{**FIELD, "component": {**FIELD["component"], "custom_id": f"f{n}"}} for n in range(count)]


# name: (method, path, body): acts of people, commands and forums
OF_THE_APP = {
    "an answer that may call anybody": ("POST", CALLBACK, answer(4, flags=1 << 15, components=[TEXT])),
    "an answer of nothing": ("POST", CALLBACK, answer(4, allowed_mentions={"parse": []})),
    "a change that calls everyone": (
        "PATCH",
        "/webhooks/1/t/messages/@original",
        {"content": "@everyone", "allowed_mentions": {"parse": []}},
    ),
    "a follow-up over the limit": ("POST", "/webhooks/1/t", {"content": "a" * 2001, "allowed_mentions": {"parse": []}}),
    "a menu beside a button": ("POST", CALLBACK, answered(row(MENU, BUTTON)["components"])),
    "a menu of nothing": ("POST", CALLBACK, answered(row({**MENU, "options": []})["components"])),
    "a menu of 26": (
        "POST",
        CALLBACK,
        answered(row({**MENU, "options": [{"label": "a", "value": f"{n}"} for n in range(26)]})["components"]),
    ),
    "a menu with one value twice": ("POST", CALLBACK, answered(row({**MENU, "options": MENU["options"] * 2})["components"])),
    "a menu's words of 101": ("POST", CALLBACK, answered(row({**MENU, "options": [{"label": "a" * 101, "value": "1"}]})["components"])),
    "a form of six fields": ("POST", CALLBACK, form(*fields(6))),
    "a form with two fields of one name": ("POST", CALLBACK, form(FIELD, FIELD)),
    "26 completions": ("POST", CALLBACK, answer(8, choices=[{"name": "a", "value": "a"}] * 26)),
    "a completion of 101": ("POST", CALLBACK, answer(8, choices=[{"name": "a", "value": "a" * 101}])),
    "a command with a capital": ("PUT", COMMANDS, [COMMAND | {"name": "Claims"}]),
    "a command of two words": ("PUT", COMMANDS, [COMMAND | {"name": "claims show"}]),
    "a command without words": ("PUT", COMMANDS, [COMMAND | {"description": ""}]),
    "two commands of one name": ("PUT", COMMANDS, [COMMAND, COMMAND]),
    "26 options": ("PUT", COMMANDS, [COMMAND | {"options": [OPTION | {"name": f"o{n}"} for n in range(26)]}]),
    "options beside sub-commands": ("PUT", COMMANDS, [COMMAND | {"options": [OPTION, {"type": 1, "name": "show", "description": "x"}]}]),
    "what must be told last": ("PUT", COMMANDS, [COMMAND | {"options": [OPTION, OPTION | {"name": "b", "required": True}]}]),
    "choices and completion": (
        "PUT",
        COMMANDS,
        [COMMAND | {"options": [OPTION | {"autocomplete": True, "choices": [{"name": "a", "value": "a"}]}]}],
    ),
    "a command of more than 8000": (
        "PUT",
        COMMANDS,
        [
            COMMAND
            | {
                "options": [
                    OPTION | {"choices": [{"name": "a" * 100, "value": f"{n}" * 50} for n in range(25)]} | {"name": f"o{m}"}
                    for m in range(3)
                ]
            }
        ],
    ),
    "a post with six tags": ("POST", FORUM, {"name": "n", "applied_tags": ["1"] * 6, "message": sound() | {"nonce": None}}),
    "a post that calls anybody": ("POST", FORUM, {"name": "n", "message": {"components": [TEXT], "flags": 1 << 15}}),
}
APP_BY_DOCUMENT = {
    "a form whose title has 46": ("POST", CALLBACK, form(FIELD, title="a" * 46)),
    "a form of nothing": ("POST", CALLBACK, form()),
    "an answer of no kind": ("POST", CALLBACK, {"type": 77}),
    "a key nobody knows in an answer": ("POST", CALLBACK, answer(4, colour=3)),
    "a command for an unknown context": ("PUT", COMMANDS, [COMMAND | {"contexts": [9]}]),
    "a post without a name": ("POST", FORUM, {"message": {"content": "x"}}),
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


@pytest.mark.parametrize(("method", "path", "body"), OF_THE_APP.values(), ids=OF_THE_APP)
def test_an_answer_command_or_post_against_the_rules_is_refused(method, path, body):
    assert refusal(method, path, body)


@pytest.mark.parametrize(("method", "path", "body"), APP_BY_DOCUMENT.values(), ids=APP_BY_DOCUMENT)
def test_an_answer_command_or_post_against_discords_document_is_refused(method, path, body):
    assert needed(discord_spec()).refusal_of_request(method, path, body)


def test_sound_answers_commands_and_forms_are_taken():
    for method, path, body in (
        ("POST", CALLBACK, answered(row(MENU)["components"])),
        ("POST", CALLBACK, form(*fields(5))),
        ("POST", CALLBACK, answer(8, choices=[{"name": "a", "value": "a"}])),
        ("PUT", COMMANDS, [COMMAND]),
    ):
        assert refusal(method, path, body) == ""
        assert needed(discord_spec()).refusal_of_request(method, path, body) == ""


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
