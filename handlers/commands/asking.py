"""Asking again: the same person in the same place asks something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.commands.words import NOTHING, Asked, Button


def button(label: str, asked: Asked, noun: str, verb: str = "", options: Mapping[str, str] = NOTHING) -> Button:
    """A button that asks another question on behalf of whoever asked this one."""
    return Button(label, replace(asked, noun=noun, verb=verb, options=options))


def pages(asked: Asked, skip: int, each: int, *, more: bool, labels: tuple[str, str] = ("Newer", "Older")) -> tuple[Button, ...]:
    """The buttons that turn the pages of an answer."""
    turned = ((labels[0], max(skip - each, 0), skip > 0), (labels[1], skip + each, more))
    return tuple(button(label, asked, asked.noun, asked.verb, {**asked.options, "skip": str(to)}) for label, to, there in turned if there)
