import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge.ladder import Rung, counts, rung
from bot.model import Change, Feed, Story

RAID = {"actor": ["RU"], "target": ["UA"], "place": ["Odesa"]}
KYIV, OSLO, MOSCOW = ({"org": org, "party": party} for org, party in (("air force", "UA"), ("army", "NO"), ("Kremlin", "RU")))
STATE = Feed("https://volga.example", "Volga", country="RU", state_control="state")
UNSURE = ({"post": False, "confidence": 0.5}, {"post": False, "confidence": 0.9, "background": True})
SURE = ({"post": True, "confidence": 0.4}, {"post": False, "confidence": 0.7})


def take(ledger, key, *claims, hours=0, feed=None):
    """A story of one outlet with its claims; the decision on the last."""
    at = moment(f"2031-05-06T{12 + hours}:00:00+00:00")
    story = Story(id=key, title="", text=f"The {key} heard on mile {len(key)} that a depot burnt.", published=at, outlet=key)
    made = [claim(story, "strike", row.pop("status", "alleged"), **RAID | row) for row in (dict(row) for row in claims)]
    return ledger.take(story, made, feed)


def known():
    ledger = Ledger()
    take(ledger, "Harbour Wire", {"source": [KYIV], "killed": [3, 3], "confidence": 0.9})
    return ledger


@pytest.mark.parametrize("how", UNSURE)
@pytest.mark.parametrize("more", [{"source": [OSLO]}, {"killed": [9, 9]}, {"item": [["drone", "drones"]]}, {"day": "2031-05-06"}])
def test_a_report_that_is_not_sure_is_filed_and_changes_nothing(how, more):
    ledger = known()
    step = take(ledger, "Gazette", more | how, hours=1)
    (event,) = ledger.live()
    assert [len(event.reports), event.newsrooms, event.parties, event.claim.casualties.killed_min] == [2, 1, 1, 3]
    assert (event.claim.item, event.claim.date, rung(event.reports)) == ((), None, Rung.SINGLE_NAMED)
    assert (step.alerts, step.decisions[0].change, step.main) == ((), Change.NONE, (event.id,))


def test_what_may_be_done_is_no_side_for_what_is_planned():
    ledger, ban = Ledger(), {"actor": ["CA"], "target": ["IR"]}
    for key, status, more in (("Wire", "planned", {}), ("Gazette", "possible", {"post": False, "confidence": 0.9, "source": [OSLO]})):
        story = Story(id=key, title="", text=f"{key} hears of a ban.", published=moment("2031-05-06T12:00:00+00:00"), outlet=key)
        step = ledger.take(story, [claim(story, "sanction", status, **ban, **more)])
    assert (len(ledger.live()), step.decisions[0].event.parties, step.alerts) == (1, 0, ())


@pytest.mark.parametrize("how", SURE)
def test_a_report_that_is_sure_adds_its_side_and_its_toll(how):
    step = take(known(), "Gazette", {"source": [OSLO], "killed": [9, 9]} | how, hours=1)
    assert step.decisions[0].event.parties == 2
    assert step.decisions[0].note == "3 → 9 killed"


def test_the_first_sure_report_tells_the_event_anew():
    ledger = Ledger()
    take(ledger, "Gazette", {"killed": [9, 9], "source": [OSLO]} | UNSURE[0])
    step = take(ledger, "Harbour Wire", {"killed": [3, 3], "source": [KYIV]}, hours=1)
    event = step.decisions[0].event
    assert (event.claim.casualties.killed_min, event.revisions, counts(event)) == (3, (), (2, 1, 1))
    assert [alert.kind.value for alert in step.alerts] == ["new"]


def test_where_nobody_is_sure_all_that_is_told_counts():
    ledger = Ledger()
    take(ledger, "Gazette", {"source": [OSLO]} | UNSURE[0])
    step = take(ledger, "Harbour Wire", {"source": [KYIV]} | UNSURE[0], hours=1)
    assert counts(step.decisions[0].event) == (2, 2, 2)


def test_a_state_outlet_whose_state_denies_is_no_side_that_says_so():
    ledger = known()
    take(ledger, "Volga", {"status": "denied", "source": [MOSCOW]}, hours=1, feed=STATE)
    step = take(ledger, "Neva", {}, hours=2, feed=STATE)
    assert step.decisions[0].event.parties == 1
    assert "also said by" not in step.decisions[0].note


@pytest.mark.parametrize("feed", [None, STATE])
def test_a_state_that_says_only_what_it_is_charged_with_is_no_side_once_it_has_denied(feed):
    ledger = known()
    take(ledger, "Volga", {"status": "denied", "source": [MOSCOW]}, hours=1)
    assert take(ledger, "Gazette", {"status": "alleged", "source": [MOSCOW]}, hours=2, feed=feed).decisions[0].event.parties == 1


def test_the_word_of_one_who_denied_counts_when_it_asserts_at_last():
    ledger = known()
    take(ledger, "Volga", {"status": "denied", "source": [MOSCOW]}, hours=1)
    step = take(ledger, "Gazette", {"status": "asserted", "source": [MOSCOW]}, hours=2)
    assert (step.decisions[0].change, step.decisions[0].event.parties) == (Change.ADMITTED, 2)


def test_another_side_still_counts_after_a_denial():
    ledger = known()
    take(ledger, "Volga", {"status": "denied", "source": [MOSCOW]}, hours=1)
    assert take(ledger, "Gazette", {"source": [OSLO]}, hours=2).decisions[0].note == "also said by NO"


@pytest.mark.parametrize(
    ("accusation", "newsrooms"),
    [
        ({"confidence": 0.7}, 1),  # the accusation told again
        ({"confidence": 0.7, "source": [MOSCOW]}, 1),
        ({"confidence": 0.7, "status": "asserted"}, 1),
        ({"confidence": 0.95}, 2),  # surer than the denial
        ({"confidence": 0.7, "source": [OSLO]}, 2),  # another side says so
    ],
)
def test_the_accusation_that_a_storys_own_denial_answers_is_no_support(accusation, newsrooms):
    ledger = known()
    take(ledger, "Gazette", {"status": "denied", "source": [MOSCOW], "confidence": 0.9}, accusation, hours=1)
    event = next(event for event in ledger.live() if event.status.value != "denied")
    assert [len(event.reports), event.newsrooms] == [2, newsrooms]


def test_an_accusation_nobody_knew_and_its_denial_in_one_story_are_one_message():
    denial = {"status": "denied", "source": [MOSCOW], "confidence": 0.9}
    told = take(Ledger(), "Gazette", {"confidence": 0.7, "source": [OSLO]}, denial)
    assert [(alert.kind.value, alert.status_word) for alert in told.alerts] == [("new", "ALLEGED, DENIED")]
    nobodys = take(Ledger(), "Gazette", {"confidence": 0.7}, denial)
    assert [(alert.kind.value, alert.status_word) for alert in nobodys.alerts] == [("new", "DENIED")], "the denial is the news"


@pytest.mark.parametrize(
    ("how", "killed"),
    [
        ({"confidence": 0.5}, 3),  # nobody's figure, and it may well be wrong
        ({"confidence": 0.64, "source": [{"name": "Ann Berg"}]}, 3),
        ({"confidence": 0.3}, 3),
        ({"confidence": 0.8}, 9),
        ({"confidence": 0.5, "source": [KYIV]}, 9),
    ],
)
def test_nobodys_figure_that_may_be_wrong_replaces_none_that_somebody_gave(how, killed):
    step = take(known(), "Gazette", {"killed": [9, 9]} | how, hours=1)
    assert step.decisions[0].event.claim.casualties.killed_min == killed


@pytest.mark.parametrize(("status", "count"), [("planned", 4), ("possible", 4), ("asserted", 6)])
def test_what_is_still_to_come_counts_nothing_of_what_was_done(status, count):
    ledger = Ledger()
    for hours, (how, held) in enumerate((("asserted", [4, 4, "four"]), (status, [6, 6, "six"]))):
        at = moment(f"2031-05-06T{12 + hours}:00:00+00:00")
        story = Story(id=f"s{hours}", title="", text=f"Drones went out, it was said at {hours}.", published=at, outlet="Harbour Wire")
        ledger.take(story, [claim(story, "arms_transfer", how, actor=["NO"], target=["TD"], item=[["drone", "drones", held]])])
    told = next(event for event in ledger.live() if event.status.value == "asserted")
    assert told.claim.item[0].quantity.min == count
