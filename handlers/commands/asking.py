"""Asking again: the same person in the same place asks something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.commands.words import NOTHING, Asked, Button, Reply

OUR_ALERT = "That is an alert of mine: what it rests on are the reports that it tells of."
OUR_WORDS = "That is a message of mine, and no story to read: what I tell rests on the reports behind each event."


def button(label: str, asked: Asked, noun: str, verb: str = "", options: Mapping[str, str] = NOTHING) -> Button:
    """A button that asks another question on behalf of whoever asked this one."""
    return Button(label, replace(asked, noun=noun, verb=verb, options=options))


def pages(asked: Asked, skip: int, each: int, *, more: bool, labels: tuple[str, str] = ("Newer", "Older")) -> tuple[Button, ...]:
    """The buttons that turn the pages of an answer."""
    turned = ((labels[0], max(skip - each, 0), skip > 0), (labels[1], skip + each, more))
    return tuple(button(label, asked, asked.noun, asked.verb, {**asked.options, "skip": str(to)}) for label, to, there in turned if there)


def ours(event: str) -> Reply:
    """What is said of a message of our own whose claims somebody asks for; with the evidence where it tells of one event."""
    return Reply(OUR_ALERT, buttons=(Button("Evidence", Asked("evidence", "", {"event": event})),)) if event else Reply(OUR_WORDS)
