"""The real desk over a ledger of our own, on simcord: every command that people can type, and every button that its answers have."""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
from fakes.discord_stage import play, pressables, said
from fakes.filled import filled

from bot.cli.desk import desk_of
from handlers.commands import Asked, Kind
from handlers.discord_app.register import named, payload
from handlers.discord_app.reply import shown

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with closing(filled(tmp_path_factory.mktemp("discord"))) as store:
        yield store


class Quick:
    """The desk, and a note of what was asked."""

    def __init__(self, store):
        self.desk = desk_of(store)
        self.commands, self.completions, self.joined, self.left = (
            self.desk.commands,
            self.desk.completions,
            self.desk.joined,
            self.desk.left,
        )
        self.asked = []

    async def answer(self, asked, now):
        self.asked.append(asked)
        return await self.desk.answer(asked, now)


def perform(scene, ledger):
    play(scene, Quick(ledger), settle=60.0, clock=lambda: NOW, patience=30.0)


def filled_in(command, event):
    """What a command must be told."""
    of_kind = {Kind.EVENT: event, Kind.ACTOR: "KP", Kind.SOURCE: "Reuters", Kind.QUERY: "strike", Kind.WATCH: "none", Kind.TYPE: "strike"}
    held = {option.name: of_kind.get(option.kind, "x") for option in command.options if option.required}
    return held | {option.name: option.choices[0] for option in command.options if option.required and option.choices}


def test_every_command_of_the_desk_is_answered_on_discord(ledger):
    event = ledger.latest_events(1)[0].id

    async def scene(stage):
        for (noun, sub), command in named(stage.clerk.commands).items():
            path = f"{noun} {sub}".strip()
            came = await stage.editor.slash(stage.channel, path, **filled_in(command, event))
            assert came.modal or said(came.response).strip(), path
            assert came.modal or "went wrong" not in said(came.response), path

    perform(scene, ledger)


def test_every_button_and_menu_of_an_answer_leads_on(ledger):
    event = ledger.latest_events(1)[0].id

    async def scene(stage):
        for path, told in (("claims latest", {}), ("claims show", {"event": event}), ("evidence", {"event": event}), ("sources", {})):
            came = await stage.editor.slash(stage.channel, path, **told)
            for label, known in pressables(came.response.components).items():
                if label == "Open an event":
                    value = next(one["value"] for row in rows(came) for part in row["components"] for one in part.get("options", []))
                    opened = await stage.editor.select(came.response, [value])
                else:
                    opened = await stage.editor.click(came.response, custom_id=known)
                assert opened.modal or said(opened.response).strip(), (path, label)

    perform(scene, ledger)


def rows(came):
    return [part for part in came.response.components[0]["components"] if part["type"] == 1]


def test_a_watch_is_added_in_a_form_and_listed(ledger):
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add")
        assert {"query", "channel"} <= {part["component"]["custom_id"] for part in came.modal["components"]}
        added = await stage.editor.submit_modal(came, {"query": "strike on UA", "channel": [stage.channel]})
        assert "strike" in said(added.response)
        listed = await stage.editor.slash(stage.channel, "watch list")
        assert "strike" in said(listed.response)

    perform(scene, ledger)


def test_what_is_typed_wrong_is_answered_in_one_line_that_says_what_to_do(ledger):
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add", query="strike on Narnia", channel=stage.channel)
        assert said(came.response).startswith("⚠️")
        assert "\n" not in said(came.response)

    perform(scene, ledger)


def test_help_names_the_commands_that_are_registered(ledger):
    async def scene(stage):
        roots = {one["name"] for one in payload(stage.clerk.commands) if one["type"] == 1}
        known = {f"/{noun} {sub}".rstrip() for noun, sub in named(stage.clerk.commands)}
        told = await stage.member.slash(stage.channel, "help")
        text = said(told.response)
        text += "\n" + said((await stage.member.click(told.response, label="More")).response)
        lines = re.findall(r"(?m)^- (/[a-z ]+):", text)
        assert {line.split()[0][1:] for line in lines} >= roots - {"help"}
        assert set(lines) <= known
        one = await stage.member.slash(stage.channel, "help", about="mute now")
        assert said(one.response).startswith("### /mute")
        assert "**/mute now:" in said(one.response)

    perform(scene, ledger)


def test_a_word_that_is_mistyped_in_a_form_is_mended_with_one_press(ledger):
    async def scene(stage):
        came = await stage.editor.slash(stage.channel, "watch add")
        refused = await stage.editor.submit_modal(came, {"query": "strike on Ukrane with drone", "channel": [stage.channel]})
        assert "did you mean" in said(refused.response)
        assert list(pressables(refused.response.components)) == ["Use: strike on ukraine with drone", "Open the form"]
        await stage.editor.click(refused.response, label="Use: strike on ukraine with drone")
        assert "strike on UA with drone" in said(refused.response)

    perform(scene, ledger)


def test_a_mute_is_ended_and_a_watch_changed_from_their_lists(ledger):
    async def scene(stage):
        await stage.editor.slash(stage.channel, "mute now", what="actor:RU")
        await stage.editor.slash(stage.channel, "mute now", what="actor:KP", scope="desk")
        listed = await stage.editor.slash(stage.channel, "mute list")
        ended = await stage.editor.select(listed.response, ["what=actor:RU|for=0"])
        assert "Heard again here: what Russia does" in said(ended.response)
        ended = await stage.editor.select(listed.response, ["what=actor:KP|scope=desk|for=0"])
        assert "Heard again on the whole desk" in said(ended.response)
        duty = stage.guild.create_role("Duty")
        await stage.editor.slash(stage.channel, "watch add", query="exercise by CN", ping=duty, channel=stage.channel)
        watches = await stage.editor.slash(stage.channel, "watch list")
        assert f"calls <@&{duty.id}>" in said(watches.response)
        [key] = [one.id for one in ledger.watches.all() if one.query == "exercise by CN"]
        opened = await stage.editor.select(watches.response, [f"watch={key}"])
        values = {part["component"]["custom_id"]: part["component"].get("value") for part in opened.modal["components"]}
        assert values["query"] == "exercise by CN"
        ledger.watches.remove(key)

    perform(scene, ledger)


def test_actors_events_and_presets_complete(ledger):
    async def scene(stage):
        actors = await stage.member.autocomplete(stage.channel, "timeline", "actor", "north kor")
        assert actors[0]["value"] == "KP"
        events = await stage.member.autocomplete(stage.channel, "claims show", "event", "")
        assert events[0]["value"] == ledger.latest_events(1)[0].id
        presets = await stage.editor.autocomplete(stage.channel, "watch add", "preset", "")
        assert presets

    perform(scene, ledger)


def test_an_event_is_marked_wrong_from_its_card_by_anybody(ledger):
    event = ledger.latest_events(1)[0].id

    async def scene(stage):
        card = await stage.member.slash(stage.channel, "claims show", event=event)
        menu = await stage.member.click(card.response, label="Wrong ▾")
        await stage.member.select(menu.response, ["mark=number"])
        assert "kept" in said(menu.response)

    perform(scene, ledger)


def test_a_server_is_set_up_from_the_greeting_alone(ledger):
    async def scene(stage):
        reply = await stage.clerk.joined(f"discord:{stage.channel.id}", f"discord:{stage.guild.id}", "Newsroom")
        greeting = await stage.posted(shown(reply, Asked("welcome")).view)
        room = stage.guild.create_text_channel("alerts-korea")
        form = await stage.editor.click(greeting, label="Pick channel")
        picked = await stage.editor.submit_modal(form, {"query": "missile launch by KP", "channel": [room]})
        assert "⚠️" not in said(picked.response)
        assert [watch.destinations for watch in ledger.watches.all() if "KP" in watch.query] == [(f"discord:{room.id}",)]
        presets = await stage.editor.click(greeting, label="Choose preset")
        label = next(iter(pressables(presets.response.components)))
        chosen = await stage.editor.click(presets.response, label=label)
        assert "⚠️" not in said(chosen.response)
        test = await stage.editor.click(greeting, label="Send a test alert")
        assert not test.response.ephemeral
        assert "TEST" in said(test.response)
        assert not pressables(test.response.components), "what stands under a test must not act on a real event"

    perform(scene, ledger)


def test_a_watch_of_a_private_channel_is_listed_nowhere_else(ledger):
    async def scene(stage):
        shut = {stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        room = stage.guild.create_text_channel("room", overwrites={**shut, stage.editor: discord.PermissionOverwrite(view_channel=True)})
        added = await stage.editor.slash(room, "watch add", query="exercise by JP", channel=room)
        assert "⚠️" not in said(added.response)
        inside = await stage.editor.slash(room, "watch list")
        outside = await stage.editor.slash(stage.channel, "watch list")
        assert "exercise by JP" in said(inside.response)
        assert "exercise by JP" not in said(outside.response)

    perform(scene, ledger)


def test_the_page_of_discord_tells_of_every_command_and_its_pictures_are_there(ledger):
    docs = Path(__file__).parents[1] / "docs"
    page = (docs / "discord.md").read_text()
    nouns = {command.noun for command in desk_of(ledger).commands}
    assert [noun for noun in sorted(nouns) if f"`/{noun}" not in page] == []
    shown = re.findall(r"\]\(([\w-]+\.png)\)", page)
    assert len(shown) > 20
    assert [name for name in shown if not (docs / name).is_file()] == []
