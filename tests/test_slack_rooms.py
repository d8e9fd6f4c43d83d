import asyncio

import pytest
from fakes.slack import FakeSlack

from handlers.slack_app.rooms import KEPT_S, Rooms
from handlers.slack_app.socket import new_client


def asking(scene, *managers):
    """Runs a scene with rooms that read a clock of ours, and counts what Slack is asked."""

    async def main():
        async with FakeSlack() as slack:
            slack.scopes |= {"users:read"}
            slack.people = {"U9": {"is_admin": True}, "U8": {"is_owner": True}, "U6": {"is_admin": True, "is_stranger": True}}
            slack.rooms = {"C1": {"creator": "U7"}, "C3": {"is_private": True, "members": ["U1", "U2", "U7"]}}
            now = [0.0]
            rooms = Rooms(managers, clock=lambda: now[0])
            await scene(slack, rooms, new_client(slack.bot_token, slack.base, 2.0), now)

    asyncio.run(main())


def test_what_slack_said_is_good_for_five_minutes():
    async def scene(slack, rooms, client, now):
        assert await rooms.manages(client, "U9", ())
        slack.people["U9"] = {}
        now[0] = KEPT_S - 1
        assert await rooms.manages(client, "U9", ())
        now[0] = KEPT_S + 1
        assert not await rooms.manages(client, "U9", ())
        assert [method for method, _ in slack.asked] == ["users.info"] * 2

    asking(scene)


def test_what_slack_did_not_say_is_asked_again_at_once():
    async def scene(slack, rooms, client, now):
        slack.scopes.discard("users:read")
        assert not await rooms.manages(client, "U9", ())
        slack.scopes.add("users:read")
        assert await rooms.manages(client, "U9", ())

    asking(scene)


@pytest.mark.parametrize(
    ("user", "channels", "may"),
    [
        ("U9", [], True),
        ("U8", [], True),
        ("U6", [], False),
        ("U7", ["C1"], True),
        ("U7", ["C1", "C3"], False),
        ("U7", [], False),
        ("U5", ["C1"], False),
    ],
    ids=["admin", "owner", "an admin of elsewhere", "who made it", "made one of two", "of no channel", "anybody"],
)
def test_who_manages_channels(user, channels, may):
    async def scene(slack, rooms, client, now):
        assert await rooms.manages(client, user, channels) is may

    asking(scene)


@pytest.mark.parametrize(
    ("user", "channel", "sees"),
    [("U5", "C1", True), ("U7", "C3", True), ("U5", "C3", False), ("U7", "C9", False), ("U7", "general", False)],
)
def test_who_sees_a_channel(user, channel, sees):
    async def scene(slack, rooms, client, now):
        assert await rooms.sees(client, user, channel) is sees

    asking(scene)


def test_a_channel_of_which_slack_says_nothing_is_private():
    async def scene(slack, rooms, client, now):
        assert await rooms.private(client, "C9")
        assert not await rooms.private(client, "C1")

    asking(scene)


def test_groups_are_told_by_their_handles():
    async def scene(slack, rooms, client, now):
        assert await rooms.groups(client) == {}
        slack.scopes.add("usergroups:read")
        assert await rooms.groups(client) == {"S1": "@night-desk", "S2": "@editors"}

    asking(scene)
