"""Names on a map, each beside what it names where nothing else stands. Pure places: the map draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.chart.sheet import width_of

GAP = 9.0  # pixels between a dot and its name
TALL = 1.25  # height of a line to the size of its letters
AWAY = 40.0  # how far from its place a state's name may stand


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a sheet, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its height on the sheet."""
        return (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        """Whether the two lie over each other."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether another lies within it."""
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom


def around(x: float, y: float, reach: float) -> Box:
    """The box about a point."""
    return Box(x - reach, y - reach, x + reach, y + reach)


def beside(words: str, at: tuple[float, float], size: float, taken: Sequence[Box], frame: Box, *, bold: bool = False) -> Box | None:
    """Where a name stands beside its dot: right, left, below, above, or across; None where all that is taken or beyond the frame."""
    wide, high = width_of(words, size, bold=bold), size * TALL
    return _free(_sides(*at, wide, high), taken, frame)


def over(words: str, at: tuple[float, float], size: float, taken: Sequence[Box], frame: Box) -> Box | None:
    """Where the name of a land stands: on its middle, or near by."""
    wide, high = width_of(words, size), size * TALL
    steps = ((0.0, 0.0), (0.0, -AWAY), (0.0, AWAY), (-AWAY, 0.0), (AWAY, 0.0))
    x, y = at
    return _free((_sized(x + right - wide / 2, y + down, wide, high) for right, down in steps), taken, frame)


def _sides(x: float, y: float, wide: float, high: float) -> Iterator[Box]:
    below = GAP + high / 2
    for left, middle in (
        (x + GAP, y),
        (x - GAP - wide, y),
        (x - wide / 2, y + below),
        (x - wide / 2, y - below),
        (x + GAP, y + below),
        (x - GAP - wide, y + below),
        (x + GAP, y - below),
        (x - GAP - wide, y - below),
    ):
        yield _sized(left, middle, wide, high)


def _sized(left: float, middle: float, wide: float, high: float) -> Box:
    return Box(left, middle - high / 2, left + wide, middle + high / 2)


def _free(boxes: Iterator[Box], taken: Sequence[Box], frame: Box) -> Box | None:
    return next((box for box in boxes if frame.holds(box) and not any(map(box.meets, taken))), None)
