"""The words of the product: frozen data without I/O, shared by every stage."""

from bot.model.claim import (
    Amount,
    Casualties,
    Category,
    Claim,
    ClaimType,
    Days,
    Item,
    Money,
    Speaker,
    Status,
)
from bot.model.event import Change, Decision, Event, Link, LinkKind, Reach, Report, Revision
from bot.model.message import Alert, AlertKind, Delivery, DeliveryState, Destination, Handle, Show, SourceLink, Standing
from bot.model.story import Feed, FeedState, Span, Story

__all__ = [
    "Alert",
    "AlertKind",
    "Amount",
    "Casualties",
    "Category",
    "Change",
    "Claim",
    "ClaimType",
    "Days",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Destination",
    "Event",
    "Feed",
    "FeedState",
    "Handle",
    "Item",
    "Link",
    "LinkKind",
    "Money",
    "Reach",
    "Report",
    "Revision",
    "Show",
    "SourceLink",
    "Span",
    "Speaker",
    "Standing",
    "Status",
    "Story",
]
