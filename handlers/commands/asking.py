"""Asking again: the same person in the same place asks something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.commands.words import NOTHING, Asked, Button


def button(label: str, asked: Asked, noun: str, verb: str = "", options: Mapping[str, str] = NOTHING) -> Button:
    """A button that asks another question on behalf of whoever asked this one."""
    return Button(label, replace(asked, noun=noun, verb=verb, options=options))
