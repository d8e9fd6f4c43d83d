"""What an option was given, checked: names to ids, days, pages. BadInput says in one line what would do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.alert.words import STATUS
from bot.errors import BadInput
from bot.lookup import Span
from bot.model import Kind
from bot.watch import Vocabulary, normal
from bot.watch.kinds import EVENTS, KIND_OF, STATUSES
from handlers.commands.words import Asked

LONGEST_DAYS = 3660
WORD = 200  # characters of what is said back


def party_of(asked: Asked, option: str, names: Vocabulary) -> str:
    """The id of the party an option names; "" where it is left out."""
    return _known(asked, option, names.parties, names.party, names, "no known state, group or company")


def thing_of(asked: Asked, option: str, names: Vocabulary) -> str:
    """The category or system an option names; "" where it is left out."""
    return _known(asked, option, names.things, lambda said: names.things.get(normal(said), ""), names, "no known weapon or kind of weapon")


def type_of(asked: Asked, option: str) -> Kind | None:
    """The kind of event an option names, or what undoes one; None where it is left out."""
    said = asked.options.get(option, "").strip()
    if not said:
        return None
    found = EVENTS.get(normal(said), "")
    if not found:
        raise BadInput(f"{option}: `{said[:WORD]}` is no kind of event; there are {', '.join(kind.replace('_', ' ') for kind in KIND_OF)}")
    return KIND_OF[found]


def status_of(asked: Asked, option: str) -> str:
    """The status an option names; "" where it is left out."""
    said = asked.options.get(option, "").strip()
    found = STATUSES.get(normal(said), "")
    if said and not found:
        raise BadInput(f"{option}: `{said[:WORD]}` is no status; there are {', '.join(map(str.lower, STATUS.values()))}")
    return found


def _known(asked: Asked, option: str, pool: Mapping[str, str], find: object, names: Vocabulary, what: str) -> str:
    said = asked.options.get(option, "").strip()
    if not said:
        return ""
    found: str = find(said) or (said if said in pool.values() else "")  # type: ignore[operator]  # str -> str
    if not found:
        near = names.near(said, [pool])
        raise BadInput(f"{option}: `{said[:WORD]}` is {what}{f'; did you mean `{near}`?' if near else ''}")
    return found


def number_of(asked: Asked, option: str, usual: int, most: int) -> int:
    """A whole number from 1 on, at most `most`."""
    said = asked.options.get(option, "").strip()
    if not said:
        return usual
    digits = said.lstrip("0")  # int() takes any number of noughts, and no more than 4,300 figures
    if not (said.isascii() and said.isdecimal() and digits and len(digits) <= len(str(most)) and int(digits) <= most):
        raise BadInput(f"{option}: `{said[:WORD]}` must be a whole number from 1 to {most:,}")
    return int(digits)


def skip_of(asked: Asked) -> int:
    """How many are passed over: what the paging buttons carry."""
    said = asked.options.get("skip", "")
    return min(int(said[:7]), 100_000) if said.isdecimal() else 0


def span_of(asked: Asked, now: datetime, usual: int | None) -> Span:
    """The days asked for: `since` and `until`, or the last so many `days`; as usual where none is told."""
    span = between(asked)
    if span.since or span.until:
        return span
    if not asked.options.get("days", "").strip() and usual is None:
        return Span()
    days = number_of(asked, "days", usual or 1, LONGEST_DAYS)
    return Span(now.date() - timedelta(days=days - 1), None)


def between(asked: Asked) -> Span:
    """The days from `since` to `until`, each open where it is left out."""
    since, until = day_of(asked, "since"), day_of(asked, "until")
    if since and until and since > until:
        raise BadInput(f"since {since} is after until {until}: turn them round")
    return Span(since, until)


def day_of(asked: Asked, option: str) -> date | None:
    """The day an option names; None where it is left out."""
    said = asked.options.get(option, "").strip()
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise BadInput(f"{option}: `{said[:WORD]}` is no day; write it as 2026-03-01") from None
