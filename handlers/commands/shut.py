"""A channel where nothing can be posted: said first wherever somebody looks, with what to do, and tried again when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.errors import BadInput
from bot.model import Destination
from bot.store import Store
from handlers.commands.asking import button
from handlers.commands.sight import OPERATOR
from handlers.commands.words import Asked, Button, Command, Line, Reply
from handlers.wording import moment

CHANGES = frozenset({"add", "edit", "resume"})
NOT_HERE = frozenset({"test", "presets", "retry"})  # what they answer is of no channel
RETRY = Command("watch", "retry", "Try again to post here, where Discord or Slack did not let the bot", writes=True)


def shut_lines(store: Store, asked: Asked, now: datetime) -> tuple[Line, ...]:
    """Why nothing is posted where it was asked, and when it is tried again; in the terminal, of every such channel."""
    return tuple(Line(words, strong=True) for one in _shut(store, asked) for words in (_words(one, asked, now),))


def retry_buttons(store: Store, asked: Asked) -> tuple[Button, ...]:
    """Try again, where a platform's refusal is what stands in the way."""
    if asked.person == OPERATOR or not asked.may_write or not any(one.closed for one in _shut(store, asked)):
        return ()
    return (button("Try again", asked, "watch", "retry"),)


def retry(store: Store, asked: Asked, now: datetime) -> Reply:
    """Tries a closed channel again at once; in the terminal, all of them."""
    if asked.person != OPERATOR and not asked.place:
        raise BadInput("which channel? Ask in the channel itself")
    found = list(_shut(store, asked))
    if not found:
        return Reply("Nothing stands in the way of posting here" if asked.person != OPERATOR else "No channel is closed to the bot")
    if not any(one.closed for one in found):
        return Reply(_words(found[0], asked, now), ok=False)
    store.places.wake("" if asked.person == OPERATOR else asked.place)
    waits = any(one.again for one in found)
    told = "What waits is sent within seconds, if the bot may post now" if waits else "The next message shows whether the bot may post now"
    return Reply("Trying again", (Line(f"{told}; what was missed is summed up in one message. /watch list shows how it went."),))


def told_first(store: Store, reply: Reply, asked: Asked, now: datetime) -> Reply:
    """An answer about watches, after the word that nothing can be posted there; a change of a watch tries again."""
    if not reply.ok or reply.form or asked.verb in NOT_HERE or (asked.person == OPERATOR and asked.verb in CHANGES):
        return reply
    there = replace(asked, place=asked.options.get("channel") or asked.options.get("also") or asked.place)
    changes = asked.verb in CHANGES
    if changes and there.place:
        store.places.wake(there.place)
    lines = shut_lines(store, there, now)
    buttons = retry_buttons(store, there) if there.place == asked.place and not changes else ()
    return replace(reply, lines=(*lines, *reply.lines), buttons=(*buttons, *reply.buttons))


def _shut(store: Store, asked: Asked) -> Iterator[Destination]:
    if asked.person == OPERATOR:
        yield from (one for one in store.places.all() if one.paused)
    elif asked.place and (one := store.places.of(asked.place)) and one.paused:
        yield one


def _words(one: Destination, asked: Asked, now: datetime) -> str:
    here = f"at {one.label or one.id}" if asked.person == OPERATOR else "here"
    if one.closed is None:
        return f"Nothing is posted {here}: whoever runs this bot paused it ({one.paused})."
    again = f"at {moment(one.again)}" if one.again and one.again > now else "now" if one.again else "with the next message"
    return f"Nothing can be posted {here} since {moment(one.closed)}: {one.paused}. It is tried again {again}."
