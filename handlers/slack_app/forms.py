"""A command as a form: a modal with an input for each option, and what was filled in. What it needs is in it, so it outlives a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from bot.alert.names import name_of
from handlers.commands.words import NOTHING, Asked, Command, Kind, Option
from handlers.slack_app.blocks import Block
from handlers.slack_app.packing import packed, unpacked
from handlers.slack_app.reply import plain_text, rich, section, view
from handlers.slack_app.typed import named
from handlers.wording import plain, shortened

PICKED = frozenset({Kind.ACTOR, Kind.WEAPON, Kind.TYPE, Kind.SOURCE, Kind.EVENT, Kind.WATCH, Kind.PRESET, Kind.ROLE})
LONGEST, CHOICES, LABEL, VALUE, META = 3_000, 100, 75, 150, 2_900
TIMES: Mapping[str, str] = MappingProxyType({"1h": "1 hour", "6h": "6 hours", "1d": "1 day", "1w": "1 week"})
SCOPES: Mapping[str, str] = MappingProxyType({"here": "In this channel", "desk": "On the whole desk"})
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "party": "Wrong party",
        "number": "Wrong number",
        "date": "Wrong date",
        "not news": "Not news",
        "duplicate": "Duplicate of…",
    }
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its question, and where it was opened."""

    asked: Asked
    channel: str = ""
    title: str = ""


def form(
    command: Command,
    given: Mapping[str, str] = NOTHING,
    channel: str = "",
    labels: Mapping[str, str] = NOTHING,
) -> Block:
    """The modal. `given` fills it in, and what of it is no option goes along unseen.

    `labels` are the words of choices, and, with a colon, of options ("for:").
    """
    known = {option.name for option in command.options}
    hidden = {name: value for name, value in given.items() if name not in known}
    asks = packed(Asked(command.noun, command.verb, hidden), META) or packed(Asked(command.noun, command.verb))
    inputs = [_input(option, given.get(option.name, ""), labels) for option in command.options]
    more = {"callback_id": "form", "private_metadata": f"{channel}|{asks}", "submit": plain_text("Send", 24)}
    return view(
        command.title or named(command).capitalize(),
        inputs or [rich(section(shortened(plain(command.help), 1_000) or "Nothing needs to be filled in."))],
        **more,
    )


def channel_of(body: Mapping[str, Any]) -> str:
    """The channel that a form was opened in."""
    return str(body.get("private_metadata") or "").partition("|")[0]


def again(body: Mapping[str, Any], trouble: str) -> Block:
    """A form that came back, with what was wrong on top and all that was filled in."""
    values = body["state"]["values"]
    inputs = [_refilled(block, values.get(block["block_id"]) or {}) for block in body["blocks"] if block["type"] == "input"]
    told = rich(section(f"⚠ {shortened(plain(trouble), 2_000)}"))
    held = {name: body[name] for name in ("callback_id", "private_metadata")}
    return view(body["title"]["text"], [told, *inputs], submit=plain_text("Send", 24), **held)


def _refilled(block: Block, fields: Mapping[str, Any]) -> Block:
    """An input with the value that was in it."""
    element = {name: held for name, held in block["element"].items() if not name.startswith("initial_")}
    field: Mapping[str, Any] = next(iter(fields.values()), {})
    for name in ("selected_option", "selected_conversation", "value"):
        if field.get(name):
            element |= {name.replace("selected", "initial") if name != "value" else "initial_value": field[name]}
    if "initial_conversation" in element:
        element |= {"default_to_current_conversation": False}
    return {**block, "element": element}


def sent(body: Mapping[str, Any]) -> Sent:
    """What a form that came back asks."""
    channel, _, held = str(body.get("private_metadata") or "").partition("|")
    asks = unpacked(held) or Asked("")
    filled = {name: value for name, fields in body["state"]["values"].items() for one in fields.values() if (value := _filled(one))}
    return Sent(replace(asks, options={**asks.options, **filled}), channel, body["title"]["text"])


def mute_form(asked: Asked, channel: str = "", said: Sequence[str] = ()) -> Block:
    """What to be silent about, and for how long; `said`: the words of the message, for names that no list has."""
    does, done = ([party for party in asked.options.get(name, "").split(",") if party] for name in ("parties", "target"))
    whats = {"event": "This event", **{f"actor:{party}": f"What {name_of(party, said)} does" for party in does}}
    whats |= {**{f"target:{party}": f"What is done to {name_of(party, said)}" for party in done}, "all": "Everything here"}
    command = Command(
        "mute",
        "",
        "Mute",
        (
            Option("what", "It is still read, and can be looked up", Kind.CHOICE, required=True, choices=tuple(whats)),
            Option("for", "Then it is told again", Kind.CHOICE, required=True, choices=tuple(TIMES)),
            Option("scope", "The desk: this workspace, and the chats linked with it", Kind.CHOICE, required=True, choices=tuple(SCOPES)),
        ),
    )
    given = {"event": asked.options.get("event", ""), "what": "event", "for": "1d", "scope": "here"}
    asks = {"what:": "What shall be silent?", "for:": "For how long?", "scope:": "Where?"}
    return form(command, given, channel, labels={**whats, **TIMES, **SCOPES, **asks})


def wrong_form(asked: Asked, channel: str = "") -> Block:
    """What is wrong with an alert."""
    command = Command(
        "wrong",
        "",
        "Wrong",
        (
            Option("mark", "Whoever runs this bot looks at it", Kind.CHOICE, required=True, choices=tuple(MARKS)),
            Option("of", "Only where it is told twice", Kind.EVENT),
        ),
    )
    return form(command, asked.options, channel, labels={**MARKS, "mark:": "What is wrong?", "of:": "Told twice: with which event?"})


def _input(option: Option, given: str, labels: Mapping[str, str]) -> Block:
    made = {
        "type": "input",
        "block_id": option.name,
        "label": plain_text(labels.get(f"{option.name}:", option.name.capitalize()), 2_000),
        "optional": not option.required,
    }
    return made | {"element": _element(option, given, labels)} | ({"hint": plain_text(option.help, 2_000)} if option.help else {})


def _element(option: Option, given: str, labels: Mapping[str, str]) -> Block:
    if option.kind is Kind.CHOICE:
        labels = {one.value: one.label for one in option.menu} | dict(labels)
        return _chosen("static_select", option, given, labels) | {"options": [_option(one, labels) for one in option.choices[:CHOICES]]}
    if option.kind in PICKED:
        return _chosen("external_select", option, given, labels) | {"min_query_length": 0}
    if option.kind is Kind.CHANNEL:
        start = {"initial_conversation": given.rsplit("/", 1)[-1].removeprefix("slack:")} if given else {}
        kinds = {"include": ["public", "private"], "exclude_bot_users": True}
        return {
            "type": "conversations_select",
            "action_id": "channel",
            "placeholder": plain_text("Choose a channel", LABEL),
            "filter": kinds,
            "default_to_current_conversation": option.here and not given,
        } | start
    lines = option.long or option.kind is Kind.QUERY
    made = {"type": "plain_text_input", "action_id": "text", "multiline": lines, "max_length": LONGEST}
    return made | ({"initial_value": given[:LONGEST]} if given else {})


def _chosen(kind: str, option: Option, given: str, labels: Mapping[str, str]) -> Block:
    made = {"type": kind, "action_id": f"pick:{option.kind}", "placeholder": plain_text("Choose, or type to search", LABEL)}
    return made | ({"initial_option": _option(given, labels)} if given and len(given) <= VALUE else {})


def _option(value: str, labels: Mapping[str, str]) -> Block:
    return {"text": plain_text(labels.get(value, value), LABEL), "value": value}


def _filled(field: Mapping[str, Any]) -> str:
    chosen = field.get("selected_option") or {}
    return str(chosen.get("value") or field.get("selected_conversation") or field.get("value") or "").strip()
