"""Pages of an answer, what is opened from a list, and what is shared, on simcord."""

import discord
import pytest
from fakes.discord_clerk import AWAY
from fakes.discord_stage import play, pressables, said

from handlers.commands import Asked, Button, Reply


def test_a_page_takes_the_place_of_the_one_before():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        await stage.member.click(came.response, label="Next page")
        assert "page 2 of drones" in said(came.response)
        await stage.member.click(came.response, label="Next page")
        assert "page 3 of drones" in said(came.response)

    play(scene)


def test_a_page_of_a_public_answer_is_turned_by_who_asked_and_shown_apart_to_anybody_else():
    async def scene(stage):
        again = Asked("status", "", {"page": "2"})
        stage.clerk.replies["status"] = Reply("Status", buttons=(Button("Next", again),), private=False)
        came = await stage.editor.slash(stage.channel, "status")
        pressed = await stage.member.click(came.response, label="Next")
        assert pressed.response.id != came.response.id
        turned = await stage.editor.click(came.response, label="Next")
        assert turned.response.id == came.response.id

    play(scene)


def test_a_slow_page_takes_the_place_too():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        stage.clerk.slow = 30.0
        await stage.member.click(came.response, label="Next page")
        assert "page 1 of drones" in said(came.response)
        await stage.env.advance_time(31)
        assert "page 2 of drones" in said(came.response)

    play(scene)


@pytest.mark.parametrize("slow", [0.0, 30.0])
def test_an_error_on_a_page_leaves_the_page_as_it_is(slow):
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        stage.clerk.slow, stage.clerk.fault = slow, AWAY
        pressed = await stage.member.click(came.response, label="Next page")
        await stage.env.advance_time(31)
        shown = pressed.followups[0] if slow else pressed.response
        assert "the store is away" in said(shown)
        assert shown.ephemeral
        assert "page 1 of drones" in said(came.response)

    play(scene)


def test_an_event_of_a_list_is_opened_from_its_menu():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        opened = await stage.member.select(came.response, ["event=e1"])
        assert opened.response.ephemeral
        assert "ALLEGED · Norvania → Keldovia" in said(opened.response)
        assert stage.clerk.asked[-1].options == {"event": "e1"}

    play(scene)


def test_shared_is_what_was_shown_without_its_buttons_and_with_who_shared_it():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "claims search", text="drones")
        shared = await stage.member.click(came.response, label="Share")
        assert not shared.response.ephemeral
        assert said(shared.response) == f"{said(came.response)}\n-# shared by member"
        assert pressables(shared.response.components) == {}

    play(scene)


def test_a_picture_is_shown_with_its_words_and_shared_with_them():
    async def scene(stage):
        came = await stage.member.slash(stage.channel, "trend")
        assert [file.filename for file in came.response.attachments] == ["trend.png"]
        shared = await stage.member.click(came.response, label="Share")
        [gallery] = [part for part in shared.response.components[0]["components"] if part["type"] == 12]
        assert gallery["items"][0]["description"] == "Two lines: both rise."
        assert len(shared.response.attachments) == 1

    play(scene)


def test_who_may_not_write_in_the_channel_shares_nothing_in_it():
    async def scene(stage):
        mute = discord.PermissionOverwrite(send_messages=False)
        quiet = stage.guild.create_text_channel("quiet", overwrites={stage.guild.default_role: mute})
        came = await stage.member.slash(quiet, "claims latest")
        shared = await stage.member.click(came.response, label="Share")
        assert shared.response.ephemeral
        assert "You may not write in this channel" in said(shared.response)

    play(scene)
