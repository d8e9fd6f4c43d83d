"""Rules: triggers of lexicon/frames.toml over dependency parses, each with its roles, status and speakers, as proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.extract.candidates import Doc, resolved
from bot.extract.families import NOBODY
from bot.extract.frames.again import again
from bot.extract.frames.details import details
from bot.extract.frames.echo import echoes
from bot.extract.frames.lexicon import Frame, Lexicon, lexicon
from bot.extract.frames.needs import met
from bot.extract.frames.roles import Trigger, fillers, trigger_of
from bot.extract.frames.weight import weight
from bot.extract.proposal import Filler, Proposal
from bot.extract.speech.speakers import Sayings, sayings
from bot.extract.status import presupposed, status_of
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma
from bot.extract.text.view import View, views
from bot.model import Category, ClaimType, Status

RECENT = 40  # proposals looked back over
MOST = 60  # triggers of one sentence looked at: beyond that it is no prose


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger whose frame's needs are met, with what it found."""

    trigger: Trigger
    frame: Frame
    found: dict[str, tuple[Filler, ...]]


def proposals(doc: Doc) -> tuple[Proposal, ...]:
    """Every event that the rules see, sentence by sentence."""
    seen = views(doc)
    said = sayings(doc, seen)
    out: list[Proposal] = []
    for view in seen:
        if view is not None:
            out.extend(_of_sentence(view, said, tuple(out[-RECENT:])))
            out.extend(echoes(view, tuple(out[-RECENT:]), said))
    return tuple(out)


def _of_sentence(view: View, said: Sayings, before: tuple[Proposal, ...]) -> Iterator[Proposal]:
    words = lexicon()
    hits = _distinct([hit for token in view.tokens for hit in _hits(view, token, words)][:MOST])
    full = [h for h in hits if _told(view, h) or not _pointing(h, words)]
    anchors = tuple(h.trigger for h in hits)
    retold = tuple(again(view, before, frozenset(h.trigger.token.i for h in full), words, said))
    spots = {p.trigger for p in retold}
    for hit in hits:
        if view.start(hit.trigger.token) not in spots:
            proposal = _proposal(view, hit, anchors, said)
            yield proposal
            yield from _undenied(proposal)
    yield from retold


def _told(view: View, hit: Hit) -> bool:
    """Whether a hit names a party of its own."""
    held = (f for role in ("actor", "target") for f in hit.found.get(role, ()))
    return any(set(resolved(view.doc, view.doc.mentions[f.mention]).ids) - NOBODY for f in held)


def _pointing(hit: Hit, words: Lexicon) -> bool:
    return not hit.frame.verb and lemma(hit.trigger.token) in words.events


def _undenied(proposal: Proposal) -> Iterator[Proposal]:
    """A denial of being behind an event leaves the event standing, with its doer open."""
    doers = proposal.fillers("actor")
    if proposal.status is Status.DENIED and any(f.why == "role:resp" for f in doers):
        roles = tuple((n, f) for n, f in proposal.roles if n not in {"actor", "source"})
        yield replace(proposal, status=Status.ASSERTED, roles=roles, why=f"{proposal.why}; the event stands")


def _hits(view: View, token: Token, words: Lexicon) -> list[Hit]:
    if token.pos_ not in {"VERB", "NOUN", "PROPN", "AUX", "ADJ"}:
        return []
    names = {lemma(token), token.lower_}
    frames = [f for n in _forms(token, names) for f in words.by_word.get((n, is_verb(token)), ())]
    if not frames:
        return []
    trigger = trigger_of(token, words)
    hits = [
        Hit(trigger, f, fillers(view, trigger, f, words))
        for f in dict.fromkeys(frames)
        if trigger.word in f.words or "_" not in trigger.word
    ]
    ranked = sorted((h for h in hits if met(view, trigger, h.frame, h.found)), key=_strength, reverse=True)
    return ranked[:1]


def _forms(token: Token, names: set[str]) -> set[str]:
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    return {*names, *(f"{n}_{particle}" for n in names)} if particle else names


def _strength(hit: Hit) -> float:
    """How much a hit is worth: its word's record, or its frame's, and how much of the frame is filled."""
    filled = sum(bool(v) for role, v in hit.found.items() if role != "place")
    exact = 0.3 if "_" in hit.trigger.word and hit.trigger.word in hit.frame.words else 0.0
    part = "verb" if hit.frame.verb else "noun"
    base = lexicon().seen.get(f"{hit.frame.type}.{part}.{hit.trigger.word}", hit.frame.score)
    return base + 0.08 * filled + exact


def _distinct(hits: list[Hit]) -> list[Hit]:
    """A light verb gives way to its noun; of two hits on one event in one noun phrase the fuller stays."""
    hosts = {h.trigger.host.i for h in hits if h.trigger.host is not None}
    kept = [h for h in hits if not (h.trigger.token.i in hosts and any(o.frame.type is h.frame.type for o in hits if o is not h))]
    return [h for h in kept if not any(_inside(h, o) or _part_of(h, o) for o in kept if o is not h)]


def _part_of(hit: Hit, other: Hit) -> bool:
    """The firing of what then hit or was shot down, and what a threat threatens, are no events beside it."""
    token, above = hit.trigger.token, other.trigger.token
    if other.frame.type is ClaimType.THREAT:
        return token.i != above.i and any(t.i == token.i for c in children(above, "xcomp", "ccomp", "prep") for t in c.subtree)
    if hit.frame.type is ClaimType.MISSILE_LAUNCH and other.frame.type in {ClaimType.STRIKE, ClaimType.INTERCEPTION}:
        return token.dep_ in {"acl", "relcl"} and any(
            a.token.i == token.head.i or a.token.i in {t.i for t in conjuncts(token.head)} for a in other.trigger.arguments
        )
    return False


def _inside(hit: Hit, other: Hit) -> bool:
    """A modifier of another trigger of the same type ("a missile strike attack")."""
    token = hit.trigger.token
    return hit.frame.type is other.frame.type and token.dep_ in {"compound", "amod", "nmod"} and token.head.i == other.trigger.token.i


def _proposal(view: View, hit: Hit, anchors: tuple[Trigger, ...], said: Sayings) -> Proposal:
    token = hit.trigger.token
    ruling = status_of(token, hit.frame.type)
    extra = details(view, hit.trigger, hit.found, anchors)
    sources = said.of(view, token)
    roles = {**hit.found, **extra, "source": sources}
    if hit.frame.type is ClaimType.STRIKE:  # men strike, and are no weapon
        roles["item"] = tuple(f for f in roles.get("item", ()) if Category.TROOPS not in view.doc.mentions[f.mention].ids)
    draft = Proposal(
        sentence=view.sentence.index,
        type=hit.frame.type,
        status=ruling.status if presupposed(token) else _attributed(view, ruling.status, roles),
        roles=tuple((name, f) for name, f in roles.items() if f),
        score=min(0.95, _strength(hit)),
        why=f"{hit.frame.name}:{hit.trigger.word}; {ruling.why}",
        trigger=view.start(token),
    )
    return weight(view, token, draft)


def _attributed(view: View, status: Status, roles: dict[str, tuple[Filler, ...]]) -> Status:
    """A source telling of another's act makes it alleged; the doer's own word, or no named doer, leaves it."""
    if status not in {Status.ASSERTED, Status.ALLEGED} or not roles["source"]:
        return status
    doers = {p for f in roles.get("actor", ()) for p in view.doc.mentions[f.mention].ids}
    sayers = {p for f in roles["source"] for p in view.doc.mentions[f.mention].ids}
    if doers & sayers:
        return Status.ASSERTED
    return Status.ALLEGED if doers else status


__all__ = ["Filler", "Proposal", "proposals", "replace"]
