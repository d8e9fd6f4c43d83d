"""Words of Tocsin's own in a channel: what fell silent or speaks again, and whom two people called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model import Alert, AlertKind, ClaimType, Show, Status
from bot.watch.silence import Back, Quiet, span

SHOWN = 12  # lines of one note; more are counted


def health_note(quiet: Sequence[Quiet], back: Sequence[Back], key: str, now: datetime) -> Alert:
    """One note on all that fell silent, and all that speaks again."""
    lines = [*(_quiet(one, now) for one in quiet), *(_back(one) for one in back)]
    more = f"and {len(lines) - SHOWN} more: `feeds status` lists them" if len(lines) > SHOWN else ""
    word = "SILENT" if quiet else "HEARD AGAIN"
    subject = (quiet or back)[0].name if len(lines) == 1 else _counted(quiet, back)
    headline = f"{word} · {subject}" if len(lines) > 1 else f"{word} · {lines[0]}"
    return note(key, 1, word, headline, (*lines[:SHOWN], more) if len(lines) > 1 else (), now)


def _counted(quiet: Sequence[Quiet], back: Sequence[Back]) -> str:
    told = (_many(len(quiet), "fell silent") if quiet else "", _many(len(back), "came back") if back and quiet else "")
    return ", ".join(filter(None, told)) or _many(len(back), "")


def _many(count: int, what: str) -> str:
    return f"{count} {'source or watch' if count == 1 else 'sources and watches'} {what}".strip()


def _quiet(one: Quiet, now: datetime) -> str:
    why = f" ({one.note})" if one.note else ""
    return f"{one.name}: nothing for {span(now - one.since)}, its longest usual pause is {span(one.usual)}{why}"


def _back(one: Back) -> str:
    return f"{one.name}: heard again after {span(one.at - one.since)}"


def called_note(alert: Alert, number: int, now: datetime) -> Alert:
    """The message in an event's thread that calls whom its watch names, once two people have agreed."""
    return note(alert.event, -number, "CALLED", f"CALLED by two people · {alert.headline}", (), now, Show.BROADCAST)


def note(key: str, revision: int, word: str, headline: str, parts: Sequence[str], now: datetime, show: Show = Show.POST) -> Alert:
    """A message that is no card of an event: its first line and its lines."""
    return Alert(
        event=key,
        revision=revision,
        kind=AlertKind.NOTE,
        show=show,
        type=ClaimType.AGREEMENT,  # it has none; nothing shows it
        status=Status.ASSERTED,  # likewise
        status_word=word,
        headline=headline,
        who="",
        whom="",
        what="",
        speaker="",
        quote="",
        quote_outlet="",
        when=None,
        where=(),
        published=now,
        links=(),
        outlets=0,
        newsrooms=0,
        parties=0,
        parts=tuple(filter(None, parts)),
    )
