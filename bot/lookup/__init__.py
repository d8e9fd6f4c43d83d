"""Questions over the ledger: rows and events in, answers out, whose every number leads to events. Pure."""

from bot.lookup.proof import Proof, Quoted, hash_of, proof_of
from bot.lookup.question import EVER, Question, Row, Span
from bot.lookup.record import Record, record_of
from bot.lookup.supply import Flow, supply, transfers
from bot.lookup.timeline import Tally, Timeline, timeline
from bot.lookup.trend import Bucket, Step, trend

__all__ = [
    "EVER",
    "Bucket",
    "Flow",
    "Proof",
    "Question",
    "Quoted",
    "Record",
    "Row",
    "Span",
    "Step",
    "Tally",
    "Timeline",
    "hash_of",
    "proof_of",
    "record_of",
    "supply",
    "timeline",
    "transfers",
    "trend",
]
