"""The desk itself: what is refused, what is not there, what goes wrong, who sees what."""

import asyncio
import shutil
from datetime import timedelta

import pytest
from fakes.archive import NOW, places
from fakes.desk import desk_on

from bot.errors import BadInput, Later
from bot.model import AlertKind, Watch
from bot.store import open_store
from handlers.commands import Asked, Command, Kind
from handlers.commands.desk import Desk
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Reply

HERE = {"person": "discord:7", "place": "discord:1", "home": "discord:G1"}


@pytest.fixture
def lite(tmp_path, archived):
    store = open_store(f"sqlite:///{shutil.copy(archived, tmp_path)}")
    places(store)
    yield store
    store.close()


def answered(store, noun, verb="", options=None, **more):
    return asyncio.run(desk_on(store).answer(Asked(noun, verb, options or {}, **(HERE | more)), NOW))


def completed(store, kind, typed, **more):
    return asyncio.run(desk_on(store).completions(kind, typed, Asked("claims", **(HERE | more))))


class Odd:
    """A part that does what a test tells it to."""

    def __init__(self, act):
        self.act = act

    async def answer(self, asked, now):
        return await self.act()


def with_part(store, act, *commands, **more):
    whole = desk_on(store)
    return Desk(commands, (Odd(act),), whole._completer, whole._welcome, **more)


def test_every_command_answers_and_none_is_there_twice(lite):
    desk = desk_on(lite)
    names = [(one.noun, one.verb) for one in desk.commands]
    assert len(set(names)) == len(names)
    for one in desk.commands:
        reply = asyncio.run(desk.answer(Asked(one.noun, one.verb, {}, may_write=False, **HERE), NOW))
        assert isinstance(reply, Reply), one
        assert reply.title, one
        assert "went wrong" not in reply.title, one


def test_helps_and_options_keep_the_limits_of_both_chats(lite):
    for one in desk_on(lite).commands:
        assert 1 <= len(one.help) <= 100, one
        assert one.noun == one.noun.lower()
        assert all(1 <= len(option.help) <= 100 and option.name.islower() for option in one.options), one
        required = [option.required for option in one.options]
        assert required == sorted(required, reverse=True), f"{one.noun} {one.verb}: required options come first"


def test_help_names_every_command_and_tells_the_options_of_one(lite):
    first, second = answered(lite, "help"), answered(lite, "help", options={"skip": "20"})
    assert [one.label for one in first.buttons] == ["More", "How to say what you want"]
    told = [line.text for reply in (first, second) for line in reply.lines]
    for one in desk_on(lite).commands:
        assert any(line.startswith(f"/{one.noun} {one.verb}".rstrip() + ":") for line in told), one
    options = answered(lite, "help", options={"about": "claims search"})
    assert [line.text.split()[0] for line in options.lines[1:]] == ["query:", "order", "since", "until", "days"]
    assert not answered(lite, "help", options={"about": "clams serch"}).ok
    assert "saying" in " ".join(line.text for line in answered(lite, "help", options={"about": "language"}).lines)


@pytest.mark.parametrize(
    ("noun", "verb", "told"),
    [
        ("clams", "show", "there is no command `clams show`; did you mean `claims show`? /help lists them"),
        ("xyzzy", "", "there is no command `xyzzy`: /help lists them"),
    ],
)
def test_an_unknown_command_is_told_with_the_nearest_one(lite, noun, verb, told):
    assert answered(lite, noun, verb).title == told


def test_who_may_not_write_is_told_who_may_and_nothing_is_done(lite):
    done = []

    async def act():
        done.append(1)
        return Reply("done")

    desk = with_part(lite, act, Command("watch", "add", "Adds", writes=True))
    refused = asyncio.run(desk.answer(Asked("watch", "add", **HERE), NOW))
    assert not refused.ok
    assert refused.title == "/watch add changes things for everybody here: ask someone who may manage this place"
    assert not done
    assert asyncio.run(desk.answer(Asked("watch", "add", may_write=True, **HERE), NOW)).title == "done"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (BadInput("days: `x` must be a number"), "days: `x` must be a number"),
        (Later("the database does not answer: password=hunter2"), "that cannot be had just now: try again in a minute"),
        (RuntimeError("secret"), "something went wrong on our side: it was written down; try again, or ask whoever runs this bot"),
    ],
)
def test_no_fault_reaches_a_person_but_as_one_line_without_secrets(lite, fault, told):
    async def act():
        raise fault

    reply = asyncio.run(with_part(lite, act).answer(Asked("odd", **HERE), NOW))
    assert (reply.ok, reply.title) == (False, told)


def test_an_answer_that_does_not_come_is_given_up(lite):
    async def act():
        await asyncio.sleep(30)

    assert "took too long" in asyncio.run(with_part(lite, act, patience=0.02).answer(Asked("odd", **HERE), NOW)).title


def test_a_closed_store_is_told_as_such_and_completes_nothing(tmp_path):
    lost = open_store(f"sqlite:///{tmp_path}/none.db")  # never migrated: it has no tables
    reply = answered(lost, "claims", "latest")
    assert not reply.ok
    assert "try again" in reply.title
    assert "DATABASE_URL" not in reply.title
    assert completed(lost, Kind.EVENT, "") == ()


@pytest.mark.parametrize(
    ("kind", "typed", "first"),
    [
        (Kind.ACTOR, "north k", ("North Korea", "KP")),
        (Kind.ACTOR, "hezb", ("Hezbollah", "hezbollah")),
        (Kind.ACTOR, "dprk", ("North Korea", "KP")),
        (Kind.WEAPON, "shahed-1", ("Shahed-129", "shahed_129")),
        (Kind.WEAPON, "ballistic", ("ballistic missile", "ballistic_missile")),
        (Kind.TYPE, "miss", ("missile launch", "missile_launch")),
        (Kind.SOURCE, "harb", ("Harbour Wire", "Harbour Wire")),
        (Kind.EVENT, "refinery", ("REPORTED · Russia → Ukraine · attack: 31 drones · 28 Feb 2026", "e-strike")),
        (Kind.QUERY, "strike on UA w", ("strike on UA with", "strike on UA with")),
    ],
)
def test_what_is_being_typed_is_completed(lite, kind, typed, first):
    found = completed(lite, kind, typed)
    assert (found[0].label, found[0].value) == first


def test_a_query_is_completed_with_states_by_their_usual_names_first(lite):
    assert "North Korea" in [one.label.removeprefix("launch by ") for one in completed(lite, Kind.QUERY, "launch by Nor")[:2]]
    labels = [one.label for one in completed(lite, Kind.QUERY, "strike on U")]
    assert "strike on Ukraine" in labels
    assert "strike on ua" not in labels


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("typed", ["", "a", "ж", "no such thing at all", "%_\\'\""])
def test_completions_keep_the_limits_of_both_chats(lite, kind, typed):
    found = completed(lite, kind, typed)
    assert len(found) <= 25
    assert all(0 < len(one.label) <= 100 and 0 < len(one.value) <= 100 for one in found)
    assert len({one.value for one in found}) == len(found)


@pytest.mark.parametrize(
    ("place", "home", "seen"),
    [
        ("discord:1", "discord:G1", {"open"}),
        ("discord:2", "discord:G1", {"open", "secret"}),
        ("discord:9", "discord:G9", {"others"}),
        ("", "", set()),
        ("discord:77", "", set()),
    ],
)
def test_watches_of_other_places_are_never_completed(lite, place, home, seen):
    for key, where in (("open", "discord:1"), ("secret", "discord:2"), ("others", "discord:9")):
        lite.watches.keep(Watch(key, key, "strike", (where,), made=NOW, changed=NOW))
    assert {one.value for one in completed(lite, Kind.WATCH, "", place=place, home=home)} == seen
    assert len(completed(lite, Kind.WATCH, "", person=OPERATOR, place="", home="")) == 3


@pytest.mark.parametrize(
    ("place", "home", "hidden"),
    [
        ("discord:1", "discord:G1", {"discord:2", "discord:9"}),
        ("discord:9", "discord:G9", {"discord:1", "discord:2"}),
        ("", "", {"discord:"}),
    ],
)
def test_why_tells_nothing_of_places_that_are_not_to_be_seen_from_here(lite, place, home, hidden):
    told = "\n".join(line.text for line in answered(lite, "why", options={"about": "e-strike"}, place=place, home=home).lines)
    assert "event e-strike" in told
    assert not any(name in told for name in hidden)
    everything = "\n".join(line.text for line in answered(lite, "why", options={"about": "e-strike"}, person=OPERATOR).lines)
    assert all(f"discord:{n}" in everything for n in (1, 2, 9))


def test_a_new_home_is_welcomed_and_its_buttons_lead_on(lite):
    desk = desk_on(lite)
    welcome = asyncio.run(desk.joined("discord:1", "discord:G1", "Harbour watchers"))
    assert welcome.title == "Tocsin is here, Harbour watchers"
    assert [one.label for one in welcome.buttons] == ["Pick channel", "Choose preset", "Send a test alert"]
    assert not welcome.private
    presets = asyncio.run(desk.answer(welcome.buttons[1].asks, NOW))
    assert [one.asks.verb for one in presets.buttons] == ["add"] * len(presets.buttons)
    assert "Korean peninsula" in [one.label for one in presets.buttons]
    sample = asyncio.run(desk.answer(welcome.buttons[2].asks, NOW))
    assert sample.alert.kind is AlertKind.NEW
    assert "none of this happened" in sample.alert.note


def test_why_and_the_list_of_watches_say_the_same_of_a_channel_that_nobody_picked(lite):
    event = lite.latest_events(1)[0].id
    told = [line.text for line in answered(lite, "why", options={"about": event}, place="discord:99").lines]
    assert told[-2:] == ["  discord:99", "    no watches: it gets nothing yet"]
    listed = answered(lite, "watch", "list", place="discord:99")
    assert any("no watches: this channel gets nothing yet" in line.text for line in listed.lines)


def test_what_a_mute_may_be_of_and_what_help_knows_complete(lite):
    assert completed(lite, Kind.MUTED, "north ko")[0].value == "actor:KP"
    assert [one.value for one in completed(lite, Kind.MUTED, "every")] == ["all"]
    assert [one.value for one in completed(lite, Kind.COMMAND, "mute")][:2] == ["mute", "mute list"]
    assert [one.value for one in completed(lite, Kind.COMMAND, "lang")] == ["language"]


def test_help_knows_a_command_by_more_words_than_it_has(lite):
    told = answered(lite, "help", options={"about": "watch add query"})
    assert told.lines[0].text.startswith("/watch add:")
    assert "did you mean `mute list`" in answered(lite, "help", options={"about": "mute lst"}).title


def test_a_home_that_is_left_is_remembered_and_one_that_comes_back_goes_on(lite):
    desk = desk_on(lite)
    asyncio.run(desk.left("discord:G1", NOW))
    assert {one.id for one in lite.places.all()} & {"discord:1", "discord:2"} == set()
    asyncio.run(desk.joined("discord:1", "discord:G1", "again"))
    assert {"discord:1", "discord:2"} <= {one.id for one in lite.places.all()}
    asyncio.run(desk.left("discord:G1", NOW))
    lite.places.tidy(NOW + timedelta(days=31))
    asyncio.run(desk.joined("discord:1", "discord:G1", "too late"))
    assert {one.id for one in lite.places.all()} & {"discord:1", "discord:2"} == set()


def test_a_paused_channel_hears_so_in_its_status(lite):
    lite.pause_destination("discord:1", "no permission to post")
    told = [line.text for line in answered(lite, "status").lines]
    assert told[0] == "Nothing is posted here: whoever runs this bot paused it (no permission to post)."
    assert "paused" not in " ".join(line.text for line in answered(lite, "status", place="discord:9").lines)
