"""Mutes as people ask for them: what is meant, how long it holds, and what an end of one comes to."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from fakes.ledger import NOW
from fakes.watch_chat import HERE, HOME, NAMES, PRESETS, Chat, file, told

from bot.errors import BadInput
from bot.model import Mute, MuteKind
from bot.watch.board import Board
from handlers.commands.linking import Linking
from handlers.commands.muted import mute_said
from handlers.commands.said import mute_words
from handlers.commands.watching import Watching
from handlers.commands.words import Asked


@pytest.fixture
def desk(store):
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def test_a_body_that_no_list_has_is_muted_under_its_event_and_named_as_its_stories_do(desk):
    chat, base = Chat(desk), told("e1")
    chat.watch("add", query="everything", name="All")
    heard = replace(base, claim=replace(base.claim, actor=("fnla",), quotes=("The FNLA shelled Huambo.",)))
    file(desk, heard)
    with pytest.raises(BadInput, match="no known state, group or company"):
        chat.ask("mute", what="actor:fnla")
    reply = chat.ask("mute", event="e1", what="actor:fnla")
    assert reply.title == "Muted here until 2 Mar 2026 12:00 UTC: what FNLA does"
    assert file(desk, replace(heard, id="e2")) == 0
    assert [line.text for line in chat.ask("mute", "list").lines] == ["what FNLA does until 2 Mar 2026 12:00 UTC"]
    assert mute_words(Mute(HERE, MuteKind.ACTOR, "fnla", NOW), Asked("claims", place=HERE), heard.sentences).startswith(
        "Muted: what FNLA does"
    )
    [unmute] = reply.buttons
    assert chat.ask("mute", **unmute.asks.options).title == "Heard again here: what FNLA does"


def test_a_card_says_which_side_is_muted():
    mutes = [Mute(HERE, kind, what, NOW, "p") for kind, what in ((MuteKind.ACTOR, "RU"), (MuteKind.TARGET, "UA"), (MuteKind.ALL, ""))]
    said = [mute_words(one, Asked("claims", place=HERE)).partition(" here until")[0] for one in mutes]
    assert said == ["Muted: what Russia does", "Muted: what is done to Ukraine", "Muted: everything"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"event": "e1"}, "REPORTED · e1 (event e1)"),
        ({"event": "e1", "what": "event"}, "event e1"),
        ({"what": "actor:RU"}, "what Russia does"),
        ({"what": "source:Yonhap"}, "what Yonhap tells"),
        ({"what": "watch:Strikes"}, "watch Strikes ("),
        ({"what": "all", "event": "e1"}, "everything"),
        ({"event": "actor:RU"}, "what Russia does"),
        ({"what": "target:UA"}, "what is done to Ukraine"),
        ({"what": "on UA"}, "what is done to Ukraine"),
        ({"what": "to: UA"}, "what is done to Ukraine"),
        ({"what": "by RU"}, "what Russia does"),
        ({"what": "e1"}, "(event e1)"),
        ({"what": "RU"}, "what Russia does"),
        ({"what": "Russia"}, "what Russia does"),
        ({"what": "everything"}, "everything"),
        ({"what": "yonhap"}, "what Yonhap tells"),
        ({"what": "Strikes"}, "watch Strikes ("),
    ],
)
def test_a_mute_holds_here_for_its_time_and_its_button_ends_it(desk, options, said):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Strikes")
    base = told("e1")
    base = replace(base, reports=tuple(replace(report, outlet="Yonhap") for report in base.reports))
    file(desk, base)
    reply = chat.ask("mute", **options, **{"for": "6h"})
    assert reply.title.startswith("Muted here until 1 Mar 2026 18:00 UTC")
    assert said in reply.title
    assert file(desk, replace(base, id="e2")) == (1 if "event e1" in said else 0)
    assert any(said in line.text and "until 1 Mar 2026 18:00 UTC" in line.text for line in chat.ask("mute", "list").lines)
    [unmute] = reply.buttons
    assert unmute.label == "Unmute"
    assert chat.ask("mute", **unmute.asks.options).title.startswith("Heard again here")
    assert [line.text for line in chat.ask("mute", "list").lines] == ["nothing is muted"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "which event"),
        ({"event": "nowhere"}, "`nowhere` is no event, party, outlet or watch here"),
        ({"what": "actor:Rusia"}, "did you mean `russia`"),
        ({"what": "banana"}, "`banana` is no event, party, outlet or watch here: ids stand under each alert; say what: KP, Yonhap"),
        ({"what": "North Koria"}, "`North Koria` is no event, party, outlet or watch here; did you mean `north korea`?"),
        ({"what": "source:Nobody Gazette"}, "`Nobody Gazette` is no outlet that is known: /sources lists them"),
        ({"what": "all", "for": "9999w"}, "a mute lasts 90 days at the most; /watch pause"),
        ({"what": "all", "for": "91d"}, "90 days at the most"),
        ({"what": "strikes"}, "`strikes` is a kind of event, which cannot be muted: /watch edit leaves it out"),
        ({"what": "colour:red"}, "write event, actor:KP"),
        ({"event": "actor:Atlantis"}, "`Atlantis` is no known state, group or company$"),
        ({"what": "watch:none"}, "no watch `none` here"),
        ({"what": "all", "for": "for ever"}, "write how long as"),
    ],
)
def test_a_mute_that_cannot_be_is_one_line(desk, options, said):
    with pytest.raises(BadInput, match=said):
        Chat(desk).ask("mute", **options)


@pytest.fixture
def manager(desk):
    """Asks `mute` as somebody who manages the whole workspace."""
    part = Watching(desk, NAMES, PRESETS)
    who = {"person": "slack:T1/U1", "place": HERE, "home": HOME, "may_write": True, "may_all": True, "name": "Ann"}

    def ask(**options):
        return asyncio.run(part.answer(Asked("mute", options.pop("verb", ""), options, **who), NOW))

    return ask


def test_an_unmute_says_what_still_keeps_it_silent_and_offers_to_end_that(manager):
    manager(what="RU", scope="desk", **{"for": "1w"})
    manager(what="RU", **{"for": "1h"})
    ended = manager(what="RU", **{"for": "0"})
    assert ended.title == "Still muted on the whole desk until 8 Mar 2026 12:00 UTC, by Ann: what Russia does"
    [wide] = ended.buttons
    assert wide.label == "Unmute on the whole desk"
    assert manager(**wide.asks.options).title == "Heard again on the whole desk: what Russia does"
    assert [line.text for line in manager(verb="list").lines] == ["nothing is muted"]


def test_an_unmute_of_the_desk_tells_of_a_mute_here_and_of_everything(manager):
    manager(what="all", **{"for": "1h"})
    manager(what="RU", scope="desk")
    ended = manager(what="RU", scope="desk", **{"for": "0"})
    assert ended.title == "Still muted here, as everything is until 1 Mar 2026 13:00 UTC, by Ann: what Russia does"
    assert [one.label for one in ended.buttons] == ["Unmute here"]
    assert manager(**ended.buttons[0].asks.options).title == "Heard again here: everything"


def test_an_outlet_that_was_muted_before_its_name_was_known_can_be_heard_again(desk, manager):
    desk.watches.mute(Mute(HERE, MuteKind.SOURCE, "Nobody Gazette", NOW + timedelta(days=1), home=HOME))
    assert manager(what="Nobody Gazette", **{"for": "0"}).title == "Heard again here: what Nobody Gazette tells"


@pytest.mark.parametrize("scope", ["here", "desk"])
def test_an_end_of_what_was_never_muted_says_so_and_leaves_no_trace(desk, manager, scope):
    ended = manager(what="IL", scope=scope, **{"for": "0"})
    assert ended.title == f"Not muted {'here' if scope == 'here' else 'on the whole desk'}: what Israel does"
    assert [line.text for line in ended.lines] == ["There was no such mute to end; /mute list shows those there are."]
    assert desk.desks.acts(None, 5) == []
    manager(what="all")
    still = manager(what="IL", scope=scope, **{"for": "0"})
    assert still.title.startswith("Still muted here, as everything is")
    assert not still.lines, "no mute of Israel has ended"


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("actor:RU", "what Russia does"),
        ("target:islamic_state", "what is done to Islamic State"),
        ("source:Yonhap", "what Yonhap tells"),
        ("all", "everything"),
        ("a note of an older version", "a note of an older version"),
    ],
)
def test_what_was_muted_on_the_desk_is_told_by_its_name(noted, said):
    assert mute_said(noted) == said


def test_the_desk_tells_who_muted_whom_by_name(desk, manager):
    manager(what="RU", scope="desk")
    asked = Asked("desk", person="slack:T1/U1", home=HOME, name="Ann")
    told = asyncio.run(Linking(desk).answer(asked, NOW))
    assert any(line.text.endswith("Ann muted on the whole desk: what Russia does") for line in told.lines)


def test_the_desk_spells_a_body_that_no_list_has_as_its_stories_do(desk, manager):
    Chat(desk).watch("add", query="everything", name="All")
    base = told("e1")
    file(desk, replace(base, claim=replace(base.claim, actor=("fnla",), quotes=("The FNLA shelled Huambo.",))))
    manager(event="e1", what="actor:fnla", scope="desk")
    said = asyncio.run(Linking(desk).answer(Asked("desk", person="slack:T1/U1", home=HOME, name="Ann"), NOW))
    assert any(line.text.endswith("Ann muted on the whole desk: what FNLA does") for line in said.lines)


def test_a_mute_under_an_alert_that_does_not_reach_its_event_says_so(desk):
    chat = Chat(desk)
    chat.watch("add", query="everything")
    file(desk, told("e1"))
    other = [line.text for line in chat.ask("mute", event="e1", what="actor:UA").lines]
    assert other[-1] == "This event goes on: muted is what Ukraine alone does. `mute what: event` mutes this one."
    assert file(desk, told("e2")) == 1
    doer = [line.text for line in chat.ask("mute", event="e1", what="actor:RU").lines]
    assert len(doer) == 1
    assert file(desk, told("e3")) == 0
    hit = [line.text for line in chat.ask("mute", event="e1", what="on RU").lines]
    assert hit[-1] == "This event goes on: muted is what is done to Russia alone. `mute what: event` mutes this one."
    assert len(chat.ask("mute", event="e1", what="on UA").lines) == 1


def test_a_name_that_may_be_two_things_is_asked_about(desk):
    chat = Chat(desk)
    chat.watch("add", query="strike on UA", name="Russia")
    with pytest.raises(BadInput, match="may be several things: write `actor:Russia` or `watch:Russia`"):
        chat.ask("mute", what="Russia")
