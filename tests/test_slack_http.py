"""Slack over HTTP: what is not signed by Slack, now, is not heard."""

import asyncio
import json
import time

import aiohttp
import pytest
from fakes.slack_person import SECRET, HttpDoor, signature
from fakes.slack_scene import play, scene

from handlers.slack_app import SlackOutlet

COMMAND = {"command": "/tocsin", "text": "status", "team_id": "T1", "user_id": "U9", "channel_id": "C1", "trigger_id": "t-http"}


async def posted(there, body="x=1", **headers):
    async with aiohttp.ClientSession() as session, session.post(f"{there.base}/slack/events", data=body, headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize(
    ("door", "at"),
    [(lambda base: HttpDoor(base, "another secret"), 0), (HttpDoor, -301), (HttpDoor, 330)],
    ids=["a bad signature", "a stale one", "one of the future"],
)
def test_what_is_not_signed_by_slack_just_now_is_refused(door, at):
    async def story(there):
        status, _ = await door(there.base).post("slash_commands", COMMAND, at=time.time() + at)
        assert status == 401
        await asyncio.sleep(0.05)
        assert there.desk.asked == []

    play(story, door="http")


@pytest.mark.parametrize(
    "headers", [{}, {"X-Slack-Signature": "v0=00"}, {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=00"}]
)
def test_what_is_not_signed_at_all_is_refused(headers):
    async def story(there):
        assert await posted(there, **headers) == 401

    play(story, door="http")


def test_a_body_that_was_changed_on_the_way_is_refused():
    async def story(there):
        signed = signature("text=status", int(time.time()))
        assert await posted(there, "text=watch+remove", **signed) == 401

    play(story, door="http")


def test_bytes_that_are_no_text_are_refused_in_one_line():
    async def story(there):
        assert await posted(there, b"\xff\xfe\xff", **{"Content-Type": "application/json; charset=utf-8"}) == 400

    play(story, door="http")


def test_the_address_is_proved_to_slack():
    async def story(there):
        said = {"type": "url_verification", "challenge": "c4", "token": "t"}
        status, body = await there.door.post("events_api", said)
        assert (status, json.loads(body)) == (200, {"challenge": "c4"})

    play(story, door="http")


def test_an_event_that_slack_sends_again_is_acknowledged_and_heard_once():
    event = {"type": "app_uninstalled"}
    told = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev1", "token": "t", "event": event}

    async def story(there):
        for number in range(4):
            retried = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_timeout"} if number else {}
            status, _ = await there.door.post("events_api", told, **retried)
            assert status == 200
        await there.slack.until(lambda: there.desk.gone)
        assert there.desk.gone == ["slack:T1"]

    play(story, door="http")


def test_a_command_that_comes_twice_is_answered_once():
    async def story(there):
        said = COMMAND | {"response_url": there.slack.new_hook("C1")}
        for _ in range(3):
            assert (await there.door.post("slash_commands", said))[0] == 200
        await there.slack.answer()
        await asyncio.sleep(0.05)
        assert len(there.desk.asked) == 1

    play(story, door="http")


def test_without_a_signing_secret_slack_is_not_let_in_at_all():
    assert SlackOutlet("xoxb-1", base_url="http://127.0.0.1:9").routes == []
    assert len(SlackOutlet("xoxb-1", base_url="http://127.0.0.1:9", signing_secret=SECRET).routes) == 1


def test_health_and_slack_share_one_server():
    async def main():
        async with scene("http") as there, aiohttp.ClientSession() as session, session.get(f"{there.base}/healthz") as answer:
            assert answer.status == 200

    asyncio.run(main())
