"""How long a feed asks to be left alone: RSS ttl, and the syndication module's period and frequency."""

from __future__ import annotations

import re
from types import MappingProxyType

TTL = re.compile(r"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
PERIOD = re.compile(r"<sy:updatePeriod>\s*([a-z]{4,8})\s*</sy:updatePeriod>", re.IGNORECASE)
FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(\d{1,4})\s*</sy:updateFrequency>", re.IGNORECASE)
PERIODS = MappingProxyType({"hourly": 3600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0, "yearly": 31_536_000.0})


def ttl_of(head: str) -> float:
    """Seconds, as the head of the document tells them; 0 where it tells nothing."""
    ttl = TTL.search(head)
    if ttl:
        return int(ttl[1]) * 60.0
    period, frequency = PERIOD.search(head), FREQUENCY.search(head)
    seconds = PERIODS.get(period[1].lower(), 0.0) if period else 0.0
    return seconds / max(int(frequency[1]), 1) if frequency else seconds
