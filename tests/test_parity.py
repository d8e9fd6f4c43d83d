"""One list of stories, lived in both chats with the real desk: the same effect in the store, the same words in the answer."""

import asyncio
import html
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
import simcord
from fakes.discord_stage import Stage, refused_of
from fakes.filled import filled
from fakes.slack_scene import scene
from fakes.slack_twin import NOW, Ask, At, OnDiscord, OnSlack, Open, Press, Under

from bot.model import Someone
from bot.store import open_store
from bot.store.desks import Tied
from handlers.discord_app.client import Client, Hearing

LEDGER = ("merge_admitted", "merge_count", "merge_denied_after", "merge_denied_before", "merge_two_days")
QUERY = "missile_launch by KP"
STORIES = {
    "subscribe": [Ask("watch add", {"query": QUERY, "name": "Launches"}), Ask("watch list")],
    "subscribe by a preset, daily": [Ask("watch add", {"preset": "north_korea", "when": "daily 08:00 Asia/Seoul"}), Ask("watch list")],
    "subscribe to what nobody knows": [Ask("watch add", {"query": "strike on Ukrane", "name": "Typo"}), Ask("watch list")],
    "change": [
        Ask("watch add", {"query": QUERY, "name": "Launches"}),
        Ask("watch edit", {"watch": "Launches", "query": "threat by KP", "quiet": "22:00-07:00 UTC", "cap": "3 per 10 min"}),
        Press("Pause"),
        Press("Resume"),
        Ask("watch pause", {"watch": "Launches"}),
        Ask("watch list"),
    ],
    "try before saving": [Ask("watch test", {"query": QUERY, "days": "60"}), Press("Watch for this here"), Ask("watch list")],
    "unsubscribe": [
        Ask("watch add", {"query": QUERY, "name": "Launches"}),
        Ask("watch remove", {"watch": "Launches"}),
        Ask("watch remove", {"watch": "Launches"}),
    ],
    "look without rights": [Ask("watch list", rights=False), Ask("claims latest", rights=False)],
    "mute an event": [Under("Mute", {"what": "event", "for": "6h"}), Press("Unmute"), Ask("mute list")],
    "mute an actor": [Under("Mute", {"what": "actor:KP", "for": "1w"}), Ask("mute list")],
    "mute everything": [Ask("mute", {"what": "all", "for": "1h"}), Ask("watch list")],
    "mute what nobody knows": [Ask("mute", {"what": "actor:Nowhereland"}), Ask("mute list")],
    "wrong": [Under("Wrong", {"mark": "number"})],
    "wrong twice over": [Under("Wrong", {"mark": "date"}), Under("Wrong", {"mark": "party"})],
    "wrong without an event": [Ask("wrong", {"event": "nothing", "mark": "date"})],
    "search": [Ask("claims search", {"query": "by KP"}), Open()],
    "search for nothing there is": [Ask("claims search", {"query": "submarine"})],
    "latest": [Ask("claims latest")],
    "why": [Ask("watch add", {"query": "strike on UA", "name": "Strikes"}), Ask("why", {"about": "EVENT"})],
    "verify": [Ask("verify", {"event": "EVENT"}), Ask("verify", {"event": "nothing"})],
    "evidence": [Under("Evidence")],
    "whole": [Under("Evidence"), Press("Verify")],
    "timeline": [Ask("timeline", {"actor": "North Korea", "days": "90"})],
    "timeline of nobody": [Ask("timeline")],
    "supply": [Ask("supply", {"from": "KP", "days": "90"})],
    "trend": [Ask("trend", {"by": "week", "days": "60"})],
    "due": [Ask("due")],
    "digest": [Ask("digest", {"hours": "999"})],
    "sources": [Ask("sources"), Ask("source", {"name": "Harbour Wire"}), Ask("source", {"name": "Harbor Wire"})],
    "status": [Ask("status")],
    "help": [Ask("help", {"about": "language"}), Ask("help", {"about": "watch add"}), Ask("help", {"about": "wach"})],
}

MARKUP = re.compile(r"<t:\d+:\w>|<!date[^>]*>|\]\(<?https?://[^)]*\)|\bslack:\w+|\bdiscord:\d+|<#\d+>|/tocsin|\bana\b|\beditor\b")
WATCH_ID = re.compile(r"\b[0-9a-f]{6}\b")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A filled store's file, to copy."""
    folder = tmp_path_factory.mktemp("ledger")
    filled(folder, LEDGER).close()
    return folder / "filled.db"


@pytest.fixture
def opened(ledger, tmp_path):
    """Opens fresh copies of it."""
    held = []

    def fresh(name):
        held.append(open_store(f"sqlite:///{shutil.copy(ledger, tmp_path / name)}"))
        return held[-1]

    yield fresh
    for store in held:
        store.close()


async def on_discord(desk, act):
    async with simcord.run(Client(None, Hearing(desk)), shard_count=1) as env:
        stage = Stage(env, desk, ())
        found = await act(OnDiscord(stage, desk))
        refused = [f"{one.method} {one.path}: {why}" for one in env.http_requests if (why := refused_of(one))]
        assert not refused, refused
        return found


async def on_slack(desk, act):
    async with scene("socket", desk=desk) as there:
        return await act(OnSlack(there, desk))


def words(answer):
    """The words of an answer, as a reader counts them: without marks, addresses, and the ids of channels and watches."""
    plain = WATCH_ID.sub("ID", MARKUP.sub(" ", html.unescape(answer)).replace("\\", ""))
    return Counter(re.findall(r"[^\W_]+", plain.casefold()))


def effects(store, twin):
    """What was changed, with place and person as "here" and "me"."""
    names = {twin.place: "here", twin.person: "me"}

    def here(known):
        return names.get(known, known)

    return {
        "watches": [
            (w.name, w.query, w.when, w.quiet, w.caps, w.on, [*map(here, w.destinations)], here(w.by), here(w.place))
            for w in store.watches.all()
        ],
        "mutes": sorted((here(m.destination), str(m.kind), m.what, m.until, here(m.by)) for m in store.watches.mutes(NOW)),
        "marks": sorted((f.event, f.revision, f.mark.value, here(f.person), here(f.place), f.of) for f in store.feedback.all()),
        "places": sorted((here(p.id), p.private, p.paused) for p in store.places.all()),
    }


async def lived(run, desk, story):
    """What was read at each step, and what was changed."""

    async def act(twin):
        return await twin.live(story), effects(desk.store, twin)

    return await run(desk, act)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_has_the_same_effect_and_the_same_words_in_both_chats(opened, story):
    async def main():
        return [await lived(run, At(opened(f"{run.__name__}.db")), story) for run in (on_discord, on_slack)]

    (told_there, done_there), (told_here, done_here) = asyncio.run(main())
    assert done_here == done_there
    assert [*map(words, told_here)] == [*map(words, told_there)]


def test_who_may_change_nothing_changes_nothing_in_either_chat_and_is_told_so(opened):
    story = [Ask("watch add", {"query": QUERY, "name": "Launches"}, rights=False)]

    async def main():
        return [await lived(run, At(opened(f"{run.__name__}.db")), story) for run in (on_discord, on_slack)]

    for [told], done in asyncio.run(main()):  # each chat says in its own words who may
        assert told.startswith("⚠")
        assert done["watches"] == done["places"] == []


CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
SHOW = Ask("claims show", {"event": "EVENT"})
EVIDENCE, VERIFY = Ask("evidence", {"event": "EVENT"}), Ask("verify", {"event": "EVENT"})
GRADE = Ask("grade give", {"event": "EVENT", "sources": "B", "information": "2", "reason": "two crews saw it"})
DESK_MUTE = {"what": "event", "for": "6h", "scope": "desk"}


async def linked(desk, one=on_discord, other=on_slack):
    """The two chats as one desk: one gives the code, the other uses it."""
    [given], _ = await lived(one, desk, [Ask("link")])
    [joined], _ = await lived(other, desk, [Ask("link", {"code": (code := CODE.search(given)[0])})])
    assert "Linked with" in joined
    return code


def test_chats_that_are_not_linked_see_nothing_of_one_another(opened):
    desk = At(opened("apart.db"))

    async def main():
        await lived(on_discord, desk, [Under("Wrong", {"mark": "date"}), Under("Mute", DESK_MUTE), GRADE])
        told, _ = await lived(on_slack, desk, [Ask("mute list"), SHOW, EVIDENCE, VERIFY, Under("Wrong", {"mark": "date"}), Ask("desk")])
        assert not any("editor" in one or "Muted:" in one or "Analyst" in one for one in told)
        assert "nothing is muted" in told[0]
        assert "You are the first to mark this event." in told[4]

    asyncio.run(main())


@pytest.mark.parametrize(("one", "other", "name"), [(on_discord, on_slack, "editor"), (on_slack, on_discord, "ana")], ids=["there", "here"])
def test_in_linked_chats_a_mute_a_mark_and_a_grade_made_in_one_show_in_the_other(opened, one, other, name):
    desk = At(opened("both.db"))
    chat = "Discord" if one is on_discord else "Slack"

    async def main():
        await linked(desk, one, other)
        await lived(one, desk, [Under("Wrong", {"mark": "date"}), Under("Mute", DESK_MUTE), GRADE])
        asks = [Ask("mute list"), SHOW, EVIDENCE, VERIFY, Under("Wrong", {"mark": "date"}), Ask("desk")]
        (muted, card, evidence, verify, wrong, acts), _ = await lived(other, desk, asks)
        assert "on the whole desk until" in muted
        assert f"by {name} on {chat}" in muted
        for told in (card, evidence, verify):
            assert "Marked wrong by 1 person" in told
            assert f"B2 by {name} on {chat}" in told
            assert "two crews saw it" in told
            assert "this event on the whole desk until" in told
        assert "2 people have marked this event." in wrong
        assert f"{name} on {chat} graded: B2 ALLEGED" in acts
        (ended, after), _ = await lived(other, desk, [Ask("mute", {"what": "event", "event": "EVENT", "for": "0", "scope": "desk"}), SHOW])
        assert "Heard again on the whole desk" in ended
        assert "this event on the whole desk" not in after

    asyncio.run(main())


def test_a_mute_in_one_channel_is_told_in_the_other_chat_without_the_channels_name_and_not_where_it_is_private(opened):
    desk = At(opened("channel.db"))

    async def main():
        await linked(desk)
        await lived(on_discord, desk, [Under("Mute", {"what": "event", "for": "6h"})])
        [told], _ = await lived(on_slack, desk, [Ask("mute list")])
        assert "in a channel on Discord until" in told
        assert "discord:" not in told
        [mute] = desk.store.watches.mutes(NOW)
        desk.store.watches.mute(replace(mute, private=True))
        [told], _ = await lived(on_slack, desk, [Ask("mute list")])
        assert "nothing is muted" in told

    asyncio.run(main())


def test_a_grade_is_changed_withdrawn_and_remembered(opened):
    desk = At(opened("grade.db"))
    changed = Ask("grade give", {"event": "EVENT", "sources": "C", "information": "3"})
    lists = Ask("grade list", {"event": "EVENT"})

    async def main():
        await linked(desk)
        await lived(on_slack, desk, [GRADE, changed])
        [told], _ = await lived(on_discord, desk, [lists])
        assert "grade: C3 by ana on Slack" in told
        assert "ana on Slack gave B2: two crews saw it" in told
        await lived(on_slack, desk, [Ask("grade withdraw", {"event": "EVENT"})])
        (card, told), _ = await lived(on_discord, desk, [SHOW, lists])
        assert "Analyst" not in card
        assert "ana on Slack withdrew it" in told

    asyncio.run(main())


def test_a_code_is_good_once_for_ten_minutes_and_guessing_is_stopped(opened):
    desk = At(opened("codes.db"))

    async def main():
        code = await linked(desk)
        await lived(on_slack, desk, [Ask("unlink")])
        [again], _ = await lived(on_slack, desk, [Ask("link", {"code": code})])
        assert "this code is not good" in again
        [given], _ = await lived(on_discord, desk, [Ask("link")])
        kept, late, someone = desk.store.desks, CODE.search(given)[0], Someone("slack:T1", "slack:T1/U9")
        assert kept.join(someone, late, NOW + timedelta(minutes=10)) == (Tied.WRONG, None)
        for _ in range(3):
            assert kept.join(someone, "AAAA-AAAA-AAAA", NOW)[0] is Tied.WRONG
        [told], _ = await lived(on_slack, desk, [Ask("link", {"code": late})])
        assert "too many wrong codes" in told
        assert kept.ties() == []

    asyncio.run(main())


def test_after_unlinking_neither_sees_the_other(opened):
    desk = At(opened("parted.db"))

    async def main():
        await linked(desk)
        await lived(on_discord, desk, [Under("Mute", DESK_MUTE), GRADE])
        [parted], _ = await lived(on_slack, desk, [Ask("unlink")])
        assert "Not linked any more" in parted
        told, _ = await lived(on_slack, desk, [Ask("mute list"), SHOW])
        assert "nothing is muted" in told[0]
        assert "Analyst" not in told[1]

    asyncio.run(main())


def test_the_code_itself_is_kept_nowhere(opened, tmp_path):
    desk = At(opened("hash.db"))
    [given], _ = asyncio.run(lived(on_discord, desk, [Ask("link")]))
    code = CODE.search(given)[0]
    files = b"".join(path.read_bytes() for path in tmp_path.glob("hash.db*"))
    assert code.encode() not in files
    assert code.replace("-", "").encode() not in files
