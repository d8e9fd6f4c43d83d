"""Alerts of our own invention, and the deliveries that carry them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.model import Alert, AlertKind, ClaimType, Days, Delivery, Destination, Show, SourceLink, Standing, Status

WIRE = SourceLink(
    "Harbour Wire",
    "https://harbourwire.example/2026/11/23/drones",
    "https://harbourwire.example/2026/11/23/drones#:~:text=handed%20over%20at%20least%2023",
)
RADIO = SourceLink("Zubrovia State Radio", "https://radio.example/news/4471", "", note="state media")
QUOTE = "Norvania handed over at least 23 Pelikan-2 drones to Keldovian units last week, Colonel Iva Marek told reporters on Monday."

NEW = Alert(
    event="e1",
    revision=1,
    kind=AlertKind.NEW,
    show=Show.POST,
    type=ClaimType.ARMS_TRANSFER,
    status=Status.ALLEGED,
    status_word="ALLEGED",
    headline="ALLEGED · Norvania → Keldovia · arms transfer: at least 23 Pelikan-2 drones · Iva Marek (Harbour Wire)",
    who="Norvania",
    whom="Keldovia",
    what="arms transfer: at least 23 Pelikan-2 drones",
    speaker="Iva Marek",
    quote=QUOTE,
    quote_outlet="Harbour Wire",
    when=Days(date(2026, 11, 16), date(2026, 11, 22)),
    where=("Kelm",),
    published=datetime(2026, 11, 23, 9, 5, tzinfo=UTC),
    links=(WIRE, RADIO),
    outlets=4,
    newsrooms=2,
    parties=1,
    grade="B2",
)
UPDATE = replace(
    NEW,
    revision=2,
    kind=AlertKind.UPDATE,
    show=Show.REPLY,
    change="count at least 23 → 40",
    what="arms transfer: 40 Pelikan-2 drones",
    headline="ALLEGED · Norvania → Keldovia · arms transfer: 40 Pelikan-2 drones · Iva Marek (Harbour Wire)",
    parts=("at least 23 (23 Nov 2026 09:05 UTC)",),
)
DENIAL = replace(
    NEW,
    revision=3,
    kind=AlertKind.DENIAL,
    show=Show.BROADCAST,
    status=Status.DENIED,
    status_word="DENIED",
    change="denied by Norvania's defence ministry",
    what="arms transfer: Pelikan-2 drones",
    headline="DENIED · Norvania → Keldovia · arms transfer: Pelikan-2 drones · Norvanian defence ministry (Szohod Gazette)",
    quote="“No drone has left our territory,” the ministry said.",
    quote_outlet="Szohod Gazette",
)
DENIED_CLAIM = Standing(NEW.headline.replace("ALLEGED", "ALLEGED, DENIED"), QUOTE, "Harbour Wire", NEW.published)
CORRECTION = replace(NEW, revision=4, kind=AlertKind.CORRECTION, show=Show.BROADCAST, change="the outlet corrected its count: 32, not 23")

DIGEST = replace(
    NEW,
    event="digest:1",
    kind=AlertKind.DIGEST,
    status_word="Digest",
    headline="Digest · last 6 h · 2 events · 1 severe, 1 low",
    quote="",
    quote_outlet="",
    when=None,
    where=(),
    what="2 events",
    note="2 h late",
    parts=(
        "Norvania: 1 arms transfer",
        "Sylvania: 1 exercise",
        f"[severe] {NEW.headline} (changed: 40)",
        "[low] REPORTED · Sylvania · exercise (Kelm Courier)",
    ),
    links=(
        replace(WIRE, outlet=NEW.headline, note="severe · Harbour Wire and 3 more"),
        SourceLink("REPORTED · Sylvania · exercise (Kelm Courier)", "https://courier.example/exercise", ""),
    ),
)


def delivery(alert: Alert = NEW, platform: str = "discord", address: str = "100", **held) -> Delivery:
    """A delivery of the alert."""
    place = Destination(f"{platform}:{address}", platform, address)
    return replace(Delivery(f"{alert.event}-{alert.revision}-{address}", place, alert, attempts=1, first_try=datetime.now(UTC)), **held)
