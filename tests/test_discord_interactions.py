"""People's acts over the gateway and answers over HTTP, with the real client: latency, faults, and what simcord does not know."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from fakes.discord_clerk import COMMANDS, Clerk, dot
from fakes.discord_rooms import USER, FakeRooms
from fakes.faults import HANG, HANG_AFTER, RESET, RESET_AFTER, Fault

from handlers.commands import Line, Picture, Reply
from handlers.discord_app import DiscordOutlet
from handlers.discord_app.register import payload

MANAGER = 0x20 | 0x800 | 0x400
LONG = 20


@asynccontextmanager
async def listening(clerk, discord=None):
    async with discord or FakeRooms() as there:
        outlet = DiscordOutlet(there.token, base=there.base, timeout_s=2.0, answers=clerk)
        await outlet.start()
        try:
            async with asyncio.timeout(LONG):
                while not outlet._connection.client.is_ready():  # noqa: ASYNC110  # only then a server is a new one
                    await asyncio.sleep(0.02)
            yield there
        finally:
            await outlet.close()


def run(scene, clerk=None, discord=None):
    clerk = clerk or Clerk()

    async def main():
        async with listening(clerk, discord) as there:
            await scene(there, clerk)

    asyncio.run(main())


def told(body):
    return "\n".join(part["content"] for part in body["data"]["components"][0]["components"] if "content" in part)


def test_commands_are_registered_at_the_start():
    async def scene(discord, _):
        async with asyncio.timeout(LONG):
            while not discord.commands:  # noqa: ASYNC110  # it happens in the background
                await asyncio.sleep(0.02)
        assert len(discord.commands) == len(payload(COMMANDS))

    run(scene)


def test_what_is_registered_already_is_left_as_it_is():
    async def main():
        async with FakeRooms() as discord:
            for _ in range(2):
                outlet = DiscordOutlet(discord.token, base=discord.base, answers=Clerk())
                await outlet.start()
                await asyncio.wait_for(discord.gateway.arrived.wait(), LONG)
                async with asyncio.timeout(LONG):
                    while not discord.commands:  # noqa: ASYNC110  # it happens in the background
                        await asyncio.sleep(0.02)
                await outlet.close()
            assert sum(method == "PUT" for method, _, _ in discord.asked) == 1

    asyncio.run(main())


def test_a_command_is_answered_with_one_private_message():
    async def scene(discord, clerk):
        answers, _ = await discord.typed("claims", verb="latest")
        [answer] = answers
        assert (answer["type"], answer["data"]["flags"]) == (4, 1 << 6 | 1 << 15)
        assert told(answer) == "### Claims latest\ndone"
        assert (clerk.asked[-1].home, clerk.asked[-1].place) == ("discord:7", "discord:100")

    run(scene)


def test_a_slow_answer_is_announced_before_it_comes():
    async def scene(discord, _):
        begun = await discord.act(2, {"id": "700", "name": "claims", "type": 1, "options": [{"name": "latest", "type": 1, "options": []}]})
        first = (await discord.answers(begun))[0]
        assert (first["type"], first["data"]["flags"]) == (5, 1 << 6)
        later = (await discord.answers(begun, count=2))[1]
        assert told(later) == "### Claims latest\ndone"

    run(scene, Clerk(slow=1.2))


def test_a_server_that_only_the_person_brought_the_bot_to_is_no_home():
    async def scene(discord, clerk):
        await discord.typed("claims", verb="latest", authorizing_integration_owners={"1": USER["id"]}, permissions=MANAGER)
        assert (clerk.asked[-1].home, clerk.asked[-1].place, clerk.asked[-1].may_write) == ("", "", False)

    run(scene)


def test_a_channel_that_the_person_may_not_manage_is_not_handed_out():
    async def scene(discord, clerk):
        room = {"200": {"id": "200", "type": 0, "name": "board-room", "permissions": str(0x800)}}
        options = [{"name": "query", "type": 3, "value": "x"}, {"name": "channel", "type": 7, "value": "200"}]
        inner = [{"name": "add", "type": 1, "options": options}]
        data = {"id": "700", "name": "watch", "type": 1, "options": inner, "resolved": {"channels": room}}
        answer = (await discord.answers(await discord.act(2, data, permissions=MANAGER)))[0]
        assert "You may not manage the channel board-room" in told(answer)
        assert clerk.asked == []
        [row] = answer["data"]["components"][1:]
        [again] = row["components"]
        assert "query=x" in again["custom_id"]  # what was written is not lost; the channel is carried no further
        assert "200" not in again["custom_id"]

    run(scene)


def test_a_command_this_version_does_not_know_says_what_to_do():
    async def scene(discord, _):
        answers, _ = await discord.typed("megaphone")
        assert "close Discord and open it again" in told(answers[0])

    run(scene)


def test_a_picture_is_uploaded_with_its_answer_and_shared_again():
    async def scene(discord, clerk):
        clerk.replies["trend"] = Reply("Trend", (Line("up"),), picture=Picture(dot(), "Two lines.", "trend.png"), shareable=True)
        answers, _ = await discord.typed("trend")
        gallery = answers[0]["data"]["components"][0]["components"][2]
        assert gallery["items"][0]["media"] == {"url": "attachment://trend.png"}
        message = discord._shown(answers[0]["data"])
        message["components"][0]["components"][2]["items"][0]["media"]["url"] = f"{discord.base}/picture.png"
        pressed = await discord.act(3, {"custom_id": "t1s||", "component_type": 2}, message=message)
        shared = (await discord.answers(pressed))[0]
        assert shared["type"] == 4
        assert not shared["data"].get("flags", 0) & 1 << 6
        assert told(shared) == "### Trend\nup\n-# shared by Reader"
        assert [one["filename"] for one in shared["data"]["attachments"]] == ["picture.png"]

    run(scene)


META = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-03-01T12:00:00+00:00", "locked": False}
THREAD = {"id": "101", "type": 11, "name": "Updates", "guild_id": "7", "parent_id": "100", "owner_id": "900", "permissions": "0"}
THREAD |= {"message_count": 1, "member_count": 1, "thread_metadata": META}
PLACES = {
    "in the channel": {},
    "in its thread": {"channel_id": "101", "channel": THREAD, "permissions": 0x800 | 1 << 38},
    "where only the person brought the bot": {"authorizing_integration_owners": {"1": USER["id"]}},
}


def test_an_answer_is_shared_once_with_a_channel_and_once_with_its_thread_whoever_brought_the_bot():
    async def scene(discord, clerk):
        answers, _ = await discord.typed("claims", verb="latest")
        message, found = discord._shown(answers[0]["data"]), {}
        for name, where in PLACES.items():
            await discord.answers(await discord.act(3, {"custom_id": "t1s||", "component_type": 2}, message=message, **where))
            found[name] = (clerk.asked[-1].noun, clerk.asked[-1].place, clerk.asked[-1].options["what"])
        mine, thread, brought = found.values()
        assert mine == brought
        assert mine[:2] == thread[:2] == ("share", "discord:100")
        assert mine[2] != thread[2]

    run(scene)


@pytest.mark.parametrize("fault", [Fault(404, {"code": 10062, "message": "Unknown interaction"}), None], ids=["refused", "broken off"])
def test_what_was_refused_or_broken_off_may_be_shared_again(fault, monkeypatch):
    async def broken_off(*_, **__):
        raise asyncio.CancelledError

    async def scene(discord, clerk):
        answers, _ = await discord.typed("trend")
        message = discord._shown(answers[0]["data"])
        message["components"][0]["components"].pop(2)
        if fault:
            discord.fail("POST", "/callback", fault)
        else:
            monkeypatch.setattr("discord.InteractionResponse.send_message", broken_off)
        await discord.act(3, {"custom_id": "t1s||", "component_type": 2}, message=message)
        async with asyncio.timeout(LONG):
            while len(clerk.asked) < 3:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        _, asks, undo = clerk.asked
        assert (asks.noun, asks.verb, undo) == ("share", "", replace(asks, verb="undo"))

    run(scene)


def from_menu(message):
    theirs = {**message, "author": {**message["author"], "id": "77", "bot": False}}
    held = {"messages": {message["id"]: theirs}}
    return {"id": "701", "name": "Extract claims", "type": 3, "target_id": message["id"], "resolved": held}


def test_the_message_of_the_menu_may_be_anything():
    async def scene(discord, clerk):
        embed = {"title": "Drones for Keldovia", "description": "They were handed over.", "url": "https://wire.example/1"}
        box = {"type": 17, "id": 1, "accent_color": None, "spoiler": False, "components": [{"type": 10, "id": 2, "content": "and more"}]}
        message = discord._message("100", {"content": "Look"}) | {"embeds": [embed], "components": [box]}
        await discord.answers(await discord.act(2, from_menu(message)))
        text = "Look\nDrones for Keldovia\nThey were handed over.\nand more"
        assert clerk.asked[-1].options == {"url": "https://wire.example/1", "text": text}
        empty = discord._message("100", {"content": ""})
        assert "no text or link" in told((await discord.answers(await discord.act(2, from_menu(empty))))[0])

    run(scene)


FAULTS = {
    "reset": RESET,
    "reset after": RESET_AFTER,
    "hang": HANG,
    "hang after": HANG_AFTER,
    "503": Fault(503, {"code": 0, "message": "broken"}),
    "unknown interaction": Fault(404, {"code": 10062, "message": "Unknown interaction"}),
    "answered already": Fault(400, {"code": 40060, "message": "Interaction has already been acknowledged."}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_while_answering_one_leaves_the_next_to_be_answered(fault):
    async def scene(discord, _):
        discord.fail("POST", "/callback", fault)
        await discord.act(2, {"id": "700", "name": "status", "type": 1, "options": []})
        async with asyncio.timeout(LONG):
            while not any(path.endswith("/callback") for _, path, _ in discord.asked):  # noqa: ASYNC110  # no answer tells of it
                await asyncio.sleep(0.02)
        answers, _ = await discord.typed("claims", verb="latest")
        assert told(answers[0]) == "### Claims latest\ndone"

    run(scene)


def test_a_rate_limit_while_answering_is_waited_out():
    async def scene(discord, _):
        limit = {"message": "You are being rate limited.", "retry_after": 0.1, "global": False}
        headers = {"X-RateLimit-Scope": "user", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "0.1"}
        discord.fail("POST", "/callback", Fault(429, limit, headers | {"Via": "1.1 google"}))
        answers, _ = await discord.typed("claims", verb="latest")
        assert told(answers[0]) == "### Claims latest\ndone"

    run(scene)


def test_many_people_at_once_are_each_answered():
    async def scene(discord, clerk):
        came = await asyncio.gather(*(discord.typed("claims", verb="search", options={"text": f"word{n}"}) for n in range(40)))
        assert sorted(told(answers[0]).split("\n")[1] for answers, _ in came) == sorted(f"page 1 of word{n}" for n in range(40))

    run(scene)


def test_a_server_that_lets_the_bot_in_is_greeted_over_the_wire():
    async def scene(discord, clerk):
        me = {"user": USER | {"id": "900", "bot": True}, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0}
        everyone = {"id": "7", "name": "@everyone", "permissions": str(0x400 | 0x800), "position": 0, "color": 0}
        room = {"id": "100", "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
        guild = {"id": "7", "name": "Desk", "owner_id": "42", "roles": [everyone], "channels": [room], "members": [me], "member_count": 2}
        more = {"emojis": [], "stickers": [], "features": [], "threads": [], "voice_states": [], "presences": [], "large": False}
        fixed = {"verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0}
        await discord.gateway.tell(0, guild | more | fixed | {"preferred_locale": "en-US", "premium_tier": 0}, event="GUILD_CREATE")
        async with asyncio.timeout(LONG):
            while not discord.messages["100"]:  # noqa: ASYNC110  # it happens in the background
                await asyncio.sleep(0.02)
        text = discord.texts("100")[0]
        assert "Tocsin is here, Desk" in text
        assert "Create Public Threads: for an event's updates" in text
        await discord.gateway.tell(0, {"id": "7"}, event="GUILD_DELETE")
        async with asyncio.timeout(LONG):
            while not clerk.left_homes:  # noqa: ASYNC110  # the same
                await asyncio.sleep(0.02)
        assert clerk.left_homes == ["discord:7"]

    run(scene)
