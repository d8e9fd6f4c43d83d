"""How a status looks, told apart by hatch and shape as well as by colour, and the two papers we draw on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.model import Status


@dataclass(frozen=True, slots=True)
class Style:
    """A status in pictures: its word, its ink on light and on dark paper, its hatch and its shape."""

    word: str
    light: str
    dark: str
    hatch: str  # matplotlib's pattern; "" is solid
    marker: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours of everything that is no status."""

    ground: str
    ink: str
    faint: str  # second-rank text: 4.5 to 1 against the ground
    rule: str
    land: str
    sea: str
    border: str
    dark: bool


# In the order of a legend and of a stack, the firmest first. Hues of Okabe and Ito's palette, which colour-blind readers tell apart.
STYLES: Mapping[Status, Style] = MappingProxyType(
    {
        Status.ASSERTED: Style("reported", "#0b62a4", "#62b5f0", "", "o"),
        Status.ALLEGED: Style("alleged", "#a85b00", "#f0a848", "/////", "^"),
        Status.PLANNED: Style("planned", "#00735a", "#3fcf9f", "....", "s"),
        Status.POSSIBLE: Style("possible", "#8a3f7c", "#e39ad2", "xxxx", "D"),
        Status.DENIED: Style("denied", "#b3341f", "#ff8f70", "\\\\\\\\\\", "X"),
        Status.NEGATED: Style("ruled out", "#5c6670", "#aab4be", "----", "P"),
    }
)
LIGHT = Paper("#ffffff", "#15191e", "#5a636d", "#d5dae0", "#e9e6dc", "#d3e3ee", "#b9b3a2", dark=False)
DARK = Paper("#1b1e23", "#eef1f4", "#a4adb7", "#3b424b", "#343a3f", "#20303d", "#545c63", dark=True)


def paper(*, dark: bool) -> Paper:
    """The paper of a theme."""
    return DARK if dark else LIGHT


def ink(status: Status, on: Paper) -> str:
    """A status's colour on a paper."""
    style = STYLES[status]
    return style.dark if on.dark else style.light
