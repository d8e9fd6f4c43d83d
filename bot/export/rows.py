"""Events and claims as plain JSON values: what JSON Lines and the API say. docs/export.md tells each field."""

from __future__ import annotations

from datetime import datetime

from bot.alert.jump import jump
from bot.alert.outlets import shown
from bot.alert.sites import told_of
from bot.alert.words import sides_of, status_word
from bot.extract.wire import claim_row
from bot.lookup import hash_of
from bot.model import Event, Report, Story

Row = dict[str, object]


def headline_of(event: Event) -> str:
    """ALLEGED · Russia → Ukraine · attack: 75 missiles."""
    return " · ".join((status_word(event.status, event.flags), sides_of(event.claim, event.sentences), told_of(event.claim)))


def event_row(event: Event) -> Row:
    """One event, with the ids of its reports."""
    return {
        "id": event.id,
        "type": event.type.value,
        "status": event.status.value,
        "headline": headline_of(event),
        "opened": instant(event.opened),
        "changed": instant(event.changed),
        "revision": event.revision,
        "claim": claim_row(event.claim),
        "flags": list(event.flags),
        "grade": event.grade,
        "outlets": event.outlets,
        "newsrooms": event.newsrooms,
        "parties": event.parties,
        "links": [{"kind": link.kind.value, "to": link.to, "why": link.why} for link in event.links],
        "revisions": [
            {"at": instant(told.at), "slot": told.slot, "old": told.old, "new": told.new, "report": told.report} for told in event.revisions
        ],
        "reports": [report.id for report in event.reports],
        "merged_into": event.merged_into,
    }


def report_row(report: Report, event: str) -> Row:
    """One claim as one story told it. `spans` count characters of the story's title, one line break and its text."""
    return {
        "id": report.id,
        "event": event,
        "story": report.story,
        "version": report.version,
        "outlet": shown(report.outlet),
        "url": web(report.url),
        "jump": jump(web(report.url), report.claim.said(report.title)) if report.claim.quotes else web(report.url),
        "title": report.title,
        "published": instant(report.published),
        "seen": instant(report.seen),
        "newsroom": report.newsroom,
        "state_control": report.state_control,
        "country": report.country,
        "source_grade": report.grade,
        "withdrawn": report.withdrawn,
        "marks": list(report.marks),
        "why": list(report.why),
        "claim": claim_row(report.claim),
        "spans": [{"start": span.start, "end": span.end} for span in report.claim.evidence],
    }


def story_row(story: Story) -> Row:
    """A stored text by its hash: enough to prove it, without the words themselves."""
    return {
        "id": story.id,
        "version": story.version,
        "outlet": shown(story.outlet),
        "url": web(story.url),
        "published": instant(story.published),
        "characters": len(story.full),
        "sha256": hash_of(story),
    }


def instant(at: datetime) -> str:
    """A time as ISO 8601 in UTC."""
    return at.isoformat().replace("+00:00", "Z")


def web(url: str | None) -> str:
    """An address that a link may have; "" for any other."""
    return url if url and url.startswith(("https://", "http://")) else ""
