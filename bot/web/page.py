"""What a fetch brings home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RETRY_LIMIT = 24 * 3600.0  # no server may silence us for longer than a day


@dataclass(frozen=True, slots=True)
class Page:
    """An answer in full. `moved_permanently` is the address that unbroken permanent redirects led to, or ""."""

    status: int
    url: str  # where the answer came from, after redirects
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    etag: str = ""
    modified: str = ""
    moved_permanently: str = ""
    retry_after: float | None = None

    @property
    def content_type(self) -> str:
        """The Content-Type header as sent."""
        return self.headers.get("content-type", "")

    @property
    def max_age(self) -> float:
        """Seconds of max-age that Cache-Control grants; 0 where it grants none."""
        for part in self.headers.get("cache-control", "").lower().split(","):
            name, _, value = part.strip().partition("=")
            if name == "max-age" and value.strip('"').isdigit():
                return float(value.strip('"'))
        return 0.0


def retry_after(told: str, now: datetime) -> float | None:
    """Seconds to wait as a Retry-After header tells them (a number or a date), at most a day; None where it tells nothing."""
    if told.strip().isdigit():
        return min(float(told), RETRY_LIMIT)
    try:
        when = parsedate_to_datetime(told)
    except ValueError:
        return None
    seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), RETRY_LIMIT)
