"""Share: a private answer, shown to everybody as it stands, without what can be pressed."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import discord
from discord.ui import ActionRow, Container, LayoutView, MediaGallery, TextDisplay

from handlers.commands import Answers, error
from handlers.commands.sharing import UNDO, sharing
from handlers.discord_app.asked import THREADS, Came, asked
from handlers.discord_app.form import PREFIX
from handlers.discord_app.markdown import fitted
from handlers.discord_app.outgoing import NOBODY, show
from handlers.discord_app.reply import Shown, done, shown

NAME = 60
MAY_NOT = "You may not write in this channel, so nothing can be shared in it: share it where you may write."


async def share(came: Came, answers: Answers, now: datetime) -> None:
    """Shows the message that the button stands under, in the name of who pressed it; once in a channel."""
    question = asked(came, "", "", {})
    if came.guild_id and not _may_write(came):
        await show(came, shown(error(MAY_NOT), question).view)
        return
    view = _bare(came)
    asks = sharing("\n".join([str(came.channel_id), *(item.content for item in view.walk_children() if isinstance(item, TextDisplay))]))
    place = question.place or f"{PREFIX}{came.channel_id}"  # where only people brought the bot, they share one channel all the same
    question = replace(question, noun=asks.noun, options=asks.options, place=place)
    message = await _signed(came, view)
    if not (told := await answers.answer(question, now)).ok:
        await show(came, shown(told, question).view)
        return
    try:
        await came.response.send_message(view=message.view, files=list(message.files), allowed_mentions=NOBODY)
    except BaseException:
        await answers.answer(replace(question, verb=UNDO), now)
        raise


async def _signed(came: Came, view: LayoutView) -> Shown:
    """The message with its pictures and with who shares it."""
    box = next((item for item in view.children if isinstance(item, Container)), None)
    (box or view).add_item(TextDisplay(f"-# shared by {fitted(came.user.display_name, NAME) or 'somebody'}"))
    files = [file async for file in _files(came, view)]
    return done(view, *files)


def _may_write(came: Came) -> bool:
    threaded = getattr(came.channel, "type", None) in THREADS
    return came.permissions.send_messages_in_threads if threaded else came.permissions.send_messages


def _bare(came: Came) -> LayoutView:
    """The message without its buttons and menus."""
    if came.message is None:
        raise ValueError("a button stands under a message")
    view = LayoutView.from_message(came.message, timeout=None)
    for item in list(view.walk_children()):
        if isinstance(item, ActionRow):
            (item.parent or view).remove_item(item)  # type: ignore[union-attr]  # a row's parent is a container
    return view


async def _files(came: Came, view: LayoutView) -> AsyncIterator[discord.File]:
    """The pictures of the message, fetched: those of a private message are not kept for long."""
    for item in list(view.walk_children()):
        if isinstance(item, MediaGallery):
            for number, held in enumerate(item.items):
                data = await came.client.http.get_from_cdn(held.media.url)
                name = f"picture{number or ''}.png"
                held.media = f"attachment://{name}"
                yield discord.File(io.BytesIO(data), name)
