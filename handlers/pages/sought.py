"""What the ledger's form asks for: words, and filters beside them, each a parameter of the address. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlencode

from bot.alert.names import name_of
from bot.alert.words import STATUS
from bot.errors import BadInput
from bot.lookup import Span
from bot.model import Compare, Everything, Is, Measure, Op, Query, Slot, kind_word, word_of
from bot.watch import Vocabulary
from bot.watch.hints import stand_ins
from bot.watch.kinds import KIND_OF
from bot.watch.tree import both
from handlers.commands.given import between, day_of, number_of, party_of, status_of, type_of
from handlers.commands.reading import Reading, reading_of
from handlers.commands.words import Asked
from handlers.wording import day

FIELDS = ("q", "type", "party", "status", "since", "until", "outlets")
LONGEST = 300  # characters of a field
MOST = 999  # outlets
TYPES = tuple((name, kind_word(*kind).capitalize()) for name, kind in KIND_OF.items())
STATUSES = tuple((status.value, word.capitalize()) for status, word in STATUS.items())


@dataclass(frozen=True, slots=True)
class Sought:
    """A form that was read: its words and terms as one query, the days, and the towns read as their states, each with that one's name."""

    reading: Reading
    span: Span
    towns: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """How it was understood."""
        since, until = self.span.since, self.span.until
        days = (f"from {day(since)}" if since else "", f"until {day(until)}" if until else "")
        words = "" if isinstance(self.reading.query, Everything) and any(days) and not self.reading.words else self.reading.said
        return " · ".join(filter(None, (words, *days)))


def given_in(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields that were filled in; of one that is repeated, the first value that is not empty."""
    told = [(name, value.strip()[:LONGEST]) for name, value in pairs]
    return {field: value for field in FIELDS if (value := next((value for name, value in told if name == field and value), ""))}


def chosen_of(given: Mapping[str, str]) -> dict[str, str]:
    """The fields as the form's own controls write them ("reported": asserted); what cannot be read stays as it came."""
    asked, chosen = Asked("ledger", options=given), dict(given)
    for name in given.keys() & CHOSEN.keys():
        with suppress(BadInput):
            chosen[name] = CHOSEN[name](asked)
    return chosen


def _type(asked: Asked) -> str:
    kind = type_of(asked, "type")
    return "" if kind is None else word_of(*kind) if kind[1] else kind[0].value


def _day(option: str) -> Callable[[Asked], str]:
    return lambda asked: f"{day_of(asked, option) or ''}"


CHOSEN: Mapping[str, Callable[[Asked], str]] = MappingProxyType(
    {"type": _type, "status": lambda asked: status_of(asked, "status"), "since": _day("since"), "until": _day("until")}
)


def empty_in(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether the address carries fields that nobody filled in, as a browser sends them."""
    return any(name in FIELDS and not value.strip() for name, value in pairs)


def address(given: Mapping[str, str], **more: str) -> str:
    """The ledger's address with these fields."""
    told = {**given, **more}
    return f"/ledger?{urlencode(told)}" if told else "/ledger"


def sought_of(given: Mapping[str, str], names: Vocabulary) -> Sought:
    """What the fields ask for; BadInput begins with the field that cannot be read."""
    asked = Asked("ledger", options=given)
    span, terms = between(asked), tuple(_terms(asked, names))
    reading = reading_of(given.get("q", "") or "everything", names)
    if reading.empty:
        raise BadInput(f"there is no word in `{reading.empty[:80]}`: look for letters or numbers")
    parts = [part for part in (reading.query, *terms) if not isinstance(part, Everything)]
    return Sought(replace(reading, query=both(parts)) if parts else reading, span, tuple(_towns(reading.asked, given, names)))


def _towns(query: str, given: Mapping[str, str], names: Vocabulary) -> Iterator[tuple[str, str]]:
    """The towns that stand for their states, in the query and in the field of parties."""
    party = given.get("party", "").replace('"', "")
    found = dict((*stand_ins(query, names), *stand_ins(f'party "{party}"', names)))
    yield from ((town, name_of(code)) for town, code in found.items())


def _terms(asked: Asked, names: Vocabulary) -> Iterator[Query]:
    if kind := _type(asked):
        yield Is(Slot.TYPE, (kind,))
    if party := party_of(asked, "party", names):
        yield Is(Slot.PARTY, (party,))
    if status := status_of(asked, "status"):
        yield Is(Slot.STATUS, (status,))
    if asked.options.get("outlets"):
        yield Compare(Measure.OUTLETS, Op.LEAST, str(number_of(asked, "outlets", 1, MOST)))


def wrong_in(fault: str) -> str:
    """The field that a fault is about."""
    name = fault.split(maxsplit=1)[0].removesuffix(":")
    return name if name in FIELDS else "q"
