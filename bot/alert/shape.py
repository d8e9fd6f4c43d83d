"""The shape of an alert: headline, sentence, links, counts. Platform-neutral."""

from __future__ import annotations

from bot.alert.jump import jump
from bot.alert.names import name_of, names_of, readable
from bot.alert.outlets import shown
from bot.alert.words import speaker_of, status_word, what_of
from bot.model import Alert, AlertKind, Decision, Event, Report, Show, SourceLink

LINKS = 8  # the latest ones stand in the counts only
EARLIER = frozenset({"quantity", "killed"})


def alert_for(decision: Decision, kind: AlertKind, show: Show) -> Alert:
    """The whole message on an event as a decision left it."""
    event, claim = decision.event, decision.event.claim
    report = _told(decision, kind)
    who, whom, what = names_of(claim.actor) or "unknown", names_of(claim.target), what_of(claim)
    speaker, word = speaker_of(report.claim.source), status_word(event.status, event.flags)
    return Alert(
        event=event.id,
        revision=event.revision,
        kind=kind,
        show=show,
        type=event.type,
        status=event.status,
        status_word=word,
        headline=_headline(word, who, whom, what, f"{speaker} ({shown(report.outlet)})" if speaker else shown(report.outlet)),
        who=who,
        whom=whom,
        what=what,
        speaker=speaker,
        quote=report.claim.quotes[0] if report.claim.quotes else report.title,
        quote_outlet=shown(report.outlet),
        when=claim.date,
        where=claim.place,
        published=report.published,
        links=_links(event),
        outlets=event.outlets,
        newsrooms=event.newsrooms,
        parties=event.parties,
        change="" if kind is AlertKind.NEW else readable(decision.note),
        note=" · ".join(map(readable, event.flags)),
        grade=event.grade,
        parts=_earlier(event),
        party_ids=tuple(dict.fromkeys((*claim.actor, *claim.target))),
    )


def tally(alert: Alert) -> str:
    """The three counts in one line: "7 outlets · up to 3 newsrooms · 1 party"."""
    outlets = f"{alert.outlets} outlet{'' if alert.outlets == 1 else 's'}"
    rooms = f"up to {alert.newsrooms} newsrooms" if alert.newsrooms > 1 else "1 newsroom"
    parties = f"{alert.parties} part{'y' if alert.parties == 1 else 'ies'}" if alert.parties else ""
    return " · ".join(filter(None, (outlets, rooms, parties)))


def _told(decision: Decision, kind: AlertKind) -> Report:
    """The report whose sentence is shown: the one that brought the news, else the event's first that stands."""
    if kind is AlertKind.NEW or decision.change.value not in {"outlet", "none"}:
        return decision.report
    return next((r for r in decision.event.reports if not r.withdrawn), decision.report)


def _headline(word: str, who: str, whom: str, what: str, speaker: str) -> str:
    sides = f"{who} → {whom}" if whom else who
    return f"{word} · {sides} · {what} · {speaker}"


def _links(event: Event) -> tuple[SourceLink, ...]:
    latest = {report.story: report for report in event.reports}
    return tuple(_link(report) for report in list(latest.values())[:LINKS] if report.url)


def _link(report: Report) -> SourceLink:
    url = report.url or ""
    quote = report.claim.quotes[0] if report.claim.quotes else ""
    return SourceLink(shown(report.outlet), url, jump(url, quote), report.title, _note(report))


def _note(report: Report) -> str:
    told = []
    if report.withdrawn:
        told.append("withdrawn")
    if report.state_control == "state":
        told.append(f"state media of {name_of(report.country)}" if report.country else "state media")
    if report.newsroom and report.newsroom != report.outlet.lower() and report.newsroom not in report.outlet.lower():
        told.append(f"from {report.newsroom}")
    return ", ".join(told)


def _earlier(event: Event) -> tuple[str, ...]:
    """The figures told before, oldest first, each with when it was replaced."""
    return tuple(
        f"{revision.old} {revision.slot if revision.slot != 'quantity' else ''}".strip() + f" until {revision.at:%-d %b %H:%M} UTC"
        for revision in event.revisions
        if revision.slot in EARLIER and revision.old
    )
