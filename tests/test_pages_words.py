"""What pages, exports and look-ups say of an event: the sentence that carries it, who tells it, when, and in names."""

import asyncio
import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.ledger import NOW, Outcome, claim, event, file, report, story
from fakes.reader import Tags, got
from fakes.site import WATCHES, served, site_of

from bot.alert.outlets import room_of
from bot.errors import BadInput
from bot.export import plover, table
from bot.export.stix import objects
from bot.lookup import Row, supply
from bot.merge.fold import weighed
from bot.model import Casualties, ClaimType, Link, LinkKind, Revision, Span, Speaker, Status
from bot.store import open_store
from bot.vocabulary import vocabulary
from bot.watch.severity import scale_of
from config.presets import read_severity
from handlers.commands.claims import Claims, Judging
from handlers.commands.mapped import label_of
from handlers.commands.proof import Proofs
from handlers.commands.telling import change_of
from handlers.commands.words import Asked
from handlers.pages.feeds import atom
from handlers.pages.pictures import charts_of
from handlers.pages.told import told

EARLIER = NOW - timedelta(days=1, hours=7)
FOUR, SEVEN = "Drones struck the port, killing four people.", "Drones struck the port and killed at least seven."


def risen():
    """An event whose toll rose from four to seven, told by two stories."""
    first = replace(claim(), quotes=(FOUR,), evidence=(Span(0, 3),), post=True, casualties=Casualties(4, 4))
    later = replace(first, quotes=(SEVEN,), casualties=Casualties(7))
    reports = (
        replace(report("r1", first, EARLIER), url="https://harbour.example/four", seen=NOW),
        replace(report("r2", later, EARLIER + timedelta(hours=2), "s2"), url="https://courier.example/seven", outlet="Pacific Courier"),
    )
    return event("e1", replace(first, casualties=Casualties(7)), reports, revisions=(Revision(NOW, "killed", "4", "7", "r2"),), outlets=2)


def retold():
    """A charge that one story tells, and another only to deny it."""
    charge = replace(claim(), status=Status.ALLEGED, quotes=("Vessels were struck.",))
    denying = replace(report("r2", charge, of="s2"), outlet="Alborz Agency", retold=True)
    return event("e1", charge, (report("r1", charge), denying), flags=("DENIED by IR",))


@pytest.fixture
def store(tmp_path):
    made = open_store(f"sqlite:///{tmp_path}/words.db")
    made.migrate()
    yield made
    made.close()


def cells(one):
    return next(csv.DictReader(io.StringIO(table.head() + table.row(one))))


def test_an_export_quotes_and_links_the_story_that_carries_the_figure_held_now():
    row = cells(risen())
    assert (row["casualties"], row["quote"], row["url"]) == ("at least 7 killed", SEVEN, "https://courier.example/seven")
    coded = next(csv.DictReader(io.StringIO(plover.head() + "".join(plover.rows(risen())))))
    assert (coded["text"], coded["url"]) == (SEVEN, "https://courier.example/seven")
    incident = next(made() for key, made, _ in objects(risen()) if key.startswith("incident"))
    assert incident.description == SEVEN


def test_the_ledger_and_feeds_quote_what_carries_the_figure_held_now(store):
    file(store, events=(risen(),))
    with served(site_of(store, "everything")) as base:
        page = got(f"{base}/ledger")[2]
    assert SEVEN in page
    assert FOUR not in page
    assert SEVEN in atom(WATCHES[0], [risen()], "http://x").decode()


def test_who_tells_a_charge_only_to_deny_it_is_none_of_those_that_tell_it():
    assert weighed(retold()).outlets == 1
    one = told(retold(), {})
    assert [evidence.outlet for evidence in one.evidence] == ["Harbour Wire"]
    assert not any("Alborz" in root.name for root in one.roots)
    assert "timeline" not in charts_of(replace(retold(), reports=(retold().reports[0], replace(retold().reports[1], published=EARLIER))))


def test_a_denied_transfer_is_one_transfer_and_its_denial_none():
    kind = ClaimType.ARMS_TRANSFER
    given = Row("e1", kind, Status.ALLEGED, True, date(2026, 2, 1), date(2026, 2, 1), NOW, ("IR",), ("RU",))
    [flow] = supply([given, replace(given, event="e2", status=Status.DENIED, denied=False, day=date(2026, 2, 2))])
    assert (flow.count, flow.denied, flow.statuses, flow.latest.event) == (1, 1, ((Status.ALLEGED, 1),), "e1")


def test_what_its_own_teller_rules_out_stands_in_no_list_until_somebody_else_tells_it(store):
    charge = replace(claim(), status=Status.ALLEGED, quotes=("A light was seen.",))
    alone = event("e1", charge, (replace(report("r1", charge), retold=True),))
    file(store, events=(alone,))
    site = site_of(store, "everything")
    assert not site.shows()(alone)
    assert store.listing.stretch().events == ()
    assert site.search(site.sought({"q": "light"}), 0).events == ()
    file(store, events=(replace(alone, reports=(*alone.reports, report("r2", charge, of="s2")), revision=2),), key="s2")
    assert [one.id for one in store.listing.stretch().events] == ["e1"]


def test_sentences_whose_surroundings_meet_are_one_passage_with_several_marks():
    text = "A port was hit. Two vessels were struck. Nobody was hurt, it said. " + "word " * 100 + "Far behind it stands this."
    full = f"Vessels struck\n{text}"
    quotes = ("Two vessels were struck.", "Nobody was hurt, it said.", "Far behind it stands this.")
    spans = tuple(Span(full.index(quote), full.index(quote) + len(quote)) for quote in quotes)
    one = told(event(told=replace(claim(), evidence=spans, quotes=quotes)), {("s1", 1): story(text=text)}).evidence[0]
    near, far = one.passages
    assert [part.words for part in near.parts if part.marked] == list(quotes[:2])
    assert [part.words for part in far.parts if part.marked] == [quotes[2]]
    assert "".join(part.words for part in near.parts).count("Nobody was hurt") == 1
    assert [(part.words.strip(), part.blank) for part in near.parts][:2] == [("A port was hit.", True), ("Two vessels were struck.", True)]


def test_an_event_is_first_told_when_it_was_published_and_seen_here_when_it_was_read():
    one = told(risen(), {})
    assert (one.first, one.opened) == (EARLIER, NOW)
    assert [(step.at, step.text, step.outlet) for step in one.steps] == [
        (EARLIER, "first told", "Harbour Wire"),
        (EARLIER + timedelta(hours=2), "killed: 4 → 7", "Pacific Courier"),
        (NOW, "first seen here", ""),
    ]


def test_an_event_without_a_day_is_of_the_day_of_its_first_report_on_maps_and_in_exports():
    undated = replace(claim(day=None), place=("Odesa",))
    one = event("e1", undated, (report("r1", undated, EARLIER),))
    assert charts_of(one)["map"].spots[0].day == EARLIER.date()
    coded = next(csv.DictReader(io.StringIO(plover.head() + "".join(plover.rows(one)))))
    assert coded["event_date"] == EARLIER.date().isoformat()
    assert coded["publication_date"].startswith(EARLIER.date().isoformat())


@pytest.mark.parametrize(
    ("slot", "old", "new", "words"),
    [
        ("party", "", "JP", "also said by Japan"),
        ("denied", "", "IR", "denied by Iran"),
        ("denied earlier", "", "KP, 5 November 2022", "denied earlier by North Korea, 5 November 2022"),
        ("status", "planned", "asserted", "status: planned → reported"),
        ("quantity", "17", "at least 23", "count: 17 → at least 23"),
        ("disputed", "17", "17 or 23", "two figures: 17 or 23"),
        ("reversal", "", "lifted", "now known: lifted"),
        ("actor", "RU", "IR", "doer: Russia → Iran"),
        ("due", "planned", "done", "announced before, and done"),
        ("page", "", "no longer available at Harbour Wire", "no longer available at Harbour Wire"),
        ("withdrawn", "2 reports", "Harbour Wire", "withdrawn by Harbour Wire, and with it 2 reports"),
    ],
)
def test_a_change_is_told_in_names_and_words(slot, old, new, words):
    assert change_of(Revision(NOW, slot, old, new), ()) == words


def test_a_page_names_all_who_say_so_and_newsrooms_by_their_names():
    one = replace(retold(), flags=(), parties=2)
    also = replace(one.reports[0], id="r3", story="s3", newsroom="meridian")
    also = replace(also, claim=replace(also.claim, source=(Speaker(None, "Japan's defence ministry", "JP"),)))
    facts = dict(told(replace(one, reports=(one.reports[0], also)), {}).facts)
    assert facts["Who says so"] == "Japan's defence ministry"
    assert facts["Told by"] == "1 outlet, 1 newsroom; 2 parties say so"
    assert [room_of(key) for key in ("meridian", "afp", "usni.example")] == ["Meridian", "AFP", "usni.example"]
    assert cells(retold())["flags"] == "DENIED by Iran"


def test_a_search_says_how_it_was_understood_and_what_may_have_been_meant(store):
    file(store, events=(event(),))
    with served(site_of(store, "everything")) as base:
        text = Tags(got(f"{base}/ledger?q=strike+on+Urkaine")[2]).text()
    assert "Understood as: strike · the word “Urkaine”" in text
    assert "Did you mean on ukraine?" in text


def test_grades_are_explained_on_every_page(store):
    with served(site_of(store, "everything")) as base:
        assert "its letter says how reliable the sources are" in got(f"{base}/ledger")[2]


def test_a_map_names_a_place_with_the_state_that_owns_it():
    assert label_of("Odesa") == "Odesa, Ukraine"
    assert label_of("Crimea") in {"Crimea", "Crimea, Ukraine"}


def test_why_finds_a_story_by_its_link_in_any_form_and_an_event_by_the_beginning_of_its_id(store):
    held = replace(report("r1"), url="https://www.harbour.example/News/vessels/?utm_source=x")
    told_of = story()
    with store.taking(told_of) as taking:
        taking.keep(Outcome(told_of, (held,), (event("ab12cd34ef560718", reports=(held,)),)))
    for link in (
        "https://www.harbour.example/News/vessels/?utm_source=x",
        "harbour.example/News/vessels",
        "http://harbour.example/News/vessels/#top",
    ):
        assert store.watches.trace(link).story == told_of
    assert store.watches.trace("harbour.example/News/other").story is None
    assert [one.id for one in store.watches.trace("ab12cd34").events] == ["ab12cd34ef560718"]
    assert store.listing.named("ab12").id == "ab12cd34ef560718"
    assert store.listing.named("2022") is None


def test_of_two_ids_with_one_beginning_both_are_offered_and_neither_is_taken(store):
    told_of = story()
    with store.taking(told_of) as taking:
        taking.keep(Outcome(told_of, (), (event("ab12cd34ef560718"), event("ab12ffff00000000"))))
    assert [one.id for one in store.listing.begun("ab12")] == ["ab12cd34ef560718", "ab12ffff00000000"]
    assert [one.id for one in store.listing.begun("ab12c")] == ["ab12cd34ef560718"]
    with pytest.raises(BadInput, match="more than one event"):
        store.listing.named("ab12")


def test_an_outlets_own_address_is_no_story_and_one_told_apart_by_its_query_is(store):
    held = replace(report("r1"), url="https://harbour.example/?p=123")
    told_of = story()
    with store.taking(told_of) as taking:
        taking.keep(Outcome(told_of, (held,), (event(reports=(held,)),)))
    assert store.watches.trace("https://harbour.example/?p=123").story == told_of
    assert store.watches.trace("https://harbour.example/?p=12").story is None
    assert store.watches.trace("https://harbour.example").story is None


@pytest.mark.parametrize(("noun", "title"), [("evidence", "Evidence: 1 report"), ("verify", "Verify: 1 report")])
def test_who_only_denies_is_no_evidence(store, noun, title):
    told_of = story()
    with store.taking(told_of) as taking:
        taking.keep(Outcome(told_of, retold().reports, (retold(),)))
    reply = asyncio.run(Proofs(store).answer(Asked(noun, "", {"event": "e1"}), NOW))
    assert reply.title == title
    assert not any("Alborz" in line.text for line in reply.lines)


@pytest.mark.parametrize(("noun", "verb"), [("evidence", ""), ("claims", "show")])
def test_an_event_that_is_denied_leads_to_its_denial(store, noun, verb):
    told_of, link = story(), Link(LinkKind.DENIES, "e1")
    denial = event("e2", replace(claim(), status=Status.DENIED), links=(link,), status=Status.DENIED)
    with store.taking(told_of) as taking:
        taking.keep(Outcome(told_of, (), (event("e1"), denial)))
    judging = Judging(vocabulary({}), scale_of(read_severity()))
    part = Proofs(store) if noun == "evidence" else Claims(store, judging)
    reply = asyncio.run(part.answer(Asked(noun, verb, {"event": "e1"}), NOW))
    assert [line.event for line in reply.lines if line.text.startswith("It is denied by: DENIED")] == ["e2"]


def test_a_page_tells_one_place_once_however_it_is_spelt():
    one = event("e1", replace(claim(), place=("Sayeda Zeinab", "Sayyida Zeinab area", "Damascus", "Aleppo")))
    assert dict(told(one, {}).facts)["Where"] == "Sayeda Zeinab, Damascus, Aleppo"


def test_surroundings_end_at_words_and_within_title_or_text():
    text = "word " * 100 + "Two vessels were struck. " + "more " * 100
    full = f"Vessels struck\n{text}"
    start = full.index("Two vessels")
    span = Span(start, start + len("Two vessels were struck."))
    made = replace(claim(), evidence=(span,), quotes=("Two vessels were struck.",))
    [part] = told(event(told=made), {("s1", 1): story(text=text)}).evidence[0].passages
    assert part.cut_before
    assert part.cut_after
    before, quote, after = part.parts
    assert before.words.startswith("word ")
    assert (quote.words, quote.marked) == ("Two vessels were struck.", True)
    assert after.words.endswith(" more")
    assert "Vessels struck" not in before.words


def test_an_event_told_on_several_days_has_a_timeline():
    first, later = report("r1"), report("r2", published=datetime(2026, 3, 4, tzinfo=UTC))
    assert set(charts_of(event(reports=(first, later)))) == {"timeline"}
    assert charts_of(event()) == {}
