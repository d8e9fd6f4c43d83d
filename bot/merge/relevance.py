"""Which of a story's reports are news of their events: what is only talked about is kept, but files and tells nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.merge.denial import retold, unsaid
from bot.merge.identity import known_again
from bot.merge.slots import slots_of
from bot.merge.windows import KINDS
from bot.model import NEGATIVE, Report, Status

OLD = timedelta(days=30)  # what lies further back is history, unless it is denied now
LEAST = 2  # a story that tells nothing above a detail tells no news
LIKELY = 0.3  # the chance that a claim is right from which it is filed
_WHO = r"(?:experts?|analysts?|pundits?|commentators?|columnists?|historians?|veterans?|economists?|professors?|academics?)"
_RANK = r"(?:retired|former|ex-?) ?(?:\w+ ){0,2}(?:general|gen|colonel|col|admiral|commander|officer|spy|soldier|captain|marine)s?"
_THINKS = r"(?:says?|said|suggests?|predicts?|thinks?|explains?|warns?|believes?|weighs?|argu(?:es?|ed|ing)|discuss(?:es)?)"
# A headline's sentence that talks about the news instead of telling it.
TALK = re.compile(
    rf"\?['’\"”]?$"
    rf"|^(?:analysis|opinion|comment|commentary|editorial|column|letters?|perspective|explainer|factbox|profile|quiz|review|podcast)\s*[:|–-]"
    rf"|^(?:(?-i:Who|What|Why|How|Where|When|Meet|Inside)|here['’]?s (?:what|why|how)|see why)\b"
    rf"|^[^:]{{2,40}}: (?-i:The|An?) .*\b(?:being|who|that|which|behind)\b|\bmore (?:top )?headlines\b"
    # The front pages of a day, and reporters who ride along.
    rf"|^[^:.]*\bpa(?:y|ys|id|ying) (?:\w+ )?tributes? to\b"
    rf"|^(?:the papers|newspaper headlines|front pages|press review|what the papers say)\s*(?:[:|–-]|$)|\b(?:rides?|riding) along with\b"
    rf"|\b(?:explained|(?:need|things|want) to know|what we know|takeaways|weighs? in|fact check)\b"
    # A list of what somebody may do: "Five ports the Fleet may block", never "The rebels said they would".
    rf"|^(?:the|these|those|all the|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:[\w-]+ )?\w+s (?:the )?"
    rf"(?-i:[A-Z][\w-]+ ){{1,2}}(?:could|would|might|may)\b(?! not)"
    rf"|(?<!\bUN )(?<!\bU\.N\. )\b{_WHO}\b.{{0,25}}\b{_THINKS}\b"
    rf"|\b(?:says?|said|according to) (?:an? |the )?(?:\w+ )?{_WHO}\b"
    rf"|\b{_RANK}\b.{{0,25}}(?::|\bon\b|\b{_THINKS}\b)",
    re.IGNORECASE,
)
# Soldiers that help after these are no news of force, unless force was behind it: a dam blown up, a town shelled in a flood.
DISASTER = re.compile(
    r"\b(?:landslides?|mudslides?|avalanches?|flood\w*|earthquakes?|hurricanes?|cyclones?|typhoons?|tornado(?:e?s)?|wildfires?|tsunamis?"
    r"|(?:tropical |winter )storms?|(?:snow|sand|thunder|hail)storms?|blizzards?|volcano\w*|eruptions?"
    r"|storms? (?!shadow)(?:(?-i:[A-Z])\w+ )?(?:batter|strike|lash|hit|slam|pound|sweep|kill|leave|cause)s?)\b",
    re.IGNORECASE,
)
# What nature does is no force: "Typhoon Marta strikes Luzon".
HITS = re.compile(
    r"\b(?:hurricane|cyclone|typhoon|tornado|quake|earthquake|flood|tsunami|\w*storm(?! shadow))(?: (?-i:[A-Z])\w+)?"
    r" (?:strikes?|struck|hits?|destroy(?:s|ed))\b",
    re.IGNORECASE,
)
FORCE = re.compile(
    r"\b(?:attack|strike|struck|blast|blew|blow|explo|shell|bomb|missile|drone|rebel|militant|war|invad|sabotag|destroy|destruct)\w*",
    re.IGNORECASE,
)
# A claim's own sentence that talks about what may be, or of a talk about it.
SUPPOSED = re.compile(
    r"\b(?:in preparation for|preparing for|in case of|in the event of"
    r"|discuss(?:es)? (?:what|why|how|whether)|breaks? down (?:what|why|how|the))\b",
    re.IGNORECASE,
)
MAY = re.compile(r"\b(?:may|might|could|would|if|prepar\w+|consider\w*|mull\w*|threat of|risk of|fears? of)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?!])['’\"”]?\s+")


def news(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Those of a story's reports that file it under events. A story read again, or one that corrects or withdraws, files all."""
    if not reports or reports[0].version > 1 or reports[0].marks:
        return tuple(reports)
    if talk(reports[0].title) or not any(report.claim.importance >= LEAST for report in reports):
        return ()
    told = (r for r in reports if r.claim.confidence >= LIKELY and known_again(slots_of(r)) and _recent(r) and not _supposed(r))
    return tuple(replace(unsaid(r, reports), retold=retold(r, reports)) for r in told)


def _recent(report: Report) -> bool:
    claim = report.claim
    return claim.status in NEGATIVE or claim.date is None or claim.date.end >= report.published.date() - OLD


def _supposed(report: Report) -> bool:
    """Whether it is only thought of: prepared for, talked over, or a deed of a day that somebody may do."""
    maybe = report.claim.status is Status.POSSIBLE and not KINDS[report.claim.type].lasting
    if maybe and any(MAY.search(quote) for quote in report.claim.quotes):
        return True
    told = [q for q in report.claim.quotes if q.strip() != report.title.strip()] or report.claim.quotes
    return all(SUPPOSED.search(quote) for quote in told)


def talk(title: str) -> bool:
    """Whether no sentence of a headline tells what happened: a question, an explainer, a view of it, a natural disaster."""
    if DISASTER.search(title) and not FORCE.search(HITS.sub("", title)):
        return True
    sentences = [one for one in SENTENCE.split(title.strip()) if one]
    return bool(sentences) and all(TALK.search(one) for one in sentences)
