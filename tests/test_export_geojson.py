"""Events on other people's maps."""

import json
from dataclasses import replace

import pytest
from fakes.filled import filled
from fakes.ledger import claim, event

from bot.cli.app import app
from bot.export import writer_of


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = filled(tmp_path_factory.mktemp("geojson"))
    yield store
    store.close()


def _text(events):
    writer = writer_of("geojson")
    return writer.head() + "".join(map(writer.event, events)) + writer.foot()


def test_geojson_has_a_feature_an_event_longitude_first_and_says_what_a_point_stands_for(ledger):
    events = list(ledger.listing.everything())
    told = json.loads(_text(events))
    assert (set(told), told["type"]) == ({"type", "features"}, "FeatureCollection")
    features = told["features"]
    assert [one["id"] for one in features] == [one.id for one in events]
    for one, event_ in zip(features, events, strict=True):
        assert (one["type"], set(one)) == ("Feature", {"type", "id", "geometry", "properties"})
        assert [told["evidence"] for told in one["properties"]["sources"]] == [list(told.claim.quotes) for told in event_.reports]
        assert (one["geometry"] is None) is (one["properties"]["precision"] is None) is (one["properties"]["point"] is None)
    [dud] = [one for one in features if one["id"] == "961d59f4e04a40d4"]
    assert dud["geometry"] == {"type": "Point", "coordinates": [23.93, 50.47]}
    assert (dud["properties"]["point"], dud["properties"]["precision"]) == ("Przewodów", "site")
    assert (dud["properties"]["actor"], dud["properties"]["target"], dud["properties"]["start"]) == (["RU"], ["PL"], "2022-11-15")
    assert dud["properties"]["url"].startswith("https://")
    assert 0 < dud["properties"]["confidence"] <= 1


@pytest.mark.parametrize(
    ("places", "at", "how"),
    [
        (("a field", "Kherson", "Ukraine"), [32.6, 46.63], "town"),
        (("Ukraine",), [31.4, 49.0], "middle of a state"),
        (("off Sinpo",), [128.19, 40.03], "around"),
        (("Ruritania",), None, None),
        ((), None, None),
    ],
)
def test_a_feature_stands_at_the_first_place_that_is_known_or_nowhere(places, at, how):
    [one] = json.loads(_text([event(told=replace(claim(), place=places))]))["features"]
    assert (one["geometry"] and one["geometry"]["coordinates"], one["properties"]["precision"]) == (at, how)


def test_geojson_of_nothing_is_an_empty_collection():
    assert json.loads(_text([])) == {"type": "FeatureCollection", "features": []}


def test_events_of_no_known_place_can_be_left_out(ledger, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{ledger._engine.url.database}")
    out = tmp_path / "events.geojson"
    assert not app(["export", "--format", "geojson", "--placed", "--out", str(out)], standalone_mode=False)
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert 0 < len(features) < ledger.listing.count()
    assert all(one["geometry"] for one in features)
    assert f"{len(features)} event" in capsys.readouterr().err
