"""A value by which object it is, not what it says: what was worked out for it once is found again without reading it through."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """Keeps its object alive, so that no other can take its identity while a cache remembers it."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.it is self.it
