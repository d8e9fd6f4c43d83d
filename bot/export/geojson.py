"""Events as GeoJSON (RFC 7946): a feature each, at the first of its places that is known, as on the map."""

from __future__ import annotations

from bot.alert.outlets import shown
from bot.alert.shape import carrying
from bot.chart.where import Located, first_known
from bot.export.rows import Row, headline_of, instant, web
from bot.model import Event, Report

DIGITS = 2  # of a degree: a kilometre, finer than any table


def placed(event: Event) -> bool:
    """Whether a place of it is known."""
    return first_known(event.claim.place) is not None


def feature(event: Event) -> Row:
    """An event as a feature; its geometry is null where no place of it is known."""
    place, found = first_known(event.claim.place) or ("", None)
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": _point(found) if found else None,
        "properties": _told(event) | {"point": place or None, "precision": found.how.value if found else None},
    }


def _point(found: Located) -> Row:
    latitude, longitude = found.at
    return {"type": "Point", "coordinates": [round(longitude, DIGITS), round(latitude, DIGITS)]}


def _told(event: Event) -> Row:
    claim, (quote, url) = event.claim, carrying(event)
    return {
        "id": event.id,
        "type": event.type.value,
        "reversal": claim.reversal.value if claim.reversal else None,
        "status": event.status.value,
        "headline": headline_of(event),
        "start": claim.date.start.isoformat() if claim.date else None,
        "end": claim.date.end.isoformat() if claim.date else None,
        "actor": list(claim.actor),
        "target": list(claim.target),
        "place": list(claim.place),
        "outlets": event.outlets,
        "newsrooms": event.newsrooms,
        "parties": event.parties,
        "grade": event.grade.partition(":")[0],
        "flags": list(event.flags),
        "confidence": claim.confidence,
        "quote": quote,
        "url": web(url),
        "sources": [_source(report) for report in event.reports],
        "opened": instant(event.opened),
        "changed": instant(event.changed),
        "revision": event.revision,
    }


def _source(report: Report) -> Row:
    return {
        "outlet": shown(report.outlet),
        "url": web(report.url),
        "published": instant(report.published),
        "withdrawn": report.withdrawn,
        "evidence": list(report.claim.quotes),
    }
