"""Events and numbers in words: the same line wherever an event is listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from bot.alert.jump import jump
from bot.alert.names import ID, name_of, readable
from bot.alert.outlets import copied, shown
from bot.alert.shape import alert_for, lead_of
from bot.alert.sites import told_of
from bot.alert.words import STATUS, sides_of, status_word
from bot.lookup import Span
from bot.model import Alert, AlertKind, Category, Change, Decision, Event, Report, Revision, Show, Status
from bot.vocabulary import thing_names
from handlers.commands.words import Line
from handlers.wording import day, days

LONGEST = 420  # characters of an address: a page of them must find room in a message
CHANGES: Mapping[str, str] = MappingProxyType(
    {
        "party": "also said by {new}",
        "denied": "denied by {new}",
        "denied earlier": "denied earlier by {new}",
        "doubted": "not confirmed by {new}",
        "admitted": "owned up to by {new}",
        "corrected": "corrected by {new}",
        "withdrawn": "withdrawn by {new}, and with it {old}",
        "dropped": "taken out by {new}: {old}",
        "gone": "no longer in the article of {new}",
        "part": "a part of it: {new}",
        "disputed": "two figures: {new}",
        "reversal": "now known: {new}",
        "due": "announced before, and done",
        "page": "{new}",
    }
)
# What an operator ruled, the same on both events.
RULED: Mapping[str, str] = MappingProxyType(
    {"joined": "{by} made event {old} one with event {new}", "split": "{by} took reports out of event {old} into event {new}"}
)
SHORT = 8  # characters of an event's id, as they stand under alerts
SIDES = frozenset({"party", "denied", "denied earlier", "doubted", "admitted", "actor", "target", "speaker"})  # slots that name parties
CALLED = MappingProxyType({"quantity": "count", "date": "day", "actor": "doer"})  # slots that readers call otherwise
CATEGORIES = frozenset(Category)


def headline_of(event: Event) -> str:
    """REPORTED · Russia → Ukraine · attack: two drones · 1 Mar 2026."""
    told = (status_word(event.status, event.flags), sides_of(event.claim, event.sentences), told_of(event.claim), day_of(event))
    return " · ".join(filter(None, told))


def day_of(event: Event) -> str:
    """The days it was; where none is told, the day of its first report."""
    if event.claim.date:
        return days(event.claim.date)
    return f"told {day(event.day)}"


def line_of(event: Event) -> Line:
    """An event in a list."""
    grade = f" · grade {event.grade[:2]}" if event.grade else ""
    outlets = event.outlets or len({report.outlet for report in event.reports})  # a denial by itself has no outlet that stands by it
    return Line(f"{headline_of(event)} · {counted(outlets, 'outlet')}{grade}", event=event.id)


def counted(count: int, word: str) -> str:
    """2 outlets, 1 party, 30 days."""
    many = f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeiou" else f"{word}s"
    return f"{count:,} {word if count == 1 else many}"


def card_of(event: Event) -> Alert | None:
    """The card that alerts have, as the event stands now; None where no report of it is left."""
    report: Report | None = lead_of(event) or next(iter(event.reports), None)
    return alert_for(Decision(event, Change.NONE, report), AlertKind.SHOWN, Show.POST) if report else None


def change_of(change: Revision, said: Sequence[str]) -> str:
    """A change in words: denied by North Korea; also said by Japan; count: 17 → at least 23. `said`: the event's sentences."""
    old, new = (_valued(change.slot, told, said) for told in (change.old, change.new))
    if words := RULED.get(change.slot):
        return words.format(by=change.report, old=old[:SHORT], new=new[:SHORT])
    words = CHANGES.get(change.slot, "")
    if words and new and (old or "{old}" not in words):
        return readable(words.format(old=old, new=new), said)
    return readable(f"{CALLED.get(change.slot, change.slot)}: {f'{old} → {new}' if old and new else new or old}".strip(), said)


def _valued(slot: str, told: str, said: Sequence[str]) -> str:
    if slot == "status" and told in set(Status):
        return STATUS[Status(told)].lower()
    return ID.sub(lambda party: name_of(party[0], said), told) if slot in SIDES else told


def statuses(told: Iterable[tuple[Status, int]], denied: int = 0) -> str:
    """7 reported, 2 alleged; 1 of them denied."""
    words = ", ".join(f"{count:,} {STATUS[status].lower()}" for status, count in told)
    return f"{words}; denied by somebody: {denied:,}" if denied else words


def span_words(span: Span, until: date) -> str:
    """1 Feb 2026 to 1 Mar 2026."""
    if span.since is None:
        return f"until {day(span.until)}" if span.until else "all days"
    end = span.until or until
    return day(span.since) if span.since == end else f"{day(span.since)} to {day(end)}"


def sentence_of(report: Report) -> str:
    """The sentence that says it; the headline only where nothing else does."""
    told = (quote for quote in report.claim.quotes if quote != report.title)
    return next(told, report.claim.quotes[0] if report.claim.quotes else report.title)


def link_of(report: Report) -> str:
    """The address that leads to the sentence, or to the story where that one is too long; "" where the report has none."""
    found = jump(report.url, sentence_of(report)) if report.url else ""
    return found if len(found) <= LONGEST else report.url or ""


def outlet_of(report: Report) -> str:
    """Harbour Wire (state media of Russia, from Meridian Agency, withdrawn)."""
    notes = []
    if report.state_control == "state":
        notes.append(f"state media of {name_of(report.country)}" if report.country else "state media")
    if room := copied(report.newsroom, report.outlet):
        notes.append(f"from {room}")
    if report.grade:
        notes.append(f"source grade {report.grade}")
    if report.withdrawn:
        notes.append("withdrawn")
    told = ", ".join(notes)
    return f"{shown(report.outlet)} ({told})" if told else shown(report.outlet)


def listed(events: Sequence[Event]) -> tuple[Line, ...]:
    """Events, a line each."""
    return tuple(map(line_of, events))


def thing_words(thing: str) -> str:
    """A category or a system as people write it: ballistic missile, Shahed-136, KN-23."""
    if thing in CATEGORIES:
        return "other things" if thing == Category.OTHER else thing.replace("_", " ")
    return thing_names().get(thing, thing.replace("_", " "))
