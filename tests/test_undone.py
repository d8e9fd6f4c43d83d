"""Counts, maps, the API and exports tell what undoes a kind of event from the kind, and still find it by the kind."""

import asyncio
import csv
import io
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace

import pytest
from fakes.archive import NOW
from fakes.site import TOKEN, served, site_of
from fakes.undone import undone

from bot.chart import Launches, Timeline, drawn, planned
from bot.cli.app import app
from bot.cli.ask import asked_of
from bot.cli.desk import desk_of
from bot.store import open_store
from handlers.commands.words import Asked, Kind
from handlers.pages.openapi import DOCUMENT
from handlers.pages.pictures import charts_of

CAME, WENT = ["e-japan", "e-korea", "e-poland"], ["e-iraq", "e-niger"]
FOUND = {
    "deployment": sorted([*CAME, *WENT]),
    "withdrawal": WENT,
    "sanction": ["e-ban", "e-lift"],
    "sanction lifted": ["e-lift"],
    "agreement": ["e-breach", "e-end", "e-pact"],
    "agreement ended": ["e-end"],
    "agreement breached": ["e-breach"],
    "strike": [],
}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('undone')}/store.db")
    store.migrate()
    yield undone(store)
    store.close()


def answered(store, question, charts=None):
    async def draw(chart):
        charts.append(chart)

    desk = desk_of(store, draw=draw if charts is not None else None)
    return asyncio.run(desk.answer(asked_of(question, desk.commands), NOW))


def behind(store, button):
    """The events that a button leads to."""
    reply = asyncio.run(desk_of(store).answer(button.asks, NOW))
    return sorted({line.event for line in reply.lines if line.event})


def test_a_timeline_counts_what_came_and_what_went_apart_and_each_count_leads_to_its_own(held):
    reply = answered(held, "timeline US days: 60")
    assert reply.lines[1].text == (
        "By kind: 3 deployments, 2 withdrawals, 1 agreement, 1 agreement breached, 1 agreement ended, 1 sanction, 1 sanction lifted"
    )
    led = {button.label: behind(held, button) for button in reply.buttons}
    assert led == {"deployment: 3": CAME, "withdrawal: 2": WENT, "agreement: 1": ["e-pact"], "agreement breached: 1": ["e-breach"]}


def test_both_stores_count_alike(store):
    undone(store)
    told = answered(store, "timeline US days: 60").lines[1].text
    assert told.startswith("By kind: 3 deployments, 2 withdrawals, 1 agreement, 1 agreement breached")


@pytest.mark.parametrize("kind", FOUND)
def test_a_trend_of_a_kind_holds_what_undoes_it_and_one_of_what_undoes_it_nothing_else(held, kind):
    reply = answered(held, f"trend type: {kind} days: 60")
    assert [behind(held, button) for button in reply.buttons if button.label.startswith("All: ")] == ([FOUND[kind]] if FOUND[kind] else [])
    for button in reply.buttons:
        assert len(behind(held, button)) == int(button.label.rpartition(": ")[2])


def test_a_trend_that_holds_both_says_so_and_how_many_of_each(held):
    reply = answered(held, "trend type: deployment by: month days: 60")
    assert reply.title.startswith("Trend by month: deployment, withdrawal · ")
    assert [line.text for line in reply.lines] == [
        "5 events; the most, 5, Feb 2026",
        "By kind: 3 deployments, 2 withdrawals",
        "Feb 2026: 5 (3 reported, 2 planned)",
    ]
    assert {"deployment: 3": CAME, "withdrawal: 2": WENT}.items() <= {one.label: behind(held, one) for one in reply.buttons}.items()
    alone = answered(held, "trend type: pullouts by: month days: 60")
    assert alone.title.startswith("Trend by month: withdrawal · ")
    assert [line.text for line in alone.lines] == ["2 events; the most, 2, Feb 2026", "Feb 2026: 2 (1 reported, 1 planned)"]
    assert answered(held, "trend type: deployment actor: Japan").title.startswith("Trend by week: deployment · Japan · ")


def test_what_is_no_kind_is_told_with_all_that_are(held):
    assert answered(held, "trend type: war").title.endswith("deployment postponed, exercise postponed, procurement postponed")


def test_what_undoes_a_kind_is_offered_where_kinds_are(held):
    def offered(typed):
        return [(one.label, one.value) for one in asyncio.run(desk_of(held).completions(Kind.TYPE, typed, Asked("trend")))]

    assert offered("with") == [("withdrawal", "withdrawal")]
    assert offered("pullo") == [("withdrawal", "withdrawal")]
    undone = {"sanction lifted", "agreement ended", "agreement breached", "withdrawal", "exercise postponed"}
    assert undone <= {value for _, value in offered("")}


def test_what_is_undone_is_hollow_in_pictures_and_the_legend_says_what_that_is(held):
    charts = []
    answered(held, "timeline US days: 60", charts)
    answered(held, "map type: deployment days: 60", charts)
    line, where = charts
    hollow = {mark.event: mark.undone for mark in line.marks if mark.undone}
    assert hollow == dict.fromkeys(WENT, "withdrawal") | {
        "e-end": "agreement ended",
        "e-breach": "agreement breached",
        "e-lift": "sanctions lifted",
    }
    assert {spot.event for spot in where.spots if spot.undone} == set(WENT)
    assert where.title.startswith("Map: deployment, withdrawal · ")
    assert "Agadez: United States, withdrawal, 10 February 2026 (reported)" in planned(where).alt
    for chart, made in ((line, Timeline), (where, Launches)):
        plain = made(chart.title, tuple(replace(one, undone="") for one in getattr(chart, "marks", ()) or chart.spots))
        assert planned(plain).height < planned(chart).height
        assert drawn(plain).png != drawn(chart).png


def test_the_map_of_an_events_page_tells_it_too(held):
    assert planned(charts_of(held.event("e-niger"))["map"]).alt.endswith("1: Agadez, withdrawal, 10 February 2026 (reported).")
    assert planned(charts_of(held.event("e-japan"))["map"]).alt.endswith("1: Okinawa, 12 February 2026 (reported).")


@pytest.fixture(scope="module")
def base(held):
    with served(site_of(held)) as address:
        yield address


def _ids(base, kind):
    query = urllib.parse.urlencode({"type": kind})
    asked = urllib.request.Request(f"{base}/api/events?{query}", headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310  # loopback
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310  # the same
        return sorted(one["id"] for one in json.loads(answer.read())["events"])


@pytest.mark.parametrize("kind", FOUND)
def test_the_api_finds_by_the_kind_both_and_by_what_undoes_it_only_that(base, kind):
    assert _ids(base, kind) == FOUND[kind]


def test_the_api_describes_every_type_that_may_be_asked_for_and_no_other(base):
    (told,) = (one for one in DOCUMENT["paths"]["/api/events"]["get"]["parameters"] if one["name"] == "type")
    assert set(FOUND) <= set(told["schema"]["enum"])
    assert len(told["schema"]["enum"]) == 24
    with pytest.raises(urllib.error.HTTPError) as fault:
        _ids(base, "deployment withdrawal")
    assert "agreement breached" in json.loads(fault.value.read())["error"]


@pytest.mark.parametrize("kind", FOUND)
def test_an_export_chooses_by_what_undoes_a_kind_as_by_the_kind(held, kind, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{held._engine.url.database}")
    out = tmp_path / "events.csv"
    assert not app(["export", "--format", "csv", "--type", kind, "--out", str(out)], standalone_mode=False)
    assert sorted(row["id"] for row in csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))) == FOUND[kind]
