"""The API's own description: OpenAPI 3.1, from the same names as the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.model import Category, ClaimType, LinkKind, Reversal, Status
from bot.watch.kinds import KIND_OF, UNDONE

LIMIT, MOST = 100, 500
AFTER = "[0-9]{1,16}[.][0-9a-z]{1,64}"  # microseconds until the year 2286, and an event
PARTY = "[A-Za-z0-9][A-Za-z0-9_]{0,62}"
STRING = {"type": "string"}
INSTANT = {"type": "string", "format": "date-time"}
NUMBER = {"type": ["number", "null"]}
WHOLE = {"type": "integer"}
WHOLE_OR_NONE = {"type": ["integer", "null"]}
STRINGS = {"type": "array", "items": STRING}


def _object(**fields: object) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _or_none(told: Mapping[str, object]) -> dict[str, object]:
    return {"oneOf": [told, {"type": "null"}]}


def _enum(values: type[ClaimType | Status | Category | LinkKind | Reversal]) -> dict[str, object]:
    return {"type": "string", "enum": [value.value for value in values]}


def _list(of: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": of}


def _ref(name: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{name}"}


AMOUNT = _object(min=NUMBER, max=NUMBER, text=STRING)
CLAIM = _object(
    type=_enum(ClaimType),
    actor=STRINGS,
    target=STRINGS,
    item=_list(_object(category=_enum(Category), text=STRING, quantity=_or_none(AMOUNT))),
    money=_or_none(_object(amount=NUMBER, currency=STRING, text=STRING)),
    casualties=_or_none(_object(killed_min=WHOLE_OR_NONE, killed_max=WHOLE_OR_NONE, wounded_min=WHOLE_OR_NONE, wounded_max=WHOLE_OR_NONE)),
    date=_or_none(_object(start={"type": "string", "format": "date"}, end={"type": "string", "format": "date"})),
    place=STRINGS,
    source=_list(_object(name={"type": ["string", "null"]}, org={"type": ["string", "null"]})),
    status=_enum(Status),
    reversal=_or_none(_enum(Reversal)),
    background={"type": "boolean"},
    evidence=STRINGS,
    importance=WHOLE,
    post={"type": "boolean"},
    confidence={"type": "number"},
)
EVENT = _object(
    id=STRING,
    type=_enum(ClaimType),
    status=_enum(Status),
    headline=STRING,
    opened=INSTANT,
    changed=INSTANT,
    revision=WHOLE,
    claim=_ref("Claim"),
    flags=STRINGS,
    grade=STRING,
    outlets=WHOLE,
    newsrooms=WHOLE,
    parties=WHOLE,
    links=_list(_object(kind=_enum(LinkKind), to=STRING, why=STRING)),
    revisions=_list(_object(at=INSTANT, slot=STRING, old=STRING, new=STRING, report=STRING)),
    reports=STRINGS,
    merged_into=STRING,
)
REPORT = _object(
    id=STRING,
    event=STRING,
    story=STRING,
    version=WHOLE,
    outlet=STRING,
    url=STRING,
    jump=STRING,
    title=STRING,
    published=INSTANT,
    seen=INSTANT,
    newsroom=STRING,
    state_control=STRING,
    country=STRING,
    source_grade=STRING,
    withdrawn={"type": "boolean"},
    marks=STRINGS,
    why=STRINGS,
    claim=_ref("Claim"),
    spans=_list(_object(start=WHOLE, end=WHOLE)),
)


def _with(told: dict[str, Any], **fields: object) -> dict[str, object]:
    properties = told["properties"] | fields
    return {**told, "properties": properties, "required": list(properties)}


def _parameter(name: str, told: Mapping[str, object], text: str, where: str = "query") -> dict[str, object]:
    return {"name": name, "in": where, "required": where == "path", "schema": dict(told), "description": text}


DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TYPE = f"Only events of this type, what undoes them too, or only what undoes one: {', '.join(UNDONE)}."
PARAMETERS = [
    _parameter("after", {"type": "string", "pattern": f"^{AFTER}$"}, "The `next` of the page before."),
    _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}, "Events of a page."),
    _parameter("order", {"type": "string", "enum": ["oldest", "newest"], "default": "oldest"}, "By the last change."),
    _parameter("type", {"type": "string", "enum": [*KIND_OF]}, TYPE),
    _parameter(
        "party", {"type": "string", "pattern": f"^{PARTY}$"}, "Only events with this party on either side; 400 where none is known by it."
    ),
    _parameter("since", DAY, "Only events that began on or after this day."),
    _parameter("until", DAY, "Only events that began on or before this day."),
]


def _answer(text: str, schema: Mapping[str, object]) -> dict[str, object]:
    return {"description": text, "content": {"application/json": {"schema": dict(schema)}}}


FAULTS = {
    "400": _answer("A parameter that cannot be used; the error says what would do.", _ref("Fault")),
    "401": _answer("The token is missing or wrong.", _ref("Fault")),
    "503": _answer("The ledger does not answer just now.", _ref("Fault")),
}
NEXT = {"type": ["string", "null"], "description": "What to send as `after`; null on the last page."}


def _get(name: str, text: str, answer: Mapping[str, object], parameters: list[dict[str, object]], **faults: object) -> dict[str, object]:
    responses = {"200": _answer(text, answer), **FAULTS, **faults}
    return {"get": {"operationId": name, "summary": text, "parameters": parameters, "responses": responses}}


DOCUMENT: Mapping[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Tocsin",
        "version": "1",
        "description": (
            "The ledger of defense events and the claims they rest on. Pages come in the order of the last change: whoever goes on with the"
            " last `next` sees every change and misses none. Fields are told in docs/claims.md and docs/export.md."
        ),
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "security": [{"token": []}],
    "paths": {
        "/api/events": _get("events", "A page of events.", _object(events=_list(_ref("Event")), next=NEXT), PARAMETERS),
        "/api/events/{event}": _get(
            "event",
            "One event with its claims.",
            _ref("EventWithClaims"),
            [_parameter("event", {"type": "string", "minLength": 1}, "The event's id.", "path")],
            **{"404": _answer("There is no such event.", _ref("Fault"))},
        ),
        "/api/claims": _get(
            "claims", "The claims of a page of events, each event's together.", _object(claims=_list(_ref("Report")), next=NEXT), PARAMETERS
        ),
    },
    "components": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        "schemas": {
            "Claim": CLAIM,
            "Event": EVENT,
            "Report": REPORT,
            "EventWithClaims": _with(EVENT, claims=_list(_ref("Report"))),
            "Fault": _object(error=STRING),
        },
    },
}
