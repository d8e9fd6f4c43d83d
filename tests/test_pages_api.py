import json
import re
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import pytest
import schemathesis
from fakes.filled import filled
from fakes.site import TOKEN, served, site_of
from hypothesis import HealthCheck, assume, settings
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from handlers.pages.openapi import DOCUMENT, PARTY


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = filled(tmp_path_factory.mktemp("api"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def base(store):
    with served(site_of(store)) as address:
        yield address


def _got(url, token=TOKEN, **headers):
    told = headers | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=told), timeout=60) as answer:  # noqa: S310  # loopback
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, json.loads(fault.read())


def _valid(value, name):
    registry = Registry().with_resource("urn:api", Resource.from_contents(dict(DOCUMENT), DRAFT202012))
    schema = {"$ref": f"urn:api#/components/schemas/{name}"}
    jsonschema.Draft202012Validator(schema, registry=registry).validate(value)


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "émile"])
def test_without_the_token_nothing_is_told(base, token):
    for path in ("/api/events", "/api/claims", "/api/events/5e67c467e9861933"):
        status, told = _got(base + path, token=urllib.parse.quote(token))
        assert status == 401
        assert set(told) == {"error"}


def test_the_description_needs_no_token(base):
    status, told = _got(f"{base}/api/openapi.json", token="")
    assert status == 200
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]) == {"/api/events", "/api/events/{event}", "/api/claims"}


def test_pages_of_any_size_give_every_event_once(base, store):
    everything = [one.id for one in store.listing.everything()]
    for order, expected in (("oldest", everything), ("newest", everything[::-1])):
        seen, after = [], ""
        while after is not None:
            status, told = _got(f"{base}/api/events?limit=4&order={order}" + (f"&after={after}" if after else ""))
            assert status == 200
            seen += [one["id"] for one in told["events"]]
            after = told["next"]
        assert seen == expected


def test_every_answer_is_what_the_description_says(base, store):
    for one in _got(f"{base}/api/events?limit=500")[1]["events"]:
        _valid(one, "Event")
        _valid(_got(f"{base}/api/events/{one['id']}")[1], "EventWithClaims")
    claims = _got(f"{base}/api/claims?limit=500")[1]["claims"]
    for one in claims:
        _valid(one, "Report")
    assert [one["id"] for one in claims] == [told.id for event in store.listing.everything() for told in event.reports]


def test_events_are_asked_for_by_type_party_and_days(base):
    told = _got(f"{base}/api/events?type=missile_launch&party=KP&since=2022-10-01&until=2022-12-31")[1]["events"]
    assert told
    assert all(one["type"] == "missile_launch" and "KP" in one["claim"]["actor"] + one["claim"]["target"] for one in told)
    assert all("2022-10-01" <= one["claim"]["date"]["start"] <= "2022-12-31" for one in told if one["claim"]["date"])


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("limit=0", "limit: a whole number from 1 to 500"),
        ("limit=501", "limit"),
        ("limit=%D9%A3", "limit"),
        ("limit=1.0", "limit"),
        ("order=best", "order: oldest or newest"),
        ("type=war", "type: 'war' is no type of event"),
        ("party=", "party: a state's code"),
        ("party=%27%20OR%201", "party"),
        ("party=atlantis", "party: there is no 'atlantis'"),
        ("since=20260301", "since: a day as 2026-03-01"),
        ("until=2026-02-30", "until"),
        ("after=x", "after: the `next` of the page before"),
        ("after=99999999999999999.e1", "after"),
        ("after=-1.e1", "after"),
        ("after=1.e%00", "after"),
        ("colour=red", "there is no parameter 'colour'"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_told(base, query, error):
    status, told = _got(f"{base}/api/events?{query}")
    assert status == 400
    assert error in told["error"]


def test_an_event_that_is_not_there_is_told(base):
    assert _got(f"{base}/api/events/nosuch") == (404, {"error": "there is no such event"})


schema = schemathesis.openapi.from_dict(json.loads(json.dumps(dict(DOCUMENT))))


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_makes_a_fault_of_ours_or_an_answer_that_is_not_described(case, base):
    assume(all(value not in ([], {}, None) for value in (case.query or {}).values()))  # no address can hold these: nothing wrong is sent
    told = (case.query or {}).get("party")
    if isinstance(told, str) and re.fullmatch(PARTY, told):  # well written; that a party is known no pattern can say
        case.query["party"] = "KP"
    case.call_and_validate(base_url=base, headers={"Authorization": f"Bearer {TOKEN}"})
