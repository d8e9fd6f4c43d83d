import asyncio
import socket

import pytest
from fakes.alerts import DENIAL, UPDATE
from fakes.faults import DRIP, DRIP_AFTER, HANG, HANG_AFTER, RESET, RESET_AFTER, Fault
from fakes.outbox import persist
from test_slack_outlet import run, talking, to_slack

from bot.errors import Closed, InDoubt, Later, Never
from handlers.slack_app import SlackOutlet


def said(error, status=200, **held):
    return Fault(status, {"ok": False, "error": error}, **held)


# name: (the fault of the first attempt, what we make of it)
DOUBTS = {
    "reset before it was written": (RESET, InDoubt),
    "an answer that was lost": (RESET_AFTER, InDoubt),
    "hang before it was written": (HANG, InDoubt),
    "hang after it was written": (HANG_AFTER, InDoubt),
    "an answer that drips, nothing written": (DRIP, InDoubt),
    "an answer that drips, all written": (DRIP_AFTER, InDoubt),
    "internal_error": (said("internal_error"), InDoubt),
    "fatal_error though it was written": (said("fatal_error", commit=True), InDoubt),
    "503 in words of its own": (Fault(503, "upstream connect error"), InDoubt),
    "502 though it was written": (said("service_unavailable", 502, commit=True), InDoubt),
    "ratelimited": (said("ratelimited", 429, headers={"Retry-After": "7"}), Later),
    "the token revoked": (said("token_revoked"), Later),
    "the token refused": (said("invalid_auth", 401), Later),
}


def together(scenes, channels):
    """Runs the scenes at once, each in a channel of its own, so that their waits are one."""

    async def main():
        async with talking(channels, timeout_s=1.5) as (slack, outlet):
            return dict(zip(scenes, await asyncio.gather(*(scene(slack, outlet) for scene in scenes.values())), strict=True))

    return asyncio.run(main())


def test_whatever_befalls_a_post_it_stands_there_once():
    def scene_of(channel, fault):
        async def scene(slack, outlet):
            slack.fail(f"chat.postMessage {channel}", fault)
            _, told = await persist(outlet, to_slack(channel=channel))
            return [type(one) for one in told], len(slack.seen(channel))

        return scene

    channels = [f"C{number}" for number in range(len(DOUBTS))]
    scenes = {name: scene_of(channel, fault) for channel, (name, (fault, _)) in zip(channels, DOUBTS.items(), strict=True)}
    assert together(scenes, channels) == {name: ([kind], 1) for name, (_, kind) in DOUBTS.items()}


REPLIES = {
    f"{alert.kind.value}, {name}": (alert, fault)
    for alert in (UPDATE, DENIAL)
    for name, fault in {
        "reset": RESET,
        "lost": RESET_AFTER,
        "hang": HANG,
        "hang after": HANG_AFTER,
        "internal": said("internal_error"),
    }.items()
}


def test_whatever_befalls_a_reply_it_stands_there_once():
    def scene_of(channel, alert, fault):
        async def scene(slack, outlet):
            parent = await outlet.send(to_slack(channel=channel), None)
            slack.fail(f"chat.postMessage {channel}", fault)
            await persist(outlet, to_slack(alert, channel=channel), parent)
            return len(slack.thread(channel, parent.message)), len(slack.seen(channel))

        return scene

    channels = [f"C{number}" for number in range(len(REPLIES))]
    scenes = {name: scene_of(channel, *case) for channel, (name, case) in zip(channels, REPLIES.items(), strict=True)}
    assert together(scenes, channels) == {name: (1, 1 if case[0] is UPDATE else 2) for name, case in REPLIES.items()}


def test_a_rate_limit_says_how_long_to_wait():
    async def scene(slack, outlet):
        slack.fail("chat.postMessage", said("ratelimited", 429, headers={"Retry-After": "7"}))
        with pytest.raises(Later) as raised:
            await outlet.send(to_slack(), None)
        assert raised.value.after == 7.0

    run(scene)


# name: (the fault, what we make of it, what the operator is told)
ENDS = {
    "channel_not_found": (Closed, "/invite the bot"),
    "not_in_channel": (Closed, "/invite it"),
    "is_archived": (Closed, "archived"),
    "restricted_action": (Closed, "an admin does not let the bot post"),
    "invalid_blocks": (Never, "Slack answered invalid_blocks"),
    "msg_too_long": (Never, "Slack answered msg_too_long"),
    "missing_scope": (Never, "lacks the scope"),
}


@pytest.mark.parametrize(("error", "kind", "told"), [(error, *end) for error, end in ENDS.items()], ids=ENDS)
def test_what_is_final_is_not_tried_again_and_says_what_to_do(error, kind, told):
    async def scene(slack, outlet):
        slack.fail("chat.postMessage", said(error))
        with pytest.raises(Never, match=told) as raised:
            await outlet.send(to_slack(), None)
        assert type(raised.value) is kind

    run(scene)


def test_a_message_too_old_to_edit_still_gets_its_reply():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        slack.fail("chat.update", said("edit_window_closed"))
        await outlet.send(to_slack(UPDATE), parent)
        assert len(slack.thread("C1", parent.message)) == 1

    run(scene)


def test_an_unreachable_slack_is_tried_later_and_does_not_stop_the_start():
    async def main():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        outlet = SlackOutlet("xoxb-1", base_url=f"http://127.0.0.1:{port}", timeout_s=0.5)
        await outlet.start()
        with pytest.raises(Later, match="cannot be reached"):
            await outlet.send(to_slack(), None)
        await outlet.close()

    asyncio.run(main())
