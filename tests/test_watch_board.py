from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from fakes.ledger import alert
from fakes.watching import GROUPS, NOW, event, line, query, vocabulary

from bot.model import ClaimType, Mute, MuteKind, Reversal, Severity, Show, Watch, Way
from bot.watch import parse, printed
from bot.watch.board import Board, Ground
from bot.watch.facts import facts_of
from bot.watch.match import test_of
from bot.watch.packed import packed, unpacked
from bot.watch.rehearse import EPOCH, busiest, near_of, rehearsed
from bot.watch.release import releases

NAMES = vocabulary()
HERE, THERE = "slack:here", "slack:there"


def watch(asked="strike on UA", key="w1", to=(HERE,), **fields):
    return Watch(key, key, printed(parse(asked, NAMES)), to, **fields)


def strike(key="e1"):
    told = event(Random(1), key)
    claim = replace(told.claim, type=ClaimType.STRIKE, actor=("RU",), target=("UA",), background=False)
    return replace(told, type=ClaimType.STRIKE, claim=claim, flags=())


def ground(places=(HERE, THERE), posted=(), ways=None, mutes=(), posts=(), unnamed=()):
    return Ground(
        places, frozenset(posted), ways or {}, mutes, lambda _watch, _place, since: [at for at in posts if at > since], frozenset(unnamed)
    )


def routed(watches, told=None, show=Show.POST, at=NOW, severity="low", **known):
    board = Board(watches, NAMES)
    message = alert((told or strike()).id, show, severity=severity)
    return {route.destination: route for route in board.routes(message, told or strike(), ground(**known), at)}


def test_a_destination_without_a_watch_gets_everything_and_one_with_a_watch_what_it_asked_for():
    found = routed([watch("missile_launch by KP")])
    assert set(found) == {THERE}
    assert found[THERE].way is Way.POST
    assert found[THERE].watch == ""
    found = routed([watch("strike on UA not background")])
    assert found[HERE].words == ("strike", "on UA", "not background")
    assert found[HERE].watch == "w1"


def test_no_event_reaches_a_place_whose_watches_it_does_not_match_and_all_it_matches_do():
    chance, ways = Random(4), Counter()
    for _ in range(120):
        watches = [watch("strike", f"w{n}", (f"slack:{n % 5}",)) for n in range(12)]
        watches = [replace(one, query=printed(query(chance))) for one in watches]
        told, severity = event(chance), chance.choice(list(Severity))
        places = tuple(f"slack:{n}" for n in range(5))
        message = alert(told.id, severity=severity.value)
        routes = Board(watches, NAMES).routes(message, told, ground(places), NOW)
        facts = facts_of(told, severity, line)
        due = {place for one in watches if test_of(parse(one.query, NAMES), GROUPS)(facts) for place in one.destinations}
        assert {route.destination for route in routes} == due
        ways.update(route.way for route in routes)
    assert ways[Way.POST] > 30


def test_once_posted_its_updates_follow_whatever_the_watch_says_now():
    found = routed([watch("missile_launch by KP")], show=Show.REPLY, posted=(HERE,))
    assert found[HERE].way is Way.FOLLOW
    assert found[HERE].show is Show.REPLY
    assert THERE not in found


def test_an_update_that_first_makes_a_watch_match_is_posted_there():
    found = routed([watch("strike parties >= 2")], replace(strike(), parties=2), show=Show.EDIT)
    assert found[HERE].show is Show.POST
    assert THERE not in found


def test_what_was_told_in_a_digest_is_not_posted_for_an_edit():
    before = {HERE: frozenset({Way.DIGEST})}
    assert HERE not in routed([watch()], show=Show.EDIT, ways=before)
    assert routed([watch()], show=Show.BROADCAST, ways=before)[HERE].way is Way.POST


def test_quiet_hours_hold_a_post_and_turn_a_reply_into_a_silent_edit():
    quiet = [watch(quiet="11:00-14:00 UTC")]
    held = routed(quiet)[HERE]
    assert held.way is Way.HELD
    assert held.until == NOW.replace(hour=14)
    assert held.words[-1] == "quiet hours 11:00-14:00 UTC"
    later = routed(quiet, show=Show.REPLY, posted=(HERE,))[HERE]
    assert (later.way, later.show) == (Way.HELD, Show.EDIT)
    assert routed(quiet, at=NOW.replace(hour=15))[HERE].way is Way.POST


def test_a_cap_lets_so_many_through_and_says_when_there_is_room_again():
    posts = tuple(NOW - timedelta(minutes=minutes) for minutes in (70, 50, 20))
    assert routed([watch(caps=("3 an hour",))], posts=posts)[HERE].way is Way.POST
    over = routed([watch(caps=("2 an hour",))], posts=posts)[HERE]
    assert over.way is Way.OVER
    assert over.until == NOW + timedelta(minutes=10)
    kept = routed([watch(caps=("2 per 60 min",))], posts=posts)[HERE]
    assert over.words[-1] == kept.words[-1] == "over the cap of 2 an hour", "as caps were kept before"


@pytest.mark.parametrize(
    ("kind", "what"),
    [(MuteKind.EVENT, "e1"), (MuteKind.ACTOR, "RU"), (MuteKind.TARGET, "UA"), (MuteKind.SOURCE, "yonhap"), (MuteKind.WATCH, "w1")],
)
def test_what_is_muted_is_evaluated_and_kept_but_not_sent_until_the_mute_ends(kind, what):
    told = strike()
    told = replace(told, reports=tuple(replace(report, outlet="Yonhap") for report in told.reports))
    mute = Mute(HERE, kind, what, NOW + timedelta(hours=1))
    assert routed([watch()], told, mutes=(mute,))[HERE].way is Way.MUTED
    assert routed([watch()], told, mutes=(mute,))[THERE].way is Way.POST
    assert routed([watch()], told, mutes=(mute,), at=NOW + timedelta(hours=2))[HERE].way is Way.POST
    assert routed([watch()], told, mutes=(mute,), show=Show.REPLY, posted=(HERE,))[HERE].way is Way.MUTED


def test_a_muted_actor_does_not_silence_what_another_did_too():
    told = strike()
    both = replace(told, claim=replace(told.claim, actor=("RU", "BY")))
    assert routed([watch()], both, mutes=(Mute(HERE, MuteKind.ACTOR, "RU", NOW + timedelta(hours=1)),))[HERE].way is Way.POST


def test_a_muted_target_does_not_silence_what_was_done_to_another_too_or_by_it():
    told, mute = strike(), Mute(HERE, MuteKind.TARGET, "UA", NOW + timedelta(hours=1))
    both = replace(told, claim=replace(told.claim, target=("UA", "PL")))
    assert routed([watch()], both, mutes=(mute,))[HERE].way is Way.POST
    back = replace(told, claim=replace(told.claim, actor=("UA",), target=("UA", "RU")))
    assert routed([watch()], back, mutes=(mute,))[HERE].way is Way.POST


def test_of_two_watches_the_one_that_tells_soonest_decides():
    found = routed([watch(key="w1", when="daily 08:00 UTC"), watch(key="w2", quiet="11:00-14:00 UTC"), watch(key="w3")])
    assert (found[HERE].watch, found[HERE].way) == ("w3", Way.POST)
    found = routed([watch(key="w1", when="daily 08:00 UTC"), watch(key="w2", on=False)])
    assert (found[HERE].watch, found[HERE].way) == ("w1", Way.DIGEST)


def test_only_a_severe_event_calls_and_only_whom_the_watch_names():
    assert routed([watch(ping="role:7")], severity="high")[HERE].ping == ""
    assert routed([watch(ping="role:7")], severity="severe")[HERE].ping == "role:7"
    assert routed([watch()], severity="severe")[HERE].ping == ""


def test_a_watch_whose_list_is_gone_matches_nothing_and_says_so():
    broken = replace(watch(), query="strike on @gone")
    board = Board([broken, watch(key="w2", to=(THERE,))], NAMES)
    assert "no known list" in board.faults["w1"]
    routes = board.routes(alert(), strike(), ground(), NOW)
    assert {route.destination for route in routes} == {THERE}
    assert dict(board.missing(board.facts(strike(), ""), HERE)) == {broken: (board.faults["w1"],)}


def kept(way, key="e1", at=NOW, until=None, place=HERE, by="w1"):
    return replace(routed([watch()])[HERE], event=key, way=way, at=at, until=until, destination=place, watch=by)


DAILY = watch(when="daily 08:00 Asia/Seoul")
EIGHT = NOW.replace(hour=23)  # 08:00 in Seoul


def test_a_digest_holds_what_came_before_its_time_and_leaves_the_rest_for_the_next():
    early, late = kept(Way.DIGEST, "e1"), kept(Way.DIGEST, "e2", at=EIGHT + timedelta(minutes=1))
    assert releases([early, late], {"w1": DAILY}, EIGHT - timedelta(seconds=1)) == ()
    [told] = releases([early, late], {"w1": DAILY}, EIGHT + timedelta(minutes=2))
    assert told.routes == (early,)
    assert told.bundle.note == ""
    [following] = releases([late], {"w1": DAILY}, EIGHT + timedelta(days=1))
    assert following.routes == (late,)


def test_a_process_that_was_down_sends_the_digest_once_late_and_says_so():
    [told] = releases([kept(Way.DIGEST)], {"w1": DAILY}, EIGHT + timedelta(hours=3, minutes=20))
    assert told.bundle.note == "3 h 20 min late: it was due 08:00 Asia/Seoul"
    two_days = releases([kept(Way.DIGEST)], {"w1": DAILY}, EIGHT + timedelta(days=2))
    assert len(two_days) == 1


def test_a_watch_changed_in_between_counts_as_it_is_now():
    one = kept(Way.DIGEST)
    assert releases([one], {"w1": replace(DAILY, when="daily 10:00 Asia/Seoul")}, EIGHT) == ()
    assert len(releases([one], {"w1": replace(DAILY, when="at once")}, NOW)) == 1
    assert releases([one], {"w1": replace(DAILY, on=False)}, EIGHT) == ()
    assert releases([one], {}, EIGHT)[0].bundle is None


def test_held_and_over_come_when_the_quiet_ends_and_when_there_is_room():
    quiet = {"w1": watch(quiet="11:00-14:00 UTC", caps=("1 an hour",))}
    held, over = kept(Way.HELD), kept(Way.OVER, "e2", until=NOW + timedelta(minutes=30))
    assert releases([held, over], quiet, NOW) == ()
    [first] = releases([held, over], quiet, NOW + timedelta(minutes=30))
    assert first.bundle.title == "MORE · over the cap · w1"
    [second] = releases([held], quiet, NOW.replace(hour=14))
    assert second.bundle.title == "HELD · quiet hours are over · w1"


def test_facts_survive_being_packed():
    chance = Random(6)
    for _ in range(200):
        facts = facts_of(event(chance), chance.choice(list(Severity)), line)
        assert unpacked(packed(facts), facts.words) == facts


def test_a_rehearsal_counts_what_a_watch_would_have_posted():
    chance, tree, past, due = Random(9), parse("party RU severity >= high", NAMES), [], []
    for number in range(500):
        severity = chance.choice(list(Severity))
        facts = facts_of(event(chance), severity, line)
        past.append((f"e{number}", (NOW - EPOCH) // timedelta(microseconds=1) + number * 1_200_000_000, packed(facts), facts.words))
        if test_of(tree, GROUPS)(facts):
            due.append((severity, f"e{number}"))
    told = rehearsed(tree, past, GROUPS)
    assert (told.looked_at, told.matched) == (500, len(due))
    assert told.pings == sum(severity is Severity.SEVERE for severity, _ in due)
    assert {severity for severity, key in due if key in told.strongest} == {Severity.SEVERE}
    assert str(told).startswith(f"would have posted {len(due)} of 500, at most {told.busiest} in an hour")


def test_what_a_rehearsal_passes_over_never_matches():
    chance, passed, matched = Random(12), 0, 0
    for _ in range(4_000):
        tree = query(chance)
        facts = facts_of(event(chance), chance.choice(list(Severity)), line)
        near = near_of(tree, GROUPS)(packed(facts))
        found = test_of(tree, GROUPS)(facts)
        assert near or not found, (tree, facts)
        passed, matched = passed + (not near), matched + found
    assert passed > 2_000
    assert matched > 100


@pytest.mark.parametrize(("asked", "matched"), [("deployment", 2), ("withdrawal", 1), ("deployment not withdrawal", 1), ("strike", 0)])
def test_a_rehearsal_finds_what_undoes_a_kind_as_the_watch_will(asked, matched):
    came = event(Random(1))
    came = replace(came, type=ClaimType.DEPLOYMENT, claim=replace(came.claim, type=ClaimType.DEPLOYMENT, reversal=None))
    left = replace(came, claim=replace(came.claim, reversal=Reversal.WITHDRAWAL))
    past = [(str(n), n, packed(facts_of(one, Severity.LOW, line)), "") for n, one in enumerate((came, left))]
    assert rehearsed(parse(asked, NAMES), past, GROUPS).matched == matched


def test_the_busiest_hour_is_any_sixty_minutes():
    assert busiest([NOW + timedelta(minutes=minutes) for minutes in (0, 50, 59, 60, 61, 200)]) == 4
    assert busiest([]) == 0


def test_a_place_that_the_settings_do_not_name_gets_nothing_without_a_watch_but_what_follows_a_post():
    unnamed = {"unnamed": (HERE, THERE)}
    assert routed([watch(to=(HERE,))], **unnamed).keys() == {HERE}
    assert routed([], **unnamed) == {}
    assert routed([], posted=(THERE,), show=Show.REPLY, **unnamed).keys() == {THERE}


def test_a_mute_of_everything_holds_at_one_place_whatever_it_is():
    mute = Mute(HERE, MuteKind.ALL, "", NOW + timedelta(hours=1))
    found = routed([watch(to=(HERE, THERE))], mutes=(mute,))
    assert (found[HERE].way, found[HERE].words) == (Way.MUTED, ("everything muted",))
    assert found[THERE].way is Way.POST
    assert routed([watch("missile_launch by KP")], mutes=(mute,), places=(HERE,)) == {}  # nothing asked for it


def test_a_call_that_two_people_must_agree_to_says_how_long_they_have():
    found = routed([watch(ping="role:7", confirm=10)], severity="severe")[HERE]
    assert (found.ping, found.confirm) == ("role:7", 10)
    found = routed([watch(ping="role:7", confirm=10)], severity="high")[HERE]
    assert (found.ping, found.confirm) == ("", 0)
