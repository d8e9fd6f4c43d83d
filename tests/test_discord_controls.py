"""The three controls under an alert, pressed on simcord, also after a restart."""

from dataclasses import replace

import pytest
from fakes.alerts import DIGEST, NEW
from fakes.discord_stage import play, said

from handlers.discord_app.card import card
from handlers.discord_app.controls import controls, mute_menu
from handlers.discord_app.ids import pressed
from handlers.slack_app.blocks import controls as on_slack
from handlers.slack_app.forms import mute_form
from handlers.slack_app.packing import unpacked

KOREA = replace(NEW, event="4f" * 16, party_ids=("KP", "RU"), target_ids=("RU",), who="North Korea", whom="Russia")


async def alert_on(stage, alert=KOREA):
    return await stage.posted(card(alert, 4711, controls=controls(alert)))


async def restarted(stage):
    """The bot, killed and started again: all it knows is on Discord."""
    await stage.env.restart_bot(type(stage.env.bot)(None, stage.env.bot._hearing))


def menu_of(came):
    [row] = [part for part in came.response.components[0]["components"] if part["type"] == 1]
    return row["components"][0]


def last(stage):
    asked = stage.clerk.asked[-1]
    return asked.noun, dict(asked.options)


def test_every_alert_has_its_controls_and_a_digest_none():
    held = [part["label"] for part in controls(KOREA).to_component_dict()["components"]]
    assert held == ["Evidence", "Mute ▾", "Wrong ▾", "Grade"]
    assert controls(DIGEST) is None


def test_evidence_is_shown_to_who_asked():
    async def scene(stage):
        came = await stage.member.click(await alert_on(stage), label="Evidence")
        assert came.response.ephemeral
        assert last(stage) == ("evidence", {"event": KOREA.event})

    play(scene)


def test_the_menu_of_mutes_offers_the_event_its_parties_and_everything_for_four_times():
    async def scene(stage):
        came = await stage.editor.click(await alert_on(stage), label="Mute ▾")
        assert came.response.ephemeral
        labels = [one["label"] for one in menu_of(came)["options"]]
        assert labels[:5] == [
            "This event for 1 hour",
            "This event for 6 hours",
            "This event for 1 day",
            "This event for 1 week",
            "What North Korea does, for 1 hour",
        ]
        assert labels[8] == "What is done to Russia, for 1 hour"
        assert labels[12] == "What Russia does, for 1 hour"
        assert labels[19] == "Everything here for 1 week"
        assert labels[20:] == [f"This event on the whole desk for {time}" for time in ("1 hour", "6 hours", "1 day", "1 week")]

    play(scene)


@pytest.mark.parametrize("what", ["event", "actor:KP", "actor:RU", "all"])
def test_what_was_chosen_is_muted_and_the_menu_gives_way_to_the_answer(what):
    async def scene(stage):
        came = await stage.editor.click(await alert_on(stage), label="Mute ▾")
        await stage.editor.select(came.response, [f"what={what}|for=1d"])
        assert last(stage) == ("mute", {"event": KOREA.event, "what": what, "for": "1d"})
        assert said(came.response) == "### Mute\ndone"

    play(scene)


def test_a_member_mutes_nothing_for_everybody():
    async def scene(stage):
        message = await alert_on(stage)
        refused = await stage.member.click(message, label="Mute ▾")
        assert "Manage Server" in said(refused.response)
        menu = await stage.editor.click(message, label="Mute ▾")
        stage.env.backend.get_guild(stage.guild.id).members[stage.editor.id].role_ids.clear()
        late = await stage.editor.select(menu.response, ["what=all|for=1w"])
        assert "Manage Server" in said(late.response)
        assert not any(one.noun == "mute" for one in stage.clerk.asked)

    play(scene)


@pytest.mark.parametrize("mark", ["party", "number", "date", "not news"])
def test_what_is_wrong_is_noted_with_the_revision_it_was_said_of(mark):
    async def scene(stage):
        came = await stage.member.click(await alert_on(stage), label="Wrong ▾")
        await stage.member.select(came.response, [f"mark={mark}"])
        assert last(stage) == ("wrong", {"event": KOREA.event, "revision": "1", "mark": mark})
        assert said(came.response) == "### Wrong\ndone"

    play(scene)


def test_of_what_it_is_a_duplicate_is_asked_in_a_form_and_found_by_words():
    async def scene(stage):
        came = await stage.member.click(await alert_on(stage), label="Wrong ▾")
        form = await stage.member.select(came.response, ["mark=duplicate"])
        done = await stage.member.submit_modal(form, {"of": "Pelikan drones"})
        assert last(stage) == ("wrong", {"event": KOREA.event, "revision": "1", "mark": "duplicate", "of": "Pelikan drones"})
        assert done.response.ephemeral

    play(scene)


@pytest.mark.parametrize("label", ["Evidence", "Mute ▾", "Wrong ▾"])
def test_the_controls_of_an_old_alert_work_after_a_restart(label):
    async def scene(stage):
        message = await alert_on(stage)
        await stage.env.advance_time(90 * 86_400)
        await restarted(stage)
        came = await stage.editor.click(message, label=label)
        assert came.response.ephemeral

    play(scene)


def test_a_menu_that_was_open_during_a_restart_still_works():
    async def scene(stage):
        came = await stage.editor.click(await alert_on(stage), label="Mute ▾")
        await restarted(stage)
        await stage.editor.select(came.response, ["what=event|for=1h"])
        assert last(stage) == ("mute", {"event": KOREA.event, "what": "event", "for": "1h"})

    play(scene)


def test_what_is_muted_in_an_events_thread_is_muted_in_its_channel():
    async def scene(stage):
        message = await alert_on(stage)
        with stage.env._bot_scope():
            thread = await stage.env.bot.get_channel(stage.channel.id).create_thread(name="Updates", message=message)
            inside = await thread.send(view=card(KOREA, 4712, controls=controls(KOREA)), nonce="m" * 20)
        came = await stage.editor.click(inside, label="Mute ▾")
        await stage.editor.select(came.response, ["what=all|for=1h"])
        assert stage.clerk.asked[-1].place == f"discord:{stage.channel.id}"

    play(scene)


def offered(alert):
    """What the menus of both chats offer to mute of parties."""
    held = {part["label"]: pressed(part["custom_id"]).asks for part in controls(alert).to_component_dict()["components"]}
    options = mute_menu(held["Mute ▾"], (alert.headline,)).to_components()[0]["components"][1]["components"][0]["options"]
    discord = {part["label"].partition(", for ")[0]: part["value"].partition("|")[0] for part in options}
    [slack] = [part["value"] for part in on_slack(alert)[0]["elements"] if part["action_id"] == "mute"]
    whats = mute_form(unpacked(slack), said=(alert.headline,))["blocks"][0]["element"]["options"]
    told = {part["text"]["text"]: part["value"] for part in whats}
    return [label for label, value in discord.items() if ":" in value], [label for label, value in told.items() if ":" in value]


DOES, DONE = "What {} does", "What is done to {}"


@pytest.mark.parametrize(
    ("parties", "targets", "discord", "slack"),
    [
        ("RU UA", "UA", ["Russia", "+Ukraine", "Ukraine"], ["Russia", "Ukraine", "+Ukraine"]),
        ("RU UA PL", "UA PL", ["Russia", "+Ukraine", "+Poland"], ["Russia", "Ukraine", "Poland", "+Ukraine", "+Poland"]),
        ("RU civilians UA", "civilians UA", ["Russia", "+Ukraine", "+civilians"], ["Russia", "Ukraine", "+Ukraine", "+civilians"]),
        ("RU BY UA", "UA", ["Russia", "+Ukraine", "Belarus"], ["Russia", "Belarus", "Ukraine", "+Ukraine"]),
        ("unknown UA", "UA", ["+Ukraine", "Ukraine"], ["Ukraine", "+Ukraine"]),
        ("RU BY", "", ["Russia", "Belarus"], ["Russia", "Belarus"]),
        ("RU unknown", "unknown", ["Russia"], ["Russia"]),
        ("", "", [], []),
    ],
)
def test_both_chats_offer_to_mute_the_doer_first_and_what_is_done_to_each_target(parties, targets, discord, slack):
    alert = replace(KOREA, party_ids=tuple(parties.split()), target_ids=tuple(targets.split()))
    told = [[(DONE if one[0] == "+" else DOES).format(one.removeprefix("+")) for one in each] for each in (discord, slack)]
    assert [*offered(alert)] == told


def test_a_menu_of_mutes_spells_a_body_as_the_message_does():
    alert = replace(KOREA, party_ids=("fnla", "AO"), target_ids=("AO",), headline="REPORTED · FNLA → Angola · attack · Harbour Wire")
    assert [each[0] for each in offered(alert)] == ["What FNLA does"] * 2

    async def scene(stage):
        came = await stage.editor.click(await alert_on(stage, alert), label="Mute ▾")
        assert "What FNLA does, for 1 hour" in [one["label"] for one in menu_of(came)["options"]]

    play(scene)


def test_parties_whose_ids_are_odd_or_long_leave_the_controls_as_they_are():
    odd = replace(KOREA, party_ids=("x|y=z", "unknown", "a very long name of a group " * 4, "islamic_state"), target_ids=("islamic_state",))

    async def scene(stage):
        came = await stage.editor.click(await alert_on(stage, odd), label="Mute ▾")
        labels = [one["label"] for one in menu_of(came)["options"]]
        assert [label for label in labels if "1 hour" in label] == [
            "This event for 1 hour",
            "What is done to Islamic State, for 1 hour",
            "What Islamic State does, for 1 hour",
            "Everything here for 1 hour",
            "This event on the whole desk for 1 hour",
        ]

    play(scene)


def test_an_event_with_a_long_id_still_has_its_controls():
    held = controls(replace(KOREA, event="e" * 70)).to_component_dict()["components"]
    assert all(len(part["custom_id"]) <= 100 for part in held)
    assert len(held) == 4
