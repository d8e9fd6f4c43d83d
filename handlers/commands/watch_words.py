"""What the options of a watch were given, made canonical, and a watch said back in one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.alert.names import name_of
from bot.errors import BadInput
from bot.model import Destination, Preset, Watch
from bot.watch import Vocabulary, parse, printed
from bot.watch.hints import stand_ins
from bot.watch.schedule import cadence, cadence_words, cap, cap_words, quiet, quiet_words
from handlers.commands.words import Asked, Line
from handlers.wording import shortened

NONE = frozenset({"none", "off", "nobody", "-"})
NAME, LONGEST_CONFIRM = 60, 24 * 60
LONGEST_MUTE = timedelta(days=90)  # nobody remembers a longer one
LENGTH = re.compile(r"(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
MINUTES: Mapping[str, int] = {"m": 1, "h": 60, "d": 1440, "w": 10_080}
MENTION = re.compile(r"<(?:@&|!subteam\^)(\w+)(?:\|[^>]*)?>")
CALLED: Mapping[str, tuple[re.Pattern[str], str]] = {
    "discord": (re.compile(r"\d{5,20}"), "a role, by its id or from the list"),
    "slack": (re.compile(r"S[A-Z0-9]+"), "a user group, by its id (S…) or from the list"),
}
FIELDS = ("query", "name", "when", "quiet", "cap", "ping", "confirm")


def fresh(asked: Asked, presets: Mapping[str, Preset], names: Vocabulary, now: datetime) -> Watch:
    """A new watch of what was asked, going nowhere yet."""
    told = {name: value.strip() for name, value in asked.options.items() if value.strip()}
    preset = _preset(told, presets)
    words = printed(parse(preset.query if preset else told["query"], names))
    key = sha256(f"{words}{asked.place}{now.isoformat()}".encode()).hexdigest()[:6]
    made = Watch(key, preset.name if preset else shortened(words, NAME), words, (), made=now, by=asked.person, place=asked.place)
    return changed(made, {name: value for name, value in told.items() if name != "query"}, names, now)


def _preset(told: Mapping[str, str], presets: Mapping[str, Preset]) -> Preset | None:
    """The preset that was named, in its own option or in place of a query."""
    if asked := told.get("preset", ""):
        if asked not in presets:
            raise BadInput(f"preset: `{asked}` is none; there are {', '.join(presets)}")
        if "query" in told:
            raise BadInput("say a query or a preset, not both: a preset's query can be edited afterwards")
        return presets[asked]
    return presets.get(told["query"])


def changed(one: Watch, told: Mapping[str, str], names: Vocabulary, now: datetime) -> Watch:
    """A watch with the options that were given; BadInput shows how each is written."""
    made: dict[str, Any] = {}
    for name, value in told.items():
        if name in FIELDS and value.strip():
            made |= _value(name, value.strip(), names)
    return replace(one, **made, changed=now)


def _value(name: str, value: str, names: Vocabulary) -> dict[str, Any]:
    if name == "query":
        return {"query": printed(parse(value, names))}
    if name == "when":
        return {"when": cadence_words(cadence(value))}
    if name == "quiet":
        return {"quiet": quiet_words(quiet(value))}
    if name == "cap":
        return {"caps": () if value.lower() in NONE else tuple(cap_words(cap(part)) for part in re.split(r"[;,]", value) if part.strip())}
    if name == "confirm":
        return {"confirm": _minutes(value)}
    return {name: ("" if value.lower() in NONE else MENTION.sub(r"\1", value)) if name == "ping" else shortened(value, NAME)}


def check_ping(one: Watch, home: str) -> None:
    """BadInput where no channel of a watch could call whom it names: what is promised is kept, or refused at once."""
    there = {place.partition(":")[0] for place in one.destinations} & set(CALLED) or set(CALLED)
    everyone = one.ping == home.partition(":")[2]  # a server's role of everybody has the server's id
    if one.ping and (everyone or not any(CALLED[chat][0].fullmatch(one.ping) for chat in there)):
        may = " or ".join(f"{what} ({chat.capitalize()})" for chat, (_, what) in CALLED.items() if chat in there)
        raise BadInput(f"ping: `{one.ping[:NAME]}` cannot be called; name {may}. Nobody can call everyone, @here or @channel; none: nobody")


def _minutes(value: str) -> int:
    said = value.lower().removesuffix("min").removesuffix("m").strip()
    if value.lower() in NONE:
        return 0
    digits = said.lstrip("0")[:6] or "0"
    if not (said.isascii() and said.isdecimal()) or int(digits) > LONGEST_CONFIRM:
        raise BadInput(
            f"confirm: `{value}` must be minutes, 0 to {LONGEST_CONFIRM:,}: so long two people have to agree before anybody is called"
        )
    return int(digits)


def length_of(value: str) -> timedelta:
    """How long, in words, 90 days at the most; nothing at all ends a mute."""
    if value.strip().lower() in {"0", "end", *NONE}:
        return timedelta()
    told = LENGTH.fullmatch(value.strip())
    if told is None:
        raise BadInput(f"for: `{value}`: write how long as `1h`, `6h`, `1d` or `1w`; `0` ends a mute")
    found = timedelta(minutes=int(told[1]) * MINUTES[told[2][0].lower()])
    if found > LONGEST_MUTE:
        raise BadInput(f"for: `{value}`: a mute lasts {LONGEST_MUTE.days} days at the most; /watch pause has no end")
    return found


def stood_for(query: str, names: Vocabulary) -> Iterator[Line]:
    """What a query's reader must know of towns that it names as a side: they stand for their state."""
    for town, code in stand_ins(query, names):
        yield Line(f"`{town}` is read as {name_of(code)}: for the city itself write `in {town}`.")


def line_of(one: Watch, here: str, labels: Mapping[str, str], named: Collection[str] = ()) -> str:
    """A watch in one line. Other channels than `here` are counted unless they may be `named`; with no `here`, all are named."""
    told = filter(None, (*_how(one), "" if one.on else "PAUSED"))
    called = "" if one.name == shortened(one.query, NAME) else f"{one.name}: "
    return f"{one.id} {called}{one.query} → {where_of(one, here, labels, named)} ({', '.join(told)})"


def _how(one: Watch) -> Iterator[str]:
    yield one.when
    yield f"quiet {one.quiet}" if one.quiet else ""
    yield from (f"at most {words}" for words in caps_of(one))
    if one.ping:
        yield f"calls role:{one.ping}" + (f" once two people agree within {one.confirm} min" if one.confirm else "")


def caps_of(one: Watch) -> Iterator[str]:
    """Its caps as they are told now, however they were kept."""
    return (cap_words(cap(words)) for words in one.caps)


def where_of(one: Watch, here: str, labels: Mapping[str, str], named: Collection[str] = ()) -> str:
    """Where a watch posts, as far as it may be told here."""
    if not here:
        return ", ".join(f"{place} ({labels[place]})" if labels.get(place) else place for place in one.destinations)
    others = [place for place in one.destinations if place != here]
    counted = sum(place not in named for place in others)
    words = f"{counted} other channel{'' if counted == 1 else 's'}" if counted else ""
    told = [*(["here"] if here in one.destinations else []), *(place for place in others if place in named), *filter(None, [words])]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def destination_of(key: str, home: str, *, private: bool) -> Destination:
    """The destination an id names: its platform and address are in it."""
    platform, _, address = key.partition(":")
    return Destination(key, platform, address, home=home, private=private)
