"""A digest tells an event and who denies it as one item, whichever came first."""

from dataclasses import replace

import pytest
from fakes.ledger import NOW, places
from fakes.merging import Ledger, claim, moment
from fakes.watched import HERE, NAMES, after, file, told, watch

from bot.model import Link, LinkKind, Status, Story, Way
from bot.watch.board import Board
from bot.watch.digest import Bundle, digests
from bot.watch.missed import Missed, told_after
from handlers.commands.waiting import preview
from handlers.commands.words import Asked

RAID = {"actor": ["RU"], "target": ["UA"], "place": ["Odesa"], "item": [["missile", "missiles"]]}
CHARGE = ("Harbour Wire", "alleged", RAID | {"source": [{"name": "A. Roe", "party": "UA"}]})
DENIAL = ("Gazette", "denied", RAID | {"source": [{"org": "Kremlin", "party": "RU"}], "confidence": 0.95})
OTHER = ("Evening Post", "asserted", RAID | {"place": ["Lviv"], "day": "2031-05-01"})


def alerts_of(*steps):
    """The alerts of some reports in turn, and what denies what."""
    ledger, made = Ledger(), []
    for hours, (outlet, status, slots) in enumerate(steps, 12):
        at = moment(f"2031-05-06T{hours}:00:00+00:00")
        said, url = f"The {outlet} heard on mile {len(outlet)} of it.", f"https://{len(outlet)}.example/"
        story = Story(id=outlet, title="", text=said, published=at, outlet=outlet, url=url)
        made += ledger.take(story, [claim(story, "strike", status, **slots)]).alerts
    return made, {one.id: [link.to for link in one.links if link.kind is LinkKind.DENIES] for one in ledger.live()}


@pytest.mark.parametrize(
    ("steps", "who"), [((DENIAL, CHARGE), "Kremlin"), ((CHARGE, DENIAL), "Russia"), ((DENIAL, CHARGE, OTHER), "Kremlin")]
)
def test_a_charge_and_its_denial_are_one_item_in_the_charges_words_that_says_who_denies(steps, who):
    made, denied = alerts_of(*steps)
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), made, denied)
    item = f"ALLEGED, DENIED · Russia → Ukraine · attack: missiles · A. Roe (Harbour Wire) (changed: denied by {who})"
    assert [part for part in page.parts if "DENIED" in part] == [item]
    assert "denied or corrected: 1 of these" in page.parts
    assert page.headline.startswith(f"DIGEST · {len(steps) - 1} event")
    assert page.outlets == len(steps), "both sides' outlets are counted"


def test_a_denial_of_what_the_digest_does_not_tell_is_an_item_of_its_own():
    made, denied = alerts_of(DENIAL, CHARGE)
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), made[:1], denied)
    assert page.parts[-1] == "DENIED · Russia → Ukraine · attack: missiles · Kremlin (Gazette)"


def test_what_a_channel_missed_is_told_with_its_denial_and_counted_once():
    made, denied = alerts_of(DENIAL, CHARGE, OTHER)
    missed = [Missed((one,), stands=False) for one in made]
    note = told_after(Way.SHUT, HERE, missed, 3, NOW, after(hours=1), denied)
    assert note.headline.endswith("· 2 events")
    assert sum("denied by Kremlin" in part for part in note.parts) == 1
    assert not any(part.startswith("DENIED") for part in note.parts)


def denial_and_charge(desk):
    denial = told("d1", status=Status.DENIED, links=(Link(LinkKind.DENIES, "e1", "said before"),))
    file(desk, denial, headline="DENIED · Russia", status=Status.DENIED, speaker="Kremlin")
    file(desk, told("e1"), at=after(minutes=5), headline="ALLEGED, DENIED · Russia", status_word="ALLEGED, DENIED")


@pytest.fixture
def desk(store):
    store.keep_destinations(places(2), NOW)
    store.watches.use(lambda watches: Board(watches, NAMES))
    return store


def test_the_digest_of_a_watch_and_its_preview_follow_the_links_in_the_store(desk):
    desk.watches.keep(replace(watch(), when="hourly"))
    denial_and_charge(desk)
    shown = preview(desk, Asked("watch", "preview", place=HERE), after(minutes=10))
    assert shown.title == "1 event waits for the digest"
    assert desk.watches.release(after(hours=1, minutes=5)) == 1
    [page] = [one for one in desk.watches.alerts(keys(desk)) if one.kind == "digest"]
    assert shown.lines[-1].text == page.parts[-1]
    assert page.parts[-1] == "[low] ALLEGED, DENIED · Russia (changed: denied by Kremlin)"


def keys(desk):
    with desk._read() as connection:
        return sorted({row[0] for row in connection.exec_driver_sql("SELECT event FROM alert")})
