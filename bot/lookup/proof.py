"""Whether a report's quotes stand, letter by letter, in the story that the store holds."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from bot.model import Report, Span, Story


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quote, where it should stand, and whether it does."""

    quote: str
    span: Span
    stands: bool
    found: str = ""  # what stands there instead


@dataclass(frozen=True, slots=True)
class Proof:
    """One report held against its stored story; `sha256` is of the story's title, a line break and its text."""

    report: Report
    stored: bool
    quotes: tuple[Quoted, ...] = ()
    sha256: str = ""

    @property
    def holds(self) -> bool:
        """Whether the story is there and every quote stands in it."""
        return self.stored and bool(self.quotes) and all(told.stands for told in self.quotes)


def proof_of(report: Report, story: Story | None) -> Proof:
    """The proof of one report by the very version of the story that it was made from."""
    if story is None or (story.id, story.version) != (report.story, report.version):
        return Proof(report, stored=False)
    claim = report.claim
    if len(claim.quotes) != len(claim.evidence):
        return Proof(report, stored=True, sha256=hash_of(story))
    quotes = tuple(_quoted(quote, span, story) for quote, span in zip(claim.quotes, claim.evidence, strict=True))
    return Proof(report, stored=True, quotes=quotes, sha256=hash_of(story))


def _quoted(quote: str, span: Span, story: Story) -> Quoted:
    found = story.cut(span)
    return Quoted(quote, span, stands=found == quote, found="" if found == quote else found)


def hash_of(story: Story) -> str:
    """The SHA-256 of a story's words, which every span counts in."""
    return sha256(story.full.encode("utf-8", "surrogatepass")).hexdigest()
