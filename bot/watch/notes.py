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
    word = "SILENT" if quiet else "HEARD AGAIN"
    if len(lines) == 1:
        return note(key, 1, word, f"{word} · {lines[0].replace(': heard again', '')}", (), now)
    told = [f"SILENT · {_counted(quiet)}" if quiet else "", f"HEARD AGAIN · {_counted(back)}" if back else ""]
    more = f"and {len(lines) - SHOWN} more: `feeds status` lists them" if len(lines) > SHOWN else ""
    return note(key, 1, word, " · ".join(filter(None, told)), (*lines[:SHOWN], more), now)


def _counted(found: Sequence[Quiet | Back]) -> str:
    watches = sum(one.what.startswith("watch:") for one in found)
    return ", ".join(filter(None, (_many(len(found) - watches, "source"), _many(watches, "watch"))))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 'es' if what.endswith('h') else 's'}" if count else ""


def _quiet(one: Quiet, now: datetime) -> str:
    why = f" ({one.note})" if one.note else ""
    return f"{one.name}: nothing for {span(now - one.since)}, its longest usual pause is {span(one.usual)}{why}"


def _back(one: Back) -> str:
    return f"{one.name}: heard again after {span(one.at - one.since)}"


def cut(text: str, most: int) -> str:
    """A part of a line in at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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
