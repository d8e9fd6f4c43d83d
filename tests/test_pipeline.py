from datetime import UTC, datetime, timedelta

from bot.model import AlertKind, Amount, Category, Claim, ClaimType, Days, Event, Item, Reach, Show, Span, Speaker, Status, Story
from bot.pipeline import take_in

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def story(name="a", outlet="Harbour Wire", at=NOON, text="Norway delivered 12 howitzers to Ukraine, Oslo said."):
    return Story(name, "Norway sends howitzers", text, at, outlet=outlet, url=f"https://{outlet.lower().replace(' ', '-')}.example/{name}")


def transfer(told, **changes):
    start = len(told.title) + 1
    slots = {
        "type": ClaimType.ARMS_TRANSFER,
        "status": Status.ASSERTED,
        "evidence": (Span(start, len(told.full)),),
        "quotes": (told.text,),
        "actor": ("NO",),
        "target": ("UA",),
        "item": (Item(Category.ARTILLERY, "howitzers", Amount(12, 12, "12")),),
        "date": Days(NOON.date(), NOON.date()),
        "source": (Speaker(None, "Oslo", party="NO"),),
        "importance": 3,
        "confidence": 0.95,
        "post": True,
    }
    return Claim(**(slots | changes))


class Known:
    """A ledger in memory: every event of the types asked for."""

    def __init__(self):
        self.events: dict[str, Event] = {}

    def __call__(self, reach: Reach):
        return [event for event in self.events.values() if event.type in reach.types]

    def take(self, told, *claims, now=None, max_age=None):
        outcome = take_in(told, claims, None, self, now or told.published, max_age)
        self.events |= {event.id: event for event in outcome.events}
        return outcome


def test_a_first_report_opens_an_event_and_posts_an_alert_with_its_link():
    known, told = Known(), story()
    outcome = known.take(told, transfer(told))
    [alert] = outcome.alerts
    assert (alert.kind, alert.show) == (AlertKind.NEW, Show.POST)
    assert "Norway" in alert.headline
    assert "Ukraine" in alert.headline
    assert "12 howitzers" in alert.headline
    assert alert.links[0].url == told.url
    assert alert.quote == told.text
    assert outcome.main == (alert.event,)


def test_a_second_outlet_joins_the_event_and_is_no_new_alert():
    known, first = Known(), story()
    second = story("b", "Second Paper", NOON + timedelta(hours=2), "Twelve howitzers went from Norway to Ukraine, Oslo said today.")
    one, two = known.take(first, transfer(first)), known.take(second, transfer(second))
    assert two.main == one.main
    assert AlertKind.NEW not in {alert.kind for alert in two.alerts}
    assert known.events[one.main[0]].outlets == 2


def test_a_denial_is_linked_and_not_counted_as_support():
    known, first = Known(), story()
    no = story("c", "Third Paper", NOON + timedelta(hours=3), "Norway denied it had sent howitzers to Ukraine.")
    event = known.take(first, transfer(first)).main[0]
    denied = transfer(no, status=Status.DENIED, source=(Speaker(None, "Norway", party="NO"),))
    outcome = known.take(no, denied)
    assert AlertKind.DENIAL in {alert.kind for alert in outcome.alerts}
    assert known.events[event].outlets == 1


def test_what_is_not_fit_to_post_is_filed_without_an_alert():
    known, told = Known(), story()
    outcome = known.take(told, transfer(told, post=False))
    assert outcome.alerts == ()
    assert outcome.main


def test_an_old_story_is_filed_without_an_alert():
    known, told = Known(), story()
    outcome = known.take(told, transfer(told), now=NOON + timedelta(days=3), max_age=timedelta(hours=36))
    assert outcome.alerts == ()
    assert outcome.main


def test_two_claims_of_one_story_about_one_event_meet():
    known, told = Known(), story()
    outcome = known.take(told, transfer(told), transfer(told, status=Status.PLANNED, importance=2))
    assert len([event for event in outcome.events if not event.merged_into]) <= 2
    assert len({alert.event for alert in outcome.alerts if alert.kind is AlertKind.NEW}) == 1


def test_a_story_without_claims_changes_nothing():
    outcome = Known().take(story())
    assert (outcome.events, outcome.alerts, outcome.main) == ((), (), ())
