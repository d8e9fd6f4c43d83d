"""The parts of watches: the operator's presets, lists and severity in, a board that routes by them out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.model import Watch
from bot.store import Store
from bot.vocabulary import vocabulary
from bot.watch import Vocabulary
from bot.watch.board import Board
from bot.watch.severity import Scale, scale_of
from config.presets import Presets, read_presets, read_severity
from config.settings import read_settings


@cache
def names() -> Vocabulary:
    """What a query may name: the lexica's names and the operator's lists."""
    told = presets()
    return vocabulary(told.groups, told.regions)


@cache
def presets() -> Presets:
    """The presets, lists and regions: ours, and the operator's own where the settings name a file."""
    return read_presets(own=read_settings().presets)


@cache
def scale() -> Scale:
    """What severity is told by."""
    return scale_of(read_severity())


def routed(store: Store) -> Store:
    """The store, routing by its watches."""
    store.watches.use(board_of)
    return store


def board_of(watches: Sequence[Watch]) -> Board:
    """The board of some watches."""
    return Board(watches, names())
