"""What somebody typed after /tocsin, as a question: a command, its options by name, and free words for the option that asks for them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers.commands.nearest import nearest, stray
from handlers.commands.words import Asked, Button, Command, Kind, Line, Option, Reply

SLASH = "/tocsin"
CONTRARY = {"unmute": f"{SLASH} mute what=… for=0 ends a mute, and so does Unmute under {SLASH} mute list."}  # "mute" would be near
BARE = "now"  # how Discord writes a noun alone that has verbs as well: mute now
QUOTES = str.maketrans("“”„«»", '"' * 5)  # what phones write for a plain one
REFERENCE = re.compile(r"<(?:#|!subteam\^|@)([A-Z0-9]+)(?:\|[^>]*)?>")
LINK = re.compile(r"<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class Typed:
    """A command that was meant, with what was said; `missing` are the options that must still be given."""

    command: Command
    options: Mapping[str, str]
    missing: tuple[Option, ...] = ()


def typed(text: str, commands: Sequence[Command]) -> Typed | Reply:
    """The command and its options, or an answer that says what was not understood and what is near it."""
    words = unescaped(text).split(maxsplit=2) or ["help"]
    noun = "help" if words[0] == "?" else words[0].lower().lstrip("/")
    here = [command for command in commands if command.noun == noun]
    if not here:
        return _near(noun, text, commands)
    verb = words[1].lower() if len(words) > 1 else ""
    found = next((command for command in here if command.verb == verb), None)
    if found and verb:
        return _filled(found, words[2] if len(words) > 2 else "")
    bare = next((command for command in here if not command.verb), None)
    if bare:
        return _filled(bare, " ".join(words[2:] if verb == BARE and len(here) > 1 else words[1:]))
    return _verbs(noun, verb, words[2] if len(words) > 2 else "", here)


def unescaped(text: str) -> str:
    """What was typed, as it was: Slack writes channels, groups, people and links in angle brackets and & < > as entities."""
    return html.unescape(LINK.sub(r"\1", REFERENCE.sub(r"\1", text))).translate(QUOTES).strip()


def usage(command: Command) -> str:
    """How a command is written: /tocsin watch add query=… [name=…]."""
    shown = (f"{option.name}=…" if option.required else f"[{option.name}=…]" for option in command.options)
    return " ".join(part for part in (SLASH, command.noun, command.verb, *shown) if part)


def named(command: Command) -> str:
    """A command's own words: watch add."""
    return f"{command.noun} {command.verb}".strip()


def _near(noun: str, text: str, commands: Sequence[Command]) -> Reply:
    if noun in CONTRARY:
        return Reply(f"There is no “{noun}”. {CONTRARY[noun]}", ok=False)
    nouns = list(dict.fromkeys(command.noun for command in commands))
    close = nearest(noun, nouns)
    rest = unescaped(text).partition(" ")[2]
    if close:
        return _meant(f"There is no “{noun}”.", f"{close} {_verb_meant(close, rest, commands)}".strip(), commands)
    verbs = [command for command in commands if command.verb == noun]
    if verbs:
        return Reply(f"“{noun}” of what?", _usages(verbs), ok=False)
    return Reply(f"There is no “{noun}”. Write {SLASH} help for all there is.", ok=False)


def _verb_meant(noun: str, rest: str, commands: Sequence[Command]) -> str:
    """The words after a noun, with the verb put right, too."""
    verb, _, more = rest.partition(" ")
    verbs = [command.verb for command in commands if command.noun == noun and command.verb]
    close = "" if verb.lower() in verbs else nearest(verb, verbs)
    return f"{close} {more}".strip() if close else rest


def _verbs(noun: str, verb: str, rest: str, here: Sequence[Command]) -> Reply:
    close = nearest(verb, [command.verb for command in here if command.verb])
    if close:
        return _meant(f"There is no “{noun} {verb}”.", f"{noun} {close} {rest}".strip(), here)
    said = f"There is no “{noun} {verb}”." if verb else f"“{noun}” does several things."
    return Reply(f"{said} Write one of these:", _usages(here), ok=False)


def _meant(said: str, text: str, commands: Sequence[Command]) -> Reply:
    """The near miss; where it could be asked as it stands, with a button that does."""
    again = typed(text, commands)
    if isinstance(again, Reply):  # no command either: what there is, and no guess
        return Reply(f"{said} {again.title}", again.lines, again.buttons, ok=False)
    title = f"{said} Did you mean {SLASH} {text}?"
    if again.missing:
        return Reply(title, (Line(usage(again.command)),), ok=False)
    asks = Asked(again.command.noun, again.command.verb, again.options)
    return Reply(title, buttons=(Button(f"{SLASH} {named(again.command)}", asks),), ok=False)


def _usages(commands: Sequence[Command]) -> tuple[Line, ...]:
    return tuple(Line(f"{usage(command)} — {command.help}") for command in commands)


def _filled(command: Command, text: str) -> Typed | Reply:
    options, free = _options(command, text)
    taker = next((o for o in _takers(command) if o.name not in options), None)
    if free and (wrong := _unknown(command, free, taker)):
        return Reply(wrong, (Line(usage(command)),), ok=False)
    if free and taker:
        options[taker.name] = free
    if wrong := next((why for option in command.options if (why := _choice(option, options))), ""):
        return Reply(wrong, ok=False)
    missing = tuple(option for option in command.options if option.required and not options.get(option.name))
    return Typed(command, options, missing)


def _takers(command: Command) -> Iterator[Option]:
    """The options that free words may fill, the likeliest first."""
    yield from (option for option in command.options if option.required)
    yield from (option for option in command.options if option.kind is Kind.QUERY or option.long)
    yield from command.options[:1]


def _options(command: Command, text: str) -> tuple[dict[str, str], str]:
    """The options named in the text, and the words before, between and after them."""
    names = "|".join(re.escape(option.name) for option in command.options)
    mark = re.compile(rf"(?<!\S)({names})(?:\s*=|:)\s*", re.IGNORECASE) if names else None
    options: dict[str, str] = {}
    free: list[str] = []
    at = 0
    while mark and (found := _outside_quotes(mark, text, at)):
        free.append(text[at : found.start()])
        value, at = _value(text, found.end(), mark)
        options[found[1].lower()] = value
    free.append(text[at:])
    return options, " ".join(part.strip() for part in free if part.strip())


def _value(text: str, at: int, mark: re.Pattern[str]) -> tuple[str, int]:
    """A value in quotation marks, or everything up to the next option; and where it ends."""
    if text[at : at + 1] == '"':
        closing = re.compile(r'(?<!\\)"(?=\s|$)').search(text, at + 1)
        end = closing.start() if closing else len(text)
        return text[at + 1 : end].replace('\\"', '"').strip(), min(end + 1, len(text))
    following = _outside_quotes(mark, text, at)
    end = following.start() if following else len(text)
    return text[at:end].strip(), end


def _outside_quotes(mark: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """The next option's name that does not stand within quotation marks."""
    return next((found for found in mark.finditer(text, at) if text.count('"', at, found.start()) % 2 == 0), None)


def _unknown(command: Command, free: str, taker: Option | None) -> str:
    """Why free words cannot be taken; "" where they can."""
    if not (taker and taker.long and taker.kind is Kind.TEXT) and (wrong := stray(free, command)):  # a pasted text is no options
        return wrong
    return "" if taker else f"{named(command)} takes no “{free}”."


def _choice(option: Option, options: Mapping[str, str]) -> str:
    said = options.get(option.name, "")
    if option.kind is not Kind.CHOICE or not said or said in option.choices:
        return ""
    close = nearest(said, option.choices)
    hint = f"Did you mean {option.name}={close}?" if close else f"Write one of: {', '.join(option.choices)}."
    return f"{option.name} cannot be “{said}”. {hint}"
