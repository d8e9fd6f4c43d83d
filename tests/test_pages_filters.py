"""The filters beside the ledger's search: plain parameters of the address."""

import html
import re
import urllib.parse

import pytest
from fakes.filled import filled
from fakes.reader import Tags, got
from fakes.site import served, site_of

from bot.watch.kinds import KIND_OF
from handlers.pages.sought import STATUSES, TYPES, address


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("filters"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(store):
    with served(site_of(store, "everything")) as told:
        yield told


def _listed(page):
    return set(re.findall(r'<h2><a href="/events/(\w+)', page))


def _denied(one):
    return one.status.value == "denied" or any(flag.startswith("DENIED") for flag in one.flags)


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"type": "missile_launch"}, lambda one: one.type.value == "missile_launch"),
        ({"type": "Missile launches"}, lambda one: one.type.value == "missile_launch"),
        ({"party": "North Korea"}, lambda one: "KP" in (*one.claim.actor, *one.claim.target)),
        ({"party": "KP"}, lambda one: "KP" in (*one.claim.actor, *one.claim.target)),
        ({"status": "denied"}, _denied),
        ({"status": "Reported"}, lambda one: one.status.value == "asserted"),
        ({"outlets": "2"}, lambda one: one.outlets >= 2),
        ({"outlets": "0000000002"}, lambda one: one.outlets >= 2),
        ({"since": "2022-11-15"}, lambda one: one.day.isoformat() >= "2022-11-15"),
        ({"until": "2022-11-15"}, lambda one: one.day.isoformat() <= "2022-11-15"),
        ({"since": "2022-11-02", "until": "2022-11-02"}, lambda one: one.day.isoformat() == "2022-11-02"),
        ({"q": "arms_transfer to RU", "status": "denied"}, lambda one: one.type.value == "arms_transfer" and _denied(one)),
    ],
)
def test_each_filter_finds_what_it_says_alone_and_with_others(base, store, given, fits):
    status, _, page = got(f"{base}{address(given)}")
    wanted = {one.id for one in store.listing.everything() if fits(one)}
    assert status == 200
    assert wanted
    assert _listed(page) == wanted
    assert len(wanted) < store.listing.count()


def test_a_filtered_page_says_how_it_was_understood_and_keeps_the_form_filled_in(base):
    page = got(f"{base}/ledger?type=missile_launch&party=north+korea&since=2022-11-01&outlets=2")[2]
    text, tags = Tags(page).text(), Tags(page).tags
    assert "Understood as: missile_launch party KP outlets >= 2 · from 1 Nov 2022" in text
    assert {attrs["name"]: attrs["value"] for tag, attrs in tags if tag == "input" and attrs["value"]} == {
        "party": "north korea",
        "since": "2022-11-01",
        "outlets": "2",
    }
    assert [attrs["value"] for tag, attrs in tags if tag == "option" and "selected" in attrs] == ["missile_launch"]
    assert [attrs for tag, attrs in tags if tag == "details"] == [{"open": None}]
    assert [attrs for tag, attrs in Tags(got(f"{base}/ledger?q=missile")[2]).tags if tag == "details"] == [{}]
    assert "Understood as: status reported" in Tags(got(f"{base}/ledger?status=asserted")[2]).text()
    assert 'Understood as: status "ruled out"' in Tags(got(f"{base}/ledger?status=negated")[2]).text()
    assert "Understood as: from 1 Nov 2022 · until 30 Nov 2022" in Tags(got(f"{base}/ledger?since=2022-11-01&until=2022-11-30")[2]).text()


@pytest.mark.parametrize(
    ("field", "given", "shown"),
    [
        ("status", "reported", "asserted"),
        ("status", "Ruled out", "negated"),
        ("type", "missile launch", "missile_launch"),
        ("type", "sanction_lifted", "sanction lifted"),
        ("since", "20221102", "2022-11-02"),
        ("until", "2026-W01-1", "2025-12-29"),
    ],
)
@pytest.mark.parametrize("party", ["KP", "Atlantis"])
def test_the_form_shows_what_an_address_says_in_other_words_beside_a_fault_too(base, field, given, shown, party):
    page = got(f"{base}/ledger?{urllib.parse.urlencode({field: given, 'party': party})}")[2]
    held, name = {}, ""
    for tag, attrs in Tags(page).tags:
        name = attrs["name"] if tag == "select" else name
        held |= {name: attrs["value"]} if "selected" in attrs else {}
        held |= {attrs["name"]: attrs["value"]} if tag == "input" and attrs["value"] else {}
    assert held == {field: shown, "party": party}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("q=strike+on+Kyiv", ["Kyiv is read as Ukraine: for the city itself search for in Kyiv."]),
        ("q=missile&party=pyongyang", ["pyongyang is read as North Korea: for the city itself search for in pyongyang."]),
        ("q=refinery+on+Kyiv+burnt", ["Kyiv is read as Ukraine: for the city itself search for in Kyiv."]),
        ("q=strike+in+Kyiv&party=Ukraine", []),
    ],
)
def test_a_town_that_is_read_as_its_state_is_told_beside_how_it_was_understood(base, asked, told):
    text = Tags(got(f"{base}/ledger?{asked}")[2]).text()
    assert [words in text for words in told] == [True] * len(told)
    assert text.count("is read as") == len(told)


def test_pages_of_a_filtered_ledger_keep_the_filters(base, monkeypatch):
    monkeypatch.setattr("handlers.pages.site.LISTED", 2)
    page = got(f"{base}/ledger?party=KP")[2]
    onward = html.unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])
    assert onward == "/ledger?party=KP&skip=2&trail=0"
    later = got(base + onward)[2]
    assert _listed(later)
    assert not _listed(later) & _listed(page)
    assert 'href="/ledger?party=KP">First page' in later


def test_fields_that_were_left_empty_leave_the_address(base):
    status, headers, _ = got(f"{base}/ledger?q=missile&type=&party=+&status=&since=&until=&outlets=")
    assert (status, headers["Location"]) == (302, "/ledger?q=missile")
    assert got(f"{base}/ledger?party=&party=KP&q=a&q=b")[1]["Location"] == "/ledger?q=a&party=KP"
    assert got(f"{base}/ledger?q=&skip=3")[1]["Location"] == "/ledger?skip=3"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("type", "war", "type: `war` is no kind of event; there are arms transfer"),
        ("status", "true", "status: `true` is no status; there are reported, alleged, planned, possible, denied, ruled out"),
        ("party", "Atlantis", "party: `Atlantis` is no known state, group or company"),
        ("party", "rusia", "did you mean `russia`?"),
        ("since", "yesterday", "since: `yesterday` is no day; write it as 2026-03-01"),
        ("until", "2026-02-30", "until: `2026-02-30` is no day"),
        ("outlets", "0", "outlets: `0` must be a whole number from 1 to 999"),
        ("outlets", "-1", "must be a whole number"),
        ("outlets", "1e3", "must be a whole number"),
        ("outlets", "9" * 5000, "must be a whole number"),
        ("outlets", "²", "must be a whole number"),
        ("outlets", "٣", "must be a whole number"),
        ("outlets", "0000000012345", "must be a whole number"),
        ("party", "x" * 5000, "is no known state, group or company"),
        ("type", "\x00\x1b[31m", "is no kind of event"),
        ("q", "x " * 100, "at most 40 words"),
        ("q", "*", "there is no word in `*`: look for letters or numbers"),
        ("q", "missile \x00", "there is no word in `"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_in_one_line_beside_the_form(base, field, value, told):
    status, _, page = got(f"{base}/ledger?{urllib.parse.urlencode({field: value})}")
    assert status == 400
    [line] = re.findall(r'<p id="fault" class="fault" role="alert">(.*)</p>', page)
    assert told in html.unescape(line)
    [wrong] = [attrs["name"] for _, attrs in Tags(page).tags if "aria-invalid" in attrs]
    assert wrong == field


def test_days_the_wrong_way_round_are_told(base):
    status, _, page = got(f"{base}/ledger?since=2026-03-02&until=2026-03-01")
    assert (status, "since 2026-03-02 is after until 2026-03-01" in page) == (400, True)


def test_a_filter_shows_nothing_that_is_not_published(store):
    [one] = [one for one in store.listing.everything() if "Przewod" in repr(one)][:1]
    with served(site_of(store, "watch:launches")) as base:
        assert one.id not in _listed(got(f"{base}/ledger?type={one.type.value}")[2])
        assert _listed(got(f"{base}/ledger?type=missile_launch")[2])


def test_the_form_offers_every_kind_and_every_status_once():
    assert [name for name, _ in TYPES] == list(KIND_OF)
    assert len({word for _, word in TYPES}) == len(TYPES)
    assert [word for _, word in STATUSES] == ["Reported", "Alleged", "Planned", "Possible", "Denied", "Ruled out"]
