"""App Home: what is watched, what is muted, how the bot fares, and a button that adds a watch."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.commands.words import Asked, Button, Reply
from handlers.slack_app import reply as shown
from handlers.slack_app.blocks import Block
from handlers.slack_app.call import Call
from handlers.slack_app.chat import Chat

PARTS = (("Watches", Asked("watch", "list")), ("Muted", Asked("mute", "list")), ("Health", Asked("status")))
BLOCKS = 100
ADD = Button("Add watch", Asked("watch", "add"))
HELP = Button("What can I ask?", Asked("help"))


async def home(chat: Chat, call: Call) -> Block:
    """Somebody's App Home; a part that nobody answers is left out."""
    parts = [(title, asked) for title, asked in PARTS if chat.command(asked)]
    answers = await asyncio.gather(*(chat.answer(call, asked) for _, asked in parts))
    told = zip((title for title, _ in parts), _once(answers), strict=True)
    blocks = [*_buttons(chat), *(block for title, reply in told for block in _part(chat, title, reply))]
    return {"type": "home", "blocks": _numbered(blocks)[:BLOCKS]}


def _once(answers: Sequence[Reply]) -> Iterator[Reply]:
    """The answers, each without lines that a later one has too, and without the button that is on top."""
    for number, one in enumerate(answers):
        later = tuple({line.text for other in answers[number + 1 :] for line in other.lines if line.text})
        lines = tuple(line for line in one.lines if not line.text.endswith(later))  # "muted: Iran" in one, "Iran" in the other
        yield replace(one, lines=lines, buttons=tuple(button for button in one.buttons if button.label != ADD.label))


def _buttons(chat: Chat) -> Iterator[Block]:
    held = [button for button in (ADD, HELP) if chat.command(button.asks)]
    yield from shown.message(Reply("Tocsin", buttons=tuple(held)), None)


def _part(chat: Chat, title: str, reply: Reply) -> Iterator[Block]:
    yield {"type": "divider"}
    yield {"type": "header", "text": shown.plain_text(title, 150)}
    told = replace(reply, title="") if reply.ok and reply.lines else reply
    yield from shown.message(told, None, chat.nouns)


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """Each block and button with an id of its own: several answers stand in one view."""
    return [_named(block, number) for number, block in enumerate(blocks)]


def _named(block: Block, number: int) -> Block:
    held = {**block, "block_id": f"{number}:{block.get('block_id', '')}"}
    if block["type"] != "actions":
        return held
    return held | {"elements": [{**element, "action_id": f"{element['action_id']}:{number}"} for element in block["elements"]]}
