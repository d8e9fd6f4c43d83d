import asyncio

import pytest
from fakes.slack import FakeSlack
from fakes.slack_scene import play

from handlers.slack_app.socket import Socket, new_app, new_client


def envelope(name, **payload):
    return {
        "envelope_id": name,
        "type": "slash_commands",
        "accepts_response_payload": True,
        "payload": {"command": "/bell", "token": "t"} | payload,
    }


def run(scene, **held):
    async def main():
        async with FakeSlack() as slack:
            app, heard = new_app(new_client(slack.bot_token, slack.base, 2.0)), []

            async def bell(ack, command):
                await ack("ding")
                heard.append(command.get("text"))

            app.command("/bell")(bell)
            socket = Socket(app, slack.app_token, **held)
            await socket.open()
            try:
                await arrived(slack)
                await scene(slack, heard)
            finally:
                await socket.close()

    asyncio.run(main())


async def arrived(slack):
    await asyncio.wait_for(slack.socket.arrived.wait(), 15)


def test_a_command_is_acknowledged_over_the_socket():
    async def scene(slack, heard):
        await slack.socket.say(envelope("e1", text="once"))
        await asyncio.sleep(0.05)
        assert slack.socket.acknowledged == [{"envelope_id": "e1", "payload": {"text": "ding"}}]
        assert heard == ["once"]

    run(scene)


def test_a_repeated_envelope_is_acknowledged_and_answered_once():
    async def scene(slack, heard):
        for _ in range(3):
            await slack.socket.say(envelope("e1", text="once"))
        await asyncio.sleep(0.05)
        assert [said["envelope_id"] for said in slack.socket.acknowledged] == ["e1"] * 3
        assert [said for said in slack.socket.acknowledged if said.get("payload")] == slack.socket.acknowledged[:1]
        assert heard == ["once"]

    run(scene)


def test_an_event_sent_again_under_another_envelope_is_known():
    async def scene(slack, heard):
        await slack.socket.say(envelope("e1", event_id="Ev1", text="once"))
        await slack.socket.say(envelope("e2", event_id="Ev1", text="once"))
        await asyncio.sleep(0.05)
        assert heard == ["once"]

    run(scene)


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
def test_it_reconnects_when_slack_asks_for_it(reason):
    async def scene(slack, heard):
        await slack.socket.tell({"type": "disconnect", "reason": reason, "debug_info": {"host": "x"}})
        await arrived(slack)
        await slack.socket.say(envelope("e1", text="after"))
        await asyncio.sleep(0.05)
        assert heard == ["after"]

    run(scene)


def test_it_reconnects_when_the_connection_is_lost():
    async def scene(slack, heard):
        await slack.socket.drop()
        await arrived(slack)
        await slack.socket.say(envelope("e1", text="after"))
        await asyncio.sleep(0.05)
        assert heard == ["after"]

    run(scene)


def test_a_connection_that_stays_lost_is_made_anew():
    async def scene(slack, heard):
        slack.socket.mute = True
        await slack.socket.drop()
        await asyncio.sleep(0.2)
        slack.socket.mute = False
        await arrived(slack)
        await slack.socket.say(envelope("e1", text="after"))
        await asyncio.sleep(0.05)
        assert heard == ["after"]

    run(scene, patience=0.4)


def test_the_app_goes_on_answering_after_a_lost_connection_and_answers_a_repeated_envelope_once():
    async def story(there):
        await there.slack.socket.drop()
        await arrived(there.slack)
        said = {"command": "/tocsin", "text": "status", "team_id": "T1", "user_id": "U9", "channel_id": "C1", "trigger_id": "t"}
        for _ in range(3):
            await there.slack.socket.say(envelope("again", **said, response_url=there.slack.new_hook("C1")))
        await there.slack.answer()
        await asyncio.sleep(0.05)
        assert len(there.desk.asked) == len(there.slack.told) == 1

    play(story)
