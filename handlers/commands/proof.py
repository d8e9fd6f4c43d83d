"""evidence and verify: every report of an event with its sentence, and the proof that it stands in the stored story."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.alert.speakers import speaker_of
from bot.alert.words import STATUS, thing
from bot.lookup import Proof, proof_of
from bot.model import Event, LinkKind, Report
from bot.store import Store
from handlers.commands.asking import button, pages
from handlers.commands.claims import EVENT, event_of
from handlers.commands.given import skip_of
from handlers.commands.said import desk_lines
from handlers.commands.telling import counted, headline_of, link_of, outlet_of, sentence_of
from handlers.commands.words import Asked, Button, Command, Line, Reply
from handlers.wording import moment, shortened

EACH = 4  # reports on a page: as many as the narrower chat shows whole
QUOTE = 280  # characters of a sentence
HASH = 16  # digits of a hash that are shown
COMMANDS = (
    Command("evidence", "", "Every report of an event, with its sentence and a link that leads to it", (EVENT,)),
    Command("verify", "", "Prove again that each quote of an event stands in the stored story", (EVENT,)),
)


class Proofs:
    """Answers them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def answer(self, asked: Asked, now: datetime) -> Reply | None:
        """The answer, or None."""
        if asked.noun not in {"evidence", "verify"}:
            return None
        return await asyncio.to_thread(self._evidence if asked.noun == "evidence" else self._verified, asked, now)

    def _head(self, event: Event, asked: Asked, now: datetime) -> list[Line]:
        """The event in one line, and what people of the desk did about it."""
        return [Line(headline_of(event), strong=True, event=event.id), *map(Line, desk_lines(self._store, event, asked, now))]

    def _evidence(self, asked: Asked, now: datetime) -> Reply:
        event = event_of(self._store, asked)
        skip = skip_of(asked)
        page = event.telling[skip : skip + EACH]
        lines = self._head(event, asked, now)
        lines += [line for report in page for line in _told(report)]
        lines += self._denials(event)
        buttons = (*_pages(asked, event, skip), button("Verify", asked, "verify", "", {"event": event.id}))
        return Reply(f"Evidence: {_which(event, skip, len(page))}", tuple(lines), buttons, shareable=True)

    def _denials(self, event: Event) -> list[Line]:
        """The denials of it, which are events of their own and no evidence for it."""
        around = self._store.asking.events(self._store.listing.linked([event.id]))
        against = [one for one in around if any(link.to == event.id and link.kind is LinkKind.DENIES for link in one.links)]
        return [Line(f"It is denied by: {headline_of(one)}", event=one.id) for one in against[:EACH]]

    def _verified(self, asked: Asked, now: datetime) -> Reply:
        event = event_of(self._store, asked)
        stories = self._store.asking.versions([(report.story, report.version) for report in event.telling])
        proofs = [proof_of(report, stories.get((report.story, report.version))) for report in event.telling]
        skip = skip_of(asked)
        lines = [*self._head(event, asked, now), Line(_verdict(proofs), strong=True)]
        lines += [line for proof in proofs[skip : skip + EACH] for line in _proved(proof)]
        return Reply(
            f"Verify: {_which(event, skip, len(proofs[skip : skip + EACH]))}", tuple(lines), _pages(asked, event, skip), shareable=True
        )


def _which(event: Event, skip: int, shown: int) -> str:
    total = counted(len(event.telling), "report")
    return total if shown == len(event.telling) else f"reports {skip + 1} to {skip + shown} of {total}"


def _pages(asked: Asked, event: Event, skip: int) -> tuple[Button, ...]:
    here = replace(asked, options={"event": event.id})
    return pages(here, skip, EACH, more=len(event.telling) > skip + EACH, labels=("Before", "More"))


def _told(report: Report) -> Iterator[Line]:
    claim = report.claim
    counts = ", ".join(thing(item) for item in claim.item if item.quantity)
    said = " · ".join(filter(None, (STATUS[claim.status].lower(), counts, speaker_of(claim.source))))
    yield Line(f"{outlet_of(report)}, {moment(report.published)} · {said}", url=link_of(report))
    yield Line(shortened(sentence_of(report), QUOTE), quote=True)


def _verdict(proofs: list[Proof]) -> str:
    quotes = [quoted for proof in proofs for quoted in proof.quotes]
    stands, gone = sum(quoted.stands for quoted in quotes), sum(not proof.stored for proof in proofs)
    told = f"{stands} of {counted(len(quotes), 'quote')} stand letter by letter in the stored stories"
    return f"{told}; {counted(gone, 'report')} without a stored story" if gone else told


def _proved(proof: Proof) -> Iterator[Line]:
    report = proof.report
    where = f"{outlet_of(report)}, version {report.version}"
    if not proof.stored:
        yield Line(f"✗ {where}: this version of its story is not stored, so nothing can be proved")
        return
    if not proof.quotes:
        yield Line(f"✗ {where}: its quotes and their places do not go together · story SHA-256 {proof.sha256[:HASH]}…")
    for quoted in proof.quotes:
        at = f"characters {quoted.span.start} to {quoted.span.end}"
        if quoted.stands:
            yield Line(f"✓ {where}: stands at {at} · story SHA-256 {proof.sha256[:HASH]}…")
        else:
            yield Line(f"✗ {where}: at {at} stands “{shortened(quoted.found, QUOTE)}” · story SHA-256 {proof.sha256[:HASH]}…")
        yield Line(shortened(quoted.quote, QUOTE), quote=True)
