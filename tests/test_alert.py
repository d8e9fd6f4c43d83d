from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from fakes.merging import Ledger, claim, moment

from bot.alert import alert_of, tally
from bot.alert.jump import jump
from bot.model import Feed, Show, Span, Status, Story

NOON = moment("2031-05-06T12:00:00+00:00")
JCS = {"name": "Colonel Han", "org": "Joint Chiefs of Staff", "party": "KR"}
LAUNCH = {
    "actor": ["KP"],
    "item": [["ballistic_missile", "short-range ballistic missiles", [23, None, "at least 23"]]],
    "day": "2031-05-06",
}


def story(key="a", outlet="Harbour Wire", text="North Korea fired at least 23 missiles, South Korea said.", at=NOON, **fields):
    return Story(id=key, title=f"Title {key}", text=text, published=at, outlet=outlet, url=f"https://wire.example/{key}", **fields)


def first(**slots):
    ledger, one = Ledger(), story()
    (alert,) = ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH | {"source": [JCS]} | slots)]).alerts
    return alert


def test_the_headline_says_status_who_whom_what_and_who_says_so():
    alert = first(target=["JP"])
    assert alert.headline == (
        "ALLEGED · North Korea → Japan · missile launch: at least 23 short-range ballistic missiles"
        " · Colonel Han, South Korea's Joint Chiefs of Staff (Harbour Wire)"
    )
    assert (alert.who, alert.whom, alert.speaker) == ("North Korea", "Japan", "Colonel Han, South Korea's Joint Chiefs of Staff")


def test_nobody_named_and_no_target_leave_no_holes_in_the_headline():
    alert = first(source=[], actor=[], item=[], place=["Wonsan"])
    assert alert.headline == "ALLEGED · unknown · missile launch: Wonsan · Harbour Wire"


def test_a_note_does_not_repeat_what_the_first_line_says():
    ledger, one = Ledger(), story()
    (alert,) = ledger.take(one, [claim(one, "missile_launch", "planned", **LAUNCH | {"source": [JCS]})]).alerts
    assert (alert.status_word, alert.note) == ("PLANNED", "one named source")


def test_the_first_message_is_a_post_with_its_sentence_and_a_link_to_it():
    alert = first()
    assert (alert.kind.value, alert.show, alert.quote) == ("new", Show.POST, "North Korea fired at least 23 missiles, South Korea said.")
    (link,) = alert.links
    words = "North%20Korea%20fired%20at%20least%2023%20missiles%2C%20South%20Korea%20said."
    assert link.jump == f"https://wire.example/a#:~:text={words}"
    assert alert.change == ""


@pytest.mark.parametrize(
    ("sentence", "around", "fragment"),
    [
        ("A short-range test", {}, "A%20short%2Drange%20test"),
        ("Yes, he said", {"prefix": "asked", "suffix": "and left"}, "asked-,Yes%2C%20he%20said,-and%20left"),
        ("5 & 6", {}, "5%20%26%206"),
        ("word " * 90, {}, ",".join(["%20".join(["word"] * 6)] * 2)),
    ],
)
def test_text_fragments_encode_what_would_be_syntax(sentence, around, fragment):
    assert jump("https://x.example/p", sentence, **around) == f"https://x.example/p#:~:text={fragment}"


def test_an_address_that_has_a_fragment_keeps_it():
    assert jump("https://x.example/p#top", "Yes") == "https://x.example/p#top:~:text=Yes"
    assert jump("", "Yes") == ""
    assert jump("https://x.example/p", "") == "https://x.example/p"


@pytest.mark.parametrize("change", [{"post": False}, {"background": True}, {"status": "denied"}, {"status": "negated"}])
def test_what_is_not_news_opens_no_message(change):
    ledger, one = Ledger(), story()
    slots = LAUNCH | {"source": [JCS], "status": "alleged"} | change
    assert ledger.take(one, [claim(one, "missile_launch", **slots)]).alerts == ()


def test_an_event_nobody_was_told_of_gets_its_first_message_when_a_claim_worth_it_joins():
    ledger, one, other = Ledger(), story(), story("b", "Gazette")
    ledger.take(one, [claim(one, "missile_launch", "alleged", post=False, **LAUNCH)])
    (alert,) = ledger.take(other, [claim(other, "missile_launch", "alleged", **LAUNCH)]).alerts
    assert (alert.kind.value, alert.show, alert.outlets) == ("new", Show.POST, 2)


def follow(*steps):
    """What each story shows: (minutes after the first, status, slots)."""
    ledger, shows = Ledger(), []
    for number, (minute, status, slots) in enumerate(steps):
        at = NOON + timedelta(minutes=minute)
        one = story(f"s{number}", f"Paper {number}", f"Paper {number} has it in words of its own {number}.", at)
        step = ledger.take(one, [claim(one, "missile_launch", status, **{"actor": ["KP"], "day": "2031-05-06"} | slots)])
        shows += [[alert.show for alert in step.alerts]]
    return shows


def counted(number, party="KR"):
    return {"item": [["missile", "missiles", [number, number, str(number)]]], "source": [{"org": party, "party": party}]}


def test_one_more_outlet_is_a_silent_edit_and_a_new_party_a_reply():
    shows = follow((0, "alleged", counted(10)), (60, "alleged", counted(10)), (120, "alleged", counted(10, "JP")))
    assert shows == [[Show.POST], [Show.EDIT], [Show.REPLY]]


def test_a_count_that_moved_by_a_quarter_is_shown_in_the_channel_and_a_smaller_step_in_the_thread():
    shows = follow((0, "alleged", counted(10)), (60, "alleged", counted(11)), (120, "alleged", counted(20)))
    assert shows == [[Show.POST], [Show.REPLY], [Show.BROADCAST]]


def test_within_half_an_hour_of_a_push_news_waits_in_the_edited_message():
    shows = follow(
        (0, "alleged", counted(10)), (10, "alleged", counted(20)), (29, "alleged", counted(20, "JP")), (31, "alleged", counted(40))
    )
    assert shows == [[Show.POST], [Show.EDIT], [Show.EDIT], [Show.BROADCAST]]


def test_a_denial_is_shown_in_the_channel_however_soon_it_comes():
    denial = {"source": [{"org": "ministry", "party": "KP"}]}
    assert follow((0, "alleged", counted(10)), (10, "denied", denial)) == [[Show.POST], [Show.BROADCAST]]
    assert follow((0, "alleged", counted(10)), (40, "denied", denial)) == [[Show.POST], [Show.BROADCAST]]


def test_a_correction_is_never_held_back():
    ledger, one = Ledger(), story()
    ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH)])
    fixed = replace(one, version=2, title="CORRECTED: Title a")
    step = ledger.take(fixed, [claim(fixed, "missile_launch", "alleged", **LAUNCH | counted(12))], now=NOON + timedelta(minutes=5))
    assert [(alert.kind.value, alert.show) for alert in step.alerts] == [("correction", Show.BROADCAST)]
    assert step.alerts[0].parts == ("at least 23 until 6 May 12:05 UTC",)


def test_every_change_has_a_revision_of_its_own_so_that_no_delivery_is_taken_for_another():
    ledger, seen = Ledger(), []
    for number in range(4):
        one = story(f"s{number}", f"Paper {number}", at=NOON + timedelta(hours=number))
        seen += [
            a.revision for a in ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH | counted(10 + 5 * number))]).alerts
        ]
    assert seen == [1, 2, 3, 4]


def test_the_same_report_twice_tells_nothing():
    ledger, one = Ledger(), story()
    told = [claim(one, "missile_launch", "alleged", **LAUNCH)]
    ledger.take(one, told)
    assert ledger.take(one, told).alerts == ()


def test_an_alert_is_made_from_a_decision_alone_and_the_event_remembers_it():
    ledger, one = Ledger(), story()
    step = ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH)])
    alert, event = alert_of(step.decisions[0], NOON)
    assert (event.alerted, event.pushed, alert.event) == (NOON, NOON, event.id)


def test_the_counts_are_told_in_one_line():
    alert = first()
    assert tally(alert) == "1 outlet · 1 newsroom · 1 party"
    assert tally(replace(alert, outlets=7, newsrooms=3, parties=2)) == "7 outlets · up to 3 newsrooms · 2 parties"
    assert tally(replace(alert, parties=0)) == "1 outlet · 1 newsroom"


def test_a_state_outlet_and_a_copy_are_labelled_at_their_links():
    ledger, one = Ledger(), story("a", "volga.example", "SEOUL (Reuters) — North Korea fired at least 23 missiles.")
    feed = Feed("https://volga.example/rss", "Volga News", country="RU", state_control="state")
    (alert,) = ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH)], feed).alerts
    assert alert.links[0].note == "state media of Russia, from Reuters"


def test_a_denial_has_its_own_words_and_says_how_the_first_message_now_reads():
    ledger, one = Ledger(), story()
    ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH | {"source": [JCS]})])
    denial = story("b", "Gazette", "North Korea fired nothing, its ministry said.", NOON + timedelta(hours=2))
    told = claim(denial, "missile_launch", "denied", actor=["KP"], day="2031-05-06", source=[{"org": "ministry", "party": "KP"}])
    (alert,) = ledger.take(denial, [told]).alerts
    assert (alert.kind.value, alert.status_word, alert.status) == ("denial", "DENIED", Status.DENIED)
    assert alert.headline.startswith("DENIED · North Korea · missile launch")
    assert alert.quote == "North Korea fired nothing, its ministry said."
    assert alert.standing.headline.startswith("ALLEGED, DENIED · North Korea")
    assert alert.standing.headline.endswith("Colonel Han, South Korea's Joint Chiefs of Staff (Harbour Wire)")
    assert alert.standing.quote == one.text
    assert alert.note.startswith("DENIED by North Korea")
    assert [link.outlet for link in alert.links] == ["Harbour Wire", "Gazette"]


def test_a_denial_of_what_nobody_was_told_posts_the_claim_with_its_denial():
    ledger, one = Ledger(), story()
    ledger.take(one, [claim(one, "missile_launch", "alleged", post=False, **LAUNCH)])
    denial = story("b", "Gazette", "North Korea fired nothing, its ministry said.")
    told = claim(denial, "missile_launch", "denied", actor=["KP"], day="2031-05-06", source=[{"org": "ministry", "party": "KP"}])
    (alert,) = ledger.take(denial, [told]).alerts
    assert (alert.show, alert.status_word, alert.quote) == (Show.POST, "ALLEGED, DENIED", one.text)


def test_the_message_quotes_the_report_that_told_the_count_now_held():
    ledger, one, new = Ledger(), story(), story("b", "Gazette", "North Korea fired 40 missiles.", NOON + timedelta(hours=1))
    late = story("c", "Paper", "Missiles again, says the paper.", NOON + timedelta(hours=2))
    ledger.take(one, [claim(one, "missile_launch", "alleged", **LAUNCH)])
    (revised,) = ledger.take(new, [claim(new, "missile_launch", "alleged", **LAUNCH | counted(60))]).alerts
    (edit,) = ledger.take(late, [claim(late, "missile_launch", "alleged", actor=["KP"], day="2031-05-06")]).alerts
    assert revised.standing.quote == edit.quote == new.text
    assert edit.standing is None


def test_the_grade_stands_alone_and_its_reason_in_the_note():
    alert = first()
    assert (alert.grade, alert.note) == ("F3", "one named source")


def test_an_item_or_a_speaker_that_another_names_more_fully_is_told_once():
    missiles = [["missile", "missiles", [17, 17, "17"]], ["ballistic_missile", "short-range ballistic missiles", [17, 17, "17"]]]
    alert = first(item=missiles, source=[{"org": "South Korea", "party": "KR"}, {"org": "South Korea's Joint Chiefs", "party": "KR"}])
    assert alert.what == "missile launch: 17 short-range ballistic missiles"
    assert alert.speaker == "South Korea's Joint Chiefs"


def test_a_sentence_is_quoted_before_the_headline():
    ledger, one = Ledger(), story()
    told = claim(one, "missile_launch", "alleged", **LAUNCH)
    (alert,) = ledger.take(one, [replace(told, quotes=(one.title, one.text))]).alerts
    assert alert.quote == one.text


def test_the_headline_is_quoted_where_it_tells_more_of_the_claim_than_the_sentence_behind_it():
    ledger, one = Ledger(), story()
    told = claim(one, "missile_launch", "alleged", **LAUNCH)
    spans = (Span(0, len(one.title)), Span(len(one.title) + 1, len(one.full)))
    (alert,) = ledger.take(one, [replace(told, evidence=spans, quotes=(one.title, one.text), told=spans[0])]).alerts
    assert alert.quote == one.title


def test_what_is_parted_from_a_told_event_is_told_too():
    ledger = Ledger()
    raid = {"actor": ["RU"], "target": ["UA"], "day": "2031-05-06"}
    steps = []
    for number, places in enumerate((["Kyiv", "Lviv"], ["Lviv"], ["Kyiv"], ["Kyiv", "Irpin"])):
        at = NOON + timedelta(hours=number)
        one = story(f"s{number}", f"Paper {number}", f"Paper {number} tells of it in its words.", at)
        steps.append(ledger.take(one, [claim(one, "strike", place=places, **raid)]))
    told = [alert for step in steps for alert in step.alerts if alert.kind.value == "new"]
    assert {alert.event for alert in told} == {event.id for event in ledger.live()}
    assert len(told) == len(ledger.live()) == 2


def test_a_told_event_s_message_links_the_reports_that_it_has_when_others_were_sorted_anew():
    raid = {"actor": ["RU"], "target": ["UA"], "day": "2031-05-06"}
    moved = 0
    for order in permutations((["Kyiv", "Lviv"], ["Lviv"], ["Kyiv"], ["Kyiv", "Irpin"], ["Lviv", "Irpin"])):
        ledger, shown, homes = Ledger(), {}, {}
        for number, places in enumerate(order):
            one = story(f"s{number}", f"Paper {number}", f"Paper {number} tells of it in its words.", NOON + timedelta(hours=number))
            for alert in ledger.take(one, [claim(one, "strike", place=places, **raid)]).alerts:
                shown[alert.event] = {link.outlet for link in alert.links}
            now = {report.story: event.id for event in ledger.live() for report in event.reports}
            moved += any(homes.get(key, home) != home for key, home in now.items())
            homes = now
        for event in ledger.live():
            assert {report.outlet for report in event.reports} == shown[event.id]
    assert moved
