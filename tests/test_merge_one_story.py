"""Several claims of one story: what they answer in each other, whose word they are, and how often a channel hears of them."""

import pytest
from fakes.merging import Ledger, claim, moment

from bot.alert import edited
from bot.merge import report_of
from bot.merge.slots import slots_of
from bot.model import AlertKind, Show, Story

AT = moment("2031-05-06T12:00:00+00:00")
DAY = {"day": "2031-05-06"}
SALE = {"actor": ["NO"], "target": ["houthis"], "item": [["missile", "missiles"]], "source": [{"org": "White House", "party": "US"}]}
NAVY, OSLO = ({"source": [{"org": org, "party": party}]} for org, party in (("navy", "SE"), ("Oslo", "NO")))


def story(key="a", text="A first sentence. A second sentence. A third sentence."):
    return Story(id=key, title="", text=text, published=AT, outlet=f"Wire {key}", url=f"https://wire.example/{key}")


def take(ledger, *rows, key="a"):
    one = story(key)
    return ledger.take(one, [claim(one, kind, status, **slots) for kind, status, slots in rows])


def shown(step):
    return [(alert.kind, alert.show, alert.status_word) for alert in step.alerts]


FLIGHT = {"actor": ["RU"], "target": ["FI"], "item": [["aircraft", "jets"]]} | DAY


@pytest.mark.parametrize(
    ("kind", "told", "denied"),
    [
        ("incursion", FLIGHT | NAVY | {"place": ["Gotland"]}, FLIGHT | {"place": ["Kaliningrad"]}),  # where it came from
        ("arms_transfer", SALE, SALE | {"target": ["YE"]}),  # the land for those who hold it
        (
            "deployment",
            NAVY | {"actor": ["RU"], "place": ["Latakia"], "item": [["troops", "troops"]]},
            {"actor": ["RU"], "place": ["Tartus"]},
        ),
    ],
)
def test_a_denial_answers_the_claim_of_its_own_story_whatever_way_or_land_it_names(kind, told, denied):
    by = {"source": [{"org": "Ministry", "party": told["actor"][0]}], "item": told["item"], "confidence": 0.95}
    step = take(Ledger(), (kind, "denied", denied | by), (kind, "alleged", told))
    assert shown(step) == [(AlertKind.NEW, Show.POST, "ALLEGED, DENIED")]


@pytest.mark.parametrize(
    "denied",
    [
        SALE | {"target": ["SA"]},  # a state for another's group, of another story
        SALE | {"target": ["hezbollah"]},
    ],
)
def test_what_another_story_denies_must_say_whom(denied):
    ledger = Ledger()
    take(ledger, ("arms_transfer", "alleged", SALE))
    take(ledger, ("arms_transfer", "denied", denied | OSLO | {"importance": 2}), key="b")
    assert not any(event.flags for event in ledger.live())


def test_of_two_places_told_of_a_denial_answers_the_one_it_names():
    strikes = ({"actor": ["SE"], "place": [town], "source": [{"org": "UN", "party": "un"}]} | DAY for town in ("Lviv", "Odesa"))
    ledger = Ledger()
    take(ledger, *(("strike", "alleged", one) for one in strikes), ("strike", "denied", {"actor": ["SE"], "place": ["Odesa"]} | NAVY | DAY))
    assert {event.claim.place: bool(event.flags) for event in ledger.live() if event.status.value == "alleged"} == {
        ("Lviv",): False,
        ("Odesa",): True,
    }


@pytest.mark.parametrize("beside", [[], ["PL"]])
def test_a_denial_that_names_civilians_answers_the_raid_on_civilians(beside):
    raids = [{"actor": ["SE"], "target": hit, "place": [town]} | DAY for hit, town in ((["PL"], "Lodz"), (["civilians", "PL"], "Radom"))]
    ledger = Ledger()
    by = NAVY | DAY | {"actor": ["SE"], "target": ["civilians", *beside], "importance": 2}
    take(ledger, ("strike", "alleged", raids[0]), ("strike", "alleged", raids[1] | {"importance": 2}), ("strike", "denied", by))
    assert {event.claim.place: bool(event.flags) for event in ledger.live() if event.status.value == "alleged"} == {
        ("Lodz",): False,
        ("Radom",): True,
    }


PLAIN = SALE | {"target": ["YE"], "confidence": 0.95} | OSLO


@pytest.mark.parametrize("kind", ["arms_transfer", "procurement", "deployment"])
def test_a_leading_sure_denial_that_somebody_gives_is_told_by_itself(kind):
    step = take(Ledger(), (kind, "denied", PLAIN))
    assert shown(step) == [(AlertKind.NEW, Show.POST, "DENIED")]
    (alert,) = step.alerts
    assert (alert.speaker, alert.parties, alert.outlets) == ("Oslo", 1, 1)


@pytest.mark.parametrize(
    "changed",
    [{"importance": 2}, {"confidence": 0.55}, {"source": []}, {"post": False}, {"background": True}],
)
def test_a_denial_in_passing_or_unsure_or_of_nobody_is_not(changed):
    assert take(Ledger(), ("arms_transfer", "denied", PLAIN | changed)).alerts == ()


@pytest.mark.parametrize(
    ("confidence", "by", "told"),
    [
        (0.9, "YE", True),
        (0.8, "YE", False),  # of another's doing he must be sure
        (0.8, "NO", True),
        (0.61, "NO", True),
        (0.55, "NO", False),
    ],
)
def test_what_a_doer_denies_of_himself_need_not_be_so_sure(confidence, by, told):
    own = PLAIN | {"actor": ["NO"], "confidence": confidence, "source": [{"org": "foreign ministry", "party": by}]}
    assert bool(take(Ledger(), ("arms_transfer", "denied", own)).alerts) is told


def test_what_is_only_not_known_is_not_told_by_itself():
    assert take(Ledger(), ("arms_transfer", "negated", PLAIN)).alerts == ()


def test_the_denial_is_the_news_where_the_charge_is_only_looked_back_at():
    step = take(Ledger(), ("arms_transfer", "denied", PLAIN), ("arms_transfer", "alleged", SALE | {"post": False, "importance": 2}))
    assert shown(step) == [(AlertKind.NEW, Show.POST, "DENIED")]
    assert step.main[0] == step.alerts[0].event


def test_a_charge_that_comes_later_is_told_as_denied():
    ledger = Ledger()
    take(ledger, ("arms_transfer", "denied", PLAIN))
    assert shown(take(ledger, ("arms_transfer", "alleged", SALE | {"target": ["YE"]}), key="b")) == [
        (AlertKind.NEW, Show.POST, "ALLEGED, DENIED")
    ]


RAID = {"actor": ["RU"], "target": ["UA"], "place": ["Odesa"]} | DAY


def test_a_denier_without_a_side_is_called_by_his_name_and_not_by_the_accuseds():
    ledger = Ledger()
    take(ledger, ("strike", "asserted", RAID))
    take(ledger, ("strike", "denied", RAID | {"source": [{"name": "Ann Berg"}], "confidence": 0.95}), key="b")
    assert [event.flags for event in ledger.live() if event.status.value == "asserted"] == [("DENIED by Ann Berg",)]


@pytest.mark.parametrize(
    "second",
    [
        {"killed": (9, 9)},
        {"item": [["missile", "missiles", [9, 9, "nine"]]]},
        {"source": [{"org": "navy", "party": "UA"}]},
    ],
)
def test_two_claims_of_a_story_make_one_message_in_the_last_state(second):
    ledger = Ledger()
    step = take(ledger, ("strike", "asserted", RAID), ("strike", "asserted", RAID | second | {"importance": 2}))
    ((event,), (alert,)) = ledger.live(), step.alerts
    assert (alert.kind, alert.show, alert.change) == (AlertKind.NEW, Show.POST, "")
    assert (alert.revision, alert.headline) == (event.revision, edited(event, "").headline)


def test_a_second_story_still_edits_and_its_two_claims_edit_once():
    ledger = Ledger()
    take(ledger, ("strike", "asserted", RAID))
    step = take(ledger, ("strike", "asserted", RAID | {"killed": (9, 9)}), ("strike", "asserted", RAID | {"killed": (12, 12)}), key="b")
    assert [alert.show for alert in step.alerts] == [Show.EDIT]
    assert "12 killed" in step.alerts[0].headline


def test_an_edit_that_shows_nothing_new_is_left_out():
    ledger, one = Ledger(), story()
    ledger.take(one, [claim(one, "strike", **RAID)])
    again = Story(id="a2", title="", text=one.text, published=AT, outlet=one.outlet)  # the same outlet once more, without a link
    assert ledger.take(again, [claim(again, "strike", **RAID | {"source": [], "item": []})]).alerts == ()


@pytest.mark.parametrize(
    ("one", "other", "parties"),
    [
        ({"org": "navy", "party": "SE"}, {"org": "Oslo", "party": "NO"}, 1),
        ({"org": "navy", "party": "SE"}, {"name": "Ann Berg", "org": "Kharkiv mayor"}, 1),
        (None, {"org": "Oslo", "party": "NO"}, 1),  # whoever is named at all
        ({"org": "an official", "anonymous": True}, {"org": "Oslo", "party": "NO"}, 0),
    ],
)
def test_two_sentences_of_one_story_are_no_two_sources(one, other, parties):
    ledger = Ledger()
    sources = [{"source": [who]} if who else {} for who in (one, other)]
    take(ledger, *(("strike", "asserted", RAID | row | {"importance": 3 - n}) for n, row in enumerate(sources)))
    assert [event.parties for event in ledger.live()] == [parties]


def test_two_stories_are_and_so_are_two_who_say_it_together():
    ledger = Ledger()
    take(ledger, ("strike", "asserted", RAID | NAVY))
    take(ledger, ("strike", "asserted", RAID | OSLO), key="b")
    assert [event.parties for event in ledger.live()] == [2]
    together = Ledger()
    take(together, ("strike", "asserted", RAID | {"source": [*NAVY["source"], *OSLO["source"]]}))
    assert [event.parties for event in together.live()] == [2]


def test_who_counts_fewer_dead_in_one_story_confirms_no_higher_count():
    ledger = Ledger()
    many = RAID | {"killed": (19, 19), "source": [{"org": "sources", "anonymous": True}]}
    take(ledger, ("strike", "alleged", many), ("strike", "asserted", RAID | NAVY | {"killed": (2, 2)}))
    (event,) = ledger.live()
    assert (event.status.value, event.parties, event.claim.casualties.killed_min) == ("alleged", 0, 19)


@pytest.mark.parametrize(("status", "day"), [("planned", None), ("possible", None), ("asserted", "2031-05-06")])
def test_the_day_of_a_decision_is_not_that_of_the_deed(status, day):
    ledger = Ledger()
    sale = SALE | {"actor": ["NO"], "target": ["UA"]}
    take(ledger, ("arms_transfer", "asserted", sale), ("arms_transfer", status, sale | DAY))
    assert [event.claim.date and str(event.claim.date.start) for event in ledger.live()] == [day]


@pytest.mark.parametrize("party", ["un", "eu", "g7", "puntland", "northern_cyprus"])
def test_a_body_or_a_land_of_its_own_that_acts_is_no_town(party):
    one = story()
    told = slots_of(report_of(one, claim(one, "sanction", actor=[party], target=["LY"]), 0, None, AT))
    assert (told.actor, told.target) == ({party}, {"LY"})


@pytest.mark.parametrize("party", ["odesa", "tartus"])
def test_a_town_still_is_one(party):
    one = story()
    assert slots_of(report_of(one, claim(one, "sanction", actor=[party], target=["LY"]), 0, None, AT)).actor == frozenset()


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The army has shelled a village near Sennar.", {"SD"}),
        ("Government helicopters dropped bombs on Sennar.", {"SD"}),
        ("Sudan's air force again struck Sennar.", {"SD"}),
        ("Missiles struck Sennar, Sudan said.", set()),
        ("Sudan's army said missiles hit Sennar.", set()),
    ],
)
def test_whose_own_forces_strike_its_ground_is_not_the_one_struck(text, doer):
    one = story(text=text)
    told = slots_of(report_of(one, claim(one, "strike", actor=["SD"], place=["Khartoum"]), 0, None, AT))
    assert told.actor == doer


@pytest.mark.parametrize(
    ("by", "sure", "heard"),
    [
        (NAVY, 0.95, []),  # the navy rules out itself what it seems to tell
        (NAVY, 0.3, [(AlertKind.NEW, Show.POST, "ALLEGED")]),
        (OSLO, 0.95, [(AlertKind.NEW, Show.POST, "ALLEGED")]),  # another's search says nothing against the navy's word
    ],
)
def test_what_its_own_teller_rules_out_is_not_told(by, sure, heard):
    ruled = FLIGHT | by | {"confidence": sure}
    assert shown(take(Ledger(), ("incursion", "negated", ruled), ("incursion", "alleged", FLIGHT | NAVY | {"confidence": 0.5}))) == heard
