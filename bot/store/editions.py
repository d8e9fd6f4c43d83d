"""Reports as earlier versions wrote them: until 30 November 2026 an event's hash was of all that its reports said, field by field.

An event filed anew then was hashed with the fields of that day, also of reports whose rows an older version had written and that stayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from bot.model import Claim, Report
from bot.store.codec import REPORT

# What a report had on that day; of a claim, too. What a later version adds was in no such hash.
_REPORT = """id story version outlet url title published seen claim newsroom state_control country cites withdrawn shingles why grade
missed marks cell kind retold"""
_CLAIM = """type status evidence quotes actor target item money casualties date place source background importance confidence post spans
told reversal"""
REPORTS, CLAIMS = frozenset(_REPORT.split()), frozenset(_CLAIM.split())
ADDED = ((Claim, "reversal"), (Claim, "told"), (Report, "retold"), (Report, "kind"))  # one by one before that day, the last first


def as_written(told: Sequence[Report]) -> Iterator[tuple[str, ...]]:
    """The texts of an event's reports, as each version of those days would have written them all."""
    for count in range(len(ADDED) + 1):
        gone = {(of, name) for of, name in ADDED[:count]}
        claim = _names(Claim) - CLAIMS | {name for of, name in gone if of is Claim}
        report = _names(Report) - REPORTS | {name for of, name in gone if of is Report}
        yield tuple(REPORT.without(one, report, {"claim": claim}) for one in told)


def _names(of: type[Claim | Report]) -> frozenset[str]:
    return frozenset(one.name for one in fields(of))
