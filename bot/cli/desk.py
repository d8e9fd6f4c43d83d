"""The desk put together: what answers on both chats and in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import structlog

from bot.chart import Chart, Easel
from bot.cli.listening import owner_of
from bot.cli.watching import names, presets, routed, scale
from bot.extract import Extractor
from bot.extract.gate import gate
from bot.model import Destination, Story
from bot.store import Store
from bot.web import Web
from config.settings import Settings
from handlers.commands import (
    claims,
    digests,
    due,
    feedback,
    feeds,
    figures,
    grading,
    linking,
    mapped,
    pasted,
    proof,
    reasons,
    sharing,
    sources,
    status,
    watching,
)
from handlers.commands.completing import Completer
from handlers.commands.desk import Desk, Part
from handlers.commands.welcome import Welcome
from handlers.commands.words import Command, Picture

log = structlog.get_logger(__name__)


def answers_of(settings: Settings, store: Store, web: Web, load: Callable[[], Extractor]) -> Desk:
    """Every command on one store, with pictures; the extractor is loaded when somebody first pastes something."""
    return desk_of(store, pasted.Pasted(web, load), partial(_drawn, Easel()), web, owner_of(settings.owner), settings.why_kept)


def desk_of(
    store: Store,
    reader: pasted.Pasted | None = None,
    draw: figures.Draw | None = None,
    web: Web | None = None,
    owner: Destination | None = None,
    kept: timedelta | None = None,
) -> Desk:
    """The desk; without a reader nothing is extracted, without `draw` there are no pictures, and without `web` no feeds are changed.

    `kept`: for how long it is remembered what was told where; None: for ever.
    """
    known = {one.id: one.name for one in presets().presets}
    commands, parts = _parts(routed(store), draw, kept)
    if reader:
        commands, parts = (*commands, *pasted.COMMANDS), (*parts, reader)
    if web:
        commands, parts = (*commands, *feeds.COMMANDS), (*parts, feeds.Feeds(store, web, owner))
    return Desk(commands, parts, Completer(store, names(), known), Welcome(store, known))


def _parts(store: Store, draw: figures.Draw | None, kept: timedelta | None) -> tuple[Sequence[Command], Sequence[Part]]:
    judging = claims.Judging(names(), scale())
    made: tuple[tuple[Sequence[Command], Part], ...] = (
        (watching.Watching.COMMANDS, watching.Watching(store, names(), presets().presets, kept)),
        (feedback.Wrong.COMMANDS, feedback.Wrong(store)),
        (claims.COMMANDS, claims.Claims(store, judging)),
        (figures.COMMANDS, figures.Figures(store, names(), draw)),
        (mapped.COMMANDS, mapped.Map(store, names(), draw)),
        (due.COMMANDS, due.Due(store, names())),
        (digests.COMMANDS, digests.Digests(store, judging)),
        (sources.COMMANDS, sources.Sources(store)),
        (proof.COMMANDS, proof.Proofs(store)),
        (reasons.COMMANDS, reasons.Reasons(store, judging, _gated)),
        (grading.COMMANDS, grading.Grading(store)),
        (linking.COMMANDS, linking.Linking(store)),
        (status.COMMANDS, status.Status(store)),
        ((), sharing.Sharing(store)),
    )
    return tuple(command for commands, _ in made for command in commands), tuple(part for _, part in made)


def _gated(story: Story) -> str:
    return "" if gate(story) else "held back: no words of war in it, nor words of force beside a place at odds"


async def _drawn(easel: Easel, chart: Chart) -> Picture | None:
    """A chart's picture; an answer goes without one rather than not at all."""
    try:
        drawn = await easel.drawn(chart)
    except Exception:
        log.exception("a picture failed")
        return None
    return Picture(drawn.png, drawn.alt, f"{type(chart).__name__.lower()}.png") if drawn else None
