"""Events as STIX 2.1: an incident each, its parties as identities, its places as locations. The only door to stix2, which checks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import stix2

from bot.alert.names import name_of
from bot.alert.outlets import shown
from bot.alert.shape import carrying
from bot.export.rows import headline_of, web
from bot.extract.wire import claim_row
from bot.model import NEGATIVE, Event, LinkKind, Report

OURS = UUID("6d3ad2f4-8f3c-5d0b-9a55-0a6a6d1b1f10")  # the namespace of every id we give
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)  # of what never changes: the tool, a state
SOURCES = 20  # external references of an incident; the rest is in its counts


def key(kind: str, *parts: str) -> str:
    """A STIX id that follows from what it names: the same event is the same incident in every bundle."""
    return f"{kind}--{uuid5(OURS, chr(31).join((kind, *parts)))}"


TOOL = key("identity", "tocsin")
EXTENSION = key("extension-definition", "claim")


def opening() -> Iterator[str]:
    """The objects that every bundle begins with."""
    tool = stix2.v21.Identity(
        id=TOOL,
        name="Tocsin",
        identity_class="system",
        description="Reads news, finds claims of defense events.",
        created=BEGUN,
        modified=BEGUN,
    )
    extension = stix2.v21.ExtensionDefinition(
        id=EXTENSION,
        name="Tocsin claim",
        description="The claim as Tocsin's docs/claims.md has it, with counts of outlets, newsrooms and parties.",
        schema="docs/claims.md",
        version="1.0.0",
        extension_types=["property-extension"],
        created_by_ref=TOOL,
        created=BEGUN,
        modified=BEGUN,
    )
    yield from (tool.serialize(), extension.serialize())


Made = tuple[
    str, Callable[[], Any], str
]  # an object's id, which a bundle holds once; what makes it; the object it leads to, "" where that is there


def objects(event: Event) -> Iterator[Made]:
    """The objects of one event."""
    incident = key("incident", event.id)
    yield incident, partial(_incident, event), ""
    for party, verb in (*((p, "attributed-to") for p in event.claim.actor), *((p, "targets") for p in event.claim.target)):
        yield key("identity", "party", party), partial(_party, party), ""
        yield _related(incident, verb, key("identity", "party", party), event)
    for place in event.claim.place:
        yield key("location", place.lower()), partial(_place, place), ""
        yield _related(incident, "located-at", key("location", place.lower()), event)
    for link in event.links:
        if link.kind is not LinkKind.MAYBE_SAME:
            yield _related(incident, link.kind.value.replace("_", "-"), key("incident", link.to), event)
    for report in event.reports:
        if report.claim.status in NEGATIVE:
            yield key("opinion", report.id), partial(_denial, report, incident), ""


def _related(source: str, verb: str, target: str, event: Event) -> Made:
    return key("relationship", source, verb, target), partial(_relation, source, verb, target, event.opened), target


def _incident(event: Event) -> Any:
    quote, _ = carrying(event)
    row = {name: value for name, value in claim_row(event.claim).items() if value not in (None, [], {})}
    extension = {
        "extension_type": "property-extension",
        "event": event.id,
        "claim": _told(row),
        "status": event.status.value,
        "flags": list(event.flags),
        "outlets": event.outlets,
        "newsrooms": event.newsrooms,
        "parties": event.parties,
    }
    references = [_reference(report) for report in event.reports[:SOURCES]]
    return stix2.v21.Incident(
        id=key("incident", event.id),
        name=headline_of(event),
        created=event.opened,
        modified=max(event.changed, event.opened),
        created_by_ref=TOOL,
        confidence=round(100 * event.claim.confidence),
        labels=[event.type.value, event.status.value, *((event.claim.reversal.value,) if event.claim.reversal else ())],
        extensions={EXTENSION: extension},
        **({"description": quote} if quote else {}),
        **({"external_references": references} if references else {}),
    )


def _told(value: Any) -> Any:
    """Plain values without the untold ones, which STIX has no word for."""
    if isinstance(value, dict):
        return {name: _told(part) for name, part in value.items() if part is not None and part != []}
    return [_told(part) for part in value] if isinstance(value, list) else value


def _reference(report: Report) -> dict[str, str]:
    quote = report.claim.said(report.title) or report.title
    told = {"source_name": shown(report.outlet) or "unknown", "description": quote, "external_id": report.id}
    return told | ({"url": web(report.url)} if web(report.url) else {})


def _party(party: str) -> Any:
    state = len(party) == 2 and party.isupper()
    return stix2.v21.Identity(
        id=key("identity", "party", party),
        name=name_of(party),
        identity_class="organization" if state else "group",
        labels=[party],
        created_by_ref=TOOL,
        created=BEGUN,
        modified=BEGUN,
    )


def _place(place: str) -> Any:
    """STIX wants a country, a region or coordinates; a name alone is told as a region of that name."""
    return stix2.v21.Location(
        id=key("location", place.lower()), name=place, region=place, created_by_ref=TOOL, created=BEGUN, modified=BEGUN
    )


def _relation(source: str, verb: str, target: str, opened: datetime) -> Any:
    return stix2.v21.Relationship(
        id=key("relationship", source, verb, target),
        relationship_type=verb,
        source_ref=source,
        target_ref=target,
        created_by_ref=TOOL,
        created=opened,
        modified=opened,
    )


def _denial(report: Report, incident: str) -> Any:
    quote = report.claim.said(report.title) or report.title
    return stix2.v21.Opinion(
        id=key("opinion", report.id),
        opinion="strongly-disagree",
        explanation=quote,
        authors=[shown(report.outlet) or "unknown"],
        object_refs=[incident],
        created_by_ref=TOOL,
        created=report.published,
        modified=report.published,
    )
