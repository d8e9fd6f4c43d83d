import asyncio
import socket

import pytest
from fakes.alerts import DENIAL, NEW, UPDATE, delivery
from fakes.discord import FakeDiscord
from fakes.faults import DRIP, DRIP_AFTER, HANG, HANG_AFTER, RESET, RESET_AFTER, Fault
from fakes.outbox import persist
from test_discord_outlet import run, talking

from bot.errors import Closed, Fix, InDoubt, Later, Never
from handlers.discord_app import DiscordOutlet

LIMIT = {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.1", "X-RateLimit-Bucket": "b1"}


def limited(scope, *, everywhere=False, seconds=0.1):
    """A 429 as Discord sends it: by way of Google, or the library takes it for a ban."""
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    return Fault(429, body, {"Via": "1.1 google", "X-RateLimit-Scope": scope, **({} if everywhere else LIMIT)})


def refusing(status, code=0, **held):
    return Fault(status, {"code": code, "message": "no"}, **held)


def broken(status, *, commit=False):
    return Fault(status, {"code": 0, "message": "broken"}, commit=commit)


@pytest.mark.parametrize("fault", [limited("user"), limited("global", everywhere=True), limited("shared")])
def test_a_rate_limit_of_any_scope_is_waited_out(fault):
    async def scene(discord, outlet):
        discord.fail("POST", "/messages", fault)
        await outlet.send(delivery(), None)
        assert len(discord.texts("100")) == 1

    run(scene)


def test_a_global_limit_that_outlasts_our_patience_does_not_silence_the_bot():
    async def scene(discord, outlet):
        discord.fail("POST", "/messages", limited("global", everywhere=True, seconds=3.0))
        with pytest.raises(InDoubt):
            await outlet.send(delivery(), None)
        await outlet.send(delivery(UPDATE), None)
        assert len(discord.texts("100")) == 1

    run(scene, timeout_s=1.5)


def test_a_limit_of_minutes_is_left_to_the_outbox():
    async def scene(discord, outlet):
        discord.fail("POST", "/messages", limited("user", seconds=300.0))
        with pytest.raises(Later) as raised:
            await outlet.send(delivery(), None)
        assert raised.value.after == 300.0

    run(scene)


# name: (the fault of the first attempt, what we make of it; None: the library tries again by itself, within the nonce's time)
DOUBTS = {
    "reset before it was written": (RESET, InDoubt),
    "reset after it was written": (RESET_AFTER, InDoubt),
    "hang before it was written": (HANG, InDoubt),
    "hang after it was written": (HANG_AFTER, InDoubt),
    "an answer that drips, nothing written": (DRIP, InDoubt),
    "an answer that drips, all written": (DRIP_AFTER, InDoubt),
    "500": (broken(500), None),
    "500 though it was written": (broken(500, commit=True), None),
    "502": (broken(502), None),
    "503": (broken(503), InDoubt),
    "503 though it was written": (broken(503, commit=True), InDoubt),
    "a ban by the edge": (Fault(429, {"message": "banned"}), Later),
    "the token refused": (refusing(401), Later),
}


def together(scenes, channels):
    """Runs the scenes at once, each in a channel of its own, so that their waits are one."""

    async def main():
        async with talking(channels, timeout_s=4.0) as (discord, outlet):
            ends = await asyncio.gather(*(scene(discord, outlet) for scene in scenes.values()))
            return dict(zip(scenes, ends, strict=True))

    return asyncio.run(main())


@pytest.mark.parametrize("known", [True, False], ids=["its nonce known", "its nonce forgotten"])
def test_whatever_befalls_a_post_it_stands_there_once(known):
    def scene_of(channel, fault):
        async def scene(discord, outlet):
            discord.fail("POST", f"/channels/{channel}/messages", fault)
            _, told = await persist(outlet, delivery(address=channel), between=lambda: None if known else discord.forget_nonces(channel))
            return [type(one) for one in told], len(discord.texts(channel))

        return scene

    channels = [str(100 + number) for number in range(len(DOUBTS))]
    scenes = {name: scene_of(channel, fault) for channel, (name, (fault, _)) in zip(channels, DOUBTS.items(), strict=True)}
    assert together(scenes, channels) == {name: ([kind] if kind else [], 1) for name, (_, kind) in DOUBTS.items()}


REPLIES = {
    f"{alert.kind.value}, {name} at {at}": (alert, fault, at)
    for alert in (UPDATE, DENIAL)
    for name, fault in {"reset": RESET, "reset after": RESET_AFTER, "hang after": HANG_AFTER, "503": broken(503)}.items()
    for at in ("thread", "reply")
}


def test_whatever_befalls_a_reply_each_part_stands_there_once():
    def scene_of(channel, alert, fault, at):
        async def scene(discord, outlet):
            parent = await outlet.send(delivery(address=channel), None)
            discord.fail(
                "POST", {"thread": f"/messages/{parent.message}/threads", "reply": f"/channels/{parent.message}/messages"}[at], fault
            )
            await persist(outlet, delivery(alert, address=channel), parent, lambda: discord.forget_nonces(channel, parent.message))
            return len(discord.texts(parent.message)), len(discord.texts(channel))

        return scene

    channels = [str(100 + number) for number in range(len(REPLIES))]
    scenes = {name: scene_of(channel, *case) for channel, (name, case) in zip(channels, REPLIES.items(), strict=True)}
    assert together(scenes, channels) == {name: (1, 1 if case[0] is UPDATE else 2) for name, case in REPLIES.items()}


def test_a_denial_whose_second_message_was_lost_is_not_told_twice_in_the_thread():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.fail("POST", "/channels/100/messages", RESET)
        await persist(outlet, delivery(DENIAL), parent, lambda: discord.forget_nonces("100", parent.message))
        assert len(discord.texts(parent.message)) == 1
        assert len(discord.texts("100")) == 2

    run(scene)


# name: (the fault, what we make of it, what the operator is told)
ENDS = {
    "the channel is gone": (refusing(404, 10003), Closed, "the channel is gone"),
    "the bot cannot see it": (refusing(403, 50001), Closed, "let its role view it"),
    "the bot may not post": (refusing(403, 50013), Closed, "Send Messages"),
    "a body refused": (refusing(400, 50035), Never, "code 50035"),
}


@pytest.mark.parametrize(("fault", "kind", "told"), ENDS.values(), ids=ENDS)
def test_what_is_final_is_not_tried_again_and_says_what_to_do(fault, kind, told):
    async def scene(discord, outlet):
        discord.fail("POST", "/messages", fault)
        with pytest.raises(Never, match=told) as raised:
            await outlet.send(delivery(), None)
        assert type(raised.value) is kind

    run(scene)


def test_a_channel_that_was_deleted_is_closed():
    async def scene(_, outlet):
        with pytest.raises(Closed, match="the channel is gone"):
            await outlet.send(delivery(NEW, address="999"), None)

    run(scene)


def test_a_message_somebody_deleted_is_not_missed_by_an_update_and_a_denial_still_reaches_the_channel():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.messages["100"].clear()
        await outlet.send(delivery(UPDATE), parent)
        await outlet.send(delivery(DENIAL), parent)
        assert len(discord.texts("100")) == 1

    run(scene)


@pytest.mark.parametrize("code", [50013, 160005])
def test_where_no_thread_can_be_had_the_update_answers_in_the_channel(code):
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.fail("POST", "/threads", refusing(403, code))
        await outlet.send(delivery(UPDATE), parent)
        assert len(discord.texts("100")) == 2
        assert discord.messages["100"][1]["message_reference"]["message_id"] == parent.message

    run(scene)


def test_a_thread_somebody_locked_does_not_close_the_channel():
    async def scene(discord, outlet):
        parent = await outlet.send(delivery(), None)
        discord.fail("POST", f"/channels/{parent.message}/messages", refusing(400, 50083))
        await outlet.send(delivery(UPDATE), parent)
        assert len(discord.texts("100")) == 2

    run(scene)


def test_an_unreachable_discord_is_tried_later_and_does_not_stop_the_start():
    async def main():
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        outlet = DiscordOutlet("a.b.c", base=f"http://127.0.0.1:{port}")
        await outlet.start()
        try:
            with pytest.raises(Later, match="not logged in"):
                await outlet.send(delivery(), None)
        finally:
            await outlet.close()

    asyncio.run(main())


def test_a_discord_that_went_away_is_tried_later():
    async def main():
        async with talking() as (discord, outlet):
            await discord.stop()
            with pytest.raises((Later, InDoubt)):
                await outlet.send(delivery(), None)

    asyncio.run(main())


def test_the_token_is_in_no_error():
    async def main():
        async with FakeDiscord() as discord:
            with pytest.raises(Fix) as raised:
                await DiscordOutlet("secret.token.here", base=discord.base).start()
            assert "secret" not in f"{raised.value!r} {raised.value.__cause__!r} {raised.value.__context__!r}"

    asyncio.run(main())
