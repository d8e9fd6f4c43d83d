"""The shape of an alert: headline, sentence, links, counts. Platform-neutral."""

from __future__ import annotations

from collections.abc import Container

from bot.alert.jump import jump
from bot.alert.names import name_of, readable
from bot.alert.outlets import copied, shown
from bot.alert.quotes import quote_of
from bot.alert.sites import told_of, where_of
from bot.alert.speakers import speaker_of
from bot.alert.words import STATUS, sides_of, status_word, what_of, who_of, whom_of
from bot.model import NEGATIVE, PAGE_GONE, WITHDRAWN, Alert, AlertKind, Decision, Event, Report, Show, SourceLink, Standing

LINKS = 8  # the latest ones stand in the counts only
EARLIER = frozenset({"quantity", "killed"})
TELLING = frozenset({"quantity", "killed", "status", "admitted", "reversal"})  # what a change of makes its report the one to quote
THREAD = frozenset({Show.REPLY, Show.BROADCAST})
OFFICIAL = "government/military"  # a feed's kind: a ministry speaks for itself and is no medium


def alert_for(decision: Decision, kind: AlertKind, show: Show) -> Alert:
    """The whole message on an event as a decision left it."""
    event, lead = decision.event, lead_of(decision.event) or decision.report
    negative = decision.report.claim.status in NEGATIVE
    report = lead if show is Show.EDIT or (show is Show.POST and negative) else decision.report
    denied = kind is AlertKind.DENIAL
    word = STATUS[report.claim.status] if denied else status_word(event.status, event.flags)
    code, _, reason = event.grade.partition(": ")
    return Alert(
        event=event.id,
        revision=event.revision,
        kind=kind,
        show=show,
        type=event.type,
        status=report.claim.status if denied else event.status,
        status_word=word,
        headline=_headline(word, event, report),
        who=who_of(event.claim, event.sentences),
        whom=whom_of(event.claim, event.sentences),
        what=what_of(event.claim),
        speaker=speaker_of(report.claim.source),
        quote=quote_of(report),
        quote_outlet=shown(report.outlet),
        when=event.claim.date,
        where=where_of(event.claim),
        published=report.published,
        links=_links(event, decision.report),
        outlets=event.outlets,
        newsrooms=event.newsrooms,
        parties=event.parties,
        change="" if kind is AlertKind.NEW else readable(decision.note, event.sentences),
        note=_caveats(event, word, reason),
        grade=code,
        parts=_earlier(event),
        party_ids=tuple(dict.fromkeys((*event.claim.actor, *event.claim.target))),
        target_ids=event.claim.target,
        standing=_standing(event, lead) if show in THREAD else None,
        reversal=event.claim.reversal,
    )


def _caveats(event: Event, word: str, reason: str) -> str:
    """Flags, but those that the status word says in full, and why the grade is what it is."""
    flags = (readable(flag, event.sentences) for flag in event.flags if flag not in word.split(", "))
    return " · ".join(filter(None, (*flags, reason)))


def lead_of(event: Event) -> Report | None:
    """The report whose words stand in an event's first message: the one that told what is now held true, else the first that is fit."""
    live = [r for r in event.reports if not r.withdrawn and r.claim.status not in NEGATIVE]
    by = {report.id: report for report in live}
    telling = next((by[told.report] for told in reversed(event.revisions) if told.slot in TELLING and told.report in by), None)
    return telling or next((r for r in live if r.claim.post and not r.claim.background), None) or next(iter(live), None)


def carrying(event: Event) -> tuple[str, str]:
    """The sentence that carries what is now held true of an event, and the address of its story; "" for what there is not."""
    report = lead_of(event) or next(iter(event.reports), None)
    return (quote_of(report), report.url or "") if report else (event.claim.said(), "")


def headline_of(event: Event) -> str:
    """An event in one line, as its first message has it."""
    lead, word = lead_of(event), status_word(event.status, event.flags)
    return _headline(word, event, lead) if lead else f"{word} · {who_of(event.claim, event.sentences)} · {what_of(event.claim)}"


def _standing(event: Event, lead: Report) -> Standing:
    word = status_word(event.status, event.flags)
    return Standing(_headline(word, event, lead), quote_of(lead), shown(lead.outlet), lead.published)


def _headline(word: str, event: Event, report: Report) -> str:
    speaker, outlet = speaker_of(report.claim.source), shown(report.outlet)
    return f"{word} · {sides_of(event.claim, event.sentences)} · {told_of(event.claim)} · {f'{speaker} ({outlet})' if speaker else outlet}"


def tally(alert: Alert) -> str:
    """The three counts in one line: "7 outlets · up to 3 newsrooms · 1 party"."""
    outlets = f"{alert.outlets} outlet{'' if alert.outlets == 1 else 's'}"
    rooms = f"up to {alert.newsrooms} newsrooms" if alert.newsrooms > 1 else "1 newsroom"
    parties = f"{alert.parties} part{'y' if alert.parties == 1 else 'ies'}" if alert.parties else ""
    return " · ".join(filter(None, (outlets, rooms, parties)))


def _links(event: Event, news: Report) -> tuple[SourceLink, ...]:
    """One link a story, its newest version, as they were told. Of too many: the news, then one an outlet, then the others."""
    stories = list({report.story: report for report in (*event.reports, news) if report.url}.values())
    first = {report.outlet: report for report in reversed(stories)}
    ranked = dict.fromkeys(report.story for report in (news, *reversed(first.values()), *stories) if report.url)
    chosen = frozenset(list(ranked)[:LINKS])
    gone = {told.report for told in event.revisions if told.slot == "page"}
    return tuple(_link(report, gone) for report in stories if report.story in chosen)


def _link(report: Report, gone: Container[str]) -> SourceLink:
    url = report.url or ""
    return SourceLink(shown(report.outlet), url, jump(url, quote_of(report)), report.title, _note(report, gone))


def _note(report: Report, gone: Container[str]) -> str:
    told = []
    if report.withdrawn:
        told.append(WITHDRAWN)
    if report.story in gone:
        told.append(PAGE_GONE)
    if report.state_control == "state":
        what = "official source" if report.kind == OFFICIAL else "state media"
        told.append(f"{what} of {name_of(report.country)}" if report.country else what)
    if room := copied(report.newsroom, report.outlet):
        told.append(f"from {room}")
    return ", ".join(told)


def _earlier(event: Event) -> tuple[str, ...]:
    """The figures told before, oldest first, each with when it was replaced."""
    return tuple(
        f"{revision.old} {revision.slot if revision.slot != 'quantity' else ''}".strip() + f" until {revision.at:%-d %b %H:%M} UTC"
        for revision in event.revisions
        if revision.slot in EARLIER and revision.old
    )
