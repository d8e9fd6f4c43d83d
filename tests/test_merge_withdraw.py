"""A withdrawal reaches all that hangs on the story, in whatever event it was filed, and every channel that was told."""

from datetime import timedelta

from fakes.merging import Ledger, claim, moment

from bot.model import Story

NOON = moment("2031-05-06T12:00:00+00:00")
WIRE = (
    "Rockets fell on the harbour of Odesa before dawn and set two grain stores alight, the regional governor wrote on Tuesday. "
    "Firemen fought the blaze until noon while lorries queued along the coast road, and a second salvo came down in open water."
)
RAID = {"actor": ["RU"], "target": ["UA"], "day": "2031-05-06"}


def story(key, outlet, text=WIRE, hours=0, **fields):
    at = NOON + timedelta(hours=hours)
    return Story(id=key, title=fields.pop("title", f"Title {key}"), text=text, published=at, outlet=outlet, **fields)


def take(ledger, one, *places, now=None):
    return ledger.take(one, [claim(one, "strike", "alleged", place=[place], **RAID) for place in places], now=now)


def told():
    """A wire story on Odesa, its copy that was filed under another town, and a paper's own report of that town."""
    ledger = Ledger()
    first = take(ledger, story("wire", "Harbour Wire"), "Odesa")
    copy = take(ledger, story("copy", "Pacific Courier", WIRE[:180], hours=1), "Mykolaiv")
    take(ledger, story("own", "Baltic Gazette", "Our reporter heard three blasts over the shipyards at sunrise.", hours=2), "Mykolaiv")
    return ledger, first.main[0], copy.main[0]


def withdrawn(ledger, hours=3):
    gone = story("wire", "Harbour Wire", "This story has been withdrawn.", version=2, title="WITHDRAWN: Title wire")
    return take(ledger, gone, now=NOON + timedelta(hours=hours))


def test_a_copy_filed_elsewhere_falls_with_the_story_it_was_taken_from():
    ledger, first, other = told()
    withdrawn(ledger)
    assert [r.withdrawn for r in ledger.events[first].reports] == [True]
    assert [(r.story, r.withdrawn) for r in ledger.events[other].reports] == [("copy", True), ("own", False)]
    assert (ledger.events[other].outlets, ledger.events[first].outlets) == (1, 0)


def test_every_event_that_was_told_is_told_of_the_withdrawal_at_once():
    ledger, first, other = told()
    alerts = withdrawn(ledger, hours=2).alerts
    assert {(alert.event, alert.kind.value, alert.show.value) for alert in alerts} == {
        (first, "correction", "broadcast"),
        (other, "correction", "broadcast"),
    }


def test_what_a_paper_wrote_itself_stands():
    ledger, _, other = told()
    withdrawn(ledger)
    assert [flag.partition(" (")[0] for flag in ledger.events[other].flags] == ["ORIGIN WITHDRAWN"]
    assert ledger.events[other].reports[1].withdrawn is False


def test_a_withdrawal_read_twice_tells_once():
    ledger, _, _ = told()
    withdrawn(ledger)
    again = story("wire", "Harbour Wire", "This story has been withdrawn.", version=3, title="WITHDRAWN: Title wire")
    assert take(ledger, again, now=NOON + timedelta(hours=4)).alerts == ()
