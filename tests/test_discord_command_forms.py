"""Commands that want more than was typed open a form, on simcord."""

from dataclasses import replace

import pytest
from fakes.discord_clerk import Clerk
from fakes.discord_stage import play, said

from handlers.commands import Asked, Button, Command, Kind, Option, Reply, error
from handlers.discord_app.form import form


def test_a_command_that_wants_more_opens_its_form_with_what_was_given():
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add", query="strike on UA", caps=5)
        fields = {part["component"]["custom_id"]: part["component"] for part in came.modal["components"]}
        assert list(fields) == ["query", "channel", "every", "role", "caps"]
        assert (fields["query"]["value"], fields["caps"]["value"]) == ("strike on UA", "5")
        role = stage.guild.create_role("On call")
        filled = {"query": "strike on UA", "channel": [stage.channel], "every": ["hourly"], "role": [role], "caps": "5"}
        done = await stage.editor.submit_modal(came, filled)
        assert "Watch add" in said(done.response)
        told = {"query": "strike on UA", "caps": "5", "every": "hourly", "role": str(role.id), "channel": f"discord:{stage.channel.id}"}
        assert stage.clerk.asked[-1].options == told
        assert stage.clerk.asked[-1].may_write

    play(scene)


def test_a_form_keeps_what_it_has_no_field_for():
    add = next(one for one in Clerk().commands if one.verb == "add")
    six = form(
        replace(add, options=(*add.options, Option("extra", "More"))), {"query": "a", "extra": "b", "note": "c", "caps": "4", "role": "7"}
    )
    assert len(six.children) == 5
    assert "extra=b" in six.custom_id


def test_a_form_offers_what_is_hard_to_type_in_a_menu():
    async def scene(stage):
        which = Option("watch", "Which watch", Kind.WATCH, required=True)
        stage.clerk.commands = (*stage.clerk.commands, Command("watch", "edit", "Change a watch", (which,), writes=True, form=True))
        stage.clerk.replies["help"] = Reply("Help", buttons=(Button("Edit", Asked("watch", "edit", {"watch": "RU"})),))
        stage.clerk.replies["watch edit"] = Reply("", form=stage.clerk.commands[-1], given={"watch": "RU"})
        came = await stage.editor.slash(stage.channel, "help")
        opened = await stage.editor.click(came.response, label="Edit")
        [field] = [part["component"] for part in opened.modal["components"]]
        assert [one["label"] for one in field["options"] if one["default"]] == ["Russia"]

    play(scene)


def test_everything_typed_needs_no_form():
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add", query="strike on UA", channel=stage.channel)
        assert "Watch add" in said(came.response)
        assert stage.clerk.asked[-1].options["channel"] == f"discord:{stage.channel.id}"

    play(scene)


def test_an_answer_can_be_a_form():
    async def scene(stage):
        fix = Command("claims", "search", "Say it another way", (Option("text", "Words", required=True),))
        stage.clerk.replies["claims search"] = Reply("", form=fix, given={"text": "dronse"})
        came = await stage.member.slash(stage.channel, "claims search", text="dronse")
        assert came.modal["components"][0]["component"]["value"] == "dronse"
        stage.clerk.replies.clear()
        done = await stage.member.submit_modal(came, {"text": "drones"})
        assert "page 1 of drones" in said(done.response)

    play(scene)


def test_a_form_that_comes_late_is_opened_from_a_button():
    async def scene(stage):
        search = next(one for one in stage.clerk.commands if one.verb == "search")
        stage.clerk.replies["claims search"] = Reply("", form=search, given={"text": "dronse"})
        came = await stage.member.slash(stage.channel, "claims search", text="dronse")
        await stage.env.advance_time(31)
        opened = await stage.member.click(came.response, label="Open the form")
        assert opened.modal["components"][0]["component"]["value"] == "dronse"

    play(scene, Clerk(slow=30.0))


LONG_QUERY = " or ".join(f"strike on {one} with drone not background" for one in ("UA", "RU", "KP", "KR", "IL", "IR"))


@pytest.mark.parametrize("query", ["strike on Ukrane", LONG_QUERY])
def test_a_form_that_was_refused_is_opened_again_as_it_was_filled_in(query):
    async def scene(stage):
        stage.clerk.replies["watch add"] = error("`Ukrane`: no such place")
        came = await stage.editor.slash(stage.channel, "watch add", query="a")
        refused = await stage.editor.submit_modal(came, {"query": query, "channel": [stage.channel], "every": ["hourly"], "note": "ours"})
        assert said(refused.response).startswith("⚠️")
        opened = await stage.editor.click(refused.response, label="Open the form")
        fields = {part["component"]["custom_id"]: part["component"] for part in opened.modal["components"]}
        assert (fields["query"]["value"], fields["note"]["value"]) == (query, "ours")
        assert [one["value"] for one in fields["every"]["options"] if one["default"]] == ["hourly"]
        assert [int(one["id"]) for one in fields["channel"]["default_values"]] == [stage.channel.id]
        stage.clerk.replies.clear()
        done = await stage.editor.submit_modal(opened, {"query": query, "channel": [stage.channel]})
        assert "Watch add" in said(done.response)
        assert stage.clerk.asked[-1].options["query"] == query

    play(scene)


def test_a_command_typed_wrong_can_be_gone_on_with_in_its_form():
    async def scene(stage):
        stage.clerk.replies["watch add"] = error("no such place")
        came = await stage.editor.slash(stage.channel, "watch add", query="strike on Ukrane", channel=stage.channel)
        opened = await stage.editor.click(came.response, label="Open the form")
        assert opened.modal["components"][0]["component"]["value"] == "strike on Ukrane"

    play(scene)
