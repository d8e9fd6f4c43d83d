import pytest
from fakes.discord_clerk import COMMANDS
from fakes.discord_rules import refusal
from fakes.discord_stage import play
from fakes.specs import discord_spec, needed

from handlers.commands import Command, Kind, Option
from handlers.commands.words import Line, Reply
from handlers.discord_app.register import digest, named, payload, spoken

PUT = "/applications/900/commands"


def roots():
    return {(one["type"], one["name"]): one for one in payload(COMMANDS)}


def subs(noun):
    return {one["name"]: one for one in roots()[1, noun]["options"]}


def test_the_commands_are_taken_by_discords_document_and_its_limits():
    assert refusal("PUT", PUT, payload(COMMANDS)) == ""
    assert needed(discord_spec()).refusal_of_request("PUT", PUT, payload(COMMANDS)) == ""


def test_each_noun_is_one_root_with_its_verbs_under_it():
    assert list(subs("claims")) == ["search", "latest", "show"]
    assert [option["name"] for option in roots()[1, "trend"]["options"]] == ["actor", "days"]


def test_every_noun_is_registered_and_with_what_reads_texts_the_menu_of_messages():
    assert {name for kind, name in roots() if kind == 1} == {command.noun for command in COMMANDS}
    assert [name for kind, name in roots() if kind == 3] == ["Extract claims"]
    assert not any(one["type"] == 3 for one in payload([Command("help", "", "What you can ask")]))


def test_a_command_is_spoken_of_as_it_is_registered():
    held = (Command("mute", "", "Mute"), Command("mute", "list", "What is muted"), Command("why", "", "Why"))
    asked = Reply("/mute: Mute", (Line("/mute list, `/mute what: all`, /why, https://a.example/mute"), Line("/mute", quote=True)))
    told = spoken(asked, held)
    assert told.title == "/mute now: Mute"
    assert [line.text for line in told.lines] == ["/mute list, `/mute now what: all`, /why, https://a.example/mute", "/mute"]


def test_what_changes_something_needs_a_server_and_who_may_manage_it():
    watch, claims = roots()[1, "watch"], roots()[1, "claims"]
    assert (watch["default_member_permissions"], watch["contexts"], watch["integration_types"]) == (32, [0], [0])
    assert (claims["default_member_permissions"], claims["contexts"], claims["integration_types"]) == (None, [0, 1, 2], [0, 1])


def test_every_kind_of_option_has_discords_own_picker_or_completes():
    held = {one["name"]: one for one in subs("watch")["add"]["options"]}
    assert (held["query"]["type"], held["query"]["autocomplete"]) == (3, True)
    assert (held["channel"]["type"], held["channel"]["channel_types"]) == (7, [0, 5, 15])
    assert [one["value"] for one in held["every"]["choices"]] == ["at once", "hourly", "daily"]
    assert (held["role"]["type"], held["caps"]["type"]) == (8, 10)
    assert "autocomplete" not in held["note"]


def test_what_a_form_asks_for_need_not_be_typed():
    assert not any(one["required"] for one in subs("watch")["add"]["options"])
    assert subs("claims")["show"]["options"][0]["required"]


def test_a_noun_with_a_verb_and_without_has_both():
    held = (Command("digest", "", "Now"), Command("digest", "daily", "Each day"))
    assert [one["name"] for one in payload(held)[0]["options"]] == ["now", "daily"]
    assert named(held)["digest", "now"].verb == ""


def test_more_choices_than_discord_shows_are_completed():
    option = Option("region", "Where", Kind.CHOICE, choices=tuple(f"region {n}" for n in range(30)))
    [root] = payload([Command("trend", "", "How often", (option,))])
    assert root["options"][0]["autocomplete"]
    assert "choices" not in root["options"][0]


def as_discord_tells(one):
    """A command as Discord gives it back: with ids, and what was left out filled in."""
    held = one | {"id": "1", "application_id": "900", "version": "2", "nsfw": False, "name_localizations": None, "dm_permission": True}
    who = one.get("default_member_permissions")
    return held | {"default_member_permissions": str(who) if who else None}


def test_commands_that_discord_gives_back_are_the_same_to_us():
    ours = payload(COMMANDS)
    theirs = [as_discord_tells(one) for one in reversed(ours)]
    for one in theirs:
        one["options"] = [{**option, "description_localizations": None} for option in one.get("options", [])]
    assert digest(ours) == digest(theirs)


OTHERS = {"description": "Something else", "options": [], "default_member_permissions": 8, "contexts": [1]}


@pytest.mark.parametrize("field", OTHERS)
def test_commands_that_differ_are_others_to_us(field):
    theirs = payload(COMMANDS)
    theirs[0] |= {field: OTHERS[field]}
    assert digest(payload(COMMANDS)) != digest(theirs)


def test_commands_are_registered_once_and_not_again_at_the_next_start():
    async def scene(stage):
        await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))
        puts = [one for one in stage.env.http_requests if one.method == "PUT"]
        gets = [one for one in stage.env.http_requests if one.method == "GET" and one.path.endswith("/commands")]
        assert (len(puts), len(gets)) == (1, 2)

    play(scene)


def test_a_discord_that_is_away_when_commands_are_registered_is_asked_again():
    async def scene(stage):
        stage.env.backend.commands.clear()
        stage.env.inject_error("GET", "/applications/*/commands", status=503)
        await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))
        assert not stage.env.backend.commands.get(None)
        await stage.env.advance_time(6)
        assert len(stage.env.backend.commands[None]) == len(payload(COMMANDS))

    play(scene)
