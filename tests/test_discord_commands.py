"""People type, press and fill in, on simcord: the real client over a Discord in the same process."""

import discord
import pytest
from fakes.alerts import DIGEST, NEW
from fakes.discord_clerk import AWAY, Clerk
from fakes.discord_stage import play, pressables, said

from handlers.commands import Asked, Button, Reply
from handlers.discord_app.asked import NOT_WRITER
from handlers.discord_app.card import card
from handlers.discord_app.controls import controls


def test_a_look_up_is_answered_to_who_asked_alone():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims latest")
        assert came.response.ephemeral
        assert said(came.response) == "### Claims latest\ndone"
        [asked] = [one for one in stage.clerk.asked if one.noun == "claims"]
        assert (asked.person, asked.place) == (f"discord:{stage.member.id}", f"discord:{stage.channel.id}")
        assert (asked.home, asked.may_write, asked.private) == (f"discord:{stage.guild.id}", False, False)

    play(scene)


def test_every_command_is_answered():
    async def scene(stage):
        for path in stage.editor.available_commands(stage.channel):
            needed = {"claims search": {"text": "x"}, "watch remove": {"watch": "w"}}.get(path, {})
            if path in {"claims show", "evidence", "mute", "wrong"}:
                needed = {"event": "e1"}
            came = await stage.editor.slash(stage.channel, path, **needed)
            assert came.modal if path == "watch add" else came.response.ephemeral is (path != "status"), path

    play(scene)


def test_an_answer_for_everybody_is_shown_to_everybody():
    async def scene(stage):
        assert not (await stage.member.slash(stage.channel, "status")).response.ephemeral

    play(scene)


def test_a_number_comes_as_it_was_typed():
    async def scene(stage):
        await stage.member.slash(stage.channel, "trend", days=30)
        await stage.member.slash(stage.channel, "trend", days=1.5)
        assert [one.options["days"] for one in stage.clerk.asked if one.noun == "trend"] == ["30", "1.5"]

    play(scene)


def test_an_error_is_one_private_line():
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch remove", watch="x")
        assert came.response.ephemeral
        assert said(came.response) == "⚠️ no watch of that name: /watch list shows them"

    play(scene)


@pytest.mark.parametrize(("fault", "told"), [(AWAY, "the store is away"), (KeyError("x"), "Something went wrong here")])
def test_a_fault_of_ours_is_told_and_nothing_more_is_known_of_it(fault, told):
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims latest")
        assert told in said(came.response)
        assert "KeyError" not in said(came.response)

    play(scene, Clerk(fault=fault))


def test_an_answer_that_cannot_be_shown_is_told_as_a_fault_of_ours():
    async def scene(stage):
        stage.clerk.replies["status"] = "no reply at all"
        assert "Something went wrong here" in said((await stage.member.slash(stage.channel, "status")).response)
        stage.clerk.replies["status"] = Reply("Status", picture="no picture")
        assert "Something went wrong here" in said((await stage.member.slash(stage.channel, "status")).response)
        assert stage.env.errors == []

    play(scene)


def test_a_slow_answer_is_announced_and_then_shown_in_private():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "status")
        await stage.env.advance_time(1)
        assert (came.deferred, said(came.response)) == (True, "")
        await stage.env.advance_time(30)
        assert came.response.ephemeral
        assert "all well" in said(came.response)

    play(scene, Clerk(slow=30.0))


def test_an_answer_after_fifteen_minutes_is_not_sent_and_breaks_nothing():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims latest")
        await stage.env.advance_time(901)
        assert said(came.response) in {"", "⚠️ Something went wrong here, and is written in the log: try again in a minute."}
        stage.clerk.slow = 0
        assert said((await stage.member.slash(stage.channel, "claims latest")).response)

    play(scene, Clerk(slow=2000.0))


def test_a_token_that_expired_while_the_answer_was_looked_for_breaks_nothing():
    async def scene(stage):
        stage.env.inject_error("PATCH", "/webhooks/*", status=401, code=50027)
        came = await stage.member.slash(stage.channel, "claims latest")
        await stage.env.advance_time(31)
        assert (came.deferred, said(came.response)) == (True, "")
        assert stage.env.errors == []

    play(scene, Clerk(slow=30.0))


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060), (403, 0)])
def test_an_interaction_that_is_gone_or_answered_breaks_nothing(status, code):
    async def scene(stage):
        stage.env.inject_error("POST", "/interactions/*", status=status, code=code)
        came = await stage.member.slash(stage.channel, "claims latest")
        assert came.response is None
        assert stage.env.errors == []

    play(scene)


def test_a_private_channel_is_told_as_private():
    async def scene(stage):
        hidden = {stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        room = stage.guild.create_text_channel("room", overwrites={**hidden, stage.editor: discord.PermissionOverwrite(view_channel=True)})
        await stage.editor.slash(room, "claims latest")
        assert stage.clerk.asked[-1].private

    play(scene)


def test_a_look_up_works_in_a_conversation_and_what_writes_is_not_there():
    async def scene(stage):
        user = stage.env.create_user("reader")
        came = await user.slash("claims latest")
        assert said(came.response) == "### Claims latest\ndone"
        assert (stage.clerk.asked[-1].home, stage.clerk.asked[-1].place, stage.clerk.asked[-1].private) == ("", "", True)
        assert not any(path.startswith("watch") for path in user.available_commands())

    play(scene)


def test_discord_hides_from_a_member_what_only_a_manager_may():
    async def scene(stage):
        assert "watch add" in stage.editor.available_commands(stage.channel)
        assert not any(path.startswith("watch") for path in stage.member.available_commands(stage.channel))

    play(scene)


def test_where_an_administrator_lets_members_see_the_command_it_still_does_not_write_for_them():
    async def scene(stage):
        for command in stage.env.backend.commands[None].values():
            command["default_member_permissions"] = None
        came = await stage.member.slash(stage.channel, "watch remove", watch="w")
        assert said(came.response) == f"⚠️ {NOT_WRITER}"
        assert not any(one.noun == "watch" for one in stage.clerk.asked)
        listed = await stage.member.slash(stage.channel, "watch list")
        assert said(listed.response) == "### Watch list\ndone"

    play(scene)


def test_a_channel_the_bot_is_not_set_up_for_is_refused():
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add", query="x", channel=stage.channel)
        assert "not set up to post in that channel" in said(came.response)

    play(scene, may_post=lambda _: False)


def test_what_the_bot_lacks_in_a_picked_channel_is_named_one_by_one():
    async def scene(stage):
        bot = stage.env.bot.user
        deny = discord.PermissionOverwrite(send_messages=False, send_messages_in_threads=False)
        room = stage.guild.create_text_channel("room", overwrites={bot: deny})
        came = await stage.editor.slash(stage.channel, "watch add", query="x", channel=room)
        told = said(came.response)
        assert "The bot lacks a permission in \\#room: Send Messages: for the alerts" in told
        assert "Send Messages in Threads" in told
        assert "View Channel" not in told

    play(scene)


def test_options_complete_while_they_are_typed():
    async def scene(stage):
        found = await stage.member.autocomplete(stage.channel, "trend", "actor", "kor")
        assert len(found) == 25
        assert found[0] == {"name": "North Korea", "value": "KP"}

    play(scene)


@pytest.mark.parametrize("clerk", [Clerk(fault=AWAY), Clerk(slow=30.0)], ids=["the store is away", "the store is slow"])
def test_where_nothing_can_be_completed_nothing_is_offered(clerk):
    async def scene(stage):
        assert await stage.member.autocomplete(stage.channel, "trend", "actor", "kor") == []

    play(scene, clerk)


async def wrote(stage, content):
    return await stage.member.send(stage.channel, content)


def test_the_claims_of_any_message_can_be_had_from_its_menu():
    async def scene(stage):
        message = await wrote(stage, "Look: https://harbourwire.example/drones and what they say of Keldovia")
        came = await stage.member.context_menu(stage.channel, "Extract claims", message)
        assert came.response.ephemeral
        assert stage.clerk.asked[-1].options == {
            "url": "https://harbourwire.example/drones",
            "text": "Look: https://harbourwire.example/drones and what they say of Keldovia",
        }

    play(scene)


def test_of_an_alert_of_our_own_the_evidence_is_offered():
    async def scene(stage):
        message = await stage.posted(card(NEW, 0xD63A3A, controls=controls(NEW)))
        asked = len(stage.clerk.asked)
        came = await stage.member.context_menu(stage.channel, "Extract claims", message)
        assert "an alert of mine" in said(came.response)
        assert len(stage.clerk.asked) == asked
        await stage.member.click(came.response, label="Evidence")
        assert (stage.clerk.asked[-1].noun, stage.clerk.asked[-1].options) == ("evidence", {"event": NEW.event})

    play(scene)


def test_of_a_digest_of_our_own_no_words_are_read():
    async def scene(stage):
        message = await stage.posted(card(DIGEST, 0xD63A3A))
        asked = len(stage.clerk.asked)
        came = await stage.member.context_menu(stage.channel, "Extract claims", message)
        assert "a message of mine" in said(came.response)
        assert len(stage.clerk.asked) == asked

    play(scene)


def test_of_a_message_that_is_a_link_the_page_is_read():
    async def scene(stage):
        message = await wrote(stage, "<https://harbourwire.example/drones>")
        await stage.member.context_menu(stage.channel, "Extract claims", message)
        assert stage.clerk.asked[-1].options == {"url": "https://harbourwire.example/drones"}

    play(scene)


def test_a_button_of_an_old_version_says_so():
    async def scene(stage):
        row = discord.ui.ActionRow(discord.ui.Button(label="Old", custom_id="v0:evidence:1"))
        message = await stage.posted(discord.ui.LayoutView().add_item(discord.ui.Container(discord.ui.TextDisplay("x"), row)))
        came = await stage.member.click(message, label="Old")
        assert "of a version that is no more" in said(came.response)

    play(scene)


def test_the_library_remembers_no_message_and_no_form():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        await stage.member.click(came.response, label="Next page")
        await stage.editor.slash(stage.channel, "watch add")
        store = stage.env.bot._connection._view_store
        assert (dict(store._views), dict(store._modals)) == ({}, {})

    play(scene)


def test_buttons_of_an_answer_work_after_a_restart():
    async def scene(stage):
        stage.clerk.replies["help"] = Reply("Help", buttons=(Button("Latest", Asked("claims", "latest")),))
        came = await stage.member.slash(stage.channel, "help")
        await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))
        pressed = await stage.member.click(came.response, label="Latest")
        assert "Claims latest" in said(pressed.response)

    play(scene)


def test_the_card_of_an_event_can_be_asked_for():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims show", event="e1")
        assert said(came.response).startswith(f"### {NEW.headline.split(' · ')[0]}")
        assert list(pressables(came.response.components)) == ["Evidence", "Mute ▾", "Wrong ▾", "Grade", "Share"]

    play(scene)
