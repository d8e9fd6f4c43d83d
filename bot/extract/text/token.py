"""The part of a spaCy token that the rules read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Token(Protocol):
    """The part of a spaCy token that the frames read."""

    @property
    def i(self) -> int: ...  # noqa: D102  spaCy documents it
    @property
    def idx(self) -> int: ...  # noqa: D102  spaCy documents it
    @property
    def text(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def lower_(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def lemma_(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def pos_(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def tag_(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def dep_(self) -> str: ...  # noqa: D102  spaCy documents it
    @property
    def head(self) -> Token: ...  # noqa: D102  spaCy documents it
    @property
    def children(self) -> Iterable[Token]: ...  # noqa: D102  spaCy documents it
    @property
    def subtree(self) -> Iterable[Token]: ...  # noqa: D102  spaCy documents it
