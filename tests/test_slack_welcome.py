"""From the invitation to the first watch, with the real desk."""

import pytest
from fakes.slack_scene import play, said

from bot.cli.desk import desk_of
from bot.store import open_store


@pytest.fixture
def store(sqlite_url):
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def invited(store, story):
    """Runs a story that begins with the greeting's blocks."""

    async def begun(there):
        await there.person.event(type="member_joined_channel", user="U1", channel="C1", inviter="U9", team="T1")
        await story(there, (await there.slack.answer())["blocks"])

    play(begun, desk=desk_of(store))


def test_a_preset_is_two_presses_away(store):
    async def story(there, greeting):
        await there.person.press(greeting, "Choose preset")
        presets = (await there.slack.answer(2))["blocks"]
        name = presets[-1]["elements"][0]["text"]["text"]
        await there.person.press(presets, name)
        await there.slack.answer(3)
        [watch] = store.watches.all()
        assert (watch.name, watch.destinations) == (name, ("slack:C1",))

    invited(store, story)


def test_a_channel_is_picked_in_a_form(store):
    async def story(there, greeting):
        await there.person.press(greeting, "Pick channel")
        [key] = await there.slack.until(lambda: list(there.slack.views))
        await there.person.submit(key, query="strike on UA", name="Strikes", channel="C2")
        await there.slack.until(lambda: "Watching: Strikes" in said(there.slack.views[key]["blocks"]))
        assert store.watches.all()[0].destinations == ("slack:C2",)
        place = store.places.of("slack:C2")
        assert (place.address, place.home, place.private) == ("C2", "slack:T1", False)
        await there.person.opens_home()
        await there.slack.until(lambda: {"type": "channel", "channel_id": "C2"} in _leaves(there.slack.homes.get("U9", {})))

    invited(store, story)


def test_a_test_alert_is_shown_to_the_channel_and_says_that_it_is_one(store):
    async def story(there, greeting):
        await there.person.press(greeting, "Send a test alert")
        told = await there.slack.answer(2)
        assert told["response_type"] == "in_channel"
        assert "It is a test: none of this happened" in said(told["blocks"][:1])
        assert "TEST, ALLEGED" in said(told["blocks"])
        assert not [block for block in told["blocks"] if block["type"] == "actions"]

    invited(store, story)


def test_who_may_not_change_things_adds_no_preset(store):
    async def story(there, greeting):
        await there.person.press(greeting, "Choose preset")
        presets = (await there.slack.answer(2))["blocks"]
        there.slack.rooms["C1"]["creator"] = "U5"
        await there.other.press(presets, presets[-1]["elements"][0]["text"]["text"])
        assert "ask someone who may manage this place" in said((await there.slack.answer(3))["blocks"])
        assert store.watches.all() == []

    invited(store, story)


def _leaves(part):
    """Every leaf of a view's rich text."""
    if isinstance(part, list):
        return [leaf for held in part for leaf in _leaves(held)]
    return [part, *(leaf for held in part.values() for leaf in _leaves(held))] if isinstance(part, dict) else []
