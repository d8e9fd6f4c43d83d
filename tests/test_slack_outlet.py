import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from fakes.alerts import CORRECTION, DENIAL, DENIED_CLAIM, DIGEST, NEW, UPDATE, delivery
from fakes.slack import FakeSlack

from bot.errors import Fix, Never
from bot.model import Show
from handlers.slack_app import SlackOutlet


def to_slack(alert=NEW, channel="C1", **held):
    return delivery(alert, "slack", channel, **held)


@asynccontextmanager
async def talking(channels=("C1",), app_token=None, timeout_s=1.5):
    """A fake Slack and an outlet that talks to it."""
    async with FakeSlack(channels) as slack:
        outlet = SlackOutlet(slack.bot_token, app_token, base_url=slack.base, timeout_s=timeout_s)
        await outlet.start()
        try:
            yield slack, outlet
        finally:
            await outlet.close()


def run(scene, **held):
    async def main():
        async with talking(**held) as (slack, outlet):
            await scene(slack, outlet)

    asyncio.run(main())


def words(message):
    """Everything a reader can read in a message's blocks."""

    def told(part):
        if isinstance(part, dict):
            yield from [part["text"]] if isinstance(part.get("text"), str) else []
            for held in part.values():
                yield from told(held)
        elif isinstance(part, list):
            for held in part:
                yield from told(held)

    return "\n".join(told(message["blocks"]))


def test_a_new_alert_is_one_message_with_all_its_facts():
    async def scene(slack, outlet):
        handle = await outlet.send(to_slack(), None)
        [message] = slack.seen("C1")
        assert handle.message == message["ts"]
        assert message["text"] == "ALLEGED · Norvania → Keldovia · arms transfer: at least 23 Pelikan-2 drones · Iva Marek (Harbour Wire)"
        for fact in (
            NEW.headline,
            "Norvania handed over",
            "16–22 Nov 2026",
            "Kelm",
            "4 outlets · up to 2 newsrooms · 1 party",
            "state media",
        ):
            assert fact in words(message)
        assert "<!date^1795424700^" in words(message)
        assert "https://harbourwire.example/2026/11/23/drones#:~:text=" in str(message["blocks"])

    run(scene)


def test_an_update_changes_the_message_and_is_told_in_its_thread_only():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        await outlet.send(to_slack(UPDATE), parent)
        [first] = slack.seen("C1")
        [reply] = slack.thread("C1", parent.message)
        assert "count at least 23 → 40" in words(first)
        assert "count at least 23 → 40" in words(reply)

    run(scene)


def test_an_edit_disturbs_nobody():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        assert await outlet.send(to_slack(replace(UPDATE, show=Show.EDIT)), parent) == parent
        assert len(slack.messages["C1"]) == 1

    run(scene)


@pytest.mark.parametrize("alert", [DENIAL, CORRECTION])
def test_denials_and_corrections_are_replies_that_the_channel_sees(alert):
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        await outlet.send(to_slack(alert), parent)
        assert len(slack.thread("C1", parent.message)) == 1
        assert len(slack.seen("C1")) == 2

    run(scene)


def test_a_denial_that_says_how_the_claim_now_stands_marks_its_message():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        await outlet.send(to_slack(replace(DENIAL, standing=DENIED_CLAIM)), parent)
        first, second = slack.seen("C1")
        assert first["text"].startswith("ALLEGED, DENIED · Norvania → Keldovia")
        assert "Norvania handed over" in words(first)
        assert "No drone has left our territory" in words(second)

    run(scene)


def test_a_message_that_may_have_been_written_is_found_by_its_delivery():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        reply = await outlet.send(to_slack(UPDATE), parent)
        assert (await outlet.find(to_slack())).message == parent.message
        assert (await outlet.find(to_slack(UPDATE, handle=parent))).message == reply.message
        assert await outlet.find(to_slack(id="another")) is None

    run(scene)


def test_it_is_found_behind_two_hundred_others():
    async def scene(slack, outlet):
        first = await outlet.send(to_slack(), None)
        slack.messages["C1"] += [{"type": "message", "ts": f"{float(first.message) + n:.6f}", "text": "chat"} for n in range(1, 250)]
        assert (await outlet.find(to_slack())).message == first.message

    run(scene)


def test_without_the_right_to_read_history_it_says_so():
    async def scene(slack, outlet):
        slack.scopes.discard("channels:history")
        with pytest.raises(Never, match="lacks the scope channels:history"):
            await outlet.find(to_slack())

    run(scene)


def test_a_reply_to_a_deleted_message_is_dropped_and_a_denial_still_reaches_the_channel():
    async def scene(slack, outlet):
        parent = await outlet.send(to_slack(), None)
        slack.messages["C1"].clear()
        assert await outlet.send(to_slack(UPDATE), parent) == parent
        assert slack.messages["C1"] == []
        await outlet.send(to_slack(DENIAL), parent)
        assert len(slack.seen("C1")) == 1

    run(scene)


@pytest.mark.parametrize(
    ("bot", "app", "told"), [("xoxb-no", None, "SLACK_BOT_TOKEN is refused"), ("xoxb-1", "xapp-no", "SLACK_APP_TOKEN is refused")]
)
def test_a_refused_token_is_told_in_one_line_at_the_start(bot, app, told):
    async def main():
        async with FakeSlack() as slack:
            outlet = SlackOutlet(bot, app, base_url=slack.base)
            try:
                with pytest.raises(Fix, match=told):
                    await outlet.start()
            finally:
                await outlet.close()

    asyncio.run(main())


@pytest.mark.parametrize("base", ["https://slack.example", "http://10.0.0.1:80", "http://127.0.0.1.evil.example"])
def test_only_a_loopback_address_may_stand_in_for_slack(base):
    with pytest.raises(Fix, match="not a loopback address"):
        SlackOutlet("xoxb-1", base_url=base)


def test_a_digest_lists_its_events_each_with_its_link():
    async def scene(slack, outlet):
        await outlet.send(to_slack(DIGEST), None)
        [message] = slack.seen("C1")
        assert message["text"] == "Digest · last 6 h · 2 events · 1 severe, 1 low"
        told = message["blocks"][-1]["elements"][0]["elements"]
        assert [line["elements"][0].get("url") for line in told] == [None, None, DIGEST.links[0].jump, "https://courier.example/exercise"]
        assert "DIGEST · 2 h late" in words(message)

    run(scene)


def test_a_watch_may_call_one_user_group_in_the_channel_and_nobody_in_the_thread():
    async def scene(slack, outlet):
        slack.pingable.add("S0DESK")
        parent = await outlet.send(to_slack(ping="S0DESK"), None)
        await outlet.send(to_slack(UPDATE, ping="S0DESK"), parent)
        first, reply = slack.messages["C1"]
        assert "S0DESK" not in str(first["blocks"])  # the update's edit took the call out: it has been heard
        assert "S0DESK" not in str(reply["blocks"])
        assert "S0DESK" in str(next(body for method, body in slack.asked if method == "chat.postMessage")["blocks"][0])

    run(scene)


@pytest.mark.parametrize("ping", ["channel", "<!here>", "U123", "77"])
def test_what_is_no_user_group_is_called_by_nobody(ping):
    async def scene(slack, outlet):
        await outlet.send(to_slack(ping=ping), None)
        assert len(slack.seen("C1")) == 1

    run(scene)


@pytest.mark.parametrize("pressable", [True, False])
def test_a_card_has_controls_where_somebody_answers_them_in_another_process_too(pressable):
    async def main():
        async with FakeSlack() as slack:
            outlet = SlackOutlet(slack.bot_token, base_url=slack.base, pressable=pressable)
            await outlet.start()
            await outlet.send(to_slack(), None)
            assert ("actions" in {block["type"] for block in slack.seen("C1")[0]["blocks"]}) is pressable

    asyncio.run(main())


def test_a_group_that_two_people_call_has_its_button_also_after_an_update():
    async def main():
        async with FakeSlack() as slack:
            outlet = SlackOutlet(slack.bot_token, base_url=slack.base, pressable=True)
            await outlet.start()
            parent = await outlet.send(to_slack(call="S1"), None)
            await outlet.send(to_slack(UPDATE, call="S1"), parent)
            assert "Call the group" in words(slack.seen("C1")[0])

    asyncio.run(main())
