"""Answering an interaction: at once where the answer is there, else after saying that it is being looked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

import discord

from handlers.commands import Asked, Choice, Command, Reply
from handlers.discord_app.again import remembered
from handlers.discord_app.asked import Came
from handlers.discord_app.reply import Shown, done, shown

NOBODY = discord.AllowedMentions.none()  # said on each call: an edit does not take over the client's own
OPEN = "Open the form"


class Way(Enum):
    """Where an answer appears."""

    NEW = auto()  # a message of its own
    PLACE = auto()  # in place of the message whose button was pressed


Opens = Callable[[Command, Mapping[str, str]], Awaitable[None]]


async def answer(came: Came, asked: Asked, work: asyncio.Task[Reply], way: Way, patience: float, opens: Opens) -> None:
    """Shows the answer; after `patience` seconds without one Discord is told that it comes later."""
    try:
        await asyncio.wait({work}, timeout=patience)
        late = not work.done()
        if late:
            await came.response.defer(ephemeral=True, thinking=way is Way.NEW)
        reply = await work
    finally:
        work.cancel()  # nobody waits for it where Discord would not have the announcement
    if reply.form and reply.ok:
        if not late and came.type is not discord.InteractionType.modal_submit:
            await opens(reply.form, reply.given)
            return
        await _put(came, _form_button(reply.form, reply), way, late=late, private=True)
        return
    reply = replace(reply, private=reply.private or late or not reply.ok)  # what was begun in private stays so
    message = shown(replace(reply, shareable=reply.shareable and reply.private), asked)
    if reply.form:
        message = with_form(message, reply.form, reply.given)
    await _put(came, message, way if reply.ok else Way.NEW, late=late, private=reply.private, asked_in=way)


async def _put(came: Came, message: Shown, way: Way, *, late: bool, private: bool, asked_in: Way = Way.NEW) -> None:
    files = list(message.files)
    if way is Way.PLACE and not late:
        await came.response.edit_message(view=message.view, attachments=files, allowed_mentions=NOBODY)
    elif late and way is asked_in:
        await came.edit_original_response(view=message.view, attachments=files, allowed_mentions=NOBODY)
    elif late:  # an error does not take the place of the message whose button was pressed
        await came.followup.send(view=message.view, files=files, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await came.response.send_message(view=message.view, files=files, ephemeral=private, allowed_mentions=NOBODY)


async def show(came: Came, view: discord.ui.LayoutView) -> None:
    """A message for this person only."""
    await _put(came, done(view), Way.NEW, late=False, private=True)


async def ask_in_form(came: Came, modal: discord.ui.Modal) -> None:
    """Opens a form."""
    modal.stop()  # what comes back is known by its id: the library need not remember it
    await came.response.send_modal(modal)


def _form_button(command: Command, reply: Reply) -> Shown:
    """What opens the form where it cannot be opened at once: after a wait, or from another form."""
    message = shown(replace(reply, title=reply.title or command.help, form=None), Asked(command.noun, command.verb), pressable=False)
    return with_form(message, command, reply.given)


def with_form(message: Shown, command: Command, given: Mapping[str, str]) -> Shown:
    """The message with what opens a form, as it was filled in."""
    known, texts = remembered(Asked(command.noun, command.verb, given))
    for text in texts:
        message.view.add_item(discord.ui.TextDisplay(text))
    button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(label=OPEN, custom_id=known, style=discord.ButtonStyle.primary)
    return done(message.view.add_item(discord.ui.ActionRow(button)), *message.files)


async def complete(came: Came, choices: Sequence[Choice]) -> None:
    """Offers completions of what is being typed."""
    offered = [discord.app_commands.Choice(name=one.label[:100], value=one.value) for one in choices if one.label and len(one.value) <= 100]
    await came.response.autocomplete(offered[:25])
