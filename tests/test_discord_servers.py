"""The bot comes to a server and leaves it."""

import pytest
from fakes.discord_clerk import AWAY, Clerk
from fakes.discord_stage import play, pressables, said
from simcord.backend import serializers


async def arrives(stage):
    """The server, as Discord tells of it when the bot is let in."""
    guild = stage.env.backend.get_guild(stage.guild.id)
    stage.env.backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    stage.clerk.asked.clear()
    await stage.env.settle()
    told = serializers.guild_create_payload(stage.env.backend, guild)
    stage.env.backend.emit("GUILD_CREATE", {name: value for name, value in told.items() if name != "unavailable"})
    await stage.env.settle()


def test_one_message_greets_a_server_with_three_things_to_press():
    async def scene(stage):
        await arrives(stage)
        message = stage.channel.last_message
        assert "Tocsin is here, Newsroom" in said(message)
        assert list(pressables(message.components)) == ["Pick channel", "Choose preset", "Send a test alert"]
        [joined] = [one for one in stage.clerk.asked if one.noun == "joined"]
        assert (joined.place, joined.home) == (f"discord:{stage.channel.id}", f"discord:{stage.guild.id}")

    play(scene)


def test_what_can_be_pressed_under_the_greeting_works_after_a_restart():
    async def scene(stage):
        await arrives(stage)
        message = stage.channel.last_message
        await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))
        picked = await stage.editor.click(message, label="Pick channel")
        assert [part["label"] for part in picked.modal["components"]][:2] == ["Query", "Channel"]
        chosen = await stage.editor.click(message, label="Choose preset")
        assert "Welcome presets" in said(chosen.response)
        for label in ("Pick channel", "Choose preset", "Send a test alert"):
            refused = await stage.member.click(message, label=label)
            assert "Manage Server" in said(refused.response)

    play(scene)


def test_each_permission_that_is_missing_is_named():
    async def scene(stage):
        await arrives(stage)
        told = said(stage.channel.last_message)
        assert "**The bot lacks a permission here: Send Messages in Threads: for an event's updates**" in told
        assert "Read Message History" in told
        assert "Create Public Threads" not in told

    play(scene, denied=("send_messages_in_threads", "read_message_history"))


def test_the_first_channel_where_it_may_write_gets_the_greeting():
    async def scene(stage):
        second = stage.guild.create_text_channel("second")
        await arrives(stage)
        assert stage.channel.last_message is None
        assert "Tocsin is here" in said(second.last_message)

    play(scene, denied=("send_messages",))


def test_where_it_may_write_nowhere_the_owner_is_told():
    async def scene(stage):
        await arrives(stage)
        told = said(stage.guild.owner.dm_channel.last_message)
        assert "The bot may not write in any channel of the server" in told
        assert pressables(stage.guild.owner.dm_channel.last_message.components) == {}

    play(scene, denied=("send_messages",))


def test_a_server_that_puts_the_bot_out_is_noted():
    async def scene(stage):
        stage.env.backend.emit("GUILD_DELETE", {"id": str(stage.guild.id)})
        await stage.env.settle()
        assert stage.clerk.left_homes == [f"discord:{stage.guild.id}"]

    play(scene)


def test_a_server_that_discord_has_lost_for_a_while_is_not_left():
    async def scene(stage):
        stage.env.backend.emit("GUILD_DELETE", {"id": str(stage.guild.id), "unavailable": True})
        await stage.env.settle()
        assert stage.clerk.left_homes == []

    play(scene)


@pytest.mark.parametrize("fault", [AWAY, KeyError("x")])
def test_a_fault_while_greeting_stops_nothing(fault):
    async def scene(stage):
        stage.clerk.fault = fault
        await arrives(stage)
        assert stage.env.errors == []

    play(scene, Clerk())


def test_a_start_greets_nobody():
    async def scene(stage):
        await arrives(stage)
        before = len(stage.channel.history())
        await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))
        assert len(stage.channel.history()) == before

    play(scene)


def test_a_channel_or_a_role_of_ours_that_is_given_permissions_has_what_was_closed_tried_again():
    async def scene(stage):
        backend, ours = stage.env.backend, stage.guild.create_role("Alerts")
        guild, channel = backend.get_guild(stage.guild.id), backend.get_channel(stage.channel.id)
        here, home = f"discord:{channel.id}", f"discord:{guild.id}"
        told = serializers.channel_payload(backend, channel)
        role = serializers.roles_payload(guild)[0]
        allowed = {"id": role["id"], "type": 0, "allow": "2048", "deny": "0"}
        for event, same, changed, of in (
            ("CHANNEL_UPDATE", told, {"permission_overwrites": [allowed]}, here),
            ("GUILD_ROLE_UPDATE", {"guild_id": str(guild.id), "role": role}, {"role": role | {"permissions": "8"}}, home),
        ):
            await stage.env.settle()
            stage.clerk.open.clear()
            backend.emit(event, same)
            await stage.env.settle()
            assert stage.clerk.open == []
            backend.emit(event, {**same, **changed})
            await stage.env.settle()
            assert stage.clerk.open == [of]
        me = serializers.member_payload(backend, guild, guild.members[stage.env.bot.user.id])
        stage.clerk.open.clear()  # simcord sends no member's update without that intent; Discord sends a bot its own
        for roles in (me["roles"], [], [str(ours.id)]):
            stage.env.bot._connection.parse_guild_member_update({**me, "guild_id": str(guild.id), "roles": roles})
            await stage.env.settle()
        assert stage.clerk.open == [home, home]

    play(scene)
