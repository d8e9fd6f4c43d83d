"""Where a damaged line was damaged: the one byte whose change gives the hash that the seal has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from bot.export.pack import SHORT, short

LONGEST = 6000  # bytes of a line in which every byte is tried with every value, which takes seconds; in longer ones only single bits
ENDLESS = 60_000  # in lines longer than that nothing is tried: the line is named, the byte is not
BITS = tuple(1 << bit for bit in range(8))


@dataclass(frozen=True, slots=True)
class Byte:
    """One byte that is not what was sealed: its place in the line, what stands there, what stood there."""

    place: int
    is_now: int
    was: int


def damaged(line: bytes, sealed: str) -> Byte | None:
    """The byte of a line whose change gives its sealed hash; None where more than one was changed."""
    if len(line) > ENDLESS:
        return None
    return next(_tried(line, sealed, BITS), None) or (
        next(_tried(line, sealed, tuple(set(range(1, 256)) - set(BITS))), None) if len(line) <= LONGEST else None
    )


def _tried(line: bytes, sealed: str, changes: tuple[int, ...]) -> Iterator[Byte]:
    before = sha256()
    for place, byte in enumerate(line):
        rest = line[place + 1 :]
        for change in changes:
            tried = before.copy()
            tried.update(bytes((byte ^ change,)) + rest)
            if tried.hexdigest()[:SHORT] == sealed:
                yield Byte(place, byte, byte ^ change)
        before.update(line[place : place + 1])


def broken(first: bytes, second: bytes, sealed: str) -> Byte | None:
    """A byte that became a line break: two lines that were one."""
    whole = (first + bytes((byte,)) + second for byte in range(256) if byte != ord("\n"))
    return next((Byte(len(first), ord("\n"), line[len(first)]) for line in whole if short(line) == sealed), None)


def joined(line: bytes, first: str, second: str) -> Byte | None:
    """A line break that became another byte: one line that was two."""
    before = sha256()
    for place in range(len(line)):
        if before.hexdigest()[:SHORT] == first and short(line[place + 1 :]) == second:
            return Byte(place, line[place], ord("\n"))
        before.update(line[place : place + 1])
    return None
